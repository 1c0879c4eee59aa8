import re
from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from vaulttools.findings import Finding, Severity
from vaulttools.note import Note
from vaulttools.note.cues import Cues
from vaulttools.patterns import pattern
from vaulttools.rule import Bad, Good, NoteRule
from vaulttools.text import Span

_ARROW = pattern(r"(?<=[ \w)])(?:=>|->|⇒|→|➔|➡|(?<=[가-힣)] )>)(?=[ \w(])")
_MENU = pattern(r"설정|메뉴|옵션|환경|화면|버튼|누르|클릭|선택")
_MORE = ">"
"""It reads as "more than" as well, so it is never the arrow that a note settles on."""


class MixedArrows(NoteRule):
    """Arrows of several kinds in one note: `->`, `=>`, `⇒`, `>`.

    ## Why
    A reader wonders whether `=>` means something else than `->`, and `>` can also be read as "more than".

    ## Fix
    None: use the arrow that the note uses most.
    """

    needs: ClassVar = "cues"
    severity: ClassVar = Severity.HINT
    cues: ClassVar = Cues("->", "=>", "→", "⇒", "➔", "➡", " > ")

    examples: ClassVar = (
        Good("- 매입 -> 조각 -> 판매\n- 설정 > 알림, a > b, 3 > 2\n- `x => y`\n"),
        Good("> 인용 > 인용\n\n- 점수 ⇒ 등급 ⇒ 보험료\n\n<b>bold</b>\n"),
        Bad("- 공급자 -> 소비자\n- 신용 -> 등급\n- 점수 «=>» 등급\n- 실물 매입 «>» 조각 «>» 판매\n"),
        Bad("- 공급자 «->» 소비자\n- 점수 «⇒» 등급\n"),
    )

    def check(self, note: Note) -> Iterator[Finding]:
        found = [match for match in note.cued(self.cues, _ARROW) if _is_arrow(note, match)]
        counts = Counter(match[0] for match in found)
        kinds = counts.keys() - {_MORE}
        if not kinds or len(counts) == 1:
            return
        most = max(counts[kind] for kind in kinds)
        leading = [kind for kind in kinds if counts[kind] == most]
        kept = leading[0] if len(leading) == 1 else None
        for match in found:
            if match[0] != kept:
                yield self.finding(
                    Span(*match.span()),
                    "{count} kinds of arrows in this note, which may or may not mean the same: {arrows}",
                    help="use the same arrow throughout",
                    count=len(counts),
                    arrows=tuple(sorted(counts)),
                )


def _is_arrow(note: Note, match: re.Match[str]) -> bool:
    """Whether `match` leads from one thing to another, and is no mark of a table or quote and no step of a menu."""
    point = note.points.at(match.start())
    return point.marker not in ("|", ">") and (match[0] != _MORE or not _MENU.search(point.words))
