from vaulttools.rule import Bad, Findings, Good, Note, Severity, Vault, VaultRule, pattern

_HASH = pattern(r"[ \t]*:[ \t]+#[^\s#]")
"""Behind a colon, most likely a tag and no comment, on which another rule speaks."""
_FOUNDED = {"A.md": "---\nfounded: 2020\n---\n", "B.md": "---\nfounded: 2021\n---\n"}


class EmptyKey(VaultRule):
    """A key without a value, where other notes have one.

    ## Why
    It looks as if the property were known. Where a third of the notes leave the same key empty, it is a habit of the vault
    and not reported.

    ## Fix
    None: write the value, or delete the key.
    """

    needs = "properties"
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
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for entry in note.properties:
            if entry.node.kind != "empty" or _HASH.match(note.text, entry.key_span.end):
                continue
            if vault.contract(note.path).asks_for(entry.key):
                continue  # as missing-key says
            shapes = vault.census.shapes(entry.key)
            empty = shapes.get("empty", 1) - 1
            if empty == 0 or empty * 3 < sum(shapes.values()) - 1:
                yield self.finding(
                    entry.key_span,
                    "the key `{key}` has no value",
                    help="write one, or delete the key",
                    key=entry.key,
                )
