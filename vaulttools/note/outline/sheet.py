"""What the reading of an outline works on: the lines of a note, and drafts of what could stand over others."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from vaulttools.message import Message
from vaulttools.note.outline.lines import Line, Mark, lines_of
from vaulttools.note.outline.model import Confidence, Kind, Style
from vaulttools.note.outline.names import HANGUL, is_session, speaks_of_trade
from vaulttools.patterns import pattern
from vaulttools.text import Span

SENTENCE = pattern(r"[.!?。](?:[\])\"”’]|\[\^?\w+\])*\s*$|[다요음함됨임죠]\s*$")
"""How a line ends that is a finished sentence."""
_UNDERLINE = pattern(r"(?:-+|=+)[ \t]*$")


@dataclass(slots=True)
class Draft:
    """A candidate while the note is weighed."""

    at: int
    kind: Kind
    style: Style
    name: str
    span: Span
    core: Span
    worth: int
    known: bool
    topic: bool
    firm: bool
    """Whether the shape alone makes it one; otherwise its own lines must speak of it."""
    rest: Span | None = None
    """What the line says behind the name, set apart by a dash or a colon."""
    box: str = ""
    """What is in the box of a task: a blank, or a tick."""
    level: int = 0
    until: int = 0
    """The line after the last that is its own."""
    spoken: bool = False
    """Whether its own lines speak of it."""
    confidence: Confidence = Confidence.LOW
    reason: Message = field(default_factory=lambda: Message(""))


class Sheet:
    """A note by its lines, those that are not blank."""

    def __init__(self, text: str, start: int, opaque: Sequence[Span], is_name: Callable[[str], bool]) -> None:
        """Takes what `read` takes."""
        self.text = text
        self.start = start
        self.is_name = is_name
        self.lines = lines_of(text, start, len(text), opaque)
        self._take_remarks_for_items()
        folded = text.lower()
        self.folded = folded if len(folded) == len(text) else text

    def _take_remarks_for_items(self) -> None:
        """Takes numbered lines and quotes for list items where they are what is said below one short line after another."""
        for mark in (Mark.NUMBER, Mark.OTHER):
            runs = [run for run in self._runs(mark) if self._are_remarks(run)]
            if len(runs) > 2:
                for index in chain(*runs):
                    self.lines[index] = self.lines[index]._replace(mark=Mark.BULLET)

    def _runs(self, mark: Mark) -> Iterator[range]:
        """The lines with `mark` that stand right below each other, and the first of them right below a short line of text."""
        for index, line in enumerate(self.lines):
            if line.mark is not Mark.TEXT or self.is_long(index):
                continue
            end = index + 1
            while end < len(self.lines) and self.lines[end].mark is mark and not self.lines[end].apart:
                end += 1
            if end > index + 1:
                yield range(index + 1, end)

    def _are_remarks(self, run: range) -> bool:
        """Whether the lines of `run` are quotes, or are numbered anew from 1 and say more than names do; nothing goes on deeper."""
        if self.mark(run.stop) is Mark.BULLET and not self.lines[run.stop].apart:
            return False
        if self.lines[run.start].mark is Mark.OTHER:
            return all(self.text[self.lines[index].body] == ">" for index in run)
        if [self.lines[index].level for index in run] != [*range(1, len(run) + 1)] or is_session(
            self.words(run[0] - 1)
        ):
            return False
        return 2 * sum(" " in self.words(index) and not self.is_name(self.words(index)) for index in run) > len(run)

    def mark(self, index: int) -> Mark:
        """The mark of a line; `NOTHING` past the last one."""
        return self.lines[index].mark if index < len(self.lines) else Mark.NOTHING

    def words(self, index: int) -> str:
        """What a line says, behind its marker."""
        line = self.lines[index]
        return self.text[line.body : line.end]

    def ends_well(self, index: int) -> bool:
        """Whether what the line at `index` says is finished, so that the next line does not go on with it."""
        if index < 0:
            return True
        line = self.lines[index]
        if line.mark is not Mark.TEXT and line.mark is not Mark.BULLET and line.mark is not Mark.NUMBER:
            return True
        words = self.words(index)
        return len(words) < 60 or SENTENCE.search(words) is not None or HANGUL.search(words) is not None

    def is_underlined(self, index: int) -> bool:
        """Whether the line below makes this one a setext heading."""
        below = self.lines[index + 1] if index + 1 < len(self.lines) else None
        return (
            below is not None
            and below.mark is Mark.OTHER
            and not below.apart
            and _UNDERLINE.match(self.text, below.body, below.end) is not None
        )

    def is_outdented(self, index: int, previous: int) -> bool:
        """Whether the line at `index` stands left of the list item at `previous`, and so does not go on with it."""
        return (
            previous >= 0
            and self.mark(previous) is Mark.BULLET
            and self.lines[previous].indent > self.lines[index].indent
        )

    def is_deeper(self, index: int, item: int) -> bool:
        """Whether the list item at `index` is meant to be one of the item above it: two columns deeper, or one with another sign."""
        line, above = self.lines[index], self.lines[item]
        deeper = line.indent - above.indent
        return deeper > 1 or (deeper == 1 and self._sign(line) != self._sign(above))

    def _sign(self, line: Line) -> str:
        return self.text[line.start : line.body].strip()

    def is_long(self, index: int) -> bool:
        """Whether a line says more than a name or a short sentence does."""
        line = self.lines[index]
        return line.end - line.body > 30

    def is_prose(self, index: int) -> bool:
        """Whether a line says enough to be a sentence."""
        words = self.words(index)
        return self.is_long(index) or SENTENCE.search(words) is not None

    def speaks_of_trade(self, first: int, last: int) -> bool:
        """Whether the lines from `first` to before `last` say what is said of a company."""
        return first < last and speaks_of_trade(self.folded, self.lines[first].start, self.lines[last - 1].end)

    def goes_on_with(self, name: str, index: int) -> bool:
        """Whether a line begins with the first word of `name`, which has several: `BlueCat is` below `BlueCat Networks`."""
        word, blank, _ = name.partition(" ")
        return (
            bool(blank)
            and len(word) > 3
            and self.text.startswith(word + " ", self.lines[index].body)
            and not word.islower()
        )
