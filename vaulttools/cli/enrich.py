"""`enrich`: adds links and notes. `undo` takes them back."""

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vaulttools.cli.base import Run, own_bytes, own_file, reader_lang, replace_own, shown_path, writing
from vaulttools.cli.fix import FIXING, apply_fixes
from vaulttools.cli.options import GATE, PATHS, RUN, command, option
from vaulttools.locale import translate
from vaulttools.values import grouped

if TYPE_CHECKING:
    from vaulttools.fixer import Settled
    from vaulttools.ledger import Added, Created
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
        from vaulttools.cli.undo import undo

        return undo(run, diff)
    return apply_fixes(run, diff, write_links=_write, list_links=_list if report else None, **fixing)


def _write(session: "Session", settled: "Settled") -> list[str]:
    """As `session.fixing.write`, of links and new notes, which can be undone from the first moment."""
    from vaulttools import ledger
    from vaulttools.session.fixing import write

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
            where = shown_path(session.root, each.path)
            out = sys.stderr if diff else sys.stdout
            out.write(f"{where}: {inert(each.text)} -> {inert(each.link)}: {inert(each.reason)}\n")
