"""The Korean keyboard (두벌식, KS X 5002): which keys make a text, and what an input method makes of keys."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import chain

from vaulttools.korean.hangul import CODAS, LEADS, VOWELS, compose, decompose, is_syllable
from vaulttools.patterns import pattern
from vaulttools.qwerty import BESIDE

_KEYS = dict(zip("qwertyuiopasdfghjklzxcvbnm", "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", strict=True))
_KEYS |= {key.upper(): jamo for key, jamo in _KEYS.items()} | dict(zip("QWERTOP", "ㅃㅉㄸㄲㅆㅒㅖ", strict=True))
_LETTERS = {jamo: key for key, jamo in reversed(_KEYS.items())} | {
    jamo: key for key, jamo in _KEYS.items() if key.islower()
}
_VOWEL_PAIRS = {"ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ"}
_CODA_PAIRS = {
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ",
    "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
_PAIRS = _VOWEL_PAIRS | _CODA_PAIRS
_JOINED = {pair: jamo for jamo, pair in _PAIRS.items()}
_CONSONANTS, _VOWELS, _FINALS = frozenset(LEADS), frozenset(VOWELS), frozenset(CODAS[1:])

NEIGHBOURS = {_KEYS[key]: "".join(_KEYS[other] for other in others) for key, others in BESIDE.items()}
"""For each jamo of an unshifted key, the jamo of the keys that touch it."""

SHIFTED = {_KEYS[key]: _KEYS[key.upper()] for key in "qwertop"}
"""The jamo of a key, and the one that it gives with Shift."""


def keystrokes(text: str) -> str:
    """The jamo typed for `text`, one for a key (ㅘ is ㅗㅏ); what is not Hangul stands for itself."""
    jamo = chain.from_iterable(decompose(char) if is_syllable(char) else char for char in text)
    return "".join(_PAIRS.get(each, each) for each in jamo)


def typed(keys: str) -> str:
    """What an input method makes of these jamo, one for a key: syllables as long as they go, loose jamo where not."""
    made = []
    at, count = 0, len(keys)
    while at < count:
        key = keys[at]
        at += 1
        if key in _CONSONANTS and keys[at : at + 1] in _VOWELS:
            vowel = keys[at]
            at += 1
            if keys[at - 1 : at + 1] in _JOINED:
                vowel = _JOINED[keys[at - 1 : at + 1]]
                at += 1
            coda = ""
            if at < count and keys[at] in _FINALS and keys[at + 1 : at + 2] not in _VOWELS:
                coda = keys[at]
                at += 1
                if keys[at - 1 : at + 1] in _JOINED and keys[at + 1 : at + 2] not in _VOWELS:
                    coda = _JOINED[keys[at - 1 : at + 1]]
                    at += 1
            made.append(compose(key, vowel, coda))
        elif key in _VOWELS and keys[at - 1 : at + 1] in _JOINED:
            made.append(_JOINED[keys[at - 1 : at + 1]])
            at += 1
        else:
            made.append(key)
    return "".join(made)


_SYLLABLE = (
    f"[{LEADS}](?:{'|'.join(_VOWEL_PAIRS.values())}|[{VOWELS}])"
    f"(?:(?:{'|'.join(_CODA_PAIRS.values())}|[{''.join(CODAS[1:])}])(?=[{LEADS}][{VOWELS}]|$)|(?=[{LEADS}][{VOWELS}]|$))"
)
_SYLLABLES = pattern(_SYLLABLE)
_WHOLE = pattern(f"^(?:{_SYLLABLE})+$", re.M)
_typed = cache(typed)


def typed_whole(ways: Iterable[str]) -> frozenset[str]:
    """What `typed` makes of those of the keystrokes in `ways` that give whole syllables only."""
    whole = _WHOLE.findall("\n".join(ways))  # all at once, as there are thousands of ways to mistype a word
    return frozenset("".join(map(_typed, _SYLLABLES.findall(keys))) for keys in whole)


def as_latin(text: str) -> str:
    """What the keys of Hangul `text` give while the keyboard is set to English: `안녕` is `dkssud`."""
    return "".join(_LETTERS.get(jamo, jamo) for jamo in keystrokes(text))


def as_hangul(letters: str) -> str:
    """What the keys of Latin `letters` give while the keyboard is set to Korean: `dkssud` is `안녕`."""
    return typed("".join(_KEYS.get(letter, letter) for letter in letters))


def slips(keys: str) -> set[str]:
    """The keystrokes from which `keys` is one slip away: two keys swapped, one doubled, missed, beside the right one, or with the wrong Shift."""
    found: set[str] = set()
    for at, key in enumerate(keys):
        before, after = keys[:at], keys[at + 1 :]
        found.add(before + after)
        if after:
            found.add(before + after[0] + key + after[1:])
        for other in _INSTEAD.get(key, ""):
            found.add(before + other + after)
    for at in range(len(keys) + 1):
        for key in _ALL:
            found.add(keys[:at] + key + keys[at:])
    found.discard(keys)
    return found


def late(keys: str) -> set[str]:
    """`keys` with one of them typed up to three places sooner or later."""
    found: set[str] = set()
    for at, key in enumerate(keys):
        rest = keys[:at] + keys[at + 1 :]
        found.update(rest[:to] + key + rest[to:] for to in range(max(0, at - 3), min(len(rest), at + 3) + 1))
    found.discard(keys)
    return found


def seam_slips(left: str, right: str) -> set[str]:
    """What `slips` and `late` make of the keys of two syllables, less what is a slip within one of the two.

    A slip within a syllable leaves the other as it is, unless the key that begins the second one, or the one after it,
    is lost, wrong, parted from the other, or too late.
    """
    keys, first = left + right, right[0]
    found = {left + right[1:], left + first + right[2:]}
    found.update([left + other + right[1:] for other in _INSTEAD[first]])
    found.update([left + first + other + right[2:] for other in _INSTEAD[right[1]]])
    found.update([left + first + other + right[1:] for other in LEADS])
    for at in range(max(0, len(left) - 3), min(len(left) + 4, len(keys))):
        rest = keys[:at] + keys[at + 1 :]
        found.update([rest[:to] + keys[at] + rest[to:] for to in range(max(0, at - 3), min(len(rest), at + 3) + 1)])
    found.discard(keys)
    return found


def neighbours(keys: str) -> set[str]:
    """`keys` with one of them replaced by a key that touches it, or by the same key with or without Shift."""
    return {keys[:at] + other + keys[at + 1 :] for at, key in enumerate(keys) for other in _INSTEAD.get(key, "")}


_UNSHIFTED = {double: plain for plain, double in SHIFTED.items()}
_INSTEAD = {
    jamo: NEIGHBOURS.get(jamo, "") + SHIFTED.get(jamo, "") + _UNSHIFTED.get(jamo, "")
    for jamo in {*_CONSONANTS, *_VOWELS} - _PAIRS.keys()
}
_ALL = "".join(sorted(_INSTEAD))
