"""`fix`: writes what can be fixed, or shows it."""

import os
import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from vaulttools.cli.asking import Asking, declining, read_declined
from vaulttools.cli.base import (
    CLEAN,
    FINDINGS,
    Failure,
    Run,
    aside,
    colored,
    counted,
    notes_counted,
    notice,
    reader_lang,
    said,
    shown_path,
)
from vaulttools.cli.check import beyond_baseline, exit_code
from vaulttools.cli.opening import Opened, opened_by
from vaulttools.cli.options import GATE, PATHS, RUN, command, option
from vaulttools.files import disk
from vaulttools.locale import translate

if TYPE_CHECKING:
    from collections import Counter

    from vaulttools.baseline import Declined
    from vaulttools.findings import Diagnostic
    from vaulttools.fixer import Settled
    from vaulttools.session import Session


FIXING = (
    option("--diff", is_flag=True, help="Show the changes without writing them."),
    option("--unsafe-fixes", is_flag=True, help="Also apply fixes that change words or guess."),
    option("--exit-non-zero-on-fix", is_flag=True, help="Exit with 1 if a note was changed."),
    option("-i", "--interactive", is_flag=True, help="Ask about each fix that changes words or guesses."),
)


@command(PATHS, *FIXING, *GATE, *RUN)
def fix(**arguments: Any) -> int:
    """Fix what can be fixed safely, and report what is held back.

    Only safe fixes are applied: they keep the meaning of the text, and every link still resolves.
    """
    return apply_fixes(**arguments)


def apply_fixes(
    run: Run,
    diff: bool,
    unsafe_fixes: bool,
    exit_non_zero_on_fix: bool,
    interactive: bool,
    fail_on: str | None,
    exit_zero: bool,
    write_links: "Callable[[Session, Settled], Sequence[str]] | None" = None,
    list_links: "Callable[[Session, Settled, Sequence[str], bool], None] | None" = None,
) -> int:
    """Runs `fix`, or with `write_links` instead of `write` `enrich`; returns the exit code."""
    from vaulttools.reporters.summary import Tally
    from vaulttools.session.fixing import check_settled, write

    if interactive and Path("-") in run.paths:
        raise Failure(
            "`--interactive` does not work with standard input", "leave out `--interactive`, or name the note's path"
        )
    enriching = write_links is not None
    opened = opened_by(run, writes=not diff)
    session = opened.session
    settled, declined = _asked(opened, run, enriching) if interactive else _unasked(opened, unsafe_fixes, enriching)
    written: Sequence[str] = sorted(settled.notes)
    if diff:
        show_diff(session, settled, run)
    elif opened.stdin:
        fixed = settled.notes.get(opened.stdin)
        sys.stdout.flush()
        sys.stdout.buffer.write(opened.given if fixed is None else fixed.text.encode())
    else:
        written = (write_links or write)(session, settled)
    if list_links is not None:
        list_links(session, settled, written, diff)
    left = beyond_baseline(session)(check_settled(session, settled, {*opened.chosen, *written}, enriching))
    if unsafe_fixes and not interactive and (kept := sum(each in declined for each in left)):
        notice("skipped {fixes} that you declined before; see `{file}`", fixes=_fixes(kept), file=disk.DECLINED)
    if not opened.stdin:
        _tell(session, settled, left, written, diff=diff, unsafe=unsafe_fixes, enriching=enriching)
    code = exit_code(session, Tally(left), fail_on, exit_zero)
    if code == CLEAN and not exit_zero and written and (diff or exit_non_zero_on_fix):
        return FINDINGS
    return code


def _asked(opened: "Opened", run: Run, enriching: bool) -> "tuple[Settled, Declined]":
    """The outcome with the fixes that the reader accepts, and those that were ever declined."""
    from vaulttools.session.fixing import settle_asking

    session = opened.session
    session.config = session.config.with_options(doubtful=True)
    with declining(session.root) as declined:
        return settle_asking(session, opened.chosen, enriching, Asking(session, run), declined), declined


def _unasked(opened: "Opened", unsafe: bool, enriching: bool) -> "tuple[Settled, Declined]":
    """The outcome with all fixes but those that were ever declined, which also come back: a no is a no."""
    from vaulttools.baseline import Declined
    from vaulttools.edits import Safety
    from vaulttools.session.fixing import settle

    declined = read_declined(opened.session.root)[0] if unsafe else Declined()

    def wanted(each: "Diagnostic") -> bool:
        # Only the note that was given can go to standard output.
        return each not in declined and (not opened.stdin or each.touched == {opened.stdin})

    grades = (Safety.SAFE, Safety.UNSAFE) if unsafe else (Safety.SAFE,)
    return settle(opened.session, opened.chosen, grades, enriching, wanted), declined


def _is_file(out: TextIO) -> bool:
    """Whether `out` was sent into a file, as in `fix --diff > notes.patch`."""
    import stat

    try:
        return stat.S_ISREG(os.fstat(out.fileno()).st_mode)
    except OSError:  # a stream of no file at all, as in tests
        return False


def show_diff(session: "Session", settled: "Settled", run: Run, removed: Collection[str] = ()) -> None:
    """Prints what changes, and which notes are `removed`: at a terminal and in CI logs so that no note can forge anything, else exactly, for `git apply`."""
    from vaulttools.reporters.diff import patch, show

    logged = bool(os.environ.get("CI")) and not _is_file(sys.stdout)
    watched = sys.stdout.isatty() or logged or run.color == "always"
    for path in sorted({*settled.notes, *removed}):
        before = None if path in settled.created else session.note(path).text
        after = None if path in removed else settled.notes[path].text
        if watched:
            sys.stdout.write(show(path, before, after, colored(run.color, sys.stdout)))
        else:
            sys.stdout.write(patch(path, before, after))


def _tell(
    session: "Session",
    settled: "Settled",
    left: "Sequence[Diagnostic]",
    written: "Collection[str]",
    *,
    diff: bool,
    unsafe: bool,
    enriching: bool,
) -> None:
    """What was done, what was held back, and how to get it: on standard error, as the diff may be on the other."""
    from collections import Counter

    from vaulttools.edits import Safety

    for refused in settled.refused:
        aside(f"{shown_path(session.root, refused.path)}: {translate(refused.message, reader_lang())}")
    for path in session.in_place:
        notice("`{path}` has hard links: it was overwritten in place, so that they stay together", path=path)
    done = Counter(each.rule for each in settled.applied if not each.touched.isdisjoint(written))
    if done:
        notice(
            ("would enrich {notes}: {rules}" if diff else "enriched {notes}: {rules}")
            if enriching
            else ("would fix {findings} in {notes}: {rules}" if diff else "fixed {findings} in {notes}: {rules}"),
            findings=counted(done.total()),
            notes=notes_counted(len(written)),
            rules=_by_rule(done),
        )
    elif settled.applied:
        notice("no notes were written")
    else:
        notice("nothing to add" if enriching else "nothing to fix")
    held = Counter(each.rule for each in left if each.fix is not None and each.fix.safety is Safety.UNSAFE)
    if held and not unsafe:
        notice(
            "held back {fixes} that would change words or guess ({rules}); see `--unsafe-fixes --diff`",
            fixes=_fixes(held.total()),
            rules=_by_rule(held),
        )
    others = sum(each.fix is None or each.fix.safety is not Safety.UNSAFE for each in left)
    if others and not enriching:
        notice("left for you to decide: {findings}; see `vaulttools check`", findings=counted(others))


def _fixes(count: int) -> str:
    """A number of fixes in words."""
    return said("{n} fix" if count == 1 else "{n} fixes", n=count)


def _by_rule(counts: "Counter[str]") -> str:
    """How many there are of each rule, the most frequent first: `broken-link 2, misspelling 1`."""
    from vaulttools.reporters.summary import listed

    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return listed([f"{rule} {n}" for rule, n in ordered], reader_lang())
