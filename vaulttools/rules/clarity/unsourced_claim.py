import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from vaulttools.findings import Finding, Severity
from vaulttools.note import Note
from vaulttools.rule import Bad, Good, NoteRule
from vaulttools.text import Span

_CLAIM = re.compile(
    r"(?<![\d,.])\d[\d,.]*[ \t]?(?:%|퍼센트|배(?![가-힣])|[조억만] ?(?:원|달러|명|건)|(?:million|billion)\b)"
)
_SOURCE = re.compile(r"https?://|\[\[|\]\(|\[\^|출처|자료[:：]|기준|에 따르면|according to|source[:：]", re.I)


@dataclass(frozen=True)
class UnsourcedClaim(NoteRule):
    """A figure in a line that names no source: no link, no footnote, no `출처`.

    ## Why
    Was it said on stage, read in a filing, or worked out? A figure without a source cannot be checked or updated.

    ## Fix
    None: link the source, or say who said it. Off by default: ask for it in the folders that are to be quoted from.
    """

    severity: ClassVar = Severity.HINT
    default: ClassVar = False

    examples: ClassVar = (
        Good("- 연체율 2.1% (출처: 공시), 3배 - https://a.example/b\n- 30% of it [^1]\n\n[^1]: annual report\n"),
        Good("| 연체율 |\n|---|\n| 2% |\n\n- 두 배, 3일, 12명\n\n`5%`\n"),
        Bad("- 연체율 «2.1%» 유지\n- the market is «3 billion», they say\n"),
    )

    def check(self, note: Note) -> Iterator[Finding]:
        told = -1
        for match in _CLAIM.finditer(note.prose):
            point = note.points.at(match.start())
            if match.start() < told or point.marker in ("|", ">", "#") or _SOURCE.search(point.line.of(note.text)):
                continue
            told = point.line.end
            yield self.finding(
                Span(*match.span()),
                "`{figure}` comes without a source",
                help="link the source, or say who said it",
                figure=match[0],
            )
