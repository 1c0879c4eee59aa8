"""Cues: short strings that betray what rules look for, found all together in one pass over a note's prose.

A rule over words has a pattern that is slow to search for in every note: it starts with any letter. Its cues are what
each of its matches holds. One automaton finds the cues of all rules; a pattern then only looks at the lines with one.
"""

import re
from collections.abc import Collection
from functools import cache
from itertools import count
from operator import itemgetter

from vaulttools.patterns import pattern
from vaulttools.search import Search, searcher
from vaulttools.text import Span, line_end, line_start

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

    def __init__(self, prose: str) -> None:
        self._prose = prose
        self._lines: dict[int, dict[Span, None]] = {}
        self._known = 0

    def lines(self, cues: Cues) -> Collection[Span]:
        """The lines (without line endings) that hold one of `cues`, in order."""
        if cues.number >= self._known:
            self._known = len(_made)
            self._lines = _find(self._prose)
        return self._lines.get(cues.number, ())


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


def _find(prose: str) -> dict[int, dict[Span, None]]:
    """By number of cues, the lines of `prose` that hold one."""
    search, numbers = _search(next(_looks) > _OFTEN)
    found: dict[int, dict[Span, None]] = {}
    line, new = Span(0, -1), tuple.__new__
    text = f"{prose}\n"
    if "\r" in text or " \n" in text or "\t\n" in text:
        text = _LATE_END.sub(_early_end, text)
    matches = search.find_matches_as_indexes(text, overlapping=True)
    matches.sort(key=_START)
    for key, start, _ in matches:
        if start > line.end:
            # Not beyond the line before: in a note of many lines that would take time without end.
            line = new(Span, (line_start(prose, start, max(0, line.end)), line_end(prose, start)))
        for number in numbers[key]:
            found.setdefault(number, {})[line] = None
    return found


def _early_end(match: re.Match[str]) -> str:
    """A line's end moved before the blanks at the end of the line, so that all else stays where it is."""
    return "\n" + " " * (len(match[0]) - 1)


_LATE_END = pattern(r"(?<![ \t])(?:[ \t]*\r\n?|[ \t]+\n)")
_START = itemgetter(1)
_looks = count()
_OFTEN = 250
"""From so many notes on, the automaton that finds cues soonest is made; that takes ten times as long as to make another."""
