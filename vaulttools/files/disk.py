"""Files: where a vault is, and what is in a file."""

import errno
import os
import stat
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import ST_INO, ST_SIZE

from vaulttools.message import Message
from vaulttools.values import NamedTuple

CONFIG = ".vaulttools.yaml"
CONFIGS = (CONFIG, ".vaulttools.yml")
"""The config at the root of a vault, by the names it may have."""
CONFIG_TABLE = "tool.vaulttools"
"""The table of `pyproject.toml` that is a config, too."""
NOTE_ENDING = ".md"
"""The ending of notes, in any case; to Obsidian no other file is a note."""
CANVAS_ENDING = ".canvas"
BASE_ENDING = ".base"
TEMPORARY = ".vaulttools-tmp-"
"""The beginning of the names of half-written files: with a dot, so that no tool takes them for notes."""
WORDS = ".vaulttools-words.txt"
"""At the root of a vault: the words that its owner accepts."""
MOST_WORDS = 5_000_000
"""The most bytes of that file; a longer one is not read, because each word takes hundreds of bytes of memory."""
DECLINED = ".vaulttools-declined.json"
"""At the root of a vault: the fixes to which `--interactive` got a no."""

_REASONS = {
    errno.ENOENT: Message("there is no such file or folder"),
    errno.EACCES: Message("you have no permission"),
    errno.EPERM: Message("you have no permission"),
    errno.EISDIR: Message("it is a folder"),
    errno.ENOTDIR: Message("part of the path is not a folder"),
    errno.EEXIST: Message("something already exists there"),
    errno.ENOSPC: Message("the disk is full"),
    errno.EROFS: Message("the disk is read-only"),
    errno.ENAMETOOLONG: Message("the name is too long"),
    errno.ELOOP: Message("symbolic links form a loop"),
    errno.EIO: Message("the disk has an error"),
    errno.EBUSY: Message("another program is using it"),
    errno.EDQUOT: Message("your share of the disk is full"),
    errno.EFBIG: Message("the file is too large"),
    errno.ENODEV: Message("it is not a regular file"),
    errno.EILSEQ: Message("it is not UTF-8 text"),
}


def reason(error: OSError) -> Message:
    """Why a file could not be read or written, in our own words or else in those of the system."""
    return _REASONS.get(error.errno or 0) or Message("{error}", {"error": error.strerror or str(error)})


_DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")))


def is_note(path: str) -> bool:
    """Whether the file at `path` is a note, by its ending."""
    return path[-3:].lower() == NOTE_ENDING


def is_reserved(name: str) -> bool:
    """Whether Windows keeps `name`, also with an extension, for a device: a repository with such a file cannot be checked out there.

    "Naming Files, Paths, and Namespaces" in Microsoft's documentation has the list.
    """
    return name.partition(".")[0].rstrip().lower() in _DEVICES


_MOST_INODE = (1 << 63) - 1


class Stamp(NamedTuple):
    """What tells whether a file is still the one that was read."""

    inode: int
    """Its lowest 63 bits: SQLite holds no more, and some file systems number their files with all 64."""
    size: int
    mtime_ns: int
    ctime_ns: int
    """When the entry of the file last changed, which nobody can set back; on Windows, when it was created."""

    @classmethod
    def of(cls, status: os.stat_result) -> "Stamp":
        """The stamp of a file with this status."""
        # As the class does, without its call, and by numbers where there are any, which is quicker than by names: there are as
        # many stamps as notes.
        return tuple.__new__(
            cls, (status[ST_INO] & _MOST_INODE, status[ST_SIZE], status.st_mtime_ns, status.st_ctime_ns)
        )


def find_root(start: Path) -> Path:
    """The root of the vault that contains `start`: the nearest folder that `is_root`, or else its own folder."""
    folder = start if start.is_dir() else start.parent
    return next((candidate for candidate in (folder, *folder.parents) if is_root(candidate)), folder)


def is_root(folder: Path) -> bool:
    """Whether `folder` is the root of a vault: it has a config or `.obsidian/`, or is the root of a git repository."""
    return (
        any((folder / name).is_file() for name in CONFIGS)
        or (folder / ".obsidian").is_dir()
        or _has_table(folder)
        or (folder / ".git").exists()
    )


def repository(folder: Path) -> Path | None:
    """The root of the git repository that holds `folder`, if one does."""
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)


def holds_home(folder: Path) -> bool:
    """Whether the user's home folder is in `folder`, or is `folder` itself, or it is a whole drive."""
    home = os.path.expanduser("~")
    if sys.platform != "win32":
        import pwd

        with suppress(KeyError):
            home = pwd.getpwuid(os.getuid()).pw_dir  # $HOME may be set for one run, to a folder that is nobody's home
    real = Path(os.path.realpath(folder))
    return real == real.parent or real in (each := Path(os.path.realpath(home)), *each.parents)


def path_from(root: Path, file: Path) -> str:
    """The path of `file` from `root`, with `/` between folders. It may be a link, or missing; links on its way are followed."""
    real = os.path.realpath(file)
    if not file.is_dir():
        real = os.path.join(os.path.realpath(file.parent), file.name)
    return relative(real, os.path.realpath(root))


def relative(path: str | os.PathLike[str], start: str | os.PathLike[str] = os.curdir) -> str:
    """The path from the folder `start` to `path`, with `/` between folders; the whole one where they are on two drives of Windows."""
    try:
        found = os.path.relpath(path, start)
    except ValueError:
        found = os.path.abspath(path)
    return found.replace(os.sep, "/")


def spelt(path: str) -> str:
    """`path` as its file is called, and the folders on its way, where it differs from them in the form of Unicode only."""
    found = ""
    for part in Path(path).parts:
        if not os.path.lexists(os.path.join(found, part)):
            key = unicodedata.normalize("NFC", part)
            with suppress(OSError):
                names = os.listdir(found or os.curdir)
                part = next((name for name in names if unicodedata.normalize("NFC", name) == key), part)
        found = os.path.join(found, part)
    return found if os.path.lexists(found) else path


def _has_table(folder: Path) -> bool:
    try:
        return f"[{CONFIG_TABLE}" in text(folder / "pyproject.toml")
    except OSError:
        return False


def leads_out(file: Path, root: Path) -> bool:
    """Whether `file`, below the folder `root`, is a link to something outside of it, or behind one."""
    return not os.path.realpath(file).startswith(os.path.join(os.path.realpath(root), ""))


def find_config(root: Path) -> Path | None:
    """The config file of the vault at `root`: there, or in a folder above it up to the root of the git repository."""
    for folder in (root, *root.parents):
        for name in CONFIGS:
            if (folder / name).is_file():
                return folder / name
        if _has_table(folder):
            return folder / "pyproject.toml"
        if (folder / ".git").exists():
            return None
    return None


_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


class Place(NamedTuple):
    """Where a file is, as functions of `os` want to be told."""

    path: str
    folder: int | None
    """The descriptor of the folder that holds it, for `dir_fd`; None where `path` is the whole path."""

    def open(self, flags: int) -> int:
        """A descriptor of the file. Raises OSError, also if it is a link."""
        try:
            return os.open(self.path, flags | getattr(os, "O_BINARY", 0) | _NO_LINK, dir_fd=self.folder)
        except OSError as error:
            if error.errno == errno.ELOOP:
                raise OSError(errno.ENODEV, "not a regular file") from error
            raise

    def sibling(self, name: str) -> "Place":
        """The place of the file `name` in the same folder."""
        return Place(name if self.folder is not None else os.path.join(os.path.dirname(self.path), name), self.folder)


_HOLDS = os.open in os.supports_dir_fd
"""Whether this system finds files from an open folder; Windows does not."""
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)


@contextmanager
def held(root: str | os.PathLike[str], path: str, make: bool = False) -> Iterator[Place]:
    """The place of the file at `path` below `root`, in a folder that is held open, so that it stays the same one meanwhile.

    No link below `root` is followed: one that has come to stand on the way may lead out of the vault. Missing folders
    are created if `make` says so. Raises OSError. On Windows nothing is held, and links are followed.
    """
    if not _HOLDS:
        if make:
            os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
        yield Place(os.path.join(root, path), None)
        return
    *folders, name = path.split("/")
    descriptor = os.open(root, _FOLDER)
    try:
        for folder in folders:
            if make:
                with suppress(FileExistsError):
                    os.mkdir(folder, dir_fd=descriptor)
            above, descriptor = descriptor, os.open(folder, _FOLDER | _NO_LINK, dir_fd=descriptor)
            os.close(above)
        yield Place(name, descriptor)
    finally:
        os.close(descriptor)


def read_below(root: str | os.PathLike[str], path: str, most: int) -> tuple[bytes, Stamp]:
    """As `read`, of the file at `path` below `root`, unless it is a link or one is on the way."""
    with held(root, path) as place:
        return read(place, most)


MOST_SETTINGS = 256_000_000
"""The most bytes of a file, other than a note, that is read as a whole."""


def read(path: str | os.PathLike[str] | Place, most: int = MOST_SETTINGS) -> tuple[bytes, Stamp]:
    """The bytes of a file, and what tells whether it is still the same later. Raises OSError, also for a link at a Place.

    Of a file of more than `most` bytes as many are read, and a few more.
    """
    # A pipe must be recognised, not waited for.
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = path.open(flags) if isinstance(path, Place) else os.open(path, flags)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.ENODEV, "not a regular file")
        data = os.read(descriptor, min(status.st_size, most) + 1)
        while len(data) <= most and (more := os.read(descriptor, 1 << 20)):
            data += more
    finally:
        os.close(descriptor)
    return data, Stamp.of(status)


def whole(path: str | os.PathLike[str], most: int = MOST_SETTINGS) -> bytes:
    """The bytes of a file that is no note. Raises OSError, also for one of more than `most` bytes, and for what may have no end, such as a device."""
    data, _ = read(path, most)
    if len(data) > most:
        raise OSError(errno.EFBIG, "too large")
    return data


def text(path: str | os.PathLike[str], errors: str = "strict", most: int = MOST_SETTINGS) -> str:
    """The text of a file that is no note, such as a config, with line feeds for all line endings. Raises OSError, as `whole` does, and for what is not UTF-8."""
    try:
        found = whole(path, most).decode("utf-8", errors)
    except UnicodeDecodeError as error:
        raise OSError(errno.EILSEQ, "not UTF-8") from error
    return found.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def stamp(path: str | os.PathLike[str]) -> Stamp | None:
    """The stamp of a file; None if there is none."""
    try:
        return Stamp.of(os.stat(path))
    except OSError:
        return None
