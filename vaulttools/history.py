"""What git knows of a vault: what its notes said at the last commit, when they first came, and what was moved or deleted since."""

from collections.abc import Mapping, Set
from functools import cached_property
from pathlib import Path

from vaulttools import disk, git
from vaulttools.note import Note
from vaulttools.values import cached_method
from vaulttools.vault import Vault

_MOST_CHANGED = 200
"""If more files than this have changed since the last commit, we do not ask what was wrong before."""


class History:
    """The history of a vault, as far as git knows it; asked only when somebody wants to know."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.gone_before: Set[str] = frozenset()
        """Files that are asked about and were gone already at the last commit."""
        self.head: str | None = None
        """The state of git (`git.head`) before it was asked; None if it was not. Whoever has no use for it sets it to ``."""

    def _take_down(self) -> None:
        """Takes down the state of git, which is about to be asked."""
        if self.head is None:
            self.head = git.head(self._root)

    @cached_property
    def changes(self) -> Mapping[str, str] | None:
        """What differs from the last commit: see `git.changes`."""
        self._take_down()
        return git.changes(self._root)

    @cached_method
    def text(self, path: str) -> str:
        """The text of the note at `path` at the last commit; empty if it is still so, or nobody knows."""
        if (self.changes or {}).get(path) not in ("M", "D"):
            return ""
        shown = (self._committed if self.is_short else git.committed(self._root, [path]))[path]
        return "" if shown is None else Note.from_bytes(path, shown).text

    @property
    def is_short(self) -> bool:
        """Whether so little has changed since the last commit that what the notes said then may be asked of each."""
        return len(self.changes or {}) <= _MOST_CHANGED

    @cached_property
    def _committed(self) -> Mapping[str, bytes | None]:
        """What was in each file that differs from the last commit; None where it was not there. Only notes are read."""
        changes = self.changes or {}
        were = {path: None if letter == "A" else b"" for path, letter in changes.items()}
        return were | git.committed(self._root, [path for path in changes if were[path] is not None and _is_note(path)])

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """The new paths of files that were moved since the last commit, by their old paths; empty for deleted ones."""
        self._take_down()
        return {**dict.fromkeys(self.gone_before, ""), **git.moved(self._root)}

    def gone_since(self, commit: str) -> set[str]:
        """The files that the vault had at `commit` and has no more; none if git cannot tell."""
        found = self.changes if commit == "HEAD" else git.changes(self._root, commit)
        return {path for path, letter in (found or {}).items() if letter == "D"}

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
        changed = self.changes
        new = git.untracked(self._root)
        if changed is None or new is None or len(changed) + len(new) > _MOST_CHANGED:
            return None
        shown = {**self._committed, **{path: git.last_known(self._root, path) for path in self.gone_before}}
        was_note = {path: data for path, data in shown.items() if data is not None and _is_note(path)}
        was = [Note.from_bytes(path, data).facts for path, data in was_note.items()]
        others = [facts for facts in was if vault.facts.get(facts.path) != facts]
        before = vault.with_(*others) if others else vault
        gone = before.facts.keys() & {*new, *(path for path, data in shown.items() if data is None)}
        lost = {path for path, data in shown.items() if data is not None} - was_note.keys() - before.files
        return before.without(*gone, files=lost) if gone or lost else before


def _is_note(path: str) -> bool:
    return path[-3:].lower() == disk.NOTE_ENDING
