import re

from vaulttools.rule import Bad, Edit, Findings, Good, Note, NoteRule, Safety, Span, pattern
from vaulttools.text import line_at

_TABLE = "| a | b |\n|---|---|\n"
_PIPE = pattern(r"\[\[[^\[\]\n|]*[^\[\]\n|\\](\|)[^\[\]\n|]*\]\]|!\[[^\[\]\n|]*(?<!\\)(\|)\d+(?:x\d+)?\]\([^()\n|]+\)")
"""The bare pipe of a wiki-link or embed, and that before the size of an image."""


class SplitLink(NoteRule):
    """A link in a table whose pipe ends the cell.

    ## Why
    In a table `|` ends a cell wherever it stands, so the halves of `[[note|words]]` end up in two cells and link to
    nothing. `\\|` is a pipe that does not end the cell.

    ## Fix
    Unsafe: the pipe gets a backslash, and the cells of the row move back to where they belong.
    """

    examples = (
        Good(_TABLE + "| [[Acme\\|us]] | ![[p.png\\|100]] |\n| [[Acme]] | `[[a|b]]` |\n"),
        Good("[[Acme|us]] | ![p|100](p.png)\n\n```\n" + _TABLE + "| [[Acme|us]] | 1 |\n```\n"),
        Good(_TABLE + "| [[ -f a | b ]] | [x|y](z) |\n"),
        Bad(
            _TABLE + "| [[Acme«|»us]] | ![[p.png«|»100]] |\n| x | ![p«|»30x20](p.png) |\n",
            fixed=_TABLE + "| [[Acme\\|us]] | ![[p.png\\|100]] |\n| x | ![p\\|30x20](p.png) |\n",
        ),
        Bad(
            "이름 | 값\n--- | ---\n[[토스#시장«|»시장]] | 1\n", fixed="이름 | 값\n--- | ---\n[[토스#시장\\|시장]] | 1\n"
        ),
    )

    def check(self, note: Note) -> Findings:
        if "|" not in note.prose:
            return
        for table in note.blocks.of("table"):
            row = Span(0, 0)
            for match in _PIPE.finditer(note.prose, table.start, table.end):
                start = match.start()
                if start > row.end:
                    row = line_at(note.text, start)
                    # Cells that stand too far right are not shown: with the pipe, all behind it is what changes.
                    behind = Span(start, row.end)
                    edit = Edit(behind, _PIPE.sub(_escaped, behind.of(note.text)))
                in_code = note.text.count("`", row.start, start) % 2
                if in_code or match[0].startswith("[[ "):
                    continue
                at = match.start(match.lastindex or 1)
                yield self.finding(
                    Span(at, at + 1),
                    "this pipe ends the cell, and splits the link",
                    help="write `\\|`",
                    edits=[edit],
                    safety=Safety.UNSAFE,
                )


def _escaped(match: re.Match[str]) -> str:
    at = match.start(match.lastindex or 1) - match.start()
    return f"{match[0][:at]}\\{match[0][at:]}"
