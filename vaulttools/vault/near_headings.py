"""Finds the heading or the block of a note that a link was meant to lead to."""

import re
from bisect import bisect
from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import islice, takewhile

from vaulttools.values import grouped
from vaulttools.vault.near_names import NearNames, by_keystrokes, keystrokes
from vaulttools.vault.subpaths import HYPHENS, heading_key, heading_link, slug

_LONGEST_HEADING = 500
"""In code points: a longer one is a paragraph that a line of `---` happens to underline, and no link means it."""


class NearHeadings:
    """The headings of a note, for a link that leads to none of them."""

    def __init__(self, headings: Iterable[str]) -> None:
        """Takes the words of each, in order."""
        kept = [words for words in headings if len(words) <= _LONGEST_HEADING]
        self.links = tuple([heading_link(words) for words in kept])
        """As a link writes each, but those too long for one."""
        self._whole = {heading_key(words): words for words in reversed(kept)}
        self._named = [link for link, words in zip(self.links, kept, strict=True) if "](" not in words]
        self._by_slug = grouped((HYPHENS.sub("-", slug(name)), name) for name in self._named)
        self._by_key = grouped((heading_key(name), name) for name in self._named)
        self._keys = sorted(self._by_key)

    @cached_property
    def _names(self) -> NearNames:
        return NearNames(by_keystrokes(self._named))

    @cached_property
    def _slugs(self) -> NearNames:
        return NearNames({keystrokes(key): names[0] for key, names in self._by_slug.items()})

    def whole(self, subpath: str) -> str | None:
        """The words of the heading that has the `#` in itself at which `subpath` would be parted: `C# basics`."""
        return self._whole.get(heading_key(subpath))

    def find(self, words: str) -> str | None:
        """The one heading, as a link writes it, that `words` nearly are; None for none or several.

        It has them as its anchor, it goes on where they end, it or its anchor is two slips of the keys away, they go on
        where it ends, or it has the same words in another order.
        """
        if len(words) > _LONGEST_HEADING:
            return None
        anchor = HYPHENS.sub("-", words.lower())
        of_slug = self._by_slug.get(anchor, [])
        if len(of_slug) == 1:
            return of_slug[0]
        wanted = heading_key(words)
        longer = self._longer(wanted)
        near = None if longer else self._names.find(words) if " " in words else self._slugs.find(anchor)
        if near:
            return near
        found = longer or self._shorter(wanted) or self._in_any_order.get(_sorted_words(wanted), [])
        return found[0] if len(found) == 1 else None

    def _longer(self, wanted: str) -> list[str]:
        """The first two headings that begin with the key `wanted` and have more words: `투자 유치` for `투자`."""
        if len(wanted) < 2:
            return []
        start = f"{wanted} "
        longer = takewhile(lambda key: key.startswith(start), islice(self._keys, bisect(self._keys, start), None))
        return [name for key in islice(longer, 2) for name in self._by_key[key]]

    def _shorter(self, wanted: str) -> list[str]:
        """The headings that the key `wanted` begins with, and has more words."""
        starts = (wanted[: blank.start()] for blank in re.finditer(" ", wanted) if blank.start() > 1)
        return [name for start in starts for name in self._by_key.get(start, ())]

    @cached_property
    def _in_any_order(self) -> dict[str, list[str]]:
        """The headings of several words by these, sorted."""
        pairs = ((_sorted_words(key), name) for key, names in self._by_key.items() for name in names)
        return grouped((words, name) for words, name in pairs if " " in words)


def _sorted_words(key: str) -> str:
    """The words of the key of a heading, sorted: `dry running` for `running dry`."""
    return " ".join(sorted(key.replace("-", " ").split()))


@lru_cache(maxsize=64)
def near_headings(headings: tuple[tuple[int, str], ...]) -> NearHeadings:
    """Those of a note with these `headings`, to look for the one that a link means. Remembered, as each fix makes another vault."""
    return NearHeadings(words for _, words in headings)


@lru_cache(maxsize=64)
def near_blocks(block_ids: tuple[str, ...]) -> NearNames:
    """The block ids of a note, to look for the one that a link means."""
    return NearNames(by_keystrokes(block_ids))
