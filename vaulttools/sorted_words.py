"""Sorted words in one text: a few are found there sooner than all are parted, and a run on one note asks for a few."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection

_BLOCK = 2048
"""Code points that are looked through at once."""


class SortedWords:
    """Words, sorted by code points, one a line."""

    def __init__(self, text: str) -> None:
        self.text = text = f"\n{text.strip()}\n"
        starts = dict.fromkeys(text.rfind("\n", 0, at + 1) for at in range(0, len(text) - 1, _BLOCK))
        self._firsts = [text[start + 1 : text.index("\n", start + 1)] for start in starts]
        self._starts = [*starts, len(text) - 1]

    def __contains__(self, word: str) -> bool:
        block = bisect_right(self._firsts, word) - 1
        return block >= 0 and self.text.find(f"\n{word}\n", self._starts[block], self._starts[block + 1] + 1) >= 0

    def beginning(self, letters: str) -> Collection[str]:
        """Those that begin with `letters`, one at least."""
        low, high = self._place(letters)
        start = self.text.find(f"\n{letters}", low, high)
        if start < 0:
            return ()
        last = self.text.rfind(f"\n{letters}", start, high)
        return self.text[start : self.text.index("\n", last + 1)].split()

    def any_begins(self, letters: str) -> bool:
        """Whether one of them begins with `letters`."""
        return self.text.find(f"\n{letters}", *self._place(letters)) >= 0

    def _place(self, letters: str) -> tuple[int, int]:
        """The offsets between which those stand that begin with `letters`."""
        low = max(0, bisect_left(self._firsts, letters) - 1)
        beyond = f"{letters[:-1]}{chr(ord(letters[-1]) + 1)}" if letters else "\U0010ffff"
        return self._starts[low], self._starts[bisect_left(self._firsts, beyond)]
