import re
from itertools import pairwise

from vaulttools.note import STRAY
from vaulttools.note.dates import date_of
from vaulttools.rule import Bad, Findings, Good, Note, Severity, Vault, VaultRule, pattern

_SAYS_ALL = pattern(
    r"[:：][ \t]+\S|[.!?。]$|[)）`]$|\]\(|https?:|^!?\[\[[^\[\]]*\]\]$|^(?:\S+[ \t]+){6}\S|^\d+[.)][ \t]+\S+[ \t]+\S+[ \t]+\S"
    r"|^\[?[Uu]nreleased\]?$|^<li\b|^\d{1,2}:\d\d\b.+"
)
"""A heading that is a whole statement (`License: MIT`), step or entry of a day's plan, leads elsewhere, is one of the calls explained together, stays
for what comes next in a list of changes (keepachangelog.com), or is an item of a list in HTML."""

_BEGUN = pattern(
    r"(?:^(?:#+(?:[ \t][^\r\n]*)?|[-*+] \[\[[^\[\]\r\n]*\]\][ \t]*|(?:[-*+] \[[ xX]\]|\d{1,2}[.)])[ \t]*)(?=\r?$)"
    rf"|%%(?:[^%]|%(?!%))*+%%|[{re.escape(STRAY)}])*+",
    re.MULTILINE,
)
"""Lines that are headings, links, boxes or numbers with nothing behind them, or a comment, and nothing else."""

_SOME = 5
_MOST = 3 / 4
"""Of so many sections this share is empty where headings are what a note says, as in older notes of Logseq, or hardly begun."""

_OF_FORM = 5
"""So many notes leave a part of their form empty."""

_LABEL = pattern(r"\s*[-*+] (?P<label>[*_]*\w[\w ]*[*_]*[:：])")
"""What the first item of an entry begins with."""


class EmptySection(VaultRule):
    """A heading with nothing below it, or a stray mark, before the next heading of its level or the end of the note.

    ## Why
    A reader looks for what the heading promises, and cannot tell whether there was nothing to say or someone forgot.

    ## Fix
    By hand: write what was meant, or delete the heading. A note that is only its title, or only headings, links to
    other notes and comments, as one just made from a template, is left alone, as is one of which three quarters of five and more
    sections are empty: there the headings are what it says. So is a day's note (`2025-03-07`), whose form has parts for what did
    not happen that day, a part that five notes leave empty, in a note of no company, concept or person, and a heading that says
    all there is to say
    (`License: MIT`, `1. 프로젝트 생성 후 기본 세팅`, `12:00 점심`), is a link, names one of several calls explained together (`read(path)`), or
    is a column of a Kanban board.
    """

    severity = Severity.HINT

    examples = (
        Good("## 개요\n\n### 투자\n\n시드\n\n## Links\n\n![[chart.png]]\n"),
        Good("# 참눈\n"),
        Good("## 통화\n\n## 메모\n\n- 은행 셋\n", path="daily/2025-03-07.md"),
        Good(
            "# 참눈\n\n## 요약\n\n## 질문\n-\n\n## 언급\n\n- [[2025-03-07]]\n", beside={"2025-03-07.md": ""}, alone=True
        ),
        Good("%%\nGoal:: 5\n%%\n\n## 배경\n\n## 단계\n1.\n2.\n\n## 할 일\n- [ ] \n", alone=True),
        Good("## Rates are low\n\n### Banks\n#### one\n\n## #investing\n\n##\n", alone=True),
        Good("# 회고\n\n# 좋았던 것\n\n- 대화\n"),
        Good(
            "# 통화\n\n한결과\n\n## 다음에 할 일\n\n## 링크\n\n[[b]]\n",
            beside={f"{name}.md": "# 통화\n\n셋이서\n\n## 다음에 할 일\n" for name in "abcd"},
        ),
        Bad(
            "---\ntype: company\n---\n## «팀»\n\n## 값\n\n월 3만 원\n",
            beside={f"{name}.md": "---\ntype: company\n---\n## 팀\n\n## 값\n\n넷\n" for name in "abcd"},
        ),
        Good("## 투자\n\n## 팀\n", path="templates/company.md"),
        Good("# 제목\n\n## 배경\n\n## 결정\n\n- 값\n", path="meetings/_template.md"),
        Good("# 제목\n\n## 배경\n\n## 결정\n\n- 값\n", path="posts/TEMPLATE-korea.md"),
        Good("## 색 관리\n\n## 색 프로파일\n\n- 모니터마다 다름\n", path="색 관리.md"),
        Good("## read(path)\n\n## read(path, size)\n\nReads a file.\n\n## License: MIT\n"),
        Good(
            "## sum\n### $a+b$\n### it is even\n#### and small\n#### prime\n#### whole\n### no end\n###\n$$x$$\n## odd\n## end\n"
        ),
        Good("## 참석\n<ul>\n\n### <li> 김하나 </li>\n### <li> 이두리 </li>\n\n</ul>\n\n## 안건\n\n값\n"),
        Good("# Changelog\n\n## [Unreleased]\n\n## 1.0\n\n- out\n"),
        Good(
            "## 1. 프로젝트 생성 후 기본 세팅\n\n## 2. 모델\n\n코드\n\n## [[프록시]]\n\n## 폼은 모두 하나로 두고 위의 제목만 바꿈\n"
        ),
        Good("## 투자\n\n?\n\n## 12:00 점심\n\n## 팀\n\n- x\n"),
        Good("---\n\nkanban-plugin: board\n\n---\n\n## 검토\n\n## 투자\n\n- [x] 참눈\n"),
        Good("## 요청\n\n## 상점\n\n- **타입**: 글자\n\n## 판\n\n- **타입**: 숫자\n"),
        Good(
            "## 상장일\n{: .wide}\n---\n\n2021\n\n## 주최\n\n{% capture a %}\n\tb.png\n{% endcapture %}\n---\n\n## 후기\n\n값\n"
        ),
        Bad("## «단계»\n1. \n\n## 차이\n\n값\n"),
        Good("## 차이\n\n값\n\n## 해\n2025\n"),
        Bad("## «투자»\n\n-\n\n## «연혁»\n\n* ...\n\n## 팀\n\n대표 한 명\n"),
        Bad("## «투자»\n\n## 팀\n\n대표 한 명\n"),
        Bad("# Notes\n\n«###»\n\n### Terms\n\nflat fee\n"),
        Bad("# Notes\n\nAll of it.\n\n## «Next steps»"),
        Bad("# 제목\n\n## «배경»\n\n## 결정\n\n- 값\n", path="Template method.md"),
        Bad("## «통화»\n\n## 메모\n\n- 은행 셋\n", path="meetings/2025-03-07 오전.md"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        headings = note.headings
        if note.is_template or date_of(note.name) or len(headings) < 2 or _is_begun(note) or _is_board(note):
            return
        # A title over others of its level is one all the same, also where it is no heading of level 1.
        titled = (headings[0].level == 1 or headings[0].text == note.name) and not note.text[
            note.body_start : headings[0].span.start
        ].strip()
        empty = frozenset(note.empty_sections[headings[0] in note.empty_sections[:1] and titled :])
        last = 1 + sum(1 for each, after in pairwise(headings[titled:]) if after.level <= each.level)
        if last >= _SOME and len(empty) >= _MOST * last:
            return
        for at, heading in enumerate(headings):
            if (
                heading in empty
                and not _SAYS_ALL.search(heading.text)
                and not _is_over_entries(note, at)
                and (vault.kind(note.path) or vault.census.left_empty(heading.text) < _OF_FORM)
            ):
                yield self.finding(
                    heading.text_span if heading.text else heading.span,
                    "the section `{name}` is empty"
                    if heading.text
                    else "a heading without words, and nothing below it",
                    help="write what belongs below it, or delete the heading",
                    name=heading.text,
                )


def _is_begun(note: Note) -> bool:
    """Whether `note` holds headings and links to other notes only: it was made from a template, and waits to be written, or its
    headings are an outline that says all, as in older notes of Logseq."""
    return _BEGUN.fullmatch(note.text, note.body_start) is not None


def _is_board(note: Note) -> bool:
    """Whether the headings of `note` are the columns of a board, as Obsidian's Kanban plug-in draws them."""
    return any(entry.key == "kanban-plugin" for entry in note.properties)


def _is_over_entries(note: Note, at: int) -> bool:
    """Whether the heading of index `at` stands over others of its level that are entries of one form.

    Each of the next two sections then begins with the same label: `- **type**: text`.
    """
    following = note.headings[at : at + 3]
    if len(following) < 3 or len({heading.level for heading in following}) > 1:
        return False
    labels = [_LABEL.match(note.text, heading.span.end) for heading in following[1:]]
    return all(labels) and len({label["label"] for label in labels if label}) == 1
