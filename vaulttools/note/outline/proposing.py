"""Proposes what could stand over other lines: every line that is written as a name may be."""

from vaulttools.note.outline.alike import Likeness
from vaulttools.note.outline.lines import Line, Mark
from vaulttools.note.outline.listing import Listing
from vaulttools.note.outline.model import Kind, Style
from vaulttools.note.outline.names import (
    CUES,
    HANGUL,
    SYMBOLS,
    are_people,
    ends_as_topic,
    is_coined,
    is_incorporated,
    is_range,
    is_session,
    is_topic,
    may_be_session,
    speaks_of,
    worth_of,
)
from vaulttools.note.outline.naming import Named, Naming, is_long, whole
from vaulttools.note.outline.sheet import SENTENCE, Draft, Sheet

_AROUND_ITEM = " \t[]【】「」『』〈〉《》<>" + SYMBOLS
_FAR = 4000
"""Code points below an item in which it must be spoken of to be more than an item."""
_SEVERAL = 3
"""So many lines of one kind support each other."""
_MOST_BLANKS = 4
"""As many blanks make an item no name of a company that hides among others."""


class Proposing:
    """Goes through the lines of a sheet from top to bottom and keeps a draft of each that could be a head."""

    def __init__(self, sheet: Sheet) -> None:
        """Takes the sheet to read."""
        self.sheet = sheet
        self.naming = Naming(sheet)
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
            if line.mark is Mark.BULLET and (is_long(line) or text.count(" ", line.body, line.end) > 5):
                if host_indent is None:
                    host_indent = line.indent
                continue
            follower = self.sheet.mark(index + 1)
            if line.mark is Mark.TEXT and follower is Mark.OTHER and self.sheet.is_underlined(index):
                self.add(index, Kind.SECTION, Style.HEADING, whole(line), 0, firm=True)
                host_indent = None
                continue
            long = is_long(line)
            if long and line.mark is Mark.TEXT and line.plain and follower is not Mark.BULLET:
                self.add_lead_in(index, line)
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
            found = self.naming.named(line)
            if found is None:
                host_indent = self.host_after(line, host_indent)
                if line.mark is Mark.HEADING:
                    self.add(index, Kind.SECTION, Style.HEADING, whole(line), 0, firm=True)
                    host_indent = None
                continue
            after = index + 1
            if line.mark is Mark.HEADING:
                self.add(index, Kind.SECTION, Style.HEADING, found, worth_of(found.span.of(self.sheet.text)), firm=True)
                host_indent = None
                continue
            session = is_session(found.span.of(self.sheet.text))
            if not session and not self.naming.may_name(found.span):
                tagged = self.naming.tagged(line)
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
                    and (rest is None or (self.sheet.is_name(name) and not self.naming.is_label(found)))
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
                    or (apart and not self.sheet.lines[after].apart and not self.naming.is_label(found))
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
        self.trust_lead_ins()
        likeness = Likeness(self.sheet, self.drafts)
        likeness.drop_bullets()
        Listing(self.sheet, self.naming, self.drafts).take_in_items()
        likeness.trust_alike()
        likeness.trust_known_lines()

    def add_lead_in(self, index: int, line: Line) -> None:
        """Keep a draft of the bold name that a paragraph begins with."""
        found = self.naming.lead_in(line)
        if found is not None and self.naming.may_name(found.span):
            self.add(index, Kind.COMPANY, Style.BOLD, found, worth_of(found.span.of(self.sheet.text)), firm=False)

    def trust_lead_ins(self) -> None:
        """Take bold names that paragraphs begin with for heads where there are several, and none is unknown among known ones."""
        lead_ins = [draft for draft in self.drafts if draft.style is Style.BOLD and not draft.firm]
        known = sum(draft.known for draft in lead_ins)
        if len(lead_ins) >= _SEVERAL and (known == len(lead_ins) or not known):
            for draft in lead_ins:
                draft.firm = True
        else:
            self.drafts = [draft for draft in self.drafts if draft not in lead_ins]

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

    def add(self, at: int, kind: Kind, style: Style, named: Named, worth: int, firm: bool) -> None:
        self.drafts.append(self.naming.draft(at, kind, style, named, worth, firm))
