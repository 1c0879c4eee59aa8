"""Sections: the sessions and companies of a note, also where people wrote numbers, bold or bare lines for headings.

`read` sees them, `rewrite` turns them into headings, `uneven` and `decorated` mend headings that are there already. All
work on plain text and on the spans that are not prose, so that the whole note can be weighed at once: lines of one
shape support each other, a name that its own lines speak of is a subject, and a list of steps stays a list.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from vaulttools.edits import Edit
from vaulttools.message import Message
from vaulttools.text import Span, newline_of


class Kind(StrEnum):
    """What a line stands over."""

    SESSION = "session"
    COMPANY = "company"
    SECTION = "section"
    """Anything else with a real heading."""


class Style(StrEnum):
    """How a line is written."""

    HEADING = "heading"
    NUMBERED = "numbered"
    BOLD = "bold"
    BARE = "bare"
    """A short line with a list below."""
    COLON = "colon"
    """A bare line that ends in a colon."""
    PARAGRAPH = "paragraph"
    """A short line with plain text below."""
    ITEM = "item"
    """A list item with a deeper list."""
    HIDDEN = "hidden"
    """A list item in the list of another company."""


class Confidence(IntEnum):
    """How sure a reading is. High may be mended safely, medium on request, low is only shown."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that stands over other lines."""

    kind: Kind
    style: Style
    name: str
    span: Span
    """The name, without number, bold marks and other decoration."""
    line: Span
    """Its whole line, without the line ending."""
    content: Span
    """The lines that belong to it, up to the end of the last that is not blank; empty where there are none."""
    confidence: Confidence
    reason: Message
    level: int = 0
    """The level of a real heading, 0 for other styles."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The sessions, companies and other real headings of a note, in order."""

    candidates: tuple[Candidate, ...] = ()

    def of(self, kind: Kind, confidence: Confidence = Confidence.MEDIUM) -> tuple[Candidate, ...]:
        """The candidates of `kind` that are at least this sure."""
        return tuple(item for item in self.candidates if item.kind is kind and item.confidence >= confidence)

    @property
    def sessions(self) -> tuple[Candidate, ...]:
        """The sessions of medium and high confidence."""
        return self.of(Kind.SESSION)

    @property
    def companies(self) -> tuple[Candidate, ...]:
        """The companies of medium and high confidence."""
        return self.of(Kind.COMPANY)

    @property
    def with_whole_lists(self) -> "Outline":
        """The outline in which each hidden company is a part of the list it hides in."""
        whole: list[Candidate] = []
        for item in self.candidates:
            if item.style is not Style.HIDDEN:
                whole.append(item)
            elif item.confidence > Confidence.LOW and whole:
                whole[-1] = replace(whole[-1], content=Span(whole[-1].content.start, item.content.end))
        return Outline(tuple(whole))


# Lines


class _Mark(IntEnum):
    BLANK = 0
    TEXT = 1
    BULLET = 2
    NUMBER = 3
    HEADING = 4
    OTHER = 5
    """Quotes, rules, code and everything else that is never a name."""


class _Line(NamedTuple):
    start: int
    end: int
    indent: int
    """Columns before the marker, tabs to stops of four."""
    mark: _Mark
    body: int
    """Where the text after indent and marker starts."""
    level: int
    """The level of a heading, the number of a numbered line."""
    plain: bool
    """False where part of the line is code, math or a comment."""


_LINE = re.compile(
    r"([ \t]*)(?:([-*+•])(?![^ \t\r\n])|(\d{1,3})[.)](?=[ \t])|(#{1,6})(?=[ \t]))?[ \t]*([^\r\n]*)(?:\r\n?|\n|\Z)"
)
_OTHER = re.compile(r">|\||[-*_=](?:[ \t]*[-*_=]){2,}[ \t]*$|!\[|<[/!a-zA-Z]|\[\^?[^\]]+\]:")


_OTHER_START = frozenset(">|-*_=!<[")


def _lines(text: str, start: int, stop: int, opaque: Sequence[Span]) -> list[_Line]:
    lines: list[_Line] = []
    blocked = iter(opaque[bisect_right(opaque, start, key=lambda span: span.end) :])
    block = next(blocked, None)
    for match in _LINE.finditer(text, start, stop):
        (first, _), (_, marker), (sign, _), (number, number_end), (hashes, hashes_end), (body, end) = match.regs
        if first == stop:
            break
        level = 0
        plain = block is None or block.start >= end
        while block is not None and block.end <= first:
            block = next(blocked, None)
            plain = block is None or block.start >= end
        if not plain and block is not None and block.start <= body:
            mark = _Mark.OTHER
        elif sign >= 0:
            mark = _Mark.OTHER if text[sign] in "-*" and _OTHER.match(text, sign, end) else _Mark.BULLET
        elif number >= 0:
            mark = _Mark.NUMBER
            level = int(text[number:number_end])
        elif hashes >= 0:
            mark = _Mark.HEADING
            level = hashes_end - hashes
        elif body == end:
            mark = _Mark.BLANK
        else:
            mark = _Mark.OTHER if text[body] in _OTHER_START and _OTHER.match(text, body, end) else _Mark.TEXT
        indent = marker - first
        if indent and "\t" in text[first:marker]:
            indent = len(text[first:marker].expandtabs(4))
        lines.append(_Line(first, end, indent, mark, body, level, plain))
    return lines


# Names

_SYMBOLS = "■□●○◆◇▶▷★☆※▣◎▪◼•·"
_DECORATED = re.compile(
    rf"(?:[{_SYMBOLS}][ \t]*)?(?:\d{{1,3}}[.)][ \t]+)?"
    r"(?P<bold>\*\*|__)?"
    rf"(?:[{_SYMBOLS}][ \t]*)?(?:\d{{1,3}}[.)][ \t]+)?"
    r"(?P<open>\[\[|\[|【|「|『|<)?[ \t]*"
    r"(?P<name>[^\s].*?)[ \t]*"
    r"(?P<close>\]\]|\]|】|」|』|>)?"
    r"[ \t]*(?P<colon>[:：]|[-–—](?<=[ \t].))?[ \t]*(?P<end>\*\*|__)?[ \t]*(?P<after>[:：]|[-–—](?<=[ \t].))?[ \t]*$"
)
_CLOSING = re.compile(r"[ \t]+#+[ \t]*$")
_PLAIN = re.compile(r"([^\W\d_](?:[^\r\n]*[^\W_]|))[ \t]*$")
"""What `_DECORATED` need not look at: a body from a letter to a letter or digit."""
_PAIRS = {None: None, "[[": "]]", "[": "]", "【": "】", "「": "」", "『": "』", "<": ">"}

_FORM = re.compile(
    r"(?:,? (?:Inc|LLC|Ltd|GmbH|Corp|Co|AG|SA|BV|PLC|Pty|SE)\b\.?|\.(?:io|ai|com|co|net|org|app|dev|kr)\b)|"
    r"^(?:\(주\)|㈜|주식회사)|(?:\(주\)|㈜|주식회사)$|"
    r"(?:컴퍼니|테크|테크놀로지|테크놀러지|랩|랩스|펀딩|파트너스|벤처스|인베스트먼트|캐피탈|홀딩스|소프트|시스템즈|네트웍스|"
    r"솔루션|솔루션즈|바이오|로보틱스|모빌리티|에너지|헬스케어|메디컬|팩토리|스튜디오|코리아|페이|뱅크|체인|메이커스|커머스)$"
)
"""What companies have in their names and other headings have not."""
_BRAND = re.compile(
    r"[a-z][A-Z]|[A-Za-z]\d|^[a-z]+[A-Z]|\b(?:Labs?|Technologies|Studios?|Ventures|Capital|Health|Networks|Robotics|Software|Consulting|Security|Bank|Group|Media)$"
)

_NOT_IN_NAME = re.compile(
    r"^#|[?!;=→⇒|`$\"“”…<>{}\\~]|https?:|www\.|\S@\S|\]\(|\[\[|\*\*|__|\.\.|[.。] |, (?!Inc|LLC|Ltd|Co\b|GmbH)|:\s|: | - | – |"
    r"\d[\d,.]*\s?(?:%|퍼센트|프로|원|억|만|천|명|개|년|월|일|시|분|건|배|곳|차|위|주|회|hours?|days?|years?|employees|people|members)(?![a-z])"
)
_SENTENCE_KO = re.compile(
    r"(?:니다|했다|한다|된다|됐다|이다|있다|없다|같다|했음|있음|없음|됐음|좋음|많음|않음|봤음|하기|해요|에요|예요|어요|아요|나요|네요|"
    r"하는|하고|하며|해서|위해|되는|되어|필요함|예정|가능함|할 것|할것|하자|할까)\)?$"
)
_PHRASE_KO = re.compile(
    r"(?:[다요죠음함됨임듯기중것]|필요|가능|불가|확인|완료|진행|검토|관련|대상|출시|확대|위주|방식|기반|제공|개발|운영|문제|이슈|"
    r"[을를은는의로와과도만]|에서|에게|까지|부터|이고|지만|는데|때문|정도|이상|이하|수준|추세|느낌|구조|판매|공략|서비스|시장|방법|전략)\)?$"
)
_PHRASE_EN = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|we|our|you|your|they|their|this|that|these|to|from|with|by|in|on|at|as|or|"
    r"not|no|can|will|should|how|what|why|when|where|who|than|if|then|about|into|it|its|a|an|per|via|for|all|any|more)\b"
    r"|^(?:How|What|Why|When|Where|Who|We|Our|You|Your|See|Check|Click|Visit|Use|Using|Some|No|Not|Must|It|It's|This|These|"
    r"There|If|In|On|At|For|With|From|To|As|An?|All|Any|Add|Run|Set|Get|Make|Create|Install|Open|Go|More|Most|Apply|"
    r"Currently|Fully|Partially|Completely|Approximately|Around|Over|Between|Based|Remote|Also|Here|About|Contact|Send|Want)\b"
)
_LETTER = re.compile(r"[^\W\d_]")
_HANGUL = re.compile(r"[가-힣]")

_TOPIC_WORDS = """
about abstract access accessibility acknowledgements action actions added advantages advice agenda alternatives analysis
api apis appendix application applications approach architecture arguments article articles assumptions attendees audience
authentication author authors background basics benefits best-practices blog book books breakfast browser bug bugs bugfixes
build careers case category challenges change changed changelog changes check checklist client code commands comments commits
common communication community compatibility components concepts conclusion configuration cons considerations contact
contacts content contents context contributing contributors cost costs courses credits culture customers data database
dates day decision decisions definition definitions demo dependencies deployment deprecated description design details
development differences dinner directions disadvantages discussion documentation documents done download downloads
drawbacks edge-cases education effects email employees environment equipment error errors event events evidence example
examples exceptions exercise exercises expected experience experiments explanation extensions extras facts faq feature
features feedback files finance findings first fixed fixes follow-up food format framework frameworks friday functions funding
further future general getting-started glossary goal goals group guide guidelines habits health help history home how-to
ideas images impact implementation improvements inbox info information infrastructure ingredients input inputs insights
installation instructions intro introduction issues items journal journaling key keywords kitchen languages learned learning
legend lessons level library libraries license limitations links linux list lists location locations log logging lunch macos
main maintenance management market meals meeting meetings members method methodology methods metrics milestones misc
miscellaneous mission monday mood morning motivation music name network next node notable note notes notice objective objectives
observations office offices operations optional options other others outcome outcomes output outputs overview packages parameters
part participants parts people performance personal phase philosophy plan planned planning plans platform platforms plugins points positions
prerequisites principles priorities privacy pro problem problems process product products progress project projects properties
pros purpose questions quick quotes random rationale reading reason reasons recipe recommendations reference references
related release releases remarks removed report requirements research resources response result results returns review reviews
risk risks roadmap role roles rules run sales scope security see-also server services session sessions settings setup
shopping side-effects skills sleep social solution solutions source sources specification stack stages standards status
step steps strategy strengths structure style subject summary support syntax system systems table takeaways task tasks team
teams technologies technology terms test testing tests thoughts threats time timeline tip tips title to-do todo todos tomorrow
today tool tools topic topics training travel troubleshooting type types updates upgrade usage use-cases user users value values
variables version versions video videos vision warning warnings weaknesses weather website week weekly what's-new why windows
work workflow writing yesterday opportunities exercise hiring hypotheses hypothesis impressions pricing pros/cons changelogs added chores docs refactor breaking tests minor major
patch patches
가격 가설 가정 감사 강점 개발 개선 개요 개인 건강 검색 검토 결과 결론 결정 경력 경쟁사 경제 경험 계획 고객 고민 공부 공유 공지 과정 과제 관련 관리 교육
교훈 구성 구조 구현 국가 궁금한점 권한 규칙 근거 금융 기간 기능 기록 기본 기술 기타 기획 기회 내용 내일 논의 논점 느낀점 다음 단계 단점 담당 대상
대안 데이터 도구 도서 독서 동작 디자인 라이선스 링크 마케팅 매출 메모 명령어 모델 목록 목적 목표 문서 문제 문제점 문화 미팅 방법 방향 배경 배운점
배포 버그 버전 변경 변경사항 보안 복습 본론 부록 분석 불편 블로그 비고 비교 비용 비전 사례 사용법 사용자 사진 생각 서론 서비스 선택 설계 설명 설정
설치 성과 성능 속성 쇼핑 수업 수익 수정 숙제 숫자 순서 시간 시스템 시작 시장 식단 실습 실행 아이디어 아침 아쉬운점 안건 알고리즘 약점 어제 업무 예산 예시
예제 오늘 오류 옵션 완료 요구사항 요약 용어 운동 운영 원리 원인 원칙 위치 위험 위협 응용 의견 의의 이번주 이벤트 이슈 이유 인사 인사이트 인용 일기
일상 일정 입력 자격 자료 작업 장단점 장소 장점 재료 재무 저녁 전략 전망 절차 점검 점심 정리 정보 정의 정책 제목 제안 제약 제품 조건 조사 조언 종류
주의 주의사항 주제 준비 준비물 중요 지표 지원 진행 질문 차이점 참가자 참고 참석자 참고자료 채용 책 청소 체크리스트 총평 추가 출력 출처 취미 취업 친구
키워드 테스트 투자 특징 팀 파일 팁 평가 프로젝트 피드백 학습 할일 한계 해결 해결책 핵심 현황 확인 환경 활동 활용 회고 회사 회의 회의록 효과 후기 휴식
흐름 경쟁 펀딩 창업자 창업 연혁 비즈니스 수상 주요 기업 업종 분야 규모 직무 복지 위치 연락처 홈페이지 소개 대표
"""
_TOPICS = frozenset(_TOPIC_WORDS.split())
"""Words that head a part of a note and are seldom anybody's name."""

_SESSION_WORD = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|[월화수목금토일]요일|[월화수목금토일]|"
    r"morning|afternoon|evening|night|noon|am|pm|a\.m\.|p\.m\.|오전|오후|저녁|아침|점심|밤|"
    r"day|session|track|round|batch|part|block|stage|group|"
    r"pitch(?:es|ing)?|demos?|demo-?day|presentations?|startups?|companies|finalists|keynotes?|"
    r"세션|발표|발표기업|피칭|피치|데모데이|데모|ir|트랙|라운드|행사|스타트업|기업|회사|참가|업체|부스|목록|리스트|들|오프닝|"
    r"one|two|three|first|second|third|1st|2nd|3rd|i{1,3}|[a-d]|첫째|둘째|셋째|첫째날|둘째날|셋째날|첫날|날|마지막|이튿날|"
    r"(?:제)?\d{1,2}(?:일차|일|부|조|회차|차|회|번째|세션|팀)?|[a-d가나다](?:조|세션|트랙|그룹)|일차|차|"
    r"(?:19|20)\d\d(?:년)?|(?:19|20)?\d\d[-./]\d{1,2}[-./]\d{1,2}\.?|(?:0?[1-9]|1[0-2])[-./](?:[12]\d|3[01]|0?[1-9])\.?|\d{1,2}월|\d{1,2}:\d\d|\d{1,2}시|"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?|\d{1,2}(?:st|nd|rd|th))"
)
_SESSION = re.compile(rf"{_SESSION_WORD}(?:[\s,()~·&/–—-]*{_SESSION_WORD})*\)?", re.IGNORECASE)
_SESSION_PROPER = re.compile(
    r"day|요일|오전|오후|morning|afternoon|evening|저녁|아침|session|세션|일차|날|track|트랙|round|라운드|batch|pitch|demo|발표|피칭|피치|"
    r"데모|\d부|\d조|\d\d?[-./]\d|\d월|part|presentations|startups|companies|스타트업|기업",
    re.IGNORECASE,
)

_RANGE = re.compile(r"[\d,]+ ?[-–~] ?[\d,]+(?: ?\(|$)")
"""Two numbers on a bare line, which are more often a range of people than a date."""

_CUES = (
    "demo day", "demoday", "pitch", "startup", "companies", "accelerat", "venture", "investor", "business",
    "데모데이", "피칭", "스타트업", "창업", "투자", "기업", "기술",
)  # fmt: skip
"""What the opening of a note about companies speaks of."""
_OPENING = 600
_EARLY = 2000
_TRADE = (
    "employees", "headquarter", "startup", "founded", "founder", "remote", "customers", "clients", "our team",
    "investor", "funding", "fintech", "platform", "careers", "매출", "투자", "고객", "시장", "플랫폼", "서비스", "대표", "창업",
    "스타트업", "제휴", "수수료", "시리즈", "기업", "솔루션", "특허", "수익", "채용", "직원", "설립", "수출", "규제", "금융", "협업", "출시",
)  # fmt: skip
"""What a company's lines speak of."""


def speaks_of_business(text: str, start: int) -> bool:
    """Whether `text` says enough, early on from `start`, to be about companies that nobody knows yet."""
    folded = text[start : start + _EARLY].lower()
    if _speaks_of(_CUES, folded[:_OPENING]):
        return True
    words = (word for word in _TRADE if word in folded)
    return next(words, None) is not None and next(words, None) is not None


def _speaks_of(words: Iterable[str], folded: str) -> bool:
    return any(word in folded for word in words)


_PARTICLE = re.compile(r"(?:은|는|이|가|을|를|의|에|와|과|로|으로|도|만|에서|에게|랑|이라|라)?(?!\w)")
_FORM_END = re.compile(r"(?:,? (?:Inc|LLC|Ltd|GmbH|Corp|Co|AG)\b\.?|\.(?:io|ai|com|co|net|org)|[.,])$")


@lru_cache(4096)
def _worth(name: str) -> int:
    """How much `name` looks like a name: 0 not at all, 1 a little, 2 well, 3 like a company's."""
    if len(name) > 48 or not _LETTER.search(name) or _NOT_IN_NAME.search(name):
        return 0
    words = name.split()
    form = bool(_FORM.search(name))
    if _HANGUL.search(name):
        if len(words) > 4 or len(name) > 24 or _SENTENCE_KO.search(name) or name[-1] in ".,":
            return 0
        if len(words) > 1 and _PHRASE_KO.search(name):
            return 0
        return 3 if form else 2 if len(words) == 1 else 1
    if len(words) > 6 or (name[-1] in ".," and not form and len(words) > 1) or _PHRASE_EN.search(name):
        return 0
    if form or _BRAND.search(name):
        return 3
    if name[-1] == "." and name[0].islower() and len(name) > 5:
        return 0
    if words[0].isalpha() and words[0][0].islower():
        return 1 if len(words) < 3 else 0
    small = sum(word[0].islower() for word in words[1:])
    return 0 if small > 1 and small * 2 > len(words) else 1 if small else 2


def _is_topic(name: str) -> bool:
    """Whether `name` heads a part of a note, such as `Benefits` or `주요 기능`."""
    folded = name.casefold().strip(" .:0123456789")
    if folded in _TOPICS or folded.replace(" ", "") in _TOPICS or folded.replace(" ", "-") in _TOPICS:
        return True
    words = folded.split()
    if len(words) < 2 or _FORM.search(name) or _BRAND.search(name):
        return False
    return words[-1] in _TOPICS or (words[0] in _TOPICS and _HANGUL.search(folded) is not None)


@lru_cache(4096)
def _is_session(name: str) -> bool:
    return len(name) < 48 and _SESSION.fullmatch(name) is not None and _SESSION_PROPER.search(name) is not None


def _mentions(folded: str, name: str, start: int, stop: int) -> Iterator[Span]:
    """Where the lower-case text speaks of `name`: as a whole word, with a particle or without."""
    core = (_FORM_END.sub("", name) or name).lower()
    at = folded.find(core, start, stop)
    while at >= 0:
        end = at + len(core)
        before = folded[at - 1] if at else " "
        if not (before.isalnum() or before == "_") and _PARTICLE.match(folded, end, stop):
            yield Span(at, end)
        at = folded.find(core, end, stop)


# Reading


@dataclass(slots=True)
class _Draft:
    """A candidate while the note is weighed."""

    at: int
    kind: Kind
    style: Style
    name: str
    span: Span
    worth: int
    known: bool
    topic: bool
    firm: bool
    """Whether the shape alone makes it one; otherwise its own lines must speak of it."""
    level: int = 0
    until: int = 0
    """The line after the last that is its own."""
    spoken: bool = False
    """Whether its own lines speak of it."""
    confidence: Confidence = Confidence.LOW
    reason: Message = field(default_factory=lambda: Message(""))


def _after(drafts: list[_Draft]) -> list[_Draft | None]:
    """For each draft the next one, None for the last."""
    return [*drafts[1:], None] if drafts else []


_SHAPE = re.compile(
    r"^[ ]{0,3}(?:"
    r"(?:\*\*|__)[^\r\n]{1,60}(?:\*\*|__)[ \t]*[:：]?[ \t]*$"
    r"|[^\W_][^\r\n]{0,60}\r?\n(?:[ \t]*\r?\n)?[ \t]*[-*+•][ \t]"
    r"|(?:[-*+•\[■●▶◆□○【]|\d{1,3}[.)])[ \t]?[^\r\n]{1,60}\r?\n(?:[ \t]*\r?\n)?[ \t]*[-*+•][ \t]"
    r"|[^\W_][^\r\n]{0,48}\r?\n[^\W_]"
    r"|\#{1,6}[ \t]"
    r")",
    re.MULTILINE,
)
_SENTENCE = re.compile(r"[.!?。](?:[\])\"”’]|\[\^?\w+\])*\s*$|[다요음함됨임죠]\s*$")
_UNDERLINE = re.compile(r"(?:-+|=+)[ \t]*$")
_RELATION = re.compile(
    r"[:：]\s*$|경쟁사|고객사|투자사|제휴|파트너|협력|주주|competitors?|customers?|clients|partners?|investors?|portfolio|such as|like\b",
    re.IGNORECASE,
)
_FAR = 4000
"""Code points in which a section is searched for its name."""
_LOOKAHEAD = 12
"""Lines after a name in which it must be spoken of, where its shape alone says little."""


class _Reader:
    def __init__(self, text: str, start: int, opaque: Sequence[Span], is_name: Callable[[str], bool]) -> None:
        self.text = text
        self.is_name = is_name
        self.lines = _lines(text, start, len(text), opaque)
        self.start = start
        folded = text.lower()
        self.folded = folded if len(folded) == len(text) else text
        self.drafts: list[_Draft] = []
        count = len(self.lines)
        self.following = [count] * count
        later = count
        for index in range(count - 1, -1, -1):
            self.following[index] = later
            if self.lines[index].mark:
                later = index

    def mark(self, index: int) -> _Mark:
        """The mark of a line; blank past the last one."""
        return self.lines[index].mark if index < len(self.lines) else _Mark.BLANK

    def words(self, index: int) -> str:
        line = self.lines[index]
        return self.text[line.body : line.end]

    def read(self) -> Outline:
        self.propose()
        self.keep_supported()
        self.name_sessions()
        if not any(draft.kind is Kind.COMPANY for draft in self.drafts):
            return self.finish()
        self.weigh()
        return self.finish()

    # What could stand over other lines

    def propose(self) -> None:
        host_indent: int | None = None
        """Columns of the first list item of the company above, None where no company is open."""
        before = -1
        host: int | None = None
        """The last list item that was taken for a company, None after another kind of line."""
        for index, line in enumerate(self.lines):
            if line.mark is _Mark.BLANK:
                continue
            previous, before = before, index
            if line.mark is _Mark.TEXT and self.is_underlined(index):
                self.add(index, Kind.SECTION, Style.HEADING, Span(line.body, line.end), 0, firm=True)
                host_indent = None
                continue
            if line.end - line.body > 72 or not line.plain or (line.indent > 3 and line.mark is not _Mark.BULLET):
                host_indent = self.host_after(line, host_indent)
                continue
            if line.mark is _Mark.OTHER:
                continue
            if line.mark is _Mark.BULLET and self.text.count(" ", line.body, line.end) > 5:
                host_indent = self.host_after(line, host_indent)
                continue
            found = self.name_in(line)
            if found is None:
                host_indent = self.host_after(line, host_indent)
                if line.mark is _Mark.HEADING:
                    span = Span(line.body, line.end)
                    self.add(index, Kind.SECTION, Style.HEADING, span, 0, firm=True)
                    host_indent = None
                continue
            span, bold, colon, adorned = found
            name = span.of(self.text)
            worth = _worth(name)
            after = self.following[index]
            follower = self.mark(after)
            if line.mark is _Mark.HEADING:
                self.add(index, Kind.SECTION, Style.HEADING, span, worth, firm=True)
                host_indent = None
                continue
            session = _is_session(name)
            if not worth and not session and not self.is_name(name):
                host_indent = self.host_after(line, host_indent)
                continue
            if line.mark is _Mark.NUMBER:
                if follower is _Mark.BULLET or self.is_name(name) or follower in (_Mark.NUMBER, _Mark.BLANK):
                    self.add(index, Kind.COMPANY, Style.NUMBERED, span, worth, firm=follower is _Mark.BULLET)
                    host_indent = self.lines[after].indent if follower is _Mark.BULLET else None
            elif line.mark is _Mark.TEXT and not self.drafts and " " in name and _speaks_of(_CUES, name.lower()):
                continue
            elif line.mark is _Mark.TEXT:
                host = None
                headed = (
                    bool(self.drafts)
                    and self.drafts[-1].at == previous
                    and self.drafts[-1].style in (Style.BOLD, Style.HEADING)
                )
                apart = previous < 0 or previous < index - 1 or headed
                opened = apart or self.ends_well(previous) or self.is_outdented(index, previous)
                if bold:
                    self.add(index, Kind.COMPANY, Style.BOLD, span, worth, firm=True)
                elif session and after <= index + 2 and not _RANGE.match(name):
                    self.add(index, Kind.SESSION, Style.BARE, span, worth, firm=True)
                elif follower is _Mark.BULLET:
                    self.add(
                        index, Kind.COMPANY, Style.COLON if colon else Style.BARE, span, worth, firm=opened or adorned
                    )
                elif follower is _Mark.TEXT and after == index + 1:
                    longer = self.mark(after + 1) is _Mark.TEXT
                    known = self.is_name(name)
                    finished = known and _SENTENCE.search(self.words(previous)) is not None
                    firm = (apart and worth > 1 and (longer or self.is_prose(after))) or (known and apart) or finished
                    self.add(index, Kind.COMPANY, Style.PARAGRAPH, span, worth, firm=firm)
                elif self.is_name(name) and adorned:
                    self.add(index, Kind.COMPANY, Style.BARE, span, worth, firm=False)
                else:
                    continue
                host_indent = None if session else self.lines[after].indent if follower is _Mark.BULLET else 0
            elif follower is _Mark.BULLET and self.lines[after].indent >= line.indent + 2:
                beside = previous < index - 1 or (host is not None and self.lines[host].indent == line.indent)
                apart = host_indent is None or (host_indent > line.indent and beside)
                if line.indent < 2 and (apart or self.is_name(name)):
                    self.add(index, Kind.COMPANY, Style.ITEM, span, worth, firm=True)
                    host = index
                    host_indent = self.lines[after].indent
                else:
                    self.add(index, Kind.COMPANY, Style.HIDDEN, span, worth, firm=False)
                    host_indent = self.host_after(line, host_indent)
            else:
                host_indent = self.host_after(line, host_indent)
                if self.drafts and not bold and not colon:
                    self.add(index, Kind.COMPANY, Style.HIDDEN, span, worth, firm=False)

    @staticmethod
    def host_after(line: _Line, host_indent: int | None) -> int | None:
        """Columns of the first item of the list that is open after `line`, a line that is no candidate."""
        if line.mark is _Mark.BULLET:
            return line.indent if host_indent is None else host_indent
        return host_indent if line.indent else None

    def name_in(self, line: _Line) -> tuple[Span, bool, bool, bool] | None:
        """The span of the name on a line, and whether it is bold, ends in a colon, is adorned in any way."""
        end = line.end
        if line.mark is _Mark.HEADING and self.text[end - 1] in "# \t":
            closing = _CLOSING.search(self.text, line.body, end)
            end = closing.start() if closing else end
        if self.text[end - 1] == "." and self.text.count(" ", line.body, end) > 5:
            return None
        plain = _PLAIN.match(self.text, line.body, end)
        if plain is not None:
            return Span(*plain.span(1)), False, False, False
        match = _DECORATED.match(self.text, line.body, end)
        if match is None or _PAIRS[match["open"]] != match["close"] or match["bold"] != match["end"]:
            return None
        span = Span(*match.span("name"))
        if match["open"] == "[[" and "|" in match["name"]:
            span = Span(match.start("name") + match["name"].index("|") + 1, span.end)
        elif match["open"] == "[" and len(match["name"]) < 2:
            return None
        colon = bool(match["colon"] or match["after"])
        return span, match["bold"] is not None, colon, bool(colon or match["open"] or match.start("name") > line.body)

    def add(self, at: int, kind: Kind, style: Style, span: Span, worth: int, firm: bool) -> None:
        name = span.of(self.text)
        line = self.lines[at]
        level = line.level if line.mark is _Mark.HEADING else 0
        if line.mark is _Mark.TEXT and style is Style.HEADING:
            level = 1 if self.text[self.lines[at + 1].body] == "=" else 2
        known = bool(name) and self.is_name(name)
        self.drafts.append(
            _Draft(at, kind, style, name, span, worth, known, not known and _is_topic(name), firm, level)
        )

    def ends_well(self, index: int) -> bool:
        """Whether what the line at `index` says is finished, so that the next line does not go on with it."""
        line = self.lines[index]
        if line.mark is not _Mark.TEXT and line.mark is not _Mark.BULLET and line.mark is not _Mark.NUMBER:
            return True
        words = self.words(index)
        return len(words) < 60 or _SENTENCE.search(words) is not None or _HANGUL.search(words) is not None

    def is_underlined(self, index: int) -> bool:
        """Whether the line below makes this one a setext heading."""
        below = self.lines[index + 1] if index + 1 < len(self.lines) else None
        return (
            below is not None
            and below.mark is _Mark.OTHER
            and _UNDERLINE.match(self.text, below.body, below.end) is not None
        )

    def is_outdented(self, index: int, previous: int) -> bool:
        """Whether the line at `index` stands left of the list item at `previous`, and so does not go on with it."""
        return self.mark(previous) is _Mark.BULLET and self.lines[previous].indent > self.lines[index].indent

    def is_prose(self, index: int) -> bool:
        words = self.words(index)
        return len(words) > 30 or _SENTENCE.search(words) is not None

    # Who supports whom

    def keep_supported(self) -> None:
        """Drop what neither its shape, nor the vault, nor its own lines make a company."""
        drafts = self.drafts
        ends = [len(self.lines)] * len(drafts)
        end = len(self.lines)
        for index in range(len(drafts) - 1, -1, -1):
            ends[index] = end
            if drafts[index].firm:
                end = drafts[index].at
        kept: list[_Draft] = []
        for index, draft in enumerate(drafts):
            last = ends[index]
            first = self.following[draft.at]
            if draft.style is Style.HIDDEN or not draft.firm:
                last = min(last, first + _LOOKAHEAD)
            draft.spoken = draft.worth > 0 and self.speaks(draft, first, last)
            if draft.firm or draft.known or draft.spoken or draft.style is Style.NUMBERED:
                kept.append(draft)
        self.drafts = kept

    def speaks(self, draft: _Draft, first: int, last: int) -> bool:
        """Whether the lines from `first` to before `last` speak of the draft; where its shape says little, at once or twice."""
        if first >= last:
            return False
        start = self.lines[first].body
        stop = min(self.lines[last - 1].end, start + _FAR)
        mentions = _mentions(self.folded, draft.name, start, stop)
        mention = next(mentions, None)
        if draft.firm:
            return mention is not None
        end = self.lines[first].end
        if mention is not None and mention.start - start < 24 and end - mention.end > 8:
            return True
        if draft.style is Style.PARAGRAPH and self.is_prose(first):
            word = draft.name.split()[0]
            if 3 < len(word) < len(draft.name) and not word.islower() and self.text.startswith(word + " ", start):
                return True
            back = self.lines[max(0, draft.at - _LOOKAHEAD)].start
            earlier = _mentions(self.folded, draft.name, back, self.lines[draft.at].start)
            return mention is not None and next(earlier, None) is None
        return next(mentions, None) is not None

    def name_sessions(self) -> None:
        """Tell sessions from companies, and companies' headings from others, and give each its lines."""
        drafts = self.drafts
        title = self.title()
        for draft, after in zip(drafts, _after(drafts), strict=True):
            directly = after if after is not None and after.at == self.following[draft.at] else None
            if draft is title:
                continue
            if draft.known:
                draft.kind = Kind.COMPANY
            elif draft.style in (Style.HIDDEN, Style.ITEM):
                continue
            elif _is_session(draft.name) or (
                draft.style is Style.BOLD and directly and directly.firm and directly.style is not Style.ITEM
            ):
                draft.kind = Kind.SESSION
        self.name_headings(title)
        for index, draft in enumerate(drafts):
            draft.until = self.end_of(draft, drafts, index + 1)

    def end_of(self, draft: _Draft, others: list[_Draft], index: int) -> int:
        """The line after the last that is `draft`'s own, where `others` from `index` on come after it."""
        while index < len(others):
            other = others[index]
            if not (draft.level and other.kind is Kind.SECTION and other.level > draft.level):
                return other.at
            index += 1
        return len(self.lines)

    def name_headings(self, title: _Draft | None) -> None:
        """Take real headings for companies where enough of them are spoken of and none is a topic."""
        drafts = self.drafts
        leaves = []
        within = 6
        """The level of the known company's heading that is open; deeper ones are parts of its section."""
        for draft, after in zip(drafts, _after(drafts), strict=True):
            if draft.level and (draft.kind is Kind.COMPANY or draft.level <= within):
                within = draft.level if draft.kind is Kind.COMPANY else 6
            if draft.kind is not Kind.SECTION or draft is title or draft.level > within:
                continue
            first = self.following[draft.at]
            empty = first == len(self.lines) or (after is not None and after.at == first)
            over = after is not None and after.level > draft.level
            if not empty and (not over or (draft.spoken and self.mark(first) is _Mark.BULLET)):
                leaves.append(draft)
        often = 3 * sum(draft.spoken for draft in leaves) >= len(leaves)
        supported = (
            often
            or any(draft.kind is Kind.SESSION and _is_session(draft.name) for draft in drafts)
            or sum(draft.kind is Kind.COMPANY and draft.firm and not draft.level for draft in drafts) > 1
        )
        if leaves and supported and all(draft.worth and not draft.topic for draft in leaves):
            # Beside companies of another shape a heading may be anything.
            mixed = any(draft.firm and not draft.level for draft in drafts)
            for draft in leaves:
                if often or draft.spoken or draft.worth == 3 or not mixed:
                    draft.kind = Kind.COMPANY

    def title(self) -> _Draft | None:
        """The heading that names the note: the only one of level one, above all others, where front matter has no other title."""
        tops = [draft for draft in self.drafts if draft.level == 1]
        front = self.text[: self.start]
        if len(tops) == 1 and tops[0] is next(draft for draft in self.drafts if draft.level):
            return tops[0] if "title:" not in front or tops[0].name in front else None
        return None

    # How sure

    def weigh(self) -> None:
        companies = [draft for draft in self.drafts if draft.kind is Kind.COMPANY]
        written = [draft for draft in companies if draft.style is not Style.HIDDEN]
        sessions = self.sessions_over(companies)
        evidence = self.evidence(written, sessions)
        groups: dict[Style, list[_Draft]] = {}
        for draft in companies:
            groups.setdefault(draft.style, []).append(draft)
        heads = {draft.at for draft in self.drafts if draft.style is not Style.HIDDEN}
        for style, group in groups.items():
            topics = sum(draft.topic for draft in group)
            doubtful = 2 * topics >= len(group) or (topics > 1 and topics > 0.3 * len(group))
            spoken = sum(draft.spoken or draft.known for draft in group) / len(group)
            known = sum(draft.known for draft in group)
            certain = style is Style.NUMBERED and known > 1 and 3 * known >= 2 * len(group)
            listed = 3 * sum(draft.firm for draft in group) >= 2 * len(group)
            for draft in group:
                values = {"name": draft.name, "count": len(group)}
                follower = self.following[draft.at]
                empty = follower == len(self.lines) or follower in heads
                if style is Style.NUMBERED:
                    empty = not (draft.firm or listed)
                if empty and style is not Style.HEADING:
                    draft.reason = Message("`{name}` has no lines of its own", values)
                elif draft.known:
                    draft.confidence = self.trust_known(draft, len(written))
                    draft.reason = Message("`{name}` is a note of this vault and stands over lines of its own", values)
                elif certain and draft.firm and draft.worth > 1 and not draft.topic and not self.has_sibling(draft):
                    draft.confidence = Confidence.HIGH
                    draft.reason = Message(
                        "`{name}` is one of {count} numbered lines, most of which are notes of this vault", values
                    )
                elif doubtful or (draft.topic and (not draft.spoken or evidence < 6)):
                    draft.reason = Message("`{name}` reads like a part of a note, not like a company", values)
                elif draft.spoken:
                    draft.reason = Message("the lines below speak of `{name}`", values)
                    if (
                        sessions
                        and evidence >= 8
                        and spoken >= 0.5
                        and len(group) > 1
                        and draft.worth > 1
                        and draft.firm
                        and not draft.topic
                    ):
                        draft.confidence = Confidence.HIGH
                    elif evidence >= 4:
                        draft.confidence = Confidence.MEDIUM
                elif draft.firm and draft.worth and not (draft.style is Style.NUMBERED and self.has_sibling(draft)):
                    draft.reason = Message(
                        "`{name}` is one of {count} lines of this shape with lines of their own", values
                    )
                    needed = 4 if len(group) > 1 else 5
                    if evidence >= needed:
                        draft.confidence = Confidence.MEDIUM
                else:
                    draft.reason = Message("`{name}` stands alone on its line", values)
        self.doubt_hidden()
        self.doubt_mixed_lists(groups.get(Style.NUMBERED, []))
        self.agree_items(groups.get(Style.ITEM, []))
        self.trust_sessions(sessions)

    def trust_known(self, draft: _Draft, companies: int) -> Confidence:
        """How sure it is that a name the vault knows is meant as a heading where it stands."""
        if draft.spoken or draft.style in (Style.HIDDEN, Style.HEADING, Style.ITEM):
            return Confidence.HIGH
        if draft.style is Style.PARAGRAPH:
            if not draft.firm:
                return Confidence.LOW
            return Confidence.HIGH if companies > 2 or self.is_prose(self.following[draft.at]) else Confidence.MEDIUM
        if draft.style is Style.NUMBERED:
            return Confidence.MEDIUM if self.has_sibling(draft) else Confidence.HIGH
        return Confidence.HIGH if draft.firm else Confidence.MEDIUM

    def sessions_over(self, companies: list[_Draft]) -> dict[int, list[_Draft]]:
        """The companies under each session, by the session's line."""
        over: dict[int, list[_Draft]] = {}
        session: _Draft | None = None
        for draft in self.drafts:
            if draft.kind is Kind.SESSION:
                session = draft
            elif draft.kind is Kind.SECTION:
                session = None
            elif session is not None:
                over.setdefault(session.at, []).append(draft)
        return over

    def evidence(self, companies: list[_Draft], sessions: dict[int, list[_Draft]]) -> int:
        """How much in the note says that it is about companies; 4 is enough to say so."""
        if not companies:
            return 0
        opening = self.folded[: self.lines[self.drafts[0].at].start][:_OPENING]
        business = 2 if _speaks_of(_CUES, opening) else 0
        business += min(3, sum(self.folded.find(word, self.start) >= 0 for word in _TRADE) // 2)
        business += min(2, sum(draft.worth == 3 for draft in companies))
        business += 4 if any(draft.known for draft in companies) else 0
        if not business:
            return 0
        proper = any(_is_session(draft.name) for draft in self.drafts if draft.at in sessions)
        spoken = sum(draft.spoken for draft in companies)
        often = (
            3 if 2 * spoken >= len(companies) and spoken > 1 else 2 if 4 * spoken >= len(companies) else min(1, spoken)
        )
        score = business + often + (3 if proper else 1 if sessions else 0)
        if sum(draft.topic and not draft.spoken for draft in companies) > 0.3 * len(companies):
            score -= 4
        sections = sum(draft.kind is Kind.SECTION and draft.level > 1 for draft in self.drafts)
        score -= min(3, sections)
        return score

    def doubt_hidden(self) -> None:
        """A name among the items of a list is a section only in a company's list, alone, and with items after it."""
        several = sum(draft.kind is Kind.COMPANY and draft.confidence > Confidence.LOW for draft in self.drafts) > 2
        elsewhere = Counter(draft.name for draft in self.drafts)
        host: _Draft | None = None
        for index, draft in enumerate(self.drafts):
            if draft.style is not Style.HIDDEN:
                host = draft
                continue
            before = self.drafts[index - 1]
            after = self.drafts[index + 1] if index + 1 < len(self.drafts) else None
            item = self.following[draft.at]
            crowded = before.at >= draft.at - 1 or (after is not None and after.at <= item)
            own = sum(self.mark(at) is _Mark.BULLET for at in range(item, draft.until))
            if (
                host is None
                or host.kind is not Kind.COMPANY
                or host.confidence is Confidence.LOW
                or crowded
                or own < 2
                or elsewhere[draft.name] > 1
            ):
                draft.confidence = Confidence.LOW
            elif _RELATION.search(self.words(draft.at - 1)) or not (several or draft.spoken):
                draft.confidence = min(draft.confidence, Confidence.MEDIUM)

    def agree_items(self, items: list[_Draft]) -> None:
        """Items of one list become headings together or not at all, or one would swallow the next."""
        if items:
            known = sum(item.known for item in items)
            if any(self.has_sibling(item) for item in items) or not self.end_lists(items):
                agreed = Confidence.LOW
            elif any(self.is_in_section(item) or self.is_linked(item) for item in items):
                agreed = min(Confidence.MEDIUM, *(item.confidence for item in items))
            else:
                least = min(item.confidence for item in items)
                agreed = Confidence.HIGH if known and 2 * known >= len(items) else least
            for item in items:
                item.confidence = agreed if item.worth else Confidence.LOW

    def end_lists(self, items: list[_Draft]) -> bool:
        """Whether no item beside `items` comes right after one of them: its list goes on with something else."""
        heads = {item.at for item in items}
        after = (item.until for item in items if item.until < len(self.lines) and item.until not in heads)
        return not any(self.mark(at) is _Mark.BULLET and self.lines[at].indent < 2 for at in after)

    def is_in_section(self, draft: _Draft) -> bool:
        """Whether a real heading below the title, which is neither session nor company, stands over `draft`."""
        above = [each for each in self.drafts if each.at < draft.at and each.level]
        return bool(above) and above[-1].kind is Kind.SECTION and above[-1] is not self.title()

    def is_linked(self, draft: _Draft) -> bool:
        """Whether the name is a wiki-link, as in a list of notes to open."""
        return self.text.startswith("[[", max(0, draft.span.start - 2)) or self.text.startswith("]]", draft.span.end)

    def doubt_mixed_lists(self, numbered: list[_Draft]) -> None:
        """A known name beside a numbered line that is no company may be a thing to do like that one."""
        for draft, after in pairwise(numbered):
            number = self.lines[draft.at].level
            doubtful = any(
                each.confidence is Confidence.LOW or (each.worth < 2 and not each.known and not each.spoken)
                for each in (draft, after)
            )
            if doubtful and self.lines[after.at].level == number + 1:
                draft.confidence = min(draft.confidence, Confidence.MEDIUM)
                after.confidence = min(after.confidence, Confidence.MEDIUM)

    def has_sibling(self, draft: _Draft) -> bool:
        """Whether a list item beside this one is taken for its content."""
        line = self.lines[draft.at]
        marks = (_Mark.BULLET, _Mark.NUMBER) if line.mark is _Mark.BULLET else (_Mark.NUMBER,)
        own = self.lines[draft.at + 1 : draft.until]
        return any(other.mark in marks and other.indent <= line.indent for other in own)

    def trust_sessions(self, sessions: dict[int, list[_Draft]]) -> None:
        for draft in self.drafts:
            if draft.kind is not Kind.SESSION:
                continue
            below = sessions.get(draft.at, [])
            values = {"name": draft.name, "count": sum(item.confidence > Confidence.LOW for item in below)}
            draft.reason = Message("`{name}` stands over {count} companies", values)
            best = max((item.confidence for item in below), default=Confidence.LOW)
            draft.confidence = best if _is_session(draft.name) else min(best, Confidence.MEDIUM)

    def finish(self) -> Outline:
        """The drafts as candidates, each with the lines up to the next one that counts."""
        done: list[Candidate] = []
        starts = [draft for draft in self.drafts if draft.confidence > Confidence.LOW or draft.style is Style.HEADING]
        for draft in self.drafts:
            end = self.end_of(draft, starts, bisect_right(starts, draft.at, key=lambda item: item.at))
            while end > draft.at + 1 and self.lines[end - 1].mark is _Mark.BLANK:
                end -= 1
            line = self.lines[draft.at]
            first = self.lines[draft.at + 1].start if end > draft.at + 1 else line.end
            content = Span(first, self.lines[end - 1].end if end > draft.at + 1 else line.end)
            confidence = Confidence.HIGH if draft.kind is Kind.SECTION else draft.confidence
            done.append(
                Candidate(
                    draft.kind, draft.style, draft.name, draft.span, Span(line.start, line.end), content,
                    confidence, draft.reason, draft.level,
                )
            )  # fmt: skip
        return Outline(tuple(done))


_NOTHING = Outline()


def read(text: str, body_start: int, opaque: Sequence[Span], is_name: Callable[[str], bool]) -> Outline:
    """The sessions and companies in `text` from `body_start` on.

    `opaque` are the spans that are never structure (code, HTML, math, comments, tables), sorted; `is_name` says whether
    the vault has an entity of that name. The time is linear in the text; a note without any such shape costs one search.
    """
    return _Reader(text, body_start, opaque, is_name).read() if _SHAPE.search(text, body_start) else _NOTHING


# Rewriting


@dataclass(frozen=True, slots=True)
class Layout:
    """How headings are to be written. A level of 0 is worked out from the note's own headings."""

    session_level: int = 0
    company_level: int = 0
    linked: bool = False
    """Whether a company's name in its heading is a wiki-link."""


_USUAL = Layout()

Mended = list[tuple[Candidate, tuple[Edit, ...]]]
"""Candidates and what mends each of them. The edits of two candidates never overlap or touch."""


def rewrite(text: str, outline: Outline, opaque: Sequence[Span], layout: Layout = _USUAL) -> Mended:
    """The edits that turn each session and company of at least medium confidence into a heading with a proper list.

    Outside its own line and the indentation of its own lines nothing changes. No blank line comes between front matter,
    where `opaque` has it, and a heading. A candidate whose heading would lie deeper than level six is left out.
    """
    chosen = [
        (candidate, level)
        for candidate, level in _leveled(outline, layout)
        if candidate.style is not Style.HEADING and level <= 6
    ]
    heads = {candidate.line.start for candidate, _ in chosen}
    newline = newline_of(text)
    top = opaque[0].end if opaque and opaque[0].start == 0 else 0
    mended: Mended = []
    for candidate, level in chosen:
        line = candidate.line
        core, linked = _core(text, candidate)
        link = layout.linked and not linked and candidate.kind is Kind.COMPANY
        above = newline if line.start > top and _above(text, line.start).strip() else ""
        next_line = line.end + (2 if text.startswith("\r\n", line.end) else 1)
        below = newline if next_line not in heads and _at(text, next_line).strip() else ""
        edits = [Edit(Span(line.start, core.start), f"{above}{'#' * level} {'[[' if link else ''}")]
        after = f"{']]' if link else ''}{below}"
        if after or core.end < line.end:
            edits.append(Edit(Span(core.end, line.end), after))
        edits += _outdented(text, candidate.content, opaque)
        mended.append((candidate, tuple(edits)))
    return mended


def uneven(text: str, outline: Outline, layout: Layout = _USUAL) -> Mended:
    """The edits that bring the headings of sessions and companies to one level each, with the headings below them."""
    mended: Mended = []
    for candidate, level in _leveled(outline, layout):
        if not candidate.level or candidate.level == level or not _is_atx(text, candidate):
            continue
        own = [
            other
            for other in outline.candidates
            if other.kind is Kind.SECTION and candidate.content.contains(other.line) and other.level > candidate.level
        ]
        shift = level - candidate.level
        if all(1 <= other.level + shift <= 6 and _is_atx(text, other) for other in (candidate, *own)):
            edits = [_relevel(text, other, other.level + shift) for other in (candidate, *own)]
            mended.append((candidate, tuple(edits)))
    return mended


def decorated(text: str, outline: Outline) -> Mended:
    """The edits that take numbers, bold marks, colons and symbols out of the headings of companies."""
    mended: Mended = []
    for candidate in outline.companies:
        if candidate.level and _is_atx(text, candidate):
            core, _ = _core(text, candidate)
            start = candidate.line.start + text[candidate.line.start : core.start].find("#") + candidate.level
            edits = []
            if text[start : core.start].strip():
                edits.append(Edit(Span(start, core.start), " "))
            if text[core.end : candidate.line.end].strip(" \t#"):
                edits.append(Edit(Span(core.end, candidate.line.end), ""))
            if edits:
                mended.append((candidate, tuple(edits)))
    return mended


_LEAD = re.compile(
    rf"^[ \t]*(?:(?:[-*+•]|\d{{1,3}}[.)]|\#{{1,6}})(?:[ \t]+|$)|[{_SYMBOLS}][ \t]*|\*\*|__)+", re.MULTILINE
)
_WORD = re.compile(r"[^\W_]+|[^\w\s*:：#\[\]【】「」『』<>–—■□●○◆◇▶▷★☆※▣◎▪◼•·-]")


def same_words(before: str, after: str) -> bool:
    """Whether both texts say the same words in the same order, list markers and the decoration of names aside."""
    return _WORD.findall(_LEAD.sub("", before)) == _WORD.findall(_LEAD.sub("", after))


def _leveled(outline: Outline, layout: Layout) -> list[tuple[Candidate, int]]:
    """The sessions and companies that count, each with the level its heading should have."""
    counted = [item for item in outline.candidates if item.confidence > Confidence.LOW]
    sessions = [item for item in counted if item.kind is Kind.SESSION]
    usual_session = _usual(sessions)
    usual_company = 0 if sessions else _usual([item for item in counted if item.kind is Kind.COMPANY])
    over: list[int] = []
    """The levels of the sections that all is in, which are neither session nor company."""
    open_level, part = 0, 7
    """The level of the open company, and of the open part of it."""
    leveled: list[tuple[Candidate, int]] = []
    for item in counted:
        if item.kind is Kind.SECTION:
            if open_level and item.level > open_level:
                part = min(part, item.level)
                continue
            open_level, part = 0, 7
        elif part < 7 and (not item.level or item.level > part):
            continue
        while item.level and over and over[-1] >= item.level:
            over.pop()
        if item.kind is Kind.SECTION:
            over.append(item.level)
            continue
        part = 7
        above = over[-1] if over else 0
        highest = max(above, 1) + 1
        session_level = layout.session_level or (usual_session if usual_session > above else highest)
        if item.kind is Kind.SESSION:
            leveled.append((item, session_level))
            open_level = 0
        else:
            usual = usual_company if usual_company > above else highest
            open_level = layout.company_level or (session_level + 1 if sessions else usual)
            leveled.append((item, open_level))
    return leveled


def _usual(items: Iterable[Candidate]) -> int:
    """The level most of the real headings among `items` have, the higher one on a tie; 0 where there is none."""
    levels = Counter(item.level for item in items if item.level)
    return min(levels, key=lambda level: (-levels[level], level), default=0)


def _core(text: str, candidate: Candidate) -> tuple[Span, bool]:
    """The name with the brackets of its wiki-link, and whether it is one."""
    opening = text.rfind("[[", candidate.line.start, candidate.span.start)
    closing = text.find("]]", candidate.span.end, candidate.line.end)
    linked = opening >= 0 and closing >= 0
    return (Span(opening, closing + 2) if linked else candidate.span), linked


def _is_atx(text: str, heading: Candidate) -> bool:
    """Whether a real heading is written with hashes, not underlined."""
    return _ATX.match(text, heading.line.start) is not None


def _relevel(text: str, heading: Candidate, level: int) -> Edit:
    start = text.index("#", heading.line.start)
    return Edit(Span(start, start + heading.level), "#" * level)


def _above(text: str, start: int) -> str:
    """The line that ends just before `start`."""
    end = start - 2 if text[max(0, start - 2) : start] == "\r\n" else start - 1
    return text[max(text.rfind("\n", 0, max(0, end)), text.rfind("\r", 0, max(0, end))) + 1 : max(0, end)]


def _at(text: str, start: int) -> str:
    """The line that begins at `start`."""
    match = _LINE.match(text, start) if start < len(text) else None
    return text[start : match.end(5)] if match else ""


def _outdented(text: str, content: Span, opaque: Sequence[Span]) -> list[Edit]:
    """The edits that move the lists in `content` to the left edge, each item as deep below the others as it was."""
    edits = []
    root: int | None = None
    blank = False
    for line in _lines(text, content.start, content.end, opaque):
        if line.mark is _Mark.BLANK:
            blank = True
            continue
        if line.mark is _Mark.BULLET or line.mark is _Mark.NUMBER:
            root = line.indent if root is None else min(root, line.indent)
        elif blank and not line.indent:
            root = None
        blank = False
        columns = min(root or 0, line.indent)
        if columns:
            edits.append(_shift(text, line, columns))
    return edits


def _shift(text: str, line: _Line, columns: int) -> Edit:
    """The edit that moves `line` to the left by `columns`."""
    indent = _INDENT.match(text, line.start)
    blanks = indent[0] if indent else ""
    if blanks[:columns] == " " * columns:
        return Edit(Span(line.start, line.start + columns), "")
    if columns % 4 == 0 and blanks.startswith("\t" * (columns // 4)):
        return Edit(Span(line.start, line.start + columns // 4), "")
    return Edit(Span(line.start, line.start + len(blanks)), " " * (line.indent - columns))


_ATX = re.compile(r" {0,3}#")
_INDENT = re.compile(r"[ \t]*")
