"""Guesses what was meant by a word that no dictionary has: a word one slip of the keys away, or two words without their blank."""

from collections.abc import Callable, Iterable
from enum import Enum
from functools import cache, lru_cache
from itertools import pairwise
from operator import eq

from vaulttools.korean.blanks import parted
from vaulttools.korean.hangul import LEADS, VOWELS, Final, compose, decompose, sound
from vaulttools.korean.keyboard import keystrokes, late, neighbours, seam_slips, slips, typed_whole
from vaulttools.korean.lexicon import (
    goes_on,
    is_any_verb,
    is_common,
    is_everyday,
    is_frame,
    is_listed,
    is_noun,
    is_verb,
    is_word,
    joins_verbs,
    nouns_beginning,
)
from vaulttools.korean.particles import Tail, makes_verb, other_form, read_tail, stem
from vaulttools.korean.strange import is_person, is_verbal
from vaulttools.korean.words import DEEDS
from vaulttools.patterns import pattern
from vaulttools.values import NamedTuple

_MOST_KEYS, _MOST_KEYS_TWICE = 30, 16


class Sort(Enum):
    """What went wrong."""

    PARTICLE = "the other form of a particle"
    SYLLABLE = "a syllable that no word has"
    KEYS = "a slip of the keys"
    BLANK = "two words in one"


class Guess(NamedTuple):
    """What is wrong with a word between `start` and `end`, and what may have been meant there, best first."""

    sort: Sort
    start: int
    end: int
    right: tuple[str, ...] = ()
    may_be_noun: bool = False
    """Whether it reads like a noun that the lexicon lacks."""
    by_rule: bool = False
    """Whether a rule of spelling tells it, and no name is written so."""


_RARE_BUT_USED = frozenset("힣띡읭왤촥꿱뙇쀼뿜쫀쫜쩝캬퓰햏휀꺅끅뀨뀽쮸쭙쪙뎀")
"""Syllables outside KS X 1001 that slang and brands use."""

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
    "군달창칸틀합호"
)
"""Syllables that make other nouns when put before, or behind, a noun (at least 12 in the lexicon, and seven that are common
in terms of software, statistics and law)."""


@lru_cache(maxsize=1 << 17)
def guess(run: str, keys: bool = True, blanks: bool = True) -> Guess | None:
    """What is wrong with `run`, a word of Hangul syllables; None where nothing is, or nobody can tell.

    Slips of the keys take the longest to find; they are only looked for where `keys` says so, and so are `blanks`.
    """
    whole = 0, len(run)
    if is_word(run):
        once = _particle_again(run) or _said_twice(run)
        return Guess(Sort.KEYS, *whole, (once,)) if once else None
    if past := _with_past(run):
        return Guess(Sort.KEYS, *whole, (past,), by_rule=True)
    if particle := _wrong_particle(run):
        return particle
    if not all(map(is_usual, run)):
        return Guess(Sort.SYLLABLE, *whole, meant(run))
    right = _particle_once(run) or _syllable_once(run)
    if not right and keys and not is_person(run):
        right = _sounding_alike(run)
    if right:
        return Guess(Sort.KEYS, *whole, (right,), by_rule=True)
    may_be_noun = _may_be_noun(run)
    if blanks and (words := parted(run, may_be_noun)):
        return None if is_compound(run) else Guess(Sort.BLANK, *whole, words)
    return _slip_of(run, may_be_noun) if keys and len(run) > 1 else None


def _slip_of(run: str, may_be_noun: bool) -> Guess | None:
    """What everyday words `run`, a word of no dictionary, is a slip of the keys from; None for none, and where it is a compound."""
    right = meant(run)
    if is_compound(run):
        return None
    if not right:
        right, may_be_noun = _long_nouns(run), False
    if not right:
        return None
    if may_be_noun and (known := _with_tail(run, right)):
        right, may_be_noun = known, False
    return Guess(Sort.KEYS, 0, len(run), right, may_be_noun or (len(run) < 3 and not is_verbal(run)))


_LONG = 4


def _long_nouns(run: str) -> tuple[str, ...]:
    """The words that begin with a noun of four syllables or more of the lexicon, be it everyday or not, and from which `run`
    differs in a slip of the keys within one syllable, not the first one: 손익계산서를 for 손익계산써를."""
    found = []
    for noun in nouns_beginning(run[0]):
        if _LONG <= len(noun) <= len(run):
            others = [at for at, (one, other) in enumerate(zip(noun, run, strict=False)) if one != other]
            if (
                len(others) == 1
                and noun[others[0]] in _near_syllable(run[others[0]])
                and goes_on(noun, run[len(noun) :])
            ):
                found.append(noun + run[len(noun) :])
    return tuple(sorted(found))


def _wrong_particle(run: str) -> Guess | None:
    """The particle at the end of `run` that should have its other form: 를 in 제품를; None for none."""
    for size in (1, 2, 3):
        noun, particle = run[:-size], run[-size:]
        other = other_form(particle) if len(run) > size + 1 or run[1:] in _PLAIN_PARTICLES else ""
        if (
            other
            and (is_listed if particle == "이" else is_noun)(noun)
            and is_word(noun + other)
            and not (particle == "과" and _may_be_field(noun))
            and not (particle == "가" and noun[-2:] in _PRICED)
        ):
            return Guess(Sort.PARTICLE, len(run) - size, len(run), (other,))
    return None


_PRICED = frozenset(
    "거래 계약 공급 공모 구매 낙찰 매각 매도 매수 매입 발행 분양 산정 실행 인수 입찰 제안 체결 판매 평가 할인".split()
)
"""Deeds behind which 가 may mean their price (價): 실시간체결가."""
_FIELDS = frozenset(
    """
    간호 건조 경제 공보 공무 과세 교도 교무 구조 국어 국제 기계 기후 노무 농기계 도서 도자 독어 디지털미디어 문예 문화 물리 미디어
    민사 법무 보조 복지 불어 서무 설비 세무 소비 수리 스포츠 애니 언어 에너지 역사 영어 예보 외무 요리 원무 의류 의무 의료 인사 인허가 일어
    자동차 재무 전기 전자 정무 정보 조리 조세 중국어 지리 지도 징세 컴퓨터 콘텐츠 총무 치료 학무 한국어 해사 허가 형사 홍보 화재 회계
    """.split()
)
"""Nouns ending in a vowel after which departments of offices, hospitals and schools are called."""


def _may_be_field(noun: str) -> bool:
    """Whether 과 behind `noun` may mean a department (科, 課) instead of the particle: 원무과, 조사과, 컴퓨터과."""
    return noun[-2:] in DEEDS or any(noun.endswith(field) for field in _FIELDS)


def is_compound(run: str) -> bool:
    """Whether `run`, which is in no dictionary, is a regular compound: of two verbs (이어붙여), of a noun in ㅁ and 하다 (버림하면), or
    of two nouns with ㅅ between them (결괏값)."""
    return joins_verbs(run) or _is_deed(run) or _has_seam(run)


def _is_deed(run: str) -> bool:
    return any(
        decompose(run[cut - 1])[2] in ("ㅁ", "ㄻ") and makes_verb(run[cut:]) and is_any_verb(run[:cut])
        for cut in range(2, len(run))
    )


def _has_seam(run: str) -> bool:
    """Whether ㅅ joins a noun of `run` to the noun behind it (사이시옷, 한글 맞춤법 제30항)."""
    for at in range(2, len(run)):
        lead, middle, coda = decompose(run[at - 1])
        if coda == "ㅅ" and run[at] in _BEHIND_SEAM and goes_on(run[at], run[at + 1 :]):
            return is_noun(run[: at - 1] + compose(lead, middle))
    return False


_BEHIND_SEAM = frozenset("값길말국집빛점돈속물밤")


def _with_tail(run: str, right: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `right` that begin with the same everyday noun as `run`, followed by at least two syllables.

    All that can follow a noun within its word is known, so what is unknown there is no term but a slip: 진입합니나.
    """
    return tuple(
        word
        for word in right
        if any(
            word[:cut] == run[:cut]
            and is_everyday(word[:cut])
            and (makes_verb(word[cut:]) or read_tail(sound(word[cut - 1]), word[cut:]) is Tail.PARTICLE)
            for cut in range(2, min(len(word), len(run)) - 1)
        )
    )


_SUBJECTS = frozenset(
    """
    감각 강점 개념 거품 걱정 건강 결론 결심 결함 경력 경쟁 경향 경험 계정 계획 고객 고민 공간 공감 과목 과정 관객 관심
    관점 관행 구간 구멍 구성원 국물 국민 권력 권한 규정 규칙 균형 근육 금액 기간 기관 기능 기반 기분 기억 기준 긴장 내용
    노력 논란 눈물 느낌 능력 단점 달력 담당 답변 당첨 대출 도움 매력 맥락 면접 명단 명분 모습 목록 목적 무릎 문장 문턱
    물량 바탕 반발 반응 반찬 발언 방법 방식 방침 방향 배경 버튼 변명 병원 보안 복장 본능 부담 부분 부족 분쟁 불만 불안
    비밀 비용 비중 사건 사람 사랑 사실 사용량 산업 상식 상황 색깔 생각 생활 설명 성능 성장 성향 세금 세상 소문 소식 소음
    속성 속셈 손님 손목 손실 수명 수업 수율 수준 순간 습관 승객 시간 시선 시설 시스템 시점 시험 식물 신념 실력 실적 심정
    아침 안건 안전 압력 야근 약속 약점 얼굴 업적 여건 여력 여론 역량 역할 연락 연말 연습 열정 영향 예감 옵션 옷장 요일
    욕심 용량 운명 원인 위험 윗선 유행 유형 응답 의견 의문 의심 이득 이름 이익 이점 인력 인식 인연 인원 일상 일손 일정
    임원 입장 자격 자극 자금 자정 장면 장벽 장점 저녁 저항 적응 전망 전원 점심 접속 제약 조건 조언 조직 조항 존중 주말
    주변 증상 지갑 지문 지식 지역 지연 지점 직원 직장 진심 질문 집중 차별 채널 책임 처벌 체력 체면 초점 추억 출근 출산
    충격 취향 치안 친절 침묵 칭찬 태풍 통장 통증 퇴근 특성 특징 팀원 파일 판단 편견 평점 표정 품목 품질 풍경 학력 한숨
    합격 항목 핵심 행복 허점 현실 현장 혈압 형식 호흡 화면 화분 확률 확신 환경 활력 회원 효율 흐름 흔적 흥행
    """.split()
)
_SHORT_SUBJECTS = frozenset("팀앱웹칩봇")
"""Nouns ending in a consonant behind which 가 means neither a price (價) nor a person or a street (家, 街)."""


def other_subject(run: str) -> str:
    """`run` with 이 for the 가 that stands behind a closed syllable: 렌더링이 for 렌더링가; empty where 가 may be right.

    Behind most nouns of two syllables, and behind deeds, 가 may mean a price (진입가, 단일가).
    """
    noun = run[:-1]
    if noun in _SHORT_SUBJECTS and run[-1] == "가":
        return f"{noun}이"
    if (
        run[-1:] != "가"
        or len(noun) < 2
        or sound(noun[-1]) is Final.OPEN
        or noun[-1] in "인은는"
        or not (noun in _SUBJECTS or (len(noun) > 2 and noun[-2:] not in DEEDS))
        or not is_everyday(noun)
        or not is_noun(noun)
        or is_listed(run)
    ):
        return ""
    return f"{noun}이"


_CALLED = frozenset("가을 가슴 녀석 마음 바람 사람 사랑 세상 양반 영혼 인간 인생 자식 젊음 조국 청춘 하늘 행복".split())
"""Nouns ending in a consonant that may be addressed: 사람아."""


def mistaken_call(run: str) -> str:
    """`run` with 이 for 아, its neighbour on the keyboard: 비중이 for 비중아; empty where 아 may be right, as behind names."""
    noun = run[:-1]
    is_thing = (
        run[-1:] == "아"
        and (len(noun) > 1 or noun == "것")
        and sound(noun[-1]) is not Final.OPEN
        and noun not in _CALLED
        and noun[-1] != "님"
        and is_everyday(noun)
        and is_noun(noun)
        and not is_listed(run)
        and not is_any_verb(run)
    )
    return f"{noun}이" if is_thing else ""


_GOES = frozenset("같이 나란히 높이 따로 멀리 먼저 바로 오래 일찍 자주 함께 혼자".split())
"""Adverbs that 가다 follows without a blank: 오래가지 못한다."""


def mistaken_until(run: str) -> str:
    """`run` with 까지 for 가지 behind an everyday noun: 승인까지 for 승인가지; empty where 가지 may be a branch, or a form of 가다."""
    at = run.rfind("가지", 2)
    noun, rest = run[:at], run[at + 2 :]
    is_until = (
        at > 1
        and rest in ("", "는", "도", "의", "만")
        and is_everyday(noun)
        and is_noun(noun)
        and noun[-1] not in "무꽃"
        and noun not in _GOES
        and not is_listed(f"{noun}가지")
        and not is_any_verb(f"{noun}가지")  # 도망가지 않았다
    )
    return f"{noun}까지{rest}" if is_until else ""


def has_twin(run: str) -> bool:
    """Whether a syllable stands twice in a row in `run`, or two of them at its end."""
    return any(map(eq, run, run[1:])) or run[-4:-2] == run[-2:]


def _said_twice(run: str) -> str:
    """`run` with a syllable once that was typed twice by mistake: 통제가 for 통제제가; empty where it may be meant.

    It is meant within a noun of the lexicon (투자자), and where it ends one word and begins the next (문제제기, 주가가,
    이해해야).
    """
    for at, (one, other) in enumerate(pairwise(run)):
        once = run[:at] + run[at + 1 :]
        if one == other and is_common(once) and len(once) > 1:
            head, tail = run[: at + 1], run[at + 1 :]
            if one == "가" or (is_noun(head) and goes_on(head, tail)) or is_any_verb(run) or is_common(one + other):
                continue
            spans = ((start, end) for start in range(at + 1) for end in range(at + 2, len(run) + 1))
            if not any(end - start > 2 - (not start) and is_listed(run[start:end]) for start, end in spans) and not any(
                is_listed(run[at + 1 : end]) for end in range(at + 3, len(run) + 1)
            ):
                return once
    return ""


_PLAIN_PARTICLES = frozenset("을를은는과와")
"""Particles that may follow a noun of one syllable, and end no noun of two."""


def _with_past(run: str) -> str:
    """`run`, which is no word, with the ㅆ of the past tense for ㅅ: 늘었다 for 늘엇다; empty where that is no verb."""
    for at, syllable in enumerate(run):
        lead, middle, coda = decompose(syllable)
        if coda == "ㅅ" and at < len(run) - 1:
            past = run[:at] + compose(lead, middle, "ㅆ") + run[at + 1 :]
            if is_any_verb(past) or (at and is_word(past)):
                return past
    return ""


_PARTICLE_TWICE = pattern("[가-힣]+(?:에서에서|에게에게|까지까지|부터부터|으로으로|을을|를를)")


_AGAIN = pattern("([가-힣]{2,}?)(?:(와와|과과|에에|로로|까지까지|부터부터|보다보다|처럼처럼)|(?:의의|도도|만만|가가))")
"""A noun with a particle twice; in the second group where the two are no word, nor ever the end of one and a particle."""
_OWNERS = frozenset(
    """
    회사 기업 업체 은행 정부 기관 법인 고객 고객사 경쟁사 대표 사용자 소비자 이용자 투자자 창업자 개발자 담당자 직원 팀원 회원 사람
    서비스 제품 상품 시장 플랫폼 솔루션 매출 가격 자금 비용 이익 수수료 데이터
    """.split()
)
"""Nouns that 의의 is never spoken of, 가 makes no price of, and 도 no degree: 회사의의, 정부가가, 시장도도."""


def _particle_again(run: str) -> str:
    """`run`, which reads like a word, with its doubled particle once: 회사의 for 회사의의; empty where it may be meant, as in
    연구의의."""
    match = _AGAIN.fullmatch(run)
    if match is None:
        return ""
    noun, surely = match[1], match[2]
    one = noun.removesuffix("들")
    once = run[: (len(noun) + len(run)) // 2]
    if is_listed(once) or is_listed(run) or not (is_noun(noun) and is_everyday(one)):
        return ""
    return once if (surely or one in _OWNERS) and read_tail(sound(noun[-1]), once[len(noun) :]) else ""


def _particle_once(run: str) -> str:
    """`run`, which is no word, with its doubled particle once: 데이터셋에서 for 데이터셋에서에서; empty where it has none."""
    if _PARTICLE_TWICE.fullmatch(run) is None:
        return ""
    size = 1 if run[-1] == run[-2] else 2
    return run[:-size] if read_tail(sound(run[-2 * size - 1]), run[-size:]) else ""


def _syllable_once(run: str) -> str:
    """The everyday word that `run`, which is no word, would be without a doubled syllable: 이미 for 이이미; empty for none."""
    twins = [
        at
        for at, (one, other) in enumerate(pairwise(run))
        if one == other and (one in "하이" or not is_everyday(one + other))
    ]
    found = {run[:at] + run[at + 1 :] for at in twins}
    once = found.pop() if len(found) == 1 and len(run) > 2 else ""
    return once if is_common(once) else ""


_SOUNDS_LIKE = {"ㅐ": "ㅔㅖ", "ㅔ": "ㅐㅖ", "ㅖ": "ㅐㅔ", "ㅒ": "ㅐㅖ"}
_SOFT = {"ㄲ": "ㄱ", "ㄸ": "ㄷ", "ㅃ": "ㅂ", "ㅉ": "ㅈ"}
_NO_GLIDE = {"ㅑ": "ㅏ", "ㅕ": "ㅓ", "ㅛ": "ㅗ", "ㅠ": "ㅜ"}


def _sounding_alike(run: str) -> str:
    """The only everyday word that sounds nearly like `run`, which is no word: 대행 for 데행, 단가가 for 단까가, 주주가 for 쥬주가.

    People mix up ㅐ and ㅔ; Shift turns a plain consonant into a tense one; and no Korean noun has ㅈ or ㅊ before a glide. ㅆ,
    and glides behind other consonants, are left out because names have them (미샤, 씨위드).
    """
    found: set[str] = set()
    for at, syllable in enumerate(run):
        lead, middle, coda = decompose(syllable)
        before, after = run[:at], run[at + 1 :]
        found.update(before + compose(lead, other, coda) + after for other in _SOUNDS_LIKE.get(middle, ""))
        if lead in _SOFT:
            found.add(before + compose(_SOFT[lead], middle, coda) + after)
        if lead in "ㅈㅊ" and middle in _NO_GLIDE:
            found.add(before + compose(lead, _NO_GLIDE[middle], coda) + after)
    words = [word for word in found if len(word) > 1 and is_common(word) and _is_plain(word)]
    return words[0] if len(words) == 1 else ""


_SAME_CODAS = {"ㄶ": "ㄴ", "ㅆ": "ㅅ", "ㅄ": "ㅂ"}
_SAME_VOWELS = {"ㅔ": "ㅐ", "ㅖ": "ㅐ", "ㅒ": "ㅐ", "ㅙ": "ㅚ", "ㅞ": "ㅚ"}


def sounds_alike(one: str, other: str) -> bool:
    """Whether `one` and `other` sound nearly the same: 안는다 and 않는다, 는대 and 는데."""
    return len(one) == len(other) and all(a == b or _sound(a) == _sound(b) for a, b in zip(one, other, strict=True))


def _sound(syllable: str) -> tuple[str, str, str]:
    lead, middle, coda = decompose(syllable)
    return lead, _SAME_VOWELS.get(middle, middle), _SAME_CODAS.get(coda, coda)


def _is_plain(word: str) -> bool:
    """Whether `word` is a verb, or an everyday noun alone, with a particle or with 하다: hardly anybody means 연배이지."""
    noun = stem(word)
    rest = word[len(noun) :]
    follows = not rest or rest[0] in _DOES or read_tail(sound(noun[-1]), rest) is Tail.PARTICLE
    return (is_everyday(noun) and follows) or is_verb(word)


_DOES = frozenset("하해했함한할합되돼됐된될됨")
"""What forms of 하다 and 되다 begin with."""


def _may_be_noun(run: str) -> bool:
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


def is_usual(syllable: str) -> bool:
    """Whether `syllable` is one of the 2,350 of KS X 1001, which are all but a handful of those in use."""
    return len(syllable.encode("euc_kr", "ignore")) == 2 or syllable in _RARE_BUT_USED


@lru_cache(maxsize=1 << 12)
def meant(run: str, strictly: bool = True) -> tuple[str, ...]:
    """The words that are one slip from `run`: a slip of the keys, or a whole syllable doubled or out of place.

    Only everyday words where `strictly` is set, else all that read like a word.
    """
    near = {run[:at] + run[at + 1 :] for at in range(1, len(run)) if run[at] == run[at - 1]}
    if len(run) > 2:  # of two, each is as often a word of its own and the other a particle: 런이 for 이런
        near.update([run[: at - 1] + run[at] + run[at - 1] + run[at + 1 :] for at in range(1, len(run))])
    for at in range(len(run)):
        before, after = run[:at], run[at + 1 :]
        if not strictly or is_frame(before, after):
            near.update([before + text + after for text in _near_syllable(run[at])])
        if after and (not strictly or is_frame(before, after[1:])):
            near.update([before + text + after[1:] for text in _near_seam(run[at : at + 2])])
    near.discard(run)
    return _those(is_common if strictly else is_word, near)


_USUAL_CODAS = ("", *"ㄱㄲㄴㄵㄶㄷㄹㄺㄻㄼㄾㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")


@lru_cache(maxsize=1 << 12)
def misread(run: str) -> tuple[str, ...]:
    """The everyday words from which `run` differs in one sound, wherever its key is: 선생님 for 선생닝, 빵을 for 빵흘."""
    near: set[str] = set()
    for at, syllable in enumerate(run):
        before, after = run[:at], run[at + 1 :]
        if is_frame(before, after):
            lead, middle, coda = decompose(syllable)
            near.update([before + compose(each, middle, coda) + after for each in LEADS])
            near.update([before + compose(lead, each, coda) + after for each in VOWELS])
            near.update([before + compose(lead, middle, each) + after for each in _USUAL_CODAS])
    near.discard(run)
    return _those(is_common, near)


@cache
def _near_syllable(syllable: str) -> frozenset[str]:
    """What is one slip of the keys from a syllable, as far as it consists of whole syllables."""
    keys = keystrokes(syllable)
    return typed_whole(slips(keys) | late(keys))


@lru_cache(maxsize=1 << 14)
def _near_seam(pair: str) -> frozenset[str]:
    """What is one slip of the keys from two syllables and no slip within one of them, as far as it consists of whole syllables."""
    return typed_whole(seam_slips(*map(keystrokes, pair)))


@lru_cache(maxsize=1 << 10)
def restored(word: str) -> tuple[str, ...]:
    """The Korean words that may have been meant by `word`, which has loose jamo.

    Two swapped keys are tried first, then any one slip, then a late key together with another slip. Everyday words are
    preferred.
    """
    keys = keystrokes(word)
    if len(keys) > _MOST_KEYS:
        return ()
    swapped = typed_whole(keys[:at] + keys[at + 1] + keys[at] + keys[at + 2 :] for at in range(len(keys) - 1))
    once = typed_whole(slips(keys) | late(keys))
    found = _those(is_common, swapped) or _those(is_common, once) or _those(is_word, swapped)
    if not found and len(keys) <= _MOST_KEYS_TWICE:
        found = _those(is_common, typed_whole(near for moved in late(keys) for near in neighbours(moved)))
    return found or _those(is_word, once)


def _those(accepted: Callable[[str], bool], texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(filter(accepted, texts)))
