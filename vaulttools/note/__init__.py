"""A note: its path and its text, and everything that can be read from them, worked out once and on demand."""

import re
from collections.abc import Callable, Iterable, Iterator, Set
from functools import cached_property
from itertools import zip_longest

from vaulttools.korean.analyser import Analyse
from vaulttools.korean.phrases import CUES as PHRASE_CUES
from vaulttools.message import Message
from vaulttools.note import blocks as _blocks
from vaulttools.note import facts as _facts
from vaulttools.note import links as _links
from vaulttools.note.blocks import Blocks, Node, Regions
from vaulttools.note.cues import Cued, Cues
from vaulttools.note.facts import Facts
from vaulttools.note.front_matter import FrontMatter, Part, scalars
from vaulttools.note.links import BlockId, Link, Tag
from vaulttools.note.points import Point, Points
from vaulttools.note.yaml import Entry
from vaulttools.patterns import pattern
from vaulttools.spelling import Kind, Slip, find, in_one
from vaulttools.spelling.witness import how_often
from vaulttools.text import Lines, Span
from vaulttools.values import NamedTuple, Value

__all__ = ["BlockId", "Blocks", "Entry", "Facts", "FrontMatter", "Heading", "Link", "Node", "Note", "Regions", "Tag"]


class Heading(NamedTuple):
    """A heading: `span` is all of it, `text_span` only its words, `text` those words as written."""

    level: int
    span: Span
    text_span: Span
    text: str


MOST_BYTES = 5_000_000
"""A file of more bytes is not read as a note: nobody has written it by hand, and its rules would take minutes."""
TOO_BIG = Message("the file has more than {most} MB", {"most": MOST_BYTES // 1_000_000})

_TEMPLATE_NAME = pattern(r"(?:양식|서식|템플릿|(?<![^\W_])(?i:template))\Z|\A_?TEMPLATE(?=[-_ .])")
_PLACEHOLDER = pattern(r"\{\{[^{}\n]*\}\}|<%(?:(?!<%|%>).)*+%>", re.S)

_BLANK_LINES = pattern(r"(?:[ \t]*+(?>\r\n?|\n))++(?=---[ \t]*[\r\n])")

STRAY = " \t\r\n-*+•·.…"
_NOTHING = pattern(rf"(?:[{re.escape(STRAY)}]|(?<!\S)\d{{1,2}}[.)](?!\S))*+\Z")
"""No more than the beginning of a list, or the wish to write something."""

_LONGEST_JOTTED = 1_500
"""Code points: about a screen."""
_CONFLICT_MARKERS = tuple(pattern(f"^{sign}", re.M) for sign in ("<<<<<<< ", "=======[\r\n]", ">>>>>>> "))
_SCRIPT = pattern(r"<%\*(?:(?!%>|<%\*)[\s\S]){0,2000}?\btp\.(?:system\.(?:prompt|suggester)|file\.(?:rename|move))\(")
"""A block of Templater that a note made from the template no longer holds."""
_QUOTED = pattern(
    r"《[^》\n]{1,100}》|〈[^〉\n]{1,100}〉|『[^』\n]{1,100}』|「[^」\n]{1,100}」"
    r"|“[^”\n]{1,100}”|‘[^’\n]{1,100}’|«[^»\n]{1,100}»|‹[^›\n]{1,100}›"
    r"|(?<!\w)\"(?!\s)[^\"\n]{1,100}(?<!\s)\"|(?<!\w)'(?!\s)[^'\n]{1,100}(?<!\s)'(?![A-Za-z])"
    r"|(?<![-<=])<(?![-=\s])[^<>\n]{1,100}(?<![-=\s])>"
)
"""Titles, and what others say, between quotation marks on one line."""
_CALLOUT = pattern(r"\s*(?:>\s*)+\[!")
_PHRASE_CUES = {Cues(*cues).number: cues for cues in PHRASE_CUES}
"""The cues of phrases by their number."""


class Note(Value):
    """One markdown file: an immutable value, equal to another note with the same path and text."""

    path: str
    """From the vault's root, with `/` between folders, as the file system spells it."""
    text: str
    """The whole file, decoded; a byte order mark is its first character."""
    damage: Message | None = None
    """Why the file cannot be read as a note, or None. Such a note is only reported."""

    @classmethod
    def from_bytes(cls, path: str, data: bytes) -> "Note":
        """The note in the bytes of a file. Bytes that are not UTF-8 become lone surrogates and are reported in `damage`.

        A file that is too big (`MOST_BYTES`) has no text, only this damage.
        """
        if len(data) > MOST_BYTES:
            return cls(path, "", TOO_BIG)
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            if data.startswith((b"\xff\xfe", b"\xfe\xff")):
                reason = Message("the file is UTF-16, not UTF-8")
            else:
                reason = Message("the file is not valid UTF-8")
            valid = data[: error.start].decode()
            return cls(path, valid + data[error.start :].decode("utf-8", "surrogateescape"), reason)
        return cls(path, text, Message("the file holds NUL characters") if "\0" in text else None)

    @property
    def name(self) -> str:
        """The file name without folders and without `.md`: what a wiki-link to the note says."""
        return _facts.name_of(self.path)

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return Lines(self.text)

    @cached_property
    def front_matter(self) -> FrontMatter:
        """The front matter; false if the note does not begin with one."""
        return FrontMatter(self.text)

    @cached_property
    def in_template_folder(self) -> bool:
        """Whether the note is in a folder of templates."""
        return _facts.in_template_folder(self.path)

    @cached_property
    def is_template(self) -> bool:
        """Whether the note is in a folder of templates, is called one, or contains a script that asks for, names or moves the note made from it."""
        return (
            self.in_template_folder
            or _TEMPLATE_NAME.search(self.name) is not None
            or ("<%*" in self.text and _SCRIPT.search(self.text) is not None)
        )

    @cached_property
    def properties(self) -> tuple[Entry, ...]:
        """The properties that are filled in: none of a template, none whose value still contains a placeholder."""
        front_matter = self.front_matter
        if not front_matter.entries or self.is_template:
            return ()
        if not _PLACEHOLDER.search(self.text, 0, front_matter.body_start):
            return front_matter.entries
        return tuple(entry for entry in front_matter.entries if not _PLACEHOLDER.search(self.text, *entry.span))

    @cached_property
    def scalars(self) -> tuple[Part, ...]:
        """Every single value of the properties, including those in lists; nested lists and maps are left out."""
        return tuple([part for entry in self.properties for part in scalars(entry)])

    @cached_property
    def body_start(self) -> int:
        """The code point at which the body starts: after the front matter, or after a byte order mark."""
        return self.front_matter.body_start

    @cached_property
    def late_front_matter(self) -> Span | None:
        """What is meant as front matter, two properties or more, below blank lines at the top, where Obsidian reads none."""
        blank = _BLANK_LINES.match(self.text) if self.text[:1].isspace() else None
        if blank is None:
            return None
        meant = FrontMatter(self.text[blank.end() :])
        is_meant = meant.closed and len(meant.entries) > 1
        return Span(blank.end(), blank.end() + meant.body_start) if is_meant else None

    @property
    def top(self) -> Span:
        """Where the body starts, and findings on the note as a whole stand."""
        return Span(self.body_start, self.body_start)

    @cached_property
    def blocks(self) -> Blocks:
        """The markdown tree of the body, without front matter that comes too late."""
        return _blocks.parse(self.text, self._markdown_start)

    @property
    def _markdown_start(self) -> int:
        return self.late_front_matter.end if self.late_front_matter else self.body_start

    @cached_property
    def opaque(self) -> Regions:
        """Front matter, code, HTML, maths, comments and commands, where Obsidian reads no markdown."""
        kinds = ("code_block", "code_span", "html", "math", "comment", "command")
        return Regions([(0, self._markdown_start), *self.blocks.spans(*kinds)])

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the body, in order; a line of Jekyll's, such as `{: .wide}`, is none where a rule (`---`) follows it."""
        found = (self._heading(node) for node in self.blocks.of("heading"))
        return tuple(
            heading
            for heading in found
            if self.text[heading.span.start] != "{"
            or not (heading.text.startswith(("{%", "{:")) and heading.text.endswith("}"))
        )

    @cached_property
    def empty_sections(self) -> tuple[Heading, ...]:
        """The headings with nothing below them, or a stray mark, before the next one of their level or the end."""
        return tuple(
            heading
            for heading, after in zip_longest(self.headings, self.headings[1:])
            if (after is None or after.level <= heading.level)
            and _NOTHING.match(self.text, heading.span.end, after.span.start if after else len(self.text))
        )

    def _heading(self, node: Node) -> Heading:
        source = self.text[node.start : node.end]
        underline = max(source.rfind("\n"), source.rfind("\r"))
        if underline >= 0:
            start, words = node.start, source[:underline].rstrip()
        else:
            words = source[node.data :].strip(" \t")
            start = node.start + source.index(words, node.data)
            without_closing = words.rstrip("#")
            if without_closing[-1:] in ("", " ", "\t"):
                words = without_closing.rstrip(" \t")
        return Heading(node.data, node.span, Span(start, start + len(words)), words)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Links and embeds of the body that point into the vault, in order."""
        return tuple(_links.links(self.text, self.blocks))

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        """Inline tags, in order."""
        found = [*_links.tags(self.text)]
        if not found:
            return ()
        elsewhere = Regions([*self.opaque.spans, *self.blocks.spans("link", "image")])
        return tuple([tag for tag in found if not elsewhere.at(tag.span.start)])

    @cached_property
    def block_ids(self) -> tuple[BlockId, ...]:
        """Block ids, in order."""
        return tuple(_links.block_ids(self.text, self.opaque)) if "^" in self.text else ()

    @cached_property
    def not_prose(self) -> Regions:
        """Everything that rules about words ignore: what is opaque, links, URLs, tags, block ids, other syntax."""
        text = self.text
        return Regions(
            [
                *self.opaque.spans,
                *self.blocks.spans("link", "image", "footnote_mark", "task", "rule"),
                *_links.urls(text),
                *(tag.span for tag in self.tags),
                *(block_id.span for block_id in self.block_ids),
                *_links.syntax(text),
            ]
        )

    @cached_property
    def prose(self) -> str:
        """The text at the same length, with U+FFFC for each code point that is not prose (line endings stay)."""
        return _blocks.masked(self.text, self.not_prose.spans)

    @cached_property
    def points(self) -> Points:
        """The lines of the body that say something, as a person reads them."""
        return Points(self.prose, self.body_start)

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The prose split at white space, in order."""
        return tuple(self.prose.split())

    def slips(
        self, known: Callable[[Slip], bool], matters: Callable[[str], bool], analyse: Analyse | None = None
    ) -> list[Slip]:
        """What looks misspelt in the prose, as `spelling.find` reports it, without quotations.

        In headings only what no name can be is told, and nothing is guessed at in a Latin word that the note has as code, too.
        `analyse` is the Korean analyser, if there is one.
        """
        held = {_PHRASE_CUES[number] for number in self.cues & _PHRASE_CUES.keys()}
        found, unknown = find(self.prose, self.tokens, known, matters, held)
        if analyse is not None and not self.prose.isascii():
            from vaulttools.spelling.analysed import with_corrections  # only with the extra is there an analyser

            found = with_corrections(found, unknown, self.prose, known, analyse)
        if not found:
            return []
        headings = Regions(heading.span for heading in self.headings)
        quotes = Regions(self._quotes(slip.span.start for slip in found))
        return in_one(
            [
                slip
                for slip in found
                if quotes.at(slip.span.start) is None
                and (slip.is_garbled or headings.at(slip.span.start) is None)
                and not self._is_code(slip)
            ]
        )

    def _is_code(self, slip: Slip) -> bool:
        """Whether what is guessed at, in Latin letters, stands outside of the prose as well: in code, an address or a link."""
        return (
            slip.kind in (Kind.KEYS, Kind.MODE)
            and slip.word.isascii()
            and how_often(slip.word, self.text) > how_often(slip.word, self.prose)
        )

    def _quotes(self, places: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Quotations: between quotation marks on the lines of `places`, and in block quotes that are not callouts."""
        for line in set(map(self.lines.at, places)):
            for match in _QUOTED.finditer(self.prose, line.start, line.end):
                yield match.span()
        for node in self.blocks.of("quote"):
            if _CALLOUT.match(self.text, node.start) is None:
                yield node.start, node.end

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that the note's property `words` accepts as correct."""
        return frozenset(_facts.texts(self.front_matter.data.get("words")))

    @cached_property
    def _cued(self) -> Cued:
        return Cued(self.prose, self.lines)

    @property
    def cues(self) -> Set[int]:
        """The numbers of the cues that the prose contains."""
        return self._cued.held

    def cued(self, cues: Cues, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The matches of `pattern` in the prose, on the lines that contain one of `cues`, line by line."""
        for line in self._cued.lines(cues):
            yield from pattern.finditer(self.prose, line.start, line.end)

    def cued_from_start(self, cues: Cues, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The same for a pattern of what a line begins with: it is looked for nowhere else."""
        for line in self._cued.lines(cues):
            if match := pattern.match(self.prose, line.start, line.end):
                yield match

    def cued_items(self, cues: Cues) -> Iterator[Point]:
        """The items of lists whose lines contain one of `cues`."""
        for line in self._cued.lines(cues):
            point = self.points.at(line.start)
            if point.is_item:
                yield point

    def cued_ends(self, cues: Cues) -> Iterator[Point]:
        """The same, and the last lines of paragraphs that no list, picture or the like follows."""
        for line in self._cued.lines(cues):
            point = self.points.at(line.start)
            if point.is_item or self.points.ends_paragraph(point):
                yield point

    @cached_property
    def _tables(self) -> Regions:
        return Regions(self.blocks.spans("table"))

    def in_table(self, offset: int) -> bool:
        """Whether the code point at `offset` is in a table, where the pipe of a link must be escaped."""
        return self._tables.at(offset) is not None

    @cached_property
    def facts(self) -> Facts:
        """What other notes may know of this one."""
        return _facts.of(self)

    @cached_property
    def is_jotted(self) -> bool:
        """Whether it is short and plain, as what people jot down: no links, code or pictures, no polite sentences."""
        return (
            len(self.prose) - self.body_start <= _LONGEST_JOTTED
            and "\ufffc" not in self.prose
            and "니다" not in self.prose
        )

    @cached_property
    def is_left_alone(self) -> bool:
        """Whether no tool may change the file: it is damaged, in the middle of a merge, or a plug-in's own format."""
        return bool(self.damage) or self.has_conflict or self.is_foreign

    @cached_property
    def has_conflict(self) -> bool:
        """Whether the note contains the markers of an unfinished merge."""
        if "<<<<<<< " not in self.text:
            return False
        at = 0
        for marker in _CONFLICT_MARKERS:
            match = marker.search(self.text, at)
            if match is None:
                return False
            at = match.end()
        return True

    @cached_property
    def is_foreign(self) -> bool:
        """Whether the file is a plug-in's own format disguised as a note, such as an Excalidraw drawing."""
        return self.path.endswith(".excalidraw.md") or "\nexcalidraw-plugin:" in self.text[: self.body_start]

    def with_text(self, text: str) -> "Note":
        """The note at the same path with another text."""
        return Note(self.path, text)
