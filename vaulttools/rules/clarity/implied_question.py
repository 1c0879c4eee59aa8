import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from vaulttools.findings import Finding, Severity
from vaulttools.note import Note
from vaulttools.note.cues import Cues
from vaulttools.note.questions import is_answer
from vaulttools.rule import Bad, Good, NoteRule
from vaulttools.text import Span

_END = r"(?=[ \t]*(?:[),.;(]|[\r\n]|\Z|[ \t][-–][ \t]))"
_ASKS = re.compile(
    rf"(?<![가-힣])[가-힣]{{1,15}}[나가까지] ?싶(?:긴 ?함|기도 ?함|음|다|네|은데){_END}"
    rf"|(?<![가-힣])[가-힣]{{1,15}}지 ?않(?:나|을까){_END}"
    rf"|(?:어떻게|왜|뭘로|무엇으로|얼마나|언제|누가|어디서)[가-힣 ]{{0,20}}[가-힣](?:하|되|오|가|쓰|버|벌|파|사)나{_END}"
    rf"|(?<![가-힣])[가-힣]{{0,15}}(?:인지|는지|은지|을지|할지|될지) (?:모르겠음|모르겠다|궁금함?|의문임?){_END}"
    rf"|(?<![가-힣])[가-힣]{{0,15}}[할될일볼을]까{_END}"
)


@dataclass(frozen=True)
class ImpliedQuestion(NoteRule):
    """A list item that asks without a question mark (`…않나`, `…되나 싶음`), and does not answer.

    ## Why
    Without its mark the doubt reads like a statement, and no search for questions finds it.

    ## Fix
    None: write it as a question, and its answer below, or say what you think and why.
    """

    severity: ClassVar = Severity.HINT
    cues: ClassVar = Cues(
        *("싶긴", "싶기", "싶음", "싶다", "싶네", "싶은데", "않나", "않을까", "모르겠", "궁금", "의문"),
        *("할까", "될까", "일까", "볼까", "을까"),
        *("어떻게", "왜 ", "뭘로", "무엇으로", "얼마나", "언제", "누가", "어디서"),
    )

    examples: ClassVar = (
        Good(
            "- 카드나 계좌로 결제\n- 부담이 크지 않다고 함\n- 될까 말까 함\n- 담보가 되나 싶음 - 은행이 받아 주기로 함\n흐르는 글이라면 괜찮지 않을까.\n"
        ),
        Good("- 왜 늦나\n  - 인가가 안 나옴\n- 그렇지 않나? - 그렇다\n"),
        Bad(
            "- 금리로 경쟁이 «되나 싶긴함»\n- 기존 회사에 «부담되지않나»(큰 곳)\n- 인가 없이 «어떻게 회사를 운영하나»\n"
        ),
    )

    def check(self, note: Note) -> Iterator[Finding]:
        for match in note.cued(self.cues, _ASKS):
            point = note.points.at(match.start())
            answered = is_answer(note.prose[match.end() : point.span.end])
            if point.is_item and not answered and next(note.points.below(point), None) is None:
                yield self.finding(
                    Span(*match.span()),
                    "`{words}` asks, and nothing answers",
                    help="write it as a question with its answer, or say what you think and why",
                    words=match[0],
                )
