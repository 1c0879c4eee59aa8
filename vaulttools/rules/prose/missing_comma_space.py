import re

from vaulttools.rule import Bad, Edit, Findings, Good, Note, NoteRule, Safety, Severity, Span, pattern

_COMMA = pattern(r",(?:(?<=[가-힣A-Za-z)%],)(?=[가-힣])|(?<=[가-힣],)(?=[A-Za-z]))")

_LATIN = pattern(r",(?<=[A-Za-z]{2},)(?=[A-Za-z]{2,15} ?[가-힣])")
_BEFORE_LATIN = pattern(r"[가-힣] [A-Za-z]{2,15}\Z")
"""Two words of Latin letters within a Korean sentence: `금융사와 api,sdk 형식으로`."""
_CLAUSE = pattern(
    r",(?<=[a-z]{2},)(?=(?:and|as|because|but|for|he|if|in|it|or|she|so|that|the|then|there|these|they|this|to|we|when|where|"
    "which|while|who|with|you) [a-z])"
)
"""A comma before a word that begins a part of an English sentence: `the team,and they`."""
_BEFORE_CLAUSE = pattern(r"[a-z] [a-z]{2,15}\Z")
_CUSTOM = 3
"""This many commas without a space may be how somebody writes."""
_LONGEST_WORD = 40
_LIST_BEFORE = pattern(r"[가-힣A-Za-z)%],[^\s,]*\Z")
_LIST_AFTER = pattern(r"[^\s,]*,(?:[가-힣]|(?<=[가-힣],)[A-Za-z])")


class MissingCommaSpace(NoteRule):
    """A comma without a space after it, in Korean text or before a part of an English sentence: `인프라,성공경험`, `the team,and we`.

    ## Why
    The spelling rules ask for a space (문장 부호 규정), and a search for whole words finds neither neighbour. A list of three
    or more without any space (`도서,공연,체육`), and a note that leaves out more of them than it has, are taken as intended.

    ## Fix
    Safe: a space is put in. Unsafe between two words of Latin letters, which may be quoted from some program.
    """

    severity = Severity.HINT

    examples = (
        Good("인프라, 성공 경험. 1,000만 원, a,b,c 그리고 `가,나`.\n"),
        Good("도서,공연,체육 시설의 값. 카드,계좌,상품권으로 낸다.\n"),
        Good("도서,공연 등. 카드,계좌 등. 상품,서비스 등. 그러나, 다른 글.\n"),
        Good("값이 x,y 로, 파일은 a,b 형식. api,sdk,ui 형식. See key,value pairs.\n"),
        Good("The fields are key,value and x,y or red,green,blue.\n"),
        Good("A사,B사,C사를 만났고 매출(억),이익(억),고객(명)을 물었다.\n"),
        Bad("We met the team«,»and they agreed.\n", fixed="We met the team, and they agreed.\n"),
        Bad("은행과 api«,»sdk 형식으로 협업.\n", fixed="은행과 api, sdk 형식으로 협업.\n"),
        Bad("인프라«,»성공 경험 전무, API«,»앱\n", fixed="인프라, 성공 경험 전무, API, 앱\n"),
    )

    def check(self, note: Note) -> Findings:
        if "," not in note.prose:
            return
        prose = note.prose
        korean = [match.end() for match in _COMMA.finditer(prose) if not _is_in_list(prose, match)]
        latin = [
            match.end()
            for comma, before in ((_LATIN, _BEFORE_LATIN), (_CLAUSE, _BEFORE_CLAUSE))
            for match in comma.finditer(prose)
            if before.search(prose, max(0, match.start() - _LONGEST_WORD), match.start())
        ]
        count = len(korean) + len(latin)
        if count < _CUSTOM or count <= prose.count(", "):
            for ends, safety in ((korean, Safety.SAFE), (latin, Safety.UNSAFE)):
                for end in ends:
                    yield self.finding(
                        Span(end - 1, end),
                        "missing space after the comma",
                        help="add a space after it",
                        edits=[Edit(Span(end, end), " ")],
                        safety=safety,
                    )


def _is_in_list(prose: str, comma: re.Match[str]) -> bool:
    """Whether another comma without a space stands in the same word as `comma`."""
    start, end = comma.span()
    return bool(
        _LIST_AFTER.match(prose, end, end + _LONGEST_WORD)
        or _LIST_BEFORE.search(prose, max(0, start - _LONGEST_WORD), start)
    )
