from vaulttools.rule import Bad, Findings, Good, Note, Severity, Vault, VaultRule


class DeadEnd(VaultRule):
    """A note that links to no other note.

    ## Why
    A reader who gets there has nowhere to go, and the notes it is about get no backlink.

    ## Fix
    None: `vaulttools enrich` links what it mentions. Off by default, for a look over the whole vault: `--select dead-end`.
    """

    severity = Severity.HINT
    default = False
    reads_code = True

    examples = (
        Good("[[Acme]] won\n", beside={"Acme.md": ""}),
        Good("---\nabout: '[[Acme]]'\n---\n", beside={"Acme.md": ""}),
        Good("", beside={"Acme.md": ""}),
        Bad("«»Acme won, see [[#top]] and [[Nobody]] ![[a.png]]\n", beside={"Acme.md": "", "a.png": ""}),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        if not note.in_template_folder and note.text[note.body_start :].strip() and len(vault.facts) > 1:
            found = (vault.resolve_link(target, note.path) for target in note.facts.links)
            if not any(path in vault.facts and path != note.path for path in found if path is not None):
                yield self.finding(note.top, "this note links to no other", help="link to the notes it is about")
