"""The options that several commands have."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from vaulttools.cli.base import ALLOW_PLUGINS, Callback, Option
from vaulttools.cli.opening import registry_of


def all_of(*options: Callable[[Callback], Callback]) -> Callable[[Callback], Callback]:
    """One decorator for several."""

    def decorated(command: Callback) -> Callback:
        for each in reversed(options):
            command = each(command)
        return command

    return decorated


def option(*names: str, **settings: Any) -> Callable[[Callback], Callback]:
    """click's option, with help in the reader's language."""
    return click.option(*names, cls=Option, **settings)


def rule_names(context: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """For the shell: the rules, and where several may be meant the families, that begin like the last name typed."""
    registry = registry_of((), False)
    done, comma, name = incomplete.rpartition(",")
    names = [*registry.rules, *(() if isinstance(param, click.Argument) else (*registry.families, "all"))]
    return [f"{done}{comma}{each}" for each in names if each.startswith(name)]


LANG = option("--lang", type=click.Choice(["en", "ko"]), help="Language of messages.")
PLUGINS = option("--allow-plugins", is_flag=True, envvar=ALLOW_PLUGINS, help="Run the plug-ins named in the config.")
CONFIG = option("--config", "config_file", type=click.Path(path_type=Path), help="Use this config file.")
PATHS = click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))


RUN = all_of(
    option(
        "--select",
        multiple=True,
        metavar="RULES",
        shell_complete=rule_names,
        help="Run only these rules or families (comma-separated). Rules that are off by default must be named, or use `all`.",
    ),
    option(
        "--extend-select",
        multiple=True,
        metavar="RULES",
        shell_complete=rule_names,
        help="Also run these rules or families.",
    ),
    option(
        "--ignore",
        multiple=True,
        metavar="RULES",
        shell_complete=rule_names,
        help="Skip these rules or families.",
    ),
    CONFIG,
    option("--stdin-filename", metavar="PATH", help="Path of the note read from standard input (`-`)."),
    option("--affected", is_flag=True, help="Also check the notes that these can break."),
    PLUGINS,
    LANG,
    option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="When to use colour."),
    option("-q", "--quiet", is_flag=True, help="Print nothing but findings and failures."),
    option("--no-cache", is_flag=True, help="Neither read nor write the cache."),
    option("-j", "--jobs", type=click.IntRange(0), default=0, help="Number of processes; 0 chooses automatically."),
)


GATE = all_of(
    option(
        "--fail-on",
        type=click.Choice(["hint", "warning", "error", "never"]),
        help="Exit with 1 if a finding is at least this severe.",
    ),
    option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings."),
)
