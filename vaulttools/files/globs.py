"""Patterns for paths, from configs and `.gitignore` files, matched without going back."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from vaulttools.patterns import pattern


class Globs:
    """Patterns for paths: `*` and `?` inside one folder, `**` across, a folder's name for all it holds.

    A pattern with no `/` but at its end matches at any depth, as in a `.gitignore`.
    """

    def __init__(self, patterns: Iterable[str] = ()) -> None:
        self.patterns = tuple(patterns)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        ways = [f"{_way(pattern, _WILDCARDS)}(?:/.*)?" for pattern in self.patterns]
        return re.compile(f"(?:{'|'.join(ways)})" + r"\Z") if ways else None

    def match(self, path: str) -> bool:
        """Whether a pattern matches `path`, or a folder above it."""
        return self._pattern is not None and self._pattern.match(path) is not None

    def __repr__(self) -> str:
        return f"Globs({self.patterns!r})"


_MOST_LINES = 10_000
"""The most lines of a `.gitignore` that are read."""
_LONGEST = 4096
"""The most characters of a line; no path is longer."""


class GitIgnore:
    """The lines of a `.gitignore`; the last one that matches decides."""

    def __init__(self, text: str) -> None:
        lines = [line for line in text.split("\n", _MOST_LINES)[:_MOST_LINES] if len(line) < _LONGEST]
        self._groups = [
            (ignores, re.compile(f"(?:{'|'.join(dict.fromkeys(map(itemgetter(1), ways)))})" + r"\Z", re.DOTALL))
            for ignores, ways in groupby(_ignoring(lines), itemgetter(0))
        ][::-1]

    def match(self, path: str) -> bool:
        """Whether `path`, from the folder of the file, is ignored itself; that of a folder ends in `/`."""
        return next((ignores for ignores, pattern in self._groups if pattern.match(path)), False)


def _ignoring(lines: Iterable[str]) -> Iterator[tuple[bool, str]]:
    """For each line of a `.gitignore` that means something: whether it ignores, and a regular expression for what."""
    for line in lines:
        line = re.sub(r"(?<!\\) +\Z", "", line)
        ignores = not line.startswith("!")
        pattern = line if ignores else line[1:]
        name = pattern.rstrip("/")
        if not name or line.startswith("#") or "//" in pattern:
            continue
        try:
            yield ignores, _way(pattern, _SIGNS) + ("/" if pattern.endswith("/") else "/?")
        except ValueError:
            continue  # git takes no notice of it either


def _way(pattern: str, signs: re.Pattern[str]) -> str:
    """A regular expression that matches paths as `pattern` does, without ever going back over what a wildcard has passed.

    What stands between two wildcards is matched where it first fits: were a later place right, the earlier is too.
    """
    parts = pattern.strip("/").split("/")
    if "/" not in pattern.rstrip("/"):
        parts.insert(0, "**")
    runs: list[list[str]] = [[]]
    for part in parts:
        if part == "**":
            runs.append([])
        else:
            runs[-1].append(_name(part, signs))
    first, *middle, last = runs if len(runs) > 1 else [[], *runs]
    made = "".join(f"{name}/" for name in first)
    made += "".join(f"(?>(?:[^/]*/)*?{''.join(f'{name}/' for name in run)})" for run in middle if run)
    if len(runs) > 1:
        made += "(?:[^/]*/)*"
    return f"(?:{made}{'/'.join(last) or '.+'})"


_WILDCARDS = pattern(r"(?P<stars>\*+)|(?P<any>\?)|(?P<letter>(?s:.))")
"""The parts of a name in a pattern of a config; brackets stand for themselves."""
_SIGNS = pattern(
    r"\[(?P<not>[!^]?)(?P<set>\]?(?:\[:[a-z]+:\]|\\.|[^\]\\])*)\]|\\(?P<escaped>.)|(?P<fault>\[|\\)|"
    + _WILDCARDS.pattern
)
"""The parts of a name in a pattern of a `.gitignore`."""


def _name(pattern: str, signs: re.Pattern[str]) -> str:
    """A regular expression for the name of one file or folder. Raises ValueError for a pattern that matches none."""
    parts = [""]
    for sign in signs.finditer(pattern):
        found = sign.groupdict()
        if found.get("fault"):
            raise ValueError(pattern)
        if found["stars"]:
            parts.append("")
        elif found["any"]:
            parts[-1] += "[^/]"
        elif found.get("set") is not None:
            parts[-1] += f"(?!/)[{'^' if found['not'] else ''}{_set(found['set'])}]"
        else:
            parts[-1] += re.escape(found.get("escaped") or found["letter"])
    first, *more = parts
    middle = "".join(f"(?>[^/]*?{part})" for part in more[:-1])
    return f"{first}{middle}[^/]*{more[-1]}" if more else first


_CLASSES = {
    "alpha": "a-zA-Z", "digit": "0-9", "alnum": "a-zA-Z0-9", "upper": "A-Z", "lower": "a-z", "space": r"\s",
    "blank": r" \t", "xdigit": "0-9a-fA-F", "punct": r"!-/:-@\[-`{-~", "print": " -~", "graph": "!-~", "cntrl": r"\x00-\x1f",
}  # fmt: skip
_MEMBER = pattern(r"\[:(?P<kind>[a-z]+):\]|\\?(?P<first>.)(?:-\\?(?P<last>.))?")


def _set(members: str) -> str:
    """The content of brackets, for a regular expression."""
    made = ""
    for member in _MEMBER.finditer(members):
        kind, first, last = member.groups()
        if kind is not None and kind not in _CLASSES:
            raise ValueError(members)
        made += _CLASSES[kind] if kind else re.escape(first) if last is None else _range(first, last)
    return made or "^\\x00-\U0010ffff"


def _range(first: str, last: str) -> str:
    return f"{re.escape(first)}-{re.escape(last)}" if first <= last else ""
