"""The sense of a name in a sentence: whether it means what bears the name, or the plain word that the name also is.

What each language says of it is in `english_sense` and `korean_sense`.
"""

import re

from vaulttools.korean.hangul import is_syllable
from vaulttools.patterns import pattern
from vaulttools.vault.around import line_before
from vaulttools.vault.edges import Edge
from vaulttools.vault.english_sense import reads_as_name_in_english, sentence_decides_in_english
from vaulttools.vault.korean_sense import reads_as_name_in_korean, sentence_decides_in_korean


def sentence_decides(key: str, topic: bool) -> bool:
    """Whether a name with the key `key` may be a plain word, or a word with an ending, by what stands around it.

    If not, its edges decide alone. A `topic` is about what the name says.
    """
    if key.isascii():
        return is_figure(key) or sentence_decides_in_english(key, topic)
    return sentence_decides_in_korean(key, topic)


def reads_as_name(key: str, topic: bool, plain: str, start: int, end: int, edge: Edge) -> bool:
    """Whether the sentence means the name, if it is also a word; True for any other name."""
    if key.isascii():
        return reads_as_name_in_english(key, topic, plain, start, end, edge.rest)
    return reads_as_name_in_korean(key, topic, plain, start, end, edge)


_FIGURE = pattern(r"\d+[a-z]{1,2}")
_NEXT_COUNTED = pattern(r" ?(?:달러|유로|원|엔|위안|명|건|USD|EUR|KRW|dollars|euros|users|customers|people)(?![a-z])")
"""What is counted by a figure before it: `3M 달러`."""
_UNITS = frozenset(("KB", "MB", "GB", "TB", "PB", "KW", "MW", "GW", "KM", "CM", "MM", "KG", "MG", "ML"))


def is_figure(key: str) -> bool:
    """Whether a name with the key `key` may be a number with its unit: `29cm`, `3m`."""
    return _FIGURE.fullmatch(key) is not None


def is_unit(plain: str, start: int, end: int) -> bool:
    """Whether a name is a unit behind a number (`16 GB`), or a figure that counts something (`3M 달러`)."""
    written = plain[start:end]
    if written in _UNITS:
        return line_before(plain, start).rstrip(" ")[-1:].isdigit()
    return is_figure(written.lower()) and _NEXT_COUNTED.match(plain, end) is not None


_ARROWS = frozenset("→▸▶➔⇒>")
_ARROW = r"(?:→|▸|▶|➔|⇒|->|>)"
_STEP_BEFORE = pattern(rf"\w[*_\"”’)]*[ \t]*{_ARROW}[ \t]*[*_\"“‘]*\Z")
_STEP_AFTER = pattern(rf"[*_\"”’)]*[ \t]*{_ARROW}[ \t]*[*_\"“‘]*\w")
_DASHES = (" - ", " – ")
_DASH_BEFORE = pattern(r"\w[*_\"”’)]* [-–] \Z")
_LINE_ENDS = pattern(r"[ \t]*$", re.MULTILINE)
_IN_LINE = pattern(r"\w[^\w\n]*\Z")


def is_step(plain: str, start: int, end: int) -> bool:
    """Whether a name is a step on a way through menus: `Settings → Files`, `choose View - Styles.`

    A line may begin `Name - `, and end ` - Name`: that is a list.
    """
    if not _ARROWS.isdisjoint(plain[end : end + 4]) and _STEP_AFTER.match(plain, end):
        return True
    near = max(0, start - 12)
    if not _ARROWS.isdisjoint(plain[max(0, start - 4) : start]) and _STEP_BEFORE.search(plain, near, start):
        return True
    if plain.endswith(_DASHES, near, start) and _DASH_BEFORE.search(plain, near, start):
        return _LINE_ENDS.match(plain, end) is None
    if not plain.startswith(_DASHES, end):
        return False
    further = plain[end + 3 : end + 4]
    return (further.isupper() or is_syllable(further)) and _IN_LINE.search(plain, near, start) is not None
