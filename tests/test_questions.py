"""`vaulttools questions` lists what is asked and not answered, by company."""

import json
from pathlib import Path

import pytest

from vaulttools.cli import main
from vaulttools.note import Note
from vaulttools.questions import by_subject, questions
from vaulttools.vault import Vault

DAY = """---
date: 2025-03-07
---
**금요일**
1. 한결
  - 폐업하면 손실은?
  - 수수료? - 하루 0.04%
나루
  - 차별점(?)
  - [x] 언제 상장?
  - [ ] 누가 내나?

## Terms
- flat fee?
"""


def vault() -> tuple[Vault, list[Note]]:
    notes = [
        Note("day.md", DAY),
        Note("companies/한결.md", "- 담보는?\n"),
        Note("companies/나루.md", "---\naliases: [Naru]\n---\n## 팀\n- 몇 명?\n"),
        Note("later.md", "# [[나루|Naru]]\n\n- why?\n"),
    ]
    return Vault([note.facts for note in notes]), notes


def test_questions_by_subject() -> None:
    index, notes = vault()
    found = by_subject(question for note in notes for question in questions(note, index))
    shown = {
        subject: [(each.path, each.line, each.column, each.text) for each in group] for subject, group in found.items()
    }
    assert shown == {
        "나루": [
            ("day.md", 9, 8, "차별점(?)"),
            ("day.md", 11, 9, "누가 내나?"),
            ("companies/나루.md", 5, 3, "몇 명?"),
            ("later.md", 3, 3, "why?"),
        ],
        "한결": [("day.md", 6, 5, "폐업하면 손실은?"), ("companies/한결.md", 1, 3, "담보는?")],
        "Terms": [("day.md", 14, 3, "flat fee?")],
    }
    assert {each.company for each in found["한결"]} == {"companies/한결.md"}
    assert found["Terms"][0].company is None


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".obsidian").mkdir()
    for note in vault()[1]:
        file = tmp_path / note.path
        file.parent.mkdir(exist_ok=True)
        file.write_text(note.text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_command(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["questions", "day.md"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "나루",
        "  day.md:9:8  차별점(?)",
        "  day.md:11:9  누가 내나?",
        "한결",
        "  day.md:6:5  폐업하면 손실은?",
        "Terms",
        "  day.md:14:3  flat fee?",
    ]
    assert main(["questions", "companies", "--output-format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [(each["subject"], each["path"], each["line"]) for each in listed] == [
        ("나루", "companies/나루.md", 5),
        ("한결", "companies/한결.md", 1),
    ]


def test_command_says_that_nothing_is_open(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "none.md").write_text("no.\n", encoding="utf-8")
    assert main(["questions", "none.md", "--lang", "ko"]) == 0
    assert "남은 질문이 없습니다" in capsys.readouterr().err
