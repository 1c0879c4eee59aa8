from vaulttools.rule import Bad, Findings, Good, Note, Vault, VaultRule
from vaulttools.spelling import Kind


class StrayJamo(VaultRule):
    """A Korean word with stray letters in it: a key was hit too early, too late, or not at all.

    ## Why
    A garbled word is not found by search and cannot be read. Laughter (`ㅋㅋ`), tears (`ㅠㅠ`) and letters that are
    talked about (`ㄱ자`) are left alone.

    ## Fix
    Unsafe: the intended word is worked out from the keys, and offered where only one word fits.
    """

    flags_words = True
    examples = (
        Good("대단함 ㄷㄷㄷㄷ 좋다ㅋㅋ ㅠㅠ 아쉽다ㅠ. ㄱ자 건물, ㅇㅇ이 빈칸, ㄹ받침은 다르다.\n"),
        Good("서울ㅡ부산 구간, `룆ㄱ과`, ㅋㅋㅋ웃겼음, 더 없나ㅏㅏ, 그래ㅐㅐㅐ\n"),
        Bad("«룆ㄱ과» 다르다.\n", fixed="로직과 다르다.\n"),
        Bad("다시 «확ㅇ니» 필요함.\n", fixed="다시 확인 필요함.\n"),
        Bad("계속 «쁘ㅌ릂뮤임».\n"),
        Bad("# «룆ㄱ과» 값\n\n그 «룆ㄱ과».\n", fixed="# 로직과 값\n\n그 로직과.\n"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for slip in vault.vocabulary.slips(note, Kind.JAMO):
            yield self.correction(
                slip.span, slip.right, "stray letters in `{word}`", otherwise="type the word again", word=slip.word
            )
