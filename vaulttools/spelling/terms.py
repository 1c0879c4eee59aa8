"""Terms: the words that a text repeats, and which of them another word is a slip of the keys away from."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import compress
from operator import itemgetter

from vaulttools.korean.hangul import is_syllable, sound
from vaulttools.korean.keyboard import keystrokes
from vaulttools.korean.particles import read_tail, stem
from vaulttools.patterns import pattern
from vaulttools.qwerty import slips_between
from vaulttools.values import grouped

_WORD = {True: pattern("[가-힣]{3,}"), False: pattern("[A-Za-z]{5,}")}
_OFTEN = 3
"""A word that a text has this often is one of its terms."""
_SHORTEST = {True: 3, False: 5}
"""Only terms with at least so many syllables (Korean) or letters (others) are compared with other words."""


_ByEnds = Mapping[tuple[int, int, str], Sequence[str]]
"""Terms by the number of their keystrokes, and the first (0) or last (-1) of them."""


class Terms:
    """The terms of one text. They are only counted when somebody asks."""

    def __init__(self, words: Sequence[str]) -> None:
        """Takes the words of the text, split at blanks."""
        self._words = words
        self._by_ends: dict[bool, _ByEnds] = {}

    def near(self, word: str) -> str:
        """`word` with the term that it begins with spelled right, if that is one slip of the keys away; empty if no term is,
        or several are.

        A slip is one key too many, missing or wrong, or two swapped. A word that only extends a term, or is a part of one, is
        another word.
        """
        hangul = is_syllable(word[0])
        if len(word) < _SHORTEST[hangul]:
            return ""
        if hangul not in self._by_ends:
            self._by_ends[hangul] = self._terms(hangul)
        for end in range(len(word), _SHORTEST[hangul] - 1, -1) if hangul else (len(word),):
            head, rest = word[:end], word[end:]
            found = {
                term
                for term in _near(head, self._by_ends[hangul])
                if not (term.startswith(head) or head.startswith(term) or head.endswith(term))
                and (not rest or read_tail(sound(term[-1]), rest) is not None)
            }
            if found:
                return found.pop() + rest if len(found) == 1 else ""
        return ""

    def _terms(self, hangul: bool) -> _ByEnds:
        """The terms in Hangul, or the others."""
        size = _SHORTEST[hangul]
        starts = [*map(itemgetter(slice(size)), self._words)]
        # Only where the beginning of a word stands so often can a term do so.
        usual = {start for start, count in Counter(starts).items() if count >= _OFTEN and len(start) == size}
        terms: Counter[str] = Counter()
        for token, count in Counter(compress(self._words, map(usual.__contains__, starts))).items():
            if match := _WORD[hangul].match(token):
                terms[_bare(match[0])] += count
        often = [term for term, count in terms.items() if count >= _OFTEN and len(term) >= size]
        return grouped(((len(_keys(term)), at, _keys(term)[at]), term) for term in often for at in (0, -1))


def _near(head: str, terms: _ByEnds) -> Iterator[str]:
    wanted = _keys(head)
    sizes = range(len(wanted) - 1, len(wanted) + 2)
    alike = {term for size in sizes for at in (0, -1) for term in terms.get((size, at, wanted[at]), ())}
    return (term for term in alike if slips_between(wanted, _keys(term), 1) <= 1)


@lru_cache(maxsize=1 << 16)
def _bare(word: str) -> str:
    return stem(word) if is_syllable(word[0]) else word


_keys = lru_cache(maxsize=1 << 16)(keystrokes)
