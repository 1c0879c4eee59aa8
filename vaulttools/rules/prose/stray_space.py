from vaulttools.rule import Bad, Edit, Findings, Good, Note, Safety, Severity, Vault, VaultRule
from vaulttools.rules.prose.detached_particle import detached
from vaulttools.spelling import Kind


class StraySpace(VaultRule):
    """A space inside a Korean word: `사용하 는`, `저장 한다`, `할 지`.

    ## Why
    Search finds neither half, and the reader stumbles. Compounds of two words that can also stand by themselves are left
    alone. The extra `vaulttools[ko]` finds more of them: `워크 플로로는`, `토큰증권 만`.

    ## Fix
    Unsafe: the space is removed.
    """

    severity = Severity.HINT

    examples = (
        Good("사용하는 것, 토큰 증권, 다 같이 간다. 그 는 아니다.\n"),
        Good("그 토스 를 봄.\n"),
        Bad(
            "문서를 제공« »한다. 무엇을 할« »지 모른다. 할 수« »밖에 없다.\n",
            fixed="문서를 제공한다. 무엇을 할지 모른다. 할 수밖에 없다.\n",
        ),
        Bad("자주 사용하« »는 것이 좋« »습니다.\n", fixed="자주 사용하는 것이 좋습니다.\n"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        slips = vault.vocabulary.slips(note, Kind.GAP)
        shown = {span for span, _ in detached(note)} if slips else ()
        for slip in slips:
            if slip.span in shown:
                continue  # a particle, of which another rule tells
            yield self.finding(
                slip.span,
                "stray space in the word `{word}`",
                help="delete the space",
                edits=[Edit(slip.span, "")],
                safety=Safety.UNSAFE,
                word=slip.word,
            )
