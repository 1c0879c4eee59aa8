"""Which files of a vault lead to which, by the links of its notes and what its canvases show."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from vaulttools.note.facts import Facts, FactsByPath
from vaulttools.text import match_key, match_keys
from vaulttools.values import Value, cached_method, grouped
from vaulttools.vault.paths import Paths


class Graph(Value):
    """The links between the files of a vault, in the bodies and the properties of notes and on canvases."""

    _facts: FactsByPath
    _paths: Paths
    _canvases: Callable[[], Mapping[str, Sequence[str]]]
    """Gives the targets of what each canvas shows and links to, by its path."""

    def with_(self, facts: FactsByPath, former: Iterable[Facts], changed: Iterable[Facts]) -> "Graph":
        """The graph after the notes of the facts `former` have become those of `changed`, among all `facts`; their paths stay."""
        graph = Graph(facts, self._paths, self._canvases)
        if "backlinks" in self.__dict__:
            backlinks = {**self.backlinks}
            for old, new in zip(former, changed, strict=True):
                before, after = self.targets(old), self.targets(new)
                for path in before - after:
                    backlinks[path] -= {old.path}
                    if not backlinks[path]:
                        del backlinks[path]
                for path in after - before:
                    backlinks[path] = backlinks.get(path, frozenset()) | {new.path}
            graph.__dict__["backlinks"] = backlinks
        return graph

    @cached_property
    def backlinks(self) -> Mapping[str, frozenset[str]]:
        """For each file that is linked to, the notes that link to it; a note's links to itself are left out."""
        pairs = ((path, facts.path) for facts in self._facts.values() for path in self.targets(facts))
        return {path: frozenset(sources) for path, sources in grouped(pairs).items()}

    def targets(self, facts: Facts) -> set[str]:
        """The other files that links of a note open."""
        found = {self._opened(target, facts.path) for target in facts.links}
        return {path for path in found if path is not None and path != facts.path}

    def _opened(self, target: str, source: str) -> str | None:
        return self._paths.resolve(target.partition("#")[0], source).path

    def is_linked(self, path: str) -> bool:
        """Whether a note links to the link path `path`, whether or not that opens a file."""
        return match_key(path) in self._linked

    @cached_property
    def _linked(self) -> frozenset[str]:
        return frozenset(match_keys([link.partition("#")[0] for facts in self._facts.values() for link in facts.links]))

    @cached_property
    def on_canvases(self) -> frozenset[str]:
        """The files that canvases show, or link to."""
        shown = self._canvases().items()
        found = {self._opened(target, path) for path, targets in shown for target in targets}
        return frozenset(path for path in found if path is not None)

    @cached_method
    def reached_from(self, names: tuple[str, ...]) -> frozenset[str]:
        """The notes called one of `names`, and all that links lead to from there; empty if none is called so.

        Also the canvases on the way, which lead to what they show.
        """
        canvases = self._canvases()
        reached = {path for name in names for path in self._paths.called(name) if path in self._facts}
        pending = list(reached)
        while pending:
            source = pending.pop()
            targets = self._facts[source].links if source in self._facts else canvases[source]
            found = {self._opened(target, source) for target in targets}
            new = {path for path in found if path in self._facts or path in canvases} - reached
            reached |= new  # type: ignore[arg-type]  # None is in neither
            pending += new  # type: ignore[arg-type]
        return frozenset(reached)

    def affected(self, paths: Iterable[str], aliases: Iterable[str] = ()) -> set[str]:
        """The notes whose findings a change of the files at `paths` can change: those that link to them, or name
        them in a base, or would.

        With `aliases` of these notes, also those that link by one.
        """
        names = {match_key(path.rpartition("/")[2]).removesuffix(".md") for path in paths}
        names.update(map(match_key, aliases))
        return {
            facts.path
            for facts in self._facts.values()
            for target in (*facts.links, *facts.named)
            if match_key(target.partition("#")[0].rpartition("/")[2]).removesuffix(".md") in names
        }
