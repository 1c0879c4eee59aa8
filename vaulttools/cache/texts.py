"""How facts, namings and lessons are stored: as texts, most of them JSON."""

import json
from typing import TYPE_CHECKING, Any

from vaulttools.cache import encode
from vaulttools.note.facts import Facts, Naming

if TYPE_CHECKING:
    from vaulttools.vault.habits import Lesson

_FIELD, _ITEM = "\x1e", "\x1f"
"""What separates the fields of a naming, and the items of a field."""
_NO_NAMING = Naming()
_OTHERS = tuple([name for name in Facts.fields if name not in ("links", "shown")])
"""The facts of a note but its links."""


def facts_texts(facts: Facts) -> tuple[str, str]:
    """`facts` without their links, and the links, as texts for `facts_from`."""
    return encode([getattr(facts, name) for name in _OTHERS]), encode([facts.links, facts.shown])


def facts_from(path: str, text: str, links: str) -> Facts:
    """The facts of the note at `path` that were stored as `text` and `links`. Raises ValueError or TypeError for others."""
    targets, shown = _decoded(links)
    facts = Facts(links=targets, shown=shown, **dict(zip(_OTHERS, _decoded(text), strict=True)))
    if facts.path != path:
        raise ValueError("these are the facts of another note")
    return facts


def naming_text(naming: Naming) -> str:
    """`naming` as a text for `naming_from`. It is not JSON, because every run reads those of all notes."""
    if not any(naming):
        return ""
    return _FIELD.join([naming.kind, _ITEM.join(naming.aliases), naming.autolink, _ITEM.join(naming.titles)])


def naming_from(text: str) -> Naming:
    """The naming that was stored as `text`. Raises ValueError or AttributeError for anything else."""
    if not text:
        return _NO_NAMING
    kind, aliases, autolink, titles = text.split(_FIELD)
    return Naming(
        kind, tuple(aliases.split(_ITEM)) if aliases else (), autolink, tuple(titles.split(_ITEM)) if titles else ()
    )


def can_be_stored(naming: Naming) -> bool:
    """Whether `naming` can be read again from its text: it contains none of the signs that separate its parts."""
    try:
        return naming_from(naming_text(naming)) == naming
    except ValueError:
        return False


def lesson_from(text: str) -> "Lesson":
    """The lesson that was stored as `text`. Raises ValueError or TypeError for anything else."""
    from vaulttools.vault.habits import Lesson

    linked, plain, words = (frozenset(map(str, part)) for part in json.loads(text))
    return Lesson(linked, plain, words)


def _decoded(text: str) -> list[Any]:
    values = json.loads(text)
    if values.__class__ is not list:
        raise ValueError("facts come in a list")
    return [_frozen(value) for value in values]


def _frozen(value: Any) -> Any:
    """`value` with tuples for the lists that JSON has made of them."""
    if value.__class__ is list:
        return tuple([_frozen(item) if item.__class__ is list else item for item in value])
    if value.__class__ is str:
        return value
    raise ValueError("facts are texts and lists")
