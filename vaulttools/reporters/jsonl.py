"""One JSON object a line for each finding, the same objects as in `json` with its `version`, for programs that read a stream."""

from collections.abc import Sequence

from vaulttools.findings import Diagnostic
from vaulttools.reporters import ReportContext
from vaulttools.reporters.json import VERSION, dumps, record


def piece(diagnostics: Sequence[Diagnostic], context: ReportContext) -> str:
    """One line for each finding."""
    return "".join(
        [dumps({"version": VERSION, **record(diagnostic, context.prefix)}) + "\n" for diagnostic in diagnostics]
    )
