"""What a vault may know of itself from earlier runs."""

from collections.abc import Callable, Mapping, Sequence, Set
from functools import cached_property, partial, wraps
from typing import Any, TypeVar

from vaulttools.vault.census import Census
from vaulttools.vault.habits import Habits, Lesson

Result = TypeVar("Result")
Called = Mapping[str, Sequence[str]]
"""What links call notes: see `Usage.called`. Habits are learned of these names, too."""


class Memory:
    """What is known already of a vault with just these facts, files and kinds. This one knows nothing."""

    def census(self) -> Census | None:
        """The census of the facts."""
        return None

    def known(self, what: str, work: Callable[[], Result], by_links: bool = False) -> Result:
        """What `work` returns: a value made of lists, mappings and texts.

        It may depend on paths, naming and kinds and on nothing else but, `by_links`, on all links, too.
        """
        return work()

    def habits(self, of_all: bool, called: Called) -> tuple[Habits, Set[str]]:
        """Habits as far as they are known, and the notes that they were learned from."""
        return Habits(), frozenset()

    def learned(self, of_all: bool, called: Called, lessons: Mapping[str, Lesson]) -> None:
        """Takes what more notes have shown."""


def remembered(what: str, by_links: bool = False) -> Callable[[Callable[[Any], Result]], cached_property[Result]]:
    """A decorator like `cached_property`, for an object with a `_memory` that may know the value: see `Memory.known`."""

    def decorated(work: Callable[[Any], Result]) -> cached_property[Result]:
        @wraps(work)
        def known(of: Any) -> Result:
            memory: Memory = of._memory
            return memory.known(what, partial(work, of), by_links)

        return cached_property(known)

    return decorated
