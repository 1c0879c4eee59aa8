"""English words, their common misspellings, and what a slip of the keys was meant to be."""

from collections.abc import Collection
from functools import cache, cached_property, lru_cache
from pathlib import Path

from vaulttools.keys import BESIDE
from vaulttools.sorted_words import SortedWords

_VOWELS = "aeiou"
_LONG = 7
"""From this many letters on, a word that is not common is also taken for what was meant."""


@cache
def misspellings() -> dict[str, str]:
    """Misspelt words in small letters, and how each is spelt (`misspellings.tsv`)."""
    lines = Path(__file__).with_name("misspellings.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


_OFTEN = 5000
"""Words that are asked for in the time that it takes to part them all."""


class _Words:
    """Words of small letters, sorted, one a line; parted once they are asked for often."""

    def __init__(self, text: str) -> None:
        self._words = SortedWords(text)
        self._asked = 0

    @cached_property
    def _all(self) -> frozenset[str]:
        return frozenset(self._words.text.split())

    def __contains__(self, word: str) -> bool:
        self._asked += 1
        return word in (self._all if self._asked > _OFTEN else self._words)

    def among(self, words: Collection[str]) -> frozenset[str]:
        """Those of `words` that are one of them."""
        self._asked += len(words)
        if self._asked > _OFTEN:
            return self._all.intersection(words)
        return frozenset(word for word in words if word.isascii() and word in self._words)

    def any_begins(self, letters: str) -> bool:
        """Whether one of them begins with `letters`."""
        return self._words.any_begins(letters)


@cache
def _lists() -> tuple[_Words, _Words]:
    """The common words, and all others (`words.txt`)."""
    text = Path(__file__).with_name("words.txt").read_text(encoding="utf-8")
    common, rest = text.partition("[common]\n")[2].split("[rest]\n")
    return _Words(common), _Words(rest)


def is_word(word: str) -> bool:
    """Whether `word`, in small letters, is an English word; none of those is a misspelling of the tables."""
    common, rest = _lists()
    return word in common or word in rest


def is_often(word: str) -> bool:
    """Whether `word`, in small letters, is one of the common words."""
    return word in _lists()[0]


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
            word.endswith(each) and not word.endswith("ss") and is_word(word[: -len(each)])
            for each in _BEHIND
            if len(word) > len(each) + 3
        )
        or (word[-1] != "s" and is_word(f"{word}s"))
        or (word.endswith("ed") and is_word(word[:-1]))
    )


_SHORTEST_PART = 3


def is_joined(word: str) -> bool:
    """Whether `word`, or what it is the plural of, is two common words: hotspots."""
    one = word[:-1] if word[-1] == "s" != word[-2] else word
    cuts = range(_SHORTEST_PART, len(one) - _SHORTEST_PART + 1)
    return any(is_often(one[:cut]) and is_often(one[cut:]) for cut in cuts)


@lru_cache(maxsize=1 << 16)
def meant(word: str) -> tuple[str, ...]:
    """The words that are one slip from `word`, a word of small letters that is none itself; sorted, common ones only.

    A slip is two letters in the wrong order, one too many or missing, the key beside, or a vowel for another.
    """
    common, rest = _lists()
    found: set[str] = set()
    for at in range(len(word) + 1):
        before, after = word[:at], word[at + 1 :]
        if not (common.any_begins(before) or rest.any_begins(before)):
            break  # No word begins so, whatever slipped behind it.
        if at < len(word):
            key = word[at]
            found.add(before + after)
            found.update([before + other + after for other in BESIDE[key] + _VOWELS * (key in _VOWELS)])
            if after:
                found.add(before + after[0] + key + after[1:])
        found.update([before + letter + word[at:] for letter in BESIDE])
    found.discard(word)
    return tuple(sorted(common.among(found) or (rest.among(found) if len(word) >= _LONG else ())))
