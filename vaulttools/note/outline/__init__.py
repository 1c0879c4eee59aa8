"""Sections: the sessions and companies of a note, also where people wrote numbers, bold or bare lines for headings.

`reading.read` finds them, `rewrite` turns them into headings, `uneven` and `decorated` fix existing headings, `bare_name` is the
name in a heading, and `worth_reading` quickly rules out most notes that have none. All work on plain text and on the spans
that are not prose.

No line is judged alone: lines written alike support each other, a name that the lines below it speak of is a subject, and a
list of steps stays a list. So `reading.read` works on the whole note, in steps that change one list of drafts:

1. `lines` tells how each line begins, and `sheet` holds the lines and what can be asked about them.
2. `proposing` makes a draft of each line that could stand over others. `name_finder` finds the name on the line, within its
   `decoration`; `alike` and `listing` look at lines written alike and at the items of a list.
3. `reading` drops the drafts that nothing supports, and tells sessions, companies, closing remarks and other headings apart.
4. `evidence` adds up how much in the note speaks of companies, `strays` finds lines in a section that may be on something else,
   and `weighing` says how sure each draft is, and why.

`names`, `sessions` and `business` know the words: what looks like a name, and what is said of companies.
"""

from vaulttools.note.outline.decoration import bare_name
from vaulttools.note.outline.glance import worth_reading
from vaulttools.note.outline.levels import Layout
from vaulttools.note.outline.model import Candidate, Confidence, Outline, Role, Style
from vaulttools.note.outline.rewriting import HeadingFixes, decorated, rewrite, same_words, uneven

__all__ = [
    "Candidate", "Confidence", "HeadingFixes", "Layout", "Outline", "Role", "Style", "bare_name", "decorated",
    "rewrite", "same_words", "uneven", "worth_reading",
]  # fmt: skip
