"""Finds the name that a misspelt one is closest to."""

import re
from bisect import bisect
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property, partial
from itertools import islice, takewhile
from operator import itemgetter

from vaulttools.english.spelling import is_word
from vaulttools.korean.hangul import is_syllable
from vaulttools.korean.lexicon import is_listed
from vaulttools.note.dates import read_date
from vaulttools.note.facts import FactsByPath, name_of, without_ending
from vaulttools.note.legal_forms import KOREAN, LATIN
from vaulttools.patterns import pattern
from vaulttools.text import all_at_once, match_key, match_keys, normalized
from vaulttools.values import Value, cached_method, grouped
from vaulttools.vault.memory import Memory, remembered
from vaulttools.vault.paths import Paths, from_root
from vaulttools.vault.subpaths import HYPHENS, heading_key, heading_link, slug

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


_ORDINAL = pattern(r"\d{1,3}(?:\.\d{1,3})*[.)]? ")
_NUMBER = pattern(r"\d+|\b[ivx]+\b")
"""One in digits, or a small Roman one: `Part III`."""


def _numbers(text: str) -> list[str]:
    """The numbers in `text`, but one that says where it comes among others: that of `2.1 Setup` changes."""
    ordinal = _ORDINAL.match(text)
    return _NUMBER.findall(text, ordinal.end() if ordinal else 0)


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
"""For so few queries, searching all names is faster than indexing them by their ends."""


class NearNames:
    """Names to compare a misspelt one with, by keystrokes: Hangul by its letters."""

    def __init__(
        self, names: Mapping[str, str], most: int = 2, is_meant: Callable[[str], bool] = lambda name: True
    ) -> None:
        """Takes the names `by_keystrokes`, and how many slips there may be in a long one.

        A wrong suggestion is no better than none.
        """
        self._most = most
        self._is_meant = is_meant
        self._by_length: dict[int, tuple[list[str], list[str]]] = {}
        for key, name in names.items():
            of_length = self._by_length.get(len(key))
            if of_length is None:
                of_length = self._by_length[len(key)] = [], []
            of_length[0].append(key)
            of_length[1].append(name)
        self._by_ends: dict[tuple[int, int], dict[tuple[str, ...], tuple[list[str], list[str]]]] = {}
        self._asked = 0

    def find(self, name: str) -> str | None:
        """The one name within two slips (one in a name of four or five keystrokes) of `name`; None for none or several.

        A name that differs at both ends is never meant, nor one with a syllable of Hangul more before it, as a surname
        is, nor one with another number: days and chapters are numbered.
        """
        return self._nearest(_keystrokes(name))

    @cached_method
    def _nearest(self, key: str) -> str | None:
        slips = min(self._most, len(key) // 6 + (len(key) > 3))
        if not slips:
            return None
        self._asked += 1
        size = 1 if len(key) < 6 else 2
        first, last = key[:size], key[-size:]
        numbers = _numbers(key)
        # Lists as they are, a length at a time: to put them together takes as long as to look through them.
        lists = [
            each
            for length in range(len(key) - slips, len(key) + slips + 1)
            for each in self._alike(length, size, first, last, numbers)
        ]
        if not any(other.startswith(first) or other.endswith(last) for keys, _ in lists for other in keys):
            return None
        from rapidfuzz import process  # which takes a twentieth of a run on one note
        from rapidfuzz.distance import OSA

        nearest: dict[str, int] = {}
        for keys, names in lists:
            for other, distance, at in process.extract(key, keys, scorer=OSA.distance, score_cutoff=slips, limit=None):
                if (
                    (other.startswith(first) or other.endswith(last))
                    and _numbers(other) == numbers
                    and not _goes_before(key, other)
                    and self._is_meant(names[at])
                ):
                    nearest[names[at]] = distance
        found = sorted(nearest.items(), key=itemgetter(1))
        return found[0][0] if found and (len(found) == 1 or found[0][1] < found[1][1]) else None

    def _alike(
        self, length: int, size: int, first: str, last: str, numbers: Sequence[str]
    ) -> "Iterable[tuple[list[str], list[str]]]":
        """Keys of this length, those with `numbers` that begin with `first` or end with `last` among them, each list with
        their names."""
        of_length = self._by_length.get(length)
        if of_length is None:
            return ()
        if self._asked <= _FEW:
            return (of_length,)
        by_ends = self._by_ends.get((length, size))
        if by_ends is None:
            by_ends = self._by_ends[length, size] = {}
            for key, name in zip(*of_length, strict=True):
                in_key = _numbers(key)
                for end in (f"{key[:size]}-", f"-{key[-size:]}"):
                    keys, names = by_ends.setdefault((end, *in_key), ([], []))
                    keys.append(key)
                    names.append(name)
        return [by_ends[end, *numbers] for end in (f"{first}-", f"-{last}") if (end, *numbers) in by_ends]


def _goes_before(key: str, other: str) -> bool:
    """Whether one of two names, by their keystrokes, is the other with a syllable of Hangul before it: `이가온`, `가온`."""
    shorter, longer = sorted((key, other), key=len)
    return longer.endswith(shorter) and "\u1161" <= longer[: -len(shorter)][-1:] <= "\u11ff"


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


def by_keystrokes(names: Iterable[str]) -> dict[str, str]:
    """`names` by what is typed for each of them, as `NearNames` compares them; two that differ in case only are one."""
    names = [*names]
    composed = all_at_once(names, partial(normalized, "NFC"))
    return dict(zip(all_at_once(composed, _keystrokes), composed, strict=True))


def _slips_between(name: str, other: str) -> int:
    from rapidfuzz.distance import OSA

    return OSA.distance(_keystrokes(name), _keystrokes(other))


def _keystrokes(name: str) -> str:
    """`name` without case, its Hangul taken apart into letters."""
    return normalized("NFD", match_key.__wrapped__(name))  # not remembered: it may be all names at once


_LONGEST_HEADING = 500
"""In code points: a longer one is a paragraph that a line of `---` happens to underline, and no link means it."""


class NearHeadings:
    """The headings of a note, for a link that leads to none of them."""

    def __init__(self, headings: Iterable[str]) -> None:
        """Takes the words of each, in order."""
        kept = [words for words in headings if len(words) <= _LONGEST_HEADING]
        self.links = tuple([heading_link(words) for words in kept])
        """As a link writes each, but those too long for one."""
        self._whole = {heading_key(words): words for words in reversed(kept)}
        self._named = [link for link, words in zip(self.links, kept, strict=True) if "](" not in words]
        self._by_slug = grouped((HYPHENS.sub("-", slug(name)), name) for name in self._named)
        self._by_key = grouped((heading_key(name), name) for name in self._named)
        self._keys = sorted(self._by_key)

    @cached_property
    def _names(self) -> NearNames:
        return NearNames(by_keystrokes(self._named))

    @cached_property
    def _slugs(self) -> NearNames:
        return NearNames({_keystrokes(key): names[0] for key, names in self._by_slug.items()})

    def whole(self, subpath: str) -> str | None:
        """The words of the heading that has the `#` in itself at which `subpath` would be parted: `C# basics`."""
        return self._whole.get(heading_key(subpath))

    def find(self, words: str) -> str | None:
        """The one heading, as a link writes it, that `words` nearly are; None for none or several.

        It has them as its anchor, it goes on where they end, it or its anchor is two slips of the keys away, they go on
        where it ends, or it has the same words in another order.
        """
        if len(words) > _LONGEST_HEADING:
            return None
        anchor = HYPHENS.sub("-", words.lower())
        of_slug = self._by_slug.get(anchor, [])
        if len(of_slug) == 1:
            return of_slug[0]
        wanted = heading_key(words)
        longer = self._longer(wanted)
        near = None if longer else self._names.find(words) if " " in words else self._slugs.find(anchor)
        if near:
            return near
        found = longer + self._shorter(wanted) or self._in_any_order.get(_sorted_words(wanted), [])
        return found[0] if len(found) == 1 else None

    def _longer(self, wanted: str) -> list[str]:
        """The first two headings that begin with the key `wanted` and have more words: `투자 유치` for `투자`."""
        if len(wanted) < 2:
            return []
        start = f"{wanted} "
        longer = takewhile(lambda key: key.startswith(start), islice(self._keys, bisect(self._keys, start), None))
        return [name for key in islice(longer, 2) for name in self._by_key[key]]

    def _shorter(self, wanted: str) -> list[str]:
        """The headings that the key `wanted` begins with, and has more words."""
        starts = (wanted[: blank.start()] for blank in re.finditer(" ", wanted) if blank.start() > 1)
        return [name for start in starts for name in self._by_key.get(start, ())]

    @cached_property
    def _in_any_order(self) -> dict[str, list[str]]:
        """The headings of several words by these, sorted."""
        pairs = ((_sorted_words(key), name) for key, names in self._by_key.items() for name in names)
        return grouped((words, name) for words, name in pairs if " " in words)


def _sorted_words(key: str) -> str:
    """The words of the key of a heading, sorted: `dry running` for `running dry`."""
    return " ".join(sorted(key.replace("-", " ").split()))


class NearSubpaths(Value):
    """What was meant in a note by the end of a link that leads to none of its headings and blocks."""

    _facts: FactsByPath

    @cached_method
    def headings(self, path: str) -> NearHeadings:
        """The headings of the note at `path`, to look for the one that a link means."""
        return NearHeadings(words for _, words in self._facts[path].headings)

    def block(self, path: str, name: str) -> str | None:
        """The one block id of the note at `path` that `name` is a slip of the keys away from, if there is exactly one such id."""
        return self._near_blocks(path).find(name)

    @cached_method
    def _near_blocks(self, path: str) -> NearNames:
        return NearNames(by_keystrokes(self._facts[path].block_ids))


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
        found = [other for other in self._paths.called(near) if other in self._facts]
        if len(found) < 2 and (is_name or not folder):
            return found[0] if found else None
        likely = f"{folder}/{near}" if folder else near
        meant = self._paths.resolve(likely, source).path
        if meant is None and 1 < len(found) <= _MOST_ALIKE:
            paths = NearNames({_keystrokes(without_ending(other)): other for other in found})
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
        other = {match_key(name)} if _slips_between(name, found) == 1 else _words(name) - _words(found)
        return None if other and all(map(self._is_word, other)) else found

    def _is_word(self, word: str) -> bool:
        """Whether `word`, in small letters, is one of a language, or of a name in the vault; or a code: `CN`."""
        return (word.isascii() and len(word) < 3) or is_listed(word) or is_word(word) or word in self._said

    @cached_property
    def _said(self) -> frozenset[str]:
        """The words in the names of notes."""
        return frozenset().union(*map(_words, map(name_of, self._facts)))

    def renamed(self, path: str) -> str | None:
        """The path of the one note whose name has a word more than the link path `path`, one less, or the same in another order.

        None for none or several, and where they have nothing in common but one usual word.
        """
        name = without_ending(path.rpartition("/")[2])
        words, numbers = _words(name), _numbers(_keystrokes(name))
        keys = [words, *(words - {each} for each in words)]
        found = {
            other
            for key in keys
            for other in self._by_words.get(" ".join(sorted(key)), ())
            if len(words ^ (theirs := _words(other))) < 2
            and _are_telling([*words & theirs, *numbers])
            and _numbers(_keystrokes(other)) == numbers
        }
        paths = self._paths.called(found.pop()) if len(found) == 1 else ()
        return paths[0] if len(paths) == 1 else None

    @cached_property
    def _by_words(self) -> dict[str, list[str]]:
        """The names of notes by their words, sorted, and by all of these but one."""
        pairs = ((name, _words(name)) for name in {*map(name_of, self._facts)})
        return grouped(
            (" ".join(sorted(key)), name)
            for name, words in pairs
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
        return NearNames(by_keystrokes(map(name_of, self._facts)))

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
        return NearNames(by_keystrokes(alias for naming in self._facts.naming.values() for alias in naming.aliases))
