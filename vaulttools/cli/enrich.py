"""`enrich`: adds links and notes, and takes the links back."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    from vaulttools.ledger import Added
    from vaulttools.message import Message
    from vaulttools.session import Session


@command(
    PATHS,
    *FIXING,
    option("--report", is_flag=True, help="List each added link with its reason."),
    option(
        "--undo-links", is_flag=True, help="Remove the links that earlier runs added. Notes that they created stay."
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
    """As `session_fixer.write`, of notes that get links, which can be undone from the first moment."""
    from vaulttools import ledger
    from vaulttools.session_fixer import write

    links = [*ledger.added(settled.applied, settled.text)]
    file = session.root / ledger.FILE
    if links:
        with writing(file):
            _append(own_file(file), links)
    written = write(session, settled)
    refused = [each for each in links if each.path not in written]
    if refused and (kept := own_bytes(file)):
        replace_own(session.root, ledger.FILE, ledger.without(kept, refused), kept)
    return written


def _append(file: Path, links: "Sequence[Added]") -> None:
    from vaulttools import ledger

    is_new = not file.exists()
    try:
        with file.open("a+b", buffering=0) as out:
            ledger.append(out, links)
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
    """Takes the links back that `enrich` has added to the notes of `run`, wherever they still stand as it wrote them."""
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
    if diff:
        show_diff(session, settled, run)
        return FINDINGS if settled.notes else CLEAN
    written = write(session, settled)
    done = {each for path in counts if path in written or path not in settled.notes for each in by_path[path]}
    done -= {*kept_on}
    if done:
        replace_own(session.root, ledger.FILE, ledger.dump(each for each in links if each not in done), data)
    count = sum(counts[path] for path in written)
    notice(
        "removed {count} link from {notes}" if count == 1 else "removed {count} links from {notes}",
        count=count,
        notes=notes_counted(len(written)),
    )
    return FAILED if failed(session, ()) else CLEAN


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
