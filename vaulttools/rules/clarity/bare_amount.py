import re
from collections.abc import Iterator
from typing import ClassVar

from vaulttools.findings import Finding, Severity
from vaulttools.note import Note
from vaulttools.note.cues import Cues
from vaulttools.patterns import pattern
from vaulttools.rule import Bad, Good, VaultRule
from vaulttools.text import Span
from vaulttools.vault import Vault

_AMOUNT = pattern(
    r"(?<![\w.,$₩€£¥+-])(?P<amount>\d[\d,.]*[십백천]?[조억만](?: ?\d[\d,.]*[십백천]?[억만])*)"
    r"(?=[ \t]*(?:[),.;/\]]|[\r\n]|\Z)|임(?![가-힣])|이?[며고](?![가-힣])|(?: ?(?:정도|이상|이하|미만|초과|가량|수준|규모|안팎))(?:[ ,.)\r\n임]|\Z)| [-–] )"
)
_UNIT_BEFORE = pattern(
    r"(?:[$₩€£¥]|USD|KRW|EUR|JPY|[MDW]AU|이용자|사용자|구독자?|가입자|방문자|참가자|팔로워|회원|고객|직원|인원|인구|조회|다운로드|단위)"
    r" ?(?:수|은|는|이|가)?[ \t:]*\Z"
)

_OTHER_WORD = pattern(r"(?![십백천만억조])[가-힣A-Za-z]")
"""A line of bare figures is a row of a table that is no table: what stands above it says of what."""


_SOFT_END = r"(?=[ \t]*(?:[),.;\]]|[\r\n]|\Z|(?:정도|이상|이하|미만|수준|안팎|쯤)(?![가-힣])))"
_FIGURE = pattern(
    rf"(?<![가-힣])(?:[가-힣]{{0,6}}(?:매출|이익|손실|비용|단가|원가|수수료|연봉|월급|예산|보증금|월세|임대료|이용료|구독료|인건비|운영비|광고비|설치비|개발비|배송비|지원금|보조금|상금|계약금|투자금|투자액|거래액|조달|시드|시총|밸류|몸값|기업 ?가치)|[대건인명병]당(?: [가-힣]+){{0,2}})(?:은|는|이|가|도)? "
    rf"(?P<sum>(?!(?:19|20)\d\d(?!\d))\d[\d,]*+(?:\.\d+)?+){_SOFT_END}"
    rf"|(?<![가-힣])[가-힣]{{1,6}}(?:율|률|마진|비중)(?<!환율)(?<!비율)(?<!배율)(?:은|는|이|가|도)? (?P<rate>\d++(?:\.\d+)?+){_SOFT_END}"
    rf"| 대비 (?P<change>[-+]\d++(?:\.\d+)?+){_SOFT_END}"
    r"|\b(?:revenue|sales|burn|(?:next|last|this) round|valuation|budget|profit|loss|rent|salary|raised|raising|invested|ARR|MRR|margin|churn)(?: (?:is|was|of|at|about|around))? "
    r"(?P<plain>(?!(?:19|20)\d\d\b)\d[\d,]*+(?:\.\d+)?+(?:(?: to |[-–])\d++(?:\.\d+)?+)?+[kKmM]?)(?=[ \t]*(?:[,;)]|[\r\n]|\Z)| (?:last|this|next|a|per) (?:year|month|quarter|week)\b)",
    re.I,
)
"""A figure behind a word for money or a share, with nothing behind it that says what it counts."""


class BareAmount(VaultRule):
    """An amount that does not say of what: won, dollars, people, percent.

    ## Why
    `20억` is won to its writer and dollars to a reader who comes from the next note.

    Amounts in 만, 억 and 조 are checked in notes about companies, plain figures behind words such as `매출`, `연체율` and
    `revenue` everywhere.

    ## Fix
    None: add the currency or the unit, `20억 원`.
    """

    needs: ClassVar = "cues"
    severity: ClassVar = Severity.HINT
    cues: ClassVar = Cues(
        *(f"{digit}{unit}" for digit in "0123456789십백천" for unit in "만억조"),
        *(
            "매출",
            "이익",
            "손실",
            "비용",
            "단가",
            "수수료",
            "연봉",
            "월급",
            "예산",
            "보증금",
            "월세",
            "시총",
            "밸류",
            "몸값",
            "가치",
        ),
        *("당 ", "율", "률", "마진", "비중", "대비 "),
        *(
            "revenue",
            "sales",
            "burn",
            "round",
            "valuation",
            "budget",
            "profit",
            "loss",
            "ARR",
            "MRR",
            "margin",
            "churn",
        ),
    )

    examples: ClassVar = (
        Good(
            "- 한달 8.8만원, 매출 20억 원, 10~20억 달러, 회원 30만 명, $3억, 조회수 2만\n- 3만 5천 명, 1억씩, 만 2세, 2조(조별)\n",
            path="companies/한결.md",
        ),
        Good("자산 흐름\n- 30 1억\n- 40 5억\n", path="companies/한결.md"),
        Good("| 매출 |\n|---|\n| 20억 |\n", path="companies/한결.md"),
        Good(
            "- 지방은 1억 이하\n- 매출 2023\n- 환율 1,300\n- 연체율 2.1%\n- 수수료 0.9%, 싸다\n- 매출 3,700만원\n- round 2\n- 비중 1위\n- 매출 20억 원\n"
        ),
        Bad(
            "- 전년 대비 «-40»\n- 대당 «1.2»\n- 대당 월 매출 «60» 정도\n- 연체율 «2.3»\n- revenue «310» last year\n- next round «5 to 6»\n"
        ),
        Bad("- 최소자본금 «20억», PG업은 «10억»임.\n- 딜러당 연간 «18억»)\n", path="companies/한결.md"),
        Bad("[[한결]]\n- 누적 투자 «1억 5천만» 이상\n", beside={"companies/한결.md": ""}),
    )

    def check(self, note: Note, vault: Vault) -> Iterator[Finding]:
        for match in note.cued(self.cues, _FIGURE):
            point = note.points.at(match.start())
            if point.is_item and not point.is_task:
                yield self.finding(
                    Span(*match.span(match.lastgroup or 0)),
                    "`{amount}` has no unit: won or dollars, thousands or millions, percent or times",
                    help="add the unit",
                    amount=match[match.lastgroup or 0],
                )
        if not vault.is_about_companies(note):
            return
        for match in note.cued(self.cues, _AMOUNT):
            point = note.points.at(match.start())
            if (
                point.marker != "|"
                and _OTHER_WORD.search(point.words)
                and not _UNIT_BEFORE.search(note.prose, max(point.line.start, match.start() - 12), match.start())
            ):
                yield self.finding(
                    Span(*match.span("amount")),
                    "`{amount}` does not say of what: won, dollars, people",
                    help="add the currency or the unit: `{amount} 원`",
                    amount=match["amount"],
                )
