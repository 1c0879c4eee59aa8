from vaulttools.rule import Bad, Edit, Findings, Good, Note, Safety, Severity, Vault, VaultRule
from vaulttools.rules.prose.detached_particle import detached, detached_from_latin
from vaulttools.spelling import Kind


class StraySpace(VaultRule):
    """A space inside a Korean word: `사용하 는`, `저장 한다`, `할 지`.

    ## Why
    Search finds neither half, and the reader stumbles. Compounds of two words that can also stand by themselves are left
    alone, and so are particles behind Latin letters where the note mostly writes them so (`API 는`). The extra `vaulttools[ko]` finds more stray spaces: `워크 플로로는`, `토큰증권 만`.

    ## Fix
    Unsafe: the space is removed.
    """

    severity = Severity.HINT

    examples = (
        Good("사용하는 것, 토큰 증권, 다 같이 간다. 그 는 아니다.\n"),
        Good("그 토스 를 봄.\n"),
        Bad("문서를 제공« »한다. 할 수« »밖에 없다.\n", fixed="문서를 제공한다. 할 수밖에 없다.\n"),
        Good("API 는 느리다. API 를 고친다. SDK는 빠르다.\n"),
        Bad("API는 느리다. SDK를 쓴다.\n\n- BM« »은 구독.\n", fixed="API는 느리다. SDK를 쓴다.\n\n- BM은 구독.\n"),
        Bad("답했습« »니다. 확인했습니« »다.\n", fixed="답했습니다. 확인했습니다.\n"),
        Bad("누가 살« »지를 묻고 할« »지도 모른다.\n", fixed="누가 살지를 묻고 할지도 모른다.\n"),
        Good("빚을 나눠 지고 산다. 해 지는 저녁에 따라 진다. 열 번 이겨 지지 않는다.\n"),
        Bad("매출이 많아« »졌다. 알려« »져 있다.\n", fixed="매출이 많아졌다. 알려져 있다.\n"),
        Good("한 번 째려본다. 그 기술 상 받은 문제 1회차, 불편 드려.\n"),
        Bad("두 번« »째 미팅, 다시 재시작« »해주는 곳.\n", fixed="두 번째 미팅, 다시 재시작해주는 곳.\n"),
        Bad("값을 실행하« »면 된다. 여러 번 문의« »드린다.\n", fixed="값을 실행하면 된다. 여러 번 문의드린다.\n"),
        Bad("구조« »상 자주 사용하« »는 제« »3자가 좋« »습니다.\n", fixed="구조상 자주 사용하는 제3자가 좋습니다.\n"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        slips = vault.vocabulary.slips(note, Kind.GAP)
        shown = {span for span, _ in detached(note)} if slips else ()  # particles, of which another rule tells
        gaps = {slip.span: slip.word for slip in slips if slip.span not in shown}
        for span, word in sorted((gaps | dict(detached_from_latin(note))).items()):
            yield self.finding(
                span,
                "stray space in the word `{word}`",
                help="delete the space",
                edits=[Edit(span, "")],
                safety=Safety.UNSAFE,
                word=word,
            )
