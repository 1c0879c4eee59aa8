"""Colours of a terminal, and the words of a finding that are shown in them."""

from vaulttools.findings import Severity
from vaulttools.locale import say

RED, GREEN, YELLOW, BLUE, CYAN, BOLD = "31", "32", "33", "34", "36", "1"
OF_SEVERITY = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.HINT: CYAN}


def paint(text: str, color: str, on: bool) -> str:
    """`text` between the ANSI sequences for `color` (SGR, ECMA-48), or as it is where colours are off."""
    return f"\x1b[{color}m{text}\x1b[0m" if on and text else text


def severity_word(severity: Severity, lang: str) -> str:
    """The severity in `lang`."""
    if severity is Severity.ERROR:
        return say("error", lang)
    return say("warning" if severity is Severity.WARNING else "hint", lang)
