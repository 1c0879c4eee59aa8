import re

from vaulttools.rule import Bad, Cues, Findings, Good, Note, NoteRule, Severity, Span, pattern

_END = r"(?=[ \t]*(?:[),.;!]|[\r\n]|\Z))"
_THERE_IS = "(?:있음|있다|있었음|많음|많다|많았음|돎|돈다|들림|들린다|나돎)"
_SAID = pattern(
    rf"(?<=[다라냐자]는 )(?:소문(?:[이도] ?{_THERE_IS})?|썰|카더라){_END}"
    # 신발끈이라는 말이 있음: a word
    rf"|(?<=다는 )(?:말|얘기|이야기)[이도가] ?{_THERE_IS}{_END}"
    r"|(?<![가-힣])누가 (?:그러는데|그랬는데|그러길|그러던데)|(?<![가-힣])어디선?가? ?(?:들었는데|봤는데|읽었는데|들은 바로는|들은 얘기로는|들은 말로는)"
    r"|(?<![가-힣])(?:들리는|떠도는|도는) (?:말|얘기|이야기|소문)(?:에 의하면|에는|로는)"
    r"|(?i:(?<=[-*+] )(?:supposedly|allegedly|apparently|rumou?r has it|(?:I )?(?:heard|read|saw)(?: it| this| that)? somewhere)\b"
    r"|(?<=[-*+] )(?:somebody|someone) (?:said|told (?:me|us)|says|claimed|mentioned|did this|does this|tried this)\b)"
)
_SOURCE = pattern(r"https?://|\ufffc|[(（][^)）\r\n]{1,60}[)）][ \t.]*(?:[\r\n]|\Z)|출처|에 따르면|according to", re.I)
"""Who said it, or where it stands."""


class Hearsay(NoteRule):
    """A list item that says itself that it was only heard, and not from whom: `…라는 소문`, `누가 그러는데`, `supposedly`.

    ## Why
    A rumour is worth what its source is worth. In a year nobody can ask again, and the line is read as a fact or not at all.

    ## Fix
    None: say who said it or where it stood, `(박 이사)`.
    """

    needs = "cues"
    severity = Severity.HINT
    cues = Cues(
        *(f"는 {what}" for what in ("소문", "썰", "카더라", "말", "얘기", "이야기")),
        *("누가 그", "어디서", "어디선", "들리는 ", "떠도는 ", "도는 "),
        *(
            f"- {first}{rest}"
            for word in ("supposedly", "allegedly", "apparently", "rumo", "somebody ", "someone ")
            for first, rest in ((word[0], word[1:]), (word[0].upper(), word[1:]))
        ),
        *(f"{verb}{what} somewhere" for verb in ("eard", "ead", "aw") for what in ("", " it", " this", " that")),
    )

    examples = (
        Good(
            "- 입소문이 남\n- 소문난 가게\n- 대표가 흑자라고 함\n- 본부장이 바뀐다는 소문 (박 이사)\n- 지나간다는 말\n"
        ),
        Good(
            "- it is supposedly fine\n- someone has to call\n- supposedly they merged ([Reuters](https://a.example/))\n"
        ),
        Good("소문은 돌고 도는 이야기라는 말이 있다.\n", alone=True),
        Bad("- 본부장이 바뀐다는 «소문»\n- 손해율이 90%를 넘는다는 «말이 있음»\n- «누가 그러는데» 값이 오름\n"),
        Bad(
            "- «supposedly» margins are falling\n- «Somebody did this» in Denmark\n- «I read somewhere» that it closed\n"
        ),
    )

    def check(self, note: Note) -> Findings:
        past = -1
        for match in note.cued(self.cues, _SAID):
            if match.start() < past:
                continue
            point = note.points.at(match.start())
            past = point.line.end
            if point.is_item and not point.is_task and not _SOURCE.search(note.text, match.end(), point.line.end):
                yield self.finding(
                    Span(*match.span()),
                    "`{words}` does not say who said it: later it can be neither checked nor weighed",
                    help="say who said it, or link where it stands",
                    words=match[0],
                )
