from vaulttools.note.outline import Candidate, Style
from vaulttools.rule import Bad, Findings, Good, Note, Related, Vault, VaultRule
from vaulttools.rules.headings import Written, headed

_KNOWN = {"companies/온기록.md": "", "companies/콜드핀.md": "", "companies/Tern.md": "", "companies/Nuri.md": ""}


class HiddenCompany(Written, VaultRule):
    """A company that is one more item in the list of another, followed by lines of its own.

    ## Why
    What is said of the second company reads as if it were said of the first.

    ## Fix
    The item becomes a heading, and the items after it the company's list. Safe where the vault has a note on that
    company and nothing suggests that it is only mentioned, as a competitor or a customer. Unsafe where the items after
    it are about it, or where it is a word in no Korean dictionary, in a note about several companies.
    """

    examples = (
        Good("### 온기록\n\n- 병원 데이터를 모음\n- 경쟁사:\n- 콜드핀\n", beside=_KNOWN),
        Good("### Tern\n\n- works with carriers\n- Nuri\n", beside=_KNOWN),
        Bad(
            "### 온기록\n\n- 건강검진 결과를 모아 보여 줌\n- 보험사에는 안 팔겠다고 못 박음\n- «콜드핀»\n"
            "- 백신 운송 온도를 센서로 기록\n- 콜드핀은 제약사가 고객\n",
            beside=_KNOWN,
            fixed="### 온기록\n\n- 건강검진 결과를 모아 보여 줌\n- 보험사에는 안 팔겠다고 못 박음\n\n### 콜드핀\n\n"
            "- 백신 운송 온도를 센서로 기록\n- 콜드핀은 제약사가 고객\n",
            options={"company_level": 3},
        ),
        Bad(
            "데모데이 기록\n\n문서나루\n- 문서를 만듦\n- 매출 두 배\n- «코리아유나이티드»\n- 온라인 환전 서비스\n- 원하는 환율에 매도\n\n"
            "한결물류\n- 담보를 정리함\n- 고객은 은행 두 곳\n\n참눈\n- 얼굴을 맞춰 봄\n- 시리즈 A 투자\n",
            fixed="데모데이 기록\n\n문서나루\n- 문서를 만듦\n- 매출 두 배\n\n## 코리아유나이티드\n\n- 온라인 환전 서비스\n"
            "- 원하는 환율에 매도\n\n한결물류\n- 담보를 정리함\n- 고객은 은행 두 곳\n\n참눈\n- 얼굴을 맞춰 봄\n- 시리즈 A 투자\n",
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for candidate, fix in headed(note, vault.outline(note), self.layout, _is_hidden):
            yield self.finding(
                candidate.span,
                "the company `{name}` is hidden in the list of another",
                help="give it a heading, with the items after it below",
                fix=fix,
                related=(Related(candidate.span, candidate.reason),),
                name=candidate.name,
            )


def _is_hidden(candidate: Candidate) -> bool:
    return candidate.style is Style.HIDDEN
