"""Weighs drafts of companies and sessions: how sure we are of each, and why."""

import re
from bisect import bisect_left
from collections import Counter
from itertools import groupby, pairwise, zip_longest

from vaulttools.message import Message
from vaulttools.note.outline.business import counted_trade
from vaulttools.note.outline.evidence import ENOUGH, Evidence
from vaulttools.note.outline.lines import Mark
from vaulttools.note.outline.model import Confidence, Role, Style
from vaulttools.note.outline.names import (
    are_a_series,
    are_people,
    is_all_topic,
    is_break,
    is_coined,
    is_coined_name,
    is_topic,
)
from vaulttools.note.outline.sessions import is_remarks, is_session, may_be_session
from vaulttools.note.outline.sheet import Draft, Sheet
from vaulttools.note.outline.strays import add_entries, add_labels, sections, stray_lines
from vaulttools.patterns import pattern
from vaulttools.values import NamedTuple, grouped

_RELATION = pattern(
    r"[:：]\s*$|경쟁사|고객사|투자사|제휴|파트너|협력|주주|competitors?|customers?|clients|partners?|investors?|portfolio|such as|like\b",
    re.IGNORECASE,
)
_ANNOUNCES = pattern(
    r"(?:[:：→>–—-]|(?:경쟁사|고객사|투자사|제휴|제휴사|파트너|파트너사|협력|협력사|주주)[는은로]?|competitors?|customers?|clients|partners?|"
    r"investors?|portfolio|such as|like)[\s.]*$",
    re.IGNORECASE,
)
"""The end of an item that says what the next item is to the company: a competitor, a customer."""
_CHORE = pattern(
    r"\[[ xX]\] |^(?:ask|book|call|check|chase|contact|e?-?mail|follow|get|give|intro|invite|meet|order|pay|ping|plan|prepare|read|"
    r"remind|reply|review|schedule|send|set|share|sign|talk|tell|write)\b|(?:하기|보내기|묻기|잡기|받기|전화|연락|메일|회신|예약|요청|송부|확인)\s*$",
    re.IGNORECASE,
)
"""What an item says that is a thing to do."""
_MOST_PARAGRAPHS = 12
"""With more paragraphs than this for each name without a list, the note is not made of names."""
_LABEL = 12
"""The most code points of an item that only says what its list contains."""
_FIGURE = pattern(r"(?=.{1,8}\Z)\D*\d.*")
"""A figure or a time: `0.5%`, `오전 10시`."""
_ALONE = (Style.BARE, Style.COLON, Style.PARAGRAPH)
"""Styles of a name alone on its line; they differ only in what is below it."""


class _Group(NamedTuple):
    """What the companies of one style have in common."""

    style: Style
    size: int
    empty: set[int]
    """The lines of those that have nothing below them."""
    mostly_full: bool
    """Whether most names in this style are known and have lines below them."""
    mostly_known: bool
    mostly_spoken: bool
    """Whether at least half are known, or spoken of in their own lines."""
    doubtful: bool
    """Whether they read like parts of a note, people or a series, or are headings made of dictionary words."""


class Weighing:
    """The drafts of a note, weighed together: those in one style support each other."""

    def __init__(self, sheet: Sheet, drafts: list[Draft], title: Draft | None, strangers: set[int]) -> None:
        """Takes the drafts, each with its role and lines, the heading that names the note, and the lines of `strangers`:
        what is no draft, and may begin a company all the same."""
        self.sheet = sheet
        self.drafts = drafts
        self.title = title
        self.strangers = strangers
        self.companies = [draft for draft in drafts if draft.role is Role.COMPANY]
        self.written = [draft for draft in self.companies if draft.style is not Style.HIDDEN]
        """The companies, except those hidden among the items of others."""
        self.sessions = self.sessions_over()
        self.known = sum(draft.known for draft in self.written)
        self.evidence = 0
        """How much in the note says that it is about companies, in points of `Evidence`."""

    def weigh(self) -> None:
        """Gives each draft of a company or a session its confidence, and the reason for it."""
        self.evidence = Evidence(self.sheet, self.drafts, self.written, self.sessions, self.title).points()
        if not any(draft.known and not draft.topic for draft in self.written):
            for draft in self.written:
                draft.known = False  # A lone `Options` is a part of a note, even where a company is called so.
        groups = grouped((draft.style, draft) for draft in self.companies)
        for style, drafts in groups.items():
            group = self.group(style, drafts)
            for draft in drafts:
                draft.confidence, draft.reason = self.judged(draft, group)
        self.doubt_hidden()
        self.agree_numbers(groups.get(Style.NUMBERED, []))
        self.doubt_mixed_lists(groups.get(Style.NUMBERED, []))
        heads = [draft for draft in self.drafts if draft.style is not Style.HIDDEN]
        for is_item, run in groupby(heads, key=lambda draft: draft.style is Style.ITEM):
            if is_item:
                self.agree_items([draft for draft in run if draft.role is Role.COMPANY])
        for (role, style), run in groupby(heads, key=lambda draft: (draft.role, draft.style)):
            if role is Role.COMPANY and style is not Style.HEADING:
                self.doubt_few(alike := [*run])
                self.doubt_figures(alike)
        self.doubt_rare()
        self.doubt_closing()
        self.set_labels_apart()
        add_entries(self.sheet, self.drafts)
        add_labels(self.sheet, self.drafts, self.strangers)
        self.hold_together()
        self.trust_sessions()

    def group(self, style: Style, drafts: list[Draft]) -> _Group:
        """The group of all companies of a style. A topic among many names is taken for a name, too."""
        size = len(drafts)
        topics = sum(draft.topic and not draft.known for draft in drafts)
        if 4 * topics <= size:
            for draft in drafts:
                # `한빛 데이터` among other names is one of them.
                draft.topic = draft.topic and is_all_topic(draft.name)
        known = sum(draft.known for draft in drafts)
        like = [draft for draft in self.companies if draft.style in _ALONE] if style in _ALONE else drafts
        bare = self.without_lines(like)
        return _Group(
            style,
            size,
            _unlisted(drafts) if style is Style.NUMBERED else bare,
            mostly_full=2 * sum(draft.known and draft.at not in bare for draft in like) > len(like) > 2,
            # Numbers say more than other shapes that these lines are of one kind.
            mostly_known=4 * known >= 3 * size > 8 or (style is Style.NUMBERED and 3 * known >= 2 * size > 2),
            mostly_spoken=2 * sum(draft.spoken or draft.known for draft in drafts) >= size,
            doubtful=2 * topics >= size or (topics > 1 and topics > 0.3 * size) or _are_no_companies(style, drafts),
        )

    def without_lines(self, drafts: list[Draft]) -> set[int]:
        """The lines of those `drafts` that have nothing below them: the next line belongs to another draft, or there is none."""
        heads = {draft.at for draft in self.drafts if draft.style is not Style.HIDDEN}
        return {
            draft.at
            for draft in drafts
            if (draft.at + 1 == len(self.sheet.lines) or draft.at + 1 in heads)
            and (draft.style is not Style.BOLD or draft.rest is None)
        }

    def judged(self, draft: Draft, group: _Group) -> tuple[Confidence, Message]:
        """How sure we are that `draft` is a company, by itself and by its group, and why."""
        values = {"name": draft.name, "count": group.size}
        style = group.style
        if draft.at in group.empty:
            if draft.known and draft.firm and group.mostly_full and style is not Style.HIDDEN:
                return Confidence.HIGH, Message(
                    "`{name}` is a note in this vault, written like others that have lines below them", values
                )
            if style is not Style.HEADING:
                return Confidence.LOW, Message("`{name}` has no lines below it", values)
        if draft.known:
            return self.trust_known(draft), Message("`{name}` is a note in this vault and has lines below it", values)
        if group.mostly_known and draft.firm and draft.worth > 1 and not draft.topic and not self.has_sibling(draft):
            return Confidence.HIGH, Message(
                "`{name}` is one of {count} lines in this form, most of which are notes in this vault", values
            )
        if group.doubtful or (draft.topic and (not draft.spoken or self.evidence < 6)):
            return Confidence.LOW, Message("`{name}` reads like part of a note, not a company", values)
        if draft.spoken:
            return self.trust_spoken(draft, group), Message("the lines below are about `{name}`", values)
        if draft.firm and draft.worth and not (style is Style.NUMBERED and self.has_sibling(draft)):
            # A word of the dictionary that stands alone is a part of the note.
            word = len(self.written) == 1 and draft.worth < 3 and not is_coined(draft.name)
            enough = self.evidence >= (ENOUGH if group.size > 1 else ENOUGH + 1)
            return Confidence.MEDIUM if enough and not word else Confidence.LOW, Message(
                "`{name}` is one of {count} lines in this form with lines below them"
                if group.size > 1
                else "`{name}` reads like a name and has lines below it",
                values,
            )
        return Confidence.LOW, Message("`{name}` stands alone on its line", values)

    def trust_spoken(self, draft: Draft, group: _Group) -> Confidence:
        """How sure we are that a name is a company's if its own lines speak of it."""
        if (
            self.sessions
            and self.evidence >= 8
            and group.mostly_spoken
            and group.size > 1
            and draft.worth > 1
            and draft.firm
            and not draft.topic
        ):
            return Confidence.HIGH
        return Confidence.MEDIUM if self.evidence >= ENOUGH else Confidence.LOW

    def trust_known(self, draft: Draft) -> Confidence:
        """How sure we are that a known name is meant as a heading here."""
        if draft.style is Style.BARE and not draft.firm and self.known < 3:  # `[npm](https://…):` over code.
            return Confidence.LOW
        if draft.spoken or draft.style in (Style.HIDDEN, Style.HEADING, Style.ITEM):
            return Confidence.HIGH
        if draft.style is Style.PARAGRAPH:
            if not draft.firm:
                return Confidence.LOW
            return Confidence.HIGH if self.known > 2 or self.sheet.is_prose(draft.at + 1) else Confidence.MEDIUM
        if draft.style is Style.NUMBERED:
            return Confidence.MEDIUM if self.has_sibling(draft) else Confidence.HIGH
        return Confidence.HIGH if draft.firm else Confidence.MEDIUM

    def sessions_over(self) -> dict[int, list[Draft]]:
        """The companies below each session, by the session's line."""
        over: dict[int, list[Draft]] = {}
        session: Draft | None = None
        for draft in self.drafts:
            if draft.role is Role.SESSION:
                session = draft
            elif draft.role in (Role.SECTION, Role.REMARKS):
                session = None
            elif session is not None:
                over.setdefault(session.at, []).append(draft)
        return over

    def doubt_hidden(self) -> None:
        """Doubts names among list items: they begin a section only in a company's list, alone, and with items after them."""
        several = sum(draft.role is Role.COMPANY and draft.confidence > Confidence.LOW for draft in self.drafts) > 2
        named = Counter(draft.name for draft in self.drafts)
        host: Draft | None = None
        for index, draft in enumerate(self.drafts):
            if draft.style is not Style.HIDDEN:
                host = draft
                continue
            is_in_list = host is not None and host.role is Role.COMPANY and host.confidence is not Confidence.LOW
            if not is_in_list or not self.is_over_items(index) or named[draft.name] > 1 or self.is_below_label(draft):
                draft.confidence = Confidence.LOW
                continue
            announced = self.is_announced(draft)
            if not (draft.known or draft.spoken) and (announced or not several):
                draft.confidence = Confidence.LOW
            elif announced or not (several or draft.spoken):
                draft.confidence = min(draft.confidence, Confidence.MEDIUM)

    def is_over_items(self, index: int) -> bool:
        """Whether the draft at `index`, an item of a list, has two items or more after it, and no draft right before or after it."""
        draft = self.drafts[index]
        before = self.drafts[index - 1]
        after = self.drafts[index + 1] if index + 1 < len(self.drafts) else None
        if before.at == draft.at - 1 and not self.sheet.lines[draft.at].apart:
            return False
        if after is not None and after.at <= draft.at + 1:
            return False
        return sum(self.sheet.mark(at) is Mark.BULLET for at in range(draft.at + 1, draft.until)) > 1

    def is_below_label(self, draft: Draft) -> bool:
        """Whether the item that has the list of `draft` only says what that list contains: `고객사`."""
        lines = self.sheet.lines
        at = draft.at - 1
        while at >= 0 and lines[at].mark is Mark.BULLET and lines[at].indent >= lines[draft.at].indent:
            at -= 1
        if at < 0 or lines[at].mark is not Mark.BULLET:
            return False
        words = self.sheet.words(at)
        short = len(words) < _LABEL and not draft.known
        return short or is_topic(words) or _RELATION.search(words) is not None

    def is_announced(self, draft: Draft) -> bool:
        """Whether the line above says what `draft` is to the company there: a competitor, a customer."""
        above = self.sheet.words(draft.at - 1)
        return _ANNOUNCES.search(above) is not None or (len(above) < _LABEL and _RELATION.search(above) is not None)

    def agree_numbers(self, numbered: list[Draft]) -> None:
        """Takes a name without a list, numbered in turn with more names that have one, for a company as well: if only those became
        headings, it would end up below them. If it cannot be one, neither are the names that the vault does not know."""
        turns: list[list[Draft]] = []
        for draft in numbered:
            number = self.sheet.lines[draft.at].level
            if not (turns and self.sheet.lines[turns[-1][-1].at].level + 1 == number):
                turns.append([])
            turns[-1].append(draft)
        for turn in turns:
            low = [draft for draft in turn if draft.confidence is Confidence.LOW]
            if low and low != turn:
                may_be = all(draft.worth > 1 and not draft.topic and not self.has_sibling(draft) for draft in low)
                agreed = Confidence.MEDIUM if may_be and 2 * len(low) < len(turn) else Confidence.LOW
                for draft in turn:
                    if draft.confidence is not Confidence.LOW:
                        draft.confidence = Confidence.MEDIUM if draft.known else agreed
                    elif agreed is Confidence.MEDIUM:
                        draft.confidence = agreed
                        draft.reason = Message(
                            "`{name}` is numbered in turn with others that have lines below them", {"name": draft.name}
                        )

    def agree_items(self, items: list[Draft]) -> None:
        """Gives all items of a list one confidence: if only some became headings, the others would end up below them."""
        if items:
            known = sum(item.known for item in items)
            in_sections = self.in_sections()
            are_tasks = any(item.box for item in items) and not self.are_notes(items)
            mixed = any(self.has_sibling(item) for item in items[:-1]) or not self.end_lists(items)
            if are_tasks or mixed or (self.has_sibling(items[-1]) and not self.is_followed(items)):
                agreed = Confidence.LOW
            elif any(item.box.strip() for item in items) or (
                any(item.at in in_sections or self.is_linked(item) for item in items) and not self.are_notes(items)
            ):
                agreed = min(Confidence.MEDIUM, *(item.confidence for item in items))
            else:
                least = min(item.confidence for item in items)
                agreed = Confidence.HIGH if known and 2 * known >= len(items) else least
            for item in items:
                item.confidence = agreed if item.worth else Confidence.LOW

    def are_notes(self, items: list[Draft]) -> bool:
        """Whether the lines below items with task boxes are notes, rather than things to do."""
        traded = sum(self.sheet.speaks_of_trade(item.at + 1, item.until) for item in items)
        own = [at for item in items for at in range(item.at + 1, item.until)]
        chores = sum(_CHORE.search(self.sheet.words(at)) is not None for at in own)
        return len(items) > 2 and 2 * traded > len(items) and len(own) > 2 * len(items) and 6 * chores < len(own)

    def is_followed(self, items: list[Draft]) -> bool:
        """Whether the items beside the last one are closing words: a blank line sets them apart."""
        line = self.sheet.lines[items[-1].at]
        beside = (
            other for other in self.sheet.lines[items[-1].at + 1 : items[-1].until] if other.indent <= line.indent
        )
        return len(items) > 2 and next(beside).apart

    def end_lists(self, items: list[Draft]) -> bool:
        """Whether the list ends with `items`: no other item of the list comes right after one of them."""
        heads = {draft.at for draft in self.drafts if draft.style is Style.ITEM}
        after = (item.until for item in items if item.until < len(self.sheet.lines) and item.until not in heads)
        return not any(self.sheet.mark(at) is Mark.BULLET and self.sheet.lines[at].indent < 2 for at in after)

    def in_sections(self) -> set[int]:
        """The lines of drafts below a real heading that is neither the title, a session nor a company."""
        found = set()
        within = False
        top = self.title or next((draft for draft in self.drafts if draft.level), None)
        if top is not None and (top.level > 1 or sum(draft.level == 1 for draft in self.drafts) > 1):
            top = None
        for draft in self.drafts:
            if draft.level:
                within = draft.role is Role.SECTION and draft is not top
            elif within:
                found.add(draft.at)
        return found

    def is_linked(self, draft: Draft) -> bool:
        """Whether the name is a wiki-link, as in a list of notes to open."""
        return self.sheet.text.startswith("[[", max(0, draft.span.start - 2)) or self.sheet.text.startswith(
            "]]", draft.span.end
        )

    @staticmethod
    def doubt_few(alike: list[Draft]) -> None:
        """Doubts a few certain names among doubtful ones written alike: all of them get headings, or none."""
        certain = [draft for draft in alike if draft.confidence is Confidence.HIGH]
        if len(alike) > 2 and 2 * len(certain) < len(alike):
            for draft in certain:
                draft.confidence = Confidence.MEDIUM

    def doubt_figures(self, alike: list[Draft]) -> None:
        """Doubts names with nothing but a figure or a time each: they are a table or a plan written as a list."""
        if len(alike) > 1 and all(draft.until == draft.at + 2 and self.is_figure(draft.at + 1) for draft in alike):
            for draft in alike:
                draft.confidence = min(draft.confidence, Confidence.MEDIUM)

    def is_figure(self, at: int) -> bool:
        """Whether a line is only a figure or a time, which says nothing about a company."""
        words = self.sheet.words(at)
        return _FIGURE.fullmatch(words) is not None and not counted_trade(words.lower())

    def doubt_rare(self) -> None:
        """Doubts unknown names over few of a note's paragraphs: in a long text, or a manual, some begin so by chance."""
        strange = [draft for draft in self.written if draft.style in _ALONE and not draft.known]
        lists = {draft.at for draft in strange if self.sheet.mark(draft.at + 1) is Mark.BULLET}
        paragraphs = sum(line.mark is Mark.TEXT and line.apart for line in self.sheet.lines)
        if _MOST_PARAGRAPHS * len(strange) < paragraphs:
            for draft in strange:
                if draft.at not in lists:
                    draft.confidence = Confidence.LOW

    def doubt_closing(self) -> None:
        """Doubts what comes after the last known company and does not read like a name, or is written in another way.

        Companies in a session of their own, and coined names over talk of trade, may well be written in another way.
        """
        known = [draft for draft in self.written if draft.known]
        if len(known) < 3:
            return
        last = known[-1].at
        styles = {draft.style for draft in known}
        in_later_session = {draft.at for at, below in self.sessions.items() if at > last for draft in below}
        for before, draft in pairwise(self.written):
            alike = draft.style in styles or draft.at in in_later_session or self.is_traded(draft)
            doubtful = not draft.level and (draft.worth < 2 or not alike) and not self.counts_on(draft, before)
            if draft.at > last and doubtful:
                draft.confidence, draft.topic = Confidence.LOW, True

    def counts_on(self, draft: Draft, before: Draft) -> bool:
        """Whether both are numbered, one after the other."""
        number = self.sheet.lines[before.at].level
        return draft.style is before.style is Style.NUMBERED and self.sheet.lines[draft.at].level == number + 1

    def is_traded(self, draft: Draft) -> bool:
        """Whether no dictionary has the name, and the lines below it speak of trade."""
        return is_coined_name(draft.name) and self.sheet.speaks_of_trade(draft.at + 1, draft.until)

    def set_labels_apart(self) -> None:
        """Takes what is no company, but a break or written like the known ones before it, and over a list, for a label of closing
        remarks: its lines would end up below the last company. Between companies it may be a part of one.
        """
        known = [draft for draft in self.written if draft.known]
        if len(known) < 2:
            return
        styles = {draft.style for draft in known if not draft.level}
        often = Counter(draft.name for draft in self.drafts)
        is_last = True
        for draft in reversed(self.written):
            # A word before another name may be one, too: `작은 농장`.
            is_label = is_remarks(draft.name) or is_break(draft.name) or (draft.topic and is_last)
            if (
                is_label
                and draft.firm
                and (draft.style in styles or is_break(draft.name))
                and not (draft.known or draft.spoken or draft.level)
                and draft.at > known[-1].at
                and often[draft.name] == 1
                and self.sheet.mark(draft.at + 1) is Mark.BULLET
            ):
                draft.role = Role.REMARKS
            else:
                is_last = False

    def hold_together(self) -> None:
        """Makes the companies of a session certain only if all of them are, the heading after them is, and all lines that their
        headings would take in are their own: nothing may be another company, explains a word, or closes the session."""
        unsure = (
            draft for draft in self.written if not draft.level and (draft.firm or draft.known) and not draft.topic
        )
        strays = {draft.at for draft in unsure if draft.confidence is Confidence.LOW} | self.strangers
        strays.update(at for *_, lines in stray_lines(self.sheet, self.drafts, self.strangers) for at in lines)
        ordered = sorted(strays)
        heads = [draft for draft, _ in sections(self.drafts)]
        runs = [[*run] for _, run in groupby(heads, key=lambda draft: draft.level > 0 or draft.role is Role.SESSION)]
        later = Confidence.LOW  # how certain the companies of the run after are
        for run, after in reversed([*zip_longest(runs, runs[1:])]):
            first = run[0]
            if first.level or first.role is Role.SESSION:
                continue
            for draft in run:
                if draft.role is Role.REMARKS:
                    likely = draft.worth or is_remarks(draft.name)
                    draft.confidence = Confidence.HIGH if likely else Confidence.MEDIUM
            until = after[0].at if after else len(self.sheet.lines)
            is_own = bisect_left(ordered, first.at) == bisect_left(ordered, until)
            is_ended = (
                after is None
                or after[0].level > 0
                or self.is_called_session(after[0])
                or (later is Confidence.HIGH and (_is_track(after) or self.is_over_known(after[0])))
            )
            later = min(
                Confidence.HIGH if is_own and is_ended else Confidence.MEDIUM, *(draft.confidence for draft in run)
            )
            for draft in run:
                if draft.role is Role.COMPANY or draft is not run[-1]:
                    draft.confidence = later

    def is_called_session(self, draft: Draft) -> bool:
        """Whether the line has a session's name, or a track's and two certain companies below it."""
        return is_session(draft.name) or (may_be_session(draft.name) and self.is_over_known(draft))

    def doubt_mixed_lists(self, numbered: list[Draft]) -> None:
        """Doubts a known name next to a numbered line that is not a company: both may be things to do."""
        for draft, after in pairwise(numbered):
            doubtful = any(
                each.confidence is Confidence.LOW or (each.worth < 2 and not each.known and not each.spoken)
                for each in (draft, after)
            )
            if doubtful and self.counts_on(after, draft):
                draft.confidence = min(draft.confidence, Confidence.MEDIUM)
                after.confidence = min(after.confidence, Confidence.MEDIUM)

    def has_sibling(self, draft: Draft) -> bool:
        """Whether an item beside this one counts as its content. One that is struck out does not."""
        line = self.sheet.lines[draft.at]
        marks = (Mark.BULLET, Mark.NUMBER) if line.mark is Mark.BULLET else (Mark.NUMBER,)
        own = self.sheet.lines[draft.at + 1 : draft.until]
        return any(
            other.mark in marks and other.indent <= line.indent and not self.sheet.text.startswith("~~", other.body)
            for other in own
        )

    def is_over_known(self, session: Draft) -> bool:
        """Whether the line is right above two certain companies, not written like it or deeper: a session, whatever it says."""
        below = [draft for draft in self.drafts if draft.at > session.at and draft.role is not Role.SECTION][:2]
        return (
            len(below) == 2
            and below[0].at == session.at + 1
            and all(draft.known or draft.confidence is Confidence.HIGH for draft in below)
            and (
                below[0].style is not session.style
                or may_be_session(session.name)
                or self.sheet.is_over_list(session.at)
            )
        )

    def trust_sessions(self) -> None:
        """Trusts a session as far as the companies below it, and closing remarks, or a session after companies that has none seen,
        as far as the companies above: their headings would take it in."""
        certain = max((draft.confidence for draft in self.companies), default=Confidence.LOW)
        written = max((draft.confidence for draft in self.companies if not draft.level), default=Confidence.LOW)
        beside = {draft.at - 1 for draft in self.drafts if draft.level}
        beside |= {after.at for draft, after in sections(self.drafts) if after and draft.role is Role.COMPANY}
        for draft in self.drafts:
            in_a_row = Message("`{name}` is no company, but stands in a row with them", {"name": draft.name})
            if draft.role is Role.REMARKS:
                draft.confidence = min(draft.confidence, written)
                draft.reason = in_a_row
            if draft.role is not Role.SESSION:
                continue
            below = self.sessions.get(draft.at, [])
            values = {"name": draft.name, "count": sum(item.confidence > Confidence.LOW for item in below)}
            draft.reason = Message("companies below `{name}`: {count}", values) if values["count"] else in_a_row
            best = max((item.confidence for item in below), default=Confidence.LOW)
            is_track = best is Confidence.HIGH and may_be_session(draft.name)
            if is_track or (best is not Confidence.LOW and self.is_called_session(draft)):
                draft.confidence = certain
            elif is_session(draft.name) and draft.at in beside:
                draft.confidence = written
            elif self.is_over_known(draft):
                draft.confidence = best
            else:
                draft.confidence = min(best, Confidence.MEDIUM)


def _is_track(drafts: list[Draft]) -> bool:
    """Whether the first of `drafts` has a track's name, and none has lines of its own."""
    return may_be_session(drafts[0].name) and all(draft.until == draft.at + 1 for draft in drafts)


def _unlisted(numbered: list[Draft]) -> set[int]:
    """The lines of those without a list below them, if fewer than two thirds of the `numbered` have one."""
    listed = 3 * sum(draft.firm for draft in numbered) >= 2 * len(numbered)
    return set() if listed else {draft.at for draft in numbered if not draft.firm}


def _are_no_companies(style: Style, drafts: list[Draft]) -> bool:
    """Whether the unknown names are those of people or a series, or plain words in headings."""
    strange = [draft.name for draft in drafts if not draft.known]
    if 2 * len(strange) > len(drafts) and (are_people(strange) or are_a_series(strange)):
        return True
    # Headings of plain words are parts of a manual; elsewhere firms are called so, too.
    all_strange = len(strange) == len(drafts)
    return style is Style.HEADING and all_strange and not any(is_coined_name(draft.name) for draft in drafts)
