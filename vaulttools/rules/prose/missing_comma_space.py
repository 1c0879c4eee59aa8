from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from vaulttools.edits import Edit
from vaulttools.findings import Finding, Severity
from vaulttools.note import Note
from vaulttools.patterns import pattern
from vaulttools.rule import Bad, Example, Good, NoteRule, fix
from vaulttools.text import Span

_COMMA = pattern(r",(?:(?<=[가-힣A-Za-z)%],)(?=[가-힣])|(?<=[가-힣],)(?=[A-Za-z]))")


@dataclass(frozen=True)
class MissingCommaSpace(NoteRule):
    """A comma in Korean text without a space behind it: `인프라,성공경험`.

    ## Why
    The spelling rules ask for a space (문장 부호 규정), and a search for whole words finds neither neighbour.

    ## Fix
    Safe: a space is put in.
    """

    severity: ClassVar[Severity] = Severity.HINT

    examples: ClassVar[tuple[Example, ...]] = (
        Good("인프라, 성공 경험. 1,000만 원, a,b,c 그리고 `가,나`.\n"),
        Bad("인프라«,»성공 경험 전무, API«,»앱\n", fixed="인프라, 성공 경험 전무, API, 앱\n"),
    )

    def check(self, note: Note) -> Iterator[Finding]:
        if "," in note.prose:
            for match in _COMMA.finditer(note.prose):
                yield self.finding(
                    Span(*match.span()),
                    "no space behind the comma",
                    help="put a space behind it",
                    fix=fix("put a space behind it", Edit(Span(match.end(), match.end()), " ")),
                )
