"""Annotations on a pull request: workflow commands of GitHub Actions.

Format and escapes: docs.github.com, "Workflow commands for GitHub Actions", and `packages/core/src/command.ts` in
actions/toolkit. GitHub shows at most ten errors, ten warnings and ten notices of a step; the log holds them all.
"""

from collections.abc import Sequence

from vaulttools.findings import Diagnostic, Severity
from vaulttools.locale import say, translate
from vaulttools.reporters import ReportContext
from vaulttools.reporters.summary import Tally, summary
from vaulttools.text import printable

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def piece(diagnostics: Sequence[Diagnostic], context: ReportContext) -> str:
    """A command for each finding."""
    return "".join([_command(diagnostic, context) + "\n" for diagnostic in diagnostics])


def frame(tally: Tally, context: ReportContext) -> tuple[str, str]:
    """The summary as plain text for the log, after the commands."""
    return "", summary(tally, context).words(context.lang) + "\n"


def _command(diagnostic: Diagnostic, context: ReportContext) -> str:
    start, end = diagnostic.start, diagnostic.end
    # A check-run annotation has columns only where it lies on one line (GitHub REST API, "Update a check run").
    columns = {"col": start.column, "endColumn": end.column} if start.line == end.line else {}
    properties = {
        "file": context.prefix + diagnostic.path,
        "line": start.line,
        "endLine": end.line,
        **columns,
        "title": f"vaulttools {diagnostic.rule}",
    }
    message = translate(diagnostic.message, context.lang)
    if diagnostic.help:
        message += f"\n{say('help', context.lang)}: {translate(diagnostic.help, context.lang)}"
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{COMMANDS[diagnostic.severity]} {listed}::{_data(message)}"


def _data(text: str) -> str:
    """`text` for the message of a command; a line ending in it stays one."""
    return printable(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    """`text` for a property of a command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
