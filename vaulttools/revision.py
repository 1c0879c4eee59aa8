"""A vault as it was at a revision of git, laid out in a folder of its own."""

import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from vaulttools import disk, git

_FILES = ("100644", "100755")
"""The modes of regular files, as opposed to links and submodules."""
_READ = (disk.NOTE_ENDING, disk.CANVAS_ENDING, disk.BASE_ENDING, ".json", ".txt")
"""Endings of the files that are read: notes, Obsidian's settings, the vault's words. Of all others only the name matters."""

_AT_ONCE = 1000
"""How many files are in memory at once."""


def base_of(root: Path, revision: str) -> str | None:
    """The merge base of `revision` and the vault at `root`; None if there is no such revision.

    Later commits on the other branch are not ours. In a clone without that history it is the revision itself; where
    nothing was committed yet, `HEAD` is a tree without files.
    """
    commit = _word(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit:
        return _word(root, "merge-base", commit, "HEAD") or commit
    is_before_the_first = revision == "HEAD" and _word(root, "rev-parse", "--git-dir")
    return _word(root, "hash-object", "-t", "tree", "--stdin") or None if is_before_the_first else None


def _word(root: Path, *command: str) -> str:
    return (git.run(root, *command) or b"").decode("ascii", "replace").strip()


def lay_out(root: Path, commit: str, folder: Path, most: int) -> None:
    """Writes the files that the vault at `root` had at `commit` into `folder`, which is empty.

    Files that are never read are written empty, and files of more than `most` bytes stay too big to read. A file
    whose name this system does not allow is left out. Raises LookupError if this clone does not have a file, and OSError.
    """
    listed = git.run(root, "ls-tree", "-r", "-l", "-z", commit) or b""
    read: list[tuple[str, Path]] = []
    for entry in filter(None, listed.split(b"\0")):
        about, _, name = entry.partition(b"\t")
        mode, _, blob, size = about.decode("ascii").split()
        path = git.path_of(name)
        if mode in _FILES and _lies_below(path):
            file = folder / path
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.touch()
            except (OSError, ValueError):
                continue
            if path.lower().endswith(_READ):
                if size.isdecimal() and int(size) > most:
                    os.truncate(file, most + 1)
                else:
                    read.append((blob, file))
    for start in range(0, len(read), _AT_ONCE):
        _write(root, read[start : start + _AT_ONCE])


def _write(root: Path, files: Sequence[tuple[str, Path]]) -> None:
    """Writes blobs of the repository into files."""
    for (blob, file), data in zip(files, git.blobs(root, [blob for blob, _ in files]), strict=True):
        if data is None:
            raise LookupError(blob)
        file.write_bytes(data)


def _lies_below(path: str) -> bool:
    """Whether `path`, which may come from a stranger's repository, stays inside its folder."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and "\\" not in path and ":" not in path and ".." not in parts
