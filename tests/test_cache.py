"""The cache saves time and nothing else: runs with it, without it and with a spoilt one say the same."""

import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from vaulttools import cache as caches
from vaulttools.cache import FOLDER, Cache
from vaulttools.config import Config
from vaulttools.findings import Diagnostic
from vaulttools.registry import Registry
from vaulttools.session import Session


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small vault, old enough for its files' times to be trusted, and big enough to be worth a cache."""
    monkeypatch.setattr(caches, "FEWEST", 2)
    monkeypatch.setattr("vaulttools.session.FEWEST", 2)
    monkeypatch.setattr(caches, "SETTLED", 0)
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / "companies").mkdir()
    (tmp_path / "companies" / "볕드림.md").write_text("---\naliases: [Byeot]\n---\n# 볕드림\n", encoding="utf-8")
    (tmp_path / "a.md").write_text("볕드림은 컸다. [[없는 노트]] ^b1\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("[[a#^b1]] [[Byeot]]\n", encoding="utf-8")
    time.sleep(0.02)
    return tmp_path


def checked(root: Path, cached: bool = True) -> list[Diagnostic]:
    session = Session(root, Config(Registry()), cached=cached)
    return session.check(session.paths())


def test_cold_warm_and_without_are_the_same(vault: Path) -> None:
    without = checked(vault, cached=False)
    assert not (vault / FOLDER).exists()
    cold = checked(vault)
    assert len(Cache(vault).load()) == 3
    assert without == cold == checked(vault)
    assert without


def test_facts_come_back_as_they_were(vault: Path) -> None:
    checked(vault)
    session = Session(vault, Config(Registry()))
    assert {path: facts for path, (_, facts) in Cache(vault).load().items()} == session.vault.facts


def test_a_note_changed_behind_its_times_is_read_again(vault: Path) -> None:
    checked(vault)
    note = vault / "b.md"
    before = note.stat()
    note.write_text("[[a#^b2]] [[Byeot]]\n", encoding="utf-8")
    os.utime(note, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert note.stat().st_size == before.st_size
    assert Session(vault, Config(Registry()), cached=True).vault.facts["b.md"].links == ("a#^b2", "Byeot")


def test_a_note_just_written_is_not_kept(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches, "SETTLED", 60_000_000_000)
    checked(vault)
    assert not Cache(vault).load()


def test_a_note_that_is_gone_is_forgotten(vault: Path) -> None:
    checked(vault)
    (vault / "a.md").unlink()
    assert checked(vault) == checked(vault, cached=False)
    assert "a.md" not in Cache(vault).load()


def spoil(file: Path) -> None:
    file.write_bytes(b"no database")


def craft(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE notes SET facts = '[1, {\"__reduce__\": 2}]'")


def outdate(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE meta SET format = 'of another version'")


@pytest.mark.parametrize("harm", [spoil, craft, outdate])
def test_a_cache_that_cannot_be_read_is_made_anew(vault: Path, harm: Callable[[Path], None]) -> None:
    expected = checked(vault)
    harm(vault / FOLDER / "facts.sqlite")
    assert not Cache(vault).load()
    assert checked(vault) == expected
    assert len(Cache(vault).load()) == 3


def test_git_is_told_to_leave_it(vault: Path) -> None:
    checked(vault)
    assert (vault / FOLDER / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert (
        (vault / FOLDER / "CACHEDIR.TAG")
        .read_text(encoding="utf-8")
        .startswith("Signature: 8a477f597d28d172789f06886806bc55")
    )


def test_a_cache_that_is_a_link_is_not_written(vault: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (vault / FOLDER).symlink_to(outside, target_is_directory=True)
    checked(vault)
    assert not list(outside.iterdir())


def test_a_small_vault_gets_none(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x\n", encoding="utf-8")
    checked(tmp_path)
    assert not (tmp_path / FOLDER).exists()
