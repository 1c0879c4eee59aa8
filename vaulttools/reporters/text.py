"""Findings for people at a terminal: what, where in the line, why, and how to mend it."""

from collections.abc import Sequence
from itertools import takewhile
from typing import TextIO

from vaulttools.edits import Safety
from vaulttools.findings import Diagnostic
from vaulttools.locale import say, translate
from vaulttools.reporters import ReportContext
from vaulttools.reporters.concise import headline
from vaulttools.reporters.paint import BLUE, OF_SEVERITY, paint
from vaulttools.reporters.summary import summary
from vaulttools.text import Position, is_plain, printable, printed, width

NARROWEST = 40
"""Columns of a line that are shown, however narrow the terminal."""
TAB = "    "


def report(diagnostics: Sequence[Diagnostic], out: TextIO, context: ReportContext) -> None:
    """Write each finding with its line, its reasons and its fix, then one line that sums up the run."""
    for diagnostic in diagnostics:
        out.write("\n".join(_lines(diagnostic, context)) + "\n\n")
    out.write(summary(diagnostics, context).words(context.lang) + "\n")


def _lines(diagnostic: Diagnostic, context: ReportContext) -> list[str]:
    lang, color = context.lang, context.color
    margin = " " * len(str(diagnostic.start.line))
    lines = [headline(diagnostic, context)]
    if diagnostic.line:
        lines += snippet(
            diagnostic.line, diagnostic.start, diagnostic.end, context.width, OF_SEVERITY[diagnostic.severity], color
        )
    notes = [
        f"{say('see', lang)}: {printable(context.prefix + place.path)}:{place.start.line}:{place.start.column}: "
        + translate(place.message, lang)
        for place in diagnostic.related
    ]
    if diagnostic.help:
        notes.append(f"{say('help', lang)}: {translate(diagnostic.help, lang)}")
    if diagnostic.fix:
        notes.append(f"{_grade(diagnostic.fix.safety, lang)}: {translate(diagnostic.fix.title, lang)}")
    return lines + [f"{paint(f'{margin} =', BLUE, color)} {note}" for note in notes]


def snippet(line: str, start: Position, end: Position, columns: int, caret: str = "", color: bool = False) -> list[str]:
    """`line`, which `start` is on, with its number, and below it carets under what lies between `start` and `end`."""
    number = str(start.line)
    stop = end.column - 1 if end.line == start.line else len(line)
    shown, before, carets = excerpt(line, start.column - 1, stop, max(columns - len(number) - 3, NARROWEST))
    pointer = " " * before + paint("^" * carets, caret, color)
    margin = " " * len(number)
    return [f"{paint(f'{number} |', BLUE, color)} {shown}".rstrip(), f"{paint(f'{margin} |', BLUE, color)} {pointer}"]


def _grade(safety: Safety, lang: str) -> str:
    if safety is Safety.SAFE:
        return say("fix", lang)
    return say("unsafe fix" if safety is Safety.UNSAFE else "fix by hand", lang)


def excerpt(line: str, start: int, end: int, columns: int) -> tuple[str, int, int]:
    """The part of `line` around the code points `start` to `end`, in at most `columns` terminal columns.

    Comes back as what to print, the columns before the carets, and the number of carets, at least one. What is cut
    off at either side becomes `…`. The work depends on `columns`, not on the length of the line.
    """
    start = min(start, len(line))
    end = max(start, min(end, len(line)))
    if 2 * len(line) <= columns and "##" not in line and is_plain(line):
        return line, width(line[:start]), max(width(line[start:end]), 1)
    # A span of nothing but combining marks is shown under the letter that bears them.
    while start < end and start > 0 and end - start <= columns and not width(line[start:end]):
        start -= 1
    first, last = max(start - columns, 0), min(max(end, start + 1), start + columns) + columns
    cells = [TAB if cell == "\t" else cell for cell in printed(line[first:last])]
    before, marked, after = cells[: start - first], cells[start - first : end - first], cells[end - first :]
    if first > 0 or last < len(line) or width("".join(cells)) > columns:
        room = columns - 2  # one column for an `…` at each side
        kept = _fitting(marked, room)
        cut_right = last < len(line) or len(kept) < len(marked)
        marked, after = kept, after if len(kept) == len(marked) else []
        room -= width("".join(marked))
        left = _fitting(before[::-1], max(room // 2, room - width("".join(after[:columns]))))[::-1]
        while left and not width(left[0]):
            del left[0]  # a mark whose letter was cut off
        right = _fitting(after, room - width("".join(left)))
        before = ["…", *left] if first > 0 or len(left) < len(before) else left
        after = [*right, "…"] if cut_right or len(right) < len(after) else right
    shown, indent = "".join(before + marked + after), width("".join(before))
    # A part of an emoji sequence is as wide alone as the whole is.
    return shown, indent, max(min(width("".join(marked)), width(shown) - indent), 1)


def _fitting(cells: list[str], columns: int) -> list[str]:
    """As many of the first `cells` as fill no more than `columns`."""
    total = 0

    def fits(cell: str) -> bool:
        nonlocal total
        total += 1 if cell == "\ufe0f" else width(cell)  # it widens the symbol before it
        return total <= columns

    return list(takewhile(fits, cells))
