import re

from vaulttools.korean.asides import JUDGEMENTS, SIGHS, is_judgement
from vaulttools.note.cues import at_line_end
from vaulttools.rule import Bad, Cues, Findings, Good, Note, NoteRule, Severity, pattern

_ENGLISH_LEAD = (
    "but|still|really|very|quite|pretty|kind of|kinda|a bit|somewhat|honestly|overall|just|so|and|yet|ok|okay|hm+|probably"
    "|i'm|i am|we're|we are|it's|maybe|perhaps"
)
_WORDS = (
    "maybe perhaps idk meh iffy weird odd interesting important promising impressive unclear unsure unconvinced".split()
)
_NOT = (*"sure convinced great bad good clear ideal impressed obvious".split(), "worth it", "buying it", "a fan")
"""What something is not."""
_HOW = (
    "early late good great fine ok okay bad wrong off odd weird strange hard risky tricky expensive cheap thin light heavy"
    " promising right familiar"
).split()
"""What something seems or is too much."""
_WHAT = "point idea question stuff".split()
"""What is good or bad."""
_VERDICTS = ("key", "crucial", "critical", "huge", "confidential", "a problem", "a risk", "a concern")
"""What only this or that is."""
_ENGLISH_VERDICT = (
    f"{'|'.join(_WORDS)}|hm{{2,}}|not (?:{'|'.join(_NOT)})"
    "|(?:seems?|seemed|feels?|felt|looks?|looked|sounds?|sounded|too|way too|very|so) (?:a bit |very |really |pretty |quite |too )?"
    f"(?:{'|'.join(_HOW)})|(?:good|great|fair|bad|valid) (?:{'|'.join(_WHAT)})"
    rf"|(?:this|that)(?: is|['\u2019]s) (?:the |really |very )?(?:{'|'.join(_VERDICTS)})"
    "|makes sense|fair enough|i (?:agree|disagree|doubt it|like it|love it)"
    "|(?:i )?don(?:'|\u2019)t (?:buy|like|love|get|see) it|hard to (?:say|tell|believe)|(?:the )?other way a?round"
)
_TAIL = "though|tbh|so far|to me|for (?:us|now|me)|yet|really|maybe|not sure|(?:about|by|with) (?:this|that|it|the (?:first|second|last|other))(?: one)?|i (?:think|guess)|either|anyway"
_ENGLISH = pattern(rf"(?:(?:{_ENGLISH_LEAD})[?.,…]* )*(?:{_ENGLISH_VERDICT})(?:[?.,…!]* (?:{_TAIL}))*[.!…]*", re.I)
_OF_JUDGEMENTS = pattern(
    "평가?|총평|한줄평|의견|느낌|소감|감상|인상|결론|후기|반응|만족|기분|컨디션|날씨|점수|등급|장점|단점|맛|상태"
    r"|\b(?:review|verdict|impressions?|opinions?|overall|ratings?|score|pros|cons|feedback|mood|weather|feeling|thoughts|reactions?)\b",
    re.I,
)
"""What a list of judgements is called that says of what they are."""
_LONGEST = 45
"""Code points of a judgement: what is longer says more."""


class BareJudgement(NoteRule):
    """A list item that is a judgement and nothing else (`괜찮은 듯`, `애매`, `not convinced`), among items that say something.

    ## Why
    It tells what somebody thought and neither of what nor why: the price, the team or the demo. A year later it cannot be
    weighed against anything.

    ## Fix
    None: say what is judged, and what makes you think so.
    """

    severity = Severity.HINT
    cues = Cues(
        *JUDGEMENTS,
        *at_line_end(*(f"- {each}" for each in SIGHS)),
        *at_line_end(*(f"{each}{mark}" for each in (*_WORDS, "hmm") for mark in ("", "!", "!!"))),
        *at_line_end(*(f" {each}" for each in dict.fromkeys((*_NOT, *_HOW, *_WHAT, *_VERDICTS)))),
        *at_line_end(*(f"{verb} it" for verb in ("buy", "like", "love", "get", "see", "doubt", "about"))),
        *at_line_end("makes sense", "fair enough", "agree", "disagree", "to say", "to tell", "to believe"),
        *at_line_end("way around", "way round", "though", "tbh", "so far", "to me", "for us", "for me", "for now"),
        *at_line_end(" yet", " really", "about this", "about that", " one", "I think", "I guess"),
        *at_line_end(" either", " anyway"),
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
        Bad(
            "- sells to clinics in Busan\n- «feels early»\n- ARR of 2m USD\n- «good point though»\n- «still not convinced»\n- «not convinced by the second one»\n- «important!!»\n- «interesting!»\n"
        ),
        Bad(
            "- 완성차와 시험함\n- «나쁘진 않은 편»\n- «느낌은 별로인 듯»\n- «답변이 좀 애매»\n- «느낌 좋음»\n- «애매하긴 한데»\n- «이거 진짜 중요»\n- «힘들 것 같음»\n- 창고 두 곳을 씀\n- «좋은 것 같네»\n- «해볼만함»\n- 공장은 셋\n- «앗 이건 아닌듯»\n- «이런 건 좀 위험»\n- «근데 이건 좀 과한 듯»\n"
        ),
        Good("- 표를 다시 그림\n- 좋은 것\n- 대단지\n- 이상\n- 좋아요\n- 이상 없음\n- 창고 두 곳을 씀\n"),
        Bad(
            "- 완성차와 시험함\n- «좀 애매할 듯»\n- «글쎄»\n- «대박»\n- «걔네는 아직»\n- «거긴 별로»\n- «maybe? not sure»\n- «이게 제일 걱정»\n- «이건 비밀임»\n- «this is confidential»\n"
        ),
        Good("- 촉매를 절반으로 줄임\n  - 이게 핵심\n- 가격이 문제\n- 제일 문제\n- this is key to us\n"),
    )

    def check(self, note: Note) -> Findings:
        for point in note.cued_items(self.cues):
            words = point.words
            if len(words) > _LONGEST or not (_ENGLISH.fullmatch(words) if words[:1].isascii() else is_judgement(words)):
                continue
            if note.points.is_aside(point) and not note.points.holds(note.points.owner(point), _OF_JUDGEMENTS):
                yield self.finding(
                    point.span,
                    "`{words}` is all that this item says: neither what it is about nor why",
                    help="say what you judge, and what makes you think so",
                    words=words,
                )
