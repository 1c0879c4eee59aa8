"""A quick look at a note: whether it is worth reading for companies at all. Most notes are not, and cost this look only."""

import re
from collections.abc import Iterable, Set
from functools import lru_cache

from vaulttools.note.legal_forms import KOREAN
from vaulttools.note.outline.business import EVENTS, OPENING, speaks_of, speaks_of_business
from vaulttools.note.outline.decoration import PICTURES, SAID, STROKES, SYMBOLS, TIME
from vaulttools.note.outline.lines import IN_TURN, NUMBER
from vaulttools.note.outline.names import PRESENTED_BY, is_topic, may_name, worth_of
from vaulttools.note.outline.sessions import is_of_companies, is_remarks
from vaulttools.patterns import pattern
from vaulttools.text import match_key

_HEAD = pattern(
    r"\n(?![^\r\n]{80})[ ]{0,3}(?:"
    rf"(?P<bare>(?:{KOREAN}[ \t]*)?[^\W\d_][^\r\n]*+)(?=\r?\n(?:(?:[ \t]*+\r?\n)*+[ \t]*+(?P<list>[-*+•])(?![^ \t\r\n])|[ \t]*+(?!\#{{1,6}}[ \t])[^\s|]"
    r"|(?:[ \t]*+\r?\n)++[^\W\d_][^\r\n]{30}))"
    r"|(?P<item>[-*+•][ \t]++[^\r\n]++)(?=\r?\n(?:[ \t]*+\r?\n)*+[ ]{0,3}(?:\t|[ ]{2})[ \t]*+[-*+•](?![^ \t\r\n]))"
    r"|(?P<marks>\#{1,6})[ \t]++(?P<title>[^\r\n]*+)"
    rf"|(?P<adorned>(?:[*_=\[【「『〈《<{SYMBOLS}{PICTURES}{STROKES}]|--|{NUMBER}|{IN_TURN}|\d)[^\r\n]++)(?=\r?\n(?:[ \t]*+\r?\n)*+[ \t]*+\S)"
    r")"
)
"""Headings, and lines that could stand over others: short ones, with a list or text below."""
_LONGEST = 300
"""In how many code points at the beginning of a text a first line is looked for."""
_MOST_LOOKED_THROUGH = 10**9
"""Each line is looked for in the whole text: code points times lines. Beyond this number, which no note has, we are in doubt."""
_AROUND = " \t*+_=:：-•[]【】「」『』〈〉《》<>#" + STROKES + SYMBOLS
_NUMBERED = pattern(
    rf"^(?:(?:{NUMBER}|{IN_TURN}|ㅇ[ \t]|{TIME}|{SAID}|{KOREAN}|[{PICTURES}]\ufe0f?|\[?[^\[\]\n]{{2,14}}\](?=[ \t]))[ \t*_]*)+",
    re.MULTILINE,
)
_FIRST_WORDS = pattern(
    rf"\n[^\w\n]*+(?:(?:{TIME}|{NUMBER}|{IN_TURN}|[주유]\)|(?:주식|유한)회사|ㅇ(?=[ \t])|_|x(?=\]))[^\w\n]*+)*+([^\W_]++(?: (?!https?:|[a-dfs][+-]?[ \t]*$)[^\W_]++)?)",
    re.MULTILINE,
)
_BEHIND_LABEL = pattern(r"\n[^\w\n\[]*+\[[^\[\]\n]{2,14}\][ \t*_]*+([^\W_]++(?: [^\W_]++)?)")
"""The first words of a line after a label: `[Seed] Tern`."""
_REST = pattern(rf"[ \t][-–—|/][ \t]|[:：]|[ \t]*\(|\||\*\*[ \t]|[ \t]+\#|[ \t]+{PRESENTED_BY}$")
"""What separates a name from the rest of its line."""
_SET_APART = (" http", " / ", " - ", " – ", " — ", ":", "：", "(", "|", "](", " [", ", ", "** ", " #")


def worth_reading(text: str, start: int, companies: Set[str], name: str = "") -> bool:
    """Whether `text`, from `start` on, in a note called `name`, may have a section on a company: one of `companies` (keys of names), or another.

    True if in doubt.
    """
    if "\r" in text and "\n" not in text:
        return True
    is_of_event = speaks_of(EVENTS, name.lower())
    business = is_of_event or speaks_of_business(text, start)
    begun = _begun(text, companies)
    if begun > 2:
        return True
    if not business and not begun:
        return False
    heads = [*_HEAD.finditer(text, max(0, start - 1))]
    first = _HEAD.match("\n" + text[:_LONGEST]) if start == 0 else None
    if first is not None:
        heads.insert(0, first)
    if not heads:
        return False
    joined = _NUMBERED.sub(
        "", "\n".join([(head["bare"] or head[head.lastgroup or 0]).strip(_AROUND) for head in heads])
    )
    if _names_any(joined, companies):
        return True
    if not business:
        return False
    names = joined.split("\n")
    titles = [(len(head["marks"]), name) for head, name in zip(heads, names, strict=True) if head["marks"]]
    if len(names) * len(text) > _MOST_LOOKED_THROUGH:
        return True
    folded = text.lower()
    may_have_parts = is_of_event or speaks_of(EVENTS, folded[start : start + OPENING])
    if (may_have_parts or any(is_of_companies(name) for _, name in titles)) and any(
        worth_of(name) for _, name in titles
    ):
        return True
    lines = (
        name
        for head, name in zip(heads, names, strict=True)
        if not head["marks"] and (_is_apart(head, text) or folded.count(name.lower()) > 1)
    )
    return _may_be_companies(titles) or any(map(_may_be_company, lines))


def _names_any(heads: str, companies: Set[str]) -> bool:
    """Whether one of the lines `heads`, or a part of one, is the name of one of `companies`."""
    if not companies:
        return False
    keys = match_key.__wrapped__(heads)
    if not companies.isdisjoint(keys.split("\n")):
        return True
    parts = keys
    for mark in _SET_APART:
        parts = parts.replace(mark, "\n")
    return parts is not keys and not companies.isdisjoint([part.strip(_AROUND) for part in parts.split("\n")])


def _begun(text: str, companies: Set[str]) -> int:
    """How many of `companies` are, by their first words, at the beginning of a line of `text`, after any marks and numbers."""
    if not companies:
        return 0
    first = _first_words(frozenset(companies))
    lines = _lines(text)
    return len(first.intersection(_FIRST_WORDS.findall(lines)) | first.intersection(_BEHIND_LABEL.findall(lines)))


@lru_cache(4)
def _first_words(companies: frozenset[str]) -> frozenset[str]:
    """The first one or two words of each of `companies`, in the form in which `_begun` reads lines."""
    return frozenset(_FIRST_WORDS.findall(_lines("\n".join(companies))))


def _lines(text: str) -> str:
    """The lines of `text` in the form in which names are compared, each after a newline; `|` in a link begins a new line."""
    return "\n" + match_key.__wrapped__(text).replace("|", "\n")  # not remembered, long as it is


def _may_be_company(name: str) -> bool:
    return any((worth_of(part) or may_name(part)) and not is_topic(part) for part in (name, _first_part(name)))


def _first_part(name: str) -> str:
    """The part of a line before a sign that separates a name from the rest."""
    return _REST.split(name, maxsplit=1)[0].strip(_AROUND)


def _may_be_companies(titles: Iterable[tuple[int, str]]) -> bool:
    """Whether real headings (level and words) may be those of companies: few of the deepest ones are topics."""
    titles = [*titles]
    leaves = [
        name
        for index, (level, name) in enumerate(titles)
        if not (index + 1 < len(titles) and titles[index + 1][0] > level) and not (index == 0 and level == 1)
    ]
    first = [_first_part(name) for name in leaves]
    topics = sum(
        is_topic(name) and is_topic(part) and not is_remarks(name) for name, part in zip(leaves, first, strict=True)
    )
    return (any(map(worth_of, leaves)) or any(map(worth_of, first))) and few_topics(topics, len(leaves))


def few_topics(topics: int, count: int) -> bool:
    """Whether so few of `count` headings (`topics`) read like parts of a note that these may be companies, too: Loop Returns."""
    return 6 * topics <= count


def _is_apart(head: re.Match[str], text: str) -> bool:
    """Whether a bare line over text has a blank line, or nothing, above it. Other lines always count as apart."""
    if not head["bare"] or head["list"] or head.string is not text:
        return True
    above = text.rfind("\n", 0, head.start())
    return not text[above + 1 : head.start()].strip()
