import re
from collections.abc import Iterator
from typing import ClassVar

from vaulttools.findings import Finding, Severity
from vaulttools.korean.hangul import decompose, is_syllable
from vaulttools.note import Note
from vaulttools.note.cues import Cues
from vaulttools.patterns import pattern
from vaulttools.rule import Bad, Good, VaultRule
from vaulttools.text import Span
from vaulttools.vault import Vault

_RELATIVE = (
    r"(?<![가-힣])(?:올해|작년|내년|재작년|지난달|지난해|이번 ?달|이번 ?분기|다음 ?달|요즘|지난 ?주|이번 ?주|다음 ?주|내일|어제|모레)(?=(?:은|는|도|의|에|에는|까지|부터|말|초)?(?:[ ,.\r\n]|\Z))"
    r"|(?<!too )(?<!most[ -])(?<!how )\b(?:recently(?! (?:modified|changed|used|viewed|edited|added|updated|created|opened|visited|closed|polled|deleted|accessed|published)\b)|nowadays|these days"
    r"|(?:this|last|next) (?:year|quarter)|last month)\b"
)
_NOW = r"(?<![가-힣])(?:현재|최근|아직|지금)(?=(?:은|는|도|의|에|까지)?(?:[ ,.\r\n]|\Z))|\b(?:currently|as of now|so far)\b"
_RELATIVE_WORD = pattern(_RELATIVE, re.I)
_ANY_WORD = pattern(f"{_RELATIVE}|{_NOW}", re.I)
_DATE = pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d\d[.-]\d{1,2}[.-]\d{1,2}(?!\d)")


class UndatedNow(VaultRule):
    """A word such as `현재`, `올해` or `currently` in a note without a date.

    ## Why
    It was true on the day of writing, and the note does not say which day that was.

    ## Fix
    None: name the year or the month, or give the note a `date`.
    """

    needs: ClassVar = "cues"
    severity: ClassVar = Severity.HINT
    cues: ClassVar = Cues(
        *(
            "올해",
            "작년",
            "내년",
            "지난달",
            "지난해",
            "이번달",
            "이번 달",
            "이번분기",
            "이번 분기",
            "다음달",
            "다음 달",
        ),
        *("지난주", "지난 주", "이번주", "이번 주", "다음주", "다음 주", "내일", "어제", "모레"),
        *("요즘", "현재", "최근", "아직", "지금"),
        *("currently", "recently", "nowadays", "these days", "as of now", "so far"),
        *("this year", "last year", "next year", "this quarter", "last quarter", "next quarter", "last month"),
    )

    examples: ClassVar = (
        Good("---\ndate: 2025-03-07\n---\n내년에 두 배.\n", alone=True),
        Good("올해 두 배.\n", path="daily/2025-03-10.md", alone=True),
        Good("2024년 기준 30명, 내년에 두 배. They recently raised.\n", alone=True),
        Good("현재 컴포넌트를 고른다. 올해의인물, 최근접 이웃. The file that is currently open.\n"),
        Good("A list of recently changed pages, and how recently they were read.\n", alone=True),
        Good("# 회의 2024-05-13\n- 내일 오전 통화, 내일배움카드\n", alone=True),
        Bad("- «다음 주»에 데이터룸을 열어 줌, «내일» 통화\n", alone=True),
        Bad("- «내년»에 두 배, «작년» 매출은 없음\n", alone=True),
        Bad("- «지금»은 고객이 12곳\n- «최근»에 대표가 바뀜\n- 화면이 아직 뜨지 않습니다\n", alone=True),
        Bad("They «recently» raised a round.\n", alone=True),
        Bad("«현재» 직원 30명, «so far» no churn.\n", path="companies/한결.md", alone=True),
    )

    def check(self, note: Note, vault: Vault) -> Iterator[Finding]:
        if _DATE.search(note.path) or _DATE.search(note.text):
            return
        # In a manual the current file is the one that is open; in a company's note, and where somebody took notes, it is a state
        # of affairs.
        is_of_entity = bool(vault.kind(note.path))
        for match in note.cued(self.cues, _ANY_WORD):
            if not (is_of_entity or _RELATIVE_WORD.match(match[0] + " ")) and not _is_noted(note, match.start()):
                continue
            yield self.finding(
                Span(*match.span()),
                "`{word}`: nothing in this note says when that was",
                help="name the year or the month, or give the note a `date`",
                word=match[0],
            )


def _is_noted(note: Note, at: int) -> bool:
    """Whether the line at `at` is an item in the style of notes that tells a number or an event: 최근에 대표가 바뀜."""
    if note.prose.startswith("아직", at):
        return False  # what is not yet so stays open, whenever that was
    point = note.points.at(at)
    words = point.words
    if not point.is_item or not words or not is_syllable(words[-1]) or words[-1] in "다요":
        return False
    return decompose(words[-1])[2] == "ㅁ" or (words[-1] in "곳명개억원건배" and any(map(str.isdigit, words)))
