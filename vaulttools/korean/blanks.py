"""Missing blanks: two words written as one, and whether they are surely two."""

from vaulttools.korean.compounds import MAY_BE_GLUED
from vaulttools.korean.hangul import Final, coda_of, sound
from vaulttools.korean.lexicon import (
    goes_on,
    is_any_verb,
    is_common,
    is_everyday,
    is_infinitive,
    is_listed,
    is_noun,
    is_predicate,
    is_verb,
    is_word,
)
from vaulttools.korean.particles import Tail, is_light_verb, read_tail
from vaulttools.korean.words import DEEDS
from vaulttools.patterns import pattern

_BEFORE_VERB = frozenset("안못좀더꽤꼭잘왜")
"""Words of one syllable that precede a verb or an adjective."""
_PLAIN = frozenset("하해했함한할합되돼됐된될됨됩쓰써썼쓴쓸씀먹받보봤맞나났")
"""Beginnings of the verbs that are most often glued to one of those."""
_WISHED = ("바라고", "바라며", "바랍", "바란", "바람")
"""Forms of 바라다, which stands apart from the noun before it, unlike 하다 and the like."""
_SAID = ("보면", "보니", "보시면", "보시니", *"하함했한할해합")
"""Words that stand apart from the statement before them: 하다 보면, 늘렸다 함."""
CALLED = "한다하는"
"""A word of its own: 한다하는 집안."""
_NUMBERS = frozenset(
    "한 두 세 네 한두 두세 서너 다섯 여섯 일곱 여덟 아홉 열 스무 몇 수십 수백 수천 수만 몇십 몇백 몇천".split()
)
_COUNTED = "달 명 개 곳 번 가지 개월 달간 시간 사람 군데 차례 종류 단계 번째 바퀴 팀 건".split()
_LONE = {
    **dict.fromkeys("이그저", "부분 경우 방법 상태 사람 회사 문제 시점 정도 과정 때문 기능".split()),
    **dict.fromkeys(_NUMBERS, _COUNTED),
    **{number: [*_COUNTED, "배", "자리", "주"] for number in _NUMBERS - {"한", "세"}},  # 한배 and 세배 are words
}
"""Words that stand before a noun, each with the nouns that are often glued to it."""
_BOUND = frozenset("것거걸건게곳수듯중후전때만등뿐채줄데바안못않있없싶말같해하한할함했됐된될됨되돼")
"""Beginnings of the words that are most often glued to the word before them."""
_SHORT_NOUNS = frozenset("값점말일길답돈법쪽책글집앱팀")
"""Nouns that with a particle are often glued to a verb in 는: 반환하는값은."""
_BEHIND_ADNOMINAL = frozenset("적편감척셈뒤")
"""More of them, glued only to a verb in ㄴ: 고려한 적, 늦은 편."""
_IF = ("시", "시에", "시엔", "시에는")
"""Forms of a bound noun behind a verb in ㄹ: 필요할 시."""
_AS_MUCH = ("만큼", "대로", "다음")
"""Nouns behind a verb in ㄴ, which are particles or part of another word behind a noun: 원하는 대로, 나온 다음."""
_HOW_MUCH = frozenset(
    "가장 너무 매우 무척 보다 아주 워낙 정말 훨씬 이미 아직 많이 바로 다시 미리 자주 아예 금방 일단 얼른 자꾸 겨우 얼핏 오래 잘못 서로 계속 항상".split()
)
"""Adverbs that begin no noun, and hardly any name: 가장큰."""
_SHORTEST_TWO = 4
"""What reads like two everyday words may be one word if it has at most so many syllables."""
_LONGEST_WORD = 7
"""What reads like two words may be one up to this length in code points, the blank included; in 350,000 clean words none was
longer."""
_BOUND_TO_VERB = frozenset("것걸건게중수때적편감뿐뒤후")


def parted(run: str, may_be_noun: bool) -> tuple[str, ...]:
    """The ways to write `run` as two words where the blank between them is surely missing; compounds of nouns are left alone.

    Before the blank stands a verb with its ending, a noun with its particle, or a word like 안 and 이. Where `run`
    `may_be_noun`, only the words count that are most often glued to the one before.
    """
    words = ((run[:cut], run[cut:]) for cut in range(1, len(run)))
    found = [pair for pair in words if _are_two(*pair, may_be_noun)]
    counted = [each for each in found if each[0] in _NUMBERS]  # 두 군데, not 두군 데
    bound = counted or [each for each in found if len(each[0]) > 1 and each[1][0] in _BOUND]
    return tuple(f"{left} {_able(right)}" for left, right in (bound if len(bound) == 1 else found))


def modified(run: str) -> str:
    """`run` with a blank between a verb of one syllable and the bound noun that it modifies: 쓸 때 for 쓸때; empty where it is
    nothing of the kind."""
    verb = run[0]
    noun = next((noun for noun in _CODAS_BEFORE if run.startswith(noun, 1)), "")
    if not noun or (coda_of(verb) or "-") not in _CODAS_BEFORE[noun] or not is_verb(verb):
        return ""
    if not goes_on(noun, run[1 + len(noun) :]) or (noun == "만큼" and is_noun(verb)):
        return ""
    return f"{verb} {run[1:]}"


_CODAS_BEFORE = {"것": "ㄴㄹ", "때": "ㄹ", "뒤": "ㄴ", "만큼": "ㄴㄹ"}
"""What a verb of one syllable ends in before each bound noun."""


def _able(right: str) -> str:
    """`right`, with the blank that is missing in it, too, where it begins with 수있 or 수없."""
    return f"수 {right[1:]}" if right[0] == "수" and right[1:2] in ("있", "없") else right


def _are_two(left: str, right: str, may_be_noun: bool) -> bool:
    """Whether a blank is surely missing between `left` and `right`: see `parted`."""
    if any(right.startswith(noun) and goes_on(noun, right[len(noun) :]) for noun in _LONE.get(left, ())):
        return True
    if right in _IF and coda_of(left[-1]) == "ㄹ":
        return is_predicate(left) and not is_noun(left)
    if len(left) == 1:
        if left == "몇":
            return right[0] == "년" or (
                right[0] not in "몇십백천만억조일이" and is_word(right)
            )  # 몇몇, 몇천, 며칠, 몇이나
        if left == "더" and is_everyday(right):
            return not is_noun(right) and len(right) > 1  # 더존 and 더본 are names
        if right[0] == "수" and right[1:2] in ("있", "없"):
            return coda_of(left) == "ㄹ" and is_verb(left) and is_verb(right[1:])
        if left in "수뭐":
            return right[0] in "있없" and is_verb(right)
        return left in _BEFORE_VERB and (right[0] in _PLAIN or not may_be_noun) and is_predicate(right)
    if MAY_BE_GLUED.match(right):
        return False
    if left in _HOW_MUCH and is_predicate(right):
        return not (is_noun(right[0]) and goes_on(right[0], right[1:]))  # 바로고를: a name
    if right in ("더", "덜"):
        return is_everyday(left)
    if left[-1] == "다" and right.startswith(_SAID):
        is_copula = left[-2:] == "이다" and is_noun(left[:-2])  # 요새이다보니
        return (is_any_verb(left) or is_copula) and left + right != CALLED
    return (
        (
            _may_end_word(left, right)
            and _may_begin_word(right, left, may_be_noun)
            and is_word(right)
            and right != "라면"  # 방식으로라면
            and not _is_tail(left, right)
        )
        or (right.startswith(_WISHED) and is_noun(left) and is_verb(right))
        or _stand_apart(left, right)
        or _is_clause(left, right)
    )


_CASES = frozenset("을 를 이 은 으로 에 에서 에게 보다 부터 까지 처럼 에서는 에서도 에게는 에게도".split())
"""Particles behind which a verb within the same word lacks its blank, where the whole is no word."""
_CASE_ENDS = frozenset(particle[-1] for particle in _CASES)


def _is_clause(left: str, right: str) -> bool:
    """Whether `left` is a noun with a particle, and `right` the verb that it goes with: 예를 들어, 미국에 있는, 작년보다 늘었다."""
    if len(right) < 2 or left[-1] not in _CASE_ENDS or (left[-1] == "에" and right[0] in "서게"):
        return False
    return (
        any(
            left[cut:] in _CASES
            and (cut > 1 or left[cut:] == "를" or left[0] in "것곳점")
            and is_listed(left[:cut])
            and is_noun(left[:cut])
            and read_tail(sound(left[cut - 1]), left[cut:]) is not None
            for cut in range(max(1, len(left) - 3), len(left))
        )
        and not is_listed(left)
        and is_predicate(right)
    )


def _may_end_word(left: str, right: str) -> bool:
    """Whether `left` is an everyday word whose particle or ending `right` does not continue."""
    last = left[-1]
    is_time = right[0] == "때" and coda_of(last) == "ㄹ" and (is_verb(left) or (last == "일" and not is_listed(left)))
    is_nominal = is_noun(left) and not is_time  # 그릴 때, 경우일 때
    if not is_common(left) or is_nominal or (last in "다이래" and not is_listed(left)):
        return False
    if (right[0] == "다" and right[:2] != "다음" and coda_of(last) == "ㄴ") or (
        right == "걸" and coda_of(last) == "ㄹ"
    ):
        return False  # 먹을걸 그랬다
    if right[0] == "는" and last == "려":
        return False  # 바꾸려는가
    if (is_infinitive(left) or coda_of(last) == "ㅁ") and not is_predicate(right):
        return False  # a verb goes on; a noun makes the name of a company: 모아데이터, 자람테크놀로지
    return not (last == "만" and coda_of(left[-2]) == "ㄹ" and is_predicate(left[:-1]))  # 쓸 만하다


def _is_tail(left: str, right: str) -> bool:
    """Whether `right` goes on `left` as the copula (표시줄이며) or as a particle (있냐와는), and is none of `_BOUND`."""
    tail = read_tail(sound(left[-1]), right)
    return tail is Tail.COPULA or (tail is Tail.PARTICLE and right[0] not in _BOUND and not right.startswith(_AS_MUCH))


def _may_begin_word(right: str, left: str, may_be_noun: bool) -> bool:
    """Whether `right` is an everyday word, or one that is often glued to a word like `left`."""
    first, rest = right[0], right[1:]
    if right.startswith(_AS_MUCH) and is_predicate(left) and coda_of(left[-1]) == "ㄴ":
        return goes_on(right[:2], right[2:])
    if len(left) > 2 and left[-1] == "는" and first in _SHORT_NOUNS and rest and is_predicate(left):
        return read_tail(sound(first), rest) is Tail.PARTICLE
    if first in _BOUND and (goes_on(first, rest) or is_verb(right)):
        return True
    if first in _BEHIND_ADNOMINAL and coda_of(left[-1]) == "ㄴ" and goes_on(first, rest):
        return True
    if first == "점" and (len(left) > 2 or left[-1] in "은른쁜던된한할") and goes_on(first, rest):  # but 세운점: a shop
        return coda_of(left[-1]) in ("ㄴ", "ㄹ") and is_predicate(left) and not is_noun(left)
    if may_be_noun or not (rest or first in _BEHIND_ADNOMINAL) or not is_common(right):
        return False
    return len(left) + len(right) > _SHORTEST_TWO or first in _PLAIN or is_verb(left)


def _stand_apart(left: str, right: str) -> bool:
    """Whether two words are a verb and its negation (적지 않다), an object or subject and its verb (외주를 줌, 도움이 되다), or a deed
    and 때 (심사 때)."""
    noun, end = left[:-1], left[-1]
    if end == "지" and right[0] == "않":
        return is_any_verb(left) and is_any_verb(right)
    if right[0] == "때":
        return left in DEEDS and goes_on("때", right[1:]) and not is_listed(f"{left}때")
    if right[0] == "후":
        return left in DEEDS and read_tail(Final.OPEN, right[1:]) is Tail.PARTICLE
    if len(noun) < 2 or end not in ("을이" if sound(noun[-1]) is not Final.OPEN else "를가") or not is_everyday(noun):
        return False
    return is_noun(noun) and is_verb(right) and (end in "을를" or right[0] in "되될된됨됐돼있없많")


_DENIED = pattern("(.+)안(?![전내정건주])(.+)")


def denied(run: str) -> str:
    """`run` with blanks around the 안 between a noun and the verb that it denies: 확정 안 됨 for 확정안됨, 답 안 옴 for 답안옴;
    empty where 안 may be part of a noun (제안됨, 수정안함) or of the verb 안되다, to go badly (영업안됨)."""
    match = _DENIED.fullmatch(run)
    if match is None or (match[1] in FARES_ILL and match[2][0] in "되된될됨됩됐돼"):
        return ""
    noun, verb = match.groups()
    if noun in DEEDS:
        is_denied = is_light_verb(verb) and not is_everyday(f"{noun}안")
    else:
        ends = (f"{noun[at:]}안" for at in range(len(noun)))
        is_denied = (
            (noun in _TOLD or (len(noun) > 1 and is_everyday(noun) and is_noun(noun)))
            and is_verb(verb)
            and not is_word(run)
            and not any(is_everyday(end) and goes_on(end, verb) for end in ends)
        )
    return f"{noun} 안 {verb}" if is_denied else ""


_TOLD = frozenset("말답돈값일밥")
"""Nouns of one syllable that are often written onto 안: 말안함."""
FARES_ILL = frozenset("공부 농사 장사 사업 영업 경기 일 운 잘".split())
"""Subjects of 안되다, to go badly, which is one word. With any other subject it is 안 되다, not to become: 승인이 안 된다."""

_SUBJECT = pattern("[이가](?=[되될된됨됐돼있없많])")


def parted_subject(run: str) -> str:
    """`run`, which reads like a word, with a blank between a subject and its verb: 도움이 되는 for 도움이되는; empty where it has none."""
    for match in _SUBJECT.finditer(run):
        left, right = run[: match.end()], run[match.end() :]
        if not is_listed(left) and _stand_apart(left, right):
            return f"{left} {right}"
    return ""


_SEAM = pattern("[을를은는이가]|에서|에게|(고|면서|며|지만|려고|도록)")
"""A particle, or an ending in the middle of a sentence, behind which the next word begins."""


def parted_clause(run: str) -> str:
    """`run` with a blank between an everyday noun with its particle, or a verb with its ending, and an everyday word that no
    compound could be made of: 카드사가 자료를 for 카드사가자료를; empty where it has none."""
    for match in _SEAM.finditer(run, 2, len(run) - 2):
        noun, cut = run[: match.start()], match.end()
        if match[1]:
            ends = is_any_verb(run[:cut]) and not is_noun(run[:cut]) and len(run) - cut > 2
        else:
            ends = is_everyday(noun) and is_noun(noun) and read_tail(sound(noun[-1]), match[0]) is Tail.PARTICLE
        if (
            ends
            and not is_listed(run[:cut])
            and not goes_on(noun, run[match.start() :])  # 대표이시네요
            and _begins_anew(run[cut:], run)
            and not _is_spanned(run, cut)
        ):
            return f"{run[:cut]} {run[cut:]}"
    return ""


def _begins_anew(word: str, run: str) -> bool:
    """Whether `word`, the end of `run`, is a verb, or an everyday noun of two syllables or more with a particle of its own."""
    if is_verb(word) and not is_noun(word):
        return len(word) > 2 or not is_word(run)
    return any(
        is_everyday(word[:cut]) and is_noun(word[:cut]) and read_tail(sound(word[cut - 1]), word[cut:]) is Tail.PARTICLE
        for cut in range(2, len(word))
    )


def _is_spanned(run: str, cut: int) -> bool:
    """Whether a noun of the lexicon, with nothing or a noun before it, spans the place `cut` in `run`: 가입자 in 서비스가입자를."""
    return any(
        (is_everyday if end - start == 2 else is_listed)(run[start:end])
        and any(is_noun(run[start:last]) and goes_on(run[start:last], run[last:]) for last in range(end, len(run) + 1))
        for start in range(cut)
        if not start or is_noun(run[:start])
        for end in range(max(cut + 1, start + 2), len(run) + 1)
    )


def begin_anew(before: str, mark: str, after: str) -> bool:
    """Whether a sentence ends with `before`, Hangul right before `mark`, and the next one begins with `after`."""
    if before in DEEDS and after in _ANEW:
        return True
    if len(before) < 2 or is_listed(before) or read_tail(Final.UNKNOWN, after) is not None or _QUOTES.match(after):
        return False
    if after[0] in "하했한할함합싶" and is_verb(after) and after != "하지만":
        return False  # what was said: 좋다!하고
    if mark not in ".;":
        return is_word(before)
    if before[-1] not in "다요까죠" and coda_of(before[-1]) != "ㅁ":
        return False
    return (
        is_any_verb(before)
        or is_predicate(before)
        or (before[-1] == "다" and is_everyday(before[:-1]) and is_word(before))
    )


_ANEW = frozenset("그래서 그러나 그런데 그리고 다만 다음 또한 이후 추후 특히 하지만 현재".split())
"""What begins a sentence behind one that ends with a noun, where other words go on with a list: 완료.다음, but 추가.삭제."""
_QUOTES = pattern("이?(?:라[고는며던니]|란)")
"""What a word begins with that says what was said or meant: 왜?라는."""


def is_surely_two(words: str) -> bool:
    """Whether `words`, two with a blank, can be no single word: a number and what it counts, or a verb and a bound noun."""
    left, _, right = words.partition(" ")
    if (
        left in _NUMBERS
        or left in ("더", "왜")
        or (right[0] in "모몰안" and left == "잘")
        or (right[0] in "모몰" and len(left) > 1 and left[-1] == "지" and coda_of(left[-2]) == "ㄹ")
        or right in ("더", "덜")
        or left in _HOW_MUCH
        or _stand_apart(left, right)
        or modified(left + right)
    ):
        return True
    if len(words) > _LONGEST_WORD and len(left) > 1 and left[-1] != "기" and is_common(left) and is_common(right):
        return True
    return (
        (right[0] in _BOUND_TO_VERB or right.startswith(_AS_MUCH))
        and (left[-1] == "는" or coda_of(left[-1]) in ("ㄴ", "ㄹ"))
        and is_predicate(left)
        and not is_listed(left)
    )
