"""Words by which a note, or the lines below a name, speak of companies and their business."""

from collections.abc import Iterable
from functools import cache

from vaulttools.patterns import pattern
from vaulttools.search import Search, searcher
from vaulttools.values import grouped

CUES = (
    "demo day", "demoday", "demo night", "pitch", "startup", "companies", "accelerat", "venture", "investor", "business",
    "deal flow", "dealflow", "데모데이", "피칭", "스타트업", "창업", "투자", "기업", "기술", "회사", "딜소싱", "딜 소싱", "딜플로",
    "company:", "업체:",
)  # fmt: skip
"""Words in the opening of a note about companies."""
EVENTS = (
    "demo day", "demoday", "demo-day", "demo night", "pitch day", "pitch night", "pitches", "pitching", "showcase", "startups i ",
    "companies i ", "deal flow", "dealflow", "데모데이", "데모 데이", "피치", "피칭", "딜소싱", "딜 소싱", "딜플로", "발표 기업", "참가 기업", "발표기업", "참가기업", "부스", "전시회", "박람회",
)  # fmt: skip
"""Words in the opening of a note that was written at an event where companies present themselves."""
OPENING = 600
_EARLY = 2000
TRADE = (
    "employees", "headquarter", "startup", "founded", "founder", "remote", "customers", "clients", "our team",
    "investor", "funding", "fintech", "platform", "careers", "매출", "투자", "고객", "시장", "플랫폼", "서비스", "대표", "창업",
    "스타트업", "제휴", "수수료", "시리즈", "기업", "솔루션", "특허", "수익", "채용", "직원", "설립", "수출", "규제", "금융", "협업", "출시",
    "출퇴근", "재택", "원격 근무", "원격근무", "연차", "유급", "복지", "연봉", "근속", "상장", "입점", "경쟁사", "투자 유치", "흑자", "적자",
    "인허가", "구독", "임상", "b2b", "saas", "revenue", "series a", "series b", "valuation", "gross margin", "break-even", "patents",
    "competitors", "incumbent", "paying", "retention", "engineers", "hiring", "profitable", "pricing", "churn", "pre-seed", "market",
    "가맹점", "거래액", "pre-a", "유저", "이탈", "원가", "마진", "단가", "매장",
)  # fmt: skip
"""Words in the lines on a company."""


_AFFAIRS = (
    *TRADE, "가입자", "이용자", "사용자", "시드", "유치", "출원", "도입", "배송", "광고비", "밸류",
    "해외 진출", "정부과제", "리텐션", "점유율", "재고", "영업", "런웨이", "텀시트", "객단가", "전환율", "재구매",
    "유료", "납품", "실증", "양산", "수주",
)  # fmt: skip
"""Words that the lines on a company contain more often than other lines."""
_FIGURES = pattern(
    r"\b(?:series [a-e]|seed|raised|saas|b2b|b2c|b2g|ceo|cto|hiring|pricing|arr|mrr|churn|moat|hires|office|offices|team|margins?|"
    r"profit(?:s|able)?|burn|market|pilots?|deck|mau|dau|ltv|cac|smb|enterprise|mid-market|founders|partnerships?|trial|"
    r"grants|take rate|poc|bep|ir|runway|term sheet|renewals?|gmv|aov)\b"
    r"|\$ ?\d|\d ?(?:억|만원|만 원|만명|퍼센트|%|\+? (?:people|users|engineers|countries|companies))"
)


@cache
def _affairs() -> Search:
    return searcher([*_AFFAIRS])


def speaks_of_trade(folded: str, start: int, stop: int) -> bool:
    """Whether the lower-case text speaks of a company's business: its money, its people, its customers."""
    said = folded[start:stop]
    return bool(_affairs().find_matches_as_indexes(said, overlapping=True)) or _FIGURES.search(said) is not None


def speaks_of_business(text: str, start: int) -> bool:
    """Whether `text` speaks enough of business, soon after `start` or in its properties, to be about unknown companies."""
    if start and speaks_of(EVENTS, text[:start].lower()):
        return True
    folded = text[start : start + _EARLY].lower()
    said = _said(folded)
    return len(said & _TRADE_NUMBERS) > 1 or any(
        folded.find(CUES[number], 0, OPENING) >= 0 for number in said & _CUE_NUMBERS
    )


def counted_trade(folded: str) -> int:
    """How many of the words in `TRADE` the lower-case text contains."""
    return len(_said(folded) & _TRADE_NUMBERS)


def speaks_of(words: Iterable[str], folded: str) -> bool:
    """Whether the lower-case text contains one of `words`."""
    return any(word in folded for word in words)


_CUE_NUMBERS = frozenset(range(len(CUES)))
_TRADE_NUMBERS = frozenset(range(len(CUES), len(CUES) + len(TRADE)))


@cache
def _trade_search() -> tuple[Search, list[list[int]]]:
    """A search for the words of `CUES` and `TRADE` in one pass, and the indexes of each word it finds in the two together."""
    numbers = grouped((word, number) for number, word in enumerate((*CUES, *TRADE)))
    return searcher([*numbers]), [*numbers.values()]


def _said(folded: str) -> frozenset[int]:
    """The indexes, in `CUES` and `TRADE` together, of the words that the lower-case text contains."""
    search, numbers = _trade_search()
    found = {index for index, _, _ in search.find_matches_as_indexes(folded, overlapping=True)}
    return frozenset(number for index in found for number in numbers[index])
