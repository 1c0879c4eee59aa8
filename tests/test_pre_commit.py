"""The hooks under the real pre-commit, in a real git repository."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

HERE = Path(__file__).parents[1]
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((HERE / ".pre-commit-hooks.yaml").read_text("utf-8"))}

FLAW = "토큰\x08증권\n"
MENDED = "토큰증권\n"


class Repository:
    """A vault in git, with our hooks installed as `language: system`, as nothing may be downloaded here."""

    def __init__(self, root: Path, home: Path) -> None:
        self.root = root
        self.environ = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))},
            "PYTHONPATH": str(HERE),
            "PRE_COMMIT_HOME": str(home),
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "GIT_AUTHOR_NAME": "x",
            "GIT_AUTHOR_EMAIL": "x@example.com",
            "GIT_COMMITTER_NAME": "x",
            "GIT_COMMITTER_EMAIL": "x@example.com",
        }

    def git(self, *arguments: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
        return self._run("git", *arguments, check=check)

    def pre_commit(self, *arguments: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
        return self._run(sys.executable, "-m", "pre_commit", *arguments, check=check)

    def _run(self, *command: str, check: bool) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            command,
            cwd=self.root,
            env=self.environ,
            check=False,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="surrogateescape",
        )
        assert not check or done.returncode == 0, done.stderr
        return done

    def use(self, *hooks: str) -> None:
        local = [
            {
                **HOOKS[hook],
                "language": "system",
                "entry": HOOKS[hook]["entry"].replace("vaulttools", f"{shlex.quote(sys.executable)} -m vaulttools", 1),
            }
            for hook in hooks
        ]
        config = {"repos": [{"repo": "local", "hooks": local}]}
        (self.root / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
        self.git("add", ".pre-commit-config.yaml")
        self.pre_commit("install")

    def write(self, path: str, text: str, *, stage: bool = True) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        if stage:
            self.git("add", "--", path)

    def read(self, path: str) -> str:
        return (self.root / path).read_bytes().decode()

    def staged(self, path: str) -> str:
        return self.git("show", f":{path}").stdout

    def commit(self) -> tuple[bool, str]:
        """Whether a commit went through, and what was said."""
        done = self.git("commit", "-m", "x", check=False)
        return done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    (tmp_path / "home").mkdir()
    (tmp_path / "vault").mkdir()
    made = Repository(tmp_path / "vault", tmp_path / "home")
    made.git("init", "-q")
    made.write("Home.md", "# Home\n\nSee [[Plan#Goals]].\n")
    made.write("Plan.md", "# Plan\n\n## Goals\n\nGrow.\n")
    made.git("commit", "-qm", "first")
    return made


def test_a_note_is_checked_against_the_whole_vault(repository: Repository) -> None:
    repository.use("vaulttools")
    repository.write("Draft.md", "# Draft\n", stage=False)
    repository.write("a.md", "[[Plan]] and [[Home]]\n")
    done, said = repository.commit()
    assert done, said
    repository.write("b.md", "[[Nobody]]\n")
    done, said = repository.commit()
    assert not done
    assert "b.md:1:3: error broken-link" in said
    assert repository.read("b.md") == "[[Nobody]]\n", "the check writes nothing"


def test_a_heading_that_goes_breaks_a_note_that_is_not_committed(repository: Repository) -> None:
    repository.use("vaulttools")
    repository.write("Plan.md", "# Plan\n\n## Aims\n\nGrow.\n")
    done, said = repository.commit()
    assert not done
    assert "Home.md:3:" in said
    repository.write("Home.md", "# Home\n\nSee [[Plan#Aims]].\n")
    done, said = repository.commit()
    assert done, said


def test_deleting_and_renaming_a_note_breaks_its_links(repository: Repository) -> None:
    repository.use("vaulttools")
    repository.git("commit", "-qnm", "hooks")
    repository.git("rm", "-q", "Plan.md")
    done, said = repository.commit()
    assert not done, "no file is left to check, and yet a link is broken"
    assert "Home.md:3:7: error broken-link" in said
    repository.git("reset", "-q", "--hard")
    repository.git("mv", "Plan.md", "Strategy.md")
    done, said = repository.commit()
    assert not done
    assert "Home.md:3:7: error broken-link" in said
    repository.write("Home.md", "# Home\n\nSee [[Strategy#Goals]].\n")
    done, said = repository.commit()
    assert done, said


def test_what_a_range_of_commits_deleted_breaks_its_links(repository: Repository) -> None:
    repository.use("vaulttools")
    repository.git("commit", "-qnm", "hooks")
    repository.git("rm", "-q", "Plan.md")
    repository.git("commit", "-qnm", "gone")
    repository.write("Other.md", "# Other\n\nText.\n")
    repository.git("commit", "-qnm", "more")
    done = repository.pre_commit("run", "--from-ref", "HEAD~2", "--to-ref", "HEAD", check=False)
    assert done.returncode == 1
    assert "Home.md:3:" in done.stdout


def test_what_a_range_of_commits_changed_breaks_its_links(repository: Repository) -> None:
    repository.use("vaulttools")
    repository.write("Old.md", "[[Plan]]\n\n[[Plan#Nowhere]]\n")
    repository.git("commit", "-qnm", "hooks")
    repository.write("Plan.md", "# Plan\n\n## Aims\n\nGrow.\n")
    repository.git("commit", "-qnm", "change")
    done = repository.pre_commit("run", "--from-ref", "HEAD~1", "--to-ref", "HEAD", check=False)
    assert done.returncode == 1
    assert "Home.md:3:" in done.stdout
    assert "Old.md" not in done.stdout, "it was broken before"


def test_a_canvas_that_is_committed_alone_is_checked(repository: Repository) -> None:
    repository.use("vaulttools")
    repository.write("board.canvas", '{"nodes":[{"type":"file","file":"Plan.md"}]}')
    done, said = repository.commit()
    assert done, said
    repository.write("board.canvas", '{"nodes":[{"type":"file","file":"Plans.md"}]}')
    done, said = repository.commit()
    assert not done
    assert "broken-link" in said and "Plans.md" in said
    assert "1 error in 1 file" in said


def test_a_commit_without_notes_is_no_check_of_the_vault(repository: Repository) -> None:
    repository.write("old.md", "[[Nobody]]\n")
    repository.git("commit", "-qm", "an old flaw")
    repository.use("vaulttools")
    repository.write("code.py", "x = 1\n")
    done, said = repository.commit()
    assert done, said


def test_fix_stops_the_commit_and_leaves_the_mended_note(repository: Repository) -> None:
    repository.use("vaulttools-fix")
    repository.write("a.md", FLAW)
    repository.write("untouched.md", FLAW, stage=False)
    done, said = repository.commit()
    assert not done
    assert repository.read("a.md") == MENDED
    assert repository.staged("a.md") == FLAW
    assert repository.read("untouched.md") == FLAW
    repository.git("add", "a.md")
    done, said = repository.commit()
    assert done, said


def test_enrich_links_what_is_committed(repository: Repository) -> None:
    repository.write("companies/Acme.md", "---\ntype: company\n---\n# Acme\n")
    repository.git("commit", "-qm", "x")
    repository.use("vaulttools-enrich")
    repository.write("a.md", "We met Acme.\n")
    assert not repository.commit()[0]
    assert repository.read("a.md") == "We met [[Acme]].\n"
    repository.git("add", "a.md")
    assert repository.commit()[0]


PARTS = [f"line {number}\n" for number in range(40)]


@pytest.mark.parametrize(("at", "kept"), [(35, True), (1, False)], ids=["far", "overlapping"])
def test_what_is_not_staged_survives(repository: Repository, at: int, kept: bool) -> None:
    """Where the fix and the unstaged change clash, pre-commit takes the fix back."""
    repository.use("vaulttools-fix")
    staged = ["토큰\x08증권\n", *PARTS]
    repository.write("a.md", "".join(staged))
    unstaged = list(staged)
    unstaged[at] = "not staged yet\n"
    if not kept:
        unstaged[0] = "토큰\x08증권을 본다\n"
    repository.write("a.md", "".join(unstaged), stage=False)
    assert not repository.commit()[0]
    expected = list(unstaged)
    if kept:
        expected[0] = MENDED
    assert repository.read("a.md") == "".join(expected)
    assert repository.staged("a.md") == "".join(staged)


def test_the_staged_text_is_checked_not_the_other(repository: Repository) -> None:
    repository.use("vaulttools")
    repository.write("a.md", "[[Plan]]\n")
    repository.write("a.md", "[[Nobody]]\n", stage=False)
    done, said = repository.commit()
    assert done, said
    assert repository.read("a.md") == "[[Nobody]]\n"


def test_names_are_names(repository: Repository) -> None:
    repository.use("vaulttools", "vaulttools-fix")
    names = "-x", "--exclude=*", "--config=evil", "$(touch hacked)", "#x", "a b", "'\"", "한글 노트"
    for name in names:
        repository.write(f"{name}.md", f"[[Nobody]] {FLAW}")
    done, said = repository.commit()
    assert not done
    assert said.count("broken-link: no note is named `Nobody`") == len(names)
    assert {repository.read(f"{name}.md") for name in names} == {f"[[Nobody]] {MENDED}"}
    assert {"hacked", "Usage"}.isdisjoint([*os.listdir(repository.root), *said.split()])


def test_line_endings_stay_under_autocrlf(repository: Repository) -> None:
    repository.git("config", "core.autocrlf", "true")
    repository.use("vaulttools-fix")
    repository.write("a.md", f"# A\r\n\r\n{FLAW[:-1]}\r\nend\r\n")
    assert not repository.commit()[0]
    assert repository.read("a.md") == f"# A\r\n\r\n{MENDED[:-1]}\r\nend\r\n"
    repository.git("add", "a.md")
    done, said = repository.commit()
    assert done, said
    assert repository.read("a.md") == f"# A\r\n\r\n{MENDED[:-1]}\r\nend\r\n"


def test_an_unfinished_merge_is_reported_and_left_alone(repository: Repository) -> None:
    repository.use("vaulttools", "vaulttools-fix")
    text = f"<<<<<<< HEAD\n{FLAW}=======\nother\n>>>>>>> branch\n"
    repository.write("a.md", text)
    done, said = repository.commit()
    assert not done
    assert "conflict-marker" in said
    assert "can be fixed" not in said
    assert repository.read("a.md") == text


def test_many_notes_in_one_commit(repository: Repository) -> None:
    repository.use("vaulttools")
    for number in range(1500):
        repository.write(
            f"notes/{number} a rather long name, so that all of them do not fit one command line.md",
            "[[Home]]\n",
            stage=False,
        )
    repository.git("add", ".")
    done, said = repository.commit()
    assert done, said


def test_the_hooks_are_what_users_expect() -> None:
    assert HOOKS.keys() == {"vaulttools", "vaulttools-fix", "vaulttools-enrich"}
    for hook in HOOKS.values():
        assert hook["language"] == "python"
        assert hook["require_serial"] is True
    for writing in ("vaulttools-fix", "vaulttools-enrich"):
        assert HOOKS[writing]["types"] == ["markdown"]
    seen = [
        name
        for name in ("a.md", "b/C.MD", "d.canvas", "e.mdx", "f.py", "md", "g.base")
        if re.search(HOOKS["vaulttools"]["files"], name)
    ]
    assert seen == ["a.md", "b/C.MD", "d.canvas", "g.base"]
    assert HOOKS["vaulttools"]["entry"].split()[:2] == ["vaulttools", "check"]
