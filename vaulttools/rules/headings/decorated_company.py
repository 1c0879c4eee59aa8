from vaulttools.note.outline import decorated
from vaulttools.rule import Bad, Findings, Good, Note, Vault, VaultRule, fix, pattern
from vaulttools.rules.headings import proven, with_links

_KNOWN = {"companies/볕드림.md": "", "companies/Tern.md": "", "companies/참눈.md": ""}
_ADORNED = pattern(
    r"#+[ \t]+(?:\d{1,3}[.)][ \t]|__|\W)|#.*(?:[:：–—-]|\*\*|__|[\]】」』>])[ \t#]*\Z|#[^\r\n]*(?:[ \t][-–—|/]|[:：])[ \t]"
)


class DecoratedCompany(VaultRule):
    """A company's heading with a number, bold marks, brackets, a colon or a symbol around the name, or a description after it.

    ## Why
    A link to the heading must repeat all of it, and the number is wrong as soon as a company is added above.

    ## Fix
    The name alone stays, and links to the heading follow, in other notes too. Safe where the company is certain,
    otherwise unsafe. A description after a dash, a slash or a colon, in two headings or more, moves below the heading; that
    is unsafe. Where a link cannot follow, because the name would lead to another heading, the heading is left to you.
    """

    examples = (
        Good("### 볕드림\n\n- 36개월 약정\n\n### [[Tern]]\n\n- carriers pay\n", beside=_KNOWN),
        Good("## 1. 설치\n\n- 상자를 연다\n\n## 2. 설정:\n\n- 전원을 켠다\n", beside=_KNOWN),
        Good(
            "## 1. Setup\n\n- open it\n\n## 2. Tern\n\n- carriers pay\n\n## 3. Limits\n\n- ten a day\n", beside=_KNOWN
        ),
        Good("## FAQ:\n\n- what is it\n", beside=_KNOWN),
        Bad(
            "## 금요일 오전\n\n### «1. 볕드림 :»\n\n- 36개월 약정\n\n### «**참눈**»\n\n- 재촬영을 탐지\n",
            beside=_KNOWN,
            fixed="## 금요일 오전\n\n### 볕드림\n\n- 36개월 약정\n\n### 참눈\n\n- 재촬영을 탐지\n",
        ),
        Bad(
            '## 금요일 오전\n\n### «[ ] 볕드림»\n\n- 36개월 약정\n\n### «"참눈"»\n\n- 재촬영을 탐지\n',
            beside=_KNOWN,
            fixed="## 금요일 오전\n\n### 볕드림\n\n- 36개월 약정\n\n### 참눈\n\n- 재촬영을 탐지\n",
        ),
        Good("## Tern - pros\n\n- carriers pay\n\n## Tern - cons\n\n- few carriers\n", beside=_KNOWN),
        Good("## Tern (seed / freight)\n\n- carriers pay\n\n## 볕드림 (seed / rent)\n\n- 36개월\n", beside=_KNOWN),
        Bad(
            "## «1. Tern - freight audit»\n\n- carriers pay\n\n## «2. 볕드림 - 전세 보증»\n- 36개월 약정\n",
            beside=_KNOWN,
            fixed="## Tern\n\n- freight audit\n- carriers pay\n\n## 볕드림\n- 전세 보증\n- 36개월 약정\n",
        ),
        Bad(
            "## «Tern / freight audit» ##\nCarriers pay.\n\n## «볕드림 / 전세 보증»\n\n36개월 약정이다.\n",
            beside=_KNOWN,
            fixed="## Tern\n\nfreight audit\n\nCarriers pay.\n\n## 볕드림\n\n전세 보증\n\n36개월 약정이다.\n",
        ),
        Bad(
            "## «Tern: freight audit»\n\n- carriers pay\n\n## «볕드림 : 전세 보증»\n- 36개월 약정\n",
            beside=_KNOWN,
            fixed="## Tern\n\n- freight audit\n- carriers pay\n\n## 볕드림\n- 전세 보증\n- 36개월 약정\n",
        ),
        Bad("## «■ Tern -»\n\n- carriers pay\n", beside=_KNOWN, fixed="## Tern\n\n- carriers pay\n"),
        Bad(
            "## «1. Tern»\n\n- carriers pay\n",
            beside={
                **_KNOWN,
                "other.md": "As [[note#1. Tern|said]], and [so](note.md#1.%20Tern), [[note##1. Tern]].\n",
            },
            fixed="## Tern\n\n- carriers pay\n",
            also={"other.md": "As [[note#Tern|said]], and [so](note.md#Tern), [[note##Tern]].\n"},
        ),
        Bad(
            "## Tern\n\n- carriers pay\n\n## «2. Tern»\n\n- again\n",
            beside={**_KNOWN, "other.md": "[[note#2. Tern]]\n"},
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        if not any(_ADORNED.match(note.text, *heading.span) for heading in note.headings):
            return
        headings = {note.lines.at(heading.span.start).start: heading for heading in note.headings}
        for candidate, edits, safety in proven(note, decorated(note.text, vault.outline(note))):
            heading = headings.get(candidate.line.start)
            if heading is not None:
                following = with_links(note, vault, heading, *edits)
                yield self.finding(
                    heading.text_span,
                    "the heading of `{name}` contains more than the name",
                    help="write only `{name}` in the heading, and correct the links to it"
                    if None in following
                    else "write only `{name}` in the heading",
                    fix=fix("reduce it to the name", *following, safety=safety),
                    name=candidate.name,
                )
