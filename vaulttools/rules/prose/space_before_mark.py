from vaulttools.rule import Bad, Cues, Edit, Findings, Good, Note, NoteRule, Safety, Severity, Span, pattern

_APART = pattern(
    r"(?<=[가-힣] )[.,!?](?![.,!?])(?=[)\"'”’]*(?:\s|\Z))(?!\s[.,!?])(?<!\?(?= (?:억|만|천|원|명|개|월|일|년|건|회|배|시|분|주|차|번|%)))"
)
"""A mark behind a blank; not one of several, nor a gap that somebody is to fill in: 매출 ? 억."""
_JOINED = pattern(r"[가-힣][.,!?](?=[)\"'”’]*(?:\s|\Z))")
_CUSTOM = 3
"""From this many marks behind a blank on, it may be how somebody writes."""


class SpaceBeforeMark(NoteRule):
    """A space between a Korean word and the punctuation that ends it: `매입자금 ?`, `승인 .`.

    ## Why
    The mark belongs to the word before it (문장 부호 규정), and where the line breaks it may end up alone on the next one.
    A note that sets more of its marks apart than not is taken as intended.

    ## Fix
    Unsafe: the space is deleted.
    """

    severity = Severity.HINT
    cues = Cues(" ?", " .", " !", " ,")

    examples = (
        Good("자금은? 그렇다. 파일 .env, 값 `x` . 매출 ? 억, 그 . . . 다음 ... 아 !! 뭐 ??\n"),
        Good("Quoi ? Voilà !\n"),
        Good("하나 ! 둘 ! 셋 ! 넷!\n"),
        Bad("매입자금« ?» - 아직은 없다.\n", fixed="매입자금? - 아직은 없다.\n"),
        Bad("- 금융업« .» 승인 필요\n- (인증« ?»)\n", fixed="- 금융업. 승인 필요\n- (인증?)\n"),
    )

    def check(self, note: Note) -> Findings:
        found = [*note.cued(self.cues, _APART)]
        if len(found) >= _CUSTOM and len(found) >= len(_JOINED.findall(note.prose)):
            return
        for match in found:
            space = Span(match.start() - 1, match.start())
            yield self.finding(
                Span(space.start, match.end()),
                "a space before `{mark}`",
                help="delete the space",
                edits=[Edit(space, "")],
                safety=Safety.UNSAFE,
                mark=match[0],
            )
