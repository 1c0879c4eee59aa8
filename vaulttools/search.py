"""Finds many strings in a text at once, in a time that does not depend on their number."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal, Protocol


class Search(Protocol):
    """Finds all strings it was built with, overlapping ones too: (index, start, end) in code points."""

    def find_matches_as_indexes(self, haystack: str, overlapping: Literal[True]) -> list[tuple[int, int, int]]:
        """Those in `haystack`, in any order."""
        ...


def searcher(keys: Sequence[str]) -> Search:
    """The automaton, or a slower search with the same results where its package has no build for this machine."""
    try:
        from ahocorasick_rs import AhoCorasick, Implementation
    except ImportError:
        return Trie(keys)
    search: Search = AhoCorasick(keys, implementation=Implementation.ContiguousNFA)
    return search


class Trie:
    """A search for many strings at once in the standard library's regular expressions."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Takes distinct, non-empty strings."""
        self._index = {key: index for index, key in enumerate(keys)}
        self._within = {
            key: [key[:size] for size in range(1, len(key) + 1) if key[:size] in self._index] for key in keys
        }
        self._pattern = re.compile(f"(?=({_branches(sorted(keys), 0)}))") if keys else re.compile("(?!)()")

    def find_matches_as_indexes(self, haystack: str, overlapping: Literal[True]) -> list[tuple[int, int, int]]:
        """(index, start, end) of every string found."""
        return [
            (self._index[key], match.start(), match.start() + len(key))
            for match in self._pattern.finditer(haystack)
            for key in self._within[match[1]]
        ]


def _branches(keys: Sequence[str], depth: int) -> str:
    """A pattern for what follows the first `depth` characters, which all of the sorted `keys` share, longest first."""
    ends = keys[0][depth:] == ""
    groups: dict[str, list[str]] = defaultdict(list)
    for key in keys[ends:]:
        groups[key[depth]].append(key)
    parts = []
    for group in groups.values():
        low, high = group[0], group[-1]  # sorted: what these two share, all share
        shared = next((at for at, pair in enumerate(zip(low, high, strict=False)) if len(set(pair)) > 1), len(low))
        parts.append(re.escape(low[depth:shared]) + (_branches(group, shared) if len(group) > 1 else ""))
    return f"(?:{'|'.join(parts)}){'?' if ends else ''}" if parts else ""
