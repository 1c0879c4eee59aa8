"""Where the time of a run goes: each rule, and the work that all rules share."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property, wraps
from time import perf_counter
from typing import Any

from vaulttools.cache.facts import Cache
from vaulttools.files import git
from vaulttools.locale import say
from vaulttools.note import Note
from vaulttools.reporters import Reporter
from vaulttools.rule import Rule
from vaulttools.session import Session, checking
from vaulttools.vault import Vault
from vaulttools.vault.entities import Entities
from vaulttools.vault.unopened import Unopened
from vaulttools.vault.usage import Usage


class Timing:
    """A stopwatch by activity. Nested activities are counted for themselves only."""

    def __init__(self) -> None:
        self._mark = perf_counter()
        self._doing = ["rest"]
        self._undo: list[Callable[[], None]] = []
        self.spent: dict[str, float] = {}
        """Seconds in total."""

    def _stop(self) -> None:
        now = perf_counter()
        self.spent[self._doing[-1]] = self.spent.get(self._doing[-1], 0.0) + now - self._mark
        self._mark = now

    def doing(self, what: str, function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """Calls `function`, and counts the time that it takes as `what`."""
        self._stop()
        self._doing.append(what)
        try:
            return function(*arguments, **named)
        finally:
            self._stop()
            self._doing.pop()

    def _replace(self, owner: Any, name: str, new: Any) -> None:
        old = vars(owner)[name]
        setattr(owner, name, new)
        self._undo.append(lambda: setattr(owner, name, old))

    def _watch(self, owner: Any, name: str, what: str) -> None:
        """Counts the calls of a function of `owner`, or the making of a cached property, as `what`."""
        old = vars(owner)[name]
        function = old.func if isinstance(old, cached_property) else old

        @wraps(function)
        def timed(*arguments: Any, **named: Any) -> Any:
            return self.doing(what, function, *arguments, **named)

        if isinstance(old, cached_property):
            old.func = timed
            self._undo.append(lambda: setattr(old, "func", function))
        else:
            self._replace(owner, name, timed)

    def _watch_each(self, owner: Any, name: str, what: str) -> None:
        """The same for a generator function."""
        old = vars(owner)[name]

        @wraps(old)
        def timed(*arguments: Any) -> Iterator[Any]:
            found = iter(self.doing(what, old, *arguments))
            while (each := self.doing(what, next, found, None)) is not None:
                yield each

        self._replace(owner, name, timed)

    @contextmanager
    def watching(self, rules: Iterable[type[Rule]]) -> Iterator[None]:
        """Times the work done inside: by `rules`, and what they share."""
        for owner in (Note, Vault, Entities, Unopened, Usage):
            what = "markdown" if owner is Note else "index"
            for name, value in list(vars(owner).items()):
                if isinstance(value, cached_property):
                    self._watch(owner, name, what)
        self._watch(Usage, "habits", "index")
        self._watch(Session, "_read", "files")
        self._watch(checking, "findings_in", "engine")
        self._watch(git, "first_days", "history")
        for name in "load facts naming census habits known store store_census store_lessons store_known".split():
            self._watch(Cache, name, "cache")
        self._watch(Reporter, "write", "report")
        self._watch_each(Note, "slips", "slips")
        for rule in rules:
            if "check" in vars(rule):
                self._watch_each(rule, "check", rule.name)
        try:
            yield
        finally:
            self._stop()
            while self._undo:
                self._undo.pop()()

    def table(self, lang: str) -> str:
        """A table of what took at least a thousandth of the time, the longest first, in `lang`."""
        words = {
            "files": say("reading files", lang),
            "markdown": say("parsing markdown", lang),
            "slips": say("looking for typos", lang),
            "index": say("indexing the vault", lang),
            "history": say("git history", lang),
            "cache": say("the cache", lang),
            "engine": say("suppressing, locating and sorting findings", lang),
            "report": say("writing the report", lang),
            "rest": say("other", lang),
        }
        total = sum(self.spent.values())
        rows = [
            (seconds, words.get(what, what))
            for what, seconds in sorted(self.spent.items(), key=lambda each: -each[1])
            if seconds * 1000 >= total
        ]
        lines = [f"{seconds:9.3f} s  {seconds / total:6.1%}  {what}" for seconds, what in rows]
        return "\n".join([*lines, f"{total:9.3f} s          {say('total', lang)}"])
