"""The link rules on a manual about writing notes: full of links in odd places, and of places that only look like links."""

import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.repository import commit_all, git, laid_out
from vaulttools.cli import main
from vaulttools.config import Config, Selection
from vaulttools.findings import Diagnostic
from vaulttools.note import Note
from vaulttools.registry import Registry
from vaulttools.rules.front_matter.broken_property_link import BrokenPropertyLink
from vaulttools.rules.links import MOST_GUESSES
from vaulttools.rules.links.broken_heading import BrokenHeading
from vaulttools.rules.links.broken_link import BrokenLink
from vaulttools.session import Session, checking
from vaulttools.vault import Settings, Vault

FILES = {
    ".obsidian/app.json": "{}",
    "media/도표 1.png": "",
    "media/icons/gear.svg": "",
    "media/talk (1968).ogg": "",
    "media/paper.pdf": "",
    "boards/plan.canvas": "",
    "Guides/Palette.md": "",
    "Guides/Settings.md": "### Strict breaks\n",
    "Guides/Search.md": "## Terms: all & any?\n\n## `code()` in it\n\n## [[Palette|Commands]] again\n\n## C# basics\n\n## 날짜 (및 시간)\n",
    "Guides/Daily notes.md": "A list:\n\n- one\n- two\n\n^day-list\n",
    "Guides/Properties.md": "---\naliases: [front matter, How to/Metadata]\n---\nText is one line.\n^text-type\n\n## Display\n\n### Rows\n",
}

MANUAL = r"""---
aliases: Manual, The manual
up: "[[Palette]]"
---
Type two brackets, `[[`, or `#^`, or a caret (`^`); an example is `[[Anything#^1a2b]]`. Escaped: \[\[Anything\]\].
Put a backslash (`\`) in front, see [[palette]]. A comment stands in `%%`, see [[Settings#Strict breaks|breaks]].

%% Hidden [[Anything]] %% <!-- [[Anything]] --> $[[Anything]]$

- **[[#^here|Text]]**, **`Ctrl+;`** [[Properties#Display#Rows|rows]], [[Properties#Rows]], [[Guides/Properties]]
- ( ![[gear.svg#icon]] ) ![[도표 1.png|설명|100x80]] ![[talk (1968).ogg]] ![[paper.pdf#page=3]] ![[plan.canvas#node]]
- [[Search#Terms all any]] [[Search#Terms: all & any?]] [[Search#code() in it]] [[Search#Palette Commands again]]
- [[Search#날짜 및 시간]] [[Search#C basics]] ![[Daily notes#^day-list]] ![[Properties#^Text-Type]]
- [Local](<C:\Users\me\a b.png>), [Other](obsidian://open?vault=V&file=N), [Own](The%20manual.md#^here), [q](?x=1)
- [[Missing one]], [[Search#Missing two]], [[Daily notes#^missing-three]], ![[missing-four.png|100]]

A paragraph. ^here

| Link | Image |
|---|---|
| [[Search\|look]] | ![[도표 1.png\|200]] |
| [[Missing five\|x]] | `[[Anything]]` |

> [!note]- A callout on [[Search|looking]]
>  ```md
> > [!note]
> > [[Anything]]
> ```
>
> > Nested: [[front matter]]

~~~
```
[[Anything]]
```
~~~

<pre><code>```query
[[Anything]]
```</code></pre>

After all that: [[Missing six]].

    [[Anything]] in indented code
"""


def test_a_manual_has_just_the_faults_that_a_reader_finds(tmp_path: Path) -> None:
    laid_out(tmp_path, {**FILES, "The manual.md": MANUAL})
    config = Config(Registry(())).with_selection(Selection(select=("links",), ignore=("unlinked-mention",)))
    session = Session(tmp_path, config)
    found = [
        (each.rule, each.line[each.start.column - 1 : each.end.column - 1])
        for each in checking.check(session, session.paths())
    ]
    assert found == [
        ("broken-link", "Missing one"),
        ("broken-heading", "Missing two"),
        ("broken-block", "^missing-three"),
        ("broken-link", "missing-four.png"),
        ("broken-link", "Missing five"),
        ("link-by-alias", "[[front matter]]"),
        ("broken-link", "Missing six"),
    ]


def found_in(root: Path, rule: str, files: Mapping[str, str]) -> list[Diagnostic]:
    session = Session(laid_out(root, files), Config(Registry(())).with_selection(Selection(select=(rule,))))
    return checking.check(session, session.paths())


def related(found: Sequence[Diagnostic]) -> list[tuple[str, list[str]]]:
    return [(each.path, [place.path for place in each.related]) for each in found]


def test_the_other_notes_that_a_finding_is_about_are_its_related_places(tmp_path: Path) -> None:
    files = {"a/X.md": "", "b/X.md": "", "c.md": "[[X]]\n", "d.md": "---\naliases: [X]\n---\n"}
    assert related(found_in(tmp_path, "ambiguous-link", files)) == [("c.md", ["a/X.md", "b/X.md"])]
    assert related(found_in(tmp_path, "duplicate-alias", {})) == [("d.md", ["a/X.md", "b/X.md"])]
    assert related(found_in(tmp_path, "duplicate-name", {})) == [("a/X.md", ["b/X.md"]), ("b/X.md", ["a/X.md"])]


def test_links_in_properties_and_in_text_follow_a_heading_that_was_reworded() -> None:
    former, now = (Note("a.md", f"# One\n\n# {words}\n\n# Three\n") for words in ("Two", "Second"))
    note = Note("b.md", '---\nsee: "[[a#Two]]"\n---\n[[a#Two]]\n')
    vault = Vault([now.facts, note.facts], settings=Settings(former=lambda _: former.text))
    for rule in BrokenHeading(), BrokenPropertyLink():
        (found,) = rule.check(note, vault)
        assert found.fix is not None and [edit.text for edit in found.fix.edits] == ["Second"]


def test_a_name_that_is_nearly_an_alias_is_told_as_one(tmp_path: Path) -> None:
    files = {"D2.md": "---\naliases: [Acme-Labs]\n---\n", "Acme Labs.md": "x\n"}
    (found,) = [each for each in found_in(tmp_path, "near-duplicate-name", files) if each.path == "Acme Labs.md"]
    assert "an alias of " in str(found.message)
    assert related([found]) == [("Acme Labs.md", ["D2.md"])]


@pytest.mark.parametrize(("dialect", "broken"), [("", []), ("obsidian", ["pages/a.md"])])
def test_the_dialect_is_that_of_the_program_whose_vault_it_is_unless_the_config_says_another(
    tmp_path: Path, dialect: str, broken: list[str]
) -> None:
    root = laid_out(tmp_path, {"logseq/config.edn": "{}", "pages/a.md": "- [[No such page]]\n"})
    config = Config(Registry(()), Selection(select=("broken-link",)), dialect=dialect)
    session = Session(root, config)
    assert [each.path for each in checking.check(session, session.paths())] == broken


def test_a_canvas_is_read_again_when_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ("cli.check.FEWEST", 1), ("session.FEWEST", 1), ("cache.SETTLED", 0):
        monkeypatch.setattr(f"vaulttools.{name}", value)
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".obsidian").mkdir()
    board = tmp_path / "b.canvas"
    for path, text in {"Acme.md": "# Acme\n", "b.md": "[[b]] x\n", "Home.md": "[[b]]\n"}.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    for nodes, code in ([{"file": "Acme.md"}], 0), ([], 1), ([{"text": "[[Acme]]"}], 0), ([], 1):
        board.write_text(json.dumps({"nodes": nodes}), encoding="utf-8")
        time.sleep(0.02)
        for _ in range(2):
            assert main(["check", "--select", "orphan-note", "--fail-on", "hint"]) == code


def by_rule(found: Sequence[Diagnostic]) -> list[tuple[str, str]]:
    return [(each.rule, each.line[each.start.column - 1 : each.end.column - 1]) for each in found]


THERE = {f"t/Topic {number}.md": "" for number in range(20, 40)}
AHEAD = {
    **THERE,
    "index.md": "".join(f"[[Topic {number}]]\n" for number in range(20, 40)),
    "plans.md": "".join(f"[[{name}]]\n" for name in "Owl Elk Emu Fox Cat Dog Cow Hen Ape".split()),
}


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({}, "broken-link"),
        ({"more.md": "[[Bee]]\n"}, "unwritten-note"),
        ({"more.md": "[[Bee.png]] [[a/Bee]] [[Owl]]\n"}, "broken-link"),
        (
            {f"x/Other {number}.md": "" for number in range(20)}
            | {"more.md": "[[Bee]]\n" + "".join(f"[[Other {number}]]\n" for number in range(20))},
            "broken-link",
        ),
    ],
    ids=["nine names", "ten names", "no names", "among many notes"],
)
def test_who_links_ahead_of_notes_is_learned_from_the_vault(tmp_path: Path, more: dict[str, str], rule: str) -> None:
    found = found_in(tmp_path, "links", {**AHEAD, **more})
    assert [each for each in by_rule(found) if each[1] == "Elk"] == [(rule, "Elk")]


@pytest.mark.parametrize(("link", "count"), [("[a](/p/{}/)", 0), ("[[P {}]]", 1), ("[a](p/P%20{}.md)", 1)])
def test_nothing_is_linked_in_a_vault_whose_links_are_addresses_of_a_web_site(
    tmp_path: Path, link: str, count: int
) -> None:
    pages = {f"p/P {number}.md": "" for number in range(10)}
    index = "\n".join(map(link.format, range(10)))
    found = found_in(tmp_path, "unlinked-mention", {**pages, "Acme.md": "", "index.md": index, "a.md": "Acme won.\n"})
    assert by_rule(found) == [("unlinked-mention", "Acme")] * count
    assert by_rule(found_in(tmp_path, "unlinked-mention", {".obsidian/app.json": "{}"})) == [
        ("unlinked-mention", "Acme")
    ]


def test_what_was_deleted_is_missed_though_the_owner_links_ahead_of_notes(tmp_path: Path) -> None:
    files = {**AHEAD, "more.md": "[[Bee]] [[Ant]] [[2025-03-07]]\n", "Ant.md": "", "2025-03-07.md": ""}
    assert ("unwritten-note", "Bee") in by_rule(found_in(tmp_path, "links", files))
    commit_all(tmp_path)
    (tmp_path / "Ant.md").unlink()
    (tmp_path / "2025-03-07.md").unlink()
    found = [each for each in by_rule(found_in(tmp_path, "links", {})) if each[1] in ("Ant", "Bee", "2025-03-07")]
    assert found == [("unwritten-note", "Bee"), ("broken-link", "Ant"), ("broken-link", "2025-03-07")]


@pytest.mark.parametrize(
    "link", ["[[Owl]]", "[o](../birds/Owl.md)", "[o](./../birds/Owl.md#x)", "![](../birds/owl.png)"]
)
@pytest.mark.parametrize("is_staged", [True, False])
def test_a_file_that_was_renamed_is_found_by_where_it_was(tmp_path: Path, link: str, is_staged: bool) -> None:
    files = {"birds/Owl.md": "# x\n", "birds/owl.png": "y", "notes/a.md": f"{link}\n"}
    assert found_in(tmp_path, "broken-link", files) == []
    commit_all(tmp_path)
    (tmp_path / "birds/Owl.md").rename(tmp_path / "birds/Eagle.md")
    (tmp_path / "birds/owl.png").rename(tmp_path / "birds/eagle.png")
    if is_staged:
        git(tmp_path, "add", "-A")
    [found] = found_in(tmp_path, "broken-link", {})
    assert found.fix is not None
    assert "eagle" in found.fix.edits[0].text.lower()


def test_days_are_named_as_the_settings_of_daily_notes_say(tmp_path: Path) -> None:
    files = {"a.md": "[[2025년 03월 07일]] [[2025-03-07]] [[20250307]]\n"}
    assert by_rule(found_in(tmp_path, "unwritten-note", files)) == [("unwritten-note", "2025-03-07")]
    settings = {".obsidian/daily-notes.json": '{"format": "YYYY/YYYY년 MM월 DD일"}'}
    assert [said for _, said in by_rule(found_in(tmp_path, "unwritten-note", settings))] == [
        "2025년 03월 07일",
        "2025-03-07",
    ]


def test_a_day_is_awaited_in_the_folder_of_its_month(tmp_path: Path) -> None:
    days = ["Log/2026/05-May/2026-05-01", "Log/2026/5월/2026-05-01", "Lag/2026/05-May/2026-05-01", "2025/2025-03-08"]
    files = {"Log/2025/03-March/2025-03-07.md": "", "a.md": "".join(f"[[{day}]]\n" for day in days)}
    assert [said for _, said in by_rule(found_in(tmp_path, "unwritten-note", files))] == days[:1]
    settings = {".obsidian/daily-notes.json": '{"format": "YYYY/M월/YYYY-MM-DD", "folder": "Log"}'}
    assert [said for _, said in by_rule(found_in(tmp_path, "unwritten-note", settings))] == days[:2]


def test_a_name_with_blanks_around_it_is_written_in_no_link(tmp_path: Path) -> None:
    """A link leaves them out: what it opens has none."""
    files = {"companies/Acme Labs .md": "", "a.md": "[[Acme Labs]] [[Acme Lbs]]\n", "b.md": "Acme Labs won.\n"}
    assert [each.fix for each in found_in(tmp_path, "broken-link", files)] == [None, None]
    assert found_in(tmp_path, "unlinked-mention", {}) == []


def test_what_was_meant_is_said_of_the_same_broken_link_however_often_it_stands_there() -> None:
    """Or `fix` would have to look at the note again for each thousand of them."""
    note = Note("note.md", "[[Palete]] [[Search#Termz]]\n" * (MOST_GUESSES + 1))
    others = [Note("Palette.md", ""), Note("Search.md", "## Terms\n")]
    vault = Vault([each.facts for each in (note, *others)])
    for rule in (BrokenLink(), BrokenHeading()):
        found = [*rule.check(note, vault)]
        assert len(found) == MOST_GUESSES + 1
        assert all(each.fix is not None for each in found)
