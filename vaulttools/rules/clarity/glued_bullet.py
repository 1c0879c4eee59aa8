import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from vaulttools.rule import Bad, Edit, Findings, Good, Message, Note, NoteRule, Related, Safety, Severity, Span, pattern
from vaulttools.text import LINE_ENDING, line_end, line_start

_SIGN = r"-(?=[가-힣\"“]|[A-Z]?[a-z]+ [A-Za-z]+ )|[•◦▪‣](?=[ \t]*[^\W_])"
_GLUED = pattern(rf"\n(?P<indent>[ \t]*)(?P<sign>{_SIGN})")
_BOX_IN_ITEM = pattern(r"\n[ \t]*[-*+][ \t]+(?P<box>\[[ xX]\])(?=[^\W_])")
_BARE_BOX_LINE = r"\n[ \t]*\[[ xX]\][ \t]+\w[^\n]*"
_BARE_BOX = pattern(f"{_BARE_BOX_LINE}(?:{_BARE_BOX_LINE})*")  # with `+` it would be tried at every letter
_BOX = pattern(r"\n[ \t]*(\[[ xX]\])")
_ENDS = pattern(r"(?:\r\n?+|\n|\Z)[ \t]*(?:[\r\n]|\Z)")
"""What follows the last line of a paragraph."""
_DEEPEST = 5
"""Columns: an item further in than this below `- ` is part of the line above."""
_ITEM = pattern(r"(?P<indent>[ \t]*)-(?=[ \t])")


class GluedBullet(NoteRule):
    """A bullet without the space after it (`-매출`, `- [ ]견적`), one that Markdown does not know (`•`), or a box without a bullet.

    ## Why
    None of them makes a list item: the line is read as the end of the one above, and a task without its space or bullet is
    no task.

    A `-` before Hangul, a quotation mark or several English words is reported next to another item, and `•` where another line of
    the note begins so, too: those one below the other are reported together.

    ## Fix
    Unsafe: the space or bullet is put in, and `•` becomes `-`. A blank line keeps the next paragraph out of the last item. Lines
    that are so far in that a bullet would still make no item are moved to the margin, if nothing follows them in their paragraph.
    """

    severity = Severity.HINT

    examples = (
        Good("- 전고체 소재\n- 파일럿 라인\n  -5%\n- [x](a.md) 표\n\n-저자\n", beside={"a.md": ""}),
        Good("> 물은 물이다.\n-성철\n\n• 머리말\n- 본문\n\n```\n- 가\n-나\n```\n"),
        Bad("## 볕드림\n- 전고체 소재\n«-»황화물계\n", fixed="## 볕드림\n- 전고체 소재\n- 황화물계\n"),
        Bad("- Set up the repo\n«-»Read the docs of it\n", fixed="- Set up the repo\n- Read the docs of it\n"),
        Good("Options:\n-o FILE\n- -v\n-name pattern\n\nNo man is an island.\n-John Donne\n"),
        Bad("오늘 할 일:\n- «[ ]»견적\n  - «[x]»통화\n", fixed="오늘 할 일:\n- [ ] 견적\n  - [x] 통화\n"),
        Bad("볕드림\n«•» 수질 센서\n•지자체 세 곳\n", fixed="볕드림\n- 수질 센서\n- 지자체 세 곳\n"),
        Bad("- 볕드림\n  «-»소재\n  -황화물계\n", fixed="- 볕드림\n  - 소재\n  - 황화물계\n"),
        Bad(
            "볕드림\n\t«•»\t수질 센서\n\t•\t지자체 세 곳\n\n끝\n", fixed="볕드림\n-\t수질 센서\n-\t지자체 세 곳\n\n끝\n"
        ),
        Bad("볕드림\n\t«•» 수질 센서\n\t• 지자체 세 곳\n\t1. 끝\n"),
        Bad("오늘 할 일\n«[ ]» 견적 [x]\n«[x]» 통화\n", fixed="오늘 할 일\n- [ ] 견적 [x]\n- [x] 통화\n"),
        Bad(
            "볕드림\n«•» 수질 센서\n    ◦ 지자체 세 곳\n    ◦ 정수장\n• 팀\n\n## 값\n«•» 월 3만 원\n",
            fixed="볕드림\n- 수질 센서\n    - 지자체 세 곳\n    - 정수장\n- 팀\n\n## 값\n- 월 3만 원\n",
        ),
        Bad(
            "성과:\n«•» 매출 두 배\n• 이탈 없음\n과제:\n«•» 채용\n• 인가\n",
            fixed="성과:\n- 매출 두 배\n- 이탈 없음\n\n과제:\n- 채용\n- 인가\n",
        ),
        Bad("볕드림\n«•» 수질 센서\n\t\t◦ 지자체 세 곳\n"),
        Good("오늘\n[x] 통화, [ ] 견적\n\n[x]: https://a.example\n"),
    )

    def check(self, note: Note) -> Findings:
        for match in _BOX_IN_ITEM.finditer(note.prose):
            place = Span(*match.span("box"))
            yield self.finding(
                place,
                "there is no space after the box, so this is no task",
                help="write `{right}`",
                edits=[Edit(Span(place.end, place.end), " ")],
                safety=Safety.UNSAFE,
                right=f"{match['box']} ",
            )
        runs = [*_runs(note.prose)]
        bullets = sum(1 for run in runs for line in run if line["sign"] != "-")
        for run in runs:
            first, *others = [Span(*line.span("sign")) for line in run]
            if others or (_is_beside_item(note.prose, run[0]) if run[0]["sign"] == "-" else bullets > 1):
                yield self.finding(
                    first,
                    "`{sign}` makes no list item of this line",
                    help="write `{right}`",
                    related=tuple(Related(place, Message("nor of this one")) for place in others),
                    edits=_as_items(note, run),
                    safety=Safety.UNSAFE,
                    sign=run[0]["sign"],
                    right="- ",
                )
        for match in _BARE_BOX.finditer(note.prose):
            if "[ ]" in match[0] or match[0].count("\n") > 1:  # else `[x]` may be a link
                for box in _BOX.finditer(note.prose, *match.span()):
                    yield self.finding(
                        Span(*box.span(1)),
                        "there is no bullet before the box, so this is no task",
                        help="write `{right}`",
                        edits=[Edit(Span(box.start(1), box.start(1)), "- ")],
                        safety=Safety.UNSAFE,
                        right=f"- {box[1]}",
                    )


def _runs(prose: str) -> Iterator[Sequence[re.Match[str]]]:
    """The lines that begin with a sign, those together that stand one below the other: with `-` as far in, with other bullets in any form."""
    run: list[re.Match[str]] = []
    for line in _GLUED.finditer(prose):
        if run and (
            line.start() != prose.find("\n", run[-1].end())
            or (
                "-" in (line["sign"], run[0]["sign"])
                and (line["indent"], line["sign"]) != (run[0]["indent"], run[0]["sign"])
            )
        ):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _is_beside_item(prose: str, line: re.Match[str]) -> bool:
    """Whether the line right above or below `line`, which begins with a line ending, is an item with its `-` as far in."""
    above = prose.rfind("\n", 0, line.start()) + 1
    below = prose.find("\n", line.end()) + 1 or len(prose)
    items = (_ITEM.match(prose, above), _ITEM.match(prose, below))
    return any(item is not None and item["indent"] == line["indent"] for item in items)


def _as_items(note: Note, run: Sequence[re.Match[str]]) -> list[Edit]:
    """What makes list items of the lines of `run`, each in the one that it is further in than; nothing where it takes more than this.

    Four columns in, an item stands in another one, or is none (CommonMark 0.31, section 5.2): there the lines are moved to the
    margin if the text above is not as far in, and ends with them.
    """
    text, indent = note.text, run[0]["indent"]
    first = Span(*run[0].span("sign"))
    cut = 0
    if _columns(run[0]) > 3 and not any(item.span.contains(first) for item in note.blocks.of("item")):
        above = line_start(text, run[0].start())
        below = line_end(text, run[-1].end())
        if text[above : above + 1] in (" ", "\t") or not _ENDS.match(text, below):
            return []
        cut = len(indent)
    if any(
        not line["indent"].startswith(indent[:cut]) or _columns(line) - _columns(above) > _DEEPEST
        for above, line in pairwise([run[0], *run])
    ):
        return []
    edits = [
        Edit(
            Span(line.start("indent") if cut else line.start("sign"), line.end("sign")),
            (line["indent"][cut:] if cut else "") + ("-" if text[line.end("sign")] in " \t" else "- "),
        )
        for line in run
    ]
    last = note.points.at(run[-1].end())
    later = note.points.after(last)
    if later is not None and not later.marker and not note.points.goes_on(last):
        end = Span(last.line.end, later.line.start)
        if len(LINE_ENDING.findall(end.of(text))) == 1:
            edits.append(Edit(Span(end.end, end.end), end.of(text)))  # else it would be the rest of the last item
    return edits


def _columns(line: re.Match[str]) -> int:
    return len(line["indent"].expandtabs(4))
