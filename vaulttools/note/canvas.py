"""Canvas files of Obsidian: what they show and link to (the format JSON Canvas 1.0)."""

import json
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from vaulttools.message import Message
from vaulttools.note import Link, Note
from vaulttools.patterns import pattern
from vaulttools.text import Span
from vaulttools.values import NamedTuple

MOST = 8_000_000
"""The most bytes of a canvas that is read."""

_TOKEN = pattern(r'"((?:[^"\\]++|\\.)*+)"(\s*+:)?|[\[{]|[\]}]')
_ESCAPE = pattern(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.")
"""How one character is written in a string of JSON."""
_OUTSIDE = pattern(r"[./\\]|[A-Za-z][A-Za-z0-9+.-]*:")
"""The beginning of a path that is not from the vault's root: other programs also write absolute paths, relative paths and addresses."""
_IN_CARD = 3
"""How many brackets and braces are open inside a card: those of the canvas, of its list of cards, and of the card."""


class _Shown(Note):
    """A card that shows a file, as the embed of it that would do the same in a note."""

    file: str = ""
    """From the root of the vault."""
    subpath: str = ""
    """With its `#`; empty if all of the file is shown."""

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The embed."""
        end = len(self.text) - 2
        return (Link(Span(0, end + 2), True, True, f"/{self.file}", self.subpath[1:], Span(3, end), None),)


class Card(NamedTuple):
    """A card of a canvas that may hold links."""

    number: int
    """The number of the card, from 0."""
    note: Note
    """Its text as a note at the path of the canvas; for a card that shows a file, an embed of that file."""

    @property
    def file(self) -> str:
        """The file that the card shows, from the root of the vault; empty for a card with a text."""
        return self.note.file if isinstance(self.note, _Shown) else ""

    def said(self, message: Message) -> Message:
        """`message` on the note in words on the card, where paths are from the root without a `/` that says so."""
        if not self.file:
            return message
        values = {
            name: value.removeprefix("/") if isinstance(value, str) else value for name, value in message.values.items()
        }
        return Message(message.template, values)

    def place(self, span: Span, strings: "Strings") -> Span:
        """The place of `span` of the note in the text of the canvas with these `strings`."""
        start, end = span
        if not isinstance(self.note, _Shown):
            return strings.place(self.number, "text", start, end)
        file = 4  # after `![[/`
        subpath = file + len(self.note.file)
        if start >= subpath and self.note.subpath:
            return strings.place(self.number, "subpath", start - subpath, min(end, len(self.note.text) - 2) - subpath)
        return strings.place(self.number, "file", max(0, start - file), min(end, subpath) - file)


def cards(path: str, text: str) -> list[Card]:
    """The cards of the canvas `text` at `path` that may contain links; none if it is not a canvas."""
    try:
        read: Any = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return []
    nodes = read.get("nodes") if isinstance(read, dict) else None
    found = []
    parts = [node for node in nodes if isinstance(node, dict | list)] if isinstance(nodes, list) else []
    for number, node in enumerate(parts):
        if isinstance(node, list):
            continue
        file, subpath, words = node.get("file"), node.get("subpath"), node.get("text")
        if isinstance(file, str) and file and not _OUTSIDE.match(file):
            place = subpath if isinstance(subpath, str) and subpath.startswith("#") else ""
            found.append(Card(number, _Shown(path, f"![[/{file}{place}]]", None, file, place)))
        if isinstance(words, str) and "[" in words:
            found.append(Card(number, Note(path, words)))
    return found


def text_of(data: bytes) -> str:
    """The text of a canvas or base that holds `data`; empty if it is too big to be read as one."""
    return data.decode("utf-8", "surrogateescape") if len(data) <= MOST else ""


def targets(path: str, text: str) -> list[str]:
    """The targets of the links in the canvas `text` at `path`; none if it is not a canvas."""
    return [*dict.fromkeys(link.target for card in cards(path, text) for link in card.note.links)]


class Strings:
    """The places of the cards' strings in the text of a canvas."""

    def __init__(self, text: str) -> None:
        """Takes a text in which `cards` found some."""
        self._text = text
        self._spans = dict(_strings(text))
        self._escapes: dict[Span, list[tuple[int, int]]] = {}

    def place(self, number: int, key: str, start: int, end: int) -> Span:
        """The place of the characters from `start` to `end` of a string of a card."""
        string = self._spans[number, key]
        if string not in self._escapes:
            self._escapes[string] = [*_escapes(string.of(self._text))]
        escapes = self._escapes[string]

        def written(offset: int) -> int:
            before = bisect_left(escapes, (offset, 0))
            return string.start + offset + (escapes[before - 1][1] if before else 0)

        return Span(written(start), written(end))


def _strings(text: str) -> Iterator[tuple[tuple[int, str], Span]]:
    keys: list[str] = []
    number = -1
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign in "[{":
            keys.append("")
            number += len(keys) == _IN_CARD and keys[0] == "nodes"
        elif sign in "]}":
            del keys[-1:]
        elif token[2]:
            keys[-1] = json.loads(f'"{token[1]}"')
            if len(keys) == 1:
                number = -1  # of two keys that are the same, the last one counts
        elif len(keys) == _IN_CARD and keys[0] == "nodes":
            yield (number, keys[-1]), Span(*token.span(1))


def _escapes(written: str) -> Iterator[tuple[int, int]]:
    """Of each escape in a string of JSON as it is `written`: which character it is, and how much longer all is with it."""
    longer = 0
    for escape in _ESCAPE.finditer(written):
        character = escape.start() - longer
        longer += len(escape[0]) - 1
        yield character, longer
