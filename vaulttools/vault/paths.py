"""The paths of a vault's files: what a link path means, and how to write the link path to a file."""

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from vaulttools.note.facts import without_ending
from vaulttools.patterns import pattern
from vaulttools.text import match_key, match_keys, plain
from vaulttools.values import NamedTuple, cached_method, grouped


class Resolution(NamedTuple):
    """What a link path means: the file Obsidian opens (None for none), and all files it could mean as well."""

    path: str | None
    candidates: tuple[str, ...]

    @property
    def is_ambiguous(self) -> bool:
        """Whether the path fits several files and names none of them exactly."""
        return len(self.candidates) > 1


_NOTHING = Resolution(None, ())
NOT_IN_LINK = pattern(r"[:#|^\\\r\n]|%%|\[\[|\]\]")


@lru_cache(maxsize=1 << 12)
def fits_in_link(path: str) -> bool:
    """Whether `path` contains nothing that would be misread in a link, nor blanks around it, which a link leaves out."""
    return path == path.strip() and not NOT_IN_LINK.search(path)


_MANY = 50
"""So many files of one name are told apart by their folders before their paths are compared."""


class Paths:
    """All paths of a vault, indexed by file name. Case and Unicode form never count."""

    def __init__(self, notes: Iterable[str], files: Iterable[str] = ()) -> None:
        """Takes the paths of the notes, and of all other files."""
        self._notes, self._others = [*notes], [*files]
        self._resolved: dict[str, Resolution] = {}
        self._resolved_in: dict[tuple[str, str], Resolution] = {}
        """Those that mean something else in another folder."""
        self._written: dict[tuple[str, str, str], str] = {}

    @cached_method
    def _named(self, key: str) -> tuple[str, ...]:
        """The files whose name has this key, that of a note with its `.md` or without, the shortest path first."""
        notes = (*self._notes_by_name.of(key), *self._notes_by_name.of(f"{key}.md"))
        return tuple(sorted([*notes, *self._others_by_name.of(key)], key=_by_length))

    @cached_property
    def _notes_by_name(self) -> "_ByName":
        return _ByName(self._notes)

    @cached_property
    def _others_by_name(self) -> "_ByName":
        return _ByName(self._others)

    def called(self, name: str) -> tuple[str, ...]:
        """The files whose name is `name`, that of a note with its `.md` or without, the shortest path first."""
        return self._named(match_key(name))

    def resolve(self, path: str, source: str) -> Resolution:
        """What the link path `path` means in the note at `source`, by Obsidian's rules.

        An exact path wins, else every file whose path ends in it is a candidate: one in the folder of `source`
        first, then the shortest. An empty path means `source` itself. Case and Unicode form do not count.
        """
        if not path:
            return Resolution(source, (source,))
        known = self._resolved.get(path)
        if known is not None:
            return known
        here = source.rpartition("/")[0]
        known = self._resolved_in.get((path, here))
        if known is None:
            known = self._resolve(path, source)
            if known.is_ambiguous or _is_relative(path):
                self._resolved_in[path, here] = known
            else:
                self._resolved[path] = known
        return known

    def _resolve(self, path: str, source: str) -> Resolution:
        wanted = from_root(path, source)
        if wanted.startswith("../") or wanted == "..":
            return _NOTHING
        if _is_relative(path) or path.startswith("/"):
            return self._exactly(wanted.strip("/"))
        here = source.rpartition("/")[0]
        key = match_key(wanted.strip("/"))
        found = self._in_folder(key) if "/" in key else self._named(key)
        if "/" in key:
            fitting = []
            for candidate in found:
                candidate_key = match_key(candidate)
                if key in (candidate_key, candidate_key.removesuffix(".md")):
                    return Resolution(candidate, (candidate,))
                if f"/{candidate_key}".endswith((f"/{key}", f"/{key}.md")):
                    fitting.append(candidate)
            found = near = tuple(fitting)
        else:
            near = self._in_folder(f"{match_key(here)}/{key}") if len(found) > 1 else ()
        if not found:
            return _NOTHING
        beside = next((candidate for candidate in near if candidate.rpartition("/")[0] == here), found[0])
        return Resolution(beside, found)

    def _in_folder(self, key: str) -> tuple[str, ...]:
        """The files with the name that the path with this key ends in, those in a folder of another name left out if there are many."""
        folder, _, name = key.rpartition("/")
        found = self._named(name)
        return found if len(found) < _MANY else self._by_folder(name).get(folder.rpartition("/")[2], ())

    @cached_method
    def _by_folder(self, key: str) -> dict[str, tuple[str, ...]]:
        """The files whose name has this key, by the key of the folder's name."""
        folders = grouped((match_key(path.rpartition("/")[0].rpartition("/")[2]), path) for path in self._named(key))
        return {folder: tuple(paths) for folder, paths in folders.items()}

    def _exactly(self, path: str) -> Resolution:
        """The file whose path from the root is `path`, with or without `.md`."""
        key = match_key(path)
        for candidate in self._in_folder(key):
            if match_key(candidate) in (key, f"{key}.md"):
                return Resolution(candidate, (candidate,))
        return _NOTHING

    def written(self, path: str, source: str, link_format: str) -> str:
        """How Obsidian writes the link path to the file at `path` in the note at `source`.

        `link_format` is `shortest`, `relative` or `absolute`. Where what it asks for would open another file, the path
        is written from the root, `/` first.
        """
        if link_format == "shortest" and (name := self._own_name(path)):
            return name
        asked = path, source.rpartition("/")[0], link_format
        known = self._written.get(asked)
        if known is None:
            known = self._written[asked] = self._write(path, source, link_format)
        return known

    @cached_method
    def _own_name(self, path: str) -> str:
        """The name of the file at `path` as a link has it, where no other file is called so; else empty."""
        name = plain(without_ending(path)).rpartition("/")[2]
        return name if self.called(name) == (path,) else ""

    def _write(self, path: str, source: str, link_format: str) -> str:
        whole = likely = plain(without_ending(path))
        if link_format == "relative":
            likely = posixpath.relpath(whole, posixpath.dirname(source) or ".")
        return likely if self.resolve(likely, source).path == path else f"/{whole}"


class _ByName:
    """Paths by the keys of their file names, of which most are those of one file."""

    def __init__(self, paths: Sequence[str]) -> None:
        keys = match_keys([path.rpartition("/")[2] for path in paths])
        self._last = dict(zip(keys, paths, strict=True))
        others = ((key, path) for key, path in zip(keys, paths, strict=True) if self._last[key] is not path)
        self._others = grouped(others) if len(self._last) < len(paths) else {}

    def of(self, key: str) -> Iterator[str]:
        """The paths of the files whose name has this key, in no order."""
        if key in self._last:
            yield self._last[key]
            yield from self._others.get(key, ())


def _is_relative(path: str) -> bool:
    """Whether a link path is relative to the folder of its note."""
    return path.startswith(("./", "../")) or "/./" in path or "/../" in path


def from_root(path: str, source: str) -> str:
    """The link path `path` in the note at `source` from the root of the vault, where it is relative; any other as it is."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), path)) if _is_relative(path) else path


def _by_length(path: str) -> tuple[int, str]:
    return len(path), path
