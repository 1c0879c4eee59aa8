"""Rules on headings, and what they share."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from vaulttools.edits import Edit, Safety, apply
from vaulttools.note import Note
from vaulttools.note.outline import Candidate, Confidence, Layout, Outline, rewrite, same_words
from vaulttools.rule import option
from vaulttools.text import Span


@dataclass(frozen=True)
class Levels:
    """The options of rules that write headings."""

    session_level: int = option(0, "The level of a session's heading; 0 puts it one below the title of the note.")
    company_level: int = option(0, "The level of a company's heading; 0 puts it one below the sessions, or the title.")

    @property
    def layout(self) -> Layout:
        """The options as `outline` takes them."""
        return Layout(self.session_level, self.company_level)


def headed(
    note: Note, outline: Outline, layout: Layout, wanted: Callable[[Candidate], bool]
) -> Iterator[tuple[Candidate, tuple[Edit, ...], Safety]]:
    """The `wanted` candidates of `outline` that have no heading, each with proven edits that give it one."""
    if any(candidate.confidence > Confidence.LOW and wanted(candidate) for candidate in outline.candidates):
        mended = rewrite(note.text, outline, note.opaque.spans, layout)
        yield from proven(note, (each for each in mended if wanted(each[0])))


def proven(
    note: Note, mended: Iterable[tuple[Candidate, tuple[Edit, ...]]]
) -> Iterator[tuple[Candidate, tuple[Edit, ...], Safety]]:
    """Those of `mended` that leave every word where it was, with the grade their candidates' confidence allows."""
    for candidate, edits in mended:
        start, end = edits[0].span.start, edits[-1].span.end
        moved = [Edit(Span(edit.span.start - start, edit.span.end - start), edit.text) for edit in edits]
        before = note.text[start:end]
        if same_words(before, apply(before, moved)):
            yield candidate, edits, Safety.SAFE if candidate.confidence is Confidence.HIGH else Safety.UNSAFE
