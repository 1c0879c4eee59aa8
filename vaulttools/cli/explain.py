"""`explain`: the page of a rule."""

from pathlib import Path

import click

from vaulttools.cli.base import CLEAN, Failure, reader_lang
from vaulttools.cli.opening import config_of, registry_of
from vaulttools.cli.options import LANG, PLUGINS, argument, command, rule_names
from vaulttools.cli.rules import level
from vaulttools.files import disk


@command(argument("rule", shell_complete=rule_names), LANG, PLUGINS)
def explain(rule: str, lang: str | None, allow_plugins: bool) -> int:
    """Explain a rule: what it finds and why, how it is fixed, options and examples."""
    from vaulttools import docs
    from vaulttools.config import check_selector

    registry = registry_of((), False)
    if not registry.knows(rule):  # It may be a plug-in's: only then is the config read.
        registry = config_of(disk.find_root(Path.cwd()), None, allow_plugins).registry
    check_selector(registry, rule, Failure, one=True)
    (found,) = registry.named(rule)
    click.echo(f"{found.name}: {found.family}, {level(found)}\n\n{docs.words(found, reader_lang()).summary}\n")
    click.echo(docs.explanation(found, reader_lang()))
    return CLEAN
