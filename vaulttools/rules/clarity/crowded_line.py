import re

from vaulttools.rule import Bad, Cues, Findings, Good, Note, NoteRule, Severity, pattern
from vaulttools.text import width

_LONG = pattern(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?=[^\r\n]{70}|(?>[^\r\n]*? - ){4})")
_BREAK = pattern(r" - (?!\d)|(?<=[가-힣\w)\]\ufffc])[.?!]+(?= )")
_WHOLE = pattern(r"니다[.)]*\Z|\b(?:and|or|but|which|that|who) - ")
"""A polite sentence, or one with a remark between two dashes: thoughts that are jotted down have no such form."""
_MENU = pattern(r"선택|클릭|메뉴|누르|누릅|대화 ?상자|\b(?:choose|choosing|select|click|menu|button)\b", re.I)
_WIDEST = 136
"""Columns, two for each syllable of Hangul: a line that takes more than one look."""
_FEWEST_DASHES = 2
_MOST_DASHES = 4
"""This many are too many in a shorter line, too."""


class CrowdedLine(NoteRule):
    """A list item that strings several thoughts together with dashes.

    ## Why
    It is unclear which of them is the point and what the last remark refers to, and none of them can be linked to.

    ## Fix
    None: give each thought an item of its own, below the one it belongs to.
    """

    severity = Severity.HINT
    cues = Cues(" - ")

    examples = (
        Good(
            "- 배당 - 분기마다 - 보유 비율대로\n- **이름** - 한 문장으로 된 설명이 길게 이어지더라도 하나의 생각을 끝까지 말하고 있으면 그대로 두는 것이 맞다고 본다.\n"
        ),
        Good(
            "- `name` - what it does, at length, in a sentence or two that follow from each other. The second says when. The third says why it is so.\n"
        ),
        Good(
            "- 파일 - 보내기 - 프레젠테이션의 개요를 선택합니다. 제목이 개요로 포함된 새 프레젠테이션 문서가 만들어지고, 본문은 그대로 남습니다.\n"
        ),
        Bad("- «수수료 8% - 매장 12곳 - 재고 없음 - 대표는 밴드 출신 - 해외는 나중»\n"),
        Bad(
            "- «상장까지 버틸 자금이 있는지 확인 - 담보는 창업자 주식으로 함 - 은행은 아직 답이 없음, 증권사 두 곳은 하반기에 다시 보자고 했고 한 곳은 거절했다고 함»\n"
        ),
    )

    def check(self, note: Note) -> Findings:
        for match in note.cued_from_start(self.cues, _LONG):
            if note.prose.count(" - ", match.end(), match.endpos) < _FEWEST_DASHES:
                continue
            point = note.points.at(match.start())
            if "\ufffc" in point.words:
                continue  # an entry with its links and code, such as that of a list of changes
            breaks = [each[0] for each in _BREAK.finditer(point.words)]
            dashes = breaks.count(" - ")
            # Behind the first dash a name is explained, in as many sentences as it takes.
            is_crowded = dashes >= _MOST_DASHES or (
                dashes >= _FEWEST_DASHES and width(point.words) >= _WIDEST and not _WHOLE.search(point.words)
            )
            if is_crowded and not _MENU.search(point.words):  # the way through a menu
                yield self.finding(
                    point.span,
                    "{count} thoughts in one item: it is unclear which is the point",
                    help="give each thought an item of its own",
                    count=len(breaks) + 1,
                )
