"""Notes of companies: what a new one is called and says, and how lists in it grow without touching what is there."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from vaulttools.disk import is_reserved
from vaulttools.edits import Edit, apply
from vaulttools.korean.twins import twins
from vaulttools.note import Note
from vaulttools.note.front_matter import new_front_matter
from vaulttools.note.legal_forms import KOREAN, LATIN
from vaulttools.patterns import pattern
from vaulttools.text import Span, line_start, match_key, newline_of

_UNSAFE = pattern(r'[\\/:*?"<>|#^\[\]\x00-\x1f]+')
_FORM = pattern(rf"{KOREAN}|,?\s{LATIN}", re.IGNORECASE)
_SIGN = pattern(r"[\W_]+")
_HANGUL = pattern("[가-힣]+")
_LATIN = pattern("[A-Za-z]+")
_MIXED = 8
"""Up to this many Latin letters for each syllable of Hangul, a note is a Korean one: full of English terms, code and addresses."""


def note_name(written: str) -> str:
    """A file name for the company that is `written` so, without what no system or no link can hold; empty where none is left."""
    name = " ".join(_UNSAFE.sub(" ", twins(written)[0]).split()).strip(" .")
    return "" if is_reserved(name) else name


def without_form(name: str) -> str:
    """`name` without its legal form: `참눈` for `(주)참눈`, `Tern` for `Tern, Inc.`; itself where nothing else is left."""
    return " ".join(_FORM.sub(" ", name).split()) or name


def company_key(name: str) -> str:
    """What all spellings of a company's name have in common: case, blanks, signs and the legal form do not count."""
    return _SIGN.sub("", match_key(_FORM.sub("", name))) or match_key(name)


MENTIONS = ("언급", "Mentions")
RELATED = ("관련 회사", "Related")
"""What lists of the notes that speak of a company, and of companies like it, are headed by."""

_PLACEHOLDER = pattern(r"\{\{\s*(title|date|time)\s*(?::([^{}\r\n]*))?\}\}", re.IGNORECASE)
_TOKEN = pattern(r"\[[^\]]*\]|YYYY|YY|MM|M|DD|D|[A-Za-z]+")


_TITLE_COMMAND = "tp.file.title"
_DAY_COMMAND = pattern(r"tp\.(?:date\.now|file\.creation_date)\((?:\"([^\"]*)\"|'([^']*)')?\)")
"""A day without an offset, in a format or in `YYYY-MM-DD`."""


def filled(template: str, title: str, day: date | None) -> str:
    """`template` with the placeholders of Obsidian's own templates and the commands of Templater filled.

    Only the title and the day are known; all else is empty, and a script is gone with its line. See Obsidian's help,
    Templates, and Templater's documentation, Commands.
    """

    def value(match: re.Match[str]) -> str:
        what = match[1].lower()
        return title if what == "title" else "" if what == "time" else _on(day, match[2])

    return _PLACEHOLDER.sub(value, _without_commands(template, title, day))


def _without_commands(template: str, title: str, day: date | None) -> str:
    """`template` with the value of each `<% command %>` in its place."""
    text, *rest = template.split("<%")
    for each in rest:
        command, closed, after = each.partition("%>")
        if not closed:
            return template  # no template of Templater's
        trimmed = command.rstrip("-_")
        if command[:1] == "*" and (not text or text.endswith(("\n", "\r"))):
            after = _LINE_END.sub("", after)
        elif trimmed != command:
            after = after.lstrip() if command.endswith("_") else _LINE_END.sub("", after)
        text += _value_of(trimmed.strip("-_+~ \t\r\n"), title, day) + after
    return text


_LINE_END = pattern(r"\A[ \t]*(?:\r\n?|\n)")


def _value_of(command: str, title: str, day: date | None) -> str:
    if command == _TITLE_COMMAND:
        return title
    match = _DAY_COMMAND.fullmatch(command)
    return _on(day, match[1] or match[2]) if match is not None else ""


def _on(day: date | None, form: str | None) -> str:
    """`day` as `form` has it, in the tokens of Moment.js; empty if nobody knows the day."""
    return "" if day is None else _TOKEN.sub(lambda token: _formatted(token[0], day), form or "YYYY-MM-DD")


def _formatted(token: str, day: date) -> str:
    if token.startswith("["):
        return token[1:-1]
    known = {
        "YYYY": f"{day:%Y}", "YY": f"{day:%y}", "MM": f"{day:%m}", "M": str(day.month), "DD": f"{day:%d}", "D": str(day.day),
    }  # fmt: skip
    return known.get(token, "")


def in_language(headings: tuple[str, str], text: str) -> tuple[str, str]:
    """The two `headings`, a Korean and an English one, that of the language of most of `text` first.

    Properties only count where there is nothing else: their keys are English in many Korean notes.
    """
    return headings if _is_korean(text) else headings[::-1]


@lru_cache(maxsize=1)  # One note may have thousands of companies.
def _is_korean(text: str) -> bool:
    body = text.partition("\n---")[2] if text.startswith("---") else text
    hangul, latin = (sum(map(len, runs.findall(body))) for runs in (_HANGUL, _LATIN))
    if not hangul and not latin:
        return bool(_HANGUL.search(text))
    return _MIXED * hangul > latin


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
    if not note.front_matter:
        bom = "\ufeff" if template.startswith("\ufeff") else ""
        body = template[len(bom) :]
        note = note.with_text(bom + new_front_matter(wanted, newline) + (newline + body if body else ""))
    for key, value in wanted.items():
        for each in value if key == "aliases" else [value]:
            edit = _put(note, key, each)
            note = note.with_text(apply(note.text, [edit])) if edit is not None else note
    return apply(note.text, listed(note, (heading,), links)).rstrip("\r\n") + newline


def _put(note: Note, key: str, value: Any) -> Edit | None:
    """The edit that gives the front matter of `note` a value it lacks; None if it has it."""
    front_matter = note.front_matter
    entry = front_matter.like(key)
    if entry is None:
        return front_matter.add(key, [value] if key == "aliases" else value)
    if key == "aliases":
        return None if value in (entry.value or ()) else front_matter.append(entry, value)
    return front_matter.set_value(entry, value) if entry.value in (None, "", []) and value is not None else None


_ITEM = pattern(r"[ \t]*([-*+])[ \t]+\S")


def listed(note: Note, headings: Sequence[str], items: Iterable[str]) -> list[Edit]:
    """The edits that put `items` at the end of the list below the first heading that says one of `headings`.

    Nothing that is there changes. Where no heading says so, one of level two that says the first of them comes at the end.
    """
    items = list(items)
    if not items:
        return []
    text = note.text
    newline = newline_of(text)
    keys = {match_key(heading) for heading in headings}
    section = next((each for each in note.headings if match_key(each.text.strip(" :")) in keys), None)
    if section is None:
        end = len(text)
        blank = text[len(text.rstrip()) :].count("\n" if newline != "\r" else "\r")
        lead = newline * max(0, 2 - blank) if text else ""
        return [Edit(Span(end, end), f"{lead}## {headings[0]}{newline}{newline}{_lines(items, '-', newline)}")]
    after = next((each.span.start for each in note.headings if each.span.start > section.span.start), len(text))
    end = section.span.end + len(text[section.span.end : after].rstrip())
    last = text[line_start(text, end) : end]
    item = _ITEM.match(last)
    gap = newline if item is not None and end > section.span.end else newline * 2
    written = _lines(items, item[1] if item is not None else "-", newline)[: -len(newline)]
    return [Edit(Span(end, end), gap + written)]


def _lines(items: Iterable[str], mark: str, newline: str) -> str:
    return "".join(f"{mark} {item}{newline}" for item in items)
