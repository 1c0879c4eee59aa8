"""Files: walking a vault without leaving it, reading notes, and writing them so that a crash leaves old or new bytes."""

import contextlib
import errno
import os
import stat
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vaulttools.digest import blake2b
from vaulttools.globs import Ignores
from vaulttools.message import Message

if TYPE_CHECKING:
    import io

CONFIG = ".vaulttools.yaml"
_ALSO_CONFIG = ".vaulttools.yml"
"""The config at the root of a vault."""
CONFIG_TABLE = "tool.vaulttools"
"""The table of `pyproject.toml` that is a config, too."""
NOTE_ENDING = ".md"
"""What makes a file a note, in any case; Obsidian takes no other for one."""
CANVAS_ENDING = ".canvas"
TEMPORARY = ".vaulttools-tmp-"
"""What the names of half-written files begin with: dotted, and with no ending that a tool takes for a note."""
OBSIDIAN_SETTINGS = ("app.json", "types.json", "templates.json", "daily-notes.json")
"""The files in `.obsidian` that are read."""
WORDS = ".vaulttools-words.txt"
"""At the root of a vault: the words that its owner declares to be right."""
MOST_WORDS = 5_000_000
"""Bytes of that file at most; a longer one, which takes hundreds of bytes of memory a word, is not read."""


class WriteRefused(Exception):
    """A file that was not written, and the reason; its bytes are what they were."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


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
    errno.EFBIG: Message("the file is too large"),
    errno.ENODEV: Message("it is not a regular file"),
}


def reason(error: OSError) -> Message:
    """Why a file could not be read or written; what the system says where we have no words of our own for it."""
    return _REASONS.get(error.errno or 0) or Message("{error}", {"error": error.strerror or str(error)})


class Stamp(NamedTuple):
    """What tells whether a file is still the one that was read."""

    inode: int
    size: int
    mtime_ns: int
    ctime_ns: int
    """When the entry of the file last changed; nobody can set it back."""

    @classmethod
    def of(cls, status: os.stat_result) -> "Stamp":
        """The stamp of a file of this status."""
        # As the class does, without its call: there are as many stamps as notes.
        return tuple.__new__(cls, (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns))


# -- finding a vault and what is in it


def find_root(start: Path) -> Path:
    """The root of the vault that holds `start`: the nearest folder that `is_root`, else its own."""
    folder = start if start.is_dir() else start.parent
    return next((candidate for candidate in (folder, *folder.parents) if is_root(candidate)), folder)


def is_root(folder: Path) -> bool:
    """Whether `folder` says that it is a vault, by a config or `.obsidian/`, or is the root of a git repository."""
    return (
        any((folder / name).is_file() for name in (CONFIG, _ALSO_CONFIG))
        or (folder / ".obsidian").is_dir()
        or _has_table(folder)
        or (folder / ".git").exists()
    )


def way(root: Path, file: Path) -> str:
    """The path of `file` from `root`, with `/` between folders. It may be a link, or missing; links on its way are followed."""
    real = os.path.realpath(file)
    if not file.is_dir():
        real = os.path.join(os.path.realpath(file.parent), file.name)
    return os.path.relpath(real, os.path.realpath(root)).replace(os.sep, "/")


def _has_table(folder: Path) -> bool:
    try:
        return f"[{CONFIG_TABLE}" in text(folder / "pyproject.toml")
    except (OSError, UnicodeDecodeError):
        return False


def leads_out(file: Path) -> bool:
    """Whether `file` is a link to something outside the folder that it lies in."""
    return not os.path.realpath(file).startswith(os.path.join(os.path.realpath(file.parent), ""))


def find_config(root: Path) -> Path | None:
    """The config file of the vault at `root`: there, or in a folder above it up to the root of the git repository."""
    for folder in (root, *root.parents):
        for name in (CONFIG, _ALSO_CONFIG):
            if (folder / name).is_file():
                return folder / name
        if _has_table(folder):
            return folder / "pyproject.toml"
        if (folder / ".git").exists():
            return None
    return None


class Listing(NamedTuple):
    """The files of a vault, by their paths from its root with `/` between folders."""

    notes: dict[str, Stamp]
    """The notes, sorted by path, each as it was when it was listed."""
    canvases: dict[str, Stamp]
    """The canvases in the same way: what they show and link to is looked after."""
    others: list[str]
    """All other files, canvases too: what can be linked to, and is no note to look after."""
    ignored: list[str]
    """The notes that git ignores, and all files in folders that it ignores: Obsidian opens them, but only on this machine."""
    unfinished: list[str]
    """Temporary files of runs that are writing, or that were killed."""


_INSTALLED = frozenset(("__pycache__", "node_modules", "site-packages"))
"""Folders that programs fill, with more files than a vault has: of those that git ignores, they are not looked into."""


def listing(root: Path) -> Listing:
    """The files of the vault at `root`.

    A file that is a link to another one can be linked to, but is no note of its own. Folders with a dot, linked folders,
    links that lead out of the vault, and what programs were installed into are left out.
    """
    ignores = _ignores(root)
    real_root = os.path.realpath(root)
    notes: dict[str, Stamp] = {}
    canvases: dict[str, Stamp] = {}
    others = []
    ignored = []
    unfinished = []
    pending = [("", str(root), False)]
    is_posix = os.name == "posix"  # what `scandir` knows already is less than a stamp needs on Windows
    while pending:
        prefix, folder, is_ignored = pending.pop()
        try:
            with os.scandir(folder) as entries:
                found = list(entries)
        except OSError:
            continue
        if not is_ignored:
            ignores.enter(prefix, found)
        for entry in found:
            name = entry.name
            if name[0] == ".":
                if name.startswith(TEMPORARY):
                    unfinished.append(prefix + name)
                continue
            path = prefix + name
            try:
                if entry.is_file(follow_symlinks=False):
                    is_note = name[-3:].lower() == NOTE_ENDING
                    if is_ignored or (is_note and ignores.match(path)):
                        ignored.append(path)
                    elif is_note:
                        notes[path] = Stamp.of(entry.stat() if is_posix else os.stat(entry.path))
                    else:
                        others.append(path)
                        if name.lower().endswith(CANVAS_ENDING):
                            canvases[path] = Stamp.of(os.stat(entry.path))
                elif entry.is_dir(follow_symlinks=False):
                    inside = is_ignored or ignores.match(path + "/")
                    if not (inside and name in _INSTALLED):
                        pending.append((path + "/", entry.path, inside))
                elif entry.is_symlink() and not is_ignored:
                    real = os.path.realpath(entry.path)
                    if real.startswith(real_root + os.sep) and os.path.isfile(real):
                        others.append(path)
            except OSError:
                continue  # what may not even be looked at
    return Listing(
        {path: notes[path] for path in sorted(notes)},
        {path: canvases[path] for path in sorted(canvases)},
        sorted(others),
        sorted(ignored),
        sorted(unfinished),
    )


def _ignores(root: Path) -> "_Listed | _GitIgnores":
    if any((folder / ".git").exists() for folder in (root, *root.parents)):
        found = git(root, "ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z")
        if found is not None:
            return _Listed(frozenset(os.fsdecode(path) for path in found.split(b"\0") if path))
    return _GitIgnores()


class _Listed:
    """The files and folders (with `/` at the end) that git ignores, as git lists them."""

    def __init__(self, paths: frozenset[str]) -> None:
        self.match = paths.__contains__

    def enter(self, prefix: str, entries: "list[os.DirEntry[str]]") -> None:
        """Nothing is to be learned in a folder."""


class _GitIgnores:
    """The same by our own reading of the `.gitignore` files, for a vault that is in no repository."""

    def __init__(self) -> None:
        self._files: list[tuple[str, Ignores]] = []

    def enter(self, prefix: str, entries: "list[os.DirEntry[str]]") -> None:
        """Reads the `.gitignore` of a folder. Folders are entered before what is in them is asked for."""
        for entry in entries:
            if entry.name == ".gitignore":
                with contextlib.suppress(OSError):
                    self._files.append((prefix, Ignores(text(entry.path, "replace"))))

    def match(self, path: str) -> bool:
        """Whether `path`, a folder where it ends in `/`, is ignored."""
        return any(path.startswith(base) and file.match(path[len(base) :]) for base, file in self._files)


PATIENCE_WITH_GIT = 10.0
"""Seconds in which git must have answered: a stranger's `.gitignore` can keep it busy for ever."""


def git(folder: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """What git prints, or None where there is no git or it fails. Nothing that the repository's config names is run.

    Neither hooks nor helpers, filters or programs that fetch from elsewhere: a vault may be a stranger's. Nothing is
    written, not even git's index. `given` is what it reads from its standard input.
    """
    import subprocess

    # A folder of the vault that is laid out like a repository is none: its config would be a stranger's.
    safe = [
        "safe.bareRepository=explicit",
        "core.fsmonitor=false",
        "core.hooksPath=/dev/null",
        "log.showSignature=false",
    ]
    settings = [word for each in safe for word in ("-c", each)]
    environ = {**os.environ, "GIT_ALLOW_PROTOCOL": "none", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
    real = Path(os.path.realpath(folder))
    is_inside = any((each / ".git").exists() for each in (real, *real.parents))
    if not is_inside and "GIT_DIR" not in environ:
        return None  # There is no repository. To be told so by git takes as long as to read some notes.
    if is_inside and "GIT_WORK_TREE" not in environ:
        # A hook in a linked work tree names its repository: git would take `folder` for the top of the work tree.
        environ.pop("GIT_DIR", None)
    if arguments[0] == "diff":
        # Files that may have changed are read through filters; submodules are looked at by another git.
        arguments = ("diff", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all", *arguments[1:])
        for number, name in enumerate(_filters(folder), int(environ.get("GIT_CONFIG_COUNT") or 0)):
            environ |= {
                "GIT_CONFIG_COUNT": str(number + 1),
                f"GIT_CONFIG_KEY_{number}": name,
                f"GIT_CONFIG_VALUE_{number}": "",
            }
    command = ["git", "-C", str(folder), *settings, *arguments]
    try:
        done = subprocess.run(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            input=given,
            env=environ,
            check=False,
            timeout=PATIENCE_WITH_GIT if arguments[0] == "ls-files" else None,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


@cache
def _filters(folder: Path) -> Sequence[str]:
    """The settings of git that name programs to read files through; those of the user alone may be left out."""
    if not os.environ.keys() & {"GIT_DIR", "GIT_COMMON_DIR"} and (own := _own_config(folder)) is not None:
        with contextlib.suppress(OSError):  # where `.git` is no folder, git is asked
            said = read(own)[0].lower()
            if not any(word in said for word in (b"filter", b"include", b"worktreeconfig")):
                return ()
    names = r"^filter\..*\.(clean|smudge|process|required)$"
    found = git(folder, "config", "--null", "--name-only", "--get-regexp", names)
    return [os.fsdecode(name) for name in (found or b"").split(b"\0") if name]


def _own_config(folder: Path) -> Path | None:
    """The config of the repository that holds `folder`; None where git may find another one."""
    for each in (folder, *folder.parents):
        if (each / ".git").exists():
            return None if os.path.lexists(each / ".git/commondir") else each / ".git/config"
        if os.path.lexists(each / "HEAD"):
            return None  # older versions of git take such a folder for a repository
    return None


def committed(root: Path, path: str) -> bytes | None:
    """What the file at `path` below `root` held in the last commit; None where git knows of none."""
    return git(root, "cat-file", "blob", f"HEAD:./{path}")


def last_known(root: Path, path: str) -> bytes | None:
    """What the file at `path`, from `root`, held when git last knew of it: staged, or in a commit; None where it never did."""
    staged = git(root, "cat-file", "blob", f":./{path}")
    if staged is not None:
        return staged
    commit = git(root, "log", "-1", "--format=%H", "--diff-filter=AM", "HEAD", "--", f":(literal){path}")
    return git(root, "cat-file", "blob", f"{os.fsdecode(commit.strip())}:./{path}") if commit else None


def head(root: Path) -> str:
    """What tells whether the commit that is checked out, or what is staged for the next, has changed; else empty."""
    printed = os.fsdecode(git(root, "rev-parse", "HEAD", "--git-path", "index") or b"")
    commit, _, index = printed.rstrip("\n").partition("\n")
    return f"{commit} {stamp(root / index)}" if commit else ""


MOST_AT_ONCE = 10
"""A commit that brings more files than this moved them here from somewhere else: it says nothing of when they were written."""


def first_days(root: Path) -> dict[str, str]:
    """The day (`2025-03-07`) of each file's first commit, renames followed, by its path from `root`.

    A file that came with many others is left out; where there is no git, all are.
    """
    log = ("log", "--format=%x01%as", "--name-status", "--diff-filter=AR", "-M", "-z", "--relative", "--no-ext-diff")
    printed = git(root, *log) or b""
    days: dict[str, str] = {}
    # From the newest commit to the oldest: what a path of that time is called today.
    today: dict[str, str] = {}
    for commit in printed.split(b"\x01")[1:]:
        day, *fields = [os.fsdecode(field).lstrip("\n") for field in commit.split(b"\0")]
        added = []
        words = iter(fields)
        for status in words:
            if status.startswith("R"):
                old, new = next(words, ""), next(words, "")
                today[old] = today.pop(new, new)
            elif status == "A":
                added.append(next(words, ""))
        if len(added) <= MOST_AT_ONCE:
            days.update((today.get(path, path), day) for path in added)
    return days


def read(path: str | os.PathLike[str], most: int | None = None) -> tuple[bytes, Stamp]:
    """The bytes of a file, and what tells whether it is still the same later. Raises OSError.

    Of a file of more than `most` bytes as many are read, and a few more.
    """
    # A pipe must be recognised, not waited for.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.ENODEV, "not a regular file")
        data = os.read(descriptor, (status.st_size if most is None else min(status.st_size, most)) + 1)
        while (most is None or len(data) <= most) and (more := os.read(descriptor, 1 << 20)):
            data += more
    finally:
        os.close(descriptor)
    return data, Stamp.of(status)


MOST_SETTINGS = 256_000_000
"""Bytes of a file that is read as a whole, and is no note."""


def text(path: str | os.PathLike[str], errors: str = "strict", most: int | None = None) -> str:
    """The text of a file that is no note, such as a config, with line feeds for all line endings.

    Raises OSError, also for what has more than `most` bytes (MOST_SETTINGS where that is None) or may have no end, such
    as a device, and UnicodeDecodeError.
    """
    most = MOST_SETTINGS if most is None else most
    data, _ = read(path, most)
    if len(data) > most:
        raise OSError(errno.EFBIG, "too large")
    return data.decode("utf-8-sig", errors).replace("\r\n", "\n").replace("\r", "\n")


def stamp(path: str | os.PathLike[str]) -> Stamp | None:
    """What tells whether a file is still the one that was read; None where there is none."""
    try:
        return Stamp.of(os.stat(path))
    except OSError:
        return None


def expect(root: Path, path: str, expected: bytes | None, wanted: bytes | None = None) -> None:
    """Raises WriteRefused where the file at `path` below `root` holds neither `expected` nor `wanted`; None for no file."""
    target = root / path
    if expected is None:
        if os.path.lexists(target):
            raise WriteRefused(Message("something already exists there"))
        return
    try:
        if read(target)[0] not in (expected, wanted):
            raise WriteRefused(Message("another program has changed it in the meantime"))
        if not target.stat().st_mode & 0o222 or not os.access(target, os.W_OK):
            # A mark that says "read only" holds for the super-user, too.
            raise WriteRefused(Message("the file is read-only"))
    except OSError as error:
        raise WriteRefused(reason(error)) from error


PATIENCE = 30.0
"""Seconds to wait for another run that writes."""


@contextlib.contextmanager
def sole_writer(root: Path) -> Iterator[None]:
    """Keeps other runs from writing to the vault at `root` meanwhile: between a last look at a note and its replacement.

    Raises WriteRefused where another one does not come to an end. Where a file system knows no locks, nothing is kept
    from anything.
    """
    descriptor, lock = _lock(root)
    try:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                lock(descriptor)
            except OSError as error:
                if error.errno in _LOCKED:
                    if time.monotonic() > until:
                        raise WriteRefused(Message("another run is writing to the vault")) from None
                    time.sleep(0.02)
                    continue
            break
        yield
    finally:
        os.close(descriptor)  # which ends the lock


_LOCKED = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
"""What says that another process has the lock: `flock` the first, `locking` of Windows the others."""


def _lock(root: Path) -> tuple[int, Callable[[int], None]]:
    """A descriptor that stands for the vault at `root`, and what locks it without waiting, or raises OSError."""
    if sys.platform != "win32":
        import fcntl

        return os.open(root, os.O_RDONLY), lambda descriptor: fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    # Windows opens no folders, and a file in the vault would be one that others see.
    import msvcrt
    from tempfile import gettempdir

    name = blake2b(os.path.normcase(os.path.realpath(root)).encode("utf-8", "surrogatepass"), digest_size=16)
    file = os.path.join(gettempdir(), f"vaulttools-{name.hexdigest()}.lock")
    return os.open(file, os.O_RDWR | os.O_CREAT), lambda descriptor: msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)


class HardLinks:
    """How many names files have below a folder, which is gone through once, when that is first asked."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._names: Counter[tuple[int, int]] | None = None

    def holds_all_of(self, status: os.stat_result) -> bool:
        """Whether no name of a file lies elsewhere, or in a folder with a dot."""
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

    Mode, owner and extended attributes stay; a link stays a link. A file is overwritten where it is if another one could
    not be given to its owner, or if it has several names, as replacing it would part them; returns whether it has. Raises WriteRefused where the file has changed since
    it was read, is a link out of the vault or has a name there, or cannot be replaced.
    """
    target = os.path.realpath(root / path)
    if not target.startswith(os.path.realpath(root) + os.sep):
        raise WriteRefused(Message("it is a link out of the vault"))
    try:
        expect(root, path, expected, data)
        status = os.stat(target)
        if status.st_nlink == 1:
            with contextlib.suppress(_OtherOwner):
                _replace(target, data, expected, status)
                return False
        elif not (hard_links or HardLinks(root)).holds_all_of(status):
            raise WriteRefused(
                Message("the same file has another name outside the vault (a hard link), and would change there")
            )
        _overwrite(target, data, expected)
        return status.st_nlink > 1
    except OSError as error:
        raise WriteRefused(reason(error)) from error


class _OtherOwner(Exception):
    """A new file cannot be given to the owner of the one that it is to replace."""


def _replace(target: str, data: bytes, expected: bytes, status: os.stat_result) -> None:
    temporary = _write_temporary(os.path.dirname(target), data)
    try:
        _copy_attributes(target, temporary, status)
        if read(target)[0] != expected:
            raise WriteRefused(Message("another program has changed it in the meantime"))
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    _sync_folder(os.path.dirname(target))


def _overwrite(target: str, data: bytes, expected: bytes) -> None:
    """Writes a file where it is, which takes more than one step: what it comes to is kept until it is done."""
    with _unbuffered(target) as file:
        if (held := file.read(len(expected) + len(data) + 1)) == data:
            return  # written by another of its names
        if held != expected:
            raise WriteRefused(Message("another program has changed it in the meantime"))
        folder, name = os.path.split(target)
        plan = _write_temporary(folder, _Plan(name, expected, data).dump())
        try:
            _sync_folder(folder)
            _put(file, data)
        except OSError:
            _put(file, expected)  # where that fails, too, the next run finishes the plan
            os.unlink(plan)
            raise
        os.unlink(plan)


def _unbuffered(path: str | os.PathLike[str]) -> "io.FileIO":
    return open(path, "r+b", buffering=0)


def _put(file: "io.FileIO", data: bytes) -> None:
    """Has `file` hold `data`, in two steps at most: blank lines stand over the end of a longer text until it is cut off."""
    file.seek(0)
    whole = memoryview(data.ljust(os.fstat(file.fileno()).st_size, b"\n"))
    while whole:
        whole = whole[file.write(whole) :]
    if file.tell() > len(data):
        file.truncate(len(data))
    os.fsync(file.fileno())


class _Plan(NamedTuple):
    """What overwriting a file is to come to."""

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
        """The plan that was dumped; None where it is none, or not whole."""
        try:
            mark, name, sizes, texts = data.split(b"\0", 3)
            old, new = map(int, sizes.split(b" "))
        except ValueError:
            return None
        if mark != _PLAN or len(texts) != old + new:
            return None
        return cls(os.fsdecode(name), texts[:old], texts[old:])

    def is_half_done(self, data: bytes) -> bool:
        """Whether a file that holds `data` was left in the midst of this plan, and nobody has changed it since."""
        whole = self.new.ljust(len(self.old), b"\n")
        if data in (self.old, self.new) or not len(self.old) <= len(data) <= len(whole):
            return False
        return all(
            (part := data[at : at + _SECTOR]) in (self.old[at : at + _SECTOR], whole[at : at + len(part)])
            for at in range(0, len(data), _SECTOR)
        )


_PLAN = b"vaulttools plan"
_SECTOR = 512
"""Bytes that a disk writes in one step."""


def remove(root: Path, path: str, expected: bytes) -> None:
    """Removes the file at `path` below `root`, which holds `expected`. Raises WriteRefused where it has changed since, or stays."""
    target = root / path
    try:
        if read(target)[0] != expected:
            raise WriteRefused(Message("another program has changed it in the meantime"))
        os.unlink(target)
        _sync_folder(str(target.parent))
    except OSError as error:
        raise WriteRefused(reason(error)) from error


def create(root: Path, path: str, data: bytes) -> None:
    """Writes a new file at `path` below `root`, making its folders. Raises WriteRefused where something is there."""
    target = root / path
    try:
        if not f"{os.path.realpath(target.parent)}{os.sep}".startswith(os.path.realpath(root) + os.sep):
            raise WriteRefused(Message("its folder is a link out of the vault"))
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = _write_temporary(str(target.parent), data)
        try:
            # A link is made only where nothing is: no check and no race.
            os.link(temporary, target)
        except OSError as error:
            if isinstance(error, FileExistsError) or os.path.lexists(target):
                raise WriteRefused(Message("something already exists there")) from error
            os.replace(temporary, target)  # for file systems without hard links
        finally:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        _sync_folder(str(target.parent))
    except OSError as error:
        raise WriteRefused(reason(error)) from error


def _write_temporary(folder: str, data: bytes) -> str:
    import secrets

    name = os.path.join(folder, f"{TEMPORARY}{os.getpid()}-{secrets.token_hex(8)}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(name, flags, 0o666)
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    return name


def _copy_attributes(source: str, target: str, status: os.stat_result) -> None:
    if sys.platform != "win32" and (status.st_uid != os.geteuid() or status.st_gid != os.getegid()):
        try:
            os.chown(target, status.st_uid, status.st_gid)
        except PermissionError as error:
            raise _OtherOwner from error
    os.chmod(target, stat.S_IMODE(status.st_mode))
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            for name in os.listxattr(source):
                with contextlib.suppress(OSError):  # some only the system may set
                    os.setxattr(target, name, os.getxattr(source, name))


def _sync_folder(folder: str) -> None:
    """Has the disk keep what names the files of `folder` have, where it can: what was done is done in any case."""
    if os.name == "posix":
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def recover(root: Path, unfinished: Iterable[str]) -> bool:
    """Finishes what killed runs were writing over, and removes their temporary files; returns whether there were any.

    `unfinished` are the files at whose names such a run may have left something.
    """
    found = False
    for path in unfinished:
        temporary = root / path
        if _is_in_use(temporary):
            continue
        with contextlib.suppress(OSError, WriteRefused):
            if (plan := _Plan.read(read(temporary, MOST_SETTINGS)[0])) is not None:
                _finish(temporary.parent, plan)
            os.unlink(temporary)
            found = True
    return found


def _finish(folder: Path, plan: _Plan) -> None:
    """Does what is left to do of a plan, where nobody has touched the file since."""
    if os.path.dirname(plan.name) or plan.name[-3:].lower() != NOTE_ENDING or os.path.islink(folder / plan.name):
        return  # no plan of ours
    with contextlib.suppress(FileNotFoundError), _unbuffered(folder / plan.name) as file:
        if plan.is_half_done(file.read(len(plan.old) + len(plan.new) + 1)):
            _put(file, plan.new)


_ABANDONED = 3600
"""Seconds after which nobody is writing a file any more, whatever process has the number of who did."""


def _is_in_use(temporary: Path) -> bool:
    """Whether the run that made a temporary file may be at work. Where asking would end it (Windows), it is not asked."""
    process = temporary.name.removeprefix(TEMPORARY).partition("-")[0]
    if os.name != "posix" or not process.isdecimal() or int(process) in (0, os.getpid()):
        return False
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        pass
    with contextlib.suppress(OSError):
        return time.time() - os.stat(temporary).st_mtime < _ABANDONED
    return False
