"""Points: what a note says line by line, each list item, heading or line of a paragraph, with its words and its place.

Notes taken by hand are indented as it came: two blanks below `1. name`, a bare name above its bullets. A markdown tree
reads such lines as something else than their writer. Points are read as a person reads them: by line and indent, and
only where somebody asks, because most lines of most notes never matter.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice, takewhile

from vaulttools.patterns import pattern
from vaulttools.text import LINE_ENDING, Span, line_at, width
from vaulttools.values import NamedTuple


class Point(NamedTuple):
    """A line that says something."""

    line: Span
    """The whole line, without its line ending."""
    span: Span
    """Its words, without marker, task box and surrounding blanks."""
    words: str
    """Its words in the prose of the note, with U+FFFC for what is not prose."""
    indent: int
    """Columns before the marker, or before the words if there is none; with tab stops of four."""
    marker: str
    """`-`, `*`, `+`, a number such as `1.`, a bullet that only people read as one (`•`); `#` for a heading of any level, `>` for a quote,
    `|` for a row of a table."""
    is_task: bool
    is_jotted: bool = False
    """Whether it has no marker, stands among others like it, and says something for itself: an item of a list without bullets."""

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list, with a bullet or without."""
        return self.is_jotted or self.marker not in _NO_ITEM

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading that begins with `#`."""
        return self.marker == "#"


_NO_ITEM = frozenset(("", "#", ">", "|"))
_HEAD = pattern(
    r"(?P<indent>[ \t]*)"
    r"(?:(?P<marker>[-*+]|#{1,6}|\d{1,9}[.)])(?=[ \t\r\n]|\Z)|(?P<other>[>|•◦▪‣]))?"
    r"[ \t]*(?P<task>\ufffc{3}(?=[ \t]))?[ \t]*"
)


class Points:
    """The points of a note, given its prose and where its body starts."""

    def __init__(self, prose: str, start: int) -> None:
        self._prose = prose
        self._start = start
        self._last: Point | None = None
        self._before: dict[int, Point | None] = {}
        self._after: dict[int, Point | None] = {}
        self._owners: dict[int, Point | None] = {}
        self._held: dict[tuple[int, re.Pattern[str]], bool] = {}

    def at(self, offset: int) -> Point:
        """The point whose line contains the code point at `offset`."""
        last = self._last
        if last is None or not last.line.start <= offset <= last.line.end:
            # A line with many marks on it is asked for many times.
            last = self._last = self._read(line_at(self._prose, offset))
        return last

    def _read(self, line: Span) -> Point:
        match = _HEAD.match(self._prose, *line)
        assert match, "every line matches"
        begin = match.end()
        words = self._prose[begin : line.end].rstrip(" \t")
        marker = match["marker"] or match["other"] or ""
        return Point(
            line,
            Span(begin, begin + len(words)),
            words,
            len(match["indent"].expandtabs(4)),
            "#" if marker.startswith("#") else marker,
            match["task"] is not None,
            not marker and self._is_jotted(line),
        )

    def _is_jotted(self, line: Span) -> bool:
        """Whether `line`, which has no marker, ends where its writer ended it, and not where a paragraph was wrapped.

        What is wrapped breaks where the next word has no room, and has full stops.
        """
        own = line.of(self._prose).rstrip(" \t")
        if len(own) > _WIDEST_JOTTED or "\ufffc" in own or not _WORDS.match(own) or _WRAPPED.search(own):
            return False
        indent = _indent(own)
        before = LINE_ENDING.split(self._prose[max(self._start, line.start - _AROUND) : line.start])[-2::-1]
        after = LINE_ENDING.split(self._prose[line.end : line.end + _AROUND])[1:]
        above, below = (
            [*takewhile(lambda row: _indent(row) == indent and _WORDS.match(row), side[:_MOST_JOTTED])]
            for side in (before, after)
        )
        rows = [row.rstrip(" \t") for row in (*above[::-1], own, *below)]
        widths = [*map(width, rows)]
        room = max(widths)
        early = sum(
            size + 1 + width(row.split(None, 1)[0]) <= room for size, row in zip(widths, rows[1:], strict=False)
        )
        return (
            len(rows) >= _FEWEST_JOTTED
            and room <= _WIDEST_JOTTED
            and (room < _NARROWEST or 2 * early >= len(rows) - 1)
            and not any(map(_WRAPPED.search, rows))
        )

    def holds(self, point: Point | None, sign: re.Pattern[str]) -> bool:
        """Whether there is a `point` and its words hold `sign`: looked for once, however many marks on its line or points below it ask."""
        if point is None:
            return False
        key = point.line.start, sign
        if key not in self._held:
            self._held[key] = sign.search(point.words) is not None
        return self._held[key]

    def after(self, point: Point) -> Point | None:
        """The next point: the line below `point`, without blank ones."""
        end = point.line.end
        if end not in self._after:
            match = _NOT_BLANK.search(self._prose, end)
            self._after[end] = later = self.at(match.start()) if match else None
            if later is not None:
                self._before[later.line.start] = point
        return self._after[end]

    def before(self, point: Point) -> Point | None:
        """The previous point: the line above `point`, without blank ones."""
        start = end = point.line.start
        if start not in self._before:
            while end > self._start and self._prose[end - 1].isspace():
                end -= 1
            self._before[start] = earlier = self.at(end - 1) if end > self._start else None
            if earlier is not None:
                self._after[earlier.line.end] = point
        return self._before[start]

    def goes_on(self, point: Point) -> bool:
        """Whether the line right below carries on the paragraph of `point`: unmarked, not all bold, and no time of day.

        One that is indented less does so in markdown, too, but people mean something else by it unless it goes on in small letters;
        and so they do by a short one over the next list.
        """
        later = self.after(point)
        if later is None or later.marker or later.is_jotted or point.is_jotted or _NAME_LINE.match(later.words):
            return False
        if later.indent < point.indent and not _MID_SENTENCE.match(later.words):
            return False
        return self._is_right_below(later, point) and not (point.is_item and self._is_over_next_list(later, point))

    def _is_right_below(self, later: Point, point: Point) -> bool:
        between = self._prose[point.line.end : later.line.start]
        return len(LINE_ENDING.findall(between)) == 1

    def _is_over_next_list(self, later: Point, point: Point) -> bool:
        """Whether `later`, the line below the item `point`, is a name with a list of its own rather than the rest of the item: it is
        short, stands at the left, and its first word had room above."""
        room = width(point.line.of(self._prose)) + 1 + width(later.words.split(None, 1)[0])
        below = self.after(later)
        return (
            not later.indent
            and len(later.words) <= _LONGEST_HEAD
            and room <= _NARROW
            and below is not None
            and bool(below.marker)
            and below.is_item
            and self._is_right_below(below, later)
        )

    def opening(self, point: Point) -> Point:
        """The first line of those with no blank line between them and `point`, looked for no farther back than a few hundred."""
        for _ in range(_FARTHEST):
            earlier = self.before(point)
            if earlier is None or not self._is_right_below(point, earlier):
                break
            point = earlier
        return point

    def ends_paragraph(self, point: Point) -> bool:
        """Whether `point` has no marker, and a blank line and other text, a heading or nothing at all follows it."""
        later = self.after(point)
        if point.marker or later is None or later.is_heading:
            return not point.marker
        between = self._prose[point.line.end : later.line.start]
        return not later.marker and later.words[:1] != "\ufffc" and len(LINE_ENDING.findall(between)) > 1

    def below(self, point: Point) -> Iterator[Point]:
        """The points that belong to `point`: those that follow it and are indented deeper."""
        later = _onward(point, self.after)
        return takewhile(lambda each: each.indent > point.indent and not each.is_heading, later)

    def is_leaf(self, point: Point) -> bool:
        """Whether no point belongs to `point`."""
        return next(self.below(point), None) is None

    def is_aside(self, point: Point) -> bool:
        """Whether `point` is an item for itself in a list of items that say more: a remark between them.

        It belongs to no other item but a numbered one, nothing belongs to it, and the item before it asks or opens nothing.
        """
        owner = self.owner(point)
        later = self.after(point)
        if (
            not point.is_item
            or point.is_task
            or (owner is not None and owner.is_item and not owner.marker[:1].isdigit())
            or (later is not None and (later.indent > point.indent or self.goes_on(point)))
        ):
            return False
        before = self.before(point)
        if before is not None and not before.is_heading and _OPENS.search(before.words):
            return False
        return any(_TELLS.search(each.words) for each in self.beside(point))

    def sides(self, point: Point, most: int) -> Iterator[Iterator[Point]]:
        """The points before `point`, from the nearest on, and those after it: so many of each at `most`."""
        for step in (self.before, self.after):
            yield islice(_onward(point, step), most)

    def neighbours(self, point: Point) -> tuple[Point | None, Point | None]:
        """The point before `point` and the one after it."""
        return self.before(point), self.after(point)

    def beside(self, point: Point) -> Iterator[Point]:
        """The nearest items in the list of `point`: up to three before it, and three after it."""
        for side in self.sides(point, _NEAREST):
            yield from takewhile(lambda other: other.is_item and other.indent == point.indent, side)

    def above(self, point: Point) -> Iterator[Point]:
        """What `point` belongs to: the nearest point before it that is indented less, the one above that, ...

        Ends with the nearest heading, if there is one, and looks back no farther than a few hundred points.
        """
        owner = self.owner(point)
        while owner is not None:
            yield owner
            owner = None if owner.is_heading else self.owner(owner)

    def owner(self, point: Point) -> Point | None:
        """What `point` belongs to: the nearest point before it that is a heading or indented less."""
        at = point.line.start
        if at not in self._owners:
            earlier = self.before(point)
            steps = 0
            while earlier is not None and not earlier.is_heading and earlier.indent >= point.indent:
                # What lies between a point and its owner is indented as deep as the point, or deeper.
                start = earlier.line.start
                earlier = self._owners[start] if start in self._owners else self.before(earlier)
                steps += 1
                if steps == _FARTHEST:
                    earlier = None
            self._owners[at] = earlier
        return self._owners[at]


def _onward(point: Point, step: Callable[[Point], Point | None]) -> Iterator[Point]:
    """The points after `point`, one `step` after the other, until there are no more."""
    other = step(point)
    while other is not None:
        yield other
        other = step(other)


def _indent(line: str) -> str:
    """The blanks that `line` begins with."""
    return line[: len(line) - len(line.lstrip(" \t"))]


_WRAPPED = pattern(
    r"(?:[^\W\d가-힣]|[다요까죠네자라지])[.。]['\"”’)]?(?: |\Z)|[,;:：]\Z|(?:니다|[세해어아에예네죠데군]요)[.!?~]*(?: |\Z)"
    r"|\b(?:the|a|an|of|and|to|in|on|for|with|by|which|as)\Z"
)
"""What lines of wrapped paragraphs have: full stops, polite speech, and an end in the middle of a sentence.

The full stop of a Korean sentence is behind its verb's ending; terse notes also have one behind nouns: `로봇 유통. 매출 없음.`
"""
_WORDS = pattern(r"[ \t]*(?!(?:[-*+]|#{1,6}|\d{1,9}[.)])[ \t]|[>|<•◦▪‣]|[*#](?![*#]))(?=[^\r\n]*\w)")
"""A line with words and no marker."""
_FEWEST_JOTTED, _MOST_JOTTED = 3, 6
"""How many lines it takes, and how many are looked at in each direction."""
_NARROWEST, _WIDEST_JOTTED = 40, 100
"""Columns: nobody wraps a paragraph narrower than this, and nobody jots down wider lines."""
_LONGEST_HEAD = 30
"""Code points of a line that may be a name over a list."""
_NARROW = 60
"""Columns: few items of lists are wrapped narrower than this."""
_AROUND = 600
"""Code points before and behind a line in which others like it are looked for."""
_FARTHEST = 300
"""How many points to look back: a longer list is off the reader's screen, and a hostile one must not take all day."""
_MID_SENTENCE = pattern(r"[a-z]\S*(?: \S+){2}")
_NAME_LINE = pattern(r"\*\*[^*]+\*\*\Z|\d\d?:\d\d[ \t]")
"""A name right below a list, or a time of day: people begin the next subject so, though to markdown it is part of the last item."""
_NEAREST = 3
_OPENS = pattern(r"[:：?？→]\W*\Z")
_TELLS = pattern(r"(?=[^\r\n]{6})[^\W\d]{2,}[^\r\n]* [^\W\d]")
"""Several words."""
_NOT_BLANK = pattern(r"\S")
