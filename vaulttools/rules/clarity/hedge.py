from vaulttools.rule import Bad, Cues, Findings, Good, Note, NoteRule, Severity, Span, pattern

_HEDGE = pattern(
    r"(?<![가-힣])[가-힣]{0,15}[할될일을있없] ?듯(?:함|하다|싶다|싶음)?(?=[ \t]*(?:[(),.;]|[\r\n]|\Z))"
    r"|(?<![가-힣])[가-힣]{1,15} 것 ?같(?:음|다|네|은데|다고)(?![가-힣])"
    r"|(?<![가-힣])[가-힣]{0,15}[을할될일] ?수도 ?있(?:음|다|을 것)(?![가-힣])"
    r"|\b(?:I guess|I suppose|probably|presumably)\b"
)


class Hedge(NoteRule):
    """A list item that hedges: `…할 듯`, `…것 같음`, `probably`.

    ## Why
    It is unclear whether the company said so, others think so, or the writer guessed.

    ## Fix
    None: say whose opinion it is and what it rests on. Off by default: notes of one's own thoughts are full of these.
    """

    severity = Severity.HINT
    default = False
    cues = Cues("듯", "것 같", "것같", "수도 있", "수도있", "I guess", "I suppose", "probably", "presumably")

    examples = (
        Good("- 스타 같은 회사, 할 듯 말 듯, 듯하다는 말\n흐르는 글에서는 될 것 같다.\n"),
        Bad("- 공공 사업을 수주 «할듯»\n- 확대가 «될 것 같음»\n- They «probably» sell to banks\n"),
        Bad("- 가능하게 할 수 «있을듯»(정말)\n- 승인 안 해 «줄 것 같다고» 함\n"),
    )

    def check(self, note: Note) -> Findings:
        for match in note.cued(self.cues, _HEDGE):
            if note.points.at(match.start()).is_item:
                yield self.finding(
                    Span(*match.span()),
                    "`{words}` does not say whose opinion this is: theirs, somebody else's or your own",
                    help="say who thinks so, and what it rests on",
                    words=match[0],
                )
