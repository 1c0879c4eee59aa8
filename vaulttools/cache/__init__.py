"""What is kept from run to run, in a hidden folder of the vault: facts of notes, reports, and what the analyser said.

A note that nobody touched is not read again, and where nothing at all has changed, the last report is printed again. A
file is trusted only while it is the one that was read: same inode, size, time of change of its content and of its entry.
Deleting the folder changes nothing but time. What cannot be read is dropped, and so is a folder that was made elsewhere;
nothing in it is ever run.
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import vaulttools
from vaulttools import __version__
from vaulttools.digest import blake2b
from vaulttools.files import disk
from vaulttools.files.disk import Stamp

if TYPE_CHECKING:
    import sqlite3

FOLDER = ".vaulttools_cache"
"""The folder at the vault's root; it tells git and backups to leave it alone."""
FEWEST = 300
"""A vault of fewer notes is read as quickly as its cache, and gets none."""
SETTLED = 100_000_000
"""Nanoseconds after which a file's times are sure to change with its content: the clocks of systems tick within 16 ms."""
COARSE = 2_000_000_000
"""The same where files have no fractions of seconds: FAT counts in two seconds, HFS+ in one."""

_TAG = "CACHEDIR.TAG"
_MARK = "Signature: 8a477f597d28d172789f06886806bc55\n# A cache of vaulttools; it may be deleted at any time.\n"
_IGNORE = ".gitignore"
_LONGEST = 100
"""So many bytes are read of it: a stranger's may have no end."""


def is_ours(folder: Path) -> bool:
    """Whether the folder was made on this machine. One that came with a repository may say anything of the notes beside it."""
    try:
        return not folder.is_symlink() and disk.text(folder / _IGNORE, most=_LONGEST) == _ignoring(folder)
    except OSError:
        return False


def _ignoring(folder: Path) -> str:
    """What tells git to leave the folder alone, and us where its tag was made: a copy has another number, and one from git another time.

    The time of its entry does not count: programs that synchronise vaults write attributes to all files in them.
    """
    made = os.lstat(folder / _TAG)
    return f"*\n# {made.st_ino} {made.st_mtime_ns}\n"


def prepared(folder: Path) -> Path:
    """Creates the folder, if it is missing or is not ours, and returns it. Raises OSError if that fails, or if it is a link."""
    if folder.is_symlink():
        raise OSError("the cache is a link")
    if not is_ours(folder):
        folder.mkdir(exist_ok=True)
        for entry in os.scandir(folder):
            if not entry.is_dir(follow_symlinks=False):
                os.unlink(entry)
        (folder / _TAG).write_text(_MARK, encoding="utf-8")
        (folder / _IGNORE).write_text(_ignoring(folder), encoding="utf-8")
    return folder


NOT_OURS = (ValueError, TypeError, AttributeError, LookupError, RecursionError)
"""What may be raised when something is read that somebody else may have stored."""


def opened(file: Path, tables: Mapping[str, str]) -> "sqlite3.Connection":
    """A connection to the database in `file`, created if there is none, which contains nothing but `tables`, by their names.

    Raises sqlite3.DatabaseError if it contains anything else, such as a view, which may have no end. Raises OSError if
    it is not a file.
    """
    import sqlite3

    if os.path.exists(file) and not os.path.isfile(file):
        raise OSError("not a regular file")
    # It may be closed by another thread, in which what held it is freed.
    connection = sqlite3.connect(file, timeout=2, check_same_thread=False)
    try:
        connection.execute("PRAGMA synchronous = OFF")  # A cache that a crash spoils is made again.
        ours = {f"CREATE TABLE {name} {columns}" for name, columns in tables.items()}
        made = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        if not ours.issuperset(sql for (sql,) in made):
            raise sqlite3.DatabaseError("somebody else made this")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def encode(value: object) -> str:
    """`value` as JSON without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def unsettled(stamps: Mapping[str, Stamp], now: int) -> set[str]:
    """The files, of those with `stamps`, whose content may change after `now`, in nanoseconds, without their times telling."""
    coarse = now - COARSE
    return {
        path
        for path, stamp in stamps.items()
        if (last := max(stamp.mtime_ns, stamp.ctime_ns)) >= coarse and (last >= now - SETTLED or _is_coarse(stamp))
    }


def _is_coarse(stamp: Stamp) -> bool:
    """Whether the times of the file count in whole seconds, as far as `stamp` tells: others than the last change can be set."""
    return (stamp.mtime_ns if os.name == "nt" else stamp.ctime_ns) % 1_000_000_000 == 0


def digest_of(value: object) -> str:
    """A digest of the `repr` of `value`."""
    return blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()


def digest_of_texts(*texts: str) -> str:
    """A digest of `texts`, which may be long."""
    return blake2b("\0".join(texts).encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()


def digest(file: Path) -> str:
    """A digest of the content of `file`; empty if it cannot be read."""
    try:
        return blake2b(disk.read(file)[0], digest_size=20).hexdigest()
    except OSError:
        return ""


@cache
def digest_of_tool() -> str:
    """A digest of this program, the packages it can import, and Python."""
    return digest_of(list(_parts()))


def _parts() -> Iterator[object]:
    """What findings depend on besides the vault and the options: this program, the packages it can import, and Python.

    The files of this program count with their times, so that a changed rule is run again.
    """
    yield __version__, sys.version, sys.platform
    pending = [os.path.dirname(vaulttools.__file__)]
    while pending:
        for entry in sorted(os.scandir(pending.pop()), key=lambda entry: entry.name):
            if entry.is_dir():
                if entry.name != "__pycache__":
                    pending.append(entry.path)
            else:
                status = entry.stat()
                yield entry.name, status.st_size, status.st_mtime_ns
    for folder in sys.path:
        if os.path.basename(folder) in ("site-packages", "dist-packages"):
            with suppress(OSError):
                yield folder, sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))
