from datetime import date

from vaulttools.note import Entry
from vaulttools.note.dates import WEEKDAYS, Weekday, day_in, day_of, may_hold_weekday, weekday_in
from vaulttools.rule import Bad, Findings, Good, Message, Note, Related, Span, Vault, VaultRule
from vaulttools.vault.schemas import DAILY, MEETING


class WeekdayMismatch(VaultRule):
    """A weekday in the title, first heading, file name or a date that does not match the date.

    ## Why
    One of the two is wrong, and later nobody can tell which: the note may be filed under the wrong day.

    ## Fix
    None: only you know which of the two is right.
    """

    examples = (
        Good("---\ntitle: 목요일 오후\ndate: 2025-05-15\n---\n# 2025-05-15 (목)\n"),
        Good("---\ntitle: Black Friday\ndate: 2025-05-15\n---\n# Friday notes\n", path="Monday.com.md"),
        Good("---\ntitle: Friday\ndate: 2025-05-15\nartist: x\n---\n"),
        Good("---\ntitle: 금요일\ndate: 2025-05-15\ntype: concept\n---\n"),
        Bad("---\ntype: meeting\ntitle: «금요일» 피치데이\ndate: 2025-05-15\n---\n"),
        Bad("---\ntags: [x]\ndate: 2025-05-15\n---\n# 2025-05-15 («Wed») kick-off\n"),
        Bad("---\ndate: «2025-05-15»\n---\n", path="2025-05-15 수요일.md"),
        Bad("---\ntype: meeting\ntitle: «Friday» morning\ndate: 2025-05-15\n---\n"),
        Good("---\ntype: meeting\ntitle: 매주 월요일 회의\ndate: 2025-05-15\n---\n"),
        Good("---\ntype: meeting\ntitle: 월요일까지 낼 자료\ndate: 2025-05-15\n---\n"),
        Bad('---\ntitle: "«수요일»"\ndate: 2025-05-15\n---\n'),
        Bad("---\ndate: 2025-05-15 («수»)\n---\n"),
        Bad("---\ndate: 2025-05-15\n---\n# «Friday», May 15th\n", path="2025-05-15.md"),
        Bad("---\ndate: 2025-05-15T18:30\n---\n# «Fri», 15 May\n"),
        Good("---\ndate: 2024-12-31\n---\n# Trip on Thu, 2 Jan\n\n# Back on Monday, January 6, 2025\n"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        dated = _dated(note)
        if dated is None:
            return
        entry, day = dated
        wrong = _wrong(note, entry, day, vault.contract(note.path).kind in (DAILY, MEETING))
        if wrong and vault.kind(note.path) is None:
            (span, said), *others = [(_narrowed(note, span, said), said) for span, said in wrong]
            meant = said.day or day
            yield self.finding(
                span,
                "{date} is a {right}, not a {said}",
                help="correct the day or the weekday",
                related=tuple(Related(span, Message("and here")) for span, _ in others),
                date=meant.isoformat(),
                right=WEEKDAYS[meant.weekday()],
                said=WEEKDAYS[said.number],
            )


def _dated(note: Note) -> tuple[Entry, date] | None:
    """The property with the date of `note`, and its day, where a weekday may be named beside it."""
    data = note.front_matter.data
    if "date" not in data:
        return None
    heading = note.headings[0].text if note.headings else ""
    if not may_hold_weekday(f"{data['date']} {data.get('title', '')} {heading} {note.name}"):
        return None
    entry = next((each for each in note.properties if each.key == "date"), None)
    day = day_of(entry.value) if entry is not None else None
    return None if entry is None or day is None else (entry, day)


def _wrong(note: Note, entry: Entry, day: date, is_meeting: bool) -> list[tuple[Span, Weekday]]:
    """The places that name another weekday than that of `day`; the property itself where only the file name does."""
    places = [(entry.value_span, str(entry.value))]
    places += [(each.value_span, str(each.value)) for each in note.properties if each.key == "title"]
    places += [(heading.text_span, heading.text) for heading in note.headings[:1]]
    is_day = is_meeting or day_in(note.name) is not None
    wrong = [
        (span, said)
        for span, text in places
        if (said := weekday_in(text, day, is_meeting))
        and said.contradicts(day)
        and (said.day or is_day or not text.isascii())
    ]
    in_name = weekday_in(note.name, day)
    if not wrong and in_name is not None and in_name.contradicts(day):
        return [(entry.value_span, in_name)]
    return wrong


def _narrowed(note: Note, span: Span, said: Weekday) -> Span:
    """Where in `span` the weekday stands as it was said; all of it where the source has it in other letters."""
    at = note.text.find(said.text, *span)
    return Span(at, at + len(said.text)) if at >= 0 else span
