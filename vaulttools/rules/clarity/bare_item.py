import re

from vaulttools.note.points import Point
from vaulttools.rule import Bad, Cues, Findings, Good, Note, NoteRule, Severity, pattern

_FIGURE = pattern(
    r"(?:p\.? ?\d{1,4}"
    r"|[-+~$€£₩]?\d[\d,]*(?:\.\d+)?(?:(?: (?:[/>~→]|->) |[>~])(?:\d[\d.,]*|반반))*[ ]?(?:%p?|초|분|배|개|건|원|만|억|조|천|만 ?원|억 ?원|천 ?원|[QqkKmM])?만?)\Z"
)
_YEAR = pattern(r"(?:19|20)\d\d\Z")
_MEASURE = pattern(
    r"(?:가격|매출|비용|금액|점수|시간|기간|규모|수량|예산|지표|수치|숫자|비율|나이|몸무게|번호|정답|[값답액율률료]|price|costs?|amount|score|size|number|numbers|revenue|answer)\W*\Z",
    re.I,
)


class BareItem(NoteRule):
    """A list item that is a figure and nothing else (`0.3초`, `12 / 3 / 7`, `p.47`), among items that say something.

    ## Why
    The figure made sense to someone who had just heard what it measures. Nothing in the note says so.

    ## Fix
    None: say what the figure is, or delete the item.
    """

    needs = "cues"
    severity = Severity.HINT
    cues = Cues(*(f"{marker} {sign}" for marker in "-*+" for sign in "0123456789p-+~$€£₩"))

    examples = (
        Good(
            "- 3\n- 5\n- 8\n\n## 값\n- 3만원\n- 배송비는 따로 받음\n- 부가세가 들어 있음\n\n- 응답이 걸린 시간\n  - 0.3초\n"
        ),
        Good("- 속도는 얼마인가?\n- 0.3초\n- 측정은 두 번 함\n- 날짜와 곳\n- 2024\n- 배포는 매주 함\n", alone=True),
        Bad(
            "- 쿠팡 물류센터 납품\n- «0.3초»\n- 반품은 손으로 함\n- «12 / 3 / 7»\n- 대표가 옴\n- «12 -> 30 -> 100»\n- 법인은 서울에 있음\n"
        ),
        Bad("- an idea from the book\n- «p.47»\n- the rest is about sales\n- «p. 212!!»\n"),
    )

    def check(self, note: Note) -> Findings:
        for point in note.cued_items(self.cues):
            if _FIGURE.match(point.words.rstrip("!")) and _stands_out(note, point):
                yield self.finding(
                    point.span,
                    "`{words}` is all that this item says: nothing tells what it means",
                    help="say what the figure is, or delete the item",
                    words=point.words,
                )


def _stands_out(note: Note, point: Point) -> bool:
    """Whether `point` is no year, is in no list of figures, and has nothing above it that says what it measures."""
    if _YEAR.match(point.words) or not note.points.is_aside(point):
        return False
    return not note.points.holds(note.points.owner(point), _MEASURE) and not any(
        each is not None and _FIGURE.match(each.words) for each in note.points.neighbours(point)
    )
