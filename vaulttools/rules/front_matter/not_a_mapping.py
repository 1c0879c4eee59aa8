from vaulttools.rule import Bad, Findings, Good, Note, NoteRule, Severity


class NotAMapping(NoteRule):
    """Front matter that is a list or text instead of properties.

    ## Why
    Obsidian reads `key: value` lines and nothing else: it shows such front matter as an error, and the note has no properties.
    Text between two lines `---` at the top of a note is taken for front matter, too.

    ## Fix
    None: only you know the keys. A blank line above the first `---` makes it text.
    """

    severity = Severity.ERROR

    examples = (
        Good("---\n---\nempty\n"),
        Good("---\n# nothing but a comment\n---\n"),
        Good('---\n{"title": "a"}\n---\n'),
        Bad("---\n«- a\n- b»\n---\nbody\n"),
        Bad("---\n«just text»\n---\nbody\n"),
        Bad("---\n\n# Done\n\n«Good job.»\n\n---\n"),
    )

    def check(self, note: Note) -> Findings:
        error = note.front_matter.error if not note.in_template_folder else None
        if error is not None and error.reason == "not-a-mapping":
            yield self.finding(
                error.span,
                "the front matter is not a set of properties",
                help="write each property as `key: value`, on a line of its own; if it is text, put a blank line above the first `---`",
            )
