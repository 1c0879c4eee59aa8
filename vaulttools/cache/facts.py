"""The facts of notes, and what was worked out from them, in the `Database` of the cache."""

import json
import time
from collections.abc import Iterable, Mapping, Sequence, Set
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vaulttools.cache import FOLDER, NOT_OURS, digest_of, digest_of_texts, encode, unsettled
from vaulttools.cache.database import Database
from vaulttools.cache.texts import can_be_stored, facts_from, facts_texts, lesson_from, naming_from, naming_text
from vaulttools.digest import blake2b
from vaulttools.files.disk import Stamp
from vaulttools.note.facts import Facts, Naming

if TYPE_CHECKING:
    import sqlite3

    from vaulttools.vault.census import Census
    from vaulttools.vault.habits import Habits, Lesson
    from vaulttools.vault.schemas import Schemas

_FEW = 50
"""If more notes than this are asked for, all are read at once."""

_AT_ONCE = 500
"""So many tokens are asked for at once."""
_MOST_ASKED = 20_000
"""So many in all: to ask for more than a person writes in a note takes as long as to judge them."""


class Cache:
    """The cache of the vault at `root`: the facts of its notes, and what was worked out from them."""

    def __init__(self, root: Path) -> None:
        self._database = Database(root / FOLDER)
        self._begun = time.time_ns()
        self._stored: Set[str] = frozenset()
        """The notes whose facts are stored."""
        self._current: set[str] = set()
        """Those of them that have not changed since."""
        self._sums = [0, 0, 0]
        """The `_sums` of all notes, including those that cannot be stored."""
        self._texts: dict[str, Sequence[str]] | None = None
        """The facts of all notes as text, once many have been asked for."""
        self._asked = 0
        self._has_census = False

    def load(self, stamps: Mapping[str, Stamp]) -> Set[str]:
        """The notes whose facts are stored and whose `stamps` have not changed."""

        def read(connection: "sqlite3.Connection") -> None:
            rows = connection.execute("SELECT path, inode, size, mtime, ctime FROM notes")
            stored = {row[0]: row[1:] for row in rows}
            current = {path for path, stamp in stamps.items() if stored.get(path) == stamp}
            lost = _sums(_rows(connection, stored.keys() - current))
            self._sums = [each - less for each, less in zip(_stored_sums(connection), lost, strict=True)]
            self._stored, self._current = stored.keys(), current

        self._database.read(read)
        return self._current

    @property
    def names(self) -> str:
        """A digest of the paths, names and kinds of all notes."""
        return _text(self._sums[0])

    @property
    def world(self) -> str:
        """A digest of the facts of all notes without their links."""
        return _text(self._sums[1])

    @property
    def links(self) -> str:
        """A digest of the links of all notes."""
        return _text(self._sums[2])

    def facts(self, path: str) -> Facts | None:
        """The facts of a note that `load` has returned; None if they can no longer be read."""
        self._asked += 1
        if self._texts is None and self._asked > _FEW:
            self._texts = {
                path: texts for path, *texts in self._database.select("SELECT path, facts, links FROM texts")
            }
        if self._texts is not None:
            texts = self._texts.pop(path, None)
        else:
            texts = next(iter(self._database.select("SELECT facts, links FROM texts WHERE path = ?", path)), None)
        try:
            return None if texts is None else facts_from(path, *texts)
        except NOT_OURS:
            return None

    def naming(self) -> dict[str, Naming]:
        """The namings of the notes that `load` has returned; empty if they can no longer be read."""
        try:
            rows = self._database.select("SELECT path, naming FROM texts")
            return {path: naming_from(text) for path, text in rows}
        except NOT_OURS:
            self._database.drop()
            return {}

    def census(self, schemas: "Schemas", facts: Mapping[str, Facts]) -> "Census | None":
        """The census of `facts`, made from the stored one; None if none is stored."""
        kept = self._database.read(lambda connection: _census(connection, schemas))
        if kept is None:
            return None
        self._has_census = True
        gone = self._database.read(lambda connection: _facts_of(_rows(connection, self._stored - self._current)))
        return None if gone is None else kept.with_((facts[path] for path in facts if path not in self._current), gone)

    def known(self, world: str) -> dict[str, str]:
        """What `store_known` stored for the digest `world`: texts, by their names."""
        rows = self._database.select("SELECT what, value, digest FROM known WHERE world = ?", world)
        return {
            what: value
            for what, value, digest in rows
            if isinstance(what, str) and isinstance(value, str) and digest == digest_of_texts(world, what, value)
        }

    def store_known(self, world: str, values: Mapping[str, str]) -> None:
        """Stores texts, by their names, that were worked out from what the digest `world` stands for, if SQLite can hold them."""
        rows = [
            (what, world, value, digest_of_texts(world, what, value))
            for what, value in values.items()
            if _is_utf8(value)
        ]

        def write(connection: "sqlite3.Connection", is_unchanged: bool) -> None:
            connection.executemany("INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?)", rows)

        self._database.write(write)

    def habits(self, names: str) -> tuple["Habits", Set[str]]:
        """The habits learned from unchanged notes in a vault with the digest `names`, and the paths of these notes."""
        from vaulttools.vault.habits import Habits

        def read(connection: "sqlite3.Connection") -> "tuple[Habits, set[str]]":
            kept = _habits(connection, names)
            if kept is None:
                return Habits(), set()
            paths = {path for (path,) in connection.execute("SELECT path FROM lessons WHERE names = ?", (names,))}
            gone = [*_lessons(connection, names, paths - self._current), *_stale_lessons(connection, names)]
            return kept.with_((), gone) if gone else kept, paths & self._current

        return self._database.read(read) or (Habits(), set())

    def store(self, changed: Iterable[tuple[str, Stamp, Facts]], paths: Set[str], schemas: "Schemas") -> None:
        """Stores the facts of the notes that changed; forgets notes that are not in `paths` any more.

        A file changed just before this was opened is left out, because it could change again with the same times. So
        is anything that cannot be stored.
        """
        come = self._storable([*changed])
        lost = self._stored - paths
        if not come and not lost:
            return

        def write(connection: "sqlite3.Connection", is_unchanged: bool) -> None:
            gone = [(path,) for path in {*lost, *come}]
            connection.executemany(_MAKE_STALE, gone)
            connection.executemany("DELETE FROM notes WHERE path = ?", gone)
            stamps = [(path, *stamp) for path, (stamp, _, _) in come.items()]
            connection.executemany("INSERT INTO notes VALUES (?, ?, ?, ?, ?)", stamps)
            old, rows = _rows(connection, lost | come.keys()), [row for _, _, row in come.values()]
            if sorted(old) == sorted(rows):  # as where only words have changed
                return
            census = _census(connection, schemas) if is_unchanged else None
            self._has_census = False
            connection.execute("DELETE FROM censuses")
            if census is not None:
                with suppress(*NOT_OURS):
                    census = census.with_((facts for _, facts, _ in come.values()), _facts_of(old))
                    connection.execute("INSERT INTO censuses VALUES (?, ?)", _census_row(census, schemas))
                    self._has_census = True
            connection.executemany("DELETE FROM texts WHERE path = ?", gone)
            connection.executemany("INSERT INTO texts VALUES (?, ?, ?, ?)", rows)
            sums = zip(_stored_sums(connection), _sums(old), _sums(rows), strict=True)
            now = [_text(each - less + more) for each, less, more in sums]
            connection.execute("UPDATE meta SET names = ?, facts = ?, links = ?", now)

        if self._database.write(write, changes_facts=True):
            self._stored = (self._stored - lost) | come.keys()
            self._current |= come.keys()

    def _storable(self, changed: Sequence[tuple[str, Stamp, Facts]]) -> "dict[str, tuple[Stamp, Facts, _Row]]":
        """Those of the notes that changed which can be stored, by path; all of them count in what tells this vault from others."""
        racy = unsettled({path: stamp for path, stamp, _ in changed}, self._begun)
        found = {}
        for path, stamp, facts in changed:
            is_storable = can_be_stored(facts.naming)
            row = path, naming_text(facts.naming) if is_storable else repr(facts.naming), *facts_texts(facts)
            self._sums = [each + more for each, more in zip(self._sums, _sums([row]), strict=True)]
            if path not in racy and is_storable and _is_utf8(path):
                found[path] = stamp, facts, row
        return found

    def store_census(self, census: "Census", schemas: "Schemas", facts: Mapping[str, Facts]) -> None:
        """Stores the census of `facts`, without the notes that could not be stored, unless one is stored."""
        if self._has_census:
            return
        others = [facts[path] for path in facts.keys() - self._current]

        def write(connection: "sqlite3.Connection", is_unchanged: bool) -> None:
            if is_unchanged:
                kept = census.with_(_facts_of(_rows(connection, self._stored - self._current)), others)
                connection.execute("DELETE FROM censuses")
                connection.execute("INSERT INTO censuses VALUES (?, ?)", _census_row(kept, schemas))

        self._database.write(write)

    def store_lessons(self, names: str, lessons: Mapping[str, "Lesson"]) -> None:
        """Stores what the stored notes show of habits; forgets what they showed in a vault with another digest of `names`."""
        from vaulttools.vault.habits import Habits

        new = {path: lesson for path, lesson in lessons.items() if path in self._current}

        def write(connection: "sqlite3.Connection", is_unchanged: bool) -> None:
            if not is_unchanged:
                return
            try:
                kept, old = _habits(connection, names), _lessons(connection, names, new.keys())
                old += _stale_lessons(connection, names)
            except NOT_OURS:
                kept, old = None, []
            if kept is None:
                connection.execute("DELETE FROM lessons")
                kept, old = Habits(), []
            for table in ("lessons", "habits"):
                connection.execute(f"DELETE FROM {table} WHERE names != ?", (names,))
            rows = [(path, names, encode([sorted(part) for part in lesson])) for path, lesson in new.items()]
            connection.executemany("INSERT OR REPLACE INTO lessons VALUES (?, ?, ?)", rows)
            counts = encode(kept.with_(new.values(), old).counts)
            row = names, counts, digest_of_texts(counts)
            connection.execute("INSERT OR REPLACE INTO habits VALUES (?, ?, ?)", row)

        if new:
            self._database.write(write)

    def judged(self, tokens: Iterable[str]) -> dict[str, str]:
        """Those of `tokens` that were stored by `store_judged`, with what was stored."""
        asked = list(filter(_is_token, tokens))

        def read(connection: "sqlite3.Connection") -> dict[str, str]:
            found: dict[str, str] = {}
            for at in range(0, min(len(asked), _MOST_ASKED), _AT_ONCE):
                some = asked[at : at + _AT_ONCE]
                query = f"SELECT token, verdict FROM judged WHERE token IN ({', '.join('?' * len(some))})"
                found.update(connection.execute(query, some))
            return found

        return self._database.read(read) or {}

    def store_judged(self, verdicts: Iterable[tuple[str, str]]) -> None:
        """Keeps what was judged of tokens (`spelling.tokens.verdicts`): a run on few notes would judge them all again."""
        rows = sorted(row for row in verdicts if _is_token(row[0]))

        def write(connection: "sqlite3.Connection", is_unchanged: bool) -> None:
            connection.executemany("INSERT OR IGNORE INTO judged VALUES (?, ?)", rows)

        if rows:
            self._database.write(write)


_Row = tuple[str, str, str, str]
"""Path, naming, facts without links, and links of a note, as they are stored."""


def _rows(connection: "sqlite3.Connection", paths: Set[str]) -> list[_Row]:
    """The stored rows of the notes at `paths`."""
    return _selected(connection, "SELECT path, naming, facts, links FROM texts", paths)


def _stored_sums(connection: "sqlite3.Connection") -> list[int]:
    return [int(text, 16) for text in connection.execute("SELECT names, facts, links FROM meta").fetchone()]


def _lessons(connection: "sqlite3.Connection", names: str, paths: Set[str]) -> "list[Lesson]":
    """The lessons of the notes at `paths` in a vault with this digest of names. Raises ValueError or TypeError."""
    rows = _selected(connection, "SELECT path, names, lesson FROM lessons", paths)
    return [lesson_from(text) for _, of, text in rows if of == names]


def _selected(connection: "sqlite3.Connection", query: str, paths: Set[str]) -> list[Any]:
    """The rows of a query whose first field is one of `paths`."""
    if len(paths) > _FEW:
        return [row for row in connection.execute(query) if row[0] in paths]
    places = ", ".join("?" * len(paths))
    return connection.execute(f"{query} WHERE path IN ({places})", [*paths]).fetchall() if paths else []


def _habits(connection: "sqlite3.Connection", names: str) -> "Habits | None":
    """The habits that all stored lessons of a vault with this digest of names add up to; None if that is not known."""
    from vaulttools.vault.habits import Habits

    found = connection.execute("SELECT counts, digest FROM habits WHERE names = ?", (names,)).fetchone()
    return Habits.of(json.loads(found[0])) if found is not None and digest_of_texts(found[0]) == found[1] else None


_STALE = "-"
"""Stands before the digest of names of a lesson whose note has changed, until what it taught is taken out of the habits."""
_MAKE_STALE = f"UPDATE lessons SET names = '{_STALE}' || names WHERE path = ? AND names NOT LIKE '{_STALE}%'"


def _stale_lessons(connection: "sqlite3.Connection", names: str) -> "list[Lesson]":
    """What notes showed before they changed, which the stored habits still count. Raises ValueError or TypeError."""
    rows = connection.execute("SELECT lesson FROM lessons WHERE names = ?", (_STALE + names,))
    return [lesson_from(text) for (text,) in rows]


def _census(connection: "sqlite3.Connection", schemas: "Schemas") -> "Census | None":
    """The stored census of all stored facts; None if none is stored that can be read."""
    from vaulttools.vault.census import Census

    with suppress(*NOT_OURS):
        for (text,) in connection.execute("SELECT census FROM censuses WHERE key = ?", (digest_of(schemas),)):
            rows = json.loads(text)
            return Census(
                schemas, {(what, key): {item: int(n) for item, n in each.items()} for what, key, each in rows}
            )
    return None


def _sums(rows: Iterable[_Row]) -> list[int]:
    """Digests of the namings, the facts and the links of notes: sums over the notes, so that notes can come and go."""
    sums = [0, 0, 0]
    for path, *texts in rows:
        for at, text in enumerate(texts):
            sign = blake2b(f"{path}\0{text}".encode("utf-8", "surrogatepass"), digest_size=16).digest()
            sums[at] += int.from_bytes(sign, "big")
    return sums


def _text(number: int) -> str:
    """One of `_sums`, as it is stored."""
    return f"{number % (1 << 128):x}"


def _is_token(word: str) -> bool:
    """Whether `word` is one to keep: no word of a person is longer, nor holds what SQLite cannot."""
    return len(word) <= 50 and word.isprintable()


def _census_row(census: "Census", schemas: "Schemas") -> tuple[str, str]:
    return digest_of(schemas), encode([(*group, counts) for group, counts in census.counts.items()])


def _facts_of(rows: Iterable[_Row]) -> list[Facts]:
    """The facts in `rows`. Raises ValueError, TypeError or RecursionError for anything else."""
    return [facts_from(path, text, links) for path, _, text, links in rows]


def _is_utf8(text: str) -> bool:
    """Whether SQLite can hold `text`: the name of a file may be bytes that mean nothing."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
