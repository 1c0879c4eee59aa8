"""Links that open no file of the vault: what else they may be meant for."""

import posixpath
from collections.abc import Collection
from functools import cached_property

from vaulttools.files.disk import is_note
from vaulttools.note import Link, Note
from vaulttools.note.facts import FactsByPath, name_of, without_ending
from vaulttools.text import match_key
from vaulttools.values import Value, grouped, last_answer
from vaulttools.vault.nearest import Nearest
from vaulttools.vault.paths import Paths
from vaulttools.vault.settings import Settings
from vaulttools.vault.unwritten import could_be_title, shape_of_folder, shape_of_period, shapes_of_format
from vaulttools.vault.usage import Usage


class Unopened(Value):
    """What links may mean that open no file: one that git ignores, one that was moved, a folder, or a note yet to be written."""

    _facts: FactsByPath
    _files: Collection[str]
    _paths: Paths
    _nearest: Nearest
    _usage: Usage
    _settings: Settings

    @last_answer
    def links(self, note: Note) -> tuple[Link, ...]:
        """The links of `note` to files that are neither in the vault nor ignored by git."""
        links = [link for link in note.links if link.path and self._paths.resolve(link.path, note.path).path is None]
        return tuple([link for link in links if not self.is_ignored(link.path, note.path)])

    def is_ignored(self, path: str, source: str) -> bool:
        """Whether the link path `path` in the note at `source` opens a file that git ignores, or has left out of a sparse checkout."""
        return bool(self._settings.ignored) and self._ignored.resolve(path, source).path is not None

    @cached_property
    def _ignored(self) -> Paths:
        by_kind: dict[bool, list[str]] = {True: [], False: []}
        for path in self._settings.ignored:
            by_kind[is_note(path)].append(path)
        return Paths(by_kind[True], by_kind[False])

    def is_folder(self, path: str, source: str) -> bool:
        """Whether the link path `path` in the note at `source` names a folder: from the root, or beside the note."""
        if not path.strip("./"):
            return bool(path.strip("/")) and "..." not in path
        here = source.rpartition("/")[0]
        ways = (path, f"{here}/{path}") if here else (path,)
        return any(match_key(posixpath.normpath(way.strip("/"))) in self._folders for way in ways if way.strip("/."))

    @cached_property
    def _folders(self) -> frozenset[str]:
        """The keys of the paths of all folders that contain a file."""
        paths = {path.rpartition("/")[0] for path in (*self._facts, *self._files)}
        return frozenset(
            match_key("/".join(parts[: size + 1]))
            for path in paths
            for parts in [path.split("/")]
            for size in range(len(parts))
        )

    def moved_to(self, path: str) -> str | None:
        """Where the file is now that the link path `path` meant before it was moved or renamed; None if nobody knows."""
        found = {new for new in self._since_moved(path) if new in self._facts or new in self._files}
        return found.pop() if len(found) == 1 else None

    def _since_moved(self, path: str) -> set[str]:
        """What the files are called now that the link path `path` meant at the last commit; empty names of deleted ones."""
        key = match_key(path).removesuffix(".md")
        moved = self._moved.get(key.rpartition("/")[2], ())
        return {new for old, new in moved if f"/{old}".endswith(f"/{key}")}

    @cached_property
    def _moved(self) -> dict[str, list[tuple[str, str]]]:
        """The keys of the paths that files had, and where they are now, by the key of the name they had."""
        moved = [(match_key(old).removesuffix(".md"), new) for old, new in self._settings.moved().items()]
        return grouped((key.rpartition("/")[2], (key, new)) for key, new in moved)

    def is_awaited(self, path: str, source: str, ahead: bool) -> bool:
        """Whether the link path `path` in the note at `source` is that of a note yet to be written.

        Of a day, named as days are in the vault; or, `ahead` of notes and where the owner links to many names that are no
        notes, of such a name, unless it is nearly one that the vault has. Never of a file that was there at the last commit.
        """
        folder, _, name = without_ending(path).rpartition("/")
        shape = shape_of_period(name)
        if folder and not self.is_folder(folder, source):
            return shape in self._shapes_of_days and shape_of_folder(folder) in self._shapes_of_folders
        if shape:
            awaited = shape in self._shapes_of_days
        else:
            awaited = (
                not folder
                and could_be_title(name)
                and (ahead or self._usage.links_ahead)
                and self._nearest.note(path, source) is None
                and self._nearest.alias(name) is None
            )
        return awaited and not self._since_moved(path)

    @cached_property
    def _shapes_of_days(self) -> frozenset[str]:
        """How days, weeks and the like are named in the vault."""
        named = {shape_of_period(name_of(path)) for path in self._facts}
        return frozenset({"0000-00-00", shapes_of_format(self._settings.day_format)[1], *named} - {""})

    @cached_property
    def _shapes_of_folders(self) -> frozenset[str]:
        """How folders of years and months are named in the vault, where days are in such."""
        named = {shape_of_folder(path.rpartition("/")[0]) for path in self._facts if shape_of_period(name_of(path))}
        return frozenset({shapes_of_format(self._settings.day_format)[0], *named} - {""})
