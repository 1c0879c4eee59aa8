"""A quick look at a note: whether it is worth reading for companies at all. Most notes are not, and cost this look only."""

import re
from collections.abc import Callable, Iterator

from vaulttools.note.outline.lines import NUMBER
from vaulttools.note.outline.names import SYMBOLS, is_topic, may_name, speaks_of_business, worth_of

_BELOW = r"(?=[ \t]*\r?\n(?:[ \t]*\r?\n)?[ \t]*"
_HEAD = re.compile(
    r"(?:\A|\n)[ ]{0,3}(?:"
    r"(?P<heading>\#{1,6})[ \t]+(?P<title>[^\r\n]*)"
    rf"|(?P<adorned>(?:[*_=\[【「『〈《<{SYMBOLS}]|{NUMBER})[^\r\n]{{1,71}}){_BELOW}\S)"
    rf"|(?P<bare>[^\W_][^\r\n]{{0,71}}){_BELOW}[-*+•][ \t])"
    r"|(?P<item>[-*+•][ \t]+[^\r\n]{1,71}?)(?=[ \t]*\r?\n(?:[ \t]*\r?\n)?[ ]{0,3}(?:\t|[ ]{2})[ \t]*[-*+•][ \t])"
    r"|(?P<text>[^\W_][^\r\n]{0,48})(?=\r?\n[ ]{0,3}[^\s#>|`~+*-])"
    r")"
)
"""Headings, and lines that could stand over others: short, and with a list or text below."""
_AROUND = " \t*_=:：-–—•[]【】「」『』〈〉《》<>#" + SYMBOLS
_NUMBERED = re.compile(rf"(?:{NUMBER})[ \t]*")
_REST = re.compile(r"[ \t][-–—|][ \t]|[:：]|[ \t]*\(|\|")


def worth_reading(text: str, start: int, is_name: Callable[[str], bool]) -> bool:
    """Whether `text`, from `start` on, may hold the section of a company: of one with a name that `is_name` knows, or of others.

    Says yes where in doubt; a no is right.
    """
    if "\r" in text and "\n" not in text:
        return True
    unknown = False
    titles: list[tuple[int, str]] = []
    for match in _HEAD.finditer(text, max(0, start - 1)):
        kind = match.lastgroup or ""
        if kind == "title":
            name = _bare(match["title"])
            titles.append((len(match["heading"]), name))
        else:
            name = _bare(match[kind])
        if any(map(is_name, _forms(name))):
            return True
        if not unknown and kind != "title" and (kind != "text" or _is_apart(text, match.start())):
            unknown = any(_may_be_company(form) for form in _forms(name))
    return (unknown or _may_be_companies(titles)) and speaks_of_business(text, start)


def _bare(body: str) -> str:
    """The name in the words of a line, without what adorns it."""
    body = body.strip(_AROUND)
    number = _NUMBERED.match(body)
    return body[number.end() :].strip(_AROUND) if number is not None else body


def _forms(name: str) -> Iterator[str]:
    """What may be the name in `name`: all of it, what stands before a dash, colon or bracket, or behind the pipe of a link."""
    yield name
    rest = _REST.search(name)
    if rest is not None:
        yield name[: rest.start()].strip(_AROUND)
        yield name[name.rfind("|") + 1 :].strip(_AROUND)


def _may_be_company(name: str) -> bool:
    return bool(worth_of(name) or may_name(name)) and not is_topic(name)


def _may_be_companies(titles: list[tuple[int, str]]) -> bool:
    """Whether real headings may be those of companies: none that stands over lines of its own is a topic."""
    leaves = [
        name
        for index, (level, name) in enumerate(titles)
        if not (index + 1 < len(titles) and titles[index + 1][0] > level) and not (index == 0 and level == 1)
    ]
    return any(map(worth_of, leaves)) and not any(map(is_topic, leaves))


def _is_apart(text: str, at: int) -> bool:
    """Whether the line that begins behind `at`, a line ending, has a blank line above it, or nothing."""
    above = text.rfind("\n", 0, max(at, 0))
    return not text[above + 1 : max(at, 0)].strip()
