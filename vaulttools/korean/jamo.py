"""Loose jamo in Korean words: a key was pressed too soon, too late or not at all. Which word was meant?"""

from vaulttools.korean.hangul import Final, decompose, final_sound, is_syllable
from vaulttools.korean.lexicon import is_ending, is_verb, is_word
from vaulttools.korean.near import restored
from vaulttools.korean.particles import Tail, read_tail
from vaulttools.patterns import pattern
from vaulttools.values import NamedTuple

# Laughter, tears, shivers and short answers are written in jamo on purpose, before a word or behind it.
_SLANG = pattern(
    r"^(?:([ㅋㅎㅠㅜ])\1+|[ㅠㅜ]{2,}|ㅇㅇ+|ㄴㄴ+|ㄱㄱ+|ㄷㄷ+|ㄹㅇ|ㅈㄴ|ㅇㅋ|ㅇㅈ|ㅁㅊ|ㅅㅂ|ㅂㅂ|ㄱㅅ|ㅊㅊ|ㅉㅉ+)"
    r"|(?:[ㅋㅎㅠㅜㅡ]+|ㅇㅇ+|ㄴㄴ+|ㄱㄱ+|ㄷㄷ+|ㅇㅋ|ㅇㅈ|ㄱㅅ|ㅊㅊ|ㅉㅉ*)$"
)
_DRAWL = pattern(r"([ㅏ-ㅣ])\1+\Z")
_LETTER_NOUNS = pattern(
    "자|형|받침|종성|초성|모음|자음|불규칙|소리|음|발음|탈락|첨가|계열|꼴|모양|항|반|동|타입|안|번|등|씨|군|양|사|시"
)
_BAR = pattern("[ㅡㅣ]")


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

    Meant are jamo by themselves, slang at either end (`좋다ㅋㅋ`), a vowel drawn out (`없나ㅏㅏ`), letters and endings talked about (`ㄱ자`, `ㅇㅇ이`, `ㄴ다`) and
    ㅡ or ㅣ drawn as a line between two words.
    """
    start, end = 0, len(run)
    if is_ending(run):
        return None
    if run[-1] == "ㅡ" and len(run) > 2 and not is_word(run[:-1]) and len(meant := restored(run)) == 1:
        return Stray(start, end, meant)
    while match := _SLANG.search(run[start:end]):
        if match.start() == 0:
            start += match.end()
        else:
            end = start + match.start()
    drawl = _DRAWL.search(run[:end])
    if drawl is not None and start < drawl.start() and decompose(run[drawl.start() - 1])[1:] == (drawl[1], ""):
        end = drawl.start()
    word = run[start:end]
    loose = [at for at, char in enumerate(word) if not is_syllable(char)]
    if not loose or len(loose) == len(word):
        return None
    if loose[-1] == len(loose) - 1 and (len(set(word[: len(loose)])) == 1) and _mentions_letter(word[len(loose) :]):
        return None
    parts = _BAR.split(word)
    if all(len(part) > 1 and is_word(part) for part in parts) and not _is_tail_of(*parts[-2:]):
        return None
    once = _without_echo(word, loose[0]) if len(loose) == 1 else ""
    right = (once,) if once else restored(word)
    if loose == [0] and not right and is_word(word[1:]):
        return None
    return Stray(start, end, right)


def _without_echo(word: str, at: int) -> str:
    """`word` without the loose letter at index `at`, where it repeats a letter of the syllable beside it (투ㅈ자, 투자ㅏ) and what is left is a word; else empty."""
    before, after = word[:at], word[at + 1 :]
    is_echo = (after and decompose(after[0])[0] == word[at]) or (before and word[at] in decompose(before[-1])[1:])
    return before + after if is_echo and is_word(before + after) else ""


def _is_tail_of(before: str, rest: str) -> bool:
    """Whether `rest` follows `before` within one word: 에서 behind 가이드."""
    return read_tail(final_sound(before), rest) is not None


def _is_long(rest: str, cut: int) -> bool:
    """Whether a noun that ends at `cut` begins a longer one in `rest` (자형태), and no verb lost its stem there: ㅇ씨습니다."""
    return len(rest) > 3 and not is_verb(f"있{rest[cut:]}")


def _mentions_letter(rest: str) -> bool:
    """Whether `rest` can follow a letter that is talked about: a particle, or a noun such as 자 or 받침."""
    noun = _LETTER_NOUNS.match(rest)
    return (
        (noun is not None and (len(noun[0]) > 1 or noun.end() == len(rest) or _is_long(rest, noun.end())))
        or (noun is not None and read_tail(final_sound(noun[0]), rest[noun.end() :]) is not None)
        or read_tail(Final.OPEN, rest) in (Tail.PARTICLE, Tail.UNSURE)  # that before the copula nobody writes: ㅎ지만
        or read_tail(Final.CLOSED, rest) is not None
    )
