"""Facts kept from run to run, in a hidden folder of the vault, so that a note nobody touched is not read again.

A note's facts are trusted only while its file is the one they were read from: same inode, size, time of change of its
content and of its entry. Deleting the folder changes nothing but time. What cannot be read is dropped, and nothing in
it is ever run: facts are stored as JSON in an SQLite file, which takes care of two runs at once.
"""

import json
import os
import time
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vaulttools import __version__
from vaulttools.disk import Stamp
from vaulttools.note import Facts

if TYPE_CHECKING:
    import sqlite3

FOLDER = ".vaulttools_cache"
"""The folder at the vault's root; it tells git and backups to leave it alone."""
FEWEST = 300
"""A vault of fewer notes is read as quickly as its cache, and gets none."""
SETTLED = 2_000_000_000
"""Nanoseconds after which a file's times are sure to change with its content; FAT counts in two seconds."""

_MARK = "Signature: 8a477f597d28d172789f06886806bc55\n# A cache of vaulttools; it may be deleted at any time.\n"


_FIELDS = tuple(field.name for field in fields(Facts))


def _format() -> str:
    """What the stored facts depend on beside the notes: the version and what facts there are."""
    import pyromark

    return f"{__version__} {pyromark.__version__} {' '.join(_FIELDS)}"


class Cache:
    """The facts of the vault at `root` as they were when last stored."""

    def __init__(self, root: Path) -> None:
        self._folder = root / FOLDER
        self._file = self._folder / "facts.sqlite"

    def load(self) -> Mapping[str, tuple[Stamp, Facts]]:
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

    def store(self, changed: Iterable[tuple[str, Stamp, Facts]], gone: Iterable[str]) -> None:
        """Keeps the facts of the notes that changed, and forgets those that are gone. What fails is left out.

        A file touched in the last two seconds is left out: it may change again without its times telling.
        """
        import sqlite3

        safe = time.time_ns() - SETTLED
        encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
        rows = [
            (
                path,
                stamp.inode,
                stamp.size,
                stamp.mtime_ns,
                stamp.ctime_ns,
                encode([getattr(facts, name) for name in _FIELDS]),
            )
            for path, stamp, facts in changed
            if max(stamp.mtime_ns, stamp.ctime_ns) < safe and _is_utf8(path)
        ]
        lost = [(path,) for path in gone]
        if not rows and not lost:
            return
        try:
            self._prepare()
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

    def _prepare(self) -> None:
        if not self._folder.is_dir():
            self._folder.mkdir()
            (self._folder / "CACHEDIR.TAG").write_text(_MARK, encoding="utf-8")
            (self._folder / ".gitignore").write_text("*\n", encoding="utf-8")
        if self._folder.is_symlink() or self._file.is_symlink():
            raise OSError("the cache is a link")

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


def _is_utf8(path: str) -> bool:
    try:
        os.fsencode(path).decode()
    except UnicodeDecodeError:
        return False
    return True


def _facts(text: str) -> Facts:
    """The facts that were stored as `text`. Raises ValueError or TypeError for anything else."""
    values = json.loads(text)
    return Facts(*[_frozen(value) for value in values])


def _frozen(value: Any) -> Any:
    """Lists, which JSON makes of tuples, as tuples again."""
    if value.__class__ is list:
        return tuple([_frozen(item) if item.__class__ is list else item for item in value])
    if value.__class__ is str:
        return value
    raise ValueError("facts are texts and lists")
