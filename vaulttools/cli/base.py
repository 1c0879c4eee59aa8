"""What all commands share: failures, the language of the run, and what is said on the side. Imports no click."""

import os
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from vaulttools.files import disk
from vaulttools.locale import say
from vaulttools.values import NamedTuple

if TYPE_CHECKING:
    from vaulttools.session import Session


CLEAN, FINDINGS, FAILED = 0, 1, 2
"""Exit codes: nothing at or above the threshold, something, the tool could not do its work."""


ALLOW_PLUGINS = "VAULTTOOLS_ALLOW_PLUGINS"
"""An environment variable that allows the plug-ins a config names, as `--allow-plugins` does."""


class Failure(Exception):
    """What the tool could not do, in the reader's language; ends the run with exit code 2."""

    def __init__(self, template: str, help: str | None = None, **values: Any) -> None:
        lang = reader_lang()
        self.message = say(template, lang, **values)
        self.help = say(help, lang, **values) if help else None

    @classmethod
    def of(cls, words: str, help: str | None) -> "Failure":
        """A failure whose message is already in the reader's language."""
        failure = cls("")
        failure.message, failure.help = words, help
        return failure


class Run(NamedTuple):
    """What the command line says of a run, whatever is done in it: `options.PATHS` and `RUN`."""

    paths: tuple[Path, ...] = ()
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    config_file: Path | None = None
    stdin_filename: str | None = None
    affected: bool = False
    allow_plugins: bool = False
    lang: str | None = None
    color: str = "auto"
    quiet: bool = False
    no_cache: bool = False
    jobs: int = 0


class _Reader(NamedTuple):
    """Who is spoken to: in which language, whether the command line asked for it, and whether it asked for silence."""

    lang: str = "en"
    has_asked: bool = False
    is_quiet: bool = False


_NOBODY = _Reader()
_reader: ContextVar[_Reader] = ContextVar("reader")


def reader_lang() -> str:
    """The language of the run: `en` or `ko`."""
    return _reader.get(_NOBODY).lang


@contextmanager
def speaking(lang: str, is_asked: bool) -> Iterator[None]:
    """A run in `lang`; `is_asked` says whether the command line asked for it."""
    before = _reader.set(_Reader(lang, is_asked))
    try:
        yield
    finally:
        _reader.reset(before)


def speak(lang: str) -> None:
    """Goes on in `lang`, unless the command line asked for another."""
    reader = _reader.get(_NOBODY)
    if not reader.has_asked:
        _reader.set(reader._replace(lang=lang))


def hush(is_quiet: bool) -> None:
    """Goes on without what is said by `notice` and `progress`, if `is_quiet`."""
    _reader.set(_reader.get(_NOBODY)._replace(is_quiet=is_quiet))


def is_quiet() -> bool:
    """Whether nothing is to be said but what was found and what failed."""
    return _reader.get(_NOBODY).is_quiet


def said(template: str, **values: Any) -> str:
    """`template` in the language of the run, with its values."""
    return say(template, reader_lang(), **values)


def aside(words: str, end: str = "\n") -> None:
    """Prints `words` on standard error."""
    sys.stderr.write(words + end)
    sys.stderr.flush()


COMMANDS = ("check", "config", "enrich", "explain", "fix", "init", "new-rule", "questions", "rules")
"""Each is a module of its own, imported when the command is used."""


@contextmanager
def writing(file: Path) -> Iterator[None]:
    """Turns an error in writing `file` into a Failure."""
    from vaulttools.files.writer import WriteRefused  # a run that only reports writes nothing

    try:
        yield
    except (OSError, WriteRefused) as error:
        reason = disk.reason(error) if isinstance(error, OSError) else error.reason
        raise Failure("cannot write `{path}`: {error}", path=str(file), error=reason) from error


def own_file(file: Path) -> Path:
    """`file`, which must not lead elsewhere, nor be anything but a file. Raises Failure."""
    if file.is_symlink():
        raise Failure("`{path}` is a symbolic link", "remove it, or replace it with a regular file", path=str(file))
    if file.exists() and not file.is_file():
        raise Failure("`{path}` is not a regular file", "remove it", path=str(file))
    return file


def own_bytes(file: Path) -> bytes | None:
    """What a file of ours holds; None if there is none. Raises Failure."""
    try:
        return disk.whole(own_file(file))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Failure("cannot read `{path}`: {error}", path=str(file), error=disk.reason(error)) from error


def replace_own(root: Path, name: str, data: bytes, expected: bytes | None) -> None:
    """Writes a file of ours in a folder, such as the root of the vault, in one step, and removes one that would be empty.

    `expected` is what it holds now, None for one that is not there yet.
    """
    from vaulttools.files import writer

    with writing(root / name):
        own_file(root / name)
        if expected is None:
            writer.create(root, name, data)
        elif data:
            writer.write(root, name, data, expected)
        else:
            writer.remove(root, name, expected)


def shown_path(root: Path, path: str) -> str:
    """The note at `path` in the vault at `root`, as it is named from the current folder, to begin a line with."""
    from vaulttools.text import inert

    return inert(prefix_of(root, Path.cwd()) + path)


def prefix_of(root: Path, start: Path) -> str:
    """The path from `start` to the vault, ending in `/`; empty if they are the same."""
    way = disk.relative(root, start)
    return "" if way == "." else f"{way.rstrip('/')}/"


def colored(wanted: str, out: TextIO | None) -> bool:
    """Whether to colour `out`, by `--color` and its kind."""
    if wanted == "auto":
        return out is not None and out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted == "always"


def columns(out: TextIO | None) -> int:
    """How many columns `out` has; 100 if it is not a terminal."""
    if out is not None and out.isatty():
        import shutil

        return shutil.get_terminal_size((100, 24)).columns
    return 100


def failed(session: "Session", rules: Collection[str]) -> bool:
    """Whether the tool could not do all of its work; prints why."""
    from vaulttools.files import git

    if git.gave_no_answer(session.root):
        notice("git did not answer in time: what was committed was not looked at")
    for failure in dict.fromkeys(session.failures):  # a note may have been read more than once
        aside(said("`{path}`: {reason}", path=failure.path, reason=failure.reason))
    return bool(session.failures) or "rule-failed" in rules


def notice(template: str, **values: Any) -> None:
    """Prints a message on standard error, unless the run is quiet."""
    if not is_quiet():
        aside(said(template, **values))


def notes_counted(count: int) -> str:
    """A number of notes in words."""
    return said("{n} note" if count == 1 else "{n} notes", n=count)


def counted(count: int) -> str:
    """A number of findings in words."""
    return said("{n} finding" if count == 1 else "{n} findings", n=count)
