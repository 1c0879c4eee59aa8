"""Reads the outline of a note: the whole note is weighed at once, so that lines of one shape support each other."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from vaulttools.message import Message
from vaulttools.note.outline.lines import Line, Mark, lines_of
from vaulttools.note.outline.model import Candidate, Confidence, Kind, Outline, Style
from vaulttools.note.outline.names import (
    CLOSING,
    CUES,
    DECORATED,
    EVENTS,
    HANGUL,
    OPENING,
    PAIRS,
    PLAIN,
    SYMBOLS,
    are_a_series,
    are_people,
    counted_trade,
    is_range,
    is_session,
    is_topic,
    may_name,
    mentions_of,
    speaks_of,
    speaks_of_trade,
    worth_of,
)
from vaulttools.text import Span


@dataclass(slots=True)
class _Draft:
    """A candidate while the note is weighed."""

    at: int
    kind: Kind
    style: Style
    name: str
    span: Span
    worth: int
    known: bool
    topic: bool
    firm: bool
    """Whether the shape alone makes it one; otherwise its own lines must speak of it."""
    rest: Span | None = None
    """What the line says behind the name, set apart by a dash or a colon."""
    level: int = 0
    until: int = 0
    """The line after the last that is its own."""
    spoken: bool = False
    """Whether its own lines speak of it."""
    confidence: Confidence = Confidence.LOW
    reason: Message = field(default_factory=lambda: Message(""))


def _after(drafts: list[_Draft]) -> list[_Draft | None]:
    """For each draft the next one, None for the last."""
    return [*drafts[1:], None] if drafts else []


_SENTENCE = re.compile(r"[.!?。](?:[\])\"”’]|\[\^?\w+\])*\s*$|[다요음함됨임죠]\s*$")
_AROUND_ITEM = " \t[]【】「」『』〈〉《》<>" + SYMBOLS
_UNDERLINE = re.compile(r"(?:-+|=+)[ \t]*$")
_RELATION = re.compile(
    r"[:：]\s*$|경쟁사|고객사|투자사|제휴|파트너|협력|주주|competitors?|customers?|clients|partners?|investors?|portfolio|such as|like\b",
    re.IGNORECASE,
)
_PLENTY = 9
"""As much evidence as is ever asked for."""
_FAR = 4000
"""Code points in which a section is searched for its name."""
_LOOKAHEAD = 12
"""Lines after a name in which it must be spoken of, where its shape alone says little."""


_TAG = re.compile(
    r"[ \t]+[-–—|][ \t]+(?=\S)|[ \t]*[:：][ \t]+(?=\S)|[ \t]+[:：](?=[^\s/])|(?<=[:：](?:\*\*|__))[ \t]+(?=\S)"
)
"""What sets a name apart from what it stands for: `Tern - freight`, `Tern: freight`."""
_KNOWN_BEFORE = re.compile(r"([^()]*[^()\s])[ \t]*\([^()]+\)$")
"""A name with something in brackets behind it: `토스(Toss)`, `Tern (freight)`."""


_NOTHING = Outline()


class _Named(NamedTuple):
    """A name on a line."""

    span: Span
    bold: bool = False
    colon: bool = False
    """Whether a colon or a dash ends the line."""
    adorned: bool = False
    """Whether anything adorns it: bold marks, brackets, a symbol, a colon."""
    rest: Span | None = None
    """What the line says behind the name, set apart by a dash or a colon."""


class _Reader:
    def __init__(self, text: str, start: int, opaque: Sequence[Span], is_name: Callable[[str], bool]) -> None:
        self.text = text
        self.is_name = is_name
        self.lines = lines_of(text, start, len(text), opaque)
        self.start = start
        folded = text.lower()
        self.folded = folded if len(folded) == len(text) else text
        self.drafts: list[_Draft] = []
        count = len(self.lines)
        self.following = [count] * count
        later = count
        for index in range(count - 1, -1, -1):
            self.following[index] = later
            if self.lines[index].mark:
                later = index

    def mark(self, index: int) -> Mark:
        """The mark of a line; blank past the last one."""
        return self.lines[index].mark if index < len(self.lines) else Mark.BLANK

    def words(self, index: int) -> str:
        line = self.lines[index]
        return self.text[line.body : line.end]

    def read(self) -> Outline:
        self.propose()
        self.keep_supported()
        self.name_sessions()
        if not any(draft.kind is Kind.COMPANY for draft in self.drafts):
            return _NOTHING
        self.weigh()
        return self.finish()

    # What could stand over other lines

    def propose(self) -> None:
        host_indent: int | None = None
        """Columns of the first list item of the company above, None where no company is open."""
        before = -1
        host: int | None = None
        """The last list item that was taken for a company, None after another kind of line."""
        text = self.text
        for index, line in enumerate(self.lines):
            if not line.mark:
                continue
            previous, before = before, index
            if line.mark is Mark.BULLET and (line.end - line.body > 72 or text.count(" ", line.body, line.end) > 5):
                if host_indent is None:
                    host_indent = line.indent
                continue
            if line.mark is Mark.TEXT and self.is_underlined(index):
                self.add(index, Kind.SECTION, Style.HEADING, Span(line.body, line.end), 0, firm=True)
                host_indent = None
                continue
            if line.end - line.body > 72 or not line.plain or (line.indent > 3 and line.mark is not Mark.BULLET):
                host_indent = self.host_after(line, host_indent)
                continue
            if line.mark is Mark.OTHER:
                continue
            if line.mark is Mark.BULLET and not self.may_hide(index, line):
                host_indent = self.host_after(line, host_indent)
                continue
            found = self.name_in(line) or (self.tagged(line) if line.mark is not Mark.HEADING else None)
            if found is None:
                host_indent = self.host_after(line, host_indent)
                if line.mark is Mark.HEADING:
                    span = Span(line.body, line.end)
                    self.add(index, Kind.SECTION, Style.HEADING, span, 0, firm=True)
                    host_indent = None
                continue
            after = self.following[index]
            follower = self.mark(after)
            if line.mark is Mark.HEADING:
                self.add(index, Kind.SECTION, Style.HEADING, found.span, worth_of(found.span.of(self.text)), firm=True)
                host_indent = None
                continue
            session = is_session(found.span.of(self.text))
            if not session and not self.may_name(found.span):
                tagged = self.tagged(line)
                if tagged is None:
                    host_indent = self.host_after(line, host_indent)
                    continue
                found = tagged
            span, bold, colon, adorned, rest = found
            name = span.of(self.text)
            worth = worth_of(name)
            if line.mark is Mark.NUMBER:
                if follower is Mark.BULLET or self.is_name(name) or follower in (Mark.NUMBER, Mark.BLANK):
                    self.add(index, Kind.COMPANY, Style.NUMBERED, span, worth, follower is Mark.BULLET, rest)
                    host_indent = self.lines[after].indent if follower is Mark.BULLET else None
            elif line.mark is Mark.TEXT and not self.drafts and " " in name and speaks_of(CUES, name.lower()):
                continue
            elif line.mark is Mark.TEXT:
                host = None
                headed = (
                    bool(self.drafts)
                    and self.drafts[-1].at == previous
                    and self.drafts[-1].style in (Style.BOLD, Style.HEADING)
                )
                apart = previous < 0 or previous < index - 1 or headed
                opened = apart or self.ends_well(previous) or self.is_outdented(index, previous)
                if bold:
                    self.add(index, Kind.COMPANY, Style.BOLD, span, worth, True, rest)
                elif session and not is_range(name):
                    self.add(index, Kind.SESSION, Style.BARE, span, worth, firm=True)
                elif follower is Mark.BULLET:
                    firm = adorned or (opened and (rest is None or self.is_name(name)))
                    self.add(index, Kind.COMPANY, Style.COLON if colon else Style.BARE, span, worth, firm, rest)
                elif follower is Mark.TEXT and after == index + 1 and rest is None:
                    longer = self.mark(after + 1) is Mark.TEXT
                    known = self.is_name(name)
                    finished = known and _SENTENCE.search(self.words(previous)) is not None
                    firm = (apart and worth > 1 and (longer or self.is_prose(after))) or (known and apart) or finished
                    self.add(index, Kind.COMPANY, Style.PARAGRAPH, span, worth, firm=firm)
                elif self.is_name(name) and adorned:
                    self.add(index, Kind.COMPANY, Style.BARE, span, worth, False, rest)
                else:
                    continue
                host_indent = None if session else self.lines[after].indent if follower is Mark.BULLET else 0
            elif follower is Mark.BULLET and self.lines[after].indent >= line.indent + 2:
                beside = previous < index - 1 or (host is not None and self.lines[host].indent == line.indent)
                apart = host_indent is None or (host_indent > line.indent and beside)
                if line.indent < 2 and (apart or self.is_name(name)):
                    self.add(index, Kind.COMPANY, Style.ITEM, span, worth, True, rest)
                    host = index
                    host_indent = self.lines[after].indent
                elif rest is not None:
                    host_indent = self.host_after(line, host_indent)
                else:
                    self.add(index, Kind.COMPANY, Style.HIDDEN, span, worth, firm=False)
                    host_indent = self.host_after(line, host_indent)
            else:
                host_indent = self.host_after(line, host_indent)
                if self.drafts and not bold and not colon and rest is None:
                    self.add(index, Kind.COMPANY, Style.HIDDEN, span, worth, firm=False)

    def may_hide(self, index: int, line: Line) -> bool:
        """Whether a list item may be more than an item: one with a deeper list, a known name, or one spoken of below."""
        after = self.following[index]
        if self.mark(after) is Mark.BULLET and self.lines[after].indent >= line.indent + 2:
            return True
        words = self.text[line.body : line.end].strip(_AROUND_ITEM)
        return bool(self.drafts) and (
            "|" in words or self.is_name(words) or self.folded.find(words.lower(), line.end, line.end + _FAR) >= 0
        )

    @staticmethod
    def host_after(line: Line, host_indent: int | None) -> int | None:
        """Columns of the first item of the list that is open after `line`, a line that is no candidate."""
        if line.mark is Mark.BULLET:
            return line.indent if host_indent is None else host_indent
        return host_indent if line.indent else None

    def may_name(self, span: Span) -> bool:
        """Whether what stands there looks like a name, or is one."""
        name = span.of(self.text)
        return bool(worth_of(name)) or self.is_name(name) or may_name(name)

    def tagged(self, line: Line) -> _Named | None:
        """The name on a line that goes on, behind a dash or a colon, with what the name stands for."""
        match = _TAG.search(self.text, line.body, line.end)
        head = (
            self.name_in(line._replace(end=match.start())) if match is not None and match.start() > line.body else None
        )
        if match is None or head is None or match.start() - line.body > 40:
            return None
        name = head.span.of(self.text)
        if not self.is_name(name) and (head.colon or not worth_of(name) or is_topic(name) or is_session(name)):
            return None
        return head._replace(rest=Span(match.end(), line.end))

    def name_in(self, line: Line) -> _Named | None:
        """The name on a line, without what adorns it; None where the line is none."""
        end = line.end
        if line.mark is Mark.HEADING and self.text[end - 1] in "# \t":
            closing = CLOSING.search(self.text, line.body, end)
            end = closing.start() if closing else end
        if self.text[end - 1] == "." and self.text.count(" ", line.body, end) > 5:
            return None
        plain = PLAIN.match(self.text, line.body, end)
        if plain is not None:
            return _Named(Span(*plain.span(1)))
        match = DECORATED.match(self.text, line.body, end)
        if match is None or PAIRS[match["open"]] != match["close"] or match["bold"] != match["end"]:
            return None
        span = Span(*match.span("name"))
        if match["open"] == "[[" and "|" in match["name"]:
            span = Span(match.start("name") + match["name"].index("|") + 1, span.end)
        elif match["open"] == "[" and len(match["name"]) < 2:
            return None
        known = _KNOWN_BEFORE.match(self.text, *span)
        if known is not None and self.is_name(known[1]):
            span = Span(*known.span(1))
        colon = bool(match["colon"] or match["after"])
        return _Named(
            span, match["bold"] is not None, colon, bool(colon or match["open"] or match.start("name") > line.body)
        )

    def add(
        self, at: int, kind: Kind, style: Style, span: Span, worth: int, firm: bool, rest: Span | None = None
    ) -> None:
        name = span.of(self.text)
        line = self.lines[at]
        level = line.level if line.mark is Mark.HEADING else 0
        if line.mark is Mark.TEXT and style is Style.HEADING:
            level = 1 if self.text[self.lines[at + 1].body] == "=" else 2
        known = bool(name) and self.is_name(name)
        self.drafts.append(
            _Draft(
                at,
                kind,
                style,
                name,
                span,
                worth=max(worth, 2 * known),
                known=known,
                topic=is_topic(name),
                firm=firm,
                rest=rest,
                level=level,
            )
        )

    def ends_well(self, index: int) -> bool:
        """Whether what the line at `index` says is finished, so that the next line does not go on with it."""
        line = self.lines[index]
        if line.mark is not Mark.TEXT and line.mark is not Mark.BULLET and line.mark is not Mark.NUMBER:
            return True
        words = self.words(index)
        return len(words) < 60 or _SENTENCE.search(words) is not None or HANGUL.search(words) is not None

    def is_underlined(self, index: int) -> bool:
        """Whether the line below makes this one a setext heading."""
        below = self.lines[index + 1] if index + 1 < len(self.lines) else None
        return (
            below is not None
            and below.mark is Mark.OTHER
            and _UNDERLINE.match(self.text, below.body, below.end) is not None
        )

    def is_outdented(self, index: int, previous: int) -> bool:
        """Whether the line at `index` stands left of the list item at `previous`, and so does not go on with it."""
        return self.mark(previous) is Mark.BULLET and self.lines[previous].indent > self.lines[index].indent

    def is_prose(self, index: int) -> bool:
        words = self.words(index)
        return len(words) > 30 or _SENTENCE.search(words) is not None

    # Who supports whom

    def with_their_like(self) -> list[_Draft]:
        """The drafts less those that look like no name, but for the few among many of one shape that do."""
        named = Counter(draft.style for draft in self.drafts if draft.firm and draft.worth)
        others = Counter(draft.style for draft in self.drafts if draft.firm and not draft.worth)
        kept = []
        for draft in self.drafts:
            if not draft.worth and not draft.level and draft.kind is Kind.COMPANY and not is_session(draft.name):
                style = draft.style
                if not draft.firm or named[style] < 3 * others[style] or named[style] < 3:
                    continue
                draft.worth = 1
            kept.append(draft)
        return kept

    def keep_supported(self) -> None:
        """Drop what neither its shape, nor the vault, nor its own lines make a company."""
        drafts = self.drafts = self.with_their_like()
        ends = [len(self.lines)] * len(drafts)
        end = len(self.lines)
        for index in range(len(drafts) - 1, -1, -1):
            ends[index] = end
            if drafts[index].firm:
                end = drafts[index].at
        kept: list[_Draft] = []
        for index, draft in enumerate(drafts):
            last = ends[index]
            first = self.following[draft.at]
            if draft.style is Style.HIDDEN or not draft.firm:
                last = min(last, first + _LOOKAHEAD)
            draft.spoken = draft.worth > 0 and self.speaks(draft, first, last)
            if draft.firm or draft.known or draft.spoken or draft.style is Style.NUMBERED:
                kept.append(draft)
        self.drafts = kept

    def speaks(self, draft: _Draft, first: int, last: int) -> bool:
        """Whether the lines from `first` to before `last` speak of the draft; where its shape says little, at once or twice."""
        if first >= last:
            return False
        start = self.lines[first].body
        stop = min(self.lines[last - 1].end, start + _FAR)
        mentions = mentions_of(self.folded, draft.name, start, stop)
        mention = next(mentions, None)
        if draft.firm:
            return mention is not None
        end = self.lines[first].end
        if mention is not None and mention.start - start < 24 and end - mention.end > 8:
            return True
        if draft.style is Style.PARAGRAPH and self.is_prose(first):
            word = draft.name.split()[0]
            if 3 < len(word) < len(draft.name) and not word.islower() and self.text.startswith(word + " ", start):
                return True
            back = self.lines[max(0, draft.at - _LOOKAHEAD)].start
            earlier = mentions_of(self.folded, draft.name, back, self.lines[draft.at].start)
            return mention is not None and next(earlier, None) is None
        return next(mentions, None) is not None

    def name_sessions(self) -> None:
        """Tell sessions from companies, and companies' headings from others, and give each its lines."""
        drafts = self.drafts
        title = self.title()
        for draft, after in zip(drafts, _after(drafts), strict=True):
            directly = after if after is not None and after.at == self.following[draft.at] else None
            if draft is title:
                continue
            if draft.known:
                draft.kind = Kind.COMPANY
            elif draft.style in (Style.HIDDEN, Style.ITEM):
                continue
            elif is_session(draft.name) or (
                draft.style is Style.BOLD and directly and directly.firm and directly.style is not Style.ITEM
            ):
                draft.kind = Kind.SESSION
        self.name_headings(title)
        for index, draft in enumerate(drafts):
            draft.until = self.end_of(draft, drafts, index + 1)

    def end_of(self, draft: _Draft, others: list[_Draft], index: int) -> int:
        """The line after the last that is `draft`'s own, where `others` from `index` on come after it."""
        while index < len(others):
            other = others[index]
            if not (draft.level and other.kind is Kind.SECTION and other.level > draft.level):
                return other.at
            index += 1
        return len(self.lines)

    def name_headings(self, title: _Draft | None) -> None:
        """Take real headings for companies where enough of them are spoken of and none is a topic."""
        drafts = self.drafts
        leaves = []
        within = 6
        """The level of the known company's heading that is open; deeper ones are parts of its section."""
        for draft, after in zip(drafts, _after(drafts), strict=True):
            if draft.level and (draft.kind is Kind.COMPANY or draft.level <= within):
                within = draft.level if draft.kind is Kind.COMPANY else 6
            if draft.kind is not Kind.SECTION or draft is title or draft.level > within:
                continue
            first = self.following[draft.at]
            empty = first == len(self.lines) or (after is not None and after.at == first)
            over = after is not None and after.level > draft.level
            if not empty and (not over or (draft.spoken and self.mark(first) is Mark.BULLET)):
                leaves.append(draft)
        often = 3 * sum(draft.spoken for draft in leaves) >= len(leaves)
        supported = (
            often
            or any(draft.kind is Kind.SESSION and is_session(draft.name) for draft in drafts)
            or sum(draft.kind is Kind.COMPANY and draft.firm and not draft.level for draft in drafts) > 1
        )
        odd = [draft for draft in leaves if not draft.worth]
        alike = 4 * len(odd) < len(leaves) and all(may_name(draft.name) for draft in odd)
        if leaves and supported and alike and not any(draft.topic for draft in leaves):
            # Beside companies of another shape a heading may be anything.
            mixed = any(draft.firm and not draft.level and draft.kind is Kind.COMPANY for draft in drafts)
            for draft in leaves:
                if often or draft.spoken or draft.worth == 3 or not mixed:
                    draft.kind = Kind.COMPANY
                    draft.worth = max(draft.worth, 1)

    def title(self) -> _Draft | None:
        """The heading that names the note: the only one of level one, above all others, where front matter has no other title."""
        tops = [draft for draft in self.drafts if draft.level == 1]
        front = self.text[: self.start]
        if len(tops) == 1 and tops[0] is next(draft for draft in self.drafts if draft.level):
            return tops[0] if "title:" not in front or tops[0].name in front else None
        return None

    # How sure

    def weigh(self) -> None:
        companies = [draft for draft in self.drafts if draft.kind is Kind.COMPANY]
        written = [draft for draft in companies if draft.style is not Style.HIDDEN]
        sessions = self.sessions_over(companies)
        evidence = self.evidence(written, sessions)
        if not any(draft.known and not draft.topic for draft in written):
            for draft in written:
                draft.known = False  # A lone `Options` is a part of a note, even where a company is called so.
        groups: dict[Style, list[_Draft]] = {}
        for draft in companies:
            groups.setdefault(draft.style, []).append(draft)
        heads = {draft.at for draft in self.drafts if draft.style is not Style.HIDDEN}
        for style, group in groups.items():
            topics = sum(draft.topic and not draft.known for draft in group)
            if 4 * topics <= len(group):
                for draft in group:
                    draft.topic = (
                        draft.topic and " " not in draft.name
                    )  # `한빛 데이터` among other names is one of them.
            names = [draft.name for draft in group if not draft.known]
            doubtful = (
                2 * topics >= len(group)
                or (topics > 1 and topics > 0.3 * len(group))
                or (2 * len(names) > len(group) and (are_people(names) or are_a_series(names)))
            )
            spoken = sum(draft.spoken or draft.known for draft in group) / len(group)
            known = sum(draft.known for draft in group)
            # Numbers say more than other shapes that these lines are of one kind.
            certain = 4 * known >= 3 * len(group) > 8 or (style is Style.NUMBERED and 3 * known >= 2 * len(group) > 2)
            listed = 3 * sum(draft.firm for draft in group) >= 2 * len(group)
            for draft in group:
                values = {"name": draft.name, "count": len(group)}
                follower = self.following[draft.at]
                empty = follower == len(self.lines) or follower in heads
                if style is Style.NUMBERED:
                    empty = not (draft.firm or listed)
                if empty and style is not Style.HEADING:
                    draft.reason = Message("`{name}` has no lines of its own", values)
                elif draft.known:
                    draft.confidence = self.trust_known(draft, len(written))
                    draft.reason = Message("`{name}` is a note of this vault and stands over lines of its own", values)
                elif certain and draft.firm and draft.worth > 1 and not draft.topic and not self.has_sibling(draft):
                    draft.confidence = Confidence.HIGH
                    draft.reason = Message(
                        "`{name}` is one of {count} lines of this shape, most of which are notes of this vault", values
                    )
                elif doubtful or (draft.topic and (not draft.spoken or evidence < 6)):
                    draft.reason = Message("`{name}` reads like a part of a note, not like a company", values)
                elif draft.spoken:
                    draft.reason = Message("the lines below speak of `{name}`", values)
                    if (
                        sessions
                        and evidence >= 8
                        and spoken >= 0.5
                        and len(group) > 1
                        and draft.worth > 1
                        and draft.firm
                        and not draft.topic
                    ):
                        draft.confidence = Confidence.HIGH
                    elif evidence >= 4:
                        draft.confidence = Confidence.MEDIUM
                elif draft.firm and draft.worth and not (draft.style is Style.NUMBERED and self.has_sibling(draft)):
                    draft.reason = Message(
                        "`{name}` is one of {count} lines of this shape with lines of their own", values
                    )
                    needed = 4 if len(group) > 1 else 5
                    if evidence >= needed:
                        draft.confidence = Confidence.MEDIUM
                else:
                    draft.reason = Message("`{name}` stands alone on its line", values)
        self.doubt_hidden()
        self.doubt_mixed_lists(groups.get(Style.NUMBERED, []))
        self.agree_items(groups.get(Style.ITEM, []))
        self.hold_together()
        self.trust_sessions(sessions)

    def trust_known(self, draft: _Draft, companies: int) -> Confidence:
        """How sure it is that a name the vault knows is meant as a heading where it stands."""
        if draft.spoken or draft.style in (Style.HIDDEN, Style.HEADING, Style.ITEM):
            return Confidence.HIGH
        if draft.style is Style.PARAGRAPH:
            if not draft.firm:
                return Confidence.LOW
            return Confidence.HIGH if companies > 2 or self.is_prose(self.following[draft.at]) else Confidence.MEDIUM
        if draft.style is Style.NUMBERED:
            return Confidence.MEDIUM if self.has_sibling(draft) else Confidence.HIGH
        return Confidence.HIGH if draft.firm else Confidence.MEDIUM

    def sessions_over(self, companies: list[_Draft]) -> dict[int, list[_Draft]]:
        """The companies under each session, by the session's line."""
        over: dict[int, list[_Draft]] = {}
        session: _Draft | None = None
        for draft in self.drafts:
            if draft.kind is Kind.SESSION:
                session = draft
            elif draft.kind is Kind.SECTION:
                session = None
            elif session is not None:
                over.setdefault(session.at, []).append(draft)
        return over

    def evidence(self, companies: list[_Draft], sessions: dict[int, list[_Draft]]) -> int:
        """How much in the note says that it is about companies; 4 is enough to say so."""
        if all(draft.known for draft in companies):
            return _PLENTY if companies else 0
        first = next(draft for draft in self.drafts if draft.kind is not Kind.SECTION)
        opening = self.folded[: self.lines[first.at].end][:OPENING]
        business = 2 if speaks_of(CUES, opening) else 0
        business += min(3, counted_trade(self.folded[self.start :]) // 2)
        business += min(2, sum(draft.worth == 3 for draft in companies))
        traded = sum(self.is_of_trade(draft) for draft in companies)
        business += 2 if traded > 2 and 3 * traded >= 2 * len(companies) else 0
        business += 4 if any(draft.known for draft in companies) else 0
        if not business:
            return 0
        proper = any(is_session(draft.name) for draft in self.drafts if draft.at in sessions)
        spoken = sum(draft.spoken for draft in companies)
        often = (
            3 if 2 * spoken >= len(companies) and spoken > 1 else 2 if 4 * spoken >= len(companies) else min(1, spoken)
        )
        score = business + often + (3 if proper else 1 if sessions else 0)
        spoken_of = 5 * spoken >= len(companies) and (spoken > 1 or len(companies) < 3)
        if not (proper or spoken_of or speaks_of(EVENTS, opening) or self.looks_incorporated(companies)):
            score = min(score, 3)
        if sum(draft.topic and not draft.spoken and not draft.known for draft in companies) > 0.3 * len(companies):
            score -= 4
        sections = sum(draft.kind is Kind.SECTION and draft.level > 1 for draft in self.drafts)
        score -= min(3, sections)
        return score

    @staticmethod
    def looks_incorporated(companies: list[_Draft]) -> bool:
        """Whether a company is known, or enough of the names have what companies have in theirs."""
        return any(draft.known for draft in companies) or 4 * sum(draft.worth == 3 for draft in companies) >= len(
            companies
        )

    def is_of_trade(self, draft: _Draft) -> bool:
        """Whether the lines of `draft` say what is said of a company."""
        first, last = draft.at + 1, draft.until
        return first < last and speaks_of_trade(self.folded, self.lines[first].start, self.lines[last - 1].end)

    def doubt_hidden(self) -> None:
        """A name among the items of a list is a section only in a company's list, alone, and with items after it."""
        several = sum(draft.kind is Kind.COMPANY and draft.confidence > Confidence.LOW for draft in self.drafts) > 2
        elsewhere = Counter(draft.name for draft in self.drafts)
        host: _Draft | None = None
        for index, draft in enumerate(self.drafts):
            if draft.style is not Style.HIDDEN:
                host = draft
                continue
            before = self.drafts[index - 1]
            after = self.drafts[index + 1] if index + 1 < len(self.drafts) else None
            item = self.following[draft.at]
            crowded = before.at >= draft.at - 1 or (after is not None and after.at <= item)
            own = sum(self.mark(at) is Mark.BULLET for at in range(item, draft.until))
            if (
                host is None
                or host.kind is not Kind.COMPANY
                or host.confidence is Confidence.LOW
                or crowded
                or own < 2
                or elsewhere[draft.name] > 1
            ):
                draft.confidence = Confidence.LOW
            elif _RELATION.search(self.words(draft.at - 1)) or not (several or draft.spoken):
                draft.confidence = min(draft.confidence, Confidence.MEDIUM)

    def agree_items(self, items: list[_Draft]) -> None:
        """Items of one list become headings together or not at all, or one would swallow the next."""
        if items:
            known = sum(item.known for item in items)
            if any(self.has_sibling(item) for item in items) or not self.end_lists(items):
                agreed = Confidence.LOW
            elif any(self.is_in_section(item) or self.is_linked(item) for item in items):
                agreed = min(Confidence.MEDIUM, *(item.confidence for item in items))
            else:
                least = min(item.confidence for item in items)
                agreed = Confidence.HIGH if known and 2 * known >= len(items) else least
            for item in items:
                item.confidence = agreed if item.worth else Confidence.LOW

    def end_lists(self, items: list[_Draft]) -> bool:
        """Whether no item beside `items` comes right after one of them: its list goes on with something else."""
        heads = {item.at for item in items}
        after = (item.until for item in items if item.until < len(self.lines) and item.until not in heads)
        return not any(self.mark(at) is Mark.BULLET and self.lines[at].indent < 2 for at in after)

    def is_in_section(self, draft: _Draft) -> bool:
        """Whether a real heading below the title, which is neither session nor company, stands over `draft`."""
        above = [each for each in self.drafts if each.at < draft.at and each.level]
        return bool(above) and above[-1].kind is Kind.SECTION and above[-1] is not self.title()

    def is_linked(self, draft: _Draft) -> bool:
        """Whether the name is a wiki-link, as in a list of notes to open."""
        return self.text.startswith("[[", max(0, draft.span.start - 2)) or self.text.startswith("]]", draft.span.end)

    def hold_together(self) -> None:
        """A company is certain only where the next one is, too: else the lines of that one would end up under its heading."""
        next_one = Confidence.HIGH
        for draft in reversed(self.drafts):
            if draft.level:
                next_one = Confidence.HIGH
            elif draft.kind is Kind.SESSION:
                next_one = Confidence.HIGH if is_session(draft.name) else Confidence.MEDIUM
            elif draft.kind is Kind.COMPANY and draft.style is not Style.HIDDEN:
                if draft.confidence is Confidence.HIGH:
                    draft.confidence = next_one
                if draft.confidence is not Confidence.LOW or (draft.firm and not draft.topic):
                    next_one = max(draft.confidence, Confidence.MEDIUM)

    def doubt_mixed_lists(self, numbered: list[_Draft]) -> None:
        """A known name beside a numbered line that is no company may be a thing to do like that one."""
        for draft, after in pairwise(numbered):
            number = self.lines[draft.at].level
            doubtful = any(
                each.confidence is Confidence.LOW or (each.worth < 2 and not each.known and not each.spoken)
                for each in (draft, after)
            )
            if doubtful and self.lines[after.at].level == number + 1:
                draft.confidence = min(draft.confidence, Confidence.MEDIUM)
                after.confidence = min(after.confidence, Confidence.MEDIUM)

    def has_sibling(self, draft: _Draft) -> bool:
        """Whether a list item beside this one is taken for its content."""
        line = self.lines[draft.at]
        marks = (Mark.BULLET, Mark.NUMBER) if line.mark is Mark.BULLET else (Mark.NUMBER,)
        own = self.lines[draft.at + 1 : draft.until]
        return any(other.mark in marks and other.indent <= line.indent for other in own)

    def trust_sessions(self, sessions: dict[int, list[_Draft]]) -> None:
        certain = max((draft.confidence for draft in self.drafts if draft.kind is Kind.COMPANY), default=Confidence.LOW)
        for draft in self.drafts:
            if draft.kind is not Kind.SESSION:
                continue
            below = sessions.get(draft.at, [])
            values = {"name": draft.name, "count": sum(item.confidence > Confidence.LOW for item in below)}
            draft.reason = Message("`{name}` stands over {count} companies", values)
            best = max((item.confidence for item in below), default=Confidence.LOW)
            if is_session(draft.name) and best is not Confidence.LOW:
                draft.confidence = certain
            else:
                draft.confidence = min(best, Confidence.MEDIUM)

    def finish(self) -> Outline:
        """The drafts as candidates, each with the lines up to the next one that counts."""
        done: list[Candidate] = []
        starts = [draft for draft in self.drafts if draft.confidence > Confidence.LOW or draft.style is Style.HEADING]
        for draft in self.drafts:
            end = self.end_of(draft, starts, bisect_right(starts, draft.at, key=lambda item: item.at))
            while end > draft.at + 1 and self.lines[end - 1].mark is Mark.BLANK:
                end -= 1
            line = self.lines[draft.at]
            first = self.lines[draft.at + 1].start if end > draft.at + 1 else line.end
            content = Span(first, self.lines[end - 1].end if end > draft.at + 1 else line.end)
            confidence = Confidence.HIGH if draft.kind is Kind.SECTION else draft.confidence
            done.append(
                Candidate(
                    draft.kind, draft.style, draft.name, draft.span, Span(line.start, line.end), content,
                    confidence, draft.reason, draft.level, draft.rest,
                )
            )  # fmt: skip
        return Outline(tuple(done))


def read(text: str, body_start: int, opaque: Sequence[Span], is_name: Callable[[str], bool]) -> Outline:
    """The sessions and companies in `text` from `body_start` on.

    `opaque` are the spans that are never structure (code, HTML, math, comments, tables), sorted; `is_name` says whether
    the vault has an entity of that name. The time is linear in the text.
    """
    return _Reader(text, body_start, opaque, is_name).read()
