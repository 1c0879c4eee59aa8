"""Notes that links lead to before they are written: of days to come, and of names that their owner means to write on."""

import re

from vaulttools.note.dates import read_date
from vaulttools.patterns import pattern
from vaulttools.text import match_key

_OTHER_PERIOD = pattern(
    r"[12]\d{3}(?:년 ?\d{1,2}월|(?:년 ?|[-./ ])?(?:w\d{1,2}|q[1-4]|\d{1,2}주차?|[1-4]분기)|[-./](?:0[1-9]|1[0-2]))"
)
"""A week, a month or a quarter."""
_DIGIT = pattern(r"\d")
_DIGITS = pattern(r"\d+")
_LETTERS = pattern(r"[^\W\d_]+")
_VARYING = pattern(r"[a-z]{3,}|(?<=\d)(?:st|nd|rd|th)\b|[월화수목금토일](?:요일|(?=\)))", re.IGNORECASE)
"""What is written otherwise from day to day: the names of months and weekdays, the ends of ordinals."""
_TITLE = pattern(r"(?!\.)[^\[\]{}<>()$=|\\/#%^:;*`\"]*+")
_NOT_IN_TITLE = pattern(r"\.[A-Za-z0-9]{1,5}\Z|\d{6}")
_TOKEN = pattern(r"\[([^\[\]]*)\]|YYYY|gggg|GGGG|MM(?:MM?)?|DD|dddd?|Do|ww|WW|[A-Za-z]|[^A-Za-z\[]+")
_SHOWN = {
    **dict.fromkeys(("YYYY", "gggg", "GGGG"), "0000"),
    **dict.fromkeys(("MM", "DD", "ww", "WW"), "00"),
    **dict.fromkeys(("M", "D"), "0"),
    **dict.fromkeys(("MMMM", "MMM", "dddd", "ddd"), "a"),
    "Do": "0a",
}


def shape_of_period(name: str) -> str:
    """What the names of all days look like that are named as `name` is (`0000-00-00`), or of all weeks, months, quarters.

    Empty for a name that is none of these, and for a day that no calendar has.
    """
    if not _DIGIT.search(name):
        return ""
    name = match_key(name)
    day = read_date(name)
    if not (day.possible if day is not None else _OTHER_PERIOD.fullmatch(name)):
        return ""
    return _VARYING.sub("a", _DIGIT.sub("0", name))


def shape_of_folder(path: str) -> str:
    """What the paths of folders look like that are named as `path` is, those of other years and months: `daily/0/0월`."""
    parts = _DIGITS.sub("0", match_key(path)).split("/")
    return "/".join([_VARYING.sub("a", part) if "0" in part else part for part in parts])


def shapes_of_format(written: str) -> tuple[str, str]:
    """The shapes of the folder and of the name of the days that Obsidian names by a format of its own: `YYYY/YYYY-MM-DD`.

    The format is one of Moment.js. A shape is empty if that tells nothing.
    """
    parts = [_SHOWN.get(token[0], token[1] if token[1] is not None else token[0]) for token in _TOKEN.finditer(written)]
    folder, _, name = match_key("".join(parts)).rpartition("/")
    return shape_of_folder(folder), name if "0" in name else ""


def could_be_title(path: str) -> bool:
    """Whether the link path `path` could be the name of a note that somebody is going to write: no path, no file, no code.

    A name with a number that programs give (`202503071230`) had its note first.
    """
    return _TITLE.fullmatch(path) is not None and bool(_LETTERS.search(path)) and not _NOT_IN_TITLE.search(path)
