"""What a vault may know of itself from earlier runs."""

from collections.abc import Callable, Mapping, Set
from typing import Any

from vaulttools.vault.census import Census
from vaulttools.vault.habits import Habits, Lesson


class Memory:
    """What is known already of a vault with just these facts, files and kinds. This one knows nothing."""

    def census(self) -> Census | None:
        """The census of the facts."""
        return None

    def known(self, what: str, work: Callable[[], Any], by_links: bool = False) -> Any:
        """What `work` returns: a value made of lists, mappings and texts.

        It may depend on paths, naming and kinds and on nothing else but, `by_links`, on all links, too.
        """
        return work()

    def habits(self, of_all: bool) -> tuple[Habits, Set[str]]:
        """Habits as far as they are known, and the notes that they were learned from."""
        return Habits(), frozenset()

    def learned(self, of_all: bool, lessons: Mapping[str, Lesson]) -> None:
        """Takes what more notes have shown."""
