"""One JSON object a line for each finding, the same objects as in `json`, for programs that read a stream."""

from collections.abc import Sequence
from typing import TextIO

from vaulttools.findings import Diagnostic
from vaulttools.reporters import ReportContext
from vaulttools.reporters.json import dumps, record


def report(diagnostics: Sequence[Diagnostic], out: TextIO, context: ReportContext) -> None:
    """Write one line for each finding, and nothing where there is none."""
    for diagnostic in diagnostics:
        out.write(dumps(record(diagnostic, context.prefix)) + "\n")
