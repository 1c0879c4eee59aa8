"""Writes notes that have not changed since they were read; a crash at any moment leaves the old bytes or the new ones."""

import contextlib
import os
import stat
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from vaulttools.files import system
from vaulttools.files.disk import MOST_SETTINGS, TEMPORARY, Place, Stamp, held, is_note, read, reason, stamp
from vaulttools.message import Message
from vaulttools.values import NamedTuple

if TYPE_CHECKING:
    import io


class WriteRefused(Exception):
    """A file was not written, for this reason; its bytes have not changed."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


OUT = Message("it is a link out of the vault")


def _target(root: Path, path: str, refusal: Message = OUT) -> str:
    """The file or folder that `path` below `root` stands for, with all links followed. Raises WriteRefused if it is outside."""
    target = os.path.realpath(root / path)
    if not os.path.join(target, "").startswith(os.path.join(os.path.realpath(root), "")):
        raise WriteRefused(refusal)
    return target


@contextlib.contextmanager
def _held(root: Path, target: str, make: bool = False) -> Iterator[Place]:
    """As `disk.held`, of `target`, a path without links below `root`. Raises WriteRefused, also for any OSError meanwhile."""
    real = os.path.realpath(root)
    try:
        with held(real, os.path.relpath(target, real).replace(os.sep, "/"), make) as place:
            yield place
    except OSError as error:
        raise WriteRefused(reason(error)) from error


def expect(root: Path, path: str, expected: bytes | None, wanted: bytes | None = None) -> None:
    """Raises WriteRefused if the file at `path` below `root` holds neither `expected` nor `wanted`; None for no file."""
    if expected is not None:
        with _held(root, _target(root, path)) as place:
            _expect(place, expected, wanted)
    elif os.path.lexists(root / path):
        raise WriteRefused(Message("something already exists there"))


def _expect(place: Place, *expected: bytes | None) -> None:
    if read(place)[0] not in expected:
        raise WriteRefused(Message("another program has changed it in the meantime"))
    if not _status(place).st_mode & 0o222 or not os.access(place.path, os.W_OK, dir_fd=place.folder):
        # A mark that says "read only" holds for the super-user, too.
        raise WriteRefused(Message("the file is read-only"))


def _status(place: Place) -> os.stat_result:
    return os.stat(place.path, dir_fd=place.folder, follow_symlinks=False)


PATIENCE = 30.0
"""Seconds to wait for another run to finish writing."""


@contextlib.contextmanager
def sole_writer(root: Path) -> Iterator[None]:
    """Keeps other runs from writing to the vault at `root` meanwhile: between a last look at a note and its replacement.

    Raises WriteRefused if another one does not come to an end. Where a file system knows no locks, nothing is kept
    from anything.
    """
    descriptor, lock = system.lock(root)
    try:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                lock(descriptor)
            except OSError as error:
                if error.errno in system.LOCKED:
                    if time.monotonic() > until:
                        raise WriteRefused(Message("another run is writing to the vault")) from None
                    time.sleep(0.02)
                    continue
            break
        yield
    finally:
        os.close(descriptor)  # which ends the lock


class HardLinks:
    """Counts the names of files with hard links below a folder, which is searched once, when first asked."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._names: Counter[tuple[int, int]] | None = None

    def holds_all_of(self, status: os.stat_result) -> bool:
        """Whether all names of a file are below the folder, none of them in a folder with a dot."""
        if self._names is None:
            self._names = Counter()
            for folder, folders, files in os.walk(self._root):
                folders[:] = [name for name in folders if not name.startswith(".")]
                for name in files:
                    with contextlib.suppress(OSError):
                        found = os.lstat(os.path.join(folder, name))
                        self._names[found.st_dev, found.st_ino] += 1
        return self._names[status.st_dev, status.st_ino] >= status.st_nlink


def write(root: Path, path: str, data: bytes, expected: bytes, hard_links: HardLinks | None = None) -> bool:
    """Replaces the file at `path` below `root`, which holds `expected`, by `data`, in one step.

    Mode, owner, access list and extended attributes stay; a link stays a link. A file is overwritten where it is if
    another one could not be given all of these, or if it has several names, as replacing it would part them; returns
    whether it has. Raises WriteRefused if the file has changed since it was read, is a link out of the vault or has a
    name there, or cannot be replaced.
    """
    target = _target(root, path)
    with _held(root, target) as place:
        _expect(place, expected, data)
        status = _status(place)
        if status.st_nlink == 1:
            with contextlib.suppress(system.Unlike):
                _replace(place, target, data, expected, status)
                return False
        elif not (hard_links or HardLinks(root)).holds_all_of(status):
            raise WriteRefused(
                Message("the same file has another name outside the vault (a hard link), and would change there")
            )
        _overwrite(place, target, data, expected, status)
        return status.st_nlink > 1


def _replace(place: Place, target: str, data: bytes, expected: bytes, status: os.stat_result) -> None:
    temporary = _write_temporary(place, data)
    try:
        system.copy_attributes(place, temporary, status)
        if not _holds(place, expected) or not _is_still(target, status):
            raise WriteRefused(Message("another program has changed it in the meantime"))
        if not system.exchanged(temporary, place):
            os.replace(temporary.path, place.path, src_dir_fd=temporary.folder, dst_dir_fd=place.folder)
        elif _holds(temporary, expected, status.st_ino):
            _discard(temporary)
        else:
            # What was saved since the last look gets its place back, unless something was saved there meanwhile.
            system.exchanged(temporary, place)
            if not _holds(temporary, data):
                system.exchanged(temporary, place)
            raise WriteRefused(Message("another program has changed it in the meantime"))
    except BaseException:
        _discard(temporary)
        raise
    _sync_folder(place)


def _unlink(place: Place) -> None:
    os.unlink(place.path, dir_fd=place.folder)


def _discard(temporary: Place) -> None:
    """Removes a temporary file; where that fails, as another program has it open, what was written is written, and the next run removes it."""
    with contextlib.suppress(OSError):
        _unlink(temporary)


def _is_there(place: Place) -> bool:
    """Whether there is a file at `place`, and no link."""
    try:
        return stat.S_ISREG(_status(place).st_mode)
    except OSError:
        return False


def _holds(place: Place, data: bytes, inode: int | None = None) -> bool:
    """Whether there is a file at `place`, and no link, that holds `data`; with an `inode`, that very file."""
    try:
        status = _status(place)
        return stat.S_ISREG(status.st_mode) and inode in (None, status.st_ino) and read(place)[0] == data
    except OSError:
        return False


def _is_still(target: str, status: os.stat_result) -> bool:
    """Whether the file at `target`, a path without links, is the one of this status.

    What holds the same may be another one by now: a link out of the vault, or below one, or a file with other names.
    """
    return stamp(target) == Stamp.of(status) and os.path.realpath(target) == target


def _overwrite(place: Place, target: str, data: bytes, expected: bytes, status: os.stat_result) -> None:
    """Overwrites a file, which takes more than one step: a plan is kept until it is done."""
    with _unbuffered(place) as file:
        if (there := file.read(len(expected) + len(data) + 1)) == data:
            return  # written by another of its names
        if there != expected or not _is_still(target, status):
            raise WriteRefused(Message("another program has changed it in the meantime"))
        plan = _write_temporary(place, _Plan(os.path.basename(target), expected, data).dump())
        try:
            _sync_folder(place)
            _put(file, data)
        except OSError:
            with contextlib.suppress(OSError):
                _put(file, expected)
            file.seek(0)
            if file.read(len(there) + len(data)) == expected:  # else the next run finishes the plan
                _discard(plan)
            raise
        _discard(plan)


def _unbuffered(place: Place) -> "io.FileIO":
    return open(place.path, "r+b", buffering=0, opener=lambda _, flags: place.open(flags))


def _put(file: "io.FileIO", data: bytes) -> None:
    """Writes `data` to `file` in at most two steps: blank lines cover the end of a longer text until it is cut off."""
    file.seek(0)
    whole = memoryview(data.ljust(os.fstat(file.fileno()).st_size, b"\n"))
    while whole:
        whole = whole[file.write(whole) :]
    if file.tell() > len(data):
        file.truncate(len(data))
    os.fsync(file.fileno())


class _Plan(NamedTuple):
    """A plan to overwrite a file."""

    name: str
    old: bytes
    new: bytes

    def dump(self) -> bytes:
        """The plan as a file."""
        return b"%s\0%s\0%d %d\0%s%s" % (
            _PLAN,
            os.fsencode(self.name),
            len(self.old),
            len(self.new),
            self.old,
            self.new,
        )

    @classmethod
    def read(cls, data: bytes) -> "_Plan | None":
        """The plan that `dump` wrote; None if it is anything else, or incomplete."""
        try:
            mark, name, sizes, texts = data.split(b"\0", 3)
            old, new = map(int, sizes.split(b" "))
        except ValueError:
            return None
        if mark != _PLAN or len(texts) != old + new:
            return None
        return cls(os.fsdecode(name), texts[:old], texts[old:])

    def is_half_done(self, data: bytes) -> bool:
        """Whether a file with this `data` was left in the middle of the plan, and nobody has changed it since."""
        whole = self.new.ljust(len(self.old), b"\n")
        if data in (self.old, self.new) or not len(self.old) <= len(data) <= len(whole):
            return False
        return all(
            (part := data[at : at + _SECTOR]) in (self.old[at : at + _SECTOR], whole[at : at + len(part)])
            for at in range(0, len(data), _SECTOR)
        )


_PLAN = b"vaulttools plan"
_SECTOR = 512
"""How many bytes a disk writes in one step."""


def remove(root: Path, path: str, expected: bytes) -> None:
    """Removes the file at `path` below `root`, which holds `expected`. Raises WriteRefused if it has changed since, or stays."""
    with _held(root, _target(root, path)) as place:
        _expect(place, expected)
        _unlink(place)
        _sync_folder(place)


def create(root: Path, path: str, data: bytes) -> None:
    """Writes a new file at `path` below `root`, making its folders. Raises WriteRefused if something is there."""
    folder, name = os.path.split(path)
    folder = _target(root, folder, Message("its folder is a link out of the vault"))
    with _held(root, os.path.join(folder, name), make=True) as place:
        temporary = _write_temporary(place, data, 0o666)
        try:
            # A link is made only where nothing is: no check and no race.
            os.link(temporary.path, place.path, src_dir_fd=place.folder, dst_dir_fd=place.folder)
        except OSError as error:
            with contextlib.suppress(FileNotFoundError):
                _status(place)
                raise WriteRefused(Message("something already exists there")) from error
            # for file systems without hard links
            os.replace(temporary.path, place.path, src_dir_fd=place.folder, dst_dir_fd=place.folder)
        finally:
            _discard(temporary)
        _sync_folder(place)


def _write_temporary(beside: Place, data: bytes, mode: int = 0o600) -> Place:
    """Writes a new file with a name of ours in the folder of another, which nobody else may read unless `mode` lets them."""
    import secrets

    place = beside.sibling(f"{TEMPORARY}{os.getpid()}-{secrets.token_hex(8)}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(place.path, flags, mode, dir_fd=place.folder)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        _discard(place)
        raise
    return place


def _sync_folder(place: Place) -> None:
    """Makes the disk keep the names of the files in the folder of `place`, if it can; failing to do so is no error."""
    if place.folder is not None:
        with contextlib.suppress(OSError):
            os.fsync(place.folder)


def recover(root: Path, unfinished: Iterable[str]) -> bool:
    """Finishes what killed runs were writing over, and removes their temporary files; returns whether there were any.

    `unfinished` are the files at whose names such a run may have left something.
    """
    found = False
    for path in unfinished:
        with contextlib.suppress(OSError, WriteRefused), held(root, path) as temporary:
            if _is_in_use(temporary):
                continue
            if (plan := _Plan.read(read(temporary, MOST_SETTINGS)[0])) is not None:
                _finish(temporary, plan)
            _unlink(temporary)
            found = True
    return found


def _finish(temporary: Place, plan: _Plan) -> None:
    """Finishes the plan in a temporary file, unless somebody has changed its file since."""
    place = temporary.sibling(plan.name)
    if os.path.dirname(plan.name) or not is_note(plan.name) or not _is_there(place):
        return  # no plan of ours
    with _unbuffered(place) as file:
        if plan.is_half_done(file.read(len(plan.old) + len(plan.new) + 1)):
            _put(file, plan.new)


_ABANDONED = 3600
"""Seconds after which a run is surely over, even if there is a process with its number."""


def _is_in_use(temporary: Place) -> bool:
    """Whether the run that made a temporary file may still be at work. On Windows, where asking would end it, we do not ask."""
    process = os.path.basename(temporary.path).removeprefix(TEMPORARY).partition("-")[0]
    if os.name != "posix" or not process.isdecimal() or int(process) in (0, os.getpid()):
        return False
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        pass
    with contextlib.suppress(OSError):
        return time.time() - _status(temporary).st_mtime < _ABANDONED
    return False
