"""The command line: `check`, `fix`, `enrich`, and what helps to use them."""

import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from vaulttools.cli.base import FAILED, FINDINGS, Failure, aside, speaking
from vaulttools.cli.options import defined, plain
from vaulttools.files import disk
from vaulttools.language import language
from vaulttools.locale import say
from vaulttools.patterns import pattern


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit code. Prints no traceback for anything a user can bring about."""
    given = [_unmistakable(each) for each in (sys.argv[1:] if arguments is None else arguments)]
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started this
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115 - open to the end
        with suppress(AttributeError, ValueError):
            # Windows would write CRLF for a line feed, and no patch with that in it applies.
            getattr(sys, name).reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    flag = _flag(given, "--lang")
    flag = flag if flag in ("en", "ko") else None  # that it is another one is told in the language of the vault
    lang = language(flag, None if flag else _configured_lang(given), os.environ)
    code = FAILED
    with speaking(lang, bool(flag)):
        try:
            code = _run(given)
            sys.stdout.flush()
        except Failure as failure:
            _fail(failure.message, failure.help, lang)
        except KeyboardInterrupt:
            return 130
        except BrokenPipeError:
            # Whoever read has had enough; the interpreter must not complain when it closes the stream.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return FINDINGS
        except OSError as error:
            code = FAILED  # what was found may not have been printed before the last flush
            if error.filename is None and isinstance(error, FileNotFoundError):
                # No stream is missing: those have been there from the start.
                _fail(say("the current folder no longer exists", lang), say("go to another one", lang), lang)
            elif error.filename is None:
                _fail(say("cannot write the output: {error}", lang, error=disk.reason(error)), None, lang)
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            else:
                _fail(say("`{path}`: {reason}", lang, path=error.filename, reason=disk.reason(error)), None, lang)
    return code


def _run(arguments: Sequence[str]) -> int:
    """Runs the command that `arguments` ask for, without click where that is sure to find the same in them."""
    name, *rest = arguments or [""]
    definition = defined(name) if "_VAULTTOOLS_COMPLETE" not in os.environ else None
    values = plain(definition.params, rest, os.environ) if definition is not None else None
    if definition is not None and values is not None:
        try:
            return definition(**values)
        except KeyboardInterrupt:
            with suppress(OSError):  # the terminal may be gone
                aside("")  # the prompt of the shell gets a line of its own, as click does it
            raise
    from vaulttools.cli import commands

    return commands.run(arguments)


def _unmistakable(argument: str) -> str:
    """`argument`, changed so that a note whose name begins with `-` is not taken for an option: hooks pass names last.

    A name quoted by `git diff --name-only` is decoded, and one that is composed otherwise than the file's is written as that.
    """
    if os.path.lexists(argument):
        return f"./{argument}" if argument.startswith("-") and disk.is_note(argument) else argument
    if "\\" in argument and os.sep == "/":
        # git writes a name that is not ASCII byte by byte; its quotes are gone by now.
        return os.fsdecode(re.sub(rb"\\([23][0-7]{2})", lambda match: bytes([int(match[1], 8)]), os.fsencode(argument)))
    return argument if argument.isascii() else disk.spelt(argument)


def _flag(arguments: Sequence[str], name: str) -> str | None:
    """The value of the option `name` in `arguments`, before they are parsed: even the help needs it."""
    for index, argument in enumerate(arguments):
        if argument == name and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith(f"{name}="):
            return argument[len(name) + 1 :]
    return None


_LANG = pattern(r"""^["']?lang["']?\s*[:=]\s*["']?(en|ko)\b""", re.MULTILINE)


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

    with suppress(OSError):  # there may be no room for it, either
        aside("vaulttools: " + "\n".join(map(inert, message.split("\n"))))
        if help:
            aside(f"   = {say('help', lang)}: {help}")
