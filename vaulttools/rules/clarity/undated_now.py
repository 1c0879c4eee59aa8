import re
from bisect import bisect_right

from vaulttools.korean.hangul import is_noun_form
from vaulttools.note.points import Point
from vaulttools.patterns import either
from vaulttools.rule import Bad, Cues, Findings, Good, Note, Severity, Span, Vault, VaultRule, pattern

_WORD_END = r"(?:[ ,.\r\n]|\Z)"
_IN_MENUS = (
    "modified|changed|used|viewed|edited|added|updated|created|opened|visited|closed|polled|deleted|accessed|published"
)
"""What a program lists as recently done."""
_RELATIVE = either(
    "(?<![가-힣])(?<!그 )"
    + either(
        "올해|작년|내년|내후년|재작년|지난달|지난해|이번 ?달|다음 ?달|[이번지난]{2} ?분기",
        "지난 ?주|이번 ?주|다음 ?주|다다음 ?주|내일|어제|모레|그저께|엊그제|요즘",
    )
    + rf"(?=(?:은|는|도|의|에|에는|까지|부터|말|초)?{_WORD_END})",
    r"(?i:(?<!too )(?<!most[ -])(?<!how )\b"
    + either(
        rf"recently(?! (?:{_IN_MENUS})\b)",
        "nowadays|these days|(?:this|last|next) (?:year|quarter|month|week)|tomorrow|yesterday",
    )
    + r"\b)",
)
"""A year, a month or a day, as seen from that of writing."""
_NOW = either(
    rf"(?<![가-힣])(?:현재|최근|아직|지금)(?=(?:은|는|도|의|에|까지)?{_WORD_END})",
    r"(?i:\b(?:currently|as of now|so far|current(?= [a-z]+ \d))\b)",
    r"(?<=[-*+] )[Nn]ow(?= (?:profitable|hiring|raising|selling|used by|live in|(?:at |in |about )?\d))",
)
_RELATIVE_WORD = pattern(_RELATIVE)
_ANY_WORD = pattern(either(_RELATIVE, _NOW))
_FIRST_ITEM = pattern(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]", re.M)
_HANGUL = pattern(r"[가-힣]")
_FIGURE = pattern(
    r"(?<![A-Za-z\d.-])\d|(?<![가-힣])(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열) ?(?:건|곳|군데|명|개|팀|달|주)(?![가-힣]{2})"
)
_COUNTS = pattern(r"\b(?:currently|current|so far|as of now)[:,]? (?:[a-z]+ ){0,2}[$€£]?\d+(?![\d.]*\.\d+\.)", re.I)
_POLITE = pattern(r"(?:(?<![필수중])요|니다)(?:\W*\Z|[.?!] )")
_ANY_DAY = pattern(
    either(
        r"최근 \d",
        r"\A(?:이번|지난|다음) ?[주달] ?[-–:(]",
        "현재 [가-힣]+[된한는린] ",
        r"(?:올해|이번 ?달|지난 ?달|다음 ?달) \d+[월일]",
        r"(?:어제|오늘|내일)(?:, ?|·| ?/ ?)(?:어제|오늘|내일)(?= ?[,·/]|\Z)",
    )
)
"""What means any day on which somebody reads it: `이번달 1일부터`, `어제, 오늘`, `최근 2년`."""
_HAPPENED = pattern(
    either(
        r"\A(?:follow up|call|send|meet|email|ping|reply|chase|talk to|intro|(?:need|have) to) ",
        r"\b(?:they|he|she|we)(?: will|['\u2019]ll) ",
        r"\b(?:raised|hired|launched|closed|signed|joined|quit|grew|sold|bought|acquired|pivoted|moved|lost|won|met)\b",
    ),
    re.I,
)
"""What somebody did or is to do."""
_YEAR = r"(?:19|20)\d\d(?!\d)"
_SHORT_DATE = r"(?<!\d)\d\d[.-]\d{1,2}[.-]\d{1,2}(?!\d)"
_BEGUN_BEFORE = "(?<!since )(?<!in )(?<!founded )(?<!founded: )(?<!설립: )(?<!설립 )(?<!창업 )"
_BEGUN_AFTER = r"(?!년(?: ?\d{1,2}월)? ?(?:설립|창업|창립|출범|시작|출시))"
_DAY = pattern(either(rf"(?<!\d){_BEGUN_BEFORE}{_YEAR}{_BEGUN_AFTER}", _SHORT_DATE), re.I)
"""A date, but not that of a beginning: `2021년 설립`, `Founded 2020`, `in 2015`."""
_SAYS_WHEN = pattern(
    r"^[-*+\s_]*(?:일시|날짜|일자|(?:작성|회의|미팅|통화|면담|방문|저장)[ 일]?일?[자시]?|date|when|(?:last )?(?:updated|reviewed|researched|saved))"
    rf"[*_ ]*[:：|][*_ ]*{either(_YEAR, _SHORT_DATE)}",
    re.I | re.M,
)
"""A line that says when the note was taken: `- 일시: 2025-03-07`."""
_OPENS_WITH_DAY = pattern(
    r"\s*+[^\r\n]*?"
    + either(
        r"(?<![\d/])(?:\d{1,2}/\d{1,2}(?![\d/])|\d{1,2}월 ?\d{1,2}일)",
        r"(?:\d{1,2}주차|\b(?:[Ww]eek ?|W)\d{1,2}\b)",
    )
)
"""A text, or what a line belongs to, with a day or a week, without the year, in its first line: to whoever finds the note, `next week` is the one after that."""
_DATE = pattern(either(rf"(?<!\d){_YEAR}", _SHORT_DATE))


class UndatedNow(VaultRule):
    """A word such as `현재`, `올해` or `currently` with no date above it that says when that was. Only the first is reported.

    ## Why
    It was true on the day of writing, and the note does not say which day that was.

    ## Fix
    None: name the year or the month, or give the note a `date`.
    """

    severity = Severity.HINT
    cues = Cues(
        *("올해", "작년", "내년", "내후년", "지난해", "내일", "어제", "모레", "그저께", "엊그제"),
        *(
            f"{which}{gap}{what}"
            for which in ("지난", "이번", "다음")
            for gap in ("", " ")
            for what in ("달", "주", "분기")
        ),
        *("요즘", "현재", "최근", "아직", "지금"),
        *("current", "- now ", "recently", "nowadays", "these days", "as of now", "so far"),
        *(f"{which} {what}" for which in ("this", "last", "next") for what in ("year", "quarter", "month", "week")),
        *("tomorrow", "yesterday"),
    )

    examples = (
        Good("---\ndate: 2025-03-07\n---\n내년에 두 배.\n", alone=True),
        Good("2024년 기준 30명, 내년에 두 배. They recently raised.\n", alone=True),
        Good("올해 두 배.\n", path="daily/2025-03-10.md", alone=True),
        Good("현재 컴포넌트를 고른다. 올해의인물, 최근접 이웃. The file that is currently open.\n"),
        Good("# 회의 2024-05-13\n- 내일 오전 통화, 내일배움카드\n", alone=True),
        Bad("- «지금»은 고객이 12곳\n- 최근에 대표가 바뀜\n- 화면이 아직 뜨지 않습니다\n", alone=True),
        Bad("- «다음 주»에 데이터룸을 열어 줌, 내일 통화\n", alone=True),
        Bad("- They «recently» raised a round\n", alone=True),
        Bad("- «내년»에 두 배, 작년 매출은 없음\n", alone=True),
        Good("# 회의\n- 일시: 2025-03-07 (금)\n- 참석자: 셋\n\n## 값\n- 아직 흑자 아님\n", alone=True),
        Good("- **Last updated:** 2025-03-07\n\n## Team\n- they recently raised a round\n", alone=True),
        Bad("- 마감일: 2025-03-07\n\n## 값\n- «아직» 흑자 아님\n", alone=True),
        Good("## 2024년 실적\n- 지금은 고객이 12곳\n", alone=True),
        Good("## 미팅\n- 2024-03-20 대표가 옴\n- 아직 8명\n", path="companies/한결.md", alone=True),
        Bad("## 미팅\n- 2024-03-20 대표가 옴\n## 팀\n- «아직» 8명\n", path="companies/한결.md", alone=True),
        Good(
            "A list of recently changed pages, and how recently they were read. 내년에는 갓을 더 넣자.\n- 최근 2년 치가 필요함\n- 지금은 아님\n- 이번달 1일부터 어제까지\n"
            "- 시범은 두 주, 정식 판매는 그 다음 주에 시작함\n- Shows what is due tomorrow\n- 지금 두 손으로 잡는 중\n- 세 줄씩 씀: 어제, 오늘, 막힌 것\n- 오늘 / 어제 / 지난주\n- 이번 달 - 버튼식\n- 현재 설정된 키 3개만 처리\n- v1: 현재 운영\n",
            alone=True,
        ),
        Good("Tern 통화 (8/29)\n- 다음 주에 투심을 연다고 함\n", alone=True),
        Good("# 4월\n\n## 4/8 월\n- 요즘 부쩍 잠이 모자람\n- 4/9 통화\n  - 다음 주에 두 명이 옴\n", alone=True),
        Bad("# 4월\n\n## 4/8 월\n- «내년»에 두 배\n", alone=True),
        Good("# 22주차 회고\n- 다음 주에 두 명이 옴\n", alone=True),
        Good("# Week 31\n- demo moved to next week\n", alone=True),
        Bad("Tern 통화 (8/29)\n- «내년»에 두 배\n", alone=True),
        Bad("- «최근»에 대표가 바뀜\n", alone=True),
        Bad("- demo moved to «next week»\n", alone=True),
        Bad("- follow up «next week»\n- they will come back next month\n", alone=True),
        Bad("- they will come back «next month»\n", alone=True),
        Bad("- «지금»은 PoC 두 건을 돌리는 중\n", alone=True),
        Bad("- «current» capacity 6 tonnes\n", alone=True),
        Bad("- «아직» 흑자 아님\n", alone=True),
        Bad(
            "2021년 설립, 본사 익산.\n\n- «요즘» 단가가 떨어짐\n- now profitable\n",
            path="companies/한결.md",
            alone=True,
        ),
        Bad("Founded 2020.\n\n- «now» profitable\n", path="companies/한결.md", alone=True),
        Bad("«현재» 직원 30명, so far no churn.\n", path="companies/한결.md", alone=True),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        if _DATE.search(note.path) or _is_dated(note):
            return
        is_of_entity = bool(vault.kind(note.path)) or vault.is_of_meeting(note)
        dated: set[int] = set()  # the sections with a date above a word, by the number of headings before them
        has_day = _OPENS_WITH_DAY.match(note.text, note.body_start) is not None
        judged: set[tuple[Span, str]] = set()  # a line may say it a thousand times
        for match in note.cued(self.cues, _ANY_WORD):
            point = note.points.at(match.start())
            if (point.span, match[0]) in judged:
                continue
            judged.add((point.span, match[0]))
            # In a manual the current file is the one that is open; where somebody took notes it is a state of affairs.
            if note.points.holds(point, _ANY_DAY) or not (is_of_entity or _is_noted(point, match[0])):
                continue
            section = bisect_right(note.headings, match.start(), key=lambda heading: heading.span.start)
            above = [*note.points.above(point)]
            below_day = has_day or any(_OPENS_WITH_DAY.match(each.words) for each in above)
            if below_day and "년" not in match[0] and "year" not in match[0]:
                continue
            if section in dated or any(note.points.holds(each, _DATE) for each in above):
                continue
            start = note.headings[section - 1].span.start if section else note.body_start
            if _DAY.search(note.text, start, point.span.end):
                dated.add(section)
                continue
            yield self.finding(
                Span(*match.span()),
                "`{word}`: nothing above says which day that was, and later it will mean another",
                help="name the year or the month, or give the note a `date`",
                word=match[0],
            )
            return  # One date dates them all.


def _is_dated(note: Note) -> bool:
    """Whether `note` says when it was written: on a line for that, or before its first list, and not only when somebody started."""
    first = _FIRST_ITEM.search(note.text, note.body_start)
    end = first.start() if first else len(note.text)
    return (_DAY.search(note.text, 0, end) or _SAYS_WHEN.search(note.text, note.body_start)) is not None


def _is_noted(point: Point, word: str) -> bool:
    """Whether `point`, in which `word` stands, is an item with a bullet that tells a figure or an event, as notes do: 최근에 대표가 바뀜."""
    words = point.words
    if not point.is_item or point.is_jotted or _POLITE.search(words):
        return False
    has_figure = _FIGURE.search(words) is not None
    if not _HANGUL.search(words):
        return _COUNTS.search(words) is not None or _HAPPENED.search(words) is not None
    if word.startswith(("지금", "현재")):
        return has_figure
    return bool(_RELATIVE_WORD.match(word + " ")) or is_noun_form(words)
