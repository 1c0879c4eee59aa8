"""Facts: all that other notes may know about a note. Small, hashable, and enough to build a vault from."""

import marshal
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from datetime import datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Literal

from vaulttools.files.disk import is_note
from vaulttools.note.dates import date_of
from vaulttools.note.legal_forms import LATIN
from vaulttools.note.links import wiki_link
from vaulttools.patterns import pattern
from vaulttools.values import NamedTuple, Value

if TYPE_CHECKING:
    from vaulttools.note import Note
    from vaulttools.note.links import Link


Shape = Literal["text", "number", "checkbox", "date", "datetime", "list", "mapping", "empty"]
"""The type of a property's value, among Obsidian's, as far as the value alone shows it."""

LONGEST_TEXT = 100
"""The most characters of a value that is kept in the facts."""

_TEMPLATE_FOLDERS = frozenset(("template", "templates", "템플릿", "서식", "양식", "archetypes"))
_BEFORE_NAME = "0123456789 _.-"
"""What folders have before their names so that they come first or last: `_templates`, `99 - Templates`."""


class Naming(NamedTuple):
    """The facts about the names and the kind of a note, which are needed of all notes."""

    kind: str = ""
    aliases: tuple[str, ...] = ()
    autolink: str = ""
    titles: tuple[str, ...] = ()


class Facts(Value):
    """What a vault knows about one note."""

    path: str
    kind: str = ""
    """The `type` property, as written; empty if there is none."""
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """Inline tags and those in the front matter, without `#`, in order, each spelling once."""
    headings: tuple[tuple[int, str], ...] = ()
    """Level and words of each heading, in order."""
    empty: tuple[str, ...] = ()
    """The words of the headings with nothing below them, each once."""
    block_ids: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    """The targets (`path#subpath`) of links and embeds, including those in properties, each once."""
    shown: tuple[tuple[str, str], ...] = ()
    """What links to notes show instead of their names, each with the path in the link, once."""
    autolink: str = ""
    """The `autolink` property as `read_autolink` reads it; empty if there is none."""
    properties: tuple[tuple[str, Shape, str], ...] = ()
    """Key, shape and (if it is one short value) text of each property. Those of `Note.properties`."""
    named: tuple[str, ...] = ()
    """The targets of what its bases name, each once: no way from here to there, but what breaks if that is renamed."""

    @property
    def naming(self) -> Naming:
        """The names and the kind of the note."""
        titles = tuple(text for key, _, text in self.properties if key == "title" and text)
        return Naming(self.kind, self.aliases, self.autolink, titles)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the properties, in order."""
        return tuple(key for key, _, _ in self.properties)


MOST_HELD = 20_000
"""The facts of up to so many notes are kept as they are; those of more are `packed`, which takes a fifth of the memory."""


def packed(facts: Facts) -> bytes:
    """`facts` as bytes for `unpacked`, in this process only: another Python may pack them in another way."""
    return marshal.dumps(tuple([getattr(facts, name) for name in Facts.fields]))


def unpacked(data: bytes) -> Facts:
    """The facts that were `packed`."""
    return Facts(*marshal.loads(data))


class FactsByPath(Mapping[str, Facts]):
    """The facts of many notes, in the order given; stored ones are read when they are asked for."""

    def __init__(
        self,
        facts: dict[str, Facts | bytes | None],
        naming: Callable[[], Mapping[str, Naming]],
        read: Callable[[str], Facts],
    ) -> None:
        """`naming` returns that of all notes; `read` returns the facts of a note for which `facts` has None instead of `packed` ones."""
        self._naming = naming
        self._known = facts
        self._first: FactsByPath | None = None
        self._changed: dict[str, Facts] = {}
        self._read = read

    @classmethod
    def of(cls, facts: Iterable[Facts]) -> "FactsByPath":
        """`facts` that are all known."""
        made = {each.path: each for each in facts}
        return cls({**made}, lambda: {path: each.naming for path, each in made.items()}, made.__getitem__)

    @cached_property
    def naming(self) -> Mapping[str, Naming]:
        """The naming of each note by its path, in order."""
        first = self._naming() if self._first is None else self._first.naming
        return {**first, **{path: each.naming for path, each in self._changed.items()}} if self._changed else first

    def with_(self, facts: Iterable[Facts]) -> "FactsByPath":
        """These facts after notes have changed or been created. What is in both is read once and shared."""
        # It holds the first facts and all changes since, not those in between: of these there may be thousands.
        new = FactsByPath(self._known, self._naming, self._read)
        new._first = self._first or self
        new._changed = {**self._changed, **{each.path: each for each in facts}}
        return new

    def without(self, paths: Set[str]) -> "FactsByPath":
        """These facts without those of the notes at `paths`."""
        left = {path: self._changed.get(path) or self._known[path] for path in self if path not in paths}
        return FactsByPath(left, lambda: {path: self.naming[path] for path in left}, self._read)

    def __getitem__(self, path: str) -> Facts:
        held = self._changed.get(path) or self._known[path]
        if held.__class__ is bytes:
            return unpacked(held)
        if held is None:
            found = self._read(path)
            self._known[path] = found if len(self._known) <= MOST_HELD else packed(found)
            return found
        return held  # type: ignore[return-value]  # it is no bytes

    def __iter__(self) -> Iterator[str]:
        return iter({**dict.fromkeys(self._known), **self._changed} if self._changed else self._known)

    def __len__(self) -> int:
        return len(self._known) + sum(path not in self._known for path in self._changed)

    def __contains__(self, path: object) -> bool:
        return path in self._known or path in self._changed


def of(note: "Note") -> Facts:
    """The facts of `note`."""
    from vaulttools.note.base import bases_in  # which is made of notes

    data: Any = note.front_matter.data
    return Facts(
        path=note.path,
        kind=_text(data.get("type")),
        aliases=tuple(
            dict.fromkeys(alias.strip() for key in ("aliases", "alias") for alias in _aliases(data.get(key)))
        ),
        tags=tuple(
            dict.fromkeys([*(tag.lstrip("#") for tag in texts(data.get("tags"))), *(tag.name for tag in note.tags)])
        ),
        headings=tuple((heading.level, heading.text) for heading in note.headings),
        empty=tuple(dict.fromkeys([heading.text for heading in note.empty_sections])),
        block_ids=tuple(block_id.name for block_id in note.block_ids),
        links=tuple(dict.fromkeys([_one(link.target) for link in [*note.links, *property_links(data)]])),
        shown=tuple(
            dict.fromkeys(
                [(_one(link.shown or ""), _one(link.path)) for link in note.links if _is_named_otherwise(link)]
            )
        ),
        autolink=read_autolink(data.get("autolink")),
        properties=tuple([_property(entry.key, entry.value) for entry in note.properties]),
        named=tuple(dict.fromkeys([link.target for link in bases.links])) if (bases := bases_in(note)) else (),
    )


def without_ending(path: str) -> str:
    """The path of a note without its `.md`; the path of another file as it is."""
    return path[:-3] if is_note(path) else path


def name_of(path: str) -> str:
    """The name of the note at `path`: its file name without `.md`."""
    name = path[path.rfind("/") + 1 :]
    return name[:-3] if name[-3:].lower() == ".md" else name


def in_template_folder(path: str) -> bool:
    """Whether `path` is in a folder of templates, by its name."""
    return _is_template_folder(path.rpartition("/")[0])


@cache
def _is_template_folder(folder: str) -> bool:
    return any(each.lstrip(_BEFORE_NAME) in _TEMPLATE_FOLDERS for each in folder.lower().split("/"))


def shape(value: Any) -> Shape:
    """The shape of the value of a property."""
    if isinstance(value, str):
        date = date_of(value)
        return "text" if date is None else "datetime" if isinstance(date, datetime) else "date"
    if isinstance(value, list):
        return "list"
    if value is None:
        return "empty"
    return "checkbox" if isinstance(value, bool) else "mapping" if isinstance(value, dict) else "number"


def _property(key: str, value: Any) -> tuple[str, Shape, str]:
    text = _text(value)
    return _one(key), shape(value), text if len(text) <= LONGEST_TEXT else ""


def texts(value: Any) -> list[str]:
    """The non-empty texts of a property that may be one text or a list of them; numbers count as their digits."""
    values = value if isinstance(value, list) else [value]
    return [_text(item) for item in values if _text(item).strip()]


AUTOLINK = ("always", "first", "never")
"""How a note says that mentions of it are linked. One that says nothing is linked as is usual."""


def read_autolink(value: Any) -> str:
    """One of `AUTOLINK`, or empty for as usual, in any case; also `false` for never and `true` for as usual.

    What means neither comes back as it is written.
    """
    if isinstance(value, bool):
        return "" if value else "never"
    text = _text(value).strip()
    word = text.lower()
    return {"false": "never", "true": ""}.get(word, word if word in AUTOLINK else text)


_LONGEST_NAME = 40
"""The most characters of what links show that may be another name of their notes."""


def _is_named_otherwise(link: "Link") -> bool:
    """Whether what `link`, to a whole file, shows may be another name of the file."""
    shown = link.shown
    return (
        shown is not None
        and len(shown) <= _LONGEST_NAME
        and not (link.embed or link.subpath)
        and shown.lower() != name_of(link.path).lower()
    )


_one = sys.intern
"""The same object for equal texts: most facts are links and keys, which repeat all over a vault."""


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""


_LEGAL_FORM = pattern(rf",\s*(?:{LATIN}|limited\b)", re.IGNORECASE)


def _aliases(value: Any) -> list[str]:
    """The aliases in a property. One text may contain several, separated by commas, as in old vaults."""
    if isinstance(value, str) and "," in value and not _LEGAL_FORM.search(value):
        return [part for part in value.split(",") if part.strip()]
    return texts(value)


def property_links(data: Any) -> "list[Link]":
    """The links in the values of front matter: values that are nothing but a link (Obsidian help, Properties)."""
    found: list[Link] = []
    pending = [data]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            pending.extend(reversed(value.values()))
        elif isinstance(value, list):
            pending.extend(reversed(value))
        elif isinstance(value, str) and value.startswith(("[[", "![[")) and value.endswith("]]"):
            link = wiki_link(value, 0)
            if link is not None:
                found.append(link)
    return found
