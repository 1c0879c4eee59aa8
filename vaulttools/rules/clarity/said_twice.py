import re
from collections import Counter

from vaulttools.rule import Bad, Findings, Good, Note, NoteRule, Severity, Span, pattern

_NOT_WORDS = pattern(r"[\W_]+")
_LABEL = pattern(r"[^:：\r\n]{1,20}[:：]")
_OUTSIDE = pattern(r"^(?![ \t]|[-*+][ \t]|\d+[.)][ \t])[^\r\n]", re.M)
"""A line that is neither an item nor part of one: another list follows it, which may begin with the same steps."""
_ITEM = pattern(r"(?:^|(?<=\r))[ \t]*+[-*+][ \t][^\r\n]*", re.M)
_SHORTEST = 16
"""Items with fewer letters and digits may be repeated."""


class SaidTwice(NoteRule):
    """A list item that its list has twice, word for word (numbered steps may be).

    ## Why
    One of the two was pasted or merged by mistake, and the next edit may change only one of them.

    ## Fix
    None: delete one, or say what differs.
    """

    severity = Severity.HINT

    examples = (
        Good(
            "- 정산 주기 평균 12일, 수수료는 받지 않음\n- 정산 주기 평균 15일, 수수료는 받지 않음\n- 짧은 말\n- 짧은 말\n"
        ),
        Good("- the round is to be closed by these:\n  - a bank\n- the round is to be closed by these:\n  - a fund\n"),
        Good("- They close the round in May with\n  two banks\n- They close the round in May with\n  one fund\n"),
        Good("- `'close'` on the `response` object\n- next\n- `'close'` on the `response` object\n"),
        Good("```\n- the same line of code, standing here twice\n- the same line of code, standing here twice\n```\n"),
        Good(
            "- see [[Acme]] for all the terms they offer\n- see [[Beta]] for all the terms they offer\n",
            beside={"Acme.md": "", "Beta.md": ""},
        ),
        Bad(
            "- 정산 주기 평균 12일, 하루 만에 대금을 먼저 지급\n- 다음\n- «정산 주기 평균 12일, 하루 만에 대금을 먼저 지급»\n"
        ),
        Good("나루\n  - 담보는 창업자 주식으로 하고 보증은 없음\n참눈\n  - 담보는 창업자 주식으로 하고 보증은 없음\n"),
        Good(
            "1. Open the settings of the account\n2. Log in\n3. Open the settings of the account\n\nOn a phone:\n\n"
            "- close the program and its window\n\nElsewhere:\n\n- close the program and its window\n"
        ),
        Bad(
            "## Acme\n\n- They close the round in May, at the latest\n- «They close the round in May, at the latest»\n"
        ),
    )

    def check(self, note: Note) -> Findings:
        lines = [line for line in note.text.splitlines() if len(line) >= _SHORTEST]
        if len(set(lines)) == len(lines):
            return
        twice = {line for line, count in Counter(lines).items() if count > 1}
        last: dict[tuple[str, int], Span] = {}
        for item in _ITEM.finditer(note.text):
            if item[0] not in twice:
                continue
            point = note.points.at(item.start())
            if not point.is_item or note.points.goes_on(point) or not note.points.is_leaf(point):
                continue  # What follows may differ.
            if _LABEL.match(note.prose, point.span.start):
                continue  # what has a label belongs to the item before it: `연동 기능: 카드`
            said = _NOT_WORDS.sub("", point.span.of(note.text))
            # Names in code and titles of links come again where they belong; words in between do not.
            if len(_NOT_WORDS.sub("", point.words)) >= _SHORTEST:
                owner = note.points.owner(point)
                key = said, owner.line.start if owner else -1
                earlier = last.get(key)
                last[key] = point.span
                if earlier is not None and not _OUTSIDE.search(note.text, earlier.end, point.line.start):
                    yield self.finding(
                        point.span,
                        "line {line} says the same: the next edit may change only one of the two",
                        help="delete one of the two, or say what differs",
                        line=note.lines.position(earlier.start).line,
                    )
