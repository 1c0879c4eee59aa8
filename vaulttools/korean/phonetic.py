"""Words that are written the way they are heard: 부조캐서 for 부족해서, 나빠저서 for 나빠져서, 업서요 for 없어요."""

from collections.abc import Iterator
from itertools import pairwise

from vaulttools.korean.hangul import compose, decompose
from vaulttools.korean.lexicon import common_among, is_common, is_everyday, is_verb
from vaulttools.korean.particles import is_light_verb, stem

# 표준 발음법 제10항 to 제14항: a last consonant is said as another one, or as the first one of the syllable behind it.
_CODAS = {
    "ㄴ": "ㄶㄵ",
    "ㄹ": "ㅀㄼㄺㄾ",
    "ㅂ": "ㅄㅍ",
    "ㄱ": "ㄲㄺ",
    "ㅁ": "ㄻ",
    "ㄷ": "ㅌㅅㅆㅈㅊㅎ",
    "ㅅ": "ㅆㅈㅊㅌㄷ",
}
_VOWELS = {"ㅚ": "ㅙㅞ", "ㅙ": "ㅚㅞ", "ㅞ": "ㅚㅙ", "ㅐ": "ㅔㅚ", "ㅔ": "ㅐ", "ㅏ": "ㅘ", "ㅢ": "ㅣ", "ㅣ": "ㅢ"}
"""Vowels that hardly anybody says differently, and 봐 for 바."""
_CARRIED = {
    **{lead: lead for lead in "ㄱㄲㄷㅁㅂㅅㅆㅈㅊㅋㅌㅍ"}, "ㄴ": "ㄴㄶ", "ㄹ": "ㄹㅀ", "ㅇ": "ㅎ",
    "ㄴㅈ": "ㄵ", "ㄹㄱ": "ㄺ", "ㄹㅁ": "ㄻ", "ㄹㅂ": "ㄼ", "ㄹㅌ": "ㄾ", "ㄹㅍ": "ㄿ", "ㅂㅅ": "ㅄ", "ㄱㅅ": "ㄳ",
}  # fmt: skip
"""By the consonants that are heard between two vowels, what may end the first syllable where the second begins with none: 나마 for
남아, 조아 for 좋아, 안자 for 앉아."""
_BREATHED = {
    "ㅋ": ("ㄱㅎ", "ㅎㄱ"), "ㅌ": ("ㄷㅎ", "ㅎㄷ", "ㅅㅎ"), "ㅍ": ("ㅂㅎ",), "ㅊ": ("ㅈㅎ", "ㅎㅈ"),
    **{coda + heard: (coda + plain,) for coda in "ㅎㄶㅀ" for heard, plain in ("ㅋㄱ", "ㅌㄷ", "ㅊㅈ")},
}  # fmt: skip
"""By the consonant that is heard, the two of which one is ㅎ: 조타 for 좋다, 부조캐 for 부족해; ㅎ may be written as well: 많타고."""


def word_said_like(run: str) -> str:
    """The only everyday verb, or everyday noun with a verb like 하다, that is said like `run`, which is no word; empty for none.

    Names with a particle are said like the latter: 클리카는, but not 클릭하는.
    """
    accepted = is_verb if stem(run) != run else _is_predicate
    words = {*filter(accepted, common_among({*_said_like(run)} - {run}))}
    return words.pop() if len(words) == 1 else ""


def with_glide(run: str) -> str:
    """`run`, which is no word, with 져 and 쳐 for the 저 and 처 that are said like them: 나빠져서 for 나빠저서; empty if that is no verb."""
    for at, syllable in enumerate(run):
        lead, vowel, coda = decompose(syllable)
        verb = f"{run[:at]}{compose(lead, 'ㅕ', coda)}{run[at + 1 :]}" if lead in "ㅈㅊ" and vowel == "ㅓ" else ""
        if at and verb and is_verb(verb):
            return verb
    return ""


def _is_predicate(word: str) -> bool:
    return is_verb(word) or (
        is_common(word) and any(is_everyday(word[:cut]) and is_light_verb(word[cut:]) for cut in range(2, len(word)))
    )


def _said_like(run: str) -> Iterator[str]:
    """Texts that are said like `run`, and written differently in one place."""
    syllables = [decompose(syllable) for syllable in run]
    for at, (lead, vowel, coda) in enumerate(syllables):
        others = [(lead, vowel, other) for other in _CODAS.get(coda, "")]
        others += [(lead, other, coda) for other in _VOWELS.get(vowel, "")]
        for other in others:
            yield f"{run[:at]}{compose(*other)}{run[at + 1 :]}"
    for at, ((lead, vowel, coda), (following, *rest)) in enumerate(pairwise(syllables)):
        heard = coda + following
        pairs = [*_BREATHED.get(heard, ()), *(f"{carried}ㅇ" for carried in _CARRIED.get(heard, ()))]
        for pair in pairs:
            yield f"{run[:at]}{compose(lead, vowel, pair[0])}{compose(pair[1], *rest)}{run[at + 2 :]}"
