"""Changing text: an edit, a fix made of edits, and `apply`, the one place where a text is changed."""

from collections.abc import Iterable
from enum import StrEnum

from vaulttools.message import Message
from vaulttools.text import Span
from vaulttools.values import NamedTuple


class Safety(StrEnum):
    """How sure a fix is. `fix` applies safe ones, `--unsafe-fixes` also unsafe ones; manual ones are only ever asked about."""

    SAFE = "safe"
    """The reader sees the same text, links still work, the meaning is the same."""
    UNSAFE = "unsafe"
    """Likely right, but it changes words or guesses."""
    MANUAL = "manual"
    """Shown to the reader, and applied only where `--interactive` gets a yes."""


class Edit(NamedTuple):
    """Replace the code points of `span` by `text`. An empty span inserts."""

    span: Span
    text: str
    path: str = ""
    """The note to edit, if it is not the note of the finding."""


class NewNote(NamedTuple):
    """A note that a fix creates. The fix is refused if something already exists at `path`."""

    path: str
    text: str


class Fix(NamedTuple):
    """The fix of a finding: edits and new notes, applied together or not at all."""

    title: Message
    edits: tuple[Edit, ...] = ()
    safety: Safety = Safety.SAFE
    creates: tuple[NewNote, ...] = ()
    group: str = ""
    """What is the same in fixes of one note that make sense only together; empty for one that makes sense alone."""


class OverlapError(ValueError):
    """Two edits change the same place."""


def apply(text: str, edits: Iterable[Edit]) -> str:
    """`text` with all `edits` applied; their spans are code points of the original text.

    Raises OverlapError if two edits share a code point or insert at the same place, and ValueError for a span outside.
    """
    pieces = []
    done = 0
    last_insertion = -1
    for (start, end), new, _ in sorted(edits):
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"edit {start}-{end} lies outside the text of {len(text)} code points")
        if start < done or (start == end == last_insertion):
            raise OverlapError(f"edits overlap at {start}")
        pieces.append(text[done:start])
        pieces.append(new)
        done = end
        last_insertion = start if start == end else -1
    pieces.append(text[done:])
    return "".join(pieces)
