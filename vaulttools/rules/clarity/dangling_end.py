import re

from vaulttools.note.cues import at_line_end
from vaulttools.note.points import Point
from vaulttools.rule import Bad, Cues, Findings, Good, Note, NoteRule, Severity, Span, pattern

_SIGN = pattern(r"[^\s:：+/,&\ufffc-](?P<end>[ \t]*(?<!\d)[:：+/,&]|(?:[ \t]+-)+|[ \t]*(?:→|⇒|[-=]>))\Z")
_NEAR = 40
"""Code points at the end of an item in which a sign is looked for."""
_LINKS = frozenset(("and, or, and then, and also, as well as, such as, 그리고, 하지만, 또는, 및").split(", "))
"""Words that lead to more, which the next item may be: `green, and`."""
_CHOICE = pattern(r"\(?[A-Za-z\d][.)]|.*[=≒:]|cf\.|vs\.?|유의어|동의어|뜻은?")
"""What stands before a word that is named, and not used: `A. while B. because of`, `albeit = although`."""
_ORNAMENT = pattern(r"(?:\S{1,2}|\S(?: \S)+) -\Z")
"""Between two dashes: `- 아 래 -`, `- i -`."""
_EMOJI = pattern(r":[a-z0-9_+-]+:\Z")
_ANNOUNCES = pattern(r"\b(?:below|following)\b|(?<![가-힣])(?:아래|다음)(?=[과와의에은는]|[ :：]*\Z)", re.I)
"""What says that something follows, be it in a section of its own."""
_HINT = pattern(r"[:：][ \t]*\([^()]*\)\Z")
_MOST_WORDS = 3
"""How many words what leads to more may be."""
_SIGNS = (":", "：", "+", "/", ",", "&", " -", "→", "⇒", "->", "=>")
_SIGNS_NEVER_LAST = frozenset((":", "：", "-", "→", "⇒", "->", "=>"))


class DanglingEnd(NoteRule):
    """A list item that ends in a colon, a comma, a plus, an arrow or a conjunction (`and`, `그리고`), and nothing follows.

    ## Why
    The second half of the thought was never written, and the first does not say what it was. Three items of a list
    that end in a colon are taken for a form to fill in.

    ## Fix
    None: write what was to follow, or delete the sign.
    """

    severity = Severity.WARNING
    cues = Cues(*at_line_end(*_SIGNS, *(f" {each}" for each in sorted(_LINKS))))

    examples = (
        Good("- 주주:\n  - 창업자 60%\n- 팀:\n    둘\n- C++\n- 11+\n- 질문 -> 답\n"),
        Good("- 질문 →\n  - 답\n- `a` ->\n- 값 → 답\n"),
        Good(
            "- Terms:\n\n  flat fee\n\n- note:\n\n```\ncode\n```\n\nFirst of all,\nwe ask:\n\n- red,\n- green, and\n- blue\n"
        ),
        Good("- https://a.example/\n- [[a]] -\n- docs/\n", beside={"a.md": ""}),
        Good("30 Areas/\n├── Finance/\n└── Research/\n\nText.\n"),
        Bad("- 보안 기술 사용자의 편의성« :»\n- 양산은 하반기\n"),
        Bad("- 값\n- 포인트« →»\n- 다음\n"),
        Bad("- they sell to banks« and»\n\nNext.\n"),
        Good("- also = and\n- 아 래 -\n- open an issue. :bug:\n"),
        Bad("- 재고는 손으로 셈\n- 이슈 공유« -»\n"),
        Good("- Infrastructure:\n- two clouds\n- and much more,\n\nwithout boilerplate.\n"),
        Good("- OS:\n- version:\n", path="templates/bug.md"),
        Good(
            "보낼 내용\n\n- 상호 :\n- 대표자 :\n- 담당자: 이름 / 연락처\n- 결제 방식 (예: 카드) :\n- 그 밖의 문의 :\n"
        ),
        Good("- OS:\n- Python:\n- version: <!-- vaulttools version -->\n"),
        Good("- 공적 보험: (누가, 얼마나)\n- 소비 규모:\n- 송금 내역: (나라, 금액)\n\n## 끝\n"),
        Good("- OS:\n- version:\n", path="접수 양식.md"),
        Bad("- OS«:»\n- version:\n\nNext.\n"),
        Good("- any of the following:\n\n### Cache\n\nIt is on.\n\n- 조건은 아래와 같음:\n\n### 조건\n\n없음.\n"),
        Good("- tea\n  * more than before, but\nat the expense of sleep\n"),
        Bad("- 다음 달«:»\n\n### 조건\n\n없음.\n"),
        Bad("1. Acme\n  - biggest risk«:»\n2. Beta\n  - none\n"),
        Bad("- 값\n- 차별점« -»\n**물길**\n- 센서\n"),
        Bad("- 값\n- 개인정보« - -»\n\nNext.\n"),
        Bad("- 좌석당 매출 41만 원\n- «그리고»\n\n끝.\n"),
        Good("- 그리고\n- 좌석당 매출 41만 원\n"),
    )

    def check(self, note: Note) -> Findings:
        for point in note.cued_items(self.cues):
            end = _end_of(point.words)
            if end and not (
                point.is_task
                or _EMOJI.search(point.words)
                or _ORNAMENT.match(point.words)
                or note.is_template
                or _goes_on(note, point, end.strip())
                or _is_of_form(note, point)
            ):
                yield self.finding(
                    Span(point.span.end - len(end), point.span.end),
                    "nothing follows `{end}`: half of the thought is missing",
                    help="write what was to follow, or delete `{end}`",
                    end=end.strip(),
                )


def _end_of(words: str) -> str:
    """The sign or the words at the end of `words` that lead to more, with the blanks before them; empty for none."""
    sign = _SIGN.search(words, max(0, len(words) - _NEAR))
    if sign is not None:
        return sign["end"]
    if words in _LINKS:
        return words
    parts = words.rsplit(None, _MOST_WORDS)
    for size in range(1, len(parts)):
        end = " ".join(parts[-size:])
        if _CHOICE.fullmatch(parts[-size - 1]):
            return ""  # it is named, and not used
        if end in _LINKS:
            return words[len(words) - len(end) - 1 :]
    return ""


def _goes_on(note: Note, point: Point, end: str) -> bool:
    """Whether what follows `point`, or its one word, explains that it ends in `end`."""
    if end == "/" and " " not in point.words.lstrip("│├└─ "):
        return True  # a folder, perhaps of a tree that is drawn
    later = note.points.after(point)
    if later is not None and later.is_heading:
        return end in ":：" and _ANNOUNCES.search(point.words) is not None
    if later is None or (later.is_item and later.indent < point.indent):
        return False
    if later.indent > point.indent or (end[0] in ":：" and later.marker[-1:] != point.marker[-1:]):
        return True
    if end in (":", "：") and later.is_item and not point.words[: -len(end)].endswith(" "):
        # The items of the list it opens stand at its own level, unless the next one opens another.
        return not later.words.endswith((":", "："))
    if not later.marker and not point.words.endswith(" ") and end == ",":
        return True  # the sentence goes on below the list
    return note.points.goes_on(point) or (later.is_item and end not in _SIGNS_NEVER_LAST)


_LEAST_OF_FORM = 3
_FARTHEST_OF_FORM = 6


def _is_of_form(note: Note, point: Point) -> bool:
    """Whether `point` is one of three items or more in a list, near each other, that end in a colon."""
    count = int(_is_empty(note, point))
    for side in note.points.sides(point, _FARTHEST_OF_FORM):
        for other in side:
            if other.is_heading or (not other.is_item and other.indent <= point.indent):
                break
            count += _is_empty(note, other)
    return count >= _LEAST_OF_FORM


def _is_empty(note: Note, point: Point) -> bool:
    """Whether `point` is a label and a colon, with nothing but a comment or a hint in brackets behind them."""
    label = point.words.rstrip("\ufffc \t")
    if label.endswith(")"):
        return _HINT.search(label) is not None
    return label.endswith((":", "：")) and (
        label == point.words or note.text[point.span.start + len(label) : point.span.end].lstrip().startswith("<!--")
    )
