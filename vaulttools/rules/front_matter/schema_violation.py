from vaulttools.rule import Bad, Findings, Good, Note, Vault, VaultRule

_CONFIG = """\
schemas:
  company:
    json schema:
      properties: {founded: {type: integer}, tags: {items: {pattern: "^[^ ]+$"}}}
      required: [type]
"""


class SchemaViolation(VaultRule):
    """Front matter that a JSON Schema of your config does not allow.

    ## Why
    Other programs that read these notes rely on the schema. It sees dates as text, as they are in the note.

    ## Fix
    None: a JSON Schema says what is wrong, not what was meant.
    """

    examples = (
        Good("---\ntype: company\nfounded: 2021\n---\n", config=_CONFIG),
        Good("---\nfounded: soon\n---\n", config=_CONFIG),
        Bad("---\ntype: company\nfounded: «'2021'»\n---\n", config=_CONFIG),
        Bad("«---»\ntype: company\ntags: [a, «b c»]\n---\n", config=_CONFIG.replace("[type]", "[type, founded]")),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        front_matter = note.front_matter
        if front_matter.error is not None or note.in_template_folder:
            return
        for schema in vault.contract(note.path).schemas:
            if schema.json_schema and front_matter.closed:
                from vaulttools.vault.json_schema import json_errors  # most vaults have no JSON Schema

                for error in json_errors(schema.json_schema, front_matter):
                    yield self.finding(
                        error.node.span if error.node is not None else front_matter.fence,
                        "{words}",
                        help="schema: `{file}`",
                        words=error.words,
                        file=schema.json_schema_file,
                    )
