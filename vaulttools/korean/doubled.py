"""Syllables and particles that were typed twice by mistake."""

from itertools import pairwise
from operator import eq

from vaulttools.korean.hangul import sound
from vaulttools.korean.lexicon import goes_on, is_any_verb, is_common, is_everyday, is_listed, is_noun, is_word
from vaulttools.korean.particles import read_tail
from vaulttools.patterns import pattern


def has_double(run: str) -> bool:
    """Whether a syllable stands twice in a row in `run`, or two of them at its end."""
    return any(map(eq, run, run[1:])) or run[-4:-2] == run[-2:]


def said_twice(run: str) -> str:
    """`run` with a syllable once that was typed twice by mistake: 통제가 for 통제제가; empty where it may be meant.

    It is meant within a noun of the lexicon (투자자), and where it ends one word and begins the next (문제제기, 주가가,
    이해해야, 누적적).
    """
    for at, (one, other) in enumerate(pairwise(run)):
        once = run[:at] + run[at + 1 :]
        if one == other and is_common(once) and len(once) > 1:
            head, tail = run[: at + 1], run[at + 1 :]
            is_meant = one == "가" or is_any_verb(run) or is_everyday(one + other)
            if is_meant or (tail == "적" and is_listed(head)) or (is_noun(head) and goes_on(head, tail)):
                continue
            spans = ((start, end) for start in range(at + 1) for end in range(at + 2, len(run) + 1))
            if not any(end - start > 2 - (not start) and is_listed(run[start:end]) for start, end in spans) and not any(
                is_listed(run[at + 1 : end]) for end in range(at + 3, len(run) + 1)
            ):
                return once
    return ""


_AGAIN = pattern("([가-힣]{2,}?)(?:(와와|과과|에에|로로|까지까지|부터부터|보다보다|처럼처럼)|(?:의의|도도|만만|가가))")
"""A noun with a particle twice; in the second group where the two are no word, nor ever the end of one and a particle."""
_THEN = pattern("(?:후|전|뒤|때|앞|옆|안|밖|끝|곳|중|주|달)에에")
"""The same with nouns of one syllable that tell when or where."""
_MANY_TWICE = pattern("([가-힣]{2,})들들(.*)")
_OWNERS = frozenset(
    """
    회사 기업 업체 은행 정부 기관 법인 고객 고객사 경쟁사 대표 사용자 소비자 이용자 투자자 창업자 개발자 담당자 직원 팀원 회원 사람
    서비스 제품 상품 시장 플랫폼 솔루션 매출 가격 자금 비용 이익 수수료 데이터
    """.split()
)
"""Nouns that 의의 is never spoken of, 가 makes no price of, and 도 no degree: 회사의의, 정부가가, 시장도도."""


def particle_again(run: str) -> str:
    """`run`, which reads like a word, with its doubled particle once: 회사의 for 회사의의; empty where it may be meant, as in
    연구의의."""
    if _THEN.fullmatch(run):
        return run[:-1]
    if (many := _MANY_TWICE.fullmatch(run)) and is_noun(many[1]):
        return f"{many[1]}들{many[2]}"
    match = _AGAIN.fullmatch(run)
    if match is None:
        return ""
    noun, surely = match[1], match[2]
    one = noun.removesuffix("들")
    once = run[: (len(noun) + len(run)) // 2]
    if is_listed(once) or is_listed(run) or not (is_noun(noun) and is_everyday(one)):
        return ""
    return once if (surely or one in _OWNERS) and read_tail(sound(noun[-1]), once[len(noun) :]) else ""


_PARTICLE_TWICE = pattern("[가-힣]+(?:에서에서|에게에게|까지까지|부터부터|으로으로|은은|는는|을을|를를)")


def particle_once(run: str) -> str:
    """`run`, which is no word, with its doubled particle once: 데이터셋에서 for 데이터셋에서에서; empty where it has none."""
    if run.endswith("으로로") and is_word(run[:-1]):
        return run[:-1]
    if _PARTICLE_TWICE.fullmatch(run) is None and not (run.endswith("에에") and is_noun(run[:-2])):
        return ""
    size = 1 if run[-1] == run[-2] else 2
    return run[:-size] if read_tail(sound(run[-2 * size - 1]), run[-size:]) else ""


def syllable_once(run: str) -> str:
    """The everyday word that `run`, which is no word, would be without a doubled syllable: 이미 for 이이미; empty for none."""
    doubles = [
        at
        for at, (one, other) in enumerate(pairwise(run))
        if one == other and (one in "하이아어" or not is_everyday(one + other))
    ]
    found = {run[:at] + run[at + 1 :] for at in doubles}
    once = found.pop() if len(found) == 1 and len(run) > 2 else ""
    return once if is_common(once) else ""
