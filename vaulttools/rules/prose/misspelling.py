from vaulttools.korean.confusions import Certainty
from vaulttools.rule import Bad, Findings, Good, Note, Safety, Vault, VaultRule
from vaulttools.spelling import Kind


class Misspelling(VaultRule):
    """A common misspelling.

    ## Why
    Search finds only one spelling: a note on `컨텐츠` is not among the notes on `콘텐츠`. Names, aliases, headings and the
    words in `.vaulttools-words.txt`, or under `words` in a note's front matter, are never reported; nor are quotations,
    block quotes and what stands among words of other languages.

    ## Fix
    Safe where the spelling is never right and the other one is certain. Unsafe where another word is spelled that way, and
    where it may be part of a name: `데이타솔루션`, `Recieve`.
    """

    flags_words = True
    examples = (
        Good("콘텐츠 라이선스를 매뉴얼에 적었다. 되새김, 안 된다, 갔다 올게요.\n"),
        Good("《컨텐츠의 미래》를 읽었다. `컨텐츠` 폴더, [[컨텐츠 전략]].\n", beside={"컨텐츠 전략.md": ""}),
        Good("유투브랩스는 회사다.\n", beside={"companies/유투브랩스.md": ""}),
        Good("---\nwords: [컨텐츠]\n---\n컨텐츠를 만든다.\n"),
        Good("금새록 배우, 센타우루스.\n"),
        Good("Le responsable du projet prépare la réunion avec toutes les informations.\n", alone=True),
        Bad("«recieve» 함, the «adress» of Le Monde\n", fixed="receive 함, the address of Le Monde\n"),
        Bad("«라이센스» 이슈와 «마켓팅»팀, «컨텐츠»를 봤다.\n", fixed="라이선스 이슈와 마케팅팀, 콘텐츠를 봤다.\n"),
        Bad("잘 «됬»다. 그러면 «되요». «할께요».\n", fixed="잘 됐다. 그러면 돼요. 할게요.\n"),
        Bad(
            "- «recieve» 함, «seperate» 관리, «occured» 이슈\n- «definately» 필요, «accomodate» 가능, «begining» 단계\n",
            fixed="- receive 함, separate 관리, occurred 이슈\n- definitely 필요, accommodate 가능, beginning 단계\n",
        ),
        Good('- “스케쥴 관리법”이라는 책, ‘컨텐츠 전쟁’, 노래 "Teh Song"\n\n> 컨텐츠가 왕이다\n', alone=True),
        Good("## 투자 스케쥴\n\n- 투자 스케쥴 참고\n"),
        Good(
            "**금요일 오전**\n\n1. 컨텐츠하이\n    - 매출 3억, 직원 20명\n2. 마켓팅팩토리\n    - 광고 대행\n3. 스케쥴러스\n"
            "    - 예약 관리\n\n컨텐츠하이가 낫다.\n",
            alone=True,
        ),
        Bad("> [!note] 참고\n> «컨텐츠»가 왕이다\n", fixed="> [!note] 참고\n> 콘텐츠가 왕이다\n"),
        Bad("답이 없«슴니다». 왜 그렇«슴니까».\n", fixed="답이 없습니다. 왜 그렇습니까.\n"),
        Bad("«금새» 끝났«구»요. «역활»이 «있슴».\n", fixed="금세 끝났고요. 역할이 있음.\n"),
        Good("값을 조율 중이고, 되풀이 말한다. 왜 하는지 안다. 할지 안다.\n"),
        Bad("사기 쉽지 «안»다고 한다. «쑥쓰럽»다.\n", fixed="사기 쉽지 않다고 한다. 쑥스럽다.\n"),
        Good("맞겨루는 사이다.\n"),
        Bad("일을 «맞겨» 버렸다.\n", fixed="일을 맡겨 버렸다.\n"),
        Bad("오늘은 «모듬» 회를 먹었다.\n", fixed="오늘은 모둠 회를 먹었다.\n"),
        Good("앱을 키우는 팀, 불을 키운다. 표의 화면을 키 값으로 찾음. 키를 끄고 킬로그램을 잼.\n"),
        Bad(
            "불을 «키»고 잠. 전원을 «키»면 됨. 알림을 끄고 «킬» 수 있음.\n",
            fixed="불을 켜고 잠. 전원을 켜면 됨. 알림을 끄고 켤 수 있음.\n",
        ),
        Good("Lyft's and Mason's drivers won't wait, and they've said so.\n"),
        Bad(
            "It «isn's» what they want, and we «couldnt» ask.\n",
            fixed="It isn't what they want, and we couldn't ask.\n",
        ),
        Bad("Chat«GTP» 기반, «의료보험공단» 자료.\n", fixed="ChatGPT 기반, 국민건강보험공단 자료.\n"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for slip in vault.vocabulary.slips(note, Kind.TABLE):
            if slip.certainty is not Certainty.DISPUTED:
                word = slip.span.of(note.text)
                safety = Safety.SAFE if slip.certainty is Certainty.SURE else Safety.UNSAFE
                yield self.correction(slip.span, slip.right, "`{word}` is misspelt", safety=safety, word=word)
        for slip in vault.vocabulary.slips(note, Kind.FORMER):
            word = slip.span.of(note.text)
            yield self.correction(slip.span, slip.right, "`{word}` now has another name", word=word)
