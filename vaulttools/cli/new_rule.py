"""`new-rule`: the file of a new rule."""

from pathlib import Path

import click

from vaulttools.cli.base import CLEAN, Failure, said, writing
from vaulttools.cli.opening import registry_of
from vaulttools.cli.options import FOLDER, LANG, argument, command, option


@command(
    argument("name", metavar="FAMILY/NAME"),
    option("--folder", type=FOLDER, help="The folder that contains the rule families."),
    option("--vault", "looks_at_vault", is_flag=True, help="Create a rule that sees the whole vault."),
    LANG,
)
def new_rule(name: str, folder: Path | None, looks_at_vault: bool, lang: str | None) -> int:
    """Create the file of a new rule, with an example that fails until the rule is written."""
    from vaulttools.registry import FAMILIES

    family, slash, rule = name.partition("/")
    family = family.replace("-", "_")
    if not (slash and _is_module(family) and _is_module(rule.replace("-", "_")) and rule == rule.lower()):
        raise Failure(
            "`{name}` is not a valid rule name", "write family/name, like `links/unlinked-mention`", name=name
        )
    if rule in registry_of((), False).rules:
        raise Failure("the rule `{name}` already exists", "choose another name", name=rule)
    if folder is None and family not in FAMILIES:
        raise Failure("unknown family `{name}`", "available families: {families}", name=family, families=FAMILIES)
    base = folder or Path(__file__).parents[1] / "rules"
    if folder is None and "site-packages" in base.parts:
        raise Failure(
            "vaulttools is an installed package here, and upgrading would delete your rule",
            "give a folder of your own (`--folder`), or work in a clone: `pip install -e '.[dev]'`",
        )
    file = base / family / f"{rule.replace('-', '_')}.py"
    with writing(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(new_rule_text(rule, looks_at_vault))
    click.echo(said("wrote `{path}`; its example fails until the rule is written", path=str(file)))
    return CLEAN


def _is_module(name: str) -> bool:
    """Whether `name` can be that of a module or a package."""
    import keyword

    return name.isascii() and name.isidentifier() and not keyword.iskeyword(name)


def new_rule_text(name: str, looks_at_vault: bool) -> str:
    """The file of a new rule, with everything that a rule has and an example that fails until it is written.

    A rule that `looks_at_vault` sees a note in the context of all others.
    """
    title = "".join(part.capitalize() for part in name.split("-"))
    return (_NEW_VAULT_RULE if looks_at_vault else _NEW_NOTE_RULE).replace("NewRule", title)


_NEW_NOTE_RULE = '''from vaulttools.rule import Bad, Cues, Findings, Good, Note, NoteRule, Severity, Span, option, pattern

_WRONG = pattern(r"(?!)")  # It matches nothing yet.


class NewRule(NoteRule):
    """What is wrong, in one line.

    ## Why
    What it costs the reader.

    ## Fix
    Safe, unsafe or none, and why.
    """

    severity = Severity.WARNING
    # Every match of the pattern must contain one of these strings: notes and lines without one are not searched. If your
    # pattern has no such strings, remove both lines and loop over `_WRONG.finditer(note.prose)` in `check`.
    cues = Cues("wrong")
    needs = "cues"

    allowed: tuple[str, ...] = option((), "Words that may stay.")

    examples = (
        Good("A near miss that is fine. `wrong` in code is left alone.\\n"),
        Bad("What is «wrong».\\n", fixed="What is right.\\n"),
        Bad("이 문장은 «wrong».\\n", fixed="이 문장은 right.\\n"),
    )

    def check(self, note: Note) -> Findings:
        for match in note.cued(self.cues, _WRONG):
            if match[0] not in self.allowed:
                # An unsafe fix. `fix` applies safe ones without asking (`safety=`): they keep every word and its meaning.
                yield self.correction(Span(*match.span()), "right", "`{word}` is wrong", word=match[0])
'''
_NEW_VAULT_RULE = '''from vaulttools.rule import Bad, Findings, Good, Note, Severity, Vault, VaultRule


class NewRule(VaultRule):
    """What is wrong, in one line.

    ## Why
    What it costs the reader.

    ## Fix
    None: only you know what is meant.
    """

    severity = Severity.WARNING
    # Notes without links are skipped. Other choices: `front_matter`, `properties`, `headings`, `tags`.
    needs = "links"

    examples = (
        Good("[[Acme]]\\n", beside={"companies/Acme.md": "---\\ntype: company\\n---\\n"}),
        Bad("«[[Acme]]»\\n", path="inbox/note.md", beside={"Acme.md": "Traps.\\n"}),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for link in note.links:
            target = vault.resolve(link.path, note.path).path
            # Ask here what makes a link wrong. No note has this kind, so nothing is found yet.
            if target is not None and vault.kind(target) == "no such kind":
                yield self.finding(link.span, "`{name}` is wrong", help="write it another way", name=link.path)
'''
