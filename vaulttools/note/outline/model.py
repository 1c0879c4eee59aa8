"""What an outline is made of: the sessions, companies and other headings of a note."""

from enum import IntEnum, StrEnum

from vaulttools.message import Message
from vaulttools.text import Span
from vaulttools.values import Value, replace


class Role(StrEnum):
    """What stands below a line."""

    SESSION = "session"
    COMPANY = "company"
    REMARKS = "remarks"
    """Closing remarks on all companies, or another entry in a plan of the day."""
    SECTION = "section"
    """Any other real heading."""


class Style(StrEnum):
    """How a line is written."""

    HEADING = "heading"
    NUMBERED = "numbered"
    BOLD = "bold"
    BARE = "bare"
    """A short line with a list below."""
    COLON = "colon"
    """A bare line that ends in a colon."""
    PARAGRAPH = "paragraph"
    """A short line with plain text below."""
    ITEM = "item"
    """A list item with a deeper list."""
    HIDDEN = "hidden"
    """A list item in the list of another company."""


class Confidence(IntEnum):
    """How sure a reading is. High may be fixed safely, medium on request, low is only shown."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3


class Candidate(Value):
    """A line that stands over other lines."""

    role: Role
    style: Style
    name: str
    span: Span
    """The name, without number, bold marks and other decoration."""
    core: Span
    """The name with what belongs in its heading: its link, a time before it, a round after it."""
    line: Span
    """Its whole line, without the line ending."""
    content: Span
    """The lines of its section, up to the end of the last one that is not blank; empty if there are none."""
    confidence: Confidence
    reason: Message
    level: int = 0
    """The level of a real heading, 0 for other styles."""
    rest: Span | None = None
    """The explanation after the name, after a dash or a colon: it gets a line of its own."""


class Outline(Value):
    """The sessions, companies and other real headings of a note, in order."""

    candidates: tuple[Candidate, ...] = ()

    def of(self, role: Role, confidence: Confidence = Confidence.MEDIUM) -> tuple[Candidate, ...]:
        """The candidates of `role` with at least this confidence."""
        return tuple(item for item in self.candidates if item.role is role and item.confidence >= confidence)

    @property
    def companies(self) -> tuple[Candidate, ...]:
        """The companies of medium and high confidence."""
        return self.of(Role.COMPANY)

    @property
    def with_whole_lists(self) -> "Outline":
        """The outline with each hidden company counted as part of the list it is hidden in."""
        whole: list[Candidate] = []
        for item in self.candidates:
            if item.style is not Style.HIDDEN:
                whole.append(item)
            elif item.confidence > Confidence.LOW and whole:
                whole[-1] = replace(whole[-1], content=Span(whole[-1].content.start, item.content.end))
        return Outline(tuple(whole))
