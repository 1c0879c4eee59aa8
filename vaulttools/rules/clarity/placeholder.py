import re

from vaulttools.note.cues import at_line_end
from vaulttools.note.points import Point
from vaulttools.patterns import LINE_END, either
from vaulttools.rule import Bad, Cues, Findings, Good, Note, Span, Vault, VaultRule, pattern
from vaulttools.rules.clarity import CHECKS, TO_CHECK, TO_SELF

_ITEM_START = "(?<=[-*+] )"
_LONE = "(?![가-힣])"
"""No part of a longer Korean word."""

_UNDECIDED = ("confirmed", "decided", "determined", "announced")
_SENTENCE = r" ?[가-힣]\S* \S+ \S| ?\S+ \S+ \S+ \S+ \S"
_OF_LISTS = "리스트|목록|앱|관리|항목|주석|코멘트|서비스|도구|툴"
_TODO = either(
    # With a sentence behind it, it names what is to be done, as comments in programs do.
    rf"\b(?:TODO|FIXME)\b(?=[ \t]*[:：](?!{_SENTENCE}))",
    r"(?<=[(\[])(?:TODO|FIXME)(?=[)\]])",
    rf"(?:^|(?<=[-*:=\ufffc]\s)|(?<=：))(?:TODO|FIXME)(?={LINE_END})",
    # In English it may begin a sentence: TODO comments are.
    rf"(?:^|{_ITEM_START})(?:TODO|FIXME)(?= (?!{_OF_LISTS})[가-힣\d])",
    rf"(?<={' |'.join(CHECKS)} )TODO(?={LINE_END})",
)
_TBD = either(
    r"\b(?:TBD|TBA|TBC|TBU)\b(?=[ \t]*(?:[)\],;.]|[\r\n]|\Z|: ?\S| [-–] ))",
    rf"{_ITEM_START}(?:tbd|tbc|tba)\b",
    r"(?<=[:：] )tbd(?=[ \t]*\()",
    rf"(?<= )tb[acd](?={LINE_END})",
    rf"{_ITEM_START}TB[CD](?= (?:whether|if|when|who|how)\b)",
    rf"\bto be (?:{'|'.join(_UNDECIDED)})\b(?=[ \t]*(?:[)\].;]|[\r\n]|\Z))",
    rf"(?:^|{_ITEM_START})(?:추후 )?(?:작성|정리|업데이트|보완) ?예정(?=[ \t.]*(?:[\r\n]|\Z))",
)
_FIRM = "은행|증권|카드|캐피탈|벤처스|보험|전자|제약|건설|그룹|기업|회사"
_AS_SUCH = "[가-힣]*(?:형식|표시|가리)"
"""What says that a sign is written for something on purpose: `00명 형식`."""
_FIGURE_LEFT_OUT = either(
    rf"(?<![A-Za-z\d])[xX]{{2,3}}(?=(?:{_FIRM}|대(?: |와|에|의)|억|만 ?원|천만|%)(?!{_AS_SUCH}))",
    r"\b[xX]{2,3}(?=[%％]|[kKmM]\b| (?:million|billion|users|customers|people|percent)\b)",
    rf"(?<=[ \t])_{{2,}}(?=[ \t]?(?:[조억만천]? ?원|[억만천%]|[개명곳배년월일]{_LONE}))",
    r"(?<![\w.,:])00(?=(?:[억명]|만 ?원|은행|기업|회사|대표)(?![가-힣]*형식))",
    rf"(?<![\w.,:])[?？]{{1,3}}(?=[억만] ?원|[명억]{_LONE})",
    r"(?<![^\s:(=])\?{3,}(?![^\s).,])",
    rf"(?<=[:：] )\?{{2}}(?={LINE_END})",
    r"\bx{3,4}-x{3,4}(?:-x{3,4})?\b",
)
_TITLED = "(?:대표|이사|부장|차장|과장|대리|팀장|사원|님|씨)(?:님)?(?:[이가은는을를께와과의도]|에게|한테)?" + _LONE
_MENTIONED = "(?:으로|로) ?(?:가[리려린]|표[시기]|바[꾸꿔]|대체|처리|마스킹)"
"""What says that a sign is spoken of, and was not left in: `OO으로 표시`."""
_NAME_LEFT_OUT = either(
    r"\bXXX(?= (?:wants|said|says|is|was|will|has|from)\b)",
    rf"(?<=[a-z] )x{{3,4}}(?:(?= [a-z])|(?={LINE_END}))",
    rf"(?<=[가-힣] )XXX(?={LINE_END})",
    rf"(?<=[은는] )(?:OO|○○)(?={LINE_END})",
    r"(?<=[:：] )(?:O{3}|○{3}|ㅇ{3})(?=[ \t]*(?:[(\r\n]|\Z))",
    r"(?<![ㄱ-ㅎㅏ-ㅣ가-힣A-Za-z0-9\"“‘'])"
    rf"(?:ㅁ{{2,}}|(?:ㅇ{{2,4}}|O{{2,4}})(?=[가-힣]| {_TITLED})(?!{_MENTIONED}))",
)

_WHEN = "추후|나중에"
_IN_BRACKETS = either(
    "(?:작성|정리|조사|확인) ?중",
    "여기에? [가-힣 ]{1,12} ?(?:넣기|넣을 것|추가|삽입|붙이기)",
    rf"(?:{_WHEN}) ?(?:채우기|채울 ?것|기입|기재|입력|작성|업데이트)(?: ?예정)?",
    "(?:링크|사진|출처|표|그림|숫자|이름) ?(?:추가|필요|넣기|삽입|확인)",
    rf"(?:(?:{_WHEN}|다시) ?)?{TO_CHECK} ?할 ?것",
    rf"(?:(?:{_WHEN}|다시|사실|출처) ?)?{TO_CHECK}(?<!문의) ?(?:필요|요망)",
    "(?:link|source|photo|figure|number|name) (?:here|missing|needed|to add|tbd)",
    "(?:to )?(?:fill|add) (?:this )?(?:in|later)(?: later)?",
    "(?:to (?:check|verify|confirm)|(?:check|verify|confirm) (?:this|that|it|later|again))",
)
_NOTE_IN_BRACKETS = either(
    rf"(?<=\(){_IN_BRACKETS}(?=\))",
    r"(?<=[(\[])(?:citation|source) needed(?=[)\]])",
)
"""A note to self in brackets."""

_CHECK_ALONE = rf"{_ITEM_START}(?:추가 |재)?{TO_CHECK} ?(?:필요|요망)(?=[.!]*{LINE_END})"
"""All that an item says: `- 확인 필요`."""
_PLACEHOLDER = pattern(
    rf"(?P<sign>{either(_TODO, _TBD, _FIGURE_LEFT_OUT, _NAME_LEFT_OUT)})|{either(_NOTE_IN_BRACKETS, _CHECK_ALONE, TO_SELF)}",
    re.M,
)
_LONGEST_LABEL = 12
"""Code points of an item that only says what its list contains; a longer one is a thing to do, with remarks below."""
_QUOTED_ITEM = pattern(r"(?:[-*+]|\d{1,9}[.)])[ \t]")


class Placeholder(VaultRule):
    """A placeholder or a note to self (`TODO`, `???`, `OOO`, `확인해볼 것`) that stayed in the text.

    ## Why
    Nobody looks for it there. A task (`- [ ]`, in Logseq also `- TODO`) shows up in task lists; a word in a sentence is read
    as part of it.

    ## Fix
    None: fill in what is missing, or make it a task that says who does it and by when.
    """

    cues = Cues(
        *("TODO", "FIXME", "TBD", "TBA", "TBC", "TBU", "- tbd", "- tbc", "- tba", " tbd", *at_line_end(" tbc", " tba")),
        *(f"to be {each}" for each in _UNDECIDED),
        *("???", ": ??", "：??", "xx", "XX", "x%", "X%", "__", "ㅁㅁ", "ㅇㅇ", "OO", "○○"),
        *("00억", "00명", "00만", "00은", "00기", "00회", "00대", "?억", "?만", "?명", "？억", "？만", "？명"),
        *("중)", "(추후", "(나중에", "(여기", "할것)", "할 것)", "요망)", "필요)", "추가)", "넣기)", "삽입)", "확인)"),
        *("citation needed", "source needed", "(check", "(verify", "(confirm", "(to ", "(fill", "(add"),
        *("(link", "(source", "(photo", "(figure", "(number", "(name"),
        *("볼것", "볼 것", "봐야함", "봐야 함", "봐야됨", "봐야 됨", "물어보기", "물어 보기", "나중에 ", "추후 "),
        *("작성예정", "작성 예정", "정리예정", "정리 예정", "업데이트예정", "업데이트 예정", "보완예정", "보완 예정"),
        *(f"- {before}{check}" for before in ("", "추가 ", "재") for check in CHECKS),
    )

    examples = (
        Good(
            "- [ ] 규정 바뀌는 시점 확인해볼 것\n- [ ] 인가 서류\n    - 견본이 있는지 알아볼 것\n- 금융위 승인 필요 - 리스크 관리 필요\n- 본인 확인 필요\n- 회신 옴 ㅇㅇ\n"
        ),
        Good(
            "It keeps TODO lists, finds TODO, FIXME and more. `TODO: x` is code. Really??? The date is to be added to the list. OOO until Monday.\n"
        ),
        Good("- 통장에는 “OO사 1월 정산금”과 같이 적음\n- 204: 휴면 계정 (문의 필요)\n"),
        Good("- 더 알아볼 것: 약정이 끝난 매장의 수\n- 한도를 늘릴 수 있는지 물어보기\n- 자본금 확인 필요\n- 확인\n"),
        Bad(
            "- 규정 바뀌는 시점 «확인해볼것»\n- 담당자: «??»\n- 통계는 «OO»\n- 3분기 매출: «TBU»\n- «TBD» - 채용\n- «tbc» with partners\n- «업데이트 예정»\n- api 제공(«확인해볼 것»)\n- 연체율 («추후 확인 필요»)\n"
        ),
        Bad(
            "«TODO»: add the figures\n\n- price: «TBD»\n- the round is «to be confirmed»\n- 40 banks («citation needed»)\n"
        ),
        Bad(
            "- 계약 금액은 «__»억 원\n- «확인 필요»\n- («여기에 표 넣기»)\n- «XXX» wants to lead\n- «XX»대 병원\n- 매출 «??»억, 직원 «00»명\n- «xx» million users\n- 공시 («링크 추가»)\n"
        ),
        Good("- 이름은 OOO으로 가리고 OO로 표시\n- O: 됨\n"),
        Good("- 다시 확인하는 절차가 있음\n- 확인 함\n- 작성 예정일\n- 추가\n- [ ] 확인 필요\n"),
        Bad("- «나중에 다시 확인»\n- «추가 검토 필요»!\n- ARR: «tbd»\n- the terms are «tbd»\n- pilot results «tbc»\n"),
        Bad("- 대표: «OOO» («나중에 채우기»)\n- 연락처 «xxx-xxxx»\n"),
        Good("- TODO 계약서 검토\n- DONE 회신\n", config="dialect: logseq\n"),
        Bad("- [ ] «TODO»\n- [ ] 계약서 TODO 정리\n- follow up with «xxx» about the lease\n"),
        Good(
            "TODO\n\n- [ ] 계약서 검토\n\nTODO:\n- call the bank\n- 대표에게 물어볼 것\n    - 왜 지금인지\n- 확인 필요\n    - 대표\n"
        ),
        Good("> [!question]- 참눈에 물어볼것\n> - 왜 이 가격인지\n"),
        Good("- ○○교회가 낸 서류에 ○○○ 씨의 이름이 있다.\n"),  # a name withheld, as printed texts do
        Bad("- ARR 3M («to check»)\n- it runs scan (index) and lint (check)\n"),
        Bad("«TODO» 2부 정리\n\n- TODO 앱, TODO 관리 서비스\n"),
        Good("- 배포 전에 로그를 확인할 것\n- 파일 이름을 수정할 것.\n"),
        Good("## 다음 할 것\n\n보여 줄 것이 많다. 확인할 것은 많지 않다.\n"),
        Bad(
            "- «TODO» 계약서\n- «TBD»: ask Kim\n- «FIXME» 매출 숫자\n- «OOO» 대표가 옴\n"
            "- «xx»은행 문의\n- 매출 «XX»억\n- («작성 중»)\n"
        ),
        Bad("- 팀장님께 «물어보기»\n"),
        Good("- 민서에게 대표의 평판을 물어보기, 다음 투심 전까지\n"),
        Good(
            "- 서비스 알아보기, 찾아보기, 회의록 물어보기능\n- TODO comments are found, x86, XXL, xx.md\n- 접수 중, (진행 중)\n"
        ),
        Bad("- 매출 두 배(«확인할 것»), 직원 열 명(«추후 확인할것»)\n"),
        Bad("## 결론\n«작성 예정»\n"),
        Bad("- 레퍼런스 체크 «TODO»\n- «TBC» whether a fee applies\n- 오늘의 TODO\n"),
        Bad(
            "- 각각의 장단점은 «추후 작성»\n- 가격은 «추후 결정»\n- 과제명 «XXX»\n- 매출 «???»\n- «OO»은행, «ㅁㅁ» 대표와 협약, 담당 «OOO» 과장\n"
        ),
        Bad("- 규제 이슈가 있음, «나중에 찾아보기»\n- 계약 형태 «확인해봐야 함»\n- 넷\n"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        if note.is_template:
            return
        for match in note.cued(self.cues, _PLACEHOLDER):
            point = note.points.at(match.start())
            if not (
                (point.is_task and match["sign"] != point.words)
                or (not match["sign"] and not point.is_task and _is_of_task(note, point))
                or (match["sign"] in (None, "TODO") and _is_over_list(note, point, match[0]))
                or (match[0] == "TODO" and point.span.start == match.start() and vault.settings.dialect == "logseq")
            ):
                yield self.finding(
                    Span(*match.span()),
                    "`{words}` is all that this task says: nobody can do it"
                    if point.is_task
                    else "`{words}` was left for later, where nobody will look for it",
                    help="say what is to be done, who does it and by when"
                    if point.is_task
                    else "fill in what is missing, or make it a task that says who does it and by when",
                    words=match[0],
                )


def _is_of_task(note: Note, point: Point) -> bool:
    """Whether `point` is a task, or says more of one: who looks after the task will find what it was left for."""
    return point.is_task or any(above.is_task for above in note.points.above(point))


def _is_over_list(note: Note, point: Point, words: str) -> bool:
    """Whether `point` ends in `words`, and a list of what is to do stands below: `TODO`, `토스에 물어볼 것`."""
    if not point.words.rstrip(" :：").endswith(words) or (point.is_item and len(point.words) > _LONGEST_LABEL):
        return False
    after = next(note.points.below(point), None) if point.is_item else note.points.after(point)
    return after is not None and (
        after.is_item or (point.marker == ">" and _QUOTED_ITEM.match(after.words) is not None)
    )
