from vaulttools.note.questions import QUESTIONS, asks_on_purpose, open_questions
from vaulttools.rule import Bad, Findings, Good, Note, NoteRule, pattern

_BLANK = pattern(r"(?:[:：] ?\?\?|(?<!\S)\?{3,})\Z")


class OpenQuestion(NoteRule):
    """A list item, or a line among others without bullets, that asks something, and nothing after it answers.

    ## Why
    In a year nobody knows whether the question was never asked, was asked and forgotten, or was answered elsewhere.

    ## Fix
    None: write the answer after the question or below it, or make it a task (`- [ ]`) that names whom to ask.
    `vaulttools questions` lists all open questions of a vault.
    """

    cues = QUESTIONS

    examples = (
        Good("- Who pays? - the seller, at the end of the month\n- 하락했을 때? - 이자를 받지 않음\n"),
        Bad("- 매출 30억\n- «if they open the API, who pays?» no idea\n- «왜 나갔나?» 아무도 모름\n- 직원 9명\n"),
        Bad("- client money sits in escrow\n- «currency margin?»\n- «approval in the US?»\n- «applies to us too?»\n"),
        Good("- 거꾸로 생각해 보자\n  - 받고 싶은 평가는? -> 어떤 값을 줄까?\n  - 어떻게 하면 망할까?\n"),
        Bad("## 질문\n\n- 지분 참여 가능? - 가능, 10%까지\n- «이자는 누구 몫?»\n- 감사를 받나?\n  - 받음\n"),
        Good("- 갈아탈 수 있나? 안됨\n- 담보 필요? 필요없음\n- 해외 가능? X\n"),
        Good("- [x] a web site\n\t- 3 days?\n\t- a template\n"),
        Good("1. 토큰증권이란?\n\n증권을 토큰으로 발행한 것을 말한다.\n\n2. 누가 발행하나?\n\n은행과 증권사가 한다.\n"),
        Good("- [#158](https://a.example/158) - does it compare?\n- Mode (is it executable?)\n"),
        Good(
            "Questions for Ines\n1. Target date\n2. Is a domain secured?\n3. Can we move?\n\n- ~~who pays?~~\n- 은행 셋\n"
        ),
        Good(
            "Questions for Ines\n1. Target date\n2. Demo\n\t1. to whom\n\t2. which features\n\t3. by when\n\t4. where\n3. Budget\n"
            "4. Is a domain secured?\n5. Next steps\n"
        ),
        Good(
            "1. Is it safe?\n2. Is it small?\n3. Is it tested? If not, why?\n4. Is it clear? If it is not, ask for words.\n"
        ),
        Good(
            "- 은행 셋\n- 점포 40곳, 그래봤자 월 2천만 원 정도?\n- 넷\n- 고작 셋?\n- 다섯\n- 이 값에 누가 사겠나?\n- 비 오는 날엔 줄어드는 듯?\n"
        ),
        Good("- 인수 여부는 ???\n- ???\n"),
        Good("1. 담보는?\n**답변**: 매출채권\n\n2. 이자는?\n답: 없음\n"),
        Good("- 담보는?\n  - 매출채권\n- Runway?\n- → 18 months\n"),
        Good(
            "## Why now?\n\nWhy not? Because it pays.\n\n- [ ] ask Ines: currency margin?\n- [docs](https://a.example/?q=1)\n"
        ),
        Good(
            "- **팀** — 이 문제를 겪어 봤는가?\n- **가격** — 월 3만 원부터\n- **출구** — 누가 사는가?\n- 두 사람이 따로 적음\n"
        ),
        Bad("1. 한결\n  - «폐업하면 손실은?»\n  - 수수료는 하루 0.04%\n"),
        Bad("- **팀** — 개발 셋\n- **가격** — «올릴까?»\n- **출구** — 없음\n"),
        Bad("## 5월 8일\n\n- **팀** — «전업인가?»\n- **출구** — «누가 사는가?»\n"),
        Good("## 안건\n\n- 값을 올릴까?\n- 인수할까?\n"),
        Bad("## 안건\n\n1. 2차 출자\n   - 11월 15일까지\n   - «어느 계좌로?»\n   - 서류 하나 더\n2. 사무실\n"),
        Good("## 투자 검토 질문\n\n- 시장은 얼마나 큰가?\n- 누가 파는가?\n"),
        Good("- 데이터는 어디서 받나?\n- 계약 현황\n", path="한결 질문.md"),
        Good("Before you open a pull request:\n\n- Is it small?\n- Is it tested?\n- Does it help?\n"),
        Bad("성수동 데모데이. 한 팀 7분, 질문 3분.\n- «비수기 대책?»\n- 보조금이 절반\n"),
        Good("- 비용이 어느 정도로 들 것인가?\n- 50~70만 원 잡으면 될 듯\n- How long is the runway?\n- 18 months\n"),
        Good("- Ines: why is this here?\n- Rich: it is in our process\n- 김민수: 왜 지금?\n- 대표: 규제가 풀려서\n"),
        Good('- 면접 질문: "왜 우리 회사인가?"\n- They asked "who pays?"\n- "Where do I live?"\n- the agent answers\n'),
        Good("- Coming from Obsidian? See [[b]]\n- 넷\n", beside={"b.md": ""}),
        Good("- 수익은 어떻게?? - 위탁 수수료\n- 왜 지금?? → 규제가 풀림\n"),
        Bad("## 카본체크\n- 지원금 의존 70%\n- «줄일 계획은?»\n- 고객 140곳\n"),
        Bad("- 수익률 연 11% («기간은?»)\n- 넷\n"),
        Bad("- 직원 9명\n- «밸류 : ?»\n- 매출 30억\n- «CTO: ?»\n- 넷\n- 담당자: ??\n"),
        Good("- Quit: q\n- Help: ?\n- 열두 시: 12:?\n"),
        Bad("- 은행 셋\n- «대형사가 하면..?»\n- «가동률 몇 %?»\n- 10:30 회의\n"),
        Good(
            '- **"휴대폰이 없나요?"** 를 클릭\n- 이미 쓰고 계신가요? > 네를 고름\n- [**#39**](https://a.example/39) is it right?\n- 웃음 :-?\n- ...?\n'
        ),
        Bad("- «갈아탈 수 있나?» 모름\n- «담보 필요?» ㅋㅋ\n"),
        Good(
            "We asked who would pay for it, and when?\nTheir answer took a while, and\nit was not clear to any of us.\n"
        ),
        Good("보증금 2천만원\n주차는 되나?\n→ 두 대까지\n입주는 9월 1일부터\n"),
        Bad("보증금 2천만원\n«주차는 되나?»\n관리비는 따로\n입주는 9월 1일부터\n"),
        Bad("1. Tern\n  rents out pumps\n  «who insures them?»\n  620 farms, most of them near Lyon\n"),
        Bad("- 매출은 두 배 - «유료 비율은 ?»\n- «수요가 모이나??» 기사가 없을 수도 있음\n"),
    )

    def check(self, note: Note) -> Findings:
        for point, asked in open_questions(note):
            if _BLANK.search(note.prose, point.span.start, asked.end):
                continue  # a placeholder
            in_task = point.is_task or any(above.is_task for above in note.points.above(point))
            if not in_task and not note.is_template and not asks_on_purpose(note, point):
                yield self.finding(
                    asked,
                    "this question has no answer: later nobody will know whether it was ever asked",
                    help="write the answer below it, or make it a task that names whom to ask",
                )
