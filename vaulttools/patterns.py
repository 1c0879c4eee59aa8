"""Regular expressions: ours, which are compiled when they are first used, and those of strangers, which may take for ever."""

import contextlib
import marshal
import os
import re
import sys
from pathlib import Path
from typing import Any, ClassVar, cast

from vaulttools import __version__


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` makes of `source`, as soon as somebody asks it for anything.

    Raises re.error only then; a test asks all of them.
    """
    return cast("re.Pattern[str]", Lazy(source, flags))


def either(*sources: str) -> str:
    """The source of a pattern that matches what one of `sources` does, the first that can."""
    return f"(?:{'|'.join(sources)})"


LINE_END = r"[ \t]*(?:[\r\n]|\Z)"
"""The source of a pattern that matches the rest of a line that has no more words."""


class Lazy:
    """A pattern that is not compiled yet. Each of its methods is looked up once."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = int(flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = self.__dict__.get("_compiled")
        if compiled is None:
            compiled = self.__dict__["_compiled"] = _programs.compiled(self.pattern, self._flags)
        found = getattr(compiled, name)
        self.__dict__[name] = found
        return found


class _Programs:
    """What patterns were compiled to in earlier runs, kept beside the byte code of this module, and trusted as that is.

    A run on one note would spend a third of its time on compiling a hundred patterns. Python keeps the byte code of
    modules, but not these. How it makes them is its own affair: where that is not as expected, `re.compile` does all.
    """

    def __init__(self, file: str | None) -> None:
        """`file` is where they are kept; with None they are not."""
        self._file = file
        self._known: Any = None
        """By source and flags."""
        self._is_new = False

    def compiled(self, source: str, flags: int) -> re.Pattern[str]:
        """What `re.compile` makes of `source`."""
        if self._known is None:
            self._known = self._read()
        with contextlib.suppress(Exception):
            import _sre  # type: ignore[import-not-found]

            if (source, flags) not in self._known:
                self._known[source, flags] = _program(source, flags)
                self._is_new = True
            all_flags, code, *groups = self._known[source, flags]
            words = memoryview(code).cast("I").tolist()
            return cast("re.Pattern[str]", _sre.compile(source, all_flags, words, *groups))
        return re.compile(source, flags)

    def _read(self) -> dict[Any, Any]:
        with contextlib.suppress(OSError, EOFError, ValueError, TypeError):
            kind, known = marshal.loads(Path(self._file or os.devnull).read_bytes())
            if kind == _kind() and isinstance(known, dict):
                return known
        return {}

    def keep(self) -> None:
        """Keeps what was compiled in this run, too, where byte code may be kept."""
        if self._is_new and self._file is not None and not sys.dont_write_bytecode:
            from importlib.machinery import SourceFileLoader

            # Written as byte code is: in one step, and where that cannot be, not at all.
            SourceFileLoader("", "").set_data(self._file, marshal.dumps((_kind(), self._known)))


def _kind() -> tuple[str, ...]:
    """What compiled patterns depend on beside their sources: the version of Python, and how this machine writes numbers."""
    return __version__, sys.version, sys.byteorder


def _program(source: str, flags: int) -> tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]:
    """What `_sre.compile` is given for a pattern behind its source, as `re.compile` does; the code is in bytes."""
    from array import array
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed = _parser.parse(source, flags)
    state = parsed.state
    names = dict(state.groupdict)
    by_number = {number: name for name, number in names.items()}
    code = array("I", _compiler._code(parsed, flags)).tobytes()
    return flags | state.flags, code, state.groups - 1, names, tuple(map(by_number.get, range(state.groups)))


_programs = _Programs(f"{__spec__.cached}-patterns" if __spec__.cached else None)
keep = _programs.keep


class Bounded:
    """A pattern that somebody else has written: it is given up where it takes too long."""

    LONGEST: ClassVar = 0.05
    """Seconds that one match may take."""
    CHANCES: ClassVar = 5
    """How often a pattern may take too long before it is never tried again."""
    _left: ClassVar = 2.0
    """Seconds that all patterns together may still lose before none is tried: a config can hold thousands that take too long."""

    def __init__(self, source: str) -> None:
        """Raises ValueError where `source` is no pattern."""
        import regex

        if is_overlong(source):
            raise ValueError("it repeats too much")
        try:
            self._pattern = regex.compile(source)
        except (regex.error, re.error, RecursionError) as error:
            raise ValueError(str(error)) from error
        self._chances = self.CHANCES

    def fullmatch(self, text: str) -> bool | None:
        """Whether it matches all of `text`; None where that takes too long to say."""
        return self._asked(self._pattern.fullmatch, text)

    def search(self, text: str) -> bool | None:
        """Whether it matches somewhere in `text`; None where that takes too long to say."""
        return self._asked(self._pattern.search, text)

    def _asked(self, match: Any, text: str) -> bool | None:
        if not self._chances or Bounded._left <= 0:
            return None
        try:
            return match(text, timeout=self.LONGEST) is not None
        except TimeoutError:
            Bounded._left -= self.LONGEST
            self._chances -= 1
            return None


_LONGEST_WRITTEN = 10_000
"""Characters of a stranger's pattern; some bytes can stand for gigabytes: `(((a{100}){100}){100}){100}`."""
_PARTS = pattern(r"(\\.)|\[(?:\\.|[^\]\\]){1,200}\]|(?P<open>\()|(?P<close>\))|\{(?P<times>\d{1,9})[\d,]*\}|.", re.S)


def is_overlong(source: str) -> bool:
    """Whether a pattern is too long to be compiled once its repetitions are written out, as `regex` writes them out."""
    lengths = [0]
    last = 0
    if len(source) > _LONGEST_WRITTEN:
        return True
    for part in _PARTS.finditer(source):
        if part["open"]:
            lengths.append(0)
            continue
        if part["close"] and len(lengths) > 1:
            last = lengths.pop()
        elif part["times"]:
            last *= max(int(part["times"]) - 1, 0)
        else:
            last = 1
        lengths[-1] += last
        if last > _LONGEST_WRITTEN:
            return True
    return sum(lengths) > _LONGEST_WRITTEN
