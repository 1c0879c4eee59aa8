"""Checks notes and writes what was found: in the form that was asked for, to the screen or to a file."""

import codecs
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from vaulttools import __version__
from vaulttools.cache.pieces import Piece, Pieces
from vaulttools.cli.base import Failure, Run, colored, columns, prefix_of, reader_lang, writing
from vaulttools.cli.opening import Located, Opened
from vaulttools.files import disk
from vaulttools.values import NamedTuple, replace

if TYPE_CHECKING:
    from vaulttools.cache.reports import Reports
    from vaulttools.findings import Diagnostic
    from vaulttools.reporters import ReportContext, Reporter, WholeReporter
    from vaulttools.reporters.summary import Tally
    from vaulttools.session import Session


class Form(NamedTuple):
    """The form of a report, and the file that it goes to, if it does not go to the screen."""

    format: str
    statistics: bool
    file: Path | None


Sift = Callable[["list[Diagnostic]"], "list[Diagnostic]"]
"""Takes away the findings of a note that are not to be reported."""

_Writer = Callable[[TextIO], None]


def report(
    opened: Opened, run: Run, form: Form, sift: Sift, reports: "Reports | None"
) -> "tuple[Tally, Pieces | None]":
    """Checks the notes and writes the report; returns the tally of what was found, and the pieces of the report."""
    from vaulttools import reporters

    try:
        reporter = reporters.reporter(form.format, form.statistics)
    except KeyError as error:
        raise Failure(
            "`--statistics` is not available in the format `{format}`", "use text or json", format=form.format
        ) from error
    context = context_of(opened, run, form.format, sys.stdout if form.file is None else None)
    pieces = None
    with ExitStack() as streams:
        if isinstance(reporter, reporters.Reporter):
            is_short = run.quiet and form.format == "text" and not form.statistics
            tally, write, pieces = _in_pieces(opened, reporter, context, sift, reports, is_short, streams)
        else:
            tally, write = _whole(opened, reporter, context, sift)
        nothing = not opened.chosen and not opened.beside
        if form.file is not None:
            with (
                writing(form.file),
                form.file.open("w", encoding="utf-8", errors="surrogateescape", newline="\n") as out,
            ):
                write(out)
        elif tally.counts or form.format not in ("text", "concise") or not (run.quiet or nothing):
            write(sys.stdout if reports is None else reports.recording(sys.stdout))
    return tally, pieces


def _whole(opened: Opened, reporter: "WholeReporter", context: "ReportContext", sift: Sift) -> "tuple[Tally, _Writer]":
    """The tally of what is to be reported, and what writes it all at once."""
    from vaulttools.docs import card
    from vaulttools.reporters.summary import Tally
    from vaulttools.session.checking import check

    session = opened.session
    found = sift(check(session, opened.chosen, opened.beside))
    cards = {name: card(rule) for name, rule in session.config.registry.rules.items()}
    context = replace(context, cards=cards, complete=not session.failures)
    return Tally(found), lambda out: reporter(found, out, context)


def _in_pieces(
    opened: Opened,
    reporter: "Reporter",
    context: "ReportContext",
    sift: Sift,
    reports: "Reports | None",
    is_short: bool,
    streams: ExitStack,
) -> "tuple[Tally, _Writer, Pieces | None]":
    """The tally of what is to be reported, what writes it note by note, and the pieces to be kept, if they may be.

    What is said after the pieces is left out if `is_short`. `streams` closes those that the pieces are read from.
    """
    from vaulttools.cli.reuse import holding, pieces
    from vaulttools.reporters import Card
    from vaulttools.reporters.summary import Tally

    session = opened.session
    chosen = {*opened.chosen}
    earlier = reports.reusable(lambda each: holding(session, each) & chosen) if reports is not None else []
    printed = _printed(opened, reporter, context, sift, earlier)
    tally = Tally()
    for each in printed:
        tally.load(each.tally)
    for stream in {each.stream for each in printed}:
        streams.callback(stream.close)
    rules = session.config.registry.rules
    cards = {name: Card("", enriches=rules[name].enriches) for name in tally.rules}
    head, tail = reporter.frame(tally, replace(context, cards=cards, complete=not session.failures))

    def write(out: TextIO) -> None:
        out.write(head)
        joint = ""
        for each in printed:
            if piece := each.read():
                out.write(joint + piece)
                joint = reporter.joint
        out.write("" if is_short else tail)

    may_be_kept = reports is not None and not opened.beside
    return tally, write, pieces(session, printed, len(head), reporter.joint) if may_be_kept else None


def _printed(
    opened: Opened, reporter: "Reporter", context: "ReportContext", sift: Sift, earlier: Sequence[Piece]
) -> list[Piece]:
    """What is to be written of each note, by path: what was said `earlier`, and what is found in all others."""
    from vaulttools.session.checking import report

    known = {each.path for each in earlier}
    checked = [path for path in opened.chosen if path not in known]
    parts = report(opened.session, checked, opened.beside, partial(_write, reporter, context, sift))
    for part, stream in parts:
        if not part:
            stream.close()  # the other processes were quicker: this one took no note
    found = [Piece(path, stream, 0, size, tally) for part, stream in parts for path, size, tally in part]
    return sorted([*found, *earlier], key=attrgetter("path"))


def _write(
    reporter: "Reporter",
    context: "ReportContext",
    sift: Sift,
    notes: "Iterable[tuple[str, list[Diagnostic]]]",
    out: TextIO,
) -> list[tuple[str, int, str]]:
    """Writes what is to be reported of the findings of `notes`."""
    return reporter.write(((path, sift(found)) for path, found in notes), out, context)


def context_of(opened: Opened, run: Run, output_format: str, out: TextIO | None) -> "ReportContext":
    """What a report that goes to `out` (None for a file) may tell of the notes in `opened` besides the findings."""
    from vaulttools.reporters import ReportContext

    return ReportContext(
        version=__version__,
        lang=reader_lang(),
        color=colored(run.color, out),
        width=columns(out),
        notes=len({*opened.chosen, *opened.beside} & opened.session.vault.facts.keys()),
        prefix=prefix_in(opened.session.root, output_format),
    )


def prefix_in(root: Path, output_format: str) -> str:
    """What stands before every path in a report."""
    # GitHub counts paths from the root of the repository.
    return prefix_of(root, (output_format in ("github", "sarif") and disk.repository(root)) or Path.cwd())


def must_be_writable(where: Located, file: Path, config: Path | None) -> None:
    """Raises Failure if `file` is no report of an earlier run but a note, canvas or base, settings, or no text; or would be taken for one.

    Also if it is in the vault, or in its repository, and a link out of there, which may be a stranger's.
    """
    real, root = Path(os.path.realpath(file)), Path(os.path.realpath(where.root))
    holder = disk.repository(root) or root
    if holder in Path(os.path.abspath(file)).parents and disk.leads_out(file, holder):
        from vaulttools.files.writer import OUT

        raise Failure("cannot write `{path}`: {error}", path=str(file), error=OUT)
    is_note = real.suffix.lower() in (disk.NOTE_ENDING, disk.CANVAS_ENDING, disk.BASE_ENDING)
    if is_note and (real.exists() or root in real.parents):
        raise Failure(
            "`{path}` is a note, canvas or base, or would become one",
            "use another extension, such as `.txt` or `.json`",
            path=str(file),
        )
    if _is_settings(real, root, config):
        raise _settings_failure(file)
    if real.is_file() and not _is_text(real):
        raise Failure(
            "`{path}` already exists, and is no report", "use another name, such as `report.txt`", path=str(file)
        )


def must_be_free(session: "Session", file: Path, as_baseline: bool = False) -> None:
    """Raises Failure if a note or canvas shows `file`, or links to it, as an attachment may be text, too; or the config names it.

    `as_baseline` says that it is to be what the config may name it as.
    """
    path, graph = disk.path_from(session.root, file.resolve()), session.vault.graph
    if path in graph.backlinks or path in graph.on_canvases:
        raise Failure(
            "`{path}` is an attachment: a note or canvas links to it",
            "use another name, such as `report.txt`",
            path=str(file),
        )
    for name in session.config.files:
        if not (as_baseline and name == session.config.baseline) and _is_same(session.root / name, file):
            raise _settings_failure(file)


def _settings_failure(file: Path) -> Failure:
    return Failure(
        "`{path}` is a file of settings, or would become one",
        "use another name, such as `report.txt`",
        path=str(file),
    )


def _is_settings(file: Path, root: Path, config: Path | None) -> bool:
    """Whether `file` is the config of the vault at `root`, or another file that we or our user keep there, or would become one."""
    from vaulttools import ledger

    names = (*disk.CONFIGS, disk.WORDS, ledger.FILE, disk.DECLINED)
    kept = (config or disk.find_config(root), *(root / name for name in names))
    return any(each is not None and _is_same(each, file) for each in kept)


def _is_same(one: Path, other: Path) -> bool:
    """Whether two paths are of one file, or would be where case makes no difference."""
    return os.path.realpath(one).lower() == os.path.realpath(other).lower() or (
        one.exists() and other.exists() and one.samefile(other)
    )


def _is_text(file: Path) -> bool:
    """Whether `file` holds text, as far as can be told from its beginning; one that cannot be read fails later."""
    with suppress(OSError):
        data, _ = disk.read(file, 1 << 16)
        with suppress(UnicodeDecodeError):
            codecs.getincrementaldecoder("utf-8")().decode(data)
            return b"\0" not in data
        return False
    return True
