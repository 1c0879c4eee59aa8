from vaulttools.rule import Bad, Edit, Findings, Good, Note, Vault, VaultRule, fix
from vaulttools.rules.links import aliased


class LinkByAlias(VaultRule):
    """A wiki-link whose target is only an alias of the note.

    ## Why
    Obsidian resolves file names, not aliases: `[[AI]]` opens a new, empty note even where another one has that alias.

    ## Fix
    Safe: the link gets the name of the note and shows the same words as before.
    """

    reads_canvases = True
    examples = (
        Good("[[Artificial Intelligence|AI]]\n", beside={"Artificial Intelligence.md": "---\naliases: [AI]\n---\n"}),
        Good("[[AI]]\n", beside={"AI.md": "", "Artificial Intelligence.md": "---\naliases: [AI]\n---\n"}),
        Bad(
            "«[[AI]]» is here.\n",
            beside={"Artificial Intelligence.md": "---\naliases: [AI]\n---\n"},
            fixed="[[Artificial Intelligence|AI]] is here.\n",
        ),
        Bad(
            "«[[STO]]»를 발행한다.\n",
            beside={"concepts/토큰증권.md": "---\naliases:\n  - STO\n---\n"},
            fixed="[[토큰증권|STO]]를 발행한다.\n",
        ),
        Bad(
            "| a | b |\n|---|---|\n| «[[AI]]» | x |\n",
            beside={"Artificial.md": "---\naliases: AI\n---\n"},
            fixed="| a | b |\n|---|---|\n| [[Artificial\\|AI]] | x |\n",
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for link in vault.unopened.links(note) if vault.settings.dialect == "obsidian" else ():
            owner = aliased(link, vault)
            if owner is None:
                continue
            name = vault.path_text(owner, note.path)
            shown = link.shown if link.shown is not None else link.path
            target = f"{name}#{link.subpath}" if link.subpath else name
            pipe = "\\|" if note.in_table(link.span.start) else "|"
            yield self.finding(
                link.span,
                "`{alias}` is an alias of `{name}`, not the name of a note",
                help="write `{name}`" if link.span == link.target_span else "write `[[{name}|{alias}]]`",
                fix=fix("link to `{name}`", Edit(link.span, f"[[{target}{pipe}{shown}]]"), name=name),
                alias=link.path,
                name=name,
            )
