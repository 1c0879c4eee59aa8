"""`fix` and `enrich`: write what is mended or added, or show it."""

import os
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from vaulttools import disk
from vaulttools.cli.base import (
    CLEAN,
    FAILED,
    FINDINGS,
    Command,
    Failure,
    cli,
    colored,
    counted,
    failed,
    notice,
    prefix_of,
    reader_lang,
    writing,
)
from vaulttools.cli.check import baseline_of, context_of, exit_code
from vaulttools.cli.opening import Opened, located, opened_at, recovered
from vaulttools.cli.options import GATE, PATHS, RUN, all_of, option
from vaulttools.locale import say, translate

if TYPE_CHECKING:
    from vaulttools.edits import Edit
    from vaulttools.findings import Diagnostic
    from vaulttools.fixer import Settled
    from vaulttools.ledger import Added
    from vaulttools.note import Note
    from vaulttools.session import Session
    from vaulttools.suppress import Declined


DECLINED = ".vaulttools-declined.json"
"""At the root of a vault: the fixes to which `--interactive` got a no."""


_MEND = all_of(
    option("--diff", is_flag=True, help="Show the changes without writing them."),
    option("--unsafe-fixes", is_flag=True, help="Also apply fixes that change words or guess."),
    option("--exit-non-zero-on-fix", is_flag=True, help="Exit with 1 if a note was changed."),
    option("-i", "--interactive", is_flag=True, help="Ask about each fix that changes words or guesses."),
)


@cli.command(cls=Command)
@PATHS
@_MEND
@GATE
@RUN
def fix(**arguments: Any) -> int:
    """Fix what can be fixed safely, and report what is held back.

    Only safe fixes are applied: they keep the meaning of the text, and every link still resolves.
    """
    return _mend(enriching=False, **arguments)


@cli.command(cls=Command)
@PATHS
@_MEND
@option("--report", is_flag=True, help="List each added link with its reason.")
@option("--undo-links", is_flag=True, help="Remove the links that earlier runs added.")
@GATE
@RUN
def enrich(undo_links: bool, report: bool, **arguments: Any) -> int:
    """Add what is missing: links to the notes a text mentions, and notes for companies that have none.

    The visible text stays the same, letter for letter. Doubtful links are not written; `--interactive` asks about each.
    Added links are recorded in `.vaulttools-links.jsonl` with their reasons, so that `--undo-links` can remove them.
    """
    if undo_links:
        return _undo_links(**arguments)
    return _mend(enriching=True, report=report, **arguments)


def _mend(
    enriching: bool,
    paths: tuple[Path, ...],
    diff: bool,
    unsafe_fixes: bool,
    exit_non_zero_on_fix: bool,
    interactive: bool,
    fail_on: str | None,
    exit_zero: bool,
    report: bool = False,
    **run: Any,
) -> int:
    from vaulttools.edits import Safety
    from vaulttools.suppress import Declined

    if interactive and Path("-") in paths:
        raise Failure(
            "`--interactive` does not work with standard input", "leave out `--interactive`, or name the note's path"
        )
    place = located(paths, run)
    opened = opened_at(place if diff else recovered(place), paths, run)
    session, chosen = opened.session, opened.chosen
    grades = (Safety.SAFE, Safety.UNSAFE) if unsafe_fixes else (Safety.SAFE,)
    if interactive:
        session.config = session.config.with_options(doubtful=True)
        with _declined(session.root) as declined:
            settled = session.settle_asking(chosen, enriching, _Asking(session, run), declined)
    else:
        # A no is a no: what got one is not written unasked.
        declined = _read_declined(session.root)[0] if unsafe_fixes else Declined()

        def wanted(each: "Diagnostic") -> bool:
            return each not in declined and (not opened.stdin or _alone(each))

        settled = session.settle(chosen, grades, enriching, wanted)
    written: Sequence[str] = sorted(settled.notes)
    if diff:
        _show_diff(session, settled, run)
    elif opened.stdin:
        note = settled.notes.get(opened.stdin) or session.note(opened.stdin)
        sys.stdout.flush()
        sys.stdout.buffer.write(note.text.encode("utf-8", "surrogateescape"))
    else:
        written = _write_links(session, settled) if enriching else session.write(settled)
    if report:
        _list_links(session, settled, written, diff)
    left = baseline_of(session)(session.check_settled(settled, {*chosen, *written}, enriching))
    if kept := sum(each in declined for each in left) if unsafe_fixes and not interactive else 0:
        notice(
            run,
            "skipped {fixes} that you declined before; see `{file}`",
            fixes=say("{n} fix" if kept == 1 else "{n} fixes", reader_lang(), n=kept),
            file=DECLINED,
        )
    if not opened.stdin:
        _tell(session, settled, left, written, run, diff=diff, unsafe=unsafe_fixes, enriching=enriching)
    from vaulttools.reporters.summary import Tally

    code = exit_code(session, Tally(left), fail_on, exit_zero)
    if code == CLEAN and not exit_zero and written and (diff or exit_non_zero_on_fix):
        return FINDINGS
    return code


def _read_declined(root: Path) -> "tuple[Declined, bytes | None]":
    """The fixes that were declined in the vault at `root`, and what their file holds; None where there is no file."""
    from vaulttools.suppress import Declined

    file = root / DECLINED
    try:
        data, _ = disk.read(_own(file))
        return Declined.read(data.decode()), data
    except FileNotFoundError:
        return Declined(), None
    except OSError as error:
        raise Failure("cannot read `{path}`: {error}", path=str(file), error=disk.reason(error)) from error
    except ValueError as error:
        raise Failure(
            "`{path}` does not hold declined fixes that this version can read", "delete it", path=str(file)
        ) from error


@contextmanager
def _declined(root: Path) -> "Iterator[Declined]":
    """The fixes that were declined in the vault at `root`; what is declined meanwhile is kept, however this ends."""
    declined, data = _read_declined(root)
    before = declined.dump()
    try:
        yield declined
    finally:
        if (after := declined.dump()) != before:
            _replace(root, DECLINED, after.encode(), data)


class _Asking:
    """Shows a fix and asks about it, as `git add -p` does."""

    def __init__(self, session: "Session", run: Mapping[str, Any]) -> None:
        self._session = session
        self._color = colored(run["color"], sys.stderr)
        self._answers: dict[str, bool | None] = {}
        """The answers for all that is left of a rule."""
        self._over = False
        self._is_answered = False

    def __call__(self, each: "Diagnostic", note: "Note") -> bool | None:
        """Whether the fix of `each`, a finding in `note`, is wanted; None where the reader does not want to be asked."""
        if self._over or each.rule in self._answers:
            return None if self._over else self._answers[each.rule]
        self._show(each, note)
        while True:
            answer = self._answer(each)
            if answer == "q":
                self._over = True
                return None
            if answer in ("a", "d"):
                self._answers[each.rule] = answer == "a" or None
                return self._answers[each.rule]
            if answer in ("y", "n"):
                return answer == "y"
            for words in (
                say("y - yes", reader_lang()),
                say("n - no, and never ask again", reader_lang()),
                say("a - yes, and to all remaining `{rule}`", reader_lang(), rule=each.rule),
                say("d - not now, and skip all remaining `{rule}`", reader_lang(), rule=each.rule),
                say("q - stop asking; write the safe fixes and those accepted", reader_lang()),
            ):
                click.echo(words, err=True)

    def _show(self, each: "Diagnostic", note: "Note") -> None:
        from vaulttools.edits import apply
        from vaulttools.reporters.concise import headline
        from vaulttools.reporters.diff import show

        assert each.fix is not None
        context = context_of(Opened(self._session, [], []), {"color": "never"}, "text", None)
        click.echo(headline(each, context), err=True)
        if each.help is not None:
            click.echo(f"  = {say('help', reader_lang())}: {translate(each.help, reader_lang())}", err=True)
        for new in each.fix.creates:
            click.echo(show(new.path, None, new.text, self._color), err=True, nl=False)
        by_path: dict[str, list[Edit]] = {}
        for edit in each.fix.edits:
            by_path.setdefault(edit.path or each.path, []).append(edit)
        for path, edits in by_path.items():
            text = note.text if path == note.path else self._session.note(path).text
            with suppress(ValueError):  # the other note is no longer what the fix was made for
                click.echo(show(path, text, apply(text, edits), self._color), err=True, nl=False)

    def _answer(self, each: "Diagnostic") -> str:
        """What the reader answers; `q` at the end of input. Raises Failure where nobody ever answered."""
        assert each.fix is not None
        title = translate(each.fix.title, reader_lang())
        click.echo(f"{title} [y,n,a,d,q,?] ", err=True, nl=False)
        line = sys.stdin.readline() if sys.stdin is not None else ""
        if not line:
            click.echo(err=True)
            if not self._is_answered:
                raise Failure(
                    "no answer on standard input; nothing was written",
                    "run it in a terminal, or without `--interactive`",
                )
        self._is_answered = True
        return line.strip().lower() if line else "q"


def _write_links(session: "Session", settled: "Settled") -> list[str]:
    """As `Session.write`, of notes that get links, which can be undone from the first moment."""
    from vaulttools import ledger

    links = [*ledger.added(settled.applied, settled.text)]
    file = session.root / ledger.FILE
    if links:
        with writing(file), _own(file).open("a+b", buffering=0) as out:
            ledger.append(out, links)
    written = session.write(settled)
    if refused := [each for each in links if each.path not in written]:
        text, _ = disk.read(_own(file))
        _replace(session.root, ledger.FILE, ledger.without(text, refused), text)
    return written


def _replace(root: Path, name: str, data: bytes, expected: bytes | None) -> None:
    """Writes a file of our own at the root of the vault in one step; None for one that is not there yet."""
    with writing(root / name):
        _own(root / name)
        disk.create(root, name, data) if expected is None else disk.write(root, name, data, expected)


def _own(file: Path) -> Path:
    """`file`, which must not lead elsewhere, nor be anything but a file. Raises Failure."""
    if file.is_symlink():
        raise Failure("`{path}` is a symbolic link", "remove it, or replace it with a regular file", path=str(file))
    if file.exists() and not file.is_file():
        raise Failure("`{path}` is not a regular file", "remove it", path=str(file))
    return file


def _list_links(session: "Session", settled: "Settled", written: "Sequence[str]", diff: bool) -> None:
    """Lists the links that were added, each with the reason: on standard output, where no diff is."""
    from vaulttools import ledger
    from vaulttools.text import inert

    for each in ledger.added(settled.applied, settled.text, partial(translate, lang=reader_lang())):
        if each.path in written:
            where = inert(prefix_of(session.root, Path.cwd()) + each.path)
            click.echo(f"{where}: {inert(each.text)} -> {inert(each.link)}: {inert(each.reason)}", err=diff)


def _undo_links(paths: tuple[Path, ...], diff: bool, **run: Any) -> int:
    """Takes the links back that `enrich` has added to the notes at `paths`, wherever they still stand as it wrote them."""
    from vaulttools import ledger
    from vaulttools.edits import apply
    from vaulttools.fixer import Settled
    from vaulttools.message import Message
    from vaulttools.text import inert

    place = located(paths, run)
    opened = opened_at(place if diff else recovered(place), paths, run)
    session = opened.session
    file = session.root / ledger.FILE
    try:
        data, _ = disk.read(_own(file))
    except FileNotFoundError:
        data = b""
    except OSError as error:
        raise Failure("cannot read `{path}`: {error}", path=str(file), error=disk.reason(error)) from error
    links = [*dict.fromkeys(ledger.read(data))]  # a run that was killed may have kept some twice
    by_path: dict[str, list[ledger.Added]] = {}
    for old_path, kept in _by_path(links).items():
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
        elif not paths and path not in session.vault.facts:
            stay += [(each, Message("the note no longer exists")) for each in kept]
    for each, reason in stay:
        where = inert(prefix_of(session.root, Path.cwd()) + each.path)
        said = say("kept {link}: {reason}", reader_lang(), link=inert(each.link), reason=reason)
        click.echo(f"{where}: {said}", err=True)
    if diff:
        _show_diff(session, settled, run)
        return FINDINGS if settled.notes else CLEAN
    written = session.write(settled)
    done = {each for path in counts if path in written or path not in settled.notes for each in by_path[path]}
    done -= {*kept_on}
    if done:
        _replace(session.root, ledger.FILE, ledger.dump(each for each in links if each not in done), data)
    count = sum(counts[path] for path in written)
    notice(
        run,
        "removed {count} link from {notes}" if count == 1 else "removed {count} links from {notes}",
        count=count,
        notes=_notes(len(written)),
    )
    return FAILED if failed(session, ()) else CLEAN


def _by_path(links: "Iterable[Added]") -> "dict[str, list[Added]]":
    by_path: dict[str, list[Added]] = {}
    for each in links:
        by_path.setdefault(each.path, []).append(each)
    return by_path


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


def _alone(diagnostic: "Diagnostic") -> bool:
    """Whether the fix changes the note of the finding and no other: all that can go to standard output."""
    fix = diagnostic.fix
    return fix is not None and not fix.creates and all(edit.path in ("", diagnostic.path) for edit in fix.edits)


def _touched(diagnostic: "Diagnostic") -> set[str]:
    """The notes that the fix of `diagnostic` changes or creates."""
    fix = diagnostic.fix
    assert fix is not None
    return {edit.path or diagnostic.path for edit in fix.edits} | {new.path for new in fix.creates}


def _notes(count: int) -> str:
    """A number of notes in words."""
    return say("{n} note" if count == 1 else "{n} notes", reader_lang(), n=count)


def _is_file(out: TextIO) -> bool:
    """Whether `out` was sent into a file, as in `fix --diff > notes.patch`."""
    import stat

    try:
        return stat.S_ISREG(os.fstat(out.fileno()).st_mode)
    except OSError:  # a stream of no file at all, as in tests
        return False


def _show_diff(session: "Session", settled: "Settled", run: Mapping[str, Any]) -> None:
    """Prints what changes: at a terminal and in CI logs so that no note can forge anything, else exactly, for `git apply`."""
    from vaulttools.reporters.diff import patch, show

    logged = bool(os.environ.get("CI")) and not _is_file(sys.stdout)
    watched = sys.stdout.isatty() or logged or run["color"] == "always"
    for path, note in sorted(settled.notes.items()):
        before = None if path in settled.created else session.note(path).text
        if watched:
            sys.stdout.write(show(path, before, note.text, colored(run["color"], sys.stdout)))
        else:
            sys.stdout.write(patch(path, before, note.text))


def _tell(
    session: "Session",
    settled: "Settled",
    left: "Sequence[Diagnostic]",
    written: "Collection[str]",
    run: Mapping[str, Any],
    *,
    diff: bool,
    unsafe: bool,
    enriching: bool,
) -> None:
    """What was done, what was held back, and how to get it: on standard error, as the diff may be on the other."""
    from collections import Counter

    from vaulttools.edits import Safety
    from vaulttools.text import inert

    for refused in settled.refused:
        where = inert(prefix_of(session.root, Path.cwd()) + refused.path)
        click.echo(f"{where}: {translate(refused.message, reader_lang())}", err=True)
    for path in session.in_place:
        notice(
            run,
            "`{path}` has hard links: it was overwritten in place, so that they stay together",
            path=path,
        )
    done = [each for each in settled.applied if not _touched(each).isdisjoint(written)]
    counts = Counter(each.rule for each in done)
    if settled.applied and not done:
        notice(run, "no notes were written")
    elif counts:
        notice(
            run,
            ("would enrich {notes}: {rules}" if diff else "enriched {notes}: {rules}")
            if enriching
            else ("would fix {findings} in {notes}: {rules}" if diff else "fixed {findings} in {notes}: {rules}"),
            findings=sum(counts.values()) if enriching else counted(sum(counts.values())),
            notes=_notes(len(written)),
            rules=", ".join(f"{rule} {n}" for rule, n in sorted(counts.items())),
        )
    else:
        notice(run, "nothing to add" if enriching else "nothing to fix")
    held = Counter(each.rule for each in left if each.fix is not None and each.fix.safety is Safety.UNSAFE)
    if held and not unsafe:
        rules = ", ".join(f"{rule} {n}" for rule, n in sorted(held.items()))
        notice(
            run,
            "held back {fixes} that change words or guess ({rules}); see `--unsafe-fixes --diff`",
            fixes=say("{n} fix" if held.total() == 1 else "{n} fixes", reader_lang(), n=held.total()),
            rules=rules,
        )
    others = sum(each.fix is None or each.fix.safety is not Safety.UNSAFE for each in left)
    if others and not enriching:
        notice(run, "left for you to decide: {findings}; see `vaulttools check`", findings=counted(others))
