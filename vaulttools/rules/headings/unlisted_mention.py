from vaulttools.note.facts import in_template_folder
from vaulttools.rule import Bad, Findings, Good, Note, Severity, Vault, VaultRule, fix, option
from vaulttools.vault import COMPANY
from vaulttools.vault.lists import MENTIONS, in_language, listed

_MET = {
    "meetings/2025-03-07.md": "## [[참눈]]\n\n- 은행 두 곳\n",
    "meetings/2025-04-11.md": "## 참눈\n\n- 은행 세 곳\n",
    "companies/볕드림.md": "경쟁사는 [[참눈]]\n",
}


class UnlistedMention(VaultRule):
    """A company's note that does not link back to every note where the company was met.

    ## Why
    A list of meetings in the company's note shows at a glance what has been said, also outside Obsidian. Off until
    selected: the backlinks pane shows most of it.

    ## Fix
    Safe: links are put at the end of the list, by path; existing entries do not change, and what the note already links to,
    anywhere, is not listed again. A note counts if it links to the company or has a heading with its name, and is not an entity.
    """

    severity = Severity.HINT
    default = False
    enriches = True
    reads_code = True

    heading: str = option("", "The heading of the list; empty for `언급` or `Mentions`, as the note's language is.")

    examples = (
        Good("## 언급\n\n- [[2025-03-07]]: 은행\n- [[2025-04-11]]\n", path="companies/참눈.md", beside=_MET),
        Good("[[2025-03-07]] 뒤 [[2025-04-11]]에 다시 만남.\n", path="companies/참눈.md", beside=_MET),
        Good("[[참눈]]\n", path="note.md", beside=_MET),
        Bad(
            "---\ntype: company\n---\n«»\n은행 고객.\n\n## 언급\n\n* [[2025-03-07]]: 첫 통화\n\n## 팀\n\n두 명\n",
            path="companies/참눈.md",
            beside=_MET,
            fixed="---\ntype: company\n---\n\n은행 고객.\n\n## 언급\n\n* [[2025-03-07]]: 첫 통화\n* [[2025-04-11]]\n\n## 팀\n\n두 명\n",
        ),
        Bad(
            "«»Banks pay.\n",
            path="companies/참눈.md",
            beside=_MET,
            fixed="Banks pay.\n\n## Mentions\n\n- [[2025-03-07]]\n- [[2025-04-11]]\n",
            alone=True,
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        if vault.kind(note.path) != COMPANY:
            return
        sources = set(vault.graph.backlinks.get(note.path, ()))
        for name in (note.name, *note.facts.aliases):
            sources.update(path for path, _ in vault.sections_on(name))
        missing = sorted(
            path
            for path in sources - vault.targets(note)
            if vault.kind(path) is None and not in_template_folder(path) and vault.reaches(path, note.path)
        )
        if missing:
            headings = (self.heading,) if self.heading else in_language(MENTIONS, note.text)
            links = [vault.link(path, note.path, vault.name(path)) for path in missing]
            yield self.finding(
                note.top,
                "notes about `{name}` not listed here: {count}",
                help="link to them: {links}",
                fix=fix("list them", *listed(note, headings, links)),
                count=len(missing),
                name=note.name,
                links=", ".join(links),
            )
