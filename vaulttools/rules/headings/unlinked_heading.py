from vaulttools.rule import Bad, Edit, Findings, Good, Note, Severity, Vault, VaultRule, fix
from vaulttools.vault import COMPANY

_KNOWN = {"companies/Acme.md": "---\naliases: [에이씨엠]\n---\n", "concepts/에스크로.md": ""}


class UnlinkedHeading(VaultRule):
    """A company's heading that is not a link to the company's note.

    ## Why
    Where headings are links, the section shows up among the backlinks of the company. Off until selected: many keep
    headings free of links.

    ## Fix
    Safe: the words stay the same, and so does what a link to the heading must say.
    """

    severity = Severity.HINT
    default = False
    enriches = True

    examples = (
        Good("## [[Acme]]\n\n- paid\n\n## 에스크로\n\n- 계좌\n\n## Acme and others\n", beside=_KNOWN),
        Good("# Acme\n", path="companies/Acme.md"),
        Bad("## «Acme»\n\n- paid\n", beside=_KNOWN, fixed="## [[Acme]]\n\n- paid\n"),
        Bad("## «에이씨엠» ##\n\n- 지급\n", beside=_KNOWN, fixed="## [[Acme|에이씨엠]] ##\n\n- 지급\n"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for heading in note.headings:
            if not vault.entities.is_company(heading.text):
                continue
            paths = [path for path in vault.entities.named(heading.text) if vault.kind(path) == COMPANY]
            if len(paths) == 1 and paths[0] != note.path:
                yield self.finding(
                    heading.text_span,
                    "the heading `{name}` does not link to the company's note",
                    fix=fix("link it", Edit(heading.text_span, vault.link(paths[0], note.path, heading.text))),
                    name=heading.text,
                )
