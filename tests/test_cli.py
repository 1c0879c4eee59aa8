"""The command line as people and programs meet it: options, exit codes, and one clear message for what cannot be done."""

import errno
import gc
import io
import itertools
import json
import os
import re
import shlex
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.repository import commit_all, git, laid_out
from vaulttools import engine
from vaulttools.cli import main, opening
from vaulttools.cli.base import COMMANDS
from vaulttools.cli.commands import cli as whole
from vaulttools.cli.options import Param, defined, plain
from vaulttools.files.disk import MOST_SETTINGS, TEMPORARY
from vaulttools.findings import Diagnostic
from vaulttools.help import written
from vaulttools.note import Note
from vaulttools.registry import FAMILIES, builtin_rules, rules_in
from vaulttools.testing import cases, unmarked

ERROR = "We met [[Nobody]].\n"
FIXABLE = "토큰\x08증권을 본다.\n"
MENTION = "Acme won.\n"


class Result(NamedTuple):
    code: int
    out: str
    err: str


class Cli:
    """Runs the command line in this process, in a vault."""

    def __init__(self, root: Path, capture: pytest.CaptureFixture[bytes], patch: pytest.MonkeyPatch) -> None:
        self.root = root
        self._capture = capture
        self._patch = patch

    def __call__(self, *arguments: str, stdin: bytes = b"") -> Result:
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main(arguments)
        sys.stdout.flush()
        out, err = self._capture.readouterr()
        assert b"Traceback" not in err
        return Result(code, out.decode(), err.decode())

    def write(self, files: Mapping[str, str | bytes]) -> None:
        laid_out(self.root, files)

    def read(self) -> dict[str, bytes]:
        return {
            file.relative_to(self.root).as_posix(): file.read_bytes() for file in self.root.rglob("*") if file.is_file()
        }


@pytest.fixture
def cli(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Iterator[Cli]:
    root = tmp_path / "vault"
    (root / ".obsidian").mkdir(parents=True)
    monkeypatch.chdir(root)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "VAULTTOOLS_ALLOW_PLUGINS", "VAULTTOOLS_OUTPUT_FORMAT"):
        monkeypatch.delenv(name, raising=False)
    yield Cli(root, capfdbinary, monkeypatch)
    gc.enable()


def environ() -> dict[str, str]:
    """The environment of a process that runs the code under test."""
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}


def python(*arguments: str, cwd: Path, **options: object) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-m", "vaulttools", *arguments], cwd=cwd, env=environ(), check=False, **options
    )


# -- exit codes


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        ("All is well.\n", [], 0),
        (ERROR, [], 1),
        (FIXABLE, [], 1),
        (FIXABLE, ["--fail-on", "error"], 0),
        (ERROR, ["--fail-on", "error"], 1),
        (ERROR, ["--fail-on", "never"], 0),
        (ERROR, ["--exit-zero"], 0),
        (MENTION, [], 0),
        (MENTION, ["--fail-on", "hint"], 1),
        (ERROR, ["--ignore", "broken-link"], 0),
        (ERROR, ["--ignore", "links,layout"], 0),
        (ERROR, ["--select", "layout"], 0),
        (ERROR, ["--select", "layout", "--extend-select", "broken-link"], 1),
        (ERROR, ["--select", "all"], 1),
    ],
)
def test_exit_codes_of_check(cli: Cli, text: str, options: list[str], code: int) -> None:
    cli.write({"a.md": text, "companies/Acme.md": "---\ntype: company\n---\n# Acme\n"})
    before = cli.read()
    assert cli("check", "a.md", *options).code == code
    assert cli.read() == before, "check writes nothing"


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--select", "nosuch"],
        ["explain", "openquestion"],
        ["check", "nofile.md"],
        ["check", "--nosuch"],
        ["check", "sub/nofile.md"],
        ["nosuch"],
    ],
)
@pytest.mark.parametrize(
    "config",
    ["lang: ko\n", 'select: [nosuch]\n"lang": "ko" # 한국어\n', "[x]\nlang = 'en'\n[tool.vaulttools]\nlang = 'ko'\n"],
)
def test_the_language_of_the_vault_is_spoken_where_a_command_is_wrong(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, arguments: list[str], config: str
) -> None:
    cli.write({"a.md": ERROR, "sub/b.md": "", "pyproject.toml" if config[0] == "[" else ".vaulttools.yaml": config})
    result = cli(*arguments)
    assert (result.code, result.out) == (2, "")
    assert re.search("[가-힣]", result.err)
    assert not re.search("[가-힣]", cli("--lang", "en", *arguments).err)
    if arguments[0] == "check":
        monkeypatch.chdir("..")
        assert re.search("[가-힣]", cli(*arguments, "vault").err)


def test_the_help_takes_a_language(cli: Cli) -> None:
    for arguments in (
        ["--help", "--lang", "ko"],
        ["--lang", "ko", "--help"],
        ["--lang=ko"],
        ["--lang", "ko", "check", "-h"],
    ):
        result = cli(*arguments)
        assert result.code == 0
        assert result.out.startswith("사용법: ")
    cli.write({"a.md": ERROR, ".vaulttools.yaml": "lang: ko\n"})
    assert "broken-link: no note" in cli("--lang", "en", "check").out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "--no-such-option"], "unknown option `--no-such-option`"),
        (["check", "--selct", "all"], "did you mean `--select`?"),
        (["chekc"], "did you mean `check`?"),
        (["lint"], "did you mean `check`?"),
        (["fix", "--undo-links"], "it belongs to `vaulttools enrich`"),
        (["check", "--diff"], "it belongs to `vaulttools fix`"),
        (["--json"], "did you mean `--output-format json`?"),
        (["check", ""], "invalid value `` for `PATHS`"),
        (["init", ""], "invalid value `` for `FOLDER`"),
        (["check", "--baseline", "b.json"], "it is a setting: write `baseline:` in `.vaulttools.yaml`"),
        (["rules", "--select", "links"], "it belongs to `vaulttools check`"),
        (["questions", "--json"], "did you mean `--output-format json`?"),
        (["qqqqqq"], "unknown command `qqqqqq`"),
        (["check", "missing.md"], "`missing.md` does not exist"),
        (["config", "missing.md"], "`missing.md` does not exist"),
        (["check", "--select", "broken-lnik"], "did you mean `broken-link`?"),
        (["check", "--ignore", "qqqqqq"], "unknown rule or family `qqqqqq`"),
        (["explain", "broken-lnik"], "did you mean `broken-link`?"),
        (["explain"], "`RULE` is missing"),
        (["check", "--output-format", "xml"], "xml"),
        (["check", "--fail-on", "never-ever"], "never-ever"),
        (["check", "-j", "many"], "many"),
        (["check", "--config", "missing.yaml"], "missing.yaml"),
        (["check", "--config", "."], "cannot read the config"),
        (["check", "-o", "no/such/folder/out.txt"], "cannot write"),
        (["check", "-o", "."], "cannot write"),
        (["check", "--write-baseline", "no/such/folder/b.json"], "cannot write"),
        (["check", "--statistics", "--output-format", "sarif"], "`--statistics` is not available"),
        (["check", "-"], "--stdin-filename"),
        (["check", "-", "a.md", "--stdin-filename", "b.md"], "checked alone"),
        (["check", "a.md", ".."], "is not in the vault"),
        (["check", "a.md", "/"], "is not in the vault"),
        (["check", "/"], "holds more than a vault"),
        (["init", "no/such/folder"], "cannot write"),
        (["new-rule", "nonsense"], "not a valid rule name"),
        (["new-rule", "links/Broken"], "not a valid rule name"),
        (["new-rule", "links/class"], "not a valid rule name"),
        (["new-rule", "links/큰소리"], "not a valid rule name"),
        (["check", "--fix"], "`vaulttools fix`"),
        (["check", "--stdin-filename", "a.md"], "write `-` as the path"),
        (["--config", "x", "check"], "after the command"),
        (["explain", "clarity"], "a family of rules"),
        (["new-rule", "links/broken-link"], "the rule `broken-link` already"),
        (["new-rule", "nonsense/some-rule"], "unknown family `nonsense`"),
        (["explain", "broken-link", "self-link"], "unexpected argument `self-link`"),
        (["check", "--quiet=yes"], "`--quiet` takes no value"),
        (["init", "a.md"], "`a.md` is a file, not a folder"),
        (["check", "--\x1b[31mred"], "\\x1b[31mred"),
        (["check", "a\n::error::b.md"], "\\x0a"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_what_cannot_be_done_is_said_in_one_message(cli: Cli, arguments: list[str], words: str, lang: str) -> None:
    cli.write({"a.md": ERROR})
    before = cli.read()
    result = cli(
        *arguments,
        *(["--lang", lang] if arguments[0] in ("check", "explain", "init", "new-rule") else []),
    )
    assert result.code == 2
    assert result.out == ""
    assert result.err.startswith("vaulttools: ")
    assert len(result.err.splitlines()) <= 2
    assert "\x1b" not in result.err
    if lang == "en":
        assert words in result.err
    elif "--lang" not in arguments and arguments[0] in ("check", "explain", "init", "new-rule"):
        assert not re.search(r"[a-z]{2,} [a-z]{2,}", re.sub(r"`[^`]*`", "", result.err)), "no English shows through"
    assert cli.read() == before


def test_a_note_that_may_not_be_read_is_told_as_such(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.write({"a.md": ERROR, "b.md": ""})
    real = os.open

    def refuse(path: object, *rest: Any, **options: Any) -> int:
        if str(path).endswith("a.md"):
            raise PermissionError(errno.EACCES, "")
        return real(path, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(os, "access", lambda path, *_: not str(path).endswith("a.md"))
    result = cli("check", "a.md")
    assert (result.code, result.err) == (2, "`a.md`: you have no permission\n")
    cli.write({"b.md": "[[a]], [[a#x]], ![[a]], [it](a.md) and [[gone]]\n"})
    result = cli("check", "--output-format", "concise")
    assert (result.code, result.out.count("broken-link")) == (2, 1), "what is there and may not be read is linked to"


@pytest.mark.parametrize(
    ("config", "where", "words"),
    [
        ("selct: [links]\n", ".vaulttools.yaml:1:1", "did you mean `select`?"),
        ("fail-on: hint\nselect: [links, broken-lnik]\n", ".vaulttools.yaml:2:17", "did you mean `broken-link`?"),
        ("rules: {unlinked-mention: {shortst: 1}}\n", ".vaulttools.yaml:1:28", "did you mean `shortest`?"),
        (
            "rules: {company-without-heading: {session-level: 9}}\n",
            ".vaulttools.yaml:1:50",
            "allowed values: 0, 1, 2, 3, 4, 5, 6",
        ),
        (
            "rules: {hidden-company: {company-level: true}}\n",
            ".vaulttools.yaml:1:41",
            "allowed values: 0, 1, 2, 3, 4, 5, 6",
        ),
        ("fail-on: eror\n", ".vaulttools.yaml:1:10", "did you mean `error`?"),
        ("a: [\n", ".vaulttools.yaml:1:4", "the bracket `[` is never closed"),
        ("- a\n", ".vaulttools.yaml:1:1", "must be a mapping"),
        ("baseline: ../../b.json\n", ".vaulttools.yaml:1:11", "points outside the vault"),
    ],
)
@pytest.mark.parametrize("command", [["check"], ["fix"], ["config"], ["explain", "of-a-plug-in"]])
def test_a_wrong_config_is_shown_with_a_caret(
    cli: Cli, config: str, where: str, words: str, command: list[str]
) -> None:
    cli.write({".vaulttools.yaml": config, "a.md": ERROR})
    result = cli(*command)
    assert result.code == 2
    assert result.out == ""
    assert result.err.startswith(f"vaulttools: {where}: ")
    assert "^" in result.err
    assert words in result.err


def test_a_missing_or_broken_baseline_is_said(cli: Cli) -> None:
    cli.write({".vaulttools.yaml": "baseline: b.json\n", "a.md": ERROR})
    for text in (None, "{", "[]", '{"version": 9, "findings": {}}', '{"version": 1, "findings": {"a": "b"}}'):
        if text is not None:
            cli.write({"b.json": text})
        for command in ("check", "fix"):
            result = cli(command)
            assert result.code == 2
            assert ("the baseline" if text is None else "is not a baseline that this version can read") in result.err


@pytest.mark.parametrize("kept", [b"{", b"{}", b"\xff"])
def test_declined_fixes_that_cannot_be_read_are_no_leave_to_apply_them(cli: Cli, kept: bytes) -> None:
    cli.write({"a.md": "컨텐츠\n", ".vaulttools-declined.json": kept})
    before = cli.read()
    for option in ("--unsafe-fixes", "-i"):
        result = cli("fix", option)
        assert (result.code, result.out) == (2, "")
        assert "does not hold declined fixes that this version can read" in result.err
    assert cli.read() == before


def test_a_note_that_cannot_be_read_or_written_ends_in_2(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.write({"a.md": FIXABLE, "b.md": FIXABLE})
    (cli.root / "a.md").chmod(0o444)
    result = cli("fix")
    assert result.code == 2
    assert "`a.md`: the file is read-only" in result.err
    assert (cli.root / "a.md").read_text() == FIXABLE
    assert "\x08" not in (cli.root / "b.md").read_text(), "the others go on"


# -- what is looked at


def test_an_empty_vault_is_said_to_be_one(cli: Cli) -> None:
    result = cli("check")
    assert result.code == 0
    assert result.out == ""
    assert "no notes checked" in result.err
    assert cli("check", "-q") == Result(0, "", "")


def test_quiet_is_findings_only(cli: Cli) -> None:
    cli.write({"a.md": ERROR})
    assert "1 of 1 note" in cli("check").out
    quiet = cli("check", "-q")
    assert quiet.out.startswith("a.md:") and "1 of 1 note" not in quiet.out
    assert "1 of 1 note" in cli("check", "-q", "--statistics").out


def test_named_notes_and_folders(cli: Cli) -> None:
    cli.write({"a.md": ERROR, "x/b.md": ERROR, "x/c.txt": "", ".hidden/d.md": ERROR})

    def checked(*paths: str) -> list[str]:
        return [line.split(":")[0] for line in cli("check", "--output-format", "concise", *paths).out.splitlines()]

    assert checked() == checked(".") == ["a.md", "x/b.md"]
    assert checked("x") == checked("x/b.md") == checked(str(cli.root / "x")) == ["x/b.md"]
    assert checked("x/c.txt") == checked(".hidden/d.md") == []
    os.chdir("x")
    assert checked() == ["../a.md", "../x/b.md"]
    assert checked("b.md") == ["../x/b.md"]


HOSTILE = [
    "-x.md",
    "--exclude=a.md",
    "--config=evil.md",
    "--exit-zero.md",
    "-o.md",
    "$(x).md",
    "#x.md",
    "::error::.md",
    "a b.md",
]


@pytest.mark.parametrize("dashes", [[], ["--"]])
def test_names_are_never_options(cli: Cli, dashes: list[str]) -> None:
    cli.write(dict.fromkeys(HOSTILE, ERROR))
    result = cli("check", "--output-format", "json", *dashes, *HOSTILE)
    assert result.code == 1
    assert [each["path"] for each in json.loads(result.out)["diagnostics"]] == sorted(HOSTILE)
    assert set(cli.read()) == set(HOSTILE)


def test_names_that_are_not_unicode(cli: Cli) -> None:
    name = os.fsdecode(b"\xff\xfe.md")
    (cli.root / name).write_text(ERROR)
    for format in ("text", "concise", "json", "jsonl", "sarif", "github"):
        assert cli("check", "--output-format", format).code == 1
        assert cli("check", "--output-format", format, name).code == 1
        assert cli("check", "--output-format", format, "-o", "../out").code == 1
    assert cli("check", os.fsdecode(b"\xfe.md")).code == 2
    (cli.root / name).write_text(FIXABLE)
    assert cli("fix", "--diff").code == 1
    assert cli("fix").code == 0
    assert "\x08" not in (cli.root / name).read_text()


def test_affected_notes_are_looked_at_for_what_others_do_to_them(cli: Cli) -> None:
    # b.md has a fault of its own, which is not the fault of a.md, and c.md has nothing to do with it.
    cli.write({"a.md": "# New\n", "b.md": "[[a#Old]] [[Nobody]] 토큰\x08증권\n", "c.md": ERROR})

    def found(*arguments: str) -> set[tuple[str, str]]:
        document = json.loads(cli("check", "--output-format", "json", *arguments).out)
        return {(each["path"], each["rule"]) for each in document["diagnostics"]}

    assert found("a.md") == set()
    assert ("b.md", "broken-link") in found("--affected", "a.md")
    assert ("b.md", "invisible-character") not in found("--affected", "a.md")
    assert {path for path, _ in found("--affected", "a.md")} == {"b.md"}
    git(cli.root, "init", "-q")
    assert {path for path, _ in found("--affected")} == {"b.md", "c.md"}, "without a commit all is new"
    git(cli.root, "add", ".")
    git(cli.root, "commit", "-qm", "x")
    assert found("--affected") == set()
    cli.write({"a.md": "# Newer\n"})
    assert found("--affected") == set(), "what b.md links to was not there before, either"
    cli.write({"new.md": ERROR})
    (cli.root / "a.md").unlink()
    assert {path for path, _ in found("--affected")} == {"b.md", "new.md"}
    document = json.loads(cli("check", "--output-format", "json", "--affected").out)
    lost = [each["message"] for each in document["diagnostics"] if each["path"] == "b.md"]
    assert lost == ["no note is named `a`"], "nor is anything said of `Nobody`"


def test_notes_are_affected_by_what_they_can_see_of_others(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.write({"a.md": "# Old\n\nwords\n", "b.md": "[[a#Old]] [[Nobody]]\n"})
    commit_all(cli.root)
    checked = []
    check = engine.check

    def checking(note: Note, *rest: Any) -> list[Diagnostic]:
        checked.append(note.path)
        return check(note, *rest)

    monkeypatch.setattr(engine, "check", checking)
    for text, seen in (
        ("# Old\n\nother words\n", {"a.md"}),
        ("# Old\n\nwords [[b]]\n", {"a.md"}),
        ("# New\n\nwords\n", {"a.md", "b.md"}),
    ):
        cli.write({"a.md": text})
        checked.clear()
        told = cli("check", "--affected", "a.md", "--output-format", "concise").out
        assert {*checked} == seen
        assert ("b.md" in told) == ("b.md" in seen)
        assert "Nobody" not in told


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("path", ["회사", "회사/토스.md"])
def test_a_name_may_be_composed_otherwise_than_that_of_the_file(cli: Cli, form: str, path: str) -> None:
    cli.write({unicodedata.normalize("NFD", "회사/토스.md"): "[[없음]]\n"})
    assert cli("check", unicodedata.normalize(form, path)).code == 1
    assert cli("check", unicodedata.normalize(form, "회사/없음.md")).code == 2


def test_notes_are_affected_by_aliases(cli: Cli) -> None:
    aliased = "---\naliases: [토큰증권]\n---\n"
    cli.write({"STO.md": aliased, "b.md": "[[토큰증권]]\n"})
    commit_all(cli.root)

    def found() -> set[tuple[str, str]]:
        document = json.loads(cli("check", "--output-format", "json", "--affected").out)
        return {(each["path"], each["rule"]) for each in document["diagnostics"]}

    cli.write({"STO.md": "x\n"})
    assert found() == {("b.md", "broken-link")}
    cli.write({"STO.md": aliased, "토큰증권.md": ""})
    assert found() == {("STO.md", "duplicate-alias")}


def test_what_is_gone_is_looked_for_where_others_point_to_it(cli: Cli) -> None:
    cli.write({"a.md": "[[b]]\n", "b.md": "x\n", "c.md": "![[사진.png]] [[새 노트]]\n", "사진.png": "x"})
    assert cli("check", "--affected", "gone.md").code == 2, "nobody knows of it"
    commit_all(cli.root)
    assert "none has changed since the last commit" in cli("check", "--affected").err

    def found(*paths: str) -> set[tuple[str, str]]:
        result = cli("check", "--affected", "--output-format", "json", *paths)
        assert result.code == 1, result.err
        return {(each["path"], each["message"]) for each in json.loads(result.out)["diagnostics"]}

    lost = {("a.md", "no note is named `b`")}
    (cli.root / "b.md").unlink()
    assert found("b.md") == lost, "deleted"
    git(cli.root, "mv", "-f", "사진.png", "그림.png")
    git(cli.root, "add", ".")
    assert found("b.md") > lost, "staged, beside a file that was moved"
    printed = subprocess.run(
        ["git", "diff", "--cached", "--no-renames", "--name-only"], cwd=cli.root, capture_output=True, check=True
    )
    given = subprocess.run(["xargs", "-n1"], input=printed.stdout, capture_output=True, check=True).stdout.decode()
    assert "\\353" in given, "git writes Korean names byte by byte"
    assert {path for path, _ in found(*given.splitlines())} == {"a.md", "c.md"}
    git(cli.root, "commit", "-qm", "y")
    assert found("b.md") == lost, "gone since an earlier commit"
    assert cli("check", "--affected", "gone.md").code == 2
    assert cli("check", "b.md").code == 2, "it is no note to check"
    cli.write({"a.md": "mended\n"})
    assert "none links to what was deleted" in cli("check", "--affected", "b.md").err


@pytest.mark.parametrize("option", ["-o", "--write-baseline"])
def test_no_report_is_written_over_a_note(cli: Cli, option: str) -> None:
    cli.write({"a.md": ERROR, "board.canvas": "{}"})
    before = cli.read()
    for path in ("a.md", "new.MD", f"{cli.root}/sub/../a.md", "board.canvas", "new.base"):
        refused = cli("check", option, path)
        assert refused.code == 2
        assert "is a note, canvas or base, or would become one" in refused.err
        assert cli.read() == before
    assert "is a note" not in cli("check", option, "report.json").err
    assert "is a note" not in cli("check", option, "report.json").err, "a former report gives way"
    assert cli.read() != before


@pytest.mark.parametrize("option", ["-o", "--write-baseline"])
@pytest.mark.parametrize("linked", ["report.txt", "reports"])
def test_no_report_is_written_through_a_link_out_of_the_vault(
    cli: Cli, tmp_path_factory: pytest.TempPathFactory, option: str, linked: str
) -> None:
    """A branch may bring a link with the name of the report that is to be uploaded."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "report.txt").write_text("mine\n")
    cli.write({"a.md": ERROR})
    (cli.root / linked).symlink_to(outside / ("report.txt" if "." in linked else ""))
    refused = cli("check", option, "report.txt" if "." in linked else "reports/report.txt")
    assert refused.code == 2 and "it is a link out of the vault" in refused.err
    assert (outside / "report.txt").read_text() == "mine\n"


@pytest.mark.parametrize("option", ["-o", "--write-baseline"])
def test_no_report_is_written_over_text_that_a_note_or_canvas_links_to(cli: Cli, option: str) -> None:
    board = '{"nodes": [{"type": "file", "file": "data/plan.csv"}], "edges": []}'
    cli.write({"a.md": f"![[map.svg]] {ERROR}", "map.svg": "<svg/>\n", "data/plan.csv": "a,b\n", "c.canvas": board})
    cli.write({"free.csv": "a,b\n"})
    before = cli.read()
    for path in ("map.svg", "data/plan.csv", f"{cli.root}/data/../map.svg"):
        refused = cli("check", option, path)
        assert refused.code == 2
        assert "is an attachment" in refused.err
        assert cli.read() == before
    assert "attachment" not in cli("check", option, "free.csv").err


@pytest.mark.parametrize("option", ["-o", "--write-baseline"])
def test_no_report_is_written_over_settings_or_an_attachment(cli: Cli, option: str) -> None:
    kept = {
        ".vaulttools.yaml": "lang: en\n",
        ".vaulttools-words.txt": "acme\n",
        ".vaulttools-links.jsonl": "{}\n",
        ".vaulttools-declined.json": "{}\n",
        "other.yaml": "lang: en\n",
    }
    cli.write({"a.md": ERROR, **kept})
    (cli.root / "pic.png").write_bytes(b"\x89PNG\r\n\x1a\n\0")
    (cli.root / "old.txt").write_bytes("값".encode("cp949"))
    (cli.root / "cut.json").write_bytes("가".encode() * 30_000)  # where a piece of it ends, a letter does not
    before = cli.read()
    for path in (*kept, "pic.png", "old.txt", f"{cli.root}/sub/../pic.png"):
        refused = cli("check", "--config", "other.yaml" if path == "other.yaml" else ".vaulttools.yaml", option, path)
        assert refused.code == 2
        assert ("is a file of settings" if path in kept else "already exists, and is no report") in refused.err
        assert cli.read() == before
    for path in kept.keys() - {"other.yaml"} | {".vaulttools.yml", ".VaultTools.yaml", f"{cli.root}/.vaulttools.yml"}:
        Path(path).unlink(missing_ok=True)
        assert "or would become one" in cli("check", option, path).err
        assert not os.path.lexists(path)
    for path in ("cut.json", "report.json", "report.json"):
        assert "is no report" not in cli("check", option, path).err, "a former report gives way"
    assert cli.read() != before


def test_no_report_is_written_over_what_the_config_names(cli: Cli) -> None:
    cli.write(
        {
            "a.md": f"---\ntype: company\n---\n{ERROR}",
            "schema.json": "{}",
            ".vaulttools.yaml": "baseline: base.json\nschemas: {company: {json schema: schema.json}}\n",
        }
    )
    assert cli("check", "--write-baseline", "base.json").code == 0
    before = cli.read()
    for option, path in (
        ("-o", "base.json"),
        ("-o", "BASE.json"),
        ("-o", "schema.json"),
        ("--write-baseline", "schema.json"),
    ):
        assert "is a file of settings" in cli("check", option, path).err
        assert cli.read() == before
    cli.write({"b.md": ERROR})
    assert cli("check", "--write-baseline", "base.json").code == 0, "the baseline gives way to a new one"
    assert cli.read()["base.json"] != before["base.json"]


def test_what_a_sparse_checkout_leaves_out_is_there(cli: Cli) -> None:
    met = "".join(f"### {name}\n\n- 매출 3억\n- 고객 두 곳\n\n" for name in ("참눈", "나루랩", "볕드림"))
    company = "---\ntype: company\n---\n"
    companies = {f"companies/{name}.md": company for name in ("참눈", "나루랩")} | {"other/볕드림.md": company}
    cli.write({"daily/a.md": f"[[볕드림]], [[나루랩]]\n\n## 오전\n\n{met}", "daily/b.md": "", **companies})
    commit_all(cli.root)
    git(cli.root, "sparse-checkout", "set", "daily", "companies")
    assert not (cli.root / "other").exists()
    assert cli("check").code == 0
    before = cli.read()
    cli("enrich", "--unsafe-fixes", "--select", "company-without-note")
    assert cli.read() == before, "it would be one more note of the same name"
    git(cli.root, "sparse-checkout", "set", "daily")
    assert cli("check", "--select", "broken-link").code == 0
    cli.write({"daily/b.md": "[[없는 노트]]\n"})
    assert cli("check", "--select", "broken-link").code == 1


def test_only_links_that_were_written_are_counted(cli: Cli) -> None:
    cli.write({"Acme.md": "x\n", "a.md": MENTION, "sub/b.md": MENTION})
    (cli.root / "sub/b.md").chmod(0o444)
    assert "enriched 1 note: unlinked-mention 1\n" in cli("enrich").err


def test_what_was_there_at_a_revision_is_left_out(cli: Cli) -> None:
    old = "# 회의\n\n[[Nobody]] 컨텐츠\n"
    cli.write(
        {
            "Acme.md": "a\n",
            "Beta.md": f"{old}\n[[Acme]]\n",
            "c.md": "[[None]]\n",
            "pic.png": "x",
            "d.md": "![[pic.png]]\n",
        }
    )
    assert "git knows of no repository here" in cli("check", "--since", "HEAD").err
    git(cli.root, "init", "-q")
    git(cli.root, "add", ".")
    assert cli("check", "--since", "HEAD").out == cli("check").out  # before the first commit nothing was there
    git(cli.root, "commit", "-qm", "x")
    git(cli.root, "tag", "before")
    assert cli("check").code == 1 and cli("check", "--since", "before").code == 0
    # An old note moves and gets a new fault, another breaks with it, a new one comes; the old faults stay with their notes.
    git(cli.root, "mv", "Beta.md", "Gamma.md")
    git(cli.root, "mv", "Acme.md", "Apex.md")
    cli.write({"Gamma.md": f"{old}\n[[Acme]]\n\n[[Missing]]\n", "new.md": "[[Nowhere]]\n"})
    new = [("Gamma.md", "Acme"), ("Gamma.md", "Missing"), ("new.md", "Nowhere")]

    def reported(revision: str, *paths: str) -> list[tuple[str, str]]:
        lines = cli("check", "--since", revision, "--select", "links,prose", "--output-format", "concise", *paths).out
        return [(line.split(":")[0], line.split("`")[1]) for line in lines.splitlines()]

    assert reported("before") == new
    # As a hook is called: git says that Acme.md is gone, and that breaks Gamma.md.
    assert reported("HEAD", "--affected", "new.md") == [new[0], new[2]]
    git(cli.root, "add", ".")
    git(cli.root, "commit", "-qm", "y")
    # What came to another branch after the two parted is not ours to answer for.
    git(cli.root, "checkout", "-q", "-b", "other", "before")
    cli.write({"c.md": "mended\n"})
    git(cli.root, "commit", "-qam", "z")
    git(cli.root, "checkout", "-q", "-")
    assert reported("other") == new
    assert "is not a revision" in cli("check", "--since", "--help").err
    # Nor what is flagged in a line of which other words are mended.
    cli.write({"c.md": "See [[None]], [[Never]]\n"})
    assert reported("HEAD", "c.md") == [("c.md", "Never")]
    blob = git(cli.root, "rev-parse", "HEAD:c.md")
    (cli.root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    lacking = cli("check", "--since", "HEAD")
    assert (lacking.code, lacking.out) == (2, "") and "git fetch --refetch" in lacking.err


def test_what_changed_since_the_last_commit_is_told_to_those_who_link_there(cli: Cli) -> None:
    headings = "# Acme\n\n## 시장\n\n## Risks\n\n## Team\n\n"
    cli.write({"Acme.md": headings, "Beta.md": "b\n" * 9, "Gone.md": "g\n", "Draft.md": ""})
    cli.write({"x.md": "[[Acme#시장]] [[Acme#Team]]\n", "y.md": "[[Beta|them]]\n", "z.md": "[[Gone]]\n", "w.md": ERROR})
    commit_all(cli.root)
    cli.write({"Acme.md": headings.replace("시장", "Who buys it").replace("## Team\n\n", "")})
    git(cli.root, "mv", "Beta.md", "Gamma.md")
    git(cli.root, "rm", "-q", "Gone.md")
    document = json.loads(
        cli("check", "--output-format", "json", "--affected", "--select", "broken-link,broken-heading").out
    )
    assert {(each["path"], each["help"]) for each in document["diagnostics"]} == {
        ("x.md", "write `Who buys it` if that is what you mean"),
        ("x.md", "its headings: `Acme`, `Who buys it`, `Risks`"),
        ("y.md", "write `Gamma` if that is what you mean"),
        ("z.md", "create the note, or correct the name"),
    }
    cli("fix", "--unsafe-fixes")
    assert (cli.root / "x.md").read_text() == "[[Acme#Who buys it]] [[Acme#Team]]\n"
    assert (cli.root / "y.md").read_text() == "[[Gamma|them]]\n"


# -- output


SCHEMA = {
    "type": "object",
    "required": ["version", "tool", "summary", "diagnostics"],
    "properties": {"version": {"const": 1}, "diagnostics": {"type": "array", "items": {"$ref": "#/$defs/finding"}}},
    "$defs": {
        "place": {
            "type": "object",
            "required": ["line", "column", "offset"],
            "additionalProperties": False,
            "properties": {
                "line": {"type": "integer", "minimum": 1},
                "column": {"type": "integer", "minimum": 1},
                "offset": {"type": "integer", "minimum": 0},
            },
        },
        "finding": {
            "type": "object",
            "additionalProperties": False,
            "required": ["rule", "family", "severity", "message", "help", "path", "start", "end", "related", "fix"],
            "properties": {
                "rule": {"type": "string"},
                "family": {"enum": list(FAMILIES)},
                "severity": {"enum": ["error", "warning", "hint"]},
                "message": {"type": "string", "minLength": 1},
                "help": {"type": ["string", "null"]},
                "path": {"type": "string"},
                "start": {"$ref": "#/$defs/place"},
                "end": {"$ref": "#/$defs/place"},
                "related": {"type": "array"},
                "fix": {
                    "type": ["object", "null"],
                    "additionalProperties": False,
                    "required": ["title", "safety", "edits", "creates"],
                    "properties": {
                        "title": {"type": "string"},
                        "safety": {"enum": ["safe", "unsafe", "manual"]},
                        "edits": {
                            "type": "array",
                            "items": {
                                "type": "object",
                                "additionalProperties": False,
                                "required": ["path", "start", "end", "text"],
                                "properties": {
                                    "path": {"type": "string"},
                                    "start": {"type": "integer"},
                                    "end": {"type": "integer"},
                                    "text": {"type": "string"},
                                },
                            },
                        },
                        "creates": {"type": "array"},
                    },
                },
            },
        },
    },
}


def test_json_is_what_was_promised(cli: Cli) -> None:
    cli.write({"a.md": "첫 줄\r\n😀 토큰\x08증권, [[Nobody]]\n", "companies/Acme.md": "# Acme\n", "b.md": MENTION})
    result = cli("check", "--output-format", "json", "--lang", "ko")
    document = json.loads(result.out)
    jsonschema.validate(document, SCHEMA)
    found = {each["rule"]: each for each in document["diagnostics"]}
    each = found["invisible-character"]
    assert each["start"] == {"line": 2, "column": 5, "offset": 9}
    assert each["end"] == {"line": 2, "column": 6, "offset": 10}
    assert each["fix"]["edits"] == [{"path": "a.md", "start": 9, "end": 10, "text": ""}]
    assert "invisible character" in each["message"], "English in every locale"
    lines = cli("check", "--output-format", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == [{"version": 1, **each} for each in document["diagnostics"]]


def test_output_file_gets_what_standard_output_would(cli: Cli) -> None:
    cli.write({"a.md": ERROR})
    for format in ("text", "concise", "json", "jsonl", "sarif", "github"):
        shown = cli("check", "--output-format", format)
        filed = cli("check", "--output-format", format, "-o", "../out")
        assert (filed.code, filed.out) == (1, "")
        assert (cli.root / "../out").read_text() == shown.out


def test_paths_for_github_start_at_the_repository(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    git(cli.root.parent, "init", "-q")
    cli.write({"x/a.md": ERROR})
    monkeypatch.chdir(cli.root / "x")
    assert "file=vault/x/a.md," in cli("check", "--output-format", "github").out
    run = json.loads(cli("check", "--output-format", "sarif").out)["runs"][0]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "vault/x/a.md"
    assert len(run["tool"]["driver"]["rules"]) == len(builtin_rules())
    assert cli("check", "--output-format", "concise").out.startswith("../x/a.md:1:10: ")


def test_notes_of_a_vault_inside_another_are_not_checked_as_of_the_outer_one(cli: Cli) -> None:
    cli.write({"README.md": "", "a.md": "", "vault/.vaulttools.yaml": "ignore: [all]\n", "vault/in/b.md": ERROR})
    for paths in (("README.md", "vault/in/b.md"), ("vault/in/b.md", "README.md"), ("README.md", "vault")):
        result = cli("check", *paths)
        assert result.code == 2 and "separately for each vault" in result.err
    assert cli("check", "README.md", "a.md").code == cli("check", "vault/in/b.md", "vault").code == 0


def test_a_vault_may_be_on_another_drive(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    way = os.path.relpath

    def relpath(path: str, start: str = os.curdir) -> str:
        """As on Windows, where the vault is on one drive and all else on another."""
        if len({cli.root in (each, *each.parents) for each in map(Path, map(os.path.abspath, (path, start)))}) > 1:
            raise ValueError("path is on mount 'D:', start on mount 'C:'")
        return way(path, start)

    cli.write({"a.md": f"# 참눈\n\n- 왜 지금?\n- {ERROR}", "b.md": FIXABLE})
    (cli.root.parent / "here").mkdir()
    monkeypatch.chdir(cli.root.parent / "here")
    monkeypatch.setattr(os.path, "relpath", relpath)
    vault = cli.root.as_posix()
    for command in ("check", "questions"):
        assert f"{vault}/a.md:3:3" in cli(command, vault).out
    assert "1 note" in cli("fix", vault).err
    cli.write({".vaulttools.yaml": "fial-on: error\n"})
    assert cli("check", vault).err.startswith(f"vaulttools: {vault}/.vaulttools.yaml:1:1: ")


@pytest.mark.parametrize("command", [["check", "-j1"], ["check", "-j2"], ["fix"], ["enrich", "--diff"]])
def test_a_person_sees_how_far_a_run_is(cli: Cli, monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    cli.write({f"{number:02}.md": "words\n" for number in range(60)})
    assert "\r" not in cli(*command, "--no-cache").err, "nobody is there"
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with monkeypatch.context() as patch:
        patch.setattr(opening.time, "monotonic", lambda: 0.0)
        assert "\r" not in cli(*command, "--no-cache").err, "it is over in no time"
    hours = itertools.count()
    monkeypatch.setattr(opening.time, "monotonic", lambda: float(next(hours)))
    said = cli(*command, "--no-cache").err
    shown = re.findall(r"\r\x1b\[K(\w+) (\d+) of 60 notes", said)
    for doing in ("reading", "checking"):
        counts = [int(count) for word, count in shown if word == doing]
        assert len({*counts}) > 10
        assert max(counts) < 61
    assert not said.rpartition("\r\x1b[K")[2].startswith(("reading", "checking")), "the line is gone at the end"
    assert "\r" not in cli(*command, "--no-cache", "--quiet").err


def test_color_is_for_those_who_ask(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.write({"a.md": ERROR})
    assert "\x1b[" not in cli("check").out
    assert "\x1b[" in cli("check", "--color", "always").out
    assert "\x1b[" not in cli("check", "--color", "never").out
    for variable, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
        with monkeypatch.context() as patch:
            patch.setenv("TERM", "xterm")
            patch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
            assert "\x1b[" in cli("check").out
            patch.setenv(variable, value)
            assert "\x1b[" not in cli("check").out


def test_statistics_and_quiet(cli: Cli) -> None:
    cli.write({"a.md": ERROR * 3})
    assert cli("check", "--statistics").out.split()[0] == "3"
    document = json.loads(cli("check", "--statistics", "--output-format", "json").out)
    assert [(row["rule"], row["total"]) for row in document["statistics"]] == [("broken-link", 3)]
    cli.write({"a.md": "fine\n"})
    assert cli("check", "-q") == Result(0, "", "")
    assert cli("fix", "-q") == Result(0, "", "")
    assert cli("check").out == "no problems in the one note checked\n"


@pytest.mark.parametrize("how", [["--lang", "ko"], "config", "environment"])
def test_korean_by_flag_config_and_environment(cli: Cli, how: list[str] | str, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.write({"a.md": ERROR})
    if how == "config":
        cli.write({".vaulttools.yaml": "lang: ko\n"})
    elif how == "environment":
        monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    options = how if isinstance(how, list) else []
    assert "오류 broken-link" in cli("check", *options).out
    assert "missing.md" in cli("check", *options, "missing.md").err
    assert cli("check", "--lang", "en").out.count("error broken-link") == 1
    if how != "config":
        for command in ("check", "fix", "enrich", "explain", "rules", "init", "new-rule", "config"):
            shown = cli(command, *options, "--help").out
            assert "옵션:" in shown
            assert "Options:" not in shown
            assert "Show this message" not in shown


def test_help_is_there_for_everything(cli: Cli) -> None:
    assert cli().out == cli("--help").out == cli("-h").out
    assert cli("--version").out.startswith("vaulttools ")
    for command in ("check", "fix", "enrich", "explain", "rules", "init", "new-rule", "config"):
        assert command in cli("--help").out
        assert cli(command, "--help").code == 0


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_help_that_is_written_down_is_that_of_the_command_line(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """Where this fails: `python -m vaulttools.help`."""
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setenv("LC_ALL", lang)
    for command in ((), *((name,) for name in COMMANDS)):
        assert cli(*command, "--help").out == written((*command, "-h"), os.environ)
    assert written((), os.environ) == written(("--help",), os.environ)
    assert not any(written(given, os.environ) for given in [("--version",), ("nothing", "-h"), ("fix", "-q", "-h")])
    assert written((), {"_VAULTTOOLS_COMPLETE": "bash_source"}) is None
    monkeypatch.setenv("COLUMNS", "60")
    assert written(("--help",), os.environ) is None


# -- fix and enrich


def test_fix_writes_what_diff_shows(cli: Cli) -> None:
    owner = {"토큰증권.md": "---\naliases: [STO]\n---\n# 토큰증권\n"}
    cli.write({"a.md": "# A\n\n[[STO]] 발행\n\nmore\n", "한글 이름.md": "[[STO]]", "fine.md": "fine\n", **owner})
    before = cli.read()
    shown = cli("fix", "--diff")
    assert shown.code == 1
    assert cli.read() == before
    git(cli.root, "init", "-q")
    applied = subprocess.run(["git", "-C", cli.root, "apply", "-"], input=shown.out.encode(), check=True)
    assert applied.returncode == 0
    patched = {path: data for path, data in cli.read().items() if not path.startswith(".git/")}
    cli.write(before)
    assert cli("fix").code == 0
    assert {path: data for path, data in cli.read().items() if not path.startswith(".git/")} == patched != before
    again = cli("fix")
    assert (again.code, again.out) == (0, "")
    assert "nothing to fix" in again.err


def test_line_endings_are_printed_as_they_are(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.write({"a.md": FIXABLE, "b.md": FIXABLE.replace("\n", "\r\n")})
    printed = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(printed, newline="\r\n"))  # as it is on Windows
    monkeypatch.delenv("CI", raising=False)  # a log gets no carriage returns
    assert main(["fix", "--diff"]) == 1
    sys.stdout.flush()
    assert [line[-2:] == b"\r\n" for line in printed.getvalue().splitlines(True)] == [False] * 6 + [False] * 4 + [
        True
    ] * 2


def test_a_diff_in_ci_is_harmless_in_the_log_and_exact_in_a_file(cli: Cli, tmp_path: Path) -> None:
    cli.write({"a.md": FIXABLE})
    command = [sys.executable, "-m", "vaulttools", "fix", "--diff"]
    environment = {**os.environ, "CI": "true"}
    logged = subprocess.run(command, cwd=cli.root, env=environment, stdout=subprocess.PIPE).stdout.decode()
    with (tmp_path / "fixes.patch").open("wb") as file:
        subprocess.run(command, cwd=cli.root, env=environment, stdout=file)
    exact = (tmp_path / "fixes.patch").read_bytes().decode()
    assert "-토큰\\x08증권을 본다." in logged.splitlines()
    assert exact == logged.replace("\\x08", "\x08")


def test_enrich_adds_and_fix_does_not(cli: Cli) -> None:
    cli.write({"a.md": MENTION, "companies/Acme.md": "---\ntype: company\n---\n# Acme\n"})
    before = cli.read()
    assert cli("fix").code == 0
    assert cli.read() == before
    assert cli("enrich", "--exit-non-zero-on-fix").code == 1
    assert cli.read()["a.md"] == b"[[Acme]] won.\n"
    assert "nothing to add" in cli("enrich").err


def test_enrich_creates_notes_and_reads_none_that_is_not_there(cli: Cli) -> None:
    names = ("볕드림", "참눈소프트", "콜드핀", "물꼬펀딩")
    said = "  - 정산 주기를 줄임\n  - 고객은 은행 두 곳\n  - 투자 10억 유치\n"
    met = "".join(f"{number}. {name}\n{said}" for number, name in enumerate(names, 1))
    cli.write({"2025-03-07 금요일.md": f"**금요일 오전**\n{met}", "Home.md": "[[2025-03-07 금요일]] 볕드림\n"})
    created = cli("enrich", "--unsafe-fixes")
    assert created.code == 0 and "No such file" not in created.err
    assert {f"companies/{name}.md" for name in names} <= cli.read().keys()


def test_a_note_to_be_created_is_shown_before_it_is(cli: Cli) -> None:
    cli.write(
        {"2025-03-07.md": "데모데이 기록.\n**금요일 오전**\n1. 한결물류\n  - 물류 플랫폼\n2. 새봄랩\n  - 고객 두 곳\n"}
    )
    asked = cli("enrich", "-i", stdin=b"y\nn\n")
    assert asked.code == 0
    assert all(f"+++ b/companies/{name}.md\n" in asked.err for name in ("한결물류", "새봄랩"))
    assert [file.stem for file in cli.root.glob("companies/*.md")] == ["한결물류"]


def test_fix_says_what_it_held_back(cli: Cli) -> None:
    cli.write({"a.md": "[[토큰증귄]]\n", "토큰증권.md": "# 토큰증권\n"})
    held = cli("fix")
    assert held.code == 1
    assert "--unsafe-fixes" in held.err
    assert "broken-link 1" in held.err
    assert cli("fix", "--unsafe-fixes").code == 0
    assert cli.read()["a.md"] == "[[토큰증권]]\n".encode()


def test_fix_counts_the_rules_that_it_does_not_name(cli: Cli) -> None:
    alone = [
        next((each for each in rule.examples if each.fixed and not each.beside and not each.config), None)
        for rule in builtin_rules().values()
    ]
    cli.write({f"{number}.md": unmarked(each.text)[0] for number, each in enumerate(alone) if each})
    said = cli("fix", "--unsafe-fixes", "--diff").err
    assert re.search(r": [^`…]+ \d+, and \d+ more rules\n", said)


def test_exit_codes_of_fix(cli: Cli) -> None:
    cli.write({"a.md": FIXABLE})
    assert cli("fix", "--diff", "--exit-zero").code == 0
    assert cli("fix", "--exit-non-zero-on-fix").code == 1
    assert cli("fix", "--exit-non-zero-on-fix").code == 0
    cli.write({"a.md": ERROR})
    assert cli("fix").code == 1
    assert cli("fix", "--fail-on", "never").code == 0
    assert cli("fix", "--exit-zero").code == 0


def test_a_note_from_standard_input(cli: Cli) -> None:
    cli.write({"Known.md": ""})
    result = cli(
        "check", "-", "--stdin-filename", "new/a.md", "--output-format", "json", stdin=b"[[Known]] [[Nobody]]\n"
    )
    assert result.code == 1
    assert [(each["path"], each["start"]["offset"]) for each in json.loads(result.out)["diagnostics"]] == [
        ("new/a.md", 12)
    ]
    assert set(cli.read()) == {"Known.md"}


SAVED = {"a.md": "as it was\x08 saved last\n"}


@pytest.mark.parametrize(
    ("data", "fixed"),
    [
        (FIXABLE.encode(), FIXABLE.replace("\x08", "").encode()),
        ("\ufeff가\x08나\r\n다\n라\r".encode(), "\ufeff가나\r\n다\n라\r".encode()),
        (b"\xff\xfea\x00\x08", b"\xff\xfea\x00\x08"),
        ("토큰".encode("cp949"), "토큰".encode("cp949")),
        (b"", b""),
        (b"teh " * 1_300_000, b"teh " * 1_300_000),
    ],
    ids=["fixable", "line endings", "UTF-16", "cp949", "empty", "too big"],
)
@pytest.mark.parametrize(
    ("config", "on_disk"), [("", {}), ("", SAVED), ("exclude: ['a.md']\n", SAVED)], ids=["new", "saved", "excluded"]
)
def test_fix_of_standard_input_is_exact_to_the_byte(
    cli: Cli, data: bytes, fixed: bytes, on_disk: dict[str, str], config: str
) -> None:
    cli.write({".vaulttools.yaml": config, **on_disk})
    done = python("fix", "-", "--stdin-filename", "a.md", cwd=cli.root, input=data, capture_output=True)
    assert done.stdout == (data if config else fixed)
    assert done.stderr == b""
    # Where the extra `ko` is installed, what the analyser said is kept, as in every run.
    left = {path: text for path, text in cli.read().items() if not path.startswith(".vaulttools_cache/")}
    assert left == {path: text.encode() for path, text in {".vaulttools.yaml": config, **on_disk}.items()}


# -- baseline, plug-ins


def test_a_config_with_plug_ins_is_shown_without_their_rules(cli: Cli) -> None:
    theirs = "select: [links, no-shouting]\nrules: {no-shouting: off, self-link: error}\n"
    cli.write(
        {".vaulttools.yaml": f"plugins: [my_plugin]\n{theirs}overrides: [{{paths: [a], ignore: [no-shouting]}}]\n"}
    )
    shown = cli("config")
    assert shown.code == 0
    assert "  self-link: error\n" in shown.out and "no-shouting" not in shown.out
    assert "left out: my_plugin; include them with `--allow-plugins`" in shown.err
    assert cli("explain", "broken-link").code == 0
    assert cli("check").code == 2


def test_a_baseline_follows_a_note_that_is_moved(cli: Cli) -> None:
    cli.write({"a.md": ERROR, "b.md": "x\n"})
    cli("check", "--write-baseline", "b.json")
    cli.write({".vaulttools.yaml": "baseline: b.json\n"})
    (cli.root / "old").mkdir()
    (cli.root / "a.md").rename(cli.root / "old/a.md")
    assert cli("check").code == 0
    cli.write({"a.md": ERROR})
    assert "old/a.md" in cli("check").out


@pytest.mark.parametrize(
    "options",
    ["--write-baseline b.json --add-words", "--write-baseline b.json -o report.txt", "--add-words --since HEAD"],
)
def test_what_accepts_findings_reports_none(cli: Cli, options: str) -> None:
    cli.write({"a.md": ERROR})
    refused = cli("check", *options.split())
    assert refused.code == 2
    assert "does not go with" in refused.err
    assert not (cli.root / "b.json").exists()


def test_a_baseline_allows_what_there_was(cli: Cli) -> None:
    cli.write({"a.md": ERROR, ".vaulttools.yaml": ""})
    made = cli("check", "--write-baseline", "b.json")
    assert made.code == 0
    assert "a baseline that accepts 1 finding" in made.err
    assert "write `baseline: b.json` in `.vaulttools.yaml`" in made.err
    cli.write({".vaulttools.yaml": "baseline: b.json\n"})
    assert "write `baseline" not in cli("check", "--write-baseline", "b.json").err
    assert cli("check").code == 0
    assert cli("fix").code == 0
    cli.write({"a.md": f"# Moved\n\nlines\n\n{ERROR}"})
    assert cli("check").code == 0
    cli.write({"a.md": f"{ERROR}\n{ERROR}"})
    assert cli("check", "--output-format", "concise").out.count("broken-link") == 1


def test_where_nobody_uses_obsidian_links_are_written_as_the_notes_have_them(cli: Cli) -> None:
    notes = {"companies/Acme.md": "x\n", "companies/Beta.md": "[Acme](Acme.md) lost.\n", "log/May.md": "Acme won.\n"}
    cli.write({**notes, ".vaulttools.yaml": ""})
    assert "no problems" in cli("check", "--select", "link-form").out
    cli("enrich")
    assert (cli.root / "log/May.md").read_text(encoding="utf-8") == "[Acme](../companies/Acme.md) won.\n"
    assert "no problems" in cli("check", "--select", "link-form").out
    assert "nothing to add" in cli("enrich").err
    cli("enrich", "--undo-links")
    assert (cli.root / "log/May.md").read_text(encoding="utf-8") == notes["log/May.md"]
    cli.write({".obsidian/app.json": "{}"})
    cli("enrich")
    assert (cli.root / "log/May.md").read_text(encoding="utf-8") == "[[Acme]] won.\n"


@pytest.mark.skipif(os.name != "posix", reason="hard links as POSIX has them")
def test_a_note_of_two_names_is_mended_by_one_of_them(cli: Cli) -> None:
    """What each name asks for differs: a note does not link to itself, but its other name would."""
    text = "Beta groups met Acme.\n"
    cli.write({"Acme.md": "x\n", "Beta groups.md": text})
    (cli.root / "Also.md").hardlink_to(cli.root / "Beta groups.md")
    shown = cli("enrich", "--diff").out
    assert shown.count("diff --git") == 1
    done = cli("enrich")
    assert done.code == 0
    assert "meanwhile" not in done.err
    linked = (cli.root / "Also.md").read_text(encoding="utf-8")
    assert f"+{linked}" in shown
    assert (cli.root / "Also.md").samefile(cli.root / "Beta groups.md")
    assert "nothing to add" in cli("enrich").err
    cli("enrich", "--undo-links")
    assert (cli.root / "Also.md").read_text(encoding="utf-8") == text


def test_what_is_kept_beside_the_notes_is_not_read_without_end(cli: Cli) -> None:
    cli.write({"a.md": ERROR})
    for name, arguments in {
        ".vaulttools-links.jsonl": ("enrich", "--undo-links"),
        ".vaulttools-declined.json": ("fix", "--unsafe-fixes", "--diff"),
    }.items():
        with (cli.root / name).open("wb") as file:
            file.truncate(MOST_SETTINGS + 1)
        done = cli(*arguments)
        assert done.code == 2 and done.err.endswith(f"{name}`: the file is too large\n"), done.err
        (cli.root / name).unlink()


def test_a_new_note_from_standard_input_counts_as_checked(cli: Cli) -> None:
    assert (
        cli("check", "-", "--stdin-filename", "new.md", stdin=b"We met.\n").out
        == "no problems in the one note checked\n"
    )


def test_what_cannot_even_be_said_is_a_failure_and_no_finding(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(words: str) -> int:
        raise OSError(errno.ENOSPC, "full")

    cli.write({"a.md": FIXABLE})
    monkeypatch.setattr(sys.stderr, "write", write, raising=False)
    assert main(["chekc"]) == main(["fix"]) == 2


def test_a_folder_that_may_not_be_read_is_told(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else links to the notes in it would be broken, and nobody would know why."""
    cli.write({"a.md": "We met.\n", "locked/b.md": ERROR})
    scandir = os.scandir

    def refuse(folder: str) -> object:
        if str(folder).endswith("locked"):
            raise PermissionError(errno.EACCES, "denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    for command in ("check", "fix", "enrich"):
        done = cli(command)
        assert (done.code, done.err.splitlines()[-1]) == (2, "`locked`: you have no permission")
    cli.write({".vaulttools.yaml": "exclude: [locked]\n"})
    assert cli("check").code == 0


def test_a_setting_without_a_value_is_none(cli: Cli) -> None:
    cli.write({"a.md": ERROR, ".vaulttools.yaml": "exclude:\n  # - templates\nlang:\nselect: [links]\nrules:\n"})
    done = cli("check")
    assert (done.code, done.err) == (1, "")


def test_words_in_another_encoding_are_told_and_nothing_is_added_to_them(cli: Cli) -> None:
    """Notepad may have saved them so."""
    words = "compamy\n".encode("utf-16")
    cli.write({"a.md": "The compamy grew.\n", ".vaulttools-words.txt": words})
    for arguments in (("check",), ("check", "--add-words")):
        done = cli(*arguments)
        assert (done.code, done.err.splitlines()[-1]) == (2, "`.vaulttools-words.txt`: it is not UTF-8 text")
    assert (cli.root / ".vaulttools-words.txt").read_bytes() == words


def test_a_wrong_language_is_told_in_the_one_of_the_vault(cli: Cli) -> None:
    cli.write({".vaulttools.yaml": "lang: ko\n"})
    assert "쓸 수 있는 값: `en`, `ko`" in cli("check", "--lang", "kr").err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_list_of_words_that_is_too_long_is_told_once(cli: Cli, jobs: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vaulttools.files.disk.MOST_WORDS", 20)
    cli.write({"a.md": "The compamy grew.\n", ".vaulttools-words.txt": "compamy\n" + "x" * 20})
    done = cli("check", "--select", "prose", "-j", jobs)
    assert done.code == 2
    assert done.err.count("`.vaulttools-words.txt`: the file is too large") == 1, done.err
    assert "misspelling" in done.out or "unknown-word" in done.out
    before = (cli.root / ".vaulttools-words.txt").read_bytes()
    assert cli("check", "--add-words").code == 2
    assert (cli.root / ".vaulttools-words.txt").read_bytes() == before
    cli.write({".vaulttools-words.txt": "compamy\n"})
    assert cli("check", "--select", "prose", "-j", jobs).code == 0


def test_words_are_accepted_at_once(cli: Cli) -> None:
    cli.write({"a.md": "컨텐츠를 만든다. The compamy grew.\n", ".vaulttools-words.txt": "# ours\nzorp"})
    checked = ("check", "--select", "prose", "--output-format", "concise")
    assert [line.split()[2] for line in cli(*checked).out.splitlines()] == ["misspelling:", "unknown-word:"]
    added = cli(*checked, "--add-words")
    assert (added.code, added.out) == (0, "")
    assert "words added to" in added.err
    assert (cli.root / ".vaulttools-words.txt").read_text(encoding="utf-8") == "# ours\nzorp\ncompamy\n컨텐츠\n"
    cli.write({"b.md": "그 컨텐츠는 다르다.\n"})
    assert cli(*checked).out == ""
    assert "no misspelt words found" in cli(*checked, "--add-words").err


def test_what_a_killed_run_left_beside_the_words_is_swept(cli: Cli) -> None:
    cli.write(
        {"a.md": "The compamy grew.\n", ".vaulttools-words.txt": "zorp\n", f"{TEMPORARY}999999-a": "zorp\ncompamy\n"}
    )
    cli("check")
    assert (cli.root / f"{TEMPORARY}999999-a").exists(), "to check writes nothing"
    assert cli("check", "--add-words").code == 0
    assert not (cli.root / f"{TEMPORARY}999999-a").exists()


def test_what_was_accepted_is_not_told_again(cli: Cli) -> None:
    cli.write({"a.md": "잘 됬다. 룆ㄱ과 다르다. 그 떄 Recieve wjdtks 회의.\n"})
    checked = ("check", "--select", "prose", "--output-format", "concise")
    assert len(cli(*checked).out.splitlines()) == 5
    cli(*checked, "--add-words")
    assert cli(*checked).out == ""
    cli.write({"b.md": "---\nwords: [됬다, 확ㅇ니, Adress]\n---\n그것도 됬다. 확ㅇ니 함. Adress\n"})
    assert cli(*checked).out == ""


def test_the_extra_is_named_once(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vaulttools.korean.analyser.is_installed", lambda: False)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    cli.write({"a.md": "The round closed.They hired two.\n"})
    assert "missing-space" in (english := cli("check", "--no-cache")).out and "vaulttools[ko]" not in english.err
    cli.write({"a.md": "다시 확ㅇ니 필요함.\n"})
    assert ["vaulttools[ko]" in cli("check").err for _ in range(3)] == [True, False, False]
    assert "vaulttools[ko]" in cli("check", "--no-cache").err


def test_words_that_cannot_be_kept_are_told(cli: Cli) -> None:
    cli.write({"a.md": "컨텐츠를 만든다.\n"})
    (cli.root / ".vaulttools-words.txt").mkdir()
    assert cli("check", "--add-words").code == 2


PLUGIN = '''
from vaulttools.rule import NoteRule
from vaulttools.text import Span

open("plugin-ran", "w").close()

class NoShouting(NoteRule):
    """Shouting.

    ## Why
    Loud.

    ## Fix
    None.
    """

    family = "prose"

    def check(self, note):
        if "BOOM" in note.text:
            raise ValueError("boom")
        if "!!!" in note.text:
            yield self.finding(Span(0, 3), "shouting")
'''


def test_plug_ins_run_only_where_a_person_allows_it(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.write({"my_plugin.py": PLUGIN, ".vaulttools.yaml": "plugins: [my_plugin]\n", "a.md": "Hey!!!\n"})
    monkeypatch.syspath_prepend(cli.root)
    for command in (["check"], ["fix"], ["explain", "no-shouting"]):
        refused = cli(*command)
        assert refused.code == 2
        assert "--allow-plugins" in refused.err
        assert not (cli.root / "plugin-ran").exists()
    assert "no-shouting: shouting" in cli("check", "--allow-plugins", "--output-format", "concise").out
    assert (cli.root / "plugin-ran").exists()
    assert "Loud." in cli("explain", "--allow-plugins", "no-shouting").out
    assert "no-shouting" in cli("rules", "--allow-plugins").out
    monkeypatch.setenv("VAULTTOOLS_ALLOW_PLUGINS", "1")
    assert cli("check").code == 1
    cli.write({"a.md": f"BOOM {ERROR}"})
    failed = cli("check", "--output-format", "concise")
    assert failed.code == 2
    assert "rule-failed" in failed.out and "broken-link" in failed.out
    cli.write({".vaulttools.yaml": "plugins: [no_such_plugin]\n"})
    said = cli("check").err
    assert "cannot import the plug-in `no_such_plugin`" in said
    assert "PYTHONPATH" in said


def test_no_module_of_the_vault_is_taken_for_ours(cli: Cli) -> None:
    for name in ("yaml", "click", "json", "regex", "pyromark"):
        cli.write({f"{name}.py": "open('hacked', 'w').close()\n"})
    cli.write({"a.md": "fine\n"})
    assert python("check", cwd=cli.root, capture_output=True).returncode == 0
    assert not (cli.root / "hacked").exists()


# -- the other commands


def test_init_writes_a_config_once(cli: Cli) -> None:
    assert cli("init").code == 0
    assert cli("check").code == 0
    written = cli.read()
    again = cli("init")
    assert again.code == 2
    assert "already exists" in again.err
    assert cli.read() == written
    (cli.root / "sub").mkdir()
    inside = cli("init", "sub")
    assert inside.code == 2
    assert "inside a vault that has a config" in inside.err
    assert cli.read() == written
    (cli.root / "sub/.obsidian").mkdir()
    assert cli("init", "sub", "--lang", "ko").code == 0, "it is a vault of its own"
    assert "설정" in (cli.root / "sub/.vaulttools.yaml").read_text("utf-8")


def test_init_creates_the_notes_of_companies_it_met(cli: Cli) -> None:
    pitches = "데모데이 기록.\n**금요일 오전**\n1. 한결물류\n  - 물류 플랫폼\n2. 새봄랩\n  - 고객 두 곳\n3. 누리(Nuri)\n  - 투자 준비\n"
    (cli.root / "2025-03-07.md").write_text(pitches, "utf-8")
    listed = cli("init")
    assert listed.code == 0
    assert "  한결물류\n    2025-03-07.md:3  " in listed.out
    assert "--companies all" in listed.err
    assert not (cli.root / "companies").exists()
    assert cli("init", "--companies", "없는회사").code == 2
    assert cli("init", "--companies", "새봄랩, 누리").code == 0
    written = {path.name: path.read_text("utf-8") for path in (cli.root / "companies").iterdir()}
    assert written == {
        "새봄랩.md": "---\ntype: company\ndate: 2025-03-07\n---\n\n## 언급\n\n- [[2025-03-07]]\n",
        "누리.md": "---\ntype: company\ndate: 2025-03-07\naliases:\n  - 누리(Nuri)\n  - Nuri\n---\n\n## 언급\n\n- [[2025-03-07]]\n",
    }
    assert "한결물류" in cli("init", "--companies", "all").out
    assert "note of their own: 0" in cli("init", "--companies", "all", "--lang", "en").out
    assert (cli.root / "2025-03-07.md").read_text("utf-8") == pitches


@pytest.mark.parametrize(("answer", "created"), [("누리, 새봄랩", 2), ("all", 3), ("", 0), ("없음", 0)])
def test_init_asks_a_person_which_companies_get_a_note(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, answer: str, created: int
) -> None:
    cli.write(
        {
            "day.md": "데모데이 기록.\n**금요일 오전**\n1. 한결물류\n  - 물류 플랫폼\n2. 새봄랩\n  - 고객 두 곳\n3. 누리\n  - 투자 준비\n"
        }
    )
    terminal = type("Terminal", (io.TextIOWrapper,), {"isatty": lambda _: True})
    monkeypatch.setattr(io, "TextIOWrapper", terminal)
    assert cli("init", stdin=f"{answer}\n".encode()).code == 0
    assert len([*cli.root.glob("companies/*.md")]) == created


@pytest.mark.parametrize("looks_at", [(), ("--vault",)], ids=["note", "vault"])
def test_a_new_rule_fails_until_it_is_written(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, looks_at: tuple[str, ...]
) -> None:
    assert cli("new-rule", "links/some-rule", "--folder", "my_rules", *looks_at).code == 0
    file = cli.root / "my_rules/links/some_rule.py"
    taken = cli("new-rule", "links/some-rule", "--folder", "my_rules")
    assert taken.code == 2
    import importlib.util

    spec = importlib.util.spec_from_file_location("my_rules.links.some_rule", file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    (rule,) = rules_in(module)
    assert (rule.name, rule.family) == ("some-rule", "links")
    failing = []
    for case in cases(rule):
        try:
            case.run()
        except AssertionError:
            failing.append(case.what)
    assert "as-it-is" in failing


def test_no_rule_is_laid_out_in_an_installed_package(cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("vaulttools.cli.new_rule.__file__", str(tmp_path / "site-packages/vaulttools/cli/new_rule.py"))
    refused = cli("new-rule", "links/some-rule")
    assert refused.code == 2 and "--folder" in refused.err
    assert not (tmp_path / "site-packages").exists()


def test_a_config_may_be_called_yml(cli: Cli) -> None:
    cli.write({".vaulttools.yml": "rules: {broken-link: off}\n", "a.md": "[[Nothing]]\n"})
    assert cli("check").code == 0


def test_config_shows_what_is_used(cli: Cli) -> None:
    cli.write({".vaulttools.yaml": "overrides: [{paths: ['daily/'], rules: {broken-link: off}}]\n", "daily/a.md": ""})
    assert "  broken-link: error" in cli("config").out
    assert "  broken-link: off" in cli("config", "daily/a.md").out
    schema = json.loads(cli("config", "--schema").out)
    jsonschema.Draft202012Validator.check_schema(schema)


def test_rules_and_explain_tell_of_every_rule(cli: Cli) -> None:
    listed = {each["rule"]: each for each in json.loads(cli("rules", "--output-format", "json").out)}
    assert listed.keys() == builtin_rules().keys()
    english, korean = cli("rules").out, cli("rules", "--lang", "ko").out
    for name in listed:
        assert f"  {name} " in english and f"  {name} " in korean
    for name in ("broken-link", "missing-related", "rule-failed"):
        page = cli("explain", name)
        assert page.code == 0
        assert "## Why" in page.out
        page = cli("explain", name, "--lang", "ko")
        assert page.code == 0
        head, *prose = re.sub(r"^(`{3,}).*?^\1$", "", page.out, flags=re.M | re.S).split("\n")
        assert head.startswith(f"{name}: ")
        assert not [line for line in prose if line and not re.search("[가-힣]", line)]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion(cli: Cli, shell: str) -> None:
    def completed(how: str, words: str = "", at: str = "") -> bytes:
        command = [sys.executable, "-c", "import sys; from vaulttools.cli import main; sys.exit(main())"]
        asked = {"_VAULTTOOLS_COMPLETE": f"{shell}_{how}", "COMP_WORDS": words, "COMP_CWORD": at}
        return subprocess.run(command, cwd=cli.root, env=environ() | asked, check=True, capture_output=True).stdout

    # Fish gives the word itself, the others its number.
    first, last = ("ch", "links,broken-l") if shell == "fish" else ("1", "3")
    assert b"_vaulttools_completion" in completed("source")
    assert b"check" in completed("complete", "vaulttools ch", first)
    assert b"links,broken-link" in completed("complete", "vaulttools check --select links,broken-l", last)


# -- command lines that are read without click


def options_of(command: str) -> Sequence[Param]:
    """The options and arguments of a command."""
    definition = defined(command)
    assert definition is not None
    return definition.params


WORDS = {
    *(name for command in COMMANDS for each in options_of(command) for name in each.names if each.is_option),
    *(
        __file__,
        str(Path(__file__).parent),
        "nosuch.md",
        "",
        "-",
        "--",
        "-x",
        "-qi",
        "-j2",
        "3",
        "-1",
        "HEAD",
        "a,b",
        "~",
    ),
    *("--since=HEAD", "--nosuch", "--help", "-h", "--version", "json", "never", "always", "ko", "--lang=ko", "nosuch"),
}
USUAL = [
    ["check"],
    ["check", "--affected", __file__, "."],
    ["check", "--since", "HEAD", "--output-format", "github", "-q"],
    ["fix", "--exit-non-zero-on-fix", "--fail-on", "never", __file__],
    ["enrich", "--select", "links", "--select", "layout", "--diff"],
]


@pytest.mark.parametrize("arguments", USUAL, ids=" ".join)
def test_usual_command_lines_are_read_without_click(arguments: list[str]) -> None:
    name, *words = arguments
    assert plain(options_of(name), words, {}) is not None
    assert plain(options_of(name), words, {"VAULTTOOLS_ALLOW_PLUGINS": "1"}) is None


@given(st.sampled_from(COMMANDS), st.lists(st.sampled_from(sorted(WORDS)), max_size=6))
def test_what_is_read_without_click_is_what_click_reads(name: str, words: list[str]) -> None:
    values = plain(options_of(name), words, {})
    if values is not None:
        with whole.make_context("vaulttools", [name, *words]) as context:
            command = whole.get_command(context, name)
            assert command is not None
            read = command.make_context(name, [*words], context)
            assert read.params == values
            assert {key: type(value) for key, value in read.params.items()} == {
                key: type(value) for key, value in values.items()
            }


def test_a_hook_imports_little(cli: Cli) -> None:
    cli.write({"a.md": ERROR})
    git(cli.root, "init", "-q")
    code = (
        "import sys; from vaulttools.cli import main; code = main(['check', '--affected', 'a.md']);"
        "print(*{'click', 'hashlib', 'inspect', 'yaml', 'regex'} & sys.modules.keys(), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=cli.root, env=environ(), check=False, capture_output=True)
    assert (done.returncode, done.stderr.split()) == (1, [])


# -- streams


def test_a_reader_that_leaves_early_is_no_failure(cli: Cli) -> None:
    cli.write({f"{number}.md": ERROR * 20 for number in range(200)})
    for lines in ("1", "2000"):
        script = f"{sys.executable} -m vaulttools check --no-cache --quiet | head -n {lines} >/dev/null; echo ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", script], cwd=cli.root, env=environ(), check=True, capture_output=True)
        assert done.stdout.strip() == b"1"
        assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a device that is always full")
def test_a_full_disk_is_said(cli: Cli) -> None:
    cli.write({"a.md": ERROR})
    for unbuffered in ("", "1"):
        with Path("/dev/full").open("wb") as full, pytest.MonkeyPatch.context() as patch:
            patch.setenv("PYTHONUNBUFFERED", unbuffered)
            done = python("check", cwd=cli.root, stdout=full, stderr=subprocess.PIPE)
        assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"cannot write" in done.stderr


def test_closed_streams(cli: Cli) -> None:
    cli.write({"a.md": ERROR})
    for closed, code in (("1>&-", 1), ("2>&-", 1), ("0<&-", 1)):
        script = (
            f"{sys.executable} -m vaulttools check {closed} >/dev/null"
            if closed != "1>&-"
            else f"{sys.executable} -m vaulttools check {closed}"
        )
        done = subprocess.run(["bash", "-c", script], cwd=cli.root, env=environ(), check=False, capture_output=True)
        assert done.returncode == code
        assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="no current folder can be removed there")
def test_the_current_folder_may_be_gone(tmp_path: Path) -> None:
    for arguments, said in ((["check"], "the current folder no longer exists"), (["--version"], "vaulttools ")):
        (tmp_path / "gone").mkdir()
        command = [sys.executable, "-m", "vaulttools", *arguments]
        script = f"cd gone; rmdir ../gone; exec {shlex.join(command)}"
        options: dict[str, Any] = {"cwd": tmp_path, "env": environ(), "text": True, "capture_output": True}
        done = subprocess.run(["sh", "-c", script], check=False, **options)
        assert said in done.stdout + done.stderr and "Traceback" not in done.stderr


def test_profile_tells_where_the_time_goes_and_changes_no_report(cli: Cli) -> None:
    # Much to read: what takes less than a thousandth is left out, and asking git takes its time on a busy machine.
    cli.write({"a.md": "[[nowhere]]\n\n" * 200 + "Some *words* to read.\n\n" * 2000})
    plain = cli("check")
    timed = cli("check", "--profile")
    assert (timed.code, timed.out) == (plain.code, plain.out)
    rows = {what: float(share) for share, what in re.findall(r"^ *[\d.]+ s +([\d.]+)%  (.*)$", timed.err, re.M)}
    assert sum(rows.values()) == pytest.approx(100, abs=10)
    assert {"broken-link", "parsing markdown", "other"} <= rows.keys()
    assert "마크다운 분석" in cli("check", "--profile", "--lang", "ko").err
    assert cli("check").err == plain.err


def test_a_folder_that_nothing_makes_a_vault(tmp_path: Path) -> None:
    for path, text in {
        "notes/a.md": "See [[Acme]].\n",
        "companies/Acme.md": "# Acme\n",
        "other/b.md": "[[x]]\n",
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    # One folder is the vault, and that is said.
    done = python("check", "notes", "--no-cache", cwd=tmp_path, capture_output=True)
    assert b"treating `notes` as the whole vault" in done.stderr
    assert b"broken-link" in done.stdout
    assert (
        b"as the whole vault"
        not in python("check", "notes", "-q", "--no-cache", cwd=tmp_path, capture_output=True).stderr
    )
    assert (
        b"as the whole vault" not in python("check", "--no-cache", cwd=tmp_path / "notes", capture_output=True).stderr
    )
    # Several are in the vault that holds them all.
    done = python("check", "notes", "companies", "--no-cache", cwd=tmp_path, capture_output=True)
    assert b"broken-link" not in done.stdout
    assert b"as the whole vault" not in done.stderr
    # A vault that says so needs no word.
    (tmp_path / ".obsidian").mkdir()
    done = python("check", "notes", "--no-cache", cwd=tmp_path, capture_output=True)
    assert b"as the whole vault" not in done.stderr
    assert b"broken-link" not in done.stdout


def test_what_is_no_text_is_not_shown(cli: Cli) -> None:
    (cli.root / "a.md").write_bytes("역할".encode("cp949"))
    assert cli("check").out.splitlines()[1:2] == ["  = help: save it as UTF-8; until then vaulttools leaves it alone"]


def test_a_stop_while_asking_writes_no_note(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    class Stopping(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            raise KeyboardInterrupt

    text = "# Team\n\n[[#Teem]] the the\n"
    cli.write({"a.md": text})
    monkeypatch.setattr(sys, "stdin", Stopping())
    assert main(["fix", "--interactive"]) == 130
    assert "stopped: no note was written" in capfdbinary.readouterr().err.decode().splitlines()
    assert (cli.root / "a.md").read_text() == text


def test_a_note_that_a_run_links_to_is_looked_at_again_in_that_run(cli: Cli) -> None:
    """A list of the notes about a company holds those, too, that come after it and mention it without a link so far."""
    cli.write(
        {
            ".vaulttools.yaml": "extend-select: [unlisted-mention]\n",
            "companies/Acme.md": "---\ntype: company\n---\n\nBanks pay.\n",
            "notes/Zeta.md": "We met Acme.\n",
        }
    )
    cli("enrich")
    once = cli.read()
    assert b"[[Acme]]" in once["notes/Zeta.md"]
    assert b"[[Zeta]]" in once["companies/Acme.md"]
    cli("enrich")
    assert cli.read() == once
