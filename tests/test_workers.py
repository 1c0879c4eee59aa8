"""Work that is shared among processes comes to the same as work that is not, however processes are started."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from time import sleep
from typing import TextIO

import pytest

from tests.repository import commit_all, git, laid_out
from tests.timing import NO_END
from vaulttools import workers
from vaulttools.cli import main

SAMPLE = Path(__file__).parents[1] / "vault"


@pytest.fixture(params=[True, False], ids=["forked", "new"])
def forks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    if request.param and not workers.FORKS:
        pytest.skip("processes are not forked here")
    monkeypatch.setattr(workers, "FORKS", request.param)
    return bool(request.param)


def lengths(words: Iterable[str], out: TextIO) -> list[int]:
    print("this is no part of the answer")  # noqa: T201
    found = []
    for word in words:
        out.write(f"{word}|")
        found.append(len(word))
        sleep(0.002)  # so that each process has its turn
    out.write(str(os.getpid()))
    out.flush()
    return found


def dying(pids: Iterable[str], out: TextIO) -> None:
    for pid in pids:
        if pid != str(os.getpid()):
            os._exit(3)
        sleep(0.01)


def test_what_is_worked_out_by_several_comes_back_in_order(forks: bool) -> None:
    def worked_out(number: int) -> tuple[int, int]:
        sleep(0.0005)  # so that each process has its turn
        return number, os.getpid()

    numbers, pids = zip(*workers.mapped(3, worked_out, range(workers.FEWEST)), strict=True)
    assert numbers == (*range(workers.FEWEST),)
    assert len({*pids}) == (3 if forks else 1)
    assert {pid for _, pid in workers.mapped(3, worked_out, range(9))} == {os.getpid()}


def test_each_share_is_done_by_its_own_process_in_order(forks: bool) -> None:
    words = [f"{number:03} " + "가\ud800\r\n"[: number % 5] for number in range(300)]
    streams = [workers.spool() for _ in range(3)]
    environment = dict(os.environ)
    lists = workers.shared(lengths, words, streams)
    assert dict(os.environ) == environment
    said = []
    pids = []
    for found, stream in zip(lists, streams, strict=True):
        stream.seek(0)
        *own, pid = stream.read().split("|")
        stream.close()
        assert own == sorted(own) and found == list(map(len, own))
        said += own
        pids.append(pid)
    assert sorted(said) == words
    assert len(set(pids)) == 3 and pids[-1] == str(os.getpid())


def test_a_process_that_dies_is_told(forks: bool) -> None:
    streams = [workers.spool(), workers.spool()]
    with pytest.raises(RuntimeError, match="a process died with exit code 3"):
        workers.shared(dying, [str(os.getpid())] * 32, streams)
    for stream in streams:
        stream.close()


@pytest.mark.parametrize(("form", "cached"), [("text", True), ("text", False), ("json", False), ("sarif", True)])
def test_reports_are_the_same(
    forks: bool,
    form: str,
    cached: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    shutil.copytree(SAMPLE, tmp_path / "vault", ignore=shutil.ignore_patterns("rules"))
    monkeypatch.chdir(tmp_path / "vault")
    Path("companies/새 회사.md").write_text("[[없는 노트]] 볕드림는 컸다 컸다.\n", encoding="utf-8")
    Path("not text.md").write_bytes(b"\xff\xfe\x00")
    Path("company.json").write_text('{"required": ["site"]}')
    Path(".vaulttools.yaml").write_text("schemas: {company: {json schema: company.json}}\nexclude: [daily]\n")
    monkeypatch.setattr("vaulttools.session.checking._AT_ONCE", 2)
    monkeypatch.setattr("vaulttools.session.FEWEST", 2)
    monkeypatch.setattr("vaulttools.vault.usage._ALONE", 2)
    monkeypatch.setattr(workers, "FEWEST", 2)
    options = ["check", "--output-format", form, *([] if cached else ["--no-cache"])]
    expected = main([*options, "-j1"]), capfdbinary.readouterr()
    for _ in range(2):
        assert (main([*options, "-j3"]), capfdbinary.readouterr()) == expected
    assert expected[0] == 1 and expected[1].out.count(b"broken-link")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One of notes that all link to `gone.md`, which was committed with them and is not there any more; enough for several processes."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("vaulttools.session.checking._AHEAD", 1)
    monkeypatch.setattr("vaulttools.session.checking._AT_ONCE", 2)
    notes = {f"{number}.md": "[[gone]] [[Nobody]]\n" for number in range(30)}
    commit_all(laid_out(tmp_path, {**notes, "gone.md": ""}))
    Path("gone.md").unlink()
    return tmp_path


def test_what_was_gone_before_the_last_commit_is_known_to_all(
    forks: bool, repository: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    git(repository, "commit", "-qam", "less")
    options = ["check", "--affected", "gone.md", "--output-format", "json", "--no-cache"]
    expected = main([*options, "-j1"]), capfdbinary.readouterr()
    assert expected[0] == 1 and expected[1].out.count(b"no note is named `gone`") == 30
    assert (main([*options, "-j3"]), capfdbinary.readouterr()) == expected


def test_a_process_that_takes_no_note_leaves_nothing_open(
    forks: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("vaulttools.session.checking._AT_ONCE", 1)
    monkeypatch.setattr(workers, "processes", lambda *_: 3)
    made: list[TextIO] = []
    spool = workers.spool
    monkeypatch.setattr(workers, "spool", lambda: made.append(spool()) or made[-1])
    for name in "ab":
        Path(f"{name}.md").write_text("[[gone]]\n")
    assert main(["check", "--no-cache"]) == 1
    assert capfdbinary.readouterr().out.count(b"no note is named") == 2
    assert len(made) == 3 and all(stream.closed for stream in made)


@pytest.mark.parametrize("form", ["concise", "json"])
def test_what_was_there_before_is_left_out_by_all(
    forks: bool, form: str, repository: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    options = ["check", "--since", "HEAD", "--output-format", form, "--no-cache"]
    expected = main([*options, "-j1"]), capfdbinary.readouterr()
    assert expected[0] == 1 and expected[1].out.count(b"no note is named `gone`") == 30
    assert b"Nobody`" not in expected[1].out
    assert (main([*options, "-j3"]), capfdbinary.readouterr()) == expected


@pytest.mark.skipif(not workers.FORKS, reason="processes that are not forked read from whoever started them")
def test_who_works_for_a_run_that_was_killed_comes_to_an_end() -> None:
    script = """
import io, os
from vaulttools import workers

run = os.getpid()

def work(items, out):
    found = []
    for each in items:
        if os.getpid() == run:
            os._exit(7)
        found.append("more than a pipe holds" * 10_000)
    return found

workers.shared(work, range(1000), [io.StringIO() for _ in range(4)])
"""
    # Its output ends when all processes have ended.
    ended = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=4 * NO_END, check=False
    )
    assert (ended.returncode, ended.stderr) == (7, "")
