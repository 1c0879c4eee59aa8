"""The lines of a note by how they begin: list items, numbers, headings, text."""

from bisect import bisect_right
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from vaulttools.patterns import pattern
from vaulttools.text import Span


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
    """False where part of the line is code, math or a comment."""


_LETTERS = "가나다라마바사아자차카타파하"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
NUMBER = rf"\d{{1,3}}[.)](?=[ \t]|[^\W\d_])|\d\ufe0f?\u20e3|\(\d{{1,3}}\)|\#\d{{1,3}}(?=[ \t])|[{_CIRCLED}]|[{_LETTERS}][.)](?=[ \t])"
"""How people number lines, in a pattern: `1.`, `1)`, `(1)`, `①`, `가.`; only the first two are lists to markdown."""
LINE = pattern(rf"([ \t]*)(?:([-*+•])(?![^ \t\r\n])|({NUMBER})|(\#{{1,6}})(?=[ \t]))?[ \t]*([^\r\n]*)(?:\r\n?|\n|\Z)")
_OTHER = pattern(r">|\||[-*_=](?:[ \t]*[-*_=]){2,}[ \t]*$|!\[|<[/!a-zA-Z]|\[\^?[^\]]+\]:")


_OTHER_START = frozenset(">|-*_=!<[")


def _fills(block: Span, is_item: bool, end: int) -> bool:
    """Whether code that begins right where the text of a line does makes the line no list item: more than a word of it."""
    return not is_item or block.end > end


def _counted(number: str) -> int:
    """The number that a line has: `3` for `3.`, `(3)`, `③` and `다.`."""
    digits = number.strip(".()#\ufe0f\u20e3")
    if digits.isdecimal():
        return int(digits)
    return 1 + (_CIRCLED if digits in _CIRCLED else _LETTERS).index(digits)


def lines_of(text: str, start: int, stop: int, opaque: Sequence[Span]) -> list[Line]:
    """The lines of `text` from `start` to `stop` that are not blank; `opaque` are the spans that are code, math, comments, HTML or tables."""
    lines: list[Line] = []
    blocked = iter(opaque[bisect_right(opaque, start, key=lambda span: span.end) :])
    block = next(blocked, None)
    apart = True
    for match in LINE.finditer(text, start, stop):
        blanks, sign, number, hashes, said = match.groups()
        first = match.start()
        if first == stop:
            break
        if not said and sign is None and number is None and hashes is None:
            apart = True
            continue
        end = match.end(5)
        body = end - len(said)
        while block is not None and block.end <= first:
            block = next(blocked, None)
        plain = block is None or block.start >= end
        level = 0
        if block is not None and (block.start < body or (block.start == body and _fills(block, sign is not None, end))):
            mark = Mark.OTHER
        elif sign is not None:
            mark = Mark.OTHER if sign in "-*" and _OTHER.match(text, first + len(blanks), end) else Mark.BULLET
        elif number is not None:
            mark = Mark.NUMBER
            level = _counted(number)
        elif hashes is not None:
            mark = Mark.HEADING
            level = len(hashes)
        else:
            mark = Mark.OTHER if text[body] in _OTHER_START and _OTHER.match(text, body, end) else Mark.TEXT
        indent = len(blanks)
        if indent and "\t" in blanks:
            indent = len(blanks.expandtabs(4))
        lines.append(Line(first, end, indent, mark, body, level, apart, plain))
        apart = False
    return lines
