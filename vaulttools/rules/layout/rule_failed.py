from os.path import basename

from vaulttools.rule import EngineRule, Finding, Rule, Severity, Span


class RuleFailed(EngineRule):
    """A rule could not do its work on a note.

    ## Why
    A rule, of vaulttools or of a plug-in, raised an error. The other rules went on, the note was not changed, and the
    run ends with exit code 2, because the note may not be clean.

    ## Fix
    Report the error with the note that causes it. Until then, `--ignore` the rule named.
    """

    severity = Severity.ERROR

    def failure(self, rule: Rule, error: Exception) -> Finding:
        """What to say when `rule` raised `error`."""
        import traceback

        last = traceback.extract_tb(error.__traceback__)[-1]
        return self.finding(
            Span(0, 0),
            "`{rule}` failed on this note: {error}",
            help="ignore `{rule}` for now, and report this",
            rule=rule.name,
            error=f"{type(error).__name__}: {error} ({basename(last.filename)}:{last.lineno})",
        )
