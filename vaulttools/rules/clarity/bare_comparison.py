import re

from vaulttools.korean.asides import COMPARISONS, is_comparison
from vaulttools.note.cues import at_line_end
from vaulttools.note.points import Point
from vaulttools.patterns import either
from vaulttools.rule import Bad, Cues, Findings, Good, Note, NoteRule, Severity, Span, pattern

_VERSUS = pattern(
    r"(?:vs\.?|versus|compared (?:to|with)) (?!code\b|코드|studio\b)(?P<other>[^\s,;:()]+(?: [^\s,;:()]+){0,2})\Z"
)
_ALIKE = pattern(r"(?P<other>[가-힣A-Za-z]{2,12}?)이?랑 (?:거의 |완전 |좀 |꽤 )?(?:비슷|반대|다름)(?:함|하다|임)?\Z")
_HOW = ("better", "worse", "cheaper", "bigger", "smaller", "faster", "slower")
_LAST = "last (?:time|week|month|year|quarter)"
_SOME = "(?:but|basically|pretty much|more or less|roughly|about|still|mostly|almost|exactly|again|it's|is|just)"
_SAME = rf"(?:{_SOME} )*(?:the )?same (?:[a-z]+ ){{0,2}}?(?:as|like) " + either(
    rf"before|usual|ever|always|{_LAST}",
    "the (?:last|previous|other) [a-z]+|the [a-z]+ guys|everyone else|the others|the rest",
)
_LIKE = (
    "(?:but |just |a bit |much |kind of |sort of )*"
    + ("(?:like|similar to|better than|worse than|opposite of|cheaper than|bigger than|smaller than) ")
    + rf"(?:(?:that|the) (?:other|last|previous) [a-z]+|{_LAST}|before)"
)
_MORE = rf"(?:but |no, )?(?:this (?:one )?is )?(?:much |far |clearly |way |a bit )?{either(*_HOW)}"
_ENGLISH = pattern(
    rf"{either(_SAME, _LIKE, _MORE)}(?:,? (?:mostly|basically|more or less|though|really|again|I think))?", re.I
)
"""Half a comparison: the same as, like or more than what only the writer remembers."""
_COMPARED = pattern(r"비교|경쟁|대안|유사|(?i:\bvs\b|\bversus\b|\bcompar|\bcompet|\balternativ|\bagainst\b|\bmatch)")
"""What stands above a list that compares."""
_LONGEST = 80
"""Code points of half a comparison: what is longer says more."""


class BareComparison(NoteRule):
    """A list item that is a comparison with half of it left out: `vs Acme`, `저번이랑 같음`, `same as last time`.

    ## Why
    Whoever wrote it had both sides in mind. The note has one at most, and does not say in what they are alike or differ.

    ## Fix
    None: say what is compared with what, and which is better, cheaper or larger.
    """

    severity = Severity.HINT
    cues = Cues(
        *(f"- {each}" for each in ("vs ", "vs. ", "versus ", "compared to ", "compared with ")),
        *COMPARISONS,
        *at_line_end(
            "mostly",
            "basically",
            "more or less",
            "before",
            "usual",
            *(f"last {when}" for when in ("time", "week", "month", "year", "quarter")),
        ),
        *at_line_end(*(f"{start}{how}" for start in ("- ", " ") for how in _HOW)),
        *at_line_end(*(f"{like} {when}" for like in ("as", "like") for when in ("ever", "always"))),
        *(f"{like} the {which} " for like in ("as", "like") for which in ("last", "previous", "other")),
        *("like that ", "like the ", "similar to ", " than that ", " than the "),
        *at_line_end(" guys", "everyone else", " the others", " the rest"),
    )

    examples = (
        Good(
            "- vs Code\n- vs Acme: half the price\n- 경쟁사 비교\n  - vs Acme\n- it is the same as in Go\n- 위와 같음\n"
        ),
        Good("## 경쟁\n- vs 쿠팡\n- 배송은 하루 늦음\n- 가격\n  - 작년이랑 비슷\n"),
        Good("- vs Reds\n- vs Blues\n- lost both of them\n"),
        Bad(
            "- 국내 게임사 14곳이 씀\n- «vs Cloudflare»\n- 지연 시간이 18ms 낮음\n- «작년이랑 비슷»\n- «지난번이랑 같은 이유로 패스»\n"
        ),
        Bad(
            "- take rate is 12% of sales\n- «same as last time»\n- «same as everyone else»\n- «like that other app»\n- «basically the same pitch as before»\n"
        ),
        Bad(
            "- 두 안을 들음\n- «나머지는 지난 번이랑 같음»\n- «작년에 본 데랑 비슷한 듯»\n- «저번에 본 데보다 쌈»\n- «지난주에 쓴 것과 동일»\n- «same as last week mostly»\n"
        ),
        Bad("- 두 안을 들음\n- «CFO가 설명한 거랑 다름»\n- «저번에 말한 것과 많이 다르다»\n"),
        Good("- 두 안을 들음\n- 단가는 CFO가 설명한 거랑 다름\n- 약속한 것과 다른 기계\n"),
        Good(
            "- 작년에 본 공장과 같은 땅\n- 매출은 작년과 같은 100억\n- 조건은 은행과 같음\n- 어제랑 비슷한 하루\n- 은행과 반대\n"
        ),
        Bad(
            "- 연매출 22억 원\n- «여기도 비슷함»\n- 창고 두 곳을 씀\n- «이것도 같은 원리»\n- 은행 셋\n- «위에서 말한 것과 반대»\n"
        ),
        Bad("- 두 안을 들음\n- «앞집이랑 반대»\n- «저번 조건 그대로»\n- «이게 더 나음»\n- «위랑 반대»\n"),
    )

    def check(self, note: Note) -> Findings:
        for point in note.cued_items(self.cues):
            words = point.words.rstrip(".…!")
            if len(words) > _LONGEST:
                continue
            points_only = _ENGLISH.fullmatch(words) or is_comparison(words)
            versus = None if points_only else _VERSUS.match(point.words) or _ALIKE.match(words)
            if versus is not None:
                if note.points.is_aside(point) and not _is_of_comparisons(note, point):
                    yield self.finding(
                        point.span,
                        "nothing says how it compares with `{other}`",
                        help="say what is better or worse, and by how much",
                        other=versus["other"],
                    )
            elif points_only and note.points.is_aside(point):
                yield self.finding(
                    Span(point.span.start, point.span.start + len(words)),
                    "`{words}` leaves out half of the comparison: what it was like is lost",
                    help="say what is alike or different, and what it was",
                    words=words,
                )


def _is_of_comparisons(note: Note, point: Point) -> bool:
    """Whether what stands beside `point` or above it compares, too."""
    around = (*note.points.neighbours(point), *note.points.above(point))
    return any(note.points.holds(each, _COMPARED) for each in around)
