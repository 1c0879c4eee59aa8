import re

from vaulttools.korean.lexicon import is_noun
from vaulttools.note.cues import at_line_end
from vaulttools.patterns import either
from vaulttools.rule import Bad, Cues, Finding, Findings, Good, Note, NoteRule, Severity, Span, pattern

_BULLET = r"^[ \t]*[-*+][ \t]+"
_BULLET_OR_NONE = r"^[ \t]*(?:[-*+][ \t]+)?"
_BULLET_OR_BOX = r"^[ \t]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\ufffc{3}[ \t]+)?)?"
_LINE_END = r"[ \t]*(?=[\r\n]|\Z)"
_ITEM_END = rf"[.!]*{_LINE_END}"
_WORD_END = r"(?=[ ,.!?)]|[\r\n]|\Z)"
_PARTICLES = "(?:[은는이가을를도만의]|에서?|으?로|이?랑|하고|한테|까지|부터|처럼|보다|이?면|이?라[면도])?[는은도]?"

_IT = either(
    "[이그저]거[는도를로]?",
    "[이그]걸로?",
    "[이그][게건]",
    "[이그] ?부분[은이을도]",
    "[얘걔쟤]네?[는가도]?",
    "그쪽[은이도의]?",
)
_DOES = either(
    "is|are|was|were|would|will|could|should|can't|won't|doesn't|don't|didn't",
    "wants?|wanted|needs?|says?|said",
)
"""A verb, without which `that` goes with a noun: `that building`."""
_PRONOUN = pattern(
    either(
        rf"{_BULLET_OR_BOX}(?P<pronoun>{_IT})(?=[ ,])",
        rf"{_BULLET}(?P<they>(?:[Tt]hey|[Tt]hat|[Ii]t)(?=(?:['\u2019](?:ll|d|re)| {_DOES}) ))",
    ),
    re.M,
)
"""What opens a line and takes up what stands before it."""
_IS_PART = pattern("[이그저]거 때문|[이그]걸로|[이그] ?부분")
"""What says of a thing that it is a cause, a means or a part, and so is not what the heading names."""

_SOMEBODY = pattern(
    r"(?<![가-힣])(?P<pronoun>그 (?:사람|친구)(?:들|네)?|그 ?분(?:들)?|걔네?|쟤네?)"
    r"(?:[이가은는도을를의]|(?:한테|에게|께|께서|이랑|랑|하고|과|와)[은는도]?)?(?=[ ,])"
)
_NOUNS = (
    "조건|기계|약|영상|발표|얘기|이야기|그림|사진|책|글|기사|파일|문서|표|메일|전화|선생님|작가|식당|가게|노래|영화|앱|사이트|행사|강의|자료|논문|모임"
    "|세미나|견적|제안|제안서|서류|인터뷰|링크|미팅|회의|뉴스|보고서|리포트|계약서|소문|통화|강연|장표|슬라이드|차트|설정|변호사|교수|심사역|기자"
)
"""What people see, hear or meet elsewhere."""
_UNSEEN = pattern(rf"(?<![가-힣])(?<!말한 )(?P<pronoun>그 (?:{_NOUNS})){_PARTICLES}{_WORD_END}")
_RELATIONS = (
    "밖|외|뒤|후|이후|직후|전|이전|다음|중|가운데|사이|동안|때|당시|무렵|날|해|자리|위|아래|안|속|앞|옆|근처"
    "|결과|이유|대신|자체|자신|정도|이상|이하|만큼|대로|덕분|때문|반면|반대|점|부분|문제|상황|경우|사실|방식|방법|과정"
    "|사람|친구|분|회사|팀|업체|기업|쪽|대표|창업자"
)
"""What stands in a relation to the line before (그 결과), sums it up (그 문제), or is somebody whom it or the heading names."""
_UNSEEN_FIRST = pattern(
    rf"{_BULLET}(?P<pronoun>그 (?!(?:{_RELATIONS}){_PARTICLES}{_WORD_END})[가-힣]{{1,6}}?){_PARTICLES}{_WORD_END}", re.M
)
"""What opens an item and takes up a thing: any thing, in notes that are jotted down."""
_TELLS = pattern(r"(?:다|요)[.!]?\Z")
"""The end of a sentence, which may take up the one before it."""

_OVER_THERE = either("저[거것걸게건쪽분기긴]", f"저 (?:표현|가격|회사|팀|건|숫자|부분|{_NOUNS})")
_TOLD_THEN = "(?:그때|지난번에?|저번에?|아까) " + either(
    "(?:말한|말했던|얘기한|이야기한|얘기했던)(?: ?대로| 그 [가-힣]{1,8}?)?", "그 [가-힣]{1,8}?", "그[거건분]"
)
_SEEN_ONCE = "(?:[가-힣]{1,3}(?:던|[해여] ?준)|말한|얘기한|소개한|추천한|본|들은|읽은|받은|보낸|만난) 그 [가-힣]+?"
_AWAY = (
    "(?<![가-힣])(?<!이것 )(?<!이거 )(?<!여기 )"  # 여기 저기: all about
    rf"(?P<pronoun>{either(_OVER_THERE, _TOLD_THEN, _SEEN_ONCE)}){_PARTICLES}{_WORD_END}"
)
"""What was over there, was talked about then, or was seen once."""
_MET = "본 봤던 들은 들었던 읽은 읽었던 말한 말했던 얘기한 얘기했던 이야기한".split()
_WHAT = "거 것 얘기 이야기 데 곳".split()
_ONCE_MET = rf"(?<![가-힣])(?P<met>{either(*_MET)} ?{either(*_WHAT)})(?={_LINE_END})"
"""All that an item says of something: 유튜브에서 본 거."""
_AT_LAST = rf"(?<=[은는건] )(?P<last>[그이]거|(?:말|얘기|이야기)한 ?대로)(?={_LINE_END})"
"""What a sentence was to end with: 중요한 건 그거."""
_SAME = (
    "(?<![가-힣])(?P<same>(?:그 ?(?:회사|팀|업체|기업|쪽)|거기|여기|걔네|쟤네|저기)도 (?:거의 |완전 |다 )?(?:똑?같은|비슷한) "
    "(?:말|문제|고민|얘기|소리|이야기|입장|생각|답|대답|의견|전략|구조|모델|상황))"
)
_PAPERS = "e-?mails?|mail|call|deck|slides?|doc|whiteboard|photos?|thread|spreadsheet"
_SEE = either(
    "[Ss]ee [A-Z][a-z]+['\u2019]s (?:mail|email|message|slides?|deck|notes?|doc)",
    r"(?:[^\r\n:]{1,40}: )?"
    + either("[Ss]ee e?-?mail", f"(?:[Ss]ee|(?:[Aa]s )?[Pp]er) (?:the|that|his|her|their|my|our) (?:{_PAPERS})"),
    "(?:(?:지난|그때|어제|다른|그) )?(?:[가-힣]{2,4} )?"
    "(?:이?메일|카톡|슬랙|사진|녹음|녹취|슬라이드|장표|엑셀|시트|첨부|자료|스크린샷|캡[처쳐]|화이트보드|노트|수첩|종이|폰|핸드폰|휴대폰|노트북|드라이브)(?:에|는|은)? ?(?:있음|참고|참조)",
)
_ELSEWHERE = rf"{_BULLET_OR_NONE}(?P<elsewhere>{_SEE}){_ITEM_END}"
"""A paper, a picture or a call that is not linked, and all that the item has to say."""
_MATTER = rf"{_BULLET}(?P<matter>[Tt]h(?:e|at) (?:[A-Za-z]+ ){{1,2}}(?:thing|situation|stuff)){_ITEM_END}"
_NEXT = rf"[.,;)]|{_LINE_END}"
_THING = (
    r"\b(?P<thing>"
    + either(
        rf"[Tt]h(?:e|at) thing(?= (?:from|for|with|about|we|he|she|they|I)\b|{_NEXT})",
        rf"[Tt]h(?:e|at) [A-Z][A-Za-z]+ (?:thing|situation|stuff)(?={_ITEM_END})",
        "[Tt]he other guys?",
        rf"[Tt]he other thing(?= (?:we|next|with|from|later|again)\b|{_NEXT})",
    )
    + ")"
)
_GUY = r"\b(?P<whom>(?:the|that) (?:guy|dude|lady)(?= from\b))"
_OUTSIDE = pattern(either(_AWAY, _ONCE_MET, _AT_LAST, _SAME, _ELSEWHERE, _MATTER, _THING, _GUY), re.M)
"""What points to a screen, a room or a talk, never to what a note says."""

_PERSON = pattern(
    "대표|이사|팀장|사장|부장|차장|과장|대리|실장|심사역|교수|선생|박사|원장|의사|변호사|회계사|기자|작가|감독|회장|의원|창업자|파트너|멘토|담당|직원"
    "|동료|친구|선배|후배|사람|고객|사용자|이용자|투자자|님|씨|[가-힣]자(?![가-힣])|형|누나|언니|오빠|엄마|아빠|C[ETFOPM]O"
)
"""What somebody is called that a pronoun may stand for."""
_HE = pattern(
    r"^[ \t]*[-*+][ \t]+(?P<pronoun>[Ss]?[Hh]e)(?= (?:said|says|thinks|thought|wants|wanted|knows|knew|mentioned|told|asked|likes|liked|will|would|seems|seemed|didn't|doesn't)\b)",
    re.M,
)
_SOMEONE = pattern(
    r"(?<=[ \t(:,/])(?!I\b)[A-Z]|^[ \t]*(?:[-*+][ \t]+)?(?!(?:[Ss]?He|It|They|We|You|I|The|This|That|A)\b)[A-Z][a-z]+ ?[:(,]|^#|\ufffc"
    r"|\b(?:founder|partner|investor|manager|doctor|teacher|professor|analyst|lawyer|engineer|designer|author|writer|speaker|host|guest|boss|owner|customer|user|client"
    r"|friend|colleague|mother|father|mom|dad|wife|husband|brother|sister|son|daughter|girl|boy|man|woman|guy|lady|person|someone|somebody)s?\b",
    re.M,
)
"""What somebody may be that `he` or `she` stands for: a name, whatever begins with a capital, a heading, a link."""
_NAME = pattern(
    "(?<![가-힣])[강고곽구권김나남노도류문민박방배백변서석선설성손송신심안양엄여염오우원위유윤이임장전정조주지진차채천최추하한함허현홍황][가-힣]{1,2}(?![가-힣])"
    "|[A-Z][a-z]+ [A-Z][a-z]+"
)
"""What reads like the name of a person: a surname of one syllable and a given name."""
_QUOTED = pattern(r"[\"“”「」『』\ufffc]")
"""Where somebody else speaks, or a link or picture may be what is meant."""
_EMPTY_HEADING = pattern(
    r"\W*(?:메모|기타|노트|오전|오후|회의록?|미팅|아이디어|생각|일기|할 ?일|notes?|memo|misc|meetings?|ideas?|thoughts|todo|(?:weekly )?(?:sync|call|standup)|[\d.\-/년월일 ]+)?\W*\Z",
    re.I,
)


class VaguePronoun(NoteRule):
    """A pronoun with nothing before it that it could refer to: `이거` or `이 부분은` at the start of a section, `저거`, `그 사람`, `the thing`; a paper or talk that is not linked: `see the deck`, `어제 메일 참고`.

    ## Why
    The thing meant was on the screen, in the room or in another mailbox when the note was written. Without it the line says
    nothing, and a search for the thing does not find it.

    ## Fix
    None: write its name in place of the pronoun, and link the paper or say here what stood in it.
    """

    needs = "cues"
    severity = Severity.HINT
    cues = Cues(
        *(f"{this}{thing}" for this in "이그저" for thing in ("거", "걸", "게", "건", "부분", " 부분")),
        *("얘", "걔", "쟤", "그 사람", "그 친구", "그분", "그 분"),
        *(
            "저쪽",
            "그쪽",
            "저분",
            "저기",
            "저긴",
            "저것",
            "그때 ",
            "지난번",
            *at_line_end("말한대로", "말한 대로", "얘기한대로", "얘기한 대로", "이야기한 대로"),
            "저번",
            *at_line_end(*(f"{met}{gap}{what}" for met in _MET for gap in ("", " ") for what in _WHAT)),
            "아까 ",
            *(f"{end} 그 " for end in ("던", "준", "한", "본", "은", "낸", "난")),
            *at_line_end(" thing", " situation", " stuff"),
            "도 같은 ",
            "도 똑같은 ",
            "도 비슷한 ",
            "도 거의 ",
            "도 완전 ",
            "도 다 ",
            "- see ",
            ": see ",
            *at_line_end("참고", "참조", "에 있음"),
            "- as per ",
            "- per ",
            "the thing",
            "other thing",
            "that thing",
            "he guy from",
            "at guy from",
            "dude from",
            "lady from",
            "other guy",
        ),
        *(f"- {he} " for he in ("he", "He", "she", "She")),
        *(f"- {they}{end}" for they in ("they", "They", "that", "That", "it", "It") for end in (" ", "'", "\u2019")),
        "- 그 ",
        *(f"그 {noun}" for noun in _NOUNS.split("|")),
        *(f"저 {noun}" for noun in (*_NOUNS.split("|"), "표현", "가격", "회사", "팀", "건", "숫자")),
    )

    examples = (
        Good(
            "# 토큰증권\n\n이건 증권이다.\n\n## 상환\n\n이 부분은 자주 잊힌다.\n\n- 선정산\n  - 이게 핵심\n- 그걸로 평가함\n- 이 부분은 규정에 따름\n"
        ),
        Good("## 팜노트\n- 대표가 셋\n- 그 사람이 영업을 다 함\n"),
        Good("## 복기\n- 고객이 말한 것\n  - 값이 비쌈\n- 팀장이 말한 것\n  - 일손이 모자람\n"),
        Good("- 이거리, 그거리, 얘기 중\n"),
        Good("## Parcelo\n\n- they said it works\n\n## Ideas\n\n- meal kits\n- that would fix it\n- it is small\n"),
        Good("- met Ruth at the fair\n- she said yes\n\n## Ruth\n\n- he said no\n", alone=True),
        Good("- the founder is shy\n- he said yes\n", path="notes/calls.md", alone=True),
        Good("- no slides\n- she said yes\n", path="people/Ruth.md", alone=True),
        Bad("## 팜노트\n- «이거» 때문에 못 들어감\n- 그걸로 끝\n"),
        Bad("## Ideas\n\n- «that» would fix it\n- meal kits\n\n## 아이디어\n\n- «그게» 되면 크다\n"),
        Bad("- 규제 때문에 «저거» 못 함\n- HBM은 «저쪽»이 먼저\n- 7조 2항 «저 표현»\n- 대표가 «말한 그 기계»\n"),
        Bad(
            "- 조건은 «말한대로»\n- «저번 그분»은 보류\n- 금액은 «저번에 얘기한대로»\n- «나머지는 자료 참고»\n- 지난달 «그 영상»처럼\n- «그때 말한» 조건으로\n- ask him about «the thing»\n- check «the thing» from last time\n- «the other guys» are cheaper\n- 중요한 건 «그거»\n"
        ),
        Bad("- no slides at all\n- «she» thinks margins are fake\n", path="notes/calls.md", alone=True),
        Good("# 김민수\n\n그분은 상냥하다. 그 사람이 그랬다.\n"),
        Bad("## 팜노트\n- 농가 3,200호\n- «그 사람»이랑은 얘기가 끝남\n"),
        Bad("## 팜노트\n- 농가 3,200호\n- «그 사람»이 영업을 다 함\n"),
        Good("- 여기 저기 다님\n- 저도 감\n- 저번 달\n- 그 영상은 https://a.example/b 에 있음\n"),
        Good("## 영상 편집\n- 자막을 넣음\n- 그 영상은 짧음\n- 저기압\n", alone=True),
        Good("- 이민자를 돕는 모임이고 그 사람들이 삶\n- 상권은 좁음\n흐르는 글에서 걔가 그랬다.\n"),
        Bad("- 상권은 좁음\n- 결국 «걔»가 말한 대로 됨\n"),
        Bad(
            "- 할 일\n- [ ] 견적 받기\n- [ ] «그거» 마무리\n- «지난번에 말한 그 숫자»는 틀림\n- «as per the email»\n- «어제 메일 참고»\n- «수첩에 있음»\n- «the guy» from the bank\n- talk about «the other thing» next week\n- check with Dana on «the IP thing»\n"
        ),
        Bad("- 창고 둘\n- 절반을 «그 뉴스» 때문에 정리함\n", path="2025-03-07.md"),
        Bad("창고 둘을 봄\n«여기도 똑같은 문제»\n«사진은 폰에 있음»\n평당 2만 8천 원\n"),
        Good("- 부록의 표 참고\n- 메일 참고: 3월 2일 것\n- 재고는 창고에 있음\n"),
        Good("- 온누리의 정산은 이틀\n- 그쪽 보안 팀이 6주 심사\n"),
        Bad("## 메모\n- «그쪽은» 이틀 걸림\n- «지난번 그 분»은 보류\n- «That thing» with the union\n"),
        Bad(
            "- «board deck: see email»\n- «the other thing» we discussed is on hold\n- 병원 85곳\n- «그 회사도 같은 말» 했음\n- «the CFO thing»\n- 작년에 «본 그 회사»랑 비슷\n- 대표가 «보여준 그 그래프»\n- 돈은 그 은행에 있음\n- «see Tom's mail»\n"
        ),
        Bad("- 채용은 두 명\n- «그 기능»은 일단 보류\n- «그 이슈»는 아직\n- 유튜브에서 «본 거»\n"),
        Good(
            "- 정산 기능을 넣음\n- 그 기능은 일단 보류\n- 그 결과 이탈이 줆\n- 그 부분은 좀 위험\n- 그 결정은 옳았다.\n"
        ),
        Bad("## 물류\n- 세 팀 들음\n- «걔네» 지표가 더 나음\n"),
        Bad("- «그걸로» 평가를 한다고 함\n- 다음\n"),
        Bad("# 메모\n\n«이 부분은» 현행 규정을 따른다.\n"),
    )

    def _unnamed(self, match: re.Match[str]) -> Finding:
        """That what `match` found as its last group has nothing before it to stand for."""
        pronoun = match.lastgroup or "pronoun"
        if pronoun == "elsewhere":
            return self.finding(
                Span(*match.span(pronoun)),
                "`{words}` has no link: later nobody will find what it points to",
                help="link to where it stands, or say it here",
                words=match[pronoun],
            )
        return self.finding(
            Span(*match.span(pronoun)),
            "nothing before `{pronoun}` says what it is",
            help="name the thing",
            pronoun=match[pronoun],
        )

    def _nobody(self, match: re.Match[str]) -> Finding:
        """That nobody is named before what `match` found as its last group."""
        pronoun = match.lastgroup or "pronoun"
        return self.finding(
            Span(*match.span(pronoun)),
            "nothing before `{pronoun}` says who it is",
            help="name the person",
            pronoun=match[pronoun],
        )

    def check(self, note: Note) -> Findings:
        told = set()  # the lines that are: one finding for each, however often it points somewhere
        for match in note.cued(self.cues, _PRONOUN):
            name = match.lastgroup or "pronoun"
            point = note.points.at(match.start(name))
            before = note.points.before(point)
            if (
                before is None
                or point.is_task
                or (before.is_heading and _EMPTY_HEADING.match(before.words))
                or (before.is_heading and point.is_item and _IS_PART.match(point.words))
            ):
                told.add(point.line)
                yield self._unnamed(match)
        for found in (_OUTSIDE, _UNSEEN, _UNSEEN_FIRST):
            judged = -1
            for match in note.cued(self.cues, found):
                if match.start() <= judged:
                    continue
                point = note.points.at(match.start())
                judged = point.line.end
                if found is _UNSEEN_FIRST and (not is_noun(match["pronoun"][2:]) or _TELLS.search(point.words)):
                    continue
                if (
                    point.is_item
                    and point.line not in told
                    and ". " not in note.prose[point.span.start : match.start()]  # the sentence before may say it
                    and not _QUOTED.search(point.words)
                    and (match.lastgroup not in ("matter", "met") or note.points.is_aside(point))
                    and not (found is not _OUTSIDE and _is_seen(note, match["pronoun"][2:], match.start()))
                ):
                    told.add(point.line)
                    yield self._nobody(match) if match.lastgroup == "whom" else self._unnamed(match)
        looked = note.body_start
        for match in note.cued(self.cues, _SOMEBODY):
            point = note.points.at(match.start("pronoun"))
            before = note.points.before(point)
            if point.line in told or (
                match.start("pronoun") > point.span.start and (not point.is_item or _QUOTED.search(point.words))
            ):
                continue  # a sentence may name somebody in any way
            if before is None or (before.is_heading and _NAME.search(before.words)):
                continue
            if _PERSON.search(note.prose, looked, match.start()):
                break  # and so is there before all that follow
            looked = match.start()
            yield self._nobody(match)
        he = next(note.cued(self.cues, _HE), None)
        if (
            he is not None
            and note.name == note.name.lower()
            and not _SOMEONE.search(note.prose, note.body_start, he.start("pronoun"))
        ):
            yield self._nobody(he)


def _is_seen(note: Note, noun: str, before: int) -> bool:
    """Whether the section around the code point `before`, or the note's name, has `noun`, or a link or picture that may be it."""
    above = [*note.points.above(note.points.at(before))]
    start = above[-1].line.start if above else note.body_start
    return any(note.prose.find(sign, start, before) >= 0 for sign in (noun, "\ufffc")) or noun in note.path
