from unicodedata import normalize

from vaulttools.korean.both_scripts import names_given
from vaulttools.note.legal_forms import without_form
from vaulttools.rule import Bad, Edit, Findings, Good, Note, Safety, Severity, Vault, VaultRule, fix
from vaulttools.rules.headings import with_links
from vaulttools.text import match_key
from vaulttools.vault import COMPANY

_KNOWN = {"companies/온기록.md": "---\naliases: [Ongirok, 온기]\n---\n", "companies/Tern.md": ""}


class HeadingByAlias(VaultRule):
    """A company's heading that uses another name than its note, or adds a legal form such as `(주)`.

    ## Why
    Sections on one company are easier to find and to link to when all use one name.

    ## Fix
    Unsafe, as it changes what the heading says. Links to the heading follow, in other notes too; where one cannot, the
    heading is left to you.
    """

    severity = Severity.HINT

    examples = (
        Good("## 온기록\n\n- 앱\n\n## [[온기록|Ongirok]]\n\n- app\n", beside=_KNOWN),
        Good("## Ongirok in 2025\n\n- app\n", beside=_KNOWN),
        Good("## 온기록(Ongirok)\n\n- 앱\n", beside={"companies/온기록.md": "---\naliases: [온기록(Ongirok)]\n---\n"}),
        Good("---\naliases: [Nuri]\n---\n\n## Nuri\n\n- app\n", path="companies/Nuri Inc.md"),
        Bad("## «Ongirok»\n\n- health app\n", beside=_KNOWN, fixed="## 온기록\n\n- health app\n"),
        Bad(
            "## «㈜온기록»\n\n- 앱\n\n## «Tern, Inc.»\n\n- app\n",
            beside=_KNOWN,
            fixed="## 온기록\n\n- 앱\n\n## Tern\n\n- app\n",
        ),
        Bad(
            "## «온기»\n\n- 앱\n",
            beside={**_KNOWN, "other.md": '---\nsource: "[[note#온기]]"\n---\n\n![[note#온기]]\n'},
            fixed="## 온기록\n\n- 앱\n",
            also={"other.md": '---\nsource: "[[note#온기록]]"\n---\n\n![[note#온기록]]\n'},
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for heading in note.headings:
            known = next(filter(vault.entities.is_company, (heading.text, without_form(heading.text))), None)
            if known is None:
                continue
            paths = vault.entities.named(known)
            name = normalize("NFC", vault.name(paths[0]))
            if len(paths) > 1 or paths[0] == note.path or vault.kind(paths[0]) != COMPANY:
                continue
            if match_key(name) not in map(match_key, (heading.text, *names_given(heading.text))):
                edits = with_links(note, vault, heading, Edit(heading.text_span, name))
                yield self.finding(
                    heading.text_span,
                    "`{alias}` has a note named `{name}`",
                    help="write `{name}`, and correct the links to the heading" if None in edits else "write `{name}`",
                    fix=fix("rename it to `{name}`", *edits, safety=Safety.UNSAFE, name=name),
                    alias=heading.text,
                    name=name,
                )
