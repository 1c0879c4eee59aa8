from vaulttools.rule import Bad, Findings, Good, Note, Severity, Vault, VaultRule


class SelfLink(VaultRule):
    """A link to the note it stands in.

    ## Why
    A click on it leads nowhere. Usually another note was meant, or the link came with copied text.

    ## Fix
    None: remove the brackets, or name the note you mean. A link to a place in the note is fine, and so is one in a task,
    which is also shown elsewhere.
    """

    severity = Severity.HINT

    examples = (
        Good("[[note#Team]] [[#Team]] [[Acme]]\n\n## Team\n", beside={"Acme.md": ""}),
        Good("- [ ] review [[note]]\n"),
        Bad("«[[note]]»를 본다. «[here](note.md)»\n"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for link in note.links:
            if (
                link.path
                and not link.subpath
                and vault.resolve(link.path, note.path).path == note.path
                and not note.points.at(link.span.start).is_task
            ):
                yield self.finding(
                    link.span, "this links to its own note", help="remove the brackets, or name another note"
                )
