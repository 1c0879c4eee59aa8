"""`enrich`: adds links and notes, and takes the links back."""

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vaulttools import writer
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
    own_file,
    place_of,
    reader_lang,
    replace_own,
    said,
    writing,
)
from vaulttools.cli.fix import FIXING, apply_fixes, show_diff
from vaulttools.cli.opening import located, opened_at, recovered
from vaulttools.cli.options import GATE, PATHS, RUN, command, option
from vaulttools.locale import translate
from vaulttools.values import grouped

if TYPE_CHECKING:
    from vaulttools.fixer import Settled
    from vaulttools.ledger import Added, Created
    from vaulttools.message import Message
    from vaulttools.note import Note
    from vaulttools.session import Session


@command(
    PATHS,
    *FIXING,
    option("--report", is_flag=True, help="List each added link with its reason."),
    option(
        "--undo-links",
        is_flag=True,
        help="Remove the links that earlier runs added, and those notes they created that nobody has changed.",
    ),
    *GATE,
    *RUN,
)
def enrich(run: Run, undo_links: bool, report: bool, diff: bool, **fixing: Any) -> int:
    """Add what is missing: links to the notes a text mentions, and notes for companies that have none.

    The visible text stays the same, letter for letter. Doubtful links are not written; `--interactive` asks about each.
    Added links are recorded in `.vaulttools-links.jsonl` with their reasons, so that `--undo-links` can remove them.
    """
    if undo_links:
        return _undo(run, diff)
    return apply_fixes(run, diff, write_links=_write, list_links=_list if report else None, **fixing)


def _write(session: "Session", settled: "Settled") -> list[str]:
    """As `session_fixer.write`, of links and new notes, which can be undone from the first moment."""
    from vaulttools import ledger
    from vaulttools.session_fixer import write

    links = [*ledger.added(settled.applied, settled.text)]
    records: list[Added | Created] = [*links, *_created(session.root, settled, links)]
    file = session.root / ledger.FILE
    if records:
        with writing(file):
            _append(own_file(file), records)
    written = write(session, settled)
    refused = [each for each in records if each.path not in written]
    if refused and (kept := own_bytes(file)):
        replace_own(session.root, ledger.FILE, ledger.without(kept, refused), kept)
    return written


def _created(root: Path, settled: "Settled", links: "Sequence[Added]") -> "Iterator[Created]":
    """What tells later whether the new notes of `settled`, with these `links`, are still as they were written."""
    from vaulttools import ledger
    from vaulttools.edits import apply

    added = grouped((each.path, each) for each in links)
    for path in sorted(settled.created):
        text = settled.text(path)
        plain = apply(text, ledger.undone(text, added.get(path, ())).edits)
        folders = sum(not each.exists() for each in (root / path).parents)
        yield ledger.Created(path, ledger.digest(plain), folders)


def _append(file: Path, records: "Sequence[Added | Created]") -> None:
    from vaulttools import ledger

    is_new = not file.exists()
    try:
        with file.open("a+b", buffering=0) as out:
            ledger.append(out, records)
    except OSError:
        if is_new:
            file.unlink(missing_ok=True)
        raise


def _list(session: "Session", settled: "Settled", written: "Sequence[str]", diff: bool) -> None:
    """Lists the links that were added, each with the reason: on standard output, where no diff is."""
    from vaulttools import ledger
    from vaulttools.text import inert

    for each in ledger.added(settled.applied, settled.text, partial(translate, lang=reader_lang())):
        if each.path in written:
            where = place_of(session.root, each.path)
            out = sys.stderr if diff else sys.stdout
            out.write(f"{where}: {inert(each.text)} -> {inert(each.link)}: {inert(each.reason)}\n")


def _undo(run: Run, diff: bool) -> int:
    """Takes back what `enrich` has added to the notes of `run`: links that still stand as it wrote them, and untouched notes."""
    from vaulttools import ledger
    from vaulttools.edits import apply
    from vaulttools.fixer import Settled
    from vaulttools.message import Message
    from vaulttools.session_fixer import write

    place = located(run)
    opened = opened_at(place if diff else recovered(place), run)
    session = opened.session
    data = own_bytes(session.root / ledger.FILE)
    links = [*dict.fromkeys(ledger.read(data or b""))]  # a run that was killed may have kept some twice
    by_path: dict[str, list[ledger.Added]] = {}
    for old_path, kept in grouped((each.path, each) for each in links).items():
        by_path.setdefault(_path_now(session, old_path, kept), []).extend(kept)
    settled = Settled(session.vault)
    counts = {}  # of the links taken back; of all notes that are done with
    stay: list[tuple[ledger.Added, Message]] = []
    kept_on: list[ledger.Added] = []
    chosen = set(opened.chosen)
    for path, kept in sorted(by_path.items()):
        if path in chosen:
            note = session.note(path)
            if note.is_left_alone:
                stay += [(each, Message("vaulttools does not change this note")) for each in kept]
                continue
            undone = ledger.undone(note.text, kept)
            stay += undone.stay
            gone = {*undone.gone}
            kept_on += [each for each, _ in undone.stay if each not in gone]
            counts[path] = len(undone.edits)
            if undone.edits:
                settled.notes[path] = note.with_text(apply(note.text, undone.edits))
        elif not run.paths and path not in session.vault.facts:
            stay += [(each, Message("the note no longer exists")) for each in kept]
    _explain_kept(session, stay)
    created = ledger.created(data or b"")
    asked = {path: each for path, each in created.items() if path in chosen}
    if diff:
        removed = _removable(session, settled.notes, asked)
        show_diff(session, settled, run, removed)
        return FINDINGS if settled.notes or removed else CLEAN
    written = write(session, settled)
    removed = _removed(session, _removable(session, {path: settled.notes[path] for path in written}, asked), asked)
    done = {each for path in counts if path in written or path not in settled.notes for each in by_path[path]}
    done -= {*kept_on}
    done.update(each for path in removed for each in by_path.get(path, ()))
    left = [each for path, each in created.items() if path not in removed and path in session.vault.facts]
    if done or len(left) < len(created):
        replace_own(
            session.root, ledger.FILE, ledger.dump([*(each for each in links if each not in done), *left]), data
        )
    count = sum(counts[path] for path in written)
    notice(
        "removed {count} link from {notes}" if count == 1 else "removed {count} links from {notes}",
        count=count,
        notes=notes_counted(len(written)),
    )
    if removed:
        notice("removed {notes} that earlier runs created", notes=notes_counted(len(removed)))
    return FAILED if failed(session, ()) else CLEAN


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
        aside(f"{place_of(session.root, path)}: {said('kept the note: it has been changed since')}")
    while linked := {
        path for path in found if path in graph.on_canvases or graph.backlinks.get(path, frozenset()) - found
    }:
        found -= linked
        for path in sorted(linked):
            aside(f"{place_of(session.root, path)}: {said('kept the note: others link to it')}")
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


def _explain_kept(session: "Session", stay: "Sequence[tuple[Added, Message]]") -> None:
    """Says of each link that stays why it does."""
    from vaulttools.text import inert

    for each, reason in stay:
        words = said("kept {link}: {reason}", link=inert(each.link), reason=reason)
        aside(f"{place_of(session.root, each.path)}: {words}")


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
