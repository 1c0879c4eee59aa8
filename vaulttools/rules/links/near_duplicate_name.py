from vaulttools.note.facts import in_template_folder
from vaulttools.rule import Bad, Findings, Good, Message, Note, Severity, Vault, VaultRule
from vaulttools.rules.links import INDEXES, related_notes
from vaulttools.text import match_key
from vaulttools.vault.nearest import bare

_MOST = 5
"""The most names that are listed."""


class NearDuplicateName(VaultRule):
    """A note whose name is another spelling of another note's name or alias.

    ## Why
    `Acme Labs` and `acme-labs`, `볕드림` and `(주)볕드림` usually mean the same thing. Differences in case,
    spaces, hyphens or the legal form of a company do not make it a different name. Start pages of folders (`index`, `_index`)
    are left alone.

    ## Fix
    None: merge the two notes, and keep the other spelling as an alias.
    """

    severity = Severity.HINT
    reads_code = True

    examples = (
        Good("# Acme\n", beside={"Acme 2.md": "", "C++.md": ""}, path="Acme.md"),
        Good("# 1-1\n", beside={"11.md": "", "1-2.md": ""}, path="1-1.md"),
        Good("# Acme Labs\n", beside={"templates/acme-labs.md": ""}, path="Acme Labs.md"),
        Good("# All\n", beside={"a/index.md": "", "b/_index.md": ""}, path="_index.md"),
        Bad("«»# Acme Labs\n", beside={"acme-labs.md": ""}, path="Acme Labs.md"),
        Bad("«»소개\n", beside={"볕드림.md": ""}, path="회사/(주)볕 드림.md"),
        Bad(
            "«»Pays.\n",
            beside={"볕드림.md": "---\naliases: [Tossed, Inc.]\n---\n", "Tossed Pay.md": ""},
            path="TOSSED, inc.md",
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        if note.in_template_folder or _is_index(note.name):
            return
        others = tuple(
            path
            for path in vault.nearest.spelt_alike(note.path)
            if not in_template_folder(path) and not _is_index(vault.name(path))
        )
        # Only aliases are reported as such; where there are names among what is nearly the same, those are reported.
        by_name = tuple(path for path in others if bare(vault.name(path)) == bare(note.name))
        if others:
            yield self.finding(
                note.top,
                "the name of {names} is nearly the same"
                if by_name
                else "an alias of {names} is nearly the same as the name of this note",
                help="merge them if they are the same thing",
                related=related_notes(others, Message("this one has nearly the same name")),
                names=(by_name or others)[:_MOST],
            )


def _is_index(name: str) -> bool:
    return match_key(name) in INDEXES
