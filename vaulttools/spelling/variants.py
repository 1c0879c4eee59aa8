"""Words that can be written in two ways: compounds joined or apart (토큰증권, 토큰 증권), terms in capitals or not (Web3, web3)."""

from collections.abc import Callable, Iterator, Sequence, Set

from vaulttools.english.spelling import is_everyday
from vaulttools.english.spelling import is_word as is_english
from vaulttools.english.words import ACRONYMS
from vaulttools.korean.confusions import Certainty
from vaulttools.korean.hangul import is_syllable, sound
from vaulttools.korean.kinds import Kind
from vaulttools.korean.lexicon import is_listed_noun
from vaulttools.korean.particles import read_tail
from vaulttools.korean.words import DEEDS
from vaulttools.patterns import pattern
from vaulttools.spelling.slips import Slip
from vaulttools.spelling.witness import FEW_WORDS
from vaulttools.text import Span, occurrences
from vaulttools.values import NamedTuple

_TERM = pattern("[A-Z][A-Za-z]*[A-Z0-9][A-Za-z0-9]*")
_SHORTEST = 4
"""Syllables of a compound of two nouns."""


class Ways(NamedTuple):
    """A word, and the other way to write it. If that has a space, `sign` is what comes before it."""

    word: str
    other: str
    sign: str = ""


def apart(run: str) -> Ways | None:
    """The compound of two nouns that Hangul `run` is, with its particles left out, and the two with a blank between."""
    cuts = [cut for cut in range(2, len(run) - 1) if is_listed_noun(run[:cut])]
    for end in range(len(run), _SHORTEST - 1, -1) if cuts else ():
        if end == len(run) or read_tail(sound(run[end - 1]), run[end:]) is not None:
            for cut in cuts:
                if cut < end - 1 and is_listed_noun(run[cut:end]):
                    return Ways(run[:end], f"{run[:cut]} {run[cut:end]}", run[:cut])
    return None


def small(token: str) -> Ways | None:
    """The term in capitals that `token` begins with, and it in small letters; None where those are another word, or a sign
    such as h1."""
    match = _TERM.match(token)
    if match is None or match[0][1:].isdigit():
        return None
    word, other = match[0], match[0].lower()
    return None if (is_everyday if word in ACRONYMS else is_english)(other) else Ways(word, other)  # ai is a sloth, too


def places(word: str, prose: str) -> Iterator[Span]:
    """Where `word` (Hangul, or a term of Latin letters and digits) stands in `prose`, alone or followed by particles."""
    for span in occurrences(word, prose):
        if not _joins(prose[span.start - 1 : span.start], word[0]) and _may_end(word, prose, span.end):
            yield span


def _joins(other: str, letter: str) -> bool:
    """Whether a word goes on at `letter`, its neighbour."""
    if not other:
        return False
    return (
        is_syllable(other) if is_syllable(letter) else other in "_-./@#&+;\\" or (other.isascii() and other.isalnum())
    )


def _may_end(word: str, prose: str, end: int) -> bool:
    if not is_syllable(word[-1]):
        return not _joins(prose[end : end + 1], word[-1]) or prose[end : end + 2] in (".", ". ", ".\n")
    rest = _REST.match(prose, end)
    return rest is None or read_tail(sound(word[-1]), rest[0]) is not None


_REST = pattern("[가-힣]+")


_MOST_DISTINCT = 20_000
"""No note that a person has written has more different words; each takes a look through all of it."""
_LATIN = pattern("[A-Za-z0-9]+")
_IS_PARAMETER = pattern(r" ?\(|:[ \n]")
"""What follows the name of a parameter: `appkey (str)`, `appkey: the key`."""
_IN_PAIR = pattern("(?:[·ㆍ/]|및 )\\Z")
"""What makes two words the first of the compound: `요구·응답 코드`."""
_IN_KOREAN = pattern(r" ?[가-힣]|[.,]?(?:\s|\Z)(?! ?[A-Za-z(])")


def in_two_ways(found: Set[Ways], tokens: frozenset[str], prose: str, known: Callable[[Slip], bool]) -> Iterator[Slip]:
    """The places where `prose` has the rarer one of two ways to write a word.

    Both ways to write a compound are right, and few people care: it must stand as often in one word, or six times as often in
    two, and be a term rather than two words that happen to meet, or be the name of a note. Which is meant is disputed where
    each stands as often. Letters of an abbreviation are
    as often a value of some program, unless everybody knows it and Hangul follows.
    """
    if len(tokens) > _MOST_DISTINCT:
        return
    runs = frozenset(_LATIN.findall(prose)) if len(found) > FEW_WORDS else None
    for ways in found:
        # What a word written the other way leaves alone, between blanks or other signs, is quickly looked up.
        if (ways.sign and ways.sign not in tokens) or (runs is not None and not ways.sign and ways.other not in runs):
            continue
        if ways.other not in prose:
            continue
        one, two = ([*places(each, prose)] for each in ways[:2])
        if ways.sign:
            two = [span for span in two if not _IN_PAIR.search(prose, max(0, span.start - 2), span.start)]
        if ways.word.isupper():
            two = [span for span in two if _IN_KOREAN.match(prose, span.end)]  # others are as often a program's names
        elif not ways.sign:
            two = [span for span in two if not _IS_PARAMETER.match(prose, span.end)]
        if one and two:
            slip = Slip(Kind.VARIANT, one[0], ways.word, ways.word, ways.other, Certainty.LIKELY)
            is_name = known(slip)
            keeps = is_name or len(one) >= len(two)
            rare, often, right = (two, one, ways.word) if keeps else (one, two, ways.other)
            if is_name or (
                len(often) >= len(rare) * _times(right, bool(ways.sign), prose, rare)
                and (not ways.sign or _is_term(ways.other, len(one) + len(two), prose))
            ):
                is_tie = ways.sign and len(one) == len(two) and not is_name
                for span in rare:
                    word = span.of(prose)
                    each = slip._replace(span=span, wrong=word, word=word, right=right)
                    if not known(each):
                        yield each._replace(certainty=Certainty.DISPUTED) if is_tie else each


def _times(right: str, is_compound: bool, prose: str, rare: Sequence[Span]) -> int:
    """How many times as often as the other spelling, which stands at `rare` in `prose`, `right` must occur."""
    if is_compound:
        # What is done to something (환경 구축) reads as two words as well as one.
        return 6 if " " in right else 3 if right[-2:] in DEEDS else 1
    if right in _CAPITALS:
        return 1 if all(_BEFORE_HANGUL.match(prose, span.end) for span in rare) else 3
    return 1 if len(right) > 2 and not (right.isupper() or right.islower()) else 3


_BEFORE_HANGUL = pattern(" ?[가-힣]")
_CAPITALS = ACRONYMS - {"CC", "ETC", "VS"}
"""Abbreviations that everybody knows and writes in capitals."""


def _is_term(words: str, times: int, prose: str) -> bool:
    """Whether the two `words`, which stand together so many `times` in `prose`, do so in at least half of the places where
    each of them stands."""
    return all(prose.count(word) <= 2 * times for word in words.split(" "))
