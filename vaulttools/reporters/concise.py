"""One finding per line, for a terminal or an editor that reads `path:line:column: words`."""

from collections.abc import Sequence

from vaulttools.edits import Safety
from vaulttools.findings import Diagnostic
from vaulttools.locale import translate
from vaulttools.reporters import ReportContext
from vaulttools.reporters.paint import BOLD, OF_SEVERITY, paint, severity_word
from vaulttools.reporters.summary import fix_grade
from vaulttools.text import inert

_SIGNS = {None: "", Safety.SAFE: " [*]", Safety.UNSAFE: " [-]"}


def piece(diagnostics: Sequence[Diagnostic], context: ReportContext) -> str:
    """One line for each finding; `[*]` marks what can be fixed safely, `[-]` what only `--unsafe-fixes` fixes."""
    return "".join([headline(each, context) + _SIGNS[fix_grade(each)] + "\n" for each in diagnostics])


def headline(diagnostic: Diagnostic, context: ReportContext) -> str:
    """Where, how bad, which rule, what: `path:12:8: error broken-link: no note is named ...`."""
    where = f"{inert(context.prefix + diagnostic.path)}:{diagnostic.start.line}:{diagnostic.start.column}:"
    severity = severity_word(diagnostic.severity, context.lang)
    message = translate(diagnostic.message, context.lang)
    color = context.color
    return f"{paint(where, BOLD, color)} {paint(severity, OF_SEVERITY[diagnostic.severity], color)} {diagnostic.rule}: {message}"
