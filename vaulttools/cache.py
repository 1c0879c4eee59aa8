"""What is kept from run to run, in a hidden folder of the vault: facts of notes, and reports of whole runs.

A note that nobody touched is not read again, and where nothing at all has changed, the last report is printed again. A
file is trusted only while it is the one that was read: same inode, size, time of change of its content and of its entry.
Deleting the folder changes nothing but time. What cannot be read is dropped, and nothing in it is ever run: facts are
stored as JSON in an SQLite file, which takes care of two runs at once.
"""

import json
import os
import sys
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TextIO, cast

from vaulttools import __version__, disk
from vaulttools.disk import Stamp

if TYPE_CHECKING:
    import sqlite3

    from vaulttools.note import Facts

FOLDER = ".vaulttools_cache"
"""The folder at the vault's root; it tells git and backups to leave it alone."""
FEWEST = 300
"""A vault of fewer notes is read as quickly as its cache, and gets none."""
SETTLED = 2_000_000_000
"""Nanoseconds after which a file's times are sure to change with its content; FAT counts in two seconds."""

_MARK = "Signature: 8a477f597d28d172789f06886806bc55\n# A cache of vaulttools; it may be deleted at any time.\n"


def _fields() -> tuple[str, ...]:
    from dataclasses import fields

    from vaulttools.note import Facts

    return tuple(field.name for field in fields(Facts))


def _format() -> str:
    """What the stored facts depend on beside the notes: the version and what facts there are."""
    import pyromark

    return f"{__version__} {pyromark.__version__} {' '.join(_fields())}"


class Cache:
    """The facts of the vault at `root` as they were when last stored."""

    def __init__(self, root: Path) -> None:
        self._folder = root / FOLDER
        self._file = self._folder / "facts.sqlite"

    def load(self) -> Mapping[str, tuple[Stamp, "Facts"]]:
        """The stored facts by path, each with the stamp of the file they were read from; empty where there are none."""
        if not self._file.exists():
            return {}
        import sqlite3

        try:
            with closing(self._opened()) as connection:
                known = connection.execute("SELECT format FROM meta").fetchone()
                if known != (_format(),):
                    return {}
                rows = connection.execute("SELECT path, inode, size, mtime, ctime, facts FROM notes")
                return {path: (Stamp(*stamp), _facts(text)) for path, *stamp, text in rows}
        except (sqlite3.Error, ValueError, TypeError, RecursionError):
            self.drop()
            return {}

    def store(self, changed: Iterable[tuple[str, Stamp, "Facts"]], gone: Iterable[str]) -> None:
        """Keeps the facts of the notes that changed, and forgets those that are gone. What fails is left out.

        A file touched in the last two seconds is left out: it may change again without its times telling.
        """
        import sqlite3

        safe = time.time_ns() - SETTLED
        names = _fields()
        encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
        rows = [
            (
                path,
                stamp.inode,
                stamp.size,
                stamp.mtime_ns,
                stamp.ctime_ns,
                encode([getattr(facts, name) for name in names]),
            )
            for path, stamp, facts in changed
            if max(stamp.mtime_ns, stamp.ctime_ns) < safe and _is_utf8(path)
        ]
        lost = [(path,) for path in gone]
        if not rows and not lost:
            return
        try:
            _prepare(self._folder)
            if self._file.is_symlink():
                raise OSError("the cache is a link")
            with closing(self._opened()) as connection, connection:
                self._reset(connection)
                connection.executemany("DELETE FROM notes WHERE path = ?", lost)
                connection.executemany("INSERT OR REPLACE INTO notes VALUES (?, ?, ?, ?, ?, ?)", rows)
        except (sqlite3.Error, OSError, UnicodeEncodeError):
            return

    def drop(self) -> None:
        """Deletes what is stored."""
        with suppress(OSError):
            self._file.unlink()

    def _opened(self) -> "sqlite3.Connection":
        import sqlite3

        connection = sqlite3.connect(self._file, timeout=2)
        connection.execute("PRAGMA synchronous = OFF")  # A cache that a crash spoils is made anew.
        return connection

    def _reset(self, connection: "sqlite3.Connection") -> None:
        """Makes the tables where they are missing, and empties them where another version has filled them."""
        connection.execute("CREATE TABLE IF NOT EXISTS meta (format TEXT)")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS notes"
            " (path TEXT PRIMARY KEY, inode INTEGER, size INTEGER, mtime INTEGER, ctime INTEGER, facts TEXT) WITHOUT ROWID"
        )
        if connection.execute("SELECT format FROM meta").fetchone() != (_format(),):
            connection.execute("DELETE FROM meta")
            connection.execute("DELETE FROM notes")
            connection.execute("INSERT INTO meta VALUES (?)", (_format(),))


def _prepare(folder: Path) -> None:
    """Makes the folder where it is missing. Raises OSError where that cannot be, or where it is a link."""
    if not folder.is_dir():
        folder.mkdir()
        (folder / "CACHEDIR.TAG").write_text(_MARK, encoding="utf-8")
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    if folder.is_symlink():
        raise OSError("the cache is a link")


def _is_utf8(path: str) -> bool:
    try:
        os.fsencode(path).decode()
    except UnicodeDecodeError:
        return False
    return True


def _facts(text: str) -> "Facts":
    """The facts that were stored as `text`. Raises ValueError or TypeError for anything else."""
    from vaulttools.note import Facts

    values = json.loads(text)
    return Facts(*[_frozen(value) for value in values])


def _frozen(value: Any) -> Any:
    """Lists, which JSON makes of tuples, as tuples again."""
    if value.__class__ is list:
        return tuple([_frozen(item) if item.__class__ is list else item for item in value])
    if value.__class__ is str:
        return value
    raise ValueError("facts are texts and lists")


# -- reports


_KEPT = 3
"""So many reports are kept: those of the whole vault and of the hook are asked for in turn."""
_LARGEST = 64 << 20
"""Bytes of a report that are kept in any case; a larger one is kept if the notes are larger still."""
_HEADER = 4096
_REPORT = "report-"


class Reports:
    """The reports of earlier runs on the vault at `root`, each good for as long as all is as it was."""

    def __init__(self, root: Path, listing: disk.Listing, config: Path | None, question: object) -> None:
        """`question` is all that the report depends on beside the files of the vault; its `repr` must tell it.

        Raises OSError where the config cannot be read.
        """
        from hashlib import blake2b

        self._root = root
        self._folder = root / FOLDER
        self._stamps = listing.notes
        self._begun = time.time_ns()
        settings = [_digest(root / ".obsidian" / name) for name in disk.OBSIDIAN_SETTINGS]
        asked = (
            question,
            str(root),
            config and (str(config), config.read_bytes()),
            settings,
            _digest(root / disk.WORDS),
            list(_tool()),
            [(path, *stamp) for path, stamp in listing.notes.items()],
            listing.others,
        )
        key = blake2b(repr(asked).encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()
        self._file = self._folder / f"{_REPORT}{key}"
        self._recorder: _Recorder | None = None

    def replay(self, out: TextIO) -> int | None:
        """Writes the report of the same run to `out` and returns its exit code; None where there is none to trust."""
        try:
            with self._file.open("rb") as file:
                header = json.loads(file.read(_HEADER))
                report = file.read()
            code, length, check, files, head = (header[name] for name in ("code", "length", "check", "files", "head"))
            if (
                code not in (0, 1)
                or (length, check) != (len(report), zlib.crc32(report))
                or any(_digest(self._root / path) != digest for path, digest in files.items())
                or (head is not None and disk.head(self._root) != head)
            ):
                return None
            text = report.decode()
            with suppress(OSError):
                os.utime(self._file)
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None
        out.write(text)
        return int(code)

    def recording(self, out: TextIO) -> TextIO:
        """A stream that writes to `out`, and remembers what was written for `keep`."""
        self._recorder = _Recorder(out, self._folder)
        return cast(TextIO, self._recorder)

    def keep(self, code: int, files: Iterable[str], head: str | None) -> None:
        """Keeps what was recorded, with the exit code of the run.

        `files` are other files that the run has read, from the vault's root, and `head` the commit whose history it has
        read. Nothing is kept where a note was touched just before the run: it may change again without its times telling.
        """
        if self._recorder is None:
            return
        safe = self._begun - SETTLED
        size = sum(stamp.size for stamp in self._stamps.values())
        racy = any(max(stamp.mtime_ns, stamp.ctime_ns) >= safe for stamp in self._stamps.values())
        try:
            if racy or self._recorder.length > max(size, _LARGEST):
                self._recorder.drop()
                return
            known = {path: _digest(self._root / path) for path in files}
            self._recorder.finish(self._file, {"code": code, "files": known, "head": head})
            kept = sorted(self._folder.glob(f"{_REPORT}*"), key=os.path.getmtime)
            for file in kept[:-_KEPT]:
                file.unlink(missing_ok=True)
        except OSError:
            return


class _Recorder:
    """A stream that is also written to a file in `folder`, a piece at a time, as far as that can be done."""

    def __init__(self, out: TextIO, folder: Path) -> None:
        self._out = out
        self._folder = folder
        self._pieces: list[str] = []
        self._waiting = 0
        self._file: IO[bytes] | None = None
        self._check = 0
        self.length = 0
        """Bytes in the file."""

    def write(self, text: str) -> int:
        self._pieces.append(text)
        self._waiting += len(text)
        if self._waiting > 1 << 20:
            with suppress(OSError):
                self._flush()
        return self._out.write(text)

    def _flush(self) -> None:
        if self._file is None:
            from tempfile import NamedTemporaryFile

            _prepare(self._folder)
            self._file = NamedTemporaryFile(prefix=_REPORT, dir=self._folder, delete=False)  # noqa: SIM115 - see finish
            self._file.write(b" " * _HEADER)
        data = "".join(self._pieces).encode("utf-8", "backslashreplace")  # as the streams of a terminal do
        self._pieces.clear()
        self._waiting = 0
        self._check = zlib.crc32(data, self._check)
        self.length += len(data)
        self._file.write(data)

    def finish(self, file: Path, header: Mapping[str, object]) -> None:
        """Puts what was written into `file`, behind a header. Raises OSError where that cannot be done."""
        self._flush()
        head = json.dumps({**header, "length": self.length, "check": self._check}).encode()
        if self._file is None or len(head) > _HEADER:
            self.drop()
            return
        with self._file:
            self._file.seek(0)
            self._file.write(head)
        os.replace(self._file.name, file)

    def drop(self) -> None:
        """Forgets what was written."""
        if self._file is not None:
            with self._file, suppress(OSError):
                os.unlink(self._file.name)


def _digest(file: Path) -> str:
    """What tells whether the content of `file` has changed; empty where there is none to be read."""
    from hashlib import blake2b

    try:
        return blake2b(file.read_bytes(), digest_size=20).hexdigest()
    except OSError:
        return ""


def _tool() -> Iterator[object]:
    """What a report depends on beside the vault and what was asked: this program, the packages beside it, and Python.

    The files of this program count by their times, so that who changes a rule is not shown what the old one said.
    """
    yield __version__, sys.version, sys.platform
    pending = [os.path.dirname(__file__)]
    while pending:
        for entry in sorted(os.scandir(pending.pop()), key=lambda entry: entry.name):
            if entry.is_dir():
                pending.append(entry.path)
            elif not entry.name.endswith(".pyc"):
                status = entry.stat()
                yield entry.name, status.st_size, status.st_mtime_ns
    for folder in sys.path:
        if os.path.basename(folder) in ("site-packages", "dist-packages"):
            with suppress(OSError):
                yield folder, sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))
