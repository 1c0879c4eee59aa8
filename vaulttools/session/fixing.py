"""Fixes the notes of a session: works out what they will be, asks about what is not safe, and writes them."""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path

from vaulttools import engine, fixer
from vaulttools.baseline import Declined
from vaulttools.edits import Safety
from vaulttools.files import disk, writer
from vaulttools.findings import Diagnostic
from vaulttools.fixer import Settled
from vaulttools.note import Note
from vaulttools.session import Problem, Session
from vaulttools.values import grouped, replace
from vaulttools.vault import Vault


def settle(
    session: Session,
    paths: Iterable[str],
    grades: Collection[Safety],
    enriching: bool,
    wanted: Callable[[Diagnostic], bool] = lambda _: True,
    since: Settled | None = None,
) -> Settled:
    """The outcome of fixing (or, if `enriching`, enriching) the notes at `paths`; nothing is written.

    `since` is the outcome of an earlier call, from which this one goes on.
    """
    vault = session.vault if since is None else since.vault
    settled = fixer.settle(
        [path for path in _once(session, paths) if path in vault.facts],
        vault,
        lambda path: (since and since.notes.get(path)) or session.note(path),
        lambda path: session.config.rules_for(path).enriching(enriching),
        grades,
        wanted,
        session.tell,
    )
    session.tell(1, 1)
    if since is not None:
        settled.notes = since.notes | settled.notes
        settled.created |= since.created
        settled.applied = since.applied + settled.applied
        settled.refused = since.refused + settled.refused
    created = settled.created - (since.created if since is not None else set())
    if created or (enriching and settled.notes and not vault.usage.has_entities):
        # New notes and links may show other habits, or make it a vault of entities; the next run would take that into account.
        new_settings = replace(vault.settings, text_to_learn=settled.vault.text)
        rebuilt = Vault(settled.vault.facts.values(), settled.vault.files, new_settings)
        if created or rebuilt.usage.has_entities:
            settled.vault = rebuilt.with_notes(settled.notes.values())
            return settle(session, paths, grades, enriching, wanted, settled)
    return settled


def _once(session: Session, paths: Iterable[str]) -> list[str]:
    """`paths` with only one name of each file: what is written to one of its names (hard links) is written to all."""
    stamps = session.listing.notes
    files = {(stamps[path] if path in stamps and stamps[path].inode else path): path for path in reversed([*paths])}
    return [*reversed(files.values())]


def settle_asking(
    session: Session,
    paths: Collection[str],
    enriching: bool,
    accept: Callable[[Sequence[Diagnostic], Note, str], bool | None],
    declined: Declined,
) -> Settled:
    """The outcome of fixing (or, if `enriching`, enriching) with all safe fixes and those others that `accept` accepts.

    `accept` gets findings that say the same of one line, or whose fixes make sense only together, their note as it then is, and which of how many this is (`2/5`);
    it returns True, False, or None for neither. Findings in `declined` are not asked about, and those that get a False
    are added to it. After a True no other finding at the same place is asked about.
    """
    settled = settle(session, paths, (Safety.SAFE,), enriching)
    passed: set[str] = set()
    while True:
        accepted: set[object] = set()
        places: set[object] = set()
        left = declined.new(check_settled(session, settled, paths, enriching))
        asked = grouped((_group(each), each) for each in left if _can_be_asked(each) and _key(each) not in passed)
        for number, alike in enumerate(asked.values(), 1):
            alike = [each for each in alike if (each.path, each.span, each.rule) not in places]
            if not alike:
                continue
            path = alike[0].path
            answer = accept(alike, settled.notes.get(path) or session.note(path), f"{number}/{len(asked)}")
            if answer is False:
                for each in alike:
                    declined.add(each)
            else:
                # If it is found again although it was accepted, its fix could not be applied.
                passed.update(map(_key, alike))
                if answer:
                    accepted.update(each.order for each in alike)
                    places.update((each.path, each.span, each.rule) for each in alike)
        before = len(settled.applied)
        if accepted:

            def wanted(each: Diagnostic, accepted: Collection[object] = accepted) -> bool:
                return each.order in accepted or not _can_be_asked(each)

            settled = settle(session, paths, tuple(Safety), enriching, wanted, settled)
        if len(settled.applied) == before:
            return settled


def check_settled(session: Session, settled: Settled, paths: Iterable[str], enriching: bool) -> list[Diagnostic]:
    """The findings that remain in the notes at `paths` once `settled` is written."""
    found = []
    wanted = sorted(paths)
    for number, path in enumerate(wanted):
        session.tell(number + 1, len(wanted))
        if path not in settled.vault.facts:
            continue
        note = settled.notes.get(path) or session.note(path)
        if not note.is_foreign:
            found.extend(engine.check(note, settled.vault, session.config.rules_for(path).enriching(enriching)))
    return found


def write(session: Session, settled: Settled) -> list[str]:
    """Writes the notes that `settled` changes; returns the paths written, sorted.

    A note that cannot be written, perhaps because it was changed meanwhile, is added to `failures`, and notes that
    a fix changes together with it are not written either.
    """
    written: list[str] = []
    try:
        with writer.sole_writer(session.root) if settled.notes else nullcontext():
            written = _written(session, settled)
    except writer.WriteRefused as refused:
        session.failures += [Problem(path, refused.reason) for path in sorted(settled.notes)]
    session.take([settled.notes[path] for path in written])
    return sorted(written)


def _written(session: Session, settled: Settled) -> list[str]:
    """Writes what `settled` changes; returns the paths written."""
    hard_links = writer.HardLinks(session.root)
    written = []
    for paths in _together(settled):
        try:
            for path in paths if len(paths) > 1 else ():
                writer.expect(session.root, path, _bytes(session, path, settled), settled.notes[path].text.encode())
        except writer.WriteRefused as refused:
            session.failures.append(Problem(path, refused.reason))
            continue
        for path in paths:
            data = settled.notes[path].text.encode()
            expected = _bytes(session, path, settled)
            try:
                if expected is None:
                    writer.create(session.root, path, data)
                elif writer.write(session.root, path, data, expected, hard_links):
                    session.in_place.append(path)
            except writer.WriteRefused as refused:
                if not _holds(session.root / path, data):  # another run has not done the same
                    session.failures.append(Problem(path, refused.reason))
                continue
            written.append(path)
    return written


def _holds(file: Path, data: bytes) -> bool:
    """Whether `file` holds `data` now."""
    try:
        return disk.read(file, len(data))[0] == data
    except OSError:
        return False


def _bytes(session: Session, path: str, settled: Settled) -> bytes | None:
    """The content of the file at `path` as far as is known; None for one that `settled` creates."""
    return None if path in settled.created else session.note(path).text.encode()


def _key(diagnostic: Diagnostic) -> str:
    """Identifies what is said of a line, and what is to be written there, as long as the line stays the same."""
    written = [edit.text for edit in diagnostic.fix.edits] if diagnostic.fix is not None else []
    return f"{diagnostic.path} {diagnostic.rule} {diagnostic.line} {diagnostic.message} {written}"


def _group(diagnostic: Diagnostic) -> str:
    """Identifies the findings that are asked about together with `diagnostic`."""
    fix = diagnostic.fix
    return f"{diagnostic.path} {fix.group}" if fix is not None and fix.group else _key(diagnostic)


def _can_be_asked(diagnostic: Diagnostic) -> bool:
    """Whether the fix of `diagnostic` must be asked about."""
    return bool(diagnostic.touched) and diagnostic.fix is not None and diagnostic.fix.safety is not Safety.SAFE


def _together(settled: Settled) -> list[list[str]]:
    """The notes that change, new ones first; those that a fix changes together are in one list."""
    group = {path: [path] for path in sorted(settled.notes, key=lambda path: (path not in settled.created, path))}
    for diagnostic in settled.applied:
        for path in sorted(diagnostic.touched):
            mine, other = group.get(diagnostic.path), group.get(path)
            if mine is not None and other is not None and mine is not other:
                other += mine
                group.update(dict.fromkeys(mine, other))
    return list({id(paths): paths for paths in group.values()}.values())
