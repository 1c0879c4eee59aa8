import re
from collections.abc import Iterator
from typing import ClassVar

from vaulttools.findings import Finding, Severity
from vaulttools.note import Note
from vaulttools.note.cues import Cues
from vaulttools.patterns import pattern
from vaulttools.rule import Bad, Good, NoteRule
from vaulttools.text import Span

_PRONOUN = pattern(
    r"^[ \t]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?(?P<pronoun>(?:이|그|저)거(?:[는도를로]|)|[이그]걸로?|[이그]게|[이그]건|(?:이|그) ?부분[은이을도]|[얘걔쟤]네?[는가도]?)(?=[ ,])",
    re.M,
)
_EMPTY_HEADING = pattern(r"\W*(?:메모|기타|노트|오전|오후|notes?|memo|misc|[\d.\-/년월일 ]+)?\W*\Z", re.I)


class VaguePronoun(NoteRule):
    """A note or section that begins with `이거`, `그걸로`, `이 부분은`, and nothing before it to refer to.

    ## Why
    The thing meant was on the screen or in the room when the note was written.

    ## Fix
    None: name the thing.
    """

    needs: ClassVar = "cues"
    severity: ClassVar = Severity.HINT
    cues: ClassVar = Cues(
        *(f"{this}{thing}" for this in "이그저" for thing in ("거", "걸", "게", "건", "부분", " 부분")),
        *("얘", "걔", "쟤"),
    )

    examples: ClassVar = (
        Good("# 토큰증권\n\n이건 증권이다.\n\n- 선정산\n  - 이게 핵심\n- 그걸로 평가함\n- 이 부분은 규정에 따름\n"),
        Good("- 이거리, 그거리, 얘기 중\n"),
        Bad("- «그걸로» 평가를 한다고 함\n- 다음\n"),
        Bad("# 메모\n\n«이 부분은» 현행 규정을 따른다.\n"),
    )

    def check(self, note: Note) -> Iterator[Finding]:
        for match in note.cued(self.cues, _PRONOUN):
            before = note.points.before(note.points.at(match.start("pronoun")))
            if before is None or (before.is_heading and _EMPTY_HEADING.match(before.words)):
                yield self.finding(
                    Span(*match.span("pronoun")),
                    "nothing before `{pronoun}` says what it is",
                    help="name the thing",
                    pronoun=match["pronoun"],
                )
