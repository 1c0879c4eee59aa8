"""What holds of all tests: they see the same with and without the extra `ko`, and none fails as a machine is slow."""

import pytest
from hypothesis import settings

from vaulttools import session

# How long an example takes says more of the machine and its other work than of the code; benchmarks are elsewhere.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def _without_analyser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "is_installed", lambda: False)
