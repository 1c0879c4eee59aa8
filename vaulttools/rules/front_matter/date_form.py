from vaulttools.note.dates import DATE, read_date
from vaulttools.rule import Bad, Findings, Good, Note, Safety, Vault, VaultRule


class DateForm(VaultRule):
    """A date that is not in the format of Obsidian's properties: `2025-03-07`.

    ## Why
    Obsidian reads it as text: it is not sorted, not shown in a calendar, and no query for a time span finds it.

    ## Fix
    Safe where only one day can be meant. Unsafe where a weekday after it would be dropped. None for `06/10/2023`, which is
    June to some and October to others.
    """

    examples = (
        Good("---\ndate: 2025-03-07\nupdated: 2025-03-07T12:30:00\ncreated: 2025-03-07 12:30\n---\n"),
        Good("---\ndate: 2023-10-06 12:30:00 +0900\ndue: next week\nversion: 2023.10.6\n---\n"),
        Good('---\ndate: 2025-03\ncreated: "[[2025-03-07]]"\n---\n'),
        Bad("---\ndate: «2023.10.6» # 금요일\n---\n", fixed="---\ndate: 2023-10-06 # 금요일\n---\n"),
        Bad('---\ndate: «"2023년 10월 6일"»\n---\n', fixed='---\ndate: "2023-10-06"\n---\n'),
        Bad("---\ndate: «06/10/2023»\n---\n"),
        Bad("---\ncreated: «6 Oct 2023»\n---\n", fixed="---\ncreated: 2023-10-06\n---\n"),
        Bad("---\ndate: «20231006»\n---\n", fixed="---\ndate: 2023-10-06\n---\n"),
        Bad("---\ndate: «2023-10-06 (금)»\n---\n", fixed="---\ndate: 2023-10-06\n---\n"),
        Bad(
            "---\nfounded: «2023/3/1»\n---\n",
            fixed="---\nfounded: 2023-03-01\n---\n",
            path="companies/A.md",
            config="schemas: {company: {properties: {founded: date}}}\n",
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for entry in vault.customs.dates(note):
            text = str(entry.value)
            reading = None if DATE.fullmatch(text) else read_date(text)
            if reading is None or not reading.possible:
                continue
            edit = None
            if reading.iso and not reading.contradicts_itself:
                edit = note.front_matter.set_value(entry, reading.iso)
            yield self.finding(
                entry.value_span,
                "this is not the date format of properties",
                help="write `{iso}`" if reading.iso else "write the year, the month and the day: `2025-03-07`",
                edits=[edit],
                safety=Safety.SAFE if reading.weekday is None else Safety.UNSAFE,
                iso=reading.iso,
            )
