"""Checks the notes of a session, in one process or in several."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import partial
from operator import attrgetter
from typing import Generic, TextIO, TypeVar

from vaulttools import engine, workers
from vaulttools.files import disk
from vaulttools.findings import Diagnostic
from vaulttools.history import Former
from vaulttools.note import Note, canvas
from vaulttools.rule import NoteRule
from vaulttools.session import Asked, Problem, Session
from vaulttools.values import NamedTuple, Value, field
from vaulttools.vault import Vault
from vaulttools.vault.schemas import IGNORE

_AT_ONCE = 500
"""Reports on up to this many notes are made in memory, by one process."""
_AHEAD = 50
"""How many notes, from all over the vault, are checked before other processes begin."""

Result = TypeVar("Result")

Checker = Callable[[Vault, engine.Rules], list[Diagnostic]]
"""Finds what rules say of one file in a vault."""


def check(session: Session, paths: Iterable[str], beside: Iterable[str] = ()) -> list[Diagnostic]:
    """The findings in the notes at `paths`, and in those `beside` them the findings that depend on other notes."""
    found: list[Diagnostic] = []
    for part, nothing in report(session, paths, beside, _all):
        nothing.close()
        found += part
    return sorted(found, key=attrgetter("path"))


def _all(notes: Iterator[tuple[str, list[Diagnostic]]], out: TextIO) -> list[Diagnostic]:
    """The findings of all `notes`."""
    return [each for _, found in notes for each in found]


def report(
    session: Session,
    paths: Iterable[str],
    beside: Iterable[str],
    render: Callable[[Iterator[tuple[str, list[Diagnostic]]], TextIO], Result],
) -> list[tuple[Result, TextIO]]:
    """Checks notes and lets `render` write about them: it gets the path and the findings of one note after the other.

    Returns the results of `render`, each with the stream that it wrote to, at its beginning: one for each process
    that took a share of the notes, in order. `render` and its results must be picklable.
    """
    work = _Work(session, {*beside}, render)
    wanted = sorted({*paths, *work.beside})
    count = workers.processes(session.jobs, len(wanted))
    session.vault.names.expect(len(wanted))
    session.recall(wanted)
    if count > 1:
        session.vault.usage.mapped = partial(workers.mapped, count)
        # What nearly every note needs is worked out here, so that no other process does it again.
        work.ahead.update((path, work.findings(path)) for path in wanted[:: len(wanted) // _AHEAD + 1])
    is_large = len(wanted) > _AT_ONCE
    streams: list[TextIO] = [workers.spool() for _ in range(count)] if is_large else [io.StringIO()]
    before = len(session.failures)
    all_done = workers.shared(work, wanted, streams, lambda begun: session.tell(begun, len(wanted)))
    session.tell(len(wanted), len(wanted))
    for done in all_done[:-1]:
        session.failures += done.failures
        session.history.head = session.history.head or done.head
        session.asked.add(done.asked)
        session.vault.usage.habits_asked |= done.habits
    session.failures[before:] = sorted(session.failures[before:], key=attrgetter("path"))
    for stream in streams:
        stream.seek(0)
    session.keep()
    return [(done.result, stream) for done, stream in zip(all_done, streams, strict=True)]


class _Done(NamedTuple, Generic[Result]):
    """The outcome of checking a share of the notes."""

    result: Result
    failures: list[Problem]
    head: str | None
    asked: Asked
    habits: set[bool]


class _Work(Value, Generic[Result]):
    """Checks notes of a session, here or in another process."""

    session: Session
    beside: Set[str]
    """The notes in which only findings that depend on other notes are reported."""
    render: Callable[[Iterator[tuple[str, list[Diagnostic]]], TextIO], Result]
    ahead: dict[str, list[Diagnostic]] = field(default_factory=dict)
    """The findings in notes that are checked already."""

    def __call__(self, paths: Iterable[str], out: TextIO) -> _Done[Result]:
        session = self.session
        before = len(session.failures)
        result = self.render(((path, self.findings(path)) for path in paths), out)
        out.flush()
        failures = session.failures[before:]
        return _Done(result, failures, session.history.head, session.asked, session.vault.usage.habits_asked)

    def findings(self, path: str) -> list[Diagnostic]:
        """The findings in the note at `path`, which are told once."""
        return self.ahead.pop(path) if path in self.ahead else findings_in(self.session, path, path in self.beside)


def findings_in(session: Session, path: str, by_others: bool) -> list[Diagnostic]:
    """The findings in the note at `path`; with `by_others` only those that depend on other notes, and are new since the last commit."""
    session.turn_to(path)
    check = _checker(session, path)
    if check is None:
        return []
    vault = session.vault
    vault.links_asked = False
    rules = session.config.rules_for(path)
    # Whether an ignore hides something only all rules together can tell.
    if by_others and path in vault.facts and IGNORE not in session.note(path).text:
        rules = rules.on_others
    found = check(vault, rules)
    if vault.links_asked:
        session.asked.by_links.add(path)
    if by_others:
        found = [each for each in found if not _is_of_note(session, each)]
        before = session.before if found else None
        if before is not None:
            known = {(each.rule, each.span) for each in check(before, rules.behind(found))}
            found = [each for each in found if (each.rule, each.span) not in known]
    return found


def earlier(session: Session, path: str, found: Sequence[Diagnostic], former: Former) -> Sequence[Diagnostic]:
    """What the rules that have `found` something in the file at `path` found there before, wherever it was then."""
    then = former.names.get(path, path)
    data = former.data.get(then)
    if data is None and then in former.new:
        return ()
    same: list[Diagnostic] = []
    if data is None:
        if then == path:  # What depends on the note alone is as it was.
            same = [each for each in found if _is_of_note(session, each)]
            found = [each for each in found if not _is_of_note(session, each)]
        session.turn_to(then)
        check = _checker(session, then) if found else None
    elif disk.is_note(path):
        check = _checker_of_note(Note.from_bytes(then, data))
    else:
        check = _checker_beside(then, canvas.text_of(data))
    return same if check is None else [*same, *check(former.vault, session.config.rules_for(then).behind(found))]


def _is_of_note(session: Session, diagnostic: Diagnostic) -> bool:
    """Whether `diagnostic` depends on its note alone, by its rule."""
    return issubclass(session.config.registry.rules[diagnostic.rule], NoteRule)


def _checker(session: Session, path: str) -> Checker | None:
    """What checks the file at `path`; None if it is not to be checked."""
    if path in session.vault.facts:
        return _checker_of_note(session.note(path))
    if path not in session.stamps:
        return None
    try:
        return _checker_beside(path, session.text_beside(path))
    except OSError as error:
        session.failures.append(Problem(path, disk.reason(error)))
        return None


def _checker_of_note(note: Note) -> Checker | None:
    return None if note.is_foreign else partial(engine.check, note)


def _checker_beside(path: str, text: str) -> Checker:
    """What checks the canvas or base `text` at `path`."""
    is_base = path.lower().endswith(disk.BASE_ENDING)
    return partial(engine.check_base if is_base else engine.check_canvas, path, text)
