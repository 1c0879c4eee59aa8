"""The open questions of a vault, by what they are about."""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from vaulttools.note import Note
from vaulttools.note.outline import Candidate
from vaulttools.note.outline.decoration import SYMBOLS
from vaulttools.note.points import Point
from vaulttools.note.questions import doubts, implied_questions, is_checklist, open_questions
from vaulttools.patterns import pattern
from vaulttools.text import LINE_ENDING
from vaulttools.values import NamedTuple, grouped
from vaulttools.vault import COMPANY, NAMING_COMPANIES, Vault


class Question(NamedTuple):
    """A question that nothing in its note answers, or a line with a mark of doubt such as `(?)`."""

    subject: str
    """The company it is about, or the one that its note is about; else the heading or item that it stands below, or the name of its note."""
    company: str | None
    """The path of the company's note, if it has one."""
    path: str
    line: int
    column: int
    """Line and column from 1, the column in code points."""
    offset: int
    """Its place in the note, in code points."""
    text: str


_DECORATION = pattern(rf"\A[\s*_=~#{SYMBOLS}]*(?:\d+[.)]\s*)?|[\s*_=~:#]+\Z|\*\*")
_LETTER = pattern(r"[^\W_]")
_FEWEST_WORDS, _LONGEST = 4, 160
"""A clause with fewer words is shown with its whole item, unless the item has more code points than this."""
_BLANKS = pattern(r"\s+")
_DONE = pattern(r"\[[xX]\]")


def questions(note: Note, vault: Vault) -> Iterator[Question]:
    """The open questions of `note` from top to bottom; those of tasks that are done are not open.

    A file that is no text asks none, nor does a template or a checklist, whose questions are for other notes.
    """
    found = {}
    lines = set()
    if note.damage or note.is_template or is_checklist(note):
        return
    for point, asked in open_questions(note):
        words = asked.of(note.text)
        # After a dash, `금리 오르면?` is about what stands before it.
        whole = len(words.split()) < _FEWEST_WORDS and point.span.end - point.span.start <= _LONGEST
        lines.add(point.line)
        found[point.span.start if whole else asked.start] = (point, point.span.of(note.text) if whole else words)
    for point, asked in (*((note.points.at(mark.start), mark) for mark in doubts(note)), *implied_questions(note)):
        if point.line not in lines:
            lines.add(point.line)
            found[asked.start] = (point, point.span.of(note.text))
    companies = deque(sorted(vault.outline(note).companies, key=lambda each: each.content.start) if found else ())
    around: list[Candidate] = []
    for start, (point, text) in sorted(found.items()):
        at = point.span.start
        while companies and companies[0].content.start <= at:
            around.append(companies.popleft())
        around = [each for each in around if at < each.content.end]
        # `???` is a blank to fill in, and asks nothing.
        if _LETTER.search(text) and not _DONE.search(note.text, point.line.start, point.span.start):
            subject, company = _subject(note, vault, point, around)
            line, column = note.lines.position(start)
            yield Question(subject, company, note.path, line, column, start, text)


def _subject(note: Note, vault: Vault, point: Point, around: Sequence[Candidate]) -> tuple[str, str | None]:
    """What `point` is about: the nearest company that it stands below, the last of those `around` it, else the one that its
    note says it is about or is called after, else the nearest heading or item, else its note."""
    listed = [_called(each.name) for each in around[::-1]]
    above = [_called(_DECORATION.sub("", each.span.of(note.text))) for each in note.points.above(point)]
    told = _called(_told(note))
    for name in (*listed, *above, told):
        path = _company(name, vault)
        if path is not None:
            return vault.name(path), path
    if vault.kind(note.path) == COMPANY:
        return note.name, note.path
    titled = None if told else _titled(note, vault, around)
    if titled is not None:
        return vault.name(titled), titled
    return next((name for name in (*listed, told, *above) if any(map(str.isalpha, name))), note.name), None


def _told(note: Note) -> str:
    """What the properties of `note` call the one company that it is about, perhaps in a link; empty for none or several."""
    told = [str(each.node.value) for each in note.scalars if each.entry.key.lower() in NAMING_COMPANIES]
    return told[0].strip() if len(told) == 1 else ""


def _titled(note: Note, vault: Vault, around: Sequence[Candidate]) -> str | None:
    """The company that the name of `note` or the line above all its items names, `2025-03-05 시프트업 IR`, if it is one and
    no other line is the last of those `around` a point."""
    first = note.points.at(note.body_start)
    first = first if first.words else note.points.after(first) or first
    if (around and around[-1].span.start != first.span.start) or not vault.entities.companies:
        return None
    text = f"{note.name}\n{'' if first.is_item else first.words}"
    named = vault.names.within(of_all=False, text=text).mentions(text, [])
    found = {path for mention in named for path in mention.targets if vault.kind(path) == COMPANY}
    return found.pop() if len(found) == 1 else None


def _called(name: str) -> str:
    """`name`, or its target if it is nothing but a link."""
    if name.startswith("[[") and name.endswith("]]"):
        return name[2:-2].partition("|")[0].partition("#")[0].rpartition("/")[2]
    return name


def _company(name: str, vault: Vault) -> str | None:
    """The company named `name`, if there is exactly one."""
    paths = [path for path in vault.entities.named(name) if vault.kind(path) == COMPANY]
    return paths[0] if len(paths) == 1 else None


_LINKED = r"\[\[[^\]]*\]\]: |\[[^\]]*\]\([^)]*\): "
_COPY = pattern(rf"\A(?:{_LINKED})")
"""The part before a question that `enrich` added to a company's note: the link to where it was asked."""
_BEFORE = pattern(rf"\A\s*(?:[-*+]|\d+[.)])\s+(?:\[.\]\s+)?(?:{_LINKED})?")
"""The part before any item, perhaps with such a link."""


def by_subject(found: Iterable[Question]) -> dict[str, list[Question]]:
    """`found` by subject: companies first, both kinds in the order of their names.

    A question that a company's note repeats from another of the notes is left out there.
    """
    ordered = sorted(found, key=lambda each: (each.company is None, each.subject))
    groups = grouped((question.subject, question) for question in ordered)
    for group in groups.values():
        asked = {each.text for each in group if each.path != each.company}
        group[:] = [each for each in group if each.path != each.company or _COPY.sub("", each.text) not in asked]
    return groups


def unanswered(found: Iterable[Question], vault: Vault) -> Iterator[Question]:
    """Those of `found` that no other note answers: neither that of their company, where an item begins so and leaves it open no
    more, nor, for one that the company's note repeats, the note that asked it."""
    notes: dict[str, _Read] = {}
    for each in found:
        if each.company is None:
            yield each
            continue
        home = notes.get(each.company) or notes.setdefault(each.company, _Read(each.company, vault))
        question = plain(_COPY.sub("", each.text))
        if each.path != home.note.path:
            answered = home.closes(question)
        else:
            asked = _asked_in(each, home.note, vault)
            answered = asked is not None and (notes.get(asked) or notes.setdefault(asked, _Read(asked, vault))).closes(
                question
            )
        if not answered:
            yield each


class _Read:
    """A note, and what its lines say that leave nothing open."""

    def __init__(self, path: str, vault: Vault) -> None:
        """Takes the path of a note in `vault`."""
        self.note = Note(path, vault.text(path))
        left = {each.line for each in questions(self.note, vault)}
        lines = enumerate(LINE_ENDING.split(self.note.text), 1)
        self._closed = sorted(plain(_BEFORE.sub("", line)) for number, line in lines if number not in left)

    def closes(self, question: str) -> bool:
        """Whether a line begins with `question` and does not leave it open."""
        at = bisect_left(self._closed, question)
        return at < len(self._closed) and self._closed[at].startswith(question)


def _asked_in(copy: Question, home: Note, vault: Vault) -> str | None:
    """The path of the note to which the link before `copy`, a question that `home` repeats, leads; None for others."""
    if not _COPY.match(copy.text):
        return None
    link = next((each for each in home.links if each.span.start == copy.offset), None)
    path = link and vault.resolve(link.path, home.path).path
    return path if path in vault.facts else None


def not_in(home: Note, found: Iterable[Question]) -> list[Question]:
    """Those of `found` that `home` has nowhere, neither in its text nor in a property."""
    values = home.front_matter.data.values()
    listed = (str(item) for value in values if isinstance(value, list) for item in value)
    texts = "\n".join([plain(home.text), *map(plain, listed)])
    return [each for each in found if plain(each.text) not in texts]


def plain(text: str) -> str:
    """`text` with one blank for each run of white space."""
    return _BLANKS.sub(" ", text).strip()


def as_markdown(groups: Mapping[str, Sequence[Question]], vault: Vault) -> Iterator[str]:
    """The lines of a note that lists `groups` with links, each below a heading that says what it is about."""
    for index, (subject, group) in enumerate(groups.items()):
        if index:
            yield ""
        company = group[0].company
        yield f"## {vault.link(company, '', subject) if company else subject}"
        yield ""
        for each in group:
            yield f"- {vault.link(each.path, '', vault.name(each.path))}: {each.text}"
