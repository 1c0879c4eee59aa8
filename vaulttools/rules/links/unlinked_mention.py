from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from vaulttools.edits import Edit, Safety
from vaulttools.findings import Finding, Severity
from vaulttools.mentions import Doubt
from vaulttools.note import Note
from vaulttools.rule import Bad, Good, VaultRule, fix, option
from vaulttools.vault import Vault

_ACME = {"companies/Acme.md": ""}
_STAR = {"companies/볕드림.md": ""}


@dataclass(frozen=True)
class UnlinkedMention(VaultRule):
    """The first plain mention of a company, concept or person that could be a wiki-link.

    ## Why
    A linked mention shows up among the other note's backlinks, and a reader gets there with one click.

    ## Fix
    Safe where nothing speaks against it: the visible text stays the same, letter for letter. Where the name may be a
    plain word, or may belong to several notes, the finding only shows it.
    """

    severity: ClassVar = Severity.HINT
    enriches: ClassVar = True

    shortest: int = option(2, "Names of fewer characters are never linked.")
    doubtful: bool = option(False, "Whether doubtful mentions are shown too.")

    examples: ClassVar = (
        Good("We met [[Acme]]. Acme paid.\n", beside=_ACME),
        Good("스타트업을 만났다. `Acme` at https://x.example/Acme #Acme\n", beside={"companies/스타.md": "", **_ACME}),
        Good("# Acme\n", beside=_ACME),
        Bad("«Acme» won. Acme paid.\n", beside=_ACME, fixed="[[Acme]] won. Acme paid.\n"),
        Bad("«볕드림»은 컸다.\n", beside=_STAR, fixed="[[볕드림]]은 컸다.\n"),
        Bad(
            "«에이씨엠»에서는 다르다.\n",
            beside={"companies/Acme.md": "---\naliases: [에이씨엠]\n---\n"},
            fixed="[[Acme|에이씨엠]]에서는 다르다.\n",
        ),
        Bad(
            "| a | b |\n|---|---|\n| «ACME Inc.» | 1 |\n",
            beside={"companies/Acme.md": "---\naliases: [ACME Inc.]\n---\n"},
            fixed="| a | b |\n|---|---|\n| [[Acme\\|ACME Inc.]] | 1 |\n",
        ),
    )

    def check(self, note: Note, vault: Vault) -> Iterator[Finding]:
        linked = {note.path, *vault.targets(note)}
        for mention in vault.mentions(note):
            if len(mention.text) < self.shortest or linked.intersection(mention.targets):
                continue
            name = vault.name(mention.targets[0])
            if mention.doubt is None:
                linked.update(mention.targets)
                link = vault.link(
                    mention.targets[0], note.path, mention.text, in_table=note.in_table(mention.span.start)
                )
                yield self.finding(
                    mention.span,
                    "`{name}` has a note of its own",
                    fix=fix("link it", Edit(mention.span, link)),
                    name=name,
                )
            elif self.doubtful:
                linked.update(mention.targets)
                names = tuple(map(vault.name, mention.targets))
                yield self.finding(
                    mention.span,
                    "this may mean one of {names}" if mention.doubt is Doubt.AMBIGUOUS else "this may mean `{name}`",
                    help="link it by hand if it does",
                    fix=fix(
                        "link it",
                        Edit(mention.span, vault.link(mention.targets[0], note.path, mention.text)),
                        safety=Safety.MANUAL,
                    ),
                    name=name,
                    names=names,
                )
