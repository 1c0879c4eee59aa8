import re
from collections import Counter

from vaulttools.rule import Bad, Cues, Findings, Good, Message, Note, Related, Severity, Span, Vault, VaultRule, pattern

_ARROW = pattern(r"(?<=[ \w)])(?:(?<![!-~])[-=]>|[-=]>(?![!-~])|⇒|→|➔|➡|(?<=[가-힣)] )>(?! ?\d))(?=[ \w(])")
"""Not `->` between ASCII signs on both sides: that is code."""
_MENU = pattern(r"설정|메뉴|옵션|환경|화면|버튼|누르|클릭|선택")
_COMPARES = pattern(r"\A[^>]* > [^\s>]+(?: [^\s>]+)?\Z|[=<≥≤]|> ?\d")
"""One thing and another with `>` between them, or other signs of sums."""
_LONGEST = 300
_MORE = ">"
"""It reads as "more than" and as a step of a menu as well: only reported in notes about companies, and never what a note settles on."""


class MixedArrows(VaultRule):
    """Arrows of several kinds in one note: `->`, `=>`, `⇒`, `>`. Reported once per note, at the first arrow that differs from most.

    ## Why
    A reader wonders whether `=>` means something else than `->`, and `>` can also be read as "more than".

    `>` counts in notes about companies only; elsewhere it leads through menus.

    ## Fix
    None: use the arrow that the note uses most.
    """

    severity = Severity.HINT
    cues = Cues("->", "=>", "→", "⇒", "➔", "➡", " > ")

    examples = (
        Good("- 매입 -> 조각 -> 판매\n- ⇒ 결국 공급자가 정함\n- 설정 > 알림, a > b, 3 > 2\n- `x => y`\n"),
        Good("> 인용 > 인용\n\n- 점수 ⇒ 등급 ⇒ 보험료\n\n<b>bold</b>\n"),
        Good("- 상세 조회 > 수기 정산\n- 점수 ⇒ 등급\n- `a`: $x->y, new->get\n"),
        Good("- 점수 ⇒ 등급\n- 부채 > 자산\n- 차이 > 3배\n- 한결 > 누리 > 나머지\n", path="companies/한결.md"),
        Bad(
            "- 공급자 -> 소비자\n- 신용 -> 등급\n- 점수 «=>» 등급\n- 실물 매입 > 조각 > 판매\n- 은행 > 보유자와 수요자를 이음\n",
            path="companies/한결.md",
        ),
        Bad("- 공급자 «->» 소비자\n- 점수 ⇒ 등급\n"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        found = [match for match in note.cued(self.cues, _ARROW) if _is_arrow(match, note, vault)]
        if any(match[0] == _MORE for match in found) and not vault.is_about_companies(note):
            found = [match for match in found if match[0] != _MORE]
        counts = Counter(match[0] for match in found)
        kinds = counts.keys() - {_MORE}
        if not kinds or len(counts) == 1:
            return
        most = max(counts[kind] for kind in kinds)
        leading = [kind for kind in kinds if counts[kind] == most]
        kept = leading[0] if len(leading) == 1 else None
        first, *others = (Span(*match.span()) for match in found if match[0] != kept)
        yield self.finding(
            first,
            "{count} kinds of arrows in this note, which may or may not mean the same: {arrows}",
            help="use the same arrow throughout",
            related=tuple(Related(other, Message("and here")) for other in others),
            count=len(counts),
            arrows=tuple(sorted(counts)),
        )


def _is_arrow(match: re.Match[str], note: Note, vault: Vault) -> bool:
    """Whether `match` leads from one thing to another, and opens no item (`- ⇒ 결론`), is no entry with links or code, no step of a menu, no ranking."""
    point = note.points.at(match.start())
    if not point.is_item or match.start() == point.span.start or "\ufffc" in point.words:
        return False
    if match[0] != _MORE:
        return True
    return (
        len(point.words) <= _LONGEST
        and not _MENU.search(point.words)
        and not _COMPARES.search(point.words)
        and not any(map(vault.entities.is_company, point.words.split(" > ")))
    )
