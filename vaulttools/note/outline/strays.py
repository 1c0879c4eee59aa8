"""Stray lines: what stands in the section of a company, and may be on others, or on none: breaks, and closing words below the last."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import chain, takewhile, zip_longest

from vaulttools.note.outline.decoration import TIME, bare_name
from vaulttools.note.outline.levels import Layout, Levels
from vaulttools.note.outline.lines import Mark
from vaulttools.note.outline.model import Confidence, Role, Style
from vaulttools.note.outline.name_finder import whole
from vaulttools.note.outline.names import is_break, is_coined_name, is_topic, worth_of
from vaulttools.note.outline.sessions import is_session
from vaulttools.note.outline.sheet import Draft, Sheet
from vaulttools.patterns import pattern

_LONGEST_WORD = 10
"""Code points of a line that says no more than `점심` or `쉬는 시간`."""
_DEEPEST = 6
"""The deepest level of a heading."""
_EXPLAINS = pattern(r"[:：]|[ \t][-–—]")
"""What stands between a label and its explanation."""
_TIMED = pattern(TIME)
_SAYS_NOTHING = pattern(r"!\[.*|\[\^[^\]]+\]:.*|(?:(?:[#^]|https?:|[-*_=]{3})\S*[ \t]*)+")


_Kind = tuple[Mark, bool, bool]
"""How a line is written: how it begins, whether a blank line is above it, and whether another line of its section is right below."""


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


def stray_lines(
    sheet: Sheet, drafts: list[Draft], strangers: Set[int]
) -> Iterator[tuple[Draft, Draft | None, list[int]]]:
    """Each company whose section holds lines that may not be its own, with what ends the section, and these down to there.

    They are not written as the section begins, and most sections between companies have fewer lines of their kind, above
    the first of `strangers`, lines that may begin an unknown company. Between companies, only text that a blank line sets apart may
    be on something else, unless it says what part of a section the list below it is (`시장: 국내와 일본`), and a word right above
    the next company (`핀테크`).
    """
    read: list[tuple[Draft, Draft | None, dict[int, _Kind]]] = []
    for draft, after in sections(drafts):
        if draft.role is Role.COMPANY and not draft.level:
            until = len(sheet.lines) if after is None else after.at
            kinds = {at: _kind(sheet, at, until) for at in _odd_lines(sheet, draft.at + 1, until)}
            read.append((draft, after, kinds))
    own = {
        draft.at: Counter(kinds[at] for at in takewhile(lambda at: at not in strangers, kinds))
        for draft, after, kinds in read
        if after is not None and after.role is Role.COMPANY
    }
    times = {kind: sorted((each[kind] for each in own.values()), reverse=True) for kind in {*chain(*own.values())}}
    for draft, after, kinds in read:
        seen: Counter[_Kind] = Counter()
        for at, kind in kinds.items():
            seen[kind] += 1
            is_between = draft.at in own
            usual = _usual(times[kind], own[draft.at][kind] if is_between else None) if kind in times else 0
            if seen[kind] > usual and (not is_between or _may_be_break(sheet, at, after)):
                yield draft, after, [other for other in kinds if other >= at]
                break


def _usual(counts: list[int], own: int | None) -> int:
    """What most of `counts`, from the highest to the lowest, reach without `own`, which is one of them if given."""
    index = (len(counts) - (own is not None)) // 2
    if own is not None and index < len(counts) and counts[index] <= own:
        index += 1
    return counts[index] if index < len(counts) else 0


def _odd_lines(sheet: Sheet, first: int, until: int) -> list[int]:
    """The lines from `first` to before `until` that do not go on as the first begins: as items of its list, or text right below text.

    Nor do tags, addresses, images, footnotes, a rule and a word for itself (`점심`) at the end count, which say nothing of a company.
    A word or a session (`- 오후`) right above the next one may be over it.
    """
    ends = until == len(sheet.lines) or sheet.lines[until].apart
    while first < until and (_SAYS_NOTHING.fullmatch(sheet.words(until - 1)) or (ends and _is_word(sheet, until - 1))):
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
        if not goes_on or (at == until - 1 and is_session(sheet.words(at))):
            odd.append(at)
    return odd


def _may_be_break(sheet: Sheet, at: int, after: Draft | None) -> bool:
    """Whether a line in the section before `after` may be on something else: text set apart that names no part of it, or a label
    for what comes next."""
    line = sheet.lines[at]
    is_last = after is not None and at == after.at - 1 and not line.indent
    is_next = is_last and (line.mark is not sheet.mark(at - 1) or is_session(sheet.words(at)))
    label = _EXPLAINS.split(sheet.words(at))[0].strip("*_ ")
    is_part = sheet.mark(at + 1) is Mark.BULLET and is_topic(label) and not is_break(label)
    return (is_next and _is_label(sheet, at)) or (line.mark is Mark.TEXT and line.apart and not is_part)


def _is_word(sheet: Sheet, at: int) -> bool:
    """Whether a line is only a word or two for itself, and names no sort of companies (`핀테크`)."""
    line = sheet.lines[at]
    is_short = line.mark is Mark.TEXT and line.apart and line.end - line.body <= _LONGEST_WORD
    return is_short and (is_topic(sheet.words(at)) or not _is_label(sheet, at))


def _is_label(sheet: Sheet, at: int) -> bool:
    """Whether a line is as short as a name, and may be one."""
    name = bare_name(sheet.words(at))
    return len(name) <= _LONGEST_WORD and worth_of(name) > 0


def _kind(sheet: Sheet, at: int, until: int) -> _Kind:
    line = sheet.lines[at]
    return line.mark, line.apart, at + 1 < until and not sheet.lines[at + 1].apart


def add_labels(sheet: Sheet, drafts: list[Draft], strangers: Set[int]) -> None:
    """Adds drafts of the short lines over lists that a blank line sets apart among closing lines (`쉬는 시간에 들은 말`), if all text that
    is set apart there is such labels."""
    proposed = {draft.at for draft in drafts}
    ends = [
        lines
        for _, after, lines in stray_lines(sheet, drafts, strangers)
        if after is None or after.role is not Role.COMPANY
    ]
    for lines in ends:
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
