from vaulttools.note.outline import Candidate, Confidence
from vaulttools.rule import Bad, Findings, Good, Message, Note, Related, Vault, VaultRule
from vaulttools.text import match_key

_KNOWN = {"companies/볕드림.md": "", "companies/Tern.md": "---\naliases: [테른]\n---\n"}


class RepeatedCompany(VaultRule):
    """A company that has two sections in one note.

    ## Why
    A link to its heading leads to the first section and misses the second.

    ## Fix
    By hand: move the lines of one section to the other, or give the second a heading of its own.
    """

    examples = (
        Good("## 볕드림\n\n- 볕드림은 36개월 약정\n\n## Tern\n\n- carriers pay\n", beside=_KNOWN),
        Good("## 볕드림\n\n### 투자\n\n- 시드\n\n## Tern\n\n### 투자\n\n- none\n", beside=_KNOWN),
        Bad("## Tern\n\n- carriers pay\n\n## 볕드림\n\n- 설치비 0원\n\n## «테른»\n\n- 운송사가 냄\n", beside=_KNOWN),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        first: dict[str, Candidate] = {}
        for candidate in vault.outline(note).companies:
            if candidate.confidence is not Confidence.HIGH and not vault.entities.is_company(candidate.name):
                continue
            key = next(iter(vault.entities.named(candidate.name)), match_key(candidate.name))
            earlier = first.setdefault(key, candidate)
            if earlier is not candidate:
                yield self.finding(
                    candidate.span,
                    "the company `{name}` already has a section above",
                    help="merge both sections under one heading",
                    related=(Related(earlier.span, Message("the first section")),),
                    name=candidate.name,
                )
