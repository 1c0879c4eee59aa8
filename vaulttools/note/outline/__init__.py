"""Sections: the sessions and companies of a note, also where people wrote numbers, bold or bare lines for headings.

`worth_reading` tells most notes from those that hold any, `read` sees them, `rewrite` turns them into headings,
`uneven` and `decorated` fix headings that are there already, `bare_name` is the name in one. All work on plain text and
on the spans that are not prose, so that the whole note can be weighed at once: lines of one shape support each other, a
name that its own lines speak of is a subject, and a list of steps stays a list.
"""

from vaulttools.note.outline.decoration import bare_name
from vaulttools.note.outline.glance import worth_reading
from vaulttools.note.outline.model import Candidate, Confidence, Kind, Outline, Style
from vaulttools.note.outline.reading import read
from vaulttools.note.outline.rewriting import HeadingFixes, Layout, decorated, rewrite, same_words, uneven

__all__ = [
    "Candidate",
    "Confidence",
    "HeadingFixes",
    "Kind",
    "Layout",
    "Outline",
    "Style",
    "bare_name",
    "decorated",
    "read",
    "rewrite",
    "same_words",
    "uneven",
    "worth_reading",
]
