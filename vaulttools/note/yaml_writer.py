"""Plain data written as YAML, so that every reader reads the same data back."""

import re
from collections.abc import Mapping
from typing import Any

from vaulttools.note.yaml import Style, number_text, resolved
from vaulttools.patterns import pattern

# What readers of YAML 1.1 (PyYAML, Ruby, Hugo's older ones) take for a number, a truth value or a merge. Dates are left out on
# purpose: Obsidian wants them plain.
_YAML_1_1 = pattern(
    r"y|n|yes|no|on|off|=|<<"
    r"|[-+]?(?:0b[01_]+|0x[0-9a-f_]+|\.[0-9_]+(?:e[-+]?[0-9]+)?"
    r"|[0-9][0-9_]*(?::[0-5]?[0-9])*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?)",
    re.IGNORECASE,
)
YAML_1_1_FIRST = frozenset("yYnNoO=<-+.0123456789")
"""What a text begins with that `is_read_otherwise`, for whoever asks of many."""
_NEVER_PLAIN = pattern(
    r"""\A(?:[\s\-?:,\[\]{}#&*!|>'"%@`]|\.\.\.)|:\s|\s\#|[:\s]\Z"""
    r"|[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
_FLOW_SIGNS = pattern(r"[,\[\]{}?]|:[\"']")
_ESCAPED = pattern(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def is_read_otherwise(value: str) -> bool:
    """Whether readers of YAML 1.1 take the plain text `value` for a truth value or a number (`no`, `12:30`)."""
    return value[:1] in YAML_1_1_FIRST and _YAML_1_1.fullmatch(value) is not None


def quote(value: str, style: Style = "plain", *, flow: bool = False) -> str:
    """`value` as a YAML scalar on one line that reads back as that text.

    In `style` where that can hold it. A plain text gets double quotes (as Obsidian does; single ones around `"` and backslashes)
    where it would not be read as this text by readers of YAML 1.2 or 1.1 (`005930`, `no`, `12:30`, `[[link]]`, `a: b`). A date
    stays plain. `flow` says that it will stand inside brackets.
    """
    odd = _ESCAPED.search(value.replace('"', "").replace("\\", "")) is not None
    if style == "plain" and _fits_plain(value) and not (flow and _FLOW_SIGNS.search(value)):
        return value
    if not odd and (style == "single" or (style != "double" and ('"' in value or "\\" in value))):
        return "'" + value.replace("'", "''") + "'"
    return '"' + _ESCAPED.sub(_escaped, value) + '"'


def _fits_plain(value: str) -> bool:
    if not value or _NEVER_PLAIN.search(value):
        return False
    return type(resolved(value)) is str and _YAML_1_1.fullmatch(value) is None


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if match[0] in _ESCAPES:
        return _ESCAPES[match[0]]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def inline(value: Any, style: Style = "plain", *, flow: bool = False) -> str:
    """Plain data on one line. Raises TypeError for anything else."""
    if isinstance(value, str):
        return quote(value, style, flow=flow)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return number_text(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{quote(k, flow=True)}: {inline(v, flow=True)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(inline(item, flow=True) for item in value) + "]"
    raise TypeError(f"front matter holds plain data, not {type(value).__name__}")


def block(key: str, value: Any, list_indent: str, flow_lists: bool) -> list[str]:
    """The lines of a key and its value, the key at the margin."""
    name = quote(key)
    if isinstance(value, Mapping) and value:
        return [f"{name}:", *("  " + line for k, v in value.items() for line in block(k, v, list_indent, flow_lists))]
    if isinstance(value, (list, tuple)) and value and not flow_lists:
        return [f"{name}:", *(f"{list_indent}- {inline(item)}" for item in value)]
    return [f"{name}:" if value is None else f"{name}: {inline(value)}"]
