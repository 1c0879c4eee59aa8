"""Slips in words of Latin letters: mostly English ones, and Korean typed with the keyboard set to English."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from vaulttools.english.spelling import (
    contraction,
    is_coined,
    is_everyday,
    is_joined,
    is_made,
    is_often,
    is_typical,
    is_word,
    meant,
    meant_afar,
    misspellings,
)
from vaulttools.english.words import ORDINARY
from vaulttools.korean.confusions import Certainty
from vaulttools.korean.hangul import is_syllable
from vaulttools.korean.keyboard import as_hangul
from vaulttools.korean.kinds import Kind
from vaulttools.korean.lexicon import is_common, is_listed
from vaulttools.korean.lexicon import is_word as is_korean_word
from vaulttools.patterns import pattern
from vaulttools.spelling.slips import Slip
from vaulttools.spelling.witness import how_often, is_once, witnessed
from vaulttools.text import Span, occurrences


def judge_latin(word: str, start: int) -> tuple[Slip, ...]:
    """The slip in `word`, Latin letters at `start`: of the table, or a word of no dictionary; none in an English word."""
    small = word.lower()
    if is_word(small):
        return ()
    small = small.replace("’", "'")
    span = Span(start, start + len(word))
    right = misspellings().get(small) or contraction(small)
    if right and (word.islower() or word.istitle()):
        if word.islower():
            return (Slip(Kind.TABLE, span, word, word, right, Certainty.SURE),)
        return (Slip(Kind.TABLE, span, word, word, right.capitalize(), Certainty.LIKELY),)  # it may be a name
    return () if "'" in small else (Slip(Kind.UNKNOWN, span, word, word, "", Certainty.LIKELY),)


_SHIFT_MEANT = pattern("[a-z]+[QWERTOP][a-z]*|[QWERT][a-z]+")
"""Words with one capital whose key gives another letter on the Korean keyboard."""


def guessed_latin(slip: Slip, prose: str) -> Slip | None:
    """What may be wrong with the word of `slip`, in Latin letters; a slip of the keys only if it is rare in `prose`."""
    word = slip.word
    if len(word) > 3 and (word.islower() or _SHIFT_MEANT.fullmatch(word)):
        korean = _in_hangul(word)
        if korean and (len(word) > _LONGEST_CHANCE or _is_among_hangul(word, prose)):
            return slip._replace(kind=Kind.MODE, right=korean)
    if word.istitle():
        near = _near_with_capital(word, prose)
        return slip._replace(kind=Kind.KEYS, right=_likeliest(near, word, prose).capitalize()) if near else None
    if len(word) < 4 or not word.islower() or _is_cut_short(word, prose):
        return None
    near = _near(word)
    if not near or not _is_rare(word, prose):
        return None
    is_among_hangul = _is_among_hangul(word, prose)
    if is_among_hangul and word[-1] in "da" and is_often(word[:-1]):
        return None  # the name of a program: `launchd`, `prisma`
    is_usual = is_everyday if len(word) > _ABBREVIATED else ORDINARY.__contains__
    is_name = len(word) < _LONG_LATIN and (is_among_hangul or not any(map(is_usual, near)))
    if is_name and not witnessed(near, word, prose):
        return None
    return slip._replace(kind=Kind.KEYS, right=_likeliest(near, word, prose))


def _near(word: str) -> Sequence[str]:
    """What `word`, small letters in no dictionary, may have been meant to be; empty where it may be a word of its own."""
    ends = _END_OF_NAME.search(word)
    if ends and is_word(word[: ends.start()]):
        return ()
    near = meant(word)
    if is_made(word):
        near = tuple(each for each in near if is_often(each) and sorted(each) == sorted(word))  # transfrom is no form
        return near if len(word) >= _LONG_LATIN else ()
    if word[0] != word[1]:
        near = tuple(each for each in near if each != word[1:])  # one by its maker or language: `tcode`, `jsoup`
    if is_coined(word, near) or is_joined(word, near):
        return ()
    return tuple(each for each in near if is_typical(word, each)) if near else meant_afar(word)


_END_OF_NAME = pattern(r"(?:ai|api|cfg|cli|ctl|db|dir|env|ext|fs|id|io|js|lib|py|sdk|sql|ui)\Z")
"""Abbreviations that make the name of a program or of a field of the word before them: steamid, mapdb, outdir."""


def _is_rare(word: str, prose: str) -> bool:
    """Whether `word` stands so seldom in `prose` that it is no term: once; or twice, if it is long and one slip from an
    everyday word."""
    count = how_often(word, prose)
    return count == 1 or (count == 2 and len(word) >= _NO_CHANCE and any(map(is_everyday, meant(word))))


def _likeliest(near: Sequence[str], word: str, prose: str) -> str:
    """The only one of `near` that `prose` has elsewhere, or that is an everyday word; or the only one. Empty for several."""
    everyday = [each for each in near if is_everyday(each)] or near
    return witnessed(near, word, prose) or (everyday[0] if len(everyday) == 1 else "")


def _near_with_capital(word: str, prose: str) -> Sequence[str]:
    """What `word`, which has a capital, may have been meant to be; empty where it may be a name.

    Names, too, are words with a letter changed. Most are shorter, or changed at their beginning or end (Moderna, Synthetix).
    Only at the beginning of a sentence that goes on in small letters is a capital no sign of one, in a long everyday word
    of which a letter was typed twice (Transiition), and in a longer one among Hangul, where any noun may have one: of 6,860
    names of packages of so many letters, 26 are one slip from an everyday word with the same ends.
    """
    small = word.lower()
    if len(word) > _LONG_LATIN and (month := next((each for each in _CALENDAR if sorted(each) == sorted(word)), "")):
        return (month,) if month != word else ()
    once = {small[:at] + small[at + 1 :] for at in range(2, len(small) - 1) if small[at] == small[at - 1]}
    if len(word) >= _NO_CHANCE and (doubled := [*filter(is_everyday, once)]) and is_once(word, prose):
        return doubled
    behind = _behind_first(word, prose) if len(word) >= _SHORTEST_WITH_CAPITAL else ""
    is_noun = len(word) > _NO_CHANCE and _is_among_hangul(word, prose)
    if not (behind or is_noun) or how_often(word, prose) > 1:
        return ()
    near = _near(small) if meant(small) else ()
    everyday = [each for each in near if is_everyday(each)]
    if behind in _NEVER_BEHIND_NAMES:
        return everyday or (near if len(word) >= _NO_CHANCE else ())
    return [each for each in everyday if len(word) >= _NO_CHANCE and (each[0], each[-1]) == (small[0], small[-1])]


def _behind_first(word: str, prose: str) -> str:
    """The word in small letters behind `word`, with which a sentence of `prose` begins; empty if there is none."""
    for at in _starts(word, prose):
        goes_on = _GOES_ON.match(prose, at + len(word))
        if goes_on and _SENTENCE_END.search(prose, max(0, at - _BEFORE_SENTENCE), at):
            return goes_on[1]
    return ""


_SHORTEST_WITH_CAPITAL = 5
_BEFORE_SENTENCE = 20
"""Code points before a sentence among which its beginning is looked for."""
_SENTENCE_END = pattern(r"(?:^|\n|[.!?][\"”’)*_]*\s)[^\w\n\ufffc]*\Z")
_GOES_ON = pattern(r"[*_]* ([a-z]+)")
_NEVER_BEHIND_NAMES = frozenset(
    """
    a all an any each every how if it its my no our some that the their these they this those we what when whether which you
    your
    """.split()
)
"""What stands behind a verb or a conjunction, but hardly behind a name that begins a sentence."""


def _is_cut_short(word: str, prose: str) -> bool:
    """Whether `word` may be an abbreviation: a short one with which a longer word of `prose` begins (proj, dist)."""
    return len(word) < _LONG_LATIN and any(
        prose[at + len(word)].islower() for at in _starts(word, prose) if at + len(word) < len(prose)
    )


def _starts(letters: str, prose: str) -> Iterator[int]:
    """Where `letters`, Latin ones, begin a word of `prose`."""
    return (start for start, _ in occurrences(letters, prose) if not (start and prose[start - 1].isalpha()))


_CALENDAR = "January February October November September December Tuesday Wednesday Thursday Saturday".split()
"""Words in capitals that are no names. Only two swapped letters count as a slip in them."""
_LONG_LATIN = 6
"""A Latin word among Hangul with at least so many letters is more likely a word than a name or an abbreviation."""
_ABBREVIATED = 4
"""Words of so many letters are mostly abbreviations."""
_NO_CHANCE = 8
"""A word of its own, or a name, with at least so many letters is hardly ever one slip from an everyday word."""
_LONGEST_CHANCE = 7
"""A misspelt English word with at most so many letters can read like Korean by chance: `worls` for world is 재긴."""
_AROUND = 200
"""So many code points on either side of a word show the language of the text."""


_WORD = pattern(r"(?<![^\W_])[a-zß-ɏ]{2,}(?![^\W_])")
_FEWEST = 6
"""Of fewer words nobody can tell the language."""
_PART_END = pattern(r"[.!?:;()\"“”\n]")
"""What ends a sentence, or what is said in one."""


def among_english(slips: Sequence[Slip], prose: str) -> Iterator[Slip]:
    """Those of `slips` that are not in Latin letters among words of another language: `le projet prépare`.

    That is where a third of the words around are not English, or half of those in the same part of the sentence. Among Hangul
    words in Latin letters are English, however few of them are written well.
    """
    foreign: dict[int, bool] = {}
    for slip in slips:
        if slip.word.isascii() and slip.word.isalpha():
            place = slip.span.start // _AROUND
            if place not in foreign:
                around = Span(max(0, (place - 1) * _AROUND), (place + 2) * _AROUND)
                foreign[place] = _is_foreign(prose, around, 3)
            if foreign[place] or _is_foreign(prose, _part(prose, slip.span), 2):
                continue
        yield slip


def _is_foreign(prose: str, span: Span, share: int) -> bool:
    """Whether more than one in `share` words of `span` is not English, and no Hangul is there."""
    words = _WORD.findall(prose, *span)
    few = len(words) >= _FEWEST and share * sum(map(is_word, words)) < (share - 1) * len(words)
    return few and _HANGUL.search(prose, *span) is None


def _part(prose: str, span: Span) -> Span:
    """The part of the sentence in which `span` stands, as far as it is near."""
    ends = [match.end() for match in _PART_END.finditer(prose, max(0, span.start - _AROUND), span.start)]
    end = _PART_END.search(prose, span.end, span.end + _AROUND)
    return Span(ends[-1] if ends else max(0, span.start - _AROUND), end.start() if end else span.end + _AROUND)


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
