from vaulttools.rule import Bad, Cues, Findings, Good, Note, Severity, Span, Vault, VaultRule, pattern

_AMOUNT = pattern(
    r"(?<![\w.,$₩€£¥+-])(?P<amount>\d[\d,.]*[십백천]?[조억만](?: ?\d[\d,.]*[십백천]?[억만])*|\d[\d,.]*[백천](?=에 ?\d| (?:씀|나감|듦|받음|냄|줌|투자|희망|요청)(?![가-힣]))|\d[\d.]*(?= on \d+(?:\.\d+)? (?:pre|post))|\d+에 \d+(?= (?:희망|요청|제안|투자|원함)(?![가-힣])))"
    r"(?=[ \t]*(?:[),.;/\]]|[\r\n]|\Z)|에 ?\d[\d.]*[%％]|(?= (?:씀|나감|듦|받음|냄|줌|투자|희망|요청)(?![가-힣]))|임(?![가-힣])|이?[며고](?![가-힣])|(?: ?(?:정도|이상|이하|미만|초과|가량|수준|규모|안팎))(?:[ ,.)\r\n임]|\Z)| [-–] )"
)
_UNIT_BEFORE = pattern(
    r"(?:[$₩€£¥]|USD|KRW|EUR|JPY|[MDW]AU|이용자|사용자|구독자?|가입자|방문자|참가자|팔로워|회원|고객|직원|인원|인구|조회|다운로드|단위)"
    r" ?(?:수|은|는|이|가)?[ \t:]*\Z"
)

_TERMS = pattern(
    r"\d[\d,.]*[십백천]?[천억]에 ?\d[\d.]*[%％]|\d+에 \d+ (?:희망|요청|제안|투자|원함)|\d[\d.]* on \d[\d.]* (?:pre|post)"
)
"""So much money for a share in a company: only terms of an investment have this form."""
_WITH_UNIT = pattern(r"[억만]원|\d[십백천]?[조억만]? ?(?:원|달러|불(?![가-힣])|엔|유로|위안)|[$₩€£¥] ?\d")
"""An amount beside it says in what all of them are."""
_OTHER_WORD = pattern(r"(?![십백천만억조])[가-힣A-Za-z]")
"""A line of bare figures is a row of a table that is no table: what stands above it says of what."""


class BareAmount(VaultRule):
    """An amount in 만, 억 or 조 that does not say of what (won, dollars, people), in a note about companies or of a meeting; the terms of an investment (`2천에 10%`) in any list.

    ## Why
    `20억` is won to the writer, and dollars to a reader who comes from another note.

    ## Fix
    None: add the currency or the unit, `20억 원`.
    """

    needs = "cues"
    severity = Severity.HINT
    cues = Cues(
        *(f"{digit}{unit}" for digit in "0123456789십백천" for unit in "만억조"),
        "백에",
        "천에",
        " pre",
        *(f"{digit}{end}" for digit in "0123456789" for end in ("에 ", "천 ")),
    )

    examples = (
        Good(
            "- 한달 8.8만원, 매출 20억 원, 10~20억 달러, 회원 30만 명, $3억, 조회수 2만\n- 3만 5천 명, 1억씩, 만 2세, 2조(조별)\n",
            path="companies/한결.md",
        ),
        Good("자산 흐름\n- 30 1억\n- 40 5억\n", path="companies/한결.md"),
        Good("| 매출 |\n|---|\n| 20억 |\n", path="companies/한결.md"),
        Good("- 지방은 1억 이하\n- pre 380억, 우리 몫 15억 원\n"),
        Good("- pre 380억, 우리 몫 15억 원\n", path="companies/한결.md"),
        Bad("- «2천»에 10%\n- «15에 90» 희망\n"),
        Bad("- 달마다 «8천» 씀\n", path="meetings/2025-03-07.md"),
        Bad("- 최소자본금 «20억», PG업은 «10억»임.\n- 딜러당 연간 «18억»)\n", path="companies/한결.md"),
        Bad("- «2천»에 10%, 다음은 «3억»에 5%, 3천에 산 땅\n", path="companies/한결.md"),
        Bad("[[한결]]\n- 누적 투자 «1억 5천만» 이상\n", beside={"companies/한결.md": ""}),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        is_of_business: bool | None = None
        for match in note.cued(self.cues, _AMOUNT):
            point = note.points.at(match.start())
            if not (_TERMS.match(note.prose, match.start()) and point.is_item):
                if is_of_business is None:
                    is_of_business = vault.is_about_companies(note) or vault.is_of_meeting(note)
                if not is_of_business:
                    continue
            if (
                point.marker != "|"
                and (note.points.holds(point, _OTHER_WORD) or _TERMS.match(note.prose, match.start()))
                and not note.points.holds(point, _WITH_UNIT)
                and not _UNIT_BEFORE.search(note.prose, max(point.line.start, match.start() - 12), match.start())
            ):
                yield self.finding(
                    Span(*match.span("amount")),
                    "`{amount}` does not say of what: won, dollars, people",
                    help="add the currency or the unit: `{amount} 원`"
                    if match["amount"][-1] in "만억조"
                    else "write the amount in full, with its currency",
                    amount=match["amount"],
                )
