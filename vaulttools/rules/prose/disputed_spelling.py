from vaulttools.korean.confusions import Certainty
from vaulttools.rule import Bad, Findings, Good, Note, Severity, Vault, VaultRule
from vaulttools.spelling import Kind


class DisputedSpelling(VaultRule):
    """A spelling that is not standard, but that many good writers use: `타겟` for `타깃`, `디렉토리` for `디렉터리`.

    ## Why
    With one spelling throughout a vault, search finds everything. Select the rule to follow the standard to the letter.

    ## Fix
    Unsafe: the spelling of the standard (외래어 표기법, 한글 맞춤법).
    """

    severity = Severity.HINT
    default = False
    flags_words = True

    examples = (
        Good("타깃 고객에게 디렉터리를 보낸다. 타겐, 윈도.\n"),
        Bad("«타겟» 고객의 «디렉토리»를 본다.\n", fixed="타깃 고객의 디렉터리를 본다.\n"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for slip in vault.vocabulary.slips(note, Kind.TABLE):
            if slip.certainty is Certainty.DISPUTED:
                word = slip.span.of(note.text)
                yield self.correction(slip.span, slip.right, "`{word}` is not the standard spelling", word=word)
