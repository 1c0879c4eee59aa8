"""Words that can be written in two ways: compounds joined or apart (토큰증권, 토큰 증권), terms in capitals or not (Web3, web3)."""

from collections.abc import Iterator
from typing import NamedTuple

from vaulttools.english.spelling import is_word as is_english
from vaulttools.korean.hangul import is_syllable, sound
from vaulttools.korean.lexicon import is_listed, is_noun
from vaulttools.korean.particles import read_tail
from vaulttools.patterns import pattern
from vaulttools.text import Span

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
    for end in range(len(run), _SHORTEST - 1, -1):
        if end == len(run) or read_tail(sound(run[end - 1]), run[end:]) is not None:
            head = run[:end]
            for cut in range(2, end - 1):
                if all(is_listed(noun) and is_noun(noun) for noun in (head[:cut], head[cut:])):
                    return Ways(head, f"{head[:cut]} {head[cut:]}", head[:cut])
    return None


def small(token: str) -> Ways | None:
    """The term in capitals that `token` begins with, and it in small letters; None where those are another word, or a sign
    such as h1."""
    match = _TERM.match(token)
    if match is None or match[0][1:].isdigit() or is_english(match[0].lower()):
        return None
    return Ways(match[0], match[0].lower())


def places(word: str, prose: str) -> Iterator[Span]:
    """Where `word`, Hangul or a term of Latin letters and digits, stands in `prose`, alone or with particles behind it."""
    at = prose.find(word)
    while at >= 0:
        end = at + len(word)
        if not _joins(prose[at - 1 : at], word[0]) and _may_end(word, prose, end):
            yield Span(at, end)
        at = prose.find(word, end)


def _joins(other: str, letter: str) -> bool:
    """Whether what stands before or behind `letter` belongs to the same word."""
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
