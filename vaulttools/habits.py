"""Habits: how often the owner of a vault links a name where it stands, learned from the notes as they are."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from vaulttools.mentions import Names
from vaulttools.note.blocks import masked
from vaulttools.text import match_key

__all__ = ["Habits", "Trust", "learn"]


class Trust(NamedTuple):
    """What is thought of a name before its history is known, and what it takes to be linked."""

    expected: float
    """The share of notes in which such a name is linked, as far as nothing else is known."""
    weight: float
    """How many notes' worth of evidence that is."""
    least: float
    """The share of notes from which a name is linked where it still stands plain."""


class Habits:
    """In how many notes each name is linked, and in how many it was left plain though other links are there."""

    def __init__(self, linked: Mapping[str, int], plain: Mapping[str, int]) -> None:
        self._linked = linked
        self._plain = plain

    def allow(self, name: str, trust: Trust) -> bool:
        """Whether the owner would link `name` where it stands plain."""
        key = match_key(name)
        linked = self._linked.get(key, 0)
        known = linked + self._plain.get(key, 0)
        return (linked + trust.expected * trust.weight) / (known + trust.weight) >= trust.least


_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n.*?\n---[ \t]*(?=[\r\n]|\Z)", re.S)
_FENCE = re.compile(r"\n[ \t>]*(```+|~~~+).*?\n[ \t>]*\1", re.S)
_NOT_PLAIN = re.compile(r"`[^`\n]+`|<!--.*?-->|https?://[^\s)\]]+|\n#{1,6} [^\n]*", re.S)
_LINK = re.compile(r"\[(?:\[([^\[\]\n]+)\]\]|([^\[\]\n]+)\]\(([^()\n]+)\))")


def learn(notes: Iterable[tuple[str, str]], names: Names, resolve: Callable[[str, str], str | None]) -> Habits:
    """The habits that `notes` show, given by path and text; `resolve` takes a link's target and the path it stands in.

    Only give notes that have links: where nobody has linked yet, a plain name says nothing. Of the names of one note
    the first to be mentioned counts as left plain, where no link came before it and none shows that name. So links
    that are added to what is allowed do not make more allowed. Texts are read by signs, not as markdown, which takes
    too long for all of a vault and tells the same in the large.
    """
    linked: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    for path, text in notes:
        text = _NOT_PLAIN.sub("\ufffc", _FENCE.sub("\ufffc", _FRONT_MATTER.sub("", text)))
        shown: set[str] = set()
        first = {path: 0}
        spans = []
        for link in _LINK.finditer(text):
            wiki, words, to = link.groups()
            spans.append(link.span())
            if wiki:
                to, _, words = wiki.partition("|")
            elif "://" in to:
                continue
            target = resolve(to.rstrip("\\") if wiki else unquote(to), path)
            if target is not None:
                first.setdefault(target, link.start())
            if not text.startswith("!", link.start() - 1):
                shown.add(match_key(words or to))
        linked.update(shown)
        for mention in names.mentions(masked(text, spans)):
            target, start = mention.targets[0], mention.span.start
            if start < first.get(target, len(text)):
                first[target] = start
                key = match_key(mention.name)
                plain[key] += key not in shown
    return Habits(linked, plain)
