"""Closing lines: what stands below the last company of a session, and may be on all of them, or on none."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence, Set
from itertools import takewhile, zip_longest

from vaulttools.note.outline.decoration import TIME
from vaulttools.note.outline.levels import Layout, Levels
from vaulttools.note.outline.lines import Mark
from vaulttools.note.outline.model import Confidence, Role, Style
from vaulttools.note.outline.name_finder import whole
from vaulttools.note.outline.names import is_coined_name
from vaulttools.note.outline.sheet import Draft, Sheet
from vaulttools.patterns import pattern

_DEEPEST = 6
"""The deepest level of a heading."""
_TIMED = pattern(TIME)
_SAYS_NOTHING = pattern(r"!\[.*|\[\^[^\]]+\]:.*|(?:(?:[#^]|https?:|[-*_=]{3})\S*[ \t]*)+")


def sections(drafts: list[Draft]) -> list[tuple[Draft, Draft | None]]:
    """Those of `drafts` that have or may get a heading, each with the next one that ends its section: no heading deeper than its own."""
    counted = [
        draft
        for draft in drafts
        if draft.style is not Style.HIDDEN and (draft.confidence > Confidence.LOW or draft.role is not Role.COMPANY)
    ]
    levels = Levels(counted, Layout())
    heads: list[Draft] = []
    company_level = _DEEPEST
    for draft in counted:
        level = levels.of(draft)
        if draft.level <= company_level:
            heads.append(draft)
            company_level = level if level and draft.role is Role.COMPANY and not draft.level else _DEEPEST
    return list(zip_longest(heads, heads[1:]))


def closing_lines(sheet: Sheet, drafts: list[Draft], strangers: Set[int]) -> list[tuple[Draft, list[int]]]:
    """Each company that ends a session and has closing lines, with these, down to the end of its section.

    They are not written as its section begins, and no section between companies has as many lines of their kind: those above
    the first of `strangers`, lines that may begin an unknown company.
    """
    usual: Counter[tuple[Mark, bool, bool]] = Counter()
    last: list[tuple[Draft, list[int], list[tuple[Mark, bool, bool]]]] = []
    for draft, after in sections(drafts):
        if draft.role is Role.COMPANY and not draft.level:
            until = len(sheet.lines) if after is None else after.at
            lines = _odd_lines(sheet, draft.at + 1, until)
            if after is not None and after.role is Role.COMPANY:
                lines = [*takewhile(lambda at: at not in strangers, lines)]
                usual |= Counter(_kind(sheet, at, until) for at in lines)
            else:
                last.append((draft, lines, [_kind(sheet, at, until) for at in lines]))
    found = []
    for draft, lines, kinds in last:
        times: Counter[tuple[Mark, bool, bool]] = Counter()
        for index, kind in enumerate(kinds):
            times[kind] += 1
            if times[kind] > usual[kind]:
                found.append((draft, lines[index:]))
                break
    return found


def _odd_lines(sheet: Sheet, first: int, until: int) -> list[int]:
    """The lines from `first` to before `until` that do not go on as the first begins: as items of its list, or text right below text.

    Nor do tags, addresses, images, footnotes and a rule at the end count, which say nothing.
    """
    while first < until and _SAYS_NOTHING.fullmatch(sheet.words(until - 1)):
        until -= 1
    odd = []
    for at in range(first + 1, until):
        line, head = sheet.lines[at], sheet.lines[first]
        alike = line.mark is head.mark
        goes_on = (
            line.indent > head.indent or (alike and line.indent == head.indent)
            if head.mark is Mark.BULLET
            else alike and not line.apart
        )
        if not goes_on:
            odd.append(at)
    return odd


def _kind(sheet: Sheet, at: int, until: int) -> tuple[Mark, bool, bool]:
    """How a line is written: how it begins, whether a blank line is above it, and whether another line of its section is right below."""
    line = sheet.lines[at]
    return line.mark, line.apart, at + 1 < until and not sheet.lines[at + 1].apart


def add_labels(sheet: Sheet, drafts: list[Draft], strangers: Set[int]) -> None:
    """Adds drafts of the short lines over lists that a blank line sets apart among closing lines (`쉬는 시간에 들은 말`), if all text that
    is set apart there is such labels."""
    proposed = {draft.at for draft in drafts}
    for _, lines in closing_lines(sheet, drafts, strangers):
        labels = [at for at in lines if sheet.mark(at) is Mark.TEXT and sheet.lines[at].apart]
        if proposed.isdisjoint(labels) and all(
            sheet.mark(at + 1) is Mark.BULLET and not sheet.is_long(at) for at in labels
        ):
            _set_apart(sheet, drafts, labels)


def add_entries(sheet: Sheet, drafts: list[Draft]) -> None:
    """Adds drafts of the other lines that begin with a time, if those of several companies do and there are no sessions:
    `14:00 내부 회의`. In such a plan of a day a word of the dictionary is no company, either, unless its lines speak of it."""
    timed = {
        at
        for at, line in enumerate(sheet.lines)
        if line.mark is Mark.TEXT and not line.indent and _TIMED.match(sheet.text, line.body, line.end)
    }
    kept = [
        draft for draft in drafts if draft.at not in timed or (draft.confidence > Confidence.LOW and _is_own(draft))
    ]
    heads = {draft.at for draft in kept}
    if len(timed & heads) > 1 and not any(draft.role is Role.SESSION for draft in drafts):
        drafts[:] = kept
        _set_apart(sheet, drafts, sorted(timed - heads))


def _is_own(draft: Draft) -> bool:
    """Whether the name is one that no dictionary has, or the vault or the lines below it have it, too."""
    return draft.known or draft.spoken or is_coined_name(draft.name)


def _set_apart(sheet: Sheet, drafts: list[Draft], labels: Sequence[int]) -> None:
    """Adds a draft of each of the lines `labels`, which takes the lines below it from the section above."""
    for at in labels:
        label = Draft(at, Role.REMARKS, Style.BARE, whole(sheet.lines[at]), sheet, firm=True)
        place = bisect_left(drafts, at, key=lambda draft: draft.at)
        label.until = drafts[place].at if place < len(drafts) else len(sheet.lines)
        if place:
            drafts[place - 1].until = at
        drafts.insert(place, label)
