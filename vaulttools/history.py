"""What git knows of a vault: what it was at a commit, when its notes first came, and what was moved or deleted since."""

from collections.abc import Mapping, Sequence, Set
from functools import cached_property
from pathlib import Path

from vaulttools.files import disk, git
from vaulttools.note import MOST_BYTES, Note, canvas
from vaulttools.values import NamedTuple, cached_method, replace
from vaulttools.vault import Vault

_MOST_CHANGED = 200
"""If more files than this have changed since the last commit, we do not ask what was wrong before."""
_READ = (disk.NOTE_ENDING, disk.CANVAS_ENDING, disk.BASE_ENDING)
"""Endings of the files that are read. Of all others only the name matters."""
_TOO_BIG = bytes(MOST_BYTES + 1)
"""Stands for what is in a file that is too big to be read."""
_AT_ONCE = 1000
"""How many files git is asked for at once."""


class Former(NamedTuple):
    """A vault as it was at a commit. Only what differs from the vault as it is was read."""

    vault: Vault
    data: Mapping[str, bytes]
    """What the notes, canvases and bases held that hold something else now, or are gone, by their paths of then."""
    new: Set[str]
    """The files that were not there."""
    names: Mapping[str, str]
    """What the files were called that have another name now, by their paths of now."""


class History:
    """The history of a vault, as far as git knows it; asked only when somebody wants to know."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.gone_before: Set[str] = frozenset()
        """Files that are asked about and were gone already at the last commit."""
        self.head: str | None = ""
        """The state of git (`git.head`) before it was asked; None if it was not yet: set by whoever has a use for it."""
        self.since = "HEAD"
        """The last commit, or the one before those that are looked at: set before anything is asked of it."""

    def _take_down(self) -> None:
        """Takes down the state of git, which is about to be asked."""
        if self.head is None:
            self.head = git.head(self._root)

    @cached_property
    def changes(self) -> Mapping[str, git.Change] | None:
        """What differs from the last commit: see `git.changes`."""
        self._take_down()
        return git.changes(self._root, self.since)

    @cached_method
    def text(self, path: str) -> str:
        """The text of the note at `path` at the last commit; empty if it is still so, or nobody knows."""
        changes = self.changes or {}
        if path not in changes:
            return ""
        held = self._held if self.is_short else _read(self._root, {path: changes[path].blob})
        return Note.from_bytes(path, held[path] or b"").text

    @property
    def is_short(self) -> bool:
        """Whether so little has changed since the last commit that what the notes said then may be asked of each."""
        return len(self.changes or {}) <= _MOST_CHANGED

    @cached_property
    def _held(self) -> Mapping[str, bytes | None]:
        """What each file held that differs from the last commit: see `_read`."""
        return _read(self._root, {path: change.blob for path, change in (self.changes or {}).items()})

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """The new paths of files that were moved since the last commit, by their old paths; empty for deleted ones."""
        self._take_down()
        return {**dict.fromkeys(self.gone_before, ""), **git.moved(self._root, self.since)}

    @property
    def gone(self) -> set[str]:
        """The files that the vault had at the last commit and has no more; none if git cannot tell."""
        return {path for path, change in (self.changes or {}).items() if change.letter == "D"}

    def first_day(self, path: str) -> str:
        """The day (`2025-03-07`) of the first commit of the note at `path`; empty if nobody knows."""
        return self._first_days.get(path, "")

    @cached_property
    def _first_days(self) -> Mapping[str, str]:
        self._take_down()
        return git.first_days(self._root)

    def before(self, vault: Vault) -> Vault | None:
        """`vault` as it was at the last commit; None if there is no commit, or if very much has changed since.

        It is `vault` itself where nothing has changed that other notes can see.
        """
        changes, new = self.changes, git.untracked(self._root)
        if changes is None or new is None or len(changes) + len(new) > _MOST_CHANGED:
            return None
        held = {**self._held, **{path: git.last_known(self._root, path) for path in self.gone_before}}
        others = [note for note in _notes(held) if vault.facts.get(note.path) != note.facts]
        before = vault.with_notes(others) if others else vault
        gone = before.facts.keys() & {*new, *(path for path, data in held.items() if data is None)}
        lost = {path for path, data in held.items() if data is not None and not disk.is_note(path)} - before.files
        return before.without(*gone, files=lost) if gone or lost else before

    def former(self, vault: Vault, commit: str, given: Set[str]) -> Former:
        """`vault` as it was at `commit`. Settings, words and the owner's habits are those of now.

        The contents of the files `given` are not on disk. Raises LookupError if this clone does not have a file, or git cannot tell.
        """
        changes, untracked = git.changes(self._root, commit), git.untracked(self._root)
        if changes is None or untracked is None:
            raise LookupError(commit)
        blobs = {path: change.blob for path, change in changes.items() if not _is_hidden(path)}
        for path in given - blobs.keys():
            blobs[path] = git.blob(self._root, commit, path)
        held = _read(self._root, blobs)
        missing = next((path for path, data in held.items() if data is None and blobs[path]), None)
        if missing is not None:
            raise LookupError(missing)
        new = untracked.union(path for path, data in held.items() if data is None)
        data = {path: data for path, data in held.items() if data is not None and path.lower().endswith(_READ)}
        shown = {
            path: canvas.targets(path, canvas.text_of(each))
            for path, each in data.items()
            if path.lower().endswith(disk.CANVAS_ENDING)
        }
        on_canvases = vault.settings.on_canvases

        def then_on_canvases() -> Mapping[str, Sequence[str]]:
            return {path: each for path, each in {**on_canvases(), **shown}.items() if path not in new}

        then = vault.with_notes(_notes(held))
        lost = held.keys() - new - then.facts.keys()
        settings = replace(vault.settings, on_canvases=then_on_canvases)
        names = {now: then for then, now in git.moved(self._root, commit).items() if now}
        return Former(then.without(*new, files=lost, settings=settings), data, new, names)


def _read(root: Path, blobs: Mapping[str, str]) -> dict[str, bytes | None]:
    """What is in the files whose blobs these are, by their paths; nothing in those that are not read.

    None for what has no blob, and for what this clone does not have.
    """
    found = {path: b"" if blob else None for path, blob in blobs.items()}
    paths = [path for path, blob in blobs.items() if blob and path.lower().endswith(_READ)]
    for start in range(0, len(paths), _AT_ONCE):
        some = paths[start : start + _AT_ONCE]
        sizes = dict(zip(some, git.sizes(root, [blobs[path] for path in some]), strict=True))
        found |= {path: _TOO_BIG for path in some if sizes[path] > MOST_BYTES}
        small = [path for path in some if sizes[path] <= MOST_BYTES]
        found |= zip(small, git.blobs(root, [blobs[path] for path in small]), strict=True)
    return found


def _notes(held: Mapping[str, bytes | None]) -> list[Note]:
    return [Note.from_bytes(path, data) for path, data in held.items() if data is not None and disk.is_note(path)]


def _is_hidden(path: str) -> bool:
    """Whether `path` is in a folder, or a file, that no vault shows."""
    return path.startswith(".") or "/." in path
