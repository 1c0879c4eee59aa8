"""Reads the outline of a note: tells which of its lines are sessions, companies, closing remarks or other headings."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from vaulttools.note.outline.evidence import Evidence
from vaulttools.note.outline.glance import few_topics
from vaulttools.note.outline.lines import Mark, number_at
from vaulttools.note.outline.model import Candidate, Confidence, Outline, Role, Style
from vaulttools.note.outline.names import is_all_topic, is_coined, is_coined_name, is_ordinary, may_name, mentions_of
from vaulttools.note.outline.proposing import Proposing
from vaulttools.note.outline.sessions import is_of_companies, is_remarks, is_session, is_usual, may_be_session
from vaulttools.note.outline.sheet import Draft, Sheet
from vaulttools.note.outline.weighing import Weighing
from vaulttools.patterns import pattern
from vaulttools.text import Span


def _after(drafts: list[Draft]) -> list[Draft | None]:
    """The draft after each one; None after the last."""
    return [*drafts[1:], None] if drafts else []


def _sectors(drafts: list[Draft]) -> set[int]:
    """The lines of text right above known companies that are not written like them, where the first of all stands below such a
    line and another one, too: `핀테크`."""
    found = [
        draft.at
        for draft, below in pairwise(drafts)
        if draft.style is Style.PARAGRAPH or (draft.style is Style.BARE and below.style is Style.ITEM)
        if draft.rest is None and not draft.known and below.at == draft.at + 1
        if below.firm and below.known and below.style is not Style.PARAGRAPH
    ]
    first = next((draft.at for draft in drafts if draft.role is Role.COMPANY and not draft.level), 0)
    return {*found} if len(found) > 1 and found[0] == first else set()


_NOTHING = Outline()
_FAR = 4000
"""Code points in which a section is searched for its name."""
_ENOUGH_FOR_HEADINGS, _PLENTY = 5, 8
"""The evidence that real headings need to be companies, and with which some of them may read like parts of a note."""
_EXPLAINS = pattern(
    r"용어|사전|모음|가이드|매뉴얼|glossary|dictionary|terms|guide|handbook|manual|reference", re.IGNORECASE
)
"""A word in the title of a note that explains things: its headings are these things, not companies."""
_LOOKAHEAD = 12
"""How many lines after a name may speak of it if the shape of its line alone says little."""


class _Reader:
    """Tells which of the drafts that a sheet holds are sessions, companies and other headings."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.drafts: list[Draft] = []
        self.strangers: set[int] = set()
        """Lines that explain a word and may begin a company of their own, though nothing says so."""
        self.sectors: set[int] = set()
        """Lines that say of what sort the companies below are."""

    def read(self) -> Outline:
        """The outline of the sheet."""
        proposing = Proposing(self.sheet)
        proposing.propose()
        self.drafts = proposing.drafts
        self.sectors = _sectors(self.drafts)
        self.keep_supported(proposing.passed)
        self.drop_parts()
        self.drop_strangers()
        title = self.title()
        self.name_sessions(title)
        if not any(draft.role is Role.COMPANY for draft in self.drafts):
            return _NOTHING
        Weighing(self.sheet, self.drafts, title, self.strangers).weigh()
        return self.finish()

    def with_their_like(self) -> list[Draft]:
        """The drafts without those that do not look like names, unless most of the others in the same style do."""
        named = Counter(draft.style for draft in self.drafts if draft.firm and draft.worth)
        others = Counter(draft.style for draft in self.drafts if draft.firm and not draft.worth)
        kept = []
        for draft in self.drafts:
            doubtful = draft.role is Role.COMPANY and not draft.level and draft.at not in self.sectors
            if not draft.worth and doubtful and not (is_usual(draft.name) or may_be_session(draft.name)):
                style = draft.style
                if not draft.firm or named[style] < 3 * others[style] or named[style] < 3:
                    continue
                draft.worth = 1
            kept.append(draft)
        return kept

    def keep_supported(self, passed: list[Draft]) -> None:
        """Drops drafts that nothing supports: not the shape of their line, nor the vault, nor the lines below them.

        Those of them, and of the lines `passed` by before, that are explained are strangers.
        """
        strangers = [*passed]
        drafts = self.drafts = self.with_their_like()
        ends = [len(self.sheet.lines)] * len(drafts)
        end = len(self.sheet.lines)
        for index in range(len(drafts) - 1, -1, -1):
            ends[index] = end
            if drafts[index].firm:
                end = drafts[index].at
        kept: list[Draft] = []
        for index, draft in enumerate(drafts):
            last = ends[index]
            first = draft.at + 1
            if draft.style is Style.HIDDEN or not draft.firm:
                last = min(last, first + _LOOKAHEAD)
            draft.spoken = draft.worth > 0 and self.speaks(draft, first, last)
            is_session_like = draft.at in self.sectors or may_be_session(draft.name)
            if draft.firm or draft.known or draft.spoken or draft.style is Style.NUMBERED or is_session_like:
                kept.append(draft)
            else:
                strangers.append(draft)
        self.drafts = kept
        self.strangers = {draft.at for draft in strangers if self.is_explained(draft)}

    def is_explained(self, draft: Draft) -> bool:
        """Whether the line explains what is no part of a note: a known name, a word that no dictionary lists, or
        one over lines that speak of trade: `에코크레인: 친환경 크레인`."""
        name, lines = draft.name, self.sheet.lines
        if draft.rest is None or draft.worth < 2 or draft.topic or is_usual(name):
            return False
        if draft.known or not is_ordinary(name):
            return True
        last = next((at for at in range(draft.at + 1, len(lines)) if lines[at].apart), len(lines))
        return self.sheet.speaks_of_trade(draft.at + 1, last)

    def drop_parts(self) -> None:
        """Drops drafts inside the section of a company: a label that is repeated, a word right below the name, an item with
        items of its own, the name once more; and lines in a row that begin with the same name."""
        often = Counter(draft.name.casefold() for draft in self.drafts if not draft.level and not draft.known)
        rows = {(draft.at, draft.name.casefold()) for draft in self.drafts if draft.style is Style.PARAGRAPH}
        drafts = [
            draft
            for draft in self.drafts
            if draft.level or draft.known or often[draft.name.casefold()] < 3
            if draft.style is not Style.PARAGRAPH
            or not {(draft.at - 1, draft.name.casefold()), (draft.at + 1, draft.name.casefold())} & rows
        ]
        closed = [style for style in (Style.BOLD, Style.HEADING) if self.seldom_stand_over_others(drafts, style)]
        self.drafts = []
        host: Draft | None = None
        for draft in drafts:
            if host is not None:
                if draft.style is Style.ITEM and draft.known and host.known and not self.sheet.lines[draft.at].apart:
                    draft.style = Style.HIDDEN
                elif self.is_part(draft, host, closed):
                    continue
            if draft.style not in (Style.ITEM, Style.HIDDEN):
                host = draft
            self.drafts.append(draft)

    def is_part(self, draft: Draft, host: Draft, closed: list[Style]) -> bool:
        """Whether `draft` is inside the section of `host`. Sections with a name in a style of `closed` contain no others."""
        if host.level and not draft.level and host.name.casefold() == draft.name.casefold():
            return True
        if draft.known or not (host.known or (host.style in closed and not is_session(host.name))):
            return False
        apart = self.sheet.lines[draft.at].apart
        if draft.style is Style.ITEM:
            may_be_one = apart and host.known and draft.worth > 1 and is_coined(draft.name)
            return not may_be_one and bool(host.known or host.level)
        if draft.style in (Style.PARAGRAPH, Style.BARE):
            return host.at == draft.at - 1 and bool(host.level or not apart)
        return False

    def drop_strangers(self) -> None:
        """Drops lines in the middle of a text that only look like names, if known names are written in another style."""
        known = [draft.style for draft in self.drafts if draft.known and draft.firm]
        if len(known) > 2:
            self.drafts = [
                draft
                for draft in self.drafts
                if draft.known or draft.style in known or not self.is_in_text(draft) or may_be_session(draft.name)
            ]

    def is_in_text(self, draft: Draft) -> bool:
        """Whether a bare line has text right above it, and text or, after a blank line, a list below it."""
        above, below = self.sheet.lines[draft.at], self.sheet.lines[min(draft.at + 1, len(self.sheet.lines) - 1)]
        bare = draft.style is Style.PARAGRAPH or (draft.style in (Style.BARE, Style.COLON) and below.apart)
        return bare and draft.role is Role.COMPANY and not above.apart and self.sheet.mark(draft.at - 1) is Mark.TEXT

    @staticmethod
    def seldom_stand_over_others(drafts: list[Draft], style: Style) -> bool:
        """Whether few drafts of a style, other than sessions, have another draft right below that is not a heading."""
        count = over = 0
        for draft, after in zip(drafts, _after(drafts), strict=True):
            if draft.style is style and not is_session(draft.name):
                count += 1
                over += after is not None and after.at == draft.at + 1 and after.firm and not after.level
        return count > 2 and 2 * over < count

    def speaks(self, draft: Draft, first: int, last: int) -> bool:
        """Whether the lines from `first` to before `last` speak of the draft: at once, or twice, if its shape says little."""
        if first >= last:
            return False
        start = self.sheet.lines[first].body
        stop = min(self.sheet.lines[last - 1].end, start + _FAR)
        mentions = mentions_of(self.sheet.folded, draft.name, start, stop)
        mention = next(mentions, None)
        if draft.firm:
            return mention is not None
        end = self.sheet.lines[first].end
        if mention is not None and mention.start - start < 24 and end - mention.end > 8:
            return True
        if draft.style is Style.HIDDEN and self.sheet.goes_on_with(draft.name, first):
            return True
        if draft.style is Style.PARAGRAPH and self.sheet.is_prose(first):
            if self.sheet.goes_on_with(draft.name, first):
                return True
            back = self.sheet.lines[max(0, draft.at - _LOOKAHEAD)].start
            earlier = mentions_of(self.sheet.folded, draft.name, back, self.sheet.lines[draft.at].start)
            return mention is not None and next(earlier, None) is None
        return next(mentions, None) is not None

    def name_sessions(self, title: Draft | None) -> None:
        """Tells sessions and closing remarks from companies, and companies' headings from others; gives each its lines."""
        drafts = self.drafts
        for draft, after in zip(drafts, _after(drafts), strict=True):
            directly = after if after is not None and after.at == draft.at + 1 else None
            if draft is title:
                continue
            if draft.known:
                draft.role = Role.COMPANY
            elif draft.style in (Style.HIDDEN, Style.ITEM):
                continue
            elif (
                is_session(draft.name)
                or draft.at in self.sectors
                or (
                    ((draft.style is Style.BOLD and draft.rest is None) or may_be_session(draft.name))
                    and directly
                    and directly.firm
                    and (directly.style is not Style.ITEM or (directly.known and not draft.topic))
                )
            ):
                draft.role = Role.SESSION
        self.name_headings(title)
        for last in reversed(drafts):
            if last.style is not Style.HIDDEN and not (last.level and is_remarks(last.name)):
                if not last.firm or last.known or last.level or not self.ends_companies(last):
                    break
                last.role = Role.REMARKS
        for index, draft in enumerate(drafts):
            draft.until = self.end_of(draft, drafts, index + 1)

    def ends_companies(self, last: Draft) -> bool:
        """Whether `last` is not a company but stands over closing remarks on all of them."""
        others = [
            draft
            for draft in self.drafts
            if draft is not last and draft.role is Role.COMPANY and draft.firm and draft.style is not Style.HIDDEN
        ]
        apart = self.sheet.lines[last.at].apart
        if sum(draft.name == last.name for draft in self.drafts) > 1:
            return False  # each company has such a part
        if is_remarks(last.name) and len(others) > (1 if apart else 2):
            return True
        if last.topic and last.worth > 1 and apart and len(others) > 1 and all(draft.known for draft in others):
            return True
        numbered = len(others) > 2 and all(draft.style is Style.NUMBERED for draft in others)
        if numbered and apart and last.style is not Style.NUMBERED and not is_coined(last.name):
            return True
        labelled = last.style in (Style.BOLD, Style.COLON)
        return labelled and len(others) > 2 and all(draft.known and draft.style is not last.style for draft in others)

    def end_of(self, draft: Draft, others: list[Draft], index: int) -> int:
        """The line at which the section of `draft` ends; `others` from `index` on are the drafts after it."""
        while index < len(others):
            other = others[index]
            if not (draft.level and other.role is Role.SECTION and other.level > draft.level):
                return other.at
            index += 1
        return len(self.sheet.lines)

    def name_headings(self, title: Draft | None) -> None:
        """Takes real headings for those of companies if enough of them are spoken of, and few or none are topics."""
        drafts = self.drafts
        in_session = any(draft.role is Role.SESSION and is_session(draft.name) for draft in drafts)
        is_shown = in_session or (title is not None and is_session(title.name)) or self.sheet.opens_with_event
        leaves = self.headings_over_lines(title, with_parts=is_shown)
        announced = self.leaves_below(lambda heading: is_of_companies(heading.name), leaves, fewest=1)
        for draft in announced or ():
            draft.topic = is_all_topic(draft.name)  # `Ironbark Systems` is one of them.
        if announced is None:
            # Beside a heading over those of companies stands something else.
            in_sessions = self.leaves_below(lambda heading: heading.role is Role.SESSION, leaves, fewest=2)
            leaves = leaves if in_sessions is None else in_sessions
        else:
            leaves = announced
        while leaves and (is_remarks(leaves[-1].name) or is_all_topic(leaves[-1].name)):
            del leaves[-1]  # closing remarks that have been made a heading
        odd = [draft for draft in leaves if not draft.worth]
        alike = 4 * len(odd) < len(leaves) and all(may_name(draft.name) for draft in odd)
        if not alike:
            return
        evidence = self.evidence_for(leaves, title)
        evident = bool(announced) or evidence >= _ENOUGH_FOR_HEADINGS
        topics = sum(draft.topic for draft in leaves)
        explains = title is not None and _EXPLAINS.search(title.name) is not None
        likely = evident and (is_shown or (evidence >= _PLENTY and not explains))
        if topics and not (likely and few_topics(topics, len(leaves))):
            return
        if any(draft.rest is not None for draft in leaves) and not is_shown:
            return  # `## parse - reads a file` is a part of a manual.
        often = 3 * sum(draft.spoken for draft in leaves) >= len(leaves)
        others = sum(
            draft.role is Role.COMPANY and draft.firm and not draft.level and draft.style is not Style.HIDDEN
            for draft in drafts
        )
        if not (often or self.are_beside_known(leaves) or in_session or others > 1 or evident):
            return
        for draft in leaves:
            # Beside companies of another shape a heading may be anything.
            traded = others and self.sheet.speaks_of_trade(draft.at + 1, draft.until)
            if often or draft.spoken or draft.worth == 3 or not others or traded:
                draft.role = Role.COMPANY
                draft.worth = max(draft.worth, 1)

    def leaves_below(self, is_over: Callable[[Draft], bool], leaves: list[Draft], fewest: int) -> list[Draft] | None:
        """Those of `leaves` below the headings that `is_over` picks; None if these have fewer leaves and companies below them
        than `fewest`."""
        lines = {draft.at for draft in leaves}
        found: list[Draft] = []
        known = 0
        over: Draft | None = None
        for draft in self.drafts:
            if draft.level and (over is None or draft.level <= over.level):
                over = draft if is_over(draft) else None
            elif over is not None and draft.at in lines:
                found.append(draft)
            elif over is not None:
                known += draft.role is Role.COMPANY
        return found if known + len(found) >= fewest else None

    def are_beside_known(self, leaves: list[Draft]) -> bool:
        """Whether several companies, at least as many as there are `leaves`, have headings on the same levels."""
        levels = {draft.level for draft in leaves}
        known = sum(draft.role is Role.COMPANY and draft.level in levels for draft in self.drafts)
        return known > 1 and known >= len(leaves)

    def headings_over_lines(self, title: Draft | None, with_parts: bool) -> list[Draft]:
        """The headings that are not yet known to be companies' and have lines of their own; sets the `until` of each.

        `with_parts` includes headings over parts of a section (`Team`, `Market`), and skips the parts.
        """
        found = []
        over_parts = self.over_parts() if with_parts else {}
        passed = 0
        """The line after the last part of the previous heading."""
        company: Draft | None = None
        """The known company whose heading was last: the headings below it are parts of its section."""
        for draft, after in zip(self.drafts, _after(self.drafts), strict=True):
            is_part = company is not None and self.is_part_of(draft, company)
            if draft.level and (draft.role is Role.COMPANY or not is_part):
                company = draft if draft.role is Role.COMPANY else None
            if draft.role is not Role.SECTION or draft is title or is_part or draft.at < passed:
                continue
            if draft.at in over_parts:
                found.append(draft)
                draft.until = passed = over_parts[draft.at]
                continue
            first = draft.at + 1
            empty = first == len(self.sheet.lines) or (after is not None and after.at == first)
            over = after is not None and self.is_part_of(after, draft)
            if not empty and (not over or (draft.spoken and self.sheet.mark(first) is Mark.BULLET)):
                found.append(draft)
                draft.until = after.at if after is not None else len(self.sheet.lines)
        return found

    def is_part_of(self, draft: Draft, heading: Draft) -> bool:
        """Whether `draft` is a deeper heading than `heading`, and does not count on from it: `## 1. Tern`, `### 2. Nuri`."""
        if draft.level <= heading.level:
            return False
        first = self.number_of(heading)
        return not (first and self.number_of(draft) == first + 1)

    def number_of(self, heading: Draft) -> int:
        """The number before the name in a heading; 0 for none."""
        return number_at(self.sheet.text, self.sheet.lines[heading.at].body)

    def over_parts(self) -> dict[int, int]:
        """The lines of headings whose deeper headings are all topics, each with the line after its section."""
        found = {}
        headings = [draft for draft in self.drafts if draft.level]
        for index, draft in enumerate(headings):
            end = index + 1
            while end < len(headings) and headings[end].level > draft.level and headings[end].topic:
                end += 1
            if index + 1 < end and not draft.topic and (end == len(headings) or headings[end].level <= draft.level):
                found[draft.at] = headings[end].at if end < len(headings) else len(self.sheet.lines)
        return found

    def evidence_for(self, headings: list[Draft], title: Draft | None) -> int:
        """How much says that `headings` are those of companies, in points of `Evidence`.

        If no dictionary has most of their names, or all are numbered and one has the form of a company's, the known companies
        beside them count, too.
        """
        known = [draft for draft in self.drafts if draft.role is Role.COMPANY and draft.level]
        in_turn = any(draft.worth == 3 for draft in headings) and all(map(self.number_of, [*headings, *known]))
        if 2 * sum(is_coined_name(draft.name) for draft in headings) > len(headings):
            levels = {draft.level for draft in headings}
            beside = [draft for draft in known if in_turn or draft.level in levels]
        else:
            beside = known if in_turn else []
        if len(headings) + len(beside) < 3:
            return 0
        for draft in headings:
            draft.role = Role.COMPANY
        evidence = Evidence(self.sheet, self.drafts, [*headings, *beside], {}, title).points()
        for draft in headings:
            draft.role = Role.SECTION
        return evidence

    def title(self) -> Draft | None:
        """The heading that is the title of the note: the first, and the only one of level 1, unless the properties name another."""
        tops = [draft for draft in self.drafts if draft.level == 1]
        front = self.sheet.text[: self.sheet.start]
        if len(tops) == 1 and tops[0] is next(draft for draft in self.drafts if draft.level):
            return tops[0] if "title:" not in front or tops[0].name in front else None
        return None

    def finish(self) -> Outline:
        """The drafts as candidates, each with the lines up to the next candidate that counts."""
        done: list[Candidate] = []
        starts = [draft for draft in self.drafts if draft.confidence > Confidence.LOW or draft.style is Style.HEADING]
        for draft in self.drafts:
            end = self.end_of(draft, starts, bisect_right(starts, draft.at, key=lambda item: item.at))
            line = self.sheet.lines[draft.at]
            first = self.sheet.lines[draft.at + 1].start if end > draft.at + 1 else line.end
            content = Span(first, self.sheet.lines[end - 1].end if end > draft.at + 1 else line.end)
            confidence = Confidence.HIGH if draft.role is Role.SECTION else draft.confidence
            done.append(
                Candidate(
                    draft.role, draft.style, draft.name, draft.span, draft.core, Span(line.start, line.end), content,
                    confidence, draft.reason, draft.level, draft.rest,
                )
            )  # fmt: skip
        return Outline(tuple(done))


def read(text: str, body_start: int, opaque: Sequence[Span], is_name: Callable[[str], bool], name: str = "") -> Outline:
    """The sessions and companies in `text` from `body_start` on.

    `opaque` are the spans that are never structure (code, HTML, math, comments, tables), sorted; `is_name` says whether
    the vault has an entity of that name; `name` is that of the note. The time is linear in the text.
    """
    return _Reader(Sheet(text, body_start, opaque, is_name, name)).read()
