from vaulttools.korean.hangul import is_noun_form
from vaulttools.note.questions import implied_questions
from vaulttools.rule import Bad, Cues, Findings, Good, Note, NoteRule, Severity, Span, pattern

_DOTS = pattern(
    # Behind a finished sentence (`아쉽다..`) they are a tone of voice.
    r"(?<=[가-힣)])(?<!다)(?:\.{2,}|…+)(?=[!)]*(?:\s|\Z))"
    r"|(?<= [음흠])(?:\.{2,}|…+)(?=[ \t]*(?:[\r\n]|\Z))"
    r"|(?<=[\w)%\"'”’])(?<!다)(?:\.{2,}|(?<=[가-힣])[ \t]\.{3,}|[ \t]?…+)(?=!*[ \t]*(?:[\r\n]|\Z))"
)

_BUTTON = pattern("단추|버튼|메뉴|클릭|누르|누릅|눌러")
_CUT_SHORT = pattern(
    r"(?:^|[ \t])(?:(?=[!-~]*[A-Za-z])[!-~]*\d[!-~]*|etc|and more)\Z|\A\ufffc|(?:, [^,\r\n]{1,12}){2}\Z|such as [^\r\n]*, [A-Za-z]+\Z|, [^\r\n]*, (?:and |or )?[A-Za-z-]+\Z"
)
"""A value that is not shown to its end, or a list that could go on: `f395b6...`, `text, HTML, office...`."""

_NEAR = 60
"""Code points around the dots that are looked at: a line may be long, and full of dots."""


class TrailingDots(NoteRule):
    """A thought that trails off in dots. One that asks is told as a question.

    ## Why
    The dots stand for what everybody in the room knew. A later reader only sees that something is missing.

    ## Fix
    None: finish the thought, or end it with one full stop.
    """

    severity = Severity.HINT
    cues = Cues("..", "…")

    examples = (
        Good("- 1..5 and a...b, see ../x, a loop for.. in, and `wait...`\n- ...and then\n> 어렵다고..\n"),
        Good("- 제거... 단추를 누릅니다\n- 값: f395b672...\n- formats such as text, HTML, office...\n"),
        Good("- 같이 못 한 것이 아쉽다..\n- 좋은 것 같음..\n- 밤에 두 번 깸.. 피곤\n- 모두 고생하셨습니다.. 또 봐요\n"),
        Good("- 공시 위반, 제출 지연, 미제출 …\n- `[a=b]` value is...\n- Ruby, Rails and more...\n"),
        Good("Loading... takes a while, he said… and left. 흐르는 글은… 그대로 둔다.\n"),
        Good("- 왜 오른건지..\n- 비수기에는..?\n- html5 on by default (some day..)\n"),
        Bad("- 계좌가 있어야 해서 올해는 어렵다고«..»\n- 값이 오르면 (지금은«..»)\n"),
        Bad("- still looking for a founder«...»\n- too early «…»\n"),
        Bad("- 의무화율 «...»\n- 의무화율\n"),
        Bad("- 이사회는 음«..»\n- 반반임\n"),
    )

    def check(self, note: Note) -> Findings:
        asked: set[int] | None = None
        for match in note.cued(self.cues, _DOTS):
            point = note.points.at(match.start())
            if asked is None:
                asked = {span.end for _, span in implied_questions(note)}
            if (
                point.is_item
                and match.start() not in asked
                and not _is_told(note.prose[match.start() - 2 : match.start()])
                and not _CUT_SHORT.search(note.prose[max(point.span.start, match.start() - _NEAR) : match.start()])
                and not _BUTTON.search(note.prose, max(point.span.start, match.start() - _NEAR), match.end() + _NEAR)
            ):
                yield self.finding(
                    Span(match.end() - len(match[0].lstrip()), match.end()),
                    "the thought trails off: only you know how it ends",
                    help="finish the thought, or end it with one full stop",
                )


def _is_told(end: str) -> bool:
    """Whether `end`, two characters, ends a sentence in a noun form (`같음`, `깸`), and is no sigh (`음`)."""
    return is_noun_form(end) and end.strip() not in ("음", "흠")
