"""The Korean analyser's corrections, cached by the text of the line: each line is analysed once."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence, Set
from contextlib import closing, suppress
from pathlib import Path

from vaulttools.cache import FOLDER, NOT_OURS, is_ours, opened, prepared
from vaulttools.digest import blake2b
from vaulttools.korean.analyser import Correction, edition
from vaulttools.korean.kinds import Kind
from vaulttools.korean.kiwi import Kiwi
from vaulttools.patterns import pattern

_FILE = "korean.sqlite"
_TABLES = {"lines": "(key TEXT PRIMARY KEY, said TEXT) WITHOUT ROWID"}
_AT_ONCE = 500
_LARGEST = 1 << 26
"""At so many bytes the file is started over, since it also holds lines that no longer exist."""


class Corrections:
    """The corrections on lines of the vault at `root`; `kept` in its cache folder, or only for this run."""

    def __init__(self, root: Path, kept: bool) -> None:
        self._folder = root / FOLDER
        self._kept = kept
        self._kiwi = Kiwi()
        self._known: dict[str, Sequence[Correction]] = {}

    def __call__(self, lines: Iterable[tuple[str, bool]], names: Set[str] = frozenset()) -> list[Sequence[Correction]]:
        """The corrections on each line, in order; on misspelt words only if the line is said to have unknown ones.

        `names` are words in Hangul that are known to be names. A line is analysed again when it contains a name that was not known before.
        """
        asked = [(_key(line, has_unknown, _named(line, names)), line, has_unknown) for line, has_unknown in lines]
        missing = {key for key, _, _ in asked} - self._known.keys()
        if missing:
            self._known.update(self._load(missing))
            new: dict[str, Sequence[Correction]] = {}
            self._kiwi.learn(names)
            for key, line, has_unknown in asked:
                if key not in self._known and key not in new:
                    new[key] = self._kiwi.corrections(line, has_unknown)
            if new:
                self._known.update(new)
                self._store(new)
        return [self._known[key] for key, _, _ in asked]

    def _load(self, keys: Iterable[str]) -> Mapping[str, Sequence[Correction]]:
        import sqlite3

        wanted = list(keys)
        found: dict[str, Sequence[Correction]] = {}
        if not self._kept or not is_ours(self._folder) or not os.path.isfile(self._folder / _FILE):
            return found
        try:
            with closing(opened(self._folder / _FILE, _TABLES)) as connection:
                for start in range(0, len(wanted), _AT_ONCE):
                    some = wanted[start : start + _AT_ONCE]
                    marks = ", ".join("?" * len(some))
                    for key, text in connection.execute(f"SELECT key, said FROM lines WHERE key IN ({marks})", some):
                        found[key] = [
                            Correction(Kind[kind], start, end, right) for kind, start, end, right in json.loads(text)
                        ]
        except (sqlite3.OperationalError, OSError):
            return {}
        except (sqlite3.Error, *NOT_OURS):
            with suppress(OSError):
                (self._folder / _FILE).unlink()
            return {}
        return found

    def _store(self, new: Mapping[str, Sequence[Correction]]) -> None:
        """Saves what is `new`. Failures are ignored: it is worked out again."""
        import sqlite3

        if not self._kept:
            return
        rows = [
            (key, json.dumps([(each.kind.name, *each[1:]) for each in said], ensure_ascii=False))
            for key, said in new.items()
        ]
        try:
            file = prepared(self._folder) / _FILE
            if file.is_symlink():
                return
            if file.exists() and file.stat().st_size > _LARGEST:
                file.unlink()
            with closing(opened(file, _TABLES)) as connection, connection:
                for name, columns in _TABLES.items():
                    connection.execute(f"CREATE TABLE IF NOT EXISTS {name} {columns}")
                connection.executemany("INSERT OR REPLACE INTO lines VALUES (?, ?)", rows)
        except (sqlite3.Error, OSError, UnicodeEncodeError):
            return


def _named(line: str, names: Set[str]) -> list[str]:
    """The `names` that occur in a word of `line`, sorted."""
    if not names:
        return []
    runs = _HANGUL.findall(line)
    parts = {run[a:b] for run in runs for a in range(len(run)) for b in range(a + 2, len(run) + 1)}
    return sorted(parts & names)


_HANGUL = pattern("[가-힣]{2,}")


def _key(line: str, has_unknown: bool, named: Sequence[str]) -> str:
    text = f"{edition()}\n{has_unknown}\n{' '.join(named)}\n{line}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
