from vaulttools.rule import Bad, Findings, Good, Note, Severity, Vault, VaultRule
from vaulttools.rules.links import is_awaited, missing, path_span
from vaulttools.text import match_key

_MEANT = ("Beta", "Gamma", "Delta", "사람들", "자율주행", "Zeta", "오픈 소스", "물류", "Kappa", "Lambda")
_THERE = [f"Topic {letter}" for letter in "ABCDEFGHIJKLMNOPQRST"]
_AHEAD = {"index.md": " ".join(f"[[{name}]]" for name in (*_MEANT, *_THERE)), **{f"{name}.md": "" for name in _THERE}}


class UnwrittenNote(VaultRule):
    """A link to a note that is yet to be written: the note of a day, or one that is linked before it exists.

    ## Why
    A click on it creates the note. Such links are often made on purpose, so they are only listed; any other link that
    opens nothing is reported by `broken-link`.

    A day counts if the vault, or the settings of its daily notes, name days in that way, or if it is written like
    `2025-03-07`; weeks, months and quarters count if others have notes. A name counts if the vault links to ten or more
    names without notes, which are a quarter of all that is linked to, and to twenty notes; but not if it is close to a
    name that the vault has, if its note was deleted since the last commit, or if it has a folder, a heading, a file
    extension or a long number. In a template any such name counts: it is filled in. In a base any name counts that notes
    link to: the base finds these notes all the same.

    ## Fix
    None: the note is yours to write. For a vault in which every link must lead to a note, make this an `error`.
    """

    reads_canvases = True
    severity = Severity.HINT

    examples = (
        Good("[[2025-03-07]] [[Acme]]\n", beside={"2025-03-07.md": "", "Acme.md": ""}),
        Good("[[Acme Labs]] [[Beta]]\n"),
        Bad("[[«2025-03-08»]] [[2025-03-08]] [[«2025-03-09.md»|tomorrow]]\n"),
        Good("[[2025-02-30]] [[2025.03.08]] [[2025-03-08#Plan]] ![[2025-03-08]] [[2025-03-08 Acme]] [[2025-W10]]\n"),
        Bad(
            "[[«2025년 3월 8일»]] [[«2025-W11»]] [[«daily/2025.03.09»]] [[days/2025.03.09]]\n",
            beside={"daily/2025.03.07.md": "", "2025-W10.md": "", "2025년 1월 7일.md": ""},
        ),
        Good("[[Acme Lab]] ![[Beta]]\n", path="99 Templates/meeting.md", beside={"Acme Labs.md": ""}),
        Bad("[[«상위 노트»]]\n", path="99 Templates/meeting.md"),
        Bad("[[«Acme Labs»]], then [[Acme Labs]] and [[«볕드림 재단»]]\n", beside=_AHEAD),
        Good(
            "[[Acme Lab]] [[labs/Acme]] [[a.png]] [[Acme#Team]] [x](Acme.md)\n", beside={"Acme Labs.md": "", **_AHEAD}
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        seen: set[str] = set()
        for link in missing(note, vault):
            key = match_key(link.path)
            if key not in seen and is_awaited(link, note, vault):
                seen.add(key)
                yield self.finding(
                    path_span(link),
                    "`{name}` has no note yet",
                    help="write the note, or correct the name",
                    name=link.path,
                )
