from collections import Counter
from collections.abc import Mapping, Set
from itertools import pairwise

from vaulttools.note.outline import uneven
from vaulttools.rule import Bad, Edit, Findings, Good, Note, Safety, Severity, Span, Vault, VaultRule, fix

_OFTEN = 3
"""This many steps of one kind are a habit."""


class SkippedLevel(VaultRule):
    """A heading more than one level below the one before it.

    ## Why
    Outlines and screen readers show a missing section in between.

    ## Fix
    Unsafe: the heading goes one level below the one before it, and those in its section go up with it. Some choose a
    level for its looks; where a note does so again and again, and never uses the levels in between, it is not reported, nor
    where `uneven-levels` has another level for it.
    """

    severity = Severity.HINT

    examples = (
        Good("### 개요\n\n글\n\n#### 투자\n\n글\n\n## Team\n\ntext\n"),
        Good("# A\n\ntext\n\n<h4>not ours</h4>\n\n## B\n\n`####` is code\n"),
        Good("## A\n\na\n\n##### Type\n\nb\n\n## C\n\nc\n\n##### Type\n\nd\n\n## E\n\ne\n\n##### Type\n\nf\n"),
        Good(
            "# Day\n\n## Tern\n\n- carriers pay\n\n## Nuri\n\n- pays by sound\n\n#### 볕드림\n\n- 36개월 약정\n",
            beside={f"companies/{name}.md": "" for name in ("Tern", "Nuri", "볕드림")},
        ),
        Bad(
            "## 개요\n\n글\n\n«#### 요금»\n\n글\n\n##### 할인\n\n글\n\n#### 환불\n\n글\n\n## 팀\n\n글\n",
            fixed="## 개요\n\n글\n\n### 요금\n\n글\n\n#### 할인\n\n글\n\n### 환불\n\n글\n\n## 팀\n\n글\n",
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        if "###" not in note.text:
            return
        steps = Counter(pairwise(heading.level for heading in note.headings))
        levels = {heading.level for heading in note.headings}
        skips = any(level > above + 1 for above, level in steps)
        moved = _moved(note, vault) if skips else {}
        for index, (above, heading) in enumerate(pairwise(note.headings), 1):
            shift = heading.level - above.level - 1
            is_moved = moved.get(heading.span.start, above.level + 1) != above.level + 1
            if shift > 0 and not is_moved and not _is_habit(steps, levels, above.level, heading.level):
                edits = []
                for own in note.headings[index:]:
                    if own.level <= above.level:
                        break
                    if own.level >= heading.level:
                        edits.append(Edit(Span(own.span.start, own.span.start + shift), ""))
                yield self.finding(
                    heading.span,
                    "heading level jumps from {above} to {level}",
                    help="write `{marks} {name}`",
                    fix=fix("change it to level {wanted}", *edits, safety=Safety.UNSAFE, wanted=above.level + 1),
                    level=heading.level,
                    above=above.level,
                    marks="#" * (above.level + 1),
                    name=heading.text,
                )


def _is_habit(steps: Mapping[tuple[int, int], int], levels: Set[int], above: int, level: int) -> bool:
    """Whether a note goes from `above` to `level` often, and has no heading of a level in between."""
    return steps[above, level] >= _OFTEN and not any(above < each < level for each in levels)


def _moved(note: Note, vault: Vault) -> dict[int, int]:
    """The headings of sessions and companies that `uneven-levels` reports, by where they start, each with the level it has for it."""
    return {candidate.line.start: len(edits[0].text) for candidate, edits in uneven(note.text, vault.outline(note))}
