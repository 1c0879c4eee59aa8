"""Hides findings in a note that says so: ignore comments, and the front-matter key."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate

from vaulttools.findings import Finding
from vaulttools.note import Node, Note, Regions
from vaulttools.note.facts import texts
from vaulttools.patterns import pattern
from vaulttools.text import Span
from vaulttools.values import NamedTuple
from vaulttools.vault.schemas import IGNORE

_COMMENT = pattern(
    rf"<!--\s*{IGNORE}(?!-?\w)(?P<html>[^:<>]*?)(?::(?:(?!<!--).)*?)?-->|%%\s*{IGNORE}(?!-?\w)(?P<obsidian>[^:%]*?)(?::.*?)?%%",
    re.S,
)


_KEY_LINE = pattern(rf"^{IGNORE}:[ \t]+([^\r\n]*)", re.M)


class Ignore(NamedTuple):
    """One request to ignore: rules or families (`all` for every rule), where it stands, and what it covers."""

    selectors: tuple[str, ...]
    span: Span
    covers: Span


class Ignores:
    """The ignores of a note, in order, and which of them have hidden a finding."""

    def __init__(self, note: Note) -> None:
        self._all = list(_ignores(note)) if IGNORE in note.text else []
        self._used: set[tuple[Span, str]] = set()
        names: dict[Span, set[str]] = {}
        for ignore in self._all:
            names.setdefault(ignore.covers, set()).update(ignore.selectors)
        self._covers = sorted(names.items())
        self._starts = [covers.start for covers, _ in self._covers]
        self._ends = list(accumulate((covers.end for covers, _ in self._covers), max))

    def __iter__(self) -> Iterator[Ignore]:
        return iter(self._all)

    def hide(self, finding: Finding, names: frozenset[str]) -> bool:
        """Whether one of them hides `finding` of the rule with `names` (its own, former ones, its family, `all`)."""
        start = finding.span.start
        hidden = False
        index = bisect_right(self._starts, start) - 1
        # All that cover the place count as used, so all are asked: backwards, until none before reaches so far.
        while index >= 0 and self._ends[index] >= start:
            covers, selectors = self._covers[index]
            if (start < covers.end or covers == finding.span) and not selectors.isdisjoint(names):
                self._used.update((covers, name) for name in selectors & names)
                hidden = True
            index -= 1
        return hidden

    def used(self, ignore: Ignore, name: str) -> bool:
        """Whether `name`, one of the selectors of `ignore`, has hidden something."""
        return (ignore.covers, name) in self._used


def _ignores(note: Note) -> Iterator[Ignore]:
    front_matter = note.front_matter
    entry = front_matter.entry(IGNORE)
    if entry is not None:
        names = tuple(name for text in texts(front_matter.data.get(IGNORE)) for name in text.replace(",", " ").split())
        yield Ignore(names, entry.key_span, Span(0, len(note.text) + 1))
    elif not front_matter.entries:
        # Where the YAML cannot be read, the wish to be left alone still can.
        line = _KEY_LINE.search(note.text, *front_matter.yaml_span)
        if line is not None:
            names = tuple(line[1].replace(",", " ").strip("[] \t").split())
            yield Ignore(names, Span(*line.span()), Span(0, len(note.text) + 1))
    code = Regions(note.blocks.spans("code_block", "code_span"))
    blocks = _Coverable(note)
    for match in _COMMENT.finditer(note.text, note.body_start):
        if code.at(match.start()) is None:
            names = tuple((match["html"] or match["obsidian"] or "").replace(",", " ").split())
            span = Span(*match.span())
            yield Ignore(names, span, blocks.covered(span))


class _Coverable:
    """The blocks of a note that a comment can cover."""

    def __init__(self, note: Note) -> None:
        self._note = note
        self._blocks = note.blocks.of("heading", "paragraph", "list", "quote", "table", "code_block", "html")
        self._starts = [node.start for node in self._blocks]
        # Of items in items only the outermost.
        self._items: list[Node] = []
        for node in note.blocks.of("item"):
            if not self._items or node.start >= self._items[-1].end:
                self._items.append(node)
        self._item_starts = [node.start for node in self._items]

    def covered(self, comment: Span) -> Span:
        """What `comment` covers: the line it shares with other text, else the next block, up to the blank line that ends it."""
        text, lines = self._note.text, self._note.lines
        line = lines.at(comment.start)
        last = lines.at(comment.end)
        if text[line.start : comment.start].strip(" \t>") or text[comment.end : last.end].strip():
            return Span(line.start, last.end + 1)
        index = bisect_left(self._item_starts, comment.start) - 1
        if index >= 0 and self._items[index].end > comment.end:
            return Span(comment.end, self._items[index].end + 1)
        index = bisect_left(self._starts, comment.end)
        if index < len(self._blocks):
            return Span(self._blocks[index].start, self._blocks[index].end + 1)
        return Span(comment.end, comment.end)
