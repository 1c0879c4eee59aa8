from vaulttools.rule import Bad, Findings, Good, Note, Severity, Vault, VaultRule, fix
from vaulttools.vault.schemas import EVERYWHERE


class ScalarForList(VaultRule):
    """A single value in `tags`, `aliases` or `cssclasses`, which Obsidian keeps as lists.

    ## Why
    Obsidian accepts a single value, but some of its versions did not, and plug-ins and scripts that expect a list fail.

    ## Fix
    Safe: the value becomes a list of one item, in the style of the note's other lists.
    """

    severity = Severity.HINT

    examples = (
        Good("---\ntags: [건설]\naliases:\n  - a\ncssclasses:\n---\n"),
        Good("---\ntags: a, b\n---\n"),
        Good("---\ntags: 건설\nalias: Escrow\n---\n", config="dialect: logseq\n"),
        Bad("---\ntags: «건설» # 하나\n---\n", fixed="---\ntags:\n  - 건설 # 하나\n---\n"),
        Bad("---\naliases: «Escrow, 에스크로»\n---\n"),
        Bad("---\naliases: «|\n  Escrow\n  에스크로»\n---\n"),
        Bad("---\nx: [1]\naliases: «Escrow»\n---\n", fixed="---\nx: [1]\naliases: [Escrow]\n---\n"),
        Bad('---\n{"aliases":«"An escrow"»}\n---\n', fixed='---\n{"aliases":["An escrow"]}\n---\n'),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        if vault.settings.dialect == "logseq":
            return  # it reads one line with commas, and no list
        for entry in note.properties:
            if entry.key not in EVERYWHERE or entry.node.kind != "scalar" or entry.value in (None, ""):
                continue
            if entry.key == "tags" and any(sign in str(entry.value) for sign in ", "):
                continue
            if any(
                asked.origin != "default" and asked.list == "yes" for asked in vault.contract(note.path).of(entry.key)
            ):
                continue
            # A comma parts two names, or belongs to one (`Acme, Inc.`).
            several = any(sign in str(entry.value) for sign in ",\n")
            edit = note.front_matter.to_list(entry) if not several else None
            yield self.finding(
                entry.value_span,
                "`{key}` has a single value here, but Obsidian keeps it as a list",
                help="write each value on a line of its own, after `- `",
                fix=fix("make it a list", edit),
                key=entry.key,
            )
