"""Finds the file that a link was meant to open, or the name that was meant."""

from collections.abc import Callable, Collection, Iterator, Sequence, Set
from functools import cached_property
from itertools import count, islice

from vaulttools.english.spelling import is_word
from vaulttools.korean.hangul import is_syllable
from vaulttools.korean.lexicon import is_listed
from vaulttools.note.dates import read_date
from vaulttools.note.facts import FactsByPath, name_of, without_ending
from vaulttools.note.legal_forms import KOREAN, LATIN
from vaulttools.patterns import pattern
from vaulttools.qwerty import slips_between
from vaulttools.text import match_key, match_keys
from vaulttools.values import Value, grouped
from vaulttools.vault.memory import Memory, remembered
from vaulttools.vault.near_names import NearNames, by_keystrokes, keystrokes, numbers_in
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


_ID = pattern(r"(\d{10,17})[ _-]+\S")
"""A date with a time, as a Zettelkasten numbers its notes, and more."""
_MOST_ALIKE = 50
"""Of more notes with nearly the same name not all are looked at for each of them."""
_PICTURES = frozenset(("avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp"))
"""The endings of pictures that Obsidian shows."""
_FEW = 50
"""For so few queries, searching all names is faster than indexing them by their words."""


def _are_telling(words: Sequence[str]) -> bool:
    """Whether `words` are several, or one that hardly means two things."""
    return len(words) > 1 or any(
        len(word) > 1 and not is_word(word) and (len(word) >= _SHORT or not is_listed(word)) for word in words
    )


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

        It has the same name in another folder (of several, one whose path is a slip of the keys away), a name in the same
        folder that is a slip of the keys away, one that begins with the id that `path` is (`202403081200 Superposition`), or
        one that is the same day in another form.
        """
        folder, _, last = path.rpartition("/")
        name = without_ending(last)
        numbered = self._by_id.get(name, ()) if name.isdigit() else ()
        if len(numbered) == 1:
            return numbered[0]
        is_name = any(other in self._facts for other in self._paths.called(name))
        near = name if is_name else self._unless_words(name, self.name)
        if near is None:
            return self._on_day(name)
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
        """Whether `word`, in small letters, is one of a language, or of a name in the vault; or a code: `CN`."""
        return (word.isascii() and len(word) < 3) or is_listed(word) or is_word(word) or word in self._said

    @cached_property
    def _said(self) -> frozenset[str]:
        """The words in the names of notes."""
        return frozenset().union(*self._worded.values())

    def renamed(self, path: str) -> str | None:
        """The path of the one note whose name has a word more than the link path `path`, one less, or the same in another order.

        None for none or several, and where they have nothing in common but one usual word.
        """
        name = without_ending(path.rpartition("/")[2])
        words, numbers = _words(name), numbers_in(keystrokes(name))
        found = {
            other
            for other in self._that_may_have(words)
            if len(words ^ (theirs := self._worded[other])) < 2
            and _are_telling([*words & theirs, *numbers])
            and numbers_in(keystrokes(other)) == numbers
        }
        paths = self._paths.called(found.pop()) if len(found) == 1 else ()
        return paths[0] if len(paths) == 1 else None

    def _that_may_have(self, words: Set[str]) -> Sequence[str]:
        """The names of notes that have `words`, one more or one less, and perhaps others; a word in common at least."""
        if next(self._asked) < _FEW:
            return [name for name, theirs in self._worded.items() if not words.isdisjoint(theirs)]
        keys = (words, *(words - {each} for each in words))
        return [name for key in keys for name in self._by_words.get(" ".join(sorted(key)), ())]

    @cached_property
    def _asked(self) -> Iterator[int]:
        return count()

    @cached_property
    def _worded(self) -> dict[str, Set[str]]:
        """The words of each name of a note."""
        return {name: _words(name) for name in map(name_of, self._facts)}

    @cached_property
    def _by_words(self) -> dict[str, list[str]]:
        """The names of notes by their words, sorted, and by all of these but one."""
        return grouped(
            (" ".join(sorted(key)), name)
            for name, words in self._worded.items()
            for key in (words, *(words - {each} for each in words))
            if key
        )

    def _on_day(self, name: str) -> str | None:
        """The one note whose name is the day that `name` is, written otherwise; None for none or several."""
        day = read_date(name)
        found = self._days.get(day.iso, ()) if day is not None and day.iso else ()
        return found[0] if len(found) == 1 else None

    @cached_property
    def _days(self) -> dict[str, list[str]]:
        """The notes whose names are days, by these."""
        read = ((read_date(name_of(path)), path) for path in self._facts)
        return grouped((day.iso, path) for day, path in read if day is not None and day.iso)

    @cached_property
    def _by_id(self) -> dict[str, list[str]]:
        """The notes whose names have more after an id, by that."""
        ids = ((_ID.match(name_of(path)), path) for path in self._facts)
        return grouped((match[1], path) for match, path in ids if match is not None)

    def alias(self, name: str) -> str | None:
        """The alias that `name` is a slip of the keys away from, if there is exactly one such alias."""
        return self._unless_words(name, self._near_aliases.find)

    def file(self, path: str) -> str | None:
        """The path of the file, no note, with the same name in another folder, one that is a slip of the keys away, or the
        same name with another ending (for a picture, that of a picture).

        All digits of the name must be the same: files are numbered.
        """
        name = path.rpartition("/")[2]
        found = self._paths.called(name)
        if not found:
            stem, _, ending = name.rpartition(".")
            near = self._near_stems.find(stem)
            found = self._paths.called(f"{near}.{ending}") if near else ()
            is_picture = ending.lower() in _PICTURES
            found = found or tuple(
                each
                for each in self._stems.get(match_key(stem), ())
                if (each.rpartition(".")[2].lower() in _PICTURES) == is_picture
            )
        return found[0] if len(found) == 1 and found[0] in self._files else None

    def with_ending(self, path: str) -> str | None:
        """The path of the one file, no note, whose name is that of `path` and an ending after it; None for none or several."""
        found = self._stems.get(match_key(path.rpartition("/")[2]), ())
        return found[0] if len(found) == 1 else None

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
    def _near_stems(self) -> NearNames:
        return NearNames(by_keystrokes(path.rpartition("/")[2].rpartition(".")[0] for path in self._files))

    @cached_property
    def _stems(self) -> dict[str, tuple[str, ...]]:
        """The files that are no notes, by the keys of their names without their endings."""
        found = grouped((match_key(path.rpartition("/")[2].rpartition(".")[0]), path) for path in self._files)
        return {stem: tuple(paths) for stem, paths in found.items()}

    @cached_property
    def _near_aliases(self) -> NearNames:
        return NearNames(self._aliases_typed)

    @remembered("near aliases")
    def _aliases_typed(self) -> dict[str, str]:
        return by_keystrokes(alias for naming in self._facts.naming.values() for alias in naming.aliases)
