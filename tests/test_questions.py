"""`vaulttools questions` lists what is asked and not answered, by company."""

import json
from pathlib import Path

import pytest

from tests.timing import assert_linear, seconds
from vaulttools.cli import main
from vaulttools.note import Note
from vaulttools.vault import Settings, Vault
from vaulttools.vault.questions import by_subject, not_in, questions, unanswered

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


def test_what_is_labelled_as_to_be_found_out_is_asked() -> None:
    text = "## Terms\n- 확인 필요: 보험 가입 여부\n- need to check: who pays\n- 확인 필요: 월세 → 90만 원\n- [x] 확인 필요: 한도\n- 넷\n"
    note = Note("day.md", text)
    found = [each.text for each in questions(note, Vault([note.facts]))]
    assert found == ["확인 필요: 보험 가입 여부", "need to check: who pays"]


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


@pytest.mark.parametrize(
    ("path", "text", "subject"),
    [
        ("day.md", "# 통화 - 나루 최 대표\n\n- 담보는?\n", "나루"),
        ("2025-03-07 나루.md", "- 담보는?\n", "나루"),
        ("day.md", "2025-03-07 나루 IR\n- 담보는?\n10:30 한결\n- 이자는 몇 %?\n11:00 참눈\n- 은행 셋\n", "나루 한결"),
        ("day.md", "# 나루와 한결\n\n- 담보는?\n", "나루와 한결"),
        ("day.md", "# 나루 한결\n\n- 담보는?\n", "나루 한결"),
        ("day.md", "- 나루 통화\n- 담보는?\n", "day"),
        ("동그라미.md", "### 1\n\n- 색은 왜 다른가?\n", "동그라미"),
    ],
)
def test_a_note_is_about_the_one_company_in_its_title(path: str, text: str, subject: str) -> None:
    index, _ = vault()
    note = Note(path, text)
    found = [*questions(note, index.with_(note.facts))]
    assert " ".join(each.subject for each in found) == subject


def test_a_short_clause_that_asks_is_shown_with_its_item() -> None:
    long = "말 " * 100
    text = f"- 임대차 10년 고정 - 금리 오르면?\n- 값. 누가 언제 얼마를 내나?\n- {long}- 금리 오르면?\n"
    asked = [each.text for each in questions(Note("a.md", text), Vault([Note("a.md", text).facts]))]
    assert asked == ["임대차 10년 고정 - 금리 오르면?", "누가 언제 얼마를 내나?", "금리 오르면?"]


def test_yes_or_no_answers_what_is_asked_twice() -> None:
    text = "- rival: Tern?? no, Mindbody\n- rival: Tern?? no idea\n- 경쟁사 테른?? 아니요, 나루\n"
    asked = [each.text for each in questions(Note("a.md", text), Vault([Note("a.md", text).facts]))]
    assert asked == ["rival: Tern?? no idea"]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".obsidian").mkdir()
    for note in vault()[1]:
        file = tmp_path / note.path
        file.parent.mkdir(exist_ok=True)
        file.write_text(note.text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_lists_questions_by_company(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["questions", "day.md"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "나루 (companies/나루.md)",
        "  day.md:9:8  차별점(?)",
        "  day.md:11:9  누가 내나?",
        "한결 (companies/한결.md)",
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


def test_no_name_of_a_note_is_a_command_to_a_ci_runner(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "::error::x.md").write_text(
        "## 오전\n\n### 볕드림\n\n- 매출 3억\n- 누가 내나?\n\n### 참눈\n\n- 매출 2억\n- 고객 두 곳\n",
        encoding="utf-8",
    )
    assert main(["questions", "::error::x.md"]) == 0
    assert main(["init", "."]) == 0
    printed = [line for line in capsys.readouterr().out.splitlines() if "error" in line]
    assert printed[0].startswith("  \\x3a:error::x.md:6:3") and printed[1].startswith("    \\x3a:error::x.md:3")


def test_as_markdown(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["questions", "day.md", "--output-format", "markdown"]) == 0
    assert capsys.readouterr().out == (
        "## [[나루]]\n\n- [[day]]: 차별점(?)\n- [[day]]: 누가 내나?\n\n"
        "## [[한결]]\n\n- [[day]]: 폐업하면 손실은?\n\n"
        "## Terms\n\n- [[day]]: flat fee?\n"
    )


def test_paths_lead_from_where_the_reader_stands(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root / "companies")
    assert main(["questions", "../day.md"]) == 0
    assert "  ../day.md:9:8  차별점(?)" in capsys.readouterr().out.splitlines()


def test_a_question_belongs_to_the_company_that_hides_in_a_list() -> None:
    text = "## 나루\n\n- 화물 운임을 먼저 지급\n- 화주 셋\n- 한결\n- 담보를 적어 둠\n- 한결은 은행과 협의함\n- 수요가 모이나?\n"
    notes = [Note("day.md", text), Note("companies/한결.md", ""), Note("companies/나루.md", "")]
    found = list(questions(notes[0], Vault([note.facts for note in notes])))
    assert [(each.subject, each.text) for each in found] == [("한결", "수요가 모이나?")]


@pytest.mark.parametrize(
    ("told", "subject", "company"),
    [
        ("company: 한결", "한결", "companies/한결.md"),
        ('회사: "[[나루|Naru]]"', "나루", "companies/나루.md"),
        ('company: "[[참눈]]"', "참눈", None),
        ("companies: [한결, 나루]", "위험", None),
        ("company:", "위험", None),
    ],
)
def test_a_question_belongs_to_the_company_that_its_note_is_about(told: str, subject: str, company: str | None) -> None:
    notes = [
        Note("memo.md", f"---\n{told}\n---\n## 위험\n\n- 고객 집중\n- 계약 갱신이 안 되면?\n"),
        Note("companies/한결.md", ""),
        Note("companies/나루.md", ""),
    ]
    (found,) = questions(notes[0], Vault([note.facts for note in notes]))
    assert (found.subject, found.company) == (subject, company)


def test_what_asks_without_a_mark_is_open_too() -> None:
    note = Note("a.md", "## 한결\n\n- 금리로 경쟁이 되나 싶긴함\n- 부담되지 않나? 그렇지 않다고 함\n")
    assert [each.text for each in questions(note, Vault([note.facts]))] == ["금리로 경쟁이 되나 싶긴함"]


def test_a_blank_to_fill_in_asks_nothing() -> None:
    note = Note("day.md", "- ???\n- who pays??\n")
    assert [each.text for each in questions(note, Vault([note.facts]))] == ["who pays??"]


def test_enrich_keeps_questions_on_request(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / ".vaulttools.yaml").write_text("extend-select: [unlisted-question]\n", encoding="utf-8")
    assert main(["enrich", "day.md"]) == 0
    first = {path: path.read_text(encoding="utf-8") for path in root.rglob("*.md")}
    assert first[root / "companies/한결.md"] == "- 담보는?\n\n## 열린 질문\n\n- [[day]]: 폐업하면 손실은?\n"
    capsys.readouterr()
    assert main(["questions"]) == 0
    assert capsys.readouterr().out.count("손실은?") == 1  # The list only repeats it.
    assert main(["questions", "companies"]) == 0
    assert capsys.readouterr().out.count("손실은?") == 1
    answered = first[root / "companies/한결.md"].replace("손실은?", "손실은? - 예금 보험")
    (root / "companies/한결.md").write_text(answered, encoding="utf-8")
    assert main(["enrich", "day.md"]) == 0
    assert (root / "companies/한결.md").read_text(encoding="utf-8") == answered
    assert (root / "day.md").read_text(encoding="utf-8") == first[root / "day.md"]
    capsys.readouterr()
    assert main(["questions"]) == 0
    shown = capsys.readouterr().out
    assert "손실은?" not in shown  # The company's note has the answer.
    assert "담보는?" in shown
    (root / "companies/한결.md").write_text(first[root / "companies/한결.md"], encoding="utf-8")
    (root / "day.md").write_text(DAY.replace("손실은?", "손실은? - 예금 보험"), encoding="utf-8")
    capsys.readouterr()
    assert main(["questions"]) == 0
    assert "손실은?" not in capsys.readouterr().out  # The note that asked has the answer.


def test_an_answer_needs_no_question_mark() -> None:
    asked, home = Note("meetings/day.md", "## 한결\n- 주간사 어디였더라\n"), "companies/한결.md"
    for said, left in (("- [[day]]: 주간사 어디였더라", 1), ("- 주간사 어디였더라 → 한빛증권", 0)):
        note = Note(home, f"## 열린 질문\n{said}\n")
        index = Vault(
            [asked.facts, note.facts], (), Settings(text={home: note.text, asked.path: asked.text}.__getitem__)
        )
        found = by_subject(unanswered([each for one in (asked, note) for each in questions(one, index)], index))
        assert [each.path for group in found.values() for each in group] == [asked.path] * left


def test_a_question_that_both_notes_ask_is_listed_once() -> None:
    notes = [Note("meetings/day.md", "## 한결\n- 담보는?\n"), Note("companies/한결.md", "- 담보는?\n")]
    index = Vault([note.facts for note in notes])
    found = by_subject(question for note in notes for question in questions(note, index))
    assert [each.path for each in found["한결"]] == ["meetings/day.md"]


def test_command_says_that_nothing_is_open(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "none.md").write_text("no.\n", encoding="utf-8")
    assert main(["questions", "none.md", "--lang", "ko"]) == 0
    assert "답 없이 남은 질문이 없습니다" in capsys.readouterr().err


def test_no_terminal_obeys_a_question(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / "a.md").write_text("# \x9b31m\u202e\n\n- \x9b31m\u202e왜?\n", encoding="utf-8")
    for format_ in ("text", "markdown", "json"):
        assert main(["questions", str(tmp_path), "--output-format", format_]) == 0
        shown = capsys.readouterr().out
        assert "31m" in shown and "\x9b" not in shown and "\u202e" not in shown


def test_a_file_that_is_no_text_asks_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / "bad.md").write_bytes(b"- \xff why?\n")
    (tmp_path / "nul.md").write_bytes(b"- \0 why?\n")
    (tmp_path / "good.md").write_bytes(b"- who pays?\n")
    assert main(["questions", str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    assert "who pays" in shown and "why" not in shown


def test_a_checklist_asks_nothing_of_its_own() -> None:
    text = "1. 팀\n - 지분 구조?\n"
    for name, asked in (("투자 체크리스트", 0), ("투자 메모", 1)):
        note = Note(f"{name}.md", text)
        assert len([*questions(note, Vault([note.facts]))]) == asked


def test_a_question_is_listed_below_the_bare_words_of_its_item() -> None:
    text = "- **뉴빌리티** — 배달 로봇\n  - 로봇 대당 원가?\n\n■ 위드로봇\n - 자체 개발인지?\n"
    note = Note("a.md", text)
    assert [each.subject for each in questions(note, Vault([note.facts]))] == [
        "뉴빌리티 — 배달 로봇",
        "위드로봇",
    ]


def test_many_questions_about_a_company_with_many_answers_take_linear_time() -> None:
    def looking(count: int) -> float:
        home = Note("companies/한결.md", "".join(f"- 누가 {each}을 내나? 은행이 낸다.\n" for each in range(count)))
        day = Note("day.md", "## [[한결]]\n\n" + "".join(f"- 누가 {each}을 사나?\n" for each in range(count)))
        text_of = {note.path: note.text for note in (home, day)}
        vault = Vault([home.facts, day.facts], settings=Settings(text=text_of.__getitem__))
        found = [*questions(day, vault)]
        assert len(found) == count
        return seconds(lambda: (sum(1 for _ in unanswered(found, vault)), not_in(home, found)))

    assert_linear(looking, 4000)
