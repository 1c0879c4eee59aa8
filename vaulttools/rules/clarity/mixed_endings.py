import re
from collections import Counter

from vaulttools.rule import Bad, Findings, Good, Note, NoteRule, Severity, Span, pattern

_END = pattern(
    r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t][^\r\n]*?(?P<end>(?P<noun>[함음됨임짐])|(?P<polite>니다)|(?P<plain>다))[.]?[ \t]*(?=[\r\n]|\Z)",
    re.M,
)
_FEWEST = 5
"""Items with a verb that a note must have before any of its styles is the common one."""
_SHARE = 0.2
"""A style that fewer of the items have is an exception."""


class MixedEndings(NoteRule):
    """A list item that ends in another style than most of the note: `…함`, `…다`, `…니다`.

    ## Why
    A change of tone makes a reader wonder: is this a quotation, another writer, copied text?

    ## Fix
    None: end all items in the same style. Off by default: many people mix on purpose.
    """

    severity = Severity.HINT
    default = False

    examples = (
        Good("- 배당함\n- 담보 있음\n- 상가 한 층\n- 자료 받음\n\n흐르는 글은 다르다.\n"),
        Good("- 배당함\n- 담보가 있다\n- 은행과 협의함\n- 팀이 작다\n- 곧 상장한다\n"),
        Bad(
            "- 배당함\n- 담보 있음\n- 은행과 협의 중임\n- 팀이 늘어남\n- 자료를 받음\n- 팀이 작«다».\n- 곧 상장함\n- 자료는 곧 보냅«니다»\n"
        ),
    )

    def check(self, note: Note) -> Findings:
        found = [*_END.finditer(note.prose)]
        counts = Counter(map(_style, found))
        if len(found) < _FEWEST or len(counts) < 2:
            return
        for match in found:
            if counts[_style(match)] < _SHARE * len(found):
                yield self.finding(
                    Span(*match.span("end")),
                    "this item ends in `…{end}`, unlike most items of the note: is it a quotation, or another writer's?",
                    help="end all items of the note in the same style",
                    end=match["end"],
                )


def _style(match: re.Match[str]) -> str:
    """Which of the three styles `match` ends in."""
    return next(style for style in ("noun", "polite", "plain") if match[style])
