import re
from collections.abc import Container, Iterable, Iterator

from vaulttools.note.cues import at_line_end
from vaulttools.rule import Bad, Cues, Finding, Good, Note, NoteRule, Severity, pattern

_LEADS = frozenset(
    (
        "근데 그래도 일단 뭐 아직 아직은 아직도 좀 조금 약간 뭔가 꽤 상당히 아주 매우 너무 진짜 정말 솔직히 생각보다 나름 전반적으로 전체적으로"
        " 개인적으로 개인적으로는 잘 영 딱히 글쎄 음 흠 결국 역시 여전히 오히려 꼭 그냥 그건 이건 그게 이게 이거 그거 느낌은 느낌이 인상은 첫인상은"
    ).split()
)
"""What stands before a judgement and says nothing of what it is about."""
_QUALITIES = (
    "애매 이상 신기 신선 대단 답답 찝찝 찜찜 불안 무난 불확실 중요 불편 어색 지루 황당 당황 허술 엉성 심심 뻔".split()
)
"""What 하다 makes judgements of."""
_STEMS = "괜찮 좋 나쁘 나빴 나빠 재밌 재미있 흥미로 흥미롭 인상적 매력적 아쉬 아쉽 미심쩍 의심스럽 의심스러 모르겠 별로 그닥 힘들 어렵 어려 쏘쏘".split()
"""What other judgements begin with."""
_ENDINGS = frozenset(
    "음 다 네 은데 긴 기는 기도 았음 었음 았다 었다 았네 었네 아 어 지 진 지는 움 웠음 웠다 워 운데 임 였음 이었음 을지도 울지도".split()
)
_QUALIFIED = frozenset("함 하다 하네 한데 하긴 하기는 했음 했다 했네 해 하지 하진 하지는 할지도".split())
_QUALIFYING = frozenset(("한", "할"))
_NOUNS = frozenset(("것", "거", "건"))
"""What stands between an attribute and one of `_HELPS`: 좋은 것 같음."""
_ATTRIBUTES = frozenset("은 을 운 울 인 일".split())
"""Endings before a noun, which need one of `_HELPS` behind them: 좋은 편, but 좋은 것 is what a list is of."""
_ALONE = frozenset("애매 별로 그닥 글쎄 음 흠 불확실 찝찝 찜찜 나쁨 인상적 매력적 중요 쏘쏘 무난".split())
"""What is a judgement by itself."""
_HELPED = frozenset(
    "될 안될 그럴 나쁜 나쁠 힘들 힘든 동의 동의하기 와닿지 설득력 설득력이 납득 납득이 믿기 그렇진 그렇지는 그런 아닌 쉽지 쉽진 일리 일리가 일리는".split()
)
"""What is one with a word of `_HELPS` behind it."""
_HELPS = frozenset(
    (
        "듯 듯함 듯하다 듯하네 같음 같다 같네 같은데 보임 보인다 함 하다 했음 한데 않음 않다 않네 않은 않을 편 편임 싶음 싶다 아님 안 못 됨 감"
        " 있음 없음 약함 부족 부족함 어려움 안함 못함 안됨 안감 수도"
    ).split()
)
"""What weakens or denies a judgement."""
_GLUED = pattern(r"(?:듯(?:함|하다|하네)?|것같(?:음|다))\Z")
_SHORT_ITEM = pattern(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?P<words>[^\r\n]{1,45}?)[ \t]*(?=[\r\n]|\Z)", re.M)
_ENGLISH_LEAD = (
    "but|still|really|very|quite|pretty|kind of|kinda|a bit|somewhat|honestly|overall|just|so|and|yet|ok|okay|hm+|probably"
    "|i'm|i am|we're|we are|it's|maybe|perhaps"
)
_ENGLISH_VERDICT = (
    "maybe|perhaps|hm{2,}|idk|meh|iffy|weird|odd|interesting|important|promising|impressive|unclear|unsure|unconvinced"
    "|not (?:sure|convinced|great|bad|good|clear|ideal|impressed|obvious|worth it|buying it|a fan)"
    "|(?:seems?|seemed|feels?|felt|looks?|looked|sounds?|sounded|too|way too|very|so) (?:a bit |very |really |pretty |quite |too )?"
    "(?:early|late|good|great|fine|ok|okay|bad|wrong|off|odd|weird|strange|hard|risky|tricky|expensive|cheap|thin|light|heavy|promising|right|familiar)"
    "|(?:good|great|fair|bad|valid) (?:point|idea|question|stuff)|makes sense|fair enough|i (?:agree|disagree|doubt it|like it|love it)"
    "|(?:i )?don(?:'|\u2019)t (?:buy|like|love|get|see) it|hard to (?:say|tell|believe)|(?:the )?other way a?round"
)
_TAIL = "though|tbh|so far|to me|for (?:us|now|me)|yet|really|maybe|not sure|about (?:this|that|it)(?: one)?|i (?:think|guess)|either|anyway"
_ENGLISH = pattern(rf"(?:(?:{_ENGLISH_LEAD})[?.,…]* )*(?:{_ENGLISH_VERDICT})(?:[?.,…!]* (?:{_TAIL}))*[.!…]*", re.I)
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
        *dict.fromkeys((*_QUALITIES, *_STEMS, *_HELPED - {"일리", "될", "그런"})),
        "그런 건",
        "될 ",
        "될듯",
        "글쎄",
        *at_line_end("- 음", "음음", "흠", "음..", "음...", "흠..."),
        *at_line_end(
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
                *("important", "important!", "important!!"),
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
        ),
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
        Good("- 표를 다시 그림\n- 좋은 것\n- 대단지\n- 이상\n- 좋아요\n- 이상 없음\n- 창고 두 곳을 씀\n"),
        Bad(
            "- 완성차와 시험함\n- «나쁘진 않은 편»\n- «느낌은 별로인 듯»\n- «애매하긴 한데»\n- «이거 진짜 중요»\n- «힘들 것 같음»\n- 창고 두 곳을 씀\n- «좋은 것 같네»\n"
        ),
        Bad("- 완성차와 시험함\n- «좀 애매할 듯»\n- «글쎄»\n- «maybe? not sure»\n"),
        Bad(
            "- sells to clinics in Busan\n- «feels early»\n- ARR of 2m USD\n- «good point though»\n- «still not convinced»\n- «important!!»\n"
        ),
    )

    def check(self, note: Note) -> Iterator[Finding]:
        for match in note.cued(self.cues, _SHORT_ITEM):
            words = match["words"]
            if not (_ENGLISH.fullmatch(words) if words[0].isascii() else _is_judgement(words)):
                continue
            point = note.points.at(match.start())
            owner = next(note.points.above(point), None)
            if note.points.is_aside(point) and not (owner is not None and _OF_JUDGEMENTS.search(owner.words)):
                yield self.finding(
                    point.span,
                    "`{words}` is all that this item says: neither what it is about nor why",
                    help="say what you judge, and what makes you think so",
                    words=point.words,
                )


def _is_judgement(words: str) -> bool:
    """Whether each of `words` leads to a judgement, is one, or weakens it."""
    judges = waits = helps = False
    for each in words.split():
        word = each.strip(".,…!~")
        if word in _ALONE:
            judges = True
        elif word in _HELPED:
            waits = True
        elif word in _HELPS:
            helps = True
        elif word and word not in _LEADS and word not in _NOUNS:
            rest = _GLUED.sub("", word)
            helps = helps or rest != word
            if rest in _HELPED or _is_form(rest, _QUALITIES, _QUALIFYING) or _is_form(rest, _STEMS, _ATTRIBUTES):
                waits = True
            elif not rest or _is_form(rest, _QUALITIES, _QUALIFIED) or _is_form(rest, _STEMS, _ENDINGS):
                judges = judges or bool(rest)
            else:
                return False
    return judges or (waits and helps)


def _is_form(word: str, stems: Iterable[str], endings: Container[str]) -> bool:
    """Whether `word` is one of `stems` with one of `endings`."""
    return any(word.startswith(stem) and word[len(stem) :] in endings for stem in stems)
