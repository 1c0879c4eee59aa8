from collections import Counter

from vaulttools.note import Entry
from vaulttools.note.dates import read_date
from vaulttools.note.facts import Shape, shape
from vaulttools.note.front_matter import unquoted_link
from vaulttools.rule import Bad, Findings, Good, Note, Severity, Vault, VaultRule, pattern
from vaulttools.vault.schemas import EVERYWHERE, IGNORE, RENAMED, SINGLE, TYPE_NAMES

_CODE = pattern(r"0\d+")
"""What is in quotes to keep its digits."""
_SAME: dict[str, Shape] = {"datetime": "date"}
"""Which type counts as another one."""


class MixedPropertyType(VaultRule):
    """A property that has one type here and another in at least as many notes.

    ## Why
    Obsidian gives each property one type for the whole vault. Values of another type are marked as wrong, and sorted separately.

    ## Fix
    None: choose the type in Obsidian or in a schema.
    """

    severity = Severity.HINT

    examples = (
        Good("---\nrating: 4\n---\n", beside={"A.md": "---\nrating: 4.5\n---\n", "B.md": "---\nrating:\n---\n"}),
        Good("---\ndate: 2025-03-07T12:30\n---\n", beside={"A.md": "---\ndate: 2025-03-07\n---\n"}),
        Good("---\ndate: 2025-03-07 12:30:00 +0900\n---\n", beside={"A.md": "---\ndate: 2025-03-07\n---\n"}),
        Good("---\ndate: 2025-03-07 +0900\n---\n", beside={"A.md": "---\ndate: 2025-03-07\n---\n"}),
        Good("---\nrating: 4\n---\n", beside={"A.md": "---\nrating: 5\n---\n", "B.md": "---\nrating: good\n---\n"}),
        Good("---\ntitle: 2025-03-07\n---\n", beside={"A.md": "---\ntitle: Acme\n---\n"}),
        Good("---\nmet: 2025.3.7\n---\n", beside={"A.md": "---\nmet: 2025-03-07\n---\n"}),
        Good("---\ntag: a\n---\n", beside={"A.md": "---\ntag: [b]\n---\n"}),
        Good("---\nup: [[Acme]]\n---\n", beside={"A.md": '---\nup: "[[Acme]]"\n---\n'}),
        Good("---\nvaulttools-ignore: unused-ignore\n---\n", beside={"A.md": "---\nvaulttools-ignore: [links]\n---\n"}),
        Good("---\nticker: '058470'\n---\n", beside={"A.md": "---\nticker: 267260\n---\n"}),
        Bad("---\nrating: «good»\n---\n", beside={"A.md": "---\nrating: 5\n---\n", "B.md": "---\nrating: 4\n---\n"}),
        Bad("---\n담당: «[가, 나]»\n---\n", beside={"A.md": "---\n담당: 가\n---\n"}),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        mixed = vault.census.mixed
        for entry in note.properties if mixed else ():
            if entry.key not in mixed or _is_left_alone(entry, note, vault):
                continue
            others: Counter[str] = Counter()
            for each, count in vault.census.shapes(entry.key).items():
                others[_SAME.get(each, each)] += count
            del others["empty"]
            here = shape(entry.value)
            here = _SAME.get(here, here)
            count_here = others.pop(here, 0)
            usual = max(sorted(others), key=others.__getitem__, default=here)
            # A day is a text as good as any: `title: 2025-03-07` among other titles.
            if count_here <= others[usual] and (here, usual) != ("date", "text"):
                yield self.finding(
                    entry.value_span,
                    "`{key}` has the type `{here}` here, but `{usual}` in another note"
                    if others[usual] == 1
                    else "`{key}` has the type `{here}` here, but `{usual}` in {count} other notes",
                    help="write it as the others do, or choose one type in Obsidian",
                    key=entry.key,
                    here=TYPE_NAMES[here],
                    usual=TYPE_NAMES[usual],
                    count=others[usual],
                )


def _is_left_alone(entry: Entry, note: Note, vault: Vault) -> bool:
    """Whether `entry` has no value, or none that shows its type, or another rule speaks of it."""
    value, contract = entry.value, vault.contract(note.path)
    return (
        value is None
        or entry.key == IGNORE
        or entry.key in EVERYWHERE
        or entry.key in RENAMED
        or contract.is_decided(entry.key)
        or (isinstance(value, list) and (entry.key in SINGLE or unquoted_link(note.text, entry.node) is not None))
        or (shape(value) == "text" and (read_date(value) is not None or _CODE.fullmatch(value) is not None))
        or any(asked.bars(value) for asked in contract.of(entry.key))
    )
