"""`rules`: the list of all rules."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaulttools.cli.base import CLEAN, reader_lang, said
from vaulttools.cli.opening import config_of, registry_of
from vaulttools.cli.options import LANG, PLUGINS, command, option
from vaulttools.files import disk

if TYPE_CHECKING:
    from vaulttools.rule import Rule


@command(option("--output-format", type=("text", "json"), default="text", help="Output format."), PLUGINS, LANG)
def rules(output_format: str, allow_plugins: bool, lang: str | None) -> int:
    """List all rules by family, with severity and what each finds."""
    from vaulttools import docs

    # Without leave, the rules of plug-ins that the config names are not listed: that would run their code.
    registry = config_of(disk.find_root(Path.cwd()), None, True).registry if allow_plugins else registry_of((), False)
    if output_format == "json":
        import json

        made = [
            {
                "rule": name,
                "family": rule.family,
                "severity": str(rule.severity),
                "default": rule.default,
                "enriches": rule.enriches,
                "summary": docs.words(rule).summary,
            }
            for name, rule in registry.rules.items()
        ]
        click.echo(json.dumps(made, ensure_ascii=False, indent=2))
        return CLEAN
    longest = max(map(len, registry.rules))
    for family in registry.families:
        named = sorted(name for name, rule in registry.rules.items() if rule.family == family)
        click.echo(family)
        for name in named:
            rule = registry.rules[name]
            click.echo(f"  {name:{longest}}  {level(rule):8} {docs.words(rule, reader_lang()).summary}")
    return CLEAN


def level(rule: "type[Rule]") -> str:
    """How much what `rule` finds matters by default, in the reader's language."""
    return said(str(rule.severity)) if rule.default else said("off")
