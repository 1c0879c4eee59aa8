from vaulttools.rule import Bad, Findings, Good, Note, Safety, Vault, VaultRule, fix
from vaulttools.vault.schemas import EVERYWHERE

_OTHERS = {f"{name}.md": "---\ncategory: x\nauthor: y\n---\n" for name in ("A", "B", "C", "D", "E")}
_CLOSED = "schemas: {company: {other keys: false, properties: {sector: text, type: text}}}\n"


class UnknownKey(VaultRule):
    """A key that is close to a common one, or that a schema does not allow.

    ## Why
    With a typo in its name the property is another one: no list or search finds the note by it. Keys of your own are fine;
    they are taken for a typo only one letter away from a common key, and in one or two notes. A schema with
    `other keys: false` allows the keys it lists and no others.

    ## Fix
    Unsafe: the key is renamed to the one it is close to.
    """

    examples = (
        Good("---\nauthors: z\ncategory 2: x\nmood: fine\n---\n", beside=_OTHERS),
        Good("---\ncatagory: x\n---\n", beside={"A.md": "---\ncategory: x\n---\n"}),
        Bad("---\n«catagory»: x\n---\n", beside=_OTHERS, fixed="---\ncategory: x\n---\n"),
        Bad("---\n«tgas»: [x]\n---\n", fixed="---\ntags: [x]\n---\n"),
        Bad(
            "---\ntype: company\n«sectro»: 물류\n«founded»: 2022\ntags: [x]\n---\n",
            config=_CLOSED,
            fixed="---\ntype: company\nsector: 물류\nfounded: 2022\ntags: [x]\n---\n",
        ),
        Bad("---\n«tagss»: [x]\n---\n", fixed="---\ntags: [x]\n---\n"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        contract = vault.contract(note.path)
        for entry in note.properties:
            if contract.of(entry.key) or entry.key in EVERYWHERE or entry.key.startswith("vaulttools-"):
                continue
            near = vault.customs.near_key(note, entry.key)
            if near is None and not contract.closed:
                continue
            edit = note.front_matter.rename(entry, near) if near else None
            yield self.finding(
                entry.key_span,
                "the key `{key}` is in no schema" if contract.closed else "no other note has the key `{key}`",
                help="write `{near}` if that is what you mean" if near else "known keys: {keys}",
                fix=fix("rename it to `{new}`", edit, safety=Safety.UNSAFE, new=near),
                key=entry.key,
                near=near,
                keys=tuple(contract.properties),
            )
