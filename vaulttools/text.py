"""Positions in a text: spans, lines and columns, and the width a reader sees.

The one unit inside vaulttools is the **code point**, so that `text[span.start:span.end]` is always the
text meant. Lines and columns (both from 1) and UTF-16 units appear only where a reader or an editor wants them.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from vaulttools.patterns import pattern
from vaulttools.values import NamedTuple

LINE_ENDING = pattern(r"\r\n?|\n")
"""What ends a line (CommonMark 0.31, section 2.1). U+0085 and U+2028 do not."""


_new = tuple.__new__
"""Makes a named tuple in half the time of a call of its class: for what is made by the hundred for each note."""


class Span(NamedTuple):
    """A half-open range of code points, `start <= end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The part of `text` that this span covers."""
        return text[self.start : self.end]

    def moved(self, by: int) -> "Span":
        """The span as long as this one that starts `by` code points after it."""
        return Span(self.start + by, self.end + by)

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
        self._has_returns = "\r" in text
        if self._has_returns:
            self.starts = [0, *(match.end() for match in LINE_ENDING.finditer(text))]
        else:
            self.starts = [*accumulate([len(line) + 1 for line in text.split("\n")[:-1]], initial=0)]

    def __len__(self) -> int:
        return len(self.starts)

    def position(self, offset: int) -> Position:
        """Line and column of `offset` (code points from 0; the text's length is allowed)."""
        index = bisect_right(self.starts, offset) - 1
        return _new(Position, (index + 1, offset - self.starts[index] + 1))

    def offset(self, line: int, column: int) -> int:
        """The code-point offset of a line and column, both from 1, held inside the line."""
        span = self.span(line)
        return min(span.start + column - 1, span.end)

    def span(self, line: int) -> Span:
        """The span of a line (from 1), without its line ending. Raises IndexError for a line that is not there."""
        start = self.starts[line - 1]
        if line == len(self.starts):
            return _new(Span, (start, len(self.text)))
        end = self.starts[line] - 1
        if self._has_returns and end > start and self.text[end - 1 : end + 1] == "\r\n":
            end -= 1
        return _new(Span, (start, end))

    def at(self, offset: int) -> Span:
        """The span of the line that holds `offset`, without its line ending."""
        return self.span(bisect_right(self.starts, offset))


def line_start(text: str, offset: int, least: int = 0) -> int:
    """Where the line of `text` that holds `offset` begins; at `least` where it begins sooner."""
    start = text.rfind("\n", least, offset) + 1 or least
    return max(start, text.rfind("\r", start, offset) + 1)


def line_end(text: str, offset: int) -> int:
    """The offset of the first line ending of `text` from `offset` on, or of the end of `text`."""
    feed = text.find("\n", offset)
    end = len(text) if feed < 0 else feed
    carriage = text.find("\r", offset, end)
    return end if carriage < 0 else carriage


def line_at(text: str, offset: int) -> Span:
    """The line of `text` that holds `offset`, without its line ending. Looks at nothing but this line."""
    return Span(line_start(text, offset), line_end(text, offset))


def occurrences(words: str, text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Where `words`, one character at least, stand in `text` between `start` and `end`, from left to right; none overlap."""
    at = text.find(words, start, end)
    while at >= 0:
        after = at + len(words)
        yield _new(Span, (at, after))
        at = text.find(words, after, end)


def newline_of(text: str) -> str:
    """The line ending that `text` uses first, or a line feed where it has none."""
    match = LINE_ENDING.search(text)
    return match[0] if match else "\n"


_EMOJI = "[\u2190-\u2bff\u3030\u303d\U0001f000-\U0001faff]"
_JOINED = pattern(f"(?<={_EMOJI[:-1]}\ufe0f])\u200d{_EMOJI}|(?<={_EMOJI})[\U0001f3fb-\U0001f3ff]")
"""What a terminal draws into the emoji before it: the next of a sequence, a skin tone (UTS #51, sections 2.4 and 2.7)."""


_PLAIN = pattern("[\x20-\x7e\uac00-\ud7a3]*")


def is_plain(text: str) -> bool:
    """Whether `text` is nothing but printable ASCII and Hangul, each of which fills its own columns: most text is."""
    return _PLAIN.fullmatch(text) is not None


def plain_width(text: str) -> int:
    """Terminal columns that `text`, which `is_plain`, fills."""
    if text.isascii():
        return len(text)
    return (len(text) + len(text.encode())) // 2  # a syllable is three bytes long, and two columns wide


def width(text: str) -> int:
    """Terminal columns that `text`, holding no tab, fills.

    2 for wide characters such as Hangul, 0 for combining ones (UAX #11), 2 for a whole emoji sequence (UTS #51).
    """
    if text.isascii():
        return len(text)
    if "…" in text:
        text = text.replace("…", ".")  # which stands wherever a text was cut
    if is_plain(text):
        return plain_width(text)
    text = _JOINED.sub("", text)
    if "\ufe0f" not in text:
        return sum(map(_WIDTHS.__getitem__, text))
    columns = last = 0
    for char in text:
        if char == "\ufe0f":  # it widens the symbol before it
            columns += last == 1
            last = 0
        elif wide := _WIDTHS[char]:
            columns += wide
            last = wide
    return columns


class _Widths(dict[str, int]):
    """The columns that a code point fills, looked up once."""

    def __missing__(self, char: str) -> int:
        is_mark = unicodedata.category(char) in ("Mn", "Me", "Cf")
        is_part = "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7fb"
        self[char] = found = 0 if is_mark or is_part else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        return found


_WIDTHS = _Widths()


UNSEEN = (
    "\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
"""For a class of a pattern: what shows nothing, turns the order of what does, or moves a terminal, but for C0 controls.

Among them are the tags, in which a whole text can be hidden; joiners are not, as emoji and some scripts need them.
"""
_UNPRINTABLE = pattern(rf"[\x00-\x08\x0a-\x1f{UNSEEN}]|(?<=#)#(?=\w*\[(?!\[))")


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}" if code > 0xFF else f"\\x{code:02x}"


def printable(text: str) -> str:
    """`text` with everything that could move a terminal, start a line of its own or hide written as an escape.

    Covers C0 controls and what is UNSEEN; a tab stays.
    Also the second `#` of `##[command]` and `##vso[command]`, which CI runners obey anywhere in a line
    (`ActionCommand.TryParse` in actions/runner); `##[[link]]` names no command and stays.
    """
    if text.isprintable() and "##" not in text:  # as nearly all of it is: what the pattern looks for is neither
        return text
    return _UNPRINTABLE.sub(_escape, text)


class _Cells(dict[str, str]):
    """What `printable` makes of a code point, worked out once."""

    def __missing__(self, char: str) -> str:
        self[char] = found = _UNPRINTABLE.sub(_escape, char)
        return found


_CELLS = _Cells()


def printed(text: str) -> Sequence[str]:
    """What `printable` makes of each code point of `text`, so that places in `text` can be found in what is shown."""
    if text.isprintable() and "##" not in text:
        return text
    cells = [*map(_CELLS.__getitem__, text)]
    for match in _UNPRINTABLE.finditer(text) if "##" in text else ():
        cells[match.start()] = _escape(match)
    return cells


def inert(line: str) -> str:
    """`line`, printable, for the beginning of a line of output: `::error::` there would be a command to a CI runner.

    A runner skips white space before the colons (`ActionCommand.TryParseV2` in actions/runner).
    """
    line = printable(line)
    start = len(line) - len(line.lstrip())
    return f"{line[:start]}\\x3a{line[start + 1 :]}" if line.startswith("::", start) else line


_MOST_MARKS = 30
"""Combining marks that a base may have at most in the Stream-Safe Text Format (Unicode Standard Annex #15, section 13)."""
_SHORT = 1000


def normalized(form: Literal["NFC", "NFD"], text: str) -> str:
    """`text` in a normal form of Unicode, except for runs of more than 30 combining marks: to sort one takes the square of its length."""
    is_long = len(text) > _SHORT and not unicodedata.is_normalized(form, text)
    if is_long and "\n" in text:  # mostly a few lines of many, and no line end is part of a normal form
        return "\n".join([normalized(form, line) for line in text.split("\n")])
    if is_long and (marks := "".join(filter(unicodedata.combining, {*text}))):
        parts = re.split(f"([{re.escape(marks)}]{{{_MOST_MARKS + 1},}})", text)
        parts[::2] = [unicodedata.normalize(form, part) for part in parts[::2]]
        return "".join(parts)
    return unicodedata.normalize(form, text)


@lru_cache(maxsize=1 << 13)
def match_key(name: str) -> str:
    """`name` as Obsidian compares names: `plain`, and without case."""
    return name.casefold() if name.isascii() else plain(name).casefold()


def plain(name: str) -> str:
    """`name` as Obsidian has it: composed (NFC), with ordinary blanks for those that do not break (its `normalizePath`).

    macOS puts one of these into the names of screenshots: `at 3.45.00\u202fPM`.
    """
    return normalized("NFC", name).replace("\xa0", " ").replace("\u202f", " ")


def all_at_once(names: Sequence[str], change: Callable[[str], str]) -> list[str]:
    """What `change` makes of each of `names`, of all of them in one text, as that is ten times as quick.

    It must treat the code points between two line endings as it does when they stand alone.
    """
    changed = change("\n".join(names)).split("\n")
    return changed if len(changed) == len(names) else list(map(change, names))  # a name may hold a line ending


def match_keys(names: Sequence[str]) -> list[str]:
    """The `match_key` of each of `names`, all of them, which are not remembered."""
    return all_at_once(names, match_key.__wrapped__)
