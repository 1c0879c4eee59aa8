"""Misspellings that show only in two words together: 하지 안는다, 할 지 모른다, 하면 안된다. Source: 한글 맞춤법, 표준국어대사전."""

import re
from collections.abc import Callable, Container, Iterator

from vaulttools.korean.hangul import coda_of
from vaulttools.korean.lexicon import goes_on, is_infinitive, is_listed, is_noun, is_predicate, is_verb, is_word
from vaulttools.korean.particles import is_light_verb
from vaulttools.korean.words import DEEDS
from vaulttools.patterns import pattern
from vaulttools.text import occurrences
from vaulttools.values import NamedTuple


class Phrase(NamedTuple):
    """A misspelling in a text: the code points from `start` to `end` should read `right`, which is empty for a stray blank."""

    start: int
    end: int
    right: str
    words: str
    """The words that show it."""


Cues = tuple[str, ...]
"""What a text must hold one of."""
_Search = Callable[[str], Iterator[Phrase]]
_searches: list[tuple[frozenset[str] | Cues, _Search]] = []
"""What looks closer, each with what a text needs one of: words between blanks (a set), or cues."""


def phrases(text: str, tokens: frozenset[str], held: Container[Cues] | None = None) -> Iterator[Phrase]:
    """The misspellings in `text` that show only in two words together; those of one sort in order.

    `tokens` are what blanks part in it: where the one of the two words is not among them, nothing is searched for.
    `held` are the `CUES` of which the text contains one, if that is known already.
    """
    if held is None:
        held = {cues for cues in CUES if any([cue in text for cue in cues])}
    for needed, search in _searches:
        if needed in held if isinstance(needed, tuple) else not tokens.isdisjoint(needed):
            yield from search(text)
    for cues, search_beside, right in _BESIDE:
        if cues in held:
            yield from _in_context(text, cues, search_beside, right)


def _needs(what: frozenset[str] | Cues) -> Callable[[_Search], _Search]:
    """Lists a search in `_searches`."""

    def listed(search: _Search) -> _Search:
        _searches.append((what, search))
        return search

    return listed


_TELLING = frozenset("이 그 저 각 여러 모든 새 첫 이런 그런 저런 다른 어떤".split())
"""What stands before a noun and tells which one."""
_LONGEST = 60
_RUN_BEFORE = pattern(r"[가-힣]+\Z")
_WITHIN = 30
"""So many code points on either side of a cue are looked at: cues are common, what they hint at is rare."""


def _run_before(text: str, end: int) -> str:
    """The Hangul that ends at `end`; of very long runs no more than no word has."""
    run = _RUN_BEFORE.search(text, max(0, end - _LONGEST), end)
    return run[0] if run else ""


def _ends_in_l(verb: str) -> bool:
    """Whether `verb` tells what may or will be: 할, 클."""
    return coda_of(verb[-1]) == "ㄹ"


_NOT = pattern(
    "(?<![가-힣])([가-힣]+지) (안)(?:는|은|을|습니|았[다고음습던지네]|아[서도야요]?(?![가-힣])|고|게|던|네|나(?=요?(?![가-힣]))|더|음|으[며면니므나]|다(?:[고며면는])?(?![가-힣]))"
)


@_needs(("지 안",))
def _negations(text: str) -> Iterator[Phrase]:
    """안 for the 않 of 않다, after a verb: 하지 안는다. Not 안다, to hold, after a noun (아이를 안고)."""
    for match in _NOT.finditer(text):
        verb = match[1]
        makes = verb[-2:] in ("하지", "되지") and (len(verb) == 2 or is_noun(verb[:-2]))
        # 뭔지, 큰지: what is asked, and no verb's stem but that of 신다.
        asks = coda_of(verb[-2]) in ("ㄴ", "ㄹ" if text.startswith("안다", match.start(2)) else "ㄴ")
        if makes or (is_verb(verb) and not is_noun(verb) and not asks):
            yield Phrase(*match.span(2), "않", match[0])


# A pattern that begins with a letter or a blank finds it in no time; what stands before it is looked at only then.
_WHETHER = pattern(" 지(?P<tail>[를에는도]?)(?![가-힣])(?P<asked> (?:모[르른를릅름]|몰|알|궁금|여부|고민|결정|확인))?")
_OBLIGED = pattern("(.+야)(할|될|하는|되는)")
"""A verb and the form of 하다 or 되다 written onto it: 해야할."""
_ASKING = pattern(
    r"(?<![가-힣])(?:어떻게|얼마나|언제|어디|누가|누구|무엇|무슨|어느|어떤|왜|뭘|뭐|몇)[가-힣]{0,3}(?: [^\s.,!?]+){0,2} [가-힣]+\Z"
)
"""A word that asks, with up to two others before the verb: 어떻게 할."""


@_needs(frozenset(f"지{tail}{sign}" for tail in ("", *"를에는도") for sign in ("", *",.?)")))
def _doubts(text: str) -> Iterator[Phrase]:
    """The endings ㄹ지, 는지 and 인지 in two: 할 지 모른다. The noun 지 stands behind ㄴ: 떠난 지 한 달."""
    for match in _WHETHER.finditer(text):
        at = match.start()
        run = _run_before(text, at)
        obliged = _OBLIGED.fullmatch(run)
        verb = obliged[2] if obliged and is_verb(obliged[1]) else run
        if (
            verb
            and (
                (is_predicate(verb) and (_ends_in_l(verb) or (verb[-1] == "는" and match["tail"] != "는")))
                or (verb[-1] == "인" and is_noun(verb[:-1]))
            )
            and (match["tail"] != "도" or (match["asked"] or "")[1:2] in ("모", "몰"))
            and (
                match["asked"]
                or not (is_listed if verb[-1] == "인" else is_noun)(verb)
                or (_ends_in_l(verb) and _ASKING.search(text, max(0, at - _WITHIN), at))
            )
        ):
            yield Phrase(at, at + 1, "", f"{run} 지")


_UNIT = " ?(?:년|해|달|개월|주|일|시간|분|세기)"
_SINCE = pattern(
    "지(?=[는도]? (?:(?:이제|벌써|어느덧|어느새|거의|약|겨우|대략|고작|딱|만) )?"
    f"(?:(?:\\d[\\d.,]*|[한두세네몇수일이삼사오육칠팔구십백]{{1,3}}|석|넉|다섯|여섯|일곱|여덟|아홉|열){_UNIT}|오래|얼마|한참|하루|이틀|사흘|나흘|열흘|보름|반년))"
)
"""What 지 is a noun of time before: 창업한 지 3년."""
_DONE = frozenset(
    "된 온 간 받은 만난 떠난 끝난 나온 만든 들어온 들어간 생긴 바뀐 옮긴 태어난 돌아온 헤어진 다닌 쓴 일한 넘은".split()
)
"""Verbs, whose ㄴ tells what was done; ㄴ지 of an adjective asks: 얼마나 좋은지 한 달 써 본다."""
_HAPPENED = frozenset(
    """
    가동 가입 개발 개설 개업 개원 거래 결혼 계약 공개 공부 구독 구매 구입 근무 논의 도입 도착 독립 등록 론칭 미팅 발매 발생 발족 발표 발행 배포 배치 변경 부임
    사용 상용화 상장 설립 설치 섭외 시작 시행 연구 연락 연재 오픈 요청 운영 은퇴 이사 이용 이전 이직 인수 인증 입사 입점 입주 입학 작성 작업 전환 접속 접수
    제안 제출 제휴 졸업 종료 준비 중단 지원 진입 진행 창업 창립 채용 체결 출범 출시 출원 취업 취임 퇴사 투자 투입 파산 판매 폐업 합류 합병 협업 확보 활동
    """.split()
)
"""Nouns of what is done at some time; others are as often adjectives, too: 안전한지 3일 동안 본다."""


@_needs(
    tuple(f"{end}지{after}" for end in sorted({"한", *(verb[-1] for verb in _DONE)}) for after in (" ", "는 ", "도 "))
)
def _sinces(text: str) -> Iterator[Phrase]:
    """The noun 지, the time since something was done, written onto its verb: 창업한지 3년, 투자를 받은지 오래됐다."""
    for match in _SINCE.finditer(text):
        verb = _run_before(text, match.start())
        if verb in _DONE or (verb[-1:] in ("한", "된") and verb[:-1] in _HAPPENED):
            yield Phrase(match.start() - len(verb), match.end(), f"{verb} 지", f"{verb}지")


_SEEMS = pattern("([인일])듯(?![가-힣])")


@_needs(("인듯", "일듯"))
def _seemings(text: str) -> Iterator[Phrase]:
    """The noun 듯 written onto the copula before it: 핵심인듯. 인듯하다 may be one word (제47항)."""
    for match in _SEEMS.finditer(text):
        noun = _run_before(text, match.start())
        if len(noun) > 1 and is_noun(noun):
            yield Phrase(match.start() - len(noun), match.end(), f"{noun}{match[1]} 듯", noun + match[0])


_THE_MORE = pattern("(?<![가-힣])([가-힣]+)( )수록(?![가-힣])")


@_needs(frozenset(("수록", "수록,")))
def _comparisons(text: str) -> Iterator[Phrase]:
    """The ending ㄹ수록 in two: 클 수록. Not the noun 수록: 부록을 수록."""
    for match in _THE_MORE.finditer(text):
        verb = match[1]
        if _ends_in_l(verb) and is_verb(verb) and not (verb[-1] == "을" and is_noun(verb[:-1])):
            yield Phrase(*match.span(2), "", match[0])


_WORTH = pattern("[만뻔]( )[하한할함합해했]")


@_needs(tuple(f"{what} {do}" for what in "만뻔" for do in "하한할함합해했"))
def _auxiliaries(text: str) -> Iterator[Phrase]:
    """만하다 and 뻔하다 in two behind their verb: 들어갈만 하다. Not the particle 만 behind a noun: 할 일만 하다."""
    for match in _WORTH.finditer(text):
        verb = _run_before(text, match.start())
        if verb and _ends_in_l(verb) and is_predicate(verb) and (verb in ("할", "볼") or not is_noun(verb)):
            yield Phrase(*match.span(1), "", f"{verb}{match[0]}")


_CAN = pattern("수(?=(?:[가는도]|밖에)? [있없])(?<=[가-힣]수)")


@_needs(tuple(f"수{particle} {verb}" for particle in ("", *"가는도", "밖에") for verb in "있없"))
def _abilities(text: str) -> Iterator[Phrase]:
    """The noun 수 written onto the verb before it: 할수 있다. Not where the two make a noun (실수 없다), unless that has an object:
    물건을 살수 있다."""
    for match in _CAN.finditer(text):
        verb = _run_before(text, match.start())
        if (
            _ends_in_l(verb)
            and is_verb(verb)
            and (not is_noun(verb + "수") or _has_object(text, match.start() - len(verb)))
        ):
            yield Phrase(match.start() - len(verb), match.end(), f"{verb} 수", verb + "수")


_OBJECT = pattern(r"[가-힣][을를] \Z")


def _has_object(text: str, at: int) -> bool:
    """Whether the word before `at` ends in the particle of an object."""
    return _OBJECT.search(text, max(0, at - 3), at) is not None


_ABLE = pattern(" (수[가는도])([있없][가-힣]*)")


@_needs(tuple(f" 수{particle}{verb}" for particle in "가는도" for verb in "있없"))
def _abilities_apart(text: str) -> Iterator[Phrase]:
    """있다 or 없다 written onto the noun 수 and its particle, behind a verb: 나눌 수도있다, 팔릴 수가없다."""
    for match in _ABLE.finditer(text):
        verb = _run_before(text, match.start())
        if verb and _ends_in_l(verb) and is_predicate(verb):
            yield Phrase(match.start(1), match.end(), f"{match[1]} {match[2]}", match[0].lstrip())


_DOING = pattern(" ([하한할함합했해되된될됨됩됐돼][가-힣]*|(?:시[키킨킬킴킵켜켰]|드[리린릴림립려렸])[가-힣]*)")
_ADDRESSED = frozenset("공유 답변 문의 부탁 설명 안내 연락 요청 전달 제안 추천 축하".split())
"""Deeds of which 드리다 makes one word; other nouns it has for its object: 부담 드려."""
_STATES = frozenset("필요 가능 불가능 중요 유효".split())
"""Nouns that 하다 makes an adjective of."""
_AGAIN = frozenset(f"재{deed}" for deed in DEEDS)
_LONGEST_DEED = max(map(len, _AGAIN))
_NO_VERB = frozenset("하자 한 해 함 하기".split())
"""What reads like a form of 하다, and is as often another word: 하자, 한 번, 다음 해."""


@_needs(DEEDS | _AGAIN | _STATES)
def _deeds(text: str) -> Iterator[Phrase]:
    """하다, 되다 or 드리다 apart from the noun that it makes a verb of: 제공 한다. Not if a word modifies the noun.

    `빠른 판매 하려` lacks a particle rather than having a blank too many.
    """
    for match in _DOING.finditer(text):
        end = match.start()
        start = text.rfind(" ", max(0, end - _LONGEST_DEED - 1), end) + 1 or max(0, end - _LONGEST_DEED)
        noun, verb = text[start:end], match[1]
        if (
            (noun in DEEDS or noun in _AGAIN or noun in _STATES)
            and noun != "보고"  # 보다 as well: 그것만 보고 한다
            and verb not in _NO_VERB
            and (is_light_verb(verb) or (verb[0] == "드" and noun in _ADDRESSED))
            and not begins_with_noun(verb)
            and not _is_told_of(text, start)
        ):
            yield Phrase(end, end + 1, "", f"{noun} {verb}")


_NOUN_BY_CHANCE = frozenset("하긴 하지 하기 하자 하다 되기 되지 되자 한다 해라 해주 함".split())
"""Forms of 하다 and 되다 that read like a noun."""
_MAKES_NOUN = frozenset("가율률액금비권제")
"""What turns a noun of two syllables into another noun."""


def begins_with_noun(word: str) -> bool:
    """Whether `word`, which reads like a form of 하다 or 되다, is a noun and what may follow one: 해지한, 하나를, 할인가."""
    return any(
        word[:size] not in _NOUN_BY_CHANCE
        and is_listed(word[:size])
        and (word[size:] in _MAKES_NOUN or goes_on(word[:size], word[size:]))
        for size in range(2, len(word) + 1)
    )


_WORD_BEFORE = pattern(r"([가-힣]+) \Z")


def _is_told_of(text: str, start: int) -> bool:
    """Whether the word before the noun at `start` belongs to it: a verb before a noun, a determiner, or what 의 ends."""
    before = _WORD_BEFORE.search(text, max(0, start - 20), start)
    word = before[1] if before else ""
    if not word or (word[-1] in "을를은는" and is_noun(word[:-1])):
        return False
    if word in ("번", "한번"):
        return False  # how often something is done, and no form of 벌다
    return word[-1] == "의" or word in _TELLING or (coda_of(word[-1]) in ("ㄴ", "ㄹ") and is_verb(word))


_LINKING = frozenset("고 며 면 면서 여 기 지만 려면 므로".split())
"""Endings that are told from other words only behind the 하 or 되 of a deed: 실행하 면."""
_ENDING = pattern(
    r" ((?<=[하되] )(?:고|며|면|면서|여|기|지만|려면|므로)|(?:[겠었았]|습니[다까]|읍니[다까]|니[다까])[가-힣]*|는(?= ?[가-힣])|다(?=[.!?]|[ \t]*(?:[\r\n]|\Z)))(?![가-힣])"
)


@_needs(
    (
        *(f" {end}" for end in ("겠", "었", "았", "습니", "읍니", "니다", "니까", "는 ")),
        *(f"{do} {end}" for do in "하되" for end in "고며면여기지려므"),
        *(f" 다{end}" for end in ".!?\n"),
    )
)
def _endings(text: str) -> Iterator[Phrase]:
    """An ending apart from its verb, which begins no word: 해야 겠다, 만드 는 것, 했습 니다; 다 at the end of a sentence: 납품한 다."""
    for match in _ENDING.finditer(text):
        at, ending = match.start(), match[1]
        verb = _run_before(text, at)
        if verb and (_is_polite(verb, ending) or _lacks_ending(verb, ending)):
            yield Phrase(at, at + 1, "", f"{verb} {ending}")


def _lacks_ending(verb: str, ending: str) -> bool:
    """Whether `ending`, which a blank parts from `verb`, belongs to it."""
    return (
        is_word(verb)
        and (is_predicate(verb + ending) or (verb[-1] == "야" and ending[0] == "겠"))
        and (ending != "는" or (verb not in _TELLING and (len(verb) == 1 or not is_noun(verb))))
        and (ending not in _LINKING or verb[:-1] in DEEDS)
        and (ending != "다" or (len(verb) > 1 and coda_of(verb[-1]) == "ㄴ" and not is_noun(verb)))
    )


def _is_polite(verb: str, ending: str) -> bool:
    """Whether the polite ending ㅂ니다 or ㅂ니까 is parted into `verb` and `ending`: 했습 and 니다, 했습니 and 다."""
    whole = verb + ending
    is_end = ending in ("다", "니다", "니까") and whole[-2:] in ("니다", "니까") and len(whole) > 2
    return is_end and coda_of(whole[-3]) == "ㅂ"


_BECOMES = pattern(" ((?:지[는고며면던기]|지면서|지[는은]데|진다?|질|짐|집니|졌|져)[가-힣]*)")
_BEARS = frozenset("나눠 나누어 떠맡아 맡아 대신해 안아 업어 이겨 따라".split())
"""Verbs behind which 지다 may be another one, to bear or to lose: 빚을 나눠 지고."""


@_needs(
    tuple(f" {form}" for form in "지는 지고 지며 지면 지던 지기 지은 진 질 짐 집니 졌 져".split()),
)
def _changes(text: str) -> Iterator[Phrase]:
    """지다 parted from the adjective or verb that it belongs to: 많아 졌다, 알려 져 (제47항)."""
    for match in _BECOMES.finditer(text):
        at = match.start()
        verb = _run_before(text, at)
        if (
            (len(verb) > 1 or verb == "커")
            and verb not in _BEARS
            and is_infinitive(verb)
            and not is_noun(verb)
            and is_verb(verb + match[1])
        ):
            yield Phrase(at, at + 1, "", f"{verb} {match[1]}")


_INTENDED = pattern(" (꺼)(?=[라야예에지니고면다임냐])")


@_needs((" 꺼",))
def _intentions(text: str) -> Iterator[Phrase]:
    """꺼 for the 거 of 것 behind a verb that tells what will be: 할 꺼라면. Not 끄다, behind a noun: 불 꺼라."""
    for match in _INTENDED.finditer(text):
        verb = _run_before(text, match.start())
        if _ends_in_l(verb or "가") and is_verb(verb) and (verb in ("할", "될") or not is_noun(verb)):
            yield Phrase(*match.span(1), "거", f"{verb} 꺼")


def _in_context(text: str, cues: Cues, search: re.Pattern[str], right: str | None) -> Iterator[Phrase]:
    """Words that do not fit those beside them: 보다 낳은, 성격을 띄는, 투자자로써, 대표 님, 할 수 밖에 없다."""
    done = 0
    for at, end in sorted(place for cue in cues for place in occurrences(cue, text)):
        match = search.search(text, max(done, at - _WITHIN), at + _WITHIN) if end > done else None
        if match and match.start() < end:
            done = match.end()
            yield Phrase(*match.span(1), _OTHER[match[1]] if right is None else match.expand(right), match[0])


_OTHER = {
    "잇": "있",
    "업": "없",
    **dict(zip("띄띈띌띔띕", "띠띤띨띰띱", strict=True)),
    **dict(
        zip(
            "낳은 낳을 낳음 낳지 낳아 낳다 낳고 낳았 낳는".split(),
            "나은 나을 나음 낫지 나아 낫다 낫고 나았 낫는".split(),
            strict=True,
        )
    ),
    **dict(zip("바래 바랬".split(), "바라 바랐".split(), strict=True)),
    **dict(zip("려렸릴리린림", "러렀를르른름", strict=True)),
    **dict(zip("켰켜키킨킬킴", "쳤쳐치친칠침", strict=True)),
    **dict(zip("였여이인일임", "렸려리린릴림", strict=True)),
}
_HUMANS = (
    "개발자|경영자|경쟁자|고객|관리자|교사|구매자|근로자|대표|리더|변호사|사람|사업자|사용자|소비자|심사역|여자|남자|의사|이용자|인간|임원|전문가"
    "|직원|참가자|참여자|창업자|책임자|친구|투자자|파트너|판매자|학생|담당자|운영자|팀장|팀원|시민|국민|부모|엄마|아빠|선배|후배"
)
_VISITED = "집|가게|매장|편의점|마트|은행|회사|사무실|학교|병원|카페|식당|서점|약국|공장|지점|센터|본사|우체국|백화점|휴게소|공원|화장실|도서관"
_GROWS = "인원|매출|투자|비용|규모|수익|예산|직원|고객|재고|용량|점유율|횟수|물량|생산량|대출|지출"
_SWITCH = "(?<![가-힣])(?:(?:불|전원|전등|조명|TV|티비|컴퓨터|노트북|카메라|에어컨|선풍기|모니터|화면|스위치|마이크|와이파이|블루투스|핸드폰|휴대폰|앱|서버)[을를]|끄고)"
"""What is switched on, with its particle, or 끄고 before it."""
_ASPECTS = "사실|법률|절차|구조|편의|관계|형식|외관|성격|업무|규정|제도|정책|회계|세무|통계|기술|일정|시간|서류|기록|장부|표면|인터넷|온라인|시스템"
_MEASURES = "생각 예상 기대 평소 예년 경쟁사".split()
_BESIDE = tuple(
    ((cues,) if isinstance(cues, str) else cues, pattern(search), right)
    for cues, search, right in (
        (" 낳", "(?:(?:보다|훨씬)(?: 더)?|쪽[이은]? 더) (낳[은을음아다고지])", None),
        (
            " 띄",
            "(?:성격|성향|성질|양상|경향|특성|특징|색채|활기|열기|미소|모습|형태)[을를] ([띄띈띌띔띕])(?![우워운울움웠])",
            None,
        ),
        ("로써", f"(?<![가-힣])(?:{_HUMANS})(?:으?)(로써)(?![가-힣])", "로서"),
        (" 말던", "(?<![가-힣])[가-힣]+(던([지가]?) 말던\\2)(?![가-힣])", r"든\2 말든\2"),
        (("던 상관", "던 관계"), "(?<=[가-힣])(던)(?= (?:상관|관계)없[이어다음])", "든"),
        (" 갔", "(?<=[가-힣] [것거] )(갔)(?=[다음습고은아지네]|[^가-힣]|\\Z)", "같"),
        (
            " 재고",
            "(?<![가-힣])(?:인지도|경쟁력|생산성|효율성|신뢰도|신뢰성|위상|이미지|접근성|편의성)[를을]? (재고)(?!량|[ ]?(?:관리|자산|율))",
            "제고",
        ),
        ("배재", "[을를] (배재)(?=[하한할함했해되된될됨됐])", "배제"),
        ("채 ", "(?<=는 )(채)(?= ?(?:하[는고며면지다기여려]|했|한다|할 |함(?![가-힣])))", "체"),
        ("사단", "(?<![가-힣])(사단)(?=이 (?:났|나는|난다|날|남(?![가-힣])|나고|나면))", "사달"),
        (" 낳", "(?:감기|독감|병|상처|부상|증상|허리|통증)[이가은는도] (?:[가-힣]+ )?(낳[았은을아다고는])", None),
        (" 났", "[게이] (?:더|훨씬) (났)(?=[다지고음을])", "낫"),
        ("에 들", f"(?<![가-힣])(?:{_VISITED})에 (?:잠깐 |잠시 )?들([려렸릴리])(?=[가-힣])", None),
        (
            " 가리",
            "(?:영어|수학|국어|한국어|과학|코딩|학생들?을|아이들?을|학생들?에게|아이들?에게)[을를]? (?:영어를 |수학을 |[가-힣]+[을를] )?가리([켰켜키킨킬킴])",
            None,
        ),
        (" 키", f"{_SWITCH} (키)(?=(?:고|면|지|거나|려고|려면|자)(?![가-힣])|[는게니] )", "켜"),
        (" 킨", f"{_SWITCH} (킨)(?= (?:다음|뒤|후|채|상태)|다(?![가-힣]))", "켠"),
        (" 킬", f"{_SWITCH} (킬)(?= (?:수|때|경우|필요)|까)", "켤"),
        (" 킴", f"{_SWITCH} (킴)(?![가-힣])", "켬"),
        (" 킵", f"{_SWITCH} (킵)(?=니다)", "켭"),
        (" 늘", f"(?:{_GROWS})[을를] (?:더 |많이 |계속 )?늘([였여이인일임])", None),
        ("결재", "(?<![가-힣])(?:카드|간편|휴대폰|할부|소액|현금|무통장) ?(결재)", "결제"),
        ("결재", "(결재)(?= ?(?:수단|대금|수수료|대행|단말)|액)", "결제"),
        ("결제", "(?<![가-힣])(결제)(?= ?(?:라인(?!업)|상신))", "결재"),
        ("겉잡", "(겉잡)(?=을 수 없)", "걷잡"),
        (
            "반듯이",
            "(?<![가-힣])(반듯이)(?= (?:[가-힣]+ )?(?:해야|지켜|필요|확인|제출|포함|있어야|가져|이겨|성공|읽어|알아|챙겨|참석|내야))",
            "반드시",
        ),
        ("안 되", "(?<![가-힣])안 (되)(?=[.!?,]|\\s*(?:[\r\n]|\\Z))", "돼"),
        ("되 버", "(?<=[이가은는도안] )(되)(?= 버[려렸리린릴림])", "돼"),
        ("되 있", "(?<=[이가은는도] )(되)(?= 있[다는던을어었습고지음으네])", "돼"),
        ("되도 ", "(?<![가-힣])(되도)(?= (?:괜찮|상관|좋|문제|되|돼|[되될된됩됨]))", "돼도"),
        (
            "다행이 ",
            "(?<![가-힣])(다행이)(?= [가-힣])(?! (?:아[니닐닌님]|없|있|[되될된됐]|따로|[라란면며지네죠고요도](?![가-힣])))",
            "다행히",
        ),
        ("어떻해", "(어떻해)(?= [가-힣])", "어떻게"),
        ("어떻해", r"(어떻해)(?=[.?!,)~…]|\s*(?:[\r\n]|\Z))", "어떡해"),
        (" 돼지만", "(?<=[안잘못게] )(돼지만)", "되지만"),
        (
            "싸인",
            r"(?<![가-힣])(싸인)(?=(?:이|을|은|도|만|과|의|까지|부터|본)(?![가-힣])| ?(?:받|하|한|할|함|해|했|완료|요청|필요)|\s*(?:[\r\n.,!?)]|\Z))",
            "사인",
        ),
        (" 수업", "[할될볼갈줄쓸알살릴킬올칠낼길] (수업)(?=다(?![가-힣])|습니|음(?![가-힣])|었)", "수 없"),
        (" 바", "(?:[기길]|[을를](?= 바랬)) (바[래랬])(?=요|[다음]|[^가-힣]|\\Z)", None),
        (
            " 님",
            "(?<![가-힣])(?:고객|교수|기사|감독|과장|대리|대표|대표이사|변호사|본부장|부장|부사장|사장|상무|선생|손|실장|원장|위원|이사|이사장|작가|전무|차장|팀장|회장)"
            "( )님(?!비)",
            "",
        ),
        ("수 밖에", "(?<![가-힣])수( )밖에(?= ?[없안])", ""),
        ("제 ", "(?<![가-힣])제( )(?=[0-9]+(?:[회차호조항장권편부기종]|공장|금융|자(?!리)))", ""),
        (" 상 ", f"(?<![가-힣])(?:{_ASPECTS})( )상(?= [가-힣])(?! [받수탄탔])", ""),
        ("번 째", "번( )째(?=(?:[가는를도만의]|로|부터|까지)?(?![가-힣]))", ""),
        (
            tuple(f"{measure} 보" for measure in _MEASURES),
            f"(?<![가-힣])(?:{'|'.join(_MEASURES)})( )보다(?= ?[가-힣])",
            "",
        ),
        (
            "몇 일",
            "(?<![가-힣])(몇 일)(?=[간째]?(?:[^가-힣]|\\Z)|[간째]?(?:동안|전|후|뒤|이|을|은|만|에|내|씩|도))(?!이나마|이상)",
            "며칠",
        ),
        ("않 ", "(?<![가-힣])(?<!지 )(않)(?= [가-힣]{2})", "안"),
        (
            (" 잇", " 업"),
            "((?:(?<=[가-힣]고 )(?<!않고 )|(?<=[가-힣][어여해] )|(?<=[가-힣]{2}[이가도] )|(?<=[ㄱ-힣][을할릴갈볼될줄낼날길] 수 )|(?<=수[가는도] ))"
            "[잇업](?=[다음고지어으습][가-힣]{0,3}(?![가-힣]))|(?<=[가-힣]{2} )업(?=음(?![가-힣])))",
            None,
        ),
        ("GTP", "(?<![A-Za-z])Chat(GTP)", "GPT"),
        ("GTP", "(?<![A-Za-z])(GTP)(?=-?[345]|[ -](?:모델|기반))", "GPT"),
        ("NLM", "(?<![A-Za-z])(NLM)(?=[ -]?(?:모델|기반))", "LLM"),
        (
            ("면 안", "서는 안", "도 안", "절대 안", "절대로 안", "결코 안"),
            "(?:(?<=[가-힣]면 )|(?<=[가-힣]서는 )|(?<=[아어여해]도 )|(?<=절대 )|(?<=절대로 )|(?<=결코 ))(안([되돼된될됩됐됨][가-힣]*))",
            r"안 \2",
        ),
    )
)
"""What a text must contain, or several of which it must contain one; the misspelling with what shows it; and how it should read,
None where `_OTHER` says so.

After a name 님 stands apart, and behind what measures nothing 보다 may mean more: 향후 보다 나은. GTP by itself is a nucleotide."""
CUES = frozenset((*(each for each, _ in _searches if isinstance(each, tuple)), *(cues for cues, _, _ in _BESIDE)))
"""What a text must hold one of, for each sort of misspelling."""
