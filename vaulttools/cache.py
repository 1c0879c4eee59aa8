"""What is kept from run to run, in a hidden folder of the vault: facts of notes, and reports of whole runs.

A note that nobody touched is not read again, and where nothing at all has changed, the last report is printed again. A
file is trusted only while it is the one that was read: same inode, size, time of change of its content and of its entry.
Deleting the folder changes nothing but time. What cannot be read is dropped, and nothing in it is ever run: facts are
stored as JSON in an SQLite file, which takes care of two runs at once.
"""

import json
import os
import sys
import time
import zlib
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import ExitStack, closing, suppress
from functools import cache
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, NamedTuple, TextIO, TypeVar, cast

from vaulttools import __version__, disk
from vaulttools.disk import Stamp

if TYPE_CHECKING:
    import sqlite3

    from vaulttools.note import Facts
    from vaulttools.note.facts import Naming
    from vaulttools.vault.census import Census
    from vaulttools.vault.habits import Habits, Lesson
    from vaulttools.vault.schemas import Schemas

FOLDER = ".vaulttools_cache"
"""The folder at the vault's root; it tells git and backups to leave it alone."""
FEWEST = 300
"""A vault of fewer notes is read as quickly as its cache, and gets none."""
SETTLED = 2_000_000_000
"""Nanoseconds after which a file's times are sure to change with its content; FAT counts in two seconds."""

_FEW = 50
"""Of more notes than this, all are read at once."""

Result = TypeVar("Result")

_MARK = "Signature: 8a477f597d28d172789f06886806bc55\n# A cache of vaulttools; it may be deleted at any time.\n"


class Cache:
    """What is kept of the vault at `root`: the facts of its notes, and what was worked out from them."""

    def __init__(self, root: Path) -> None:
        self._folder = root / FOLDER
        self._file = self._folder / "facts.sqlite"
        self._state = ""
        """Changes whenever facts are stored: what two runs at once work out is not taken for one another's."""
        self._stored: Set[str] = frozenset()
        """The notes of which something is stored."""
        self._current: set[str] = set()
        """Those of them that are as they were then."""
        self._sums = [0, 0, 0]
        """Of all notes, those too that cannot be stored (`_sums`)."""
        self._texts: dict[str, Sequence[str]] | None = None
        """The facts of all notes as text, once many have been asked for."""
        self._asked = 0
        self._has_census = False
        self._is_out_of_use = False
        """Whether the cache could not be used, as by another run that does not let go of it: this one does without it."""

    def load(self, stamps: Mapping[str, Stamp]) -> Set[str]:
        """The notes whose facts are known: those whose stamps are as they were."""

        def read(connection: "sqlite3.Connection") -> None:
            rows = connection.execute("SELECT path, inode, size, mtime, ctime FROM notes")
            stored = {row[0]: row[1:] for row in rows}
            current = {path for path, stamp in stamps.items() if stored.get(path) == stamp}
            lost = _sums(_rows(connection, stored.keys() - current))
            self._sums = [each - less for each, less in zip(_stored_sums(connection), lost, strict=True)]
            self._stored, self._current = stored.keys(), current

        self._read(read)
        return self._current

    @property
    def names(self) -> str:
        """What tells whether all notes have the same paths, and are called the same."""
        return _text(self._sums[0])

    @property
    def world(self) -> str:
        """What tells whether the facts of all notes are the same, but for their links."""
        return _text(self._sums[1])

    @property
    def links(self) -> str:
        """What tells whether all notes have the same links."""
        return _text(self._sums[2])

    def facts(self, path: str) -> "Facts | None":
        """The facts of a note that `load` has named; None where they can no longer be read."""
        self._asked += 1
        if self._texts is None and self._asked > _FEW:
            self._texts = {path: texts for path, *texts in self._select("SELECT path, facts, links FROM texts")}
        if self._texts is not None:
            texts = self._texts.pop(path, None)
        else:
            texts = next(iter(self._select("SELECT facts, links FROM texts WHERE path = ?", path)), None)
        try:
            return None if texts is None else facts_in(path, *texts)
        except (ValueError, TypeError, RecursionError):
            return None

    def naming(self) -> dict[str, "Naming"]:
        """What the notes that `load` has named are called; of none where that can no longer be read."""
        try:
            return {path: _naming(text) for path, text in self._select("SELECT path, naming FROM texts")}
        except (ValueError, TypeError, AttributeError):
            self.drop()
            return {}

    def census(self, schemas: "Schemas", facts: Mapping[str, "Facts"]) -> "Census | None":
        """The census of `facts`, those that were loaded or stored among them; None where none was kept."""
        try:
            kept = self._kept_census(schemas)
            if kept is None:
                return None
            gone = self._read(lambda connection: _facts_of(_rows(connection, self._stored - self._current)))
        except (ValueError, TypeError, AttributeError, RecursionError):
            return None
        return None if gone is None else kept.with_((facts[path] for path in facts if path not in self._current), gone)

    def _kept_census(self, schemas: "Schemas") -> "Census | None":
        """The census of all that is stored. Raises ValueError, TypeError or AttributeError for what is none."""
        from vaulttools.vault.census import Census

        for (text,) in self._select("SELECT census FROM censuses WHERE key = ?", _key(schemas)):
            counts = {(what, key): {item: int(n) for item, n in each.items()} for what, key, each in json.loads(text)}
            self._has_census = True
            return Census(schemas, counts)
        return None

    def known(self, world: str) -> dict[str, str]:
        """What was worked out of what `world` stands for, as `store_known` was given it."""
        rows = self._select("SELECT what, value, digest FROM known WHERE world = ?", world)
        return {what: value for what, value, digest in rows if digest == digest_of((world, what, value))}

    def store_known(self, world: str, values: Mapping[str, str]) -> None:
        """Keeps what was worked out of what `world` stands for: texts, by what each is."""
        rows = [(what, world, value, digest_of((world, what, value))) for what, value in values.items()]

        def write(connection: "sqlite3.Connection", is_ours: bool) -> None:
            connection.executemany("INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?)", rows)

        self._write(write)

    def habits(self, names: str) -> tuple["Habits", Set[str]]:
        """Habits by the notes, as loaded or stored, whose lessons are kept of a vault of these names; and which those are."""
        from vaulttools.vault.habits import Habits

        def read(connection: "sqlite3.Connection") -> "tuple[Habits, set[str]]":
            kept = _habits(connection, names)
            if kept is None:
                return Habits(), set()
            paths = {path for (path,) in connection.execute("SELECT path FROM lessons WHERE names = ?", (names,))}
            gone = _lessons(connection, names, paths - self._current)
            return kept.with_((), gone), paths & self._current

        try:
            return self._read(read) or (Habits(), set())
        except (ValueError, TypeError, AttributeError):
            return Habits(), set()

    def store(self, changed: Iterable[tuple[str, Stamp, "Facts"]], paths: Set[str], schemas: "Schemas") -> None:
        """Keeps the facts of the notes that changed; forgets those that are not at `paths` any more.

        A file touched in the last two seconds is left out: it may change again without its times telling. What cannot
        be written is left out, too.
        """
        safe = time.time_ns() - SETTLED
        come: dict[str, tuple[Stamp, Facts]] = {}
        rows = {}
        for path, stamp, facts in changed:
            can_be_kept = _can_be_kept(facts.naming)
            row = _naming_text(facts.naming) if can_be_kept else repr(facts.naming), *_texts_of(facts)
            self._sums = [each + more for each, more in zip(self._sums, _sums([(path, *row)]), strict=True)]
            if max(stamp.mtime_ns, stamp.ctime_ns) < safe and _is_utf8(path) and can_be_kept:
                come[path] = stamp, facts
                rows[path] = row
        lost = self._stored - paths
        if not come and not lost:
            return
        state = os.urandom(8).hex()
        try:
            census = self._kept_census(schemas)
        except (ValueError, TypeError, AttributeError, RecursionError):
            census = None
        counted: Census | None = None

        def write(connection: "sqlite3.Connection", is_ours: bool) -> None:
            nonlocal counted
            gone = {*lost, *come}
            old = _rows(connection, gone)
            connection.execute("DELETE FROM censuses")
            if census is not None and is_ours:
                with suppress(ValueError, TypeError, RecursionError):
                    counted = census.with_((facts for _, facts in come.values()), _facts_of(old))
                    connection.execute("INSERT INTO censuses VALUES (?, ?)", _census_row(counted, schemas))
            _unlearn(connection, gone)
            for table in ("notes", "texts"):
                connection.executemany(f"DELETE FROM {table} WHERE path = ?", [(path,) for path in gone])
            stamps = [(path, *stamp) for path, (stamp, _) in come.items()]
            connection.executemany("INSERT INTO notes VALUES (?, ?, ?, ?, ?)", stamps)
            connection.executemany(
                "INSERT INTO texts VALUES (?, ?, ?, ?)", [(path, *row) for path, row in rows.items()]
            )
            less, more = _sums(old), _sums((path, *row) for path, row in rows.items())
            sums = zip(_stored_sums(connection), less, more, strict=True)
            now = [_text(each - minus + plus) for each, minus, plus in sums]
            connection.execute("UPDATE meta SET state = ?, names = ?, facts = ?, links = ?", (state, *now))

        if self._write(write):
            self._state = state
            self._has_census = counted is not None
            self._stored = (self._stored - lost) | come.keys()
            self._current |= come.keys()

    def store_census(self, census: "Census", schemas: "Schemas", facts: Mapping[str, "Facts"]) -> None:
        """Keeps what the census of `facts` is without the notes that could not be stored as they are, if none is kept."""
        if self._has_census:
            return
        others = [facts[path] for path in facts.keys() - self._current]

        def write(connection: "sqlite3.Connection", is_ours: bool) -> None:
            if is_ours:
                kept = census.with_(_facts_of(_rows(connection, self._stored - self._current)), others)
                connection.execute("DELETE FROM censuses")
                connection.execute("INSERT INTO censuses VALUES (?, ?)", _census_row(kept, schemas))

        self._write(write)

    def store_lessons(self, names: str, lessons: Mapping[str, "Lesson"]) -> None:
        """Keeps what the notes that are stored show of habits; forgets what they showed in a vault of other names."""
        from vaulttools.vault.habits import Habits

        new = {path: lesson for path, lesson in lessons.items() if path in self._current}

        def write(connection: "sqlite3.Connection", is_ours: bool) -> None:
            if not is_ours:
                return
            try:
                kept, old = _habits(connection, names), _lessons(connection, names, new.keys())
            except (ValueError, TypeError, AttributeError):
                kept, old = None, []
            if kept is None:
                connection.execute("DELETE FROM lessons")
                kept, old = Habits(), []
            for table in ("lessons", "habits"):
                connection.execute(f"DELETE FROM {table} WHERE names != ?", (names,))
            rows = [(path, names, encode([sorted(part) for part in lesson])) for path, lesson in new.items()]
            connection.executemany("INSERT OR REPLACE INTO lessons VALUES (?, ?, ?)", rows)
            _keep_habits(connection, names, kept.with_(new.values(), old))

        if new:
            self._write(write)

    def drop(self) -> None:
        """Deletes what is stored."""
        self._stored = frozenset()
        with suppress(OSError):
            self._file.unlink()

    def _select(self, query: str, *values: str) -> list[Any]:
        """The rows that a query finds; none where nothing can be read."""
        return self._read(lambda connection: connection.execute(query, values).fetchall()) or []

    def _read(self, read: "Callable[[sqlite3.Connection], Result]") -> "Result | None":
        """What `read` returns; None where nothing can be read, or another run has stored something meanwhile."""
        if self._is_out_of_use or not self._file.exists():
            return None
        import sqlite3

        try:
            with closing(opened(self._file, _TABLES)) as connection:
                format_, state = connection.execute("SELECT format, state FROM meta").fetchone()
                if format_ != _format() or state != (self._state or state):
                    return None
                self._state = str(state)
                connection.execute("BEGIN")
                return read(connection)
        except (sqlite3.OperationalError, OSError):
            self._is_out_of_use = True
            return None
        except (sqlite3.Error, *NOT_OURS):
            self.drop()
            return None

    def _write(self, write: "Callable[[sqlite3.Connection, bool], None]") -> bool:
        """Runs `write` in a transaction, with whether what is stored is still what was read; returns whether it went well."""
        import sqlite3

        if self._is_out_of_use:
            return False
        try:
            prepared(self._folder)
            if self._file.is_symlink():
                raise OSError("the cache is a link")
            with closing(opened(self._file, _TABLES)) as connection, connection:
                connection.execute("BEGIN IMMEDIATE")
                _make_tables(connection)
                (state,) = connection.execute("SELECT state FROM meta").fetchone()
                write(connection, state == self._state)
        except (sqlite3.Error, OSError, *NOT_OURS):
            self._is_out_of_use = True
            return False
        return True


NOT_OURS = (ValueError, TypeError, AttributeError, LookupError, RecursionError)
"""What reading raises where nobody knows who has stored what is read."""


def opened(file: Path, tables: Mapping[str, str]) -> "sqlite3.Connection":
    """A connection to the database in `file`, made where there is none: what it holds is some of `tables`, by their names.

    Raises sqlite3.DatabaseError for one that holds anything else, such as a view, which may have no end. Raises OSError
    for what is no file.
    """
    import sqlite3

    if os.path.exists(file) and not os.path.isfile(file):
        raise OSError("not a regular file")
    connection = sqlite3.connect(file, timeout=2)
    try:
        connection.execute("PRAGMA synchronous = OFF")  # A cache that a crash spoils is made anew.
        ours = {f"CREATE TABLE {name} {columns}" for name, columns in tables.items()}
        made = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        if not ours.issuperset(sql for (sql,) in made):
            raise sqlite3.DatabaseError("somebody else made this")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


_TABLES = {
    "meta": "(format TEXT, state TEXT, names TEXT, facts TEXT, links TEXT)",
    "notes": "(path TEXT PRIMARY KEY, inode INTEGER, size INTEGER, mtime INTEGER, ctime INTEGER)",
    "texts": "(path TEXT PRIMARY KEY, naming TEXT, facts TEXT, links TEXT)",
    "censuses": "(key TEXT, census TEXT)",
    "lessons": "(path TEXT PRIMARY KEY, names TEXT, lesson TEXT) WITHOUT ROWID",
    "habits": "(names TEXT PRIMARY KEY, counts TEXT, digest TEXT)",
    "known": "(what TEXT PRIMARY KEY, world TEXT, value TEXT, digest TEXT)",
}


def _make_tables(connection: "sqlite3.Connection") -> None:
    """Makes the tables where they are missing, and anew where another version has made them."""
    (count,) = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'meta'"
    ).fetchone()
    if count and connection.execute("SELECT format FROM meta").fetchone() == (_format(),):
        return
    for name, columns in _TABLES.items():
        connection.execute(f"DROP TABLE IF EXISTS {name}")
        connection.execute(f"CREATE TABLE {name} {columns}")
    connection.execute("INSERT INTO meta VALUES (?, '', ?, ?, ?)", (_format(), *map(_text, (0, 0, 0))))


_Row = tuple[str, str, str, str]
"""Path, naming, facts but for links, and links of a note, as they are stored."""


def _rows(connection: "sqlite3.Connection", paths: Set[str]) -> list[_Row]:
    """What is stored of the notes at `paths`."""
    return _selected(connection, "SELECT path, naming, facts, links FROM texts", paths)


def _stored_sums(connection: "sqlite3.Connection") -> list[int]:
    return [int(text, 16) for text in connection.execute("SELECT names, facts, links FROM meta").fetchone()]


def _lessons(connection: "sqlite3.Connection", names: str, paths: Set[str]) -> "list[Lesson]":
    """What the notes at `paths` have taught in a vault of these names. Raises ValueError or TypeError for what is none."""
    rows = _selected(connection, "SELECT path, names, lesson FROM lessons", paths)
    return [_lesson(text) for _, of, text in rows if of == names]


def _selected(connection: "sqlite3.Connection", query: str, paths: Set[str]) -> list[Any]:
    """The rows of a query whose first field is one of `paths`."""
    if len(paths) > _FEW:
        return [row for row in connection.execute(query) if row[0] in paths]
    places = ", ".join("?" * len(paths))
    return connection.execute(f"{query} WHERE path IN ({places})", [*paths]).fetchall() if paths else []


def _habits(connection: "sqlite3.Connection", names: str) -> "Habits | None":
    """What the lessons that are kept of a vault of these names come to; None where that is not known."""
    from vaulttools.vault.habits import Habits

    found = connection.execute("SELECT counts, digest FROM habits WHERE names = ?", (names,)).fetchone()
    return Habits.of(json.loads(found[0])) if found is not None and digest_of(found[0]) == found[1] else None


def _keep_habits(connection: "sqlite3.Connection", names: str, habits: "Habits") -> None:
    counts = encode(habits.counts)
    connection.execute("INSERT OR REPLACE INTO habits VALUES (?, ?, ?)", (names, counts, digest_of(counts)))


def _unlearn(connection: "sqlite3.Connection", paths: Set[str]) -> None:
    """Forgets what the notes at `paths` have taught."""
    for (names,) in connection.execute("SELECT names FROM habits").fetchall():
        try:
            kept, gone = _habits(connection, names), _lessons(connection, names, paths)
        except (ValueError, TypeError, AttributeError):
            kept, gone = None, []
        if kept is None:
            connection.execute("DELETE FROM habits WHERE names = ?", (names,))
        elif gone:
            _keep_habits(connection, names, kept.with_((), gone))
    connection.executemany("DELETE FROM lessons WHERE path = ?", [(path,) for path in paths])


def _sums(rows: Iterable[_Row]) -> list[int]:
    """What tells the namings, the facts and the links of notes from those of others: sums, so that notes can come and go."""
    from hashlib import blake2b

    sums = [0, 0, 0]
    for path, *texts in rows:
        for at, text in enumerate(texts):
            sign = blake2b(f"{path}\0{text}".encode("utf-8", "surrogatepass"), digest_size=16).digest()
            sums[at] += int.from_bytes(sign, "big")
    return sums


def _text(number: int) -> str:
    """One of `_sums` as it is stored."""
    return f"{number % (1 << 128):x}"


@cache
def _format() -> str:
    """What the stored facts depend on beside the notes."""
    return digest_of(list(_tool()))


def _key(schemas: "Schemas") -> str:
    return digest_of(schemas)


def prepared(folder: Path) -> Path:
    """Makes the folder where it is missing, and returns it. Raises OSError where that cannot be, or where it is a link."""
    if not folder.is_dir():
        folder.mkdir()
        (folder / "CACHEDIR.TAG").write_text(_MARK, encoding="utf-8")
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    if folder.is_symlink():
        raise OSError("the cache is a link")
    return folder


def _is_utf8(path: str) -> bool:
    try:
        os.fsencode(path).decode()
    except UnicodeDecodeError:
        return False
    return True


def encode(value: object) -> str:
    """`value` as JSON, as short as can be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _texts_of(facts: "Facts") -> tuple[str, str]:
    """The facts as `facts_in` reads them."""
    return encode([getattr(facts, name) for name in type(facts).fields if name != "links"]), encode(facts.links)


def _census_row(census: "Census", schemas: "Schemas") -> tuple[str, str]:
    return _key(schemas), encode([(*group, counts) for group, counts in census.counts.items()])


def _facts_of(rows: Iterable[_Row]) -> "list[Facts]":
    """The facts in `rows`. Raises ValueError, TypeError or RecursionError for what are none."""
    return [facts_in(path, text, links) for path, _, text, links in rows]


def facts_in(path: str, text: str, links: str) -> "Facts":
    """The facts that were stored for the note at `path` as `text` and `links`. Raises ValueError or TypeError for others."""
    from vaulttools.note import Facts

    names = (name for name in Facts.fields if name != "links")
    facts = Facts(links=tuple(_decoded(links)), **dict(zip(names, _decoded(text), strict=True)))
    if facts.path != path:
        raise ValueError("these are the facts of another note")
    return facts


_FIELD, _ITEM = "\x1e", "\x1f"


def _naming_text(naming: "Naming") -> str:
    """A naming as text; this is read of all notes in every run, and so is not JSON."""
    if not any(naming):
        return ""
    return _FIELD.join([naming.kind, _ITEM.join(naming.aliases), naming.autolink, _ITEM.join(naming.titles)])


def _can_be_kept(naming: "Naming") -> bool:
    try:
        return _naming(_naming_text(naming)) == naming
    except ValueError:
        return False


def _naming(text: str) -> "Naming":
    """The naming that was stored as `text`. Raises ValueError or AttributeError for anything else."""
    from vaulttools.note.facts import Naming

    if not text:
        return Naming()
    kind, aliases, autolink, titles = text.split(_FIELD)
    return Naming(
        kind, tuple(aliases.split(_ITEM)) if aliases else (), autolink, tuple(titles.split(_ITEM)) if titles else ()
    )


def _lesson(text: str) -> "Lesson":
    """The lesson that was stored as `text`. Raises ValueError or TypeError for anything else."""
    from vaulttools.vault.habits import Lesson

    linked, plain, words = (frozenset(map(str, part)) for part in json.loads(text))
    return Lesson(linked, plain, words)


def _decoded(text: str) -> list[Any]:
    values = json.loads(text)
    if values.__class__ is not list:
        raise ValueError("facts come in a list")
    return [_frozen(value) for value in values]


def _frozen(value: Any) -> Any:
    """Lists, which JSON makes of tuples, as tuples again."""
    if value.__class__ is list:
        return tuple([_frozen(item) if item.__class__ is list else item for item in value])
    if value.__class__ is str:
        return value
    raise ValueError("facts are texts and lists")


# -- reports


_KEPT = 3
"""So many reports are kept: those of the whole vault and of the hook are asked for in turn."""
_LARGEST = 64 << 20
"""Bytes of a report that are kept in any case; a larger one is kept if the notes are larger still."""
_PART = 1 << 20
"""Bytes that are read at once."""
_HEADER = 4096
_REPORT = "report-"


class Pieces(NamedTuple):
    """A report in pieces, one for each note that was checked, and what the findings depended on beside the notes."""

    world: str
    """What tells whether other notes look the same to the rules (`Session.world`)."""
    texts: Mapping[str, Stamp]
    """The other notes whose texts were asked for."""
    formers: Mapping[str, tuple[Stamp, Sequence[str]]]
    """The notes of which it was asked what they were when last committed, and the notes whose findings depend on it."""
    habits: Sequence[bool]
    """The habits that were asked for (`Vault.habits`)."""
    links: str
    """What tells whether all notes have the same links."""
    by_links: Sequence[str]
    """The notes whose findings depend on the links of others."""
    stamps: Mapping[str, Stamp]
    """The notes that were checked, in order."""
    sizes: Sequence[int]
    """The code points of the piece of each."""
    tallies: Sequence[str]
    """The tally of each, as text."""
    head: int
    """The code points that stand before the pieces."""
    joint: str
    """What stands between two pieces."""

    def told(self, report: TextIO, wanted: Set[str]) -> "list[Told]":
        """What stands in `report` of the notes `wanted`, in order."""
        found = []
        gap = self.head
        for path, size, tally in zip(self.stamps, self.sizes, self.tallies, strict=True):
            if path in wanted:
                found.append(Told(path, report, gap, size, tally))
                gap = 0
            else:
                gap += size
            gap += len(self.joint) * bool(size)
        return found


class Told(NamedTuple):
    """What is said of a note, and where it can be read: a report may be too large to be held."""

    path: str
    stream: TextIO
    """It stands where the piece before this one ends, of those that are read from it."""
    gap: int
    """Code points that come before the piece."""
    size: int
    """Code points of the piece."""
    tally: str
    """The tally, as text."""

    def read(self) -> str:
        """The piece. It is read once, and after those before it."""
        gap = self.gap
        while gap and (part := self.stream.read(min(gap, _PART))):
            gap -= len(part)
        return self.stream.read(self.size) if self.size else ""


class Reports:
    """The reports of earlier runs on the vault at `root`, each good for as long as all is as it was."""

    def __init__(self, root: Path, listing: disk.Listing, config: Path | None, question: object) -> None:
        """`question` is all that the report depends on beside the files of the vault; its `repr` must tell it.

        Raises OSError where the config cannot be read.
        """
        self._root = root
        self._folder = root / FOLDER
        self._stamps = listing.notes
        self._listing = digest_of(
            ([(path, *stamp) for path, stamp in listing.notes.items()], listing.others, listing.ignored)
        )
        self._begun = time.time_ns()
        settings = [_digest(root / ".obsidian" / name) for name in disk.OBSIDIAN_SETTINGS]
        words = _digest(root / disk.WORDS)
        asked = question, str(root), config and (str(config), disk.read(config)[0]), settings, words, _format()
        self._file = self._folder / f"{_REPORT}{digest_of(asked)}"
        self._recorder: _Recorder | None = None
        self._head: str | None = None
        """The state of git that pieces depend on which are used again."""

    def _load(self) -> tuple[dict[str, Any], IO[bytes]] | None:
        """The header of the last run that was asked the same, if nothing but notes has changed.

        The file stands where its report begins, with the pieces behind it: of a large vault that is too much to hold.
        """
        if not self._file.is_file():
            return None
        with suppress(OSError, *NOT_OURS), ExitStack() as stack:
            file = stack.enter_context(self._file.open("rb"))
            header = json.loads(file.read(_HEADER))
            length = check = 0
            while part := file.read(_PART):
                length += len(part)
                check = zlib.crc32(part, check)
            if (
                header["code"] not in (0, 1)
                or (header["length"], header["check"]) != (length, check)
                or not 0 <= header["report"] <= length
                or any(_digest(self._root / path) != digest for path, digest in header["files"].items())
                or (header["head"] is not None and disk.head(self._root) != header["head"])
            ):
                return None
            file.seek(_HEADER)
            stack.pop_all()
            return header, file
        return None

    def replay(self, out: TextIO) -> int | None:
        """Writes the report of the same run to `out` and returns its exit code; None where there is none to trust."""
        loaded = self._load()
        if loaded is None:
            return None
        header, file = loaded
        with file:
            if header.get("listing") != self._listing:
                return None
            with suppress(OSError):
                os.utime(self._file)
            decoder = getincrementaldecoder("utf-8")("replace")
            left = header["report"]
            while left and (part := file.read(min(left, _PART))):
                left -= len(part)
                out.write(decoder.decode(part, not left))
        return int(header["code"])

    def told(self, holding: Callable[[Pieces], Set[str]]) -> list[Told]:
        """What was said of each note that is as it was, by path, of those that `holding` says it still holds of.

        Where there are any, who reads them closes their stream, before the next report is kept.
        """
        loaded = self._load()
        if loaded is None:
            return []
        header, file = loaded
        with suppress(OSError, *NOT_OURS), ExitStack() as stack:
            stack.enter_context(file)
            file.seek(_HEADER + header["report"])
            world, texts, formers, habits, links, by_links, stamps, sizes, tallies, head, joint = json.loads(
                file.read()
            )
            earlier = Pieces(
                world,
                {path: Stamp(*stamp) for path, stamp in texts.items()},
                {path: (Stamp(*stamp), askers) for path, (stamp, askers) in formers.items()},
                habits,
                links,
                by_links,
                {path: Stamp(*stamp) for path, stamp in stamps.items()},
                sizes,
                tallies,
                head,
                joint,
            )
            if any(self._stamps.get(path) != stamp for path, stamp in earlier.texts.items()):
                return []
            still = {path for path in holding(earlier) if self._stamps.get(path) == earlier.stamps[path]}
            if still:
                file.seek(_HEADER)
                self._head = header["head"]
                stack.pop_all()
                return earlier.told(TextIOWrapper(cast(BinaryIO, file), encoding="utf-8", newline=""), still)
        return []

    def recording(self, out: TextIO) -> TextIO:
        """A stream that writes to `out`, and remembers what was written for `keep`."""
        self._recorder = _Recorder(out, self._folder)
        return cast(TextIO, self._recorder)

    def keep(self, code: int, files: Iterable[str], head: str | None, pieces: Pieces | None) -> None:
        """Keeps what was recorded, with the exit code of the run, and the pieces it is made of.

        `files` are other files that the run has read, from the vault's root, and `head` the state of git it has
        asked for. What was written of a note that was touched just before the run is not used again: such a note may change
        without its times telling.
        """
        if self._recorder is None:
            return
        safe = self._begun - SETTLED
        size = sum(stamp.size for stamp in self._stamps.values())
        racy = {path for path, stamp in self._stamps.items() if max(stamp.mtime_ns, stamp.ctime_ns) >= safe}
        try:
            if (racy and pieces is None) or self._recorder.length > max(size, _LARGEST):
                self._recorder.drop()
                return
            index = b""
            if pieces is not None and racy.isdisjoint(pieces.texts):
                stamps = {path: _NEVER if path in racy else stamp for path, stamp in pieces.stamps.items()}
                formers = {
                    path: (_NEVER if path in racy else stamp, askers)
                    for path, (stamp, askers) in pieces.formers.items()
                }
                index = encode(pieces._replace(stamps=stamps, formers=formers)).encode("utf-8", "surrogatepass")
            header = {
                "code": code,
                "listing": "" if racy else self._listing,
                "files": {path: _digest(self._root / path) for path in files},
                "head": head or self._head,
            }
            self._recorder.finish(self._file, header, index)
            kept = sorted(self._folder.glob(f"{_REPORT}*"), key=os.path.getmtime)
            for file in kept[:-_KEPT]:
                file.unlink(missing_ok=True)
        except OSError:
            return


_NEVER = Stamp(0, 0, 0, 0)


class _Recorder:
    """A stream that is also written to a file in `folder`, a piece at a time, as far as that can be done."""

    def __init__(self, out: TextIO, folder: Path) -> None:
        self._out = out
        self._folder = folder
        self._pieces: list[str] = []
        self._waiting = 0
        self._file: IO[bytes] | None = None
        self._check = 0
        self.length = 0
        """Bytes in the file."""

    def write(self, text: str) -> int:
        self._pieces.append(text)
        self._waiting += len(text)
        if self._waiting > 1 << 20:
            with suppress(OSError):
                self._flush()
        return self._out.write(text)

    def _flush(self) -> None:
        if self._file is None:
            from tempfile import NamedTemporaryFile

            prepared(self._folder)
            self._file = NamedTemporaryFile(prefix=_REPORT, dir=self._folder, delete=False)  # noqa: SIM115 - see finish
            self._file.write(b" " * _HEADER)
        data = "".join(self._pieces).encode("utf-8", "backslashreplace")  # as the streams of a terminal do
        self._pieces.clear()
        self._waiting = 0
        self._check = zlib.crc32(data, self._check)
        self.length += len(data)
        self._file.write(data)

    def finish(self, file: Path, header: Mapping[str, object], index: bytes) -> None:
        """Puts what was written into `file`, between a header and `index`. Raises OSError where that cannot be done."""
        self._flush()
        if self._file is None:
            return
        self._file.write(index)
        length, check = self.length + len(index), zlib.crc32(index, self._check)
        head = json.dumps({**header, "report": self.length, "length": length, "check": check}).encode()
        if len(head) > _HEADER:
            self.drop()
            return
        with self._file:
            self._file.seek(0)
            self._file.write(head)
        os.replace(self._file.name, file)

    def drop(self) -> None:
        """Forgets what was written."""
        if self._file is not None:
            with self._file, suppress(OSError):
                os.unlink(self._file.name)


def digest_of(value: object) -> str:
    """What tells whether the `repr` of a value has changed."""
    from hashlib import blake2b

    return blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=20).hexdigest()


def _digest(file: Path) -> str:
    """What tells whether the content of `file` has changed; empty where there is none to be read."""
    from hashlib import blake2b

    try:
        return blake2b(disk.read(file)[0], digest_size=20).hexdigest()
    except OSError:
        return ""


def _tool() -> Iterator[object]:
    """What a report depends on beside the vault and what was asked: this program, the packages beside it, and Python.

    The files of this program count by their times, so that who changes a rule is not shown what the old one said.
    """
    yield __version__, sys.version, sys.platform
    pending = [os.path.dirname(__file__)]
    while pending:
        for entry in sorted(os.scandir(pending.pop()), key=lambda entry: entry.name):
            if entry.is_dir():
                pending.append(entry.path)
            elif not entry.name.endswith(".pyc"):
                status = entry.stat()
                yield entry.name, status.st_size, status.st_mtime_ns
    for folder in sys.path:
        if os.path.basename(folder) in ("site-packages", "dist-packages"):
            with suppress(OSError):
                yield folder, sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))
