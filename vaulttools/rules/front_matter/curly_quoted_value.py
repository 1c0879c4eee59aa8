from vaulttools.rule import Bad, Findings, Good, Note, NoteRule, Safety, Severity, fix

_PAIRS = {"“": "”", "‘": "’", "„": "“"}


class CurlyQuotedValue(NoteRule):
    """A value in curly quotes, which YAML reads as part of it.

    ## Why
    A word processor or a phone wrote `“title”` where `"title"` was meant: the quotes now show wherever the value does, and
    a search for the exact value misses it.

    ## Fix
    Unsafe: the quotes are removed. They may be meant, as around the title of a quotation.
    """

    severity = Severity.HINT

    examples = (
        Good('---\ntitle: "금요일"\nquote: He said “no” and left\n---\n'),
        Good("---\ntitle: “One” and “two”\n---\n"),
        Bad("---\ntitle: «“금요일”»\n---\n", fixed="---\ntitle: 금요일\n---\n"),
        Bad("---\ntags: [«‘a’», b]\n---\n", fixed="---\ntags: [a, b]\n---\n"),
    )

    def check(self, note: Note) -> Findings:
        if not any(sign in note.text[: note.body_start] for sign in _PAIRS):
            return
        for scalar in note.scalars:
            value = scalar.node.value
            inside = value[1:-1] if isinstance(value, str) and len(value) > 2 and scalar.node.style == "plain" else ""
            if inside and _PAIRS.get(value[0]) == value[-1] and value[0] not in inside and value[-1] not in inside:
                edit = note.front_matter.put(scalar, inside)
                yield self.finding(
                    scalar.node.span,
                    "the curly quotes are part of the value",
                    help="use straight quotes, or none",
                    fix=fix("remove them", edit, safety=Safety.UNSAFE),
                )
