"""Words of no dictionary that are none the less words: regular compounds, and what reads like a noun of some trade."""

from vaulttools.korean.hangul import coda_of, compose, decompose
from vaulttools.korean.lexicon import goes_on, is_any_verb, is_everyday, is_noun, is_verb, joins_verbs
from vaulttools.korean.particles import is_light_verb
from vaulttools.korean.words import section
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
_FIRST = section("first syllables")
_SECOND = section("second syllables")
"""Syllables that begin, or end, many nouns of two syllables (at least 12 in the lexicon)."""
_BEFORE_NOUN = section("syllables before nouns")
_AFTER_NOUN = section("syllables behind nouns")
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
