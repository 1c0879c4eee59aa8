"""The pieces of a report, one for each note, as they are written and read again."""

from collections.abc import Mapping, Sequence, Set
from typing import TextIO

from vaulttools.files.disk import Stamp
from vaulttools.values import NamedTuple

PART = 1 << 20
"""So much of a report is read at once."""


class Pieces(NamedTuple):
    """A report in pieces, one for each note that was checked, and what the findings depended on beside the notes."""

    world: str
    """What tells whether other notes look the same to the rules (`cli.reuse`)."""
    texts: Mapping[str, Stamp]
    """The other notes whose texts were asked for."""
    formers: Mapping[str, tuple[Stamp, Sequence[str]]]
    """The notes of which it was asked what they were when last committed, and the notes whose findings depend on it."""
    habits: Sequence[bool]
    """The habits that were asked for (`Usage.habits`)."""
    links: str
    """What tells whether all notes have the same links."""
    by_links: Sequence[str]
    """The notes whose findings depend on the links of others."""
    stamps: Mapping[str, Stamp]
    """The notes that were checked, in order."""
    sizes: Sequence[int]
    """The code points of the piece of each."""
    tallies: Sequence[str]
    """The tally of each, as text."""
    head: int
    """The code points that stand before the pieces."""
    joint: str
    """What stands between two pieces."""

    def within(self, report: TextIO, wanted: Set[str]) -> "list[Piece]":
        """What stands in `report` of the notes `wanted`, in order."""
        found = []
        gap = self.head
        for path, size, tally in zip(self.stamps, self.sizes, self.tallies, strict=True):
            if path in wanted:
                found.append(Piece(path, report, gap, size, tally))
                gap = 0
            else:
                gap += size
            gap += len(self.joint) * bool(size)
        return found


class Piece(NamedTuple):
    """What is said of a note, and where it can be read: a report may be too large to be held."""

    path: str
    stream: TextIO
    """It stands where the piece before this one ends, of those that are read from it."""
    gap: int
    """Code points that come before the piece."""
    size: int
    """Code points of the piece."""
    tally: str
    """The tally, as text."""

    def read(self) -> str:
        """The piece. It is read once, and after those before it."""
        gap = self.gap
        while gap and (part := self.stream.read(min(gap, PART))):
            gap -= len(part)
        return self.stream.read(self.size) if self.size else ""
