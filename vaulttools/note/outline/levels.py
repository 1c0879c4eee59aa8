"""The levels that the headings of sessions and companies are to have."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from vaulttools.note.outline.model import Candidate, Role
from vaulttools.values import Value

if TYPE_CHECKING:
    from vaulttools.note.outline.sheet import Draft


class Layout(Value):
    """How headings are to be written. A level of 0 is worked out from the note's own headings."""

    session_level: int = 0
    company_level: int = 0
    underlined: bool = False
    """Whether headings of the first two levels are underlined (setext) instead of marked with `#` (ATX)."""


_NO_PART = 7
"""Deeper than any heading."""


class Levels:
    """The levels that the headings of a note should have, asked for from the first to the last."""

    def __init__(self, items: "Sequence[Candidate | Draft]", layout: Layout) -> None:
        sessions = [item for item in items if item.role is Role.SESSION]
        companies = [item for item in items if item.role is Role.COMPANY]
        self._layout = layout
        self._has_sessions = bool(sessions)
        self._usual_session = _usual(sessions)
        self._usual_company = 0 if sessions else _usual(companies)
        self._over: list[int] = []
        """The levels of the open sections that are neither in a session nor in a company."""
        self._session = self._company = 0
        """The levels of the open session and the open company; 0 for none."""
        self._part = _NO_PART
        """The level of the open part of a company."""
        self._last = 6
        """The level of the heading before."""

    def of(self, item: "Candidate | Draft") -> int | None:
        """The level that the heading of `item` should have; None for a section, and for what is part of a company."""
        before, self._last = self._last, item.level or self._last
        if self._is_inside(item):
            return None
        while item.level and self._over and self._over[-1] >= item.level:
            self._over.pop()
        if item.role is Role.SECTION:
            self._over.append(item.level)
            return None
        self._part = _NO_PART
        session = self._layout.session_level or self._below_sections(self._usual_session)
        if item.role is Role.SESSION:
            self._last = self._session = session
            self._company = 0
            return session
        company = self._layout.company_level or self._below_sections(self._usual_company)
        if item.role is Role.REMARKS:
            return session if self._has_sessions else company
        if self._has_sessions and not self._layout.company_level:
            company = self._session + 1 if self._session else self._company or min(session, before) + 1
        self._last = self._company = company
        return company

    def _is_inside(self, item: "Candidate | Draft") -> bool:
        """Whether `item` is part of the open company, or a section of the open session. Closes those that it ends."""
        if item.role is not Role.SECTION:
            return self._part < _NO_PART and (not item.level or item.level > self._part)
        if self._company and item.level > self._company:
            self._part = min(self._part, item.level)
            return True
        self._company, self._part = 0, _NO_PART
        if self._session and item.level > self._session:
            return True
        self._session = 0
        return False

    def _below_sections(self, usual: int) -> int:
        """The `usual` level where it is deeper than the open sections, else the highest that is, but never the first."""
        above = self._over[-1] if self._over else 0
        return usual if usual > above else max(above, 1) + 1


def _usual(items: "Iterable[Candidate | Draft]") -> int:
    """The level most of the real headings among `items` have, the higher one on a tie; 0 where there is none."""
    levels = Counter(item.level for item in items if item.level)
    return min(levels, key=lambda level: (-levels[level], level), default=0)
