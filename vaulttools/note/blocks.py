"""The markdown tree of a note, with exact source spans, and the regions that are not prose.

The structure comes from pyromark (CommonMark 0.31 with tables, footnotes, task lists, strikethrough, maths and
wiki-links). It counts in UTF-8 bytes; the offsets of the nodes, a tenth as many as its events, are turned into code
points here, and nobody else sees a byte. Obsidian's comments and Templater commands, which no markdown parser knows,
are laid over the tree.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
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


class Blocks:
    """The tree as a flat list of nodes in document order, parents before their children.

    Kinds: heading, paragraph, quote, list, item, task, code_block, code_span, html, math, rule, table, row, cell,
    link, image, emphasis, strong, strikethrough, footnote, footnote_mark, comment, command.
    """

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self._by_kind: dict[str, list[Node]] = {}
        for node in nodes:
            self._by_kind.setdefault(node.kind, []).append(node)

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes)

    def of(self, *kinds: str) -> list[Node]:
        """The nodes of these kinds, in document order."""
        if len(kinds) == 1:
            return self._by_kind.get(kinds[0], [])
        return sorted((node for kind in kinds for node in self._by_kind.get(kind, ())), key=_by_place)


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
    blocks = _parse(text, start, ())
    if "%%" in text or "<%" in text:
        hidden = list(_hidden(text, start, blocks))
        if hidden:
            # What a comment or a command holds is no markdown: look again at the text without it.
            nodes = [*_parse(text, start, hidden), *hidden]
            blocks = Blocks(sorted(nodes, key=_by_place))
    return blocks


def _by_place(node: Node) -> tuple[int, int]:
    return node.start, -node.end


def _parse(text: str, start: int, hidden: Sequence[Node]) -> Blocks:
    source = text
    if start or hidden:
        source = masked(text, [Span(0, start), *(node.span for node in hidden)], " ")
    if source.isascii():
        return Blocks(_nodes(source, _PARSER.events_with_range(source, merge_text=True)))
    encoded = source.encode("utf-8", "replace")
    nodes = _nodes(encoded.decode("latin-1"), _PARSER.events_with_range(encoded.decode(), merge_text=True))
    return Blocks(_in_code_points(nodes, encoded))


def _in_code_points(nodes: list[Node], encoded: bytes) -> list[Node]:
    """`nodes` with their offsets into `encoded` turned into code points."""
    points: dict[int, int] = {}
    done = count = 0
    for offset in sorted({offset for node in nodes for offset in (node[1], node[2])}):
        count += len(encoded[done:offset].translate(None, _CONTINUATION))
        points[offset] = count
        done = offset
    new = tuple.__new__
    return [new(Node, (kind, points[start], points[end], depth, data)) for kind, start, end, depth, data in nodes]


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


def _nodes(text: str, events: Iterable[Any]) -> list[Node]:
    """The nodes that `events` of pyromark describe, spans tightened to what a reader would call the construct.

    `text` has one character for each unit the events count in.
    """
    nodes: list[Node] = []
    depth = 0
    new = tuple.__new__
    for event, where in events:
        if event.__class__ is str:
            if event == "Rule":
                nodes.append(
                    new(Node, ("rule", where["start"], _stripped(text, where["start"], where["end"]), depth, None))
                )
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
                nodes.append(new(Node, (kind, start, end, depth, data)))
            depth += 1
        else:
            for key in event:
                kind = _LEAVES.get(key)
                if kind is not None:
                    data = event[key] if kind == "task" else None
                    nodes.append(new(Node, (kind, where["start"], where["end"], depth, data)))
    return nodes


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
