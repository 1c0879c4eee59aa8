from vaulttools.rule import Bad, Edit, Findings, Good, Note, NoteRule, Safety, Severity, Span, pattern

_SIGN = r"-(?=[가-힣])|[•◦▪‣](?=[ \t]*[^\W_])"
_GLUED = pattern(rf"\n(?P<indent>[ \t]*)(?:(?P<sign>{_SIGN})|[-*+][ \t]+(?P<box>\[[ xX]\])(?=[^\W_]))")
_BARE_BOX_LINE = r"\n[ \t]*\[[ xX]\][ \t]+\w[^\n]*"
_BARE_BOX = pattern(f"{_BARE_BOX_LINE}(?:{_BARE_BOX_LINE})*")  # with `+` it would be tried at every letter
_BOX = pattern(r"\n[ \t]*(\[[ xX]\])")
_ITEM = pattern(rf"(?P<indent>[ \t]*)(?P<sign>{_SIGN}|-(?=[ \t]))")


class GluedBullet(NoteRule):
    """A bullet without the space after it (`-매출`, `- [ ]견적`), one that Markdown does not know (`•`), or a box without a bullet.

    ## Why
    None of them makes a list item: the line is read as the end of the one above, and a task without its space or bullet is
    no task.

    A `-` before Hangul is reported next to another item, and `•` only where a line above or below begins with it, too.

    ## Fix
    Unsafe: the space or bullet is put in, and `•` becomes `-`.
    """

    severity = Severity.HINT

    examples = (
        Good("- 전고체 소재\n- 파일럿 라인\n  -5%\n- [x](a.md) 표\n\n-저자\n", beside={"a.md": ""}),
        Good("> 물은 물이다.\n-성철\n\n• 머리말\n- 본문\n\n```\n- 가\n-나\n```\n"),
        Bad("## 볕드림\n- 전고체 소재\n«-»황화물계\n", fixed="## 볕드림\n- 전고체 소재\n- 황화물계\n"),
        Bad("오늘 할 일:\n- «[ ]»견적\n  - «[x]»통화\n", fixed="오늘 할 일:\n- [ ] 견적\n  - [x] 통화\n"),
        Bad("볕드림\n«•» 수질 센서\n«•»지자체 세 곳\n", fixed="볕드림\n- 수질 센서\n- 지자체 세 곳\n"),
        Bad("- 볕드림\n  «-»소재\n  «-»황화물계\n", fixed="- 볕드림\n  - 소재\n  - 황화물계\n"),
        Bad("오늘 할 일\n«[ ]» 견적 [x]\n«[x]» 통화\n", fixed="오늘 할 일\n- [ ] 견적 [x]\n- [x] 통화\n"),
        Good("오늘\n[x] 통화, [ ] 견적\n\n[x]: https://a.example\n"),
    )

    def check(self, note: Note) -> Findings:
        for match in _GLUED.finditer(note.prose):
            if match["box"]:
                place = Span(*match.span("box"))
                yield self.finding(
                    place,
                    "there is no space after the box, so this is no task",
                    help="write `{right}`",
                    edits=[Edit(Span(place.end, place.end), " ")],
                    safety=Safety.UNSAFE,
                    right=f"{match['box']} ",
                )
            elif _is_in_list(note.prose, match["indent"], match["sign"], match.start(), match.end()):
                place = Span(*match.span("sign"))
                blank = "" if note.text[place.end] in " \t" else " "
                yield self.finding(
                    place,
                    "`{sign}` makes no list item of this line",
                    help="write `{right}`",
                    edits=[Edit(place, f"-{blank}")],
                    safety=Safety.UNSAFE,
                    sign=match["sign"],
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


def _is_in_list(prose: str, indent: str, sign: str, start: int, end: int) -> bool:
    """Whether the line right above or below one, whose line ending before it is at `start`, is an item like it."""
    above = prose.rfind("\n", 0, start) + 1
    below = prose.find("\n", end) + 1 or len(prose)
    for match in (_ITEM.match(prose, above), _ITEM.match(prose, below)):
        if match is not None and match["indent"] == indent and match["sign"] == sign:
            return True
    return False
