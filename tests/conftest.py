"""What holds of all tests: they see the same with and without the extra `ko`, and none fails by chance."""

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
