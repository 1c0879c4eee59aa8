"""The lines of a note, and drafts of those that could stand over others: what reading an outline works on."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import chain

from vaulttools.message import Message
from vaulttools.note.outline.business import EVENTS, OPENING, speaks_of, speaks_of_trade
from vaulttools.note.outline.lines import Line, Mark, lines_of
from vaulttools.note.outline.model import Confidence, Role, Style
from vaulttools.note.outline.names import HANGUL, is_topic, worth_of
from vaulttools.note.outline.sessions import is_session
from vaulttools.patterns import pattern
from vaulttools.text import Span
from vaulttools.values import NamedTuple

SENTENCE = pattern(r"[.!?。](?:[\])\"”’]|\[\^?\w+\])*\s*$|[다요음함됨임죠]\s*$")
"""The end of a finished sentence."""
_UNDERLINE = pattern(r"(?:-+|=+)[ \t]*$")
_SIGN = pattern(r"(?:[^\w\s\[\](){}<\"'#*_=`@]|->|=>|ㄴ|└)(?:>|[ \t]|(?<=ㄴ))[ \t]*(?=\S)")
"""What may begin remarks: `→ `, `ㄴ`, `· `, `-> `."""
_COUNT, _CODE, _INDENTED = "1", "code", " "
"""How lines begin that have no sign."""


class Named(NamedTuple):
    """A name on a line."""

    span: Span
    core: Span
    """The name with what belongs to it: its link, a time before it, a round after it."""
    bold: bool = False
    colon: bool = False
    """Whether a colon or a dash ends the line."""
    adorned: bool = False
    """Whether anything adorns it: bold marks, brackets, a symbol, a colon."""
    rest: Span | None = None
    """What the line says after the name, set apart by a dash or a colon."""
    box: str = ""
    """What is in the box of a task: a blank, or a tick."""


class Draft:
    """A line that may stand over others, while the note is read; all steps of reading change it."""

    def __init__(self, at: int, role: Role, style: Style, named: Named, sheet: "Sheet", *, firm: bool) -> None:
        """Takes the number of the line, and the name on it. A name that the vault knows is worth at least 2."""
        self.at = at
        self.role = role
        self.style = style
        self.span, self.core, self.rest, self.box = named.span, named.core, named.rest, named.box
        self.name = named.span.of(sheet.text)
        self.known = bool(self.name) and sheet.is_name(self.name)
        self.worth = max(worth_of(self.name), 2 * self.known)
        self.topic = is_topic(self.name)
        self.firm = firm
        """Whether the shape of the line is enough; otherwise its own lines must speak of it."""
        self.level = sheet.level_of(at) if style is Style.HEADING else 0
        """The level of a real heading, 0 for other styles."""
        self.until = 0
        """The line at which its section ends."""
        self.spoken = False
        """Whether its own lines speak of it."""
        self.confidence = Confidence.LOW
        self.reason = Message("")


class Sheet:
    """The lines of a note that are not blank. Lines are named by their index."""

    def __init__(
        self, text: str, start: int, opaque: Sequence[Span], is_name: Callable[[str], bool], name: str = ""
    ) -> None:
        """Takes the arguments of `reading.read`."""
        self.text = text
        self.start = start
        self.is_name = is_name
        self.is_of_event = speaks_of(EVENTS, name.lower())
        """Whether the name of the note speaks of an event where companies present themselves."""
        self.lines = lines_of(text, start, len(text), opaque)
        self._take_remarks_for_items()
        folded = text.lower()
        self.folded = folded if len(folded) == len(text) else text

    def _take_remarks_for_items(self) -> None:
        """Takes lines that begin alike for list items if they follow one short line after another: `→ seed`, `ㄴ 매출`."""
        runs: dict[str, list[range]] = {}
        others: Counter[str] = Counter()
        for lead, run in self._runs():
            if self._are_remarks(lead, run):
                runs.setdefault(lead, []).append(run)
            else:
                others[lead] += 1
        for lead, below in runs.items():
            if len(below) > 2 and (lead in (_COUNT, ">") or self._are_usual(lead, below, others[lead])):
                for index in chain(*below):
                    line = self.lines[index]
                    body = line.body + (len(lead) if line.mark is Mark.TEXT and lead != _INDENTED else 0)
                    self.lines[index] = line._replace(mark=Mark.BULLET, body=body, plain=True)

    @staticmethod
    def _are_usual(lead: str, below: list[range], others: int) -> bool:
        """Whether most lines that begin so are remarks; a sign must stand before two lines per name, or it adorns names."""
        return len(below) >= 3 * others and (lead in (_CODE, _INDENTED) or sum(map(len, below)) >= 2 * len(below))

    def _runs(self) -> Iterator[tuple[str, range]]:
        """Runs of lines that begin alike and follow another line, each with how they begin."""
        leads = [self._lead(line) for line in self.lines]
        index = 0
        while index < len(leads):
            lead, first = leads[index], index
            index += 1
            if lead:
                while index < len(leads) and leads[index] == lead and not self.lines[index].apart:
                    index += 1
                goes_on = lead == _CODE or not self.lines[first].apart
                if first and (goes_on or (lead not in (_COUNT, ">") and leads[first - 1] != lead)):
                    yield lead, range(first, index)

    def _lead(self, line: Line) -> str:
        """What is before the words of a line that is not a list item in markdown: a sign, a number, blanks."""
        if line.mark is Mark.NUMBER:
            return _COUNT
        if line.mark is Mark.OTHER:
            return ">" if self.text.startswith(">", line.body) else _CODE if line.indent > 3 and not line.plain else ""
        if line.mark is not Mark.TEXT:
            return ""
        first = self.text[line.body : line.body + 1]  # nothing is left of a line of blanks at the end
        sign = _SIGN.match(self.text, line.body, line.end) if first == "ㄴ" or not first.isalnum() else None
        return sign[0] if sign is not None else _INDENTED if line.indent else ""

    def _are_remarks(self, lead: str, run: range) -> bool:
        """Whether the lines of `run` follow a short line, and no deeper list follows. Numbered lines must begin again at 1 and
        say more than names do."""
        head = self.lines[run[0] - 1]
        if head.mark not in (Mark.TEXT, Mark.NUMBER, Mark.BULLET) or self.is_long(run[0] - 1):
            return False
        if head.mark is Mark.BULLET and self.lines[run[0]].indent <= head.indent:
            return False
        if self.mark(run.stop) is Mark.BULLET and not self.lines[run.stop].apart:
            return False
        if lead != _COUNT:
            return True
        if [self.lines[index].level for index in run] != [*range(1, len(run) + 1)] or is_session(
            self.words(run[0] - 1)
        ):
            return False
        return 2 * sum(" " in self.words(index) and not self.is_name(self.words(index)) for index in run) > len(run)

    @cached_property
    def opens_with_event(self) -> bool:
        """Whether the name of the note, or its opening, speaks of an event where companies present themselves."""
        return self.is_of_event or speaks_of(EVENTS, self.folded[:OPENING])

    def mark(self, index: int) -> Mark:
        """The mark of a line; `NOTHING` past the last one."""
        return self.lines[index].mark if index < len(self.lines) else Mark.NOTHING

    def words(self, index: int) -> str:
        """What a line says after its marker."""
        line = self.lines[index]
        return self.text[line.body : line.end]

    def ends_well(self, index: int) -> bool:
        """Whether the line ends with a finished sentence or phrase, so that the next line is not part of it."""
        if index < 0:
            return True
        line = self.lines[index]
        if line.mark is not Mark.TEXT and line.mark is not Mark.BULLET and line.mark is not Mark.NUMBER:
            return True
        words = self.words(index)
        return len(words) < 60 or SENTENCE.search(words) is not None or HANGUL.search(words) is not None

    def level_of(self, index: int) -> int:
        """The level of the heading that a line is."""
        line = self.lines[index]
        return line.level if line.mark is Mark.HEADING else 1 if self.text[self.lines[index + 1].body] == "=" else 2

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
        """Whether the line is further left than the list item at `previous`, and so not part of it."""
        return (
            previous >= 0
            and self.mark(previous) is Mark.BULLET
            and self.lines[previous].indent > self.lines[index].indent
        )

    def is_deeper(self, index: int, item: int) -> bool:
        """Whether the list item is inside the one above: two columns deeper, or one column with another sign."""
        line, above = self.lines[index], self.lines[item]
        deeper = line.indent - above.indent
        return deeper > 1 or (deeper == 1 and self._sign(line) != self._sign(above))

    def is_over_list(self, item: int) -> bool:
        """Whether a list item has a deeper list."""
        return self.mark(item + 1) is Mark.BULLET and self.is_deeper(item + 1, item)

    def _sign(self, line: Line) -> str:
        return self.text[line.start : line.body].strip()

    def is_long(self, index: int) -> bool:
        """Whether a line is longer than a name or a short sentence."""
        line = self.lines[index]
        return line.end - line.body > 30

    def is_prose(self, index: int) -> bool:
        """Whether a line says enough to be a sentence."""
        words = self.words(index)
        return self.is_long(index) or SENTENCE.search(words) is not None

    def speaks_of_trade(self, first: int, last: int) -> bool:
        """Whether the lines from `first` to before `last` speak of a company's business."""
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
