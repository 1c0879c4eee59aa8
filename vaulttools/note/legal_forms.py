"""The legal forms of companies as they are written with their names, in patterns."""

import re

from vaulttools.patterns import pattern

KOREAN = r"(?:\([주유]\)|[㈜㈔]|주식회사|유한회사)"
"""Before a name or behind it: `(주)참눈`, `참눈 유한회사`."""
LATIN = r"(?:Inc|LLC|Ltd|GmbH|Corp|Co|AG|SA|BV|PLC|Pty|SE)\b\.?"
"""Behind a name, after a blank or a comma: `Tern, Inc.`."""
FORM = pattern(rf"{KOREAN}|,?\s{LATIN}", re.IGNORECASE)


def without_form(name: str) -> str:
    """`name` without its legal form: `참눈` for `(주)참눈`, `Tern` for `Tern, Inc.`; itself where nothing else is left."""
    return " ".join(FORM.sub(" ", name).split()) or name
