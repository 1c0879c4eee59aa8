"""English words, their common misspellings, and what a slip of the keys was meant to be."""

from collections.abc import Callable, Collection
from functools import cache, cached_property, lru_cache
from itertools import chain
from pathlib import Path

from vaulttools.english.words import ORDINARY
from vaulttools.qwerty import BESIDE, slips_between
from vaulttools.sorted_words import SortedWords, sections

_VOWELS = "aeiou"
_LONG = 7
"""From this many letters on, a word that is not common is also taken for what was meant."""


@cache
def misspellings() -> dict[str, str]:
    """Misspelt words in small letters, and how each is spelt (`misspellings.tsv`)."""
    lines = Path(__file__).with_name("misspellings.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


_WITH_NOT = frozenset(
    f"{verb}n't"
    for verb in "ai are ca could did do does had has have is might must need should was were wo would".split()
)


def contraction(word: str) -> str:
    """The contraction of not that was meant by `word`, which is no English word: don't for dont, isn't for isn's; empty for none."""
    before, mark, behind = word.partition("'")
    if not mark:
        return f"{word[:-1]}'t" if f"{word[:-1]}'t" in _WITH_NOT else ""
    if word in _WITH_NOT or (behind != "nt" and is_word(before)):
        return ""  # the latter is a genitive
    near = [each for each in _WITH_NOT if slips_between(word, each, 1) == 1]
    return near[0] if len(near) == 1 else ""


_OFTEN = 2000
"""Words that are asked for in the time that it takes to part them all."""


class _Words:
    """Words of small letters in sorted sections; parted once they are asked for often."""

    def __init__(self, *sections: SortedWords) -> None:
        self._sections = sections
        self._asked = 0

    @cached_property
    def _all(self) -> frozenset[str]:
        return frozenset(chain(*(section.text.split() for section in self._sections)))

    def __contains__(self, word: str) -> bool:
        self._asked += 1
        return word in self._all if self._asked > _OFTEN else self._has(word)

    def _has(self, word: str) -> bool:
        return any(word in section for section in self._sections)

    def among(self, words: Collection[str]) -> frozenset[str]:
        """Those of `words` that are one of them."""
        self._asked += len(words)
        if self._asked > _OFTEN:
            return self._all.intersection(words)
        return frozenset(word for word in words if word.isascii() and self._has(word))


@cache
def _sections() -> tuple[SortedWords, SortedWords, SortedWords]:
    """The everyday words, other common ones, and all others (`words.txt`)."""
    found = sections(Path(__file__).with_name("words.txt"))
    return found["everyday"], found["common"], found["rest"]


@cache
def _lists() -> tuple[_Words, _Words]:
    """The common words, everyday ones among them, and all others."""
    *common, rest = _sections()
    return _Words(*common), _Words(rest)


def is_word(word: str) -> bool:
    """Whether `word`, in small letters, is an English word; none of those is a misspelling of the tables."""
    common, rest = _lists()
    return word in common or word in rest


def is_often(word: str) -> bool:
    """Whether `word`, in small letters, is one of the common words."""
    return word in _lists()[0]


@cache
def _everyday() -> frozenset[str]:
    return ORDINARY.union(_sections()[0].text.split())


def is_everyday(word: str) -> bool:
    """Whether `word`, in small letters, is one of the some eleven thousand English words that are written most."""
    return word in _everyday()


def words_among(words: Collection[str]) -> frozenset[str]:
    """Those of `words` that are English words in small letters."""
    common, rest = _lists()
    return common.among(words) | rest.among(words)


_BEFORE = frozenset(
    """
    anti auto back co counter cross de front hyper inter macro mega meta micro mini mis multi non out over pre re self semi
    sub super trans ultra un under web
    """.split()
)
_BEHIND = ("s", "ly", "ness", "like", "wise")
_DERIVED = (
    "able", "ible", "ed", "er", "ers", "est", "or", "ors", "ing", "ish", "ist", "ists", "ity", "ive", "ize", "izes", "ized", "izing", "izer",
    "izers", "ization", "ise", "ises", "ised", "ising", "iser", "isers", "isation",
)  # fmt: skip
"""What begins with a vowel and makes other words of verbs and nouns, coined freely: hasher, pickable, nullish."""
_SHORTEST_BASE = 4


def is_made(word: str) -> bool:
    """Whether `word` is an English word with a prefix or a suffix that any word may have: precompute, fintechs, tombstoned;
    or is one whose plural is known."""
    return (
        any(
            word.startswith(each) and (is_often if len(each) < 3 else is_word)(word[len(each) :])
            for each in _BEFORE
            if len(word) > len(each) + 3
        )
        or any(
            word.endswith(each) and _joins(word[: -len(each)], each) and is_word(word[: -len(each)])
            for each in _BEHIND
            if len(word) > len(each) + 3
        )
        or (word[-1] != "s" and is_word(f"{word}s"))
        or (word.endswith("ed") and is_word(word[:-1]))
        or (word.endswith("bility") and is_word(f"{word[:-5]}le"))
        or (word.endswith("ization") and is_word(f"{word[:-5]}e"))
        or (word.endswith("ional") and is_word(word[:-2]))
        or _is_british(word)
    )


def _is_british(word: str) -> bool:
    """Whether `word` has an s where a known one has z: securitisation."""
    before, _, behind = word.rpartition("is")
    return behind in ("e", "ed", "er", "ers", "es", "ing", "ation", "ations") and is_word(f"{before}iz{behind}")


def _joins(base: str, suffix: str) -> bool:
    """Whether `base` stays as it is before `suffix`: not so s before another, nor y behind a consonant (happyness, companys)."""
    return not (base[-1] == suffix == "s" or (base[-1] == "y" and base[-2] not in _VOWELS))


def is_coined(word: str, near: Collection[str]) -> bool:
    """Whether `word` is made of an English word by an ending that makes others freely: slurper, pickable, nullish.

    Not so where one of `near`, the words one slip away, begins like it, and has another vowel, one more, or a letter doubled
    or not (collecters, stablizing, numberring); or where one of them is written more than what it would be made of (suppling).
    Where there are none, it may have a prefix, too: unlistable.
    """
    known = is_everyday if any(map(is_everyday, near)) else is_word
    whole = [word] if near else [word, *(word[len(each) :] for each in _BEFORE if word.startswith(each))]
    return any(
        one.endswith(each) and _takes(one[: -len(each)], each, known) for one in whole for each in _DERIVED
    ) and not any(each[:_SHORTEST_BASE] == word[:_SHORTEST_BASE] and _sounds_like(each, word) for each in near)


def _sounds_like(one: str, other: str) -> bool:
    """Whether `one` differs from `other` in a vowel, has one more, or has once what the other has twice, or the other way round."""
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    longer = max(one, other, key=len)
    if len(one) == len(other):
        return one[at] in _VOWELS and other[at] in _VOWELS
    return longer[at] == longer[at - 1] or (longer is one and longer[at] in _VOWELS)


def _takes(base: str, suffix: str, known: Callable[[str], bool]) -> bool:
    """Whether `base` is what a word that is `known` becomes before `suffix`, which begins with a vowel: hash, serializ, stemm."""
    size = len(base)
    if size < _SHORTEST_BASE:
        return False
    if size == _SHORTEST_BASE and known is is_word:
        known = is_often
    is_greek = suffix.startswith(("iz", "is", "it", "iv")) and suffix != "ish"
    if base[-1] == base[-2] and not is_greek and _doubles(base[:-1]) and is_often(base[:-1]):
        return True
    return known(f"{base}e") or (known(base) and base[-1] != "e" and (is_greek or not _doubles(base)))


def _doubles(word: str) -> bool:
    """Whether `word` may double its last letter: a consonant behind one vowel (plan, submit), but not in ledger or vendor."""
    return (
        word[-1] not in "aeiouwxyh"
        and word[-2] in _VOWELS
        and word[-3] not in _VOWELS
        and word[-2:] not in ("er", "or")
    )


_SHORTEST_PART = 3


def is_joined(word: str, near: Collection[str]) -> bool:
    """Whether `word`, or what it is the plural of, is two common words in one, more common ones than all of `near`, which may
    have been meant: hotspots (hotpots), callout (fallout). Not so mindfull, which has a letter twice."""
    one = word[:-1] if word[-1] == "s" != word[-2] else word
    cuts = range(_SHORTEST_PART, len(one) - _SHORTEST_PART + 1)
    return any(
        is_known(one[:cut]) and is_known(one[cut:])
        for is_known in (is_often, is_everyday)
        if not any(map(is_known, near))
        for cut in cuts
    ) and not any(each in _with_one_letter_of_two(word) for each in near)


def _with_one_letter_of_two(word: str) -> Collection[str]:
    """`word` without one of two equal letters, for each place where it has such."""
    return [word[:at] + word[at + 1 :] for at in range(len(word) - 1) if word[at] == word[at + 1]]


@lru_cache(maxsize=1 << 16)
def meant(word: str) -> tuple[str, ...]:
    """The words that are one slip from `word`, a word of small letters that is none itself; sorted, common ones only.

    A slip is two letters in the wrong order, one too many or missing, the key beside, or a vowel for another; in a long word
    also any other letter, but the first.
    """
    sections, (common, rest) = _sections()[::-1], _lists()
    found: set[str] = set()
    other: set[str] = set()
    for at in range(len(word) + 1):
        before, after = word[:at], word[at + 1 :]
        if not any(section.any_begins(before) for section in sections):
            break  # No word begins so, whatever slipped behind it.
        if at < len(word):
            key = word[at]
            found.add(before + after)
            found.update([before + letter + after for letter in BESIDE[key] + _VOWELS * (key in _VOWELS)])
            if after:
                found.add(before + after[0] + key + after[1:])
            if at and len(word) >= _LONG:
                other.update([before + letter + after for letter in BESIDE])
        found.update([before + letter + word[at:] for letter in BESIDE])
    found.discard(word)
    return tuple(
        sorted(common.among(found) or common.among(other) or (rest.among(found) if len(word) >= _LONG else ()))
    )


def is_typical(slip: str, word: str) -> bool:
    """Whether `slip` differs from `word`, which is one slip away, as what people mistype does: in the order of two letters or in
    the key beside; in a letter doubled or not; in the plural of a word in y; or within a word that is everyday.

    Programs and products are named otherwise: by a letter before or behind a word (vhost, noty, agentx), its end left out
    (vertica), or what is nearly a rare word (orval).
    """
    if len(slip) == len(word):
        at = next(at for at in range(len(slip)) if slip[at] != word[at])
        if slip[at + 1 :] != word[at + 1 :]:
            return True
        if word[at] in BESIDE[slip[at]]:
            if 0 < at < len(slip) - 1 or (not at and word in ORDINARY):
                return True
            return is_everyday(word) and not is_everyday(slip[:-1] if at else slip[1:])
    elif slip == f"{word}s":
        return True
    is_known = is_often if len(slip) >= (_LONG if _sounds_like(word, slip) else _TWO_SLIPS) else is_everyday
    return (slip[0], slip[-1]) == (word[0], word[-1]) and is_known(word)


_TWO_SLIPS = 9
"""A word with fewer letters, of which two are wrong, is as often a word of its own."""


@lru_cache(maxsize=1 << 16)
def meant_afar(word: str) -> tuple[str, ...]:
    """What was meant by `word`, a long word in small letters that is none, nor one slip from any; sorted. These are common words
    of the same letters in another order, but for the first and the last (forigen); or else everyday words two slips away
    that begin with the same three letters and end with the same two."""
    size, letters = len(word), sorted(word)
    if size < _LONG:
        return ()
    alike = (each for section in _sections()[:2] for each in section.beginning(word[0]) if len(each) == size)
    moved = [each for each in alike if each[-1] == word[-1] and sorted(each) == letters]
    if moved or size < _TWO_SLIPS:
        return tuple(sorted(moved))
    beginning = [each for each in _sections()[0].beginning(word[:3]) if each[-2:] == word[-2:]]
    return tuple(sorted(each for each in beginning if slips_between(word, each, 2) <= 2))
