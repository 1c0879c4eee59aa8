"""The SQLite file of the cache, which copes with two runs at once. Where it cannot be used, a run does without it."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from vaulttools.cache import NOT_OURS, digest_of_tool, is_ours, opened, prepared

if TYPE_CHECKING:
    import sqlite3

Result = TypeVar("Result")

_TABLES = {
    "meta": "(format TEXT, state TEXT, names TEXT, facts TEXT, links TEXT)",
    "notes": "(path TEXT PRIMARY KEY, inode INTEGER, size INTEGER, mtime INTEGER, ctime INTEGER)",
    "texts": "(path TEXT PRIMARY KEY, naming TEXT, facts TEXT, links TEXT)",
    "censuses": "(key TEXT, census TEXT)",
    "lessons": "(path TEXT PRIMARY KEY, names TEXT, lesson TEXT) WITHOUT ROWID",
    "habits": "(names TEXT PRIMARY KEY, counts TEXT, digest TEXT)",
    "judged": "(token TEXT PRIMARY KEY, verdict TEXT) WITHOUT ROWID",
    "known": "(what TEXT PRIMARY KEY, world TEXT, value TEXT, digest TEXT)",
}


def _make_tables(connection: "sqlite3.Connection") -> None:
    """Creates the tables if they are missing, or were created by another version."""
    (count,) = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'meta'"
    ).fetchone()
    if count and connection.execute("SELECT format FROM meta").fetchone() == (digest_of_tool(),):
        return
    for name, columns in _TABLES.items():
        connection.execute(f"DROP TABLE IF EXISTS {name}")
        connection.execute(f"CREATE TABLE {name} {columns}")
    connection.execute("INSERT INTO meta VALUES (?, '', '0', '0', '0')", (digest_of_tool(),))


class Database:
    """The tables of a cache, in its folder: read and written in transactions."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "facts.sqlite"
        self._state = ""
        """Changes whenever facts are stored, so that two runs at once notice each other."""
        self._is_out_of_use = False
        """Whether it could not be used, perhaps because another run holds it."""
        self._connection: sqlite3.Connection | None = None
        """Open for as long as this process asks: to open it takes longer than to find a note's facts."""
        self._connected_by = 0
        """The process that opened it."""

    def __del__(self) -> None:
        if self._connection is not None:
            self._connection.close()

    def select(self, query: str, *values: str) -> list[Any]:
        """The rows that a query finds; none if the file cannot be read."""
        return self.read(lambda connection: connection.execute(query, values).fetchall()) or []

    def read(self, read: "Callable[[sqlite3.Connection], Result]") -> "Result | None":
        """What `read` returns; None if the file cannot be read, or another run has stored facts meanwhile."""
        if self._is_out_of_use or not os.path.exists(self._file):
            return None
        import sqlite3

        try:
            if self._connection is None and not is_ours(self._folder):
                return None
            with self._connected() as connection:
                connection.execute("BEGIN")
                format_, state = connection.execute("SELECT format, state FROM meta").fetchone()
                if format_ != digest_of_tool() or state != (self._state or state):
                    return None
                self._state = str(state)
                return read(connection)
        except (sqlite3.OperationalError, OSError):
            self._is_out_of_use = True
            return None
        except (sqlite3.Error, *NOT_OURS):
            self.drop()
            return None

    def write(self, write: "Callable[[sqlite3.Connection, bool], None]", changes_facts: bool = False) -> bool:
        """Runs `write`, and tells it whether nobody has stored facts since this run read any; returns success."""
        import sqlite3

        if self._is_out_of_use:
            return False
        new_state = os.urandom(8).hex()
        try:
            prepared(self._folder)
            if self._file.is_symlink():
                raise OSError("the cache is a link")
            with self._connected() as connection:
                connection.execute("BEGIN IMMEDIATE")
                _make_tables(connection)
                (state,) = connection.execute("SELECT state FROM meta").fetchone()
                write(connection, state == self._state)
                if changes_facts:
                    connection.execute("UPDATE meta SET state = ?", (new_state,))
        except (sqlite3.Error, OSError, *NOT_OURS):
            self._is_out_of_use = True
            return False
        if changes_facts:
            self._state = new_state
        return True

    def drop(self) -> None:
        """Deletes the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        with suppress(OSError):
            self._file.unlink()

    def _connected(self) -> "sqlite3.Connection":
        """The connection of this process; a copy of a process opens its own. Raises sqlite3.Error or OSError."""
        if self._connection is None or self._connected_by != os.getpid():
            self._connection, self._connected_by = opened(self._file, _TABLES), os.getpid()
        return self._connection
