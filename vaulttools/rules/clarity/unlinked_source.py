from vaulttools.note.cues import at_line_end
from vaulttools.patterns import either
from vaulttools.rule import Bad, Cues, Findings, Good, Note, NoteRule, Severity, Span, pattern

_PLACES = "메일 이메일 카톡 슬랙 화이트보드 노트 수첩 종이 폰 핸드폰 휴대폰 노트북 드라이브".split()
"""Where one person finds something."""
_PAPERS = "e-?mails?|mail|call|deck|slides?|doc|whiteboard|photos?|thread|spreadsheet"
_SEE = either(
    "[Ss]ee [A-Z][a-z]+['\u2019]s (?:mail|email|message|slides?|deck|notes?|doc)",
    r"(?:[^:.\ufffc]{1,40}: )?"
    + either("[Ss]ee e?-?mail", f"(?:[Ss]ee|(?:[Aa]s )?[Pp]er) (?:the|that|his|her|their|my|our) (?:{_PAPERS})"),
    "(?!(?:아래|다음|상단|하단|부록|별첨) )(?:(?:지난|그때|어제|다른|그) )?(?:[가-힣]{2,4} |[A-Z]{2,4} ?|[가-힣 ]{1,14}[은는건도] )?"
    rf"(?:{'|'.join(_PLACES)}|사진|녹음|녹취|슬라이드|장표|엑셀|시트|첨부|자료|기사|논문|리포트|보고서|사례|케이스|스크린샷|캡[처쳐])"
    "(?:에|는|은)? ?(?:있음|참고|참조)",
    f"[가-힣 ]{{1,14}}[은는건도] (?:{'|'.join(_PLACES)})에",
)
_POINTS = pattern(rf"(?P<words>{_SEE})[.!]*\Z")
"""A paper, a picture or a call, and all that the item has to say."""


class UnlinkedSource(NoteRule):
    """A list item that only points to a paper, a picture or a talk, without a link: `see the deck`, `어제 메일 참고`, `사진은 폰에 있음`.

    ## Why
    What it points to lies in one mailbox or phone. Later nobody finds it there, and the note itself says nothing.

    ## Fix
    None: link what it points to, or say here what stands in it.
    """

    severity = Severity.HINT
    cues = Cues(
        "- see ",
        ": see ",
        "- as per ",
        "- per ",
        *at_line_end("참고", "참조", "에 있음", *(f"{place}에" for place in _PLACES)),
    )

    examples = (
        Good(
            "- 부록의 표 참고\n- 메일 참고: 3월 2일 것\n- 재고는 창고에 있음\n- 아래 자료 참고\n- see the deck on page 4\n"
        ),
        Bad("- «자세한 건 슬라이드 참고»\n- 은행 셋\n"),
        Bad(
            "- «나머지는 자료 참고»\n- «as per the email»\n- «어제 메일 참고»\n- «일본 사례 참고»\n- «IR자료에 있음»\n- «수첩에 있음»\n"
        ),
        Bad("- «board deck: see email»\n- «see Tom's mail»\n- 돈은 그 은행에 있음\n- «사진은 핸드폰에»\n"),
        Bad("창고 둘을 봄\n«사진은 폰에 있음»\n평당 2만 8천 원\n"),
    )

    def check(self, note: Note) -> Findings:
        for point in note.cued_items(self.cues):
            match = _POINTS.match(point.words)
            if match is not None and not point.is_task:
                yield self.finding(
                    Span(point.span.start, point.span.start + match.end("words")),
                    "`{words}` has no link: later nobody will find what it points to",
                    help="link to where it stands, or say it here",
                    words=match["words"],
                )
