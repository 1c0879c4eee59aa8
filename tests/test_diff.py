"""A patch gives exactly the new bytes through `git apply`; what is shown of it cannot harm a terminal or a CI log."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timing import NO_END, seconds
from vaulttools.reporters.diff import patch, show


def git_apply(folder: Path, text: str, *options: str) -> None:
    data = text.encode("utf-8", "surrogateescape")
    command = ["git", "-c", "core.autocrlf=false", "-c", "core.safecrlf=false", "apply", *options]
    result = subprocess.run(command, input=data, cwd=folder, capture_output=True)
    assert result.returncode == 0, result.stderr.decode(errors="replace") + text


def applied(folder: Path, path: str, old: str | None, new: str) -> bytes:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    if old is not None:
        target.write_bytes(old.encode())
    git_apply(folder, patch(path, old, new))
    return target.read_bytes()


BODY = "".join(f"line {n}\n" for n in range(30))

TEXTS = {
    "one line": ("a\n", "b\n"),
    "far hunks": (BODY, BODY.replace("line 3\n", "세 줄\n").replace("line 27\n", "")),
    "first line": (BODY, "new\n" + BODY),
    "last line": (BODY, BODY + "new\n"),
    "CRLF": ("a\r\nb\r\nc\r\n", "a\r\n나\r\nc\r\n"),
    "mixed endings": ("a\r\nb\nc\r\n", "a\r\nb\nd\n"),
    "lone CR": ("a\rb\nc\n", "a\rB\nc\n"),
    "no final newline": ("a\nb", "a\nc"),
    "final newline added": ("a\nb", "a\nb\n"),
    "final newline taken": ("a\nb\n", "a\nb"),
    "no final newline in context": ("a\nb\nc", "x\nb\nc"),
    "controls": ("a\x1b[2J\x0c\x0b\u2028\x85\nb\n", "c\x1b[2J\x0c\x0b\u2028\x85\nb\n"),
    "BOM": ("\ufeffa\nb\n", "\ufeffa\nc\n"),
    "emptied": ("a\nb\n", ""),
    "filled": ("", "a\nb"),
    "lines like headers": ("--- a\n+++ b\n@@ -1 +1 @@\n", "--- a\n+++ c\n@@ -1 +1 @@\n"),
    "created": (None, "# 새 노트\n"),
    "created without newline": (None, "x"),
    "created empty": (None, ""),
}


@pytest.mark.parametrize("name", TEXTS)
def test_git_apply_gives_the_bytes(name: str, tmp_path: Path) -> None:
    old, new = TEXTS[name]
    assert applied(tmp_path, "note.md", old, new) == new.encode()


@pytest.mark.parametrize("text", ["# 제목\r\n글", "", "글\n"])
def test_git_apply_removes_the_note(text: str, tmp_path: Path) -> None:
    (tmp_path / "note.md").write_bytes(text.encode())
    git_apply(tmp_path, patch("note.md", text, None))
    assert not (tmp_path / "note.md").exists()
    assert "new file" not in show("note.md", text, None, False)


NAMES = [
    "회사/토스 (비바리퍼블리카).md",
    "with space.md",
    " leading and trailing .md ",
    'quote".md',
    "back\\slash.md",
    "tab\there.md",
    "new\nline.md",
    "esc\x1b[31m.md",
    "::error::x.md",
    "b/a/b.md",
    "한글.md",
    "odd \udcff\udcfe.md",
]


@pytest.mark.skipif(os.name == "nt", reason="names that Windows does not have")
@pytest.mark.parametrize("path", NAMES)
@pytest.mark.parametrize("old", ["a\nb\n", None])
def test_git_apply_finds_every_name(path: str, old: str | None, tmp_path: Path) -> None:
    assert applied(tmp_path, path, old, "a\nc\n") == b"a\nc\n"


LINES = st.lists(st.sampled_from(["a", "b", "", "가", "\r", "-x", "\\ y"]), max_size=25).map("\n".join)


@settings(max_examples=60)
@given(old=LINES, new=LINES)
def test_any_patch_applies(old: str, new: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    if old != new:
        assert applied(tmp_path_factory.mktemp("vault"), "note.md", old, new) == new.encode()


def test_several_notes_make_one_patch(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"a\r\n")
    git_apply(tmp_path, patch("a.md", "a\r\n", "b\r\n") + patch("b.md", None, "new\n"))
    assert (tmp_path / "a.md").read_bytes() == b"b\r\n"
    assert (tmp_path / "b.md").read_bytes() == b"new\n"


def test_git_can_take_a_patch_back(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"b")
    git_apply(tmp_path, patch("a.md", "a\n", "b"), "-R")
    assert (tmp_path / "a.md").read_bytes() == b"a\n"


def test_nothing_changed() -> None:
    assert patch("a.md", "a", "a") == show("a.md", "a", "a", True) == ""


def test_a_diff_for_people_has_the_lines_of_a_patch() -> None:
    assert show("노트.md", "a\nb\n", "a\nc", False) == (
        "diff --git a/노트.md b/노트.md\n--- a/노트.md\n+++ b/노트.md\n"
        "@@ -1,2 +1,2 @@\n a\n-b\n+c\n\\ No newline at end of file\n"
    )


def test_shown_in_colour() -> None:
    shown = show("a.md", "--- a\n", "+++ b\n", True).splitlines()
    assert shown[1:] == [
        "\x1b[1m--- a/a.md\x1b[0m",
        "\x1b[1m+++ b/a.md\x1b[0m",
        "\x1b[36m@@ -1 +1 @@\x1b[0m",
        "\x1b[31m---- a\x1b[0m",
        "\x1b[32m++++ b\x1b[0m",
    ]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("우리는 스타를 만났다", "우리는 [[스타]]를 만났다", ["우리는 <스타>를 만났다", "우리는 <[[스타]]>를 만났다"]),
        ("aaaa", "aaaaa", ["aaaa", "aaaa<a>"]),
        ("abcd b", "abcd", ["abcd< b>", "abcd"]),
        ("abcd", "xyzd", ["abcd", "xyzd"]),
        ("", "a", ["", "a"]),
        ("a\x1b[7m b", "a\x1b[7m c", ["a\\x1b[7m <b>", "a\\x1b[7m <c>"]),
    ],
)
def test_what_differs_within_a_line_stands_out(old: str, new: str, shown: list[str]) -> None:
    lines = show("a.md", f"{old}\nsame\n", f"{new}\nsame\n", True).splitlines()
    marked = [line.replace("\x1b[7m", "<").replace("\x1b[27m", ">") for line in lines[4:6]]
    assert marked == [f"\x1b[31m-{shown[0]}\x1b[0m", f"\x1b[32m+{shown[1]}\x1b[0m"]
    assert lines[6] == " same"


def test_shown_is_harmless() -> None:
    hostile = "::error::x\n  ::stop-commands::y\n##[add-mask]z\n\x1b]0;title\x07\u202e\x9b1m\r\n"
    shown = show("::error::\x1b\n.md", hostile + "a\n", hostile + "b\n", False)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)
    assert not any(line.lstrip().startswith("::") for line in shown.splitlines())
    assert "##[" not in shown


def test_shown_line_endings() -> None:
    assert "\\x0d" not in show("a.md", "a\r\nb\r\n", "a\r\nc\r\n", False)
    assert "\\x0d" not in show("a.md", None, "a\r\nc\r\n", False)
    assert "-a\\x0d\n+a\n" in show("a.md", "a\r\nb\n", "a\nb\n", False)
    assert "-a\\x0d\n+a\n" in show("a.md", "a\r\n", "a\n", False)


def changed(old: str, new: str) -> list[str]:
    return [line for line in patch("a.md", old, new).splitlines()[3:] if line[0] in "+-"]


def test_a_patch_says_no_more_than_what_changed() -> None:
    assert changed("a\n\nb\n\nc\n", "a\n\nnew\n\nb\n\nc\n") == ["+new", "+"]
    assert changed("a\n\nold\n\nb\n\nc\n", "a\n\nb\n\nc\n") == ["-old", "-"]
    assert changed("a\n1\nb\n2\nc\n", "a\n하나\nb\n둘\nc\n") == ["-1", "+하나", "-2", "+둘"]


HEADINGS = "".join(f"Heading {n}\n=====\n\ntext\n" for n in range(25_000))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (HEADINGS, HEADINGS.replace("=====\n", "")),
        (HEADINGS, HEADINGS.replace("=====\n", "-----\n")),
        ("x\n" * 100_000, "x\n\n" * 50_000),
        ("x\n" * 100_000, "y\n" * 100_000),
    ],
)
def test_big_notes_take_no_longer_a_line(old: str, new: str) -> None:
    assert seconds(lambda: patch("a.md", old, new)) < NO_END
