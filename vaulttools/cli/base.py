"""What all commands share: failures, help in two languages, and what is said on the side."""

import copy
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from vaulttools import __version__, disk, writer
from vaulttools.locale import say

if TYPE_CHECKING:
    from vaulttools.session import Session


CLEAN, FINDINGS, FAILED = 0, 1, 2
"""Exit codes: nothing at or above the threshold, something, the tool could not do its work."""


ALLOW_PLUGINS = "VAULTTOOLS_ALLOW_PLUGINS"
"""An environment variable that allows the plug-ins a config names, as `--allow-plugins` does."""


Callback = TypeVar("Callback", bound=Callable[..., Any])


class Failure(click.ClickException):
    """What the tool could not do, in the reader's language; ends the run with exit code 2."""

    exit_code = FAILED

    def __init__(self, template: str, help: str | None = None, **values: Any) -> None:
        lang = reader_lang()
        super().__init__(say(template, lang, **values))
        self.help = say(help, lang, **values) if help else None

    @classmethod
    def of(cls, words: str, help: str | None) -> "Failure":
        """A failure whose message is already in the reader's language."""
        failure = cls("")
        click.ClickException.__init__(failure, words)
        failure.help = help
        return failure


def reader_lang() -> str:
    """The language of the run: `en` or `ko`."""
    context = click.get_current_context(silent=True)
    found = context.find_root().obj if context is not None else None
    return found if isinstance(found, str) else "en"


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, f"{say('Usage', reader_lang())}: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(say(heading, reader_lang()))


class _Context(click.Context):
    formatter_class = _Formatter


class Option(click.Option):
    """An option of click whose help is in the language of the reader."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        here = copy.copy(self)
        here.help = say(self.help, reader_lang()) if self.help else None
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
        return say((self.help or "").split("\n\n")[0].replace("\n", " "), reader_lang()).rstrip(".")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for paragraph in (self.help or "").split("\n\n"):
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(say(" ".join(paragraph.split()), reader_lang()))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say("Show this message and exit.", reader_lang())
        return option


COMMANDS = ("check", "config", "enrich", "explain", "fix", "init", "new-rule", "questions", "rules")
"""Each is a module of its own, imported when the command is used."""


_ELSEWHERE = {"lint": "check", "format": "fix", "link": "enrich", "rule": "explain", "new": "new-rule"}
"""What other tools call some of the commands."""


class _Group(Command, click.Group):
    command_class = Command

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        lang = reader_lang()
        formatter.write_paragraph()
        formatter.write_text(
            say(
                "Exit codes: 0 for no findings at or above the threshold, 1 for findings, "
                "2 if the tool could not do its work.",
                lang,
            )
        )
        formatter.write_paragraph()
        formatter.write_text(
            say(
                'Shell completion: `eval "$(_VAULTTOOLS_COMPLETE=bash_source vaulttools)"`, or `zsh_source`; for fish, '
                "`_VAULTTOOLS_COMPLETE=fish_source vaulttools | source`.",
                lang,
            )
        )

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS:
            import_module(f"vaulttools.cli.{cmd_name.replace('-', '_')}")
        return super().get_command(ctx, cmd_name)

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


@contextmanager
def writing(file: Path) -> Iterator[None]:
    """Turns an error in writing `file` into a Failure."""
    try:
        yield
    except (OSError, writer.WriteRefused) as error:
        reason = disk.reason(error) if isinstance(error, OSError) else error.reason
        raise Failure("cannot write `{path}`: {error}", path=str(file), error=reason) from error


def own_file(file: Path) -> Path:
    """`file`, which must not lead elsewhere, nor be anything but a file. Raises Failure."""
    if file.is_symlink():
        raise Failure("`{path}` is a symbolic link", "remove it, or replace it with a regular file", path=str(file))
    if file.exists() and not file.is_file():
        raise Failure("`{path}` is not a regular file", "remove it", path=str(file))
    return file


def replace_own(root: Path, name: str, data: bytes, expected: bytes | None) -> None:
    """Writes a file of ours at the root of the vault in one step, and removes one that would be empty.

    `expected` is what it holds now, None for one that is not there yet.
    """
    with writing(root / name):
        own_file(root / name)
        if expected is None:
            writer.create(root, name, data)
        elif data:
            writer.write(root, name, data, expected)
        else:
            writer.remove(root, name, expected)


def prefix_of(root: Path, start: Path) -> str:
    """The path from `start` to the vault, ending in `/`; empty if they are the same."""
    way = os.path.relpath(root, start).replace(os.sep, "/")
    return "" if way == "." else f"{way}/"


def colored(wanted: str, out: TextIO | None) -> bool:
    """Whether to colour `out`, by `--color` and its kind."""
    if wanted == "auto":
        return out is not None and out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted == "always"


def columns(out: TextIO | None) -> int:
    """How many columns `out` has; 100 if it is not a terminal."""
    if out is not None and out.isatty():
        import shutil

        return shutil.get_terminal_size((100, 24)).columns
    return 100


def failed(session: "Session", rules: Collection[str]) -> bool:
    """Whether the tool could not do all of its work; prints why."""
    for failure in session.failures:
        click.echo(say("`{path}`: {reason}", reader_lang(), path=failure.path, reason=failure.reason), err=True)
    return bool(session.failures) or "rule-failed" in rules


def notice(run: Mapping[str, Any], template: str, **values: Any) -> None:
    """Prints a message on standard error, unless the run is quiet."""
    if not run["quiet"]:
        click.echo(say(template, reader_lang(), **values), err=True)


def notes_counted(count: int) -> str:
    """A number of notes in words."""
    return say("{n} note" if count == 1 else "{n} notes", reader_lang(), n=count)


def counted(count: int) -> str:
    """A number of findings in words."""
    return say("{n} finding" if count == 1 else "{n} findings", reader_lang(), n=count)
