from collections.abc import Iterator
from typing import ClassVar

from vaulttools.findings import Finding, Severity
from vaulttools.note import Note
from vaulttools.note.cues import Cues, at_line_end
from vaulttools.patterns import pattern
from vaulttools.rule import Bad, Good, NoteRule
from vaulttools.text import Span

_END = pattern(
    r"(?<![가-힣])(?:(?<=[는은] )것[은을이](?=[ \t]*(?:[\r\n]|\Z))|[가-힣]+(?:(?<=[가-힣]{2})(?:를|에게|이랑|하고)|(?<=[가-힣]{2}[자본험율률금권])을|(?<=[수율률])로|때문에|의해서?|위해서?|통해서?)(?=[ \t]*(?:[\r\n]|\Z)))"
)
_COMPLETE = pattern(r"(?:가로|세로|노을|마을|가을|제외하고|빼고|그리고)\Z")


class DanglingParticle(NoteRule):
    """A Korean list item that breaks off after a particle (`…모수로`, `…수수료를`).

    ## Why
    The verb was never written, so nobody can tell what was done to the thing named.

    ## Fix
    None: finish the sentence, or drop the particle.
    """

    needs: ClassVar = "cues"
    severity: ClassVar = Severity.HINT
    cues: ClassVar = Cues(
        *at_line_end("를", "을", "로", "에게", "이랑", "하고", " 것은", " 것이"),
        *at_line_end("때문에", "의해", "의해서", "위해", "위해서", "통해", "통해서"),
    )

    examples: ClassVar = (
        Good(
            "- 인수 경로\n- 지난 가을\n- 주소는 서울\n- 변수 가로\n- 판매자를\n  은행에 소개\n흐르는 글의 이 줄은 판매자를\n소개한다.\n"
        ),
        Good("- 중요한 것은: 값\n- 좋은 것\n- 원하는 것이 없음\n"),
        Bad("- 그래서 고객이 원하는 «것은»\n- 다음\n"),
        Bad("- 분포가 하나의 «모수로»\n- 판매자에게 «수수료를»\n- 인가가 늦은 것은 «규제때문에»\n"),
    )

    def check(self, note: Note) -> Iterator[Finding]:
        for match in note.cued(self.cues, _END):
            point = note.points.at(match.start())
            if (
                point.is_item
                and not point.is_task
                and not note.points.goes_on(point)
                and not _COMPLETE.search(match[0])
            ):
                yield self.finding(
                    Span(*match.span()),
                    "the sentence breaks off after `{word}`: what was done with it is missing",
                    help="finish the sentence, or drop the particle",
                    word=match[0],
                )
