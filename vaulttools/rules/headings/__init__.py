"""Rules on headings, and what they share."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from vaulttools.edits import Edit, Safety, apply
from vaulttools.note import Heading, Link, Note
from vaulttools.note.links import wiki_link
from vaulttools.note.outline import Candidate, Confidence, Layout, Outline, Role, rewrite, same_words
from vaulttools.patterns import pattern
from vaulttools.rule import Fix, fix, option
from vaulttools.text import Span
from vaulttools.values import cached_method, grouped
from vaulttools.vault import Vault, escaped
from vaulttools.vault.subpaths import Headings, heading_key, heading_link

_LEVELS = tuple(range(7))


class Levels:
    """The options of rules that write headings."""

    session_level: int = option(
        0, "The level of a session's heading; 0 puts it one below the title of the note.", _LEVELS
    )
    company_level: int = option(
        0, "The level of a company's heading; 0 puts it one below the sessions, or the title.", _LEVELS
    )

    @property
    def layout(self) -> Layout:
        """The options as `outline` takes them."""
        return Layout(self.session_level, self.company_level)


class Written(Levels):
    """The options of rules that make headings of other lines."""

    style: str = option(
        "atx", "`atx` writes `## Name`; `setext` underlines the name on the first two levels.", ("atx", "setext")
    )

    @property
    def layout(self) -> Layout:
        """The options as `outline` takes them."""
        return Layout(self.session_level, self.company_level, self.style == "setext")


def headed(
    note: Note, outline: Outline, layout: Layout, wanted: Callable[[Candidate], bool]
) -> Iterator[tuple[Candidate, Fix | None]]:
    """The `wanted` candidates of `outline` that have no heading, each with a proven fix that gives it one.

    Those of one session go together: where one gets none, its lines end up below the one before.
    """
    if any(candidate.confidence > Confidence.LOW and wanted(candidate) for candidate in outline.candidates):
        sessions = [session.line.start for session in outline.of(Role.SESSION)]
        for candidate, edits, safety in proven(note, rewrite(note.text, outline, note.opaque.spans, layout, wanted)):
            group = f"session {bisect_right(sessions, candidate.line.start)}"
            made = fix("make it a heading", *edits, safety=safety)
            yield candidate, made and made._replace(group=group)


def proven(
    note: Note, fixed: Iterable[tuple[Candidate, tuple[Edit, ...]]]
) -> Iterator[tuple[Candidate, tuple[Edit, ...], Safety]]:
    """Those of `fixed` that leave every word where it was, with the grade their candidates' confidence allows."""
    for candidate, edits in fixed:
        worded = [edit for edit in edits if not _is_indent(note.text, edit)]
        start, end = (worded[0].span.start, worded[-1].span.end) if worded else (0, 0)
        moved = [Edit(Span(edit.span.start - start, edit.span.end - start), edit.text) for edit in worded]
        before = note.text[start:end]
        if same_words(before, apply(before, moved)):
            yield candidate, edits, Safety.SAFE if candidate.confidence is Confidence.HIGH else Safety.UNSAFE


def _is_indent(text: str, edit: Edit) -> bool:
    """Whether `edit` does no more than to move a line to the left or right."""
    start, end = edit.span
    return text[start - 1 : start] in ("\n", "\r") and not text[start:end].strip(" \t") and not edit.text.strip(" \t")


def with_links(note: Note, vault: Vault, heading: Heading, *edits: Edit) -> tuple[Edit | None, ...]:
    """`edits` to `heading` of `note`, and those that make every link to it follow: in any note, also in properties.

    One of them is None, and so there is no `fix` of them, where a link cannot follow, or would lead, as another link to
    the note might, to another heading than it does.
    """
    start = heading.span.start
    inside = [
        Edit(Span(each.span.start - start, each.span.end - start), each.text)
        for each in edits
        if each.span.end <= heading.span.end
    ]
    made = Note(note.path, apply(heading.span.of(note.text), inside)).headings
    following = _following(note, vault, heading, made[0].text) if len(made) == 1 else None
    return (None,) if following is None else (*edits, *following)


class _Leading:
    """The links to headings of a note: from itself and from any other, also in properties."""

    def __init__(self, note: Note, vault: Vault) -> None:
        self._note, self._vault = note, vault
        self.headings = Headings((each.level, heading_key(each.text)) for each in note.headings)
        self.by_key: dict[str, list[tuple[int, str, str, str]]] = {}
        """By the key of each of their steps: a number that orders them by source, the source, the target, its subpath."""
        for number, source in enumerate((note.path, *sorted(vault.graph.backlinks.get(note.path, ())))):
            for target in vault.facts[source].links:
                path, _, subpath = target.partition("#")
                if subpath and vault.resolve(path, source).path == note.path:
                    for key in {heading_key(step) for step in subpath.split("#")}:
                        self.by_key.setdefault(key, []).append((number, source, target, subpath))

    @cached_method
    def source(self, path: str) -> Note:
        """The note at `path`, from which links lead here."""
        return self._note if path == self._note.path else Note(path, self._vault.text(path))

    @cached_method
    def links(self, path: str) -> dict[str, list[Link]]:
        """The links of the note at `path`, by their targets."""
        source = self.source(path)
        return grouped((link.target, link) for link in (*source.links, *_property_links(source)))


_leading = lru_cache(1)(_Leading)
"""Made once for all headings of a note."""


def _following(note: Note, vault: Vault, heading: Heading, words: str) -> tuple[Edit, ...] | None:
    """The edits that make the links to `heading` of `note` say `words`; None where they cannot."""
    former, key = heading_key(heading.text), heading_key(words)
    if former == key:
        return ()
    leading = _leading(note, vault)
    touched = {*leading.by_key.get(former, ()), *leading.by_key.get(key, ())}
    if not touched:  # as it is for thousands of headings that a name or a number makes
        return ()
    index = bisect_left(note.headings, heading.span.start, key=lambda each: each.span.start)
    headings = leading.headings
    new_headings = headings.renamed(index, heading.level, former, key)
    written = heading_link(words)
    edits: list[Edit] = []
    for source, links in groupby(sorted(touched), key=itemgetter(1)):
        moving: set[str] = set()
        for *_, target, subpath in links:
            over = headings.steps(subpath)
            if not over:
                continue
            parts = filter(None, subpath.split("#"))
            after = [written if step == index else part for step, part in zip(over, parts, strict=True)]
            if index in over:
                moving.add(target)
            if new_headings.steps("#".join(after)) != over:
                return None
        if moving:
            followed = _followed(leading, source, moving, index)
            if followed is None:
                return None
            path = "" if source == note.path else source
            edits += [Edit(span, written if link.wiki else escaped(written), path) for link, span in followed]
    return tuple(edits)


def _followed(leading: _Leading, path: str, moving: set[str], index: int) -> list[tuple[Link, Span]] | None:
    """The links of the note at `path` to a target of `moving`, with the place where each names the heading `index`.

    None where not each target is found written out, or the note may not be changed.
    """
    found: list[tuple[Link, Span]] = []
    source, links = leading.source(path), leading.links(path)
    for link in sorted((link for target in moving for link in links.get(target, ())), key=lambda each: each.span):
        if link.target_span is None or source.is_left_alone:
            return None
        parts = link.target_span.of(source.text).split("#")[1:]
        if len(parts) != link.subpath.count("#") + 1:
            return None
        end = link.target_span.end - len("#".join(parts))
        steps = iter(leading.headings.steps(link.subpath))
        for part in parts:
            start, end = end, end + len(part) + 1
            if part and next(steps) == index:
                found.append((link, Span(start, end - 1)))
    return found if {link.target for link, _ in found} == moving else None


def _property_links(note: Note) -> Iterator[Link]:
    """The wiki-links written in the front matter of `note`."""
    for match in _WIKI_LINK.finditer(note.text, 0, note.body_start):
        link = wiki_link(match[0], match.start())
        if link is not None:
            yield link


_WIKI_LINK = pattern(r"!?\[\[[^\[\]\r\n]+\]\]")
