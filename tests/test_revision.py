"""The vault as git had it is laid out in a folder: notes and settings whole, other files by name, nothing outside."""

from pathlib import Path

import pytest

from tests.repository import git, laid_out
from vaulttools import revision
from vaulttools.git import last_known, run
from vaulttools.note import MOST_BYTES


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    root.mkdir()
    git(root, "init", "-q")
    return root


def test_files_are_as_they_were(repository: Path, tmp_path: Path) -> None:
    vault = repository / "볼트"
    notes = {
        "a.md": b"one\r\n\0two",
        "b/\xea\xb0\x80 \xeb\x82\x98.md".encode("latin-1").decode("utf-8"): b"",
        "B.MD": b"\n\n",
    }
    laid_out(vault, {**notes, ".obsidian/app.json": b"{}", "pic.png": b"x" * 1000})
    (vault / "link.md").symlink_to("/etc/passwd")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "x")
    (vault / "a.md").write_bytes(b"changed since\n")
    commit = revision.base_of(vault, "HEAD")
    assert commit is not None
    folder = tmp_path / "laid out"
    folder.mkdir()
    revision.lay_out(vault, commit, folder, MOST_BYTES)
    found = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    assert found == {**notes, ".obsidian/app.json": b"{}", "pic.png": b""}


def test_files_that_are_too_big_or_missing_are_not_taken_for_others(repository: Path, tmp_path: Path) -> None:
    (repository / "big.md").write_bytes(b"x" * (MOST_BYTES + 1000))
    (repository / "a.md").write_text("a\n")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "x")
    commit = revision.base_of(repository, "HEAD")
    assert commit is not None
    (tmp_path / "first").mkdir()
    revision.lay_out(repository, commit, tmp_path / "first", MOST_BYTES)
    assert (tmp_path / "first/big.md").stat().st_size == MOST_BYTES + 1
    assert (tmp_path / "first/a.md").read_text() == "a\n"
    blob = git(repository, "rev-parse", "HEAD:a.md")
    (repository / ".git/objects" / blob[:2] / blob[2:]).unlink()
    (tmp_path / "second").mkdir()
    with pytest.raises(LookupError):
        revision.lay_out(repository, commit, tmp_path / "second", MOST_BYTES)


@pytest.mark.parametrize("path", ["../out.md", "/tmp/out.md", "a/../../out.md", "C:out.md", "..\\out.md"])
def test_a_path_of_a_hostile_tree_leads_nowhere(path: str) -> None:
    assert not revision._lies_below(path)


@pytest.mark.parametrize("name", ["", "nothing", "--help", "-x", "HEAD:a.md", "a\nb"])
def test_what_is_no_commit_is_no_revision(repository: Path, name: str) -> None:
    (repository / "a.md").write_text("a\n")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "x")
    assert revision.base_of(repository, name) is None


def test_a_hook_in_a_linked_work_tree_asks_about_the_folder_of_the_vault(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in ("vault/a.md", "vault/gone.md", "b.md"):
        (repository / path).parent.mkdir(exist_ok=True)
        (repository / path).write_bytes(b"x\n")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "x")
    git(repository, "worktree", "add", "-q", str(tmp_path / "linked"))
    vault = tmp_path / "linked/vault"
    (vault / "gone.md").unlink()
    monkeypatch.setenv("GIT_DIR", git(vault, "rev-parse", "--absolute-git-dir"))  # as git does for hooks there
    gone = run(vault, "diff", "--name-only", "--diff-filter=D", "--relative", "HEAD")
    assert gone == b"gone.md\n"
    assert last_known(vault, "gone.md") == b"x\n"
