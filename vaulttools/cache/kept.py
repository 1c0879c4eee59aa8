"""What earlier runs worked out about a whole vault, as `Vault` asks for it, and what this run adds."""

import json
from collections.abc import Callable, Collection, Mapping, Set

from vaulttools.cache import digest_of, encode
from vaulttools.cache.facts import Cache
from vaulttools.note.facts import FactsByPath
from vaulttools.vault import Memory, Settings, Vault
from vaulttools.vault.census import Census
from vaulttools.vault.habits import Habits, Lesson
from vaulttools.vault.memory import Called, Result


class Kept(Memory):
    """What the cache holds about the vault whose facts it holds."""

    def __init__(self, cache: Cache, facts: FactsByPath, files: Collection[str], settings: Settings) -> None:
        self._cache = cache
        self._facts = facts
        self._schemas = settings.schemas
        self._names = digest_of((cache.names, settings.kinds, sorted(files)))
        """Stands for all that is called something."""
        self._known: dict[str, dict[str, str]] = {}
        """What was known already, by what it was worked out of."""
        self._new: dict[str, dict[str, str]] = {}
        self._learned: dict[str, Mapping[str, Lesson]] = {}

    def census(self) -> Census | None:
        return self._cache.census(self._schemas, self._facts)

    def known(self, what: str, work: Callable[[], Result], by_links: bool = False) -> Result:
        world = digest_of((self._names, self._cache.links)) if by_links else self._names
        if world not in self._known:
            self._known[world] = self._cache.known(world)
        text = self._known[world].get(what)
        if text is None:
            text = self._new.setdefault(world, {})[what] = encode(work())
        known: Result = json.loads(text)  # a digest of it is the same in the run that worked it out
        return known

    def habits(self, of_all: bool, called: Called) -> tuple[Habits, Set[str]]:
        return self._cache.habits(self._all_names(of_all, called))

    def learned(self, of_all: bool, called: Called, lessons: Mapping[str, Lesson]) -> None:
        self._learned[self._all_names(of_all, called)] = lessons

    def _all_names(self, of_all: bool, called: Called) -> str:
        """Stands for the names that habits are learned of."""
        return digest_of((of_all, self._names, called))

    def keep(self, vault: Vault) -> None:
        """Keeps what was worked out since, `vault` being the one that it was worked out of."""
        for world, values in self._new.items():
            self._cache.store_known(world, values)
        for names, lessons in self._learned.items():
            self._cache.store_lessons(names, lessons)
        self._new, self._learned = {}, {}
        if "census" in vault.__dict__:
            self._cache.store_census(vault.census, self._schemas, self._facts)
