"""What a text tells about its own words: where each stands, how often, and beside what."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from vaulttools.korean.hangul import is_syllable
from vaulttools.korean.lexicon import goes_on, is_everyday, is_noun, is_word
from vaulttools.patterns import pattern
from vaulttools.text import occurrences
from vaulttools.values import grouped


def is_once(word: str, prose: str) -> bool:
    """Whether `word` occurs only once in `prose`. A word that is written more often is a term of the note rather than a slip."""
    if word.isascii():
        return how_often(word, prose) == 1
    at = prose.find(word)
    return at >= 0 and prose.find(word, at + len(word)) < 0


def witnessed(meant: Sequence[str], word: str, prose: str, times: int = 1) -> str:
    """The only one of `meant`, the words that `word` may have been meant to be, that stands elsewhere in `prose`; empty for
    none or several.

    A single syllable stands in most texts, and proves nothing.
    """
    seen = [
        right
        for right in meant
        if len(right) > 1 and how_often(right if right.isascii() else differing(right, word), prose) >= times
    ]
    return seen[0] if len(seen) == 1 else ""


_ENOUGH = 3
"""No word is asked about that must stand more often."""


def how_often(start: str, prose: str) -> int:
    """How many words of `prose` are `start` or, in Hangul, a form of it; 3 for more. 글로벌 is no form of 글로, nor fitz of fit."""
    letters = _RUNS[is_syllable(start[0])]
    count = 0
    at = prose.find(start)
    while at >= 0 and count < _ENOUGH:
        end = at + len(start)
        rest = letters.match(prose, end)
        if not (at and letters.match(prose, at - 1, at)) and (rest is None or _goes_with(start, rest[0])):
            count += 1
        at = prose.find(start, end)
    return count


def _goes_with(start: str, rest: str) -> bool:
    return not start.isascii() and (
        not is_noun(start) or goes_on(start, rest) or (is_everyday(start) and is_word(start + rest))
    )


_RUNS = {True: pattern("[가-힣]+"), False: pattern("[A-Za-z]+")}


def differing(right: str, word: str) -> str:
    """`right` without the particles that it and `word` both end in."""
    same = next((at for at, (one, other) in enumerate(zip(right[::-1], word[::-1], strict=False)) if one != other), 0)
    return right[: max(2, len(right) - same)]


LONGEST = 60
"""The most letters in a row that may be a word."""
_LINE_ABOVE = pattern(r"([가-힣]+)\n[ \t]*\Z")
_LINE_BELOW = pattern(r"\n[ \t]*([가-힣]+)")


def is_wrapped(word: str, prose: str, at: int | None = None) -> bool:
    """Whether `word`, at `at` or where it first occurs, is half of a word that a line break cuts in two, as in text copied
    from a PDF."""
    at = prose.find(word) if at is None else at
    below = _LINE_BELOW.match(prose, at + len(word))
    above = _LINE_ABOVE.search(prose, max(0, at - LONGEST), at)
    return bool((below and is_word(word + below[1])) or (above and is_word(above[1] + word)))


_ROAD_NUMBER = pattern(r" \d+(?:-\d+)?(?:번?길|(?![\d.,]*[가-힣A-Za-z%]))")


def is_road(word: str, prose: str, end: int) -> bool:
    """Whether `word`, which ends at `end` in `prose`, ends in 로 and stands before the number of a house or of a side street:
    과학로 169-84, 역삼로 8길."""
    return word[-1] == "로" and _ROAD_NUMBER.match(prose, end) is not None


_NAMES = pattern(
    r"[^\w\r\n]*(?:경쟁사|경쟁|고객사|제휴사?|파트너사?|협력사|투자사|투자자|주주|납품처|거래처|공급사|비교|"
    r"[Cc]ompetitors?|[Cc]ustomers?|[Cc]lients?|[Pp]artners?|[Ii]nvestors?|vs\.?)[은는]?[ \t]*(?:[:：=→]|->|=>|[-–—][ \t])"
)
"""The beginning of a line that lists names of companies."""
_LONGEST_LINE = 1000


def is_named(prose: str, at: int) -> bool:
    """Whether the word at `at` stands in a line of names, which no dictionary has: `경쟁사: 트릿지`."""
    start = max(0, at - _LONGEST_LINE)
    return _NAMES.match(prose, max(start, prose.rfind("\n", start, at) + 1), at) is not None


FEW_WORDS = 20
"""For up to so many words it is quicker to search the note for each than to index all its words."""
_WORD = pattern(r"\S+")


class Places:
    """Where the words of a text stand: searched for one by one for the first few, then indexed."""

    def __init__(self, prose: str) -> None:
        self._prose = prose
        self._asked = 0

    def of(self, token: str) -> Sequence[int]:
        """The offsets, in code points, at which `token` stands between blanks, in order."""
        self._asked += 1
        if self._asked > FEW_WORDS:
            return self._of_all[token]
        prose = self._prose
        return [
            start
            for start, end in occurrences(token, prose)
            if (start == 0 or prose[start - 1].isspace()) and (end == len(prose) or prose[end].isspace())
        ]

    @cached_property
    def _of_all(self) -> Mapping[str, Sequence[int]]:
        return grouped((match[0], match.start()) for match in _WORD.finditer(self._prose))
