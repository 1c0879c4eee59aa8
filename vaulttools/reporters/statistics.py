"""The number of findings per rule, to see where to begin in a vault."""

from collections.abc import Sequence

from vaulttools.findings import Diagnostic, Severity
from vaulttools.locale import say
from vaulttools.reporters import ReportContext
from vaulttools.reporters.json import dumps, head
from vaulttools.reporters.paint import OF_SEVERITY, paint, severity_word
from vaulttools.reporters.summary import Tally, rows, summary
from vaulttools.text import width


def piece(diagnostics: Sequence[Diagnostic], context: ReportContext) -> str:
    """Nothing: findings are only counted."""
    return ""


def frame(tally: Tally, context: ReportContext) -> tuple[str, str]:
    """A line for each rule with findings, the most frequent first, then the summary.

    `[*]` marks a rule whose findings can all be fixed safely, `[-]` one where that holds for some, or not safely.
    """
    found = rows(tally)
    digits = max((len(str(row.total)) for row in found), default=0)
    words = {severity: severity_word(severity, context.lang) for severity in Severity}
    widest = max(map(width, words.values()))
    lines = []
    for row in found:
        mark = "[*]" if row.safe == row.total else "[-]" if row.safe + row.unsafe else "   "
        word = words[row.severity]
        padding = " " * (widest - width(word))
        severity = paint(word, OF_SEVERITY[row.severity], context.color)
        lines.append(f"{row.total:>{digits}}  {mark}  {severity}{padding}  {row.rule}\n")
    if any(row.safe + row.unsafe for row in found):
        legend = say("[*] fixable, [-] partly fixable, or only with `--unsafe-fixes`", context.lang)
        lines.append(f"\n{legend}\n")
    return "".join(lines), ("\n" if found else "") + summary(tally, context).words(context.lang) + "\n"


def frame_json(tally: Tally, context: ReportContext) -> tuple[str, str]:
    """`{"version": 1, "tool": ..., "summary": ..., "statistics": [{"rule", "severity", "total", "safe", "unsafe"}]}`."""
    counts = [{**row._asdict(), "severity": str(row.severity)} for row in rows(tally)]
    return dumps({**head(tally, context), "statistics": counts}) + "\n", ""
