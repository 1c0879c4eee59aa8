"""Cues: short strings that betray what rules look for, found all together in one pass over a note's prose.

A rule over words has a pattern that is slow to search for in every note: it starts with any letter. Its cues are what
each of its matches holds. One automaton finds the cues of all rules; a pattern then only looks at the lines with one.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence, Set
from functools import cache
from itertools import count, pairwise

from vaulttools.search import Search, searcher
from vaulttools.text import Lines, Span

_made: "list[Cues]" = []


class Cues:
    """The cues of one pattern. An English one also stands for itself with a capital first letter.

    Make them where modules and classes are made, not in functions: they join the one automaton for good.
    """

    def __init__(self, *words: str) -> None:
        self.words = words
        self.number = len(_made)
        _made.append(self)
        _finder.cache_clear()


def at_line_end(*words: str) -> tuple[str, ...]:
    """`words` as cues that count at the end of a line only, whatever blanks stand after them."""
    return tuple(f"{word}\n" for word in words)


class Cued:
    """The lines of a note's prose that hold cues."""

    def __init__(self, prose: str, lines: Lines) -> None:
        """`lines` are those of the note, which its prose shares."""
        self._prose = prose
        self._lines = lines
        self._found: dict[int, set[int]] = {}
        self._known = 0

    @property
    def held(self) -> Set[int]:
        """The numbers of the cues of which the prose holds one."""
        if self._known < len(_made):
            self._known = len(_made)
            self._found = _find(self._prose, self._lines)
        return self._found.keys()

    def lines(self, cues: Cues) -> Sequence[Span]:
        """The lines (without line endings) that hold one of `cues`, in order."""
        return [self._lines.span(line) for line in sorted(self._found[cues.number])] if cues.number in self.held else ()


_Finder = tuple[Search, Sequence[Sequence[int]]]
"""What finds cues, and for each of them the numbers of those that it is a cue of."""


@cache
def _finder() -> _Finder:
    """What finds the cues of all patterns."""
    return _made_ready(None)


def _finder_within(text: str) -> _Finder:
    """What finds those of them that can stand in `text`: few begin and end like anything there."""
    return _made_ready({*text, *map(str.__add__, text, text[1:])})


def _made_ready(held: Set[str] | None) -> _Finder:
    """What finds all cues, or those that begin and end with one of `held`."""
    numbers: dict[str, list[int]] = {}
    for cues in _made:
        for word in cues.words:
            if held is None or len(word) < 3 or word[-2:] in held:
                for key in {word, word[:1].upper() + word[1:]}:
                    if held is None or key[:2] in held:
                        numbers.setdefault(key, []).append(cues.number)
    return searcher([*numbers]), [*numbers.values()]


def _find(prose: str, lines: Lines) -> dict[int, set[int]]:
    """By number of cues, the lines of `prose` that hold one, counted from 1."""
    found: dict[int, set[int]] = defaultdict(set)
    text = f"{prose}\n"
    if "\r" in text or " \n" in text or "\t\n" in text:
        text = _with_early_ends(text, lines)
    search, numbers = _finder_within(text) if next(_looks) < _FEW and len(text) < _LONG else _finder()
    for key, start, _ in search.find_matches_as_indexes(text, overlapping=True):
        line = bisect_right(lines.starts, start)
        for number in numbers[key]:
            found[number].add(line)
    return found


def _with_early_ends(text: str, lines: Lines) -> str:
    """`text` with each line's end before the blanks at the end of the line, so that all else stays where it is."""
    whole = [text[start:end] for start, end in pairwise((*lines.starts, len(text)))]
    words = [line.rstrip(" \t\r\n") for line in whole]
    return "".join([f"{said}\n".ljust(len(line)) for said, line in zip(words, whole, strict=True)])


_looks = count()
_FEW, _LONG = 4, 10_000
"""In up to so many texts of up to so many code points, the cues that can stand there are found sooner than all are made ready."""
