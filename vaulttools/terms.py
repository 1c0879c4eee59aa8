"""Terms: the words that one text says again and again, and which of them a word is one slip of the keys from."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from vaulttools.korean.hangul import is_syllable, sound
from vaulttools.korean.keyboard import keystrokes
from vaulttools.korean.particles import read_tail, stem
from vaulttools.patterns import pattern

_WORD = pattern("[가-힣]{3,}|[A-Za-z]{4,}")
_OFTEN = 3
"""So often stands in a text what is a term of it."""
_SHORTEST = {True: 3, False: 5}
"""Syllables of a Korean term, and letters of another one, that others are compared to."""


class Terms:
    """The terms of one text. They are only counted when somebody asks."""

    def __init__(self, prose: str) -> None:
        self._prose = prose

    def near(self, word: str) -> str:
        """`word` with the one term put right that it begins with but for a slip of the keys; empty where there is none.

        A slip is a key too many or missing, another one, or two in the wrong order. What a term can be lengthened to, at
        either end, or was cut from, is another word.
        """
        if not self._by_keys:
            return ""
        hangul = is_syllable(word[0])
        for end in range(len(word), _SHORTEST[hangul] - 1, -1) if hangul else (len(word),):
            head, rest = word[:end], word[end:]
            found = {
                term
                for term in self._near(head)
                if not (term.startswith(head) or head.startswith(term) or head.endswith(term))
                and (not rest or read_tail(sound(term[-1]), rest) is not None)
            }
            if found:
                return found.pop() + rest if len(found) == 1 else ""
        return ""

    def _near(self, head: str) -> Iterator[str]:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        near = process.extract(_keys(head), self._by_keys.keys(), scorer=OSA.distance, score_cutoff=1, limit=None)
        for keys, _, _ in near:
            yield from self._by_keys[keys]

    @cached_property
    def _by_keys(self) -> Mapping[str, Sequence[str]]:
        """The terms by their keys."""
        words = _WORD.findall(self._prose)
        starts = Counter([word[: _SHORTEST[True]] for word in words])
        # Only where the beginning of a word stands so often can a term do so.
        terms = Counter([_bare(word) for word in words if starts[word[: _SHORTEST[True]]] >= _OFTEN])
        found: dict[str, list[str]] = {}
        for term, count in terms.items():
            if count >= _OFTEN and len(term) >= _SHORTEST[is_syllable(term[0])]:
                found.setdefault(_keys(term), []).append(term)
        return found


@lru_cache(maxsize=1 << 16)
def _bare(word: str) -> str:
    return stem(word) if is_syllable(word[0]) else word


_keys = lru_cache(maxsize=1 << 16)(keystrokes)
