from vaulttools.rule import Bad, Findings, Good, Message, Note, NoteRule, Related, Severity, fix


class DuplicateKey(NoteRule):
    """A key that appears twice in the front matter.

    ## Why
    YAML allows each key once. Obsidian shows such front matter as an error; other programs take one of the two values, and
    not all the same one.

    ## Fix
    Safe where both have the same value: the second is deleted. Otherwise the choice is yours.
    """

    severity = Severity.ERROR

    examples = (
        Good("---\ntitle: a\nTitle of the book: b\nparts:\n  title: c\n---\n"),
        Bad("---\nsector: 물류\nfounded: 2022\n«sector»: 물류\n---\n", fixed="---\nsector: 물류\nfounded: 2022\n---\n"),
        Bad("---\ntitle: a\ntags: [x]\n«title»: b\n---\n"),
        Bad("---\na:\n  b: 1\n  «b»: 2\n---\n"),
    )

    def check(self, note: Note) -> Findings:
        front_matter = note.front_matter
        if note.in_template_folder:
            return
        for first, again in front_matter.duplicates:
            same = repr(first.value) == repr(again.value)
            edit = front_matter.drop(again) if same else None
            yield self.finding(
                again.key_span,
                "the key `{key}` appears twice",
                help="delete one of the two" if same else "keep one of the two values",
                fix=fix("delete the second", edit),
                related=(Related(first.key_span, Message("it appears here first")),),
                key=again.key,
            )
