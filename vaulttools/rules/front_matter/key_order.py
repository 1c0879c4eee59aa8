from vaulttools.rule import Bad, Findings, Good, Note, NoteRule, Severity, fix, option


class KeyOrder(NoteRule):
    """Keys that are not in the order you set.

    ## Why
    Front matter that always begins alike is read at a glance, and two versions of it compare line by line.

    ## Fix
    Safe: whole lines move, with the comments above them. Keys that are not listed come after those that are.
    """

    severity = Severity.HINT
    default = False

    order: tuple[str, ...] = option(("title", "type", "date", "tags", "aliases"), "The keys that come first, in order.")

    examples = (
        Good("---\ntitle: a\ntags: [x]\nfree: 1\n---\n"),
        Good("---\nfree: 1\nother: 2\n---\n"),
        Bad(
            "---\n«tags»:\n  - x\n# when it was\ndate: 2025-03-07\nfree: 1\ntitle: a # short\n---\n",
            fixed="---\ntitle: a # short\n# when it was\ndate: 2025-03-07\ntags:\n  - x\nfree: 1\n---\n",
        ),
    )

    def check(self, note: Note) -> Findings:
        ranks = {key: rank for rank, key in enumerate(self.order)}
        front_matter = note.front_matter
        if len(note.properties) != len(front_matter.entries):
            return
        wanted = sorted(front_matter.entries, key=lambda entry: ranks.get(entry.key, len(ranks)))
        first = next((entry for entry, other in zip(front_matter.entries, wanted, strict=True) if entry != other), None)
        if first is not None:
            edit = front_matter.sort(self.order)
            yield self.finding(
                first.key_span,
                "the key `{key}` is out of order",
                help="expected order: {order}",
                fix=fix("sort the keys", edit),
                key=first.key,
                order=self.order,
            )
