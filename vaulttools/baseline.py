"""What was told before and is not told again: the accepted findings of a baseline, and declined fixes."""

import json
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import ClassVar, Self

from vaulttools.findings import Diagnostic
from vaulttools.text import LINE_ENDING
from vaulttools.values import grouped

_Sign = tuple[str, ...]
"""By what a finding is known again in its note: its rule, a digest of its line, and one of what is said of which words."""


class _Counts:
    """How many findings there are of a kind, in a file that reads well in a diff."""

    version: ClassVar[int]
    blanks: ClassVar[int]
    """How many blanks there are at least in what tells a kind."""

    def __init__(self, counts: Mapping[str, int] | None = None) -> None:
        self._counts = Counter(counts or {})

    @classmethod
    def read(cls, text: str) -> Self:
        """The counts that `dump` wrote. Raises ValueError for anything else."""
        try:
            data = json.loads(text)
        except RecursionError as error:
            raise ValueError("nested too deeply") from error
        if (
            not isinstance(data, dict)
            or data.get("version") != cls.version
            or not isinstance(data.get("findings"), dict)
        ):
            raise ValueError("not counts of this version")
        if not all(key.count(" ") >= cls.blanks and isinstance(data["findings"][key], int) for key in data["findings"]):
            raise ValueError("no counts of findings")
        return cls(data["findings"])

    def dump(self) -> str:
        """The counts as text, sorted."""
        return json.dumps({"version": self.version, "findings": dict(sorted(self._counts.items()))}, indent=1) + "\n"


class Baseline(_Counts):
    """Accepted findings of an old vault: how many per note, rule, words of the line and words flagged.

    Lines may move, the words beside what is flagged may change, and notes may get other paths, without new findings.
    """

    version = 2
    blanks = 3
    _gone: Sequence[str] = ()
    """Notes with accepted findings that the vault has no more."""

    @classmethod
    def of(cls, diagnostics: Iterable[Diagnostic]) -> Self:
        """A baseline that accepts exactly `diagnostics`."""
        return cls(Counter(" ".join((*_sign(each), each.path)) for each in diagnostics))

    @cached_property
    def _accepted(self) -> Mapping[str, Mapping[_Sign, int]]:
        """How many findings are accepted, by the path of their note."""
        accepted: dict[str, dict[_Sign, int]] = defaultdict(dict)
        for key, count in self._counts.items():
            *sign, path = key.split(" ", 3)
            accepted[path][tuple(sign)] = count
        return accepted

    def following(self, files: Container[str]) -> Self:
        """This baseline, in a vault with these `files`: what was accepted in a note that is gone is so where that is now."""
        self._gone = [path for path in self._accepted if path not in files]
        return self

    def new(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The `diagnostics`, sorted by note, that the baseline does not accept."""
        new = []
        for path, each in groupby(diagnostics, attrgetter("path")):
            found = [*each]
            accepted = self._accepted[path] if path in self._accepted else self._moved_to(path, found)
            new += _new(found, accepted) if accepted else found
        return new

    def _moved_to(self, path: str, found: Iterable[Diagnostic]) -> Mapping[_Sign, int] | None:
        """What is accepted in the one note that is now at `path`, as far as can be told from what is `found` there; None for no note.

        It has the same name and a finding in common, or most of what was found there was found nowhere else.
        """
        if not self._gone:
            return None
        by_name, by_sign = self._gone_by
        signs = dict.fromkeys(map(_sign, found))
        named = [old for old in by_name.get(_name(path), ()) if not signs.keys().isdisjoint(self._accepted[old])]
        if len(named) == 1:
            return self._accepted[named[0]]
        alike = Counter(old for sign in signs for old in by_sign.get(sign, ()) if len(by_sign[sign]) == 1)
        old, count = alike.most_common(1)[0] if alike else ("", 0)
        return self._accepted[old] if count >= _FEWEST_ALIKE and 2 * count > len(self._accepted[old]) else None

    @cached_property
    def _gone_by(self) -> tuple[Mapping[str, Sequence[str]], Mapping[_Sign, Sequence[str]]]:
        """The notes that are gone, by their names and by what was accepted in them."""
        return (
            grouped((_name(path), path) for path in self._gone),
            grouped((sign, path) for path in self._gone for sign in self._accepted[path]),
        )


_FEWEST_ALIKE = 2
"""One finding alone may be alike in any two notes."""


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _new(found: Iterable[Diagnostic], accepted: Mapping[_Sign, int]) -> list[Diagnostic]:
    """The findings in a note that are not `accepted`: as they are or, of those left, on their line or for their words."""
    left = Counter(accepted)
    new = [(each, _sign(each)) for each in found]
    for part in (itemgetter(0, 1, 2), itemgetter(0, 1), itemgetter(0, 2)):
        alike: dict[object, list[_Sign]] = defaultdict(list)
        for sign in +left:
            alike[part(sign)].append(sign)
        waiting, new = new, []
        for each, sign in waiting:
            if same := alike[part(sign)]:
                left[same[-1]] -= 1
                if not left[same[-1]]:
                    same.pop()
            else:
                new.append((each, sign))
    return [each for each, _ in new]


def _sign(diagnostic: Diagnostic) -> _Sign:
    line, start = diagnostic.line, diagnostic.start.column - 1
    flagged = line[start : start + diagnostic.span.end - diagnostic.span.start]
    return diagnostic.rule, _digest(LINE_ENDING.sub(" ", line).strip()), _digest(f"{diagnostic.message} {flagged}")


def _digest(words: str) -> str:
    import hashlib  # which takes longer than to check a note, and is asked for only where there is a baseline

    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Declined(_Counts):
    """Declined fixes: how many per note, rule, message and text to write.

    The line they stand on does not count, as a fix beside them may change it.
    """

    version = 1
    blanks = 1

    def __contains__(self, diagnostic: Diagnostic) -> bool:
        """Whether a fix with the same message and text was declined in this note."""
        return bool(self._counts) and self._counts[self._key(diagnostic)] > 0

    def add(self, diagnostic: Diagnostic) -> None:
        """Declines the fix of `diagnostic`."""
        self._counts[self._key(diagnostic)] += 1

    def new(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The `diagnostics` that go beyond those declined."""
        left = Counter(self._counts)
        found = []
        for each in diagnostics:
            key = self._key(each)
            if left[key] > 0:
                left[key] -= 1
            else:
                found.append(each)
        return found

    @staticmethod
    def _key(diagnostic: Diagnostic) -> str:
        written = " ".join(edit.text for edit in diagnostic.fix.edits) if diagnostic.fix is not None else ""
        return f"{diagnostic.rule} {diagnostic.path}: {diagnostic.message} {written}".strip()
