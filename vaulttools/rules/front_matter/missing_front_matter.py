from vaulttools.note.front_matter import new_front_matter
from vaulttools.rule import Bad, Edit, Findings, Good, Note, Vault, VaultRule, fix
from vaulttools.text import newline_of
from vaulttools.vault.schemas import kind_name

_CONCEPT = "---\ntype: concept\n---\n"
_OTHERS = {f"concepts/{name}.md": _CONCEPT for name in ("A", "B", "C", "D", "E")}
_NOT_NOTES = frozenset(("readme", "index", "_index", "license", "changelog"))


class MissingFrontMatter(VaultRule):
    """A note without front matter, of a kind that should have it.

    ## Why
    Lists and searches by type, tag or date pass it by. Unless your schema requires it, front matter is only asked
    for where nine in ten other notes of the kind have some: companies, concepts, people, meetings and days, by their folder.

    ## Fix
    Safe: front matter is written with the keys whose value is known: the type from the folder, the date from the file name
    or from the note's first commit, defaults from the schema. Other keys are left to you.
    """

    reads_code = True

    examples = (
        Good("a note\n", path="notes/a.md", beside=_OTHERS),
        Good("a concept\n", path="concepts/a.md", beside={"concepts/b.md": "", "concepts/c.md": _CONCEPT}),
        Good("the folder\n", path="concepts/README.md", beside=_OTHERS),
        Good("", path="concepts/new.md", beside=_OTHERS),
        Bad(
            "«»받을 돈을 먼저 지급함.\n",
            path="concepts/선정산.md",
            beside=_OTHERS,
            fixed="---\ntype: concept\n---\n받을 돈을 먼저 지급함.\n",
        ),
        Bad(
            "«»- 메모\n",
            path="daily/2025-03-10.md",
            config="schemas: {daily: {properties: {date: {type: date, required: true}, mood: {one of: [good, bad]}}}}\n",
            fixed="---\ndate: 2025-03-10\n---\n- 메모\n",
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        if note.front_matter or note.in_template_folder or note.damage:
            return
        if note.name.lower() in _NOT_NOTES or not note.text.strip("\ufeff \t\r\n"):
            return
        asked = vault.customs.lacking(note)
        if asked:
            known = {key: value for key in asked if (value := vault.customs.known(note, key)) is not None}
            made = Edit(note.top, new_front_matter(known, newline_of(note.text))) if known else None
            yield self.finding(
                note.top,
                "{kind} notes should have front matter",
                help="add {keys} between two `---` lines at the top",
                fix=fix("add front matter", made),
                kind=kind_name(vault.contract(note.path).name),
                keys=tuple(asked),
            )
