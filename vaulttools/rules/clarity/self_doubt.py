import re
from collections.abc import Iterator
from typing import ClassVar

from vaulttools.findings import Finding
from vaulttools.note import Note
from vaulttools.note.cues import Cues
from vaulttools.note.questions import DOUBTS, doubts, is_under_asking
from vaulttools.patterns import pattern
from vaulttools.rule import Bad, Good, NoteRule

_SHRUG = pattern(
    r"(?<=[-*+] )(?:(?:글쎄|음+|흠+|좀|조금|약간|뭔가|아직은?|잘|영)[.,…]* ){0,3}"
    r"(?:애매(?:함|하다|[한할] ?듯(?:함)?)|모르겠(?:음|다)|글쎄|별로(?:임|[인일] ?듯(?:함)?)?|찝찝(?:함)?|그닥|불확실(?:함)?|미심쩍음)[.…]*(?=[ \t]*(?:[\r\n]|\Z))"
    r"|(?<=[-*+] )(?:[Mm]aybe|[Pp]erhaps|[Hh]mm+|idk|[Nn]ot sure|[Uu]nclear)"
    r"(?:[?.,…]* ?(?:not sure|maybe|yet|really|about (?:this|that|it)(?: one)?)){0,3}[.…]*(?=[ \t]*(?:[\r\n]|\Z))"
)
"""All that an item says is that its writer is not convinced."""
_SHRUGS = Cues(
    *("애매", "모르겠", "글쎄", "별로", "찝찝", "그닥", "불확실", "미심쩍", "- idk"),
    *(f"- {word}" for each in ("maybe", "perhaps", "hmm", "not sure", "unclear") for word in (each, each.capitalize())),
)
_SIGN = pattern(r"(?:\bmarks?|물음표) ?\Z", re.I)


class SelfDoubt(NoteRule):
    """A doubt that does not say what is in doubt: a mark, `(?)` or `(not sure)`, or an item that is nothing but a shrug (`- 글쎄`).

    ## Why
    Was the figure misheard, the word unknown, or the plan unbelievable? Only the writer knows, and not for long.

    ## Fix
    None: say what is in doubt and who could tell, or look it up and delete the mark.
    """

    cues: ClassVar = Cues(*DOUBTS.words, *_SHRUGS.words)

    examples: ClassVar = (
        Good("- 표준을 만들고 싶다고 함 (맞는지 대표에게 물어볼 것)\n- 왜 지금인가? - 규제가 풀림\n"),
        Good(
            "Press `(?)` for help, or the question mark (?), or see [?](help.md). Is it right (we asked)?\n",
            beside={"help.md": ""},
        ),
        Good("## 열린 질문\n\n- [[한결]]: 담보 회수가 차별점(?)\n", beside={"한결.md": ""}),
        Good(
            "- 애매한 표현을 고침\n- 값\n  - 별로\n- 좀 애매함\n  - 담보가 창업자 주식뿐\n- Maybe later\n- 잘 모르겠음: 환율\n"
        ),
        Good("- [?] 회전에 대해 물어봄\n- [x] 끝냄\n"),
        Bad("- 완성차와 시험함\n- «좀 애매할 듯»\n- «글쎄..»\n- «maybe? not sure»\n"),
        Bad("- 담보 회수가 차별점«(?)»\n- 회원 30만 명«(맞나?)»\n"),
        Bad("They close in May «(not sure)», at 20M«(?)».\n"),
    )

    def check(self, note: Note) -> Iterator[Finding]:
        for span in doubts(note):
            point = note.points.at(span.start)
            is_box = point.is_item and span.start == point.span.start and note.text.startswith("[?] ", span.start)
            if (
                is_box
                or is_under_asking(note, point)
                or _SIGN.search(note.prose, max(point.span.start, span.start - 10), span.start)
            ):
                continue  # a list of questions says what it is for; a box is one; the sign itself is spoken of
            yield self.finding(
                span,
                "`{mark}` does not say what is in doubt: the figure, the word or the plan",
                help="say what is in doubt and who could tell, or look it up",
                mark=span.of(note.text),
            )
        for match in note.cued(_SHRUGS, _SHRUG):
            point = note.points.at(match.start())
            later = note.points.after(point)
            owner = next(note.points.above(point), None)
            if (owner is None or not owner.is_item) and (later is None or later.indent <= point.indent):
                yield self.finding(
                    point.span,
                    "`{words}` is all that this item says: neither what is in doubt nor why",
                    help="say what you doubt, and what makes you doubt it",
                    words=point.words,
                )
