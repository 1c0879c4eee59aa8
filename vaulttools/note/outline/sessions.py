"""What sessions of an event, and the closing remarks of a note, are called."""

import re
from functools import lru_cache

from vaulttools.patterns import pattern

_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|[월화수목금토일]요일|[월화수목금토일]"
_PART_OF_DAY = r"morning|afternoon|evening|night|noon|am|pm|a\.m\.|p\.m\.|오전|오후|저녁|아침|점심|밤"
_EVENT = (
    r"day|session|track|round|batch|part|block|stage|group|"
    r"pitch(?:es|ing)?|demos?|demo-?day|presentations?|startups?|companies|finalists|keynotes?|"
    r"세션|발표|발표기업|피칭|피치|데모데이|데모|ir|트랙|라운드|행사|스타트업|기업|회사|참가|업체|부스|목록|리스트|들|오프닝"
)
_ORDINAL = (
    r"one|two|three|first|second|third|1st|2nd|3rd|i{1,3}|[a-d]|첫째|둘째|셋째|첫째날|둘째날|셋째날|첫날|날|마지막|이튿날|"
    r"(?:제)?\d{1,2}(?:일차|일|부|조|회차|차|회|번째|세션|팀)?|[a-d가나다](?:조|세션|트랙|그룹)|일차|차"
)
_DATE = r"(?:19|20)\d\d(?:년)?|(?:19|20)?\d\d[-./]\d{1,2}[-./]\d{1,2}\.?|(?:0?[1-9]|1[0-2])[-./](?:[12]\d|3[01]|0?[1-9])\.?|\d{1,2}월"
_HOUR = r"\d{1,2}:\d\d(?:[ \t]?~)?|\d{1,2}시"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_NTH = r"\d{1,2}(?:st|nd|rd|th)"
_SESSION_WORD = f"(?:{_WEEKDAY}|{_PART_OF_DAY}|{_EVENT}|{_ORDINAL}|{_DATE}|{_HOUR}|{_MONTH}|{_NTH})"
_SESSION = pattern(rf"(?!제\d+조){_SESSION_WORD}(?:[\s,()~·&/–—-]*{_SESSION_WORD})*\)?", re.IGNORECASE)
_SHORT_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_SESSION_PROPER = pattern(
    r"day|요일|오전|오후|morning|afternoon|evening|저녁|아침|session|세션|일차|날|track|트랙|round|라운드|batch|pitch|demo|발표|피칭|피치|"
    rf"데모|{_SHORT_MONTH}[a-z]*\.? \d|\d(?:st|nd|rd|th)? {_SHORT_MONTH}|"
    r"\d[부조차회시]|\d\d?[-./]\d|\d월|\d:\d\d|part|presentations|startups|companies|스타트업|기업",
    re.IGNORECASE,
)
"""The name of a session holds one of these: numbers and names of months alone make none."""

_RANGE = pattern(r"[\d,]+ ?[-–~] ?[\d,]+(?: ?\(|$)")


def is_range(name: str) -> bool:
    """Whether `name` is two numbers, which on a bare line are more often a range (of people, say) than a date."""
    return _RANGE.match(name) is not None


_OF_COMPANIES = pattern(
    r"(?:\S+ ){0,3}\S*(?:본|볼|난|날|[한할은을온]) (?:회사|기업|업체|스타트업|팀)들?|"
    r"(?:\S+ ){0,2}(?:companies|startups|teams|deals) (?:i|we|this|in|from|at|to)\b.*",
    re.IGNORECASE,
)


def is_of_companies(name: str) -> bool:
    """Whether a heading says that companies stand below it: `이번주 만난 회사`, `Companies we saw`."""
    return len(name) < 48 and _OF_COMPANIES.fullmatch(name) is not None


_IN_PART_OF_DAY = pattern(rf"(?:{_WEEKDAY})? ?(?:{_PART_OF_DAY})(?![a-z])", re.IGNORECASE)


def is_part_of_day(name: str) -> bool:
    """Whether a session's name begins with a part of a day, which no title of a whole note does: `오전 데모데이`, `Morning pitches`."""
    return _IN_PART_OF_DAY.match(name) is not None and is_session(name)


@lru_cache(4096)
def is_session(name: str) -> bool:
    """Whether `name` is a session's, made of days, times, numbers and words for events, or of companies: `금요일 오전`, `Day 2`."""
    if is_of_companies(name):
        return True
    return len(name) < 48 and _SESSION.fullmatch(name) is not None and _SESSION_PROPER.search(name) is not None


_TRACK = pattern(
    r"(?:\S+ ){1,3}(?:track|session|stage|batch|cohort|round|pitches|demos)|\S+(?: \S+)? (?:트랙|세션|부문|라운드|분과|리그|데모데이)(?: \d부)?",
    re.IGNORECASE,
)
_EXPLAINED = pattern(r"[ ]*(?:[-–—|/·](?<=[ ].)[ ]|[:：(])")


@lru_cache(4096)
def may_be_session(name: str) -> bool:
    """Whether `name` is a session's if companies are right below it: `Fintech track`, `핀테크 트랙`, `오전 - 핀테크`."""
    if len(name) > 31:
        return False
    head, *rest = _EXPLAINED.split(name, maxsplit=1)
    return _TRACK.fullmatch(name) is not None or (bool(rest) and is_session(head))


_REMARKS = frozenset(
    "총평 총정리 끝나고 소감 후기 느낀점 잡담 뒤풀이 마무리 정리 정리하며 마무리하며 마치며 나오며 나가며 결론 요약 종합 종합의견 의견 생각 메모 다음할일 할일 후속조치 액션아이템 기타 보류 패스 탈락 드랍 제외 overall takeaways "
    "keytakeaways thoughts closingthoughts finalthoughts summary conclusion wrapup wrap-up impressions remarks closing nextsteps "
    "followup follow-up follow-ups followups actionitems actions todo todos to-do misc other notes afterthoughts afterwards chatter verdict passed pass declined rejected dropped onhold shortlist shortlisted".split()
)
_WHEN = pattern(r"(?:이번 ?주|다음 ?주|오늘|내일|전체|this week|next week|today|tomorrow)(?:[’']s)? ")
"""What may come before them: `다음주 할일`, `전체 소감`."""


def is_remarks(name: str) -> bool:
    """Whether `name` is the heading of closing remarks on all companies, or of those left out: `총평`, `Takeaways`, `Passed`."""
    folded = _WHEN.sub("", name.casefold())
    return folded.replace(" ", "") in _REMARKS or all(word in _REMARKS for word in folded.split())


def is_usual(name: str) -> bool:
    """Whether `name` is what sessions or closing remarks are called, whatever words it is made of: `정리하며`."""
    return is_session(name) or is_remarks(name)
