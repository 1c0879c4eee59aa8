"""The modules of this package in one file, which is kept beside its byte code, and trusted as that is.

A run on one note imports three hundred of them: to find and read each by itself takes a tenth of such a run.
"""

import marshal
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.machinery import ModuleSpec, SourceFileLoader
from types import CodeType

import vaulttools

_FOLDER = os.path.dirname(vaulttools.__file__)


@cache
def sources() -> tuple[tuple[str, int, int, int], ...]:
    """The files of this package: the path of each, its size, and when its content and its entry last changed, in nanoseconds."""
    return tuple(_sources())


def _sources() -> Iterator[tuple[str, int, int, int]]:
    pending = [_FOLDER]
    while pending:
        for entry in sorted(os.scandir(pending.pop()), key=lambda entry: entry.name):
            if entry.is_dir():
                if entry.name != "__pycache__":
                    pending.append(entry.path)
            else:
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns, status.st_ctime_ns


_HEAD = 8
"""Bytes that tell how long the table at the beginning of the file is; behind it stand the modules, one after the other."""


class Modules:
    """Finds the modules that earlier runs have imported, where no file of this package has changed. Python finds all others."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._state = sys.version, sources()
        self._places: dict[str, tuple[str, str | None, bool, int, int]] = {}
        """Of each module the file of its source, that of its byte code, whether it is a package, and where its code is."""
        self._data = memoryview(b"")
        with suppress(OSError, EOFError, ValueError, TypeError):
            with open(file, "rb") as kept:
                data = memoryview(kept.read())
            size = int.from_bytes(data[:_HEAD], "big")
            state, length, places = marshal.loads(data[_HEAD:])
            if state == self._state and len(data) == _HEAD + size + length:
                self._places, self._data = places, data[_HEAD + size :]

    def find_spec(self, name: str, path: object, target: object = None) -> ModuleSpec | None:
        """What Python asks of all that is in `sys.meta_path`."""
        place = self._places.get(name)
        if place is None:
            return None
        source, cached, is_package, start, end = place
        loader = _Loader(name, source, self._data[start:end])
        spec = ModuleSpec(name, loader, origin=source, is_package=is_package)
        spec.has_location = True
        spec.cached = cached
        if spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append(os.path.dirname(source))
        return spec

    def keep(self) -> None:
        """Keeps what was imported in this run, too, where byte code may be kept."""
        if sys.dont_write_bytecode or not os.access(os.path.dirname(self._file), os.W_OK):
            return
        ours = {name: module.__spec__ for name, module in [*sys.modules.items()] if name.startswith("vaulttools.")}
        new = {name: spec for name, spec in ours.items() if spec is not None and name not in self._places}
        if not new:
            return
        places = dict(self._places)
        parts = [bytes(self._data)]
        at = len(self._data)
        for name, spec in new.items():
            if isinstance(spec.loader, SourceFileLoader) and spec.origin is not None:
                code = marshal.dumps(spec.loader.get_code(name))
                is_package = spec.submodule_search_locations is not None
                places[name] = spec.origin, spec.cached, is_package, at, at + len(code)
                parts.append(code)
                at += len(code)
        table = marshal.dumps((self._state, at, places))
        # Written as byte code is: in one step, and where that cannot be, not at all.
        SourceFileLoader("", "").set_data(self._file, len(table).to_bytes(_HEAD, "big") + table + b"".join(parts))


class _Loader(SourceFileLoader):
    """Makes a module of code that was kept."""

    def __init__(self, name: str, source: str, data: memoryview) -> None:
        super().__init__(name, source)
        self._data = data

    def get_code(self, name: str) -> CodeType:
        """The code of the module."""
        code: CodeType = marshal.loads(self._data)
        return code


def used() -> Modules | None:
    """The modules as they were kept, from which Python now takes them; None where none may be."""
    if not __spec__.cached:
        return None
    modules = Modules(f"{__spec__.cached}-modules")
    sys.meta_path.insert(0, modules)
    return modules
