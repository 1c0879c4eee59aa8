"""Which words are one slip, of the keys or of a sound, away from what was typed."""

from collections.abc import Collection
from functools import cache, lru_cache

from vaulttools.korean.hangul import LEADS, VOWELS, compose, decompose, sound
from vaulttools.korean.keyboard import keystrokes, late, neighbours, seam_slips, slips, typed_whole
from vaulttools.korean.lexicon import (
    common_among,
    goes_on,
    is_common,
    is_everyday,
    is_frame,
    is_listed,
    is_noun,
    is_of_nouns,
    is_verb,
    is_word,
    nouns_beginning,
    verbs_beginning,
)
from vaulttools.korean.particles import Tail, is_light_verb, read_tail, stem
from vaulttools.korean.words import DEEDS


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
    return _common(near) if strictly else _words(near)


@cache
def _near_syllable(syllable: str) -> frozenset[str]:
    """Whole syllables that are one slip of the keys away from a syllable."""
    keys = keystrokes(syllable)
    return typed_whole(slips(keys) | late(keys))


@lru_cache(maxsize=1 << 14)
def _near_seam(pair: str) -> frozenset[str]:
    """Whole syllables that are one slip of the keys away from two syllables, by a slip that is not within one of them."""
    return typed_whole(seam_slips(*map(keystrokes, pair)))


_LONG = 4


@cache
def _long_beginning(syllable: str) -> tuple[str, ...]:
    """The nouns of at least so many syllables that begin with `syllable`."""
    return tuple(noun for noun in nouns_beginning(syllable) if len(noun) >= _LONG)


@cache
def _everyday_beginning(syllable: str) -> tuple[str, ...]:
    """The everyday ones of these."""
    return tuple(filter(is_everyday, _long_beginning(syllable)))


def long_nouns(run: str) -> tuple[str, ...]:
    """The words that begin with a noun of four syllables or more of the lexicon, be it everyday or not, and from which `run`
    differs in a slip of the keys within one syllable, not the first one: 손익계산서를 for 손익계산써를."""
    found = []
    for noun in _long_beginning(run[0]):
        if len(noun) <= len(run) and (noun[1] == run[1] or noun[2:] == run[2 : len(noun)]):
            others = [at for at, (one, other) in enumerate(zip(noun, run, strict=False)) if one != other]
            if (
                len(others) == 1
                and noun[others[0]] in _near_syllable(run[others[0]])
                and goes_on(noun, run[len(noun) :])
            ):
                found.append(noun + run[len(noun) :])
    return tuple(sorted(found))


def is_long_noun(word: str, run: str) -> bool:
    """Whether `word` begins with a noun of four syllables or more of the lexicon that `run` does not begin with."""
    cuts = range(_LONG, len(word) + 1)
    return any(
        not run.startswith(word[:cut]) and is_listed(word[:cut]) and goes_on(word[:cut], word[cut:]) for cut in cuts
    )


def without_one(run: str) -> tuple[str, ...]:
    """The words that begin with an everyday noun of four syllables or more, of which `run` lacks one that is neither the first
    nor the last: 애플리케이션 for 애리케이션."""
    found = []
    for noun in _everyday_beginning(run[0]):
        size = len(noun) - 1
        if size <= len(run) and noun[size] == run[size - 1]:
            at = next((at for at in range(size) if noun[at] != run[at]), size)
            if at < size and noun[at + 1 :] == run[at:size] and goes_on(noun, run[size:]):
                found.append(noun + run[size:])
    return tuple(sorted(found))


@cache
def _heads_beginning(syllable: str) -> tuple[str, ...]:
    """The everyday nouns of three syllables that begin with `syllable`, and what such a verb is before its ending."""
    nouns = [noun for noun in nouns_beginning(syllable) if len(noun) == 3 and is_everyday(noun)]
    return (*nouns, *verbs_beginning(syllable))


def lacking_one(run: str) -> tuple[str, ...]:
    """The everyday words of which `run` lacks a syllable that is not the first one (만들어 for 만어), or either of a deed that
    하다 or 되다 follows (시작하고 for 작하고)."""
    found = {
        head + run[len(head) - 1 :]
        for head in _heads_beginning(run[0])
        for at in range(1, len(head))
        if run.startswith(head[:at] + head[at + 1 :])
    }
    if is_light_verb(run[1:]):
        found.update([deed + run[1:] for deed in DEEDS if len(deed) == 2 and run[0] in deed])
    return _common(found)


_USUAL_CODAS = ("", *"ㄱㄲㄴㄵㄶㄷㄹㄺㄻㄼㄾㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")


@cache
def _other_sounds(syllable: str) -> frozenset[str]:
    """The syllables that differ from a syllable in one sound."""
    lead, middle, coda = decompose(syllable)
    return frozenset(
        (
            *(compose(each, middle, coda) for each in LEADS),
            *(compose(lead, each, coda) for each in VOWELS),
            *(compose(lead, middle, each) for each in _USUAL_CODAS),
        )
    ) - {syllable}


@lru_cache(maxsize=1 << 12)
def misread(run: str) -> tuple[str, ...]:
    """The everyday words from which `run` differs in one sound, wherever its key is: 선생님 for 선생닝, 빵을 for 빵흘."""
    near: set[str] = set()
    for at, syllable in enumerate(run):
        before, after = run[:at], run[at + 1 :]
        if is_frame(before, after):
            near.update([before + other + after for other in _other_sounds(syllable)])
    return _common(near)


@lru_cache(maxsize=1 << 12)
def recomposed(run: str) -> tuple[str, ...]:
    """The words from which `run`, no word or a noun put together from shorter pieces, differs in one sound, and which are rows of
    nouns of the lexicon, as `run` is not: 전기자동차 for 전기자동자, which is 전기, 자동 and 자."""
    noun = stem(run)
    if is_of_nouns(noun) or (is_word(run) and not is_noun(noun)):
        return ()
    tail = run[len(noun) :]
    near = (noun[:at] + other + noun[at + 1 :] for at, each in enumerate(noun) for other in _other_sounds(each))
    return tuple(sorted(word + tail for word in near if is_of_nouns(word) and goes_on(word, tail)))


_MOST_KEYS, _MOST_KEYS_TWICE = 30, 16


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
    found = _common(swapped) or _common(once) or _words(swapped)
    if not found and len(keys) <= _MOST_KEYS_TWICE:
        found = _common(typed_whole(near for moved in late(keys) for near in neighbours(moved)))
    return found or _words(once)


def _common(texts: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(common_among(texts)))


def _words(texts: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(filter(is_word, texts)))


_SAME_CODAS = {"ㄶ": "ㄴ", "ㅆ": "ㅅ", "ㅄ": "ㅂ"}
_SAME_VOWELS = {"ㅔ": "ㅐ", "ㅖ": "ㅐ", "ㅒ": "ㅐ", "ㅙ": "ㅚ", "ㅞ": "ㅚ"}


def sounds_alike(one: str, other: str) -> bool:
    """Whether `one` and `other` sound nearly the same: 안는다 and 않는다, 는대 and 는데."""
    return len(one) == len(other) and all(a == b or _sound(a) == _sound(b) for a, b in zip(one, other, strict=True))


def _sound(syllable: str) -> tuple[str, str, str]:
    lead, middle, coda = decompose(syllable)
    return lead, _SAME_VOWELS.get(middle, middle), _SAME_CODAS.get(coda, coda)


_SOUNDS_LIKE = {"ㅐ": "ㅔㅖ", "ㅔ": "ㅐㅖ", "ㅖ": "ㅐㅔ", "ㅒ": "ㅐㅖ"}
_SOFT = {"ㄲ": "ㄱ", "ㄸ": "ㄷ", "ㅃ": "ㅂ", "ㅉ": "ㅈ"}
_NO_GLIDE = {"ㅑ": "ㅏ", "ㅕ": "ㅓ", "ㅛ": "ㅗ", "ㅠ": "ㅜ"}


def sounding_alike(run: str) -> str:
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
    words = [word for word in found if len(word) > 1 and is_common(word) and is_likely(word)]
    return words[0] if len(words) == 1 else ""


def is_likely(word: str) -> bool:
    """Whether `word` is an everyday verb, or an everyday noun alone, with a particle or with 하다: hardly anybody means 연배이지."""
    return is_verb(word) or any(
        is_everyday(word[:cut])
        and (
            cut == len(word)
            or is_light_verb(word[cut:])
            or read_tail(sound(word[cut - 1]), word[cut:]) is Tail.PARTICLE
        )
        for cut in range(2, len(word) + 1)
    )
