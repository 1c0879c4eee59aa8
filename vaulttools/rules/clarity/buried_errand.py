import re

from vaulttools.korean.lexicon import is_noun, is_verb
from vaulttools.note.cues import at_line_end
from vaulttools.note.points import Point
from vaulttools.rule import Bad, Cues, Findings, Good, Note, NoteRule, Severity, pattern
from vaulttools.rules.clarity import TO_SELF

_TRIES = tuple("보기|볼것|볼 것|봐야함|봐야 함|봐야됨|봐야 됨|봐야지|봐야겠다|보자".split("|"))
_OUGHT = tuple("하기| 필요| 요망|할것|할 것|해야함|해야 함".split("|"))
_FETCHES = tuple(
    f"{verb}기" for verb in "찾 뽑 구하 챙기 받 모으 올리 요청하 연락하 정리하 비교하 전달하 예약하 업데이트하".split()
)
"""What one does once, as told to oneself (판결문 찾기); advice and headings have other verbs."""
_CLEARED = tuple("확인 검토 체크 조사 문의 논의 협의 상의 파악".split())
_KOREAN = pattern(
    rf"(?:[^:：]* )?(?P<verb>[가-힣]+) ?(?:{'|'.join(_TRIES)})\Z|(?![^\r\n]*[은는] )[^:：\ufffc]{{2,40}} (?:{'|'.join(_FETCHES)}|다시 읽기)\Z"
    rf"|[^:：]{{4,}}지 (?:[가-힣]{{1,4}} )?(?:{'|'.join(_CLEARED)})(?:{'|'.join(_OUGHT)})\Z"
)
"""Ends in a verb with 보다 behind it, as one tells oneself (공실률 찾아보기), or in a question to be cleared (받는지 검토 필요)."""
_JOTTED = pattern(
    rf"[^:：]{{4,}}(?:[가-힣]지(?: [가-힣]{{1,8}}(?:에|에게|께))?|[같는은한던]데|한테) 재?(?:{'|'.join(_CLEARED)}|check)\Z"
    rf"|(?![^\r\n]*[은는] )[^:：]{{2,40}}(?<!본인)(?<!신원)(?<!자격) (?:재|추가 ?)?(?:{'|'.join(_CLEARED)}|정리|보완)(?:{'|'.join(_OUGHT[1:])})\Z"
)
"""What is to be cleared, in a note that people jot down; in a guide it may be what a program or a reader does."""
_TOPIC = pattern("[은는] ")
_OTHER_VERBS = tuple("돌아 바라 지켜 둘러 다 돌 미리 엿 맛 훑어".split())
"""What makes with 보다 another verb than one of trying."""
_ENGLISH = pattern(
    r"(?:(?:need|have|want) to (?:(?:double-)?check|ask|verify|confirm|read|look|find|compare|call|email)\b"
    r"|(?:double[- ]check|look up|look into|find out|figure out|dig into|read up on)\b"
    r"|(?:check|verify|confirm|revisit) (?:the|their|his|her|our|that|if|whether|with|how|what|why|who|when)\b"
    r"|(?:call|ping|text|remind|chase|talk to) (?:him|her|them|[A-Z][a-z]+)(?= (?:again|back|about)\b)|talk to that"
    r"|ask [A-Za-z]+ (?:about|if|whether|for|how|what|why|when|who)\b|compare (?:with|to|against)\b) [^:,.!?]{0,60}\w\Z"
)
"""In small letters and short, as people jot: what tells others what to do begins with a capital, or has more to say."""
_STARTS = tuple(
    "need to|have to|want to|double-check|double check|look up|look into|find out|figure out|dig into|read up"
    "|check|verify|confirm|revisit|ask|compare|call|ping|text|remind|chase|talk to".split("|")
)
"""What each of those begins with."""
_CHORE = pattern(r"(?:기|것|필요|요망|하자|보자|확인|요청|예정)[.!]?\Z")
"""The end of another thing to do."""
_OF_CHORES = pattern(
    r"할 ?[일것]|다음|과제|숙제|계획|후속|개선|액션|점검|확인|준비|질문|체크|실습|연습|투두"
    r"|(?i:\b(?:to-?do|next|actions?|follow|plans?|try|tasks?|steps?|check))"
)
"""What stands over a list of things to do."""
_LONGEST_LABEL = 12
_DUE = pattern(rf"까지|\d[월/.] ?\d|요일|\b(?:by|before|until|on) [A-Z0-9]|나중에 다시|{TO_SELF}", re.M)
"""A date, or the words of a placeholder."""


class BuriedErrand(NoteRule):
    """A thing to do among items that tell something (`공실률 찾아보기`, `ask finance about the lease`), which is no task and has no date.

    ## Why
    Task lists do not show it, and between remarks nobody looks for it. Later nobody knows whether it was done.

    Several in a row, or below a heading such as `다음 할 일` or `Next steps`, are a list of things to do.

    ## Fix
    None: make it a task (`- [ ]`) that says who does it and by when, or write what came of it.
    """

    severity = Severity.HINT
    cues = Cues(
        *at_line_end(*_TRIES, *_FETCHES, "다시 읽기", *(each + end for each in _CLEARED for end in _OUGHT)),
        *at_line_end(*(each + end for each in ("정리", "보완") for end in _OUGHT[1:])),
        *at_line_end(*(f"지 {again}{each}" for each in (*_CLEARED, "check") for again in ("", "재"))),
        *at_line_end(*(f"{end} {each}" for end in ("데", "한테", "에", "에게", "께") for each in _CLEARED)),
        *(f"{bullet} {each} " for bullet in "-*+" for each in _STARTS),
    )

    examples = (
        Good(
            "- [ ] 공실률 찾아보기\n- 배당은 5.9%\n\n- 삼성 쪽에 물어보기\n- 배당은 두 번\n\n## 다음 할 일\n- 공실률 찾아보기\n- 배당은 5.9%인 곳부터\n"
        ),
        Good(
            "- 배당은 5.9%로 높음\n- 은행에 7/3까지 한도 물어보기\n- 지난해를 돌아보기\n- 볼것: 공실률 찾아보기\n- 리츠 두 곳을 삼\n"
        ),
        Good("- `npm run fill`을 실행하여 제안 받기\n- 주요 업무는 서류 받기\n- 표의 값이 틀림\n- 열두 곳을 봄\n"),
        Good("- 공실률 찾아보기\n- 보증 한도 물어보기\n- 계약서 초안 보내기\n\n- 공실률 찾아보기\n"),
        Good(
            "- Check the logs\n- the rent is fixed for two years\n- check size 500k\n- ask price: 2m USD\n- need to pay by May\n- check the box: it is off\n"
        ),
        Good("- 회의가 끝나면 결정만 뽑기\n- 메신저에 올라감\n- 다른 지역은 설정을 다시 봐야 함\n- 보안이 까다로움\n"),
        Good(
            "- keeps the books and pays the rent\n- look into new leases with the owners, and pick the cheapest of those near the port\n- sells what is left over\n"
        ),
        Good("할일\n공실률 자료 받기\n계약서는 지난주 그대로\n임대료는 내년까지 동결\n"),
        Bad("메모\n임대료는 내년까지 동결\n«공실률 자료 받기»\n계약서는 지난주 그대로\n"),
        Bad("- 배당은 5.9%로 높음\n- «공실률 찾아보기»\n- 이자는 반기마다 나옴\n"),
        Good("- 표의 값이 맞는지 확인\n- 줄 수가 같은지 확인\n- 로그가 남는지 확인\n"),
        Good("- 창고 두 곳을 씁니다\n- 열쇠가 맞는지 확인\n- 문이 열립니다\n", alone=True),
        Bad("- the rent is fixed for two years\n- «ask finance about the deposit»\n- boxes got cheaper this year\n"),
        Bad("- 약관이 4월에 바뀜\n- «동의를 다시 받아야 하는지 검토 필요»\n- 열두 곳 가운데 아홉 곳을 봄\n"),
        Bad(
            "- 약관이 4월에 바뀜\n- «판결문 찾기»\n- 열두 곳을 봄\n\n## 공시\n- 회사가 둘로 나뉨\n- «주주 서한 다시 읽기»\n- 표의 값이 틀림\n"
        ),
        Bad(
            "- 임대료가 오름\n- «보증금을 올려 줄지 내부 논의 필요»\n- 창고를 옮김\n\n## 약정\n- 위약금이 생김\n- «약정서 8조 다시 봐야 함»\n- 직원이 줄어듦\n\n## 성과\n- 지표를 못 받음\n- «나중에 지표 다시 받아보기»\n"
        ),
        Bad(
            "- the rent is fixed for two years\n- «need to double-check with legal»\n- boxes got cheaper this year\n- «talk to Ines again»\n- rooms are small\n- call it a day\n\n## Rent\n- boxes got cheaper this year\n- «talk to that owner of the port»\n- talk is cheap\n"
        ),
        Bad("- 창고 두 곳을 씀\n- «보증금이 그대로인지 확인»\n- 월세는 90만 원\n", alone=True),
        Bad(
            "- 창고 두 곳을 씀\n- «임대 계약 구조 확인 필요»\n- 월세는 90만 원\n\n## 약정\n- 위약금이 생김\n- «8조는 변호사한테 확인»\n- 직원이 줄어듦\n\n## 성과\n- 지표를 못 받음\n- «지표가 바뀐 것 같은데 확인»\n- 창고를 옮김\n\n## 땅\n- 도로 폭 6m\n- «용도를 바꿀 수 있는지 구청에 확인»\n- 옆집은 넷\n\n## 집\n- 학교 옆에 붙어 있음\n- «거래 내역 정리 필요»\n- 값이 내림\n",
            alone=True,
        ),
        Good("- 창고 두 곳을 씀\n- 입주할 때 본인 확인 필요\n- 월세는 90만 원\n", alone=True),
        Bad("* the rent is fixed for two years\n* «double-check the deposit»\n* boxes got cheaper this year\n"),
    )

    def check(self, note: Note) -> Findings:
        if note.is_template:
            return
        for point in note.cued_items(self.cues):
            is_errand = _is_errand(point.words) or (note.is_jotted and _JOTTED.match(point.words) is not None)
            if is_errand and not _DUE.search(point.words) and _is_buried(note, point):
                yield self.finding(
                    point.span,
                    "`{words}` is to be done, and no task: between remarks nobody will look for it",
                    help="make it a task (`- [ ]`) that says who does it and by when, or write what came of it",
                    words=point.words,
                )


def _is_errand(words: str) -> bool:
    """Whether `words` tell the writer to find something out, and what."""
    if words.isascii():
        return _ENGLISH.match(words) is not None
    match = _KOREAN.match(words)
    if match is None or " " not in words:
        return False
    verb = match["verb"]
    if verb is not None and verb.endswith("해") and is_noun(verb[:-1]):
        return True
    if verb == "다시":
        return _TOPIC.search(words) is None  # such a sentence tells what holds: 다른 지역은 설정을 다시 봐야 함
    return verb is None or (is_verb(f"{verb}서") and not verb.endswith(_OTHER_VERBS))


def _is_buried(note: Note, point: Point) -> bool:
    """Whether `point` follows an item that tells something, as others beside it do, and is in no list of things to do."""
    before = note.points.before(point)
    return (
        before is not None
        and before.is_item
        and note.points.is_aside(point)
        and not any(note.points.holds(each, _CHORE) for each in note.points.beside(point))
        and not any(each is not None and _is_errand(each.words) for each in note.points.neighbours(point))
        and not any(note.points.holds(each, _OF_CHORES) for each in note.points.above(point))
        and not _is_below_label(note, point)
    )


def _is_below_label(note: Note, point: Point) -> bool:
    """Whether the lines without bullets that `point` is one of begin with a short one over things to do: `할일`."""
    label = note.points.opening(point) if point.is_jotted else point
    return label is not point and len(label.words) <= _LONGEST_LABEL and note.points.holds(label, _OF_CHORES)
