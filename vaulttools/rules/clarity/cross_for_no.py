from vaulttools.rule import Bad, Cues, Findings, Good, Note, NoteRule, Severity, Span, pattern

_CROSS = pattern(r"(?<=[가-힣])(?<!필요)(?<!가능) (?P<cross>[xX✕✗])(?=[ \t]*(?:[\r\n]|\Z|[ \t]-[ \t]))")
_HABIT = 3
"""Where it stands this often in one note, it is the writer's word for "no"."""


class CrossForNo(NoteRule):
    """An `x` at the end of a clause that stands for \"no\" (`시장 확대 x`).

    ## Why
    Does not grow, must not grow, or did not expect growth: the sign leaves it open. `필요 X` can only mean one thing.

    ## Fix
    None: write the verb, `확대되지 않음`.
    """

    severity = Severity.HINT
    cues = Cues(" x", " X", " ✕", " ✗")

    examples = (
        Good("- 매출 2x, x축, 가로 x 세로, 맥 OS X, 변수 `x`\n- 속도 3 x\n\n| 지원 |\n|---|\n| 맥 x |\n"),
        Bad("- 시장이 커져도 규모 확대 «x»\n- 담보 «X» - 보증 있음\n"),
        Good("- 담보 X\n- 보증 X\n- 이자 X\n- 좌표를 적지 않음 (하드코딩 X)\n"),
        Good("- 집주인 동의 필요 X\n- 해지 가능 X\n"),
    )

    def check(self, note: Note) -> Findings:
        found = [match for match in note.cued(self.cues, _CROSS) if note.points.at(match.start()).is_item]
        if len(found) < _HABIT:
            for match in found:
                yield self.finding(
                    Span(*match.span("cross")),
                    "`{cross}` leaves open whether something is not there, does not happen, or must not",
                    help="say in words what is not there, does not happen, or must not",
                    cross=match["cross"],
                )
