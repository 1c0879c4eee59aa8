"""The options of commands, as data: click is made of it, and `plain` reads the usual command lines without click."""

import os
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vaulttools.cli.base import ALLOW_PLUGINS, COMMANDS, Run, hush
from vaulttools.cli.opening import registry_of
from vaulttools.values import NamedTuple, Value

if TYPE_CHECKING:
    import click

PATH, FOLDER, COUNT = "path", "folder", "count"
"""What the value of an option is, beside a text and one of several words: a path, that of a folder, a number from 0 on."""


class Param(NamedTuple):
    """An option or an argument of a command."""

    is_option: bool
    names: tuple[str, ...]
    settings: Mapping[str, Any]
    """As click takes them, but for `type`: the words that are allowed, or one of those above."""

    @property
    def name(self) -> str:
        """What the command calls it."""
        own = [each for each in self.names if each.isidentifier()]
        return own[0] if own else max(self.names, key=len).lstrip("-").replace("-", "_")

    @property
    def default(self) -> Any:
        """Its value where it is not given."""
        settings = self.settings
        if settings.get("multiple") or settings.get("nargs") == -1:
            return ()
        return settings.get("default", False if settings.get("is_flag") else None)


def option(*names: str, **settings: Any) -> Param:
    """An option, as click's `option`."""
    return Param(True, names, settings)


def argument(name: str, **settings: Any) -> Param:
    """An argument, as click's `argument`."""
    return Param(False, (name,), settings)


class Definition(Value):
    """A command: the options and arguments that it takes, and what it runs."""

    params: tuple[Param, ...]
    function: Callable[..., int]

    def __call__(self, **values: Any) -> int:
        """Runs it with the values of its parameters; returns the exit code. One that looks at PATHS gets a `Run`."""
        if PATHS in self.params:
            values["run"] = run = Run(**{name: values.pop(name) for name in Run._fields if name in values})
            hush(run.quiet)
        return self.function(**values)


def command(*params: Param) -> Callable[[Callable[..., int]], Definition]:
    """A decorator that makes a function a command with these options and arguments."""
    return lambda function: Definition(params, function)


def defined(name: str) -> Definition | None:
    """The command `name`; None if there is none."""
    if name not in COMMANDS:
        return None
    module = name.replace("-", "_")
    found: Definition = getattr(import_module(f"vaulttools.cli.{module}"), module)
    return found


def plain(params: Sequence[Param], arguments: Sequence[str], environ: Mapping[str, str]) -> dict[str, Any] | None:
    """The values that click would find in `arguments`; None where anything is unusual, and click must be asked.

    Usual are paths that are there and may be read, and options written in full, each value in a word of its own. To import
    click takes as long as to check five notes. A test compares the two.
    """
    rest = [each for each in params if not each.is_option]
    if [each.settings.get("nargs") for each in rest] != [-1]:
        return None
    if any(each.settings.get("envvar", "") in environ for each in params):
        return None
    values = {each.name: each.default for each in params}
    options = {name: each for each in params if each.is_option for name in each.names}
    words = iter(arguments)
    for word in words:
        param = options.get(word) if word.startswith("-") else rest[0]
        if param is None:
            return None
        if param.settings.get("is_flag"):
            values[param.name] = True
            continue
        value = _value(next(words, "") if param.is_option else word, param.settings.get("type"))
        if value is None:
            return None
        is_one = param.is_option and not param.settings.get("multiple")
        values[param.name] = value if is_one else (*values[param.name], value)
    return values


def _value(word: str, type: object) -> Any:
    """The value that `word` is for an option of this type; None where click must be asked."""
    if not word or word.startswith("-"):
        return None
    if isinstance(type, tuple):
        return word if word in type else None
    if type == PATH:
        return Path(word) if os.access(word, os.R_OK) else None
    return word if type is None else None


def rule_names(context: "click.Context", param: "click.Parameter", incomplete: str) -> list[str]:
    """For the shell: the rules, and where several may be meant the families, that begin like the last name typed."""
    registry = registry_of((), False)
    done, comma, name = incomplete.rpartition(",")
    names = [*registry.rules, *((*registry.families, "all") if param.param_type_name == "option" else ())]
    return [f"{done}{comma}{each}" for each in names if each.startswith(name)]


LANG = option("--lang", type=("en", "ko"), help="Language of messages.")
PLUGINS = option("--allow-plugins", is_flag=True, envvar=ALLOW_PLUGINS, help="Run the plug-ins named in the config.")
CONFIG = option("--config", "config_file", type=PATH, help="Use this config file.")
PATHS = argument("paths", nargs=-1, type=PATH)


RUN = (
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
    option("--ignore", multiple=True, metavar="RULES", shell_complete=rule_names, help="Skip these rules or families."),
    CONFIG,
    option("--stdin-filename", metavar="PATH", help="Path of the note read from standard input (`-`)."),
    option("--affected", is_flag=True, help="Also check the notes that uncommitted changes of these can break."),
    PLUGINS,
    LANG,
    option("--color", type=("auto", "always", "never"), default="auto", help="When to use colour."),
    option("-q", "--quiet", is_flag=True, help="Print nothing but findings and failures."),
    option("--no-cache", is_flag=True, help="Neither read nor write the cache."),
    option("-j", "--jobs", type=COUNT, default=0, help="Number of processes; 0 chooses automatically."),
)


GATE = (
    option(
        "--fail-on",
        type=("hint", "warning", "error", "never"),
        help="Exit with 1 if a finding is at least this severe.",
    ),
    option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings."),
)
