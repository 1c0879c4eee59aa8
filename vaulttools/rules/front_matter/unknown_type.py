from vaulttools.english.spelling import is_word as is_english
from vaulttools.korean.lexicon import is_common
from vaulttools.rule import Bad, Findings, Good, Note, Safety, Vault, VaultRule, fix
from vaulttools.text import match_key
from vaulttools.vault.census import is_slip


class UnknownType(VaultRule):
    """A `type` that is one typo away from a kind of note.

    ## Why
    The `type` makes the note a company, a concept or a meeting. With a typo it is none: its name is not linked where other
    notes mention it, and no schema looks after it. Types of your own are fine.

    ## Fix
    Unsafe: the type is corrected.
    """

    examples = (
        Good("---\ntype: company\n---\n"),
        Good("---\ntype: recipe\n---\n"),
        Good("---\ntype: meetings\n---\n"),
        Good("---\ntype: [compnay]\n---\n"),
        Bad("---\ntype: «compnay»\n---\n", fixed="---\ntype: company\n---\n"),
        Bad('---\ntype: «"meeitng"»\n---\n', fixed='---\ntype: "meeting"\n---\n'),
        Bad("---\ntype: «피치데니»\n---\n", fixed="---\ntype: 피치데이\n---\n"),
        Bad(
            "---\ntype: «investro»\n---\n",
            config="entities: {investor: {types: [investor]}}\n",
            fixed="---\ntype: investor\n---\n",
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        known = vault.settings.schemas.traits.by_type
        for entry in note.properties:
            if entry.key != "type" or entry.node.kind != "scalar":
                continue
            written = entry.node.text_in(note.text)
            key = match_key(written)
            if key in known or is_english(key) or is_common(key):
                return
            near = [name for name in known if is_slip(key, name)]
            if len(near) == 1:
                edit = note.front_matter.set_value(entry, near[0])
                yield self.finding(
                    entry.value_span,
                    "`{type}` is no kind of note",
                    help="write `{near}` if that is what you mean",
                    fix=fix("write `{near}`", edit, safety=Safety.UNSAFE, near=near[0]),
                    type=written,
                    near=near[0],
                )
