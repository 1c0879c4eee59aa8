from vaulttools.rule import Bad, Findings, Good, Note, Vault, VaultRule
from vaulttools.rules.links import names_folder

_ACME = {"companies/Acme.md": ""}


class FolderLink(VaultRule):
    """A link to a folder.

    ## Why
    A link opens a file. For this one Obsidian creates a new, empty note; only some web sites show the folder. Markdown links
    are left alone in a `README` and in a note without wiki-links, since these are read on such sites, unless Obsidian is set
    to write markdown links.

    ## Fix
    None: link to a note about the folder.
    """

    reads_canvases = True
    examples = (
        Good("[[companies]] opens the note, [all](companies.md) too.\n", beside={"companies.md": "", **_ACME}),
        Good("[all of them](companies/)\n", beside=_ACME),
        Good(
            "[[companies/Acme]] [all](https://x.example/companies/) [[companies/|x]] `companies/`\n",
            beside=_ACME,
            config="dialect: vimwiki\n",
        ),
        Bad("«[[companies/]]», «[all of them](companies)», «[here](./companies/)»\n", beside=_ACME),
        Bad("«[[companies]]»\n", beside=_ACME),
        Good("[[AI]] x[[companies]]\n", beside={"AI/a.md": "", "b.md": "---\naliases: [AI]\n---\n", **_ACME}),
        Good("[all of them](companies)\n", path="README.md", beside=_ACME),
        Good("[t](/companies/) [t](/companies)\n", beside=_ACME),
        Good("[t](...) is yet to be found\n"),
        Bad("«[up](..)», «[here](./)» [[Acme]]\n", path="notes/note.md", beside=_ACME),
        Bad("«[[../회사/]]»\n", beside={"회사/Acme.md": ""}, path="notes/note.md"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        right = {
            True: vault.settings.dialect == "vimwiki",
            False: _is_of_site(note, vault),
        }  # by whether it is a wiki-link
        for link in vault.unopened.links(note):
            if not right[link.wiki] and names_folder(link, note, vault):
                yield self.finding(
                    link.span,
                    "`{path}` is a folder, and a link opens a file",
                    help="link to a note about the folder",
                    path=link.path,
                )


def _is_of_site(note: Note, vault: Vault) -> bool:
    """Whether `note` is read on a web site that shows folders, rather than in Obsidian."""
    return note.name.lower() == "readme" or not (vault.settings.markdown_links or any(link.wiki for link in note.links))
