"""Loose jamo in Korean words: a key typed too soon, too late or not at all, and the word that was meant."""

import re
from typing import NamedTuple

from vaulttools.korean.hangul import is_syllable
from vaulttools.korean.keyboard import keystrokes, late, neighbours, slips, typed
from vaulttools.korean.lexicon import is_word

# Laughter, tears, shivers and short answers are written in jamo on purpose, before a word or behind it.
_SLANG = re.compile(
    r"^(?:[ㅋㅎㅠㅜㅡ]+|ㅇㅇ+|ㄴㄴ+|ㄱㄱ+|ㄷㄷ+|ㄹㅇ|ㅈㄴ|ㅇㅋ|ㅇㅈ|ㅁㅊ|ㅅㅂ|ㅂㅂ|ㄱㅅ|ㅊㅊ|ㅉㅉ+)|(?:[ㅋㅎㅠㅜㅡ]+|ㅇㅇ+|ㄴㄴ+|ㄱㄱ+|ㄷㄷ+|ㅇㅋ|ㅇㅈ|ㄱㅅ|ㅊㅊ|ㅉㅉ*)$"
)
_BAR = re.compile("[ㅡㅣ]")
_MOST_KEYS = 30


class Stray(NamedTuple):
    """A word from `start` to `end` with loose jamo, and what may have been meant, best first."""

    start: int
    end: int
    right: tuple[str, ...]

    def of(self, run: str) -> str:
        """The word as it stands in `run`."""
        return run[self.start : self.end]


def stray_jamo(run: str) -> Stray | None:
    """The garbled word in `run`, which is Hangul syllables and jamo only; None where its jamo are meant.

    Meant are jamo by themselves, slang at either end (`좋다ㅋㅋ`), letters talked about (`ㄱ자`, `ㅇㅇ이`) and ㅡ or ㅣ
    drawn as a line between two words.
    """
    start, end = 0, len(run)
    while match := _SLANG.search(run[start:end]):
        if match.start() == 0:
            start += match.end()
        else:
            end = start + match.start()
    word = run[start:end]
    loose = [at for at, char in enumerate(word) if not is_syllable(char)]
    if not loose or len(loose) == len(word):
        return None
    if loose[-1] == len(loose) - 1 and (len(set(word[: len(loose)])) == 1) and _mentions_letter(word[len(loose) :]):
        return None
    if all(part and is_word(part) for part in _BAR.split(word)):
        return None
    return Stray(start, end, restored(word))


def _mentions_letter(rest: str) -> bool:
    return is_word(f"가{rest}") or is_word(f"각{rest}") or is_word(rest)


def restored(word: str) -> tuple[str, ...]:
    """The Korean words that `word` is one slip of the keys from, or where there is none, a late key and a slip."""
    keys = keystrokes(word)
    if len(keys) > _MOST_KEYS:
        return ()
    return _words(slips(keys) | late(keys)) or _words(
        {near for moved in late(keys) for near in neighbours(moved)} if len(keys) <= 16 else set()
    )


def _words(keys: set[str]) -> tuple[str, ...]:
    texts = {typed(each) for each in keys}
    return tuple(sorted(text for text in texts if text and min(text) >= "가" and is_word(text)))
