"""The markdown tree of a note, with exact source spans, and the regions that are not prose.

The structure comes from pyromark (CommonMark 0.31 with tables, footnotes, task lists, strikethrough, maths and
wiki-links). It counts in UTF-8 bytes; the offsets of the nodes, a tenth as many as its events, are turned into code
points here, and nobody else sees a byte. Obsidian's comments, Templater's commands and Hugo's shortcodes, which no markdown
parser knows, are laid over the tree.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any

import pyromark

from vaulttools.patterns import pattern
from vaulttools.text import Span, line_end, line_start
from vaulttools.values import NamedTuple, grouped

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_MATH
    | pyromark.Options.ENABLE_WIKILINKS
)
_PARSER = pyromark.Markdown(options=_OPTIONS)
_new = tuple.__new__
"""Makes a named tuple in half the time of a call of its class."""


class Node(NamedTuple):
    """One construct of the tree: what it is, where, and what else is known of it.

    `data` is the level of a heading, the info string of fenced code (None if indented), the first number of an
    ordered list (None for bullets), whether a task is done, pyromark's type of a link (`WikiLink`,
    `Inline`, ...) and its destination.
    """

    kind: str
    start: int
    end: int
    data: Any

    @property
    def span(self) -> Span:
        """Its place, in code points of the note."""
        return Span(self.start, self.end)


_Place = tuple[int, int, Any]
"""Start and end in UTF-8 bytes, data."""


_MOST_LOOKS = 30
"""How often a text is parsed for maths. Between braces that are not closed only one `$` may be gone each time: the others stay maths."""


class Blocks:
    """The tree as flat lists of nodes in document order, parents before their children.

    Kinds: heading, paragraph, quote, list, item, task, code_block, code_span, html, math, rule, table, row, cell,
    link, image, emphasis, strong, strikethrough, footnote, footnote_mark, comment, command.
    """

    def __init__(self, text: str, start: int, hidden: Sequence[Node] = ()) -> None:
        """Reads `text` from code point `start` on. The spans in `hidden` are not markdown."""
        self._text, self._start, self._hidden = text, start, hidden
        self._no_maths: list[int] = []
        """Where dollars are that end no maths."""
        for _ in range(_MOST_LOOKS):
            found = self._parsed(_CONTENT)
            encoded = self._encoded() if "math" in found else b""
            dollars = [end - 1 for begin, end, _ in found.get("math", ()) if _is_money(encoded, begin, end)]
            if not dollars:
                break
            # None of them ends maths: look again without them. Each time at least half of what is left is gone.
            self._no_maths += dollars
        self._found = found

    def _encoded(self) -> bytes:
        """What is parsed. It is made anew each time: notes are held in memory until they are checked."""
        body = self._text[self._start :]
        if "\r" in body:
            # The parser does not see every line ending in a carriage return without a line feed.
            body = _LONE_RETURN.sub("\n", body)
        if self._hidden:
            body = _without(body, [(node.start - self._start, node.end - self._start) for node in self._hidden])
        encoded = bytearray(body.encode("utf-8", "replace"))  # a lone surrogate
        for index in self._no_maths:
            encoded[index] = ord("%")
        return bytes(encoded)

    def _parsed(self, containers: Mapping[str, str]) -> dict[str, list[_Place]]:
        encoded = self._encoded()
        return _places(encoded, _PARSER.events_with_range(encoded.decode(), merge_text=True), containers)

    def __iter__(self) -> Iterator[Node]:
        return iter(self.of(*_CONTAINERS.values(), *_LEAVES.values(), "rule", "comment", "command"))

    def of(self, *kinds: str) -> list[Node]:
        """The nodes of these kinds, in document order."""
        found = [*filter(None, map(self._of, dict.fromkeys(kinds)))]
        if len(found) < 2:
            return found[0] if found else []
        return sorted(chain(*found), key=lambda node: (node.start, -node.end))

    def spans(self, *kinds: str) -> list[Span]:
        """The spans of the nodes of these kinds, in document order."""
        return [_new(Span, node[1:3]) for node in self.of(*kinds)]

    def _of(self, kind: str) -> list[Node]:
        return (self._structure if kind in _STRUCTURE else self._content).get(kind, [])

    @cached_property
    def _structure(self) -> dict[str, list[Node]]:
        """Kinds of nodes that are rarely asked for, and left out at first: two thirds of all nodes."""
        found = self._parsed(_CONTAINERS)
        return self._in_code_points({kind: found[kind] for kind in found.keys() & _STRUCTURE})

    @cached_property
    def _content(self) -> dict[str, list[Node]]:
        nodes = self._in_code_points(self._found)
        self._found = {}  # of no more use
        for node in self._hidden:
            nodes.setdefault(node.kind, []).append(node)
        return nodes

    def _in_code_points(self, found: Mapping[str, Iterable[_Place]]) -> dict[str, list[Node]]:
        """The nodes of `found`, with code points of the whole text for their UTF-8 offsets."""
        encoded, count = self._encoded(), self._start
        if encoded.isascii():
            return {
                kind: [_new(Node, (kind, start + count, end + count, data)) for start, end, data in each]
                for kind, each in found.items()
            }
        points = {}
        done = 0
        for offset in sorted({offset for each in found.values() for place in each for offset in place[:2]}):
            count += len(encoded[done:offset].decode())
            points[offset] = count
            done = offset
        return {
            kind: [_new(Node, (kind, points[start], points[end], data)) for start, end, data in each]
            for kind, each in found.items()
        }


class Regions:
    """Spans that do not overlap, and quick answers to whether a place is in one of them."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.spans = merged(spans)
        self._starts = [start for start, _ in self.spans]

    def at(self, offset: int) -> Span | None:
        """The span that contains the code point at `offset`."""
        index = bisect_right(self._starts, offset) - 1
        return self.spans[index] if index >= 0 and offset < self.spans[index].end else None


def merged(spans: Iterable[tuple[int, int]]) -> list[Span]:
    """`spans`, sorted, with those that overlap or touch joined."""
    result: list[Span] = []
    last = -1
    for start, end in sorted(spans):
        if start > last:
            result.append(_new(Span, (start, end)))
            last = end
        elif end > last:
            result[-1] = Span(result[-1].start, end)
            last = end
    return result


def masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with U+FFFC for each code point in `spans` (sorted, not overlapping) except line endings."""
    pieces = []
    done = 0
    for start, end in spans:
        pieces.append(text[done:start])
        inside = text[start:end]
        if "\n" in inside or "\r" in inside:
            pieces.append(_LINE.sub(lambda line: "\ufffc" * len(line[0]), inside))
        else:
            pieces.append("\ufffc" * (end - start))
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


_LINE = pattern(r"[^\r\n]+")
_LONE_RETURN = pattern(r"\r(?!\n)")


def parse(text: str, start: int) -> Blocks:
    """The tree of `text` from code point `start` on, where the front matter ends."""
    blocks = Blocks(text, start)
    hidden = _hidden(text, start, blocks) if any(mark in text for mark in _MARKS) else ()
    # What a comment or a command holds is no markdown: look again at the text without it.
    return Blocks(text, start, hidden) if hidden else blocks


def _is_money(text: bytes, start: int, end: int) -> bool:
    """Whether the maths found there is two amounts, as in `US$5-US$10`: no digit may follow the dollar that ends maths."""
    return text[end : end + 1].isdigit() and not text.startswith(b"$$", start)


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


_STRUCTURE = {"paragraph", "list", "item", "row", "cell", "emphasis", "strong", "strikethrough"}
_CONTENT = {tag: kind for tag, kind in _CONTAINERS.items() if kind not in _STRUCTURE}


def _places(text: bytes, events: Iterable[Any], containers: Mapping[str, str]) -> dict[str, list[_Place]]:
    """What `events` of pyromark describe, spans tightened to what a reader would call the construct.

    Of what contains something, the kinds that `containers` has for a tag. `text` is what was parsed.
    """
    found: dict[str, list[_Place]] = defaultdict(list)
    for event, where in events:
        if "Start" in event:
            data: Any = None
            tag = event["Start"]
            if tag.__class__ is dict:
                ((tag, data),) = tag.items()
            kind = containers.get(tag)
            if kind is None:
                continue
            start, end = where["start"], where["end"]
            if kind in _WITH_DATA:
                if kind == "heading":
                    data = int(data["level"][1])
                elif kind != "list":
                    link_type = data["link_type"]
                    data = ("WikiLink" if link_type.__class__ is dict else link_type, data["dest_url"])
                    if link_type == "Collapsed" and text.startswith(b"[]", end):
                        end += 2  # the parser leaves them out
            elif kind == "code_block":
                if data == "Indented":
                    data = None
                    while start and text[start - 1] in b" \t":
                        start -= 1
                else:
                    data = data["Fenced"]
            else:
                data = None
            if text[end - 1] in b"\r\n":
                end = _stripped(text, start, end)
            found[kind].append((start, end, data))
        elif "End" in event or "Text" in event:  # two thirds of all
            continue
        elif event == "Rule":
            found["rule"].append((where["start"], _stripped(text, where["start"], where["end"]), None))
        elif event.__class__ is dict:
            for key in event:
                kind = _LEAVES.get(key)
                if kind is not None:
                    data = event[key] if kind == "task" else None
                    found[kind].append((where["start"], where["end"], data))
    return found


def _stripped(text: bytes, start: int, end: int) -> int:
    """`end`, moved back over line endings."""
    while end > start and text[end - 1] in b"\r\n":
        end -= 1
    return end


_MARKS = ("%%", "<%", "{{<", "{{%")
_MARK = pattern("|".join(map(re.escape, _MARKS)))
_SHORTCODE = pattern(r"\{\{<\s*([\w./-]*\w)")
_SHORTCODE_END = pattern(r"\{\{<\s*/\s*([\w./-]+)\s*>\}\}")


def _hidden(text: str, start: int, blocks: Blocks) -> list[Node]:
    """Obsidian's comments, Templater's commands and Hugo's shortcodes: regions that are shown as nothing, or as something else."""
    nodes = blocks.of("code_block", "code_span", "math", "html", "link", "image")
    opaque = Regions(node.span for node in nodes if node.data is None or node.data[:1] != ("WikiLink",))
    found: list[Node] = []
    position = start
    ends = _Ends(text)
    while match := _MARK.search(text, position):
        opened, inner = match.span()
        around = opaque.at(opened)
        # Code that begins inside a comment is none.
        if around and not (found and around.start < found[-1].end):
            position = around.end
        elif end := ends.of(match[0], opened, inner):
            position = end
            found.append(Node("comment" if match[0] == "%%" else "command", opened, end, None))
        else:
            position = inner
    return found


class _Ends:
    """Where in a text that ends which a mark begins; 0 for a mark that begins nothing. All take linear time together."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._last = {sign: text.rfind(sign) for sign in ("%>", "%}}", ">}}")}
        self._line_end = 0

    def of(self, mark: str, opened: int, inner: int) -> int:
        """The end of what `mark`, from `opened` to `inner`, begins.

        A command runs from `<%` to `%>`; for a shortcode and a comment see below.
        """
        if mark == "%%":
            return self._of_comment(opened, inner)
        return self._behind("%>", inner) if mark == "<%" else self._of_shortcode(mark, opened, inner)

    def _behind(self, sign: str, start: int) -> int:
        return self._text.find(sign, start) + len(sign) if start <= self._last[sign] else 0

    def _of_shortcode(self, mark: str, opened: int, inner: int) -> int:
        """From `{{%` to `%}}`, or from `{{<` to `>}}` and then, if it is closed (`{{< /code >}}`), to there: what it holds is
        no markdown (Hugo's documentation, Shortcodes)."""
        end = self._behind("%}}" if mark == "{{%" else ">}}", inner)
        name = _SHORTCODE.match(self._text, opened) if end else None
        ends = self._shortcode_ends.get(name[1], []) if name else []
        at = bisect_right(ends, end)
        return ends[at] if at < len(ends) else end

    @cached_property
    def _shortcode_ends(self) -> Mapping[str, Sequence[int]]:
        return grouped((each[1], each.end()) for each in _SHORTCODE_END.finditer(self._text))

    def _of_comment(self, opened: int, inner: int) -> int:
        """One that starts a line may run over many and, unclosed, to the end of the note; another one ends on its own line
        (Obsidian release notes 0.10.12)."""
        text = self._text
        if _in_url(text, opened):
            return 0
        if opened >= self._line_end:
            self._line_end = line_end(text, opened)
        closed = text.find("%%", inner, self._line_end)
        if closed < 0 and _starts_line(text, opened):
            closed = text.find("%%", self._line_end)
            if closed < 0:
                return len(text)
        return closed + 2 if closed >= 0 else 0


def _in_url(text: str, offset: int) -> bool:
    """Whether a bare URL runs through `offset`."""
    before = text[max(0, offset - 200) : offset].split()
    return bool(before) and "://" in before[-1] and not text[offset - 1].isspace()


def _starts_line(text: str, offset: int) -> bool:
    """Whether there are only blanks before `offset` on its line."""
    return not text[line_start(text, offset) : offset].strip(" \t")


_HIDDEN_LINE = pattern(r"^[ \t]*+\ufffc[ \t\ufffc]*+(?=\r?$)", re.M)


def _without(text: str, hidden: Iterable[tuple[int, int]]) -> str:
    """`text` with hidden parts replaced: whole lines by blank lines, others by a word, so that they do not become indentation."""
    words = masked(text, hidden)
    return _HIDDEN_LINE.sub(lambda line: " " * len(line[0]), words)
