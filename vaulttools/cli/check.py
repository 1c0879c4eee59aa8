"""`check`: says what is wrong."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    own_bytes,
    reader_lang,
    replace_own,
)
from vaulttools.cli.opening import Located, Opened, located, opened_at, recovered
from vaulttools.cli.options import GATE, PATH, PATHS, RUN, command, option
from vaulttools.cli.report import Form, Sift, must_be_free, must_be_writable, prefix_in, report
from vaulttools.files import disk, git
from vaulttools.values import replace

if TYPE_CHECKING:
    from vaulttools.cache.reports import Reports
    from vaulttools.findings import Diagnostic
    from vaulttools.history import Former
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
    _accepting_goes_alone(
        {"--write-baseline": write_baseline is not None, "--add-words": add_words},
        {"--output-file": output_file is not None, "--since": since is not None, "--profile": profile},
    )
    where = located(run)
    for file in filter(None, (output_file, write_baseline)):
        must_be_writable(where, file, run.config_file)
    if add_words or write_baseline is not None:
        return _accept(opened_at(recovered(where), run), write_baseline)
    asked = (run.paths, output_format, statistics, fail_on, exit_zero)
    is_kept = output_file is None and not (since or profile)
    reports = _reports(where, run, asked, output_format) if is_kept else None
    if reports is not None and (code := reports.replay(sys.stdout)) is not None:
        return code
    opened = opened_at(where, run._replace(jobs=1) if profile else run)
    session, chosen = opened.session, opened.chosen
    if reports is not None:
        session.history.head = None
    if output_file is not None:
        must_be_free(session, output_file)
    sift = _sifting(opened, since)
    with _profiled(session) if profile else nullcontext():
        tally, pieces = report(opened, run, Form(output_format, statistics, output_file), sift, reports)
    if not chosen and not opened.beside:
        _tell_why_nothing(run, where)
    _name_extra(session, tally, run, output_format)
    code = exit_code(session, tally, fail_on, exit_zero)
    if reports is not None and len(chosen) >= FEWEST and code != FAILED and session.config.registry.is_builtin:
        canvases = session.listing.canvases if session.asked.by_links else ()  # these link to notes, too
        reports.keep(code, [*session.config.files, *canvases], session.history.head, pieces)
    return code


def _accepting_goes_alone(accepting: Mapping[str, bool], reporting: Mapping[str, bool]) -> None:
    """Raises Failure if an option that accepts findings is given together with another one; True says which are given."""
    one, *others = [each for each, is_given in {**accepting, **reporting}.items() if is_given] or [""]
    if one in accepting and others:
        raise Failure("`{one}` does not go with `{other}`", "run them one after the other", one=one, other=others[0])


def _tell_why_nothing(run: Run, where: Located) -> None:
    """Says why no note was checked."""
    if run.affected and not run.paths:
        notice("no notes checked: none has changed since the last commit")
    elif not run.paths:
        notice("no notes checked: the vault has none, or all are excluded")
    elif where.gone:
        notice("no notes checked: none links to what was deleted")
    else:
        notice("no notes checked: the paths hold no notes, or all are excluded")


@contextmanager
def _profiled(session: "Session") -> Iterator[None]:
    """Tells where the time goes."""
    from vaulttools.timing import Timing

    timing = Timing()
    with timing.watching(session.config.registry.rules.values()):
        yield
    sys.stdout.flush()
    aside(timing.table(reader_lang()))


_KOREAN = frozenset("stray-space stray-jamo impossible-syllable detached-particle wrong-particle".split())
"""Rules that only find something in Korean. (`missing-space` finds English sentences, too.)"""


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


def _reports(where: Located, run: Run, asked: object, output_format: str) -> "Reports | None":
    """The reports of earlier runs, where one may be printed again."""
    if run.no_cache or run.affected or where.stdin or len(where.listing.notes) < FEWEST:
        return None
    if run.paths and len(run.paths) < FEWEST and not any(map(os.path.isdir, run.paths)):
        return None
    from vaulttools.cache.reports import Reports

    config = run.config_file or disk.find_config(where.root)
    options = run.select, run.extend_select, run.ignore, run.config_file, run.allow_plugins, run.lang, run.quiet
    shown = colored(run.color, sys.stdout), columns(sys.stdout), prefix_in(where.root, output_format)
    with suppress(OSError):
        return Reports(where.root, where.listing, config, (asked, options, os.getcwd(), reader_lang(), shown))
    return None


def _accept(opened: Opened, baseline: Path | None) -> int:
    """Accepts what is found: in a `baseline`, or the words that are reported as misspelt; returns the exit code."""
    if baseline is not None:
        must_be_free(opened.session, baseline, as_baseline=True)
    found = _add_words(opened) if baseline is None else _write_baseline(opened, baseline)
    return FAILED if failed(opened.session, {each.rule for each in found}) else CLEAN


def _write_baseline(opened: Opened, file: Path) -> "Sequence[Diagnostic]":
    """Accepts all that is found, which it returns, in a baseline."""
    from vaulttools.baseline import Baseline
    from vaulttools.session.checking import check

    session = opened.session
    found = check(session, opened.chosen, opened.beside)
    replace_own(file.parent, file.name, Baseline.of(found).dump().encode(), own_bytes(file))
    notice("wrote `{path}`: a baseline that accepts {findings}", findings=counted(len(found)), path=str(file))
    root, real = session.root.resolve(), file.resolve()
    if session.config.baseline is None and real.is_relative_to(root):
        path = real.relative_to(root).as_posix()
        notice("to use it, write `baseline: {path}` in `.vaulttools.yaml`", path=path)
    return found


def _add_words(opened: Opened) -> "Sequence[Diagnostic]":
    """Accepts the words that are reported as misspelt in what is found, which it returns."""
    from vaulttools.session.checking import check

    session = opened.session
    found = beyond_baseline(session)(check(session, opened.chosen, opened.beside))
    if new := session.new_words(found):
        path = session.root / disk.WORDS
        before = own_bytes(path)
        gap = b"\n" if before and not before.endswith(b"\n") else b""
        replace_own(
            session.root, disk.WORDS, (before or b"") + gap + "".join(f"{word}\n" for word in new).encode(), before
        )
        notice("words added to `{path}`: {count}", count=len(new), path=str(path))
    else:
        notice("no misspelt words found")
    return found


def exit_code(session: "Session", tally: "Tally", fail_on: str | None, exit_zero: bool) -> int:
    """The exit code for what was found; says first what could not be done."""
    if failed(session, tally.rules):
        return FAILED
    gate = session.config if fail_on is None else replace(session.config, fail_on=fail_on)
    return FINDINGS if not exit_zero and any(map(gate.fails, tally.severities)) else CLEAN


def _sifting(opened: Opened, since: str | None) -> Sift:
    """What takes away the findings that the baseline allows, and those that were there at the revision `since`."""
    session = opened.session
    beyond = beyond_baseline(session)
    if since is None:
        return beyond
    commit = git.base(session.root, since)
    if git.gave_no_answer(session.root):
        raise Failure("git did not answer in time", "see whether `git status` answers in this folder")
    if commit is None and git.run(session.root, "rev-parse", "--git-dir") is None:
        raise Failure("git knows of no repository here", "see whether `git status` answers in this folder")
    if commit is None:
        raise Failure(
            "`{name}` is not a revision of this repository",
            "name a commit, a branch or a tag after `--since`; a shallow clone may have to be fetched first",
            name=since,
        )
    sift = _Since(session, commit, beyond)
    try:
        sift.former  # noqa: B018 - it is read before other processes begin
    except LookupError as error:
        raise Failure(
            "this clone lacks files of `{name}`", "fetch them first: `git fetch --refetch`", name=since
        ) from error
    return sift


class _Since:
    """Takes away the findings that were there at a commit. Another process reads the commit itself."""

    def __init__(self, session: "Session", commit: str, beyond: Sift) -> None:
        """`beyond` takes away what the baseline allows."""
        self._asked = session, commit, beyond

    def __reduce__(self) -> tuple[Any, ...]:
        return _Since, self._asked

    @cached_property
    def former(self) -> "Former":
        """The vault at the commit. Raises LookupError if this clone does not have a file."""
        session, commit, _ = self._asked
        return session.history.former(session.vault, commit, session.given)

    def __call__(self, found: "list[Diagnostic]") -> "list[Diagnostic]":
        from vaulttools.baseline import Baseline
        from vaulttools.session.checking import earlier

        session, _, beyond = self._asked
        left = []
        for path, each in groupby(beyond(found), attrgetter("path")):
            now = [*each]
            before = earlier(session, path, now, self.former)
            left += Baseline.of(each._replace(path=path) for each in before).new(now)
        return left


def beyond_baseline(session: "Session") -> Sift:
    """What takes away the findings that the baseline allows, of each note once."""
    if session.config.baseline is None:
        return list
    from vaulttools.baseline import Baseline

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
