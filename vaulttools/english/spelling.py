"""English words, their common misspellings, and what a slip of the keys was meant to be."""

from bisect import bisect_left
from functools import cache, lru_cache
from pathlib import Path

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_PLACES = {key: (row, at + (0, 0.25, 0.75)[row]) for row, keys in enumerate(_ROWS) for at, key in enumerate(keys)}
_NEIGHBOURS = {
    key: "".join(o for o, (r, a) in _PLACES.items() if o != key and abs(r - row) <= 1 and abs(a - at) <= 1)
    for key, (row, at) in _PLACES.items()
}
_VOWELS = "aeiou"
_LONG = 7
"""From this many letters on, a word that is not common is also taken for what was meant."""


@cache
def misspellings() -> dict[str, str]:
    """Misspelt words in small letters, and how each is spelt (`misspellings.tsv`)."""
    lines = Path(__file__).with_name("misspellings.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


@cache
def _texts() -> tuple[str, str]:
    """The common words, and all others, each sorted, one a line (`words.txt`)."""
    text = Path(__file__).with_name("words.txt").read_text(encoding="utf-8")
    common, rest = text.partition("[common]\n")[2].split("[rest]\n")
    return common, rest


@cache
def _lists() -> tuple[list[str], list[str]]:
    """The common words, and all others, each sorted."""
    common, rest = _texts()
    return common.split(), rest.split()


@cache
def _often() -> frozenset[str]:
    """The common words."""
    return frozenset(_lists()[0])


def is_often(word: str) -> bool:
    """Whether `word`, in small letters, is one of the common words."""
    return word in _often()


def _is_start(letters: str) -> bool:
    """Whether a word begins with `letters`."""
    for each in _lists():
        at = bisect_left(each, letters)
        if at < len(each) and each[at].startswith(letters):
            return True
    return False


@cache
def words() -> frozenset[str]:
    """All English words, in small letters; none of them is a misspelling of the tables."""
    return frozenset("".join(_texts()).split())


_BEFORE = frozenset(
    """
    anti auto back co counter cross de front hyper inter macro mega meta micro mini mis multi non out over pre re self semi
    sub super trans ultra un under web
    """.split()
)
_BEHIND = ("s", "ly", "ness", "like", "wise")


def is_made(word: str) -> bool:
    """Whether `word` is an English word with a prefix or a suffix that any word may have: precompute, fintechs;
    or is one whose plural is known."""
    known = words()
    return any(
        word.startswith(each) and word[len(each) :] in known for each in _BEFORE if len(word) > len(each) + 3
    ) or (
        any(word.endswith(each) and word[: -len(each)] in known for each in _BEHIND if len(word) > len(each) + 3)
        or f"{word}s" in known
    )


@lru_cache(maxsize=1 << 16)
def meant(word: str) -> tuple[str, ...]:
    """The words that are one slip from `word`, a word of small letters that is none itself; sorted, common ones only.

    A slip is two letters in the wrong order, one too many or missing, the key beside, or a vowel for another.
    """
    common, known = _often(), words()
    found: set[str] = set()
    for at in range(len(word) + 1):
        before, after = word[:at], word[at + 1 :]
        if not _is_start(before):
            break  # No word begins so, whatever slipped behind it.
        if at < len(word):
            key = word[at]
            found.add(before + after)
            found.update([before + other + after for other in _NEIGHBOURS[key] + _VOWELS * (key in _VOWELS)])
            if after:
                found.add(before + after[0] + key + after[1:])
        if at:
            found.update([before + letter + word[at:] for letter in _PLACES])
    found.discard(word)
    return tuple(sorted(found & common or (found & known if len(word) >= _LONG else ())))
