from vaulttools.note.questions import IMPLIED, KNOWS_NOT, LABELS, LAST, implied_questions, is_under_asking
from vaulttools.rule import Bad, Cues, Findings, Good, Note, NoteRule, Severity


class ImpliedQuestion(NoteRule):
    """A list item that asks without a question mark (`…않나`, `…할지`), or says that its writer does not know (`not sure why`, `확인 필요: …`), and does not answer.

    ## Why
    Without its mark the doubt reads like a statement, and no search for questions finds it.

    ## Fix
    None: write it as a question with its answer below, or say what you think and why.
    """

    severity = Severity.HINT
    cues = Cues(*IMPLIED.words, *LABELS.words, *LAST.words)

    examples = (
        Good("- 왜 늦나\n  - 인가가 안 나옴\n- 그렇지 않나? - 그렇다\n"),
        Good(
            "- 카드나 계좌로 결제\n- 부담이 크지 않다고 함\n- 될까 말까 함\n- 담보가 되나 싶음 - 은행이 받아 주기로 함\n흐르는 글이라면 괜찮지 않을까.\n"
        ),
        Good("**시장**\n- 크기가 맞는지\n- 성장률\n", path="심사 체크리스트.md", alone=True),
        Good(
            "1. 시장\n    - 크기는 얼마인가\n    - 얼마나 크는가 (원인)\n    - 이익이 남는가?\n2. 경쟁\n    - 누가 있는가\n    - 무엇이 강한가\n    - 점유율은 어떤가\n3. 회사\n    - 구조가 어떻게 되는지\n    - 주주는 어떤가\n    - 인수가 있었나\n    - 주가는 왜 움직였는가\n4. 재무\n    - 실적이 어땠나\n    - 현금은 어땠나\n    - 추정\n5. 위험\n    - 어떤 위험이 있을까\n",
            path="기업분석 틀.md",
        ),
        Good("- 왜 지금인지 적음\n- 누가 하나\n- 얼마나 걸리는지 물어봄\n- 언제나\n- 어느 나라\n"),
        Good("- 범위 — 얼마나 떨어졌나\n- dist_center 종가가 얼마나 떨어졌나\n"),
        Good(
            "- 금융위 인가\n- 한 팀에 하나\n- 내일 만나\n- Why now\n- why now - the law\n- 요금 상한가\n- 로그에 남지 않는가\n- 다시 불러도 안전한가\n"
        ),
        Good("## 논의할 것\n- 시험 장소가 어디\n- 예산이 얼마\n"),
        Good("- 누가 언제 어디\n- 누가, 언제\n- 언제\n- 아무도 어디라고는 안 함\n"),
        Good("- 조리원 넷이 3월 말까지\n- 다들 그렇게 하지\n- 값을 올리거나\n- 봄이면 떠나\n- 재고 유지\n"),
        Good(
            "## 배울 것\n- 왜 실패하는지\n- 고치는 방법\n- 의미를 적음(왜 중요한지)\n- 값이 숫자인지\n- 형식\n- 끊긴 것이 없는지\n- 값이 맞는지\n"
        ),
        Bad(
            "- 창고 두 곳\n- «이 값에도 굳이 쓸까»\n- «대형사가 따라 하면 어떡하나»\n- «보험사가 받아 줄지»\n- 법인은 부산에\n"
        ),
        Bad("- 내년에 «될지는 모르겠음»..\n- 값이 왜 «비싼지 궁금»\n- 수요가 «있을지 의문»\n- 넷\n"),
        Bad(
            "- sells to clinics\n- «how do they count a team tho»\n- «so what do we tell the agencies»\n- «should we raise now»\n- 넷\n"
        ),
        Bad("월세 90만원\n앞의 가게는 «왜 나갔지»\n주차 두 대\n승강기를 고친다는데 «언제인지»\n"),
        Bad(
            "## 체크인\n- 담당이 바뀐다던데 «누구»\n- 흑자는 «언제쯤»\n- 출시가 «언제임»\n- 투자한 데가 «어디더라»\n- 넷\n"
        ),
        Bad("- «이거 해 줘야 되나»\n- «why now»\n- «what if the state stops»\n- 넷\n"),
        Good("- 물건이 아주 적은 곳에선 또 모르겠다\n- 창고 셋\n"),
        Good(
            "- 확인 필요: 보험 가입 → 가입함\n- [ ] 확인 필요: 보험 한도\n- 확인 필요:\n  - 보증금\n- 확인할 것: 창고가 둘인지 셋인지 본다\n- 본인 확인 필요\n- to check the box: click\n"
        ),
        Bad(
            "- 창고 두 곳\n- «확인 필요: 월세가 관리비를 포함하는 값인지»\n- «추가 확인 요망 - 보험 가입»\n- «확인할 것: 화재가 나면 누가 물어 주는지»\n- «Need to check: who owns the patent»\n- 넷\n"
        ),
        Bad("- two depots\n- «Not sure why the rent went up»\n- «Not clear whether the debt converts»\n- 넷\n"),
        Good(
            "- Not sure where to start: read the guide\n- Not sure what to read, see [the list](a.md)\n",
            beside={"a.md": ""},
        ),
        Good("- 세 가지 의문\n- 두 가지 궁금한 것\n- 더 볼지 정함\n"),
        Good(
            "- 대표도 모르겠다고 함\n- 글쓴이의 기억이 안 남은 일기\n- 뭐가 뭔지 모르겠음 - 회계사가 설명해 주기로 함\n- 넷\n"
        ),
        Bad(
            "- 서버 교체는 «어떻게 됐는지»\n- 은행 3곳\n- «사람이 왜 이렇게 많이 필요한지»\n- 창고를 늘림\n- «남는 게 없는데 어떻게 버티는지»\n- 점포 40곳\n- «왜 안나가는지»\n"
        ),
        Bad(
            "- «환율은 잘 모르겠다»\n- 직원 «수는 못 물어봄»\n- 이미 한 번 물었으면 안 물어봄\n- 보험료가 «얼마인지 못 들음»\n- 왜 여기 있는지 모름\n- 강의를 못 들음\n- 값을 올려야 «되나 고민»\n- «심사를 통과했나»\n- 지원이 없어지면 «어떡하지»\n- 직원 9명\n- «이 값에 보험 포함인지»\n- 창고 2곳\n- 부록 2는 «수식이 이해 안 됨»\n- «not sure about the injury data»\n- 넷\n"
        ),
        Good(
            "- how they count users\n- what we do not know\n- do this first\n- 넷\n- How do I install it\n- no idea\n"
        ),
        Bad(
            "- 창고 두 곳\n- «인건비 상승은 반영된 건지»\n- 이탈률에 재택도 «들어간 건가»\n- 굳이 «왜 지금 사는 건가»\n- 넷\n"
        ),
        Good("- 로그가 남지 않는가\n- who uses it: clinics\n- 방법과 까닭: 어떻게, 왜\n- 넷\n"),
        Bad(
            "- 도난율은 기준이 «뭔지»\n- 오류가 나면 책임은 «누가»\n- 본사가 직접 하면 끝 «아닌가»\n- 그건 «왜 샀더라»\n- 정보는 «어떻게 가릴건지»\n- «who buys the tokens»\n- «who presents next»\n- «why so many in ops»\n- 넷\n"
        ),
        Bad(
            "- 거기는 «왜 가더라»\n- 고장 나면 «누가 고치나»\n- «누구한테 전화더라»\n- «왜 안 팔리는 거지»\n- 거긴 «왜 그랬대»\n"
        ),
        Bad(
            "- 금리로 경쟁이 «되나 싶긴함»\n- 기존 회사에 «부담되지않나»(큰 곳)\n- 인가 없이 «어떻게 회사를 운영하나»\n"
        ),
    )

    def check(self, note: Note) -> Findings:
        for point, span in implied_questions(note):
            if is_under_asking(note, point):
                continue
            words = span.of(note.text)
            if KNOWS_NOT.search(words):
                yield self.finding(
                    span,
                    "`{words}` leaves it open: later nobody can tell whether you ever found out",
                    help="write what you have found out since, or make it a task that names whom to ask",
                    words=words,
                )
                continue
            yield self.finding(
                span,
                "`{words}` asks and nothing answers: later it will read like a statement",
                help="write it as a question with its answer, or say what you think and why",
                words=words,
            )
