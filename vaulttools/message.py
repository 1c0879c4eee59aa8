"""Words for a reader: an English template and its values, so that a translation can use the same values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Message:
    """An English template in `str.format` syntax and the values it names.

    `str()` gives the English text; `vaulttools.locale.translate` gives it in another language.
    """

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format_map(self.values)

    def __hash__(self) -> int:
        return hash(str(self))
