from collections.abc import Iterable

from vaulttools.rule import EngineRule, Finding, Message, Severity, Span


class UnsettledFix(EngineRule):
    """A fix was refused, because it could not be proven harmless or undid another one.

    ## Why
    Before a note is written vaulttools proves that the fixes leave everything else as it was: links still resolve, code
    is the same byte for byte, front matter keeps its data, and nothing is left to fix. A fix that fails this is not
    written. The note stays as it was before it.

    ## Fix
    Fix it by hand, or report the note: a fix that fails its proof is a bug of the rule named.
    """

    severity = Severity.WARNING

    def refusal(self, rules: Iterable[str], reason: Message) -> Finding:
        """What to say when fixes of `rules` were taken back for `reason`."""
        return self.finding(
            Span(0, 0),
            "a fix of `{rules}` was not applied: {reason}",
            help="fix it by hand, or report this",
            rules=", ".join(sorted(set(rules))),
            reason=reason,
        )
