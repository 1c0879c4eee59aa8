"""The command line as click reads it, with help in two languages."""

import copy
from collections.abc import Mapping, Sequence
from inspect import cleandoc
from pathlib import Path
from typing import Any

import click

from vaulttools import __version__
from vaulttools.cli.base import CLEAN, COMMANDS, Failure, said
from vaulttools.cli.options import COUNT, FOLDER, PATH, Param, defined


def run(arguments: Sequence[str]) -> int:
    """Runs the command that `arguments` ask for; returns the exit code. Raises Failure for what click finds wrong in them."""
    try:
        result = cli.main(args=[*arguments], prog_name="vaulttools", standalone_mode=False)
    except click.NoSuchOption as error:
        words = said("unknown option `{name}`", name=error.option_name)
        raise Failure.of(words, _instead(error)) from error
    except click.MissingParameter as error:
        words = said("`{name}` is missing", name=_named(error.param))
        raise Failure.of(words, _see_help(error)) from error
    except click.BadParameter as error:
        raise Failure.of(*_no_value(error)) from error
    except click.BadOptionUsage as error:
        is_given = "does not take" in error.message
        words = said("`{name}` takes no value" if is_given else "`{name}` needs a value", name=error.option_name)
        raise Failure.of(words, _see_help(error)) from error
    except click.UsageError as error:
        _, is_extra, extra = error.message.partition("unexpected extra argument")
        words = error.format_message()
        if is_extra:
            words = said("unexpected argument `{extra}`", extra=extra.partition("(")[2].rstrip(")"))
        raise Failure.of(words, _see_help(error)) from error
    except click.exceptions.Abort as error:
        raise KeyboardInterrupt from error
    return result if isinstance(result, int) else CLEAN


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, f"{said('Usage')}: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(said(heading))


class _Context(click.Context):
    formatter_class = _Formatter


class Option(click.Option):
    """An option of click whose help is in the language of the reader."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        here = copy.copy(self)
        here.help = said(self.help) if self.help else None
        return click.Option.get_help_record(here, ctx)


class Command(click.Command):
    """A command of click whose help is in the language of the reader, and whose errors know it."""

    context_class = _Context

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def get_short_help_str(self, limit: int = 45) -> str:
        return said((self.help or "").split("\n\n")[0].replace("\n", " ")).rstrip(".")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for paragraph in (self.help or "").split("\n\n"):
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(said(" ".join(paragraph.split())))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = said("Show this message and exit.")
        return option


_ELSEWHERE = {"lint": "check", "format": "fix", "link": "enrich", "rule": "explain", "new": "new-rule"}
"""What other tools call some of the commands."""


class _Group(Command, click.Group):
    command_class = Command

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        formatter.write_text(
            said(
                "Exit codes: 0 for no findings at or above the threshold, 1 for findings, "
                "2 if the tool could not do its work."
            )
        )
        formatter.write_paragraph()
        formatter.write_text(
            said(
                'Shell completion: `eval "$(_VAULTTOOLS_COMPLETE=bash_source vaulttools)"`, or `zsh_source`; for fish, '
                "`_VAULTTOOLS_COMPLETE=fish_source vaulttools | source`."
            )
        )

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        definition = defined(cmd_name)
        if definition is None:
            return None
        params = [_made(each) for each in definition.params]
        return Command(cmd_name, params=params, callback=definition, help=cleandoc(definition.function.__doc__ or ""))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            from vaulttools.registry import nearest

            like = _ELSEWHERE.get(args[0]) or nearest(args[0], COMMANDS)
            raise Failure(
                "unknown command `{name}`",
                "did you mean `{like}`?" if like else "see `vaulttools --help`",
                name=args[0],
                like=like,
            )
        return super().resolve_command(ctx, args)


class _Path(click.Path):
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":  # of a variable that is not set; to Python it is the current folder
            self.fail(" is not a path", param, ctx)
        return super().convert(value, param, ctx)


_TYPES: Mapping[object, "click.ParamType[Any]"] = {  # a string: only click 8.4 has it generic at run time
    # What cannot be read is told when it is, in our own words.
    PATH: _Path(path_type=Path, allow_dash=True, readable=False),
    FOLDER: _Path(path_type=Path, file_okay=False, readable=False),
    COUNT: click.IntRange(0),
}


def _made(param: Param) -> click.Parameter:
    """`param` as click has it."""
    settings = {**param.settings}
    if given := settings.pop("type", None):
        settings["type"] = click.Choice(given) if isinstance(given, tuple) else _TYPES[given]
    return Option(param.names, **settings) if param.is_option else click.Argument(param.names, **settings)


@click.group(cls=_Group, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, cls=Option, help="Show the version and exit.")
@click.option("--lang", type=click.Choice(["en", "ko"]), cls=Option, help="Language of messages.")
@click.pass_context
def cli(context: click.Context, version: bool, lang: str | None) -> int:
    """Keep a vault of markdown notes correct, linked and clear."""
    if version:
        click.echo(f"vaulttools {__version__}")
    elif context.invoked_subcommand is None:
        click.echo(context.get_help())
    return CLEAN


def _no_value(error: click.BadParameter) -> tuple[str, str]:
    """What is wrong with the value of an option or argument, and what is allowed."""
    help = _see_help(error)
    value, is_not, _ = error.message.partition(" is not ")
    if not is_not and isinstance(getattr(error.param, "type", None), click.Path):
        return said("`{path}` is a file, not a folder", path=value.partition("'")[2].rpartition("'")[0]), help
    choices = getattr(error.param.type, "choices", None) if error.param is not None else None
    if choices:
        help = said("allowed values: {values}", values=tuple(choices))
    return said("invalid value `{value}` for `{name}`", value=value.strip("'"), name=_named(error.param)), help


def _named(param: click.Parameter | None) -> str:
    """The name of `param` for users: its long option, or the argument's name in the help."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return (param.metavar or (param.name or "").upper()) if isinstance(param, click.Argument) else ""


def _instead(error: click.NoSuchOption) -> str:
    """What to write instead of an unknown option."""
    name = error.option_name
    check = cli.get_command(error.ctx, "check") if error.ctx is not None and error.ctx.command is cli else None
    if check is not None and any(name in each.opts for each in check.params):
        return said("write it after the command: `vaulttools check {name}`", name=name)
    if (command := name.lstrip("-")) in COMMANDS:
        return said("use the command `vaulttools {command}`", command=command)
    here = error.ctx.command.name if error.ctx is not None else ""
    for command in ("check", "fix", "enrich"):
        found = cli.get_command(click.Context(cli), command)
        if command != here and found is not None and any(name in each.opts for each in found.params):
            return said("it belongs to `vaulttools {command}`", command=command)
    from vaulttools.config.settings import SETTINGS  # no other command line needs them

    if name.lstrip("-") in SETTINGS:
        return said("it is a setting: write `{key}:` in `.vaulttools.yaml`", key=name.lstrip("-"))
    if error.ctx is not None and (form := name.lstrip("-")) in _forms(check or error.ctx.command):
        return said("did you mean `{like}`?", like=f"--output-format {form}")
    like = next(iter(error.possibilities or ()), None)
    return said("did you mean `{like}`?", like=like) if like else _see_help(error)


def _forms(command: click.Command) -> Sequence[str]:
    """The forms in which `command` writes its output."""
    types = [each.type for each in command.params if each.name == "output_format"]
    return [form for each in types if isinstance(each, click.Choice) for form in each.choices]


def _see_help(error: click.UsageError) -> str:
    where = error.ctx.command_path if error.ctx is not None else "vaulttools"
    return said("see `{command} --help`", command=where)
