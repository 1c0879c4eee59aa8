"""A census of front matter: how often the notes of a vault have which keys, shapes of values, tags and titles."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, cached_property

from vaulttools.korean.hangul import is_syllable
from vaulttools.korean.lexicon import is_word
from vaulttools.korean.near import sounds_alike
from vaulttools.note import Facts
from vaulttools.note.dates import day_in, day_of, is_date
from vaulttools.note.facts import name_of
from vaulttools.patterns import pattern
from vaulttools.qwerty import slips_between
from vaulttools.text import match_key, normalized
from vaulttools.values import NamedTuple
from vaulttools.vault.schemas import Schemas

Group = tuple[str, str]

_NOTHING: Mapping[str, int] = {}
_HEADINGS: Group = ("word", "heading")
_EMPTY: Group = ("section", "empty")
_LEADING_DATE = pattern(r"[12]\d{3}[-._ ]?[01]\d[-._ ]?[0-3]\d[T ._-]*(?:\d{4,6}\b[ ._-]*)?|\d{12,14}[ ._-]*")
_WORD = pattern(r"[^\W_]+")
_PLAIN_WORD = pattern("[가-힣]+|[a-z]+")


class Share(NamedTuple):
    """A count and its total: how many notes of how many."""

    some: int
    all: int

    def is_usual(self, least: int, of_ten: float = 9) -> bool:
        """Whether nine in ten do (or `of_ten`), out of at least `least`."""
        return self.all >= least and self.some * 10 >= self.all * of_ten


class Census:
    """Counts over the facts of notes. Never changes; `with_` gives another one."""

    def __init__(self, schemas: Schemas, counts: Mapping[Group, Mapping[str, int]] | None = None) -> None:
        self._schemas = schemas
        self._counts = counts or {}

    @property
    def counts(self) -> Mapping[Group, Mapping[str, int]]:
        """All counts, from which the same census can be made again."""
        return self._counts

    def with_(self, come: Iterable[Facts], gone: Iterable[Facts] = ()) -> "Census":
        """The census with the notes of `come` added and those of `gone` removed."""
        counts = dict(self._counts)
        changed: dict[Group, dict[str, int]] = {}
        for one, several in ((1, come), (-1, gone)):
            for facts in several:
                for group, item in self._seen(facts):
                    if group not in changed:
                        counts[group] = changed[group] = dict(counts.get(group, _NOTHING))
                    counted = changed[group]
                    counted[item] = counted.get(item, 0) + one
        for counted in changed.values():
            for item in [item for item, count in counted.items() if not count]:
                del counted[item]
        return Census(self._schemas, counts)

    def _seen(self, facts: Facts) -> Iterator[tuple[Group, str]]:
        properties = facts.properties
        title = ""
        for key, shape, text in properties:
            yield ("shape", key), shape
            if key == "title":
                title = text
        for tag in facts.tags:
            yield ("tag", tag_key(tag)), tag
        if title:
            yield ("title", "name"), "same" if is_same_title(title, name_of(facts.path)) else "other"
            heading = top_heading(facts)
            if heading:
                yield ("title", "heading"), "same" if is_same_title(title, heading) else "other"
        for _, words in facts.headings:
            for word in words_of(words):
                yield _HEADINGS, word
        for words in facts.empty:
            yield _EMPTY, match_key(words)
        contract = self._schemas.of(facts)
        for schema in contract.schemas:
            yield ("notes", schema.name), "with" if properties else "without"
            for key, shape, text in properties:
                if key in contract.required and shape != "empty":
                    yield ("has", schema.name), key
                    if key == "type" and text:
                        yield ("type", schema.name), text

    def _count(self, group: Group) -> Mapping[str, int]:
        return self._counts.get(group, _NOTHING)

    def shapes(self, key: str) -> Mapping[str, int]:
        """How many notes have `key` with which shape of value."""
        return self._count(("shape", key))

    def has_in_heading(self, word: str) -> bool:
        """Whether a heading has `word`, one of `words_of` it."""
        return word in self._count(_HEADINGS)

    def heading_words(self, least: int) -> list[str]:
        """The words that the headings of `least` notes and more have."""
        return [word for word, notes in self._count(_HEADINGS).items() if notes >= least]

    def is_custom(self, word: str, other: str) -> bool:
        """Whether three headings have `word`, and three times as many as `other`, both as `words_of` gives them."""
        headings = self._count(_HEADINGS)
        return headings.get(word, 0) >= 3 * max(1, headings.get(other, 0))

    def is_one_word(self, compound: str, *parts: str) -> bool:
        """Whether five headings have `compound`, and five times as many as may have its `parts` side by side."""
        headings = self._count(_HEADINGS)
        return headings.get(compound, 0) >= 5 * max(1, min(headings.get(part, 0) for part in parts))

    def left_empty(self, heading: str) -> int:
        """How many notes have nothing below such a `heading`."""
        return self._count(_EMPTY).get(match_key(heading), 0)

    @cached_property
    def keys(self) -> Mapping[str, int]:
        """How many notes have which key."""
        return {key: sum(counts.values()) for (what, key), counts in self._counts.items() if what == "shape" and counts}

    @cached_property
    def common_keys(self) -> tuple[str, ...]:
        """The keys that five notes and more have."""
        return tuple(key for key, count in self.keys.items() if count >= 5)

    @cached_property
    def mixed(self) -> frozenset[str]:
        """The keys that have values of several shapes."""
        shapes = ((group[1], counts) for group, counts in self._counts.items() if group[0] == "shape")
        return frozenset(key for key, counts in shapes if len(counts) > 1)

    @cached_property
    def varied(self) -> frozenset[str]:
        """The tags that have several spellings."""
        tags = (counts for group, counts in self._counts.items() if group[0] == "tag" and len(counts) > 1)
        return frozenset(tag for counts in tags for tag in counts)

    def spellings(self, tag: str) -> Mapping[str, int]:
        """How many notes have which of the tags that differ from `tag` in letter case and separators only."""
        return self._count(("tag", tag_key(tag)))

    def having_front_matter(self, schema: str) -> Share:
        """How many of the notes of a schema have properties."""
        notes = self._count(("notes", schema))
        return Share(notes.get("with", 0), notes.get("with", 0) + notes.get("without", 0))

    def having(self, schema: str, key: str) -> Share:
        """How many of the notes of a schema that have properties have `key`, which some schema requires, with a value."""
        return Share(self._count(("has", schema)).get(key, 0), self.having_front_matter(schema).some)

    def usual_type(self, schema: str) -> str | None:
        """The `type` that most notes of a schema have."""
        types = self._count(("type", schema))
        return max(sorted(types), key=types.__getitem__) if types else None

    def titles_like(self, what: str) -> Share:
        """How many titles say the same as the note's `name`, or as its first `heading`."""
        titles = self._count(("title", what))
        return Share(titles.get("same", 0), titles.get("same", 0) + titles.get("other", 0))


def words_of(text: str) -> list[str]:
    """The words of `text` as they are compared: runs of Hangul, and of Latin letters, in small letters."""
    return _PLAIN_WORD.findall(match_key(text))


@cache
def tag_key(tag: str) -> str:
    """`tag` without the differences between spellings: case, hyphens, underscores."""
    return match_key(tag).replace("-", "").replace("_", "")


def top_heading(facts: Facts) -> str:
    """The words of the note's first heading, where that is its only one of the first level; else empty."""
    tops = [words for level, words in facts.headings if level == 1]
    return tops[0] if len(tops) == 1 and facts.headings[0][0] == 1 else ""


def is_same_title(one: str, other: str) -> bool:
    """Whether two titles say the same: letter case, punctuation and a date in front do not count, and one may say more. Dates do
    however they are written."""
    if one in other or other in one:
        return True
    day = _day_named(one)
    if day is not None and day == _day_named(other):
        return True
    a, b = _words(one), _words(other)
    return not a or not b or a in b or b in a


def _day_named(title: str) -> date | None:
    """The day that a title names, if it says nothing else."""
    return day_of(title) or (day_in(title) if is_date(title) else None)


def _words(title: str) -> str:
    return "".join(_WORD.findall(match_key(normalized("NFC", without_date(title)))))


def without_date(name: str) -> str:
    """`name` without the date in front; all of it where it is only a date."""
    match = _LEADING_DATE.match(name)
    return name[match.end() :] or name if match else name


def is_slip(key: str, other: str) -> bool:
    """Whether `key` is `other` with one slip of the keys: two letters the wrong way round, a doubled one, or one wrong in a long word;
    or no word, but sounds like one: 단게 for 단계.

    A plural, a longer word or a number after it is another key, and no slip.
    """
    if len(key) - 1 == len(other) >= 4 and any(key == other[: at + 1] + other[at:] for at in range(len(other))):
        return True
    if abs(len(key) - len(other)) > 3 or key == other or key.startswith(other) or other.startswith(key):
        return False
    if all(map(is_syllable, key + other)) and sounds_alike(key, other) and not is_word(key):
        return True
    a, b = (normalized("NFD", match_key(each)) for each in (key, other))
    if a == b or abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 4 or a[0] != b[0]:
        return False
    if slips_between(a, b, 1) > 1:
        return False
    turned = len(a) == len(b) and sorted(a) == sorted(b)
    return turned or (min(len(a), len(b)) >= 6 and not any(char.isdigit() for char in a + b))
