from vaulttools.note.outline import Candidate, Role
from vaulttools.rule import Bad, Findings, Good, Note, Related, Vault, VaultRule
from vaulttools.rules.headings import Written, headed

_KNOWN = {"companies/볕드림.md": "", "companies/Ledgerleaf.md": "", "companies/콜드핀.md": ""}


class CompanyWithoutHeading(Written, VaultRule):
    """A company with lines of its own whose name is a numbered, bold, bare or list line instead of a heading.

    ## Why
    Only a heading can be linked to, folded and found in the outline of a note.

    ## Fix
    The name becomes a heading, and the lines below it an unindented list; no word changes. Safe where the vault has a
    note on that company, or where sessions and many companies written alike leave no doubt. Unsafe where only the
    structure suggests it, or where lines below it may be on something else: a break, the whole day. What the line says after the name (`Tern - freight`) becomes the first item. To have the
    headings link to the companies' notes, select `unlinked-heading`, too.
    """

    examples = (
        Good("### 볕드림\n\n- 36개월 약정\n- 설치비 0원\n", beside=_KNOWN),
        Good("장비를 챙긴다.\n\n1. 볕드림 통화\n  - 10시\n2. 점심\n  - 국밥\n", beside=_KNOWN),
        Good("1. Unpack\n  - open the box\n2. Plug in\n  - red cable first\n3. Restart\n  - wait a minute\n"),
        Good("준비물\n- 물\n- 컵라면\n", beside=_KNOWN),
        Good("## 볕드림\n\n- 볕드림\n  - 36개월 약정\n", beside=_KNOWN),
        Good("Ledgerleaf (Seoul), A\nLedgerleaf (Seoul), B\nLedgerleaf (Seoul), C\n", beside=_KNOWN),
        Bad(
            "1. «볕드림»\n  - 베란다 태양광을 월 구독으로 설치\n  - 36개월 약정\n"
            "2. «Ledgerleaf»\n  - books for small shops\n  - 40 customers\n",
            beside=_KNOWN,
            fixed="## 볕드림\n\n- 베란다 태양광을 월 구독으로 설치\n- 36개월 약정\n\n"
            "## Ledgerleaf\n\n- books for small shops\n- 40 customers\n",
        ),
        Bad(
            "## 금요일 오전\n\n**«볕드림»**\n- 36개월 약정\n- 설치비 0원\n\n«콜드핀» :\n- 냉동식품 운송 온도를 기록\n- 제약사가 고객\n",
            beside=_KNOWN,
            fixed="## 금요일 오전\n\n### 볕드림\n\n- 36개월 약정\n- 설치비 0원\n\n### 콜드핀\n\n- 냉동식품 운송 온도를 기록\n- 제약사가 고객\n",
        ),
        Bad(
            "① «볕드림» - 태양광 구독\n* 36개월 약정\n* 설치비 0원\n",
            beside=_KNOWN,
            fixed="## 볕드림\n\n* 태양광 구독\n* 36개월 약정\n* 설치비 0원\n",
        ),
        Bad(
            "1. «볕드림» - 태양광 구독\n  - 36개월 약정\n2. «콜드핀»\n  - 냉동식품 운송\n",
            beside=_KNOWN,
            options={"style": "setext"},
            fixed="볕드림\n---\n\n- 태양광 구독\n- 36개월 약정\n\n콜드핀\n---\n\n- 냉동식품 운송\n",
        ),
        Bad(
            "«볕드림»\n- 36개월 약정\n\n«위드그리드»: 전기를 나눔\n- 현장 4곳\n- 매출 2억 원\n\n«콜드핀»\n- 냉동식품 운송\n\n«Ledgerleaf»\n- 40 customers\n",
            beside=_KNOWN,
            fixed="## 볕드림\n\n- 36개월 약정\n\n## 위드그리드\n\n- 전기를 나눔\n- 현장 4곳\n- 매출 2억 원\n\n"
            "## 콜드핀\n\n- 냉동식품 운송\n\n## Ledgerleaf\n\n- 40 customers\n",
        ),
        Bad(
            "«볕드림»\n- 36개월 약정\n\n차별점: 값\n- 반값\n\n«콜드핀»\n- 냉동식품 운송\n\n«Ledgerleaf»\n- 40 customers\n",
            beside=_KNOWN,
            fixed="## 볕드림\n\n- 36개월 약정\n\n차별점: 값\n- 반값\n\n## 콜드핀\n\n- 냉동식품 운송\n\n## Ledgerleaf\n\n- 40 customers\n",
        ),
        Bad(
            "- «볕드림»\n\t- 36개월 약정\n- «콜드핀»\n\t- 냉동식품 운송\n",
            beside=_KNOWN,
            options={"company_level": 3},
            fixed="### 볕드림\n\n- 36개월 약정\n\n### 콜드핀\n\n- 냉동식품 운송\n",
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        outline = vault.outline(note)
        if all(candidate.level for candidate in outline.companies):
            return
        for candidate, fix in headed(note, outline.with_whole_lists, self.layout, _is_company):
            yield self.finding(
                candidate.span,
                "the company `{name}` has no heading of its own",
                help="make the line a heading, and the lines below it a list",
                fix=fix,
                related=(Related(candidate.span, candidate.reason),),
                name=candidate.name,
            )


def _is_company(candidate: Candidate) -> bool:
    return candidate.role is Role.COMPANY and not candidate.level
