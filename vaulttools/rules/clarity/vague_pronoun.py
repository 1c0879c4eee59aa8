import re

from vaulttools.korean.lexicon import is_noun
from vaulttools.note.cues import at_line_end
from vaulttools.note.points import Point
from vaulttools.patterns import LINE_END, either
from vaulttools.rule import Bad, Cues, Findings, Good, Note, NoteRule, Severity, Span, pattern
from vaulttools.text import occurrences

_WORD_END = (
    "(?:[은는이가을를도만의]|에서?|으?로|이?랑|하고|한테|까지|부터|처럼|보다|이?면|이?라[면도])?[는은도]?"
    r"(?:[ ,.!?)]|[\r\n]|\Z)"
)
"""A particle or none, and the end of the word."""

_TAKES_UP = either(
    "(?:[이그저]거[는도를로]?|[이그]걸로?|[이그][게건]|[이그] ?부분[은이을도]|얘네?[는가도]?|그쪽[은이도의]?)(?=[ ,])",
    r"(?:[Tt]hey|[Tt]hat|[Ii]t)(?=(?:['\u2019](?:ll|d|re)| (?:is|are|was|were|would|will|could|should|can't|won't"
    "|doesn't|don't|didn't|wants?|wanted|needs?|says?|said)) )",
)
"""What takes up what stands before it. Without a verb, `that` goes with a noun: `that building`."""
_IS_PART = pattern("[이그저]거 때문|[이그]걸로|[이그] ?부분")
"""What says of a thing that it is a cause, a means or a part, and so is not what the heading names."""

_NOUNS = (
    "조건|기계|약|영상|발표|얘기|이야기|그림|사진|책|글|기사|파일|문서|표|메일|전화|선생님|작가|식당|가게|노래|영화|앱|사이트|행사|강의|자료|논문|모임"
    "|세미나|견적|제안|제안서|서류|인터뷰|링크|미팅|회의|뉴스|보고서|리포트|계약서|소문|통화|강연|장표|슬라이드|차트|그래프|딜|설정|변호사|교수|심사역|기자"
)
"""What people see, hear or meet elsewhere."""
_RELATIONS = (
    "밖|외|뒤|후|이후|직후|전|이전|다음|중|가운데|사이|동안|때|당시|무렵|날|해|자리|위|아래|안|속|앞|옆|근처"
    "|결과|이유|대신|자체|자신|정도|이상|이하|만큼|대로|덕분|때문|반면|반대|점|부분|문제|상황|경우|사실|방식|방법|과정"
    "|사람|친구|분|회사|팀|업체|기업|쪽|대표|창업자"
)
"""What stands in a relation to the line before (그 결과), sums it up (그 문제), or is somebody whom it or the heading names."""
_THAT = "(?<![가-힣])그 " + either(
    f"(?P<elsewhere>{_NOUNS})(?={_WORD_END})",
    f"(?!(?:{_RELATIONS}){_WORD_END})(?P<thing>[가-힣]{{1,6}}?)(?={_WORD_END})",
)
_TELLS = pattern(r"(?:다|요)[.!]?\Z")
"""The end of a sentence, which may take up the one before it."""

_AWAY = (
    "(?<![가-힣])(?<!이것 )(?<!이거 )(?<!여기 )"  # 여기 저기: all about
    + either(
        f"저[거것걸게건쪽기긴]|저 (?:표현|가격|회사|팀|건|숫자|부분|{_NOUNS})",
        "(?:그때|지난번에?|저번에?|아까) "
        + either(
            "(?:말한|말했던|얘기한|이야기한|얘기했던)(?: ?대로| 그 [가-힣]{1,8}?)?",
            "그 (?!분|사람|친구)[가-힣]{1,8}?|그[거건]",
        ),
        "(?:[가-힣]{1,3}(?:던|[해여] ?준)|말한|얘기한|소개한|추천한|본|들은|읽은|받은|보낸|만난) 그 [가-힣]+?",
    )
    + f"(?={_WORD_END})"
)
"""What was over there, was talked about then, or was seen once."""
_THING = r"\b" + either(
    rf"[Tt]h(?:e|at) thing(?= (?:from|for|with|about|we|he|she|they|I|last|[io]n [A-Z][a-z]+)\b|[.,;)]|{LINE_END})",
    rf"[Tt]h(?:e|at) [A-Z][A-Za-z]+ (?:thing|situation|stuff)(?=[.!]*{LINE_END})",
    rf"[Tt]he other (?:guys?|thing(?= (?:we|next|with|from|later|again)\b|[.,;)]|{LINE_END}))",
)
_PRONOUN = pattern(
    either(
        _AWAY,
        _THING,
        _THAT,
        rf"(?<![가-힣])(?P<opener>{_TAKES_UP})",
    )
)
_QUOTED = pattern(r"[\"“”「」『』\ufffc]")
"""Where somebody else speaks, or a link or picture may be what is meant."""
_BEFORE = pattern(r"[가-힣]+\Z")
_CLAUSE = pattern("[.,] ")
"""The end of a clause or a sentence."""
_EMPTY_HEADING = pattern(
    r"\W*(?:메모|기타|노트|오전|오후|회의록?|미팅|아이디어|생각|일기|할 ?일|notes?|memo|misc|meetings?|ideas?|thoughts|todo|(?:weekly )?(?:sync|call|standup)|[\d.\-/년월일 ]+)?\W*\Z",
    re.I,
)


class VaguePronoun(NoteRule):
    """A pronoun with nothing before it that it could refer to: `이거` or `이 부분은` at the start of a section, `저거`, `그 영상`, `the thing`.

    ## Why
    The thing meant was on the screen or in the room when the note was written. Without it the line says nothing, and a search
    for the thing does not find it.

    ## Fix
    None: write its name in place of the pronoun.
    """

    severity = Severity.HINT
    cues = Cues(
        *(f"{this}{thing}" for this in "이그저" for thing in ("거", "걸", "게", "건", "부분", " 부분")),
        *("얘", "저쪽", "그쪽", "저기", "저긴", "저것", "그때 ", "지난번", "저번", "아까 ", "- 그 "),
        *(f"{end} 그 " for end in "던준한본은낸난"),
        *(f"그 {noun}" for noun in _NOUNS.split("|")),
        *(f"저 {noun}" for noun in (*_NOUNS.split("|"), "표현", "가격", "회사", "팀", "건", "숫자")),
        *("the thing", "other thing", "that thing", "other guy", *at_line_end(" thing", " situation", " stuff")),
        *(f"- {they}{end}" for they in ("they", "They", "that", "That", "it", "It") for end in (" ", "'", "\u2019")),
    )

    examples = (
        Good(
            "# 토큰증권\n\n이건 증권이다.\n\n## 상환\n\n이 부분은 자주 잊힌다.\n\n- 선정산\n  - 이게 핵심\n- 그걸로 평가함\n- 이 부분은 규정에 따름\n"
        ),
        Good(
            "- 이거리, 그거리, 얘기 중\n- 여기 저기 다님\n- 저도 감\n- 저번 달\n- 그 영상은 https://a.example/b 에 있음\n"
        ),
        Good("## Parcelo\n\n- they said it works\n\n## Ideas\n\n- meal kits\n- that would fix it\n- it is small\n"),
        Good("## 영상 편집\n- 자막을 넣음\n- 그 영상은 짧음\n- 저기압\n", alone=True),
        Good("- 온누리의 정산은 이틀\n- 그쪽 보안 팀이 6주 심사\n"),
        Good(
            "- 정산 기능을 넣음\n- 그 기능은 일단 보류\n- 그 결과 이탈이 줆\n- 그 부분은 좀 위험\n- 그 결정은 옳았다.\n"
        ),
        Good("- 가격표를 받음\n- 그 표는 낡음\n"),
        Good("- 창고 report를 먼저 받고, 그 보고서로 평가함\n"),
        Bad("## 팜노트\n- «이거» 때문에 못 들어감\n- 그걸로 끝\n"),
        Bad("- «그걸로» 평가를 한다고 함\n- 다음\n"),
        Bad("# 메모\n\n«이 부분은» 현행 규정을 따른다.\n"),
        Bad("## Ideas\n\n- «that» would fix it\n- meal kits\n\n## 아이디어\n\n- «그게» 되면 크다\n"),
        Bad("## 메모\n- «그쪽은» 이틀 걸림\n- 할 일\n- [ ] 견적 받기\n- [ ] «그거» 마무리\n"),
        Bad(
            "- 금액은 «저번에 얘기한대로»\n- 지난달 «그 영상»처럼\n- «그때 말한» 조건으로\n- 절반을 «그 뉴스» 때문에 정리함\n- 가장 아쉬운 건 «그 딜»\n"
        ),
        Bad(
            "- 규제 때문에 «저거» 못 함\n- HBM은 «저쪽»이 먼저\n- 7조 2항 «저 표현»\n- 대표가 «말한 그 기계»\n- «지난번에 말한 그 숫자»는 틀림\n- 돈은 그 은행에 있음\n"
        ),
        Bad(
            "- 병원 85곳\n- 작년에 «본 그 회사»랑 비슷\n- 대표가 «보여준 그 그래프»\n- «그 기능»은 일단 보류\n- «그 이슈»는 아직\n"
        ),
        Bad("- 목표는 3억 원\n- «그 표» 틀렸음\n"),
        Bad(
            "- ask him about «the thing»\n- check «the thing» from last time\n- «the other guys» are cheaper\n- «the other thing» we discussed is on hold\n- check with Dana on «the IP thing»\n- they left because of «the thing» in July\n- «That thing» with the union\n"
        ),
    )

    def check(self, note: Note) -> Findings:
        judged = -1  # one finding for each line, however often it points somewhere
        for match in note.cued(self.cues, _PRONOUN):
            start = match.start()
            if start < judged:
                continue
            point = note.points.at(start)
            if start > point.span.start and (match["opener"] or match["thing"]):
                continue
            is_vague = _is_first(note, point) if match["opener"] else _is_outside(note, point, match)
            if is_vague:
                yield self.finding(
                    Span(*match.span()),
                    "nothing before `{pronoun}` says what it is: a later reader does not see what you saw",
                    help="write its name instead",
                    pronoun=match[0],
                )
            if is_vague or not match["opener"]:
                judged = point.line.end


def _is_first(note: Note, point: Point) -> bool:
    """Whether nothing stands before `point` that its first word could take up."""
    before = note.points.before(point)
    if before is None or point.is_task:
        return True
    return before.is_heading and bool(
        _EMPTY_HEADING.match(before.words) or (point.is_item and _IS_PART.match(point.words))
    )


def _is_outside(note: Note, point: Point, match: re.Match[str]) -> bool:
    """Whether `match` in the item at `point` points to a screen, a room or a talk, and not to what `note` says."""
    start = match.start()
    if (
        not point.is_item
        or _CLAUSE.search(note.prose, point.span.start, start)  # which may say it
        or note.points.holds(point, _QUOTED)
    ):
        return False
    noun = match["elsewhere"] or match["thing"]
    if noun is None:
        return True
    if match["thing"] and (not is_noun(noun) or _TELLS.search(point.words)):
        return False
    above = [*note.points.above(point)]
    said = note.prose[above[-1].line.start if above else note.body_start : start].casefold()
    return (
        noun not in note.path
        and "\ufffc" not in said
        and not any(_is_named(noun, said, at) for at, _ in occurrences(noun, said))
    )


def _is_named(noun: str, said: str, at: int) -> bool:
    """Whether `noun`, found at `at`, is a word there or the end of a compound: 가격표, but not 목표."""
    before = _BEFORE.search(said, 0, at)
    return len(noun) > 1 or before is None or (len(before[0]) > 1 and is_noun(before[0]))
