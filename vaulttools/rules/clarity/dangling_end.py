import re
from collections.abc import Iterator

from vaulttools.note.cues import at_line_end
from vaulttools.note.points import Point
from vaulttools.rule import Bad, Cues, Finding, Good, Note, NoteRule, Severity, Span, pattern

_END = pattern(
    r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t][^\r\n]*[^\s:：+/,&\ufffc-]"
    r"(?P<end>[ \t]*(?<!\d)[:：+/,&]|(?:[ \t]+-)+|[ \t]*(?:→|⇒|[-=]>)|[ \t]+(?:and|or|but|because|unless|although|whose|their|our|its|my|due to|such as|because of|instead of|according to|depending on|in order to|than(?<! - less than)(?<! - greater than)(?<! - more than)(?<!: less than)(?<!: greater than)(?<!: more than)|whether|during|via|per|similar to|related to|based on|or just|and also|which(?<!which is which)|if(?<!what if)(?<!big if)(?<!as if)|so that|in case|as long as|as soon as|even though|and then|in terms of|with respect to|thanks to|in addition to|but also|as well as|compared to|compared with|every|until|into|the|an?(?<!(?:plan|part|type|rade|roup|amin|tion) a)|그리고|하지만|또는|및))[ \t]*\Z",
    re.M,
)

_ORNAMENT = pattern(r"\S{1,2}(?: \S{1,2})? -\Z")
"""Between two dashes: `- 아 래 -`, `- i -`."""
_EMOJI = pattern(r":[a-z0-9_+-]+:\Z")
_NEVER_LAST = frozenset(
    (
        ":",
        "：",
        "-",
        "→",
        "⇒",
        "->",
        "=>",
        "the",
        "a",
        "an",
        "whose",
        "their",
        "our",
        "its",
        "my",
        "due to",
        "because of",
        "or just",
        "which",
        "so that",
        "as long as",
        "as soon as",
        "even though",
        "in terms of",
        "with respect to",
        "thanks to",
        "in addition to",
        "similar to",
        "related to",
        "based on",
        "compared to",
        "compared with",
        "instead of",
        "than",
        "whether",
        "during",
        "via",
        "per",
        "every",
        "until",
        "into",
    )
)
"""What the next item of the list does not go on from, as it does from `green, and`."""


class DanglingEnd(NoteRule):
    """A list item that ends in a colon, a comma, a plus, an arrow or a conjunction (`and`, `그리고`), and nothing follows.

    ## Why
    The second half of the thought was never written, and the first does not say what it was. Three items of a list
    that end in a colon are taken for a form to fill in.

    ## Fix
    None: write what was to follow, or delete the sign.
    """

    needs = "cues"
    severity = Severity.WARNING
    cues = Cues(
        *at_line_end(
            ":",
            "：",
            "+",
            "/",
            ",",
            "&",
            " -",
            "→",
            "⇒",
            "->",
            "=>",
            " and",
            " or",
            " but",
            " because",
            *(" unless", " although", " whose", " their", " our", " its", " my", " due to", " such as"),
            *(
                " because of",
                " similar to",
                " related to",
                " based on",
                " or just",
                " which",
                " if",
                " so that",
                " in case",
                " as long as",
                " as soon as",
                " even though",
                " and then",
                " in terms of",
                " with respect to",
                " thanks to",
                " in addition to",
                " and also",
                " but also",
                " as well as",
                " compared to",
                " compared with",
                " instead of",
                " according to",
                " depending on",
                " in order to",
            ),
            *(" than", " whether", " during", " via", " per", " every", " until", " into"),
            " the",
            " a",
            " an",
        ),
        *at_line_end("그리고", "하지만", "또는", "및"),
    )

    examples = (
        Good("- 주주:\n  - 창업자 60%\n- 팀:\n    둘\n- C++\n- 11+\n- 질문 -> 답\n"),
        Good(
            "- Terms:\n\n  flat fee\n\n- note:\n\n```\ncode\n```\n\nFirst of all,\nwe ask:\n\n- red,\n- green, and\n- blue\n"
        ),
        Good("- https://a.example/\n- [[a]] -\n- docs/\n", beside={"a.md": ""}),
        Bad("- 보안 기술 사용자의 편의성« :»\n- 양산은 하반기\n"),
        Good("- lt - less than\n- 아 래 -\n- what if\n- which is which\n"),
        Bad("- pricing is« similar to»\n- they pay monthly« as long as»\n- no\n"),
        Good("- vitamin a\n- plan a\n- open an issue. :bug:\n"),
        Bad("- still need« a»\n- no news\n"),
        Bad(
            "- it works« because of»\n- no news\n- margins are lower« than»\n- nobody knows« whether»\n- sold« via»\n- the end\n"
        ),
        Good("- Infrastructure:\n- two clouds\n- and much more,\n\nwithout boilerplate.\n"),
        Good("- OS:\n- version:\n", path="templates/bug.md"),
        Good(
            "보낼 내용\n\n- 상호 :\n- 대표자 :\n- 담당자: 이름 / 연락처\n- 결제 방식 (예: 카드) :\n- 그 밖의 문의 :\n"
        ),
        Good("- OS:\n- Python:\n- version: <!-- vaulttools version -->\n"),
        Bad("- OS«:»\n- version:\n\nNext.\n"),
        Bad("- 값\n- 포인트« →»\n- 다음\n"),
        Bad("1. Acme\n  - biggest risk«:»\n2. Beta\n  - none\n"),
        Bad("- 값\n- 차별점« -»\n**물길**\n- 센서\n"),
        Bad("- 값\n- 개인정보« - -»\n\nNext.\n"),
        Good("- 질문 →\n  - 답\n- `a` ->\n- 값 → 답\n"),
        Bad("- they sell to banks« and»\n\nNext.\n"),
    )

    def check(self, note: Note) -> Iterator[Finding]:
        for match in note.cued(self.cues, _END):
            point = note.points.at(match.start())
            end = match["end"].strip()
            if not (
                point.is_task
                or _EMOJI.search(point.words)
                or _ORNAMENT.match(point.words)
                or note.is_template
                or _goes_on(note, point, end)
                or _is_of_form(note, point)
            ):
                yield self.finding(
                    Span(*match.span("end")),
                    "nothing follows `{end}`: half of the thought is missing",
                    help="write what was to follow, or delete `{end}`",
                    end=end,
                )


def _goes_on(note: Note, point: Point, end: str) -> bool:
    """Whether what follows `point`, or its one word, explains that it ends in `end`."""
    if end == "/" and " " not in point.words:
        return True
    later = note.points.after(point)
    if later is None or later.is_heading or (later.is_item and later.indent < point.indent):
        return False
    if later.indent > point.indent or (end[0] in ":：" and later.marker[-1:] != point.marker[-1]):
        return True
    if end in (":", "：") and later.is_item and not point.words[: -len(end)].endswith(" "):
        # The items of the list it opens stand at its own level, unless the next one opens another.
        return not later.words.endswith((":", "："))
    if not later.marker and not point.words.endswith(" ") and end == ",":
        return True  # the sentence goes on below the list
    return note.points.goes_on(point) or (later.is_item and end not in _NEVER_LAST)


_LEAST_OF_FORM = 3
_FARTHEST_OF_FORM = 6


def _is_of_form(note: Note, point: Point) -> bool:
    """Whether `point` is one of three items or more in a list, near each other, that end in a colon."""
    count = int(_is_empty(note, point))
    for step in (note.points.before, note.points.after):
        other = step(point)
        for _ in range(_FARTHEST_OF_FORM):
            if other is None or other.is_heading or (not other.is_item and other.indent <= point.indent):
                break
            count += _is_empty(note, other)
            other = step(other)
    return count >= _LEAST_OF_FORM


def _is_empty(note: Note, point: Point) -> bool:
    """Whether `point` is a label and a colon, with nothing but a comment behind them."""
    label = point.words.rstrip("\ufffc \t")
    return label.endswith((":", "：")) and (
        label == point.words or note.text[point.span.start + len(label) : point.span.end].lstrip().startswith("<!--")
    )
