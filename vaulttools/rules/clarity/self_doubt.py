import re

from vaulttools.note.questions import DOUBTS, doubts, is_under_asking
from vaulttools.rule import Bad, Findings, Good, Note, NoteRule, pattern

_SIGN = pattern(r"(?:\bmarks?|\bplaceholders?|\bparameters?|물음표|바인딩|파라미터|\bU\+[0-9A-F]{4}|\*\*) ?\Z", re.I)
_SIMILE = pattern(r"[가-힣](?:같은|스러운) ?\Z")
"""What is no claim that could be doubted: the sign after it winks at the reader."""
_TERM = pattern(r"[A-Za-z]{3,} ?\Z")


class SelfDoubt(NoteRule):
    """A mark of doubt, `(?)` or `(not sure)`, that does not say what is in doubt.

    ## Why
    Was the figure misheard, the word unknown, or the plan unbelievable? Only the writer knows, and not for long.

    ## Fix
    None: say what is in doubt and who could tell, or look it up and delete the mark.
    """

    cues = DOUBTS

    examples = (
        Good("- 표준을 만들고 싶다고 함 (맞는지 대표에게 물어볼 것)\n- 왜 지금인가? - 규제가 풀림\n"),
        Good(
            "Press `(?)` for help, or the question mark (?), or see [?](help.md). Is it right (we asked)?\n",
            beside={"help.md": ""},
        ),
        Good("## 열린 질문\n\n- [[한결]]: 담보 회수가 차별점(?)\n", beside={"한결.md": ""}),
        Good("전쟁같은(?) 시간을 보냈다.\n"),
        Good("- [?] 회전에 대해 물어봄\n- [x] 끝냄\n"),
        Good(
            "- uncertain (불확실): 가운데\n- U+003F (?)은 물음표\n- SQL은 파라미터 바인딩(?)으로 막음\n- **[?]** unverified\n"
        ),
        Bad("- 담보 회수가 차별점«(?)»\n- 회원 30만 명«(맞나?)»\n"),
        Bad("They close in May «(not sure)», at 20M«(?)».\n"),
    )

    def check(self, note: Note) -> Findings:
        for span in doubts(note):
            point = note.points.at(span.start)
            is_box = point.is_item and span.start == point.span.start and note.text.startswith("[?] ", span.start)
            if (
                is_box
                or is_under_asking(note, point)
                or (
                    span.of(note.text).strip("()") == "불확실"
                    and _TERM.search(note.prose, point.span.start, span.start)
                )
                or any(
                    sign.search(note.prose, max(point.span.start, span.start - 10), span.start)
                    for sign in (_SIGN, _SIMILE)
                )
            ):
                continue  # a list of questions says what it is for; a box is one; a term has its Korean behind it; the sign itself is spoken of
            yield self.finding(
                span,
                "`{mark}` does not say what is in doubt: the figure, the word or the plan",
                help="say what is in doubt and who could tell, or look it up",
                mark=span.of(note.text),
            )
