"""The command line: `check`, `fix`, `enrich`, and what helps to use them."""

import copy
import gc
import os
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO, TypeVar

import click

from vaulttools import __version__, disk
from vaulttools.language import language
from vaulttools.locale import say, translate

if TYPE_CHECKING:
    from vaulttools.cache import Pieces, Reports
    from vaulttools.config import Config, ConfigError
    from vaulttools.edits import Edit
    from vaulttools.findings import Diagnostic
    from vaulttools.fixer import Settled
    from vaulttools.note import Note
    from vaulttools.registry import Registry
    from vaulttools.reporters import ReportContext, Reporter
    from vaulttools.reporters.summary import Tally
    from vaulttools.rule import Rule
    from vaulttools.session import Session
    from vaulttools.suppress import Baseline, Declined

CLEAN, FINDINGS, FAILED = 0, 1, 2
"""Exit codes: nothing at or above the threshold, something, the tool could not do its work."""

ALLOW_PLUGINS = "VAULTTOOLS_ALLOW_PLUGINS"
"""An environment variable that allows the plug-ins a config names, as `--allow-plugins` does."""

DECLINED = ".vaulttools-declined.json"
"""At the root of a vault: the fixes to which `--interactive` got a no."""

Callback = TypeVar("Callback", bound=Callable[..., Any])


class Failure(click.ClickException):
    """What the tool could not do, in the reader's language; ends the run with exit code 2."""

    exit_code = FAILED

    def __init__(self, template: str, help: str | None = None, **values: Any) -> None:
        lang = _lang()
        super().__init__(say(template, lang, **values))
        self.help = say(help, lang, **values) if help else None

    @classmethod
    def of(cls, words: str, help: str | None) -> "Failure":
        """A failure whose words are in the reader's language already."""
        failure = cls("")
        click.ClickException.__init__(failure, words)
        failure.help = help
        return failure


# -- help in two languages


def _lang() -> str:
    context = click.get_current_context(silent=True)
    found = context.find_root().obj if context is not None else None
    return found if isinstance(found, str) else "en"


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, f"{say('Usage', _lang())}: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(say(heading, _lang()))


class _Context(click.Context):
    formatter_class = _Formatter


class _Option(click.Option):
    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        here = copy.copy(self)
        here.help = say(self.help, _lang()) if self.help else None
        return click.Option.get_help_record(here, ctx)


class _Command(click.Command):
    context_class = _Context

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def get_short_help_str(self, limit: int = 45) -> str:
        return say((self.help or "").split("\n\n")[0].replace("\n", " "), _lang()).rstrip(".")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            for paragraph in (self.help or "").split("\n\n"):
                formatter.write_text(say(" ".join(paragraph.split()), _lang()))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say("Show this message and exit.", _lang())
        return option


class _Group(_Command, click.Group):
    command_class = _Command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            from vaulttools.registry import nearest

            like = nearest(args[0], self.commands)
            raise Failure(
                "there is no command `{name}`",
                "did you mean `{like}`?" if like else "`vaulttools --help` lists them",
                name=args[0],
                like=like,
            )
        return super().resolve_command(ctx, args)


@click.group(cls=_Group, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, cls=_Option, help="Show the version and exit.")
@click.pass_context
def cli(context: click.Context, version: bool) -> int:
    """Keeps a vault of markdown notes correct, linked and clear."""
    if version:
        click.echo(f"vaulttools {__version__}")
    elif context.invoked_subcommand is None:
        click.echo(context.get_help())
    return CLEAN


def _options(*options: Callable[[Callback], Callback]) -> Callable[[Callback], Callback]:
    def decorated(command: Callback) -> Callback:
        for option in reversed(options):
            command = option(command)
        return command

    return decorated


def _option(*names: str, **settings: Any) -> Callable[[Callback], Callback]:
    return click.option(*names, cls=_Option, **settings)


def _rule_names(context: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """For the shell: the rules, and where several may be meant the families, that begin like the last name typed."""
    registry = _registry((), False)
    done, comma, name = incomplete.rpartition(",")
    names = [*registry.rules, *(() if isinstance(param, click.Argument) else (*registry.families, "all"))]
    return [f"{done}{comma}{each}" for each in names if each.startswith(name)]


_PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
_RUN = _options(
    _option(
        "--select",
        multiple=True,
        metavar="RULES",
        shell_complete=_rule_names,
        help="Run only these rules or families (comma-separated); those off by default must be named, or `all`.",
    ),
    _option(
        "--extend-select",
        multiple=True,
        metavar="RULES",
        shell_complete=_rule_names,
        help="Run these rules or families as well.",
    ),
    _option(
        "--ignore",
        multiple=True,
        metavar="RULES",
        shell_complete=_rule_names,
        help="Do not run these rules or families.",
    ),
    _option("--config", "config_file", type=click.Path(path_type=Path), help="Use this config file."),
    _option("--stdin-filename", metavar="PATH", help="The path of the note that is read from standard input (`-`)."),
    _option("--affected", is_flag=True, help="Look also at the notes that the named ones can break."),
    _option("--allow-plugins", is_flag=True, envvar=ALLOW_PLUGINS, help="Run the plug-ins that the config names."),
    _option("--lang", type=click.Choice(["en", "ko"]), help="The language of messages."),
    _option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colours."),
    _option("-q", "--quiet", is_flag=True, help="Print nothing but findings and failures."),
    _option("--no-cache", is_flag=True, help="Neither use nor keep what earlier runs found out."),
    _option("-j", "--jobs", type=click.IntRange(0), default=0, help="How many processes to use; 0 chooses."),
)
_GATE = _options(
    _option(
        "--fail-on", type=click.Choice(["hint", "warning", "error", "never"]), help="Exit 1 from this severity on."
    ),
    _option("--exit-zero", is_flag=True, help="Exit 0 even if there are findings."),
)
_MEND = _options(
    _option("--diff", is_flag=True, help="Show what would be written, and write nothing."),
    _option("--unsafe-fixes", is_flag=True, help="Apply also fixes that change words or guess."),
    _option("--exit-non-zero-on-fix", is_flag=True, help="Exit 1 if a note was changed."),
    _option("-i", "--interactive", is_flag=True, help="Ask about each fix that changes words or guesses."),
)


# -- check


@cli.command(cls=_Command)
@_PATHS
@_option(
    "--output-format",
    type=click.Choice(["text", "concise", "json", "jsonl", "sarif", "github"]),
    default="text",
    envvar="VAULTTOOLS_OUTPUT_FORMAT",
    help="How to print findings.",
)
@_option("-o", "--output-file", type=click.Path(path_type=Path), help="Write findings to this file.")
@_option("--statistics", is_flag=True, help="Count the findings of each rule instead of listing them.")
@_option(
    "--write-baseline", type=click.Path(path_type=Path), help="Write a baseline that allows all findings there are."
)
@_option("--since", metavar="REVISION", help="Leave out what was there already at this revision of git.")
@_option("--add-words", is_flag=True, help="Declare all words that are called misspelt to be right.")
@_option("--profile", is_flag=True, help="Show on standard error where the time of the run goes.")
@_GATE
@_RUN
def check(
    paths: tuple[Path, ...],
    output_format: str,
    output_file: Path | None,
    statistics: bool,
    write_baseline: Path | None,
    since: str | None,
    add_words: bool,
    profile: bool,
    fail_on: str | None,
    exit_zero: bool,
    **run: Any,
) -> int:
    """Says what is wrong in notes, and how to mend it. Changes no note.

    PATHS are notes or folders; without any, the whole vault is checked. The whole vault is read in any case, so
    that links from and to the notes named are seen.
    """
    place = _located(paths, run)
    asked = (paths, output_format, statistics, fail_on, exit_zero)
    is_report = output_file is None and write_baseline is None and not (since or add_words or profile)
    kept = _kept(place, paths, run, asked, output_format) if is_report else None
    if kept is not None and (code := kept.replay(sys.stdout)) is not None:
        return code
    opened = _opened(place, paths, run | {"jobs": 1} if profile else run)
    session, chosen = opened.session, opened.chosen
    if write_baseline is not None:
        from vaulttools.suppress import Baseline

        found = session.check(chosen, opened.beside)
        with _writing(write_baseline):
            write_baseline.write_text(Baseline.of(found).dump(), encoding="utf-8", newline="\n")
        _notice(
            run,
            "the baseline in `{path}` lets {findings} stay",
            findings=_findings(len(found)),
            path=str(write_baseline),
        )
        return FAILED if _failed(session, {each.rule for each in found}) else CLEAN
    if add_words:
        found = _baseline(session)(session.check(chosen, opened.beside))
        _add_words(session, found, run)
        return FAILED if _failed(session, {each.rule for each in found}) else CLEAN
    new = _new(opened, since, run["jobs"])
    with _profiled(session) if profile else nullcontext():
        tally, pieces = _report(opened, run, new, output_format, output_file, statistics, kept)
    if not chosen and not opened.beside:
        _notice(run, "no note was checked: nothing named is a note of the vault, or all of it is excluded")
    _name_extra(tally, run, output_format)
    code = _exit_code(session, tally, fail_on, exit_zero)
    if kept is not None and len(chosen) >= _fewest() and code != FAILED and session.config.registry.is_builtin:
        kept.keep(code, session.config.files, session.head, pieces)
    return code


@contextmanager
def _profiled(session: "Session") -> Iterator[None]:
    """Tells where the time goes."""
    from vaulttools.timing import Timing

    timing = Timing()
    with timing.watching(session.config.registry.rules.values()):
        yield
    sys.stdout.flush()
    click.echo(timing.table(_lang()), err=True)


_KOREAN = frozenset("missing-space stray-space stray-jamo impossible-syllable detached-particle wrong-particle".split())
"""Rules that only find something in Korean."""


def _name_extra(tally: "Tally", run: Mapping[str, Any], output_format: str) -> None:
    """Names the extra to a person whose Korean notes it would find more in."""
    from vaulttools.korean.analyser import is_installed

    if output_format == "text" and sys.stderr.isatty() and not _KOREAN.isdisjoint(tally.rules) and not is_installed():
        _notice(run, "`pip install 'vaulttools[ko]'` sees more of Korean: missing and stray spaces, misspelt verbs")


def _fewest() -> int:
    """Of so few notes a report is made as quickly as it is found again."""
    from vaulttools.cache import FEWEST

    return FEWEST


def _kept(
    place: "_Place", paths: Sequence[Path], run: Mapping[str, Any], asked: object, output_format: str
) -> "Reports | None":
    """The reports of earlier runs, where one may be printed again."""
    from vaulttools.cache import Reports

    if run["no_cache"] or run["affected"] or place.stdin or len(place.listing.notes) < _fewest():
        return None
    if paths and len(paths) < _fewest() and not any(map(os.path.isdir, paths)):
        return None
    config = run["config_file"] or disk.find_config(place.root)
    options = [
        run[key] for key in ("select", "extend_select", "ignore", "config_file", "allow_plugins", "lang", "quiet")
    ]
    shown = _colored(run["color"], sys.stdout), _columns(sys.stdout), _prefix_in(place.root, output_format)
    with suppress(OSError):
        return Reports(place.root, place.listing, config, (asked, options, os.getcwd(), _lang(), shown))
    return None


def _add_words(session: "Session", found: "Sequence[Diagnostic]", run: Mapping[str, Any]) -> None:
    path = str(session.root / disk.WORDS)
    with _writing(Path(path)):
        new = session.add_words(found)
    if new:
        _notice(run, "{count} words are right from now on: they are in `{path}`", count=len(new), path=path)
    else:
        _notice(run, "no word is called misspelt")


def _exit_code(session: "Session", tally: "Tally", fail_on: str | None, exit_zero: bool) -> int:
    """The exit code for what was found; says first what could not be done."""
    if _failed(session, tally.rules):
        return FAILED
    gate = session.config if fail_on is None else replace(session.config, fail_on=fail_on)
    return FINDINGS if not exit_zero and any(map(gate.fails, tally.severities)) else CLEAN


@contextmanager
def _writing(file: Path) -> Iterator[None]:
    """Turns an error in writing `file` into a Failure."""
    try:
        yield
    except (OSError, disk.WriteRefused) as error:
        reason = disk.reason(error) if isinstance(error, OSError) else error.reason
        raise Failure("`{path}` cannot be written: {error}", path=str(file), error=reason) from error


_Left = Callable[["list[Diagnostic]"], "list[Diagnostic]"]
"""What is left of the findings of a note."""


def _new(opened: "_Opened", since: str | None, jobs: int) -> _Left:
    """What takes away the findings that the baseline allows, and those that were there at the revision `since`."""
    allowed = _baseline(opened.session)
    if since is None:
        return allowed
    before = _before(opened, since, jobs)
    return lambda found: before.new(allowed(found))


def _before(opened: "_Opened", revision: str, jobs: int) -> "Baseline":
    """The findings in the notes meant, whatever they were called, as the vault was at `revision`."""
    from tempfile import TemporaryDirectory

    from vaulttools import revision as revisions
    from vaulttools.session import Session
    from vaulttools.suppress import Baseline

    session = opened.session
    commit = revisions.base_of(session.root, revision)
    if commit is None:
        raise Failure(
            "`{name}` is no revision of this repository",
            "name a commit, a branch or a tag; a shallow clone may have to be fetched first",
            name=revision,
        )
    renamed = revisions.renamed_since(session.root, commit)
    with TemporaryDirectory(prefix="vaulttools-", ignore_cleanup_errors=True) as folder:
        revisions.lay_out(session.root, commit, Path(folder))
        former = Session(Path(folder), session.config, None, False, jobs)
        meant = {*opened.chosen, *opened.beside}
        paths = [path for path in former.paths() if renamed.get(path, path) in meant]
        return Baseline.of(each._replace(path=renamed.get(each.path, each.path)) for each in former.check(paths))


def _baseline(session: "Session") -> _Left:
    """What is left of findings when those that the baseline allows are taken away, of each note once."""
    if session.config.baseline is None:
        return list
    from vaulttools.suppress import Baseline

    file = session.root / session.config.baseline
    try:
        return Baseline.read(file.read_text(encoding="utf-8")).new
    except OSError as error:
        raise Failure(
            "the baseline `{path}` cannot be read: {error}",
            "make it anew: `vaulttools check --write-baseline {path}`",
            path=str(file),
            error=disk.reason(error),
        ) from error
    except ValueError as error:
        raise Failure(
            "`{path}` is no baseline that this version can read",
            "make it anew: `vaulttools check --write-baseline {path}`",
            path=str(file),
        ) from error


def _report(
    opened: "_Opened",
    run: Mapping[str, Any],
    new: "_Left",
    output_format: str,
    output_file: Path | None,
    statistics: bool,
    kept: "Reports | None",
) -> "tuple[Tally, Pieces | None]":
    """Checks the notes and writes the report; returns the tally of what was found, and the pieces of the report.

    `new` takes away what is not to be reported.
    """
    from vaulttools.reporters import Reporter, reporter
    from vaulttools.reporters.summary import Tally

    try:
        report = reporter(output_format, statistics)
    except KeyError as error:
        raise Failure(
            "`--statistics` does not come in the format `{format}`", "use text or json", format=output_format
        ) from error
    session = opened.session
    context = _context(opened, run, output_format, None if output_file is not None else sys.stdout)
    nothing = not opened.chosen and not opened.beside
    pieces = None
    streams: set[TextIO] = set()
    if isinstance(report, Reporter):
        earlier = kept.pieces(session.holding) if kept is not None else {}
        told = _told(opened, report, context, new, earlier)
        tally = Tally()
        for _, text, _, each in told:
            tally.load(each)
            if not isinstance(text, str):
                streams.add(text)
        head, tail = report.frame(tally, _with_cards(context, session, tally.rules))
        if run["quiet"] and output_format == "text" and not statistics:
            tail = ""
        if kept is not None and not opened.beside:
            pieces = _pieces(session, told, len(head), report.joint)

        def write(out: TextIO) -> None:
            out.write(head)
            joint = ""
            for _, text, length, _ in told:
                piece = text if isinstance(text, str) else text.read(length)
                if piece:
                    out.write(joint + piece)
                    joint = report.joint
            out.write(tail)
    else:
        found = new(session.check(opened.chosen, opened.beside))
        tally = Tally(found)
        whole = _with_cards(context, session, session.config.registry.rules)

        def write(out: TextIO) -> None:
            report(found, out, whole)

    if output_file is not None:
        with (
            _writing(output_file),
            output_file.open("w", encoding="utf-8", errors="surrogateescape", newline="\n") as out,
        ):
            write(out)
    elif tally.counts or output_format not in ("text", "concise") or not (run["quiet"] or nothing):
        write(sys.stdout if kept is None else kept.recording(sys.stdout))
    for stream in streams:
        stream.close()
    return tally, pieces


_Told = tuple[str, "str | TextIO", int, str]
"""A note's path; what is written of it, or a stream to read it from; its length; and its tally as text."""


def _told(
    opened: "_Opened",
    report: "Reporter",
    context: "ReportContext",
    new: "Callable[[list[Diagnostic]], list[Diagnostic]]",
    earlier: Mapping[str, tuple[str, str]],
) -> list[_Told]:
    """What is to be written of each note, by path; the streams are to be read in this order."""
    parts = opened.session.told(
        [path for path in opened.chosen if path not in earlier],
        opened.beside,
        partial(_tell_new, report, context, new),
    )
    told: list[_Told] = [(path, stream, length, tally) for part, stream in parts for path, length, tally in part]
    known = (path for path in opened.chosen if path in earlier)
    told += [(path, text, len(text), tally) for path in known for text, tally in [earlier[path]]]
    return sorted(told, key=lambda each: each[0])


def _tell_new(
    report: "Reporter",
    context: "ReportContext",
    new: "Callable[[list[Diagnostic]], list[Diagnostic]]",
    notes: "Iterable[tuple[str, list[Diagnostic]]]",
    out: TextIO,
) -> list[tuple[str, int, str]]:
    """Writes what is `new` of the findings of `notes`."""
    return report.tell(((path, new(found)) for path, found in notes), out, context)


def _pieces(session: "Session", told: Sequence[_Told], head: int, joint: str) -> "Pieces":
    from vaulttools.cache import Pieces

    stamps = session.listing.notes
    habits = sorted(session.vault.habits_asked)
    return Pieces(
        session.world(habits),
        {path: stamps[path] for path in sorted(session.texts & stamps.keys())},
        {path: (stamps[path], sorted(askers)) for path, askers in session.formers.items() if path in stamps},
        habits,
        session.links,
        sorted(session.by_links),
        {path: stamps[path] for path, *_ in told},
        [length for _, _, length, _ in told],
        [tally for *_, tally in told],
        head,
        joint,
    )


def _context(opened: "_Opened", run: Mapping[str, Any], output_format: str, out: TextIO | None) -> "ReportContext":
    from vaulttools.reporters import ReportContext

    return ReportContext(
        version=__version__,
        lang=_lang(),
        color=_colored(run["color"], out),
        width=_columns(out),
        notes=len(opened.chosen) + len(opened.beside),
        prefix=_prefix_in(opened.session.root, output_format),
    )


def _with_cards(context: "ReportContext", session: "Session", names: Iterable[str]) -> "ReportContext":
    """`context` with what is known once the notes are checked."""
    from vaulttools.docs import card

    rules = session.config.registry.rules
    return replace(context, cards={name: card(rules[name]) for name in names}, complete=not session.failures)


def _prefix_in(root: Path, output_format: str) -> str:
    """What stands before every path in a report."""
    return _prefix(root, _repository(root) if output_format in ("github", "sarif") else Path.cwd())


def _prefix(root: Path, start: Path) -> str:
    """The way from `start` to the vault, ending in `/`; empty where they are one."""
    way = os.path.relpath(root, start).replace(os.sep, "/")
    return "" if way == "." else f"{way}/"


def _repository(root: Path) -> Path:
    """The root of the git repository that holds the vault, from which GitHub counts paths; else the current folder."""
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), Path.cwd())


def _colored(wanted: str, out: TextIO | None) -> bool:
    if wanted == "auto":
        return out is not None and out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted == "always"


def _columns(out: TextIO | None) -> int:
    if out is not None and out.isatty():
        import shutil

        return shutil.get_terminal_size((100, 24)).columns
    return 100


def _failed(session: "Session", rules: Collection[str]) -> bool:
    """Whether the tool could not do all of its work; says what."""
    for failure in session.failures:
        click.echo(say("`{path}`: {reason}", _lang(), path=failure.path, reason=failure.reason), err=True)
    return bool(session.failures) or "rule-failed" in rules


def _notice(run: Mapping[str, Any], template: str, **values: Any) -> None:
    if not run["quiet"]:
        click.echo(say(template, _lang(), **values), err=True)


# -- fix and enrich


@cli.command(cls=_Command)
@_PATHS
@_MEND
@_GATE
@_RUN
def fix(**arguments: Any) -> int:
    """Mends what can be mended without harm, and says what it held back.

    Only safe fixes are applied: the reader sees the same text, links still land, the meaning is the same.
    """
    return _mend(enriching=False, **arguments)


@cli.command(cls=_Command)
@_PATHS
@_MEND
@_option("--report", is_flag=True, help="List each link that is added, with the reason.")
@_option("--undo-links", is_flag=True, help="Take the links back that earlier runs have added.")
@_GATE
@_RUN
def enrich(undo_links: bool, report: bool, **arguments: Any) -> int:
    """Adds what is missing: links to the notes that a text mentions, notes for companies that have none.

    What a reader sees stays the same, letter for letter. What is doubtful is not written: `--interactive` asks about
    it. The links that are added are kept in `.vaulttools-links.jsonl`, each with its reason, for `--undo-links`.
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

    if interactive and Path("-") in paths:
        raise Failure("what comes from standard input cannot be asked about", "leave out `--interactive`")
    place = _located(paths, run)
    opened = _opened(place if diff else _recovered(place), paths, run)
    session, chosen = opened.session, opened.chosen
    grades = (Safety.SAFE, Safety.UNSAFE) if unsafe_fixes else (Safety.SAFE,)
    if interactive:
        session.config = session.config.with_options(doubtful=True)
        with _declined(session.root) as declined:
            settled = session.settle_asking(chosen, enriching, _Asking(session, run), declined)
    else:
        settled = session.settle(chosen, grades, enriching, _alone if opened.stdin else lambda _: True)
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
    left = _baseline(session)(session.check_settled(settled, {*chosen, *written}, enriching))
    if not opened.stdin:
        _tell(session, settled, left, len(written), run, diff=diff, unsafe=unsafe_fixes, enriching=enriching)
    from vaulttools.reporters.summary import Tally

    code = _exit_code(session, Tally(left), fail_on, exit_zero)
    if code == CLEAN and not exit_zero and written and (diff or exit_non_zero_on_fix):
        return FINDINGS
    return code


@contextmanager
def _declined(root: Path) -> "Iterator[Declined]":
    """The fixes that were declined in the vault at `root`; what is declined meanwhile is kept, however this ends."""
    from vaulttools.suppress import Declined

    file = root / DECLINED
    data = None
    try:
        data = _own(file).read_bytes()
        declined = Declined.read(data.decode())
    except FileNotFoundError:
        declined = Declined()
    except OSError as error:
        raise Failure("`{path}` cannot be read: {error}", path=str(file), error=disk.reason(error)) from error
    except ValueError as error:
        raise Failure(
            "`{path}` holds no declined fixes that this version can read", "delete it", path=str(file)
        ) from error
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
        self._color = _colored(run["color"], sys.stderr)
        self._answers: dict[str, bool | None] = {}
        """The answers for all that is left of a rule."""
        self._over = False

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
                say("y - yes", _lang()),
                say("n - no, and never ask again", _lang()),
                say("a - yes, and to all that `{rule}` has left", _lang(), rule=each.rule),
                say("d - not now, nor anything else that `{rule}` has left", _lang(), rule=each.rule),
                say("q - stop asking; what got a yes is written", _lang()),
            ):
                click.echo(words, err=True)

    def _show(self, each: "Diagnostic", note: "Note") -> None:
        from vaulttools.edits import apply
        from vaulttools.reporters.concise import headline
        from vaulttools.reporters.diff import show

        assert each.fix is not None
        context = _context(_Opened(self._session, [], []), {"color": "never"}, "text", None)
        click.echo(headline(each, context), err=True)
        if each.help is not None:
            click.echo(f"  = {say('help', _lang())}: {translate(each.help, _lang())}", err=True)
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
        """What the reader answers; `q` where nobody is there."""
        assert each.fix is not None
        title = translate(each.fix.title, _lang())
        click.echo(f"{title} [y,n,a,d,q,?] ", err=True, nl=False)
        line = sys.stdin.readline() if sys.stdin is not None else ""
        if not line:
            click.echo(err=True)
        return line.strip().lower() if line else "q"


def _write_links(session: "Session", settled: "Settled") -> list[str]:
    """As `Session.write`, of notes that get links, which can be undone from the first moment."""
    from vaulttools import ledger

    links = [*ledger.added(settled.applied, settled.text)]
    file = session.root / ledger.FILE
    if links:
        with _writing(file), _own(file).open("a+b", buffering=0) as out:
            ledger.append(out, links)
    written = session.write(settled)
    if refused := [each for each in links if each.path not in written]:
        text = _own(file).read_bytes()
        _replace(session.root, ledger.FILE, ledger.without(text, refused), text)
    return written


def _replace(root: Path, name: str, data: bytes, expected: bytes | None) -> None:
    """Writes a file of our own at the root of the vault in one step; None for one that is not there yet."""
    with _writing(root / name):
        _own(root / name)
        disk.create(root, name, data) if expected is None else disk.write(root, name, data, expected)


def _own(file: Path) -> Path:
    """`file`, which must not lead elsewhere. Raises Failure."""
    if file.is_symlink():
        raise Failure("`{path}` is a symbolic link", "take it away, or put a file in its place", path=str(file))
    return file


def _list_links(session: "Session", settled: "Settled", written: "Sequence[str]", diff: bool) -> None:
    """Lists the links that were added, each with the reason: on standard output, where no diff is."""
    from vaulttools import ledger
    from vaulttools.text import inert

    for each in ledger.added(settled.applied, settled.text, partial(translate, lang=_lang())):
        if each.path in written:
            where = inert(_prefix(session.root, Path.cwd()) + each.path)
            click.echo(f"{where}: {inert(each.text)} -> {inert(each.link)}: {inert(each.reason)}", err=diff)


def _undo_links(paths: tuple[Path, ...], diff: bool, **run: Any) -> int:
    """Takes the links back that `enrich` has added to the notes at `paths`, wherever they still stand as it wrote them."""
    from vaulttools import ledger
    from vaulttools.edits import apply
    from vaulttools.fixer import Settled

    place = _located(paths, run)
    opened = _opened(place if diff else _recovered(place), paths, run)
    session = opened.session
    file = session.root / ledger.FILE
    try:
        data = _own(file).read_bytes()
    except FileNotFoundError:
        data = b""
    except OSError as error:
        raise Failure("`{path}` cannot be read: {error}", path=str(file), error=disk.reason(error)) from error
    links = [*dict.fromkeys(ledger.read(data))]  # a run that was killed may have kept some twice
    by_path: dict[str, list[ledger.Added]] = {}
    for each in links:
        by_path.setdefault(each.path, []).append(each)
    settled = Settled(session.vault)
    found = {}
    for path in by_path.keys() & set(opened.chosen):
        note = session.note(path)
        edits, missed = ledger.undone(note.text, by_path[path])
        found[path] = len(edits), len(missed)
        if edits and not note.is_left_alone:
            settled.notes[path] = note.with_text(apply(note.text, edits))
    if diff:
        _show_diff(session, settled, run)
        return FINDINGS if settled.notes else CLEAN
    written = session.write(settled)
    done = {path for path in found if path in written or path not in settled.notes}
    if done:
        _replace(session.root, ledger.FILE, ledger.dump(each for each in links if each.path not in done), data)
    count = sum(found[path][0] for path in written)
    _notice(run, "took back {count} links in {notes} notes", count=count, notes=len(written))
    if stay := sum(found[path][1] for path in done):
        _notice(run, "{count} links are no longer as they were added, and stay", count=stay)
    return FAILED if _failed(session, ()) else CLEAN


def _alone(diagnostic: "Diagnostic") -> bool:
    """Whether the fix changes the note of the finding and no other: all that can go to standard output."""
    fix = diagnostic.fix
    return fix is not None and not fix.creates and all(edit.path in ("", diagnostic.path) for edit in fix.edits)


def _show_diff(session: "Session", settled: "Settled", run: Mapping[str, Any]) -> None:
    """Prints what changes: at a terminal and in CI logs so that no note can forge anything, else exactly, for `git apply`."""
    from vaulttools.reporters.diff import patch, show

    watched = sys.stdout.isatty() or bool(os.environ.get("CI")) or run["color"] == "always"
    for path, note in sorted(settled.notes.items()):
        before = None if path in settled.created else session.note(path).text
        if watched:
            sys.stdout.write(show(path, before, note.text, _colored(run["color"], sys.stdout)))
        else:
            sys.stdout.write(patch(path, before, note.text))


def _tell(
    session: "Session",
    settled: "Settled",
    left: "Sequence[Diagnostic]",
    written: int,
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
        where = inert(_prefix(session.root, Path.cwd()) + refused.path)
        click.echo(f"{where}: {translate(refused.message, _lang())}", err=True)
    for path in session.in_place:
        _notice(
            run,
            "`{path}` is a file of several names (hard links): it was overwritten where it is, and they stay together",
            path=path,
        )
    counts = Counter(each.rule for each in settled.applied)
    if counts and not written:
        _notice(run, "no note was written")
    elif counts:
        _notice(
            run,
            ("would add {findings} in {notes}: {rules}" if diff else "added {findings} in {notes}: {rules}")
            if enriching
            else ("would mend {findings} in {notes}: {rules}" if diff else "mended {findings} in {notes}: {rules}"),
            findings=sum(counts.values()) if enriching else _findings(sum(counts.values())),
            notes=say("{n} note" if written == 1 else "{n} notes", _lang(), n=written),
            rules=", ".join(f"{rule} {n}" for rule, n in sorted(counts.items())),
        )
    else:
        _notice(run, "nothing to add" if enriching else "nothing to mend")
    held = Counter(each.rule for each in left if each.fix is not None and each.fix.safety is Safety.UNSAFE)
    if held and not unsafe:
        rules = ", ".join(f"{rule} {n}" for rule, n in sorted(held.items()))
        _notice(
            run,
            "held back {fixes} that may change words or guess ({rules}): see `--unsafe-fixes --diff`",
            fixes=say("{n} fix" if held.total() == 1 else "{n} fixes", _lang(), n=held.total()),
            rules=rules,
        )
    others = sum(each.fix is None or each.fix.safety is not Safety.UNSAFE for each in left)
    if others and not enriching:
        _notice(run, "left for you to judge: {findings}; see `vaulttools check`", findings=_findings(others))


def _findings(count: int) -> str:
    return say("{n} finding" if count == 1 else "{n} findings", _lang(), n=count)


# -- opening a vault


class _Opened(NamedTuple):
    """A vault, and what a run is to look at in it."""

    session: "Session"
    chosen: list[str]
    """The notes that are meant."""
    beside: list[str]
    """Other notes, which those can break."""
    stdin: str | None = None
    """The path of the note that came from standard input."""


class _Place(NamedTuple):
    """Where a vault is, and what files it has."""

    root: Path
    listing: "disk.Listing"
    stdin: str | None = None
    """The path, from the root, of the note that comes from standard input."""


def _located(paths: Sequence[Path], run: Mapping[str, Any]) -> _Place:
    """The vault that holds `paths`. Raises Failure where they make no sense."""
    stdin = Path("-") in paths
    if stdin and not run["stdin_filename"]:
        raise Failure("a note from standard input needs a path", "name it: `--stdin-filename companies/Acme.md -`")
    if run["stdin_filename"] and not stdin:
        raise Failure("`--stdin-filename` names a note from standard input", "write `-` as its path")
    if stdin and len(paths) > 1:
        raise Failure("a note from standard input is checked alone", "name no other path beside `-`")
    missing = next((path for path in paths if not stdin and not os.path.lexists(path)), None)
    if missing is not None:
        raise Failure("there is no file `{path}`", path=str(missing))
    start = Path(os.path.abspath(Path(run["stdin_filename"]) if stdin else paths[0] if paths else Path.cwd()))
    root = disk.find_root(start.parent if stdin else start)
    outside = next((path for path in paths if not stdin and not _is_below(path, root)), None)
    if outside is not None:
        raise Failure(
            "`{path}` is not in the vault at `{root}`",
            "run vaulttools once for each vault",
            path=str(outside),
            root=str(root),
        )
    return _Place(root, disk.listing(root), os.path.relpath(start, root).replace(os.sep, "/") if stdin else None)


def _recovered(place: _Place) -> _Place:
    """`place` after what a killed run has left half done there is finished."""
    is_changed = disk.recover(place.root, place.listing.unfinished)
    return place._replace(listing=disk.listing(place.root)) if is_changed else place


def _opened(place: _Place, paths: Sequence[Path], run: Mapping[str, Any]) -> _Opened:
    from vaulttools.session import Session

    config = _selected(_config(place.root, run["config_file"], run["allow_plugins"]), run)
    if config.lang and not run["lang"]:
        click.get_current_context().find_root().obj = language(None, config.lang, os.environ)
    cached = not run["no_cache"]
    session = Session(place.root, config, _progress(run), cached, run["jobs"], place.listing)
    if place.stdin is not None:
        session.update(place.stdin, sys.stdin.buffer.read() if sys.stdin is not None else b"")
        return _Opened(session, [place.stdin] if session.looks_at(place.stdin) else [], [], place.stdin)
    chosen = session.paths(paths) if paths or not run["affected"] else session.changed()
    return _Opened(session, chosen, sorted(session.affected(chosen)) if run["affected"] else [])


def _is_below(path: Path, root: Path) -> bool:
    real = os.path.realpath(path.parent) if path.name != ".." else os.path.realpath(path)
    return Path(os.path.realpath(root)) in (Path(real), *Path(real).parents) or path.resolve() == root.resolve()


def _config(root: Path, file: Path | None, allow_plugins: bool) -> "Config":
    """The config of the vault at `root`, or the one in `file`."""
    from vaulttools import config as configs

    def registry(modules: tuple[str, ...]) -> "Registry":
        return _registry(modules, allow_plugins)

    file = file or disk.find_config(root)
    try:
        return configs.read(file, registry) if file is not None else configs.Config(registry(()))
    except configs.ConfigError as error:
        raise _config_failure(error) from error


def _selected(config: "Config", run: Mapping[str, Any]) -> "Config":
    """`config` with the rules that the command line selects."""
    from vaulttools.config import Selection, check_selector

    def split(values: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for value in values for name in value.replace(",", " ").split())

    select, extend_select, ignore = (split(run[key]) for key in ("select", "extend_select", "ignore"))
    for selector in (*select, *extend_select, *ignore):
        check_selector(config.registry, selector, Failure)
    return config.with_selection(Selection(select or None, extend_select, ignore))


def _registry(modules: tuple[str, ...], allowed: bool) -> "Registry":
    from vaulttools.registry import PluginError, Registry, installed_plugins, plugin_rules

    if modules and not allowed:
        raise Failure(
            "the config names plug-ins: {modules}",
            "their code runs only if you say so: `--allow-plugins`, or {variable}=1 in your own environment",
            modules=", ".join(modules),
            variable=ALLOW_PLUGINS,
        )
    try:
        return Registry(plugin_rules(dict.fromkeys((*installed_plugins(), *modules))))
    except PluginError as error:
        raise Failure("{error}", error=error.reason) from error


def _config_failure(error: "ConfigError") -> Failure:
    from vaulttools.reporters.text import snippet
    from vaulttools.text import Lines, printable

    where = os.path.relpath(error.file)
    lines = Lines(error.text)
    head = where
    shown: list[str] = []
    if error.span is not None:
        start, end = lines.position(error.span.start), lines.position(error.span.end)
        head = f"{where}:{start.line}:{start.column}"
        shown = snippet(lines.at(error.span.start).of(error.text), start, end, _columns(sys.stderr))
    message = "\n".join([f"{printable(head)}: {translate(error.message, _lang())}", *shown])
    return Failure.of(message, translate(error.help, _lang()) if error.help else None)


def _progress(run: Mapping[str, Any]) -> Callable[[int, int], None] | None:
    """Tells how far reading has come, once it takes a second, where a person is watching."""
    if run["quiet"] or not sys.stderr.isatty():
        return None
    begun = time.monotonic()
    told = begun + 1

    def tell(done: int, of: int) -> None:
        nonlocal told
        now = time.monotonic()
        if done == of and told > begun + 1:
            sys.stderr.write("\r\x1b[K")
        elif now > told:
            told = now + 0.1
            sys.stderr.write("\r" + say("reading {done} of {of} notes", _lang(), done=done, of=of))
            sys.stderr.flush()

    return tell


# -- the rest


@cli.command(cls=_Command)
@click.argument("rule", shell_complete=_rule_names)
@_option("--lang", type=click.Choice(["en", "ko"]), help="The language of messages.")
@_option("--allow-plugins", is_flag=True, envvar=ALLOW_PLUGINS, help="Run the plug-ins that the config names.")
def explain(rule: str, lang: str | None, allow_plugins: bool) -> int:
    """Prints the page of a rule: what it finds, why, how it mends it, its options and examples."""
    from vaulttools import docs
    from vaulttools.config import check_selector

    registry = _config(disk.find_root(Path.cwd()), None, allow_plugins).registry
    check_selector(registry, rule, Failure, one=True)
    (found,) = registry.named(rule)
    click.echo(f"{found.name}: {found.family}, {_level(found)}\n\n{docs.words(found, _lang()).summary}\n")
    click.echo(docs.explanation(found, _lang()))
    return CLEAN


@cli.command(cls=_Command)
@_option("--output-format", type=click.Choice(["text", "json"]), default="text", help="How to print the list.")
@_option("--allow-plugins", is_flag=True, envvar=ALLOW_PLUGINS, help="Run the plug-ins that the config names.")
@_option("--lang", type=click.Choice(["en", "ko"]), help="The language of messages.")
def rules(output_format: str, allow_plugins: bool, lang: str | None) -> int:
    """Lists the rules: family, name, severity, and what each one finds."""
    from vaulttools import docs

    # Without leave, the rules of plug-ins that the config names are not listed: that would run their code.
    registry = _config(disk.find_root(Path.cwd()), None, True).registry if allow_plugins else _registry((), False)
    if output_format == "json":
        import json

        made = [
            {
                "rule": name,
                "family": rule.family,
                "severity": str(rule.severity),
                "default": rule.default,
                "enriches": rule.enriches,
                "summary": docs.words(rule).summary,
            }
            for name, rule in registry.rules.items()
        ]
        click.echo(json.dumps(made, ensure_ascii=False, indent=2))
        return CLEAN
    longest = max(map(len, registry.rules))
    for family in registry.families:
        named = sorted(name for name, rule in registry.rules.items() if rule.family == family)
        if named:
            click.echo(f"{family}")
        for name in named:
            rule = registry.rules[name]
            click.echo(f"  {name:{longest}}  {_level(rule):8} {docs.words(rule, _lang()).summary}")
    return CLEAN


def _level(rule: "type[Rule]") -> str:
    """How much what `rule` finds matters by default, in the reader's language."""
    return say(str(rule.severity), _lang()) if rule.default else say("off", _lang())


@cli.command(cls=_Command)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@_option(
    "--companies", metavar="NAMES", help="Create notes of these companies that have none (comma-separated, or `all`)."
)
@_option("--lang", type=click.Choice(["en", "ko"]), help="The language of messages.")
def init(folder: Path, companies: str | None, lang: str | None) -> int:
    """Writes a commented `.vaulttools.yaml` for the vault in FOLDER. Overwrites nothing.

    The schemas in it are inferred from the notes as they are: which keys they have, of which types, and how many of them.

    Lists the companies that notes have a section on and that have no note yet, and creates the notes of those chosen.
    """
    from vaulttools.config import FILE, Config
    from vaulttools.docs import starter_config
    from vaulttools.inference import inferred_schemas
    from vaulttools.session import Session

    file = folder / FILE
    there = os.path.lexists(file)
    if there and companies is None:
        raise Failure(
            "`{path}` is there already", "change it by hand; `vaulttools config` shows what it means", path=str(file)
        )
    config = _config(folder, file, allow_plugins=False) if there else Config(_registry((), False))
    session = Session(folder, config, _progress({"quiet": False}))
    if not there:
        text = starter_config(_lang(), inferred_schemas(session.vault.facts.values(), session.vault.settings.schemas))
        with _writing(file), file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
        click.echo(say("wrote `{path}`; next: `vaulttools check`", _lang(), path=str(file)))
    return _create_companies(session, companies)


def _create_companies(session: "Session", wanted: str | None) -> int:
    """Lists the companies that have no note, with what speaks for each, and creates the notes of those `wanted`."""
    from vaulttools.companies import company_key, note_name
    from vaulttools.config import Selection
    from vaulttools.edits import Safety
    from vaulttools.text import inert, printable

    def key(diagnostic: "Diagnostic") -> str:
        return company_key(note_name(str(diagnostic.message.values["name"])))

    rule = "company-without-note"
    session.config = session.config.with_selection(Selection(select=(rule,)))
    met: dict[str, list[Diagnostic]] = {}
    for each in session.check(session.paths()):
        if each.rule == rule:
            met.setdefault(key(each), []).append(each)
    if wanted is None and not met:
        return FAILED if _failed(session, ()) else CLEAN
    click.echo(say("companies that notes have a section on, and that have no note: {count}", _lang(), count=len(met)))
    for places in met.values():
        click.echo(f"  {printable(str(places[0].message.values['name']))}")
        for each in places[:3]:
            reason = translate(each.related[0].message, _lang())
            click.echo(f"    {printable(each.path)}:{each.start.line}  {inert(reason)}")
    if wanted is None and sys.stdin is not None and sys.stdin.isatty():
        wanted = click.prompt(
            say("notes of which of them? (names, `all`, or nothing)", _lang()), "", show_default=False
        )
        if wanted.strip().lower() in ("n", "no", "none", "아니요", "아니오", "없음"):
            wanted = ""
    elif wanted is None:
        _notice({"quiet": False}, "create their notes: `vaulttools init --companies all`, or name those you want")
    names = [name.strip() for name in (wanted or "").split(",") if name.strip()]
    named = {company_key(note_name(name)): name for name in names}
    chosen = met.keys() if names == ["all"] else named.keys()
    unknown = next((named[each] for each in chosen if each not in met), None)
    if unknown is not None:
        raise Failure("no section on a company `{name}` without a note was found", name=unknown)
    grades = (Safety.SAFE, Safety.UNSAFE)
    settled = session.settle(session.paths(), grades, True, lambda each: each.rule == rule and key(each) in chosen)
    for path in session.write(settled):
        click.echo(say("wrote `{path}`", _lang(), path=path))
    return FAILED if _failed(session, ()) else CLEAN


@cli.command("new-rule", cls=_Command)
@click.argument("name", metavar="FAMILY/NAME")
@_option(
    "--folder", type=click.Path(path_type=Path, file_okay=False), help="The folder that holds the families of rules."
)
@_option("--vault", "looks_at_vault", is_flag=True, help="A rule that looks at a note in the light of the whole vault.")
@_option("--lang", type=click.Choice(["en", "ko"]), help="The language of messages.")
def new_rule(name: str, folder: Path | None, looks_at_vault: bool, lang: str | None) -> int:
    """Lays out the file of a new rule, with one example that fails until the rule is written."""
    from vaulttools.docs import new_rule_text
    from vaulttools.registry import FAMILIES

    family, slash, rule = name.partition("/")
    family = family.replace("-", "_")
    if not (slash and _is_module(family) and _is_module(rule.replace("-", "_")) and rule == rule.lower()):
        raise Failure("`{name}` is no name for a rule", "write family/name, like `links/unlinked-mention`", name=name)
    if rule in _registry((), False).rules:
        raise Failure("there is a rule `{name}` already", "choose another name for the fault it finds", name=rule)
    if folder is None and family not in FAMILIES:
        raise Failure("there is no family `{name}`", "the families are: {families}", name=family, families=FAMILIES)
    base = folder or Path(__file__).parent / "rules"
    if folder is None and "site-packages" in base.parts:
        raise Failure(
            "this vaulttools is an installed package, and a rule of yours would go with its next version",
            "name a folder of your own (`--folder`), or work in a clone: `pip install -e '.[dev]'`",
        )
    file = base / family / f"{rule.replace('-', '_')}.py"
    with _writing(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(new_rule_text(rule, looks_at_vault))
    click.echo(say("wrote `{path}`; its example fails until the rule is written", _lang(), path=str(file)))
    return CLEAN


def _is_module(name: str) -> bool:
    """Whether `name` can be that of a module or a package."""
    import keyword

    return name.isascii() and name.isidentifier() and not keyword.iskeyword(name)


@cli.command(cls=_Command)
@_option("--schema", "show_schema", is_flag=True, help="Print the JSON schema of the config, for editors.")
@_option("--config", "config_file", type=click.Path(path_type=Path), help="Use this config file.")
@_option("--allow-plugins", is_flag=True, envvar=ALLOW_PLUGINS, help="Run the plug-ins that the config names.")
@_option("--lang", type=click.Choice(["en", "ko"]), help="The language of messages.")
@click.argument("path", required=False, type=click.Path(path_type=Path))
def config(
    show_schema: bool, config_file: Path | None, allow_plugins: bool, lang: str | None, path: Path | None
) -> int:
    """Shows which config is used and what it comes to, for the vault or for the note at PATH."""
    from vaulttools.docs import config_schema, effective_config

    if show_schema:
        import json

        click.echo(json.dumps(config_schema(_registry((), False), _lang()), ensure_ascii=False, indent=2))
        return CLEAN
    if path is not None and not os.path.lexists(path):
        raise Failure("there is no file `{path}`", path=str(path))
    start = Path(os.path.abspath(path or "."))
    root = disk.find_root(start)
    found = _config(root, config_file, allow_plugins)
    note = os.path.relpath(start, root).replace(os.sep, "/") if path is not None else ""
    click.echo(effective_config(found, root, note, _lang()).rstrip("\n"))
    return CLEAN


@cli.command(cls=_Command)
@_PATHS
@_option(
    "--output-format", type=click.Choice(["text", "markdown", "json"]), default="text", help="How to print the list."
)
@_option("--config", "config_file", type=click.Path(path_type=Path), help="Use this config file.")
@_option("--allow-plugins", is_flag=True, envvar=ALLOW_PLUGINS, help="Run the plug-ins that the config names.")
@_option("--lang", type=click.Choice(["en", "ko"]), help="The language of messages.")
def questions(paths: tuple[Path, ...], output_format: str, **given: Any) -> int:
    """Lists the questions that notes leave open, by the company they are about.

    PATHS are notes or folders; without any, the whole vault is read. As markdown, the list has links and can be put in a note.
    """
    from dataclasses import asdict

    from vaulttools.questions import as_markdown, by_subject
    from vaulttools.questions import questions as questions_of
    from vaulttools.text import inert, printable

    run: dict[str, Any] = {"stdin_filename": None, "affected": False, "quiet": False, "no_cache": False, "jobs": 0}
    run |= {"select": (), "extend_select": (), "ignore": (), **given}
    opened = _opened(_located(paths, run), paths, run)
    session = opened.session
    groups = by_subject(
        question for path in opened.chosen for question in questions_of(session.note(path), session.vault)
    )
    if output_format == "json":
        import json

        click.echo(
            json.dumps([asdict(each) for group in groups.values() for each in group], ensure_ascii=False, indent=2)
        )
    elif not groups:
        _notice(run, "no question is left open")
    elif output_format == "markdown":
        click.echo("\n".join(map(printable, as_markdown(groups, session.vault))))
    else:
        prefix = _prefix(session.root, Path.cwd())
        for subject, group in groups.items():
            company = group[0].company
            click.echo(inert(f"{subject} ({prefix}{company})" if company else subject))
            for each in group:
                click.echo(f"  {printable(prefix + each.path)}:{each.line}:{each.column}  {printable(each.text)}")
    return FAILED if _failed(session, ()) else CLEAN


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit code. Prints no traceback for anything a user can bring about."""
    given = [_unmistakable(each) for each in (sys.argv[1:] if arguments is None else arguments)]
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started this
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115 - open to the end
        with suppress(AttributeError, ValueError):
            getattr(sys, name).reconfigure(encoding="utf-8", errors="backslashreplace")
    lang = language(_flag(given, "--lang"), None, os.environ)
    # A run makes millions of small values that live to its end and few circles: looking for those costs a fifth of it.
    gc.disable()
    code = FAILED
    try:
        result = cli.main(args=given, prog_name="vaulttools", standalone_mode=False, obj=lang)
        code = result if isinstance(result, int) else CLEAN
        sys.stdout.flush()
    except Failure as failure:
        _fail(failure.message, failure.help, lang)
    except click.NoSuchOption as error:
        _fail(say("there is no option `{name}`", lang, name=error.option_name), _instead(error, lang), lang)
    except click.MissingParameter as error:
        _fail(say("`{name}` is missing", lang, name=_named(error.param)), _see_help(error, lang), lang)
    except click.BadParameter as error:
        _fail(*_no_value(error, lang), lang)
    except click.BadOptionUsage as error:
        is_given = "does not take" in error.message
        words = say("`{name}` takes no value" if is_given else "`{name}` needs a value", lang, name=error.option_name)
        _fail(words, _see_help(error, lang), lang)
    except click.UsageError as error:
        _, is_extra, extra = error.message.partition("unexpected extra argument")
        if is_extra:
            extra = extra.partition("(")[2].rstrip(")")
            _fail(say("nothing is to stand here: `{extra}`", lang, extra=extra), _see_help(error, lang), lang)
            return FAILED
        _fail(error.format_message(), _see_help(error, lang), lang)
    except click.ClickException as error:
        _fail(error.format_message(), None, lang)
    except click.exceptions.Abort:
        return 130
    except BrokenPipeError:
        # Whoever read has had enough; the interpreter must not complain when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        if error.filename is None:
            _fail(say("the output cannot be written: {error}", lang, error=disk.reason(error)), None, lang)
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        else:
            _fail(say("`{path}`: {reason}", lang, path=error.filename, reason=disk.reason(error)), None, lang)
        return FAILED
    return code


def _unmistakable(argument: str) -> str:
    """`argument`, written so that a note whose name begins with `-` is no option: hooks put names behind the options."""
    is_note = argument.startswith("-") and argument[-3:].lower() == ".md" and os.path.lexists(argument)
    return f"./{argument}" if is_note else argument


def _no_value(error: click.BadParameter, lang: str) -> tuple[str, str]:
    """What is wrong with the value that an option or argument was given, and what it may be."""
    help = _see_help(error, lang)
    value, is_not, _ = error.message.partition(" is not ")
    if not is_not and isinstance(getattr(error.param, "type", None), click.Path):
        return say("`{path}` is a file, not a folder", lang, path=value.partition("'")[2].rpartition("'")[0]), help
    if not is_not:
        return error.format_message(), help
    choices = getattr(error.param.type, "choices", None) if error.param is not None else None
    if choices:
        help = say("choose one of these: {values}", lang, values=tuple(choices))
    return say("`{value}` is no value for `{name}`", lang, value=value.strip("'"), name=_named(error.param)), help


def _named(param: click.Parameter | None) -> str:
    """What a user calls `param`: its long option, or the name that the help gives an argument."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return (param.metavar or (param.name or "").upper()) if isinstance(param, click.Argument) else ""


def _instead(error: click.NoSuchOption, lang: str) -> str:
    """What to write in the place of an option that is none."""
    name = error.option_name
    if (
        error.ctx is not None
        and error.ctx.command is cli
        and any(name in each.opts for each in cli.commands["check"].params)
    ):
        return say("write it behind the command: `vaulttools check {name}`", lang, name=name)
    if (command := name.lstrip("-")) in cli.commands:
        return say("it is a command: `vaulttools {command}`", lang, command=command)
    like = next(iter(error.possibilities or ()), None)
    return say("did you mean `{like}`?", lang, like=like) if like else _see_help(error, lang)


def _see_help(error: click.UsageError, lang: str) -> str:
    where = error.ctx.command_path if error.ctx is not None else "vaulttools"
    return say("`{command} --help` lists what there is", lang, command=where)


def _flag(arguments: Sequence[str], name: str) -> str | None:
    """The value of the option `name` in `arguments`, before they are parsed: even the help needs to know it."""
    for index, argument in enumerate(arguments):
        if argument == name and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith(f"{name}="):
            return argument[len(name) + 1 :]
    return None


def _fail(message: str, help: str | None, lang: str) -> None:
    from vaulttools.text import inert

    print("vaulttools: " + "\n".join(map(inert, message.split("\n"))), file=sys.stderr)  # noqa: T201
    if help:
        print(f"   = {say('help', lang)}: {help}", file=sys.stderr)  # noqa: T201
