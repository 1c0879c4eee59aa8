from vaulttools.rule import Bad, Cues, Edit, Findings, Good, Note, NoteRule, Safety, Severity, Span, fix, pattern

_PERCENT = pattern(r"(?<![\d.,])\d[\d.,]*(?P<written>[ \t]?(?P<unit>%|퍼센트|프로(?![가-힣])|percent\b|per cent\b))")


class UnitMix(NoteRule):
    """Percentages written in two ways in one note: `3%` and `3퍼센트`, or `3 percent`.

    ## Why
    A search for one finds half of the figures, and a reader wonders whether the difference means something.

    ## Fix
    Unsafe where most of the note has `%`: the word is changed to it.
    """

    severity = Severity.HINT
    cues = Cues("퍼센트", "프로", "percent", "per cent")

    examples = (
        Good("- 이자 3%, 연체 2.1%\n- 퍼센트로 환산, 3프로그램, 5 프로젝트\n- `3 percent`\n"),
        Good("이자 3퍼센트, 연체 2퍼센트\n"),
        Good("1. 8퍼센트\n  - 이자 3%\n\n**8퍼센트**\n\n## 8퍼센트\n"),
        Bad("- 이자 3%, 연체 2.1%\n- 수수료 «0.04퍼센트».\n", fixed="- 이자 3%, 연체 2.1%\n- 수수료 0.04%.\n"),
        Bad("It grew 3 percent, then 5 percent, then «8%».\n"),
    )

    def check(self, note: Note) -> Findings:
        if "%" not in note.text or next(note.cued(self.cues, _PERCENT), None) is None:
            return
        # What is all that a line or heading says is a name, as that of the lender 8퍼센트.
        found = [
            each for each in _PERCENT.finditer(note.prose) if note.points.at(each.start()).words.strip("* ") != each[0]
        ]
        signs = sum(match["unit"] == "%" for match in found)
        if signs in (0, len(found)):
            return
        to_signs = 2 * signs >= len(found)
        for match in found:
            if (match["unit"] == "%") != to_signs:
                yield self.finding(
                    Span(*match.span()),
                    "`{unit}` here, but most percentages in this note are written the other way: a search will miss some",
                    help="write them all the same way",
                    fix=fix("write `%`", Edit(Span(*match.span("written")), "%"), safety=Safety.UNSAFE)
                    if to_signs
                    else None,
                    unit=match["unit"],
                )
