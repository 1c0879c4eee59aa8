import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from vaulttools.edits import NewNote, Safety
from vaulttools.findings import Finding, Severity
from vaulttools.note import Note
from vaulttools.note.outline import Confidence, Style
from vaulttools.rule import Bad, Good, VaultRule, fix, option
from vaulttools.text import newline_of
from vaulttools.vault import COMPANY, Vault

_KNOWN = {"companies/참눈.md": "", "companies/Tern.md": ""}
_UNSAFE = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f]+')
_HANGUL = re.compile("[가-힣]")
_LONGEST = 80
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class CompanyWithoutNote(VaultRule):
    """A company that has a section in a note, and no note of its own.

    ## Why
    What is said of the company in other notes has nowhere to link to.

    ## Fix
    Creates the note, beside the notes of the other companies, with a link back to where it was met. Safe where most of
    the companies around it have notes, or where sessions and many companies of one shape leave no doubt; else unsafe.
    """

    severity: ClassVar = Severity.HINT
    enriches: ClassVar = True

    folder: str = option("", "Where to create notes; empty for where most companies' notes are, or else `companies`.")
    mentions: str = option(
        "", "The heading over the link back; empty for `언급` or `Mentions`, as the note's language is."
    )

    examples: ClassVar = (
        Good("## 참눈\n\n- 은행 두 곳\n\n## Tern\n\n- carriers pay\n", beside=_KNOWN),
        Good("## Setup\n\n- open it\n\n## Use\n\n- run it\n", beside=_KNOWN),
        Good(
            "## 오전\n\n### 참눈\n\n- 은행 두 곳\n\n### Tern\n\n- carriers pay\n\n### 에스크로\n\n- 계좌\n",
            beside={**_KNOWN, "concepts/에스크로.md": ""},
        ),
        Bad(
            "## 금요일 오전\n\n### 참눈\n\n- 은행 고객 두 곳\n\n### Tern\n\n- carriers pay\n\n### «볕드림»\n\n- 설치비 0원\n",
            path="meetings/금요일.md",
            beside=_KNOWN,
            fixed="## 금요일 오전\n\n### 참눈\n\n- 은행 고객 두 곳\n\n### Tern\n\n- carriers pay\n\n### 볕드림\n\n- 설치비 0원\n",
            also={"companies/볕드림.md": "---\ntype: company\n---\n\n## 언급\n\n- [[금요일]]\n"},
        ),
    )

    def check(self, note: Note, vault: Vault) -> Iterator[Finding]:
        companies = vault.outline(note).companies
        known = sum(vault.is_company(candidate.name) for candidate in companies)
        for candidate in companies:
            name = _UNSAFE.sub(" ", candidate.name).strip(" .")
            if (
                candidate.style is Style.HIDDEN
                or vault.is_company(candidate.name)
                or not name
                or len(name) > _LONGEST
                or vault.resolve(name, note.path).path is not None
                or vault.by_alias(name)
                or _is_near(vault, name)
            ):
                continue
            sure = candidate.confidence is Confidence.HIGH or (known > 1 and 2 * known >= len(companies))
            folder = self.folder or vault.folder_of(COMPANY) or "companies"
            path = f"{folder}/{name}.md"
            yield self.finding(
                candidate.span,
                "the company `{name}` has no note of its own",
                help="create `{path}`",
                fix=fix(
                    "create `{path}`",
                    creates=(NewNote(path, self._text(candidate.name, name, note, vault)),),
                    safety=Safety.SAFE if sure else Safety.UNSAFE,
                    path=path,
                ),
                name=candidate.name,
                path=path,
            )

    def _text(self, written: str, name: str, note: Note, vault: Vault) -> str:
        """The note of the company `name`, which is `written` so in `note`."""
        heading = self.mentions or ("언급" if _HANGUL.search(note.text) else "Mentions")
        kind = vault.settings.kinds[COMPANY].types[0]
        date = str(note.front_matter.data.get("date", "")) if note.front_matter is not None else ""
        lines = [
            "---",
            f"type: {kind}",
            *(["aliases:", f"  - '{written.replace(_QUOTE, _QUOTE * 2)}'"] if written != name else []),
            *([f"date: {date}"] if _DATE.fullmatch(date) else []),
            "---",
            "",
            f"## {heading}",
            "",
            f"- {vault.link(note.path, f'{vault.name(note.path)}.md', vault.name(note.path))}",
            "",
        ]
        return newline_of(note.text).join(lines)


_QUOTE = "'"


def _is_near(vault: Vault, name: str) -> bool:
    """Whether `name` may be a misspelt company."""
    near = vault.nearest_name(name)
    return near is not None and vault.is_company(near)
