"""Findings for people at a terminal: what, where in the line, why, and how to fix it."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

from vaulttools.edits import Safety
from vaulttools.findings import Diagnostic, Place, Severity
from vaulttools.locale import say, translate
from vaulttools.patterns import pattern
from vaulttools.reporters import ReportContext
from vaulttools.reporters.concise import headline
from vaulttools.reporters.paint import BLUE, OF_SEVERITY, paint, severity_word
from vaulttools.reporters.summary import Tally, listed, rows, summary
from vaulttools.text import Position, is_plain, plain_width, printable, printed, width
from vaulttools.values import grouped

NARROWEST = 40
"""Columns of a line that are shown, however narrow the terminal."""
TAB = "    "
MANY = 30
"""Findings that no longer fit on a screen: after so many it is said which rules found most."""
MOST_APART = 2
"""The most findings of one rule in one note that are listed one by one."""
MOST_REASONS = 3
"""The most reasons that are given for findings shown together."""
MOST_PLACES = 8
"""The most other places that are listed for one finding, of those of which the same is said."""
MOST_SHOWN = 100
"""The most findings of one rule in one note that are shown; of the others only the number is."""
_QUOTED = pattern(r"`\{(\w+)\}`")
"""A value in a template."""


def piece(diagnostics: Sequence[Diagnostic], context: ReportContext) -> str:
    """Each finding with its line, its reasons and its fix.

    Many findings of one rule in one note, with fixes of one grade, are shown together, where the first of them stands: what
    holds for all is said once.
    """
    groups = grouped((_sort(diagnostic), diagnostic) for diagnostic in diagnostics)
    printed = []
    for diagnostic in diagnostics:
        group = groups[_sort(diagnostic)]
        if len(group) <= MOST_APART:
            printed.append("\n".join(_apart(diagnostic, context)) + "\n\n")
        elif diagnostic is group[0]:
            printed.append("\n".join(_together(group, context)) + "\n\n")
    return "".join(printed)


def _sort(diagnostic: Diagnostic) -> tuple[str, str, Safety | None]:
    """What findings that are shown together have in common: note, rule and grade of fix."""
    return diagnostic.path, diagnostic.rule, diagnostic.fix.safety if diagnostic.fix else None


def frame(tally: Tally, context: ReportContext) -> tuple[str, str]:
    """After the findings, one line that sums up the run; where they are many, also which rules found most."""
    lines = _overview(tally, context) if sum(tally.severities.values()) >= MANY else []
    return "", "".join(f"{line}\n" for line in (*lines, summary(tally, context).words(context.lang)))


def _overview(tally: Tally, context: ReportContext) -> list[str]:
    """For each severity the rules that found something, the most frequent first, and how to go on from there."""
    lang = context.lang
    lines = []
    for severity in sorted(Severity, reverse=True):
        rules = [f"{row.rule} {row.total}" for row in rows(tally) if row.severity is severity]
        if rules:
            word = paint(severity_word(severity, lang), OF_SEVERITY[severity], context.color)
            lines.append(f"{word}: {listed(rules, lang)}")
    help = say(
        "`vaulttools explain RULE` says why; `--select RULE` shows one rule, `--ignore RULE` leaves it out", lang
    )
    return [*lines, f"{say('help', lang)}: {help}", ""]


def _apart(diagnostic: Diagnostic, context: ReportContext) -> list[str]:
    margin = len(str(diagnostic.start.line))
    notes = [*_reasons(diagnostic, context), *_places(diagnostic, context)]
    if help := _help(diagnostic, context.lang):
        notes.append(f"{say('help', context.lang)}: {help}")
    if fix := diagnostic.fix:
        notes.append(f"{_grade(fix.safety, context.lang)}: {translate(fix.title, context.lang)}")
    return [headline(diagnostic, context), *_snippet(diagnostic, context, margin), *_notes(notes, margin, context)]


def _together(group: Sequence[Diagnostic], context: ReportContext) -> list[str]:
    lang = context.lang
    first = group[0]
    shown = group[:MOST_SHOWN]
    margin = len(str(shown[-1].start.line))
    advice = [_advice(each, context) for each in shown]
    shared = [words for words in advice[0] if all(words in own for own in advice)]
    lines = [f"{headline(first, context)} {say('(and {n} more)', lang, n=len(group) - 1)}"]
    messages = [translate(each.message, lang) for each in shown]
    unnamed = _unnamed(first, messages[0])
    values = _values(shown, advice)
    for index, (each, own, words) in enumerate(zip(shown, advice, messages, strict=True)):
        alike = words == messages[0] or _unnamed(each, words) == unnamed
        # What to write is said in full once: write `a`, then only `b` and `c`.
        how = values[index : index + 1] if index and values else [words for words in own if words not in shared]
        lines += _snippet(each, context, margin, "; ".join(how if alike else [words, *how]))
    explained = [each for each in shown[::-1] if each.related]
    reasons = {_unnamed(each, reason): reason for each in explained for reason in _reasons(each, context)}
    notes = [*reasons.values()][::-1][:MOST_REASONS]
    if (help := _help(first, lang)) in shared:
        notes.append(f"{say('help', lang)}: {help}")
    if first.fix is not None:
        title = translate(first.fix.title, lang)
        what = title if title in shared else say("all of these", lang)
        notes.append(f"{_grade(first.fix.safety, lang)}: {what}")
    if rest := len(group) - len(shown):
        notes.append(say("{n} more not shown; list them with `--output-format concise`", lang, n=rest))
    return lines + _notes(notes, margin, context)


def _advice(diagnostic: Diagnostic, context: ReportContext) -> list[str]:
    """Where else to look, and how to fix it."""
    title = translate(diagnostic.fix.title, context.lang) if diagnostic.fix else ""
    help = translate(diagnostic.help, context.lang) if diagnostic.help else ""
    return [*_places(diagnostic, context), *filter(None, dict.fromkeys((help, title)))]


def _values(group: Sequence[Diagnostic], advice: Sequence[Sequence[str]]) -> list[str]:
    """The quoted value in the advice for each of `group`, if all have the same advice except for this value; else nothing."""
    steps = [each.fix.title if each.fix else each.help for each in group]
    templates = {step.template if step else "" for step in steps}
    names = _QUOTED.findall(templates.pop()) if len(templates) == 1 else []
    if len(names) != 1 or any(len(own) != 1 for own in advice):
        return []
    return [f"`{printable(str(step.values[names[0]]))}`" for step in steps if step]


def _unnamed(diagnostic: Diagnostic, words: str) -> str:
    """`words` without the text that the finding lies on."""
    marked = diagnostic.line[diagnostic.start.column - 1 : diagnostic.end.column - 1]
    return words.replace(f"`{printable(marked)}`", "") if marked else words


def _snippet(diagnostic: Diagnostic, context: ReportContext, margin: int, label: str = "") -> list[str]:
    if not diagnostic.line:
        return [label] if label else []
    color = OF_SEVERITY[diagnostic.severity]
    lines = snippet(diagnostic.line, diagnostic.start, diagnostic.end, context.width, color, context.color, margin)
    if label:
        plain = lines[1]
        if context.color:
            plain = snippet(diagnostic.line, diagnostic.start, diagnostic.end, context.width, margin=margin)[1]
        if len(plain) + 1 + width(label) <= context.width:
            lines[1] += f" {label}"
        else:
            bar = f"{paint(' ' * max(margin, len(str(diagnostic.start.line))) + ' |', BLUE, context.color)} "
            room = context.width - margin - 3
            lines.append(bar + " " * max(0, min(plain.index("^") - margin - 3, room - width(label))) + label)
    return lines


def _notes(notes: Sequence[str], margin: int, context: ReportContext) -> list[str]:
    return [f"{paint(' ' * margin + ' =', BLUE, context.color)} {note}" for note in notes]


def _reasons(diagnostic: Diagnostic, context: ReportContext) -> list[str]:
    """What is to be said of the place itself."""
    if not diagnostic.related:
        return []
    places = [place for place in diagnostic.related if _is_here(place, diagnostic)]
    return [f"{say('note', context.lang)}: {translate(place.message, context.lang)}" for place in places]


def _places(diagnostic: Diagnostic, context: ReportContext) -> list[str]:
    """The other places that explain the finding, those together of which the same is said."""
    if not diagnostic.related:
        return []
    lang = context.lang
    groups = grouped(
        ((place.path, translate(place.message, lang)), f"{place.start.line}:{place.start.column}")
        for place in diagnostic.related
        if not _is_here(place, diagnostic)
    )
    return [
        f"{say('see', lang)}: {printable(context.prefix + path)}:{', '.join(places[:MOST_PLACES])}"
        f"{', …' if len(places) > MOST_PLACES else ''}: {words}"
        for (path, words), places in groups.items()
    ]


def _is_here(place: Place, diagnostic: Diagnostic) -> bool:
    return (place.path, place.span) == (diagnostic.path, diagnostic.span)


def _help(diagnostic: Diagnostic, lang: str) -> str:
    """How to fix it, where the title of the fix does not say the same."""
    help = translate(diagnostic.help, lang) if diagnostic.help else ""
    return "" if diagnostic.fix and help == translate(diagnostic.fix.title, lang) else help


def snippet(
    line: str, start: Position, end: Position, columns: int, caret: str = "", color: bool = False, margin: int = 0
) -> list[str]:
    """`line`, which `start` is on, with its number, and below it carets under what lies between `start` and `end`.

    The number is given at least `margin` columns.
    """
    number = str(start.line).rjust(margin)
    stop = end.column - 1 if end.line == start.line else len(line)
    shown, before, carets = excerpt(line, start.column - 1, stop, max(columns - len(number) - 3, NARROWEST))
    blank = " " * len(number)
    if not color:
        return [f"{number} | {shown}".rstrip(), f"{blank} | {' ' * before}{'^' * carets}"]
    pointer = " " * before + paint("^" * carets, caret, color)
    return [f"{paint(f'{number} |', BLUE, color)} {shown}".rstrip(), f"{paint(f'{blank} |', BLUE, color)} {pointer}"]


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
    if len(line) <= columns and is_plain(line) and plain_width(line) <= columns and "##" not in line:
        return line, plain_width(line[:start]), max(plain_width(line[start:end]), 1)
    first, last = max(start - columns, 0), min(max(end, start + 1), start + columns) + columns
    cells: Any = line[first:last]
    """The text, or where it is not plain, a list of what stands for each of its code points."""
    dots: Any = "…"
    wide: Callable[[Any], int] = plain_width
    if not is_plain(cells) or "##" in cells:
        dots, wide = ["…"], _width_of_all
        # A span of nothing but combining marks is shown under the letter that bears them.
        while start < end and start > 0 and end - start <= columns and not width(line[start:end]):
            start -= 1
        first = max(start - columns, 0)
        cells = [TAB if cell == "\t" else cell for cell in printed(line[first:last])]
    before, marked, after = cells[: start - first], cells[start - first : end - first], cells[end - first :]
    if first > 0 or last < len(line) or wide(cells) > columns:
        room = columns - 2  # one column for an `…` at each side
        kept = _fitting(marked, room)
        cut_right = last < len(line) or len(kept) < len(marked)
        marked, after = kept, after if len(kept) == len(marked) else after[:0]
        room -= wide(marked)
        left = _fitting(before[::-1], max(room // 2, room - wide(after[:columns])))[::-1]
        while left and not width(left[0]):
            left = left[1:]  # a mark whose letter was cut off
        right = _fitting(after, room - wide(left))
        indent = wide(left)
        if first > 0 or len(left) < len(before):
            left, indent = dots + left, indent + 1
        before, after = left, right + dots if cut_right or len(right) < len(after) else right
    else:
        indent = wide(before)
    shown = before + marked + after
    if isinstance(shown, str):
        return shown, indent, max(wide(marked), 1)
    # A part of an emoji sequence is as wide alone as the whole is.
    return "".join(shown), indent, max(min(wide(marked), wide(shown) - indent), 1)


def _width_of_all(cells: Sequence[str]) -> int:
    """Terminal columns that `cells` fill."""
    return width("".join(cells))


_width_of = lru_cache(maxsize=4096)(width)


def _fitting(cells: Sequence[str], columns: int) -> Sequence[str]:
    """As many of the first `cells` as fill no more than `columns`; those of a plain text are its code points."""
    if isinstance(cells, str):
        if cells.isascii():
            return cells[: max(columns, 0)]
        # In this encoding a letter takes as many bytes as columns. One of which half fits is ignored.
        return cells.encode("cp949")[: max(columns, 0)].decode("cp949", "ignore")
    widths: Iterable[int] = map(_width_of, cells)
    if "\ufe0f" in cells:  # it widens the symbol before it
        widths = [1 if cell == "\ufe0f" else _width_of(cell) for cell in cells]
    return cells[: bisect_right([*accumulate(widths)], columns)]
