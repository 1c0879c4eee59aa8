"""Lists below a heading of a note: how that is called, and how they grow without touching what is there."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from vaulttools.edits import Edit
from vaulttools.note import Note
from vaulttools.patterns import pattern
from vaulttools.text import Span, line_start, match_key, newline_of

MENTIONS = ("언급", "Mentions")
RELATED = ("관련 회사", "Related")
"""What lists of the notes that speak of a company, and of companies like it, are headed by."""

_HANGUL = pattern("[가-힣]+")
_LATIN = pattern("[A-Za-z]+")
_MIXED = 8
"""Up to this many Latin letters for each syllable of Hangul, a note is a Korean one: full of English terms, code and addresses."""


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


_ITEM = pattern(r"[ \t]*([-*+])[ \t]+\S")


def listed(note: Note, headings: Sequence[str], items: Iterable[str], newline: str = "\n") -> list[Edit]:
    """The edits that put `items` at the end of the list below the first heading that says one of `headings`.

    Nothing that is there changes. Where no heading says so, one of level two that says the first of them comes at the end.
    `newline` ends the lines of a note that has none yet.
    """
    items = list(items)
    if not items:
        return []
    text = note.text
    newline = newline_of(text) if text else newline
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


def in_property(note: Note, key: str, items: Sequence[str]) -> list[Edit]:
    """The edits that put `items` at the end of the list that the property `key` of `note` is, or becomes; none where they cannot."""
    front_matter = note.front_matter
    entry = front_matter.like(key)
    if entry is None:
        appended = [front_matter.add(key, list(items))]
    elif entry.value in (None, "", []):
        appended = [front_matter.set_value(entry, list(items))]
    else:
        appended = [front_matter.append(entry, item) for item in items]
    edits = [edit for edit in appended if edit is not None]
    if len(edits) < len(appended) or len({edit.span for edit in edits}) > 1 or edits[0].span.start < edits[0].span.end:
        return edits[:1]
    # All go to the same place: one edit, in the order of the items.
    return [edits[0]._replace(text="".join(edit.text for edit in edits))]


def _lines(items: Iterable[str], mark: str, newline: str) -> str:
    return "".join(f"{mark} {item}{newline}" for item in items)
