"""What holds of all tests: they see the same with and without the extra `ko`, and none fails by chance."""

import sys
from pathlib import Path

import pytest
from hypothesis import settings

from vaulttools import session

# How long an example takes says more of the machine and its other work than of the code; benchmarks are elsewhere.
# The same examples each time: a change is judged by what it changes. `fuzz/` looks for what nobody has thought of.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


@pytest.fixture(autouse=True)
def _without_analyser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "is_installed", lambda: False)


@pytest.fixture(autouse=sys.platform == "win32")
def _written_as_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows would write CRLF for a line feed, and what no code page has not at all."""

    def write_text(path: Path, text: str, encoding: str = "utf-8", **_: object) -> None:
        path.write_bytes(text.encode(encoding))

    monkeypatch.setattr(Path, "write_text", write_text)
    monkeypatch.setattr(Path, "read_text", lambda path, encoding="utf-8": path.read_bytes().decode(encoding))
