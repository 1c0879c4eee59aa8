"""The markdown tree of a note, with exact source spans, and the regions that are not prose.

The structure comes from pyromark (CommonMark 0.31 with tables, footnotes, task lists, strikethrough, maths and
wiki-links). It counts in UTF-8 bytes; the offsets of the nodes, a tenth as many as its events, are turned into code
points here, and nobody else sees a byte. Obsidian's comments and Templater commands, which no markdown parser knows,
are laid over the tree.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import pyromark

from vaulttools.text import Span

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_MATH
    | pyromark.Options.ENABLE_WIKILINKS
)
_PARSER = pyromark.Markdown(options=_OPTIONS)

_CONTINUATION = bytes(range(0x80, 0xC0))
"""The bytes of UTF-8 that do not begin a character."""


class Node(NamedTuple):
    """One construct of the tree: what it is, where, how deep inside others, and what else is known of it.

    `data` is the level of a heading, the info string of fenced code (None where indented), the first number of an
    ordered list (None for bullets), whether a task is done, pyromark's type of a link (`WikiLink`,
    `Inline`, ...) and its destination.
    """

    kind: str
    start: int
    end: int
    depth: int
    data: Any

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


_Place = tuple[int, int, int, Any]
"""Start and end in UTF-8 bytes, depth, data."""


class Blocks:
    """The tree as flat lists of nodes in document order, parents before their children.

    Kinds: heading, paragraph, quote, list, item, task, code_block, code_span, html, math, rule, table, row, cell,
    link, image, emphasis, strong, strikethrough, footnote, footnote_mark, comment, command.
    """

    def __init__(self, text: str, start: int, hidden: Sequence[Node] = ()) -> None:
        """Reads `text` from code point `start` on; the regions of `hidden` are nodes of their own, and no markdown."""
        self._source = text[start:] if start else text
        if hidden:
            self._source = masked(self._source, [Span(node.start - start, node.end - start) for node in hidden], " ")
        self._start = start
        encoded = self._source.encode("utf-8", "replace")
        self._found = _nodes(encoded.decode("latin-1"), _PARSER.events_with_range(encoded.decode(), merge_text=True))
        self._hidden = hidden

    def __iter__(self) -> Iterator[Node]:
        return iter(self.of(*self._found, "comment", "command"))

    def of(self, *kinds: str) -> list[Node]:
        """The nodes of these kinds, in document order."""
        if len(kinds) == 1:
            return self._of(kinds[0])
        return sorted((node for kind in kinds for node in self._of(kind)), key=_by_place)

    def _of(self, kind: str) -> list[Node]:
        return (self._structure if kind in _STRUCTURE else self._content).get(kind, [])

    # What is asked for together is worked out together; of many notes nobody asks for the lists and cells.

    @cached_property
    def _structure(self) -> dict[str, list[Node]]:
        return self._in_code_points({kind: self._found[kind] for kind in self._found.keys() & _STRUCTURE})

    @cached_property
    def _content(self) -> dict[str, list[Node]]:
        nodes = self._in_code_points({kind: self._found[kind] for kind in self._found.keys() - _STRUCTURE})
        for node in self._hidden:
            nodes.setdefault(node.kind, []).append(node)
        return nodes

    def _in_code_points(self, found: Mapping[str, Iterable[_Place]]) -> dict[str, list[Node]]:
        """The nodes of `found`, their UTF-8 offsets turned into code points of the whole text."""
        points: dict[int, int] = {}
        offsets = sorted({offset for each in found.values() for place in each for offset in place[:2]})
        if self._source.isascii():
            points = {offset: offset + self._start for offset in offsets}
        else:
            encoded = self._source.encode("utf-8", "replace")
            done, count = 0, self._start
            for offset in offsets:
                count += len(encoded[done:offset].translate(None, _CONTINUATION))
                points[offset] = count
                done = offset
        new = tuple.__new__
        return {
            kind: [new(Node, (kind, points[start], points[end], depth, data)) for start, end, depth, data in each]
            for kind, each in found.items()
        }


_STRUCTURE = {"paragraph", "list", "item", "row", "cell", "emphasis", "strong", "strikethrough"}


class Regions:
    """Spans that do not overlap, for asking quickly whether a place lies in one of them."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = merged(spans)
        self._starts = [start for start, _ in self.spans]

    def __bool__(self) -> bool:
        return bool(self.spans)

    def at(self, offset: int) -> Span | None:
        """The span that holds the code point at `offset`."""
        index = bisect_right(self._starts, offset) - 1
        return self.spans[index] if index >= 0 and offset < self.spans[index].end else None

    def touch(self, span: Span) -> bool:
        """Whether a code point of `span` lies in one of the spans."""
        index = bisect_right(self._starts, span.start) - 1
        if index >= 0 and span.start < self.spans[index].end:
            return True
        return index + 1 < len(self.spans) and self.spans[index + 1].start < span.end


def merged(spans: Iterable[tuple[int, int]]) -> list[Span]:
    """`spans` sorted, with those that overlap or touch made one."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1].end:
            if end > result[-1].end:
                result[-1] = Span(result[-1].start, end)
        else:
            result.append(Span(start, end))
    return result


def masked(text: str, spans: Sequence[Span], filler: str = "\ufffc") -> str:
    """`text` with every code point of `spans` (sorted, apart) replaced by `filler`, line endings kept."""
    pieces = []
    done = 0
    for start, end in spans:
        pieces.append(text[done:start])
        inside = text[start:end]
        if "\n" in inside or "\r" in inside:
            pieces.append(_NOT_LINE_ENDING.sub(filler, inside))
        else:
            pieces.append(filler * (end - start))
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


_NOT_LINE_ENDING = re.compile(r"[^\r\n]")


def parse(text: str, start: int) -> Blocks:
    """The tree of `text` from code point `start` on, which is where the front matter ends."""
    blocks = Blocks(text, start)
    if "%%" in text or "<%" in text:
        hidden = list(_hidden(text, start, blocks))
        if hidden:
            # What a comment or a command holds is no markdown: look again at the text without it.
            return Blocks(text, start, hidden)
    return blocks


def _by_place(node: Node) -> tuple[int, int]:
    return node.start, -node.end


_CONTAINERS = {
    "Paragraph": "paragraph",
    "Item": "item",
    "BlockQuote": "quote",
    "List": "list",
    "Table": "table",
    "TableHead": "row",
    "TableRow": "row",
    "TableCell": "cell",
    "Emphasis": "emphasis",
    "Strong": "strong",
    "Strikethrough": "strikethrough",
    "Heading": "heading",
    "CodeBlock": "code_block",
    "HtmlBlock": "html",
    "Link": "link",
    "Image": "image",
    "FootnoteDefinition": "footnote",
}
_WITH_DATA = {"heading", "list", "link", "image"}
_LEAVES = {
    "Code": "code_span",
    "InlineHtml": "html",
    "InlineMath": "math",
    "DisplayMath": "math",
    "FootnoteReference": "footnote_mark",
    "TaskListMarker": "task",
}


def _nodes(text: str, events: Iterable[Any]) -> dict[str, list[_Place]]:
    """What `events` of pyromark describe, spans tightened to what a reader would call the construct.

    `text` has one character for each unit the events count in.
    """
    found: dict[str, list[_Place]] = defaultdict(list)
    depth = 0
    for event, where in events:
        if event.__class__ is str:
            if event == "Rule":
                found["rule"].append((where["start"], _stripped(text, where["start"], where["end"]), depth, None))
        elif "Text" in event:
            pass
        elif "End" in event:
            depth -= 1
        elif "Start" in event:
            tag = event["Start"]
            data: Any = None
            if tag.__class__ is dict:
                ((tag, data),) = tag.items()
            kind = _CONTAINERS.get(tag)
            if kind is not None:
                start, end = where["start"], where["end"]
                if kind in _WITH_DATA:
                    if kind == "heading":
                        data = int(data["level"][1])
                    elif kind != "list":
                        link_type = data["link_type"]
                        data = ("WikiLink" if link_type.__class__ is dict else link_type, data["dest_url"])
                elif kind == "code_block":
                    if data == "Indented":
                        data = None
                        start = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
                    else:
                        data = data["Fenced"]
                else:
                    data = None
                if text[end - 1] in "\r\n":
                    end = _stripped(text, start, end)
                found[kind].append((start, end, depth, data))
            depth += 1
        else:
            for key in event:
                kind = _LEAVES.get(key)
                if kind is not None:
                    data = event[key] if kind == "task" else None
                    found[kind].append((where["start"], where["end"], depth, data))
    return found


def _stripped(text: str, start: int, end: int) -> int:
    """`end`, moved back over line endings."""
    while end > start and text[end - 1] in "\r\n":
        end -= 1
    return end


_COMMENT_OR_COMMAND = re.compile(r"%%|<%")


def _hidden(text: str, start: int, blocks: Blocks) -> Iterator[Node]:
    """Obsidian's comments and Templater's commands: regions that are shown as nothing.

    A comment that starts a line may run over many and, unclosed, to the end of the note; another one ends on its own
    line (Obsidian release notes 0.10.12 and 1.13). A command runs from `<%` to `%>`.
    """
    code = Regions(node.span for node in blocks.of("code_block", "code_span", "math"))
    position = start
    while match := _COMMENT_OR_COMMAND.search(text, position):
        opened = match.start()
        inside = code.at(opened)
        if inside:
            position = inside.end
            continue
        line_end = _line_end(text, opened)
        if match[0] == "<%":
            closed = text.find("%>", match.end())
            position = closed + 2 if closed >= 0 else match.end()
            if closed >= 0:
                yield Node("command", opened, position, 0, None)
            continue
        closed = text.find("%%", match.end(), line_end)
        starts_line = not text[max(text.rfind("\n", 0, opened), text.rfind("\r", 0, opened)) + 1 : opened].strip(" \t")
        if closed < 0 and starts_line:
            closed = text.find("%%", line_end)
            if closed < 0:
                yield Node("comment", opened, len(text), 0, None)
                return
        position = closed + 2 if closed >= 0 else match.end()
        if closed >= 0:
            yield Node("comment", opened, position, 0, None)


def _line_end(text: str, offset: int) -> int:
    """The offset of the line ending after `offset`, or of the end of the text."""
    feed = text.find("\n", offset)
    end = len(text) if feed < 0 else feed
    carriage = text.find("\r", offset, end)
    return end if carriage < 0 else carriage
