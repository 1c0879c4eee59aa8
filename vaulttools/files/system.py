"""What some systems can do with files, and Python cannot or not alike: lock a folder, exchange two files, copy all that they have."""

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from vaulttools.digest import blake2b
from vaulttools.files.disk import Place

LOCKED = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
"""The errors if another process has the lock: the first from `flock`, the others from `locking` on Windows."""


def lock(root: Path) -> tuple[int, Callable[[int], None]]:
    """A descriptor for the vault at `root`, and a function that locks it without waiting, or raises OSError."""
    if sys.platform != "win32":
        import fcntl

        return os.open(root, os.O_RDONLY), lambda descriptor: fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    # Windows opens no folders, and a file in the vault would be one that others see.
    import msvcrt
    from tempfile import gettempdir

    name = blake2b(os.path.normcase(os.path.realpath(root)).encode("utf-8", "surrogatepass"), digest_size=16)
    file = os.path.join(gettempdir(), f"vaulttools-{name.hexdigest()}.lock")
    return os.open(file, os.O_RDWR | os.O_CREAT), lambda descriptor: msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)


def exchanged(one: Place, other: Place) -> bool:
    """Lets two files take each other's place in one step; returns whether this system and the file system can.

    Only so is nothing lost that is saved between a last look at a file and its replacement: it can be looked at after.
    Raises FileNotFoundError if one of them is gone.
    """
    if sys.platform == "linux" and (call := _renameat2()) is not None:
        import ctypes

        if call(one.folder, os.fsencode(one.path), other.folder, os.fsencode(other.path), _EXCHANGE) == 0:
            return True
        if ctypes.get_errno() == errno.ENOENT:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    return False


@cache
def _renameat2() -> Callable[..., int] | None:
    """The function of the C library, which Python has not; None where that library has not, either."""
    import ctypes

    return getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)


_EXCHANGE = 2
"""RENAME_EXCHANGE of `linux/fs.h`; see rename(2)."""


class Unlike(Exception):
    """A new file cannot be given the owner of the old one, or its attributes."""


def copy_attributes(place: Place, temporary: Place, status: os.stat_result) -> None:
    """Gives `temporary`, a new file, all that the one at `place`, of this status, has beside its bytes. Raises Unlike if it cannot."""
    if sys.platform == "win32":
        os.chmod(temporary.path, stat.S_IMODE(status.st_mode))
        return
    with _descriptor(place) as source, _descriptor(temporary) as target:
        # A new file has the group of its folder where that says so, and always on macOS.
        new = os.fstat(target)
        if (new.st_uid, new.st_gid) != (status.st_uid, status.st_gid):
            try:
                os.chown(target, status.st_uid, status.st_gid)
            except PermissionError as error:
                raise Unlike from error
        if sys.platform == "linux":
            # Its folder may have given it an access list, too.
            kept, given = _extended(source), _extended(target)
            for name in kept.keys() | given.keys():
                try:
                    if name not in kept:
                        os.removexattr(target, name)
                    elif given.get(name) != kept[name]:
                        os.setxattr(target, name, kept[name])
                except OSError as error:
                    if name.startswith(("user.", "system.")):  # others only the system may set
                        raise Unlike from error
        elif sys.platform == "darwin":
            # Python knows of neither there, and Finder keeps its tags in the attributes. `copyfile(3)` takes both along.
            import ctypes

            try:
                failed = ctypes.CDLL(None).fcopyfile(source, target, None, _ACL | _XATTR)
            except AttributeError as error:
                raise Unlike from error
            if failed:
                raise Unlike
        os.chmod(target, stat.S_IMODE(status.st_mode))


@contextlib.contextmanager
def _descriptor(place: Place) -> Iterator[int]:
    descriptor = place.open(os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


_ACL, _XATTR = 1, 4
"""COPYFILE_ACL and COPYFILE_XATTR of `copyfile.h`."""


def _extended(descriptor: int) -> dict[str, bytes]:
    """The extended attributes of a file, among them its access list, as far as they can be read."""
    found: dict[str, bytes] = {}
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # a file system that has none
            for name in os.listxattr(descriptor):
                with contextlib.suppress(OSError):
                    found[name] = os.getxattr(descriptor, name)
    return found
