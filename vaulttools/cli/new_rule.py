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
    file = Path(__file__).with_name("new_vault_rule.py.txt" if looks_at_vault else "new_note_rule.py.txt")
    return file.read_text(encoding="utf-8").replace("NewRule", title)
