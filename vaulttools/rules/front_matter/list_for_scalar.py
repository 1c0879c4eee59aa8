from vaulttools.note.front_matter import unquoted_link
from vaulttools.rule import Bad, Findings, Good, Note, NoteRule, Safety, Severity, fix
from vaulttools.vault.schemas import SINGLE


class ListForScalar(NoteRule):
    """A list in `title`, `type` or `date`, which take a single value.

    ## Why
    Tables of notes show the brackets, and a query for the value does not find the note.

    ## Fix
    Unsafe: a list of one item becomes that item. With several, the choice is yours.
    """

    severity = Severity.HINT

    examples = (
        Good("---\ntitle: a\ntype: company\ndate:\ntitles: [a, b]\n---\n"),
        Bad("---\ntype: «[company]»\n---\n", fixed="---\ntype: company\n---\n"),
        Bad("---\ntitle:\n  «- a\n  - b»\n---\n"),
    )

    def check(self, note: Note) -> Findings:
        if SINGLE.isdisjoint(note.front_matter.data):
            return
        for entry in note.properties:
            if entry.key in SINGLE and entry.node.kind == "list" and not unquoted_link(note.text, entry.node):
                one = (
                    entry.node.items[0].value
                    if len(entry.node.items) == 1 and entry.node.items[0].kind == "scalar"
                    else None
                )
                edit = note.front_matter.set_value(entry, one) if one is not None else None
                yield self.finding(
                    entry.value_span,
                    "`{key}` is a list here, but takes a single value",
                    help="write one value",
                    fix=fix("make it a single value", edit, safety=Safety.UNSAFE),
                    key=entry.key,
                )
