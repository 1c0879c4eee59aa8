"""Words of no dictionary that are none the less words: regular compounds, and what reads like a noun of some trade."""

from vaulttools.korean.hangul import coda_of, compose, decompose
from vaulttools.korean.lexicon import goes_on, is_any_verb, is_everyday, is_noun, is_verb, joins_verbs
from vaulttools.korean.particles import is_light_verb
from vaulttools.patterns import pattern

MAY_BE_GLUED = pattern("[만뻔듯척체양법][하한할함합했해]|성싶")
"""Auxiliaries that may be written onto their verb (제47항): 투자할만하다, 올듯하다."""


def is_compound(run: str) -> bool:
    """Whether `run`, which is in no dictionary, is a regular compound: of two verbs (이어붙여), of a noun in ㅁ or 기 and 하다 (버림하면,
    끌어놓기하면), of two nouns with ㅅ between them (결괏값), of a verb and an auxiliary (가질만한), or of a word said twice (많이많이)."""
    half = run[: len(run) // 2]
    return (
        joins_verbs(run)
        or _is_deed(run)
        or _has_seam(run)
        or _has_auxiliary(run)
        or (half * 2 == run and len(half) > 1 and is_everyday(half))
    )


def _is_deed(run: str) -> bool:
    return any(
        (coda_of(run[cut - 1]) in ("ㅁ", "ㄻ") or run[cut - 1] == "기")
        and is_light_verb(run[cut:])
        and is_any_verb(run[:cut])
        for cut in range(2, len(run))
    )


def _has_auxiliary(run: str) -> bool:
    return any(
        coda_of(run[cut - 1]) in ("ㄴ", "ㄹ") and MAY_BE_GLUED.match(run, cut) and is_any_verb(run[:cut])
        for cut in range(1, len(run) - 1)
    )


def _has_seam(run: str) -> bool:
    """Whether ㅅ joins a noun of `run` to the noun behind it (사이시옷, 한글 맞춤법 제30항)."""
    for at in range(2, len(run)):
        lead, middle, coda = decompose(run[at - 1])
        if coda == "ㅅ" and run[at] in _BEHIND_SEAM and goes_on(run[at], run[at + 1 :]):
            return is_noun(run[: at - 1] + compose(lead, middle))
    return False


def has_verb(run: str) -> bool:
    """Whether `run` is an everyday noun and a verb that it goes with, without a particle and a blank between them: 이름붙인."""
    return any(
        is_everyday(run[:cut]) and is_noun(run[:cut]) and is_verb(run[cut:]) and not is_noun(run[cut:])
        for cut in range(2, len(run) - 1)
    )


_BEHIND_SEAM = frozenset("값길말국집빛점돈속물밤방줄")
_FIRST = frozenset(
    "가각간갈감갑강개객거건걸검게격견결겸경계고곡곤골공과관광괴교구국군굴궁권귀규그극근글금급기길꽃나낙난날남내냉노녹논농뇌누"
    "눈능다단달담당대덕도독돌동두뒤뒷들등라레로루리마막만말망매맹머메면명모목몰몸묘무묵문물미민밀바박반발밤밥방배백버번벌범법"
    "벽변별병보복본봉부북분불비빈빙사산살삼상새색생서석선설성세소속손송수숙순술스슬습승시식신실심씨아악안알암압앞애액야약양어"
    "억언얼엄업에여역연열염영예오옥온와완왕왜외요용우운원월위윗유육윤은음응의이인일임입자작잔잠잡장재저적전절점접정제조존종좌"
    "죄주준중증지직진질집징차착찬참창채책처천철첫청체초촌총최추축출충취치친침카칼캐커코큰타탄탈탐태터토통퇴투트특티파판팔패퍼"
    "편평폐포폭표풀품풍피필하학한할함합항해행향허헌현혈협형호혼홍화확환활황회효후훈휴흉흑희"
)
_SECOND = frozenset(
    "가각간감갑값강개객거건검게격견결경계고곡골공과관광괴교구국군굴궁권귀극근글금급기길꽃나난날남납내너녀년념노놈농뇌눈능니님"
    "단달담답당대더덕도독돈돌동두드득들등디딩라락란람랑래략량러레려력련령례로록론료루류름리림립마막만말맛망매맥면멸명모목묘무"
    "문물미민밀바박반발밥방밭배백번벌범법벽변별병보복본봉부북분불브비빙빛사산살삼상새색생서석선설성세션소속손송쇠수숙순술스습"
    "승시식신실심싱씨아악안알암압애액야약양어언업여역연열염영예오옥온옷왕외요욕용우운울원월위유육율음응의이익인일임입잎자작장"
    "재저적전절점접정제조족존졸종좌주죽줄중즈증지직진질집짜짝쪽차착찬찰참창채책처척천철첩청체초촌총추축출충취츠측층치칙친침칭"
    "카커크킹타탁탄탈탑탕태택터털토통퇴투트티팅파판패퍼편평폐포폭표품풍프플피필하학한함합항해행향헌험현혈협형호혹혼화환황회효"
    "후"
)
"""Syllables that begin, or end, many nouns of two syllables (at least 12 in the lexicon)."""
_BEFORE_NOUN = frozenset(
    "가간감강개건검결경고공과관광교구국군귀극근금급기꽃난남내노논농눈다단당대도독돈돌동뒷등리마만말매명모목몸무문물미민반발밤"
    "방배백법보복본봉부북분불비사산살삼상새생서선성세소속손수순술스승시식신실심아안암앞애야약양여역연영예오외요우운원위유은음"
    "의이인일임입자작장재저전정제조종주중지진집차참창철청초총최추축출큰타통투특파판평포표피하학한합항해핵행현협호화환회후"
)
_AFTER_NOUN = frozenset(
    "가각간감값객계고곡공과관교구국군권극금급기길꽃난날녀단담당대도등량력령로록료리링마말망면명모문물미민반밥방밭범법병보복본"
    "부분불비빛사상새색생서석선설성세소수술스시식신실심아안암애액약어업역염욕원위율음이인일자작장재전점정제조족종죄주증지직진"
    "질집쪽쯤차채책처철청체촌타탄터통트파판포표품하학함형화회"
    "달창칸틀합호"
)
"""Syllables that make other nouns when put before, or behind, a noun (at least 12 in the lexicon, and six that are common
in terms of software, statistics and law)."""


def may_be_noun(run: str) -> bool:
    """Whether `run` reads like a noun that the lexicon lacks, with its particles or 하다: 산식은, 환입하지, 선반영, 일반군.

    It is made of two syllables that are common in nouns, alone or beside a noun, or of one beside a noun. That is how terms of
    a trade are coined, and no dictionary has them all.
    """
    for size in range(2, min(len(run), 6) + 1):
        noun = run[:size]
        if _is_made(noun) and goes_on(noun, run[size:]):
            return True
    return False


def _is_made(noun: str) -> bool:
    size = len(noun)
    if noun[0] == noun[1] or noun[-1] == noun[-2]:
        return False
    if noun[0] in _FIRST and noun[1] in _SECOND and (size == 2 or (size > 3 and is_noun(noun[2:]))):
        return True
    if size > 3 and noun[-2] in _FIRST and noun[-1] in _SECOND and is_noun(noun[:-2]):
        return True
    return size > 2 and (
        (noun[0] in _BEFORE_NOUN and is_noun(noun[1:])) or (noun[-1] in _AFTER_NOUN and is_noun(noun[:-1]))
    )
