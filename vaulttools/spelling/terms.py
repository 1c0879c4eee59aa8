"""Terms: the words that one text says again and again, and which of them a word is one slip of the keys from."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import compress
from operator import itemgetter

from vaulttools.korean.hangul import is_syllable, sound
from vaulttools.korean.keyboard import keystrokes
from vaulttools.korean.particles import read_tail, stem
from vaulttools.patterns import pattern
from vaulttools.values import grouped

_WORD = {True: pattern("[가-힣]{3,}"), False: pattern("[A-Za-z]{5,}")}
_OFTEN = 3
"""What stands this often in a text is a term of it."""
_SHORTEST = {True: 3, False: 5}
"""Syllables of a Korean term, and letters of another one, that others are compared to."""


class Terms:
    """The terms of one text. They are only counted when somebody asks."""

    def __init__(self, words: Sequence[str]) -> None:
        """Takes what blanks part in the text."""
        self._words = words
        self._by_keys: dict[bool, Mapping[str, Sequence[str]]] = {}

    def near(self, word: str) -> str:
        """`word` with the one term put right that it begins with but for a slip of the keys; empty where there is none.

        A slip is a key too many or missing, another one, or two in the wrong order. What a term can be lengthened to, at
        either end, or was cut from, is another word.
        """
        hangul = is_syllable(word[0])
        if len(word) < _SHORTEST[hangul]:
            return ""
        if hangul not in self._by_keys:
            self._by_keys[hangul] = self._terms(hangul)
        for end in range(len(word), _SHORTEST[hangul] - 1, -1) if hangul else (len(word),):
            head, rest = word[:end], word[end:]
            found = {
                term
                for term in _near(head, self._by_keys[hangul])
                if not (term.startswith(head) or head.startswith(term) or head.endswith(term))
                and (not rest or read_tail(sound(term[-1]), rest) is not None)
            }
            if found:
                return found.pop() + rest if len(found) == 1 else ""
        return ""

    def _terms(self, hangul: bool) -> Mapping[str, Sequence[str]]:
        """The terms by their keys, those in Hangul or the others."""
        size = _SHORTEST[hangul]
        starts = [*map(itemgetter(slice(size)), self._words)]
        # Only where the beginning of a word stands so often can a term do so.
        often = {start for start, count in Counter(starts).items() if count >= _OFTEN and len(start) == size}
        terms: Counter[str] = Counter()
        for token, count in Counter(compress(self._words, map(often.__contains__, starts))).items():
            if match := _WORD[hangul].match(token):
                terms[_bare(match[0])] += count
        return grouped((_keys(term), term) for term, count in terms.items() if count >= _OFTEN and len(term) >= size)


def _near(head: str, terms: Mapping[str, Sequence[str]]) -> Iterator[str]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = process.extract(_keys(head), terms.keys(), scorer=OSA.distance, score_cutoff=1, limit=None) if terms else ()
    for keys, _, _ in near:
        yield from terms[keys]


@lru_cache(maxsize=1 << 16)
def _bare(word: str) -> str:
    return stem(word) if is_syllable(word[0]) else word


_keys = lru_cache(maxsize=1 << 16)(keystrokes)
