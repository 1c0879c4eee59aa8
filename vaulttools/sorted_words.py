"""Sorted words as they stand in their file: a few are found there sooner than all are parted, and a run on one note asks for a few."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path

_BLOCK = 2048
"""Bytes that are looked through at once."""


class SortedWords:
    """Words, sorted by code points, one a line. UTF-8 sorts as these do, so they are left in bytes."""

    def __init__(self, data: bytes, start: int = 0, end: int | None = None) -> None:
        """The words are the lines of `data` from `start` to `end`; line feeds stand before and behind them."""
        self._data = data
        self._start, self._end = start, len(data) if end is None else end

    @property
    def text(self) -> str:
        """The lines as they stand there."""
        return self._data[self._start : self._end].decode()

    @cached_property
    def words(self) -> Sequence[str]:
        """All of them."""
        return self.text.split()

    @cached_property
    def _starts(self) -> list[int]:
        """Where the line feeds before the blocks are, and the one behind the last."""
        last = self._end - 1
        starts = dict.fromkeys(
            self._data.rfind(b"\n", 0, at + 1) for at in range(self._start - 1, max(last, self._start), _BLOCK)
        )
        return [*starts, last]

    @cached_property
    def _firsts(self) -> list[bytes]:
        """The first word of each block."""
        return [self._data[start + 1 : self._data.index(b"\n", start + 1)] for start in self._starts[:-1]]

    def __contains__(self, word: str) -> bool:
        wanted = _bytes(word)
        block = bisect_right(self._firsts, wanted) - 1
        line = b"\n%b\n" % wanted
        return block >= 0 and self._data.find(line, self._starts[block], self._starts[block + 1] + 1) >= 0

    def beginning(self, letters: str) -> Collection[str]:
        """Those that begin with `letters`, one at least."""
        beyond = f"{letters[:-1]}{chr(ord(letters[-1]) + 1)}" if letters else "\U0010ffff"
        low, high = (bisect_left(self._firsts, _bytes(each)) for each in (letters, beyond))
        wanted = b"\n" + _bytes(letters)
        start = self._data.find(wanted, self._starts[max(0, low - 1)], self._starts[high])
        if start < 0:
            return ()
        last = self._data.rfind(wanted, start, self._starts[high])
        return self._data[start : self._data.index(b"\n", last + 1)].decode().split()

    def between(self, first: str, beyond: str) -> Sequence[str]:
        """The words of the lines from `first` on, and before `beyond`."""
        wanted, end = _bytes(first), _bytes(beyond)
        low, high = bisect_right(self._firsts, wanted) - 1, bisect_left(self._firsts, end)
        lines = self._data[self._starts[max(0, low)] + 1 : self._starts[high]].split(b"\n")
        return b" ".join(lines[bisect_left(lines, wanted) : bisect_left(lines, end)]).decode().split()

    def any_begins(self, letters: str) -> bool:
        """Whether one of them begins with `letters`."""
        wanted = _bytes(letters)
        block = bisect_left(self._firsts, wanted)
        if block < len(self._firsts) and self._firsts[block].startswith(wanted):
            return True
        return block > 0 and self._data.find(b"\n" + wanted, self._starts[block - 1], self._starts[block]) >= 0


def _bytes(word: str) -> bytes:
    return word.encode("utf-8", "surrogatepass")


def sections(file: Path) -> dict[str, SortedWords]:
    """The sections of a file of words, each by the name that stands in brackets on the line above it. No word has a bracket."""
    data = file.read_bytes()
    found = {}
    head = data.find(b"[")
    while head >= 0:
        end = data.index(b"]\n", head)
        following = data.find(b"[", end)
        found[data[head + 1 : end].decode()] = SortedWords(data, end + 2, following if following >= 0 else None)
        head = following
    return found
