from vaulttools.note.outline import Confidence, Role, Style, uneven
from vaulttools.rule import Bad, Findings, Good, Note, Safety, Vault, VaultRule, fix
from vaulttools.rules.headings import Levels, proven

_KNOWN = {"companies/볕드림.md": "", "companies/Tern.md": "", "companies/참눈.md": ""}


class UnevenLevels(Levels, VaultRule):
    """A session or company whose heading is on another level than others of its kind.

    ## Why
    A company on a deeper level than its neighbour reads as part of it, folds away with it, and is below it in every
    outline.

    ## Fix
    The heading gets the level of its kind, and the headings in its section move with it. Unsafe, as levels may have been
    meant; safe where other companies of the note get their first headings, among which it would be lost.
    """

    examples = (
        Good("## 금요일 오전\n\n### 볕드림\n\n- 36개월 약정\n\n### Tern\n\n- carriers pay\n", beside=_KNOWN),
        Good("# Guide\n\n### Setup\n\n- open it\n\n## Use\n\n- run it\n", beside=_KNOWN),
        Good("## 볕드림\n\n- 36개월 약정\n\n## Tern\n\n### 투자\n\n- 시드\n", beside=_KNOWN),
        Good("## 볕드림\n\n- 36개월 약정\n\n### 경쟁사\n\n#### Tern\n\n- carriers pay\n", beside=_KNOWN),
        Good("# 볕드림\n\n- 36개월 약정\n\n# Tern\n\n- carriers pay\n", beside=_KNOWN),
        Bad(
            "## 금요일 오전\n\n### 볕드림\n\n- 36개월 약정\n\n#### «참눈»\n\n- 재촬영을 탐지\n\n##### 투자\n\n- 시드\n\n"
            "### Tern\n\n- carriers pay\n",
            beside=_KNOWN,
            fixed="## 금요일 오전\n\n### 볕드림\n\n- 36개월 약정\n\n### 참눈\n\n- 재촬영을 탐지\n\n#### 투자\n\n- 시드\n\n"
            "### Tern\n\n- carriers pay\n",
        ),
        Bad(
            "## 금요일 오전\n\n#### «참눈»\n\n- 재촬영을 탐지\n\n볕드림\n- 36개월 약정\n- 설치비 0원\n",
            beside=_KNOWN,
            fixed="## 금요일 오전\n\n### 참눈\n\n- 재촬영을 탐지\n\n볕드림\n- 36개월 약정\n- 설치비 0원\n",
            alone=True,  # above other lines, which may be on both companies, no heading is safe
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        if len(note.headings) < 2:
            return
        outline = vault.outline(note)
        mixed = any(
            each.style is not Style.HEADING and each.confidence is Confidence.HIGH for each in outline.companies
        )
        for candidate, edits, safety in proven(note, uneven(note.text, outline, self.layout)):
            wanted = len(edits[0].text)
            over = [each.level for each in note.headings if each.span.start < candidate.line.start]
            skips = candidate.level > wanted == next((each + 1 for each in over[::-1] if each < candidate.level), 0)
            if skips and not mixed:
                continue  # `skipped-level` says so, and nothing else is moved.
            yield self.finding(
                candidate.span,
                "the session `{name}` is on level {level}, not {wanted}"
                if candidate.role is Role.SESSION
                else "the company `{name}` is on level {level}, not {wanted}",
                help="put headings of one kind on one level",
                fix=fix(
                    "change it to level {wanted}", *edits, safety=safety if mixed else Safety.UNSAFE, wanted=wanted
                ),
                name=candidate.name,
                level=candidate.level,
                wanted=wanted,
            )
