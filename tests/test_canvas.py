"""What canvases show and link to."""

import json
from pathlib import Path

import pytest

from tests.repository import commit_all
from vaulttools.cache import FEWEST
from vaulttools.cli import main
from vaulttools.files import disk
from vaulttools.note import canvas
from vaulttools.text import Span


def test_cards_show_files_and_link_to_notes() -> None:
    nodes = [
        {"type": "file", "file": "labs/Acme.md"},
        {"type": "text", "text": "see [[Beta#Team|it]], `[[no]]`, [c](c.md)"},
        {"type": "group", "label": "[[no]]"},
    ]
    assert canvas.targets("plan.canvas", json.dumps({"nodes": nodes})) == ["/labs/Acme.md", "Beta#Team", "c.md"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\udcff\udcfe\0",
        "[" * 100_000,
        '{"nodes": 1}',
        '{"nodes": [1, null, [], {"file": 3, "text": {}}, {"file": ""}]}',
        '{"nodes": [{"file": "a.md"}',
    ],
)
def test_what_is_no_canvas_shows_nothing(text: str) -> None:
    assert canvas.targets("plan.canvas", text) == []


def placed(text: str) -> list[str]:
    """What stands in the canvas `text` where the targets of its links are written."""
    strings = canvas.Strings(text)
    return [
        card.place(link.target_span or Span(0, 0), strings).of(text)
        for card in canvas.cards("plan.canvas", text)
        for link in card.note.links
    ]


@pytest.mark.parametrize(
    ("nodes", "found"),
    [
        ('{"text": "see [[Beta#Team|it]]"}', ["Beta#Team"]),
        (r'{"text": "a\nb \ud83d\ude00 \"[[B\u0065ta]]\" \\ [[C]]"}', [r"B\u0065ta", "C"]),
        ('{"file": "labs/Acme.md"}', ["labs/Acme.md"]),
        ('{"style": {"file": "no.md", "text": "[[no]]"}, "\\u0066ile": "a.md"}', ["a.md"]),
        ('1, null, [{"file": "no.md"}], {"file": "no.md", "file": "a.md"}, {"text": "[[b]]"}', ["a.md", "b"]),
    ],
)
def test_the_place_of_a_link_is_that_in_the_file(nodes: str, found: list[str]) -> None:
    for text in (
        f'{{"nodes": [{nodes}], "edges": []}}',
        f'\ufeff{{"edges": [{{"text": "[[x]]"}}],\n\t"nodes":[{nodes}]}}\n',
    ):
        assert placed(text) == found
    assert placed(f'{{"nodes": [{{"file": "no.md"}}, {{"text": "[[no]]"}}], "nodes": [{nodes}]}}') == found


BOARD = """{
\t"nodes":[
\t\t{"id":"1","type":"text","text":"위험\\n[[Acme#Exit]] and ![[없음.png]], [[#here]] %% vaulttools-ignore broken-link %%","x":0},
\t\t{"id":"2","type":"file","file":"labs/Acme.md","subpath":"#Team","x":0},
\t\t{"id":"3","type":"file","file":"Acme.md","x":0},
\t\t{"id":"4","type":"file","file":"labs/Acme.md","subpath":"#^gone","x":0},
\t\t{"id":"5","type":"file","file":"labs/Acme.md","subpath":"#Team#Lead","x":0},
\t\t{"id":"6","type":"link","url":"https://acme.example"},
\t\t{"id":"7","type":"file","file":"paper.pdf","subpath":"#page=3"}
\t],
\t"edges":[]
}"""


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / "labs").mkdir()
    (tmp_path / "labs/Acme.md").write_text("# Acme\n\n## Team\n", encoding="utf-8")
    (tmp_path / "paper.pdf").write_text("", encoding="utf-8")
    file = tmp_path / "boards/plan.canvas"
    file.parent.mkdir()
    file.write_text(BOARD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return file


TOLD = """\
boards/plan.canvas:3:46: warning broken-heading: `Acme` has no heading `Exit`
boards/plan.canvas:5:35: error broken-link: no note is named `Acme.md`
boards/plan.canvas:6:61: warning broken-block: `Acme` has no block `^gone`
boards/plan.canvas:7:66: warning broken-heading: `Acme` has no heading `Lead`
"""


@pytest.mark.parametrize("where", ["", "boards", "boards/plan.canvas"])
def test_broken_targets_of_a_canvas_are_told(board: Path, capsys: pytest.CaptureFixture[str], where: str) -> None:
    assert main(["check", "--select", "links", "--output-format", "concise", *filter(None, [where])]) == 1
    assert capsys.readouterr().out == TOLD


def test_what_a_card_says_of_notes_is_read_as_in_a_note(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = board.parent.parent
    for path, text in {"a/Beta.md": "", "b/Beta.md": "", "Long.md": "---\naliases: [L]\n---\n"}.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    cards = ["[[Beta]]", "[[L]]", "[[labs]]", "[x]([[Acme]])"]
    board.write_text(json.dumps({"nodes": [{"text": text} for text in cards]}), encoding="utf-8")
    assert main(["check", "--select", "links", "--output-format", "jsonl", "boards"]) == 1
    reported = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["rule"] for each in reported] == ["ambiguous-link", "link-by-alias", "folder-link", "doubled-brackets"]
    assert all(each.get("fix") is None for each in reported)


def test_nothing_is_written_into_a_canvas(board: Path) -> None:
    (board.parent.parent / "labs/Acme.md").rename(board.parent.parent / "labs/Acmee.md")
    before = board.read_bytes()
    for command in ("fix", "enrich"):
        main([command, "--unsafe-fixes", "--fail-on", "never"])
    assert board.read_bytes() == before


def test_a_canvas_that_is_excluded_or_no_json_is_silent(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = board.parent.parent / disk.CONFIG
    config.write_text("exclude: [boards/]\n", encoding="utf-8")
    assert main(["check", "--select", "links", "boards"]) == 0
    config.unlink()
    board.write_text(BOARD[:-1], encoding="utf-8")
    assert main(["check", "--select", "broken-link"]) == 0
    assert "plan.canvas" not in capsys.readouterr().out


def test_a_deleted_note_is_missed_by_the_canvas_that_shows_it(board: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = board.parent.parent
    (root / "Acme.md").write_text("", encoding="utf-8")
    commit_all(root)
    (root / "Acme.md").unlink()
    assert main(["check", "--affected", "--output-format", "concise"]) == 1
    assert capsys.readouterr().out == TOLD.splitlines(keepends=True)[1]


def test_a_report_that_is_kept_tells_of_a_canvas_that_changes(
    board: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(FEWEST):
        (board.parent / f"{number}.md").write_text("[[Acme]]\n", encoding="utf-8")
    monkeypatch.setattr("vaulttools.cache.SETTLED", 0)

    def reported() -> str:
        main(["check", "--select", "links", "--ignore", "orphan-note", "--output-format", "concise"])
        return capsys.readouterr().out

    first = reported()
    assert first == TOLD
    assert reported() == first
    board.write_text(BOARD.replace("labs/Acme.md", "Acme.md"), encoding="utf-8")
    assert reported().count("no note is named `Acme.md`") == 4
    (board.parent / "0.md").write_text("[[Acme]] again\n", encoding="utf-8")
    assert reported().count("no note is named `Acme.md`") == 4
    (board.parent.parent / "Acme.md").write_text("", encoding="utf-8")
    assert "no note is named" not in reported()


def test_in_a_vault_inside_the_vault_a_card_counts_from_the_root_of_that(board: Path) -> None:
    (board.parent / "labs").mkdir()
    board.write_text('{"nodes": [{"file": "labs/Beta.md"}]}', encoding="utf-8")
    assert main(["check", "--select", "broken-link"]) == 1
    (board.parent / "labs/Beta.md").write_text("", encoding="utf-8")
    assert main(["check", "--select", "broken-link"]) == 0


@pytest.mark.parametrize(
    "file", ["../src/a.ts", "/home/a.md", "C:\\a.md", "file:///a.md", "\\\\a\\b", ".obsidian/a.css"]
)
def test_what_is_outside_of_the_vault_is_not_looked_for(board: Path, file: str) -> None:
    board.write_text(json.dumps({"nodes": [{"file": file}]}), encoding="utf-8")
    assert main(["check", "--select", "broken-link"]) == 0
