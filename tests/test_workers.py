"""Work that is shared among processes comes to the same as work that is not, however processes are started."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import pytest

from vaulttools import workers
from vaulttools.cli import main

SAMPLE = Path(__file__).parents[1] / "vault"


@pytest.fixture(params=[True, False], ids=["forked", "new"])
def forks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    if request.param and not workers.FORKS:
        pytest.skip("processes are not forked here")
    monkeypatch.setattr(workers, "FORKS", request.param)
    return bool(request.param)


def lengths(words: Sequence[str], out: TextIO) -> list[int]:
    out.write(f"{' '.join(words)}|{os.getpid()}")
    print("this is no part of the answer")  # noqa: T201
    out.flush()
    return list(map(len, words))


def dying(words: Sequence[str], out: TextIO) -> None:
    if "dies" in words:
        os._exit(3)


def test_each_part_is_done_by_its_own_process_in_order(forks: bool) -> None:
    parts = workers.parts(["a", "가나", "\ud800bc", "d", "e\r\n"], 3)
    streams = [workers.spool() for _ in parts]
    assert workers.shared(lengths, parts, streams) == [[1, 2], [3, 1], [3]]
    told = []
    for stream in streams:
        stream.seek(0)
        told.append(stream.read())
        stream.close()
    said, pids = zip(*(text.split("|") for text in told), strict=True)
    assert said == ("a 가나", "\ud800bc d", "e\r\n")
    assert len(set(pids)) == 3 and pids[-1] == str(os.getpid())


def test_a_process_that_dies_is_told(forks: bool) -> None:
    streams = [workers.spool(), workers.spool()]
    with pytest.raises(RuntimeError, match="a process died with exit code 3"):
        workers.shared(dying, [["dies"], ["lives"]], streams)
    for stream in streams:
        stream.close()


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
@pytest.mark.parametrize("cached", [True, False])
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
    monkeypatch.setattr("vaulttools.session._AT_ONCE", 2)
    monkeypatch.setattr("vaulttools.session.FEWEST", 2)
    options = ["check", "--output-format", form, *([] if cached else ["--no-cache"])]
    expected = main([*options, "-j1"]), capfdbinary.readouterr()
    for _ in range(2):
        assert (main([*options, "-j3"]), capfdbinary.readouterr()) == expected
    assert expected[0] == 1 and expected[1].out.count(b"broken-link")
