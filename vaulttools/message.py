"""Words for a reader: an English template and its values, so that a translation can use the same values."""

from collections.abc import Mapping
from typing import Any

from vaulttools.values import NamedTuple

_NONE: Mapping[str, Any] = {}


class Message(NamedTuple):
    """An English template in `str.format` syntax and the values it names. A value may be a message, too.

    `str()` gives the English text; `vaulttools.locale.translate` gives it in another language.
    """

    template: str
    values: Mapping[str, Any] = _NONE

    def __str__(self) -> str:
        return self.template.format_map(self.values)

    def __hash__(self) -> int:
        return hash(str(self))
