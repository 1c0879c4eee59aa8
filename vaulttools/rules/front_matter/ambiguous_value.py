from vaulttools.note.yaml_writer import YAML_1_1_FIRST, is_read_otherwise
from vaulttools.rule import Bad, Findings, Good, Note, Safety, Severity, Vault, VaultRule, fix


class AmbiguousValue(VaultRule):
    """A value that Obsidian reads as text and other programs as something else: `no`, `on`, `12:30`.

    ## Why
    Obsidian reads YAML 1.2. A blog builder or a script that reads YAML 1.1 takes `no` for false and `12:30` for 750.
    Where a schema or Obsidian expects a type other than text, `wrong-type` reports it.

    ## Fix
    The value is quoted, so that every program reads it as written. Unsafe where a key has only a word such as `no`: a blog
    builder that hides a post with `published: no` shows it with `"no"`. Write `true` or `false` if that is meant.
    """

    severity = Severity.HINT

    examples = (
        Good('---\npublish: "no"\ndone: true\ncountry: NOR\ntime: "12:30"\ndate: 2025-03-07\n---\n'),
        Good("---\ntype: company\nlisted: no\n---\n", config="schemas: {company: {properties: {listed: checkbox}}}\n"),
        Bad("---\npublish: «no»\n---\n", fixed='---\npublish: "no"\n---\n'),
        Bad("---\ntime: «12:30» # noon\n---\n", fixed='---\ntime: "12:30" # noon\n---\n'),
        Bad("---\ncountries: [KR, «NO»]\n---\n", fixed='---\ncountries: [KR, "NO"]\n---\n'),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for scalar in note.scalars:
            entry, _, node = scalar
            value = node.value
            if (
                value.__class__ is str
                and node.style == "plain"
                and value[:1] in YAML_1_1_FIRST
                and is_read_otherwise(value)
                and all(asked.type in (None, "text") for asked in vault.contract(note.path).of(entry.key))
            ):
                is_switch = entry.node is node and value.isalpha()
                yield self.finding(
                    node.span,
                    "some programs do not read `{value}` as text",
                    help="put it in quotes, or write `true` or `false` if that is meant"
                    if is_switch
                    else "put it in quotes",
                    fix=fix(
                        "quote it",
                        note.front_matter.put(scalar, value),
                        safety=Safety.UNSAFE if is_switch else Safety.SAFE,
                    ),
                    value=value,
                )
