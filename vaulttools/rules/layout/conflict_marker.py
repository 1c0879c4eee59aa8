import re

from vaulttools.rule import Bad, Findings, Good, Note, NoteRule, Severity, Span, pattern

_MARKERS = pattern(r"^<<<<<<< [^\r\n]*", re.M)


class ConflictMarker(NoteRule):
    """A merge conflict that was never resolved.

    ## Why
    Both versions are in the note, between lines that git put there, and neither is what you meant to keep.

    ## Fix
    By hand only: keep what is right and delete the marker lines. Until then vaulttools changes nothing in the note.
    """

    severity = Severity.ERROR

    examples = (
        Good("A line of signs.\n\n<<<<<<<\n=======\n>>>>>>>\n"),
        Bad("First.\n\n«<<<<<<< HEAD»\nMine.\n=======\nTheirs.\n>>>>>>> branch\n"),
    )

    def check(self, note: Note) -> Findings:
        if note.has_conflict:
            for match in _MARKERS.finditer(note.text):
                if not note.opaque.at(match.start()):
                    yield self.finding(
                        Span(*match.span()),
                        "a merge conflict is left in the note",
                        help="keep the right version and delete the marker lines",
                    )
