"""Habits: how often the owner of a vault links a name where it stands, learned from the notes as they are."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from vaulttools.mentions import Names
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


_NOT_PLAIN = re.compile(
    r"\A---\r?\n.*?^---\r?$|^[ \t>]*(`{3,}|~{3,}).*?^[ \t>]*\1|<!--.*?-->|`[^`\n]+`|^#{1,6} [^\n]*|https?://\S+"
    r"|!?\[\[(?P<wiki>[^\[\]\n]*)\]\]|\[(?P<words>[^\[\]\n]*)\]\((?P<to>[^()\n]*)\)",
    re.M | re.S,
)


def learn(notes: Iterable[tuple[str, str]], names: Names, resolve: Callable[[str, str], str | None]) -> Habits:
    """The habits that `notes` show, given by path and text; `resolve` takes a link's target and the path it stands in.

    Only give notes that have links: where nobody has linked yet, a plain name says nothing. Of the names of one note the first to be mentioned
    counts as left plain, where no link came before it and none shows that name. So links that are added to what is
    allowed do not make more allowed. Texts are read by signs, not as markdown, for only large numbers count here.
    """
    linked: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    for path, text in notes:
        shown: set[str] = set()
        first: dict[str, int] = {}

        def masked(
            match: re.Match[str], path: str = path, shown: set[str] = shown, first: dict[str, int] = first
        ) -> str:
            target = None
            if match["wiki"] is not None:
                written, _, words = match["wiki"].partition("|")
                target = resolve(written.rstrip("\\"), path)
                if match[0][0] != "!":
                    shown.add(match_key(words or written))
            elif match["to"] is not None and "://" not in match["to"]:
                target = resolve(unquote(match["to"]), path)
                shown.add(match_key(match["words"]))
            if target is not None:
                first.setdefault(target, match.start())
            return "\ufffc" * len(match[0])

        rest = _NOT_PLAIN.sub(masked, text)
        linked.update(shown)
        for mention in names.mentions(rest):
            target, start = mention.targets[0], mention.span.start
            if start < first.get(target, len(rest)) and target != path:
                first[target] = start
                if match_key(mention.name) not in shown:
                    plain[match_key(mention.name)] += 1
    return Habits(linked, plain)
