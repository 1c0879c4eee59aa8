"""What bases name."""

from pathlib import Path

import pytest

from tests.repository import commit_all
from vaulttools.cli import main
from vaulttools.note.base import Base


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('- file.hasLink("Acme")', ["Acme"]),
        ("x: 'up == link(''Acme Labs'') || link(\"Bob''s\")'", ["Acme Labs", "Bob's"]),
        ('x: "up.contains(link(\\"Acme\\", \\"it\\"))"', ["Acme"]),
        ('x: file(link("[[Acme|it]]")).hasTag("a")', ["Acme"]),
        ('- up == "[[labs/Acme#Team]]"', ["labs/Acme#Team"]),
        ("- image( 'logo.png' )", ["logo.png"]),
        ('x: link("") + link("a" + b) + link(file.name)', []),
        ('x: \'"[[" + file.name + "]]"\'', []),
        ('x: link("https://acme.example", "web") + image("data:image/png;base64,x")', []),
        ('# link("Acme")\n  # - [[Acme]]\n', []),
        ('x: thislink("Acme") + "Acme"\nfile.inFolder("Acme")', []),
    ],
)
def test_the_files_that_a_base_names(text: str, named: list[str]) -> None:
    base = Base("a.base", text)
    assert [link.target for link in base.links] == named
    assert all(link.target_span is None or link.target_span.of(text) == link.target for link in base.links)


DEALS = """filters:
  and:
    - file.inFolder("labs")
    - up == link("labs/Acme")
    - file.hasLink("Acmee")
formulas:
  x: 'if(up == link(''Ac''), "Acme Labs", "[[Acme]")'
views:
  - type: table
    filters: up.contains(link("[[2025-03-07]]"))
"""
TOLD = """\
deals.base:5:21: error broken-link: no note is named `Acmee`
deals.base:7:23: warning link-by-alias: `Ac` is an alias of `Acme`, not the name of a note
deals.base:10:34: hint unwritten-note: `2025-03-07` has no note yet
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / "labs").mkdir()
    (tmp_path / "labs/Acme.md").write_text("---\naliases: [Ac]\n---\n", encoding="utf-8")
    (tmp_path / "deals.base").write_text(DEALS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("where", [[], ["deals.base"]])
def test_what_a_base_names_and_nothing_has_is_told(
    root: Path, capsys: pytest.CaptureFixture[str], where: list[str]
) -> None:
    assert main(["check", "--select", "links", "--output-format", "concise", *where]) == 1
    assert capsys.readouterr().out == TOLD
    main(["check", "--select", "link-by-alias,broken-link"])
    out = capsys.readouterr().out
    assert "help: write `Acme`" in out
    assert "help: write `Acme` if that is what you mean" in out


def test_nothing_is_written_into_a_base(root: Path) -> None:
    for command in ("fix", "enrich"):
        main([command, "--unsafe-fixes", "--fail-on", "never"])
    assert (root / "deals.base").read_text(encoding="utf-8") == DEALS


def test_a_renamed_note_is_missed_by_the_base_that_names_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commit_all(root)
    (root / "labs/Acme.md").rename(root / "labs/Beta.md")
    assert main(["check", "--affected", "--select", "broken-link"]) == 1
    out = capsys.readouterr().out
    assert "deals.base:4:19: error broken-link: no note is named `labs/Acme`\n" in out
    assert "help: write `Beta` if that is what you mean" in out
    assert "Acmee" not in out


def test_a_base_may_name_what_notes_link_to(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "Beta.md").write_text('---\nup: "[[Acmee]]"\n---\n', encoding="utf-8")
    main(["check", "--select", "links", "--output-format", "concise", "deals.base"])
    assert "hint unwritten-note: `Acmee` has no note yet" in capsys.readouterr().out
    commit_all(root)
    (root / "labs/Acme.md").rename(root / "labs/Gamma.md")
    (root / "Delta.md").write_text("[[labs/Acme]]\n", encoding="utf-8")
    assert main(["check", "--select", "links", "--output-format", "concise", "deals.base"]) == 1
    assert "error broken-link: no note is named `labs/Acme`" in capsys.readouterr().out


def test_a_base_is_no_way_to_a_note(root: Path) -> None:
    (root / "deals.base").write_text('filters: up == link("Acme")\n', encoding="utf-8")
    (root / "Beta.md").write_text("# Beta\n", encoding="utf-8")
    assert main(["check", "--select", "orphan-note", "--fail-on", "hint"]) == 1
