from vaulttools.patterns import LINE_END, either
from vaulttools.rule import Bad, Cues, Findings, Good, Note, NoteRule, Severity, Span, pattern

_MONEY = (
    "매출|이익|손실|비용|단가|원가|연봉|월급|예산|월세|조달|시드|자금|시총|밸류|몸값|기업가치|가격|판매가|분양가|공급가"
    "|회비|학비|식비|상금|현금|잔고|부채|대출|차입|총액|규모"
    "|지분|관리보수|성과보수|정확도|희망가|매각가|인수가|공모가|목표가|낙찰가|감정가|호가|평단"
)
_SORT_OF_MONEY = "[가-힣]{2}(?:비(?<![대설소장정준]비)|료(?<![료무비연완원유음의자재종진치]료)|금|액)"
"""What is paid for something (수수료, 생활비, 계약금, 거래액), and no 사전준비 or 진행완료."""
_PARTICLES = ("은", "는", "이", "가", "도")
_COUNTED = "대건인명병척개평곳팀회차일실호석좌점박장구"
"""What a price is for one of: 대당, 척당."""
_ENGLISH = (
    "revenue|sales|burn|next round|last round|next close|first close|final close|valuation|budget|profit|loss|rent|salary|raised|raising|invested"
    "|runway|margin|churn|price|priced|cost|fee|fees|ticket|bookings|turnover|payroll|capex|opex|grant|pre-money|post-money|cheque"
    "|ARR|MRR|CAC|LTV|ARPU|AOV|GMV|ACV|AUM|EBITDA"
).split("|")
_NUMBER = r"(?:(?!(?:19|20)\d\d(?!\d)|0(?![.\d]))\d++(?:,\d{3})*+|[-+]\d++(?:,\d{3})*+)(?:\.\d+)?+"
"""A number that is neither a year nor nothing."""
_IN_WON = pattern(r"[-+]?\d{1,3}(?:,\d{3}){2}|[-+]?\d{3},\d{3}")
"""A sum written out to the last digit is in won to everybody who reads Korean: 월급 3,420,000."""
_OTHER_NUMBER = r"\d[\d.,]*+"
_FIGURE = pattern(
    rf" (?=[\d+-])(?P<figure>{_NUMBER}(?:(?: to |[-–~])\d++(?:\.\d+)?+)?+(?:[kKmM]|[백천](?![가-힣]))?+)"
    + "(?="
    + either(
        r"[ \t]*"
        + either(
            r"[),;\]]|\.(?!\d)|[\r\n]|\Z",
            "(?:정도|이상|이하|미만|수준|안팎|쯤| (?:목표|필요|예상|제시|요구|제안|희망)|이?라고 ?함| [가-힣]{1,6}[함음됨짐남감냄줌씀듦])(?![가-힣])",
            rf"에서 {_OTHER_NUMBER}(?:으?로(?![가-힣])|{LINE_END})",
            rf"[ ]?(?:→|->)[ ]?{_OTHER_NUMBER}[ \t]*(?:[,;]|[\r\n]|\Z)",
        ),
        r" (?:last|this|next|a|per) (?:year|month|quarter|week)\b| last time\b|/(?:year|month|yr|mo)\b",
        r" (?:pre|post)\b",
    )
    + ")"
)
"""A figure with nothing behind it that could be its unit."""
_BEFORE = pattern(
    either(
        either(
            _MONEY,
            _SORT_OF_MONEY,
            rf"[{_COUNTED}]당(?: [가-힣]+){{0,2}}",
            "(?:율|률|마진|비중)(?<!(?<!전)환율)(?<!비율)(?<!배율)",
        )
        + rf"{either(*_PARTICLES)}?(?: (?:월|연))?",
        " 대비",
        rf"(?<!/)\b{either(*(f'[{each[0].upper()}{each[0]}]{each[1:]}' for each in _ENGLISH))}(?: (?:is|was|of|at|about|around))?",
    )
    + r" \Z"
)
_OF_ONE = pattern(rf"(?:CAC|LTV|ARPU|AOV|ACV|단가|원가|[{_COUNTED}]당)[^,.]{{0,8}}\Z")
"""Behind these, a figure in 천 may be of won or of ten thousands; other sums, 매출 8천, are of the latter to everybody."""
_PRICE = pattern(rf"(?:가격|판매가|단가|이용료|사용료|구독료|[{_COUNTED}]당)[^,.]{{0,6}}\Z")
"""A price of one in thousands, 인당 9,900, is in won to everybody who reads Korean."""
_COUNTS = pattern("이유|원인|사유|응답|투표|불만")
"""What figures behind words are the number of: `이탈 이유 - 가격 2, 폐업 1`."""
_SHARES = pattern(r"\d[ ]?(?:%|퍼센트|프로|[만억조]|원|달러|[kKmM]\b|[bm]n\b)[^()\r\n]{0,4}\([^()\r\n]*\Z")
"""An amount before brackets, in which figures are its shares: 누적 45억 (시드 5, 프리A 40)."""
_LONGEST_SHARES = 60
"""Code points before a figure in which that amount stands."""
_FARTHEST = 24
"""Code points before a figure in which the word stands that it belongs to."""


class MissingUnit(NoteRule):
    """A list item with a plain figure after a word such as `매출`, `연체율` or `revenue`, and no unit.

    ## Why
    Won or dollars, thousands or millions, percent or times: on the day it went without saying.

    ## Fix
    None: add the unit.
    """

    severity = Severity.HINT
    cues = Cues(
        *(
            f"{word}{end} "
            for word in (*_MONEY.split("|"), "비", "료", "금", "액", "율", "률", "마진", "비중")
            for end in ("", *_PARTICLES)
        ),
        *(f"{each}당 " for each in _COUNTED),
        *(" 대비 -", " 대비 +"),
        *(f"{word} " for word in _ENGLISH),
    )

    examples = (
        Good(
            "- 매출 2023\n- API 비용 0\n- 환율 1,300\n- 연체율 2.1%\n- 수수료 0.9%, 싸다\n- 매출 3,700만원\n- round 2\n- 비중 1위\n- 매출 20억 원\n"
        ),
        Good("- 시총 1/10 수준\n- raised $4m\n- revenue in 2023\n흐르는 글의 매출 60.\n"),
        Bad("- 전년 대비 «-40»\n- 대당 «1.2»\n- 대당 월 매출 «60» 정도\n- 연체율은 «2.3»\n"),
        Bad(
            "- priced «45»\n- 현금 «320»\n- revenue «310» last year\n- next close «120m»\n- next round «5 to 6»\n- price «80»/month for each clinic\n- burn «80k»\n"
        ),
        Good(
            "- 이탈 이유 - 가격 2, 폐업 1\n- 진행완료 3, 사전준비 2, 지금 3, 의료장비 3, 해당 3\n- LTV/CAC 3.1, EV/EBITDA 7\n"
        ),
        Bad(
            "- ARR «4.5» 목표\n- 척당 월 «50»\n- 자문료 «330»\n- 밸류 «150» 이야기함\n- 증설 자금 «20» 필요\n- 자문료 «330» 나감\n"
            "- 희망가 «70~80»\n- 객실당 월 «180» 정도 남음\n- 평단 «6.8»\n"
            "- 생활비 월 «350» 필요\n- 차기 펀드 규모 «500»\n- 수수료 월 «15»\n- 성과보수 «20»\n- 정확도 «95»라고 함\n- 밸류 «150» pre\n"
        ),
        Good(
            "- 감정가 180만 원, 희망가 70~80억, 가격: 인당 9,900, 월 단가 3,200\n- 지분 15%, 지분 4인, 지분 2024년\n"
            "- 매출 8천\n- 연봉 6천, 보증금 5천\n- CAC 3천 원\n- 단가 3천만 원\n"
        ),
        Bad("- CAC «3천»\n- 대당 단가는 «8천» 수준\n- 지분 «15» 요구\n- raised «8m» last time\n"),
        Good("- 누적투자: 45억 (시드 5, 프리A 40)\n- raised 6m (seed 1, grant 5)\n"),
        Good(
            "- 수수료 3에서 5%로\n- 매출 60 → 80억 원\n- 매출 1,200,000원\n- 월급 3,420,000\n- 월세 -650,000, 식비 412,300\n"
        ),
        Bad(
            "- 객단가 «12», 월 재방문 2.1회\n- 전환율 «2.3»에서 4로\n- 연체율 «3» → 2\n- CAC «3», LTV «40»\n- runway «9»\n"
        ),
    )

    def check(self, note: Note) -> Findings:
        for match in note.cued(self.cues, _FIGURE):
            figure = Span(*match.span("figure"))
            point = note.points.at(figure.start)
            start = max(point.span.start, figure.start - _FARTHEST)
            if (
                point.is_item
                and not point.is_task
                and (match["figure"][-1] not in "백천" or _OF_ONE.search(note.prose, start, figure.start))
                and not _COUNTS.search(note.prose, point.span.start, figure.start)
                and _BEFORE.search(note.prose, start, figure.start)
                and not _SHARES.search(note.prose, max(point.span.start, figure.start - _LONGEST_SHARES), figure.start)
                and not ("," in match["figure"] and _PRICE.search(note.prose, start, figure.start))
                and not (_IN_WON.fullmatch(match["figure"]) and not point.words.isascii())
            ):
                yield self.finding(
                    figure,
                    "`{figure}` has no unit: won or dollars, thousands or millions, percent or times",
                    help="add the unit",
                    figure=match["figure"],
                )
