import re
from collections.abc import Iterator

from vaulttools.note.cues import at_line_end
from vaulttools.rule import Bad, Cues, Finding, Good, Note, NoteRule, Severity, Span, pattern

_ITEM = r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+"
_VERSUS = pattern(
    _ITEM
    + r"(?P<words>(?:vs\.?|versus|compared (?:to|with)) (?!code\b|코드|studio\b)(?P<other>[^\s,;:()]+(?: [^\s,;:()]+){0,2}))[ \t]*(?=[\r\n]|\Z)",
    re.M,
)
_THEN = (
    "저번|지난 ?번|이전|예전|그때|아까|전번|전|앞|앞 ?[장팀]|앞 ?회사|저번 ?(?:회사|팀|달|주)|지난 ?(?:회사|팀|달|주|해|분기)|작년|다른 ?(?:팀|회사|데|곳)"
    "|거기|저기|그쪽|저쪽|걔네|얘네|그 ?(?:회사|팀|업체|기업)"
)
_LIKE = pattern(
    _ITEM + r"(?P<words>(?:"
    rf"(?:(?:결국|거의|대체로|역시|그냥|뭐|기본적으로|여기도|얘네도) )*(?:{_THEN})(?:에|이?랑|하고|와|과)?(?: ?거의| ?완전| ?좀| ?크게)? ?(?:똑?같(?:음|다|네|은 ?듯)|비슷(?:함|하다|한 ?듯|하네)?|동일함?|마찬가지임?|반대(?:임|인 ?듯)?|다르지 ?않음)"
    rf"|(?:{_THEN})(?:에|이?랑|하고|와|과) (?:거의 |완전 )?(?:똑?같은|비슷한|동일한) [가-힣]{{1,6}}(?: [가-힣]{{1,6}})?"
    r"|위(?:이?랑|하고|와|과)(?: 완전)? 반대(?:임|인 ?듯)?"
    r"|(?:저번|지난 ?번|그때|아까) [가-힣]{1,5} (?:그대로|유지)"
    r"|(?:이게|그게|저게|[이그저]쪽이|얘네가|걔네가|쟤네가) (?:(?:훨씬|좀|더|확실히|조금) )*더 (?:나음|낫다|나아 ?보임|나은 ?듯|좋음|좋다|좋아 ?보임|좋은 ?듯|쌈|싸다|비쌈|큼|크다|빠름|빠르다)"
    r"|(?i:(?:(?:but|basically|pretty much|more or less|roughly|about|still|mostly|almost|exactly|again|it's|is|just) )*(?:the )?same (?:[a-z]+ ){0,2}?(?:as|like) (?:before|last (?:time|week|month|year|quarter)|the (?:last|previous|other) [a-z]+|usual|ever|always|(?:what )?we (?:saw|heard|said|discussed|agreed|had)(?: [a-z0-9]+){0,3})"
    r"|(?:but |just |a bit |much |kind of |sort of )*(?:like|similar to|better than|worse than|opposite of|cheaper than|bigger than|smaller than) (?:(?:that|the) (?:other|last|previous) [a-z]+|(?:what )?we (?:saw|heard|said|discussed|had) [a-z0-9 ]{2,20}|what we (?:saw|heard|had)|last (?:time|year|month|week|quarter)|before)"
    r"|(?:but |no, )?this (?:one )?is (?:much |far |clearly |way )?(?:better|worse|cheaper|bigger|smaller|faster)"
    r")))[.…!]*[ \t]*(?=[\r\n]|\Z)",
    re.M,
)
_COMPARED = pattern(r"비교|경쟁|대안|유사|(?i:\bvs\b|\bversus\b|\bcompar|\bcompet|\balternativ|\bagainst\b|\bmatch)")
"""What stands above a list that compares."""


class BareComparison(NoteRule):
    """A list item that is a comparison with half of it left out: `vs Acme`, `저번이랑 같음`, `same as last time`.

    ## Why
    Whoever wrote it had both sides in mind. The note has one at most, and does not say in what they are alike or differ.

    ## Fix
    None: say what is compared with what, and which is better, cheaper or larger.
    """

    needs = "cues"
    severity = Severity.HINT
    cues = Cues(
        *(f"- {each}" for each in ("vs ", "vs. ", "versus ", "compared to ", "compared with ")),
        *at_line_end(
            *(
                "같음",
                "같다",
                "같네",
                "같은듯",
                "같은 듯",
                "비슷",
                "비슷함",
                "비슷하다",
                "비슷한듯",
                "비슷한 듯",
                "비슷하네",
                "동일",
                "동일함",
            ),
            *(
                "마찬가지",
                "마찬가지임",
                "반대",
                "반대임",
                "반대인듯",
                "반대인 듯",
                "다르지 않음",
                "그대로",
                "조건 유지",
                "가격 유지",
            ),
            *(
                "나음",
                "낫다",
                "보임",
                "나은듯",
                "나은 듯",
                "더 좋음",
                "더 좋다",
                "좋은듯",
                "좋은 듯",
                "더 쌈",
                "더 싸다",
                "더 비쌈",
                "더 큼",
            ),
            *(
                "더 크다",
                "더 빠름",
                "더 빠르다",
                "before",
                "last time",
                "last week",
                "last month",
                "last year",
                "last quarter",
                "usual",
            ),
            *(" better", " worse", " cheaper", " bigger", " smaller", " faster"),
        ),
        *(
            f"{particle} {adverb}{word} "
            for particle in ("에", "랑", "하고", "와", "과")
            for adverb in ("", "거의 ", "완전 ")
            for word in ("같은", "똑같은", "비슷한", "동일한")
        ),
        *at_line_end(*(f"{like} {when}" for like in ("as", "like") for when in ("ever", "always"))),
        *(f"{like} the {which} " for like in ("as", "like") for which in ("last", "previous", "other")),
        *(
            f"{like} {what}we {verb}"
            for like in ("as", "like")
            for what in ("", "what ")
            for verb in ("saw", "heard", "said", "discussed", "agreed", "had")
        ),
        *(
            "like that ",
            "like the ",
            "ike what we",
            "similar to ",
            " than that ",
            " than the ",
        ),
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
        Bad("- 두 안을 들음\n- «저번 조건 그대로»\n- «이게 더 나음»\n- «위랑 반대»\n"),
        Bad(
            "- take rate is 12% of sales\n- «same as last time»\n- «like that other app»\n- «basically the same pitch as before»\n"
        ),
    )

    def check(self, note: Note) -> Iterator[Finding]:
        for match in note.cued(self.cues, _VERSUS):
            point = note.points.at(match.start())
            row = [note.points.before(point), note.points.after(point)]
            if note.points.is_aside(point) and not any(
                each is not None and _COMPARED.search(each.words) for each in (*row, *note.points.above(point))
            ):
                yield self.finding(
                    point.span,
                    "nothing says how it compares with `{other}`",
                    help="say what is better or worse, and by how much",
                    other=match["other"],
                )
        for match in note.cued(self.cues, _LIKE):
            if note.points.is_aside(note.points.at(match.start())):
                yield self.finding(
                    Span(*match.span("words")),
                    "`{words}` leaves out half of the comparison: what it was like is lost",
                    help="say what is alike or different, and what it was",
                    words=match["words"],
                )
