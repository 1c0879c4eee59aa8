"""`check`: says what is wrong."""

import codecs
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from functools import cached_property, partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from vaulttools import __version__, disk, git
from vaulttools.cache import FEWEST, FOLDER, prepared
from vaulttools.cli.base import (
    CLEAN,
    FAILED,
    FINDINGS,
    Failure,
    Run,
    aside,
    colored,
    columns,
    counted,
    failed,
    notice,
    prefix_of,
    reader_lang,
    writing,
)
from vaulttools.cli.opening import Located, Opened, located, opened_at
from vaulttools.cli.options import GATE, PATH, PATHS, RUN, command, option
from vaulttools.values import replace

if TYPE_CHECKING:
    from vaulttools.cache.reports import Piece, Pieces, Reports
    from vaulttools.findings import Diagnostic
    from vaulttools.history import Former
    from vaulttools.reporters import ReportContext, Reporter
    from vaulttools.reporters.summary import Tally
    from vaulttools.session import Session


@command(
    PATHS,
    option(
        "--output-format",
        type=("text", "concise", "json", "jsonl", "sarif", "github"),
        default="text",
        envvar="VAULTTOOLS_OUTPUT_FORMAT",
        help="Output format.",
    ),
    option("-o", "--output-file", type=PATH, help="Write the report to this file."),
    option("--statistics", is_flag=True, help="Count findings by rule instead of listing them."),
    option("--write-baseline", type=PATH, help="Write a baseline that accepts all current findings."),
    option("--since", metavar="REVISION", help="Report only what is new since this git revision."),
    option("--add-words", is_flag=True, help="Accept all words reported as misspelt."),
    option("--profile", is_flag=True, help="Show on standard error where the time goes."),
    *GATE,
    *RUN,
)
def check(
    run: Run,
    output_format: str,
    output_file: Path | None,
    statistics: bool,
    write_baseline: Path | None,
    since: str | None,
    add_words: bool,
    profile: bool,
    fail_on: str | None,
    exit_zero: bool,
) -> int:
    """Report what is wrong in notes and how to fix it. Changes no note.

    PATHS are notes or folders; the default is the whole vault. The whole vault is always read, because links lead
    from and to the notes being checked.
    """
    place = located(run)
    for file in (output_file, write_baseline):
        if file is not None:
            _may_be_written(place, file, run.config_file)
    asked = (run.paths, output_format, statistics, fail_on, exit_zero)
    is_report = output_file is None and write_baseline is None and not (since or add_words or profile)
    kept = _kept(place, run, asked, output_format) if is_report else None
    if kept is not None and (code := kept.replay(sys.stdout)) is not None:
        return code
    opened = opened_at(place, run._replace(jobs=1) if profile else run)
    session, chosen = opened.session, opened.chosen
    if write_baseline is not None:
        from vaulttools.suppress import Baseline

        found = session.check(chosen, opened.beside)
        with writing(write_baseline):
            write_baseline.write_text(Baseline.of(found).dump(), encoding="utf-8", newline="\n")
        notice(
            "wrote `{path}`: a baseline that accepts {findings}",
            findings=counted(len(found)),
            path=str(write_baseline),
        )
        root, file = session.root.resolve(), write_baseline.resolve()
        if session.config.baseline is None and file.is_relative_to(root):
            path = file.relative_to(root).as_posix()
            notice("to use it, write `baseline: {path}` in `.vaulttools.yaml`", path=path)
        return FAILED if failed(session, {each.rule for each in found}) else CLEAN
    if add_words:
        found = baseline_of(session)(session.check(chosen, opened.beside))
        _add_words(session, found)
        return FAILED if failed(session, {each.rule for each in found}) else CLEAN
    new = _new(opened, since)
    with _profiled(session) if profile else nullcontext():
        tally, pieces = _report(opened, run, new, output_format, output_file, statistics, kept)
    if not chosen and not opened.beside:
        _tell_why_nothing(run, place)
    _name_extra(session, tally, run, output_format)
    code = exit_code(session, tally, fail_on, exit_zero)
    if kept is not None and len(chosen) >= FEWEST and code != FAILED and session.config.registry.is_builtin:
        canvases = session.listing.canvases if session.asked.by_links else ()  # these link to notes, too
        kept.keep(code, [*session.config.files, *canvases], session.history.head, pieces)
    return code


def _tell_why_nothing(run: Run, place: "Located") -> None:
    """Says why no note was checked."""
    if run.affected and not run.paths:
        notice("no notes checked: none has changed since the last commit")
    elif not run.paths:
        notice("no notes checked: the vault has none, or all are excluded")
    elif place.gone:
        notice("no notes checked: none links to what was deleted")
    else:
        notice("no notes checked: the paths hold no notes, or all are excluded")


def _may_be_written(place: "Located", file: Path, config: Path | None) -> None:
    """Raises Failure if `file` is no report of an earlier run but a note, canvas or base, settings, or no text; or would be taken for a note."""
    real, root = Path(os.path.realpath(file)), Path(os.path.realpath(place.root))
    is_note = real.suffix.lower() in (disk.NOTE_ENDING, disk.CANVAS_ENDING, disk.BASE_ENDING)
    if is_note and (real.exists() or root in real.parents):
        raise Failure(
            "`{path}` is a note, canvas or base, or would become one",
            "use another extension, such as `.txt` or `.json`",
            path=str(file),
        )
    if real.is_file() and (_is_settings(real, root, config) or not _is_text(real)):
        raise Failure(
            "`{path}` already exists, and is no report", "use another name, such as `report.txt`", path=str(file)
        )


def _is_settings(file: Path, root: Path, config: Path | None) -> bool:
    """Whether `file` is the config of the vault at `root`, or another file that we or our user keep there."""
    from vaulttools import ledger
    from vaulttools.cli.asking import DECLINED

    kept = (config or disk.find_config(root), *(root / name for name in (disk.WORDS, ledger.FILE, DECLINED)))
    return any(each is not None and each.exists() and each.samefile(file) for each in kept)


def _is_text(file: Path) -> bool:
    """Whether `file` holds text, as far as can be told from its beginning; one that cannot be read fails later."""
    with suppress(OSError):
        data, _ = disk.read(file, 1 << 16)
        with suppress(UnicodeDecodeError):
            codecs.getincrementaldecoder("utf-8")().decode(data)
            return b"\0" not in data
        return False
    return True


@contextmanager
def _profiled(session: "Session") -> Iterator[None]:
    """Tells where the time goes."""
    from vaulttools.timing import Timing

    timing = Timing()
    with timing.watching(session.config.registry.rules.values()):
        yield
    sys.stdout.flush()
    aside(timing.table(reader_lang()))


_KOREAN = frozenset("missing-space stray-space stray-jamo impossible-syllable detached-particle wrong-particle".split())
"""Rules that only find something in Korean."""


def _name_extra(session: "Session", tally: "Tally", run: Run, output_format: str) -> None:
    """Names the extra to a person whose Korean notes it would find more in; once for a vault, as far as a cache remembers."""
    from vaulttools.korean.analyser import is_installed

    if (
        output_format == "text"
        and sys.stderr.isatty()
        and not _KOREAN.isdisjoint(tally.rules)
        and not is_installed()
        and (run.no_cache or _is_first_time(session.root))
    ):
        notice("`pip install 'vaulttools[ko]'` finds more in Korean: missing and stray spaces, misspelt verbs")


def _is_first_time(root: Path) -> bool:
    """Whether the extra was not yet named in this vault; from now on it was."""
    try:
        (prepared(root / FOLDER) / "extra-named").touch(exist_ok=False)
    except FileExistsError:
        return False
    except OSError:
        pass  # where nothing can be kept, it is printed again
    return True


def _kept(place: "Located", run: Run, asked: object, output_format: str) -> "Reports | None":
    """The reports of earlier runs, where one may be printed again."""
    from vaulttools.cache.reports import Reports

    if run.no_cache or run.affected or place.stdin or len(place.listing.notes) < FEWEST:
        return None
    if run.paths and len(run.paths) < FEWEST and not any(map(os.path.isdir, run.paths)):
        return None
    config = run.config_file or disk.find_config(place.root)
    options = run.select, run.extend_select, run.ignore, run.config_file, run.allow_plugins, run.lang, run.quiet
    shown = colored(run.color, sys.stdout), columns(sys.stdout), _prefix_in(place.root, output_format)
    with suppress(OSError):
        return Reports(place.root, place.listing, config, (asked, options, os.getcwd(), reader_lang(), shown))
    return None


def _add_words(session: "Session", found: "Sequence[Diagnostic]") -> None:
    path = str(session.root / disk.WORDS)
    with writing(Path(path)):
        new = session.add_words(found)
    if new:
        notice("words added to `{path}`: {count}", count=len(new), path=path)
    else:
        notice("no misspelt words found")


def exit_code(session: "Session", tally: "Tally", fail_on: str | None, exit_zero: bool) -> int:
    """The exit code for what was found; says first what could not be done."""
    if failed(session, tally.rules):
        return FAILED
    gate = session.config if fail_on is None else replace(session.config, fail_on=fail_on)
    return FINDINGS if not exit_zero and any(map(gate.fails, tally.severities)) else CLEAN


_Left = Callable[["list[Diagnostic]"], "list[Diagnostic]"]
"""What is left of the findings of a note."""


def _new(opened: "Opened", since: str | None) -> _Left:
    """What takes away the findings that the baseline allows, and those that were there at the revision `since`."""
    session = opened.session
    allowed = baseline_of(session)
    if since is None:
        return allowed
    commit = git.base(session.root, since)
    if commit is None:
        raise Failure(
            "`{name}` is not a revision of this repository",
            "name a commit, a branch or a tag after `--since`; a shallow clone may have to be fetched first",
            name=since,
        )
    new = _Since(session, commit, allowed)
    try:
        new.former  # noqa: B018 - it is read before other processes begin
    except LookupError as error:
        raise Failure(
            "this clone lacks files of `{name}`", "fetch them first: `git fetch --refetch`", name=since
        ) from error
    return new


class _Since:
    """Takes away the findings that were there at a commit. Another process reads the commit itself."""

    def __init__(self, session: "Session", commit: str, allowed: _Left) -> None:
        self._asked = session, commit, allowed

    def __reduce__(self) -> tuple[Any, ...]:
        return _Since, self._asked

    @cached_property
    def former(self) -> "Former":
        """The vault at the commit. Raises LookupError if this clone does not have a file."""
        session, commit, _ = self._asked
        return session.history.former(session.vault, commit, session.given)

    def __call__(self, found: "list[Diagnostic]") -> "list[Diagnostic]":
        from vaulttools.suppress import Baseline

        session, _, allowed = self._asked
        left = []
        for path, each in groupby(allowed(found), attrgetter("path")):
            now = [*each]
            before = session.earlier(path, now, self.former)
            left += Baseline.of(each._replace(path=path) for each in before).new(now)
        return left


def baseline_of(session: "Session") -> _Left:
    """What is left of findings when those that the baseline allows are taken away, of each note once."""
    if session.config.baseline is None:
        return list
    from vaulttools.suppress import Baseline

    file = session.root / session.config.baseline
    try:
        return Baseline.read(disk.text(file)).following(session.stamps).new
    except OSError as error:
        raise Failure(
            "cannot read the baseline `{path}`: {error}",
            "recreate it: `vaulttools check --write-baseline {path}`",
            path=str(file),
            error=disk.reason(error),
        ) from error
    except ValueError as error:
        raise Failure(
            "`{path}` is not a baseline that this version can read",
            "recreate it: `vaulttools check --write-baseline {path}`",
            path=str(file),
        ) from error


def _report(
    opened: "Opened",
    run: Run,
    new: _Left,
    output_format: str,
    output_file: Path | None,
    statistics: bool,
    kept: "Reports | None",
) -> "tuple[Tally, Pieces | None]":
    """Checks the notes and writes the report; returns the tally of what was found, and the pieces of the report.

    `new` takes away what is not to be reported.
    """
    from vaulttools.reporters import Card, Reporter, reporter
    from vaulttools.reporters.summary import Tally

    try:
        report = reporter(output_format, statistics)
    except KeyError as error:
        raise Failure(
            "`--statistics` is not available in the format `{format}`", "use text or json", format=output_format
        ) from error
    session = opened.session
    context = context_of(opened, run, output_format, None if output_file is not None else sys.stdout)
    nothing = not opened.chosen and not opened.beside
    pieces = None
    printed: list[Piece] = []
    if isinstance(report, Reporter):
        chosen = {*opened.chosen}
        earlier = kept.reusable(lambda pieces: session.holding(pieces) & chosen) if kept is not None else []
        printed = _printed(opened, report, context, new, earlier)
        tally = Tally()
        for each in printed:
            tally.load(each.tally)
        rules = session.config.registry.rules
        cards = {name: Card("", enriches=rules[name].enriches) for name in tally.rules}
        head, tail = report.frame(tally, replace(context, cards=cards, complete=not session.failures))
        if run.quiet and output_format == "text" and not statistics:
            tail = ""
        if kept is not None and not opened.beside:
            pieces = _pieces(session, printed, len(head), report.joint)

        def write(out: TextIO) -> None:
            out.write(head)
            joint = ""
            for each in printed:
                if piece := each.read():
                    out.write(joint + piece)
                    joint = report.joint
            out.write(tail)
    else:
        found = new(session.check(opened.chosen, opened.beside))
        tally = Tally(found)
        whole = _with_cards(context, session)

        def write(out: TextIO) -> None:
            report(found, out, whole)

    if output_file is not None:
        with (
            writing(output_file),
            output_file.open("w", encoding="utf-8", errors="surrogateescape", newline="\n") as out,
        ):
            write(out)
    elif tally.counts or output_format not in ("text", "concise") or not (run.quiet or nothing):
        write(sys.stdout if kept is None else kept.recording(sys.stdout))
    for stream in {each.stream for each in printed}:
        stream.close()
    return tally, pieces


def _printed(
    opened: "Opened",
    report: "Reporter",
    context: "ReportContext",
    new: _Left,
    earlier: "Sequence[Piece]",
) -> "list[Piece]":
    """What is to be written of each note, by path: what was said `earlier`, and what is found in all others."""
    from vaulttools.cache.reports import Piece

    known = {each.path for each in earlier}
    parts = opened.session.report(
        [path for path in opened.chosen if path not in known],
        opened.beside,
        partial(_tell_new, report, context, new),
    )
    for part, stream in parts:
        if not part:
            stream.close()  # the other processes were quicker: this one took no note
    found = [Piece(path, stream, 0, size, tally) for part, stream in parts for path, size, tally in part]
    return sorted([*found, *earlier], key=attrgetter("path"))


def _tell_new(
    report: "Reporter",
    context: "ReportContext",
    new: _Left,
    notes: "Iterable[tuple[str, list[Diagnostic]]]",
    out: TextIO,
) -> list[tuple[str, int, str]]:
    """Writes what is `new` of the findings of `notes`."""
    return report.tell(((path, new(found)) for path, found in notes), out, context)


def _pieces(session: "Session", printed: "Sequence[Piece]", head: int, joint: str) -> "Pieces":
    from vaulttools.cache.reports import Pieces

    stamps = session.stamps
    habits = sorted(session.vault.usage.habits_asked)
    return Pieces(
        session.world(habits),
        {path: stamps[path] for path in sorted(session.asked.texts & stamps.keys())},
        {path: (stamps[path], sorted(askers)) for path, askers in session.asked.formers.items() if path in stamps},
        habits,
        session.links,
        sorted(session.asked.by_links),
        {each.path: stamps[each.path] for each in printed},
        [each.size for each in printed],
        [each.tally for each in printed],
        head,
        joint,
    )


def context_of(opened: "Opened", run: Run, output_format: str, out: TextIO | None) -> "ReportContext":
    """What a report that goes to `out` (None for a file) may tell of the notes in `opened` besides the findings."""
    from vaulttools.reporters import ReportContext

    return ReportContext(
        version=__version__,
        lang=reader_lang(),
        color=colored(run.color, out),
        width=columns(out),
        notes=len({*opened.chosen, *opened.beside} & opened.session.listing.notes.keys()),
        prefix=_prefix_in(opened.session.root, output_format),
    )


def _with_cards(context: "ReportContext", session: "Session") -> "ReportContext":
    """`context` with what the rules say of themselves, once the notes are checked."""
    from vaulttools.docs import card

    rules = session.config.registry.rules
    return replace(context, cards={name: card(rule) for name, rule in rules.items()}, complete=not session.failures)


def _prefix_in(root: Path, output_format: str) -> str:
    """What stands before every path in a report."""
    return prefix_of(root, _repository(root) if output_format in ("github", "sarif") else Path.cwd())


def _repository(root: Path) -> Path:
    """The root of the git repository that holds the vault, from which GitHub counts paths; else the current folder."""
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), Path.cwd())
