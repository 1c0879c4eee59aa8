"""Links that were added can be taken back, and asking about fixes remembers what it was told."""

import io
import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.repository import commit_all, git, laid_out
from tests.timing import assert_linear, seconds
from vaulttools import ledger
from vaulttools.cli import main
from vaulttools.config import Config
from vaulttools.edits import Safety, apply
from vaulttools.files import writer
from vaulttools.message import Message
from vaulttools.registry import Registry
from vaulttools.session import Session
from vaulttools.session.fixing import settle

NOTES = {
    "companies/Acme.md": "---\naliases: [에이씨엠, ACM Labs]\n---\n",
    "companies/볕드림.md": "---\naliases: [스타]\n---\n",
    "companies/토큰증권.md": "",
    "companies/C#.md": "",
}


def vault(root: Path, notes: Mapping[str, str]) -> Path:
    return laid_out(root, {".obsidian/app.json": "{}", **notes})


def settled(root: Path) -> tuple[str, list[ledger.Added]]:
    """What enriching makes of `a.md`, and the links it adds there."""
    session = Session(root, Config(Registry(())))
    found = settle(session, ["a.md"], (Safety.SAFE,), True)
    note = found.notes.get("a.md") or session.note("a.md")
    return note.text, list(ledger.added(found.applied, found.text))


PIECES = st.sampled_from(
    [
        *(
            "Acme",
            "에이씨엠",
            "볕드림",
            "토큰 증권",
            "토큰증권",
            "ACM Labs",
            "C#",
            "[[Acme]]",
            "[[볕드림|그곳]]",
            "[t](a.md)",
        ),
        *(
            "는 ",
            "에서는 ",
            " won. ",
            "\n",
            "\r\n",
            "\n\n",
            "| ",
            " |\n|---|\n| ",
            "**",
            "`",
            "(서울)",
            "[",
            "]",
            "# ",
            "- ",
            "> ",
            "\t",
            "%%",
        ),
    ]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_undoing_gives_back_every_byte(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    root = vault(tmp_path_factory.mktemp("vault"), {**NOTES, "a.md": text})
    after, links = settled(root)
    edits, missed, _ = ledger.undone(after, links)
    assert not missed
    assert apply(after, edits) == text
    vault(root, {"a.md": after})
    assert settled(root) == (after, [])


def test_a_link_is_found_where_its_line_has_moved_and_left_where_it_changed() -> None:
    links = [
        ledger.Added("a.md", "[[Acme]]", "Acme", "Acme won.", 0, "why"),
        ledger.Added("a.md", "[[Beta|B]]", "B", "and B lost", 4, "why"),
        ledger.Added("a.md", "[[Acme]]", "Acme", "Acme won.", 0, "why"),
    ]
    edits, missed, gone = ledger.undone("new\n\n[[Acme]] won.\nand so [[Beta|B]] lost\n", links)
    assert apply("new\n\n[[Acme]] won.\n", edits) == "new\n\nAcme won.\n"
    assert [each for each, _ in missed] == [links[2], links[1]]
    assert gone == links[2:]
    assert ledger.read(ledger.dump(links) + b'x\n{"path": 1}\n[' + b"[" * 9000) == links


def test_half_a_line_that_a_killed_run_left_spoils_no_other(tmp_path: Path) -> None:
    links = [ledger.Added("a.md", "[[Acme]]", "Acme", f"Acme won {number}.", 0, "why") for number in range(3)]
    file = tmp_path / ledger.FILE
    file.write_bytes(ledger.dump(links[:1]) + ledger.dump(links[1:2])[:20])
    with file.open("a+b", buffering=0) as out:
        ledger.append(out, links[2:])
    assert ledger.read(file.read_bytes()) == [links[0], links[2]]
    assert ledger.read(ledger.without(file.read_bytes(), links[2:])) == links[:1]
    assert ledger.read(ledger.without(ledger.dump([*links, *links]), links[:1])) == [*links[1:], *links]


def test_a_link_of_the_owners_in_a_line_of_the_same_words_stays(tmp_path: Path) -> None:
    text = "```\n[[Acme]] won.\n```\n\nAcme won.\n"
    after, links = settled(vault(tmp_path, {**NOTES, "a.md": text}))
    assert after == "```\n[[Acme]] won.\n```\n\n[[Acme]] won.\n"
    assert [each.nth for each in links] == [1]
    assert apply(after, ledger.undone(after, links).edits) == text
    assert ledger.undone(after.replace("\n\n[[Acme]] won.", ""), links) == (
        [],
        [(links[0], Message("the text of its line has changed"))],
        [],
    )


@pytest.mark.parametrize(
    ("now", "undone"),
    [
        ("Yesterday we met [[Acme]] in Busan.", "Yesterday we met Acme in Busan."),
        ("So they met [[Acme]] in May, and ate.", "So they met Acme in May, and ate."),
        ("met [[Acme]] in X\n\nmet [[Acme]] in Y", None),
        ("We know [[Acme]] in Busan.", None),
        ("They met [[Acme]]in", None),
    ],
)
def test_a_link_whose_line_was_edited_is_found_between_the_same_words_only(now: str, undone: str | None) -> None:
    link = ledger.Added("a.md", "[[Acme]]", "Acme", "Yesterday we met Acme in Seoul.", 17, "why")
    edits, stay, gone = ledger.undone(now, [link])
    assert (apply(now, edits), len(stay), gone) == (undone or now, undone is None, [])


def test_links_of_a_long_line_are_undone_and_take_little_room(tmp_path: Path) -> None:
    names = [f"Firm{number}" for number in range(300)]
    text = "".join(f"{name}은 컸다. " for name in names) + "\n"
    root = vault(tmp_path, {**{f"companies/{name}.md": "" for name in names}, "a.md": text})
    after, links = settled(root)
    assert len(links) == 300
    assert len(ledger.dump(links)) < 100_000
    assert apply(after, ledger.undone(after, links).edits) == text
    # What earlier versions kept were all words of any line.
    kept = [replace(each, words=text.rstrip("\n")) for each in links]
    assert apply(after, ledger.undone(after, kept)[0]) == text


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\x0c", "\x1c"])
def test_words_with_characters_that_end_lines_elsewhere_are_read_back(tmp_path: Path, end: str) -> None:
    _, links = settled(vault(tmp_path, {**NOTES, "a.md": f"One{end} Acme won.\n"}))
    assert len(links) == 1
    assert ledger.read(ledger.dump(links)) == links


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ("[[Acme]]", "Bcme"),
        ("[[Acme]]", "Acme\n\nmore"),
        ("[[Acme]]", ""),
        ("[[Acme]] [[B]]", "Acme B"),
        ("Acme", "Acme"),
    ],
)
def test_nothing_but_what_a_link_shows_is_written_in_its_place(link: str, text: str) -> None:
    """The file comes with the vault, from whoever wrote that."""
    each = ledger.Added("a.md", link, text, "We met Acme.", 7, "")
    assert ledger.read(ledger.dump([each])) == []


def test_what_was_kept_before_lines_were_counted_is_still_read() -> None:
    link = ledger.Added("a.md", "[[Acme]]", "Acme", "Acme won.", 0, "why")
    assert ledger.read(ledger.dump([link]).replace(b', "nth": 0', b"")) == [link]


class Run:
    def __init__(self, root: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self.root, self._patch, self._capture = root, patch, capture

    def __call__(self, *arguments: str, answers: str = "") -> tuple[str, str]:
        self._patch.setattr(sys, "stdin", io.StringIO(answers))
        assert main([*arguments, "--exit-zero"] if "--undo-links" not in arguments else arguments) == 0
        captured = self._capture.readouterr()
        return captured.out, captured.err

    def text(self, path: str = "a.md") -> str:
        return (self.root / path).read_bytes().decode()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    root = vault(tmp_path, {**NOTES, "a.md": "한류 스타가 왔다. Acme는 컸다.\n"})
    monkeypatch.chdir(root)
    return Run(root, monkeypatch, capsys)


def test_links_are_kept_with_their_reasons_and_undone(run: Run) -> None:
    before = run.text()
    out, _ = run("enrich", "--report")
    assert out == "a.md: Acme -> [[Acme]]: `Acme` has its own note; link it\n"
    (line,) = run.text(ledger.FILE).splitlines()
    assert json.loads(line)["link"] == "[[Acme]]"
    out, _ = run("enrich", "--report")
    assert (out, run.text(ledger.FILE)) == ("", line + "\n")
    _, err = run("enrich", "--undo-links", "companies")
    assert "removed 0 links" in err
    _, err = run("enrich", "--undo-links")
    assert "removed 1 link from 1 note" in err
    assert run.text() == before
    assert not (run.root / ledger.FILE).exists()
    out, _ = run("enrich", "--report", "--lang", "ko")
    assert out == "a.md: Acme -> [[Acme]]: `Acme` — 이 이름의 노트가 있습니다; 링크하기\n"
    assert run.text(ledger.FILE) == line + "\n"


def test_links_can_be_undone_before_they_are_written_and_none_is_kept_that_was_not(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (run.root / "b.md").write_text("Acme came.\n", encoding="utf-8")
    write = writer.write
    kept = []

    def watched(root: Path, path: str, *rest: Any) -> bool:
        if path != ledger.FILE:
            kept.append([each.path for each in ledger.read((root / ledger.FILE).read_bytes())])
        if path == "b.md":
            raise writer.WriteRefused(Message("no"))
        return write(root, path, *rest)

    monkeypatch.setattr(writer, "write", watched)
    assert main(["enrich"]) == 2
    assert kept == [["a.md", "b.md"]] * 2
    assert [each.path for each in ledger.read((run.root / ledger.FILE).read_bytes())] == ["a.md"]
    assert run.text("b.md") == "Acme came.\n"


def test_a_link_that_a_killed_run_kept_with_another_reason_is_one_link(run: Run) -> None:
    before = run.text()
    run("enrich")
    file = run.root / ledger.FILE
    killed = file.read_text(encoding="utf-8").replace("link it", "link it, as 4 of 7 notes do")
    file.write_text(killed + file.read_text(encoding="utf-8"), encoding="utf-8")
    _, err = run("enrich", "--undo-links")
    assert err == "removed 1 link from 1 note\n"
    assert run.text() == before
    assert not file.exists()


def test_links_are_undone_in_a_note_that_git_knows_by_another_name(run: Run) -> None:
    before = run.text()
    run("enrich")
    commit_all(run.root)
    git(run.root, "mv", "a.md", "b.md")
    _, err = run("enrich", "--undo-links")
    assert "removed 1 link from 1 note" in err
    assert run.text("b.md") == before


def test_a_run_that_could_write_no_note_leaves_no_record(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = run.text()

    def refusing(*_: Any) -> bool:
        raise writer.WriteRefused(Message("no"))

    monkeypatch.setattr(writer, "write", refusing)
    assert main(["enrich"]) == 2
    assert run.text() == before
    assert not (run.root / ledger.FILE).exists()


def test_a_file_that_has_changed_meanwhile_is_not_removed(run: Run) -> None:
    file = run.root / ledger.FILE
    with pytest.raises(writer.WriteRefused):
        writer.remove(run.root, "a.md", b"other bytes")
    assert run.text()
    run("enrich")
    writer.remove(run.root, ledger.FILE, file.read_bytes())
    assert not file.exists()


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        ("[[Acme]]는 크다.\n", "the text of its line has changed"),
        ("한류 스타가 왔다. [[Beta|Acme]]는 컸다.\n", "it is now `[[Beta|Acme]]`"),
        ("한류 스타가 왔다. Acme는 컸다.\n", "it is no longer there"),
    ],
)
def test_a_changed_link_stays_and_the_reason_is_told(run: Run, now: str, reason: str) -> None:
    run("enrich")
    kept = run.text(ledger.FILE)
    (run.root / "a.md").write_text(now, encoding="utf-8")
    for arguments in ("--diff",), ():
        _, err = run("enrich", "--undo-links", *arguments)
        assert f"a.md: kept [[Acme]]: {reason}\n" in err
    assert run.text() == now
    file = run.root / ledger.FILE
    if reason == "it is no longer there":
        assert not file.exists()
    else:
        assert file.read_text(encoding="utf-8") == kept


def test_a_note_that_no_tool_may_change_keeps_its_links_and_their_record(run: Run) -> None:
    run("enrich")
    before, kept = run.text(), run.text(ledger.FILE)
    merging = f"{before}<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"
    (run.root / "a.md").write_text(merging, encoding="utf-8")
    _, err = run("enrich", "--undo-links")
    assert "a.md: kept [[Acme]]: vaulttools does not change this note\n" in err
    assert (run.text(), run.text(ledger.FILE)) == (merging, kept)


def test_links_of_a_note_that_is_gone_are_told_and_remembered(run: Run) -> None:
    run("enrich")
    kept = run.text(ledger.FILE)
    (run.root / "a.md").unlink()
    (run.root / "b.md").write_text("[[Acme]]는 컸다.\n", encoding="utf-8")
    _, err = run("enrich", "--undo-links")
    assert "a.md: kept [[Acme]]: the note no longer exists\n" in err
    _, err = run("enrich", "--undo-links", "companies")
    assert "stays" not in err
    assert run.text(ledger.FILE) == kept


def test_links_of_a_note_that_was_renamed_are_undone(run: Run) -> None:
    before = run.text()
    run("enrich")
    (run.root / "a.md").rename(run.root / "b.md")
    _, err = run("enrich", "--undo-links")
    assert "removed 1 link from 1 note" in err
    assert run.text("b.md") == before
    assert not (run.root / ledger.FILE).exists()


def test_in_korean_fewer_characters_tell_where_a_link_was() -> None:
    link = ledger.Added("a.md", "[[나루]]", "나루", "나루는 크다. 그래서 좋다.", 0, "why")
    now = "[[나루]]는 크다. 그래서 싫다."
    assert apply(now, ledger.undone(now, [link]).edits) == "나루는 크다. 그래서 싫다."
    assert not ledger.undone("[[나루]]는 크지만 싫다.", [link]).edits


def test_a_renamed_note_is_known_by_most_of_its_links() -> None:
    first = ledger.Added("a.md", "[[Acme]]", "Acme", "Yesterday we met Acme in Seoul.", 17, "why")
    second = ledger.Added("a.md", "[[Beta]]", "Beta", "Beta won.", 0, "why")
    text = "Yesterday we met [[Acme]] in Seoul.\n\n[[Beta]] lost.\n"
    assert ledger.renamed([first, second], [("b.md", text), ("c.md", "[[Acme]]")]) == "b.md"
    assert ledger.renamed([first, second], [("b.md", text.replace("[[Acme]]", "[[Acme|Acme]]"))]) is None
    assert ledger.renamed([second], [("b.md", "[[Beta]] won.")]) is None


def test_of_two_notes_that_could_be_the_renamed_one_none_is_touched(run: Run) -> None:
    run("enrich")
    text, kept = run.text(), run.text(ledger.FILE)
    (run.root / "a.md").rename(run.root / "b.md")
    (run.root / "c.md").write_text(text, encoding="utf-8")
    run("enrich", "--undo-links")
    assert (run.text("b.md"), run.text("c.md"), run.text(ledger.FILE)) == (text, text, kept)


MEETING = "## 오전\n\n" + "".join(
    f"### {name}\n\n- 매출 3억\n- 고객 두 곳\n\n" for name in ("Acme", "볕드림", "나루랩", "노바컴")
)


def files(root: Path) -> dict[str, bytes]:
    """All files and folders of a vault but its cache."""
    found = (each for each in sorted(root.rglob("*")) if ".vaulttools_cache" not in each.parts)
    return {str(each.relative_to(root)): each.read_bytes() if each.is_file() else b"folder" for each in found}


def test_notes_that_were_created_are_removed_with_the_folder_made_for_them(run: Run) -> None:
    laid_out(
        run.root,
        {
            "회의.md": MEETING,
            ".vaulttools.yaml": "rules: {company-without-note: {folder: 새 폴더/회사}}\n",
            "b.md": "나루랩은 컸다.\n",
        },
    )
    before = files(run.root)
    run("enrich", "--unsafe-fixes")
    (run.root / "c.md").write_text("노바컴은 컸다.\n", encoding="utf-8")
    run("enrich")  # which links to one of the new notes
    assert run.text("c.md") == "[[노바컴]]은 컸다.\n"
    assert {"새 폴더/회사/나루랩.md", "새 폴더/회사/노바컴.md"} <= files(run.root).keys()
    _, err = run("enrich", "--undo-links")
    assert "removed 2 notes that earlier runs created\n" in err
    assert run.text("c.md") == "노바컴은 컸다.\n"
    (run.root / "c.md").unlink()
    assert files(run.root) == before


def test_the_patch_that_undoes_does_what_undoing_does(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    laid_out(run.root, {"회의.md": MEETING})
    run("enrich", "--unsafe-fixes")
    enriched = files(run.root)
    assert main(["enrich", "--undo-links", "--diff"]) == 1
    patch = capsys.readouterr().out.encode()
    assert files(run.root) == enriched
    assert main(["enrich", "--undo-links"]) == 0
    undone = files(run.root)
    assert undone.keys() < enriched.keys()
    git(run.root, "init", "-q")
    git(run.root, "apply", "-R", "-", given=patch)
    git(run.root, "apply", "-", given=patch)
    by_patch = {path: each for path, each in files(run.root).items() if not path.startswith(".git")}
    assert by_patch == {path: each for path, each in undone.items() if path != "companies"} | {"companies": b"folder"}


def test_a_created_note_stays_that_somebody_has_written_in_or_linked_to(run: Run) -> None:
    laid_out(run.root, {"회의.md": MEETING})
    run("enrich", "--unsafe-fixes")
    written = run.root / "companies/나루랩.md"
    written.write_text(run.text("companies/나루랩.md") + "우리가 쓴 글.\n", encoding="utf-8")
    laid_out(run.root, {"b.md": "[[노바컴]]을 보자.\n"})
    before = files(run.root)
    _, err = run("enrich", "--undo-links", "companies")
    assert "companies/나루랩.md: kept the note: it has been changed since\n" in err
    assert "companies/노바컴.md: kept the note: others link to it\n" in err
    assert {path for path, each in files(run.root).items() if before[path] != each} <= {ledger.FILE}
    (run.root / "b.md").unlink()
    _, err = run("enrich", "--undo-links")
    assert not (run.root / "companies/노바컴.md").exists()
    assert written.exists()


def test_a_record_of_a_created_note_that_a_stranger_wrote_removes_none_of_other_words(run: Run) -> None:
    laid_out(run.root.parent / "outside", {"x.md": "out\n"})
    records = [
        ledger.Created("a.md", ledger.digest("other words"), 0),
        ledger.Created("../outside/x.md", ledger.digest("out\n"), 9),
        ledger.Created(".obsidian/app.json", ledger.digest("{}"), 9),
    ]
    (run.root / ledger.FILE).write_bytes(ledger.dump(records))
    before = files(run.root.parent)
    run("enrich", "--undo-links")
    left = files(run.root.parent)
    assert {path for path in before if left.get(path) != before[path]} <= {f"{run.root.name}/{ledger.FILE}"}


def test_a_yes_is_written_and_a_no_remembered(run: Run) -> None:
    _, err = run("enrich", "-i", answers="?\nn\n")
    assert "+한류 [[볕드림|스타]]가 왔다. [[Acme]]는 컸다." in err
    assert "y - yes" in err
    assert run.text() == "한류 스타가 왔다. [[Acme]]는 컸다.\n"
    _, err = run("enrich", "-i", answers="y\n")
    assert "[y,n,yy,nn,a,d,q,?]" not in err
    (run.root / ".vaulttools-declined.json").unlink()
    run("enrich", "-i", answers="y\n")
    assert run.text() == "한류 [[볕드림|스타]]가 왔다. [[Acme]]는 컸다.\n"


@pytest.mark.parametrize(
    ("answers", "after", "asked"),
    [
        ("y\n", "[[labs/Delta|한빛]]은 왔다.\n", 1),
        ("n\ny\n", "[[Gamma|한빛]]은 왔다.\n", 2),
        ("n\nn\n", "한빛은 왔다.\n", 2),
    ],
)
def test_of_several_notes_that_a_name_may_mean_each_is_offered(run: Run, answers: str, after: str, asked: int) -> None:
    for path in "companies/Gamma.md", "companies/labs/Delta.md", "labs/Delta.md":
        file = run.root / path
        file.parent.mkdir(exist_ok=True)
        alias = "" if path == "companies/labs/Delta.md" else "aliases: [한빛]\n"
        file.write_text(f"---\ntype: company\n{alias}---\n", encoding="utf-8")
    (run.root / "a.md").write_text("한빛은 왔다.\n", encoding="utf-8")
    _, err = run("enrich", "-i", "--select", "unlinked-mention", answers=answers)
    assert run.text() == after
    assert err.count("[y,n,yy,nn,a,d,q,?]") == asked
    assert "(1/2) link it [y,n,yy,nn,a,d,q,?]" in err
    _, err = run("enrich", "-i", "--select", "unlinked-mention", answers="y\n")
    assert "[y,n,yy,nn,a,d,q,?]" not in err


@pytest.mark.parametrize(("answer", "linked", "asked"), [("yy", 4, 1), ("nn", 0, 1), ("y", 1, 2), ("a", 4, 1)])
def test_one_answer_may_stand_for_all_places_where_the_same_is_said(
    run: Run, answer: str, linked: int, asked: int
) -> None:
    for path in "a.md", "b.md", "c.md", "d.md":
        (run.root / path).write_text("한류 스타가 왔다.\n", encoding="utf-8")
    _, err = run("enrich", "-i", answers=f"{answer}\nq\n")
    assert err.count("this may mean") == asked
    assert sum("[[볕드림|스타]]" in run.text(path) for path in ("a.md", "b.md", "c.md", "d.md")) == linked
    _, err = run("enrich", "-i", answers="q\n")
    assert ("this may mean" in err) is (answer == "y"), "the others are remembered, or linked"


@pytest.mark.parametrize(("answer", "fixed"), [("y", 3), ("n", 0)])
def test_what_is_said_again_of_one_line_is_asked_once(run: Run, answer: str, fixed: int) -> None:
    (run.root / "a.md").write_text("볕드림는 크고 볕드림는 작고 볕드림는 길다.\n\n볕드림는 짧다.\n", encoding="utf-8")
    _, err = run("fix", "-i", "--select", "prose", answers=f"{answer}\nd\n")
    assert err.count("[y,n,yy,nn,a,d,q,?]") == 2
    assert "(1/2)" in err and err.count("\n+볕드림은 크고 볕드림은 작고 볕드림은 길다.\n") == 1, "all of it is shown"
    assert run.text().count("볕드림은") == fixed
    _, err = run("fix", "-i", "--select", "prose", answers="q\n")
    assert err.count("[y,n,yy,nn,a,d,q,?]") == 1


def test_companies_of_one_session_are_asked_about_together(run: Run) -> None:
    rows = [f"{name}\n- 매출 30억\n- 고객사 40곳\n\n" for name in ("새봄랩스", "한걸물류", "누빔테크", "모래바이오")]
    text = f"데모데이\n\n**금요일 오전**\n\n{rows[0]}{rows[1]}**금요일 오후**\n\n{rows[2]}{rows[3]}올해는 볼 회사가 적었다.\n"
    (run.root / "a.md").write_text(text, encoding="utf-8")
    _, err = run("fix", "-i", "--select", "headings", answers="n\ny\n")
    assert err.count("[y,n,yy,nn,a,d,q,?]") == 2
    assert all(
        f"the company `{name}` has no heading" in err for name in ("새봄랩스", "한걸물류", "누빔테크", "모래바이오")
    )
    headings = [line for line in run.text().splitlines() if line.startswith("#")]
    assert headings == ["## 금요일 오후", "### 누빔테크", "### 모래바이오"]


def test_what_got_a_no_is_not_written_unasked(run: Run) -> None:
    text = "토큰증권를 보고 볕드림는 [[Acme]] 는\n"
    (run.root / "a.md").write_text(text, encoding="utf-8")
    run("fix", "-i", "--select", "prose", answers="n\nq\n")
    _, err = run("fix", "--unsafe-fixes", "--select", "prose")
    assert run.text() == "토큰증권를 보고 볕드림은 [[Acme]]는\n"
    assert "skipped 1 fix that you declined before; see `.vaulttools-declined.json`\n" in err
    (run.root / ".vaulttools-declined.json").unlink()
    _, err = run("fix", "--unsafe-fixes", "--select", "prose")
    assert run.text() == "토큰증권을 보고 볕드림은 [[Acme]]는\n"
    assert "got a no" not in err


@pytest.mark.parametrize(
    ("answers", "after"),
    [
        ("y\nn\ny\n", "토큰증권을 보고 볕드림는 [[Acme]]는\n"),
        ("n\na\nn\n", "토큰증권를 보고 볕드림은 [[Acme]] 는\n"),
        ("d\ny\n", "토큰증권를 보고 볕드림는 [[Acme]]는\n"),
        ("y\nq\n", "토큰증권을 보고 볕드림는 [[Acme]] 는\n"),
        ("q\n", "토큰증권를 보고 볕드림는 [[Acme]] 는\n"),
    ],
)
def test_fixes_that_guess_are_asked_about(run: Run, answers: str, after: str) -> None:
    (run.root / "a.md").write_text("토큰증권를 보고 볕드림는 [[Acme]] 는\n", encoding="utf-8")
    run("fix", "--unsafe-fixes", "--interactive", "--select", "prose", answers=answers)
    assert run.text() == after


def test_where_nobody_answers_nothing_is_written(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "토큰\x08증권를 보고\n"
    (run.root / "a.md").write_text(text, encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert main(["fix", "-i"]) == 2
    assert "no answer on standard input; nothing was written" in capsys.readouterr().err
    assert run.text() == text


def test_what_is_piped_in_cannot_be_asked_about(run: Run) -> None:
    assert main(["fix", "-i", "--stdin-filename", "a.md", "-"]) == 2


def test_many_links_whose_lines_have_changed_take_no_time() -> None:
    """As many lines of a ledger, which a stranger may have written, as links that each of them could mean."""

    def undone(count: int) -> float:
        links = [ledger.Added("a.md", "[[x]]", "x", f"{number} ; x", 9, "", 0) for number in range(count)]
        return seconds(lambda: ledger.undone("[[x]] words of the line, " * count, links))

    assert_linear(undone, 1600)


def test_lines_of_the_ledger_are_as_long_as_we_write_them_at_most() -> None:
    line = ledger.Added("a.md", "[[x]]", "x", "words " * 1000, 0, "", 0)
    (read,) = ledger.read(ledger.dump([line]))
    assert len(read.words) < 100 and ledger.read(ledger.dump([read])) == [read]
    assert ledger.undone("words " * 1000 + "[[x]]", [replace(line, words="words " * 1000 + "x")]).edits == []
