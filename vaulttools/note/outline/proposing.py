"""Proposes which lines could stand over others: all that are written as a name is."""

from vaulttools.note.legal_forms import without_form
from vaulttools.note.outline.alike import Likeness
from vaulttools.note.outline.business import CUES, speaks_of
from vaulttools.note.outline.decoration import SYMBOLS
from vaulttools.note.outline.lines import Line, Mark
from vaulttools.note.outline.listing import ListItems
from vaulttools.note.outline.model import Role, Style
from vaulttools.note.outline.name_finder import NameFinder, is_long, whole
from vaulttools.note.outline.names import (
    HANGUL,
    are_people,
    ends_as_topic,
    is_brand,
    is_coined,
    is_incorporated,
    is_ordinary,
    is_presenter,
    is_topic,
    worth_of,
)
from vaulttools.note.outline.sessions import (
    is_of_companies,
    is_part_of_day,
    is_range,
    is_session,
    is_usual,
    may_be_session,
)
from vaulttools.note.outline.sheet import SENTENCE, Draft, Named, Sheet

_AROUND_ITEM = " \t[]【】「」『』〈〉《》<>" + SYMBOLS
_FAR = 4000
"""Code points below an item in which it must be spoken of to be more than an item."""
_SEVERAL = 3
"""How many lines of one kind it takes to support each other."""
_MOST_BLANKS_OF_ITEM = 5
"""An item with more blanks than this says more than a name."""
_MOST_BLANKS = 4
"""An item with this many blanks is not the name of a company hidden among others."""


class Proposing:
    """Goes through the lines of a sheet from top to bottom and makes a draft of each that could stand over others."""

    def __init__(self, sheet: Sheet) -> None:
        """Takes the sheet to read."""
        self.sheet = sheet
        self.finder = NameFinder(sheet)
        self.drafts: list[Draft] = []
        self.described: list[Draft] = []
        """Drafts of lines that explain the name and have a list below; firm if there are several, or brands among bare names."""
        self.coined: list[Draft] = []
        """Drafts of words in no dictionary, alone on their lines; firm if there are several and few known names."""
        self.compounds: list[Draft] = []
        """Drafts of other words alone on their lines; firm beside coined ones unless they are ordinary."""
        self.passed: list[Draft] = []
        """Drafts of lines that set a word apart from its explanation, and are too little to propose."""
        self.host: int | None = None
        """The last list item that was taken for a company, None after another kind of line."""
        self.host_indent: int | None = None
        """Columns of the first list item of the company above, None if no company is open."""

    def propose(self) -> None:
        """Fills `drafts`, and makes those firm that support each other."""
        for index, line in enumerate(self.sheet.lines):
            if line.mark is Mark.BULLET and (
                is_long(line) or self.sheet.text.count(" ", line.body, line.end) > _MOST_BLANKS_OF_ITEM
            ):
                self.pass_by(line)
            else:
                self.read(index, line)
        bare = sum(draft.style is Style.BARE and draft.firm and draft.role is Role.COMPANY for draft in self.drafts)
        if len(self.described) + bare >= _SEVERAL:
            for draft in self.described:
                draft.firm = draft.firm or is_brand(draft.name)
        if sum(draft.known for draft in self.drafts) < _SEVERAL:
            self.described += self.coined
            if len(self.coined) >= _SEVERAL:
                self.described += [draft for draft in self.compounds if not is_ordinary(draft.name)]
        if len(self.described) >= _SEVERAL:
            for draft in self.described:
                draft.firm = True
        self.trust_lead_ins()
        likeness = Likeness(self.sheet, self.drafts)
        likeness.drop_bullets()
        likeness.keep_pictures()
        ListItems(self.sheet, self.finder, self.drafts).take_in_items()
        likeness.trust_alike()
        likeness.trust_set_apart(self.passed)
        likeness.trust_known_lines()

    def pass_by(self, line: Line) -> None:
        """Keeps track of the open list after a line that is not proposed."""
        if line.mark is not Mark.BULLET:
            if not line.indent:
                self.host_indent = None
        elif self.host_indent is None:
            self.host_indent = line.indent

    def read(self, index: int, line: Line) -> None:
        """Makes a draft of the line if it could stand over others."""
        follower = self.sheet.mark(index + 1)
        if line.mark is Mark.TEXT and self.sheet.is_underlined(index):
            self.add_section(index, line, None)
        elif is_long(line) and (line.mark not in (Mark.TEXT, Mark.NUMBER) or follower is not Mark.BULLET):
            if line.mark is Mark.TEXT and line.plain:
                self.add_lead_in(index, line)
            self.pass_by(line)
        elif not line.plain or (line.indent > 3 and line.mark is not Mark.BULLET):
            self.pass_by(line)
        elif line.mark is Mark.HEADING:
            self.add_section(index, line, self.finder.named(line))
        elif line.mark is not Mark.OTHER:
            named = self.name_on(index, line)
            if named is None:
                self.pass_by(line)
            elif line.mark is Mark.NUMBER:
                self.read_number(index, line, named)
            elif line.mark is Mark.TEXT:
                self.read_text(index, line, named)
            else:
                self.read_item(index, line, named)

    def name_on(self, index: int, line: Line) -> Named | None:
        """The name on a line, if it looks like one; otherwise None."""
        if line.mark is Mark.BULLET and not self.may_hide(index, line):
            return None
        named = self.finder.named(line)
        name = "" if named is None else named.span.of(self.sheet.text)
        if named is None or is_usual(name) or may_be_session(name) or self.finder.may_name(named.span):
            return named
        return self.finder.tagged(line)

    def read_number(self, index: int, line: Line, named: Named) -> None:
        """Makes a draft of a numbered line."""
        sheet = self.sheet
        below = index + 1
        follower = sheet.mark(below)
        labelled = follower is Mark.TEXT and sheet.lines[below].indent > max(1, line.indent)
        firm = follower is Mark.BULLET or (labelled and sheet.mark(below + 1) is Mark.BULLET)
        if firm or follower in (Mark.NUMBER, Mark.TEXT, Mark.NOTHING) or sheet.is_name(named.span.of(sheet.text)):
            self.add(index, Role.COMPANY, Style.NUMBERED, named, firm)
            self.host_indent = sheet.lines[below].indent if follower is Mark.BULLET else None

    def read_text(self, index: int, line: Line, named: Named) -> None:
        """Makes a draft of a name on a line of text, unless it is part of what is above it, or the title of the note."""
        follower = self.sheet.mark(index + 1)
        name = named.span.of(self.sheet.text)
        session = is_session(name)
        if line.indent and self.is_within(line, follower):
            return
        says_what = is_of_companies(name) or speaks_of(CUES, name.lower()) or (is_topic(name) and not session)
        if not self.drafts and " " in without_form(name) and says_what and not is_part_of_day(name):
            return  # the title of the note
        self.host = None
        apart = line.apart or self.is_below_head(index)
        if named.bold:
            self.add(index, Role.COMPANY, Style.BOLD, named, firm=True)
        elif follower is Mark.TEXT and may_be_session(name) and not self.sheet.is_name(name):
            self.add(index, Role.COMPANY, Style.BARE, named, firm=False)
        elif session and not is_range(name):
            self.add(index, Role.SESSION, Style.BARE, named, firm=True)
        elif follower is Mark.BULLET:
            self.add_over_list(index, named, apart)
        elif follower is Mark.TEXT and self.add_over_text(index, named, apart):
            pass
        elif follower is Mark.NUMBER and self.sheet.lines[index + 1].level == 1:
            self.add(index, Role.COMPANY, Style.PARAGRAPH, named, firm=False)
        elif follower is not Mark.TEXT and named.adorned and self.sheet.is_name(name):
            self.add(index, Role.COMPANY, Style.BARE, named, firm=False)
        else:
            if apart or self.sheet.is_name(name):
                self.passed.append(Draft(index, Role.COMPANY, Style.PARAGRAPH, named, self.sheet, firm=False))
            return
        self.host_indent = None if session else self.sheet.lines[index + 1].indent if follower is Mark.BULLET else 0

    def is_below_head(self, index: int) -> bool:
        """Whether the line right above is a bold name or a heading."""
        last = self.drafts[-1] if self.drafts else None
        return last is not None and last.at == index - 1 and last.style in (Style.BOLD, Style.HEADING)

    def add_over_list(self, index: int, named: Named, apart: bool) -> None:
        """Makes a draft of a name over a list; `apart` says that it does not continue what is above it."""
        sheet = self.sheet
        opened = apart or sheet.ends_well(index - 1) or sheet.is_outdented(index, index - 1)
        said = "" if named.rest is None else named.rest.of(sheet.text)
        stands_alone = not said or is_presenter(said) or sheet.is_name(named.span.of(sheet.text))
        firm = named.adorned or (opened and stands_alone)
        self.add(index, Role.COMPANY, Style.COLON if named.colon else Style.BARE, named, firm)
        if opened and not firm:
            self.described.append(self.drafts[-1])

    def add_over_text(self, index: int, named: Named, apart: bool) -> bool:
        """Makes a draft of a name over lines of text, if it can be one there; returns whether it can.

        `apart` says that it does not continue what is above it.
        """
        sheet = self.sheet
        name = named.span.of(sheet.text)
        known = sheet.is_name(name)
        alone = named.rest is None
        close = not sheet.lines[index + 1].apart
        if close and (alone or (known and not self.finder.is_label(named))):
            firm = self.is_firm_over_text(index, name, apart) or (
                known and alone and SENTENCE.search(sheet.words(index - 1)) is not None
            )
            self.add(index, Role.COMPANY, Style.PARAGRAPH, named, firm)
            if self.is_line_of_its_own(index, name):
                (self.coined if is_brand(name) else self.compounds).append(self.drafts[-1])
        elif alone and known:
            self.add(index, Role.COMPANY, Style.PARAGRAPH, named, firm=apart)
        elif named.adorned or (
            apart and ((alone and worth_of(name) > 1) or (close and not self.finder.is_label(named)))
        ):
            self.add(index, Role.COMPANY, Style.PARAGRAPH, named, firm=False)
        else:
            return False
        return True

    def is_firm_over_text(self, index: int, name: str, apart: bool) -> bool:
        """Whether a name is `apart` from what is above it, and is known or has several lines or a sentence below it."""
        sheet = self.sheet
        below = index + 1
        longer = sheet.mark(below + 1) is Mark.TEXT and not sheet.lines[below + 1].apart
        return apart and (sheet.is_name(name) or (worth_of(name) > 1 and (longer or sheet.is_prose(below))))

    def read_item(self, index: int, line: Line, named: Named) -> None:
        """Makes a draft of a list item: one with a list of its own, or one hidden among others."""
        sheet = self.sheet
        name = named.span.of(sheet.text)
        if not sheet.is_over_list(index):
            self.pass_by(line)
            if self.drafts and not named.bold and not named.colon and named.rest is None:
                self.add(index, Role.COMPANY, Style.HIDDEN, named, firm=self.is_coined_item(index, name))
            return
        beside = line.apart or (self.host is not None and sheet.lines[self.host].indent == line.indent)
        apart = self.host_indent is None or (self.host_indent > line.indent and beside)
        if line.indent < 2 and (apart or sheet.is_name(name)):
            self.add(index, Role.COMPANY, Style.ITEM, named, firm=True)
            self.host = index
            self.host_indent = sheet.lines[index + 1].indent
        else:
            if named.rest is None:
                self.add(index, Role.COMPANY, Style.HIDDEN, named, firm=False)
            self.pass_by(line)

    def add_lead_in(self, index: int, line: Line) -> None:
        """Makes a draft of the bold name at the beginning of a paragraph."""
        found = self.finder.lead_in(line)
        if found is not None and self.finder.may_name(found.span):
            self.add(index, Role.COMPANY, Style.BOLD, found, firm=False)

    def trust_lead_ins(self) -> None:
        """Makes bold names at the beginning of paragraphs firm if there are several, all known or all unknown; else drops them."""
        lead_ins = [draft for draft in self.drafts if draft.style is Style.BOLD and not draft.firm]
        known = sum(draft.known for draft in lead_ins)
        if len(lead_ins) >= _SEVERAL and (known == len(lead_ins) or not known):
            for draft in lead_ins:
                draft.firm = True
        else:
            self.drafts = [draft for draft in self.drafts if draft not in lead_ins]

    def is_within(self, line: Line, follower: Mark) -> bool:
        """Whether an indented line of text belongs to the last draft: it is inside its list item, or deeper than it."""
        last = next((draft for draft in reversed(self.drafts) if draft.style is not Style.HIDDEN), None)
        if last is None or last.level or line.indent <= max(1, self.sheet.lines[last.at].indent):
            return False
        return last.style in (Style.NUMBERED, Style.ITEM) or (follower is not Mark.BULLET and last.role is Role.COMPANY)

    def may_hide(self, index: int, line: Line) -> bool:
        """Whether a list item may be a hidden company: it has a deeper list, is a known name, or is spoken of below."""
        if self.sheet.is_over_list(index):
            return True
        words = self.sheet.text[line.body : line.end].strip(_AROUND_ITEM)
        if not self.drafts or not words:
            return False
        if "|" in words or self.sheet.is_name(words):
            return True
        return words.count(" ") < _MOST_BLANKS and (
            self.sheet.folded.find(words.lower(), line.end, line.end + _FAR) >= 0
            or self.is_coined_item(index, words)
            or (self.sheet.mark(index + 1) is Mark.BULLET and self.sheet.goes_on_with(words, index + 1))
        )

    def is_coined_item(self, index: int, words: str) -> bool:
        """Whether a list item is a name that is in no dictionary and not a person's, with two items after it.

        One word of Hangul is enough; other names must look like a company's, between items of more than one word.
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

    def is_line_of_its_own(self, index: int, name: str) -> bool:
        """Whether a line is one word, or has the form of a company's name, over two lines of more than one word."""
        return (
            self.sheet.mark(index + 1) is self.sheet.mark(index + 2) is Mark.TEXT
            and (" " not in name or worth_of(name) == 3)
            and " " in self.sheet.words(index + 1)
            and " " in self.sheet.words(index + 2)
            and not self.sheet.lines[index + 2].apart
            and worth_of(name) > 1
        )

    def add(self, at: int, role: Role, style: Style, named: Named, firm: bool) -> None:
        """Makes a draft of the name on the line at `at`."""
        self.drafts.append(Draft(at, role, style, named, self.sheet, firm=firm))

    def add_section(self, at: int, line: Line, named: Named | None) -> None:
        """Makes a draft of a heading, with the name in it or else all of its words."""
        self.add(at, Role.SECTION, Style.HEADING, named or whole(line), firm=True)
        if named is None:
            self.drafts[-1].worth = 2 * self.drafts[-1].known
        self.host_indent = None
