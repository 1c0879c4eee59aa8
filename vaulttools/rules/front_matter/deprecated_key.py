from vaulttools.rule import Bad, Findings, Good, Note, Vault, VaultRule
from vaulttools.vault.schemas import RENAMED


class DeprecatedKey(VaultRule):
    """A key that Obsidian no longer reads: `tag`, `alias`, `cssclass`.

    ## Why
    Since Obsidian 1.9 they are properties like any other: the tag is not found, and no link is suggested for the alias.
    Logseq still reads `alias`: its vaults are left alone.

    ## Fix
    Safe: the key gets its new name and keeps its value. Where a note has both names, merge the values by hand.
    """

    examples = (
        Good("---\naliases: [Escrow]\ntags: [x]\ncssclasses: [wide]\n---\n"),
        Good("---\nbook:\n  alias: x\n---\n"),
        Good("---\nalias: Escrow\n---\n", config="dialect: logseq\n"),
        Bad("---\n«alias»: Escrow\ndate: 2025-03-08\n---\n", fixed="---\naliases: Escrow\ndate: 2025-03-08\n---\n"),
        Bad("---\n«tag»:\n  - 결제 # 주요\n---\n", fixed="---\ntags:\n  - 결제 # 주요\n---\n"),
        Bad("---\n«alias»: a\naliases: [b]\n---\n"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        if vault.settings.dialect == "logseq" or RENAMED.keys().isdisjoint(note.front_matter.data):
            return
        for entry in note.properties:
            new = RENAMED.get(entry.key)
            if new is not None:
                edit = note.front_matter.rename(entry, new)
                yield self.finding(
                    entry.key_span,
                    "Obsidian no longer reads the key `{key}`",
                    help="rename it to `{new}`" if edit else "move its values to `{new}`",
                    edits=[edit],
                    key=entry.key,
                    new=new,
                )
