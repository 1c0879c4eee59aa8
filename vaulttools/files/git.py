"""Asks git about a vault. Nothing that the repository's config names is run, because it may be a stranger's."""

import contextlib
import os
import re
import sys
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path

from vaulttools.digest import blake2b
from vaulttools.files.disk import read, repository, stamp
from vaulttools.values import NamedTuple

PATIENCE = 10.0
"""Seconds in which git must answer: a stranger's `.gitignore`, or a pipe that a config includes, can keep it busy forever."""
LONG_PATIENCE = 30.0
"""The same for commands that read what was committed, or all files."""
_LONG = frozenset(("cat-file", "diff", "diff-index", "log", "merge-base"))
MOST_MEMORY = 4 << 30
"""Bytes that it may take meanwhile, where the system lets us say so."""
_silent: set[Path] = set()
"""The folders where git once did not answer in time. It is not asked again."""


_SAFE = ("safe.bareRepository=explicit", "core.fsmonitor=false", "core.hooksPath=/dev/null", "log.showSignature=false")
"""Settings with which git runs no program that a config names. A folder of the vault that is laid out like a repository is none:
its config would be a stranger's."""


def run(folder: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """The output of git, or None if there is no git or it fails. Nothing that the repository's config names is run.

    Neither hooks nor helpers, filters or programs that fetch from elsewhere: a vault may be a stranger's. Nothing is
    written but git's index, which `diff` refreshes. `given` is what it reads from its standard input.
    """
    environ = _environ(folder)
    if folder in _silent or environ is None:
        return None
    import subprocess

    if sys.platform == "win32":
        # Else a `git.exe` in the current folder, which may be a stranger's vault, would be git. It is our own environment that says so
        # (Microsoft's documentation of `NeedCurrentDirectoryForExePathW`; CVE-2023-40590 of GitPython).
        os.environ["NODEFAULTCURRENTDIRECTORYINEXEPATH"] = "1"
    if arguments[0] == "diff":
        # Submodules are looked at by another git.
        arguments = ("diff", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all", *arguments[1:])
        environ |= _without_programs(folder, environ.get("GIT_CONFIG_COUNT", ""))
    settings = [word for each in _SAFE for word in ("-c", each)]
    command = ["git", "-C", str(folder), *settings, *arguments]
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=environ)
    except OSError:
        return None
    printed = None
    with process:
        _limit_memory(process.pid)
        try:
            printed, _ = process.communicate(given, LONG_PATIENCE if arguments[0] in _LONG else PATIENCE)
        except subprocess.TimeoutExpired:
            _silent.add(folder)
        finally:
            process.kill()  # unless it has ended: its time is over, or a signal ends us
    return printed if process.returncode == 0 else None


def _limit_memory(process: int) -> None:
    """Lets git take only so much memory: a file without end that a repository names for attributes, say, is read as a whole."""
    if sys.platform == "linux":
        import resource

        with contextlib.suppress(OSError, ValueError):  # it has ended, or may take less still
            resource.prlimit(process, resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))


def _environ(folder: Path) -> dict[str, str] | None:
    """The environment in which git is asked about `folder`; None where there is no repository.

    To be told so by git takes as long as to read some notes.
    """
    environ = {**os.environ, "GIT_ALLOW_PROTOCOL": "none", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}
    if repository(Path(os.path.realpath(folder))) is None:
        return environ if "GIT_DIR" in environ else None
    if "GIT_WORK_TREE" not in environ:
        # A hook in a linked work tree names its repository: git would take `folder` for the top of the work tree.
        environ.pop("GIT_DIR", None)
    return environ


def _without_programs(folder: Path, count: str) -> dict[str, str]:
    """Variables behind `count` others that set to nothing what else would run: filters, through which git reads files that
    may have changed, and hooks, one of which it calls when it has written its index."""
    variables: dict[str, str] = {}
    for number, name in enumerate(_programs(folder), int(count) if count.isdecimal() else 0):
        variables |= {
            "GIT_CONFIG_COUNT": str(number + 1),
            f"GIT_CONFIG_KEY_{number}": name,
            f"GIT_CONFIG_VALUE_{number}": "",
        }
    return variables


def gave_no_answer(folder: Path) -> bool:
    """Whether git once did not answer in time what it was asked about `folder`."""
    return folder in _silent


def path_of(name: bytes) -> str:
    """A path or another name that git has printed, as `os` gives it; on Windows, too, where one has bytes that are not UTF-8."""
    return name.decode(sys.getfilesystemencoding(), "surrogateescape")


@cache
def _programs(folder: Path) -> Sequence[str]:
    """The settings of git for filters, and those by which a hook of a config is run (since git 2.54); the user's own may be left out."""
    if not os.environ.keys() & {"GIT_DIR", "GIT_COMMON_DIR"} and (own := _own_config(folder)) is not None:
        with contextlib.suppress(OSError):  # where `.git` is no folder, git is asked
            said = read(own)[0].lower()
            if not any(word in said for word in (b"filter", b"[hook", b"include", b"worktreeconfig")):
                return ()
    names = r"^(filter\..*\.(clean|smudge|process|required)|hook\..*\.event)$"
    found = run(folder, "config", "--null", "--name-only", "--get-regexp", names) or b""
    return [re.sub(r"\.event\Z", ".enabled", path_of(name)) for name in found.split(b"\0") if name]


def _own_config(folder: Path) -> Path | None:
    """The config of the repository that contains `folder`; None if git might use another one."""
    for each in (folder, *folder.parents):
        if (each / ".git").exists():
            return None if os.path.lexists(each / ".git/commondir") else each / ".git/config"
        if os.path.lexists(each / "HEAD"):
            return None  # older versions of git take such a folder for a repository
    return None


class Change(NamedTuple):
    """How a file is not as it is in a commit."""

    letter: str
    """As git writes it: `A` for an added one, `D` for a deleted one, `M` for a modified one."""
    blob: str
    """The hash of what it held then; empty if it was not there, or no regular file but, say, a symbolic link."""


def changes(root: Path, since: str = "HEAD") -> dict[str, Change] | None:
    """The files below `root` that are not as in `since`, a commit or a tree, by their paths from there; None if git cannot tell."""
    printed = run(root, "diff", "--raw", "--no-abbrev", "--no-renames", "--relative", "-z", since)
    fields = iter((printed or b"").split(b"\0"))
    found = {}
    for about, path in zip(fields, fields, strict=False):
        mode, _, blob, _, letter = about.decode("ascii").split(" ")
        found[path_of(path)] = Change(letter, blob if mode in (":100644", ":100755") else "")
    return None if printed is None else found


def untracked(root: Path) -> set[str] | None:
    """The files below `root` that git neither tracks nor ignores, by their paths from there; None if git cannot tell."""
    listed = run(root, "ls-files", "--others", "--exclude-standard", "-z")
    return None if listed is None else {path_of(path) for path in listed.split(b"\0") if path}


def left_out(root: Path) -> list[str]:
    """The files below `root` that git tracks and that a sparse checkout has left out, by their paths from there."""
    if (holder := repository(root)) is None:
        return []
    own = holder / ".git"
    if own.is_file():  # in a linked work tree, or a submodule
        with contextlib.suppress(OSError):
            own = own.parent / path_of(read(own, _MOST_BYTES)[0].removeprefix(b"gitdir:").strip())
    if not os.path.isfile(own / "info/sparse-checkout"):  # the method raises for a path that no system can hold
        return []
    listed = run(root, "ls-files", "-t", "-z") or b""
    paths = [path_of(each[2:]) for each in listed.split(b"\0") if each.startswith(b"S ")]
    return [path for path in paths if not f"/{path}".count("/.") and not os.path.lexists(root / path)]


def moved(root: Path, since: str = "HEAD") -> dict[str, str]:
    """What the files that were moved since a commit are called now, by their paths of then, all from `root`.

    Deleted ones have empty names. A file that git does not track yet is one that was moved if it holds what that held.
    """
    printed = run(root, "diff", "--raw", "--no-abbrev", "--diff-filter=DR", "-M", "--relative", "-z", since)
    fields = iter((printed or b"").split(b"\0"))
    found: dict[str, str] = {}
    gone: dict[str, list[str]] = {}
    for about in fields:
        if about:
            _, _, blob, _, status = about.decode("ascii").split(" ")
            old = path_of(next(fields))
            found[old] = path_of(next(fields)) if status[0] == "R" else ""
            if not found[old]:
                gone.setdefault(blob, []).append(old)
    for blob, new in _new(root, gone).items() if gone else ():
        if len(gone[blob]) == len(new) == 1:
            found[gone[blob][0]] = new[0]
    return found


def _new(root: Path, blobs: Collection[str]) -> dict[str, list[str]]:
    """By those of `blobs` that are not empty, the files below `root` that hold them and which git does not track yet."""
    import hashlib  # which loads OpenSSL: that takes as long as to check a note

    hashed = "sha1" if len(next(iter(blobs))) == 40 else "sha256"
    found: dict[str, list[str]] = {}
    for path in sorted(untracked(root) or ())[:_MOST_NEW]:
        with contextlib.suppress(OSError):
            data, _ = read(root / path, _MOST_BYTES)
            blob = hashlib.new(hashed, b"blob %d\0%b" % (len(data), data), usedforsecurity=False).hexdigest()
            if data and blob in blobs:
                found.setdefault(blob, []).append(path)
    return found


_MOST_NEW = 500
_MOST_BYTES = 10_000_000
"""So many new files, and so much of each, are looked at for those that were moved."""


def blobs(root: Path, hashes: Sequence[str]) -> list[bytes | None]:
    """What is in the blobs with these hashes; None for what this clone does not have."""
    asked = "".join(f"{each}\n" for each in hashes).encode()
    printed = (run(root, "cat-file", "--batch", given=asked) if hashes else None) or b""
    found: list[bytes | None] = []
    at = 0
    for _ in hashes:
        # `<hash> blob <length>`, a line feed, the bytes, and another line feed; `<name> missing` where it is not there.
        begin = printed.find(b"\n", at) + 1 or len(printed)
        kind, length = [b"", *printed[at:begin].split()][-2:] if begin > at else (b"", b"")
        at = begin + int(length) + 1 if length.isdigit() else begin
        found.append(printed[begin : at - 1] if length.isdigit() and kind == b"blob" else None)
    return found


def blob(root: Path, commit: str, path: str) -> str:
    """The hash of the blob that the file at `path` below `root` held in `commit`; empty if there was no such file."""
    return _word(root, "rev-parse", "--verify", "--quiet", f"{commit}:./{path}")


def sizes(root: Path, hashes: Sequence[str]) -> list[int]:
    """How many bytes there are in each of the blobs with these hashes; -1 for what this clone does not have."""
    asked = "".join(f"{each}\n" for each in hashes).encode()
    printed = (run(root, "cat-file", "--batch-check", given=asked) if hashes else None) or b""
    last = [line.split()[-1] for line in printed.splitlines()]
    return [int(each) if each.isdigit() else -1 for each in last] if len(last) == len(hashes) else [-1] * len(hashes)


def last_known(root: Path, path: str) -> bytes | None:
    """The last content of the file at `path` below `root` that git knows, staged or in a commit; None if it knows none."""
    staged = run(root, "cat-file", "blob", f":./{path}")
    if staged is not None:
        return staged
    commit = run(root, "log", "-1", "--format=%H", "--diff-filter=AM", "HEAD", "--", f":(literal){path}")
    return run(root, "cat-file", "blob", f"{path_of(commit.strip())}:./{path}") if commit else None


def base(root: Path, revision: str) -> str | None:
    """The merge base of `revision` and what is checked out at `root`; None if there is no such revision.

    Later commits on the other branch are not ours. In a clone without that history it is the revision itself; where
    nothing was committed yet, `HEAD` is a tree without files.
    """
    commit = _word(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit.isalnum():  # `^main` is one to leave out
        return _word(root, "merge-base", commit, "HEAD") or commit
    is_before_the_first = revision == "HEAD" and _word(root, "rev-parse", "--git-dir")
    return _word(root, "hash-object", "-t", "tree", "--stdin") or None if is_before_the_first else None


def _word(root: Path, *command: str) -> str:
    return (run(root, *command) or b"").decode("ascii", "replace").strip()


def head(root: Path, was: str = "") -> str:
    """The commit that is checked out, and a digest of which files are staged as new or deleted; empty if git cannot tell.

    The same again, `was`, if that still holds. Git's index alone does not tell: git writes it anew whenever it has
    looked at the files.
    """
    printed = path_of(run(root, "rev-parse", "HEAD", "--git-path", "index") or b"")
    commit, _, index = printed.rstrip("\n").partition("\n")
    if not commit:
        return ""
    written = str(stamp(root / index))
    if was.startswith(f"{commit} ") and was.endswith(f" {written}"):
        return was
    staged = run(
        root, "diff-index", "--cached", "--ita-visible-in-index", "--diff-filter=AD", "--name-status", "-z", commit
    )
    names = "" if staged is None else blake2b(staged, digest_size=20).hexdigest()
    return was if names and was.startswith(f"{commit} {names} ") else f"{commit} {names} {written}"


MOST_AT_ONCE = 10
"""A commit that brings more files than this moved them here from somewhere else: it says nothing of when they were written."""


def first_days(root: Path) -> dict[str, str]:
    """The day (`2025-03-07`) of each file's first commit, renames followed, by its path from `root`.

    A file that came with many others is left out; where there is no git, all are.
    """
    log = ("log", "--format=%x01%as", "--name-status", "--diff-filter=AR", "-M", "-z", "--relative", "--no-ext-diff")
    printed = run(root, *log) or b""
    days: dict[str, str] = {}
    # From the newest commit to the oldest: what a path of that time is called today.
    today: dict[str, str] = {}
    for commit in printed.split(b"\x01")[1:]:
        day, *fields = [path_of(field).lstrip("\n") for field in commit.split(b"\0")]
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
