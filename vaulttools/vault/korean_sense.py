"""The sense of a Korean name: whether it means what bears the name, or the plain word that the name also is."""

from functools import lru_cache

from vaulttools.korean.hangul import coda_of, is_syllable, sound
from vaulttools.korean.lexicon import (
    is_any_verb,
    is_everyday,
    is_listed,
    is_mere_word,
    is_noun,
    is_predicate,
    is_stem,
    is_verb,
)
from vaulttools.korean.particles import Tail, read_tail
from vaulttools.korean.words import COMPOUND_NOUNS, FIELDS, HOMOGRAPHS, INSTITUTIONS, ORDINARY
from vaulttools.patterns import pattern
from vaulttools.vault.around import CLAUSE_END, HANGUL_NEXT, NEAR, line_before, word_before
from vaulttools.vault.edges import PREDICATE, Edge

_MAY_INFLECT = "은는이가을를도만로의인"
"""Endings of names that may be a noun with a particle or the copula: `산은 높고`, `믿을 사람인 듯`."""
_GOING_ON = "고"
_LONGEST_VERB = 4
"""The most syllables of a verb before a noun that a name is like."""
_TIMES = frozenset("가을 겨울 모레 봄날 새벽 새벽녘 여름".split())
_AT_TIMES = ("에", "부터", "까지", "마다")
"""Words for times, and particles that make a time of them: `새벽에 깼다`."""
_NEXT_HOUR = pattern(r" \d{1,2}(?:시|:\d)")
"""The same of an hour: `새벽 3시까지`."""
_AS_WHAT = ("으로", "로", "으로써", "로써", "으로만", "로만")
"""Particles that mark what something is used as: `경험을 바탕으로`."""
_NEXT_OWNED = pattern(
    r" (?:대표|창업자|공동창업자|임직원|경영진|주주|본사|지분|매출|영업이익|실적|재무제표|사업보고서|감사보고서|공시|주총|이사회|주가|기업가치|채용|공채|법인|인수전|합병|실사|상장|증자|구주|시리즈 [A-E]|Series [A-E]|지사장?|가맹|앱|CEO|CTO|CFO|IR|IPO|API|PM|MAU)(?![A-Za-z])"
)
"""What companies have and things have not: `파도 대표가`."""
_NEXT_GROWN = pattern(r" (?:수수료|거래액|구독자|가입자|이용자|회원|정산|밸류|흑자|적자|부도|파산|물류센터|투자유치)")
"""What companies have and things have not, but people do who are `모인`: `크림 수수료 인상`."""
_NEXT_TITLE = pattern(
    r" (?:님|씨|팀장|실장|본부장|부장|과장|차장|대리|사원|이사|상무|전무|부사장|사장|회장|원장|소장|교수|박사|기자|작가|감독|선수|심사역|변호사|의원|장관|매니저)"
)
"""Titles after the names of people."""


def sentence_decides_in_korean(key: str, topic: bool) -> bool:
    """Whether a name with the key `key` may be a plain word, or a word with an ending, by what stands around it."""
    if not (is_syllable(min(key)) and is_syllable(max(key))) or key[-1] in (PREDICATE, _GOING_ON) or is_stem(key):
        return True
    return _may_be_bound(key) or (
        not topic
        and (
            _is_word(key)
            or (len(key) <= _LONGEST_VERB and is_mere_word(key))
            or key[-1] in _MAY_INFLECT
            or _modifies(key)
        )
    )


def reads_as_name_in_korean(key: str, topic: bool, plain: str, start: int, end: int, edge: Edge) -> bool:
    """Whether the sentence means the name, if it is also a word; True for any other name."""
    rest = edge.rest
    if key in ORDINARY or (key[-1] in PREDICATE and _is_predicate(key, plain, start, end, rest)):
        return False
    if rest and _is_inflected(key, plain, start, rest):
        return False
    if not rest and _may_be_bound(key) and _is_bound_to(plain, start, end, key):
        return False
    if key[-1] == _GOING_ON and not rest and _goes_on(plain, start, end) and is_verb(key):
        return False
    if not topic and _is_word(key):
        return (
            not (key in _TIMES and (rest.startswith(_AT_TIMES) if rest else _NEXT_HOUR.match(plain, end)))
            and not (is_verb(key) and _ends_clause(plain, start, end, rest))
            and _is_no_thing(plain, start, end, edge)
        )
    if not (topic or rest) and (key[-1] in _MAY_INFLECT or _modifies(key)) and _is_phrase(key, plain, end):
        return False
    return topic or bool(rest) or not is_mere_word(key) or not _is_between_nouns(plain, start, end)


_AMOUNT = pattern(r"\d[\d.,]*(?:[천만억조]?원|배|퍼센트|프로)")


@lru_cache(maxsize=1 << 14)
def _is_word(key: str) -> bool:
    """Whether a Korean name is an everyday word, so that only the sentence tells whether the name is meant.

    Of more than two syllables are mostly terms (로열티), which a vault may keep as companies, and names of people (이은지).
    So is an amount: 8퍼센트.
    """
    if _AMOUNT.fullmatch(key) is not None:
        return True
    if len(key) != 2 or not is_syllable(min(key)) or key[-1] in (PREDICATE, _GOING_ON):
        return key in HOMOGRAPHS
    return key in HOMOGRAPHS or is_mere_word(key) or (is_verb(key) and not _modifies(key))


@lru_cache(maxsize=1 << 14)
def _modifies(key: str) -> bool:
    """Whether a name may be a verb before a noun: 모인, of 모인 자리."""
    is_short = len(key) <= _LONGEST_VERB and is_syllable(key[-1])
    return is_short and coda_of(key[-1]) in ("ㄴ", "ㄹ") and is_any_verb(key)


def _ends_clause(plain: str, start: int, end: int, rest: str) -> bool:
    """Whether a name that may be a verb stands where one would behind other words: `꿈을 이룸`, `새로 지음으로써`."""
    return (
        (not rest or rest in _AS_WHAT)
        and _NEXT_OWNED.match(plain, end) is None
        and is_syllable(word_before(plain, start)[-1:])
    )


def _is_phrase(key: str, plain: str, end: int) -> bool:
    """Whether a name may be a noun with a particle, or a verb, before another word: `산은 높고`, `생각대로 되다`, `모인 자리`."""
    if (
        HANGUL_NEXT.match(plain, end) is None
        or _NEXT_OWNED.match(plain, end) is not None
        or _NEXT_TITLE.match(plain, end) is not None
    ):
        return False
    if _modifies(key):
        return True
    if len(key) == 2:
        return key[-1] != "인" and read_tail(sound(key[0]), key[-1]) is not None and is_noun(key[0])
    return any(
        is_everyday(key[:size]) and read_tail(sound(key[size - 1]), key[size:]) is not None
        for size in range(2, len(key))
    )


_WHAT_COMPANIES_ARE = frozenset(
    "주식회사 유한회사 스타트업 기업 회사 업체 벤처 투자사 운용사 고객사 경쟁사 자회사 계열사 협력사".split()
)
"""Words for companies that precede a company's name, alone or with 인: `로봇 스타트업 리본의`, `스타트업인 리본이`."""
_HANGUL = pattern("[가-힣]+")


def _hangul_behind(plain: str, end: int) -> str:
    """The Hangul behind `end` and a blank; empty if there is none."""
    found = _HANGUL.match(plain, end + 1) if plain.startswith(" ", end) else None
    return found[0] if found is not None else ""


def _is_between_nouns(plain: str, start: int, end: int) -> bool:
    """Whether a word stands between two nouns, as part of one thing: `발전소 리프트 장비`."""
    before, behind = word_before(plain, start), _hangul_behind(plain, end)
    return (
        bool(before and behind)
        and before not in _WHAT_COMPANIES_ARE
        and is_noun(before)
        and is_noun(behind)
        and _NEXT_OWNED.match(plain, end) is None
    )


_NUMBER_OF = "수"
_BOUND = f"{_NUMBER_OF}바줄데리만때터"
"""Nouns that stand behind verbs only, but for the first, which also counts."""
_MAY_FOLLOW_BOUND = "이가은는도로만에"
_NEXT_NUMBERS = pattern(" (?:[많적늘줄]|부족)")


def _may_be_bound(key: str) -> bool:
    """Whether a name may be a noun that no sentence begins with, and its particle: 수가, 만도."""
    return len(key) == 2 and key[0] in _BOUND and key[1] in _MAY_FOLLOW_BOUND


def _is_bound_to(plain: str, start: int, end: int, key: str) -> bool:
    """Whether such a name is a noun that depends on the verb before it (`그럴 만도 하다`) or is a number of things (`사용자 수가 늘었다`, but not
    `보험 수가 개편`)."""
    if key[0] == _NUMBER_OF and _NEXT_NUMBERS.match(plain, end):
        return True
    word = word_before(plain, start)
    if not is_syllable(word[-1:]):
        return False
    if key[0] == _NUMBER_OF:
        return _hangul_behind(plain, end) not in COMPOUND_NOUNS
    return coda_of(word[-1]) in ("ㄴ", "ㄹ") and is_predicate(word)


_VERB_GOES_ON = "는고면던며니지네"
_WHILE = ("가", "가도")
"""What goes on behind 다 like a particle: `불이 타다가`."""
_BEFORE_VERB = frozenset("이가을를에로게히도만서럼")
"""Last syllables of what stands before verbs rather than nouns: 값을 높이는, 크게 보이는."""


def _is_inflected(key: str, plain: str, start: int, rest: str) -> bool:
    """Whether a name that is also the stem of a verb is that with its ending: 높이며, 값을 높이는."""
    return (
        rest[0] in _VERB_GOES_ON
        and (rest[0] != "는" or line_before(plain, start)[-2:-1] in _BEFORE_VERB)
        and is_stem(key)
        and is_any_verb(key + rest)
    )


_NEXT_IS = pattern(" [있싶]")
"""Endings of names that may be verbs, and what follows if they are: `사람들이 숨고 있다`."""
_BEFORE_GOING_ON = ("뒤로 ", "뒤에 ", "안에 ", "속에 ", "밑에 ", "옆에 ", "곁에 ", "아래에 ", "위에 ", "을 ", "를 ")
"""Likewise, what precedes them: `나무 뒤에 숨고`, `꿈을 품고`."""


def _goes_on(plain: str, start: int, end: int) -> bool:
    """Whether a name in 고 stands where a verb would that continues, or before another verb: `숨고 도망치는`."""
    if _NEXT_IS.match(plain, end) or plain.endswith(_BEFORE_GOING_ON, 0, start):
        return True
    word = _hangul_behind(plain, end)
    return bool(word) and is_verb(word) and not is_noun(word)


_BEFORE_PREDICATE = "이가을를"
_NEXT_SEES = pattern(" (?:보[니면]|말고|싶)")
"""What continues a verb in 다: `담다 보니`."""


def _is_predicate(key: str, plain: str, start: int, end: int, rest: str) -> bool:
    """Whether a name that may be a verb is one: it follows a subject or object or, if the verb is known, ends a clause."""
    if rest and rest[0] not in _VERB_GOES_ON and rest not in _WHILE:
        return False
    if not rest and _NEXT_SEES.match(plain, end):
        return True
    word = word_before(plain, start)
    if not word:
        return rest[:1] not in ("", "는", "가") and is_verb(key)
    return (len(word) > 1 and word[-1] in _BEFORE_PREDICATE) or (
        is_verb(key) and ((bool(rest) and rest not in _WHILE) or CLAUSE_END.match(plain, end) is not None)
    )


_NEXT_BECOMES = pattern(r" (?:되|될|된|됐|됨|돼|아니|아닌|아님)")
_NEXT_MEASURES = pattern(
    r" (?:(?:너무|정말|아주|매우|꽤|더|가장|제일|조금) )?"
    r"(?:[많적크작높낮깊얕넓좁짙옅]|큰|클수록|맛있|맛없|맛[이은]|싱싱|신선|달콤|작은|좋은|나쁜|예쁜|느린|빠른|[가-힣]+적(?:인|이[가-힣]*)(?![가-힣]))"
)
"""What is said of somebody's feature: `미소가 인상적인 분`, `스윙이 큰 종목`."""
_NEXT_HURTS = pattern(
    r" (?:(?:너무|정말|많이|좀|조금|다시) )?(?:아프|아파|아픈|아팠|저리|저려|저린|부러|붓|부었|부은|굵|가늘|길어|휘)"
)
"""What is said of parts of the body: `다리가 아프다`."""
_NEXT_HAPPENS = pattern(
    " (?:끼[고는어]|낀|꼈|불[고어]|부는|분다|불었|지[고는]|진다|피[고는었]|핀|녹[고는아았]|얼[고어]|흐르|흐른|흘러|흘렀)"
)
"""What nature does: `구름이 낀 하늘`."""
_NEXT_HANDLES = pattern(
    r" (?:떠?먹|마시|마신|마셨|썰|볶|삶|굽|구운|구웠|깎|자르|자른|자름|잘랐|꺾|묶|씻|닦|긋|그었|그리[고는]|그린|그렸|밟|따라(?![가-힣])|넘[어었는]|줍|주웠|던지|던진|던짐|던졌|둔 |두고|두었|뒀"
    r"|짜[고는서려]|짠 |짰|뿌리|뿌린|뿌림|뿌렸|바르|바른|바름|발랐|심[고는은음었]|키우|키운|키웠|벗|입[고는은었]|신[고는었]|켜|켰|끄|껐"
    r"|갈아(?![타탈탄탔엎])|다지[고는]|다진|다져|데치|데친|데쳐|끓이|끓인|끓여|절이|절인|절여|튀기|튀긴|튀겨|말리|말린|말려|쪄|쪘)"
)
_NEXT_STANDS = pattern(r" (?:서[는다서 ]|선 |섰|앉|눕|누워|누운|오르|오른|올라[가서 ]|올랐|탄 |타고|탔)")
"""What people do with, on or in things: `당근을 썰었다`, `런웨이에 선 모델`, `한입에 먹었다`."""
_NEXT_MADE = pattern(" (?:만든|만들)")
"""What is done out of things: `당근으로 만든 주스`."""
_NEXT_EXISTS = pattern(r" (?:있[다었던으을]|없[가-힣])")
"""What is said of things rather than companies: `산타는 없다`."""
_SAID_OF_THINGS = {
    **dict.fromkeys(("이", "가"), (_NEXT_BECOMES, _NEXT_MEASURES, _NEXT_HURTS, _NEXT_HAPPENS, _NEXT_EXISTS)),
    **dict.fromkeys(("은", "는"), (_NEXT_EXISTS,)),
    **dict.fromkeys(("을", "를"), (_NEXT_HANDLES,)),
    "에": (_NEXT_STANDS, _NEXT_HANDLES),
    **dict.fromkeys(("로", "으로"), (_NEXT_HANDLES, _NEXT_MADE)),
}
"""For a name that is also a word, by its particle: what follows if the word is meant."""
_NEXT_COUNTS = pattern(
    r" ?\d+(?:[.,]\d+)? ?(?:[kmµ]?g|[km]?l|개|잔|병|봉지?|팩|장|마리|그루|송이|통|포기|조각|접시|그릇)(?![a-z])"
)
"""An amount, which shows that the name before it means a thing: `당근 500g`."""
_NEXT_PORTION = pattern(r" (?:한|두|세|네|몇|반) ?(?:잔|병|봉지|마리|그루|송이|포기|조각|접시|그릇|숟갈|스푼)")
"""The same in words: `라임 한 조각`. Nobody is counted so."""


def is_said_of_things(plain: str, end: int, edge: Edge | None) -> bool:
    """Whether what follows a name that is also a word, behind what is glued to it, is said of things and not of companies."""
    rest = edge.rest if edge else ""
    said = _SAID_OF_THINGS.get(rest, ()) if rest else (_NEXT_COUNTS, _NEXT_PORTION)
    return any(each.match(plain, end + len(rest)) for each in said)


def is_portion(folded: str, end: int) -> bool:
    """Whether an amount follows, so that a name means a thing: `라임 한 조각`."""
    return _NEXT_PORTION.match(folded, end) is not None


_CLAUSE_START = pattern(
    r"[^\w\s\ufffc]\s*$|^\s*(?:[-*+] (?:\ufffc{3} )?)?"
    r"(?:(?:\d[\d:./-]*[년월일시분]?에?|오늘|어제|내일|(?:지난|이번|다음) ?(?:주|달|해)에?|작년에?|올해|내년에?|최근|이번에) +)*$"
)
"""A mark, or what a line begins with: a to-do (its box is masked), a number, a day or time, in words, too."""
_OF_THINGS = ("처럼", "같이", "마냥", "하고", "나")
"""Particles of what something is like (`구름처럼 흩어진다`), and what makes a verb of a word (`제거하고`), or another name (`산타나`)."""
_SEVERAL = "들"
"""The plural: there are several of what a word means, and one of what bears it as a name (`스타들이 모임`)."""
_OBJECT = ("을", "를")
"""Particles of what something is done with: `바탕을 둔`."""
_NEXT_DEALS = pattern(
    r" (?:검색|만나|만난|만날|만났|만남|인수|매수|매각|투자|출자|검토|방문|추천|소개|선정|평가|언급|비교|조사|분석|실사|발굴|탐방|섭외"
    r"|고소|상대|통해|통한|비롯|제외|포함|대신|담당|창업|설립|퇴사|떠[나난났]|다니|다녔|이끄|이끈)"
)
"""What is done with companies: `인스타에서 스타를 검색`."""
_LATER_DEALS = pattern(rf"[^.!?\n]*?{_NEXT_DEALS.pattern}")
"""The same further on in the sentence: `다락을 지난주에 만났다`."""
_NEXT_HELD = pattern(r" (?:지분|주주|임직원|경영진|기업가치|창업자|공동창업자|CEO|CTO|CFO|IR|IPO)(?![A-Za-z])")
"""What companies alone have: `리본의 지분`."""
_SETTLED = ("에서", "에게", "으로", "로", "을", "를", "에", "말고")


def _is_no_thing(plain: str, start: int, end: int, edge: Edge) -> bool:
    """Whether a Korean name that is also a word for a thing is meant as the name.

    It is where nothing modifies it (as in 한류 스타), it modifies nothing (스타 강사) and is no predicate (스타가 되다), and where
    it is not handled, counted or measured as things are (스타가 많다).
    """
    rest = edge.rest
    if edge.tail in (None, Tail.COPULA) or rest in _OF_THINGS or rest.startswith(_SEVERAL):
        return False
    if rest and is_said_of_things(plain, end, edge):
        return False
    if rest == "의" and _NEXT_HELD.match(plain, end + 1):
        return True
    if (
        not rest
        and _NEXT_OWNED.match(plain, end) is None
        and _NEXT_GROWN.match(plain, end) is None
        and _NEXT_TITLE.match(plain, end) is None
        and ((plain[end + 1 : end + 2].isalpha() and plain[end] == " ") or _NEXT_COUNTS.match(plain, end))
    ):
        return False
    if rest in _OBJECT and not _LATER_DEALS.match(plain, end + 1, end + NEAR):
        return False
    if _CLAUSE_START.search(line_before(plain, start)):
        return True
    word = word_before(plain, start)
    if (
        not word
        or (rest in _AS_WHAT and word.endswith(_OBJECT))
        or (rest in _OBJECT and not _NEXT_DEALS.match(plain, end + 1))
    ):
        return False
    return (
        word.removesuffix("인") in _WHAT_COMPANIES_ARE
        or word.endswith(_SETTLED)
        or (word[-1] in "와과" and not is_everyday(word[:-1]))
        or (word[-1] == rest == "도" and not is_everyday(word[:-1]))
        or (word[-1] in "은는" and (word[0].isascii() or is_listed(word[:-1])) and not is_verb(word))
    )


def reads_as_words(spaced: str, rest: str) -> bool:
    """Whether a name that is spaced differently may be nothing but plain words, given what is glued to them: `우리 은행`."""
    first, _, others = spaced.partition(" ")
    return rest.startswith(_SEVERAL) or (first in ORDINARY and not (first in FIELDS and others in INSTITUTIONS))
