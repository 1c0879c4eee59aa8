"""What every reporter is given, and finding a reporter by name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import NamedTuple, TextIO

from vaulttools.findings import Diagnostic, Severity

FORMATS = ("text", "concise", "json", "jsonl", "sarif", "github")
"""Names that `reporter` knows. Each is a module here with a function `report`."""


class Card(NamedTuple):
    """What a report may tell about a rule. `description` is markdown; an empty `uri` is left out."""

    summary: str
    description: str = ""
    uri: str = ""
    family: str = ""
    severity: Severity = Severity.WARNING
    enriches: bool = False


@dataclass(frozen=True, slots=True)
class ReportContext:
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


Reporter = Callable[[Sequence[Diagnostic], TextIO, ReportContext], None]
"""Writes findings, sorted as `Diagnostic.order` says, to a stream."""


def reporter(name: str, statistics: bool = False) -> Reporter:
    """The reporter for a name of `FORMATS`, or the count per rule in that format.

    Raises KeyError for another name, and for a format that has no statistics (sarif and github).
    """
    if name not in FORMATS:
        raise KeyError(name)
    if statistics:
        from vaulttools.reporters import statistics as counts

        return {"text": counts.report, "concise": counts.report, "json": counts.as_json, "jsonl": counts.as_json}[name]
    found: Reporter = import_module(f"vaulttools.reporters.{name}").report
    return found
