"""What holds of all tests: they see the same with and without the extra `ko`, which has tests of its own."""

import pytest

from vaulttools import session


@pytest.fixture(autouse=True)
def _without_analyser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "is_installed", lambda: False)
