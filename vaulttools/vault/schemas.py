"""What the front matter of each kind of note should contain: kinds, schemas, and the contract they make for one note."""

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from itertools import chain
from types import NoneType
from typing import Any, Literal, Protocol

from vaulttools.message import Message
from vaulttools.note import Facts
from vaulttools.note.dates import KEYS as DATE_KEYS
from vaulttools.note.dates import date_of
from vaulttools.note.facts import in_template_folder
from vaulttools.patterns import Bounded, pattern
from vaulttools.text import match_key
from vaulttools.values import Value, cached_method, field, last_answer, replace

COMPANY = "company"
CONCEPT = "concept"
PERSON = "person"
MEETING = "meeting"
DAILY = "daily"


class Traits(Value):
    """What makes a note one of a kind: its `type` property, or a folder that it is in."""

    types: tuple[str, ...]
    folders: tuple[str, ...]


class AllTraits(Value):
    """What makes notes of which kind: the `type` of a note or, where it has none, the nearest folder that stands for a kind.

    A narrower type (`NARROWER`) leaves it to the folder, too, before it stands for a kind.
    """

    of_kinds: Mapping[str, Traits]

    @cached_property
    def by_type(self) -> Mapping[str, str]:
        """The kinds by the keys of their types (`match_key`)."""
        return {match_key(name): kind for kind, each in self.of_kinds.items() for name in each.types}

    @cached_property
    def _by_folder(self) -> Mapping[str, str]:
        return {match_key(name): kind for kind, each in self.of_kinds.items() for name in each.folders}

    def kind(self, type_: str, path: str) -> str:
        """The kind of the note at `path` with this `type`; empty for an ordinary one."""
        if not type_:
            return self.by_folder(path)
        key = match_key(type_)
        narrower = NARROWER.get(key, "")
        if key in self.by_type or narrower not in self.of_kinds:
            return self.by_type.get(key, "")
        return self.by_folder(path) or narrower

    def by_folder(self, path: str) -> str:
        """The kind that the folders of the note at `path` stand for; empty if they stand for none."""
        keys = map(match_key, path.split("/")[-2::-1])
        return next((self._by_folder[key] for key in keys if key in self._by_folder), "")


KINDS: Mapping[str, Traits] = {
    COMPANY: Traits(
        ("company", "회사", "기업", "startup", "스타트업"),
        ("companies", "company", "회사", "기업", "종목"),
    ),
    CONCEPT: Traits(("concept", "개념", "idea", "term"), ("concepts", "concept", "개념", "ideas", "glossary", "용어")),
    PERSON: Traits(("person", "사람", "인물"), ("people", "persons", "person", "사람", "인물")),
}
"""The kinds of entity that are known without any config."""

NARROWER: Mapping[str, str] = {
    type_: kind
    for kind, types in {
        COMPANY: "investor fund vc firm organization organisation stock 투자사 기관 업체 종목 상장사",
        PERSON: "analyst contact founder 애널리스트 연락처 창업자",
    }.items()
    for type_ in types.split()
}
"""Types that say more than the kind they stand for. A config may make a kind of its own of each, and no new note is given one."""

RECORDS: Mapping[str, Traits] = {
    MEETING: Traits(
        ("meeting", "pitch", "미팅", "회의", "피치데이"), ("meetings", "meeting", "pitches", "미팅", "회의")
    ),
    DAILY: Traits(("daily", "일지", "일기"), ("daily", "daily notes", "dailies", "journal", "일지", "일기", "데일리")),
}
"""Kinds of note that others do not mention by name. In a folder of daily notes, only a note named for a day is one."""

_KIND_NAMES = {
    COMPANY: Message("company"),
    CONCEPT: Message("concept"),
    PERSON: Message("person"),
    MEETING: Message("meeting"),
    DAILY: Message("daily"),
}


def kind_name(kind: str) -> Message | str:
    """What to call a kind of note; one from the config has its name there."""
    return _KIND_NAMES.get(kind, kind)


Type = Literal["text", "number", "whole number", "checkbox", "date", "datetime", "link", "mapping"]
_Class = type[Any]
Origin = Literal["schema", "obsidian", "default"]

_A_DAY = pattern(r"[12][0-9]{3}[-.]?[01][0-9][-.]?[0-3][0-9]")
_DIGIT = pattern(r"\d")
_OPEN = pattern(r"[\[{<]|\A\s*\Z")
"""A text that contains a link, a placeholder or code, or nothing at all."""
_LINK = pattern(r"!?\[\[[^\[\]\r\n]+\]\]\Z")
_WHOLE_LINK = pattern(r"!?\[\[([^\[\]|\r\n]+)(?:\|[^\[\]\r\n]*)?\]\]\Z")


class PathPatterns(Protocol):
    """Patterns that a path may match."""

    patterns: tuple[str, ...]

    def match(self, path: str) -> bool:
        """Whether one of them matches `path`."""
        ...


class Property(Value):
    """What one property must be. An empty field asks for nothing."""

    type: Type | None = None
    list: Literal["yes", "no", "either"] = "either"
    """Whether the value must be a list; the other fields are then about each item."""
    required: bool = False
    default: Any = None
    one_of: tuple[Any, ...] = ()
    pattern: str = ""
    """A regular expression that must match the whole text."""
    min: Any = None
    """The least number, the earliest date (as text), or the fewest characters of a text."""
    max: Any = None
    unique: bool = False
    """Whether a list must have no duplicates, and a single value must be different in each note of the schema."""
    link_to: str = ""
    """The kind of note that a link in it must lead to."""
    origin: Origin = "default"
    """Who asks for it: the owner's schema, Obsidian's list of property types, or only we."""

    def accepts(self, value: Any) -> bool:
        """Whether a single `value` has the type asked for; None has any type."""
        if value is None or self.type is None:
            return True
        match self.type:
            case "text":
                return not isinstance(value, list | dict)
            case "number":
                return isinstance(value, int | float) and not isinstance(value, bool)
            case "whole number":
                return isinstance(value, int) and not isinstance(value, bool)
            case "checkbox":
                return isinstance(value, bool)
            case "date" | "datetime":
                return date_of(value) is not None or (isinstance(value, str) and bool(_LINK.match(value)))
            case "link":
                return isinstance(value, str) and bool(_LINK.match(value))
            case "mapping":
                return isinstance(value, dict)

    def nearest(self, value: Any) -> Any:
        """The allowed value whose text is most like that of `value`; None if none is similar."""
        from difflib import get_close_matches

        choices = {str(choice): choice for choice in self.one_of}
        near = get_close_matches(str(value), choices, 1, 0.6)
        return choices[near[0]] if near else None

    def fits(self, value: Any) -> bool:
        """Whether `value`, perhaps a list, has the type asked for; None has any type."""
        if value is None:
            return True
        if isinstance(value, list):
            return self.list != "no" and (self.type is None or all(map(self.accepts, value)))
        return self.list != "yes" and self.accepts(value)

    def bars(self, value: Any) -> bool:
        """Whether nobody can mean `value`, even if the type is only a custom: a mapping, or a list in a list, for texts; a
        checkbox for a date; a text without digits for a required date."""
        if isinstance(value, list):
            return any(isinstance(item, list | dict) or self.bars(item) for item in value)
        if isinstance(value, dict):
            return self.type != "mapping" and bool(value)
        if self.type != "date":
            return False
        if isinstance(value, str):
            return self.required and not (_DIGIT.search(value) or _OPEN.search(value))
        return isinstance(value, bool)

    @cached_property
    def always(self) -> frozenset[_Class]:
        """The Python types all of whose values fit."""
        return frozenset() if self.list == "yes" or self.type is None else _ALWAYS.get(self.type, frozenset())

    def lists(self, value: Any) -> bool:
        """Whether a single `value` is one of the allowed ones, and nothing else is asked for."""
        return self._is_choice and not isinstance(value, list | dict) and value in self.one_of

    @cached_property
    def _is_choice(self) -> bool:
        return bool(self.one_of) and not replace(self, one_of=()).is_bounded

    @cached_property
    def is_bounded(self) -> bool:
        """Whether it asks for more than a type."""
        return (
            bool(self.one_of or self.pattern or self.unique or self.link_to)
            or self.min is not None
            or self.max is not None
        )

    @property
    def wanted(self) -> Message:
        """The type in a note-taker's words, such as `list of dates`."""
        if self.list == "yes":
            return LIST_NAMES[self.type] if self.type is not None else TYPE_NAMES["list"]
        return TYPE_NAMES[self.type or "value"]


_ALWAYS: Mapping[Type, frozenset[_Class]] = {
    "text": frozenset((str, int, float, bool, NoneType)),
    "number": frozenset((int, float, NoneType)),
    "whole number": frozenset((int, NoneType)),
    "checkbox": frozenset((bool, NoneType)),
    "mapping": frozenset((dict, NoneType)),
}
TYPE_NAMES = {
    "text": Message("text"), "number": Message("number"), "whole number": Message("whole number"),
    "checkbox": Message("checkbox"), "date": Message("date"), "datetime": Message("datetime"),
    "link": Message("link"), "mapping": Message("mapping"), "list": Message("list"), "value": Message("value"),
}  # fmt: skip
"""What the types and shapes of values are called."""
LIST_NAMES = {
    "text": Message("list of texts"), "number": Message("list of numbers"),
    "whole number": Message("list of whole numbers"), "checkbox": Message("list of checkboxes"),
    "date": Message("list of dates"), "datetime": Message("list of datetimes"), "link": Message("list of links"),
    "mapping": Message("list of mappings"),
}  # fmt: skip
"""What lists of one type are called."""


class Schema(Value):
    """The properties that some notes should have, and which notes: those that any of its fields chooses."""

    name: str
    properties: Mapping[str, Property] = field(default_factory=dict)
    kind: str = ""
    """A kind of note: the schema is for all notes of it."""
    types: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    paths: PathPatterns | None = None
    tags: tuple[str, ...] = ()
    other_keys: bool = True
    """Whether the notes may have properties that no schema names."""
    json_schema: str = ""
    """The text of a JSON Schema that the front matter must also satisfy."""
    json_schema_file: str = ""

    @cached_property
    def _keys(self) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        types, folders, tags = (frozenset(map(match_key, names)) for names in (self.types, self.folders, self.tags))
        return types, folders, tags

    def chooses(self, facts: Facts, kind: str) -> bool:
        """Whether the schema is for the note of `facts`, which is of `kind`."""
        if self.kind and self.kind == kind:
            return True
        types, folders, tags = self._keys
        return (
            (bool(types) and match_key(facts.kind) in types)
            or (bool(folders) and any(match_key(name) in folders for name in facts.path.split("/")[:-1]))
            or (bool(tags) and not tags.isdisjoint(map(match_key, facts.tags)))
            or (self.paths is not None and self.paths.match(facts.path))
        )


def _own(*keys: str) -> Mapping[str, Property]:
    return {key: _OWN[key] for key in keys}


_ONE = Property(list="no")
_OWN = {
    "title": _ONE,
    "type": Property("text", "no", required=True),
    "date": Property("date", "no", required=True),
    "tags": Property("text", "yes"),
    "aliases": Property("text", "yes"),
    "category": Property("text", "either"),
}

DEFAULTS: tuple[Schema, ...] = (
    Schema(COMPANY, _own("type", "aliases", "tags", "date", "category"), COMPANY),
    Schema(CONCEPT, _own("type", "aliases", "tags", "date", "category"), CONCEPT),
    Schema(PERSON, _own("type", "aliases", "tags", "date", "category"), PERSON),
    Schema(MEETING, _own("title", "type", "date", "tags", "category"), MEETING),
    Schema(DAILY, _own("type", "date", "tags"), DAILY),
)
"""The schemas without any config. What they require is asked for only if most of the vault's own notes have it."""

IGNORE = "vaulttools-ignore"
"""The word in a comment that ignores rules, and our own property that ignores them in the whole note. It has no type that could
be wrong."""

EVERYWHERE: Mapping[str, Property] = {
    "tags": Property("text", "yes"),
    "aliases": Property("text", "yes"),
    "cssclasses": Property("text", "yes"),
}
"""Obsidian's own properties, which are lists (help, Properties; as of 1.9)."""
RENAMED = {"tag": "tags", "alias": "aliases", "cssclass": "cssclasses"}
"""What they were called before Obsidian 1.9, which no longer reads the old keys (release notes)."""

SINGLE = frozenset(("title", "type", "date"))
"""Properties with a single value."""

OBSIDIAN_TYPES: Mapping[str, Property] = {
    "multitext": Property(None, "yes", origin="obsidian"),
    "number": Property("number", "no", origin="obsidian"),
    "checkbox": Property("checkbox", "no", origin="obsidian"),
    "date": Property("date", "no", origin="obsidian"),
    "datetime": Property("datetime", "no", origin="obsidian"),
    "text": Property("text", "no", origin="obsidian"),
}
"""What the words in `.obsidian/types.json` ask for. `tags`, `aliases` and `cssclasses` are known everywhere."""


class Contract(Value):
    """What all schemas for a note ask for together."""

    schemas: tuple[Schema, ...] = ()
    kind: str = ""
    obsidian: Mapping[str, Property] = field(default_factory=dict)
    """What Obsidian takes each property for, by its key in lower case: by nature, or as set for the vault."""

    @cached_property
    def properties(self) -> Mapping[str, tuple[Property, ...]]:
        """All that each key must be, in the order of the schemas."""
        found: dict[str, tuple[Property, ...]] = {}
        for schema in self.schemas:
            for key, each in schema.properties.items():
                found[key] = (*found.get(key, ()), each)
        return found

    @cached_property
    def _by_key(self) -> Mapping[str, tuple[Property, ...]]:
        return {match_key(key): each for key, each in self.properties.items()}

    @cached_method
    def of(self, key: str) -> tuple[Property, ...]:
        """All that `key` must be; letter case does not matter, as in Obsidian."""
        name = match_key(key)
        known = self._by_key.get(name, ())
        obsidian = self.obsidian.get(name)
        if obsidian is None or any(each.origin in ("schema", obsidian.origin) for each in known):
            return known
        return (*known, obsidian)

    @cached_method
    def typed(self, key: str) -> tuple[Property, ...]:
        """What asks for a type of `key`."""
        return tuple([each for each in self.of(key) if each.type or each.list != "either"])

    @cached_method
    def bounded(self, key: str) -> tuple[Property, ...]:
        """What the owner's schemas ask of `key` besides a type."""
        return tuple([each for each in self.of(key) if each.origin == "schema" and each.is_bounded])

    @cached_method
    def is_decided(self, key: str) -> bool:
        """Whether the owner or Obsidian asks anything of `key`."""
        return any(each.origin != "default" for each in self.of(key))

    @cached_property
    def is_written(self) -> bool:
        """Whether the owner's schemas or Obsidian's types ask for anything."""
        asked = (*chain.from_iterable(self.properties.values()), *self.obsidian.values())
        return any(each.origin != "default" for each in asked)

    @cached_property
    def required(self) -> frozenset[str]:
        """The keys that a schema requires, or that are a custom."""
        return frozenset(key for key, asked in self.properties.items() if any(each.required for each in asked))

    @cached_method
    def is_date(self, key: str) -> bool:
        """Whether the value of `key` is a date: by schema, by Obsidian's types, or by the name of the key."""
        types = {asked.type for asked in self.of(key) if asked.type and asked.origin != "default"}
        return not types.isdisjoint(("date", "datetime")) if types else key.lower() in DATE_KEYS

    @property
    def name(self) -> str:
        """What to call such notes: their kind, or the last of their schemas."""
        return self.kind or (self.schemas[-1].name if self.schemas else "")

    def asks_for(self, key: str) -> bool:
        """Whether the owner's own schema requires `key`."""
        return any(asked.required and asked.origin == "schema" for asked in self.properties.get(key, ()))

    def beside(self, key: str, present: Sequence[str]) -> tuple[str | None, str | None]:
        """Where `key` belongs among the keys `present`: the key before which, or else the key after which."""
        order = list(self.properties)
        above = [other for other in order[: order.index(key)] if other in present] if key in order else []
        if above:
            return None, above[-1]
        return (present[0] if present else None), None

    @property
    def closed(self) -> bool:
        """Whether a property that no schema names is wrong."""
        return any(not schema.other_keys for schema in self.schemas)


class Schemas(Value):
    """All schemas of a vault; `of` returns the contract for a note."""

    schemas: tuple[Schema, ...] = DEFAULTS
    kinds: Mapping[str, Traits] = field(default_factory=lambda: {**KINDS, **RECORDS})
    types: Mapping[str, str] = field(default_factory=dict)
    """The types of properties set in Obsidian (`.obsidian/types.json`), by key."""

    @cached_property
    def _obsidian(self) -> Mapping[str, Property]:
        given = {match_key(key): OBSIDIAN_TYPES[word] for key, word in self.types.items() if word in OBSIDIAN_TYPES}
        return {"date": Property("date"), **given, **EVERYWHERE}

    @cached_property
    def traits(self) -> AllTraits:
        """What makes notes of which of the kinds."""
        return AllTraits(self.kinds)

    def kind(self, facts: Facts) -> str:
        """The kind of the note of `facts`; empty for an ordinary one, as one without a day is in a folder of days."""
        kind = self.traits.kind(facts.kind, facts.path)
        is_no_day = kind == DAILY and not facts.kind and not _A_DAY.search(facts.path.rpartition("/")[2])
        return "" if is_no_day else kind

    @last_answer
    def of(self, facts: Facts) -> Contract:
        """The contract for the note of `facts`; an empty one for a template."""
        if in_template_folder(facts.path):
            return _NO_CONTRACT
        kind = self.kind(facts)
        chosen = tuple([schema for schema in self.schemas if schema.chooses(facts, kind)])
        key = (kind, *(schema.name for schema in chosen))
        contract = self._contracts.get(key)
        if contract is None:
            contract = self._contracts[key] = Contract(chosen, kind, self._obsidian)
        return contract

    @cached_property
    def _contracts(self) -> dict[tuple[str, ...], Contract]:
        return {}


_NO_CONTRACT = Contract()


def link_target(value: Any) -> str | None:
    """The target (`path#subpath`) of a value that is nothing but a wiki-link; otherwise None."""
    match = _WHOLE_LINK.match(value) if isinstance(value, str) else None
    return match[1].strip() if match else None


def matches(pattern: str, text: str) -> bool:
    """Whether `pattern` matches all of `text`. One that takes too long counts as a match, because it proves nothing."""
    return _compiled(pattern).fullmatch(text) is not False


@cache
def _compiled(pattern: str) -> Bounded:
    return Bounded(pattern)
