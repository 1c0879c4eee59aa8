from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar

from vaulttools.edits import Edit, Safety
from vaulttools.findings import Finding, Severity
from vaulttools.note import Note
from vaulttools.rule import Bad, Good, NoteRule, fix
from vaulttools.text import Span


class SkippedLevel(NoteRule):
    """A heading more than one level below the one before it.

    ## Why
    Outlines and screen readers show a section that is missing in between.

    ## Fix
    Unsafe: the heading goes one level below the one before it, and those in its section go up with it. Some choose a
    level for its looks.
    """

    needs: ClassVar = "headings"
    severity: ClassVar = Severity.HINT

    examples: ClassVar = (
        Good("### 개요\n\n글\n\n#### 투자\n\n글\n\n## Team\n\ntext\n"),
        Good("# A\n\ntext\n\n<h4>not ours</h4>\n\n## B\n\n`####` is code\n"),
        Bad(
            "## 개요\n\n글\n\n«#### 요금»\n\n글\n\n##### 할인\n\n글\n\n#### 환불\n\n글\n\n## 팀\n\n글\n",
            fixed="## 개요\n\n글\n\n### 요금\n\n글\n\n#### 할인\n\n글\n\n### 환불\n\n글\n\n## 팀\n\n글\n",
        ),
    )

    def check(self, note: Note) -> Iterator[Finding]:
        if "###" not in note.text:
            return
        for index, (above, heading) in enumerate(pairwise(note.headings), 1):
            shift = heading.level - above.level - 1
            if shift > 0:
                edits = []
                for own in note.headings[index:]:
                    if own.level <= above.level:
                        break
                    if own.level >= heading.level:
                        edits.append(Edit(Span(own.span.start, own.span.start + shift), ""))
                yield self.finding(
                    heading.span,
                    "level {level} comes right below level {above}",
                    help="write `{marks} {name}`",
                    fix=fix("bring it to level {wanted}", *edits, safety=Safety.UNSAFE, wanted=above.level + 1),
                    level=heading.level,
                    above=above.level,
                    marks="#" * (above.level + 1),
                    name=heading.text,
                )
