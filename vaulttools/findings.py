"""What a rule says (`Finding`) and what a reader gets (`Diagnostic`)."""

from enum import IntEnum

from vaulttools.edits import Fix
from vaulttools.message import Message
from vaulttools.text import Position, Span
from vaulttools.values import NamedTuple


class Severity(IntEnum):
    """How much a finding matters. Hints never fail a run; `--fail-on` sets what does."""

    HINT = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


class Related(NamedTuple):
    """Another place that explains a finding. `path` is empty for the same note; otherwise the whole file is meant."""

    span: Span
    message: Message
    path: str = ""


class Finding(NamedTuple):
    """A place in a note, what is wrong there, and how to fix it."""

    span: Span
    message: Message
    help: Message | None = None
    fix: Fix | None = None
    related: tuple[Related, ...] = ()


class Place(NamedTuple):
    """A span with its positions worked out, in the note at `path`."""

    path: str
    span: Span
    start: Position
    end: Position
    message: Message


class Diagnostic(NamedTuple):
    """A finding as a reader gets it: with its rule, severity, note, positions and the line it is on."""

    rule: str
    family: str
    severity: Severity
    path: str
    span: Span
    start: Position
    end: Position
    message: Message
    line: str
    """The text of the line that `start` is on, without its line ending; empty for a finding about a whole file."""
    help: Message | None = None
    fix: Fix | None = None
    related: tuple[Place, ...] = ()

    @property
    def touched(self) -> set[str]:
        """The notes that its fix changes or creates; none where it has no fix, or one that only a person can make."""
        if self.fix is None:
            return set()
        return {edit.path or self.path for edit in self.fix.edits} | {new.path for new in self.fix.creates}

    @property
    def order(self) -> tuple[str, Span, str, str]:
        """The key by which reports are sorted: path, place, rule, words."""
        return (self.path, self.span, self.rule, str(self.message))
