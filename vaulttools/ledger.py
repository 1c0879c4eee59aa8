"""The links that were added to notes, with the reason of each, and the notes that were created, kept in a file of the vault so that they can be undone."""

import errno
import hashlib
import json
import os
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import asdict, dataclass, field, fields
from functools import cached_property
from typing import IO, Any

from vaulttools.edits import Edit
from vaulttools.findings import Diagnostic
from vaulttools.message import Message
from vaulttools.patterns import pattern
from vaulttools.text import Lines, Span
from vaulttools.values import NamedTuple, Value, grouped

FILE = ".vaulttools-links.jsonl"
"""At the root of a vault: a line of JSON for each link that `enrich` has added, and for each note that it has created."""


@dataclass(frozen=True)
class Added:
    """A link that was added to a note."""

    path: str
    link: str
    """The link as written: `[[Acme|에이씨엠]]`."""
    text: str
    """The text that was there before and is still shown."""
    words: str
    """The words of its line, without links: by these it is found again, wherever its line has moved (`_sign`)."""
    column: int
    """How many code points of these words come before it."""
    reason: str = field(compare=False)
    """Why it was added, when it was: after a run that was killed, the next one may give another reason for the same link."""
    nth: int = 0
    """Of the lines with these words, from the top of the note and counted from 0, the one it is on."""


@dataclass(frozen=True)
class Created:
    """A note that was created."""

    path: str
    digest: str
    """Of its text without the links that were added to it (`digest`): while that stays the same, nobody has written in it."""
    folders: int
    """How many folders on its way were made for it."""


def digest(text: str) -> str:
    """What tells whether the text of a note is still this one."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def added(
    diagnostics: Iterable[Diagnostic], text_of: Callable[[str], str], said: Callable[[Message], str] = str
) -> Iterator[Added]:
    """The links that the fixes of `diagnostics` add: fixes that put a link around words and change nothing else.

    `text_of` gives the text of the note at a path as it is with them, `said` the words of a message: English ones.
    """
    notes: dict[str, _Lines] = {}
    lines: dict[str, _Unlinked] = {}  # most lines get one link, a few get thousands
    for each in diagnostics:
        fix = each.fix
        if fix is None or len(fix.edits) != 1 or fix.creates or fix.edits[0].span != each.span:
            continue
        start = each.start.column - 1
        text, link = each.line[start : start + each.span.end - each.span.start], fix.edits[0].text
        if _shows(link, text):
            line = lines.get(each.line)
            if line is None:
                lines = {each.line: (line := unlinked(each.line))}
            if each.path not in notes:
                notes[each.path] = _lines(text_of(each.path))
            column = line.column(start)
            alike = notes[each.path].get(line.sign, ())
            holding = [
                (abs(other.number - each.start.line), nth)
                for nth, other in enumerate(alike)
                if column in other.unlinked.by_column
            ]
            nth = min(holding, default=(0, 0))[1]
            yield Added(each.path, link, text, line.sign, column, f"{said(each.message)}; {said(fix.title)}", nth)


def dump(records: Iterable[Added | Created]) -> bytes:
    """The lines of the file for `records`."""
    lines = "".join(json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in records)
    return lines.encode("utf-8", "surrogateescape")


def append(file: IO[bytes], records: Iterable[Added | Created]) -> None:
    """Puts lines for `records` at the end of `file`, where a killed run may have left half a line, in one step.

    Raises OSError, with `file` as it was, where they do not all go in.
    """
    size = file.seek(0, os.SEEK_END)
    is_whole = not size or (file.seek(-1, os.SEEK_END), file.read(1))[1] == b"\n"
    data = (b"" if is_whole else b"\n") + dump(records)
    try:
        if file.write(data) != len(data):  # as much as there was room for
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(file.fileno())
    except OSError:
        file.truncate(size)
        raise


def without(data: bytes, records: Iterable[Added | Created]) -> bytes:
    """`data` of the file as it would be if these records had not been added to it."""
    gone = Counter(dump([each]) for each in records)
    kept = []
    for line in data.splitlines(keepends=True):
        if gone[line]:
            gone[line] -= 1
        else:
            kept.append(line)
    return b"".join(kept)


def read(data: bytes) -> list[Added]:
    """The links that the lines of `data` hold. Lines that `dump` did not write are left out: whoever writes the file might
    else have anything written in the place of a link."""
    found = []
    for kept in _records(data, Added, nth=0):
        each = Added(**{**kept, "words": _sign(kept["words"])})
        if _shows(each.link, each.text):
            found.append(each)
    return found


def created(data: bytes) -> dict[str, Created]:
    """The notes that the lines of `data` say were created, by path; of several lines about one the last."""
    return {kept["path"]: Created(**kept) for kept in _records(data, Created)}


def _records(data: bytes, kind: type[Added | Created], **defaults: Any) -> Iterator[dict[str, Any]]:
    """The values of the fields of `kind` in each line of `data` that has them all, or `defaults` for them, and no others."""
    wanted = {field.name: field.type for field in fields(kind)}
    # The words may hold other characters that end lines.
    for line in data.decode("utf-8", "surrogateescape").split("\n"):
        try:
            kept = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(kept, dict):
            kept = {**defaults, **kept}
            if {name: type(value) for name, value in kept.items()} == wanted:
                yield kept


def _shows(link: str, text: str) -> bool:
    """Whether `link` is one link, and `text` what it shows."""
    shown = unlinked(link)
    return bool(text) and len(shown.links) == 1 and shown.links[0].source == (0, len(link)) and shown.words == text


class Undone(NamedTuple):
    """The result of taking links back out of a note."""

    edits: list[Edit]
    stay: list[tuple[Added, Message]]
    """The links that stay, each with the reason."""
    gone: list[Added]
    """Those of `stay` that are no longer in the note, so that nothing is left to undo."""


def undone(text: str, links: Iterable[Added]) -> Undone:
    """How `links` are taken back out of the note `text`.

    A link is looked for in the line with its words. Where its line was edited, it is the one link of its kind between
    the words that it stood between, or has much the same on one side (`_beside`).
    """
    by_sign = _lines(text)
    found = Undone([], [], [])
    taken: set[Span] = set()
    astray = []
    for each in links:
        lines = by_sign.get(_sign(each.words), ())[each.nth : each.nth + 1]
        places = [place for line in lines for place in line.places(each.column)]
        place = next((place for place in places if place not in taken and place.of(text) == each.link), None)
        if place is not None:
            taken.add(place)
            found.edits.append(Edit(place, each.text))
        elif not lines:
            astray.append(each)
        elif there := [place for place in places if place not in taken]:
            found.stay.append((each, Message("it is now `{link}`", {"link": there[0].of(text)})))
        else:
            found.stay.append((each, Message("it is no longer there")))
            found.gone.append(each)
    others = _Others(text, by_sign if astray else {}, taken)
    for each in astray:
        if (place := others.take(each)) is not None:
            found.edits.append(Edit(place, each.text))
        elif others.count[each.link]:
            found.stay.append((each, Message("the text of its line has changed")))
        else:
            found.stay.append((each, Message("it is no longer there")))
            found.gone.append(each)
    return found


_ENOUGH = 20
"""If at least so many code points of words, with the links in them, are found again, it is the same note."""


def renamed(links: Sequence[Added], texts: Iterable[tuple[str, str]]) -> str | None:
    """The path of the one note that has most of `links`, which were in a note that is gone; None if there is no such note.

    `texts` are the paths and texts of the notes that it could be.
    """
    if sum(map(len, {each.words for each in links})) < _ENOUGH:
        return None
    found = [
        path
        for path, text in texts
        if any(each.link in text for each in links) and _holds_most(text, links, _lines(text))
    ]
    return found[0] if len(found) == 1 else None


def _holds_most(text: str, links: Sequence[Added], by_sign: "_Lines") -> bool:
    standing = [
        each
        for each in links
        for line in by_sign.get(_sign(each.words), ())[each.nth : each.nth + 1]
        if any(place.of(text) == each.link for place in line.places(each.column))
    ]
    return 2 * len(standing) >= len(links) and sum(map(len, {each.words for each in standing})) >= _ENOUGH


class _Line(NamedTuple):
    """A line of a note."""

    number: int
    start: int
    unlinked: "_Unlinked"

    def places(self, column: int) -> list[Span]:
        """Where in the note its links are with so many code points of words before them."""
        return [shown.source.moved(self.start) for shown in self.unlinked.by_column.get(column, ())]


_Lines = Mapping[str, Sequence[_Line]]
"""The lines of a note from the top, by their signs."""


def _lines(text: str) -> _Lines:
    lines = Lines(text)
    spans = ((number, lines.span(number)) for number in range(1, len(lines) + 1))
    found = (_Line(number, span.start, unlinked(span.of(text))) for number, span in spans)
    return grouped((each.unlinked.sign, each) for each in found)


class _Others:
    """The links of a note but those that are `taken` already, which can be found by the words beside them."""

    def __init__(self, text: str, by_sign: _Lines, taken: Set[Span]) -> None:
        self.count: Counter[str] = Counter()
        """How many of them are left, by what is written."""
        self._taken: set[Span] = set()
        self._places: dict[tuple[str, object], dict[str, list[Span]]] = {}
        """Where they are, by what is written and is beside it, and by the sign of the line."""
        for sign, lines in by_sign.items():
            for line in lines:
                for shown in line.unlinked.links:
                    place = shown.source.moved(line.start)
                    if place not in taken:
                        link = place.of(text)
                        self.count[link] += 1
                        for side in _beside(line.unlinked.words, shown.at):
                            self._places.setdefault((link, side), {}).setdefault(sign, []).append(place)

    def take(self, each: Added) -> Span | None:
        """The one place in another line with the same beside it as `each`, which is gone then; None if there are more, or none."""
        if _DIGEST.fullmatch(each.words):
            return None
        sign = _sign(each.words)
        found: set[Span] = set()
        for side in _beside(each.words, Span(each.column, each.column + len(each.text))):
            for other, places in self._places.get((each.link, side), {}).items():
                for place in places if other != sign else ():
                    if place not in self._taken:
                        found.add(place)
                        if len(found) > 1:
                            return None
        for place in found:
            self._taken.add(place)
            self.count[each.link] -= 1
            return place
        return None


def _beside(words: str, at: Span) -> set[object]:
    """What the words at `at` are found again by: much on one side of them, or the words on both."""
    before, after = words[max(at.start - _FAR, 0) : at.start], words[at.end : at.end + _FAR]
    found: set[object] = {
        (number, side)
        for length in range(_MUCH_KOREAN, _MUCH + 1)
        for number, side in enumerate((before[-length:], after[:length]))
        if len(side) >= (_MUCH if side.isascii() else _MUCH_KOREAN)
    }
    left, right = (before.split() or [""])[-1], (after.split() or [""])[0]
    if len(left + right) > _LITTLE:
        found.add((left, right, before[-1:].isspace(), after[:1].isspace()))
    return found


class _Shown(NamedTuple):
    at: Span
    """Where it is in the words without links."""
    source: Span
    """Where it is written."""


class _Unlinked(Value):
    words: str
    links: Sequence[_Shown]

    @cached_property
    def sign(self) -> str:
        """What is kept of the words."""
        return _sign(self.words)

    @cached_property
    def by_column(self) -> Mapping[int, Sequence[_Shown]]:
        """The links by the number of code points of `words` before them."""
        return grouped((shown.at.start, shown) for shown in self.links)

    def column(self, offset: int) -> int:
        """How many of the words stand before `offset` of the line, which is in no link."""
        before = bisect_right(self._ends, offset)
        return offset if not before else self.links[before - 1].at.end + offset - self._ends[before - 1]

    @cached_property
    def _ends(self) -> Sequence[int]:
        return [shown.source.end for shown in self.links]


_MUCH = 12
"""If at least so many code points beside a link are the same as before, it is the same link."""
_MUCH_KOREAN = 8
"""The same for Korean, which is denser."""
_FAR = 100
"""As much as is looked at on each side."""
_LITTLE = 2
"""Words of at most so many code points are found beside many links: a bullet, a particle."""
_LONG = 1000
"""Of lines with more code points only a digest is kept, since every link in a line keeps its words."""


def _sign(words: str) -> str:
    """`words` themselves, or a digest of many; that of a digest is itself."""
    if len(words) <= _LONG:
        return words
    return f"{words[:30]}... {hashlib.sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()}"


_DIGEST = pattern(r".{30}\.\.\. [0-9a-f]{64}", re.S)


_LINK = pattern(r"(?<!!)\[(?:\[([^\[\]\n]+)\]\]|([^\[\]\n]+)\]\([^()\s]+\))")


def unlinked(line: str) -> _Unlinked:
    """`line` with its links as the words they show, and where those are; embeds stay as they are."""
    pieces = []
    links = []
    done = length = 0
    for link in _LINK.finditer(line):
        target, pipe, shown = (link[1] or "").partition("|")
        words = link[2] or (shown if pipe else target)
        pieces += [line[done : link.start()], words]
        length += link.start() - done
        links.append(_Shown(Span(length, length + len(words)), Span(*link.span())))
        length += len(words)
        done = link.end()
    return _Unlinked("".join([*pieces, line[done:]]), links)
