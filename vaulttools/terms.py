"""Terms: the words that one text says again and again, and which of them a word is one slip of the keys from."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

from vaulttools.korean.hangul import is_syllable, sound
from vaulttools.korean.keyboard import keystrokes
from vaulttools.korean.particles import read_tail, stem
from vaulttools.patterns import pattern

_WORD = pattern("[가-힣]{3,}|[A-Za-z]{4,}")
_OFTEN = 3
"""So often stands in a text what is a term of it."""
_SHORTEST = {True: 3, False: 5}
"""Syllables of a Korean term, and letters of another one, that others are compared to."""


class Terms:
    """The terms of one text. They are only counted when somebody asks."""

    def __init__(self, prose: str) -> None:
        self._prose = prose

    def near(self, word: str) -> str:
        """`word` with the one term put right that it begins with but for a slip of the keys; empty where there is none.

        A slip is a key too many or missing, another one, or two in the wrong order. What a term can be lengthened to, or
        was cut from, is another word.
        """
        hangul = is_syllable(word[0])
        for end in range(len(word), _SHORTEST[hangul] - 1, -1) if hangul else (len(word),):
            head, rest = word[:end], word[end:]
            found = {
                term
                for term in self._near(head)
                if not (term.startswith(head) or head.startswith(term))
                and (not rest or read_tail(sound(term[-1]), rest) is not None)
            }
            if found:
                return found.pop() + rest if len(found) == 1 else ""
        return ""

    def _near(self, head: str) -> Iterator[str]:
        keys = keystrokes(head)
        for shorter in _shorter(keys):
            for term, its in self._by_shorter.get(shorter, {}).items():
                if _is_slip(keys, its):
                    yield term

    @cached_property
    def _by_shorter(self) -> Mapping[str, Mapping[str, str]]:
        """Terms with their keys, by these keys less one of them, and by all."""
        found: dict[str, dict[str, str]] = {}
        counts: Counter[str] = Counter()
        for word, count in Counter(_WORD.findall(self._prose)).items():
            counts[stem(word) if is_syllable(word[0]) else word] += count
        for term, count in counts.items():
            if count >= _OFTEN and len(term) >= _SHORTEST[is_syllable(term[0])]:
                keys = keystrokes(term)
                for shorter in _shorter(keys):
                    found.setdefault(shorter, {})[term] = keys
        return found


def _shorter(keys: str) -> set[str]:
    return {keys, *(keys[:at] + keys[at + 1 :] for at in range(len(keys)))}


def _is_slip(one: str, other: str) -> bool:
    """Whether a single slip makes `other` of `one`: what is left between their common ends tells."""
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    return (len(left) <= 1 and len(right) <= 1) or (len(left) == 2 and left == right[::-1])
