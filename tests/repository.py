"""Folders of files for tests, and repositories of git by somebody who signs nothing."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

_IDENTITY = ("-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false")


def laid_out(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """`root`, with `files` in it by their paths from there."""
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def git(folder: Path, *arguments: str, given: bytes = b"") -> str:
    """What git prints in `folder`. Raises CalledProcessError where it fails."""
    command = ["git", "-C", folder, *_IDENTITY, *arguments]
    return subprocess.run(command, check=True, capture_output=True, input=given).stdout.decode().strip()


def commit_all(folder: Path) -> None:
    """Commits all that is in `folder`, in a new repository where it is in none."""
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x")
