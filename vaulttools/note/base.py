"""Bases of Obsidian, files or blocks of code in notes: the files that their filters and formulas name."""

from functools import cached_property
from re import MULTILINE

from vaulttools.note import Link, Note
from vaulttools.patterns import pattern
from vaulttools.text import Span

_NAME = pattern(
    r"^[ \t]*#.*"
    r"|\[\[(?P<link>[^\[\]|\"\r\n]+)(?:\|[^\[\]\r\n]*)?\]\]"
    r"|\b(?:file|hasLink|image|link|linksTo)\(\s*(?P<quote>\\?\"|''?)(?!\s*[),])"
    r"(?P<name>(?:(?!(?P=quote))[^\\\[\r\n])+)(?P=quote)\s*[,)]",
    MULTILINE,
)
"""A comment; a wiki-link; a name given to one of the functions that take a file (Obsidian help, Functions).

The expressions are read where they stand in the YAML, quoted or not: nothing else in there looks like them.
"""
_OUTSIDE = pattern(r"[A-Za-z][A-Za-z0-9+.-]+:")


class Base(Note):
    """The text of a base, or of a note with bases in it, as a note without prose whose links are the names."""

    places: tuple[Span, ...] | None = None
    """Where the bases are in a note; None if all of the text is one."""

    @property
    def prose(self) -> str:
        """Nothing."""
        return ""

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The files that are named, each as the wiki-link that opens it."""
        found = []
        bases = self.places or (Span(0, len(self.text)),)
        for match in (match for base in bases for match in _NAME.finditer(self.text, *base)):
            place = Span(*match.span("link" if match["link"] else "name"))
            written = place.of(self.text) if place.start >= 0 else ""
            name = written.replace("''", "'").strip()
            if name and not _OUTSIDE.match(name):
                path, _, subpath = name.partition("#")
                found.append(Link(place, True, False, path, subpath, place if name == written else None, None))
        return tuple(found)


_INFO = pattern(r"base\b")


def bases_in(note: Note) -> Base | None:
    """The bases in `note`; None if it has none."""
    if "```base" not in note.text:
        return None
    found = [block.span for block in note.blocks.of("code_block") if _INFO.match(block.data or "")]
    return Base(note.path, note.text, None, tuple(found)) if found else None
