from vaulttools.rule import Bad, Findings, Good, Note, Severity, Vault, VaultRule
from vaulttools.spelling import Kind


class MissingSpace(VaultRule):
    """Two Korean words, or two sentences, without the space between them: `해야함`, `하는것`, `낮다.그래서`, `closed.They`.

    ## Why
    Search and links work by words. Korean noun compounds are left alone: both spellings are right. The extra
    `vaulttools[ko]` finds more missing spaces in Korean: `신청중이다`.

    ## Fix
    Unsafe: the spaces are put in where there is only one way to do it; elsewhere the word is only shown.
    """

    severity = Severity.HINT

    examples = (
        Good("해야 함. 안 해도 된다. 하는 것, 토큰증권시장, 안녕, 한국은행, 이상하다.\n"),
        Good("한다하는 집안, 최선을 다함, 다한다. 갈 만한, 갈만한 곳. 몇몇, 몇천, 세운점, 지속가능한, 조회가능성.\n"),
        Good("바다.하늘, 왜?라는 물음, 좋다!하고, 연다.md, 더존, 더본, 올라데이터, 자람테크놀로지\n"),
        Good("3. 씻은채소\n    - 매출 3억, 직원 20명\n    - 새벽 배송은 외주\n\n씻은채소가 싸다.\n", alone=True),
        Bad("값을 «생성 하는것».\n", fixed="값을 생성하는 것.\n"),
        Bad("값이 «낮다.그래서» 산다. «왜인가?규제가» 있다.\n", fixed="값이 낮다. 그래서 산다. 왜인가? 규제가 있다.\n"),
        Good("The site example.com and Node.js. See object.to, i.e.The other.\n"),
        Bad("The round «closed.They» hired two.\n", fixed="The round closed. They hired two.\n"),
        Bad("«하는것이» 많다. 꼭 «해야함».\n", fixed="하는 것이 많다. 꼭 해야 함.\n"),
        Bad("글을 «읽다보시면» 안다. «수백가지의» 방법.\n", fixed="글을 읽다 보시면 안다. 수백 가지의 방법.\n"),
        Bad("«많이쓰나». 3이 «보다크면» 판다. «아니다보니».\n", fixed="많이 쓰나. 3이 보다 크면 판다. 아니다 보니.\n"),
        Bad("무엇을 «해야할 지» 모른다.\n", fixed="무엇을 해야 할지 모른다.\n"),
        Bad("«한두번» «두군데» 갔다. «몇줄만» 남음.\n", fixed="한두 번 두 군데 갔다. 몇 줄만 남음.\n"),
        Bad("«사용가능한» 값과 «서로다른» «좋은점이» 많다.\n", fixed="사용 가능한 값과 서로 다른 좋은 점이 많다.\n"),
        Good("작용기전에 대해, 경기전까지, 분해기전에도.\n"),
        Bad("먼저 «하기전에» 본다. 비가 «오기전까지».\n", fixed="먼저 하기 전에 본다. 비가 오기 전까지.\n"),
        Good("2분기는 좋고 3개국어는 어렵다. 5%라는 값, 3%대이고, 100%하는 곳, 20%씩, 10%보다 큰 값.\n"),
        Bad("«3%넘으면» 팔고 «10억넘게» 씀. «5%하락함».\n", fixed="3% 넘으면 팔고 10억 넘게 씀. 5% 하락함.\n"),
        Bad("결국 «팔릴수»도 있다.\n", fixed="결국 팔릴 수도 있다.\n"),
        Good("제안됨, 보안됨, 이용안내함, 기간안에, 최종안함, 개정안함. 영업안됨.\n"),
        Bad("아직 «확정안됨», «답안옴», «말안함».\n", fixed="아직 확정 안 됨, 답 안 옴, 말 안 함.\n"),
        Bad("«나온다음» 다시 보고, «경우일때만» 판다.\n", fixed="나온 다음 다시 보고, 경우일 때만 판다.\n"),
        Bad("또 «뭐없나». 아직 «뭐없음».\n", fixed="또 뭐 없나. 아직 뭐 없음.\n"),
        Bad("매출이 «늘었다함». 내년에 «낸다하는데».\n", fixed="매출이 늘었다 함. 내년에 낸다 하는데.\n"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for slip in vault.vocabulary.slips(note, Kind.BLANK):
            yield self.correction(
                slip.span,
                slip.right,
                "a space is missing in `{word}`",
                otherwise="put a space between the words",
                word=slip.span.of(note.text),
            )
