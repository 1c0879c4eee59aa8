from vaulttools.rule import Bad, Edit, Findings, Good, Note, Vault, VaultRule, fix
from vaulttools.vault.schemas import kind_name

_OTHERS = {f"companies/{name}.md": "---\ntype: company\ntags: [x]\n---\n" for name in ("A", "B", "C", "D", "E")}


class MissingKey(VaultRule):
    """Front matter without a key that notes of its kind should have.

    ## Why
    Lists and searches that ask for the key pass the note by. Unless your schema requires more, only `type` and `date` are asked
    for, and only where nine in ten others of the kind (and at least five) have them.

    ## Fix
    Safe where the value is known: the type from the folder, the date from the file name or from the note's first commit, the
    title from the first heading or the file name, the default of the schema. Otherwise the key is left to you.
    """

    examples = (
        Good("---\ntype: company\n---\n", path="companies/F.md", beside=_OTHERS),
        Good("---\naliases: [F]\n---\n", path="companies/F.md", beside={"companies/A.md": "---\ntype: company\n---\n"}),
        Bad(
            "«---»\naliases:\n  - GreenWatt\ntags: [x]\n---\n",
            path="companies/F.md",
            beside=_OTHERS,
            fixed="---\ntype: company\naliases:\n  - GreenWatt\ntags: [x]\n---\n",
        ),
        Bad(
            "«---»\ntitle: 금요일\ntags: [x]\n---\n",
            path="meetings/2025-03-07 금요일.md",
            config="schemas: {meeting: {properties: {date: {type: date, required: true}}}}\n",
            fixed="---\ntitle: 금요일\ndate: 2025-03-07\ntags: [x]\n---\n",
        ),
        Bad(
            "---\n«status»:\ntype: company\n---\n",
            config="schemas: {company: {properties: {status: {one of: [lead, active], required: true}}}}\n",
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        front_matter = note.front_matter
        if not front_matter.closed or front_matter.error is not None or note.in_template_folder:
            return
        contract = vault.contract(note.path)
        if not contract.schemas:
            return
        for key in vault.customs.lacking(note):
            entry = front_matter.like(key)
            if entry is not None and entry.value not in (None, "", []):
                continue
            value = vault.customs.known(note, key)
            edit: Edit | None = None
            if value is not None and entry is not None:
                edit = front_matter.set_value(entry, value)
            elif value is not None:
                before, after = contract.beside(key, [each.key for each in front_matter.entries])
                edit = front_matter.add(key, value, before=before, after=after)
            yield self.finding(
                entry.key_span if entry is not None else front_matter.fence,
                "the key `{key}` is missing" if entry is None else "the key `{key}` has no value",
                help="add it: {kind} notes should have it",
                fix=fix("add `{key}: {value}`", edit, key=key, value=value),
                key=key,
                kind=kind_name(contract.name),
            )
