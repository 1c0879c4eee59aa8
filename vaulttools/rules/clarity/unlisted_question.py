from collections.abc import Sequence

from vaulttools.rule import Bad, Edit, Findings, Good, Note, Severity, Span, Vault, VaultRule, option, pattern
from vaulttools.vault.lists import in_language, in_property, listed
from vaulttools.vault.questions import Question, not_in, plain, questions

_HEADINGS = ("열린 질문", "Open questions")
_RICH = pattern(r"\]\(|\[\^|!\[|%%|<|\s\^|``")
"""Links by path, footnotes, embeds, comments, HTML, block ids: what means something else in another note."""

_HOME = {"companies/한결.md": "---\ntype: company\n---\n예금 담보.\n"}


class UnlistedQuestion(VaultRule):
    """An open question about a company that the company's own note does not list.

    ## Why
    Questions are asked in the notes of ten meetings and answered in an eleventh; one list shows before the next meeting what
    is still to be asked. `vaulttools questions` prints the same list. Off until selected.

    ## Fix
    Safe: the company's note gets each question once, with a link to where it was asked, at the end of a section or of a
    property. Existing entries do not change: an answer written after a question stays, and so does a question that has been
    answered since. Questions that the note already has, anywhere, are not added again.
    """

    severity = Severity.HINT
    default = False
    enriches = True

    keep: str = option("section", "Where the company's note keeps its questions.", choices=("section", "property"))
    heading: str = option(
        "", "The heading of the section; empty for `열린 질문` or `Open questions`, as the note's language is."
    )
    property: str = option("questions", "The name of the property.")

    examples = (
        Good("1. 나루\n  - 담보는?\n  - 수수료? - 하루 0.04%\n", beside=_HOME),
        Good(
            "## 한결\n- 폐업하면 손실은?\n",
            beside={"companies/한결.md": "## 물어볼 것\n\n- 폐업하면  손실은? - 예금 보험\n"},
        ),
        Bad(
            "1. 한결\n  - «폐업하면 손실은?»\n  - 수수료는 하루 0.04%\n  - 담보(?)\n",
            path="meetings/2025-03-07.md",
            beside=_HOME,
            fixed="1. 한결\n  - 폐업하면 손실은?\n  - 수수료는 하루 0.04%\n  - 담보(?)\n",
            also={
                "companies/한결.md": "---\ntype: company\n---\n예금 담보.\n\n## 열린 질문\n\n"
                "- [[2025-03-07]]: 폐업하면 손실은?\n- [[2025-03-07]]: 담보(?)\n"
            },
        ),
        Bad(
            "## [[나루]]\n\n- «담보는?»\n",
            path="day.md",
            beside={"companies/나루.md": "---\ntype: company\n---\n"},
            fixed="## [[나루]]\n\n- 담보는?\n",
            also={"companies/나루.md": "---\ntype: company\n---\n\n## 열린 질문\n\n- [[day]]: 담보는?\n"},
        ),
        Bad(
            "## [[Acme]]\n\n- «who pays?»\n- why now?\n",
            path="day.md",
            beside={"companies/Acme.md": '---\nquestions:\n  - "[[old]]: margin?"\n---\nBanks pay.\n'},
            options={"keep": "property"},
            fixed="## [[Acme]]\n\n- who pays?\n- why now?\n",
            also={
                "companies/Acme.md": '---\nquestions:\n  - "[[old]]: margin?"\n  - "[[day]]: who pays?"\n'
                '  - "[[day]]: why now?"\n---\nBanks pay.\n'
            },
        ),
        Bad(
            "## [[Acme]]\n\n- «who pays?»\n",
            path="day.md",
            beside={"companies/Acme.md": "---\nquestions:\ntype: company\n---\n"},
            options={"keep": "property"},
            fixed="## [[Acme]]\n\n- who pays?\n",
            also={"companies/Acme.md": '---\nquestions:\n  - "[[day]]: who pays?"\ntype: company\n---\n'},
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        if vault.kind(note.path) is not None or note.in_template_folder:
            return
        asked: dict[str, list[Question]] = {}
        for question in questions(note, vault):
            if question.company is not None and not _RICH.search(question.text):
                asked.setdefault(question.company, []).append(question)
        for company, found in asked.items():
            home = Note(company, vault.text(company))
            missing = not_in(home, found)
            if missing and not home.is_left_alone:
                link = vault.link(note.path, company, note.name)
                edits = self._edits(home, link, [plain(each.text) for each in missing])
                first = missing[0]
                yield self.finding(
                    Span(first.offset, first.offset + len(first.text)),
                    "questions about `{name}` not listed in its note: {count}",
                    help="list them in `{path}`",
                    edits=edits,
                    count=len(missing),
                    name=vault.name(company),
                    path=company,
                )

    def _edits(self, home: Note, link: str, asked: Sequence[str]) -> list[Edit]:
        """What adds the questions `asked` behind `link` to the note `home`; nothing where its front matter cannot take them."""
        items = [f"{link}: {each}" for each in asked]
        if self.keep == "section":
            headings = (self.heading,) if self.heading else in_language(_HEADINGS, "\n".join((home.text, *asked)))
            edits = listed(home, headings, items)
        else:
            edits = in_property(home, self.property, items)
        return [edit._replace(path=home.path) for edit in edits]
