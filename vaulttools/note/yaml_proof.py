"""Proves edits of front matter, by reading the result again: as few of its lines as tell."""

import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from vaulttools.edits import Edit
from vaulttools.note.yaml import parse
from vaulttools.note.yaml_errors import Unreadable
from vaulttools.note.yaml_layout import Layout
from vaulttools.patterns import pattern
from vaulttools.text import Span, line_start

if TYPE_CHECKING:
    from vaulttools.note.front_matter import FrontMatter

_MOST_WORK = 1_000_000
"""How much is read to prove the edits of one place, in characters times what stands there: beyond it there are none."""
_DOCUMENT = pattern(r"^(?:---|\.\.\.|%)", re.M)
_EXPLICIT_KEY = pattern(r"(?:\A|[\r\n])[ \t]*\?(?:\s|\Z)")
"""The indicator of a key that may stand on a line below it."""


class Proof:
    """What edits of the front matter between the fences of a note make of it."""

    def __init__(self, layout: Layout, yaml_span: Span, after: "Callable[[Edit], FrontMatter | None]") -> None:
        """`after` gives the front matter after an edit; None if that would reach into the body."""
        self._layout, self._text, self._yaml_span, self._after = layout, layout.text, yaml_span, after
        self._entries = layout.entries

    def of(self, edit: Edit | None, index: int | None, new: list[tuple[str, Any]], replaced: int = 1) -> Edit | None:
        """`edit`, if the front matter then holds `new` in place of the entries from `index` on that are `replaced`.

        Texts are compared, since 1 == 1.0 == True and nan != nan.
        """
        if edit is None or index is None:
            return None
        entries = self._entries
        if replaced == 0 and entries:  # what is put between two entries is read together with one of them
            index = max(index - 1, 0)
            beside = entries[index]
            new = (
                [*new, (beside.key, beside.value)]
                if edit.span.start <= beside.key_node.start
                else [(beside.key, beside.value), *new]
            )
            replaced = 1
        lines = self._lines(index, index + replaced)
        if lines is not None:
            items = max((len(entry.node.items) for entry in entries[index : index + replaced]), default=0)
            if items * len(lines.of(self._text)) > _MOST_WORK:
                return None
            makes = self._makes(edit, lines, new)
            if makes is not None:
                return edit if makes else None
        if len(entries) * len(self._yaml_span.of(self._text)) > _MOST_WORK:
            return None
        pairs = [(entry.key, entry.value) for entry in entries]
        pairs[index : index + replaced] = new
        after = self._after(edit)
        if after is None or after.error is not None:
            return None
        return edit if repr([(entry.key, entry.value) for entry in after.entries]) == repr(pairs) else None

    def _lines(self, start: int, stop: int) -> Span | None:
        """The lines of the entries from `start` to `stop`, where they mean by themselves what they mean among the others.

        So they do in a map of lines where each key stands at the margin, and nothing refers to anything.
        """
        entries = self._entries
        if self._is_bound or not entries or start >= len(entries):
            return None
        first = entries[start].key_node.start
        last = entries[stop].key_node.start if stop < len(entries) else self._yaml_span.end
        at_margin = all(offset == line_start(self._text, offset) for offset in (first, last))
        return Span(first, last) if at_margin else None

    @cached_property
    def _is_bound(self) -> bool:
        """Whether no part of the YAML can be read without the rest."""
        source = self._yaml_span.of(self._text)
        refers = "&" in source or "*" in source
        return (
            self._layout.is_flow or refers or source[:1] in ("%", "\ufeff") or _EXPLICIT_KEY.search(source) is not None
        )

    def _makes(self, edit: Edit, lines: Span, new: list[tuple[str, Any]]) -> bool | None:
        """Whether `lines`, which can be read by themselves, contain `new` after `edit`; None if they cannot be read so any more."""
        (start, end), text, _ = edit
        # An anchor or a reference in the new text would bear on the rest.
        if not lines.start <= start <= end <= lines.end or "&" in text or "*" in text:
            return None
        after = self._text[lines.start : start] + text + self._text[end : lines.end]
        if after[:1].isspace() or _DOCUMENT.search(after) or (after and not after.endswith(("\n", "\r"))):
            return None
        try:
            root = parse(after, Span(0, len(after)))
        except Unreadable:
            return False
        entries = root.entries if root is not None else ()
        return repr([(entry.key, entry.value) for entry in entries]) == repr(new)
