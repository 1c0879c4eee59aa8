from vaulttools.note.dates import day_in, day_of
from vaulttools.rule import Bad, Findings, Good, Note, Severity, Vault, VaultRule
from vaulttools.vault.schemas import DAILY, MEETING


class DateMismatch(VaultRule):
    """A meeting or daily note whose file name has a different day than its `date`.

    ## Why
    The file list and every query then put it on different days.

    ## Fix
    None: only you know which of the two is right.
    """

    severity = Severity.HINT

    examples = (
        Good("---\ndate: 2025-03-07T18:30\n---\n", path="daily/2025-03-07.md"),
        Good("---\ndate: 2025-03-09\n---\n", path="notes/2025-03-07 plan.md"),
        Bad("---\ntype: meeting\ndate: «2025-03-08»\n---\n", path="2025-03-07 Acme.md"),
        Bad("---\ndate: «2025-03-08»\n---\n", path="daily/2025.03.07.md"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        day = day_in(note.name)
        if day is None or note.in_template_folder or vault.contract(note.path).kind not in (DAILY, MEETING):
            return
        for entry in note.properties:
            if entry.key == "date" and day_of(entry.value) not in (None, day):
                yield self.finding(
                    entry.value_span,
                    "the file name says `{day}`",
                    help="correct the date, or rename the file",
                    day=day.isoformat(),
                )
