"""The options that several commands have."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from vaulttools.cli.base import ALLOW_PLUGINS, Callback, Option
from vaulttools.cli.opening import registry_of


def all_of(*options: Callable[[Callback], Callback]) -> Callable[[Callback], Callback]:
    """One decorator that does what several do."""

    def decorated(command: Callback) -> Callback:
        for each in reversed(options):
            command = each(command)
        return command

    return decorated


def option(*names: str, **settings: Any) -> Callable[[Callback], Callback]:
    """An option as click's, whose help is in the reader's language."""
    return click.option(*names, cls=Option, **settings)


def rule_names(context: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """For the shell: the rules, and where several may be meant the families, that begin like the last name typed."""
    registry = registry_of((), False)
    done, comma, name = incomplete.rpartition(",")
    names = [*registry.rules, *(() if isinstance(param, click.Argument) else (*registry.families, "all"))]
    return [f"{done}{comma}{each}" for each in names if each.startswith(name)]


PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))


RUN = all_of(
    option(
        "--select",
        multiple=True,
        metavar="RULES",
        shell_complete=rule_names,
        help="Run only these rules or families (comma-separated); those off by default must be named, or `all`.",
    ),
    option(
        "--extend-select",
        multiple=True,
        metavar="RULES",
        shell_complete=rule_names,
        help="Run these rules or families as well.",
    ),
    option(
        "--ignore",
        multiple=True,
        metavar="RULES",
        shell_complete=rule_names,
        help="Do not run these rules or families.",
    ),
    option("--config", "config_file", type=click.Path(path_type=Path), help="Use this config file."),
    option("--stdin-filename", metavar="PATH", help="The path of the note that is read from standard input (`-`)."),
    option("--affected", is_flag=True, help="Look also at the notes that the named ones can break."),
    option("--allow-plugins", is_flag=True, envvar=ALLOW_PLUGINS, help="Run the plug-ins that the config names."),
    option("--lang", type=click.Choice(["en", "ko"]), help="The language of messages."),
    option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colours."),
    option("-q", "--quiet", is_flag=True, help="Print nothing but findings and failures."),
    option("--no-cache", is_flag=True, help="Neither use nor keep what earlier runs found out."),
    option("-j", "--jobs", type=click.IntRange(0), default=0, help="How many processes to use; 0 chooses."),
)


GATE = all_of(
    option("--fail-on", type=click.Choice(["hint", "warning", "error", "never"]), help="Exit 1 from this severity on."),
    option("--exit-zero", is_flag=True, help="Exit 0 even if there are findings."),
)
