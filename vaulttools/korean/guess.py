"""Words that no dictionary has, and what was meant: one slip of the keys away, or two words without their blank."""

from collections.abc import Callable, Iterable
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

from vaulttools.korean.keyboard import keystrokes, late, neighbours, seam_slips, slips, typed_whole
from vaulttools.korean.lexicon import is_common, is_frame, is_noun, is_verb, is_word
from vaulttools.korean.particles import particle_forms

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


_BEFORE_VERB = frozenset("안못좀")
"""Words of one syllable that stand before a verb."""
_LONE = frozenset("이그저한두세네몇")
"""Words of one syllable that stand before a noun."""
_BOUND = frozenset("것거걸건게수듯중후전때만등뿐채줄데바지안못않있없싶말같해하한할함했됐된될됨되돼")
"""What the words begin with that are most often written without the blank before them."""
_RARE_BUT_USED = frozenset("띡읭왤촥꿱뙇쀼뿜쫀쫜쩝캬퓰햏휀꺅끅뀨뀽쮸쭙쪙뎀")
"""Syllables outside KS X 1001 that slang and brands have."""


@lru_cache(maxsize=1 << 17)
def guess(run: str, keys: bool = True) -> Guess | None:
    """What is wrong with `run`, a word of Hangul syllables; None where nothing is, or nobody can tell.

    Slips of the keys take the longest to find; they are only looked for where `keys` says so.
    """
    if is_word(run):
        return None
    for size in (1, 2, 3):
        forms = particle_forms(run[-size:]) if len(run) > size + 1 else None
        if forms is not None and is_noun(run[:-size]):
            other = forms[forms[0] == run[-size:]]
            if is_word(run[:-size] + other):
                return Guess(Sort.PARTICLE, len(run) - size, len(run), (other,))
    if not all(map(_is_usual, run)):
        return Guess(Sort.SYLLABLE, 0, len(run), _meant(run))
    parted = _parted(run)
    if parted or len(run) < 3:
        return Guess(Sort.BLANK, 0, len(run), parted) if parted else None
    right = _meant(run) if keys else ()
    return Guess(Sort.KEYS, 0, len(run), right) if right else None


def _parted(run: str) -> tuple[str, ...]:
    """`run` as two words, where the blank between them is surely missing; compounds of nouns are not.

    Before the blank stands a verb with its ending, a noun with its particle, or a word like 안 and 이.
    """
    found = []
    for cut in range(1, len(run)):
        left, right = run[:cut], run[cut:]
        if cut == 1:
            fits = (left in _BEFORE_VERB and is_verb(right)) or (left in _LONE and is_common(right) and len(right) > 1)
        else:
            fits = (
                is_common(left)
                and not is_noun(left)
                and (len(right) > 1 or right in _BOUND)
                and (right[0] in _BOUND or is_common(right))
                and is_word(right)
            )
        if fits:
            found.append(f"{left} {right}")
    return tuple(found)


def _is_usual(syllable: str) -> bool:
    """Whether `syllable` is one of the 2,350 of KS X 1001, which hold all but a handful of those in use."""
    return len(syllable.encode("euc_kr", "ignore")) == 2 or syllable in _RARE_BUT_USED


def _meant(run: str) -> tuple[str, ...]:
    """The words of every day that are one slip from `run`: of the keys, or a whole syllable twice or in the wrong place."""
    near = {run[:at] + run[at + 1 :] for at in range(1, len(run)) if run[at] == run[at - 1]}
    near.update([run[: at - 1] + run[at] + run[at - 1] + run[at + 1 :] for at in range(1, len(run))])
    for at in range(len(run)):
        before, after = run[:at], run[at + 1 :]
        if is_frame(before, after):
            near.update([before + text + after for text in _near_syllable(run[at])])
        if after and is_frame(before, after[1:]):
            near.update([before + text + after[1:] for text in _near_seam(run[at : at + 2])])
    near.discard(run)
    return _those(is_common, near)


@cache
def _near_syllable(syllable: str) -> frozenset[str]:
    """The texts of whole syllables that are one slip of the keys from one syllable."""
    keys = keystrokes(syllable)
    return _wholes(slips(keys) | late(keys))


@lru_cache(maxsize=1 << 14)
def _near_seam(pair: str) -> frozenset[str]:
    """The texts of whole syllables that are one slip of the keys from two syllables and part the keys in another way."""
    return _wholes(seam_slips(*map(keystrokes, pair)))


def restored(word: str) -> tuple[str, ...]:
    """The Korean words that may have been meant by `word`, which has loose jamo.

    Two keys in the wrong order come first, then any one slip, then a key that came late and another slip. Words of
    every day are taken where there are any.
    """
    keys = keystrokes(word)
    if len(keys) > _MOST_KEYS:
        return ()
    swapped = _wholes(keys[:at] + keys[at + 1] + keys[at] + keys[at + 2 :] for at in range(len(keys) - 1))
    once = _wholes(slips(keys) | late(keys))
    found = _those(is_common, swapped) or _those(is_word, swapped) or _those(is_common, once)
    if not found and len(keys) <= _MOST_KEYS_TWICE:
        found = _those(is_common, _wholes(near for moved in late(keys) for near in neighbours(moved)))
    return found or _those(is_word, once)


def _wholes(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(typed_whole, keys)))


def _those(accepted: Callable[[str], bool], texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(filter(accepted, texts)))
