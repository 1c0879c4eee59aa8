"""Names that are given in both scripts: `토스(Toss)`."""

from functools import lru_cache

from vaulttools.patterns import pattern

_BOTH = pattern(r"([^()]*[^()\s])\s*\(([^()]+)\)")
_HANGUL = pattern("[가-힣]+")
_LATIN_NAME = pattern(r"[A-Za-z][A-Za-z0-9.&' -]{2,}")
_SILENT = "aeiouyw"
_SOUNDS = (
    "gkc", "gkc", "nrl", "dt", "dt", "rl", "m", "bpv", "bpv", "sc", "sc", _SILENT, "jz", "jz", "c", "kcqx", "t", "pf", "hfw",
)  # fmt: skip
"""How Latin spellings write the consonant that begins a Hangul syllable."""
_LETTER_NAMES = dict(
    zip(
        "에이 비 씨 디 이 에프 지 에이치 아이 제이 케이 엘 엠 엔 오 피 큐 알 에스 티 유 브이 더블유 엑스 와이 제트".split(),
        "abcdefghijklmnopqrstuvwxyz",
        strict=True,
    )
)
_SPELT = pattern("|".join(sorted(_LETTER_NAMES, key=len, reverse=True)))


@lru_cache(4096)
def names_given(written: str) -> tuple[str, ...]:
    """The names in `written`: two where it gives a Hangul one in Latin letters too, or the other way round; else itself."""
    match = _BOTH.fullmatch(written)
    if match is None:
        return (written,)
    korean, latin = sorted(match.groups(), key=lambda name: _HANGUL.search(name) is None)
    if not _HANGUL.match(korean) or not _LATIN_NAME.fullmatch(latin):
        return (written,)
    return match.groups() if _are_one(korean, latin.lower()) else (written,)


def _are_one(korean: str, latin: str) -> bool:
    """Whether both sound alike, even if `korean` begins with the names of letters of `latin`: 에이치비스미스 (HBSmith)."""
    if _sounds_like(korean, latin):
        return True
    spelt = korean
    while (letter := _SPELT.match(spelt)) and latin.startswith(_LETTER_NAMES[letter[0]]):
        spelt, latin = spelt[letter.end() :], latin[1:].lstrip(".& -")
    return spelt != korean and (not spelt or _sounds_like(spelt, latin))


def _sounds_like(korean: str, latin: str) -> bool:
    """Whether `latin` begins as `korean` sounds, and has at least half of the consonants of its syllables, in their order.

    Else it says what the company does, or at what stage it is: 스티비 (SaaS).
    """
    sounds = [_SOUNDS[(ord(syllable) - ord("가")) // 588] for syllable in korean if _HANGUL.match(syllable)]
    at, heard, spoken = 0, 0, 0
    for index, letters in enumerate(sounds):
        if index and letters is _SILENT:
            continue
        spoken += 1
        found = next((place for place in range(at, len(latin)) if latin[place] in letters), None)
        if index == 0 and found != 0:
            return False
        if found is not None:
            at, heard = found + 1, heard + 1
    return 2 * heard >= spoken
