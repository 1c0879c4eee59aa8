from vaulttools.rule import Bad, Findings, Good, Note, Vault, VaultRule
from vaulttools.spelling import Kind


class ImpossibleSyllable(VaultRule):
    """A Korean word with a syllable that no word has, such as `떄` or `됬`.

    ## Why
    Such a syllable is a typo: only 2,350 of the 11,172 that can be typed are in use (KS X 1001), and a few
    more in chats and in names of brands.

    ## Fix
    Unsafe: offered where only one word is a typo away.
    """

    flags_words = True
    examples = (
        Good("그 때 띡 눌렀다. 왤케, 펲시.\n", beside={"펲시.md": ""}),
        Good("`떄`라고 쓰면 틀린다.\n"),
        Bad("그럴 «떄문에» 늦었다.\n", fixed="그럴 때문에 늦었다.\n"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for slip in vault.vocabulary.slips(note, Kind.SYLLABLE):
            yield self.correction(
                slip.span,
                slip.right,
                "`{word}` occurs in no Korean word",
                otherwise="type the word again",
                word=slip.word,
            )
