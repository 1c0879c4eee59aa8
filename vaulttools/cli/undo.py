"""`enrich --undo-links`: takes back what `enrich` has added, as far as it still stands as it was written."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from vaulttools.cli.base import (
    CLEAN,
    FAILED,
    FINDINGS,
    Run,
    aside,
    failed,
    notes_counted,
    notice,
    own_bytes,
    replace_own,
    said,
    shown_path,
)
from vaulttools.cli.fix import show_diff
from vaulttools.cli.opening import Opened, opened_by
from vaulttools.files import writer
from vaulttools.values import grouped

if TYPE_CHECKING:
    from vaulttools.ledger import Added, Created, Undone
    from vaulttools.message import Message
    from vaulttools.note import Note
    from vaulttools.session import Session


def undo(run: Run, diff: bool) -> int:
    """Takes links back out of the notes of `run`, and removes untouched notes; returns the exit code."""
    from vaulttools import ledger
    from vaulttools.edits import apply
    from vaulttools.fixer import Settled
    from vaulttools.session.fixing import write

    opened = opened_by(run, writes=not diff)
    session = opened.session
    data = own_bytes(session.root / ledger.FILE)
    links = dict.fromkeys(ledger.read(data or b""))  # a run that was killed may have kept some twice
    by_path = _by_path_now(session, links)
    found = _undone(opened, by_path, of_all=not run.paths)
    settled = Settled(session.vault)
    for path, undone in found.items():
        if undone.edits:
            note = session.note(path)
            settled.notes[path] = note.with_text(apply(note.text, undone.edits))
    created = ledger.created(data or b"")
    asked = {path: created[path] for path in created.keys() & {*opened.chosen}}
    if diff:
        removed = _removable(session, settled.notes, asked)
        show_diff(session, settled, run, removed)
        return FINDINGS if settled.notes or removed else CLEAN
    written = write(session, settled)
    removed = _removed(session, _removable(session, {path: settled.notes[path] for path in written}, asked), asked)
    done = {each for path in removed for each in by_path.get(path, ())}
    for path, undone in found.items():
        if path in written or path not in settled.notes:
            done |= {*by_path[path]} - ({each for each, _ in undone.stay} - {*undone.gone})
    kept = [each for path, each in created.items() if path not in removed and path in session.vault.facts]
    if done or len(kept) < len(created):
        left = [each for each in links if each not in done]
        replace_own(session.root, ledger.FILE, ledger.dump([*left, *kept]), data)
    count = sum(len(found[path].edits) for path in written)
    notice(
        "removed {count} link from {notes}" if count == 1 else "removed {count} links from {notes}",
        count=count,
        notes=notes_counted(len(written)),
    )
    if removed:
        notice("removed {notes} that earlier runs created", notes=notes_counted(len(removed)))
    return FAILED if failed(session, ()) else CLEAN


def _undone(opened: Opened, by_path: "Mapping[str, list[Added]]", of_all: bool) -> "dict[str, Undone]":
    """How the links in the notes that are meant are taken back out, by path; says of each link that stays why it does.

    `of_all` says that the whole vault is meant, and so a note that is gone.
    """
    from vaulttools import ledger
    from vaulttools.message import Message

    session, chosen = opened.session, {*opened.chosen}
    found = {}
    for path, added in sorted(by_path.items()):
        if path not in chosen:
            if of_all and path not in session.vault.facts:
                _explain(session, ((each, Message("the note no longer exists")) for each in added))
        elif (note := session.note(path)).is_left_alone:
            _explain(session, ((each, Message("vaulttools does not change this note")) for each in added))
        else:
            found[path] = ledger.undone(note.text, added)
            _explain(session, found[path].stay)
    return found


def _by_path_now(session: "Session", links: "Iterable[Added]") -> "dict[str, list[Added]]":
    """`links` by where their notes are now."""
    now: dict[str, list[Added]] = {}
    for path, added in grouped((each.path, each) for each in links).items():
        now.setdefault(_path_now(session, path, added), []).extend(added)
    return now


def _removable(session: "Session", notes: "Mapping[str, Note]", created: "Mapping[str, Created]") -> set[str]:
    """Those of the `created` notes that nobody has written in, and that no other file links to once `notes` are as given."""
    from vaulttools import ledger

    if not created:
        return set()

    def is_untouched(path: str) -> bool:
        text = (notes.get(path) or session.note(path)).text
        return ledger.digest(text) == created[path].digest and not (session.root / path).is_symlink()

    graph = session.vault.with_notes(notes.values()).graph
    found = set(filter(is_untouched, created))
    for path in sorted(created.keys() - found):
        aside(f"{shown_path(session.root, path)}: {said('kept the note: it has been changed since')}")
    while linked := {
        path for path in found if path in graph.on_canvases or graph.backlinks.get(path, frozenset()) - found
    }:
        found -= linked
        for path in sorted(linked):
            aside(f"{shown_path(session.root, path)}: {said('kept the note: others link to it')}")
    return found


def _removed(session: "Session", paths: "Collection[str]", created: "Mapping[str, Created]") -> set[str]:
    """Removes the notes at `paths` and the folders that were made for them; returns the paths of those that are gone."""
    from vaulttools.session import Problem

    removed = set()
    for path in sorted(paths):
        try:
            with writer.sole_writer(session.root):
                writer.remove(session.root, path, session.note(path).text.encode())
        except writer.WriteRefused as refused:
            session.failures.append(Problem(path, refused.reason))
            continue
        removed.add(path)
        with suppress(OSError):  # where something else is in it by now
            for folder in [*Path(path).parents][: created[path].folders]:
                (session.root / folder).rmdir()
    return removed


def _explain(session: "Session", stay: "Iterable[tuple[Added, Message]]") -> None:
    """Says of each link that stays why it does."""
    from vaulttools.text import inert

    for each, reason in stay:
        words = said("kept {link}: {reason}", link=inert(each.link), reason=reason)
        aside(f"{shown_path(session.root, each.path)}: {words}")


def _path_now(session: "Session", path: str, links: "Sequence[Added]") -> str:
    """Where the note is that was at `path` when `links` were added to it; `path` itself if nobody knows."""
    from vaulttools import ledger

    vault = session.vault
    if path in vault.facts:
        return path
    moved = vault.settings.moved().get(path)
    if moved is not None and moved in vault.facts:
        return moved
    return ledger.renamed(links, ((other, session.note(other).text) for other in vault.facts)) or path
