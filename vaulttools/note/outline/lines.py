"""The lines of a note by how they begin: list items, numbers, headings, text."""

import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from enum import IntEnum
from heapq import heappop, heappush
from itertools import chain

from vaulttools.patterns import pattern
from vaulttools.text import Span
from vaulttools.values import NamedTuple


class Mark(IntEnum):
    """How a line begins."""

    NOTHING = 0
    """There is no line."""
    TEXT = 1
    BULLET = 2
    NUMBER = 3
    HEADING = 4
    OTHER = 5
    """Quotes, rules, code and everything else that is never a name."""


class Line(NamedTuple):
    """A line, in code points of the whole text; `end` is before the line ending."""

    start: int
    end: int
    indent: int
    """Columns before the marker, tabs to stops of four."""
    mark: Mark
    body: int
    """Where the text after indent and marker starts."""
    level: int
    """The level of a heading, the number of a numbered line."""
    apart: bool
    """Whether a blank line, or nothing, is above."""
    plain: bool
    """False if part of the line is code, math or a comment."""


_LETTERS = "가나다라마바사아자차카타파하"
_SIGNS = "\u2460-\u249b\u24eb-\u24ff\u2776-\u2793\u3251-\u325f\u32b1-\u32bf\u2160-\u216b\u2170-\u217b"
"""Characters that are numbers with a circle, brackets or a dot, and Roman ones: `③`, `❸`, `⑶`, `Ⅲ`."""
NUMBER = rf"\d{{1,3}}[.)](?=[ \t]|[^\W\d_]|\[\[|\*\*)|\d\ufe0f?\u20e3|\(\d{{1,3}}\)|\#\d{{1,3}}(?=[ \t])|[{_SIGNS}]\.?|[{_LETTERS}][.)](?=[ \t])"
"""How people number lines, in a pattern: `1.`, `1)`, `(1)`, `①`, `가.`; only the first two are lists to markdown."""
PRESENTER = "(?:[Cc]ompany|[Tt]eam|[Ss]tartup|[Bb]ooth|[Pp]itch|[Dd]emo|팀|기업|회사|부스|발표|피칭)"
"""What stands before the number of somebody who presents, in a pattern."""
IN_TURN = rf"(?:{PRESENTER}[ ]?\#?\d{{1,3}}[ ]?[:.)]?|\d{{1,3}}(?:(?:번째?|팀|조)(?:[ ]?[-–:])?|[-/])|\d\d|\[\d{{1,3}}\]|[Nn]o\.?[ ]?\d{{1,3}}\.?|(?:[IVX]{{1,5}}|[A-Za-z])[.)])(?=[ \t])"
"""What is a number only where the lines of the text are numbered so in turn: `3번`, `3팀`, `3조`, `3/`, `03`, `[3]`, `III.`, `C.`."""
LINE = pattern(
    rf"([ \t]*+)(?:([-*+•])(?![^ \t\r\n])|({NUMBER})|({IN_TURN})|(\#{{1,6}})(?=[ \t]))?[ \t]*+(?P<said>[^\r\n]*+)(?:\r\n?|\n|\Z)"
)
_OTHER = pattern(r">|\||[-*_=](?:[ \t]*[-*_=]){2,}[ \t]*$|!\[|<[/!a-zA-Z]|\[\^?[^\]]+\]:")


_RULE = "-*_="
"""What a line across the page is made of."""
_OTHER_START = frozenset(">|-*_=!<[")


def _fills(block: Span, is_item: bool, end: int) -> bool:
    """Whether code at the very start of a line's text makes it none of ours; in a list item, only where it runs beyond the line."""
    return not is_item or block.end > end


def _counted(number: str) -> int:
    """The number that a line has: `3` for `3.`, `(3)`, `③` and `다.`."""
    if digits := _DIGITS.search(number):
        return int(digits[0])
    return 1 + _LETTERS.index(number[0]) if number[0] in _LETTERS else int(unicodedata.numeric(number[0]))


def number_at(text: str, start: int) -> int:
    """The number that the text has at `start`; 0 for none."""
    number = _AT.match(text, start)
    return _counted(number[0]) if number is not None else 0


_AT = pattern(NUMBER)
_DIGITS = pattern(r"\d+")
_ROMAN = pattern(r"(?P<tens>X{0,3})(?P<ones>IX|IV|V?I{0,3})")


def _readings(number: str) -> list[tuple[str, int]]:
    """The ways to read the number of a line, each with its value: `1` and 3 for `3번`; `I.` and 5, or `A.` and 22, for `V.`."""
    if digits := _DIGITS.search(number):
        return [("1", int(digits[0]))]
    letters, sign = number[:-1], number[-1]
    readings = []
    if roman := _ROMAN.fullmatch(letters):
        ones = {"IX": 9, "IV": 4}.get(roman["ones"], 5 * ("V" in letters) + roman["ones"].count("I"))
        readings.append((f"I{sign}", 10 * len(roman["tens"]) + ones))
    if len(letters) == 1:
        first = "A" if letters.isupper() else "a"
        readings.append((first + sign, ord(letters) - ord(first) + 1))
    return readings


def _in_turn(lines: list[Line], numbers: Mapping[int, tuple[str, int]]) -> None:
    """Marks those of `lines` as numbered that count up in turn. `numbers` has, by the index of a line, what may be its number
    and where the text after that starts."""
    turns: dict[str, list[dict[int, int]]] = {}
    ends: dict[tuple[str, int], list[int]] = {}
    """Where in `turns` those are that end with a number: as heaps and below zero, so that the last one comes first."""
    for index, (number, _) in numbers.items():
        for way, count in _readings(number):
            of_way = turns.setdefault(way, [])
            before = [last for skipped in range(_MOST_SKIPPED + 1) if (last := ends.get((way, count - 1 - skipped)))]
            place = heappop(min(before)) if before else -len(of_way)
            if not before:
                of_way.append({})
            of_way[-place][index] = count
            heappush(ends.setdefault((way, count), []), place)
    taken: set[int] = set()
    for turn in sorted(chain(*turns.values()), key=len, reverse=True):
        if len(turn) < (2 if {1, 2} <= {*turn.values()} else 3) or not taken.isdisjoint(turn):
            continue
        taken.update(turn)
        for index, count in turn.items():
            lines[index] = lines[index]._replace(mark=Mark.NUMBER, body=numbers[index][1], level=count)


_MOST_SKIPPED = 1
"""How many numbers in a row may be skipped by mistake."""


def lines_of(text: str, start: int, stop: int, opaque: Sequence[Span]) -> list[Line]:
    """The lines of `text` from `start` to `stop` that are not blank; `opaque` are the spans that are code, math, comments, HTML or tables."""
    lines: list[Line] = []
    add, new = lines.append, tuple.__new__
    other, bullet, text_mark = Mark.OTHER, Mark.BULLET, Mark.TEXT
    blocked = iter(opaque[bisect_right(opaque, start, key=lambda span: span.end) :])
    block = next(blocked, None)
    closed = block.start if block is not None else stop + 1  # where the next of `opaque` begins
    apart = True
    numbers: dict[int, tuple[str, int]] = {}
    """What may be the number of a line, and where the text after it starts, by its place in `lines`."""
    for match in LINE.finditer(text, start, stop):
        blanks, sign, number, in_turn, hashes, said = match.groups()
        first = match.start()
        if first == stop:
            break
        if not said and sign is None and number is None and hashes is None and in_turn is None:
            apart = True
            continue
        end = match.end("said")
        body = first + len(blanks) if in_turn is not None else end - len(said)
        if closed < end:
            while block is not None and block.end <= first:
                block = next(blocked, None)
            closed = block.start if block is not None else stop + 1
        level = 0
        if closed < body or (closed == body and block is not None and _fills(block, sign is not None, end)):
            mark = other
        elif sign is not None:
            is_rule = sign in "-*" and said[:1] in _RULE and _OTHER.match(text, first + len(blanks), end)
            mark = other if is_rule else bullet
        elif number is not None:
            mark = Mark.NUMBER
            level = _counted(number)
        elif hashes is not None:
            mark = Mark.HEADING
            level = len(hashes)
        else:
            mark = other if text[body] in _OTHER_START and _OTHER.match(text, body, end) else text_mark
            if in_turn is not None and mark is text_mark:
                numbers[len(lines)] = in_turn, end - len(said)
        indent = len(blanks)
        if indent and "\t" in blanks:
            indent = len(blanks.expandtabs(4))
        add(new(Line, (first, end, indent, mark, body, level, apart, closed >= end)))
        apart = False
    if numbers:
        _in_turn(lines, numbers)
    return lines
