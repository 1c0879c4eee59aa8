"""Finds the file that a link was meant to open, or the name that was meant."""

from collections.abc import Callable, Collection
from functools import cached_property
from itertools import islice

from vaulttools.english.spelling import is_word
from vaulttools.korean.hangul import is_syllable
from vaulttools.korean.lexicon import is_listed
from vaulttools.note.facts import FactsByPath, name_of, without_ending
from vaulttools.note.legal_forms import KOREAN, LATIN
from vaulttools.patterns import pattern
from vaulttools.qwerty import slips_between
from vaulttools.text import match_key, match_keys
from vaulttools.values import Value
from vaulttools.vault.memory import Memory, remembered
from vaulttools.vault.near_names import NearNames, by_keystrokes, keystrokes
from vaulttools.vault.paths import Paths, from_root

_COMPANY_FORM = pattern(
    rf"^{KOREAN}\s*|\s*{KOREAN}$|[,\s]+(?:{LATIN.lower()}|(?:incorporated|corporation|company|limited)\.?)$"
)
_LONGEST = 200
"""Of a name with more code points no legal form is left out: it is none of a company, and may hold thousands."""
_SEPARATOR = pattern(r"(?<!\d)[\s_.,·-]+|[\s_.,·-]+(?!\d)")


def bare(name: str) -> str:
    """`name` without the differences between two spellings of one name: case, spaces, hyphens, the legal form of a company."""
    key = match_key(name)
    while len(key) <= _LONGEST and (shorter := _COMPANY_FORM.sub("", key)) not in (key, ""):
        key = shorter
    return _SEPARATOR.sub("", key)


_WORD = pattern(r"[A-Z]?[a-z]+|[A-Z]+|[^\W\d_A-Za-z]+")
"""A word of a name: `use` and `Ref` of `useRef`."""


def _words(name: str) -> set[str]:
    """The words of a name, in small letters, without its numbers."""
    return {match_key(word) for word in _WORD.findall(name)}


_MOST_ALIKE = 50
"""Of more notes with nearly the same name not all are looked at for each of them."""
_SHORT = 4
"""A word of so many syllables is hardly another one with one more, but has been cut off: `비바리퍼블리`."""


def _goes_on(shorter: str, longer: str) -> bool:
    """Whether a short name in Hangul is the beginning of another that has one syllable more."""
    return longer[:-1] == shorter and len(shorter) < _SHORT and is_syllable(longer[-1])


class Nearest(Value):
    """What was meant by a name that nothing in the vault bears."""

    _facts: FactsByPath
    _files: Collection[str]
    _paths: Paths
    _memory: Memory

    def name(self, name: str) -> str | None:
        """The name of the note that `name` is a slip of the keys away from, if there is exactly one such name.

        Not one that is another word with a syllable more or less at its end: `투자자`, `투자`.
        """
        found = self._near_names.find(name)
        return None if found is None or _goes_on(*sorted((match_key(name), match_key(found)), key=len)) else found

    def note(self, path: str, source: str) -> str | None:
        """The path of the note that the link path `path`, which opens none, is nearly right for in the note at `source`.

        It has the same name in another folder (of several, one whose path is a slip of the keys away), or a name in the same
        folder that is a slip of the keys away.
        """
        folder, _, last = path.rpartition("/")
        name = without_ending(last)
        is_name = any(other in self._facts for other in self._paths.called(name))
        near = name if is_name else self._unless_words(name, self.name)
        if near is None:
            return None
        found = [*islice((other for other in self._paths.called(near) if other in self._facts), _MOST_ALIKE + 1)]
        if len(found) < 2 and (is_name or not folder):
            return found[0] if found else None
        likely = f"{folder}/{near}" if folder else near
        meant = self._paths.resolve(likely, source).path
        if meant is None and 1 < len(found) <= _MOST_ALIKE:
            paths = NearNames({keystrokes(without_ending(other)): other for other in found})
            meant = paths.find(from_root(likely, source))
        return meant if meant in self._facts else None

    def _unless_words(self, name: str, find: Callable[[str], str | None]) -> str | None:
        """What `find` finds for a link that says `name`; None if that is a word of its own: `수입` is no slip for `수익`.

        Nor is a name with other words in it for one that is two slips away: `GitHub pages`, `GitLab pages`. The same word
        with a blank or a plural (`data base`, `Markets`) is found all the same.
        """
        found = find(name)
        if found is None or bare(name) == bare(found):
            return found
        shorter, longer = sorted((match_key(name), match_key(found)), key=len)
        if longer == f"{shorter}s":
            return found
        is_near = slips_between(keystrokes(name), keystrokes(found), 1) == 1
        other = {match_key(name)} if is_near else _words(name) - _words(found)
        return None if other and all(map(self._is_word, other)) else found

    def _is_word(self, word: str) -> bool:
        """Whether `word`, in small letters, is one of a language; or a code: `CN`."""
        return (word.isascii() and len(word) < 3) or is_listed(word) or is_word(word)

    def alias(self, name: str) -> str | None:
        """The alias that `name` is a slip of the keys away from, if there is exactly one such alias."""
        return self._unless_words(name, self._near_aliases.find)

    def file(self, path: str) -> str | None:
        """The path of the one file, no note, with the same name in another folder; None for none or several."""
        found = self._paths.called(path.rpartition("/")[2])
        return found[0] if len(found) == 1 and found[0] in self._files else None

    def goes_on(self, start: str) -> bool:
        """Whether the name of a note begins with `start`, and has more."""
        key = match_key(start)
        return any(name.startswith(key) and name != key for name in self._name_keys)

    @cached_property
    def _name_keys(self) -> frozenset[str]:
        return frozenset(match_keys([*map(name_of, self._facts)]))

    def spelt_alike(self, path: str) -> list[str]:
        """The other notes whose name, or an alias, is that of the note at `path` except for what `bare` leaves out, sorted.

        Of more than `_MOST_ALIKE` some.
        """
        mine = match_key(name_of(path))
        spellings = self._bare_names.get(bare(name_of(path)), {})
        same = {path, *spellings.get(mine, ())}
        alike = (other for key, others in spellings.items() if key != mine for other in others if other not in same)
        return sorted({*islice(alike, _MOST_ALIKE)})

    @remembered("bare names")
    def _bare_names(self) -> dict[str, dict[str, list[str]]]:
        """Bare names that are spelt in several ways: by each way, the notes that are called so."""
        index: dict[str, dict[str, list[str]]] = {}
        for path, naming in self._facts.naming.items():
            for name in (name_of(path), *naming.aliases):
                key = bare(name)
                if len(key) > 1:
                    index.setdefault(key, {}).setdefault(match_key(name), []).append(path)
        return {key: spellings for key, spellings in index.items() if len(spellings) > 1}

    @cached_property
    def _near_names(self) -> NearNames:
        return NearNames(self._names_typed)

    @remembered("near names")
    def _names_typed(self) -> dict[str, str]:
        return by_keystrokes(map(name_of, self._facts))

    @cached_property
    def _near_aliases(self) -> NearNames:
        return NearNames(self._aliases_typed)

    @remembered("near aliases")
    def _aliases_typed(self) -> dict[str, str]:
        return by_keystrokes(alias for naming in self._facts.naming.values() for alias in naming.aliases)
