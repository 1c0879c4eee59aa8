"""Facts: all that other notes may know of a note. Small, hashable, and enough to build a vault from."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vaulttools.note.links import wiki_link

if TYPE_CHECKING:
    from vaulttools.note import Note
    from vaulttools.note.links import Link


@dataclass(frozen=True, slots=True)
class Facts:
    """What a vault knows of one note."""

    path: str
    kind: str = ""
    """The `type` property, as written; empty where there is none."""
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """Inline tags and those of the front matter, without `#`, in the order they appear, each spelling once."""
    headings: tuple[tuple[int, str], ...] = ()
    """Level and words of each heading, in order."""
    block_ids: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    """The targets (`path#subpath`) of links and embeds, each once, also those in properties."""
    autolink: str = ""
    """The `autolink` property: `always`, `first`, `never`, or empty."""


def of(note: "Note") -> Facts:
    """The facts of `note`."""
    data: Any = note.front_matter.data if note.front_matter is not None else {}
    return Facts(
        path=note.path,
        kind=_text(data.get("type")),
        aliases=tuple(dict.fromkeys(alias.strip() for key in ("aliases", "alias") for alias in texts(data.get(key)))),
        tags=tuple(
            dict.fromkeys([*(tag.lstrip("#") for tag in texts(data.get("tags"))), *(tag.name for tag in note.tags)])
        ),
        headings=tuple((heading.level, heading.text) for heading in note.headings),
        block_ids=tuple(block_id.name for block_id in note.block_ids),
        links=tuple(
            dict.fromkeys([link.target for link in note.links] + [link.target for link in property_links(data)])
        ),
        autolink=_text(data.get("autolink")),
    )


def texts(value: Any) -> list[str]:
    """The non-empty texts of a property that may be one text or a list of them; numbers count as their digits."""
    values = value if isinstance(value, list) else [value]
    return [_text(item) for item in values if _text(item).strip()]


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""


def property_links(data: Any) -> "list[Link]":
    """The links in the values of a front matter. Obsidian reads only a value that is one whole link (help, Properties)."""
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
