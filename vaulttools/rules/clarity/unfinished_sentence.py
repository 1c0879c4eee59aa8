from vaulttools.korean.unfinished import ENDS, Rest, rest_of
from vaulttools.note.cues import at_line_end
from vaulttools.note.points import Point
from vaulttools.rule import Bad, Cues, Findings, Good, Note, NoteRule, Severity, Span, pattern
from vaulttools.text import width

_TURNED = pattern(r"(?:[,.?:：]|[→⇒]|[-=]>|(?<= )[-–]) ")
"""What stands between a main clause and the one that should come before it: 인가가 늦음. 규제 때문에."""
_GLOSS = pattern(r"[A-Za-z\ufffc)*]\W{0,3} ?(?:[:：=]| [-–—]) ")
"""What stands between a term and what it means: `observing - 관찰하는`."""
_WIDEST = 40
"""Columns of a clause that its writer broke off. A wider one goes on in the next item, as sentences do in notes on a lesson."""
_SHOWN = pattern(r"\s*+(?:```|~~~|!\[|\||>|\$\$)")
"""Code, a picture, a table or a quotation below: it shows what is said of a topic."""
_ASKS = pattern(r"[?？]\W*\Z")


class UnfinishedSentence(NoteRule):
    """A Korean list item or paragraph that breaks off after a particle, a connective or an adverb (`…수수료를`, `…낮추면`, `…좀 더`).

    ## Why
    The verb was never written, so nobody can tell what was done to the thing named, or what follows from it.

    ## Fix
    None: finish the sentence, or remove its last word.
    """

    severity = Severity.HINT
    formerly = ("dangling-particle",)
    cues = Cues(*at_line_end(*ENDS))

    examples = (
        Good(
            "- 인수 경로\n- 지난 가을\n- 주소는 서울\n- 변수 가로\n- 판매자를\n  은행에 소개\n흐르는 글의 이 줄은 판매자를\n소개한다.\n\n고객이 원하는 것은\n\n- 빠른 정산\n\n벽에 박힌 못\n\n다음은 값을\n\n![값](q6.png)\n"
        ),
        Good(
            "- 값을 낮추고\n- 판다\n\n- 신문 광고\n- 비고\n- 본사는 서울에서\n- 왜 지금?\n  - 규제가 3월에 풀려서\n",
            alone=True,
        ),
        Good(
            "- 중요한 것은: 값\n- 좋은 것\n- 원하는 것이 없음\n- 여야 합의\n- 더 두고 보다\n- 국내 분야\n- 실행은 담당에게\n"
        ),
        Good(
            "- 버튼을 누르면\n  - 창이 열림\n- 설정 화면\n- 아이폰은\n  한 대\n- 질문 하나 더\n- 둘 다\n- 가는 데\n",
            alone=True,
        ),
        Bad("- 분포가 하나의 «모수로»\n- 판매자에게 «수수료를»\n- 인가가 늦은 것은 «규제때문에»\n- «SOPR도»\n"),
        Bad(
            "- 현지 소싱이 «핵심인데»\n- 값을 «낮추면»\n- 소식이 나오고 «나서»\n- 창고를 «옮기면서»\n- 농가 고령화 «때문에»\n- 넷\n",
            alone=True,
        ),
        Bad(
            "- 부채는 그때 «다»\n- 그 이야기는 좀 «더»\n- «추가로»\n- 그래서 고객이 원하는 «것은»\n- 경쟁사와 «붙어봐야»\n- 값은 «기존보다»\n- 넷\n"
        ),
        Good("- 가로 세로와 옆면\n- 카레라이스, 라면\n- 아이폰 첫 화면\n- 좋은 점과 나쁜 면\n", alone=True),
        Good("- 언제부터? → 내년 2분기, 인가가 끝나면\n- 교체가 3주 늦음. 외부 감사와 겹쳐서\n", alone=True),
        Good("- 개발자 2명 더\n- 인가가 늦음. 규제 때문에\n- 한 곳 더\n- 앞으로 한곳 더\n- 넷\n"),
        Bad("- 임상은 끝남\n- «결과는»\n\n## 팀\n", alone=True),
        Good(
            "- 정렬함\n- 결과는\n\n![q6](q6.png)\n\n- 고객사는\n- 은행 셋\n\n- 규정은\n\n> 5%\n",
            alone=True,
        ),
        Good("이번에 넣은 것은 문단의 바깥에 있어서 다음 쪽의 그림은\n\n대기 목록에 다시 들어가지 않는다.\n"),
        Good("- 환경변수를 주입하면\n- 서버와 데이터를 나눌 수 있다.\n"),
        Good(
            "- 심사 업무 전체를\n- 네 단계로 나누고\n- 단계마다 표를 만듦\n\n1. 약정이 이미 끝났기 때문에\n2. 고객이 해지해도 위약금은 없음\n3. 오류가 여섯: 두 번 불렀기 때문에\n",
            alone=True,
        ),
        Good(
            "- 대장보다 고객을\n- 서류보다 대화를\n\n## 낱말\n- observing - 관찰하는\n- `co`: 함께 하는\n- 넷\n",
            alone=True,
        ),
        Good(
            "- 생성자를 새 연산자와 함께 부르고 값을 두 개 이상 넘겨주면\n- 원형에 적힌 대로 새 것이 만들어짐\n",
            alone=True,
        ),
        Bad("- 인가까지 «2년이라»\n- 고객 셋\n- 점주 교육이 «관건이라서»\n- 넷\n", alone=True),
        Good("- 값을 올렸는데 이탈이 없었다고\n- 내년 초에는 흑자라고\n- 같이 하자고\n", alone=True),
        Bad("- 그런데 반대로 «보면»\n- 넷\n- 그것만 «아니면»\n- 다섯\n", alone=True),
        Bad("- 규제는 풀림\n- 수수료를 «낮추고»\n", alone=True),
        Bad("- 진료 기록은 병원 EMR «이랑»\n- 넷\n"),
        Bad("- 고객이 자주 «하는»\n- 경쟁사에 «비해»\n- 넷\n"),
        Good(
            "- 매출이 나날이\n- 공원에서 노는 어린이\n- 올해 증권사의 목표가\n- 담당은 벤처 투자가\n- 이름은 지은이\n"
        ),
        Bad("- 원격 진료 규제가 풀리면서 «병원들이»\n- 넷\n- 판을 짜는 동안 «시장이»\n- 인가를 받은 «회사가»\n- 넷\n"),
        Good("- 평이 별로임 솔직히\n- 서울에 두 군데 더\n- 넷\n"),
        Bad("자료는 기준이 달라서 «못»\n\n회사가 늘리려는 것은 «수수료를»\n\n## 팀\n\n대표는 «아마»\n\n끝.\n"),
        Bad("- 인가가 늦는 «상태이므로»\n- 넷\n- 서버가 둘뿐이라 값이 «없으므로»\n", alone=True),
        Bad("- 광고비는 «어차피»\n- 그만둔 까닭은 «표면적으로는»\n- 배송은 목요일에 «하되»\n- 넷\n"),
    )

    def check(self, note: Note) -> Findings:
        for point in note.cued_ends(self.cues):
            if (
                not point.is_task
                and _is_missing(note, point)
                and not (note.is_template or _goes_on(note, point) or _is_told_on(note, point))
            ):
                word = point.words.split()[-1]
                yield self.finding(
                    Span(point.span.end - len(word), point.span.end),
                    "the sentence breaks off after `{word}`: the rest of the thought is missing",
                    help="finish the sentence, or remove its last word",
                    word=word,
                )


def _rest(point: Point) -> Rest | None:
    """What was to follow the last word of `point`."""
    before, word = ["", "", *point.words.split()][-2:]
    return rest_of(before, word)


def _is_missing(note: Note, point: Point) -> bool:
    """Whether what was to follow `point` stands neither before it nor below it."""
    rest = _rest(point)
    if rest is None or rest is Rest.LOST or not point.is_item:
        is_wrapped = (
            not point.is_item and width(point.words) > _WIDEST
        )  # pasted text may have blank lines between its lines
        return rest is Rest.LOST and not is_wrapped and not _GLOSS.search(point.words)
    if _TURNED.search(point.words):
        return False
    later = note.points.after(point)
    if later is not None and later.is_item and later.indent == point.indent:
        return rest is Rest.MAIN and "\ufffc" not in point.words and width(point.words) <= _WIDEST
    if rest is Rest.MAIN:
        return True
    if _SHOWN.match(note.text, point.line.end):
        return False
    return later is None or later.is_heading or (later.is_item and later.indent < point.indent)


def _is_told_on(note: Note, point: Point) -> bool:
    """Whether `point` is part of a sentence that several items tell, or of a list of such parts."""
    before, after = note.points.neighbours(point)
    beside = [
        each
        for each in (before, after)
        if each is not None and each.is_item and each.words and each.indent == point.indent
    ]
    end = _end(point)
    return any(
        _rest(each) is Rest.NEXT
        or _end(each) == end
        or (each is after and each.words.endswith(("다", "다.")) and _rest(each) is None)
        for each in beside
    )


def _end(point: Point) -> str:
    """The last word of `point`; of an object, its particle."""
    word = point.words.split()[-1]
    return "을" if word[-1] in "을를" else word


def _goes_on(note: Note, point: Point) -> bool:
    """Whether the next line carries on the item at `point`, or it answers a question above it."""
    later = note.points.after(point)
    if later is not None and (later.indent > point.indent or note.points.goes_on(point)):
        return True
    return any(note.points.holds(each, _ASKS) for each in note.points.above(point))
