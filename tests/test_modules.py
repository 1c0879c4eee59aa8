"""The modules that are kept in one file are those that Python would have found."""

import marshal
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from vaulttools import modules

TOLD = """
import sys
from vaulttools import modules
kept = modules.Modules(sys.argv[1])
sys.meta_path.insert(0, kept)
import vaulttools.rules.links.broken_link as one, vaulttools.note as package
for each in (one, package):
    spec = each.__spec__
    print(type(spec.loader).__name__, file=sys.stderr)
    print(each.__name__, each.__file__, each.__cached__, each.__package__, getattr(each, "__path__", None), each.__doc__)
    print(spec.name, spec.origin, spec.cached, spec.has_location, spec.submodule_search_locations, spec.parent)
    print(spec.loader.get_source(each.__name__) == open(each.__file__, encoding="utf-8").read(), each.__loader__ is spec.loader)
print(one.BrokenLink.__module__, one.BrokenLink.check.__code__.co_filename, one.BrokenLink.check.__code__.co_firstlineno)
kept.keep()
"""


def told(file: Path, written: bool = True) -> tuple[str, set[str]]:
    """What is told of two modules, and the kinds of their loaders."""
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "" if written else "1"}
    done = subprocess.run([sys.executable, "-P", "-c", TOLD, str(file)], capture_output=True, env=environ, check=True)
    return done.stdout.decode(), {*done.stderr.decode().split()}


def test_kept_modules_are_as_those_that_python_finds(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    first = told(file, written=False)
    assert first[1] == {"SourceFileLoader"} and not file.exists()
    assert told(file) == first
    assert os.listdir(tmp_path) == ["kept"]
    again = told(file)
    assert again == (first[0], {"_Loader"})


def test_modules_that_changed_or_were_cut_off_are_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "kept"
    told(file)
    whole = file.read_bytes()
    name = "vaulttools.rules.links.broken_link"

    def finds() -> bool:
        return modules.Modules(str(file)).find_spec(name, None) is not None

    assert finds()
    for bad in (b"", whole[:-9], whole + b"1", b"no", (3).to_bytes(8, "big") + marshal.dumps(1)):
        file.write_bytes(bad)
        assert not finds()
    file.write_bytes(whole)
    changes: tuple[tuple[int, ...], ...] = ((1, 0, 0), (0, 1, 0), (0, 0, 1))  # size, and both times
    *others, last = modules.sources()
    for change in changes:
        now = [*others, (last[0], *(number + more for number, more in zip(last[1:], change, strict=True)))]
        with monkeypatch.context() as other:
            other.setattr(modules, "sources", partial(tuple, now))
            assert not finds()
    monkeypatch.setattr(sys, "version", "another")
    assert not finds()
    monkeypatch.undo()
    assert finds()
