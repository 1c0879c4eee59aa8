"""Rules on headings, and what they share."""

from collections.abc import Iterator
from dataclasses import dataclass

from vaulttools.edits import Edit, Safety, apply
from vaulttools.note import Note, outline
from vaulttools.note.outline import Candidate, Confidence, Layout, Mended
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


def proven(note: Note, mended: Mended) -> Iterator[tuple[Candidate, tuple[Edit, ...], Safety]]:
    """Those of `mended` that leave every word where it was, with the grade their candidates' confidence allows."""
    for candidate, edits in mended:
        start, end = edits[0].span.start, edits[-1].span.end
        moved = [Edit(Span(edit.span.start - start, edit.span.end - start), edit.text) for edit in edits]
        before = note.text[start:end]
        if outline.same_words(before, apply(before, moved)):
            yield candidate, edits, Safety.SAFE if candidate.confidence is Confidence.HIGH else Safety.UNSAFE
