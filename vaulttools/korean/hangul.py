"""Hangul syllables: their parts, and the sound a word ends in.

A syllable block is arithmetic (Unicode 16.0, section 3.12): `0xAC00 + (lead * 21 + vowel) * 28 + coda`.
"""

import re
from enum import StrEnum
from functools import cache

from vaulttools.patterns import pattern

LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
CODAS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")

FIRST, LAST = "가", "힣"


class Final(StrEnum):
    """What a word ends in, as far as particles care."""

    OPEN = "ㅏ"
    """A vowel: 는, 가, 로."""
    RIEUL = "ㄹ"
    """The consonant ㄹ: 은, 이, but 로."""
    CLOSED = "ㄱ"
    """Any other consonant: 은, 이, 으로."""
    UNKNOWN = "?"
    """Depends on how the reader says it: both forms are right."""


def is_syllable(char: str) -> bool:
    """Whether `char` is one composed Hangul syllable."""
    return FIRST <= char <= LAST


# There are 11,172 syllables, and judging words asks for the parts of the same ones again and again.


@cache
def decompose(syllable: str) -> tuple[str, str, str]:
    """Lead, vowel and coda of a syllable as compatibility jamo; the coda is "" where there is none.

    Raises ValueError for anything that is not one composed syllable.
    """
    if len(syllable) != 1 or not is_syllable(syllable):
        raise ValueError(f"not a Hangul syllable: {syllable!r}")
    rest, coda = divmod(ord(syllable) - ord(FIRST), len(CODAS))
    lead, vowel = divmod(rest, len(VOWELS))
    return LEADS[lead], VOWELS[vowel], CODAS[coda]


@cache
def coda_of(syllable: str) -> str:
    """The coda of a syllable, "" where there is none. Raises ValueError as `decompose` does."""
    return decompose(syllable)[2]


def is_noun_form(text: str) -> bool:
    """Whether `text` ends in a syllable with ㅁ, as the noun form of a verb does: 함, 깸."""
    return is_syllable(text[-1:]) and coda_of(text[-1]) == "ㅁ"


@cache
def compose(lead: str, vowel: str, coda: str = "") -> str:
    """The syllable made of these compatibility jamo. Raises ValueError for jamo that cannot stand there."""
    index = (LEADS.index(lead) * len(VOWELS) + VOWELS.index(vowel)) * len(CODAS) + CODAS.index(coda)
    return chr(ord(FIRST) + index)


@cache
def sound(syllable: str) -> Final:
    """How one composed syllable ends. Raises ValueError for anything else."""
    coda = coda_of(syllable)
    return Final.OPEN if not coda else Final.RIEUL if coda == "ㄹ" else Final.CLOSED


# The readings of digits, of the powers of ten that end a number, and of letters whose names end in a consonant
# (Standard Korean Language Dictionary): 영 일 이 삼 사 오 육 칠 팔 구; 십 백 천 만 억 조 경; 엘 엠 엔 알.
_DIGITS = dict(zip("0123456789", "영일이삼사오육칠팔구", strict=True))
_POWERS = ((16, "경"), (12, "조"), (8, "억"), (4, "만"), (3, "천"), (2, "백"), (1, "십"))
_LETTERS = {"L": "엘", "R": "알", "M": "엠", "N": "엔"}
_SIGNS = {"%": "퍼센트", "℃": "도", "°": "도", "$": "달러", "€": "유로", "£": "파운드", "₩": "원", "+": "플러스"}

_GLOSS = pattern(r"(?<=.)\([^()]*\)$")
_UNSAID = "\"'“”‘’`*_~»」』】]>).,!?:; "
_NUMBER = pattern(r"(?P<point>\.\d*|\D)?(?P<digits>\d[\d,]*)$")


def final_sound(word: str) -> Final:
    """How `word` ends when read aloud in Korean.

    Hangul by its last syllable, numbers by their Korean reading, abbreviations by the name of their last letter
    (`KBS` is 케이비에스). Other Latin words have no settled reading: `UNKNOWN`. Closing quotes and brackets are
    not said, nor is a gloss in parentheses: `탐즈(Tamz)` ends as 탐즈 does.
    """
    said = _GLOSS.sub("", word.rstrip(_UNSAID.replace(")", ""))).rstrip(_UNSAID)
    if not said:
        return Final.UNKNOWN
    last = _SIGNS.get(said[-1], said[-1])[-1]
    if last in _DIGITS:
        last = _last_of_number(said)
    elif last.isascii() and last.isalpha():
        letters = re.search(r"[A-Za-z]+$", said)
        if letters is None or not _spelled_out(letters[0]):
            return Final.UNKNOWN
        last = _LETTERS.get(last.upper(), "이")
    return sound(last) if is_syllable(last) else Final.UNKNOWN


_CAPITALS = pattern(r"(?:(?<![A-Za-z\d])|(?<=[a-z])|(?<=[A-Z]\d))(?P<letters>[A-Z]+)$")
_NUMBERED = pattern(r"[^\W\d_] ?(?:(?:\d?[02-9])?[245]|12)$")
_SETTLED_END = pattern(r"[A-Za-z][a-z](?:(?P<open>[aioyxf]|(?<=[a-z])[eoa]r)|(?P<closed>[nm]|ng)|l)$")
"""Endings of Latin words that are said in one way: of 1,000 of them before a particle in Korean documentation 4 had the other one."""
_WORDS = frozenset(("DR", "JR", "MR", "SR"))
"""Letters that are said as the words they are short for."""


def settled_sound(word: str) -> Final:
    """As `final_sound`, but `UNKNOWN` wherever the last character is said in ways that end otherwise.

    A number may be said in Korean or in English (이십사, 투엔티포): they end alike in 2, 4 and 5, but for 14 and 15. Those of
    four digits, and those that stand behind no letter, may be years, days or parts of a time.
    Capitals may be said one by one or as a word (`SAP`): they end alike without a vowel, or in some of the letters.
    Other Latin words do where they end in certain letters: `Plaidly`, `Docker`, `Amazon`, `Intel`.
    """
    if is_syllable(word[-1:]):
        return sound(word[-1])
    if said := _SETTLED_END.search(word):
        return Final.OPEN if said["open"] else Final.CLOSED if said["closed"] else Final.RIEUL
    if _NUMBERED.search(word):
        return Final.OPEN
    match = _CAPITALS.search(word)
    letters = match["letters"] if match else ""
    if not letters or letters in _WORDS or not set(letters) - set("IVX"):
        return Final.UNKNOWN
    if not set(letters) & set("AEIOUY") or letters[-1] in "AFILMNOSUVWXZ" or len(letters) == 1:
        return final_sound(letters)
    return Final.UNKNOWN


def _last_of_number(said: str) -> str:
    """The last syllable of the number that ends `said`; decimals are read digit by digit."""
    match = _NUMBER.search(said)
    digits = match["digits"].replace(",", "") if match else said[-1]
    if match and match["point"] and match["point"].startswith("."):
        return _DIGITS[digits[-1]]
    zeros = len(digits) - len(digits.rstrip("0"))
    if not zeros or zeros == len(digits):
        return _DIGITS[digits[-1]]
    return next(reading for power, reading in _POWERS if zeros >= power)


def _spelled_out(letters: str) -> bool:
    """Whether capitals are read letter by letter, or end the same way when they are read as a word (`VAN`)."""
    if not letters.isupper():
        return False
    return len(letters) <= 3 or letters[-1] in _LETTERS or not set(letters) & set("AEIOU")


_RARE_BUT_USED = frozenset("힣띡읭왤촥꿱뙇쀼뿜쫀쫜쩝캬퓰햏휀꺅끅뀨뀽쮸쭙쪙뎀")
"""Syllables outside KS X 1001 that slang and brands use."""


def is_usual(syllable: str) -> bool:
    """Whether `syllable` is one of the 2,350 of KS X 1001, which are all but a handful of those in use."""
    return len(syllable.encode("euc_kr", "ignore")) == 2 or syllable in _RARE_BUT_USED
