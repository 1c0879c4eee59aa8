from vaulttools.rule import Bad, Findings, Good, Note, Safety, Severity, Span, Vault, VaultRule, fix, pattern

_HASH = pattern(r"[ \t]*:[ \t]+(#[^\s#][^\r\n]*?)[ \t]*(?=[\r\n]|\Z)")
"""Behind a colon, most likely the value and no comment: a colour, the number of an issue."""
_FOUNDED = {"A.md": "---\nfounded: 2020\n---\n", "B.md": "---\nfounded: 2021\n---\n"}


class EmptyKey(VaultRule):
    """A key without a value, where other notes have one.

    ## Why
    It looks as if the property were known. A `#` behind the colon begins a comment: `color: #fff` has no value, either. Where
    a third of the notes leave the same key empty, it is a habit of the vault and not reported.

    ## Fix
    None: write the value, or delete the key. Unsafe where it may be what looks like a comment: that is quoted.
    """

    severity = Severity.HINT

    examples = (
        Good("---\nfounded:\n---\n", beside={**_FOUNDED, "C.md": "---\nfounded:\n---\n"}),
        Good('---\nfounded: ""\nsold: null\n---\n'),
        Good("---\nfounded:\n---\n", path="templates/company.md"),
        Good(
            "---\ntype: company\nfounded:\n---\n",
            config="schemas: {company: {properties: {founded: {type: number, required: true}}}}\n",
            beside=_FOUNDED,
        ),
        Bad("---\n«founded»:\n---\n", beside=_FOUNDED),
        Bad("---\n«섹터»: # 나중에\ntags: [x]\n---\n"),
        Bad("---\ncolor: «#fff»\ntags: #x\n---\n", fixed='---\ncolor: "#fff"\ntags: #x\n---\n'),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for entry in note.properties:
            if entry.node.kind != "empty":
                continue
            if hidden := _HASH.match(note.text, entry.key_span.end):
                if entry.key not in ("tags", "tag"):  # of which `bad-tag` speaks
                    place = Span(*hidden.span(1))
                    edit = note.front_matter.uncomment(entry, hidden[1])
                    yield self.finding(
                        place,
                        "YAML reads this as a comment, so the key `{key}` has no value",
                        help="put it in quotes if it is the value",
                        fix=fix("quote it", edit, safety=Safety.UNSAFE),
                        key=entry.key,
                    )
                continue
            if vault.contract(note.path).asks_for(entry.key):
                continue  # as missing-key says
            shapes = vault.census.shapes(entry.key)
            empty = shapes.get("empty", 1) - 1
            if empty == 0 or empty * 3 < sum(shapes.values()) - 1:
                yield self.finding(
                    entry.key_span, "the key `{key}` has no value", help="write one, or delete the key", key=entry.key
                )
