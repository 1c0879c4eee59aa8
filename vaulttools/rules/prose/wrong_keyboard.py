from vaulttools.rule import Bad, Findings, Good, Note, Vault, VaultRule
from vaulttools.spelling import Kind


class WrongKeyboard(VaultRule):
    """A Korean word typed while the keyboard was set to English: `dkssud` for 안녕.

    ## Why
    Nobody can read it, and no search finds it.

    ## Fix
    Unsafe: replaced by the word that the same keys give in Korean.
    """

    flags_words = True
    examples = (
        Good("The async npm build, kubectl, tmux, vim. Word dog work.\n"),
        Good("Who came to the worls from hell? Ask chal about it.\n"),
        Good("`dkssud` https://dkssud.example/dkssud dkssud_x\n"),
        Bad("«dkssud»! 오늘 «wjdtks» 회의. «Qkfms» 배송.\n", fixed="안녕! 오늘 정산 회의. 빠른 배송.\n"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for slip in vault.vocabulary.slips(note, Kind.MODE):
            yield self.correction(
                slip.span,
                slip.right,
                "`{word}` was typed with the keyboard set to English",
                otherwise="type it again in Korean",
                word=slip.word,
            )
