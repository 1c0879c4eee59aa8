"""Repositories of git for tests, by somebody who signs nothing."""

import subprocess
from pathlib import Path

_IDENTITY = ("-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str, given: bytes = b"") -> str:
    """What git prints in `folder`. Raises CalledProcessError where it fails."""
    command = ["git", "-C", folder, *_IDENTITY, *arguments]
    return subprocess.run(command, check=True, capture_output=True, input=given).stdout.decode().strip()


def commit_all(folder: Path) -> None:
    """Commits all that is in `folder`, in a new repository where it is in none."""
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x")
