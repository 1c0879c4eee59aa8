"""Turns what an outline shows into headings with proper lists, and fixes headings that are there already."""

import re
from collections.abc import Callable, Sequence, Set
from itertools import pairwise

from vaulttools.edits import Edit
from vaulttools.note.blocks import Regions
from vaulttools.note.outline.decoration import PICTURES, SIGN, STROKES, SYMBOLS
from vaulttools.note.outline.levels import Layout, Levels
from vaulttools.note.outline.lines import IN_TURN, LINE, NUMBER, Line, Mark, lines_of, number_at
from vaulttools.note.outline.model import Candidate, Confidence, Outline, Role, Style
from vaulttools.patterns import pattern
from vaulttools.text import Span, line_start, newline_of
from vaulttools.values import replace

_USUAL = Layout()

HeadingFixes = list[tuple[Candidate, tuple[Edit, ...]]]
"""Candidates and what fixes each of them. The edits of two candidates never overlap or touch."""


def rewrite(
    text: str,
    outline: Outline,
    opaque: Sequence[Span],
    layout: Layout = _USUAL,
    wanted: Callable[[Candidate], bool] = lambda _: True,
) -> HeadingFixes:
    """The edits that turn each `wanted` session and company of at least medium confidence into a heading with a proper list.

    Outside its own line and the indentation of its own lines nothing changes; what stands after the name goes below it. No blank line comes between front matter,
    where `opaque` has it, and a heading. A candidate whose heading would lie deeper than level six is left out.
    """
    chosen = [
        (candidate, level)
        for candidate, level in _leveled(outline, layout)
        if candidate.style is not Style.HEADING and level <= 6
    ]
    heads = {candidate.line.start for candidate, _ in chosen}
    top = opaque[0].end if opaque and opaque[0].start == 0 else 0
    blocks = Regions(opaque)
    return [
        (
            candidate,
            (*_headed(text, candidate, level, layout, top, heads), *_outdented(text, candidate.content, blocks)),
        )
        for candidate, level in chosen
        if wanted(candidate)
    ]


def _headed(text: str, candidate: Candidate, level: int, layout: Layout, top: int, heads: Set[int]) -> list[Edit]:
    """The edits that make the line of `candidate` a heading, with blank lines around it and what stands after the name below.

    No blank line is needed above what begins at `top`, nor above the lines at `heads`, which become headings, too.
    """
    line, core, rest = candidate.line, candidate.core, candidate.rest
    newline = newline_of(text)
    above = newline if line.start > top and _above(text, line.start).strip() else ""
    next_line = line.end + (2 if text.startswith("\r\n", line.end) else 1)
    below = newline if next_line not in heads and _at(text, next_line).strip() else ""
    underline = f"{newline}{'=-'[level - 1] * max(3, core.end - core.start)}" if layout.underlined and level < 3 else ""
    before = above + ("" if underline else "#" * level + " ")
    edits = [Edit(Span(line.start, core.start), before)] if before or core.start > line.start else []
    edits += _unbolded(text, candidate)
    after = underline + (newline if rest is not None else below)
    if rest is not None:
        mark = _MARK.match(text, candidate.content.start)
        edits.append(Edit(Span(core.end, rest.start), f"{after}{newline}{mark[1] if mark else ''}"))
        if rest.end < line.end or (below and not mark):
            edits.append(Edit(Span(rest.end, line.end), "" if mark else below))
    elif after or core.end < line.end:
        edits.append(Edit(Span(core.end, line.end), after))
    return edits


def uneven(text: str, outline: Outline, layout: Layout = _USUAL) -> HeadingFixes:
    """The edits that bring the headings of sessions and companies to one level each, with the headings below them."""
    fixed: HeadingFixes = []
    for candidate, level in _leveled(outline, layout):
        if not candidate.level or candidate.level == level or not _is_atx(text, candidate):
            continue
        own = [
            other
            for other in outline.candidates
            if other.role is Role.SECTION and candidate.content.contains(other.line) and other.level > candidate.level
        ]
        shift = level - candidate.level
        if all(1 <= other.level + shift <= 6 and _is_atx(text, other) for other in (candidate, *own)):
            edits = [_relevel(text, other, other.level + shift) for other in (candidate, *own)]
            fixed.append((candidate, tuple(edits)))
    return fixed


def decorated(text: str, outline: Outline) -> HeadingFixes:
    """The edits that take numbers, bold marks, colons and symbols out of the headings of companies.

    A company's number stays where it is one among numbered headings, in turn or on one level, that are not all companies'. The
    numbers of companies go together: surely where at least half of the companies are sure.
    """
    fixed: HeadingFixes = []
    numbers = _numbers(text, outline)
    sure = [item.confidence is Confidence.HIGH for item in outline.companies if item.line.start in numbers]
    agreed = Confidence.HIGH if 2 * sum(sure) >= len(sure) else Confidence.MEDIUM
    for candidate in outline.companies:
        if candidate.line.start in numbers:
            if not numbers[candidate.line.start]:
                continue
            candidate = replace(candidate, confidence=agreed)
        if candidate.level and _is_atx(text, candidate):
            core = candidate.core
            start = candidate.line.start + text[candidate.line.start : core.start].find("#") + candidate.level
            edits = []
            if text[start : core.start].strip():  # The blank stays, so that the level may change at the same time.
                edits.append(Edit(Span(start + 1, core.start), ""))
            edits += _unbolded(text, candidate)
            if candidate.rest is not None:
                edits += _moved_below(text, candidate, candidate.rest)
                candidate = replace(candidate, confidence=min(candidate.confidence, Confidence.MEDIUM))
            elif text[core.end : candidate.line.end].strip(" \t#"):
                edits.append(Edit(Span(core.end, candidate.line.end), ""))
            if edits:
                fixed.append((candidate, tuple(edits)))
    return fixed


def _numbers(text: str, outline: Outline) -> dict[int, bool]:
    """The companies with a number in their heading, by where their lines start: whether those numbered with them are all companies."""
    found = [
        (item, number_at(text, match.start("number")))
        for item in outline.candidates
        if item.level and (match := _NUMBERED_HEADING.match(text, item.line.start)) is not None
    ]
    companies = set(outline.companies)
    levels = {item.level for item, _ in found if item not in companies}
    turns = [found[:1]]
    for before, after in pairwise(found):
        if after[1] != before[1] + 1:
            turns.append([])
        turns[-1].append(after)
    return {
        item.line.start: all(each in companies for each, _ in turn) and item.level not in levels
        for turn in turns
        for item, _ in turn
        if item in companies
    }


def _moved_below(text: str, heading: Candidate, rest: Span) -> list[Edit]:
    """The edits that move the `rest` of a heading to a line of its own, the first item of the list below where there is one."""
    newline = newline_of(text)
    mark = _MARK.match(text, heading.content.start)
    below = heading.line.end + (2 if text.startswith("\r\n", heading.line.end) else 1)
    is_blank = not _at(text, below).strip()
    above = newline if mark and not is_blank else newline * 2
    edits = [Edit(Span(heading.core.end, rest.start), f"{above}{mark[1] if mark else ''}")]
    if mark and is_blank:
        edits.append(Edit(Span(rest.end, heading.content.start), newline))
    elif rest.end < heading.line.end or not (mark or is_blank):
        edits.append(Edit(Span(rest.end, heading.line.end), "" if mark or is_blank else newline))
    return edits


_LEAD = pattern(
    rf"^[ \t]*(?:[-*+•](?:[ \t]+|$)|(?:{NUMBER}|{IN_TURN})(?:[ \t]*|$)|\#{{1,6}}(?:[ \t]+|$)|\d{{1,3}}[.)]$|{SIGN}|[{PICTURES}]\ufe0f?[ \t]*|[*_=]{{1,3}})+",
    re.MULTILINE,
)
_QUOTED = pattern(r"^[ \t]*[\"“]([^\"“”\r\n]+)[\"”](?=[ \t:：]*$)", re.MULTILINE)
"""A name in quotes that is all of its line."""
_WORD = pattern(rf"[^\W_]+|(?!(?<=[ \t])/[ \t])[^\w\s*=:：,#|\[\]【】「」『』〈〉《》<>{STROKES}{SYMBOLS}-]")


def same_words(before: str, after: str) -> bool:
    """Whether both texts say the same words in the same order, list markers and the decoration of names aside."""
    return _words(before) == _words(after)


def _words(text: str) -> list[str]:
    return _WORD.findall(_QUOTED.sub(r"\1", _LEAD.sub("", text)))


def _unbolded(text: str, candidate: Candidate) -> list[Edit]:
    """The edit that takes the marks away which end a bold name before what stands beside it: `**Tern** (seed)`."""
    core = candidate.core
    opened = _BOLD.search(text, candidate.line.start, core.start)
    at = text.find(opened[0], candidate.span.end, core.end) if opened is not None else -1
    return [Edit(Span(at, at + len(opened[0])), "")] if opened is not None and at >= 0 else []


def _leveled(outline: Outline, layout: Layout) -> list[tuple[Candidate, int]]:
    """The sessions and companies that count, each with the level its heading should have."""
    counted = [item for item in outline.candidates if item.confidence > Confidence.LOW]
    levels = Levels(counted, layout)
    return [(item, level) for item in counted if (level := levels.of(item)) is not None]


_MARK = pattern(r"[ \t]*([-*+•][ \t])")


def _is_atx(text: str, heading: Candidate) -> bool:
    """Whether a real heading is written with hashes, not underlined."""
    return _ATX.match(text, heading.line.start) is not None


def _relevel(text: str, heading: Candidate, level: int) -> Edit:
    start = text.index("#", heading.line.start)
    return Edit(Span(start, start + heading.level), "#" * level)


def _above(text: str, start: int) -> str:
    """The line that ends just before `start`."""
    end = max(0, start - 2 if text[max(0, start - 2) : start] == "\r\n" else start - 1)
    return text[line_start(text, end) : end]


def _at(text: str, start: int) -> str:
    """The line that begins at `start`."""
    match = LINE.match(text, start) if start < len(text) else None
    return text[start : match.end("said")] if match else ""


def _outdented(text: str, content: Span, blocks: Regions) -> list[Edit]:
    """The edits that move the lists in `content` to the left edge, each item as deep below the others as it was.

    Text before the first list moves likewise, and code and the like as far as the line that it begins on.
    """
    edits: list[Edit] = []
    if _INDENTED.search(text, content.start, content.end) is None:
        return edits
    columns = 0
    root: int | None = None
    is_list = False
    for line in lines_of(text, content.start, content.end, blocks.spans):
        if line.mark is Mark.BULLET or line.mark is Mark.NUMBER:
            root = min(root, line.indent) if is_list and root is not None else line.indent
            is_list = True
        elif line.apart and not line.indent:
            root, is_list = (0 if line.mark is Mark.TEXT else None), False
        elif line.mark is Mark.TEXT and not is_list:
            root = line.indent if root is None else min(root, line.indent)
        block = blocks.at(line.start)
        if block is None or block.start == line.start:
            columns = min(root or 0, line.indent)
        if moved := min(columns, line.indent):
            edits.append(_shift(text, line, moved))
    return edits


def _shift(text: str, line: Line, columns: int) -> Edit:
    """The edit that moves `line` to the left by `columns`."""
    indent = _INDENT.match(text, line.start)
    blanks = indent[0] if indent else ""
    if blanks[:columns] == " " * columns:
        return Edit(Span(line.start, line.start + columns), "")
    if columns % 4 == 0 and blanks.startswith("\t" * (columns // 4)):
        return Edit(Span(line.start, line.start + columns // 4), "")
    return Edit(Span(line.start, line.start + len(blanks)), " " * (line.indent - columns))


_BOLD = pattern(r"\*{1,3}|_{1,3}|==")
_ATX = pattern(r" {0,3}#")
_NUMBERED_HEADING = pattern(rf" {{0,3}}#{{1,6}}[ \t]+\W{{0,3}}(?P<number>{NUMBER})")
_INDENT = pattern(r"[ \t]*")
_INDENTED = pattern(r"^[ \t]+[^\s]|\r[ \t]", re.MULTILINE)
