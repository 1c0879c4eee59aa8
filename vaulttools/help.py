"""The help as a stored text: `--help` prints it without importing the command line."""

import os
import sys
from collections.abc import Mapping, Sequence

from vaulttools.language import language

_WIDTH = 78
"""Columns of the stored help: for terminals of 80 or more, and where there is none."""
_PAGE = "\f\n"
"""What separates the pages of two commands."""
_WHOLE = ("vaulttools",)


def written(arguments: Sequence[str], environ: Mapping[str, str]) -> str | None:
    """The help that `arguments` ask for; None if they ask for anything else, or the terminal is narrow."""
    *command, last = arguments or ("--help",)
    asks = last in ("-h", "--help") and len(command) < 2 and "_VAULTTOOLS_COMPLETE" not in environ
    if not asks or _is_narrow(environ):
        return None
    with open(_file(language(None, None, environ)), encoding="utf-8") as file:
        pages = file.read().split(_PAGE)
    usage = " ".join((*_WHOLE, *command)) + " ["
    return next((page for page in pages if usage in page.partition("\n")[0]), None)


def _is_narrow(environ: Mapping[str, str]) -> bool:
    """Whether the terminal is too narrow for the stored help."""
    if "COLUMNS" in environ:
        return True  # It may say anything.
    try:
        return os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ is not None else 1).columns < _WIDTH + 2
    except (OSError, ValueError, AttributeError):
        return False  # no terminal


def _file(lang: str) -> str:
    return os.path.join(os.path.dirname(__file__), "locale", f"help.{lang}.txt")


def pages(lang: str) -> str:
    """The help of vaulttools and of each command, as click makes it."""
    from vaulttools.cli.base import speaking
    from vaulttools.cli.commands import cli

    context = cli.make_context("vaulttools", [], resilient_parsing=True, terminal_width=_WIDTH)
    with speaking(lang, True), context as whole:
        made = [cli.get_help(whole)]
        for name in cli.list_commands(whole):
            command = cli.get_command(whole, name)
            assert command is not None
            with command.make_context(name, [], whole, resilient_parsing=True, terminal_width=_WIDTH) as context:
                made.append(command.get_help(context))
    return _PAGE.join(f"{page}\n" for page in made)


def main() -> None:
    """`python -m vaulttools.help`: stores the help again."""
    for lang in ("en", "ko"):
        with open(_file(lang), "w", encoding="utf-8", newline="\n") as file:
            file.write(pages(lang))


if __name__ == "__main__":
    main()
