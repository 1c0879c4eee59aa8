"""What a reader has asked not to hear."""

import json
from pathlib import Path

import pytest
from timing import assert_linear, seconds

from vaulttools import engine
from vaulttools.baseline import Baseline
from vaulttools.config.file import parse
from vaulttools.findings import Diagnostic, Finding
from vaulttools.message import Message
from vaulttools.note import Note
from vaulttools.registry import Registry
from vaulttools.suppress import Ignores
from vaulttools.text import Span
from vaulttools.vault import Vault

CONFIG = parse(Path(".vaulttools.yaml"), "select: [broken-link, unused-ignore]\n", lambda _: Registry())


def check(text: str) -> list[Diagnostic]:
    note = Note("note.md", text)
    return engine.check(note, Vault([note.facts]), CONFIG.rules_for("note.md"))


def broken(text: str) -> list[str]:
    return [each.span.of(text) for each in check(text) if each.rule == "broken-link"]


def unused(text: str) -> list[str]:
    return [each.span.of(text) for each in check(text) if each.rule == "unused-ignore"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("wrap", ["<!-- {} -->", "%% {} %%"])
@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("[[a]]\n\n@\n[[b]]\n[[c]]\n\n[[d]]\n", ["a", "d"]),
        ("[[a]]\n\n@\n\n[[b]]\n[[c]]\n\n[[d]]\n", ["a", "d"]),
        ("[[a]] @ [[b]]\n\n[[c]]\n", ["c"]),
        ("x\n[[a]]\n[[b]] @\n[[c]]\n", ["a", "c"]),
        ("@\n# [[a]]\n[[b]]\n", ["b"]),
        ("@\n\n- [[a]]\n- [[b]]\n\n[[c]]\n", ["c"]),
        ("- [[a]] @\n- [[b]]\n", ["b"]),
        ("@\n\n> [[a]]\n> [[b]]\n\n[[c]]\n", ["c"]),
        ("> [[a]] @\n> [[b]]\n", ["b"]),
        ("@\n\n| [[a]] |\n|---|\n| [[b]] |\n\n[[c]]\n", ["c"]),
        ("[[a]]\n\n@", ["a"]),
        ("- x\n  @\n\n[[a]]\n[[b]]\n", []),
        ("- x\n\n  @\n- [[a]]\n\n[[b]]\n", ["b"]),
        ("---\nvaulttools-ignore: other\n---\n@\n[[a]]\n\n[[b]]\n", ["b"]),
    ],
)
def test_what_a_comment_covers(text: str, left: list[str], wrap: str, newline: str) -> None:
    comment = wrap.format("vaulttools-ignore broken-link: said why")
    assert broken(text.replace("@", comment).replace("\n", newline)) == left


@pytest.mark.parametrize("names", ["broken-link", "links", "all", "x, broken-link", "x broken-link", "broken-link,y"])
def test_what_a_comment_may_name(names: str) -> None:
    assert broken(f"<!-- vaulttools-ignore {names} -->\n[[a]]\n") == []
    assert broken(f"---\nvaulttools-ignore: {names}\n---\n[[a]]\n\n[[b]]\n") == []
    assert broken(f"---\nvaulttools-ignore: [{names}]\n---\n[[a]]\n\n[[b]]\n") == []


def test_a_wish_in_front_matter_that_cannot_be_read_counts() -> None:
    assert broken("---\na: [\nvaulttools-ignore: [x, broken-link]\n---\n[[a]]\n") == []
    assert broken("---\na: [\nvaulttools-ignore: other\n---\n[[a]]\n") == ["a"]


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("x @ y\nz\n", "x @ y\n"),
        ("@\n\nx\ny\n\nz\n", "x\ny\n"),
        ("- @\n  x\n- y\n", "- @\n"),
        ("- x\n  @\n  y\n- z\n", "\n  y\n"),
        ("x\n\n@\n", ""),
    ],
)
def test_what_is_covered_ends_with_its_line(text: str, covered: str) -> None:
    comment = "%% vaulttools-ignore a %%"
    (ignore,) = Ignores(Note("n.md", text.replace("@", comment)))
    assert ignore.covers.of(text.replace("@", comment)) == covered.replace("@", comment)


def test_a_comment_at_the_end_covers_what_is_missing_there() -> None:
    note = Note("n.md", "x\n\n%% vaulttools-ignore a %%")
    end = len(note.text)
    ignores = Ignores(note)
    assert ignores.hide(Finding(Span(end, end), Message("nothing follows")), frozenset({"a"}))
    assert not ignores.hide(Finding(Span(0, 1), Message("x")), frozenset({"a"}))


@pytest.mark.parametrize("names", ["layout", "unused-ignore", "broken-lin", "Broken-Link"])
def test_what_does_not_name_the_rule(names: str) -> None:
    assert broken(f"<!-- vaulttools-ignore {names} -->\n[[a]]\n") == ["a"]


@pytest.mark.parametrize(
    "text",
    [
        "`<!-- vaulttools-ignore broken-link -->` [[a]]\n",
        "```\n%% vaulttools-ignore broken-link %%\n```\n[[a]]\n",
        "vaulttools-ignore broken-link\n[[a]]\n",
        "<!-- vaulttools-ignored broken-link -->\n[[a]]\n",
    ],
)
def test_what_is_no_ignore(text: str) -> None:
    assert list(Ignores(Note("n.md", text))) == []
    assert broken(text) == ["a"]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("<!-- vaulttools-ignore broken-link -->\nplain\n", ["<!-- vaulttools-ignore broken-link -->"]),
        ("%% vaulttools-ignore broken-lnk: why %%\n[[a]]\n", ["%% vaulttools-ignore broken-lnk: why %%"]),
        ("---\nvaulttools-ignore: broken-link\n---\nplain\n", ["vaulttools-ignore"]),
        ("---\nvaulttools-ignore: true\n---\nplain\n", ["vaulttools-ignore"]),
        ("---\nvaulttools-ignore:\n---\nplain\n", ["vaulttools-ignore"]),
        ("<!-- vaulttools-ignore -->\n[[a]]\n", ["<!-- vaulttools-ignore -->"]),
        ("<!--vaulttools-ignore-->\n[[a]]\n", ["<!--vaulttools-ignore-->"]),
        ("%% vaulttools-ignore: why %%\n[[a]]\n", ["%% vaulttools-ignore: why %%"]),
        ("<!-- vaulttools-ignore broken-link -->\n[[a]]\n", []),
        ("<!-- vaulttools-ignore unlinked-mention -->\nplain\n", []),
        ("---\nvaulttools-ignore: unused-ignore\n---\n<!-- vaulttools-ignore broken-link -->\nplain\n", []),
    ],
)
def test_an_ignore_that_hides_nothing_is_said(text: str, marks: list[str]) -> None:
    assert unused(text) == marks


def test_the_nearest_name_is_told_of_one_that_is_misspelt() -> None:
    (found,) = (
        each for each in check("<!-- vaulttools-ignore typo, broken-lnk -->\n[[a]]\n") if each.rule == "unused-ignore"
    )
    assert str(found.help) == "did you mean `broken-link`?"


def test_a_baseline_allows_as_many_as_there_were() -> None:
    before = check("[[a]] one\n\n[[b]] two\n")
    baseline = Baseline.read(Baseline.of(before).dump())
    assert baseline.new(before) == []
    moved = check("New words.\n\n  [[b]] two\n\n[[a]] one\n")
    assert baseline.new(moved) == []
    twice = check("[[a]] one\n\n[[a]] one\n")
    assert [each.start.line for each in baseline.new(twice)] == [3]
    changed = check("[[a]] one more\n\nSee [[b]] and [[c]] two\n")
    assert [each.span.of("[[a]] one more\n\nSee [[b]] and [[c]] two\n") for each in baseline.new(changed)] == ["c"]
    assert [each.start.line for each in baseline.new(check("[[b]] one\n\n[[b]] three\n"))] == [3]
    found = check("[[a]] and [[b]]\n")
    assert Baseline.of(found[1:]).new(found) == found[:1]
    assert baseline.new(twice) == baseline.new(twice), "asking does not use it up"


def test_all_that_is_flagged_is_known_again() -> None:
    told = Message("this is wrong")
    before, after = (each._replace(message=told) for each in check("See [[Acme Labs]]\n\nOf [[Acme Bank]]\n"))
    baseline = Baseline.of([before])
    assert baseline.new([before._replace(line=f"{before.line} again")]) == []
    assert baseline.new([after]) == [after]


def at(path: str, text: str) -> list[Diagnostic]:
    return [each._replace(path=path) for each in check(text)]


@pytest.mark.parametrize(
    ("path", "text", "is_known"),
    [
        ("archive/note.md", "[[a]] one\n", True),  # moved
        ("other.md", "Words.\n\n[[a]] one\n\n[[b]] two\n", True),  # renamed
        ("other.md", "[[a]] one\n\n[[x]] three\n", False),
        ("archive/note.md", "[[x]] three\n", False),
    ],
)
def test_a_baseline_follows_a_note_to_another_path(path: str, text: str, is_known: bool) -> None:
    baseline = Baseline.of([*at("note.md", "[[a]] one\n\n[[b]] two\n\n[[c]] three\n"), *at("still.md", text)])
    found = at(path, text)
    assert baseline.following({path, "still.md"}).new(found) == ([] if is_known else found)
    assert baseline.following({path, "still.md", "note.md"}).new(found) == found, "the note is still there"


def test_what_is_found_in_several_notes_tells_of_none_which_it_was() -> None:
    text = "[[a]] one\n\n[[b]] two\n"
    baseline = Baseline.of([*at("x/note.md", text), *at("y/note.md", text)]).following({"note.md", "new.md"})
    assert baseline.new(at("note.md", text)) and baseline.new(at("new.md", text))


def test_what_is_new_in_a_note_does_not_take_longer_for_other_notes_in_the_baseline() -> None:
    found = check("[[b]]\n")

    def asking(notes: int) -> float:
        known = [each._replace(path=f"{number}.md") for number in range(notes) for each in found]
        baseline = Baseline.of(known)
        return seconds(lambda: [baseline.new([each]) for each in known])

    assert_linear(asking, 20_000)

    def moved(notes: int) -> float:
        known = [each._replace(path=f"{number}.md") for number in range(notes) for each in found]
        baseline = Baseline.of(known).following(frozenset())
        return seconds(lambda: [baseline.new([each._replace(path=f"x/{each.path}")]) for each in known])

    assert_linear(moved, 10_000)


def test_counts_from_a_stranger_take_no_time() -> None:
    found = check("[[b]]\n")
    counts = dict.fromkeys(json.loads(Baseline.of(found).dump())["findings"], 10**15)
    assert Baseline(counts).new(found * 3) == []


def test_a_baseline_is_the_same_text_each_time() -> None:
    found = check("[[b]]\n\n[[a]]\n")
    assert Baseline.of(found).dump() == Baseline.of(reversed(found)).dump()


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "nope", '{"version": 1, "findings": {}}', '{"version": 2, "findings": []}',
     '{"version": 2, "findings": {"a": 1}}', '{"version": 2, "findings": {"a b c d": "1"}}'],
)  # fmt: skip
def test_what_is_no_baseline(text: str) -> None:
    with pytest.raises(ValueError):
        Baseline.read(text)


def test_a_deep_baseline_is_refused() -> None:
    with pytest.raises(ValueError):
        Baseline.read("[" * 100_000)


def test_ignores_know_their_place() -> None:
    text = "---\nvaulttools-ignore: [a, b]\n---\nx\n\n<!-- vaulttools-ignore c -->\ny\n"
    first, second = Ignores(Note("n.md", text))
    assert (first.selectors, first.span.of(text)) == (("a", "b"), "vaulttools-ignore")
    assert first.covers == Span(0, len(text) + 1)
    assert (second.selectors, second.covers.of(text)) == (("c",), "y\n")
    assert json.loads(Baseline().dump()) == {"version": 2, "findings": {}}
