"""Positions in a text: spans, lines and columns, and the width a reader sees.

The one unit inside vaulttools is the **code point**, so that `text[span.start:span.end]` is always the
text meant. Lines and columns (both from 1) and UTF-16 units appear only where a reader or an editor wants them.
"""

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

LINE_ENDING = re.compile(r"\r\n?|\n")
"""What ends a line (CommonMark 0.31, section 2.1). U+0085 and U+2028 do not."""


class Span(NamedTuple):
    """A half-open range of code points, `start <= end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The part of `text` that this span covers."""
        return text[self.start : self.end]

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies inside this span, ends included."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a code point; spans that only touch do not."""
        return self.start < other.end and other.start < self.end


class Position(NamedTuple):
    """A place as people count: line and column from 1, the column in code points."""

    line: int
    column: int


class Lines:
    """The lines of a text, for going between offsets and positions. Holds line starts, not the lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in LINE_ENDING.finditer(text))]

    def __len__(self) -> int:
        return len(self.starts)

    def position(self, offset: int) -> Position:
        """Line and column of `offset` (code points from 0; the text's length is allowed)."""
        index = bisect_right(self.starts, offset) - 1
        return Position(index + 1, offset - self.starts[index] + 1)

    def offset(self, line: int, column: int) -> int:
        """The code-point offset of a line and column, both from 1, held inside the line."""
        span = self.span(line)
        return min(span.start + column - 1, span.end)

    def span(self, line: int) -> Span:
        """The span of a line (from 1), without its line ending. Raises IndexError for a line that is not there."""
        start = self.starts[line - 1]
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    def at(self, offset: int) -> Span:
        """The span of the line that holds `offset`, without its line ending."""
        return self.span(bisect_right(self.starts, offset))

    def utf16(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset` as editors count them: both from 0, the column in UTF-16 units."""
        index = bisect_right(self.starts, offset) - 1
        before = self.text[self.starts[index] : offset]
        return index, len(before.encode("utf-16-le", "surrogatepass")) // 2


def newline_of(text: str) -> str:
    """The line ending that `text` uses first, or a line feed where it has none."""
    match = LINE_ENDING.search(text)
    return match[0] if match else "\n"


def width(text: str) -> int:
    """Terminal columns that `text` fills: 2 for wide characters such as Hangul, 0 for combining ones (UAX #11)."""
    if text.isascii():
        return len(text)
    columns = 0
    for char in text:
        if unicodedata.category(char) in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff":
            continue
        columns += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return columns


_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def printable(text: str) -> str:
    """`text` with everything that could move a terminal or start a line of its own written as an escape.

    Covers C0 and C1 controls, DEL, bidirectional overrides, line separators and lone surrogates; a tab stays.
    """
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}" if match[0] > "\xff" else f"\\x{ord(match[0]):02x}", text)


def match_key(name: str) -> str:
    """`name` as Obsidian compares names: composed (NFC) and without case."""
    return name.casefold() if name.isascii() else unicodedata.normalize("NFC", name).casefold()
