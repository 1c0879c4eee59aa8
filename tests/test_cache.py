"""The cache saves time and nothing else: runs with it, without it and with a spoilt one say the same."""

import errno
import os
import random
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Mapping, Set
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import Any, cast

import pytest

from tests.repository import commit_all, git
from vaulttools import cache as caches
from vaulttools.cache import FOLDER
from vaulttools.cache.facts import Cache
from vaulttools.cli import main
from vaulttools.config import Config, Selection
from vaulttools.files import disk, walk
from vaulttools.files.disk import Stamp
from vaulttools.findings import Diagnostic
from vaulttools.note import Facts
from vaulttools.registry import Registry
from vaulttools.session import Session, checking
from vaulttools.spelling import tokens
from vaulttools.vault.schemas import Schemas


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small vault, old enough for its files' times to be trusted, and big enough to be worth a cache."""
    monkeypatch.setattr("vaulttools.cli.check.FEWEST", 2)
    monkeypatch.setattr("vaulttools.session.FEWEST", 2)
    monkeypatch.setattr(caches, "SETTLED", 0)
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / "companies").mkdir()
    (tmp_path / "companies" / "볕드림.md").write_text("---\naliases: [Byeot]\n---\n# 볕드림\n", encoding="utf-8")
    (tmp_path / "a.md").write_text("볕드림은 컸다. [[없는 노트]] ^b1\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("[[a#^b1]] [[Byeot]]\n", encoding="utf-8")
    time.sleep(0.02)
    return tmp_path


def settle_after(monkeypatch: pytest.MonkeyPatch, nanoseconds: int) -> None:
    """Lets files change for so long without their times telling."""
    monkeypatch.setattr(caches, "SETTLED", nanoseconds)
    monkeypatch.setattr(caches, "COARSE", nanoseconds)


def write(file: Path, text: str) -> None:
    """Writes `text`, and waits for a tick of the clock that gives files their times."""
    file.write_text(text, encoding="utf-8")
    time.sleep(0.02)


def checked(root: Path, cached: bool = True) -> list[Diagnostic]:
    session = Session(root, Config(Registry()), cached=cached)
    return checking.check(session, session.paths())


def kept(root: Path) -> dict[str, Facts]:
    """The facts that the cache holds of notes that are as they were."""
    cache = Cache(root)
    read = {path: cache.facts(path) for path in cache.load(walk.listing(root).notes)}
    return {path: facts for path, facts in read.items() if facts is not None}


def test_cold_warm_and_without_are_the_same(vault: Path) -> None:
    without = checked(vault, cached=False)
    assert not (vault / FOLDER).exists()
    cold = checked(vault)
    assert len(kept(vault)) == 3
    assert without == cold == checked(vault)
    assert without


def test_a_large_vault_holds_packed_facts_and_says_the_same(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(vault / "c.md", "---\nx: [1, 가]\n---\n# H \ud7a3\n[[a#^b1]] #t\n")
    expected, facts = checked(vault, cached=False), dict(Session(vault, Config(Registry())).vault.facts)
    monkeypatch.setattr("vaulttools.session.MOST_HELD", 1)
    monkeypatch.setattr("vaulttools.note.facts.MOST_HELD", 1)
    monkeypatch.setattr("vaulttools.session._STORED_AT_ONCE", 2)
    for cached in (False, True, True):
        session = Session(vault, Config(Registry()), cached=cached)
        assert checking.check(session, session.paths()) == expected
        assert session.vault.facts == facts == dict(session.vault.facts)
    assert kept(vault) == facts


def test_facts_come_back_as_they_were(vault: Path) -> None:
    checked(vault)
    session = Session(vault, Config(Registry()))
    assert kept(vault) == session.vault.facts
    again = Session(vault, Config(Registry()), cached=True).vault
    assert again.facts == session.vault.facts
    assert again.facts.naming == session.vault.facts.naming


def test_a_note_changed_behind_its_times_is_read_again(vault: Path) -> None:
    checked(vault)
    note = vault / "b.md"
    before = note.stat()
    note.write_text("[[a#^b2]] [[Byeot]]\n", encoding="utf-8")
    os.utime(note, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert note.stat().st_size == before.st_size
    assert Session(vault, Config(Registry()), cached=True).vault.facts["b.md"].links == ("a#^b2", "Byeot")


def test_a_note_just_written_is_not_kept(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle_after(monkeypatch, 60_000_000_000)
    checked(vault)
    assert not kept(vault)


@pytest.mark.parametrize(
    ("changed", "is_settled"),
    [(9.99, False), (9.7, True), (9.0, False), (8.5, True), (7.0, True)],
    ids=["just now", "a fraction ago", "in whole seconds, one ago", "over a second ago", "in whole seconds, long ago"],
)
def test_times_that_count_in_fractions_of_seconds_settle_sooner(changed: float, is_settled: bool) -> None:
    time_ns = round(changed * 1_000_000_000)
    assert caches.unsettled({"a.md": Stamp(1, 10, time_ns, time_ns)}, 10_000_000_000) == (
        set() if is_settled else {"a.md"}
    )


def test_the_census_is_kept_without_a_note_just_written(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked(vault)
    with closing(sqlite3.connect(vault / FOLDER / "facts.sqlite")) as connection, connection:
        connection.execute("DELETE FROM censuses")
    for text in ("---\nstage: seed\n---\n", "---\nstage: 2\n---\n"):
        (vault / "b.md").write_text(text, encoding="utf-8")
        with monkeypatch.context() as patch:
            settle_after(patch, 10**12)
            session = Session(vault, Config(Registry()), cached=True)
            known = session._memory.census() if session.vault and session._memory else None
            counts = session.vault.census.counts
            checking.check(session, [])
    assert known is not None
    without = Session(vault, Config(Registry()))
    assert _without_zeros(known.counts) == _without_zeros(counts) == _without_zeros(without.vault.census.counts)


def _without_zeros(counts: Mapping[Any, Mapping[str, int]]) -> dict[Any, dict[str, int]]:
    return {group: {**counted} for group, counted in counts.items() if counted}


def test_a_note_that_is_gone_is_forgotten(vault: Path) -> None:
    checked(vault)
    (vault / "a.md").unlink()
    assert checked(vault) == checked(vault, cached=False)
    assert "a.md" not in kept(vault)


def spoil(file: Path) -> None:
    file.write_bytes(b"no database")


def craft(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE texts SET facts = '[1, {\"__reduce__\": 2}]'")


def outdate(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DROP TABLE meta")
        connection.execute("CREATE TABLE meta (format TEXT, state TEXT)")
        connection.execute("INSERT INTO meta VALUES (?, ?)", ("of another version", ""))


def no_end(file: Path) -> None:
    """A view in place of a table: it has rows without end."""
    rows = "SELECT 'a.md' AS path, 1 AS inode, 1 AS size, 1 AS mtime, 1 AS ctime"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DROP TABLE notes")
        connection.execute(f"CREATE VIEW notes AS WITH RECURSIVE t AS ({rows} UNION ALL {rows} FROM t) SELECT * FROM t")


def mistype(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE meta SET names = 'no number', facts = NULL, links = 1.5")


def test_a_cache_that_was_made_elsewhere_is_made_anew(vault: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """It may have come with a stranger's branch."""
    expected = checked(vault)
    folder, elsewhere = vault / FOLDER, tmp_path_factory.mktemp("elsewhere")
    # As a program does that marks what it has synchronised, this changes the entry.
    (folder / "CACHEDIR.TAG").chmod(0o600)
    assert len(kept(vault)) == 3
    shutil.copytree(folder, elsewhere / FOLDER)
    shutil.rmtree(folder)
    shutil.copytree(elsewhere / FOLDER, folder, copy_function=shutil.copy)  # as git does it, without the times
    (elsewhere / "a.txt").write_text("mine\n")
    (folder / "facts.sqlite-journal").symlink_to(elsewhere / "a.txt")
    (folder / "theirs").mkdir()
    assert not kept(vault)
    assert checked(vault) == expected
    assert len(kept(vault)) == 3
    assert {*os.listdir(folder)} == {"CACHEDIR.TAG", ".gitignore", "facts.sqlite", "theirs"}
    assert (elsewhere / "a.txt").read_text() == "mine\n"


def test_a_cache_in_which_nothing_may_be_read_is_done_without(
    vault: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(vault)
    assert main(["check"]) == 1
    expected = capsys.readouterr()
    real = os.stat

    def refuse(path: Any, *rest: Any, **options: Any) -> os.stat_result:
        if f"{FOLDER}{os.sep}" in str(path):
            raise PermissionError(errno.EACCES, "", path)
        return real(path, *rest, **options)

    monkeypatch.setattr(os, "stat", refuse)
    assert (main(["check"]), capsys.readouterr()) == (1, expected)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the names of files are Unicode")
def test_a_name_that_is_no_text_keeps_nothing_else_from_being_kept(vault: Path) -> None:
    def known() -> set[str]:
        with closing(sqlite3.connect(vault / FOLDER / "facts.sqlite")) as connection:
            return {what for (what,) in connection.execute("SELECT what FROM known")}

    checked(vault)
    before = known()
    assert {"near names", "aliases"} < before
    (vault / os.fsdecode(b"\xff.md")).touch()
    shutil.rmtree(vault / FOLDER)
    checked(vault)
    assert before - known() == {"name keys", "near names"}


def test_a_file_may_have_any_number(vault: Path) -> None:
    """Some file systems use all of 64 bits, of which SQLite takes 63."""
    times = {"st_mtime_ns": 1, "st_ctime_ns": 1}
    stamps = {
        f"{number}.md": disk.Stamp.of(os.stat_result((33188, number, 0, 1, 0, 0, 5, 0, 0, 0), times))
        for number in (1, (1 << 63) - 1, (1 << 64) - 2)
    }
    cache = Cache(vault)
    cache.store([(path, stamp, Facts(path)) for path, stamp in stamps.items()], stamps.keys(), Schemas())
    assert Cache(vault).load(stamps) == stamps.keys()


@pytest.mark.parametrize("harm", [spoil, outdate, no_end, mistype])
def test_a_cache_that_cannot_be_read_is_made_anew(vault: Path, harm: Callable[[Path], None]) -> None:
    expected = checked(vault)
    harm(vault / FOLDER / "facts.sqlite")
    assert not kept(vault)
    assert checked(vault) == expected
    assert len(kept(vault)) == 3


@pytest.mark.parametrize(
    "table",
    [
        "texts SET facts",
        "texts SET naming",
        "texts SET links",
        "censuses SET census",
        "lessons SET lesson",
        "habits SET counts",
        "known SET value",
    ],
)
@pytest.mark.parametrize("what", ["'[1, {\"__reduce__\": 2}]'", "'[[\"x\", 1, 2]]'", "'{'", "''", "1.5", "NULL"])
def test_what_makes_no_sense_is_worked_out_again(vault: Path, table: str, what: str) -> None:
    write(vault / "c.md", "---\ntags: [a]\n---\n[[볕드림]] 볕드림은\n")
    expected = checked(vault)
    with closing(sqlite3.connect(vault / FOLDER / "facts.sqlite")) as connection, connection:
        assert connection.execute(f"UPDATE {table} = {what}").rowcount > 0
    assert checked(vault) == expected


def test_words_that_an_earlier_run_has_judged_are_not_judged_again(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "가나다라마바사" * 9
    (vault / "c.md").write_text(
        f"볕드림은 안됬다. Ipad {long} 회의는 끝났다 토큰증권을 쀍쀍은 있닼\n", encoding="utf-8"
    )
    (vault / "d.md").write_bytes("회의는 \udc80 끝났다\n".encode("utf-8", "surrogateescape"))
    time.sleep(0.02)

    def said(cached: bool) -> tuple[list[Diagnostic], set[str]]:
        """What is said, and the tokens that were judged for it."""
        judged = set[str]()

        def judge(token: str, judge: Callable[[str], Any] = tokens._judge) -> Any:
            judged.add(token)
            return judge(token)

        def plain_among(asked: Set[str], among: Callable[[Set[str]], Set[str]] = tokens.plain_among) -> Set[str]:
            judged.update(asked)
            return among(asked)

        with monkeypatch.context() as watched:
            watched.setattr(tokens, "_judge", judge)
            watched.setattr(tokens, "plain_among", plain_among)
            for remembered in (tokens._clean, tokens._slips, tokens._ways):
                remembered.clear()
            return checked(vault, cached), judged

    expected, all_tokens = said(cached=False)
    assert {"회의는", "안됬다.", "Ipad", long, "토큰증권을", "쀍쀍은", "있닼"} <= all_tokens
    assert said(cached=True) == (expected, all_tokens)
    found, again = said(cached=True)
    assert found == expected and any(each.rule == "misspelling" for each in found)
    assert again == {"안됬다.", long}


@pytest.mark.parametrize(
    "verdict", ["", "0 2", "0 2 4/", "-1 2/", "2 1/", "0 99/", "a b/", "/0 1", "/0 9 1", "0/0/0", None, 7]
)
def test_what_nobody_can_have_judged_is_not_taken(verdict: Any) -> None:
    for remembered in (tokens._clean, tokens._slips, tokens._ways):
        remembered.clear()
    with pytest.raises((ValueError, TypeError, AttributeError)):
        tokens.take({"회의는": verdict})
    assert not (tokens._clean or tokens._slips or tokens._ways)


@pytest.mark.skipif(os.name != "posix", reason="pipes in folders as POSIX has them")
def test_what_is_no_file_is_not_waited_for(vault: Path) -> None:
    expected = checked(vault)
    file = vault / FOLDER / "facts.sqlite"
    file.unlink()
    os.mkfifo(file)
    assert checked(vault) == expected


def test_a_run_that_holds_the_cache_is_waited_for_once(vault: Path) -> None:
    expected = checked(vault)
    begun = time.monotonic()
    assert checked(vault) == expected
    unhindered = time.monotonic() - begun
    with closing(sqlite3.connect(vault / FOLDER / "facts.sqlite")) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        begun = time.monotonic()
        assert checked(vault) == expected
        assert time.monotonic() - begun < 3 * unhindered + 3.5, "it waits for 2 s"
        connection.rollback()
    assert len(kept(vault)) == 3


def test_it_may_be_let_go_in_another_thread(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked(vault)
    failed: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", failed.append)
    held = [Cache(vault)]
    assert held[0].load(walk.listing(vault).notes)
    thread = Thread(target=held.clear)
    thread.start()
    thread.join()
    assert not failed


def test_git_is_told_to_leave_it(vault: Path) -> None:
    checked(vault)
    assert (vault / FOLDER / ".gitignore").read_text(encoding="utf-8").startswith("*\n")
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


# -- reports of whole runs


Said = tuple[int, str, str]


@pytest.fixture
def said(vault: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """Runs `check` in the vault; returns its exit code and what it printed."""
    monkeypatch.chdir(vault)

    def run(*arguments: str) -> Said:
        code = main(["check", *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def reports(vault: Path) -> list[Path]:
    return sorted((vault / FOLDER).glob("report-*"))


def test_a_note_that_git_ignores_is_opened_for_as_long_as_it_is_there(vault: Path, said: Callable[..., Said]) -> None:
    (vault / ".gitignore").write_text("/private/\n", encoding="utf-8")
    (vault / "private/deep").mkdir(parents=True)
    hidden = vault / "private/deep/Plan.md"
    hidden.write_text("[[nowhere]]\n", encoding="utf-8")
    (vault / "a.md").write_text("[[Plan]] [[private/deep/Plan#x]] [p](private/deep/Plan.md)\n", encoding="utf-8")
    for _ in range(2):
        assert said("--select", "broken-link", "a.md")[0] == 0
        assert "nowhere" not in said()[1]
    hidden.unlink()
    code, out, _ = said("--select", "broken-link", "a.md")
    assert code == 1
    assert out.count("`Plan`") == 1


def no_check(self: Session, *_: object) -> None:
    raise AssertionError("notes are checked though nothing has changed")


def test_where_nothing_has_changed_the_last_report_is_printed_again(
    vault: Path, said: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = said("--no-cache")
    assert expected[0] == 1
    assert said() == expected
    monkeypatch.setattr(checking, "report", no_check)
    assert said() == expected
    with pytest.raises(AssertionError, match="though nothing"):
        said("--output-format", "json")


@pytest.mark.parametrize(
    ("name", "text", "config"),
    [
        ("base.json", '{"version": 2, "findings": {}}', "baseline: base.json\n"),
        ("schema.json", "{}", "schemas: {note: {paths: ['*.md'], json schema: schema.json}}\n"),
        ("board.canvas", "{}", "select: [orphan-note]\n"),
    ],
)
def test_the_last_report_is_printed_again_as_long_as_the_other_files_it_read_are_as_they_were(
    vault: Path, said: Callable[..., Said], monkeypatch: pytest.MonkeyPatch, name: str, text: str, config: str
) -> None:
    (vault / name).write_text(text, encoding="utf-8")
    (vault / ".vaulttools.yaml").write_text(config, encoding="utf-8")
    expected = said()
    assert expected[0] in (0, 1)
    (report,) = reports(vault)
    assert name in report.read_text(encoding="utf-8")[:4096], "it tells of the file"
    with monkeypatch.context() as patched:
        patched.setattr(checking, "report", no_check)
        assert said() == expected
    (vault / name).write_text(f"{text} ", encoding="utf-8")
    monkeypatch.setattr(checking, "report", no_check)
    with pytest.raises(AssertionError, match="though nothing"):
        said()


def test_only_the_newest_reports_are_kept(vault: Path, said: Callable[..., Said]) -> None:
    for form in ("text", "json", "jsonl", "concise", "sarif", "github"):
        said("--output-format", form)
    assert len(reports(vault)) == 3


@pytest.mark.parametrize("harm", [b"", b"{}", b"[1]", b"no report", "{half}", "{other}"])
def test_a_spoilt_report_is_not_printed(vault: Path, said: Callable[..., Said], harm: bytes | str) -> None:
    expected = said()
    (file,) = reports(vault)
    whole = file.read_bytes()
    file.write_bytes(
        harm if isinstance(harm, bytes) else whole[:-9] if harm == "{half}" else whole.replace(b"error", b"ERROR")
    )
    assert said() == expected


@pytest.fixture
def checked_again(said: Callable[..., Said], monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Runs `check` in the vault, which must say what it says without the cache; returns the notes that it has checked."""
    paths: list[str] = []
    said_of = checking.findings_in

    def spied(session: Session, path: str, by_others: bool) -> list[Diagnostic]:
        paths.append(path)
        return said_of(session, path, by_others)

    monkeypatch.setattr(checking, "findings_in", spied)

    def run(*arguments: str) -> list[str]:
        expected = said(*arguments, "--no-cache")
        paths.clear()
        assert said(*arguments) == expected
        return paths

    return run


def test_what_was_found_of_a_note_just_written_is_not_used_again(
    vault: Path, said: Callable[..., Said], monkeypatch: pytest.MonkeyPatch, checked_again: Callable[..., list[str]]
) -> None:
    settle_after(monkeypatch, 60_000_000_000)
    said()
    assert checked_again() == ["a.md", "b.md", "companies/볕드림.md"]


@pytest.mark.parametrize("form", ["text", "concise", "json", "jsonl", "github"])
def test_where_the_words_of_a_note_change_only_that_is_checked_again(
    vault: Path, said: Callable[..., Said], checked_again: Callable[..., list[str]], form: str
) -> None:
    write(vault / "b.md", "[[a#^b1]] [[Byeot]] [[Byeot Studio]]\n")
    said("--output-format", form)
    write(vault / "b.md", "[[a#^b1]] [[Byeot]] [[Byeot Studio]] and and more\n")
    assert checked_again("--output-format", form) == ["b.md"]
    write(vault / "a.md", "볕드림은 작았다. [[없는 노트]] ^b1\n")
    assert checked_again("--output-format", form) == ["a.md"]


def test_where_other_notes_see_the_change_all_are_checked_again(
    vault: Path, said: Callable[..., Said], checked_again: Callable[..., list[str]]
) -> None:
    said()
    write(vault / "a.md", "볕드림은 컸다. [[없는 노트]] ^b2\n")
    assert checked_again() == ["a.md", "b.md", "companies/볕드림.md"]


def test_where_a_note_changes_of_which_former_headings_were_asked_only_who_asked_is_checked_again(
    vault: Path, said: Callable[..., Said], checked_again: Callable[..., list[str]]
) -> None:
    commit_all(vault)
    (vault / "c.md").write_text("[[b#Gone]]\n", encoding="utf-8")
    write(vault / "d.md", "# D\n\nAlone.\n")
    said()
    write(vault / "b.md", "[[a#^b1]] [[Byeot]] and more\n")
    assert checked_again() == ["b.md", "c.md"]


def test_git_may_write_its_index_anew_as_it_does_whenever_it_looks(
    vault: Path, said: Callable[..., Said], checked_again: Callable[..., list[str]]
) -> None:
    commit_all(vault)
    said()
    os.utime(vault / ".git/index", (0, 0))
    assert checked_again() == []
    write(vault / "b.md", "[[a#^b1]] [[Byeot]] and more\n")
    git(vault, "add", "b.md")
    assert checked_again() == ["b.md"]
    git(vault, "rm", "-q", "--cached", "a.md")
    assert checked_again() == ["a.md", "b.md", "companies/볕드림.md"]


def test_where_links_change_only_notes_that_ask_for_those_of_others_are_checked_again(
    vault: Path, said: Callable[..., Said], checked_again: Callable[..., list[str]]
) -> None:
    write(vault / "c.md", "# One\n\nAlone.\n")
    said()
    write(vault / "b.md", "[[a#^b1]] [[Byeot]] [[nowhere]] [[c]]\n")
    assert checked_again() == ["b.md"]
    selected = "--select", "links,orphan-note,unreachable-note"
    said(*selected)
    write(vault / "b.md", "[[a#^b1]] [[Byeot]]\n")
    assert "c.md" in checked_again(*selected)


def test_a_note_is_told_anew_what_it_is_where_the_links_of_others_run_ahead(
    vault: Path, said: Callable[..., Said]
) -> None:
    for number in range(10, 30):
        (vault / f"Topic {number}.md").write_text("", encoding="utf-8")
    there = "".join(f"[[Topic {number}]]\n" for number in range(10, 30))
    (vault / "index.md").write_text(
        there + "[[Owl]] [[Elk]] [[Emu]] [[Fox]] [[Cat]] [[Dog]] [[Cow]]\n", encoding="utf-8"
    )
    time.sleep(0.02)
    assert "error broken-link: no note is named `Owl`" in str(said("--output-format", "concise"))
    write(vault / "more.md", "[[Ant]] [[Bee]] [[Ape]] [[Hen]]\n")
    now = said("--output-format", "concise")
    assert now == said("--output-format", "concise", "--no-cache")
    assert "hint unwritten-note: `Owl` has no note yet" in str(now)


def test_a_mention_is_told_anew_once_a_link_makes_it_part_of_a_larger_name(
    vault: Path, said: Callable[..., Said]
) -> None:
    (vault / "companies" / "Owlery.md").write_text("", encoding="utf-8")
    (vault / "index.md").write_text("We met Owlery Foods.\n", encoding="utf-8")
    time.sleep(0.02)
    selected = "--output-format", "concise", "--select", "unlinked-mention"
    assert "`Owlery` has its own note" in str(said(*selected))
    write(vault / "more.md", "[[Owlery Foods]]\n")
    now = said(*selected)
    assert now == said(*selected, "--no-cache")
    assert "Owlery" not in str(now)


def test_a_mention_is_told_anew_once_a_link_calls_a_note_so(vault: Path, said: Callable[..., Said]) -> None:
    (vault / "companies" / "Owlery Foods.md").write_text("", encoding="utf-8")
    (vault / "index.md").write_text("We met Owlery.\n", encoding="utf-8")
    time.sleep(0.02)
    selected = "--output-format", "concise", "--select", "unlinked-mention"
    assert "Owlery" not in str(said(*selected))
    write(vault / "more.md", "[[Owlery Foods|Owlery]]\n")
    now = said(*selected)
    assert now == said(*selected, "--no-cache")
    assert "`Owlery Foods` has its own note" in str(now)


@pytest.mark.parametrize("of_links", ["links", "shown"])
def test_no_rule_reads_links_of_other_notes_unseen(of_links: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is reported of a note because of the links of others is reported again when those change: the vault must know."""
    registry = Registry()
    config = Config(registry).with_selection(Selection(select=tuple(registry.rules)))
    session = Session(Path(__file__).parents[1] / "vault", config)
    vault = session.vault
    assert (
        {vault.usage.has_entities, vault.usage.links_ahead, vault.usage.larger == {}, vault.usage.called == {}}
        and vault.usage.habits(True)
        and vault.usage.habits(False)
    )
    paths, seen, asked = session.paths(), [], []
    links = Facts.__dict__[of_links]

    def read(facts: Facts) -> tuple[Any, ...]:
        if facts.path != paths[0] and not vault.links_asked:
            seen.append((paths[0], facts.path, sys._getframe(1).f_code.co_name))
        return cast("tuple[Any, ...]", links.__get__(facts, Facts))

    monkeypatch.setattr(Facts, of_links, property(read))
    while paths:
        checking.findings_in(session, paths[0], False)
        asked.append(vault.links_asked)
        del paths[0]
    assert not seen
    assert True in asked and len(asked) > 100


def test_what_a_plugin_says_is_not_kept(
    vault: Path, said: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Registry, "is_builtin", False)
    said()
    assert not reports(vault)


CONFIGS = (
    "",
    "fail-on: error\n",
    "rules:\n  broken-link: {severity: warning}\n",
    "ignore: [broken-link]\n",
    "lang: ko\n",
    "exclude: [b.md]\n",
    "baseline: base.json\n",
    "schemas: {company: {json schema: company.json}}\n",
    "overrides: [{paths: ['c*'], ignore: [unlinked-mention]}]\n",
)
TEXTS = (
    "볕드림은 컸다. [[없는 노트]] ^b1\n",
    "볕드림은 컸다. [[없는 노드]] ^b1\n",
    "---\naliases: [Byeot]\n---\n# 볕드림\n",
    "---\naliases: [Byeos]\ntags: [a]\n---\n# 볕드림\n",
    "[[a#^b1]] [[Byeot]] #Tag\n",
    "[[a#^b2]] [[Byeot]] #tag\n",
    "[[a#Top]] Dream Byeot recieve\n",
    "# Top\n\nDream, dream.  \n",
    "[[a#^b1]] [[Byeot]] #Tag 볕드림은 컸다 컸다.\n",
    "볕드림은 컸다. [[볕드림]]은 컸다. Byeot\n",
    "볕드림은 컸다. [[볕드림]]은 작다. recieve\n",
)


def change(vault: Path, dice: random.Random) -> str:
    """Changes something in the vault; returns what."""
    notes = sorted(path for path in vault.rglob("*.md") if FOLDER not in path.parts)
    what = dice.choice(["write", "write", "write", "sly", "add", "rename", "delete", "config", "beside", "link"])
    note = dice.choice(notes) if notes else vault / "a.md"
    if what == "write" or not notes:
        note.write_text(dice.choice(TEXTS), encoding="utf-8")
    elif what == "sly":  # same length, same time
        status = note.stat()
        text = note.read_text(encoding="utf-8")
        note.write_text(text.translate(str.maketrans("12볕노", "21별누")), encoding="utf-8")
        os.utime(note, ns=(status.st_atime_ns, status.st_mtime_ns))
    elif what == "add":
        new = (
            vault
            / dice.choice(["", "companies", "new"])
            / dice.choice(["Dream.md", "Byeot.md", "x.md", "없는 노트.md"])
        )
        new.parent.mkdir(exist_ok=True)
        new.write_text(dice.choice(TEXTS), encoding="utf-8")
    elif what == "rename":
        note.rename(note.with_name(dice.choice(["a.md", "B.md", "볕드림.md", "Dream.md"])))
    elif what == "delete" and len(notes) > 2:
        note.unlink()
    elif what == "config":
        (vault / ".vaulttools.yaml").write_text(dice.choice(CONFIGS), encoding="utf-8")
    elif what == "beside":
        name, text = dice.choice(
            [
                (".vaulttools-words.txt", "recieve\n"),
                (".vaulttools-words.txt", "\n"),
                (".obsidian/app.json", '{"userIgnoreFilters": ["b.md"]}'),
                (".obsidian/app.json", "{}"),
                ("company.json", '{"required": ["site"]}'),
                ("company.json", '{"required": ["owner"]}'),
                (".gitignore", "b.md\n"),
                (".gitignore", "companies/\n"),
                (".gitignore", "\n"),
            ]
        )
        (vault / name).write_text(text, encoding="utf-8")
    elif what == "link":
        (vault / "picture.png").write_bytes(b"")
    return f"{what} {note.name}"


@pytest.mark.parametrize("seed", range(3))
def test_whatever_changes_the_cache_changes_nothing(vault: Path, said: Callable[..., Said], seed: int) -> None:
    dice = random.Random(seed)
    (vault / "base.json").write_text('{"version": 1, "findings": {}}', encoding="utf-8")
    (vault / "company.json").write_text("{}", encoding="utf-8")
    done = []
    for _ in range(25):
        done.append(change(vault, dice))
        options = dice.choice([(), (), ("--output-format", "json"), ("--select", "links"), ("companies",), ("-j2",)])
        if options == ("companies",) and not (vault / "companies").is_dir():
            options = ()
        time.sleep(0.02)  # a tick of the clock that gives files their times
        expected = said(*options, "--no-cache")
        assert said(*options) == expected, done
        assert said(*options) == expected, done
