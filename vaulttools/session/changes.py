"""What has changed in the vault of a session since the last commit, and what that can break."""

from collections.abc import Collection, Iterator, Set

from vaulttools.files import disk, git
from vaulttools.note import Note
from vaulttools.note.facts import name_of
from vaulttools.session import Session
from vaulttools.values import replace


def changed(session: Session) -> list[str]:
    """The notes, canvases and bases that differ from the last commit, sorted; all of them if git knows of no commit."""
    changes = session.history.changes
    if changes is None:
        return session.paths()
    there = {path for path, change in changes.items() if change.letter != "D"} | (git.untracked(session.root) or set())
    return sorted(path for path in session.stamps.keys() & there if session.looks_at(path))


def affected(session: Session, paths: Collection[str], gone: Set[str] = frozenset()) -> set[str]:
    """The other notes, canvases and bases that a change of those at `paths` can break, or of files that git says are gone.

    Files in `gone` count as gone since the last commit, whenever they went. None are, where git knows that nothing has
    changed since then that other notes can see.
    """
    lost = session.history.gone
    session.history.gone_before = gone - lost
    if session.before is session.vault:
        return set()
    touched = {*paths, *gone, *lost}
    found = {*session.stamps} - session.listing.notes.keys() if touched else set()
    touched = {path for path in touched if not _is_as_it_was(session, path)}
    aliases = {alias for path in touched for alias in _aliases(session, path)}
    if touched:
        found |= session.vault.graph.affected(touched, aliases)
    for name in {*map(name_of, touched), *aliases}:
        found.update(session.vault.by_alias(name))
    return {path for path in found if path not in paths and session.looks_at(path)}


def _is_as_it_was(session: Session, path: str) -> bool:
    """Whether the note at `path` was at the last commit as it is now for those that link to it: its own links may be others."""
    now, before = session.vault, session.before
    if before is None or path not in now.facts or path not in before.facts:
        return False
    own = {"links": (), "shown": (), "named": ()}
    return replace(now.facts[path], **own) == replace(before.facts[path], **own)


def _aliases(session: Session, path: str) -> Iterator[str]:
    """The aliases of the note at `path`, if it is or was one, and, unless very much has changed, those it had at the last commit."""
    if path in session.vault.facts:
        yield from session.vault.facts.naming[path].aliases
    if disk.is_note(path) and session.history.is_short:
        yield from Note(path, session.history.text(path)).facts.aliases
