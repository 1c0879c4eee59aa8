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
        """The state of git (`git.head`) when it was asked; None if it was not."""

    @cached_method
    def text(self, path: str) -> str:
        """The text of the note at `path` at the last commit; empty if it is still so, or nobody knows."""
        shown = git.committed(self._root, path) if path in self._touched else None
        return "" if shown is None else Note.from_bytes(path, shown).text

    @property
    def is_short(self) -> bool:
        """Whether so few notes have changed since the last commit that what they said then may be asked of each."""
        return len(self._touched) <= _MOST_CHANGED

    @cached_property
    def _touched(self) -> set[str]:
        """The files that are not as in the last commit, or gone since."""
        self.head = git.head(self._root)
        return git.changed(self._root, "MD") or set()

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """The new paths of files that were moved since the last commit, by their old paths; empty for deleted ones."""
        self.head = git.head(self._root)
        return {**dict.fromkeys(self.gone_before, ""), **git.moved(self._root)}

    def gone_since(self, commit: str) -> set[str]:
        """The files that the vault had at `commit` and has no more; none if git cannot tell."""
        return git.changed(self._root, "D", commit) or set()

    def first_day(self, path: str) -> str:
        """The day (`2025-03-07`) of the first commit of the note at `path`; empty if nobody knows."""
        return self._first_days.get(path, "")

    @cached_property
    def _first_days(self) -> Mapping[str, str]:
        self.head = git.head(self._root)
        return git.first_days(self._root)

    def before(self, vault: Vault) -> Vault | None:
        """`vault` as it was at the last commit; None if there is no commit, or if very much has changed since.

        It is `vault` itself where nothing has changed that other notes can see.
        """
        changed = git.changed(self._root)
        new = git.untracked(self._root)
        if changed is None or new is None or len(changed) + len(new) > _MOST_CHANGED:
            return None
        shown = {path: git.committed(self._root, path) for path in changed}
        shown |= {path: git.last_known(self._root, path) for path in self.gone_before}
        was_note = {
            path: data for path, data in shown.items() if data is not None and path[-3:].lower() == disk.NOTE_ENDING
        }
        was = [Note.from_bytes(path, data).facts for path, data in was_note.items()]
        others = [facts for facts in was if vault.facts.get(facts.path) != facts]
        before = vault.with_(*others) if others else vault
        for path in sorted(before.facts.keys() & {*new, *(path for path, data in shown.items() if data is None)}):
            before = before.without(path)
        lost = {path for path, data in shown.items() if data is not None} - was_note.keys() - before.files
        return Vault(before.facts.values(), before.files | lost, before.settings) if lost else before
