"""`explain` and `rules`: what the rules are."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaulttools import disk
from vaulttools.cli.base import CLEAN, Command, Failure, cli, reader_lang
from vaulttools.cli.opening import config_of, registry_of
from vaulttools.cli.options import LANG, PLUGINS, option, rule_names
from vaulttools.locale import say

if TYPE_CHECKING:
    from vaulttools.rule import Rule


@cli.command(cls=Command)
@click.argument("rule", shell_complete=rule_names)
@LANG
@PLUGINS
def explain(rule: str, lang: str | None, allow_plugins: bool) -> int:
    """Explain a rule: what it finds and why, how it is fixed, options and examples."""
    from vaulttools import docs
    from vaulttools.config import check_selector

    registry = registry_of((), False)
    if not registry.knows(rule):  # It may be a plug-in's: only then is the config read.
        registry = config_of(disk.find_root(Path.cwd()), None, allow_plugins).registry
    check_selector(registry, rule, Failure, one=True)
    (found,) = registry.named(rule)
    click.echo(f"{found.name}: {found.family}, {_level(found)}\n\n{docs.words(found, reader_lang()).summary}\n")
    click.echo(docs.explanation(found, reader_lang()))
    return CLEAN


@cli.command(cls=Command)
@option("--output-format", type=click.Choice(["text", "json"]), default="text", help="Output format.")
@PLUGINS
@LANG
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
        if named:
            click.echo(f"{family}")
        for name in named:
            rule = registry.rules[name]
            click.echo(f"  {name:{longest}}  {_level(rule):8} {docs.words(rule, reader_lang()).summary}")
    return CLEAN


def _level(rule: "type[Rule]") -> str:
    """How much what `rule` finds matters by default, in the reader's language."""
    return say(str(rule.severity), reader_lang()) if rule.default else say("off", reader_lang())
