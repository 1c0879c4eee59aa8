from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from vaulttools.findings import Finding, Related
from vaulttools.message import Message
from vaulttools.note import Note
from vaulttools.note.dates import ENGLISH_WEEKDAYS, WEEKDAYS, Weekday, read_date, weekday_in
from vaulttools.note.front_matter import date_of
from vaulttools.rule import Bad, Good, VaultRule
from vaulttools.text import Span
from vaulttools.vault import Vault


@dataclass(frozen=True)
class WeekdayMismatch(VaultRule):
    """A weekday in the title, the first heading, the file name or a date that is not the weekday of that day.

    ## Why
    One of the two is wrong, and nobody can tell later which: the note may be filed under the wrong day.

    ## Fix
    None: whether the day or the weekday is wrong is yours to say.
    """

    examples: ClassVar = (
        Good("---\ntitle: 목요일 오후\ndate: 2025-05-15\n---\n# 2025-05-15 (목)\n"),
        Good("---\ntitle: Black Friday\ndate: 2025-05-15\n---\n# Friday notes\n", path="Monday.com.md"),
        Good("---\ntitle: Friday\ndate: 2025-05-15\ntype: concept\n---\n"),
        Bad('---\ntitle: "«수요일»"\ndate: 2025-05-15\n---\n'),
        Bad("---\ntags: [x]\ndate: 2025-05-15\n---\n# 2025-05-15 («Wed») kick-off\n"),
        Bad("---\ndate: «2025-05-15»\n---\n", path="2025-05-15 수요일.md"),
        Bad("---\ndate: 2025-05-15 («수»)\n---\n"),
    )

    def check(self, note: Note, vault: Vault) -> Iterator[Finding]:
        if note.front_matter is None or not note.properties:
            return
        entry = next((each for each in note.properties if each.key == "date"), None)
        title = next((each for each in note.properties if each.key == "title"), None)
        reading = read_date(entry.value) if entry is not None and isinstance(entry.value, str) else None
        day = date_of(reading.iso) if reading is not None else None
        if entry is None or day is None or vault.kind(note.path) is not None:
            return
        wrong: list[tuple[Span, Weekday]] = []
        texts = [(entry.value_span, str(entry.value))]
        if title is not None and isinstance(title.value, str):
            texts.append((title.value_span, title.value))
        texts.extend((heading.text_span, heading.text) for heading in note.headings[:1])
        for span, text in texts:
            said = weekday_in(text)
            if said is not None and said.number != (said.day or day).weekday():
                at = note.text.find(text[said.start : said.end], span.start, span.end)
                wrong.append((Span(at, at + said.end - said.start) if at >= 0 else span, said))
        said = weekday_in(note.name)
        if said is not None and said.number != (said.day or day).weekday() and not wrong:
            wrong.append((entry.value_span, said))
        if wrong:
            (span, said), *others = wrong
            names = ENGLISH_WEEKDAYS if note.text[span.start : span.end].isascii() else WEEKDAYS
            meant = said.day or day
            yield self.finding(
                span,
                "{date} is a {right}, not a {said}",
                help="correct the day or the weekday",
                related=tuple(Related(span, Message("and here")) for span, _ in others),
                date=f"{meant:%Y-%m-%d}",
                right=names[meant.weekday()],
                said=names[said.number],
            )
