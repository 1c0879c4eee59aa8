import re
from collections.abc import Iterator
from typing import ClassVar

from vaulttools.findings import Finding, Severity
from vaulttools.korean.lexicon import is_noun, is_verb
from vaulttools.note import Note
from vaulttools.note.cues import Cues, at_line_end
from vaulttools.note.points import Point
from vaulttools.patterns import pattern
from vaulttools.rule import Bad, Good, NoteRule
from vaulttools.text import Span

_END = pattern(
    r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t][^\r\n]*[^\s:：+/,&\ufffc-]"
    r"(?P<end>[ \t]*(?<!\d)[:：+/,&]|(?:[ \t]+-)+|[ \t]*(?:→|⇒|[-=]>)|[ \t]+(?:and|or|but|because|the|an?(?<!(?:plan|part|type|rade|roup|amin|tion) a)|그리고|하지만|또는|및))[ \t]*\Z",
    re.M,
)

_CONNECTIVE = pattern(
    r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t][^\r\n]*[ \t](?P<word>[가-힣]{1,15}(?P<end>고|[가-힣]서|지만|는데|면서))[ \t]*\Z",
    re.M,
)
_NEVER_LAST = frozenset((":", "：", "-", "the", "a", "an"))
"""What the next item of the list does not go on from, as it does from `green, and`."""


class DanglingEnd(NoteRule):
    """A list item that ends in a colon, a comma, a plus, an arrow or a connective (`and`, `낮추고`), and nothing follows.

    ## Why
    The second half of the thought was never written, and the first does not tell what it was. Three items in a row that
    end in a colon are taken as a form to fill in.

    ## Fix
    None: write what was to follow, or delete the sign.
    """

    needs: ClassVar = "cues"
    severity: ClassVar = Severity.WARNING
    cues: ClassVar = Cues(
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
            " the",
            " a",
            " an",
        ),
        *at_line_end("고", "서", "지만", "는데"),
        *at_line_end("그리고", "하지만", "또는", "및"),
    )

    examples: ClassVar = (
        Good("- 주주:\n  - 창업자 60%\n- 팀:\n    둘\n- C++\n- 11+\n- 질문 -> 답\n"),
        Good(
            "- Terms:\n\n  flat fee\n\n- note:\n\n```\ncode\n```\n\nFirst of all,\nwe ask:\n\n- red,\n- green, and\n- blue\n"
        ),
        Good("- https://a.example/\n- [[a]] -\n- docs/\n", beside={"a.md": ""}),
        Bad("- 보안 기술 사용자의 편의성« :»\n- 양산은 하반기\n"),
        Good("- vitamin a\n- plan a\n"),
        Bad("- still need« a»\n- no news\n"),
        Good("- Infrastructure:\n- two clouds\n- and much more,\n\nwithout boilerplate.\n"),
        Good("- OS:\n- version:\n", path="templates/bug.md"),
        Good("보낼 내용\n\n- 상호 :\n- 대표자 :\n- 결제 방식 (예: 카드) :\n- 그 밖의 문의 :\n"),
        Good(
            "- 값을 낮추고\n- 판다\n\n- 신문 광고\n- 비고\n- 본사는 서울에서\n- 왜 지금?\n  - 규제가 3월에 풀려서\n",
            alone=True,
        ),
        Bad("- 규제는 풀림\n- 수수료를 «낮추고»\n", alone=True),
        Bad("- OS«:»\n- version:\n\nNext.\n"),
        Bad("- 값\n- 포인트« →»\n\nNext.\n"),
        Bad("- 값\n- 개인정보« - -»\n\nNext.\n"),
        Good("- 질문 →\n  - 답\n- `a` ->\n- 값 → 답\n"),
        Bad("- they sell to banks« and»\n\nNext.\n"),
    )

    def check(self, note: Note) -> Iterator[Finding]:
        for match in note.cued(self.cues, _END):
            point = note.points.at(match.start())
            end = match["end"].strip()
            if not (point.is_task or note.in_template_folder or _goes_on(note, point, end) or _is_of_form(note, point)):
                yield self.finding(
                    Span(*match.span("end")),
                    "nothing follows `{end}`: half of the thought is missing",
                    help="write what was to follow, or delete `{end}`",
                    end=end,
                )
        for match in note.cued(self.cues, _CONNECTIVE):
            if is_verb(match["word"]) and not is_noun(match["word"]):
                point = note.points.at(match.start())
                later = note.points.after(point)
                is_last = later is None or later.is_heading or (later.is_item and later.indent < point.indent)
                is_answer = any("?" in each.words for each in note.points.above(point))
                if is_last and not (is_answer or point.is_task or note.in_template_folder):
                    yield self.finding(
                        Span(*match.span("word")),
                        "nothing follows `{end}`: half of the thought is missing",
                        help="write what was to follow, or end the sentence",
                        end=match["word"],
                    )


def _goes_on(note: Note, point: Point, end: str) -> bool:
    """Whether what follows `point`, or its one word, explains that it ends in `end`."""
    if end == "/" and " " not in point.words:
        return True
    later = note.points.after(point)
    if later is None or later.is_heading:
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


def _is_of_form(note: Note, point: Point) -> bool:
    """Whether `point` is one of three items in a row, or more, that end in a colon."""
    count = 0
    for step in (note.points.before, note.points.after):
        other: Point | None = point
        while (
            count < _LEAST_OF_FORM
            and other is not None
            and other.is_item
            and other.words.rstrip().endswith((":", "："))
        ):
            count += other is not point or step == note.points.before
            other = step(other)
    return count >= _LEAST_OF_FORM
