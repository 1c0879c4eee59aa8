import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from vaulttools.findings import Finding, Severity
from vaulttools.note import Note
from vaulttools.rule import Bad, Good, NoteRule
from vaulttools.text import Span

_FRAGMENT = re.compile(r"\s*(?:[-*+][ \t]+)?(?P<words>[^\s#|>*\ufffc-][^\r\n\ufffc.!?。:*]{0,23})\s*\Z")


@dataclass(frozen=True)
class ThinSection(NoteRule):
    """A section that holds one fragment of a few words and nothing else.

    ## Why
    The heading promises a subject, the fragment was a note to the writer, and nobody else can make a sentence of it.

    ## Fix
    None: write it out, or move the fragment to the section it belongs to.
    """

    severity: ClassVar = Severity.HINT

    examples: ClassVar = (
        Good(
            "## 팀\n\n- 창업자 둘, 개발 셋\n- 공동 창업자가 영업\n\n## 요금\n\n월 3만 원.\n\n## 링크\n\n[[Acme]]\n",
            beside={"Acme.md": ""},
        ),
        Good("# Title\n\nintro\n\n## A\n\n### B\n\n- a whole sentence that says what there is to say\n"),
        Bad("## 경쟁\n\n- «대형사 진입»\n\n## 팀\n\n- 창업자 둘, 개발 셋\n- 영업 하나\n"),
        Bad("## Market\n\n- «size, growth»\n\n## Team\n\nThree people. They met at school.\n"),
    )

    def check(self, note: Note) -> Iterator[Finding]:
        ends = [*(heading.span.start for heading in note.headings[1:]), len(note.text)]
        for heading, end in zip(note.headings, ends, strict=False):
            if heading.level > 1 and end - heading.span.end < 40:
                match = _FRAGMENT.match(note.prose, heading.span.end, end)
                if match:
                    yield self.finding(
                        Span(match.start("words"), match.start("words") + len(match["words"].rstrip())),
                        "all that the section `{heading}` says",
                        help="write it out, or move it to the section it belongs to",
                        heading=heading.text,
                    )
