from itertools import islice

from vaulttools.rule import Bad, Edit, Findings, Good, Note, Severity, Vault, VaultRule, option
from vaulttools.vault import COMPANY
from vaulttools.vault.lists import RELATED, in_language, in_property, listed
from vaulttools.vault.relations import Relation

_SHOWN = 3
"""The most shared concepts that are named for each company."""
_VAULT = {
    "concepts/에스크로.md": "",
    "concepts/토큰증권.md": "",
    "concepts/온투업.md": "",
    "companies/물꼬.md": "---\nrelated: []\n---\n\n[[에스크로]] 계좌, 토큰증권 발행.\n",
    "companies/볕드림.md": "설비 리스와 [[온투업]].\n",
    "companies/Tern.md": "Freight.\n",
    "meetings/금요일.md": "## 온기록\n\n- [[에스크로]]와 토큰증권\n\n## 볕드림\n\n- 온투업\n\n## Tern\n\n- carriers\n",
}


class MissingRelated(VaultRule):
    """A company's note that does not name the companies with which it shares concepts.

    ## Why
    Companies that have the same rare ideas in common are worth reading side by side, and no search finds them. Off until
    selected.

    ## Fix
    Safe: links are added to the property `related`, or to a list at the end with the shared concepts after each. Existing
    entries are neither changed nor removed; to a list that is not empty, only companies with one shared concept more than
    `least` are added, so that it settles. Concepts are shared where the company's note, or a section on it in another
    note, links to or mentions them; a concept that more than half of the companies have does not count.
    """

    severity = Severity.HINT
    default = False
    enriches = True
    reads_code = True

    where: str = option("property", "Where the links go.", ("property", "section"))
    key: str = option("related", "The property that holds the links.")
    heading: str = option("", "The heading of the list; empty for `관련 회사` or `Related`, as the note's language is.")
    least: int = option(2, "How many concepts two companies must share.")
    most: int = option(5, "The maximum length of the list.")

    examples = (
        Good('---\nrelated:\n  - "[[물꼬]]"\n---\n\n모바일 앱.\n', path="companies/온기록.md", beside=_VAULT),
        Good("Freight, and [[온투업]].\n", path="companies/Ledger.md", beside=_VAULT),
        Bad(
            "---\ntype: company\n---\n«»\n모바일 앱.\n",
            path="companies/온기록.md",
            beside=_VAULT,
            fixed='---\ntype: company\nrelated:\n  - "[[물꼬]]"\n---\n\n모바일 앱.\n',
        ),
        Bad(
            "«»모바일 앱.\n",
            path="companies/온기록.md",
            beside=_VAULT,
            options={"where": "section"},
            fixed="모바일 앱.\n\n## 관련 회사\n\n- [[물꼬]] (에스크로, 토큰증권)\n",
            alone=True,
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        if vault.kind(note.path) != COMPANY or note.in_template_folder:
            return
        there = self._listed(note)
        if there is None or len(there) >= self.most:
            return
        least = self.least + bool(there)
        linked = vault.targets(note)
        alike = (
            each
            for each in vault.relations.of(note.path)
            if len(each.shared) >= least and each.path not in linked and vault.reaches(each.path, note.path)
        )
        found = list(islice(alike, self.most - len(there)))
        if found:
            edits = self._edits(note, vault, found)
            yield self.finding(
                note.top,
                "`{name}` has much in common with {others}",
                help="link to them",
                edits=edits,
                name=note.name,
                others=", ".join(f"`{vault.name(each.path)}` ({_reason(each, vault)})" for each in found),
            )

    def _listed(self, note: Note) -> list[object] | None:
        """What the list holds already; None where something else stands in its place."""
        if self.where == "section":
            section = next((each for each in note.headings if each.text in self._headings(note)), None)
            after = (each.span.start for each in note.headings if section and each.span.start > section.span.start)
            end = next(after, len(note.text))
            return [link for link in note.links if section and section.span.end <= link.span.start < end]
        entry = note.front_matter.like(self.key)
        value = entry.value if entry is not None else None
        return value if isinstance(value, list) else [] if value in (None, "") else None

    def _headings(self, note: Note) -> tuple[str, ...]:
        return (self.heading,) if self.heading else in_language(RELATED, note.text)

    def _edits(self, note: Note, vault: Vault, found: list[Relation]) -> list[Edit]:
        if self.where == "section":
            items = [
                f"{vault.link(each.path, note.path, vault.name(each.path))} ({_reason(each, vault)})" for each in found
            ]
            return listed(note, self._headings(note), items)
        return in_property(note, self.key, [f"[[{vault.path_text(each.path, note.path)}]]" for each in found])


def _reason(relation: Relation, vault: Vault) -> str:
    """The concepts shared, by name."""
    return ", ".join(map(vault.name, relation.shared[:_SHOWN]))
