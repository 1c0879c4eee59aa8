"""The command line: `check`, `fix`, `enrich`, and what helps to use them."""

import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import click

from vaulttools import disk
from vaulttools.cli.base import CLEAN, COMMANDS, FAILED, Failure, cli
from vaulttools.language import language
from vaulttools.locale import say

__all__ = ["cli", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit code. Prints no traceback for anything a user can bring about."""
    given = [_unmistakable(each) for each in (sys.argv[1:] if arguments is None else arguments)]
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started this
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115 - open to the end
        with suppress(AttributeError, ValueError):
            getattr(sys, name).reconfigure(encoding="utf-8", errors="backslashreplace")
    flag = _flag(given, "--lang")
    lang = language(flag, None if flag else _configured_lang(given), os.environ)
    code = FAILED
    try:
        result = cli.main(args=given, prog_name="vaulttools", standalone_mode=False, obj=lang)
        code = result if isinstance(result, int) else CLEAN
        sys.stdout.flush()
    except Failure as failure:
        _fail(failure.message, failure.help, lang)
    except click.NoSuchOption as error:
        _fail(say("unknown option `{name}`", lang, name=error.option_name), _instead(error, lang), lang)
    except click.MissingParameter as error:
        _fail(say("`{name}` is missing", lang, name=_named(error.param)), _see_help(error, lang), lang)
    except click.BadParameter as error:
        _fail(*_no_value(error, lang), lang)
    except click.BadOptionUsage as error:
        is_given = "does not take" in error.message
        words = say("`{name}` takes no value" if is_given else "`{name}` needs a value", lang, name=error.option_name)
        _fail(words, _see_help(error, lang), lang)
    except click.UsageError as error:
        _, is_extra, extra = error.message.partition("unexpected extra argument")
        if is_extra:
            extra = extra.partition("(")[2].rstrip(")")
            _fail(say("unexpected argument `{extra}`", lang, extra=extra), _see_help(error, lang), lang)
            return FAILED
        _fail(error.format_message(), _see_help(error, lang), lang)
    except click.ClickException as error:
        _fail(error.format_message(), None, lang)
    except click.exceptions.Abort:
        return 130
    except BrokenPipeError:
        # Whoever read has had enough; the interpreter must not complain when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        if error.filename is None:
            _fail(say("cannot write the output: {error}", lang, error=disk.reason(error)), None, lang)
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        else:
            _fail(say("`{path}`: {reason}", lang, path=error.filename, reason=disk.reason(error)), None, lang)
        return FAILED
    return code


_ESCAPE = re.compile(rb"\\([23][0-7]{2})")


def _unmistakable(argument: str) -> str:
    """`argument`, changed so that a note whose name begins with `-` is not taken for an option: hooks pass names last.

    A name quoted by `git diff --name-only` is decoded, and one that is composed otherwise than the file's is written as that.
    """
    if os.path.lexists(argument):
        return f"./{argument}" if argument.startswith("-") and argument[-3:].lower() == ".md" else argument
    if "\\" in argument and os.sep == "/":
        # git writes a name that is not ASCII byte by byte; its quotes are gone by now.
        return os.fsdecode(_ESCAPE.sub(lambda match: bytes([int(match[1], 8)]), os.fsencode(argument)))
    return argument if argument.isascii() else disk.spelt(argument)


def _no_value(error: click.BadParameter, lang: str) -> tuple[str, str]:
    """What is wrong with the value of an option or argument, and what is allowed."""
    help = _see_help(error, lang)
    value, is_not, _ = error.message.partition(" is not ")
    if not is_not and isinstance(getattr(error.param, "type", None), click.Path):
        return say("`{path}` is a file, not a folder", lang, path=value.partition("'")[2].rpartition("'")[0]), help
    if not is_not:
        return error.format_message(), help
    choices = getattr(error.param.type, "choices", None) if error.param is not None else None
    if choices:
        help = say("allowed values: {values}", lang, values=tuple(choices))
    return say("invalid value `{value}` for `{name}`", lang, value=value.strip("'"), name=_named(error.param)), help


def _named(param: click.Parameter | None) -> str:
    """The name of `param` for users: its long option, or the argument's name in the help."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return (param.metavar or (param.name or "").upper()) if isinstance(param, click.Argument) else ""


def _instead(error: click.NoSuchOption, lang: str) -> str:
    """What to write instead of an unknown option."""
    name = error.option_name
    check = cli.get_command(error.ctx, "check") if error.ctx is not None and error.ctx.command is cli else None
    if check is not None and any(name in each.opts for each in check.params):
        return say("write it after the command: `vaulttools check {name}`", lang, name=name)
    if (command := name.lstrip("-")) in COMMANDS:
        return say("use the command `vaulttools {command}`", lang, command=command)
    here = error.ctx.command.name if error.ctx is not None else ""
    for command in ("check", "enrich"):
        found = cli.get_command(click.Context(cli), command)
        if command != here and found is not None and any(name in each.opts for each in found.params):
            return say("it belongs to `vaulttools {command}`", lang, command=command)
    if error.ctx is not None and (form := name.lstrip("-")) in _forms(error.ctx.command):
        return say("did you mean `{like}`?", lang, like=f"--output-format {form}")
    like = next(iter(error.possibilities or ()), None)
    return say("did you mean `{like}`?", lang, like=like) if like else _see_help(error, lang)


def _forms(command: click.Command) -> Sequence[str]:
    """The forms in which `command` writes its output."""
    types = [each.type for each in command.params if each.name == "output_format"]
    return [form for each in types if isinstance(each, click.Choice) for form in each.choices]


def _see_help(error: click.UsageError, lang: str) -> str:
    where = error.ctx.command_path if error.ctx is not None else "vaulttools"
    return say("see `{command} --help`", lang, command=where)


def _flag(arguments: Sequence[str], name: str) -> str | None:
    """The value of the option `name` in `arguments`, before they are parsed: even the help needs it."""
    for index, argument in enumerate(arguments):
        if argument == name and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith(f"{name}="):
            return argument[len(name) + 1 :]
    return None


_LANG = re.compile(r"""^["']?lang["']?\s*[:=]\s*["']?(en|ko)\b""", re.MULTILINE)


def _configured_lang(arguments: Sequence[str]) -> str | None:
    """The language in the config of the vault that `arguments` name, or else of the current folder.

    The config may be invalid, and errors in it are reported in its language: so it is not parsed.
    """
    named = _flag(arguments, "--config")
    with suppress(OSError, ValueError):
        start = os.path.abspath(next(filter(os.path.lexists, arguments[1:]), "."))
        file = Path(named) if named else disk.find_config(disk.find_root(Path(start)))
        if file is not None:
            text = disk.text(file)
            if file.name == "pyproject.toml":
                text = text.partition(f"[{disk.CONFIG_TABLE}]")[2].partition("\n[")[0]
            found = _LANG.search(text)
            return found[1] if found else None
    return None


def _fail(message: str, help: str | None, lang: str) -> None:
    from vaulttools.text import inert

    print("vaulttools: " + "\n".join(map(inert, message.split("\n"))), file=sys.stderr)  # noqa: T201
    if help:
        print(f"   = {say('help', lang)}: {help}", file=sys.stderr)  # noqa: T201
