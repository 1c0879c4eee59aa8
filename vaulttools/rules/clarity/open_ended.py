from vaulttools.note.points import Point
from vaulttools.patterns import LINE_END, either
from vaulttools.rule import Bad, Cues, Findings, Good, Note, NoteRule, Severity, Span, pattern

_CLAUSE = "데고서면며니만다요음함됨"
"""What a clause ends in: behind one, 이런 것 takes up what it said."""
_SUCH = (
    rf"(?:(?<=[^\s,{_CLAUSE}] )|(?<=[^\s{_CLAUSE}], ))(?<=[가-힣A-Za-z0-9), ] )"
    r"(?:이런|그런|저런) ?(?:것들|걸|거|것)(?=[은는이가을를도만 ,.)]|[\r\n]|\Z)"
)
_AND_SO_ON = "(?<![가-힣])" + either(
    r"(?:기타 등등|등등(?![ \t]*[(가-힣])|어떤 식으로든)(?![가-힣])",
    "이것저것|이런저런 [가-힣]+",
    rf"(?:늘|뭐|맨날|항상) [이그]런 (?:식|거|것|느낌)(?={LINE_END})",
    "기타 (?:필요|여러|다른|각종)[가-힣]*",
    "어쩌[고구](?: ?저쩌[고구])?|블라블라",
)
_SOMEHOW = either(
    "(?<![가-힣])뭔가 (?:이상|있|부족|애매|아쉽|아쉬|다르|다른|찜찜|문제)[가-힣]*",
    r"(?<=[가-힣A-Za-z0-9)] )(?:좀|조금|약간) (?:그럼|그렇다|그래|그렇네|그런 ?듯|그렇긴 ?함|그랬음)(?=[ \t.]*(?:[),;\r\n]|\Z))",
)
_AND_STUFF = either(
    rf"(?<=[-*+] )(?:(?:things|stuff) like that|(?:some|various) other (?:things|stuff))(?=[.]?{LINE_END})",
    r"\b(?:and stuff|blah(?:,? blah){1,9}|etc(?:[., ]{1,3}etc){1,9}|and things like that|(?:that|this) (?:kind|sort) of (?:thing|stuff)|or something|or whatever)"
    r"(?=[ \t]*(?:[).,;]|[\r\n]|\Z))",
)
_WORDS = pattern(either(_SUCH, _AND_SO_ON, _SOMEHOW, _AND_STUFF))
_OPENED, _CLOSED = pattern(r"[\"'“‘「]"), pattern(r"[\"'”’」]")
_EXAMPLES = pattern(r"[^\s,][^,.\r\n]*, [^,.\r\n]+, [^.\r\n]*\Z")
"""Three things or more: they tell the kind of thing."""
_FEWEST_EXAMPLES = 3
_NEAR = 80
"""Code points before the words in which examples are looked for."""


class OpenEnded(NoteRule):
    """Words in a list item that leave open what is meant: `이런 것들`, `등등`, `뭔가`, `and stuff`.

    ## Why
    The writer could have gone on. A later reader cannot: what belongs to the list and what does not is lost.

    ## Fix
    None: name what is meant, or at least the kind of thing.
    """

    severity = Severity.HINT
    cues = Cues(
        *(
            f"{this}{gap}{thing}"
            for this in ("이런", "그런", "저런")
            for gap in ("", " ")
            for thing in ("것", "걸", "거")
        ),
        *("이것저것", "이런저런", "이런 식", "그런 식", "이런 느낌", "그런 느낌", "등등", "뭔가", "어떤 식으로든"),
        *(f"{how} 그" for how in ("좀", "조금", "약간")),
        *(f"기타 {each}" for each in ("필요", "여러", "다른", "각종")),
        *("blah", "etc etc", "etc. etc", "etc, etc", "etc., etc", "어쩌고", "어쩌구", "블라블라"),
        *("and stuff", "or something", "or whatever"),
        *(f"{before} {what}" for before in ("of", "other") for what in ("thing", "stuff")),
        *("things like that", "stuff like that"),
    )

    examples = (
        Good(
            "- 이런 식으로 감시, 기타소득, 기타 수수료 5%\n- 카드, 계좌 등 결제 수단\n이런 것들은 흐르는 글에서는 괜찮다.\n"
        ),
        Good(
            "- 응답이 늦다. 이런 것들을 모은다\n- 비용이 드는데, 이런것들이 빠짐\n- 이런걸 한도라고 함\n- 종이에 뭔가 적게 해 둔다\n"
        ),
        Good("Colours, etc., may vary. He said something or other.\n- `etc` and /etc/hosts\n"),
        Good("- 재고\n- 반품\n- 배송\n- 등등\n"),
        Good("- 새 개념: 코루틴, 디스패처, 채널 등등\n"),
        Good("- “등등” 이라고 쓴 것은 표 전체를 뜻함\n- '블라블라'라고만 적혀 있음\n"),
        Good("- 0 is Sunday, 1 is Monday, and so on\n- 지역별, 등등 사업을 나누어\n"),
        Bad("- 토큰이나 «이런것들»은 가치가 없다\n- «기타 필요한건» 가져옴\n- 카드, 계좌 «등등»\n"),
        Bad(
            "- invoices, bills «and stuff»\n- they want data «or something»\n- «things like that»\n- it saves time, «blah blah»\n- «etc etc»\n- 계약은 «어쩌구»\n- queues, «that kind of thing»\n- 이 사람은 «늘 이런 식»\n- 서류 «이것저것»\n"
        ),
        Good("- 좀 그런 이름\n- 값은 좀 그대로\n- 조금 그렇게 보임\n"),
        Bad(
            "- 조건 하나가 «좀 그럼»\n- 보험 «이런걸» 계산함\n- 카드, 계좌, «이런 것들»만 받음\n- 약관에 «뭔가 이상함»\n"
        ),
    )

    def check(self, note: Note) -> Findings:
        for match in note.cued(self.cues, _WORDS):
            if _OPENED.match(note.prose, match.start() - 1) and _CLOSED.match(note.prose, match.end()):
                continue  # the words are spoken of
            point = note.points.at(match.start())
            if point.is_item and not (match[0] == "등등" and _is_after_examples(note, point, match.start())):
                yield self.finding(
                    Span(*match.span()),
                    "`{words}` leaves open what is meant: later nobody can tell",
                    help="name what is meant, or the kind of thing",
                    words=match[0].strip(),
                )


def _is_after_examples(note: Note, point: Point, at: int) -> bool:
    """Whether three things or more stand before the offset `at` of `point`, or before an item with no other words: they tell the kind."""
    if point.span.start == at:
        return sum(1 for each in note.points.beside(point) if each.span.start < at) >= _FEWEST_EXAMPLES
    return _EXAMPLES.search(note.prose, max(point.span.start, at - _NEAR), at) is not None
