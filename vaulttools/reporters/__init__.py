"""What every reporter is given, and finding a reporter by name."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, TextIO

from vaulttools.findings import Diagnostic, Severity
from vaulttools.values import NamedTuple, Value, field

if TYPE_CHECKING:
    from vaulttools.reporters.summary import Tally

FORMATS = ("text", "concise", "json", "jsonl", "sarif", "github")
"""Names that `reporter` knows. Each is a module here: see `Reporter`, and `WholeReporter` for sarif."""


class Card(NamedTuple):
    """What a report may tell about a rule. `description` is markdown."""

    summary: str
    description: str = ""
    family: str = ""
    severity: Severity = Severity.WARNING
    enriches: bool = False


class ReportContext(Value):
    """What a reporter knows besides the findings."""

    version: str
    lang: str = "en"
    """For the formats people read; json, jsonl and sarif speak English to everybody."""
    color: bool = False
    width: int = 100
    """Columns of the terminal."""
    notes: int = 0
    """How many notes were checked."""
    prefix: str = ""
    """The way from where the reader stands to the vault, ending in `/`; written before every path."""
    cards: Mapping[str, Card] = field(default_factory=dict)
    """The rules that ran, by name."""
    complete: bool = True
    """Whether the tool could do all of its work."""


class Reporter(Value):
    """A way to write findings, sorted as `Diagnostic.order` says: a piece for each note, and a frame around them.

    Pieces can be made by several processes, and need not be held in memory.
    """

    piece: Callable[[Sequence[Diagnostic], ReportContext], str]
    """What is written of the findings of one note."""
    frame: "Callable[[Tally, ReportContext], tuple[str, str]]"
    """What stands before and after the pieces, by the tally of all findings. Of a card only `enriches` counts."""
    joint: str = ""
    """What stands between two pieces."""

    def write(
        self, notes: Iterable[tuple[str, Sequence[Diagnostic]]], out: TextIO, context: ReportContext
    ) -> "list[tuple[str, int, str]]":
        """Writes the pieces for the findings of `notes` to `out`; returns path, length and tally (as text) of each."""
        from vaulttools.reporters.summary import Tally

        printed = []
        for path, diagnostics in notes:
            piece = self.piece(diagnostics, context) if diagnostics else ""
            out.write(piece)
            printed.append((path, len(piece), Tally(diagnostics).dump()))
        return printed


WholeReporter = Callable[[Sequence[Diagnostic], TextIO, ReportContext], None]
"""Writes findings, sorted as `Diagnostic.order` says, to a stream."""


def reporter(name: str, statistics: bool = False) -> Reporter | WholeReporter:
    """The reporter for a name of `FORMATS`, or the count per rule in that format; sarif can only be written as a whole.

    Raises KeyError for another name, and for a format that has no statistics (sarif and github).
    """
    if name not in FORMATS:
        raise KeyError(name)
    if statistics:
        from vaulttools.reporters import statistics as counts

        frames = {"text": counts.frame, "concise": counts.frame, "json": counts.frame_json, "jsonl": counts.frame_json}
        return Reporter(counts.piece, frames[name])
    module = import_module(f"vaulttools.reporters.{name}")
    if name == "sarif":
        whole: WholeReporter = module.report
        return whole
    return Reporter(module.piece, getattr(module, "frame", _no_frame), getattr(module, "JOINT", ""))


def _no_frame(tally: "Tally", context: ReportContext) -> tuple[str, str]:
    return "", ""
