"""Finds the name on a line: without its decoration, and apart from the rest of the line."""

import re
from functools import cached_property

from vaulttools.note.outline.decoration import CLOCK, CLOSING, DECORATED, FRAMED, PAIRS, PLAIN, SAID
from vaulttools.note.outline.lines import Line, Mark
from vaulttools.note.outline.names import (
    PRESENTED_BY,
    is_coined,
    is_in_both_scripts,
    is_ordinary,
    is_topic,
    may_name,
    worth_of,
)
from vaulttools.note.outline.sessions import is_session
from vaulttools.note.outline.sheet import Named, Sheet
from vaulttools.patterns import pattern
from vaulttools.text import Span
from vaulttools.values import grouped

_LINE = 72
"""The most code points of a line that may be a name and what follows it."""
_NAME = 40
"""The most code points of a name."""
_TAG = pattern(
    r"[ \t]+[-–—|][ \t]+(?=\S)|[ \t]*[:：][ \t]+(?=\S)|[ \t]+[:：](?=[^\s/])|(?<=[:：](?:\*\*|__))[ \t]+(?=\S)"
    r"|[ \t]+(?=https?://)"
)
"""What separates a name from its explanation: `Tern - freight`, `Tern: freight`, `Tern https://tern.example`."""
_EXPLAINS = pattern(r"[(\[][^()\[\]\r\n]*[)\]]|(?P<sign>(?:[ \t]+[-–—|/]|[ \t]*[:：])[ \t]+(?=\S))")
"""What separates a name from its explanation in a heading, or brackets, which are skipped: `## Tern (seed / food) - freight`."""
_LABEL = pattern(r"[-–—:：]")
"""Signs that may also separate a word from its meaning."""
_BEHIND = pattern(
    r"(?P<comma>,[ \t]+(?=\S))|(?P<slash>[ \t]+//?[ \t]+(?=\S))|(?P<dot>[ \t]+[·•][ \t]+(?=\S))|(?P<tab>[ ]*\t[ \t]*(?=\S))"
    r"|(?P<bold>(?<=[^\s*]\*\*)[ \t]+(?=[^\s:：–—-]))"
    rf"|(?P<person>[ \t]+(?={PRESENTED_BY}[ \t]*$))"
    r"|(?P<round>[ \t]+(?=(?:시리즈|[Ss]eries)[ ]?[A-E][ \t]*$|(?:[Pp]re-?)?(?:[Ss]eed|시드|[AB])[ \t]*$|\d[\d,.]*억[ \t]*$))"
    r"|(?P<address>[ \t]+(?=(?:@\w+|(?:[\w-]+\.)+[a-z]{2,10}(?:/\S*)?)[ \t]*$))"
    rf"|(?P<time>[ \t]+(?={CLOCK}[ \t]*$))"
    r"|(?P<mark>[ \t]+(?=(?:[A-DFS][+-]?|\d(?:\.\d)?/(?:5|10)|[OX○×△?!]+|[Pp]ass|PASS|패스|보류|관심)[ \t]*$))"
)
"""What separates a known name, and the names on several lines, from the rest: `Tern, Kim`, `Tern / freight`, `Tern\tKim`, `Tern A-`,
`**Tern** freight`, `토스 김민수 대표`, `Tern Series A`."""
_KNOWN_BEFORE = pattern(r"([^()]*[^()\s])[ \t]*\([^()]+\)$")
"""A name followed by brackets: `토스(Toss)`, `Tern (freight)`."""
_SAID = pattern(SAID)
_BOX = pattern(r"\[([ xX])\][ \t]+(?=\S)")
_LEAD_IN = pattern(
    r"(\*\*|__)(?P<name>[^*_\s](?:[^*_\r\n]{0,38}[^*_\s])?)\1(?:[ \t]*[-–—:：.|]|(?<=[:：.]..))[ \t]+(?=\S)"
)
"""A bold name at the beginning of a paragraph: `**Tern** - They move freight.`"""
_ALL_BOLD = pattern(r"(\*\*|__)(?P<words>[^*_\s](?:[^*_\r\n]*[^*_\s])?)\1[ \t]*$")
"""A line that is bold from end to end: `**Tern - freight**`."""
_AND = pattern(r"[,/&+·]|\band\b")
_IN_BRACKETS = pattern(r"[^\[\]!]+")
"""Neither an image nor several links."""


class NameFinder:
    """Finds the names on the lines of a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        """Takes the sheet to read."""
        self.sheet = sheet

    def named(self, line: Line) -> Named | None:
        """The name on a line that contains nothing else, or where a sign separates it from the rest."""
        if line.mark is Mark.HEADING:
            return self.explained(line) or (None if is_long(line) else self.name_in(line))
        found = None if is_long(line) else self.name_in(line)
        return (
            found if found is not None and not is_set_apart(self.sheet.text, found.span) else self.tagged(line) or found
        )

    def lead_in(self, line: Line) -> Named | None:
        """The bold name at the beginning of a paragraph."""
        match = _LEAD_IN.match(self.sheet.text, line.body, line.end)
        if match is None:
            return None
        name = match["name"].rstrip(":：.")
        span = Span(match.start("name"), match.start("name") + len(name))
        return Named(span, span, bold=True, adorned=True, rest=Span(match.end(), line.end))

    def name_in(self, line: Line) -> Named | None:
        """The name on a line that is nothing but a name, without its decoration; otherwise None."""
        text, end = self.sheet.text, line.end
        box = _BOX.match(text, line.body, end) if line.mark in (Mark.BULLET, Mark.HEADING) else None
        if box is not None:
            named = self.name_in(line._replace(mark=Mark.TEXT, body=box.end()))
            return named._replace(box=box[1]) if named is not None else None
        said = _SAID.match(text, line.body, end) if self.says_companies else None
        if said is not None:
            named = self.name_in(line._replace(body=said.end()))
            return named._replace(core=Span(line.body, named.core.end), adorned=True) if named is not None else None
        if line.mark is Mark.HEADING and text[end - 1] in "# \t":
            closing = CLOSING.search(text, line.body, end)
            end = closing.start() if closing else end
        if text[end - 1] == "." and text.count(" ", line.body, end) > 5:
            return None
        plain = PLAIN.match(text, line.body, end)
        if plain is not None:
            span = Span(*plain.span(1))
            return Named(span, span)
        framed = FRAMED.match(text, line.body, end) if line.mark is Mark.TEXT else None
        if framed is not None:
            return self.name_in_frame(line, framed)
        match = DECORATED.match(text, line.body, end)
        return None if match is None or match["bold"] != match["end"] else self.decorated_name(line, match)

    @cached_property
    def says_companies(self) -> bool:
        """Whether several lines say that they name a company. A single one tells of the whole note, as `date:` does."""
        return sum(_SAID.match(self.sheet.text, line.body, line.end) is not None for line in self.sheet.lines) > 1

    def name_in_frame(self, line: Line, framed: re.Match[str]) -> Named | None:
        """The name between strokes: `--- 한빛 ---`. After that of a session the strokes may be missing."""
        inside = self.name_in(line._replace(body=framed.start("name"), end=framed.end("name")))
        closed = framed["close"] or (inside is not None and is_session(inside.span.of(self.sheet.text)))
        return inside._replace(bold=True, adorned=True) if inside is not None and closed else None

    def decorated_name(self, line: Line, match: re.Match[str]) -> Named | None:
        """The name in a `match` of `DECORATED`; None if its brackets do not close or contain something else."""
        opening, closed = match["open"], match["close"]
        if PAIRS[opening] != (closed[:1] if match["address"] else closed):
            return None
        span = Span(*match.span("name"))
        start, stop = match.start("lead") if match["lead"] else span.start, span.end
        if opening == "[[" or match["address"]:
            start, stop = min(start, match.start("open")), match.end("close")
        if opening == "[[" and "|" in match["name"]:
            span = Span(match.start("name") + match["name"].index("|") + 1, span.end)
        elif opening == "[" and not (
            (len(match["name"]) > 1 and _IN_BRACKETS.fullmatch(match["name"])) or self.sheet.is_name(match["name"])
        ):
            return None
        if match["beside"] and not closed:
            whole = self.sheet.text[span.start : match.end("beside")]
            if is_in_both_scripts(whole) or self.sheet.is_name(whole):
                span = Span(span.start, match.end("beside"))
        frame = self.sheet.text[line.body]  # as in `★ Tern ★`
        after = (group for group in ("beside", "beyond") if match[group] and match[group].strip() != frame)
        behind = max((match.end(group) for group in after), default=stop)
        core = Span(start, max(stop, behind))
        known = _KNOWN_BEFORE.match(self.sheet.text, *span)
        if known is not None and self.sheet.is_name(known[1]):
            span = Span(*known.span(1))
        colon = bool(match["colon"] or match["after"])
        return Named(
            span, core, match["bold"] is not None, colon, bool(colon or opening or match.start("name") > line.body)
        )

    def explained(self, heading: Line) -> Named | None:
        """The name in a heading that also explains it, if other headings of its level do so, too, or it is one at an event."""
        sign = self.sign_in(heading)
        if sign is None:
            return None
        is_usual = (heading.level, sign.of(self.sheet.text).strip()) in self.explaining
        if not (is_usual or self.sheet.opens_with_event):
            return None
        end = heading.end
        if self.sheet.text[end - 1] in "# \t":
            closing = CLOSING.search(self.sheet.text, heading.body, end)
            end = closing.start() if closing else end
        found = self.name_in(heading._replace(end=sign.start)) if heading.body < sign.start else None
        if found is None or sign.end >= end:
            return None
        name = found.span.of(self.sheet.text)
        if not self.sheet.is_name(name) and (
            not worth_of(name) or is_topic(name) or is_session(name) or not (is_usual or is_coined(name))
        ):
            return None
        return found._replace(rest=Span(sign.end, end))

    @cached_property
    def explaining(self) -> frozenset[tuple[int, str]]:
        """The levels of headings, each with a sign that follows different words in several headings of that level."""
        text = self.sheet.text
        found = grouped(
            ((line.level, sign.of(text).strip()), text[line.body : sign.start])
            for line in self.sheet.lines
            if line.mark is Mark.HEADING and (sign := self.sign_in(line)) is not None
        )
        return frozenset(way for way, words in found.items() if 1 < len(words) == len({*words}))

    def sign_in(self, heading: Line) -> Span | None:
        """The first sign in a heading that separates a name from its explanation."""
        found = _EXPLAINS.finditer(self.sheet.text, heading.body, heading.end)
        return next((Span(*sign.span("sign")) for sign in found if sign["sign"]), None)

    def tagged(self, line: Line) -> Named | None:
        """The name on a line that goes on, after a sign, with an explanation of it."""
        if line.mark is Mark.HEADING:
            return None
        bold = _ALL_BOLD.match(self.sheet.text, line.body, line.end)
        if bold is not None:
            inside = self.tagged(line._replace(body=bold.start("words"), end=bold.end("words")))
            return inside._replace(bold=True, adorned=True) if inside is not None else None
        match = _TAG.search(self.sheet.text, line.body, min(line.end, line.body + _LINE))
        head = None
        for behind in _BEHIND.finditer(self.sheet.text, line.body, line.end if match is None else match.start()):
            if behind.start() - line.body > _NAME:
                return None
            head = self.name_in(line._replace(end=behind.start())) if behind.start() > line.body else None
            if head is not None and self.separates(behind.lastgroup or "", head):
                others = map(str.strip, _AND.split(self.sheet.text[behind.end() : line.end]))
                if any(map(self.sheet.is_name, others)):
                    return None  # several names, and none of them alone is what the lines below are about
                match = behind
                break
            head = None
        if head is None and match is not None and match.start() > line.body:
            head = self.name_in(line._replace(end=match.start()))
        if match is None or head is None or match.start() - line.body > _NAME:
            return None
        name = head.span.of(self.sheet.text)
        if not self.sheet.is_name(name) and (head.colon or not worth_of(name) or is_topic(name) or is_session(name)):
            return None
        return head._replace(rest=Span(match.end(), line.end))

    def separates(self, separator: str, head: Named) -> bool:
        """Whether a separator in `_BEHIND` ends the name `head`. One known bold name alone may as well begin a sentence."""
        name = head.span.of(self.sheet.text)
        if separator in self.separators or (separator == "person" and not is_ordinary(name)):
            return True
        return separator != "bold" and self.sheet.is_name(name)

    @cached_property
    def separators(self) -> frozenset[str]:
        """The names of the separators in `_BEHIND` that stand in several short lines over others, each time behind other words."""
        text = self.sheet.text
        found: list[tuple[str, str]] = []
        for index, line in enumerate(self.sheet.lines):
            if line.mark is not Mark.TEXT and line.mark is not Mark.NUMBER:
                continue
            below = self.sheet.mark(index + 1)
            is_over_text = below is Mark.TEXT and (line.apart or line.mark is Mark.NUMBER)
            if line.end - line.body < _LINE and (below is Mark.BULLET or is_over_text):
                sign = _BEHIND.search(text, line.body, line.end)
                if sign is not None and sign.start() - line.body < _NAME:
                    found.append((sign.lastgroup or "", text[line.body : sign.start()]))
        return frozenset(sign for sign, words in grouped(found).items() if 2 < len(words) == len({*words}))

    def is_label(self, named: Named) -> bool:
        """Whether the sign after the name is one that may also separate a word from its meaning."""
        rest = named.rest
        return rest is not None and _LABEL.search(self.sheet.text, named.core.end, rest.start) is not None

    def may_name(self, span: Span) -> bool:
        """Whether the text at `span` looks like a name, or is known as one."""
        name = span.of(self.sheet.text)
        return bool(worth_of(name)) or self.sheet.is_name(name) or may_name(name)


def is_set_apart(text: str, span: Span) -> bool:
    """Whether `text` contains, at `span`, a sign that may separate a name from its explanation."""
    return any(sign.search(text, *span) for sign in (_TAG, _BEHIND))


def is_long(line: Line) -> bool:
    """Whether a line is longer than a name and what follows it."""
    return line.end - line.body > _LINE


def whole(line: Line) -> Named:
    """The whole line as a name."""
    span = Span(line.body, line.end)
    return Named(span, span)
