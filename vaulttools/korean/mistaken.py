"""Particles that stand where another one was meant: its other form, or its neighbour on the keyboard."""

from vaulttools.korean.hangul import Final, sound
from vaulttools.korean.lexicon import is_everyday, is_listed, is_noun, is_word
from vaulttools.korean.particles import other_form
from vaulttools.korean.words import DEEDS, section

_PLAIN_PARTICLES = frozenset("을를은는과와")
"""Particles that may follow a noun of one syllable, and end no noun of two."""


_CASES = ("에서", "에게", "까지", "부터")
"""Particles that only the open form of another one follows: 시장에서는."""


def wrong_particle(run: str) -> tuple[int, str] | None:
    """The syllables of the particle at the end of `run` that should have its other form, and that: 1 and 을 for 제품를; None for none."""
    for size in (1, 2, 3):
        noun, particle = run[:-size], run[-size:]
        other = other_form(particle) if len(run) > size + 1 or run[1:] in _PLAIN_PARTICLES else ""
        if (
            other
            and particle != "면"  # far more often the end of a township's name: 변산면
            and not (particle in "라야" or (len(run) == 3 and particle in "나란랑"))  # or of a company's: 트리플라
            and ((is_listed if particle == "이" else is_noun)(noun) or (particle == "은" and noun.endswith(_CASES)))
            and is_word(noun + other)
            and not (particle == "과" and _may_be_field(noun))
            and not (particle == "가" and noun[-2:] in _PRICED)
        ):
            return size, other
    return None


_PRICED = frozenset(
    "거래 계약 공급 공모 구매 낙찰 매각 매도 매수 매입 발행 분양 산정 실행 인수 입찰 제안 체결 판매 평가 할인".split()
)
"""Deeds behind which 가 may mean their price (價): 실시간체결가."""
_FIELDS = section("before departments")
"""Nouns ending in a vowel after which departments of offices, hospitals and schools, or families of plants and animals, are
called."""


def _may_be_field(noun: str) -> bool:
    """Whether 과 behind `noun` may mean a department or a family (科, 課) instead of the particle: 원무과, 조사과, 소나무과."""
    return noun[-2:] in DEEDS or any(noun.endswith(field) for field in _FIELDS)


_SUBJECTS = section("subjects")
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
