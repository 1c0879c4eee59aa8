"""Slips in words of Latin letters: mostly English ones, and Korean typed with the keyboard set to English."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from vaulttools.english.spelling import is_coined, is_joined, is_made, is_often, is_word, meant, misspellings
from vaulttools.english.words import EVERYDAY
from vaulttools.korean.confusions import Certainty
from vaulttools.korean.hangul import is_syllable
from vaulttools.korean.keyboard import as_hangul
from vaulttools.korean.kinds import Kind
from vaulttools.korean.lexicon import is_common, is_listed
from vaulttools.korean.lexicon import is_word as is_korean_word
from vaulttools.patterns import pattern
from vaulttools.spelling.slips import Slip
from vaulttools.spelling.witness import is_once, witnessed
from vaulttools.text import Span


def judge_latin(word: str, start: int) -> tuple[Slip, ...]:
    """The slip in `word`, Latin letters at `start`: of the table, or a word of no dictionary; none in an English word."""
    small = word.lower()
    if is_word(small):
        return ()
    small = small.replace("’", "'")
    span = Span(start, start + len(word))
    right = misspellings().get(small)
    if right is not None and (word.islower() or word.istitle()):
        if word.islower():
            return (Slip(Kind.TABLE, span, word, word, right, Certainty.SURE),)
        return (Slip(Kind.TABLE, span, word, word, right.capitalize(), Certainty.LIKELY),)  # it may be a name
    return () if "'" in small else (Slip(Kind.STRANGE, span, word, word, "", Certainty.LIKELY),)


_SHIFT_MEANT = pattern("[a-z]+[QWERTOP][a-z]*|[QWERT][a-z]+")
"""Words with one capital whose key gives another letter on the Korean keyboard."""


def guessed_latin(slip: Slip, prose: str) -> Slip | None:
    """What may be wrong with the word of `slip`, in Latin letters; a slip of the keys only if it stands once in `prose`."""
    word = slip.word
    if word.istitle() and len(word) > _LONG_LATIN:
        right = next((each for each in _CALENDAR if sorted(each) == sorted(word)), "")
        return slip._replace(kind=Kind.KEYS, right=right) if right and right != word else None
    if len(word) < 4 or not (word.islower() or _SHIFT_MEANT.fullmatch(word)):
        return None
    korean = _in_hangul(word)
    if korean and (len(word) > _LONGEST_CHANCE or _is_among_hangul(word, prose)):
        return slip._replace(kind=Kind.MODE, right=korean)
    if word.endswith("id") and is_word(word[:-2]):
        return None  # userid, steamid
    if not word.islower() or not is_once(word, prose) or is_made(word) or _is_cut_short(word, prose):
        return None
    near = meant(word)
    if word[0] != word[1]:
        near = tuple(each for each in near if each != word[1:])  # one by its maker or language: `tcode`, `jsoup`
    if not near or is_coined(word, near):
        return None
    is_among_hangul = _is_among_hangul(word, prose)
    if is_among_hangul and _is_term_of_programs(word, near):
        return None
    is_name = len(word) < _LONG_LATIN and (is_among_hangul or not any(map(_is_everyday, near)))
    seen = witnessed(near, word, prose)
    if is_name and not seen:
        return None
    return slip._replace(kind=Kind.KEYS, right=near[0] if len(near) == 1 and len(word) > 4 else seen)


def _is_everyday(word: str) -> bool:
    """Whether `word` is an everyday word, or a form of one."""
    return word in EVERYDAY or any(
        word.endswith(end) and word[: -len(end)] in EVERYDAY for end in ("s", "d", "ed", "ing")
    )


def _is_term_of_programs(word: str, near: Sequence[str]) -> bool:
    """Whether `word`, one slip from the words `near`, is probably no slip: the name of a program (`launchd`, `prisma`), or two
    common words in one (`hotspot`)."""
    return (word[-1] in "da" and is_often(word[:-1])) or (is_joined(word) and not any(map(is_often, near)))


def _is_cut_short(word: str, prose: str) -> bool:
    """Whether `word` may be an abbreviation: a short one with which a longer word of `prose` begins (proj, dist)."""
    return len(word) < _LONG_LATIN and any(
        prose[at + len(word)].islower() for at in _starts(word, prose) if at + len(word) < len(prose)
    )


def _starts(letters: str, prose: str) -> Iterator[int]:
    """Where `letters`, Latin ones, begin a word of `prose`."""
    at = prose.find(letters)
    while at >= 0:
        if not (at and prose[at - 1].isalpha()):
            yield at
        at = prose.find(letters, at + 1)


_CALENDAR = "January February October November September December Tuesday Wednesday Thursday Saturday".split()
"""Words in capitals that are no names. Only two swapped letters count as a slip in them."""
_LONG_LATIN = 6
"""A Latin word among Hangul with at least so many letters is more likely a word than a name or an abbreviation."""
_LONGEST_CHANCE = 7
"""A misspelt English word with at most so many letters can read like Korean by chance: `worls` for world is 재긴."""
_AROUND = 200
"""So many code points on either side of a word show the language of the text."""


def _is_among_hangul(word: str, prose: str) -> bool:
    """Whether Hangul stands near the first `word` in `prose`."""
    at = prose.find(word)
    return _HANGUL.search(prose, max(0, at - _AROUND), at + _AROUND) is not None


_HANGUL = pattern("[가-힣]")


@lru_cache(maxsize=1 << 16)
def _in_hangul(word: str) -> str:
    """The Korean word that the keys of `word` type in Korean mode; empty if that is no word."""
    korean = as_hangul(word)
    # Four letters are as often an abbreviation. Of 190,000 names of packages of six letters and more, 44 read like a word.
    is_korean = is_korean_word if len(word) > 5 else is_common if len(word) > 4 else is_listed
    return korean if len(korean) > 1 and is_syllable(min(korean)) and is_korean(korean) else ""
