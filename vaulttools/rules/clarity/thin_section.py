import re

from vaulttools.korean.hangul import is_noun_form
from vaulttools.rule import Bad, Findings, Good, Note, Severity, Span, Vault, VaultRule, pattern
from vaulttools.values import grouped

_FRAGMENT = pattern(r"\s*(?:[-*+][ \t]+)?(?P<words>[^\s#|>*@\ufffc-][^\r\n\ufffc.!?。:*]{0,23})\s*\Z")

_WHOLE = pattern(r"\d|[다요죠]\Z|\A(?:n/?a|none|todo|tbd|(?:나중|다음)에)\Z", re.I)
"""What is short, and says all there is to say: a figure, the end of a sentence, that there is nothing."""
_BRIEF = 40
"""A section with fewer code points may be a fragment."""
_SLOT = pattern(
    r"(?:날짜|일시|장소|시간|참석자|참석|작성자|담당자?|태그|출처|참고|링크|라이선스|상태|버전|언어"
    r"|date|time|place|location|attendees|participants|present|author|owner|tags?|sources?|references?|links?|licen[cs]e|status|version"
    r"|language|credits?|see also|related|결정|결과|결론|다음|decisions?|results?|outcome|next)\W*",
    re.I,
)
"""Headings that ask for a word and no more."""


class ThinSection(VaultRule):
    """A section in the note of a company, concept, person or meeting that contains only a fragment of a few words.

    ## Why
    The heading promises a subject, the fragment was a note to the writer, and nobody else can make a sentence of it.

    ## Fix
    None: write it out, or move the fragment to the section it belongs to.
    """

    severity = Severity.HINT

    examples = (
        Good(
            "## 팀\n\n- 창업자 둘, 개발 셋\n- 공동 창업자가 영업\n\n## 요금\n\n월 3만 원.\n\n## 링크\n\n[[Acme]]\n",
            beside={"Acme.md": ""},
        ),
        Good("## desk\n\n높이 65 ~ 70\n\n## 폼\n\n눈에 들어감\n\n## Attendees\n\n- Ines\n\n## 링크\n\n- 공시 자료\n"),
        Good(
            "## 참눈\n\n- 계약 끝남\n\n## Tern\n\n- docs signed\n\n## 볕드림\n\n- 규제 때문에 드랍\n",
            path="meetings/2024-06-03.md",
            alone=True,
        ),
        Good("# Title\n\nintro\n\n## A\n\n### B\n\n- a whole sentence that says what there is to say\n"),
        Bad("## 경쟁\n\n- «대형사 진입»\n\n## 팀\n\n- 창업자 둘, 개발 셋\n- 영업 하나\n", path="companies/한결.md"),
        Bad("## 안건 1\n- «정관»\n## 안건 2\n- 지분 5억 원 투자\n- 찬성 둘\n", path="meetings/2024-06-03.md"),
        Bad(
            "## Market\n\n- «size, growth»\n\n## Team\n\nThree people. They met at school.\n", path="companies/한결.md"
        ),
        Bad("## Market\n\n- «a big market»\n\n## Team\n\nThree people, from school.\n", path="companies/한결.md"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        if len(note.headings) < 2 or not (vault.kind(note.path) or vault.is_of_meeting(note)):
            return
        ends = [*(heading.span.start for heading in note.headings[1:]), len(note.text)]
        sections = grouped(
            (each.level, end - each.span.end < _BRIEF) for each, end in zip(note.headings, ends, strict=True)
        )
        terse = {level for level, brief in sections.items() if len(brief) > 2 and all(brief)}  # a word for each is all
        for heading, end in zip(note.headings, ends, strict=True):
            if heading.level > 1 and end - heading.span.end < _BRIEF and heading.level not in terse:
                match = _FRAGMENT.match(note.prose, heading.span.end, end)
                words = match["words"].rstrip() if match else ""
                if match and not _is_complete(words) and not _SLOT.fullmatch(heading.text):
                    yield self.finding(
                        Span(match.start("words"), match.start("words") + len(words)),
                        "this fragment is all that the section `{heading}` says: later nobody can tell what was meant",
                        help="write it out, or move it to the section it belongs to",
                        heading=heading.text,
                    )


def _is_complete(words: str) -> bool:
    """Whether `words` are `_WHOLE`, or end in the noun form of a verb: `…감`."""
    return _WHOLE.search(words) is not None or is_noun_form(words)
