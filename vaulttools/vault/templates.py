"""Templates of notes, Obsidian's and Templater's, filled as far as can be without running anything."""

import re
from datetime import date

from vaulttools.patterns import pattern

_PLACEHOLDER = pattern(r"\{\{\s*(title|date|time)\s*(?::([^{}\r\n]*))?\}\}", re.IGNORECASE)
_TOKEN = pattern(r"\[[^\[\]]*\]|YYYY|YY|MM|M|DD|D|[A-Za-z]+")
_TITLE_COMMAND = "tp.file.title"
_DAY_COMMAND = pattern(r"tp\.(?:date\.now|file\.creation_date)\((?:\"([^\"]*)\"|'([^']*)')?\)")
"""A day without an offset, in a format or in `YYYY-MM-DD`."""


def filled(template: str, title: str, day: date | None) -> str:
    """`template` with the placeholders of Obsidian's own templates and the commands of Templater filled.

    Only the title and the day are known; all else is empty, and a script is gone with its line. See Obsidian's help,
    Templates, and Templater's documentation, Commands.
    """

    def value(match: re.Match[str]) -> str:
        what = match[1].lower()
        return title if what == "title" else "" if what == "time" else _on(day, match[2])

    return _PLACEHOLDER.sub(value, _without_commands(template, title, day))


def _without_commands(template: str, title: str, day: date | None) -> str:
    """`template` with the value of each `<% command %>` in its place."""
    text, *rest = template.split("<%")
    for each in rest:
        command, closed, after = each.partition("%>")
        if not closed:
            return template  # no template of Templater's
        trimmed = command.rstrip("-_")
        if command[:1] == "*" and (not text or text.endswith(("\n", "\r"))):
            after = _LINE_END.sub("", after)
        elif trimmed != command:
            after = after.lstrip() if command.endswith("_") else _LINE_END.sub("", after)
        text += _value_of(trimmed.strip("-_+~ \t\r\n"), title, day) + after
    return text


_LINE_END = pattern(r"\A[ \t]*(?:\r\n?|\n)")


def _value_of(command: str, title: str, day: date | None) -> str:
    if command == _TITLE_COMMAND:
        return title
    match = _DAY_COMMAND.fullmatch(command)
    return _on(day, match[1] or match[2]) if match is not None else ""


def _on(day: date | None, form: str | None) -> str:
    """`day` as `form` has it, in the tokens of Moment.js; empty if nobody knows the day."""
    return "" if day is None else _TOKEN.sub(lambda token: _formatted(token[0], day), form or "YYYY-MM-DD")


def _formatted(token: str, day: date) -> str:
    if token.startswith("["):
        return token[1:-1]
    known = {
        "YYYY": f"{day:%Y}", "YY": f"{day:%y}", "MM": f"{day:%m}", "M": str(day.month), "DD": f"{day:%d}", "D": str(day.day),
    }  # fmt: skip
    return known.get(token, "")
