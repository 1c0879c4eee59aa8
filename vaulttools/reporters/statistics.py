"""The number of findings per rule, to see where to begin in a vault."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from vaulttools.edits import Safety
from vaulttools.findings import Diagnostic, Severity
from vaulttools.locale import say
from vaulttools.reporters import ReportContext
from vaulttools.reporters.json import dumps
from vaulttools.reporters.paint import OF_SEVERITY, paint, severity_word
from vaulttools.reporters.summary import Tally, summary
from vaulttools.text import width


class Row(NamedTuple):
    """The findings of one rule at one severity: how many, and how many have a fix of each grade."""

    rule: str
    severity: Severity
    total: int
    safe: int
    unsafe: int


def piece(diagnostics: Sequence[Diagnostic], context: ReportContext) -> str:
    """Nothing: findings are only counted."""
    return ""


def frame(tally: Tally, context: ReportContext) -> tuple[str, str]:
    """A line for each rule with findings, the most frequent first, then the summary.

    `[*]` marks a rule whose findings can all be fixed safely, `[-]` one where that holds for some, or not safely.
    """
    rows = _rows(tally)
    digits = max((len(str(row.total)) for row in rows), default=0)
    words = {severity: severity_word(severity, context.lang) for severity in Severity}
    widest = max(map(width, words.values()))
    lines = []
    for row in rows:
        mark = "[*]" if row.safe == row.total else "[-]" if row.safe + row.unsafe else "   "
        word = words[row.severity]
        padding = " " * (widest - width(word))
        severity = paint(word, OF_SEVERITY[row.severity], context.color)
        lines.append(f"{row.total:>{digits}}  {mark}  {severity}{padding}  {row.rule}\n")
    if any(row.safe + row.unsafe for row in rows):
        legend = say("[*] fixable, [-] partly fixable, or only with `--unsafe-fixes`", context.lang)
        lines.append(f"\n{legend}\n")
    return "".join(lines), ("\n" if rows else "") + summary(tally, context).words(context.lang) + "\n"


def frame_json(tally: Tally, context: ReportContext) -> tuple[str, str]:
    """`{"version": 1, "tool": ..., "summary": ..., "statistics": [{"rule", "severity", "total", "safe", "unsafe"}]}`."""
    document = {
        "version": 1,
        "tool": {"name": "vaulttools", "version": context.version},
        "summary": {**summary(tally, context)._asdict(), "complete": context.complete},
        "statistics": [{**row._asdict(), "severity": str(row.severity)} for row in _rows(tally)],
    }
    return dumps(document) + "\n", ""


def _rows(tally: Tally) -> list[Row]:
    totals: Counter[tuple[str, Severity]] = Counter()
    for (rule, severity, _), count in tally.counts.items():
        totals[rule, severity] += count
    counts = tally.counts
    return [
        Row(rule, severity, total, counts[rule, severity, Safety.SAFE], counts[rule, severity, Safety.UNSAFE])
        for (rule, severity), total in sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    ]
