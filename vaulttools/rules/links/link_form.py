from vaulttools.rule import Bad, Edit, Findings, Good, Note, Safety, Severity, Vault, VaultRule
from vaulttools.text import match_key

_ACME = {"companies/Acme.md": "", "my note.md": ""}


class LinkForm(VaultRule):
    """A link to a note in another form than the vault's settings ask for.

    ## Why
    Obsidian itself writes all links in one form: as wiki-links or markdown links, by the shortest path, by the path from
    the note or from the root (settings, Files and links), and in the letter case of the file. Other programs and web
    servers may not find a file whose name is in another case.

    ## Fix
    The link is written as Obsidian would write it. Safe where it still shows the same words, otherwise unsafe. Off by
    default, because Obsidian opens all of these: `--select link-form`. Without settings (`.obsidian/app.json`), a vault
    whose links are mostly markdown links is left alone.
    """

    severity = Severity.HINT
    default = False

    examples = (
        Good("[[Acme]] [[Acme|they]] [[Acme#Team]] ![[Acme]] [[#Team]] [[Nobody]]\n", beside=_ACME),
        Bad("«[[acme|they]]» and «[[acme]]»\n", beside=_ACME, fixed="[[Acme|they]] and [[Acme|acme]]\n"),
        Bad("«[[companies/Acme|them]]»\n", beside=_ACME, fixed="[[Acme|them]]\n"),
        Bad(
            "«[Acme](companies/Acme.md)», «[it](my%20note.md#a%20b)»\n",
            beside=_ACME,
            fixed="[[Acme]], [[my note#a b|it]]\n",
        ),
        Bad("«[[companies/Acme#Team]]»은\n", beside=_ACME, fixed="[[Acme#Team]]은\n"),
        Bad("| a |\n|---|\n| «[it](my%20note.md)» |\n", beside=_ACME, fixed="| a |\n|---|\n| [[my note\\|it]] |\n"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        is_custom = vault.markdown_links and vault.settings.markdown_links is None
        for link in note.links if vault.settings.dialect == "obsidian" and not is_custom else ():
            path = vault.resolve(link.path, note.path).path if link.path and link.target_span is not None else None
            if path is None or path not in vault.facts or link.embed:
                continue
            right = vault.path_text(path, note.path)
            given = link.path.removesuffix(".md")
            if given == right and link.wiki != vault.settings.markdown_links:
                continue
            shown = link.shown
            if shown is None and match_key(given) == match_key(right):
                shown = link.target
            written = vault.link(path, note.path, shown, note.in_table(link.span.start), link.subpath)
            if written != link.span.of(note.text):
                yield self.finding(
                    link.span,
                    "in this vault the link is written `{link}`",
                    help="write `{link}`",
                    edits=[Edit(link.span, written)],
                    safety=Safety.UNSAFE if shown is None else Safety.SAFE,
                    link=written,
                )
