from vaulttools.note.facts import in_template_folder
from vaulttools.rule import Bad, Findings, Good, Message, Note, Severity, Vault, VaultRule, option
from vaulttools.rules.links import INDEXES, related_notes
from vaulttools.text import match_key

_ACME = {"labs/Acme.md": ""}
_MOST = 5
"""A name that more notes have is a custom of the vault, and no accident."""


class DuplicateName(VaultRule):
    """A note with the same name as another one.

    ## Why
    `[[Acme]]` opens the nearer one, or the one with the shorter path; mentions of the name are linked to neither.

    ## Fix
    None: rename one of them, or merge them.
    """

    severity = Severity.HINT
    reads_code = True

    allowed: tuple[str, ...] = option(
        (*INDEXES, "changelog", "contributing", "license", "todo"), "Names that many notes may have."
    )

    examples = (
        Good("# Beta\n", beside=_ACME, path="labs/Beta.md"),
        Good("# All\n", beside={"a/README.md": ""}, path="README.md"),
        Good("# Acme\n", beside={"templates/Acme.md": ""}, path="Acme.md"),
        Good("# 회의\n", beside={f"{month}월/회의.md": "" for month in range(1, 6)}, path="회의.md"),
        Bad("«»# Acme\n", beside=_ACME, path="acme.md"),
        Bad("«»물꼬\n", beside={"회사/볕드림.md": "", "개념/볕드림.md": ""}, path="볕드림.md"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        called = vault.called(note.name)
        if (
            not 1 < len(called) <= _MOST
            or note.in_template_folder
            or match_key(note.name) in map(match_key, self.allowed)
        ):
            return
        others = [path for path in called if path != note.path and path in vault.facts and not in_template_folder(path)]
        if others:
            yield self.finding(
                note.top,
                "{names} has the same name" if len(others) == 1 else "{names} have the same name",
                help="rename one of them, or merge them",
                related=related_notes(others, Message("this one has the same name")),
                names=tuple(others),
            )
