from vaulttools.rule import Bad, Cues, Edit, Findings, Good, Note, NoteRule, Safety, Span, pattern
from vaulttools.text import newline_of

_HIDDEN = pattern(r"(?<=[^\s\ufffc]) *+\t[ \t]*+(?P<bullet>[-*+•])[ \t]*+(?=[^\s\d*+-])")


class HiddenBullet(NoteRule):
    """A bullet in the middle of a line, after a tab.

    ## Why
    Two points were meant. Markdown shows one, the second looks like part of the first, and folding or moving a
    list item takes both along.

    ## Fix
    Unsafe: the second point gets a line of its own, with the marker and the indent of the first.
    """

    cues = Cues("\t-", "\t*", "\t+", "\t•", "\t -", "\t *", "\t +", "\t •")

    examples = (
        Good("- 배당은 분기마다 - 매각 차익은 나중에\n-\t팀은 셋\n\t- 개발 둘\n"),
        Good("| a\t- b |\n|---|\n\nab\t-3\n\n\tcode\t- x\n"),
        Good("- \t- 점 안의 점\n"),
        Bad("  - 배당 끊김«\t-»공실 보험은 검토만 함\n", fixed="  - 배당 끊김\n  - 공실 보험은 검토만 함\n"),
        Bad("* flat fee«\t* »no set-up\n* next\n", fixed="* flat fee\n* no set-up\n* next\n"),
    )

    def check(self, note: Note) -> Findings:
        newline = newline_of(note.text)
        for match in note.cued(self.cues, _HIDDEN):
            point = note.points.at(match.start())
            if point.is_item and point.span.start < match.start():
                place = Span(*match.span())
                before = Span(point.line.start, point.span.start)
                head = before.of(note.text)
                yield self.finding(
                    place,
                    "a bullet is hidden after a tab in the middle of a line, and reads as part of the first point",
                    help="give it a line of its own",
                    # The head is held as it is, so that no other fix moves the first point meanwhile.
                    edits=[Edit(before, head), Edit(place, newline + head)],
                    safety=Safety.UNSAFE,
                )
