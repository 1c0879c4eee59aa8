"""The entities of a vault: which notes are of a kind (a company's, a concept's, a person's), and what these are called."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from itertools import islice, takewhile

from vaulttools.korean.hangul import is_syllable
from vaulttools.note.facts import FactsByPath, in_template_folder, name_of
from vaulttools.text import match_key
from vaulttools.values import Value, cached_method
from vaulttools.vault.memory import Memory, remembered
from vaulttools.vault.near_names import NearNames, by_keystrokes
from vaulttools.vault.schemas import COMPANY, AllTraits


class Entities(Value):
    """The notes that are entities, and their names. Case and Unicode form of a name do not matter."""

    _facts: FactsByPath
    traits: AllTraits
    _called: Callable[[str], Iterable[str]]
    """The paths of all notes with a name, by file name or alias."""
    _memory: Memory

    @remembered("entities")
    def kinds(self) -> Mapping[str, str]:
        """The kind of each entity, by its path."""
        naming = self._facts.naming.items()
        return {
            path: kind
            for path, each in naming
            if not in_template_folder(path) and (kind := self.traits.kind(each.kind, path))
        }

    def of(self, kind: str) -> list[str]:
        """The paths of all entities of `kind`."""
        return [path for path, each in self.kinds.items() if each == kind]

    def folder_for(self, name: str, kind: str) -> str:
        """The folder for a new note of `kind` called `name`: the one with most such notes, the first by name on a tie, or a
        folder of its own beside those of others. Empty for the root, and if there are none."""
        folder, has_own = self._usual_folder(kind)
        return f"{folder}/{name}".lstrip("/") if has_own else folder

    @cached_method
    def _usual_folder(self, kind: str) -> tuple[str, bool]:
        """The folder of most notes of `kind`, and whether each of those has its own folder in it: `A/A.md`."""
        counts = Counter(map(_folder_of, self.of(kind)))
        return min(counts, key=lambda each: (-counts[each], each), default=("", False))

    def names(self, path: str) -> tuple[str, ...]:
        """The name and the aliases of the note at `path`."""
        return name_of(path), *self._facts.naming[path].aliases

    def named(self, name: str) -> tuple[str, ...]:
        """The paths of the entities named `name`, by file name or alias."""
        return tuple(dict.fromkeys(path for path in self._called(name) if path in self.kinds))

    @cached_property
    def companies(self) -> frozenset[str]:
        """The keys (`match_key`) of the names and aliases of all companies."""
        return frozenset(self._company_keys)

    @remembered("companies")
    def _company_keys(self) -> list[str]:
        return sorted({match_key(name) for path in self.of(COMPANY) for name in self.names(path) if name})

    def is_company(self, name: str) -> bool:
        """Whether `name` is the name or an alias of a company."""
        return match_key(name) in self.companies

    def company_akin(self, name: str) -> str | None:
        """The path of the one company that may be meant by `name`, because the name of one goes on where the other ends:
        `Northbeam` and `Northbeam Robotics`, `업루트` and `업루트컴퍼니`. None if there is none, or if several go on so."""
        key = match_key(name)
        keys = self._company_keys
        first = bisect_right(keys, key)
        begun = takewhile(lambda other: other.startswith(key), islice(keys, first, first + _MOST_AKIN))
        longer = {path for other in begun if _goes_on(key, other) for path in self.named(other)}
        if longer:
            return longer.pop() if len(longer) == 1 else None
        words = key.split(" ")
        shorter = (" ".join(words[:count]) for count in range(len(words) - 1, 0, -1))
        return next((path for other in shorter if other in self.companies for path in self.named(other)), None)

    @cached_property
    def near(self) -> NearNames:
        """All names and aliases, to compare a misspelt one with."""
        return NearNames(self._names_typed, most=1)

    @remembered("near entities")
    def _names_typed(self) -> dict[str, str]:
        return by_keystrokes(name for path in self.kinds for name in self.names(path))


_MOST_AKIN = 50
"""Of more names that begin alike not all are looked at for each of them."""


def _goes_on(name: str, longer: str) -> bool:
    """Whether `longer`, which begins with `name`, has more words or, in Hangul, two syllables or more."""
    rest = longer[len(name) :]
    return rest[:1] == " " or (len(rest) > 1 and is_syllable(name[-1]) and is_syllable(rest[0]))


def _folder_of(path: str) -> tuple[str, bool]:
    """The folder of the note at `path`, or the one around it where it is named for the note; whether it is."""
    folder = path.rpartition("/")[0]
    around, _, last = folder.rpartition("/")
    is_own = bool(last) and match_key(last) == match_key(name_of(path))
    return (around if is_own else folder), is_own
