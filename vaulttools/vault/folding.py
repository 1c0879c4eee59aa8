"""Texts and names in one shape, so that a name is found however it is written: composed, narrow, in small letters."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import combinations, pairwise

from vaulttools.korean.hangul import is_syllable
from vaulttools.patterns import pattern
from vaulttools.text import normalized

_WIDE = pattern("[\u00a0\u2007\u202f\u3000\uff01-\uff5e]")
_NARROW = {chr(0xFF00 + code - 0x20): chr(code) for code in range(0x21, 0x7F)}
_NARROW |= dict.fromkeys("\u00a0\u2007\u202f\u3000", " ")
SURROGATE = pattern("[\ud800-\udfff]")
_GAP_OF_OTHERS = pattern("[^가-힣] [^가-힣]")
"""A space that no Hangul touches."""
_HANGUL_THEN_LATIN = pattern(r"([가-힣]{2,}) ?([a-z]{2,}|\d{2,4})")
_WORDS = pattern("[a-z]{2,}(?:[ -][a-z]{2,})+")
_MARKS = "[\u0300-\u036f\u1161-\u1175\u11a8-\u11c2\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]"
_CLUSTER = pattern(f"(?:[^\x00-\x7f\uac00-\ud7a3\ufffc]|.(?={_MARKS})){_MARKS}*", re.DOTALL)
"""What may be written otherwise in NFC. ASCII and syllables of Hangul, of which most texts consist, are so only with marks."""


def narrow(text: str) -> str:
    """`text` with full-width characters and special spaces as plain ones."""
    if text.isascii() or unicodedata.is_normalized("NFKC", text):  # which knows none of them
        return text
    return _WIDE.sub(lambda match: _NARROW[match[0]], text)


def fold(text: str) -> str:
    """`text` in small letters, every letter in its place, with plain apostrophes."""
    folded = text.lower()
    if len(folded) != len(text):  # only U+0130 grows
        folded = text.replace("\u0130", "i").lower()
    return folded if folded.isascii() else folded.replace("ς", "σ").replace("’", "'")


def composed(text: str) -> tuple[str, list[int] | None]:
    """`text` in NFC and, where that is another text, the offset in `text` of each of its code points and of its end."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text, None
    parts: list[str] = []
    offsets: list[int] = []
    done = 0
    for cluster in _CLUSTER.finditer(text):
        start, end = cluster.span()
        part = normalized("NFC", cluster[0])
        parts += text[done:start], part
        offsets += range(done, start)
        offsets += [min(start + index, end) for index in range(len(part))]
        done = end
    return "".join([*parts, text[done:]]), [*offsets, *range(done, len(text) + 1)]


def respaced(key: str) -> Iterator[str]:
    """`key` with spaces elsewhere, as people space Korean compounds and where scripts meet.

    Names of four Hangul syllables and more (`토큰증권`), in parts of two and more; `IBK기업은행` and `온디바이스 AI` in two and
    in one, `클래스101` in two; `데이터 3법` in one.
    """
    joined = key.replace(" ", "")
    if len(joined) < 4:
        return
    if not is_syllable(joined[-1]):
        seam = _HANGUL_THEN_LATIN.fullmatch(key)
        if seam:
            yield joined if " " in key else " ".join(seam.groups())
        return
    if all(map(is_syllable, joined)):
        cuts = list(range(2, len(joined) - 1))
    else:
        cuts = [at for at in range(2, len(joined)) if is_syllable(joined[at]) and not is_syllable(joined[at - 1])]
        if len(cuts) != 1 or " " in key[: cuts[0]] or not all(map(is_syllable, joined[cuts[0] :])):
            if not _GAP_OF_OTHERS.search(key):
                yield joined
            return
    for count in range(4 if len(joined) <= 12 else 2):
        for chosen in combinations(cuts, count):
            bounds = (0, *chosen, len(joined))
            parts = [joined[start:end] for start, end in pairwise(bounds)]
            if all(len(part) > 1 for part in parts):
                yield " ".join(parts)


def hyphenated(key: str) -> str:
    """`key`, of English words, with blanks for its hyphens or, if it has none, hyphens for its blanks; empty for any other."""
    if not _WORDS.fullmatch(key):
        return ""
    return key.replace("-", " ") if "-" in key else key.replace(" ", "-")


def letters_of(text: str) -> str:
    """`text` folded and without blanks. A name can only stand in a text whose letters contain its own."""
    return "".join(fold(narrow(normalized("NFC", text))).split())
