import re
from collections.abc import Iterator

from vaulttools.note.cues import at_line_end
from vaulttools.rule import Bad, Cues, Finding, Good, Note, NoteRule, Severity, pattern

_LEAD = (
    "근데|그래도|일단|뭐|아직은?|아직도|좀|조금|약간|뭔가|꽤|상당히|아주|매우|너무|진짜|정말|솔직히|생각보다|나름|전반적으로"
    "|전체적으로|개인적으로는?|잘|영|딱히|별로|글쎄|음+|흠+|결국|역시|여전히|오히려|꼭"
)
_VERDICT = (
    r"애매(?:함|하다|하네|한데|[한할] ?듯(?:함)?)?|괜찮(?:음|다|네|[은을] ?듯(?:함|하다)?|은 ?것 ?같음|았음|아 ?보임|긴 ?함)"
    r"|나쁘(?:지|진) ?않(?:음|다|은 ?듯)|나쁨|좋(?:음|다|네|[은을] ?듯(?:함)?|은 ?것 ?같음|았음|아 ?보임|긴 ?함)"
    r"|별로(?:임|[인일] ?듯(?:함)?|였음)?|재(?:밌|미있)(?:었음|음|긴 ?함)|흥미로(?:움|웠음)|신[기선](?:함|하네|했음|하긴 ?함)|인상적(?:임|이었음)?"
    r"|매력적임?|대단(?:함|하다)|아쉬(?:움|웠음)|아쉽(?:다|긴 ?함|네)|이상(?:함|하다|하네)|답답함|(?:찝찝|찜찜)(?:함)?|불안함|미심쩍음|의심스러움"
    r"|그닥|그저 ?그럼|무난(?:함|한 ?듯)|모르겠(?:음|다|네)|글쎄|불확실(?:함)?|음+[.…]*|흠+"
    r"|동의 ?(?:안|못) ?함|동의하기 ?어려움|와닿지 ?않음|설득력 ?(?:없음|약함|부족(?:함)?)|납득이? ?안 ?[됨감]|믿기 ?어려움"
    r"|그렇진 ?않음|그런 ?건 ?아님|쉽지 ?않(?:음|을 ?듯)|힘들(?:듯|어 ?보임| 듯)|어려(?:울 ?듯|워 ?보임)|(?:안 ?)?될 ?듯(?:함)?|말이? ?안 ?됨"
    r"|일리[는가]? ?있음|그럴 ?듯함?"
)
_ENGLISH_LEAD = (
    "but|still|really|very|quite|pretty|kind of|kinda|a bit|somewhat|honestly|overall|just|so|and|yet|ok|okay|hm+|probably"
    "|i'm|i am|we're|we are|it's|maybe|perhaps"
)
_ENGLISH_VERDICT = (
    "maybe|perhaps|hm{2,}|idk|meh|iffy|weird|odd|interesting|promising|impressive|unclear|unsure|unconvinced"
    "|not (?:sure|convinced|great|bad|good|clear|ideal|impressed|obvious|worth it|buying it|a fan)"
    "|(?:seems?|seemed|feels?|felt|looks?|looked|sounds?|sounded|too|way too|very|so) (?:a bit |very |really |pretty |quite |too )?"
    "(?:early|late|good|great|fine|ok|okay|bad|wrong|off|odd|weird|strange|hard|risky|tricky|expensive|cheap|thin|light|heavy|promising|right|familiar)"
    "|(?:good|great|fair|bad|valid) (?:point|idea|question|stuff)|makes sense|fair enough|i (?:agree|disagree|doubt it|like it|love it)"
    "|(?:i )?don(?:'|\u2019)t (?:buy|like|love|get|see) it|hard to (?:say|tell|believe)|(?:the )?other way a?round"
)
_TAIL = "though|tbh|so far|to me|for (?:us|now|me)|yet|really|maybe|not sure|about (?:this|that|it)(?: one)?|i (?:think|guess)|either|anyway"
_JUDGEMENT = pattern(
    rf"^[ \t]*(?:[-*+]|\d{{1,3}}[.)])[ \t]+(?:(?:(?:{_LEAD})[.,…]* )*(?:{_VERDICT})"
    rf"|(?i:(?:(?:{_ENGLISH_LEAD})[?.,…]* )*(?:{_ENGLISH_VERDICT})(?:[?.,…]* (?:{_TAIL}))*))[ \t]*(?=[\r\n]|\Z)",
    re.M,
)
_OF_JUDGEMENTS = pattern(
    "평가?|총평|한줄평|의견|느낌|소감|감상|인상|결론|후기|반응|만족|기분|컨디션|날씨|점수|등급|장점|단점|맛|상태"
    r"|\b(?:review|verdict|impressions?|opinions?|overall|ratings?|score|pros|cons|feedback|mood|weather|feeling|thoughts|reactions?)\b",
    re.I,
)
"""What a list of judgements is called that says of what they are."""
_MOST_IN_A_ROW = 3
"""Judgements that may stand below each other before one looks at what they are of."""


class BareJudgement(NoteRule):
    """A list item that is a judgement and nothing else (`괜찮은 듯`, `애매`, `not convinced`), among items that say something.

    ## Why
    It tells what somebody thought and neither of what nor why: the price, the team or the demo. A year later it cannot be
    weighed against anything.

    ## Fix
    None: say what is judged, and what makes you think so.
    """

    needs = "cues"
    severity = Severity.HINT
    cues = Cues(
        *at_line_end(
            *("애매", "애매함", "애매하다", "애매하네", "애매한데", "괜찮음", "괜찮다", "괜찮네", "괜찮았음"),
            *(
                "듯",
                "듯함",
                "듯하다",
                "긴 함",
                "긴함",
                "것 같음",
                "것같음",
                "나쁨",
                "좋음",
                "좋다",
                "좋네",
                "좋았음",
            ),
            *(
                "별로",
                "별로임",
                "별로였음",
                "밌음",
                "미있음",
                "밌었음",
                "미있었음",
                "로움",
                "로웠음",
                "기함",
                "선함",
                "기하네",
                "선하네",
                "기했음",
                "선했음",
            ),
            *(
                "인상적",
                "인상적임",
                "이었음",
                "매력적",
                "매력적임",
                "대단함",
                "대단하다",
                "아쉬움",
                "아쉬웠음",
                "아쉽다",
                "아쉽네",
            ),
            *(
                "이상함",
                "이상하다",
                "이상하네",
                "답답함",
                "찝찝",
                "찝찝함",
                "찜찜",
                "찜찜함",
                "불안함",
                "미심쩍음",
                "스러움",
            ),
            *(
                "그닥",
                "그럼",
                "무난함",
                "모르겠음",
                "모르겠다",
                "모르겠네",
                "글쎄",
                "불확실",
                "불확실함",
                "흠",
                "- 음",
                "음음",
            ),
            *(
                "안 함",
                "못 함",
                "안함",
                "못함",
                "기 어려움",
                "기어려움",
                "설득력 없음",
                "설득력 약함",
                "부족",
                "부족함",
                "안 됨",
                "안됨",
                "안 감",
            ),
            *("아님", "을듯", "음..", "음...", "흠..."),
            *(f"{end}{gap}{verb}" for end in ("쁘지", "쁘진") for gap in ("", " ") for verb in ("않음", "않다")),
            *(f"{end}{gap}않음" for end in ("와닿지", "그렇진", "쉽지") for gap in ("", " ")),
            *(f"{end}{gap}보임" for end in ("괜찮아", "좋아", "들어", "려워") for gap in ("", " ")),
            *(f"{end}{gap}있음" for end in ("일리", "일리는", "일리가") for gap in ("", " ")),
            *(
                "maybe",
                "perhaps",
                "hmm",
                "idk",
                "meh",
                "iffy",
                "weird",
                "odd",
                "interesting",
                "promising",
                "impressive",
            ),
            *("unclear", "unsure", "unconvinced", " sure", "convinced", " great", " bad", " good", " clear", " ideal"),
            *("impressed", "obvious", "worth it", "buying it", "a fan", " early", " late", " fine", " ok", " okay"),
            *(" wrong", " off", " strange", " hard", " risky", " tricky", " expensive", " cheap", " thin", " light"),
            *(" heavy", " right", " familiar", " point", " idea", " question", " stuff", "makes sense", "fair enough"),
            *(
                "agree",
                "disagree",
                *(f"{verb} it" for verb in ("buy", "like", "love", "get", "see", "doubt", "about")),
                "to say",
                "to tell",
                "to believe",
                "way around",
                "way round",
            ),
            *("though", "tbh", "so far", "to me", "for us", "for me", "for now", " yet", " really", "about this"),
            *(
                "about that",
                "this one",
                "that one",
                "I think",
                "I guess",
                " either",
                " anyway",
            ),
        )
    )

    examples = (
        Good(
            "- 좋음\n- 보통\n- 나쁨\n\n## 총평\n- 괜찮음\n- 다음 달에 또 감\n\n- 값\n  - 별로\n- 좀 애매함\n  - 담보가 주식뿐\n"
        ),
        Good(
            "- 애매한 표현을 고침\n- 잘 모르겠음: 환율\n- Maybe later\n- looks good on phones\n- the idea\n- [ ] not sure\n"
        ),
        Good("- 품질은?\n- 괜찮음\n- 반품은 손으로 함\n"),
        Bad(
            "- 대표가 인프라 팀에 9년\n- «괜찮은듯»\n- 경쟁사는 하나뿐이라고 함\n\n1. 한결\n  - «근데 꼭 그렇진 않음»\n  - 수수료는 하루 0.04%\n"
        ),
        Bad("- 완성차와 시험함\n- «좀 애매할 듯»\n- «글쎄»\n- «maybe? not sure»\n"),
        Bad(
            "- sells to clinics in Busan\n- «feels early»\n- ARR of 2m USD\n- «good point though»\n- «still not convinced»\n"
        ),
    )

    def check(self, note: Note) -> Iterator[Finding]:
        for match in note.cued(self.cues, _JUDGEMENT):
            point = note.points.at(match.start())
            owner = next(note.points.above(point), None)
            if note.points.is_aside(point) and not (owner is not None and _OF_JUDGEMENTS.search(owner.words)):
                yield self.finding(
                    point.span,
                    "`{words}` is all that this item says: neither what it is about nor why",
                    help="say what you judge, and what makes you think so",
                    words=point.words,
                )
