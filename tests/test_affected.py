"""`check --affected` tells what a commit breaks in notes that it does not touch: what a check of all notes finds new in them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.repository import commit_all
from vaulttools.cli import main

VAULT = {
    "companies/Acme Labs.md": "---\naliases: [Acme, 에이크미]\n---\n## Team\n\nThree founders. ^team\n\n## Market\n\n### Size\n",
    "companies/토스.md": "---\naliases: [비바리퍼블리카, Toss]\n---\n[[Acme Labs]]와 일한다.\n\n## 개요\n\n송금 앱이다.\n",
    "companies/볕드림.md": "[[토스#개요]]를 보라. ![[Acme Labs#^team]]\n",
    "concepts/토큰증권.md": "[정의](../companies/토스.md#개요)\n",
    "concepts/조각투자.md": '---\nup: "[[토큰증권]]"\n---\n![[chart.png]]\n',
    "people/김민수.md": '---\nemployer: "[[Acme Labs]]"\n---\n[[토스]]에서 일했다. [[companies/토스|거기]]\n',
    "meetings/2025-03-07.md": "[[김민수]]를 만났다. [[Acme Labs#Team|팀]], [[Acme Labs#Market#Size]], ![[Acme Labs#Market]]\n",
    "meetings/2025-03-08.md": "[[2025-03-07]] [a](../companies/Acme%20Labs.md#Team) ![](../img/chart.png) [[Toss]]\n",
    "deals.md": '```base\nfilters:\n  - up == link("토큰증권")\n  - file.hasLink("Acme Labs")\n```\n',
    "old.base": 'filters:\n  - employer == link("Acme Labs")\n  - file.hasLink("companies/토스")\n',
    "board.canvas": json.dumps(
        {
            "nodes": [
                {"type": "file", "file": "companies/토스.md", "subpath": "#개요"},
                {"type": "text", "text": "[[Acme Labs#Team]]"},
            ]
        }
    ),
    "labs/Twin.md": "Before.\n",
    "use.md": "[[Twin]] [[Acme]] [[Nobody]]\n",
    "img/chart.png": "x",
}
RULES = "ambiguous-link,broken-block,broken-heading,broken-link,broken-property-link,folder-link,link-by-alias,unwritten-note"


def rename(old: str, new: str) -> Callable[[], object]:
    def edit() -> None:
        Path(new).parent.mkdir(exist_ok=True)
        Path(old).rename("moved")
        Path("moved").rename(new)

    return edit


def delete(path: str) -> Callable[[], object]:
    return Path(path).unlink


def write(path: str, text: str = "Now.\n") -> Callable[[], object]:
    return lambda: Path(path).write_text(text, encoding="utf-8")


def reword(path: str, old: str, new: str) -> Callable[[], object]:
    return write(path, VAULT[path].replace(old, new))


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".obsidian").mkdir()
    for path, text in VAULT.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    commit_all(tmp_path)


@pytest.mark.usefixtures("vault")
@pytest.mark.parametrize(
    ("edit", "broken"),
    [
        (rename("companies/토스.md", "companies/토스뱅크.md"), 6),
        (rename("companies/토스.md", "old/토스.md"), 4),
        (rename("companies/Acme Labs.md", "companies/Acme Corp.md"), 10),
        (rename("companies/Acme Labs.md", "companies/acme labs.md"), 0),
        (rename("concepts/토큰증권.md", "concepts/증권형 토큰.md"), 2),
        (rename("people/김민수.md", "김민수.md"), 0),
        (rename("companies", "firms"), 5),
        (rename("img/chart.png", "img/graph.png"), 2),
        (delete("companies/토스.md"), 7),
        (delete("concepts/토큰증권.md"), 2),
        (delete("meetings/2025-03-07.md"), 1),
        (delete("img/chart.png"), 2),
        (delete("labs/Twin.md"), 1),
        (reword("companies/Acme Labs.md", "## Team", "## People"), 3),
        (reword("companies/토스.md", "## 개요", "## 요약"), 3),
        (reword("companies/Acme Labs.md", "### Size\n", ""), 1),
        (reword("companies/Acme Labs.md", "### Size", "## Size"), 1),
        (reword("companies/Acme Labs.md", " ^team", ""), 1),
        (reword("companies/Acme Labs.md", "^team", "^founders"), 1),
        (reword("companies/토스.md", ", Toss]", "]"), 1),
        (reword("companies/토스.md", ", Toss]", ", Toss, Acme]"), 1),
        (reword("companies/토스.md", "송금", "결제"), 0),
        (reword("companies/토스.md", "[[Acme Labs]]와", "[[볕드림]]과"), 0),
        (write("Toss.md"), 0),
        (write("Acme.md"), 0),
        (write("labs/New.md", "[[Nobody else]]\n"), 0),
    ],
)
def test_what_an_edit_breaks_elsewhere_is_told(
    capsys: pytest.CaptureFixture[str], edit: Callable[[], object], broken: int
) -> None:
    def found(*arguments: str) -> set[tuple[str, ...]]:
        main(["check", "--select", RULES, "--output-format", "jsonl", *arguments])
        lines = map(json.loads, capsys.readouterr().out.splitlines())
        return {(each["path"], each["rule"], str(each["start"])) for each in lines if "rule" in each}

    before = found()
    edit()
    new = {each for each in found() - before if Path(each[0]).is_file() and each[0] in VAULT}
    told = {each for each in found("--affected") if each[0] in VAULT}
    assert told == new
    assert len(new) == broken
