from vaulttools.note.dates import read_date
from vaulttools.rule import Bad, Findings, Good, Note, Vault, VaultRule, pattern

_DAY = pattern(r"(?:19|20)\d\d-\d\d-\d\d")
_NO_DAYS = frozenset(("aliases", "code", "id", "tags", "title", "version"))


class ImpossibleDate(VaultRule):
    """A date or time that does not exist.

    ## Why
    A typo moved the note to a day that does not exist: nothing that sorts or searches by date finds it.

    ## Fix
    None: only you know the right date.
    """

    examples = (
        Good("---\ndate: 2024-02-29\nupdated: 2025-12-31T23:59\nversion: 2023.13.45\n---\n"),
        Bad("---\ndate: «2023-13-45»\n---\n"),
        Bad("---\nupdated: «2023년 2월 29일»\n---\n"),
        Good("---\nfounded: 2024-12-02\nid: 2024-13-02\nphone: 010-1234-5678\nparts: 2024-13-021\n---\n"),
        Bad("---\nfounded: «2024-13-02»\n---\n"),
        Bad("---\ndue: «2023-10-06T25:00:00»\n---\n"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        dates = [*vault.customs.dates(note)]
        known = {entry.key_span for entry in dates}
        # A value that can only be a day is one whatever its key: `founded: 2024-13-02`.
        dates += [
            entry
            for entry in note.properties
            if type(entry.value) is str
            and entry.key_span not in known
            and entry.key not in _NO_DAYS
            and _DAY.fullmatch(entry.value)
        ]
        for entry in dates:
            reading = read_date(str(entry.value))
            if reading is not None and not reading.possible:
                yield self.finding(
                    entry.value_span,
                    "no such date or time: `{date}`",
                    help="write the date that was meant",
                    date=str(entry.value),
                )
