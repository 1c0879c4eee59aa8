"""Links of a note as Obsidian reads them: wiki-links, embeds, markdown links; and tags, block ids and bare URLs."""

import re
from collections.abc import Iterator
from functools import lru_cache

from vaulttools.note.blocks import Blocks, Regions
from vaulttools.patterns import pattern
from vaulttools.text import Span, line_end, line_start
from vaulttools.values import NamedTuple


class Link(NamedTuple):
    """A link or embed that points into the vault. One that points elsewhere, such as to `https:`, is not a `Link`."""

    span: Span
    """The whole construct: `![[a#b|c]]`."""
    wiki: bool
    """Whether it is in double brackets; otherwise it is a markdown link."""
    embed: bool
    path: str
    """The part that names the file, decoded: `a`. Empty for a place in the same note."""
    subpath: str
    """What follows the first `#`: a path of headings `A#B`, or `^block-id`. Empty if the whole file is meant."""
    target_span: Span | None
    """Where path and subpath are written; None for a reference link, whose target is elsewhere."""
    shown: str | None
    """The text shown, if the link has one of its own."""

    @property
    def target(self) -> str:
        """Path and subpath as in a wiki-link."""
        return f"{self.path}#{self.subpath}" if self.subpath else self.path

    @property
    def is_block(self) -> bool:
        """Whether the subpath names a block; a bare `^` names none."""
        return len(self.subpath) > 1 and self.subpath[0] == "^"


class Tag(NamedTuple):
    """An inline tag; `name` is without the `#`."""

    span: Span
    name: str


class BlockId(NamedTuple):
    """A block id; `name` is without the `^`."""

    span: Span
    name: str


_OUTSIDE = pattern(r"[A-Za-z][A-Za-z0-9+.-]+:|//|[A-Za-z]:[\\/]|\?")
"""The beginning of a markdown link's destination outside the vault: a scheme, a drive, a query."""
_ESCAPED = pattern(r"\\([!-/:-@\[-`{-~])")


def links(text: str, blocks: Blocks) -> Iterator[Link]:
    """The links in `blocks` of `text`, in document order. The words for an image contain no links."""
    image_end = 0
    for node in blocks.of("link", "image"):
        kind, destination = node.data
        if node.end < image_end and kind != "WikiLink":
            continue
        if node.kind == "image":
            image_end = max(image_end, node.end)
        if kind == "WikiLink":
            start, end = _with_brackets(text, *node.span)
            link = wiki_link(text[start:end], start)
        elif kind in ("Autolink", "Email"):
            continue
        else:
            source = text[node.start : node.end]
            link = _markdown_link(source, node.start, destination, node.kind == "image", kind == "Inline")
        if link is not None:
            yield link


def _with_brackets(text: str, start: int, end: int) -> Span:
    """Where a wiki-link at `start` to `end` of `text` stands with the outer bracket of its name: `[[[a] b]]`, `[[a [b]]]`."""
    surplus = text.count("]", start, end) - text.count("[", start, end)
    before = text[max(0, start - 2) : start]
    if surplus == 1 and before.endswith("["):
        return Span(start - (2 if before == "![" else 1), end)
    return Span(start, end + 1 if surplus == -1 and text.startswith("]", end) else end)


_BALANCED = pattern(r"[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*")


def wiki_link(source: str, start: int) -> Link | None:
    """`source`, a wiki-link or embed found at code point `start`; None if Obsidian would not read it as one.

    Obsidian wants the link on one line, and reads brackets in its target (1.13.7); those that do not match are code to us. A
    pipe in a table row is written `\\|`.
    """
    embed = source[0] == "!"
    opening = 3 if embed else 2
    inner = source[opening:-2]
    if not source.startswith("[[", opening - 2) or not source.endswith("]]") or "\n" in inner or "\r" in inner:
        return None
    if "[[" in inner or "]]" in inner:
        return None
    target, pipe, shown = inner.partition("|")
    escaped = bool(pipe) and target.endswith("\\")
    written = target[:-1] if escaped else target
    stripped = written.strip()
    if not stripped or not _BALANCED.fullmatch(stripped):
        return None
    path, _, subpath = stripped.partition("#")
    at = start + opening + len(written) - len(written.lstrip())
    return Link(
        Span(start, start + len(source)),
        True,
        embed,
        path.strip(),
        subpath.strip(),
        Span(at, at + len(stripped)),
        shown if pipe else None,
    )


_MOST_PARTS = 100
"""How many places in a link, from its end, are searched for its destination. If it is not found there, it is not changed."""


def _markdown_link(source: str, start: int, destination: str, embed: bool, inline: bool) -> Link | None:
    if _OUTSIDE.match(destination) or (not destination and not inline) or "\ufffc" in destination:
        return None  # the last is the address that a command or a shortcode gives
    path, _, subpath = destination.partition("#")
    target_span = shown = None
    if inline:
        opening = 2 if embed else 1
        middle = len(source)
        for _ in range(_MOST_PARTS):
            middle = source.rfind("](", 0, middle)
            if middle < 0:
                break
            written = _destination(source, middle + 2)
            if written is not None and _plain(written.of(source)) == destination:
                target_span = Span(start + written.start, start + written.end)
                shown = source[opening:middle]
                break
    return Link(Span(start, start + len(source)), False, embed, _decoded(path), _decoded(subpath), target_span, shown)


def _destination(source: str, start: int) -> Span | None:
    """Where the destination of an inline link is written, from `start`, which is after its `](`."""
    while start < len(source) and source[start] in " \t\r\n":
        start += 1
    if source.startswith("<", start):
        end = source.find(">", start)
        return Span(start + 1, end) if end > 0 else None
    match = _UNBROKEN.match(source, start)
    end = match.end() if match else start
    return Span(start, end - 1 if end == len(source) else end)


_UNBROKEN = pattern(r"[^\s]*")


def _plain(written: str) -> str:
    """A destination with its backslash escapes and entities decoded, as in CommonMark (sections 2.4 and 2.5)."""
    if "\\" in written:
        written = _ESCAPED.sub(r"\1", written)
    if "&" in written:
        import html  # its table of names takes as long to import as some notes to read

        written = html.unescape(written)
    return written


def _decoded(path: str) -> str:
    """`path` with its percent escapes decoded."""
    if "%" not in path:
        return path
    from urllib.parse import unquote

    return unquote(path)


# The characters that end a tag, as Obsidian's own pattern has them.
_TAG = pattern("#([^\u2000-\u206f\u2e00-\u2e7f'!\"#$%&()*+,.:;<=>?@^`{|}~\\[\\]\\\\\\s]+)")
_BLOCK_ID = pattern(r"\^([A-Za-z0-9-]+)[ \t]*(?=[\r\n]|\Z)")


def tags(text: str) -> Iterator[Tag]:
    """The inline tags in `text`: at a line's start or after a blank, with at least one non-digit."""
    if "#" in text:
        for match in _TAG.finditer(text):
            start = match.start()
            if (start == 0 or text[start - 1].isspace()) and not match[1].isdigit():
                yield Tag(Span(start, match.end()), match[1])


@lru_cache(maxsize=10_000)
def is_tag(name: str) -> bool:
    """Whether Obsidian reads `name` (without `#`) as a tag: of letters, digits, `_`, `-` and `/`, at least one not a digit."""
    return _TAG.fullmatch(f"#{name}") is not None and not name.isdigit()


def block_ids(text: str, opaque: Regions) -> Iterator[BlockId]:
    """The block ids of `text` outside `opaque`: at a line's end, after a blank or alone on the line."""
    if "^" in text:
        for match in _BLOCK_ID.finditer(text):
            start = match.start()
            if (start == 0 or text[start - 1].isspace()) and not opaque.at(start):
                yield BlockId(Span(start, start + 1 + len(match[1])), match[1])


_URL = pattern(r"://[^\s<>\"`\ufffc]*")
_LEFT_OF_URL = pattern(r"[A-Za-z][A-Za-z0-9+.-]*\Z")
_WWW = pattern(r"www\.[^\s<>\"`\ufffc]+")
_MAIL = pattern(r"@[A-Za-z0-9-]+\.[A-Za-z0-9.-]+")
_LEFT_OF_MAIL = pattern(r"[A-Za-z0-9.+_-]+\Z")


def urls(text: str) -> Iterator[Span]:
    """Bare URLs and mail addresses, up to the blank that ends them."""
    # What a pattern begins with is found fast; so each begins in the middle, and what stands left of it is looked at after.
    for sign, address, left_of, most in (("://", _URL, _LEFT_OF_URL, 20), ("@", _MAIL, _LEFT_OF_MAIL, 64)):
        for match in address.finditer(text) if sign in text else ():
            left = left_of.search(text, max(0, match.start() - most), match.start())
            if left:
                yield Span(left.start(), match.end())
    for match in _WWW.finditer(text):
        yield Span(*match.span())


_FIELD = pattern(r"[ \t>]*+(?:(?:[-*+]|\d+[.)])[ \t]++)?+(?:\[.\][ \t]++)?+(\w[\w /-]*+)::(?!:)")
_TAGGING = frozenset(("tag", "tags", "alias", "aliases"))
"""The inline fields whose values are no prose."""
_BRACKETED_FIELD = pattern(r"\[[^\[\]\r\n:]+::[^\[\]\r\n]*\]|\([^()\r\n:]+::[^()\r\n]*\)")
_PLACEHOLDER = pattern(r"\{\{[^{}\r\n]*\}\}|\{[%:#.][^{}\r\n]*\}|\{[\w.-]+\}")
"""What is filled in later, by a template or by whoever types the line (`{{date}}`, `npm/{npm-version}`), and what tells a site's
generator something: `{% post_url 2025-03-07-acme %}`, `{: .wide}`."""
_CALLOUT = pattern(r"\[![^\[\]\r\n]+\][+-]?")
_REFERENCE = pattern(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
"""A character by its name or number (CommonMark, 2.5): `&lt;`."""
_FOOTNOTE = pattern(r"\[\^[^\[\]\r\n]+\]")
"""The mark of a footnote, even if there is no such footnote."""
_ELEMENT = pattern(r"(?i)<(a|code|kbd|pre|samp|var)(?:\s[^<>]*)?>(?:(?!</\1\b)[^`\r\n]){0,400}</\1\s*>")
"""A link or code in HTML, on one line."""
_COMPONENT = pattern(r"^[ \t]*(?:(?P<opens><[A-Z][\w.]*)|/>)[ \t]*\r?$", re.MULTILINE)
"""The first line and the last one of a component with attributes, as sites have it (MDX)."""
_LISTING = pattern(r"\{%-? *(?:(?P<opens>highlight|codeblock|raw)|end(?:highlight|codeblock|raw))\b[^{}\r\n]*%\}")
"""Where code begins and ends in a post of Jekyll or Hexo."""
_DEFINITION = pattern(r" {0,3}\[(?:\^[^\]\r\n]+\]:|[^\]\r\n]+\]:[^\r\n]*)")


def syntax(text: str) -> Iterator[Span]:
    """Places that are neither code nor links and still no prose: inline fields, placeholders, marks of callouts and footnotes,
    characters by name, definitions, links and code of HTML, components, listings."""
    for start in _lines_with("::", text):
        if match := _FIELD.match(text, start):
            yield Span(match.start(1), line_end(text, start) if match[1].lower() in _TAGGING else match.end())
    for mark, edge in (("/>", _COMPONENT), ("{%", _LISTING)):
        opened = -1
        for match in edge.finditer(text) if mark in text else ():
            if match["opens"]:
                opened = match.start()
            elif opened >= 0:
                yield Span(opened, match.end())
                opened = -1
    for start in _lines_with("]:", text):
        if match := _DEFINITION.match(text, start):
            yield Span(*match.span())
    for mark, syntax_of in (
        ("::", _BRACKETED_FIELD),
        ("{", _PLACEHOLDER),
        ("&", _REFERENCE),
        ("[!", _CALLOUT),
        ("[^", _FOOTNOTE),
        ("</", _ELEMENT),
    ):
        if mark in text:
            for match in syntax_of.finditer(text):
                yield Span(*match.span())


def _lines_with(mark: str, text: str) -> Iterator[int]:
    """The starts of the lines of `text` that contain `mark`."""
    end = 0
    while (at := text.find(mark, end)) >= 0:
        yield line_start(text, at, end)
        end = line_end(text, at)
