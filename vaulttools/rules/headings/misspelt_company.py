from vaulttools.note.legal_forms import without_form
from vaulttools.rule import Bad, Edit, Findings, Good, Note, Safety, Vault, VaultRule, fix
from vaulttools.rules.headings import with_links
from vaulttools.text import match_key

_KNOWN = {"companies/물꼬펀딩.md": "", "companies/Ledgerleaf.md": "", "companies/참눈.md": ""}


class MisspeltCompany(VaultRule):
    """A company's heading that is a typo away from the name of a company in the vault.

    ## Why
    Links and searches for the company miss the section.

    ## Fix
    Unsafe: the name is spelled as in its note. There may be another company of that name. Links to the heading follow, in other
    notes too; where one cannot, the heading is left to you.
    """

    examples = (
        Good("## 물꼬펀딩\n\n- 담보 대출\n\n## 물류펀딩\n\n- 다른 회사\n", beside=_KNOWN),
        Good("## Leaflets\n\n- for the booth\n", beside=_KNOWN),
        Good("## 오전\n\n### ㈜참눈\n\n- 투자\n\n### 물꼬펀딩\n\n- 대출\n\n### Ledgerleaf\n\n- books\n", beside=_KNOWN),
        Good("## Ledgerleaf 2\n\n- a startup\n\n## 참눈\n\n- 투자\n", beside=_KNOWN),
        Bad(
            "## 금요일 오후\n\n### 참눈\n\n- 은행 두 곳\n\n### «물꼬펀팅»\n\n- 기관 투자 자금 60억 원\n",
            beside=_KNOWN,
            fixed="## 금요일 오후\n\n### 참눈\n\n- 은행 두 곳\n\n### 물꼬펀딩\n\n- 기관 투자 자금 60억 원\n",
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for candidate in vault.outline(note).companies:
            if any(map(vault.entities.is_company, (candidate.name, without_form(candidate.name)))):
                continue
            near = vault.nearest.name(candidate.name)
            if near is not None and vault.entities.is_company(near) and not _goes_on(near, candidate.name):
                edit = Edit(candidate.span, near)
                heading = next((each for each in note.headings if each.span.contains(candidate.span)), None)
                edits = (edit,) if heading is None else with_links(note, vault, heading, edit)
                yield self.finding(
                    candidate.span,
                    "no company is named `{name}`, but `{near}` is",
                    help="write `{near}`, and correct the links to the heading" if None in edits else "write `{near}`",
                    fix=fix("rename it to `{name}`", *edits, safety=Safety.UNSAFE, name=near),
                    name=candidate.name,
                    near=near,
                )


def _goes_on(name: str, longer: str) -> bool:
    """Whether `longer` is `name` and something behind it."""
    head, rest = match_key(longer[: len(name)]), longer[len(name) : len(name) + 1]
    return head == match_key(name) and bool(rest) and not rest.isalnum()
