from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from vaulttools.english.spelling import is_often, is_word
from vaulttools.korean.both_scripts import names_given
from vaulttools.korean.lexicon import is_common, is_listed
from vaulttools.note.dates import day_of
from vaulttools.note.facts import in_template_folder
from vaulttools.note.legal_forms import without_form
from vaulttools.note.outline import Candidate, Confidence, Style, bare_name
from vaulttools.rule import Bad, Findings, Good, NewNote, Note, Related, Safety, Severity, Vault, VaultRule, fix, option
from vaulttools.text import match_key, newline_of
from vaulttools.vault import COMPANY
from vaulttools.vault.census import Share, top_heading
from vaulttools.vault.companies import new_note, note_name
from vaulttools.vault.lists import MENTIONS, in_language
from vaulttools.vault.templates import filled

_KNOWN = {"companies/참눈.md": "", "companies/Tern.md": ""}
_LONGEST = 80
_MOST_INITIALS = 3


class CompanyWithoutNote(VaultRule):
    """A company that has a section in a note but no note of its own.

    ## Why
    What is said of the company in other notes has nowhere to link to.

    ## Fix
    Creates the note, beside the notes of the other companies, in a folder of its own where they have one: from the vault's
    template if it has one for companies, otherwise with a heading if theirs begin with one; with a `type`, unless theirs go without;
    with the properties that its schema asks for, the spellings found and
    the name without `(주)` or `Inc.` as aliases, and links back to where it was met. Safe where most of the companies around it have notes and it is not made of
    words as a dictionary has them, or of initials, or where sessions and many companies written alike leave no doubt; otherwise unsafe, also where another company's name only goes on where this one ends.
    """

    severity = Severity.HINT
    enriches = True

    folder: str = option("", "Where to create notes; empty for where most companies' notes are, or else `companies`.")
    template: str = option(
        "",
        "The note to begin with, such as `templates/company.md`, its `{{title}}` and `{{date}}`, or Templater's, filled; empty for the only "
        "template whose `type` says company.",
    )
    mentions: str = option(
        "", "The heading over the link back; empty for `언급` or `Mentions`, as the headings around are Korean or not."
    )

    examples = (
        Good("## 참눈\n\n- 은행 두 곳\n\n## Tern\n\n- carriers pay\n", beside=_KNOWN),
        Good("## Setup\n\n- open it\n\n## Use\n\n- run it\n", beside=_KNOWN),
        Good(
            "## 오전\n\n### (주)참눈\n\n- 은행 두 곳\n\n### Tern\n\n- carriers pay\n\n### Ledgerleaf, Inc.\n\n- books\n",
            beside={**_KNOWN, "companies/Ledgerleaf.md": ""},
        ),
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
        Bad(
            "## 금요일\n\n### 참눈\n\n- 은행 고객 두 곳\n\n### Tern\n\n- carriers pay\n\n### «(주)볕드림»\n\n- 설치비 0원\n",
            path="meetings/금요일.md",
            beside=_KNOWN,
            fixed="## 금요일\n\n### 참눈\n\n- 은행 고객 두 곳\n\n### Tern\n\n- carriers pay\n\n### (주)볕드림\n\n- 설치비 0원\n",
            also={
                "companies/(주)볕드림.md": "---\ntype: company\naliases:\n  - 볕드림\n---\n\n## 언급\n\n- [[금요일]]\n"
            },
        ),
        Bad(
            "## 금요일\n\n### 참눈\n\n- 은행 고객 두 곳\n\n### Tern\n\n- carriers pay\n\n### «볕드림(Byeotdrim)»\n\n- 설치비 0원\n",
            path="2025-03-07.md",
            beside={
                **_KNOWN,
                "templates/company.md": "---\ntype: company\nstage:\nmet: {{date}}\n---\n\n# {{title}}\n\n## 메모\n\n## 언급\n\n",
            },
            fixed="## 금요일\n\n### 참눈\n\n- 은행 고객 두 곳\n\n### Tern\n\n- carriers pay\n\n### 볕드림(Byeotdrim)\n\n- 설치비 0원\n",
            also={
                "companies/볕드림.md": "---\ntype: company\nstage:\nmet: 2025-03-07\naliases:\n"
                "  - 볕드림(Byeotdrim)\n  - Byeotdrim\n---\n\n# 볕드림\n\n## 메모\n\n## 언급\n\n- [[2025-03-07]]\n"
            },
        ),
        Bad(
            "## Friday\n\n### 참눈\n\n- 은행 두 곳\n\n### «Northtern»\n\n- Northtern Robotics had a bad quarter\n",
            path="meetings/Friday.md",
            beside={**_KNOWN, "companies/Northtern Robotics.md": ""},
            fixed="## Friday\n\n### 참눈\n\n- 은행 두 곳\n\n### Northtern\n\n- Northtern Robotics had a bad quarter\n",
            also={"companies/Northtern.md": "---\ntype: company\n---\n\n## Mentions\n\n- [[Friday]]\n"},
        ),
        Bad(
            "## 금요일 오전\n\n### 참눈\n\n- 은행 고객 두 곳\n- 매출 3억\n- «커런시나루드»\n- 온라인 환전 서비스\n- 원하는 환율에 매도\n\n"
            "### Tern\n\n- carriers pay\n\n### Nuri\n\n- 소리로 결제\n",
            path="meetings/금요일.md",
            beside={**_KNOWN, "companies/Nuri.md": ""},
            fixed="## 금요일 오전\n\n### 참눈\n\n- 은행 고객 두 곳\n- 매출 3억\n- 커런시나루드\n- 온라인 환전 서비스\n- 원하는 환율에 매도\n\n"
            "### Tern\n\n- carriers pay\n\n### Nuri\n\n- 소리로 결제\n",
            also={"companies/커런시나루드.md": "---\ntype: company\n---\n\n## 언급\n\n- [[금요일]]\n"},
        ),
        Bad(
            "## 금요일\n\n### 참눈\n\n- 은행 고객 두 곳\n\n### Tern\n\n- carriers pay\n\n### «볕드림»\n\n- 설치비 0원\n",
            path="meetings/금요일.md",
            beside={
                "deals/참눈/참눈.md": "---\ntype: company\n---\n",
                "deals/Tern/Tern.md": "---\ntype: company\n---\n",
            },
            fixed="## 금요일\n\n### 참눈\n\n- 은행 고객 두 곳\n\n### Tern\n\n- carriers pay\n\n### 볕드림\n\n- 설치비 0원\n",
            also={"deals/볕드림/볕드림.md": "---\ntype: company\n---\n\n## 언급\n\n- [[금요일]]\n"},
        ),
        Bad(
            "## 금요일\n\n### 참눈\n\n- 은행 고객 두 곳\n\n### Tern\n\n- carriers pay\n\n### «볕드림»\n\n- 설치비 0원\n",
            path="meetings/금요일.md",
            beside={"companies/참눈.md": "---\n분야: 금융\n---\n", "companies/Tern.md": "---\n분야: 물류\n---\n"},
            fixed="## 금요일\n\n### 참눈\n\n- 은행 고객 두 곳\n\n### Tern\n\n- carriers pay\n\n### 볕드림\n\n- 설치비 0원\n",
            also={"companies/볕드림.md": "## 언급\n\n- [[금요일]]\n"},
        ),
        Bad(
            "## Friday\n\n### 참눈\n\n- banks pay\n\n### Tern\n\n- carriers pay\n\n### «Nuri»\n\n- pays by sound\n",
            path="meetings/Friday.md",
            beside={
                "companies/참눈.md": "# 참눈\n",
                "companies/Tern.md": "---\ntype: company\n---\n\n# Tern\n\nCarriers.\n",
            },
            fixed="## Friday\n\n### 참눈\n\n- banks pay\n\n### Tern\n\n- carriers pay\n\n### Nuri\n\n- pays by sound\n",
            also={"companies/Nuri.md": "---\ntype: company\n---\n\n# Nuri\n\n## Mentions\n\n- [[Friday]]\n"},
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        companies = vault.outline(note).companies
        known = sum(vault.entities.is_company(candidate.name) for candidate in companies)
        are_known = known > 1 and 2 * known >= len(companies)
        texts: dict[str, str] = {}  # One company may stand in a note a thousand times.
        for candidate in companies:
            name = note_name(candidate.name)
            if not 0 < len(name) <= _LONGEST or _is_known(vault, candidate.name) or _is_taken(vault, name, note.path):
                continue
            akin = vault.entities.company_akin(name)
            is_safe = _is_sure(candidate, name, are_known) and not akin
            folder = self.folder.strip("/") or vault.entities.folder_for(name, COMPANY) or "companies"
            path = f"{folder}/{name}.md"
            if candidate.name not in texts:
                texts[candidate.name] = self._text(candidate.name, path, note, vault)
            yield self.finding(
                candidate.span,
                "the company `{name}` has no note of its own",
                help="create `{path}`, or add the name to the aliases of `{akin}` if that is meant"
                if akin
                else "create `{path}`",
                fix=fix(
                    "create `{path}`",
                    creates=(NewNote(path, texts[candidate.name]),),
                    safety=Safety.SAFE if is_safe else Safety.UNSAFE,
                    path=path,
                ),
                related=(Related(candidate.span, candidate.reason),),
                name=candidate.name,
                path=path,
                akin=vault.name(akin) if akin else "",
            )

    def _text(self, written: str, path: str, note: Note, vault: Vault) -> str:
        """The note at `path` of the company that is `written` so in `note`."""
        name = vault.name(path)
        met = vault.sections_on(written)
        spellings = dict.fromkeys(
            each for words in (written, *(words for _, words in met)) for each in (words, *names_given(words))
        )
        plain = without_form(name)
        if not (_is_everyday(plain) or vault.by_alias(plain) or vault.resolve(plain, path).path):
            spellings.setdefault(plain)
        met_on = day_of(note.front_matter.data.get("date")) or day_of(vault.customs.known(note, "date"))
        template = self.template or _template(vault)
        newline = newline_of(note.text)
        if template in vault.facts:
            text = filled(vault.text(template), name, met_on)
        else:
            text = f"# {name}{newline}" if _are_headed(vault) else ""
        lines = Note(path, text or newline)
        properties: dict[str, Any] = {}
        if not _go_untyped(vault) or vault.entities.traits.by_folder(path) != COMPANY:
            properties["type"] = vault.customs.known(lines, "type") or vault.settings.kinds[COMPANY].types[0]
        properties |= {key: vault.customs.known(lines, key) for key in vault.customs.lacking(lines) if key != "type"}
        # Where companies have notes already, these show whether they have a date.
        if met_on is not None and ("date" in properties or not (text or vault.entities.companies)):
            properties["date"] = met_on.isoformat()
        sources = sorted({note.path, *(source for source, _ in met)})
        return new_note(
            path,
            text,
            properties,
            [each for each in spellings if match_key(each) != match_key(name)],
            self.mentions or in_language(MENTIONS, _headings_around(note, vault) or note.text)[0],
            [vault.link(source, path, vault.name(source)) for source in sources],
            newline,
        )


def _headings_around(note: Note, vault: Vault) -> str:
    """The headings of companies' notes below the first, or else those in `note` that are not companies'."""
    companies = {candidate.name for candidate in vault.outline(note).companies}
    return _headings_of_companies(vault) or "\n".join(
        [each.text for each in note.headings if bare_name(each.text) not in companies]
    )


@lru_cache(maxsize=1)
def _headings_of_companies(vault: Vault) -> str:
    paths = vault.entities.of(COMPANY)
    return "\n".join([words for path in paths for level, words in vault.facts[path].headings if level > 1])


def _is_known(vault: Vault, written: str) -> bool:
    """Whether a company is called as is `written`, or so without its legal form, or in one of its scripts."""
    return any(map(vault.entities.is_company, (written, without_form(written), *names_given(written))))


def _is_taken(vault: Vault, name: str, source: str) -> bool:
    """Whether `name` leads somewhere from the note at `source`, is an alias, or may be a misspelt company."""
    leads = vault.resolve(name, source).path is not None or vault.unopened.is_ignored(name, source)
    if leads or vault.by_alias(name):
        return True
    near = vault.nearest.name(name)
    return near is not None and vault.entities.is_company(near)


def _is_sure(candidate: Candidate, name: str, are_known: bool) -> bool:
    """Whether `candidate` is surely a company, called `name`; `are_known` says that most companies of its note have notes.

    Structure alone can make a name of an everyday word: a note for it would have it linked everywhere.
    """
    return not _is_everyday(name) and (
        candidate.confidence is Confidence.HIGH
        or (are_known and candidate.style is not Style.HIDDEN and not _is_listed(name))
    )


def _is_everyday(name: str) -> bool:
    """Whether `name` is an everyday word of either language, or several that are no title: `저녁 약속`, `Parking lot`, not
    `Red Brick`."""
    words = name.split()
    return not _is_titled(words) and all(is_common(word) or is_often(word.lower()) for word in words)


def _is_listed(name: str) -> bool:
    """Whether a dictionary has each word of `name`, which is no title, as it is, or it is a few initials: `투심위`, `LP 콜`."""
    words = name.split()
    return not _is_titled(words) and all(
        is_listed(word) or is_word(word.lower()) or (word.isupper() and len(word) <= _MOST_INITIALS) for word in words
    )


def _is_titled(words: Sequence[str]) -> bool:
    """Whether there are several `words`, each with a capital: `Red Brick`."""
    return len(words) > 1 and all(word[0].isupper() for word in words)


@lru_cache(maxsize=1)
def _template(vault: Vault) -> str:
    """The path of the only template whose `type` says that it is for companies; empty if there are none or several."""
    types = set(map(match_key, vault.settings.kinds[COMPANY].types))
    kinds = ((path, naming.kind) for path, naming in vault.facts.naming.items())
    found = [path for path, kind in kinds if kind and match_key(kind) in types and in_template_folder(path)]
    return found[0] if len(found) == 1 else ""


@lru_cache(maxsize=1)
def _go_untyped(vault: Vault) -> bool:
    """Whether the notes of companies have properties, but never a `type`: their folder says what they are."""
    paths = vault.entities.of(COMPANY)
    if any(vault.facts.naming[path].kind for path in paths):
        return False
    return Share(sum(bool(vault.facts[path].keys) for path in paths), len(paths)).is_usual(2)


@lru_cache(maxsize=1)
def _are_headed(vault: Vault) -> bool:
    """Whether it is usual for notes of companies to begin with a heading that says their name."""
    paths = vault.entities.of(COMPANY)
    headed = sum(match_key(top_heading(vault.facts[path])) == match_key(vault.name(path)) for path in paths)
    return Share(headed, len(paths)).is_usual(2)
