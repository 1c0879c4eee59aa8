"""Proposes what could stand over other lines: every line that is written as a name may be."""

from collections import Counter
from functools import cached_property
from typing import NamedTuple

from vaulttools.note.outline.lines import Line, Mark
from vaulttools.note.outline.model import Kind, Style
from vaulttools.note.outline.names import (
    CLOSING,
    CUES,
    DECORATED,
    FRAMED,
    HANGUL,
    PAIRS,
    PICTURE,
    PLAIN,
    SYMBOLS,
    TWIN,
    are_people,
    ends_as_topic,
    is_coined,
    is_incorporated,
    is_range,
    is_session,
    is_topic,
    may_be_session,
    may_name,
    speaks_of,
    worth_of,
)
from vaulttools.note.outline.sheet import SENTENCE, Draft, Sheet
from vaulttools.patterns import pattern
from vaulttools.text import Span

_AROUND_ITEM = " \t[]【】「」『』〈〉《》<>" + SYMBOLS
_FAR = 4000
"""Code points below an item in which it must be spoken of to be more than an item."""
_LINE = 72
"""Code points of a line that may be a name with what stands behind it."""
_NAME = 40
"""Code points of what may be a name."""
_SEVERAL = 3
_MOST_BLANKS = 4
"""As many blanks make an item no name of a company that hides among others."""
_TAG = pattern(
    r"[ \t]+[-–—|][ \t]+(?=\S)|[ \t]*[:：][ \t]+(?=\S)|[ \t]+[:：](?=[^\s/])|(?<=[:：](?:\*\*|__))[ \t]+(?=\S)"
    r"|[ \t]+(?=https?://)"
)
"""What sets a name apart from what it stands for: `Tern - freight`, `Tern: freight`, `Tern https://tern.example`."""
_LABEL = pattern(r"[-–—:：]")
"""What may as well stand between a word and its meaning."""
_BEHIND_KNOWN = pattern(
    r",[ \t]+(?=\S)|[ \t]+/[ \t]+(?=\S)|[ ]*\t[ \t]*(?=\S)|[ \t]+(?=(?:[A-DFS][+-]?|\d(?:\.\d)?/(?:5|10)|[OX○×△?!]+|[Pp]ass|PASS|패스|보류|관심)[ \t]*$)"
)
"""The same behind a name that is known: `Tern, Kim`, `Tern / freight`, `Tern\tKim`, `Tern A-`."""
_SEPARATOR = pattern(r",[ \t]|[ \t]+/[ \t]|[ ]*\t")
"""What may set names apart from the rest of their lines in a note where it stands in several lines over others."""
_KNOWN_BEFORE = pattern(r"([^()]*[^()\s])[ \t]*\([^()]+\)$")
"""A name with something in brackets behind it: `토스(Toss)`, `Tern (freight)`."""


_GOES_ON = pattern(
    r"(?:and|or|but|is|are|was|were|has|have|had|will|would|can|who|which|that|whose|to|from|for|with|by|in|on|at|as|of)\b"
)
"""How a line begins that goes on with the sentence of the line above."""
_BOX = pattern(r"\[([ xX])\][ \t]+(?=\S)")
_AND = pattern(r"[,/&+·]|\band\b")
_IN_BRACKETS = pattern(r"[^\[\]!]+")
"""What is no picture, nor several links."""


class _Named(NamedTuple):
    """A name on a line."""

    span: Span
    core: Span
    """The name with what belongs to it: its link, a time before it, a round behind it."""
    bold: bool = False
    colon: bool = False
    """Whether a colon or a dash ends the line."""
    adorned: bool = False
    """Whether anything adorns it: bold marks, brackets, a symbol, a colon."""
    rest: Span | None = None
    """What the line says behind the name, set apart by a dash or a colon."""
    box: str = ""
    """What is in the box of a task: a blank, or a tick."""


class Proposing:
    """Goes through the lines of a sheet from top to bottom and keeps a draft of each that could be a head."""

    def __init__(self, sheet: Sheet) -> None:
        """Takes the sheet to read."""
        self.sheet = sheet
        self.drafts: list[Draft] = []
        self.described: list[Draft] = []
        """Drafts of lines that say what the name stands for and have a list below: firm where there are several."""
        self.coined: list[Draft] = []
        """Drafts of words that no dictionary has, alone on their lines: firm where there are several and the vault knows few."""

    def propose(self) -> None:
        host_indent: int | None = None
        """Columns of the first list item of the company above, None where no company is open."""
        host: int | None = None
        """The last list item that was taken for a company, None after another kind of line."""
        text = self.sheet.text
        for index, line in enumerate(self.sheet.lines):
            previous = index - 1
            if line.mark is Mark.BULLET and (line.end - line.body > _LINE or text.count(" ", line.body, line.end) > 5):
                if host_indent is None:
                    host_indent = line.indent
                continue
            follower = self.sheet.mark(index + 1)
            if line.mark is Mark.TEXT and follower is Mark.OTHER and self.sheet.is_underlined(index):
                self.add(index, Kind.SECTION, Style.HEADING, _whole(line), 0, firm=True)
                host_indent = None
                continue
            long = line.end - line.body > _LINE
            if (
                (long and (line.mark not in (Mark.TEXT, Mark.NUMBER) or follower is not Mark.BULLET))
                or not line.plain
                or (line.indent > 3 and line.mark is not Mark.BULLET)
            ):
                host_indent = self.host_after(line, host_indent)
                continue
            if line.mark is Mark.OTHER:
                continue
            if line.mark is Mark.BULLET and not self.may_hide(index, line):
                host_indent = self.host_after(line, host_indent)
                continue
            found = None if long else self.name_in(line)
            if found is None or _TAG.search(text, *found.span) or _BEHIND_KNOWN.search(text, *found.span):
                found = self.tagged(line) or found
            if found is None:
                host_indent = self.host_after(line, host_indent)
                if line.mark is Mark.HEADING:
                    self.add(index, Kind.SECTION, Style.HEADING, _whole(line), 0, firm=True)
                    host_indent = None
                continue
            after = index + 1
            if line.mark is Mark.HEADING:
                self.add(index, Kind.SECTION, Style.HEADING, found, worth_of(found.span.of(self.sheet.text)), firm=True)
                host_indent = None
                continue
            session = is_session(found.span.of(self.sheet.text))
            if not session and not self.may_name(found.span):
                tagged = self.tagged(line)
                if tagged is None:
                    host_indent = self.host_after(line, host_indent)
                    continue
                found = tagged
            bold, colon, adorned, rest = found.bold, found.colon, found.adorned, found.rest
            name = found.span.of(text)
            worth = worth_of(name)
            if line.mark is Mark.TEXT and line.indent and self.is_within(line, follower):
                continue
            if line.mark is Mark.NUMBER:
                labelled = follower is Mark.TEXT and self.sheet.lines[after].indent > max(1, line.indent)
                firm = follower is Mark.BULLET or (labelled and self.sheet.mark(after + 1) is Mark.BULLET)
                if firm or self.sheet.is_name(name) or follower in (Mark.NUMBER, Mark.TEXT, Mark.NOTHING):
                    self.add(index, Kind.COMPANY, Style.NUMBERED, found, worth, firm)
                    host_indent = self.sheet.lines[after].indent if follower is Mark.BULLET else None
            elif (
                line.mark is Mark.TEXT
                and not self.drafts
                and " " in name
                and ((is_topic(name) and not session) or speaks_of(CUES, name.lower()))
            ):
                continue
            elif line.mark is Mark.TEXT:
                host = None
                headed = (
                    bool(self.drafts)
                    and self.drafts[-1].at == previous
                    and self.drafts[-1].style in (Style.BOLD, Style.HEADING)
                )
                apart = line.apart or headed
                opened = apart or self.sheet.ends_well(previous) or self.sheet.is_outdented(index, previous)
                if bold:
                    self.add(index, Kind.COMPANY, Style.BOLD, found, worth, True)
                elif follower is Mark.TEXT and may_be_session(name) and not self.sheet.is_name(name):
                    self.add(index, Kind.COMPANY, Style.BARE, found, worth, firm=False)
                elif session and not is_range(name):
                    self.add(index, Kind.SESSION, Style.BARE, found, worth, firm=True)
                elif follower is Mark.BULLET:
                    firm = adorned or (opened and (rest is None or self.sheet.is_name(name)))
                    self.add(index, Kind.COMPANY, Style.COLON if colon else Style.BARE, found, worth, firm)
                    if opened and not firm:
                        self.described.append(self.drafts[-1])
                elif (
                    follower is Mark.TEXT
                    and not self.sheet.lines[after].apart
                    and (rest is None or (self.sheet.is_name(name) and not self.is_label(found)))
                ):
                    longer = self.sheet.mark(after + 1) is Mark.TEXT and not self.sheet.lines[after + 1].apart
                    known = self.sheet.is_name(name)
                    finished = (
                        known
                        and rest is None
                        and previous >= 0
                        and SENTENCE.search(self.sheet.words(previous)) is not None
                    )
                    firm = (
                        (apart and worth > 1 and (longer or self.sheet.is_prose(after)))
                        or (known and apart)
                        or finished
                    )
                    self.add(index, Kind.COMPANY, Style.PARAGRAPH, found, worth, firm=firm)
                    if self.is_coined_line(index, name):
                        self.coined.append(self.drafts[-1])
                elif follower is Mark.TEXT and rest is None and self.sheet.is_name(name):
                    self.add(index, Kind.COMPANY, Style.PARAGRAPH, found, worth, firm=apart)
                elif follower is Mark.TEXT and (
                    adorned
                    or (apart and rest is None and worth > 1)
                    or (apart and not self.sheet.lines[after].apart and not self.is_label(found))
                ):
                    self.add(index, Kind.COMPANY, Style.PARAGRAPH, found, worth, firm=False)
                elif self.sheet.is_name(name) and adorned:
                    self.add(index, Kind.COMPANY, Style.BARE, found, worth, False)
                else:
                    continue
                host_indent = None if session else self.sheet.lines[after].indent if follower is Mark.BULLET else 0
            elif follower is Mark.BULLET and self.sheet.is_deeper(after, index):
                beside = line.apart or (host is not None and self.sheet.lines[host].indent == line.indent)
                apart = host_indent is None or (host_indent > line.indent and beside)
                if line.indent < 2 and (apart or self.sheet.is_name(name)):
                    self.add(index, Kind.COMPANY, Style.ITEM, found, worth, True)
                    host = index
                    host_indent = self.sheet.lines[after].indent
                elif rest is not None:
                    host_indent = self.host_after(line, host_indent)
                else:
                    self.add(index, Kind.COMPANY, Style.HIDDEN, found, worth, firm=False)
                    host_indent = self.host_after(line, host_indent)
            else:
                host_indent = self.host_after(line, host_indent)
                if self.drafts and not bold and not colon and rest is None:
                    firm = self.is_coined_item(index, name)
                    self.add(index, Kind.COMPANY, Style.HIDDEN, found, worth, firm)
        if sum(draft.known for draft in self.drafts) < _SEVERAL:
            self.described += self.coined
        if len(self.described) >= _SEVERAL:
            for draft in self.described:
                draft.firm = True
        self.drop_bullets()
        self.take_in_items()
        self.trust_alike()
        self.trust_known_lines()

    def is_label(self, named: _Named) -> bool:
        """Whether the name is set apart from the rest of its line as a word is from its meaning."""
        rest = named.rest
        return rest is not None and _LABEL.search(self.sheet.text, named.core.end, rest.start) is not None

    def take_in_items(self) -> None:
        """Take what stands among the items of a list that are names over lists of their own for one of them, and items over
        such lists for sessions."""
        hidden = {draft.at: draft for draft in self.drafts if draft.style is Style.HIDDEN}
        for draft in [*self.drafts]:
            if draft.style is Style.ITEM and not draft.known and self.is_frame(draft, hidden):
                draft.kind = Kind.SESSION
        items = {draft.at: draft for draft in self.drafts if draft.style is Style.ITEM and draft.kind is Kind.COMPANY}
        seen: set[int] = set()
        for at in sorted(items):
            if at not in seen:
                members = self.items_beside(at)
                seen.update(members)
                self.take_in_members(members, items, hidden)
        self.drafts.sort(key=lambda draft: draft.at)

    def is_frame(self, draft: Draft, hidden: dict[int, Draft]) -> bool:
        """Whether the list below an item is one of companies with lists of their own; they are taken for items then."""
        members = self.items_beside(draft.at + 1)
        over = [at for at in members if self.sheet.is_over_list(at)]
        names = [hidden[at] for at in over if at in hidden]
        known = sum(name.known for name in names)
        if len(names) < len(over) or 3 * len(over) < 2 * len(members) or len(over) < 2:
            return False
        if not (2 * known > len(over) or is_session(draft.name) or may_be_session(draft.name)):
            return False
        if draft.topic or any(name.topic and not name.known for name in names):
            return False
        for name in names:
            name.style, name.firm = Style.ITEM, True
        return True

    def take_in_members(self, members: list[int], items: dict[int, Draft], hidden: dict[int, Draft]) -> None:
        """Take the `members` of a list that have no list of their own for names where most have, and are names."""
        own = [items[at] for at in members if at in items]
        known = sum(draft.known for draft in own)
        if len(own) < 3:
            return
        for at in members:
            if at in items:
                continue
            line = self.sheet.lines[at]
            found = self.name_in(line)
            if found is None or _TAG.search(self.sheet.text, *found.span):
                found = self.tagged(line) or found
            if found is None:
                continue
            name = found.span.of(self.sheet.text)
            is_known = self.sheet.is_name(name)
            within = own[0].at < at < own[-1].at and 3 * len(own) >= 2 * len(members)
            if (is_known and known > 2) or (
                within and worth_of(name) > 1 and (found.bold or not self.sheet.is_long(at))
            ):
                if at in hidden:
                    self.drafts.remove(hidden[at])
                self.add(at, Kind.COMPANY, Style.ITEM, found, worth_of(name), True)

    def items_beside(self, index: int) -> list[int]:
        """The items of the list in which the one at `index` is the first, as far left as it."""
        lines = self.sheet.lines
        indent = lines[index].indent
        members = []
        while index < len(lines) and lines[index].indent >= indent and lines[index].mark is Mark.BULLET:
            if lines[index].indent == indent:
                members.append(index)
            index += 1
        return members

    def trust_alike(self) -> None:
        """Take names over plain text for heads where several are written alike: `① Tern`, `■ Tern`, `[[Tern]]`."""
        written: dict[int, tuple[Mark, str, str]] = {}
        for draft in self.drafts:
            line = self.sheet.lines[draft.at]
            if draft.style in (Style.NUMBERED, Style.PARAGRAPH) and self.sheet.mark(draft.at + 1) is Mark.TEXT:
                before = self.sheet.text[line.body : draft.span.start]
                after = self.sheet.text[draft.core.end : line.end if draft.rest is None else draft.rest.start]
                if draft.rest is not None and (line.mark is Mark.NUMBER or before):
                    after = ""
                apart = self.sheet.lines[draft.at + 1].apart
                opens = line.apart or draft.rest is None
                if line.mark is Mark.NUMBER or before or ((line.apart and not after) if apart else after and opens):
                    written[draft.at] = line.mark, before, after or "\n" * apart
        alike: dict[tuple[Mark, str, str], list[Draft]] = {}
        for draft in self.drafts:
            way = written.get(draft.at)
            if way is not None and draft.worth and written.get(draft.at + 1) != way:
                alike.setdefault(way, []).append(draft)
        for (_, before, _), drafts in alike.items():
            enough = 1 if all(draft.known for draft in drafts) else 2
            if len(drafts) > enough and not self.is_bullet(before, len(drafts)):
                for draft in drafts:
                    draft.firm = True

    def is_bullet(self, before: str, times: int) -> bool:
        """Whether what stands before names this many times begins many other lines of text, too, as `·` does."""
        return bool(before) and not before[0].isalnum() and 2 * self.first[before[0]] > 3 * times

    @cached_property
    def first(self) -> Counter[str]:
        """How often each character begins a line of text."""
        return Counter(self.sheet.text[line.body] for line in self.sheet.lines if line.mark is Mark.TEXT)

    def trust_known_lines(self) -> None:
        """Take known names alone on their lines for heads in a run of text where there are several, none right below another."""
        known = {draft.at: draft for draft in self.drafts if draft.style is Style.PARAGRAPH and draft.known}
        alone = [draft for at, draft in known.items() if not known.keys() & {at - 1, at + 1} and self.opens(at)]
        if len(alone) > 2:
            before = [self.sheet.text[self.sheet.lines[draft.at].body : draft.span.start] for draft in alone]
            times = Counter(before)
            for draft, sign in zip(alone, before, strict=True):
                draft.firm = draft.firm or not self.is_bullet(sign, times[sign])

    def opens(self, index: int) -> bool:
        """Whether no sentence goes on from above a line to below it."""
        following = self.sheet.words(index + 1)
        if following[0].islower():
            return self.sheet.ends_well(index - 1) and _GOES_ON.match(following) is None
        return self.sheet.ends_well(index - 1) or self.sheet.is_prose(index + 1)

    def drop_bullets(self) -> None:
        """Take a picture before the names for decoration where it stands before several, and no other before any."""
        led = [
            (draft, match)
            for draft in self.drafts
            if (match := PICTURE.match(self.sheet.text, draft.core.start, draft.span.start)) is not None
        ]
        if len(led) > 2 and len({match[0].strip() for _, match in led}) == 1:
            for draft, match in led:
                draft.core = Span(match.end(), draft.core.end)

    def is_within(self, line: Line, follower: Mark) -> bool:
        """Whether an indented line of text is part of what stands below the last head: in its list item, or deeper than it."""
        last = next((draft for draft in reversed(self.drafts) if draft.style is not Style.HIDDEN), None)
        if last is None or last.level or line.indent <= max(1, self.sheet.lines[last.at].indent):
            return False
        return last.style in (Style.NUMBERED, Style.ITEM) or (follower is not Mark.BULLET and last.kind is Kind.COMPANY)

    def may_hide(self, index: int, line: Line) -> bool:
        """Whether a list item may be more than an item: one with a deeper list, a known name, or one spoken of below."""
        after = index + 1
        if self.sheet.mark(after) is Mark.BULLET and self.sheet.is_deeper(after, index):
            return True
        words = self.sheet.text[line.body : line.end].strip(_AROUND_ITEM)
        if not self.drafts or not words:
            return False
        if "|" in words or self.sheet.is_name(words):
            return True
        return words.count(" ") < _MOST_BLANKS and (
            self.sheet.folded.find(words.lower(), line.end, line.end + _FAR) >= 0
            or self.is_coined_item(index, words)
            or (self.sheet.mark(after) is Mark.BULLET and self.sheet.goes_on_with(words, after))
        )

    def is_coined_item(self, index: int, words: str) -> bool:
        """Whether a list item is a name that no dictionary has and nobody is called, with two items after it.

        One word of Hangul will do; other names must look like a company's, and stand between items that say more than a word.
        """
        if worth_of(words) < 2 or not self.sheet.mark(index + 1) is self.sheet.mark(index + 2) is Mark.BULLET:
            return False
        if HANGUL.search(words) is not None and " " not in words and "(" not in words:
            return is_coined(words) and not ends_as_topic(words) and not are_people([words])
        return (
            worth_of(words) == 3
            and len(words) > 4
            and (is_coined(words) or is_incorporated(words))
            and " " in self.sheet.words(index - 1)
            and " " in self.sheet.words(index + 1)
        )

    def is_coined_line(self, index: int, name: str) -> bool:
        """Whether a line is a word that no dictionary has and nobody is called, over two lines that say more than a word."""
        return (
            self.sheet.mark(index + 1) is self.sheet.mark(index + 2) is Mark.TEXT
            and " " not in name
            and " " in self.sheet.words(index + 1)
            and " " in self.sheet.words(index + 2)
            and not self.sheet.lines[index + 2].apart
            and worth_of(name) > 1
            and is_coined(name)
            and not (HANGUL.search(name) is not None and ends_as_topic(name))
            and not are_people([name])
        )

    @staticmethod
    def host_after(line: Line, host_indent: int | None) -> int | None:
        """Columns of the first item of the list that is open after `line`, a line that is no candidate."""
        if line.mark is Mark.BULLET:
            return line.indent if host_indent is None else host_indent
        return host_indent if line.indent else None

    def may_name(self, span: Span) -> bool:
        """Whether what stands there looks like a name, or is one."""
        name = span.of(self.sheet.text)
        return bool(worth_of(name)) or self.sheet.is_name(name) or may_name(name)

    def tagged(self, line: Line) -> _Named | None:
        """The name on a line that goes on, behind a dash or a colon, with what the name stands for."""
        if line.mark is Mark.HEADING:
            return None
        match = _TAG.search(self.sheet.text, line.body, line.end)
        head = None
        for behind in _BEHIND_KNOWN.finditer(self.sheet.text, line.body, line.end if match is None else match.start()):
            head = self.name_in(line._replace(end=behind.start())) if behind.start() > line.body else None
            others = map(str.strip, _AND.split(self.sheet.text[behind.end() : line.end]))
            if head is not None and (
                self.sheet.is_name(head.span.of(self.sheet.text)) or behind[0].strip(" ") in self.separators
            ):
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

    @cached_property
    def separators(self) -> frozenset[str]:
        """The separators that stand in several short lines over others."""
        found: Counter[str] = Counter()
        for index, line in enumerate(self.sheet.lines):
            if line.mark is not Mark.TEXT and line.mark is not Mark.NUMBER:
                continue
            below = self.sheet.mark(index + 1)
            if line.end - line.body < _LINE and (below is Mark.BULLET or (below is Mark.TEXT and line.apart)):
                match = _SEPARATOR.search(self.sheet.text, line.body, min(line.end, line.body + _NAME))
                if match is not None:
                    found[match[0].strip(" ")] += 1
        return frozenset(sign for sign, times in found.items() if times > 2)

    def name_in(self, line: Line) -> _Named | None:
        """The name on a line, without what adorns it; None where the line is none."""
        end = line.end
        box = _BOX.match(self.sheet.text, line.body, end) if line.mark in (Mark.BULLET, Mark.HEADING) else None
        if box is not None:
            named = self.name_in(line._replace(mark=Mark.TEXT, body=box.end()))
            return named._replace(box=box[1]) if named is not None else None
        if line.mark is Mark.HEADING and self.sheet.text[end - 1] in "# \t":
            closing = CLOSING.search(self.sheet.text, line.body, end)
            end = closing.start() if closing else end
        if self.sheet.text[end - 1] == "." and self.sheet.text.count(" ", line.body, end) > 5:
            return None
        plain = PLAIN.match(self.sheet.text, line.body, end)
        if plain is not None:
            span = Span(*plain.span(1))
            return _Named(span, span)
        framed = FRAMED.match(self.sheet.text, line.body, end) if line.mark is Mark.TEXT else None
        if framed is not None:
            inside = self.name_in(line._replace(body=framed.start("name"), end=framed.end("name")))
            closed = framed["close"] or (inside is not None and is_session(inside.span.of(self.sheet.text)))
            return inside._replace(bold=True, adorned=True) if inside is not None and closed else None
        match = DECORATED.match(self.sheet.text, line.body, end)
        if match is None or match["bold"] != match["end"]:
            return None
        opening, closed = match["open"], match["close"]
        if PAIRS[opening] != (closed[:1] if match["address"] else closed):
            return None
        span = Span(*match.span("name"))
        start, stop = match.start("lead") if match["lead"] else span.start, span.end
        if opening == "[[" or match["address"]:
            start, stop = min(start, match.start("open")), match.end("close")
        if opening == "[[" and "|" in match["name"]:
            span = Span(match.start("name") + match["name"].index("|") + 1, span.end)
        elif opening == "[" and (len(match["name"]) < 2 or not _IN_BRACKETS.fullmatch(match["name"])):
            return None
        if match["beside"] and not closed:
            whole = self.sheet.text[span.start : match.end("beside")]
            if TWIN.fullmatch(whole) or self.sheet.is_name(whole):
                span = Span(span.start, match.end("beside"))
        behind = max((match.end(group) for group in ("beside", "beyond") if match[group]), default=stop)
        core = Span(start, max(stop, behind))
        known = _KNOWN_BEFORE.match(self.sheet.text, *span)
        if known is not None and self.sheet.is_name(known[1]):
            span = Span(*known.span(1))
        colon = bool(match["colon"] or match["after"])
        return _Named(
            span, core, match["bold"] is not None, colon, bool(colon or opening or match.start("name") > line.body)
        )

    def add(self, at: int, kind: Kind, style: Style, named: _Named, worth: int, firm: bool) -> None:
        name = named.span.of(self.sheet.text)
        line = self.sheet.lines[at]
        level = line.level if line.mark is Mark.HEADING else 0
        if line.mark is Mark.TEXT and style is Style.HEADING:
            level = 1 if self.sheet.text[self.sheet.lines[at + 1].body] == "=" else 2
        known = bool(name) and self.sheet.is_name(name)
        self.drafts.append(
            Draft(
                at,
                kind,
                style,
                name,
                named.span,
                named.core,
                worth=max(worth, 2 * known),
                known=known,
                topic=is_topic(name),
                firm=firm,
                rest=named.rest,
                box=named.box,
                level=level,
            )
        )


def _whole(line: Line) -> _Named:
    """All that a line says, as a name."""
    span = Span(line.body, line.end)
    return _Named(span, span)
