"""What a morphological analyser corrects on a line: missing blanks, stray blanks, and misspelt words.

The analyser is Kiwi (kiwipiepy, Apache-2.0), which the extra `ko` installs: see `kiwi.py`, which is imported only where
it is. What was said of a line is kept (`cache/corrections.py`).
"""

from collections.abc import Callable, Iterable, Sequence, Set
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from vaulttools.korean.kinds import Kind
from vaulttools.patterns import pattern
from vaulttools.values import NamedTuple

VERSION = 47
"""Increased whenever the same line may get other corrections than before."""


class Correction(NamedTuple):
    """In a line, the code points from `start` to `end` should read `right`: a blank is missing, is too many, or a word is misspelt."""

    kind: Kind
    start: int
    end: int
    right: str


Analyse = Callable[[Iterable[tuple[str, bool]]], Sequence[Sequence[Correction]]]
"""Gives the corrections on each of several lines; on misspelt words only in lines that are marked as having unknown ones."""
Analyser = Callable[[Iterable[tuple[str, bool]], Set[str]], Sequence[Sequence[Correction]]]
"""The same, given words that are known to be names."""

_LONGEST_LINE, _LONGEST_WORD = 2000, 40
"""The longest line that is analysed, in code points. A longer one was not typed by hand."""
_TOO_LONG = pattern(f"[가-힣]{{{_LONGEST_WORD}}}")
_KOREAN = pattern("[가-힣]{2}")


def is_readable(line: str) -> bool:
    """Whether `line` has a Korean word, and is short enough to be analysed."""
    return len(line) <= _LONGEST_LINE and _KOREAN.search(line) is not None and _TOO_LONG.search(line) is None


@cache
def is_installed() -> bool:
    """Whether the extra `ko` is installed."""
    return find_spec("kiwipiepy") is not None and find_spec("kiwipiepy_model") is not None


@cache
def edition() -> str:
    """What corrections depend on besides the line: versions, read from the files of the extra because importing it takes half a
    second."""
    found = [str(VERSION)]
    for name in ("kiwipiepy", "kiwipiepy_model"):
        spec = find_spec(name)
        for folder in (spec and spec.submodule_search_locations) or ():
            with suppress(OSError):
                found.append((Path(folder) / "_version.py").read_text(encoding="utf-8").strip())
    return " ".join(found)
