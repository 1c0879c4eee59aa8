"""How the YAML of a note is laid out: its lines, the gaps between its parts, and the style of its lists."""

from collections.abc import Sequence
from functools import cached_property

from vaulttools.note.yaml import Entry, Node, leaves
from vaulttools.patterns import pattern
from vaulttools.text import LINE_ENDING, Span, line_end, line_start
from vaulttools.values import Value

_COLON = pattern(r"[ \t]*:")


class Layout(Value):
    """The layout of a map. Offsets are code points of `text`, the note."""

    text: str
    end: int
    """Where the YAML ends."""
    root: Node | None
    """The map; None if there is nothing that can be read."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The keys and values of the map."""
        return self.root.entries if self.root is not None else ()

    @property
    def is_flow(self) -> bool:
        """Whether the map itself is written in brackets."""
        return self.root is not None and self.root.style == "flow"

    @cached_property
    def has_flow_lists(self) -> bool:
        """Whether the lists of this front matter are written in brackets."""
        styles = {entry.node.style for entry in self.entries if entry.node.kind == "list" and entry.node.items}
        return styles == {"flow"}

    @cached_property
    def list_indent(self) -> str:
        """The indentation of block lists in this front matter; Obsidian writes two blanks."""
        for entry in self.entries:
            if entry.node.kind == "list" and entry.node.style == "block" and entry.node.items:
                inner, outer = self.indent(self.dash(entry.node, 0)), self.indent(entry.key_node.start)
                if inner is not None and outer is not None and inner.startswith(outer):
                    return inner[len(outer) :]
        return "  "

    def value_gap(self, entry: Entry) -> Span | None:
        """The text between the colon and the value."""
        colon = _COLON.match(self.text, entry.key_node.end)
        if colon is None or colon.end() > entry.node.start:
            return None
        return Span(colon.end(), entry.node.start)

    def gap(self, nodes: Sequence[Node | Entry]) -> str:
        """The text between the last two of `nodes` in brackets."""
        if len(nodes) < 2:
            return ", "
        gap = self.text[nodes[-2].span.end : nodes[-1].span.start]
        return gap if gap.strip() == "," else ", "

    def without(self, spans: list[Span], index: int) -> Span | None:
        """The span to remove for one of several things in brackets, with one comma."""
        if len(spans) == 1:
            return spans[0]
        if index + 1 < len(spans):
            span, gap = Span(spans[index].start, spans[index + 1].start), Span(spans[index].end, spans[index + 1].start)
        else:
            span, gap = Span(spans[index - 1].end, spans[index].end), Span(spans[index - 1].end, spans[index].start)
        return None if "#" in gap.of(self.text) else span

    def has_comment(self, node: Node, start: int) -> bool:
        """Whether there is a comment between `start` and the end of `node`."""
        at = start
        for leaf in leaves(node):
            if "#" in self.text[at : leaf.start]:
                return True
            at = leaf.end
        return "#" in self.text[at : node.end]

    def dash(self, node: Node, number: int) -> int:
        """The offset of the dash of an item in a block list."""
        start = node.items[number - 1].end if number else node.start
        return self.text.rfind("-", start, max(node.items[number].start, start + 1))

    def next_line(self, offset: int) -> int:
        """Where the line below that of `offset` begins."""
        ending = LINE_ENDING.search(self.text, offset, self.end)
        return ending.end() if ending else self.end

    def line_end(self, offset: int) -> int:
        """The end of the line at `offset`, without its line ending."""
        return min(line_end(self.text, offset), self.end)

    def indent(self, offset: int) -> str | None:
        """The blanks before `offset` on its line, or None if there is anything else."""
        before = self.text[line_start(self.text, offset) : offset]
        return None if before.strip(" ") else before

    def newline(self, at: int) -> str:
        """The line ending of the line that ends at `at`."""
        if self.text.startswith("\r\n", at - 2):
            return "\r\n"
        return self.text[at - 1]
