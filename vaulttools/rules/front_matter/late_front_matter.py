from vaulttools.rule import Bad, Findings, Good, Note, NoteRule, Span


class LateFrontMatter(NoteRule):
    """Front matter below a blank line, where nothing reads it.

    ## Why
    Front matter begins on the first line of a note. Below a blank line Obsidian shows it as text between two rules: the
    note has no tags, aliases or date.

    ## Fix
    None: delete the blank lines above it. No fix turns text into properties.
    """

    reads_code = True

    examples = (
        Good("---\ntitle: Acme\n---\n", alone=True),
        Good("\n---\n\nA line across the page\n\n---\n", alone=True),
        Good("\n---\ntitle: one line\n---\n", alone=True),
        Bad("\n«---»\ntitle: Acme\ntags: [x]\n---\n# Body\n", alone=True),
        Bad("\n\n«---»\ntype: 회사\n대표: 김하나\n---\n본문\n", alone=True),
    )

    def check(self, note: Note) -> Findings:
        late = note.late_front_matter
        if late is not None:
            yield self.finding(
                Span(late.start, late.start + 3),
                "front matter must begin on the first line",
                help="delete the blank lines above it",
            )
