"""Lists the files of a vault, without leaving it."""

import contextlib
import os
from operator import itemgetter
from pathlib import Path

from vaulttools.files import git
from vaulttools.files.disk import BASE_ENDING, CANVAS_ENDING, NOTE_ENDING, TEMPORARY, Stamp, reason, text
from vaulttools.files.globs import GitIgnore
from vaulttools.message import Message
from vaulttools.values import NamedTuple


class Listing(NamedTuple):
    """The files of a vault, by their paths from its root with `/` between folders."""

    notes: dict[str, Stamp]
    """The stamps of the notes, sorted by path, from when they were listed."""
    canvases: dict[str, Stamp]
    """The stamps of the canvases: what they show and link to is checked."""
    bases: dict[str, Stamp]
    """The stamps of the bases: what they name is checked."""
    others: list[str]
    """All other files, including canvases and bases: they can be linked to, and are not notes."""
    ignored: list[str]
    """Notes that git ignores, and all files in folders that it ignores: Obsidian opens them, but only on this machine. And what a
    sparse checkout leaves out."""
    unfinished: list[str]
    """Temporary files of runs that are writing, or that were killed."""
    unseen: list[tuple[str, Message]]
    """What could not be looked into, and why: nobody knows what is there."""

    @property
    def stamps(self) -> dict[str, Stamp]:
        """The stamps of all files that are checked."""
        return {**self.notes, **self.canvases, **self.bases}

    @property
    def dialect(self) -> str:
        """The dialect of the program that keeps its settings in the vault, beside or instead of Obsidian; empty for none."""
        return next((dialect for file, dialect in _DIALECTS.items() if file in self.others), "")


_DIALECTS = {"logseq/config.edn": "logseq", "dendron.yml": "dendron"}
_INSTALLED = frozenset(("__pycache__", "node_modules", "site-packages"))
"""Folders that programs fill with more files than a vault has: if git ignores them, we do not look into them."""


def listing(root: Path) -> Listing:
    """The files of the vault at `root`.

    A file that is a link to another one can be linked to, but is no note of its own. Folders with a dot, linked folders,
    links that lead out of the vault, and what programs were installed into are left out.
    """
    found = _Found(root)
    pending = [("", str(root), False)]
    while pending:
        pending += found.look_into(*pending.pop())
    notes, canvases, bases = ({path: each[path] for path in sorted(each)} for each in found.stamps.values())
    found.unseen.sort(key=itemgetter(0))
    return Listing(
        notes, canvases, bases, sorted(found.others), sorted(found.ignored), sorted(found.unfinished), found.unseen
    )


class _Found:
    """The files that were found so far in the vault at `root`."""

    def __init__(self, root: Path) -> None:
        self.stamps: dict[str, dict[str, Stamp]] = {NOTE_ENDING: {}, CANVAS_ENDING: {}, BASE_ENDING: {}}
        self.others: list[str] = []
        self.ignored = git.left_out(root)  # a link to such a file is not broken, either
        self.unfinished: list[str] = []
        self.unseen: list[tuple[str, Message]] = []
        self._ignores = _ignores(root)
        self._inside = os.path.realpath(root) + os.sep

    def look_into(self, prefix: str, folder: str, is_ignored: bool) -> list[tuple[str, str, bool]]:
        """Takes the files in a folder, whose paths begin with `prefix`; returns the folders in it in the same way."""
        try:
            with os.scandir(folder) as opened:
                entries = list(opened)
        except OSError as error:
            self._miss(prefix.rstrip("/") or ".", error, is_ignored)
            return []
        if not is_ignored:
            self._ignores.enter(prefix, entries)
        folders = []
        for entry in entries:
            name = entry.name
            path = prefix + name
            if name[0] == ".":
                if name.startswith(TEMPORARY):
                    self.unfinished.append(path)
                continue
            try:
                if entry.is_file(follow_symlinks=False):
                    self._take(entry, path, is_ignored)
                elif entry.is_dir(follow_symlinks=False):
                    is_left_out = is_ignored or self._ignores.match(path + "/")
                    if not (is_left_out and name in _INSTALLED):
                        folders.append((path + "/", entry.path, is_left_out))
                elif entry.is_symlink() and not is_ignored:
                    real = os.path.realpath(entry.path)
                    if real.startswith(self._inside) and os.path.isfile(real):
                        self.others.append(path)
            except OSError as error:
                self._miss(path, error, is_ignored)
        return folders

    def _miss(self, path: str, error: OSError, is_ignored: bool) -> None:
        """Notes that there is something at `path`, unless it has just been removed, or git ignores it."""
        if not (is_ignored or isinstance(error, FileNotFoundError)):
            self.unseen.append((path, reason(error)))

    def _take(self, entry: "os.DirEntry[str]", path: str, is_ignored: bool) -> None:
        ending = path[path.rfind(".") :].lower()
        if is_ignored or (ending == NOTE_ENDING and self._ignores.match(path)):
            self.ignored.append(path)
            return
        if ending != NOTE_ENDING:
            self.others.append(path)
        if ending in self.stamps:
            # What `scandir` knows already is less than a stamp needs on Windows.
            self.stamps[ending][path] = Stamp.of(entry.stat() if os.name == "posix" else os.stat(entry.path))


def _ignores(root: Path) -> "_Listed | _GitIgnores":
    found = git.run(root, "ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z")
    if found is None:
        return _GitIgnores()
    return _Listed(frozenset(git.path_of(path) for path in found.split(b"\0") if path))


class _Listed:
    """The files and folders (with `/` at the end) that git ignores, from git."""

    def __init__(self, paths: frozenset[str]) -> None:
        self.match = paths.__contains__

    def enter(self, prefix: str, entries: "list[os.DirEntry[str]]") -> None:
        """Nothing is to be learned in a folder."""


class _GitIgnores:
    """The same by our own reading of the `.gitignore` files, for a vault outside any repository."""

    def __init__(self) -> None:
        self._files: list[tuple[str, GitIgnore]] = []

    def enter(self, prefix: str, entries: "list[os.DirEntry[str]]") -> None:
        """Reads the `.gitignore` of a folder; called before anything in the folder is asked about."""
        for entry in entries:
            if entry.name == ".gitignore":
                with contextlib.suppress(OSError):
                    self._files.append((prefix, GitIgnore(text(entry.path, "replace"))))

    def match(self, path: str) -> bool:
        """Whether `path` is ignored; it ends in `/` for a folder."""
        return any(path.startswith(base) and file.match(path[len(base) :]) for base, file in self._files)
