"""Finds the vault that a command is about, reads its config, and opens it."""

import os
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from vaulttools.cli.base import ALLOW_PLUGINS, Failure, Run, columns, is_quiet, notice, reader_lang, said, speak
from vaulttools.files import disk, git, walk
from vaulttools.language import language
from vaulttools.locale import translate
from vaulttools.values import NamedTuple

if TYPE_CHECKING:
    from vaulttools.config import Config
    from vaulttools.config.source import ConfigError
    from vaulttools.registry import Registry
    from vaulttools.session import Progress, Session


class Opened(NamedTuple):
    """A vault, and what a run is to look at in it."""

    session: "Session"
    chosen: list[str]
    """The notes, canvases and bases that are meant."""
    beside: list[str]
    """Others, which those can break."""
    stdin: str | None = None
    """The path of the note that came from standard input."""
    given: bytes = b""
    """What came from there."""


class Located(NamedTuple):
    """Where a vault is, and what files it has."""

    root: Path
    listing: "walk.Listing"
    stdin: str | None = None
    """The path, from the root, of the note that comes from standard input."""
    gone: tuple[Path, ...] = ()
    """The files named that are no longer there."""


def located(run: Run) -> Located:
    """The vault that holds the paths of `run`. Raises Failure if they make no sense."""
    paths = run.paths
    stdin = _means_stdin(run)
    gone = tuple(path for path in paths if not stdin and not os.path.lexists(path))
    start = Path(os.path.abspath(run.stdin_filename if stdin and run.stdin_filename else next(iter(paths), "")))
    root = disk.find_root(start.parent if stdin else start)
    if paths and not stdin and not disk.is_root(root):
        root = _unmarked(paths)
    if not disk.is_root(root) and disk.holds_home(root):
        raise Failure(
            "`{path}` holds more than a vault",
            "run it in the folder of your notes, or name that; if this is your vault, run `vaulttools init` there first",
            path=str(root),
        )
    if not stdin:
        _must_be_one_vault(root, paths)
    # What git knows has been there, other notes may still point to.
    missing = next(
        (path for path in gone if not run.affected or git.last_known(root, disk.path_from(root, path)) is None), None
    )
    if missing is not None:
        raise Failure("`{path}` does not exist", path=str(missing))
    return Located(root, walk.listing(root), disk.relative(start, root) if stdin else None, gone)


def _must_be_one_vault(root: Path, paths: Sequence[Path]) -> None:
    """Raises Failure if one of `paths` is outside the vault at `root`, or in a vault inside it, which may have another config."""
    inner: dict[Path, Path] = {}
    for path in paths:
        folder = Path(os.path.abspath(path if path.is_dir() else path.parent))
        if folder not in inner:
            inner[folder] = disk.find_root(folder)
        is_below = _is_below(path, root)
        if is_below and not (root in inner[folder].parents and disk.is_root(inner[folder])):
            continue
        raise Failure(
            "`{path}` is in the vault at `{inner}`, inside the one at `{root}`"
            if is_below
            else "`{path}` is not in the vault at `{root}`",
            "run vaulttools separately for each vault; for a pre-commit hook, `files: ^notes/` chooses those of one",
            path=str(path),
            inner=str(inner[folder]),
            root=str(root),
        )


def _means_stdin(run: Run) -> bool:
    """Whether the note comes from standard input. Raises Failure if it has no path, or is not alone."""
    stdin = Path("-") in run.paths
    if stdin and not run.stdin_filename:
        raise Failure("a note from standard input needs a path", "add `--stdin-filename companies/Acme.md -`")
    if run.stdin_filename and not stdin:
        raise Failure("`--stdin-filename` needs a note on standard input", "write `-` as the path")
    if stdin and len(run.paths) > 1:
        raise Failure("a note from standard input is checked alone", "give no path other than `-`")
    return stdin


def _unmarked(paths: Sequence[Path]) -> Path:
    """The folder that holds all of `paths`, which is the vault where none says it is one; tells so where more may lie around it."""
    folders = [Path(os.path.abspath(path if path.is_dir() else path.parent)) for path in paths]
    try:
        root = Path(os.path.commonpath(folders))
    except ValueError:  # on several drives
        return folders[0]
    if Path.cwd() in root.parents:
        notice(
            "treating `{path}` as the whole vault; if it begins in a parent folder, run `vaulttools init` there",
            path=disk.relative(root),
        )
    return root


def recovered(where: Located) -> Located:
    """`where` after what a killed run has left half done there is finished."""
    from vaulttools.files import writer

    is_changed = writer.recover(where.root, where.listing.unfinished)
    return where._replace(listing=walk.listing(where.root)) if is_changed else where


def opened_by(run: Run, writes: bool = False) -> Opened:
    """The vault that `run` is about; one that `writes` first finishes what a killed run has left half done."""
    where = located(run)
    return opened_at(recovered(where) if writes else where, run)


def opened_at(where: Located, run: Run) -> Opened:
    """The vault found `where`, with the notes that the paths of `run` mean, by the config and what the command line selects."""
    from vaulttools.session import Session
    from vaulttools.session.changes import affected, changed

    config = config_of(where.root, run.config_file, run.allow_plugins)
    if config.lang:
        speak(language(None, config.lang, os.environ))
    config = _selected(config, run)
    cached = not run.no_cache
    session = Session(where.root, config, progress(), cached, run.jobs, where.listing)
    if where.stdin is not None:
        given = sys.stdin.buffer.read() if sys.stdin is not None else b""
        session.update(where.stdin, given)
        return Opened(session, [where.stdin] if session.looks_at(where.stdin) else [], [], where.stdin, given)
    gone = {disk.path_from(where.root, path) for path in where.gone}
    if run.affected and (pushed := os.environ.get("PRE_COMMIT_FROM_REF")):
        # pre-commit looks at a range of commits: what they changed is committed already.
        session.history.since = git.base(where.root, pushed) or "HEAD"
    there = [path for path in run.paths if path not in where.gone]
    if run.paths:
        chosen = session.paths(there) if there else []
    else:
        chosen = changed(session) if run.affected else session.paths()
    return Opened(session, chosen, sorted(affected(session, chosen, gone)) if run.affected else [])


def _is_below(path: Path, root: Path) -> bool:
    real = os.path.realpath(path.parent) if path.name != ".." else os.path.realpath(path)
    return Path(os.path.realpath(root)) in (Path(real), *Path(real).parents) or path.resolve() == root.resolve()


def config_of(root: Path, file: Path | None, allow_plugins: bool, leaving_out: bool = False) -> "Config":
    """The config of the vault at `root`, or the one in `file`.

    Plug-ins that it names and that may not run raise Failure, or, where that will do, are left out.
    """
    from vaulttools.config import Config

    def registry(modules: tuple[str, ...]) -> "Registry":
        return registry_of(modules, allow_plugins, leaving_out)

    if file is None and (file := disk.find_config(root)) is not None and disk.leads_out(file, file.parent):
        raise Failure(
            "`{path}` is a symbolic link that leads outside the vault",
            "name the file it points to with `--config`",
            path=str(file),
        )
    if file is None:
        return Config(registry(()))
    from vaulttools.config.file import read
    from vaulttools.config.source import ConfigError

    try:
        return read(file, registry)
    except ConfigError as error:
        raise _config_failure(error) from error


def _selected(config: "Config", run: Run) -> "Config":
    """`config` with the rules that the command line selects."""
    from vaulttools.config import Selection, check_selector

    def split(values: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for value in values for name in value.replace(",", " ").split())

    select, extend_select, ignore = map(split, (run.select, run.extend_select, run.ignore))
    for selector in (*select, *extend_select, *ignore):
        check_selector(config.registry, selector, Failure)
    return config.with_selection(Selection(select or None, extend_select, ignore))


def registry_of(modules: tuple[str, ...], allowed: bool, leaving_out: bool = False) -> "Registry":
    """The rules there are, those of plug-ins too. Where those that the config names may not run, raises Failure or leaves them out."""
    from vaulttools.registry import PluginError, Registry, installed_plugins, plugin_rules

    left_out = () if allowed else modules
    if left_out and not leaving_out:
        raise Failure(
            "the config names plug-ins: {modules}",
            "to run their code, use `--allow-plugins` or set {variable}=1 in your environment",
            modules=", ".join(modules),
            variable=ALLOW_PLUGINS,
        )
    try:
        return Registry(plugin_rules(dict.fromkeys((*installed_plugins(), *(modules if allowed else ())))), left_out)
    except PluginError as error:
        help = "install it, or name its folder in PYTHONPATH" if isinstance(error.__cause__, ImportError) else None
        raise Failure("{error}", help, error=error.reason) from error


def _config_failure(error: "ConfigError") -> Failure:
    from vaulttools.reporters.text import snippet
    from vaulttools.text import Lines, printable

    where = disk.relative(error.file)
    lines = Lines(error.text)
    head = where
    shown: list[str] = []
    if error.span is not None:
        start, end = lines.position(error.span.start), lines.position(error.span.end)
        head = f"{where}:{start.line}:{start.column}"
        shown = snippet(lines.at(error.span.start).of(error.text), start, end, columns(sys.stderr))
    message = "\n".join([f"{printable(head)}: {translate(error.message, reader_lang())}", *shown])
    return Failure.of(message, translate(error.help, reader_lang()) if error.help else None)


def progress() -> "Progress | None":
    """Tells how far a run has come, once it takes a second, where a person is watching."""
    if is_quiet() or not sys.stderr.isatty():
        return None
    begun = time.monotonic()
    shown = begun + 1

    def tell(done: int, of: int, checked: bool) -> None:
        nonlocal shown
        now = time.monotonic()
        if done == of and shown > begun + 1:
            sys.stderr.write("\r\x1b[K")
        elif now > shown:
            shown = now + 0.1
            words = said(
                "checking {done} of {of} notes" if checked else "reading {done} of {of} notes", done=done, of=of
            )
            sys.stderr.write(f"\r\x1b[K{words}")
            sys.stderr.flush()

    return tell
