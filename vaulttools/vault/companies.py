"""Notes of companies: what a new one is called and says."""

from collections.abc import Mapping, Sequence
from typing import Any

from vaulttools.edits import Edit, apply
from vaulttools.files.disk import is_reserved
from vaulttools.korean.both_scripts import names_given
from vaulttools.note import Note
from vaulttools.note.front_matter import new_front_matter
from vaulttools.note.legal_forms import FORM
from vaulttools.patterns import pattern
from vaulttools.text import match_key, newline_of
from vaulttools.vault.lists import listed

_UNSAFE = pattern(r'[\\/:*?"<>|#^\[\]\x00-\x1f]+')
_SIGN = pattern(r"[\W_]+")


def note_name(written: str) -> str:
    """A file name for the company that is `written` so, without what no system or no link can hold; empty where none is left."""
    name = " ".join(_UNSAFE.sub(" ", names_given(written)[0]).split()).strip(" .")
    return "" if is_reserved(name) else name


def company_key(name: str) -> str:
    """What all spellings of a company's name have in common: case, blanks, signs and the legal form do not count."""
    return _SIGN.sub("", match_key(FORM.sub("", name))) or match_key(name)


def new_note(
    path: str,
    template: str,
    properties: Mapping[str, Any],
    aliases: Sequence[str],
    heading: str,
    links: Sequence[str],
    newline: str,
) -> str:
    """The text of the note of a company that has none yet: `template`, and what it lacks of all the rest.

    `properties` are put where the template has them not, or without a value; `aliases` are added to its own; `links` are
    listed below `heading`. Without a template lines end in `newline`.
    """
    newline = newline_of(template) if template else newline
    wanted = {**properties, **({"aliases": list(aliases)} if aliases else {})}
    note = Note(path, template)
    if wanted and not note.front_matter:
        bom = "\ufeff" if template.startswith("\ufeff") else ""
        body = template[len(bom) :]
        note = note.with_text(bom + new_front_matter(wanted, newline) + (newline + body if body else ""))
    for key, value in wanted.items():
        for each in value if key == "aliases" else [value]:
            edit = _put(note, key, each)
            note = note.with_text(apply(note.text, [edit])) if edit is not None else note
    return apply(note.text, listed(note, (heading,), links, newline)).rstrip("\r\n") + newline


def _put(note: Note, key: str, value: Any) -> Edit | None:
    """The edit that gives the front matter of `note` a value it lacks; None if it has it."""
    front_matter = note.front_matter
    entry = front_matter.like(key)
    if entry is None:
        return front_matter.add(key, [value] if key == "aliases" else value)
    if key == "aliases":
        return None if value in (entry.value or ()) else front_matter.append(entry, value)
    return front_matter.set_value(entry, value) if entry.value in (None, "", []) and value is not None else None
