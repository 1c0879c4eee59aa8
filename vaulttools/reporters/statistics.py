"""How often each rule spoke, for seeing where to begin in a vault."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, TextIO

from vaulttools.edits import Safety
from vaulttools.findings import Diagnostic, Severity
from vaulttools.reporters import ReportContext
from vaulttools.reporters.json import dumps
from vaulttools.reporters.paint import OF_SEVERITY, paint, severity_word
from vaulttools.reporters.summary import mends, summary
from vaulttools.text import width


class Row(NamedTuple):
    """Findings of one rule at one severity: how many, and how many of them a fix of each grade mends."""

    rule: str
    severity: Severity
    total: int
    safe: int
    unsafe: int


def report(diagnostics: Sequence[Diagnostic], out: TextIO, context: ReportContext) -> None:
    """Write a line for each rule that spoke, the most frequent first, then the summary.

    `[*]` marks a rule whose findings can all be fixed safely, `[-]` one where that holds for some, or not safely.
    """
    rows = _rows(diagnostics)
    digits = max((len(str(row.total)) for row in rows), default=0)
    words = {severity: severity_word(severity, context.lang) for severity in Severity}
    widest = max(map(width, words.values()))
    for row in rows:
        mark = "[*]" if row.safe == row.total else "[-]" if row.safe + row.unsafe else "   "
        word = words[row.severity]
        padding = " " * (widest - width(word))
        severity = paint(word, OF_SEVERITY[row.severity], context.color)
        out.write(f"{row.total:>{digits}}  {mark}  {severity}{padding}  {row.rule}\n")
    out.write(("\n" if rows else "") + summary(diagnostics, context).words(context.lang) + "\n")


def as_json(diagnostics: Sequence[Diagnostic], out: TextIO, context: ReportContext) -> None:
    """Write `{"version": 1, "tool": ..., "summary": ..., "statistics": [{"rule", "severity", "total", "safe", "unsafe"}]}`."""
    document = {
        "version": 1,
        "tool": {"name": "vaulttools", "version": context.version},
        "summary": {**summary(diagnostics, context)._asdict(), "complete": context.complete},
        "statistics": [{**row._asdict(), "severity": str(row.severity)} for row in _rows(diagnostics)],
    }
    out.write(dumps(document) + "\n")


def _rows(diagnostics: Sequence[Diagnostic]) -> list[Row]:
    totals = Counter((diagnostic.rule, diagnostic.severity) for diagnostic in diagnostics)
    grades = Counter((diagnostic.rule, diagnostic.severity, mends(diagnostic)) for diagnostic in diagnostics)
    return [
        Row(rule, severity, total, grades[rule, severity, Safety.SAFE], grades[rule, severity, Safety.UNSAFE])
        for (rule, severity), total in sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    ]
