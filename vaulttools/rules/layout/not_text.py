from vaulttools.note import TOO_BIG
from vaulttools.rule import Findings, Note, NoteRule, Severity, Span


class NotText(NoteRule):
    """A note that is not UTF-8 text, or far too long to be a note.

    ## Why
    Obsidian reads notes as UTF-8. A file in another encoding (UTF-16, CP949) or with NUL characters shows as garbage,
    and saving it there destroys it. Nobody writes a note of more than 5 MB either.

    ## Fix
    None: vaulttools never rewrites such a file. Open it in an editor that knows its encoding, and save it as UTF-8.
    """

    severity = Severity.ERROR
    reads_damaged = True

    def check(self, note: Note) -> Findings:
        if note.damage:
            at = next(
                (index for index, char in enumerate(note.text) if char == "\0" or "\ud800" <= char <= "\udfff"), 0
            )
            yield self.finding(
                Span(at, min(at + 1, len(note.text))),
                "{damage}",
                help="keep such data in another format, or split the note; until then vaulttools leaves it alone"
                if note.damage == TOO_BIG
                else "save it as UTF-8; until then vaulttools leaves it alone",
                damage=note.damage,
            )
