import re

from vaulttools.note.points import Point
from vaulttools.patterns import either
from vaulttools.rule import Bad, Cues, Findings, Good, Note, Severity, Span, Vault, VaultRule, pattern

_LONE = "(?![가-힣])"
_PAYS = f" (?:씀|나감|듦|받음|냄|줌|투자|희망|요청){_LONE}"
_WANTS = "(?:희망|요청|제안|투자|원함)"
_END = either(
    r"[ \t]*(?:[),.;/\]]|[\r\n]|\Z)",
    r"에 ?\d[\d.]*[%％]",
    _PAYS,
    f"임{_LONE}|이?[며고]{_LONE}",
    r" ?(?:정도|이상|이하|미만|초과|가량|수준|규모|안팎)(?:[ ,.)\r\n임]|\Z)",
    " [-–] ",
)
_AMOUNT = pattern(
    r"(?=\d)(?<![\w.,$₩€£¥+-])(?P<amount>"
    + either(
        rf"\d[\d,.]*[십백천]?[조억만](?: ?\d[\d,.]*[십백천]?[억만]){{0,3}}(?={_END})",
        rf"\d[\d,.]*[백천](?=에 ?\d[\d.]*[%％]|{_PAYS})",
        r"\d[\d.]*[kKmM]?(?= (?:on|at) \d+(?:\.\d+)? (?:pre|post)\b)",
        rf"\d+에 \d+(?= {_WANTS}{_LONE})",
    )
    + ")"
)
"""An amount that no unit follows: of won in 만, 억 or 조; as so much for a share; or as what is paid."""
_UNIT_BEFORE = pattern(
    r"(?:[$₩€£¥]|USD|KRW|EUR|JPY|고객|직원|인원|인구|단위)"
    r" ?(?:수|은|는|이|가)?[ \t:]*\Z"
)

_COUNTED = pattern(
    r"[가-힣](?:(?<!자본)금|료|비|액|값|세)(?![가-힣]{2})|매출|이익|손실|적자|흑자|비용|단가|원가|가격|투자|출자|증자|유치|조달|펀딩|라운드|시리즈|시드"
    r"|펀드|결성|밸류|기업가치|시총|자산|부채|대출|차입|한도|예산|수주|계약|과제|연봉|월급|월세|임대|렌탈|구독|몸값|상환|정산|결제|거래|매각|인수|담보"
    r"|(?:이용|사용|구독|가입|방문|참가)자|팔로워|회원|조회|다운로드|[MDW]AU"
    r"|브[릿리]지|\b(?:ARR|MRR|GMV|AUM|EBITDA|CAPEX|pre|post|series|seed|round|bridge|rais(?:e|es|ed|ing))\b",
    re.I,
)
"""What is counted: money, which is won to everybody who reads Korean, or people. But the capital that a law asks for (자본금)
may be that of another country."""
_PAID = pattern(r" (?:씀|나감|듦|받음|냄|줌)(?![가-힣])")
_TERMS = pattern(
    rf"\d[\d,.]*[십백천]?[천억]에 ?\d[\d.]*[%％]|\d+에 \d+ {_WANTS}|\d[\d.]*[kKmM]? (?:on|at) \d[\d.]* (?:pre|post)"
)
"""So much money for a share in a company: only terms of an investment have this form."""
_WITH_UNIT = pattern(r"[억만]원|\d[십백천]?[조억만]? ?(?:원(?!함)|달러|불(?![가-힣])|엔|유로|위안)|[$₩€£¥] ?\d")
"""An amount beside it says in what all of them are."""
_OTHER_WORD = pattern(r"(?![십백천만억조])[가-힣A-Za-z]")
"""A line of bare figures is a row of a table that is no table: what stands above it says of what."""


class BareAmount(VaultRule):
    """An amount in 만, 억 or 조 where neither a unit nor a word such as `매출` or `한도` says of what, in a note about companies or of a meeting; the terms of an investment (`2천에 10%`) in any list.

    ## Why
    `딜러당 연간 18억`: of sales, of loans or of cars? With `매출 18억` nobody asks; without the word only the writer knows.

    ## Fix
    None: say what it is an amount of, and in which currency where that is not won: `딜러당 연간 대출 18억`.
    """

    severity = Severity.HINT
    cues = Cues(
        *(f"{digit}{unit}" for digit in "0123456789십백천" for unit in "만억조"),
        "백에",
        "천에",
        " pre",
        " post",
        *(f"{digit}{end}" for digit in "0123456789" for end in ("에 ", "천 ")),
    )

    examples = (
        Good(
            "- 한달 8.8만원, 매출 20억 원, 10~20억 달러, 회원 30만 명, $3억, 조회수 2만\n- 3만 5천 명, 1억씩, 만 2세, 2조(조별)\n",
            path="companies/한결.md",
        ),
        Good(
            "- 누적 투자 1억 5천만 이상, 시리즈A 25억\n- 하반기 Series B, 90억\n- 매출\n  - 2023: 8억\n- 절반에 1억 씀\n",
            path="companies/한결.md",
        ),
        Good("자산 흐름\n- 30 1억\n- 40 5억\n", path="companies/한결.md"),
        Good("| 매출 |\n|---|\n| 20억 |\n", path="companies/한결.md"),
        Good("- 지방은 1억 이하\n- pre 380억, 우리 몫 15억 원\n"),
        Good("- pre 380억, 우리 몫 15억 원\n", path="companies/한결.md"),
        Bad(
            "- 최소자본금 «20억», PG업은 «10억»임.\n- 딜러당 연간 «18억»)\n- 하루 «3만» 정도\n",
            path="companies/한결.md",
        ),
        Bad("- «2천»에 10%\n- «15에 90» 희망\n"),
        Bad("- raising «4» at 20 pre\n- raising «2M» at 12 post\n- 대표는 «15에 90» 원함\n"),
        Bad("- 달마다 «8천» 씀\n", path="meetings/2025-03-07.md"),
        Good("- 다운로드 급증 (5월 8만)\n", path="companies/한결.md"),
        Bad("- «2천»에 10%, 다음은 «3억»에 5%, 3천에 산 땅\n", path="companies/한결.md"),
        Bad("[[한결]]\n- 첫해 «1억 5천만» 이상\n", beside={"companies/한결.md": ""}),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        is_of_business: bool | None = None
        for match in note.cued(self.cues, _AMOUNT):
            point = note.points.at(match.start())
            is_terms = _TERMS.match(note.prose, match.start()) is not None
            if not (is_terms and point.is_item):
                if is_of_business is None:
                    is_of_business = vault.is_about_companies(note) or vault.is_of_meeting(note)
                if not is_of_business:
                    continue
            if (
                point.marker != "|"
                and (is_terms or note.points.holds(point, _OTHER_WORD))
                and not note.points.holds(point, _WITH_UNIT)
                and not _UNIT_BEFORE.search(note.prose, max(point.line.start, match.start() - 12), match.start())
                and (
                    is_terms
                    or match["amount"][-1] not in "만억조"
                    or not _says_of_what(note, point, match.end("amount"))
                )
            ):
                yield self.finding(
                    Span(*match.span("amount")),
                    "`{amount}` does not say of what: won, dollars, people",
                    help="say what it is an amount of, or add the unit: `{amount} 원`"
                    if match["amount"][-1] in "만억조"
                    else "write the amount in full, with its currency",
                    amount=match["amount"],
                )


def _says_of_what(note: Note, point: Point, end: int) -> bool:
    """Whether the line of an amount that ends at `end`, or a line above it, says of what the amount is."""
    return (
        _PAID.match(note.prose, end) is not None
        or note.points.holds(point, _COUNTED)
        or any(note.points.holds(each, _COUNTED) for each in note.points.above(point))
    )
