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
        _search.cache_clear()


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


@cache
def _search(often: bool) -> tuple[Search, tuple[tuple[int, ...], ...]]:
    """What finds the cues of all patterns, soonest in many texts if `often`, and for each of them the numbers of those that
    it is a cue of."""
    numbers: dict[str, list[int]] = {}
    for cues in _made:
        for word in cues.words:
            for key in {word, word[:1].upper() + word[1:]}:
                numbers.setdefault(key, []).append(cues.number)
    return searcher([*numbers], often), tuple(tuple(each) for each in numbers.values())


def _find(prose: str, lines: Lines) -> dict[int, set[int]]:
    """By number of cues, the lines of `prose` that hold one, counted from 1."""
    search, numbers = _search(next(_looks) > _OFTEN)
    found: dict[int, set[int]] = defaultdict(set)
    text = f"{prose}\n"
    if "\r" in text or " \n" in text or "\t\n" in text:
        text = _with_early_ends(text, lines)
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
_OFTEN = 250
"""From so many notes on, the automaton that finds cues soonest is made; that takes ten times as long as to make another."""
