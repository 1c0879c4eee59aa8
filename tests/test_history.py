"""The vault as git had it: what was in notes and canvases, the names of other files, and nothing of what differs not."""

import gc
import weakref
from collections.abc import Collection
from pathlib import Path

import pytest

from tests.repository import commit_all, git, laid_out
from vaulttools.config import Config
from vaulttools.files.git import base, last_known, run
from vaulttools.history import Former, History
from vaulttools.note import MOST_BYTES, Note
from vaulttools.registry import Registry
from vaulttools.session import Session, checking


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    root.mkdir()
    git(root, "init", "-q")
    return root


def former(root: Path, commit: str, given: Collection[str] = ()) -> Former:
    session = Session(root, Config(Registry()))
    return session.history.former(session.vault, commit, frozenset(given))


def test_the_state_of_git_is_asked_for_only_where_somebody_wants_it(repository: Path) -> None:
    laid_out(repository, {"a.md": "x\n"})
    commit_all(repository)
    (repository / "a.md").unlink()
    history = History(repository)
    assert history.moved == {"a.md": ""} and history.head == ""
    wanted = History(repository)
    wanted.head = None
    assert wanted.moved == history.moved and (wanted.head or "").startswith(base(repository, "HEAD") or "?")


def test_a_vault_is_as_it_was(repository: Path) -> None:
    vault = repository / "볼트"
    laid_out(
        vault,
        {
            "a.md": b"one\r\n\0two",
            "b/\xea\xb0\x80 \xeb\x82\x98.md".encode("latin-1").decode("utf-8"): b"[[a]] ^x",
            "same.md": "[[a]]\n",
            "board.canvas": '{"nodes": [{"file": "same.md"}]}',
            "pic.png": "x",
            ".trash/old.md": "x",
        },
    )
    (vault / "link.md").symlink_to("/etc/passwd")
    commit_all(repository)
    (vault / "a.md").write_bytes(b"changed since\n")
    (vault / "link.md").unlink()
    laid_out(vault, {"link.md": "a note now\n", "new.md": "[[a]]\n", ".trash/old.md": "y", "board.canvas": "{}"})
    (vault / "pic.png").unlink()
    git(vault, "mv", "b/가 나.md", "c.md")
    then = former(vault, "HEAD")
    assert then.data.keys() == {"a.md", "b/가 나.md", "board.canvas"}
    assert then.names == {"c.md": "b/가 나.md"}
    assert then.data["a.md"] == b"one\r\n\0two" and then.vault.text("a.md").startswith("one")
    assert {*then.vault.facts} == {"a.md", "b/가 나.md", "same.md"}
    assert then.vault.facts["b/가 나.md"].block_ids == ("x",)
    assert then.vault.files == {"board.canvas", "pic.png"}
    assert then.vault.graph.on_canvases == {"same.md"}
    # What is given is compared, though the file has not changed.
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "y")
    assert former(vault, "HEAD", {"a.md"}).data == {"a.md": b"changed since\n"}
    assert former(vault, "HEAD", {"not there.md"}).new == {"not there.md"}


def test_files_that_are_too_big_or_missing_are_not_taken_for_others(repository: Path) -> None:
    (repository / "big.md").write_bytes(b"x" * (MOST_BYTES + 1000))
    (repository / "a.md").write_text("[[b]]\n")
    commit_all(repository)
    (repository / "big.md").write_text("small\n")
    (repository / "a.md").write_text("b\n")
    then = former(repository, "HEAD")
    assert Note.from_bytes("big.md", then.data["big.md"]).damage
    assert then.vault.facts["a.md"].links == ("b",)
    blob = git(repository, "rev-parse", "HEAD:a.md")
    (repository / ".git/objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(LookupError):
        former(repository, "HEAD")
    with pytest.raises(LookupError):
        former(repository, "no commit")


@pytest.mark.parametrize("name", ["", "nothing", "--help", "-x", "HEAD:a.md", "^HEAD", "a\nb"])
def test_what_is_no_commit_is_no_revision(repository: Path, name: str) -> None:
    (repository / "a.md").write_text("a\n")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "x")
    assert base(repository, name) is None


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


def test_notes_that_are_checked_again_are_not_kept_in_memory(repository: Path) -> None:
    for name in "abc":
        (repository / f"{name}.md").write_text("[[nowhere]]\n")
    commit_all(repository)
    (repository / "a.md").write_text("[[elsewhere]]\n")
    session = Session(repository, Config(Registry()))
    then = session.history.former(session.vault, "HEAD", frozenset())
    alive = []
    for path in session.paths():
        found = [each for each in checking.check(session, [path]) if each.rule == "broken-link"]
        assert len(checking.earlier(session, path, found, then)) == 1
        alive.append(weakref.ref(session.note(path)))
    del found
    gc.collect()
    assert [note() is None for note in alive] == [True, True, False]
