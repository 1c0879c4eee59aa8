"""What stands around a place in prose: its line, its neighbours, and whether a reader is sent there."""

import re

from vaulttools.patterns import pattern

NEAR = 200
"""Nothing further from a place, in code points, is looked at, so that time stays linear even in a text without lines."""
CLAUSE_END = pattern(r"\s*(?:[.!?,;)\"'”’]|$)", re.MULTILINE)
HANGUL_NEXT = pattern(" [가-힣]")
RULER = pattern(r"[ \t>]*\|?[ \t]*:?-[-:| \t]*\r?$", re.MULTILINE)
"""The line between the head of a table and its rows."""
_LAST_WORD = pattern(r"(\w+) $")


def line_before(text: str, start: int) -> str:
    """The line up to `start`, or the last of it."""
    return text[max(0, start - NEAR) : start].rpartition("\n")[2]


def word_before(text: str, start: int) -> str:
    """The word that one blank parts from `start`, in the same line; empty if there is none."""
    found = _LAST_WORD.search(line_before(text, start))
    return found[1] if found is not None else ""


_SEE = pattern(
    r"(?:^|[^\w\s]\s*|\b(?:also|please)\s)(?:see|consult|refer\sto)\s(?:also:?\s)?\Z", re.IGNORECASE | re.MULTILINE
)
_TO_SEE = 40
"""As far before a name that is looked for."""
_SEE_THE = pattern(r"\b(?:see|consult|refer\sto|read|check\sout)\s(?:the|our)\s\Z", re.IGNORECASE)
_POINTED_AT = pattern(
    r"(?P<pages> (?:docs|documentation|notes?|page)\b)|(?P<seen> for\b|[.,;)]|\s*$)"
    r"|(?P<referred>(?: ?(?:노트|문서|섹션|페이지|항목))?[을를]? (?:참고|참조))",
    re.MULTILINE,
)
"""What stands behind a name that a reader is sent to: by words before it, but for `referred`."""
_MAY_POINT = frozenset(("", *".,;)노문섹페항을를"))
"""What the signs behind a name begin with, but for white space: mostly something else follows."""


def is_pointed_at(plain: str, start: int, end: int) -> bool:
    """Whether a reader is sent to what is named in `plain` from `start` to `end`: `see templates for more`, `견본 문서를 참조`."""
    after = plain[end : end + 1]
    if after not in _MAY_POINT and not after.isspace():
        return False
    behind = _POINTED_AT.match(plain, end)
    if behind is None:
        return False
    first = max(0, start - _TO_SEE)
    return (
        behind.lastgroup == "referred"
        or _SEE.search(plain, first, start) is not None
        or (behind.lastgroup == "pages" and _SEE_THE.search(plain, first, start) is not None)
    )
