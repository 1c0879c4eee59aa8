from collections.abc import Iterator
from typing import ClassVar

from vaulttools.edits import Edit, Safety
from vaulttools.findings import Finding, Severity
from vaulttools.note import Note
from vaulttools.rule import Bad, Good, VaultRule, fix
from vaulttools.schemas import link_target
from vaulttools.text import Span
from vaulttools.vault import Vault


class BrokenPropertyLink(VaultRule):
    """A link in the front matter to a note that does not exist.

    ## Why
    A click on it creates an empty note somewhere, and the note that was meant gets no backlink.

    ## Fix
    Unsafe, where a single name in the vault is close to the one written: the link is changed to it.
    """

    needs: ClassVar = "front_matter"
    severity: ClassVar = Severity.HINT
    # Obsidian's own clipper links authors who have no note yet: many such links are meant.

    examples: ClassVar = (
        Good('---\nfounder: "[[서지온]]"\nsee: ["[[a#b|c]]"]\n---\n', beside={"people/서지온.md": "", "a.md": ""}),
        Good('---\nnote: "see [[nowhere]] for more"\nself: "[[#heading]]"\n---\n'),
        Bad('---\nfounder: "[[«서지운이라는 사람»]]"\n---\n'),
        Bad(
            '---\nsee:\n  - "[[«토큰증귄»|STO]]"\n---\n',
            beside={"토큰증권.md": ""},
            fixed='---\nsee:\n  - "[[토큰증권|STO]]"\n---\n',
        ),
    )

    def check(self, note: Note, vault: Vault) -> Iterator[Finding]:
        if note.front_matter is None or "[[" not in note.text[: note.body_start]:
            return
        for _, _, node in note.scalars:
            target = link_target(node.value)
            path = target.partition("#")[0] if target else ""
            if not path or vault.resolve(path, note.path).path is not None:
                continue
            at = note.text.find(path, *node.span)
            place = Span(at, at + len(path)) if at >= 0 else node.span
            near = vault.nearest_name(path) if at >= 0 and not vault.by_alias(path) else None
            yield self.finding(
                place,
                "no note is named `{name}`",
                help="write `{near}` if that is meant" if near else "create the note, or correct the name",
                fix=fix("link to `{near}`", Edit(place, near), safety=Safety.UNSAFE, near=near) if near else None,
                name=path,
                near=near,
            )
