"""Guesses what an unknown word was meant to be: a word one slip of the keys away, or two words without their blank."""

from functools import lru_cache

from vaulttools.korean.blanks import modified, parted
from vaulttools.korean.compounds import has_verb, is_compound, may_be_noun
from vaulttools.korean.doubled import particle_once, syllable_once
from vaulttools.korean.hangul import coda_of, compose, decompose, is_usual, sound
from vaulttools.korean.kinds import Kind
from vaulttools.korean.lexicon import is_any_verb, is_common, is_everyday, is_stem, is_verb, is_word
from vaulttools.korean.mistaken import wrong_particle
from vaulttools.korean.near import is_long_noun, long_nouns, meant, sounding_alike, without_one
from vaulttools.korean.particles import Tail, is_light_verb, read_tail
from vaulttools.korean.phonetic import with_glide, word_said_like
from vaulttools.korean.unknown_words import is_person, is_verbal
from vaulttools.values import NamedTuple


class Guess(NamedTuple):
    """What is wrong in a word from `start` to `end`, and what may have been meant there, the most likely first."""

    kind: Kind
    start: int
    end: int
    right: tuple[str, ...] = ()
    may_be_noun: bool = False
    """Whether it reads like a noun that the lexicon lacks, or like a noun and a verb, so that a witness is needed."""
    by_rule: bool = False
    """Whether a spelling rule decides this, so that it can be no name."""


@lru_cache(maxsize=1 << 17)
def guess(run: str, keys: bool = True, blanks: bool = True) -> Guess | None:
    """What is wrong with `run`, a word of Hangul syllables; None if nothing is, or nobody can tell.

    Slips of the keys take the longest to find; they are only looked for where `keys` says so, and so are `blanks`.
    """
    whole = 0, len(run)
    if is_word(run):
        return None
    if verb := _with_past(run) or _with_l(run) or _without_l(run) or _polite(run) or with_glide(run):
        return Guess(Kind.KEYS, *whole, (verb,), by_rule=True)
    if particle := wrong_particle(run):
        size, other = particle
        return Guess(Kind.PARTICLE, len(run) - size, len(run), (other,), by_rule=True)
    if not all(map(is_usual, run)):
        return Guess(Kind.SYLLABLE, *whole, meant(run), by_rule=True)
    if blanks and (words := modified(run)):
        return Guess(Kind.BLANK, *whole, (words,))
    right = particle_once(run) or syllable_once(run)
    if not right and keys and not is_person(run):
        right = sounding_alike(run)
    if right:
        return Guess(Kind.KEYS, *whole, (right,), by_rule=True)
    may_be_term = may_be_noun(run)
    if blanks and (ways := parted(run, may_be_term)):
        return None if is_compound(run) else Guess(Kind.BLANK, *whole, ways)
    if keys and len(run) > 2 and not is_person(run) and not is_compound(run) and (right := word_said_like(run)):
        return Guess(Kind.KEYS, *whole, (right,), by_rule=True)
    return _slip_of(run, may_be_term) if keys and len(run) > 1 else None


def _slip_of(run: str, may_be_noun: bool) -> Guess | None:
    """The everyday words that the unknown word `run` is a slip of the keys away from; None if there are none, or if it is a
    compound."""
    right = meant(run)
    if is_compound(run):
        return None
    if not right:
        right = without_one(run) or long_nouns(run)
    may_be_noun &= not all(is_long_noun(word, run) for word in right)
    if not right:
        return None
    if may_be_noun and (known := _with_tail(run, right)):
        right, may_be_noun = known, False
    may_be_right = may_be_noun or has_verb(run) or (len(run) < 3 and not is_verbal(run))
    return Guess(Kind.KEYS, 0, len(run), right, may_be_right)


def _with_tail(run: str, right: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `right` that begin with the same everyday noun as `run`, followed by at least two syllables.

    Everything that can follow a noun within its word is known, so an unknown ending is a slip: 진입합니나.
    """
    return tuple(
        word
        for word in right
        if any(
            word[:cut] == run[:cut]
            and is_everyday(word[:cut])
            and (is_light_verb(word[cut:]) or read_tail(sound(word[cut - 1]), word[cut:]) is Tail.PARTICLE)
            for cut in range(2, min(len(word), len(run)) - 1)
        )
    )


def _with_past(run: str) -> str:
    """`run`, which is no word, with its ㅅ, one or all, replaced by the ㅆ of the past tense: 늘었다 for 늘엇다; empty if that is no
    verb."""
    places = [at for at, syllable in enumerate(run[:-1]) if coda_of(syllable) == "ㅅ"]
    for which in (*([at] for at in places), places):
        past = "".join([compose(*decompose(each)[:2], "ㅆ") if at in which else each for at, each in enumerate(run)])
        if past != run and (is_any_verb(past) or (which[0] and is_word(past))):
            return past
    return ""


def _with_l(run: str) -> str:
    """`run`, which is no word, with the ㄹ that a stem of two syllables or more keeps before its ending: 만들려고 for 만드려고; empty
    if that is no verb."""
    for at in range(1, len(run) - 1):
        lead, middle, coda = decompose(run[at])
        if not coda:
            stem = run[:at] + compose(lead, middle, "ㄹ")
            if is_stem(stem) and is_verb(whole := stem + run[at + 1 :]):
                return whole
    return ""


def _polite(run: str) -> str:
    """`run`, which is no word, with the 니 that a polite ending needs: 있습니다 for 있습다, 합니다 for 합다; empty if that is no verb."""
    verb = f"{run[:-1]}니다"
    return verb if run[-1] == "다" and coda_of(run[-2:-1] or "가") == "ㅂ" and is_common(verb) else ""


def _without_l(run: str) -> str:
    """`run`, which is no word, without a ㄹ that does not belong before 려고 or 시: 바꾸려면 for 바꿀려면, 먹으려고 for 먹을려고,
    만드시면 for 만들시면; empty if that is no verb."""
    for at in range(1, len(run)):
        lead, middle, coda = decompose(run[at - 1])
        if coda == "ㄹ" and run[at] in "려시셔세셨십":
            verb = run[: at - 1] + compose(lead, middle) + run[at:]
            if is_any_verb(verb):
                return verb
    return ""
