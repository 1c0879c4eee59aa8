"""The front matter of a note: its place, its properties, and edits that leave the rest alone. Offsets are code points of the note."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from vaulttools.edits import Edit
from vaulttools.note.yaml import Entry, Node, Style, duplicates, parse
from vaulttools.note.yaml_errors import Unreadable, YamlError
from vaulttools.note.yaml_layout import Layout
from vaulttools.note.yaml_proof import Proof
from vaulttools.note.yaml_writer import block, inline, quote
from vaulttools.patterns import pattern
from vaulttools.text import LINE_ENDING, Span, line_start, match_key, newline_of
from vaulttools.values import NamedTuple

_OPENING = pattern(r"\ufeff?(---[ \t]*(?:\r\n?|\n|\Z))")
_CLOSING = pattern(r"[\r\n](---[ \t]*(?:\r\n?|\n|\Z))")
_UNCLOSED_END = pattern(r"(?>\r\n|\r|\n)(?=[ \t]*(?:[\r\n]|\Z)|#|\.\.\.[ \t]*(?:[\r\n]|\Z))")

_COMMENT = pattern(r"[ \t]+#[^\r\n]*")
_BARE_LINK = pattern(r"\[\[(?:\d{4}-\d\d(?:-\d\d)?|(?![-+.\d\s,]*\]\])[^\[\]\r\n{}]+)\]\]")


class Extent(NamedTuple):
    """The place of front matter in a note."""

    span: Span
    """From the opening fence through the line ending of the closing one; if there is none, through `yaml_span`."""
    yaml_span: Span
    """What is between the fences. If nothing closes it: the lines up to a blank one, a heading or `...`."""
    closed: bool

    @property
    def body_start(self) -> int:
        """Where the body begins; 0 if the front matter is not closed, because all is body to Obsidian then."""
        return self.span.end if self.closed else 0


def split(text: str) -> Extent | None:
    """Where the front matter of a note stands, or None if there is none.

    As Obsidian finds it: `---` and nothing but blanks on the very first line, after at most one byte order mark, up to the next such
    line. `...` does not close it.
    """
    if not text.startswith(("---", "\ufeff---")):
        return None
    opening = _OPENING.match(text)
    if opening is None:
        return None
    start, head = opening.span(1)
    closing = None
    if head < len(text):
        # Searching for the plain text first is three times as fast as the pattern alone.
        near = text.find("\n---", head - 1)
        if near < 0 or text.find("\r---", head - 1, near) >= 0:
            near = head - 1
        closing = _CLOSING.search(text, near)
    if closing is not None:
        return Extent(Span(start, closing.end()), Span(head, closing.start(1)), True)
    end = _UNCLOSED_END.search(text, head - 1)
    stop = max(head, end.end() if end else len(text))
    return Extent(Span(start, stop), Span(head, stop), False)


class Part(NamedTuple):
    """The value of a property, or an item of the list that it is: what `FrontMatter.put` gives another value."""

    entry: Entry
    number: int | None
    """The index of the item in the list, from 0; None for the value itself."""
    node: Node


def parts(entry: Entry) -> Iterator[Part]:
    """The value of `entry`, and each item of it if it is a list."""
    yield Part(entry, None, entry.node)
    for number, item in enumerate(entry.node.items):
        yield Part(entry, number, item)


def scalars(entry: Entry) -> list[Part]:
    """The single value of `entry`, or those in its list; lists and maps are left out."""
    return [part for part in parts(entry) if part.node.kind == "scalar"]


def unquoted_link(text: str, node: Node) -> str | None:
    """The wiki-link that `node` was meant to be, if its brackets without quotes make it a list in a list; otherwise None."""
    source = node.span.of(text) if node.kind == "list" and node.style == "flow" and node.alias is None else ""
    return source if _BARE_LINK.fullmatch(source) else None


class FrontMatter:
    """The front matter of one note; false where the note has none. The YAML is parsed when first asked for.

    Where there is none, it is not closed or its YAML cannot be read, there are no entries and no data, as in Obsidian.
    The methods that edit, most of them one of its entries, return one `Edit` of the note, proven by reading the result again: the
    entry has the new value, every other one has its old value in its old place, and the body is the same. They return None if that
    cannot be shown: the entry is inside another one, the new key exists, a comment would be lost, an alias would lose its anchor.
    They raise TypeError for a value that is not plain data (str, int, float, bool, None, list, dict).
    """

    def __init__(self, text: str) -> None:
        """Takes the text of the note. Raises nothing."""
        extent = split(text)
        self.text = text
        self._is_there = extent is not None
        body = Span(1, 1) if text.startswith("\ufeff") else Span(0, 0)
        self.span, self.yaml_span, self.closed = extent or (body, body, False)
        self.body_start = extent.body_start if extent is not None else body.start

    def __bool__(self) -> bool:
        return self._is_there

    @property
    def fence(self) -> Span:
        """The `---` that it begins with, where findings on all of it stand."""
        return Span(self.span.start, self.span.start + 3)

    @cached_property
    def _read(self) -> tuple[Node | None, YamlError | None]:
        try:
            return parse(self.text, self.yaml_span) if self.closed else None, None
        except Unreadable as unreadable:
            return None, unreadable.error

    @property
    def root(self) -> Node | None:
        """The map of all properties; None if there is nothing, it is not closed, or it cannot be read."""
        return self._read[0]

    @property
    def error(self) -> YamlError | None:
        """Why the YAML cannot be read. Duplicate keys are left to `duplicates`, a missing closing fence to `closed`."""
        return self._read[1]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Keys and values of the top level in order, duplicates included."""
        root = self._read[0]
        return root.entries if root is not None else ()

    @property
    def data(self) -> dict[str, Any]:
        """Keys and values as plain data, shared with the nodes: do not change them. Of duplicates the last one counts."""
        root = self._read[0]
        return root.value if root is not None else {}

    def entry(self, key: str) -> Entry | None:
        """The entry of `key` at the top level (of duplicates the last one), or None."""
        return next((entry for entry in reversed(self.entries) if entry.key == key), None)

    def like(self, key: str) -> Entry | None:
        """The first entry at the top level whose key is `key` in any spelling, by `match_key`; or None."""
        wanted = match_key(key)
        return next((entry for entry in self.entries if match_key(entry.key) == wanted), None)

    @property
    def duplicates(self) -> tuple[tuple[Entry, Entry], ...]:
        """Pairs of entries with the same key in one map, at any depth: the first of that key, and the later one."""
        root = self._read[0]
        return tuple(duplicates(root)) if root is not None else ()

    # Edits

    def with_edit(self, edit: Edit) -> "FrontMatter | None":
        """The front matter after `edit`; None if that would reach into the body."""
        (start, end), new, _ = edit
        if not self.yaml_span.start <= start <= end <= self.yaml_span.end:
            return None
        head = self.text[:start] + new + self.text[end : self.body_start]
        after = FrontMatter(head)
        return after if after.closed and after.body_start == len(head) else None

    def set_value(self, entry: Entry, value: Any) -> Edit | None:
        """Give `entry` another value, in the same style if that can express it."""
        return self._proof.of(self._with_value(entry, value), self._index(entry), [(entry.key, value)])

    def add(self, key: str, value: Any, *, after: str | None = None, before: str | None = None) -> Edit | None:
        """Add `key` after or before another one, or at the end; in new front matter where the note has none."""
        if not self:
            return Edit(self.span, new_front_matter({key: value}, newline_of(self.text)))
        index = self._index_beside(after, before)
        if not self.closed or self.error is not None or index is None or any(each.key == key for each in self.entries):
            return None
        if self._layout.is_flow:
            edit: Edit | None = self._flow_insertion(index, f"{_json(key)}: {_json(value)}")
        else:
            edit = self._line_insertion(
                index, after is not None, block(key, value, self._layout.list_indent, self._layout.has_flow_lists)
            )
        return self._proof.of(edit, index, [(key, value)], 0)

    def _index_beside(self, after: str | None, before: str | None) -> int | None:
        """The index among `entries` right after or before one, or behind the last; None if no entry has that key, or several do."""
        anchor = after if after is not None else before
        if anchor is None:
            return len(self.entries)
        indexes = [index for index, entry in enumerate(self.entries) if entry.key == anchor]
        return indexes[0] + (after is not None) if len(indexes) == 1 else None

    def _flow_insertion(self, index: int, source: str) -> Edit:
        """`source` as the entry at `index` of a map in brackets."""
        entries, gap = self.entries, self._layout.gap(self.entries)
        if index < len(entries):
            at, source = entries[index].key_node.start, source + gap
        elif entries:
            at, source = entries[-1].node.end, gap + source
        else:
            at = self.root.end - 1 if self.root is not None else self.yaml_span.end
        return Edit(Span(at, at), source)

    def _line_insertion(self, index: int, is_after: bool, lines: list[str]) -> Edit | None:
        """`lines` before the entry at `index`, or right below the entry above it."""
        entries = self.entries
        if is_after:
            at = self._layout.next_line(entries[index - 1].node.end)
        elif index < len(entries):
            at = line_start(self.text, entries[index].key_node.start)
        else:
            at = self.yaml_span.end
        indent = self._layout.indent(entries[0].key_node.start) if entries else ""
        if indent is None:
            return None
        newline = self._layout.newline(at)
        return Edit(Span(at, at), "".join(indent + line + newline for line in lines))

    def rename(self, entry: Entry, new: str) -> Edit | None:
        """Give the key of `entry` another name. Its value, place and quoting stay the same."""
        if any(each.key == new for each in self.entries):
            return None
        name = entry.key_node
        edit = Edit(name.span, quote(new, name.style, flow=self._layout.is_flow))
        return self._proof.of(edit, self._index(entry), [(new, entry.value)])

    def drop(self, entry: Entry) -> Edit | None:
        """Remove `entry` and the rest of its line. Comments on lines of their own stay."""
        index = self._index(entry)
        if index is None:
            return None
        if self._layout.is_flow:
            span = self._layout.without([each.span for each in self.entries], index)
        elif self._layout.indent(entry.key_node.start) is None or self._layout.has_comment(
            entry.node, entry.key_node.end
        ):
            return None
        else:
            span = Span(line_start(self.text, entry.key_node.start), self._layout.next_line(entry.node.end))
        return self._proof.of(Edit(span, "") if span else None, index, [])

    def append(self, entry: Entry, item: Any) -> Edit | None:
        """Add an item at the end of a list, or make a key without a value a list of that item."""
        node = entry.node
        if node.alias is not None:
            return None
        if node.kind == "empty":
            return self.set_value(entry, [item])
        if node.kind != "list":
            return None
        if node.style == "flow":
            edit = self._flow_append(node, item)
        else:
            last = node.items[-1]
            dash = self._layout.dash(node, len(node.items) - 1)
            at = self._layout.next_line(last.end)
            indent = self._layout.indent(dash)
            if indent is None:
                return None
            blanks = self.text[dash + 1 : last.start] if last.kind == "scalar" else " "
            text = f"{indent}-{blanks if blanks.strip(' ') == '' and blanks else ' '}{inline(item, _style(last))}"
            edit = Edit(Span(at, at), text + self._layout.newline(at))
        return self._proof.of(edit, self._index(entry), [(entry.key, [*node.value, item])])

    def put(self, part: Part, value: Any) -> Edit | None:
        """Give `part` another value, in the same style if that can express it."""
        entry, number, old = part
        if number is None:
            return self.set_value(entry, value)
        index = self._index(entry)
        if index is None:
            return None
        if self._layout.has_comment(old, old.start):
            return None
        text = inline(value, _style(old), flow=entry.node.style == "flow" or self._layout.is_flow)
        before = " " if old.kind == "empty" and self.text[old.start - 1] == "-" else ""
        items = [*entry.value[:number], value, *entry.value[number + 1 :]]
        return self._proof.of(Edit(old.span, before + text), index, [(entry.key, items)])

    def to_list(self, entry: Entry) -> Edit | None:
        """Turn a scalar into a list of that one value, in the style of the note's other lists."""
        if entry.node.kind != "scalar":
            return None
        node, items = entry.node, [entry.value]
        edit = None
        raw = node.span.of(self.text)
        gap = self._layout.value_gap(entry)
        if (self._layout.has_flow_lists or self._layout.is_flow) and "\n" not in raw and "\r" not in raw:
            edit = Edit(node.span, f"[{raw}]")
        elif gap is not None and not gap.of(self.text).strip(" \t") and node.style not in ("literal", "folded"):
            indent = self._layout.indent(entry.key_node.start)
            lead = f"{self._layout.newline(line_start(self.text, gap.start))}{indent}{self._layout.list_indent}- "
            edit = Edit(gap, lead)
        return self._proof.of(edit, self._index(entry), [(entry.key, items)]) or self.set_value(entry, items)

    def uncomment(self, entry: Entry, value: Any) -> Edit | None:
        """Give a key without a value one, in brackets or on one line, instead of the comment after the colon."""
        gap = self._layout.value_gap(entry) if entry.node.kind == "empty" else None
        comment = None if gap is None else _COMMENT.fullmatch(self.text, gap.start, self._layout.line_end(gap.start))
        edit = None if comment is None else Edit(Span(*comment.span()), f" {inline(value)}")
        return self._proof.of(edit, self._index(entry), [(entry.key, value)])

    def sort(self, order: Sequence[str]) -> Edit | None:
        """Put the keys in `order`; the others follow as they were. Comments move with the key below them."""
        entries = self.entries
        if self._layout.is_flow or not entries or len(self.data) < len(entries):
            return None
        ranks = {key: rank for rank, key in enumerate(order)}
        starts = [self.yaml_span.start, *(self._layout.next_line(entry.node.end) for entry in entries[:-1])]
        parts = [self.text[start:end] for start, end in zip(starts, [*starts[1:], self.yaml_span.end], strict=True)]
        sorted_ = sorted(range(len(entries)), key=lambda at: (ranks.get(entries[at].key, len(ranks)), at))
        if sorted_ == list(range(len(entries))) or any(not part.endswith(("\n", "\r")) for part in parts):
            return None
        edit = Edit(self.yaml_span, "".join(parts[at] for at in sorted_))
        return self._proof.of(edit, 0, [(entries[at].key, entries[at].value) for at in sorted_], len(entries))

    # What the edits are made of

    @cached_property
    def _layout(self) -> Layout:
        return Layout(self.text, self.yaml_span.end, self.root)

    @cached_property
    def _proof(self) -> Proof:
        return Proof(self._layout, self.yaml_span, self.with_edit)

    def _index(self, entry: Entry) -> int | None:
        """The index of `entry` among `entries`; None for one that is inside another."""
        return self._indexes.get(id(entry))

    @cached_property
    def _indexes(self) -> dict[int, int]:
        """The indexes of the entries, by their identity: two may have the same key and the same value."""
        return {id(entry): index for index, entry in enumerate(self.entries)}

    def _with_value(self, entry: Entry, value: Any) -> Edit | None:
        gap = self._layout.value_gap(entry)
        if gap is None or self._layout.has_comment(entry.node, entry.node.start):
            return None
        return (self._on_own_lines if self._wants_lines(entry, value) else self._on_key_line)(entry, gap, value)

    def _wants_lines(self, entry: Entry, value: Any) -> bool:
        """Whether `value` goes on lines of its own: a list or map, unless the note writes those in brackets."""
        if not isinstance(value, (list, dict)) or not value or self._layout.is_flow:
            return False
        if isinstance(value, list) and entry.node.kind == "list":
            return entry.node.style == "block"
        return isinstance(value, dict) or not self._layout.has_flow_lists

    def _on_key_line(self, entry: Entry, gap: Span, value: Any) -> Edit | None:
        node, flow = entry.node, self._layout.is_flow
        text = "" if value is None and not flow else inline(value, _style(node), flow=flow)
        between = gap.of(self.text)
        if text and node.kind != "empty" and not LINE_ENDING.search(between):
            return Edit(node.span, text)
        return None if "#" in between else Edit(Span(gap.start, node.end), f" {text}" if text else "")

    def _on_own_lines(self, entry: Entry, gap: Span, value: Any) -> Edit | None:
        node = entry.node
        newline = self._layout.newline(line_start(self.text, entry.key_node.start))
        if isinstance(value, list) and node.kind == "list" and node.items:
            dash = self._layout.dash(node, 0)
            indent = self._layout.indent(dash)
            if indent is None:
                return None
            return Edit(Span(dash, node.end), (newline + indent).join(f"- {inline(item)}" for item in value))
        indent = self._layout.indent(entry.key_node.start)
        if indent is None or "#" in gap.of(self.text):
            return None
        # A comment after the old value stays on the line of the key.
        stop = self._layout.line_end(node.end)
        lines = block(entry.key, value, self._layout.list_indent, self._layout.has_flow_lists)[1:]
        return Edit(
            Span(gap.start, stop), self.text[node.end : stop] + "".join(newline + indent + line for line in lines)
        )

    def _flow_append(self, node: Node, item: Any) -> Edit:
        text = inline(item, _style(node.items[-1]) if node.items else "plain", flow=True)
        if not node.items:
            return Edit(Span(node.end - 1, node.end - 1), text)
        at = node.items[-1].end
        return Edit(Span(at, at), self._layout.gap(node.items) + text)


def _style(node: Node) -> Style:
    """The style of a scalar that replaces `node`."""
    return node.style if node.kind == "scalar" and node.style in ("single", "double") else "plain"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def new_front_matter(data: Mapping[str, Any], newline: str = "\n") -> str:
    """Front matter for a note that has none: fences, the keys in their order, lists as Obsidian writes them.

    Raises ValueError for what YAML cannot hold (a key of more than 1,000 characters), and TypeError for what is not plain data.
    """
    lines = [line for key, value in data.items() for line in block(key, value, "  ", False)]
    text = newline.join(["---", *lines, "---", ""])
    written = FrontMatter(text)
    if written.span.end != len(text) or repr(written.data) != repr(dict(data)):
        raise ValueError("these data cannot be written as front matter")
    return text
