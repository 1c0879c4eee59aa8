"""The lines of a note by how they begin: list items, numbers, headings, text."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from vaulttools.text import Span


class Mark(IntEnum):
    BLANK = 0
    TEXT = 1
    BULLET = 2
    NUMBER = 3
    HEADING = 4
    OTHER = 5
    """Quotes, rules, code and everything else that is never a name."""


class Line(NamedTuple):
    start: int
    end: int
    indent: int
    """Columns before the marker, tabs to stops of four."""
    mark: Mark
    body: int
    """Where the text after indent and marker starts."""
    level: int
    """The level of a heading, the number of a numbered line."""
    plain: bool
    """False where part of the line is code, math or a comment."""


LINE = re.compile(
    r"([ \t]*)(?:([-*+•])(?![^ \t\r\n])|(\d{1,3})[.)](?=[ \t])|(#{1,6})(?=[ \t]))?[ \t]*([^\r\n]*)(?:\r\n?|\n|\Z)"
)
_OTHER = re.compile(r">|\||[-*_=](?:[ \t]*[-*_=]){2,}[ \t]*$|!\[|<[/!a-zA-Z]|\[\^?[^\]]+\]:")


_OTHER_START = frozenset(">|-*_=!<[")


def lines_of(text: str, start: int, stop: int, opaque: Sequence[Span]) -> list[Line]:
    lines: list[Line] = []
    blocked = iter(opaque[bisect_right(opaque, start, key=lambda span: span.end) :])
    block = next(blocked, None)
    for match in LINE.finditer(text, start, stop):
        (first, _), (_, marker), (sign, _), (number, number_end), (hashes, hashes_end), (body, end) = match.regs
        if first == stop:
            break
        level = 0
        plain = block is None or block.start >= end
        while block is not None and block.end <= first:
            block = next(blocked, None)
            plain = block is None or block.start >= end
        if not plain and block is not None and block.start <= body:
            mark = Mark.OTHER
        elif sign >= 0:
            mark = Mark.OTHER if text[sign] in "-*" and _OTHER.match(text, sign, end) else Mark.BULLET
        elif number >= 0:
            mark = Mark.NUMBER
            level = int(text[number:number_end])
        elif hashes >= 0:
            mark = Mark.HEADING
            level = hashes_end - hashes
        elif body == end:
            mark = Mark.BLANK
        else:
            mark = Mark.OTHER if text[body] in _OTHER_START and _OTHER.match(text, body, end) else Mark.TEXT
        indent = marker - first
        if indent and "\t" in text[first:marker]:
            indent = len(text[first:marker].expandtabs(4))
        lines.append(Line(first, end, indent, mark, body, level, plain))
    return lines
