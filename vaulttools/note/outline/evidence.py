"""How much in a note says that it is about companies."""

from functools import cached_property

from vaulttools.note.outline.business import CUES, EVENTS, OPENING, counted_trade, speaks_of
from vaulttools.note.outline.decoration import SAID
from vaulttools.note.outline.lines import PRESENTER
from vaulttools.note.outline.model import Role
from vaulttools.note.outline.names import is_coined_name
from vaulttools.note.outline.sessions import is_remarks, is_session
from vaulttools.note.outline.sheet import Draft, Sheet
from vaulttools.patterns import pattern
from vaulttools.values import Value

ENOUGH = 4
"""With so many points a note is about companies."""
_MORE_THAN_ENOUGH = 9
"""Points of a note whose companies are all known. Nothing asks for more."""
_PRESENTS = pattern(r"\((?:대표|CEO|창업자|[Ff]ounder|시드|시리즈 ?[A-E]?|[Ss]eed|[Ss]eries|[Pp]re-?[AaSs])\b[^()]*\)")
"""What stands in brackets after the name of a company that is presented: who leads it, its round."""
_SAID = pattern(SAID)
_TURN = pattern(rf"{PRESENTER}[ ]?\#?\d|\d팀")
"""What comes before the name of one who presents in turn."""


class Evidence(Value):
    """What speaks for `companies`, and against them, among all `drafts` of a note."""

    sheet: Sheet
    drafts: list[Draft]
    companies: list[Draft]
    sessions: dict[int, list[Draft]]
    """The companies below each session, by the session's line."""
    title: Draft | None

    def points(self) -> int:
        """How much says that the note is about the companies; `ENOUGH` is enough."""
        if all(draft.known for draft in self.companies):
            return _MORE_THAN_ENOUGH if self.companies else 0
        business = self.points_for_business()
        if not business:
            return 0
        points = business + self.points_for_mentions() + self.points_for_names() + self.points_for_sessions()
        if not self.has_companies_sign():
            points = min(points, ENOUGH - 1)
        topics = sum(draft.topic and not draft.spoken and not draft.known for draft in self.companies)
        if topics > 0.3 * len(self.companies):
            points -= 4
        return points - min(3, self.other_sections())

    def points_for_business(self) -> int:
        """Points for what the note says about business: in its opening, and on the companies."""
        words = counted_trade(self.sheet.folded[self.sheet.start :])
        return (
            (2 if self.sheet.is_of_event or speaks_of(CUES, self.opening) else 0)
            + min(3, words // 2)
            + min(2, self.incorporated)
            + (2 if self.have_trade else 0)
            + (4 if self.is_any_known else 0)
            + (4 if self.are_presented else 0)
        )

    def points_for_mentions(self) -> int:
        """Points for companies that are named in their own lines."""
        spoken, count = self.spoken, len(self.companies)
        if 2 * spoken >= count and spoken > 1:
            return 3
        return 2 if 4 * spoken >= count else min(1, spoken)

    def points_for_names(self) -> int:
        """Points for names that only companies have."""
        return self.are_coined * (2 if self.have_trade or self.opens_with_event else 1)

    def points_for_sessions(self) -> int:
        """Points for sessions over companies, or an event where they came in turn."""
        return 3 if self.is_of_event or self.are_in_turn else 1 if self.sessions else 0

    def has_companies_sign(self) -> bool:
        """Whether anything besides talk of business says that these are companies."""
        count = len(self.companies)
        are_spoken_of = 5 * self.spoken >= count and (self.spoken > 1 or count < 3)
        look_incorporated = self.is_any_known or 4 * self.incorporated >= count
        return (
            self.is_of_event
            or self.are_in_turn
            or are_spoken_of
            or self.are_coined
            or self.are_presented
            or look_incorporated
            or self.opens_with_event
        )

    def other_sections(self) -> int:
        """How many headings below the title are of something else than companies and sessions."""
        return sum(
            draft.role is Role.SECTION and draft.level > 1 and not is_remarks(draft.name) for draft in self.drafts
        )

    @cached_property
    def opening(self) -> str:
        """The beginning of the note in lower case, up to its first company or session."""
        first = next(draft for draft in self.drafts if draft.role is not Role.SECTION)
        return self.sheet.folded[: self.sheet.lines[first.at].end][:OPENING]

    @cached_property
    def opens_with_event(self) -> bool:
        """Whether the name of the note, or its opening, speaks of an event where companies present themselves."""
        return self.sheet.is_of_event or speaks_of(EVENTS, self.opening)

    @cached_property
    def is_of_event(self) -> bool:
        """Whether a session names a day, a time or a round, or the title names an event."""
        return any(is_session(draft.name) for draft in self.drafts if draft.at in self.sessions) or (
            self.title is not None and speaks_of(EVENTS, self.title.name.lower())
        )

    @cached_property
    def are_in_turn(self) -> bool:
        """Whether most names come after a word for who presents, and a number: `1팀`, `Booth 3`."""
        text, lines = self.sheet.text, self.sheet.lines
        turns = sum(_TURN.search(text, lines[draft.at].start, draft.span.start) is not None for draft in self.companies)
        return turns > 1 and 2 * turns > len(self.companies)

    @cached_property
    def is_any_known(self) -> bool:
        """Whether the vault knows one of the names, other than those with nothing below them: these are a list."""
        return any(draft.known and draft.until != draft.at + 1 for draft in self.companies)

    @cached_property
    def incorporated(self) -> int:
        """How many names have the form of a company's."""
        return sum(draft.worth == 3 for draft in self.companies)

    @cached_property
    def spoken(self) -> int:
        """How many companies are named in their own lines."""
        return sum(draft.spoken for draft in self.companies)

    @cached_property
    def have_trade(self) -> bool:
        """Whether at least half of the companies, and several, have lines that speak of trade.

        Two parts of a manual may well speak of money; two coined names on lines over lists seldom do by chance.
        """
        traded = sum(
            self.sheet.speaks_of_trade(draft.at + (draft.rest is None), draft.until) for draft in self.companies
        )
        few = 1 if all(is_coined_name(draft.name) and not draft.level for draft in self.companies) else 2
        return traded > few and 2 * traded >= len(self.companies)

    @cached_property
    def are_presented(self) -> bool:
        """Whether several names come after a word for a company (`회사: 토스`), or before who leads it, or its round, in brackets."""
        text, lines = self.sheet.text, self.sheet.lines
        presented = sum(
            _SAID.search(text, lines[draft.at].start, draft.span.end) is not None
            or _PRESENTS.search(text, draft.span.end, draft.core.end) is not None
            for draft in self.companies
        )
        return presented > 1

    @cached_property
    def are_coined(self) -> bool:
        """Whether so many names are coined that they must be of companies; fewer need to be where there is talk of trade."""
        coined, count = sum(is_coined_name(draft.name) for draft in self.companies), len(self.companies)
        return (coined > 2 and 2 * coined >= count) or (self.have_trade and coined > 1 and 5 * coined >= count)
