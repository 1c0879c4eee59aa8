"""Rules on headings, and what they share."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from vaulttools.edits import Edit, Safety, apply
from vaulttools.note import Heading, Link, Note
from vaulttools.note.links import wiki_link
from vaulttools.note.outline import Candidate, Confidence, Layout, Outline, rewrite, same_words
from vaulttools.patterns import pattern
from vaulttools.rule import option
from vaulttools.text import Span
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
) -> Iterator[tuple[Candidate, tuple[Edit, ...], Safety]]:
    """The `wanted` candidates of `outline` that have no heading, each with proven edits that give it one."""
    if any(candidate.confidence > Confidence.LOW and wanted(candidate) for candidate in outline.candidates):
        yield from proven(note, rewrite(note.text, outline, note.opaque.spans, layout, wanted))


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


def with_links(note: Note, vault: Vault, heading: Heading, edits: tuple[Edit, ...]) -> tuple[Edit, ...] | None:
    """`edits` to `heading` of `note`, and those that make every link to it follow: in any note, also in properties.

    None where a link cannot follow, or would lead, as another link to the note might, to another heading than it does.
    """
    start = heading.span.start
    inside = [
        Edit(Span(each.span.start - start, each.span.end - start), each.text)
        for each in edits
        if each.span.end <= heading.span.end
    ]
    made = Note(note.path, apply(heading.span.of(note.text), inside)).headings
    following = _following(note, vault, heading, made[0].text) if len(made) == 1 else None
    return None if following is None else (*edits, *following)


def _following(note: Note, vault: Vault, heading: Heading, words: str) -> tuple[Edit, ...] | None:
    """The edits that make the links to `heading` of `note` say `words`; None where they cannot."""
    if heading_key(heading.text) == heading_key(words):
        return ()
    leading = [
        (source, target, subpath)
        for source in (note.path, *sorted(vault.graph.backlinks.get(note.path, ())))
        for target in vault.facts[source].links
        for path, _, subpath in [target.partition("#")]
        if subpath and vault.resolve(path, source).path == note.path
    ]
    if not leading:  # as it is for thousands of headings that a name or a number makes
        return ()
    index = note.headings.index(heading)
    keys = [(each.level, heading_key(each.text)) for each in note.headings]
    headings = Headings(keys)
    new_headings = Headings([*keys[:index], (heading.level, heading_key(words)), *keys[index + 1 :]])
    written = heading_link(words)
    edits: list[Edit] = []
    for source, links in groupby(leading, key=itemgetter(0)):
        moving: set[str] = set()
        for _, target, subpath in links:
            over = headings.steps(subpath)
            if not over:
                continue
            after = [written if step == index else part for step, part in zip(over, subpath.split("#"), strict=True)]
            if index in over:
                moving.add(target)
            if new_headings.steps("#".join(after)) != over:
                return None
        if moving:
            followed = _followed(
                note if source == note.path else Note(source, vault.text(source)), moving, headings, index
            )
            if followed is None:
                return None
            edits += [
                _retargeted(link, span, written, "" if source == note.path else source) for link, span in followed
            ]
    return tuple(edits)


def _followed(source: Note, moving: set[str], headings: Headings, index: int) -> list[tuple[Link, Span]] | None:
    """The links of `source` to a target of `moving`, with the place where each names the heading `index` of `headings`.

    None where not each target is found written out, or the note may not be changed.
    """
    found: list[tuple[Link, Span]] = []
    for link in (*source.links, *_property_links(source)):
        if link.target not in moving:
            continue
        if link.target_span is None or source.is_left_alone:
            return None
        parts = link.target_span.of(source.text).split("#")[1:]
        if len(parts) != link.subpath.count("#") + 1:
            return None
        end = link.target_span.end - len("#".join(parts))
        for step, part in zip(headings.steps(link.subpath), parts, strict=True):
            start, end = end, end + len(part) + 1
            if step == index:
                found.append((link, Span(start, end - 1)))
    return found if {link.target for link, _ in found} == moving else None


def _property_links(note: Note) -> Iterator[Link]:
    """The wiki-links written in the front matter of `note`."""
    for match in _WIKI_LINK.finditer(note.text, 0, note.body_start):
        link = wiki_link(match[0], match.start())
        if link is not None:
            yield link


_WIKI_LINK = pattern(r"!?\[\[[^\[\]\r\n]+\]\]")


def _retargeted(link: Link, span: Span, words: str, path: str) -> Edit:
    return Edit(span, words if link.wiki else escaped(words), path)
