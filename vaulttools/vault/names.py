"""The names of a vault's notes, made ready to be found in texts as they are asked for."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import compress

from vaulttools.note.facts import FactsByPath, in_template_folder, name_of
from vaulttools.note.legal_forms import without_form
from vaulttools.text import match_key
from vaulttools.values import cached_method
from vaulttools.vault.entities import Entities
from vaulttools.vault.folding import letters_of
from vaulttools.vault.memory import Memory
from vaulttools.vault.mentions import Meaning, Names
from vaulttools.vault.schemas import COMPANY, CONCEPT

_FEW_TEXTS = 8
"""For up to so many texts it is quicker to look for the names in each than to make all names ready."""
_LONG_TEXT = 50_000
"""In a text of so many code points it takes as long to look for a name as to make it ready."""


class AllNames:
    """The names of all entities, or of all notes, each trusted as its note says, and what links call them."""

    def __init__(
        self, facts: FactsByPath, entities: Entities, memory: Memory, called: Callable[[], Mapping[str, Sequence[str]]]
    ) -> None:
        """`called` returns what links call notes: see `Usage.called`."""
        self._facts, self._entities, self._memory, self._called = facts, entities, memory, called
        self._made: dict[bool, Names] = {}
        self._within: tuple[bool, str, Names] | None = None
        """What was asked of last, and the names that can stand there: habits are learned from the text that is checked."""
        self._asked = 0

    def expect(self, count: int) -> None:
        """Says that `count` texts will be asked about: for many, all names are made ready at once."""
        if count > _FEW_TEXTS:
            self._asked = _FEW_TEXTS

    def within(self, of_all: bool, text: str) -> Names:
        """The names of entities (or of all notes); where it is asked for few short texts, only those that can stand in `text`."""
        if of_all in self._made or self._asked >= _FEW_TEXTS or len(text) > _LONG_TEXT:
            return self.ready(of_all)
        if self._within is not None and self._within[:2] == (of_all, text):
            return self._within[2]
        self._asked += 1
        said = letters_of(text)
        pairs = {*said, *map(str.__add__, said, said[1:])}  # few names begin and end like anything in the text
        names, paths, letters, vouched = self._known(of_all)
        can_stand = [each[:2] in pairs and each[-2:] in pairs and each in said for each in letters]
        found = Names(compress(zip(names, paths, strict=True), can_stand), frozenset(vouched), self._meaning)
        self._within = of_all, text, found
        return found

    def ready(self, of_all: bool) -> Names:
        """The names of entities (or of all notes), ready to be looked for in any text."""
        if of_all not in self._made:
            names, paths, _, vouched = self._known(of_all)
            self._made[of_all] = Names(zip(names, paths, strict=True), frozenset(vouched), self._meaning)
        return self._made[of_all]

    @cached_method
    def _known(self, of_all: bool) -> tuple[list[str], list[str], list[str], list[str]]:
        """The names, the note and the letters of each, and the names that their notes vouch for."""
        names, targets, letters, vouched = self._memory.known(f"names {of_all}", partial(self._find, of_all))
        called, notes = self._memory.known(f"called {of_all}", partial(self._find_called, of_all), by_links=True)
        return [*names, *called], [*targets, *notes], [*letters, *map(letters_of, called)], vouched

    def _find_called(self, of_all: bool) -> tuple[list[str], list[str]]:
        """What links call these notes, and the note of each."""
        called = [
            (name, path)
            for path, others in self._called().items()
            if (of_all or path in self._entities.kinds) and path in self._facts and self._may_be_linked(path, of_all)
            for name in others
        ]
        return [name for name, _ in called], [path for _, path in called]

    def _find(self, of_all: bool) -> tuple[list[str], list[str], list[str], list[str]]:
        # A title that is the name of another note means that note: `2025-03-07 Acme.md` may well be titled `Acme`.
        kinds = self._entities.kinds
        named = {match_key(name_of(path)) for path in (self._facts if of_all else kinds)}
        names: list[str] = []
        targets: list[str] = []
        vouched: set[str] = set()
        for path in self._facts if of_all else kinds:
            naming = self._facts.naming[path]
            if self._may_be_linked(path, of_all):
                titles = [title for title in naming.titles if match_key(title) not in named]
                new = [name_of(path), *naming.aliases, *titles]
                if kinds.get(path) == COMPANY:
                    new += [bare for name in new if match_key(bare := without_form(name)) not in named]
                names += new
                targets += [path] * len(new)
                if naming.autolink in ("always", "first"):
                    vouched.update(new)
        return names, targets, list(map(letters_of, names)), sorted(vouched)

    def _may_be_linked(self, path: str, of_all: bool) -> bool:
        return self._facts.naming[path].autolink != "never" and not (of_all and in_template_folder(path))

    def _meaning(self, path: str) -> Meaning:
        kind = self._entities.kinds.get(path)
        return Meaning.TITLE if kind is None else Meaning.CONCEPT if kind == CONCEPT else Meaning.BEARER
