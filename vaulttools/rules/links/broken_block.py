from vaulttools.rule import Bad, Findings, Good, Note, Vault, VaultRule
from vaulttools.rules.links import first_place, missing_block, subpath_span

_ACME = {"Acme.md": "They won the deal. ^deal-1\n"}


class BrokenBlock(VaultRule):
    """A link to a block whose id its note does not have.

    ## Why
    The link opens the note at its top; an embed shows nothing at all.

    ## Fix
    Unsafe, where one id of the note is close to the one written: the link is changed to it. Otherwise only you know which
    paragraph was meant. Put `^id` at its end, or remove `#^id` from the link.
    """

    reads_canvases = True
    examples = (
        Good("[[Acme#^deal-1]] ![[acme#^DEAL-1]] [t](Acme.md#^deal-1) [[Nobody#^x]]\n", beside=_ACME),
        Good("- 계약 체결 ^deal\n\n[[#^deal]]\n"),
        Good(
            "![[Sketch#^group=a1b2c3]] [[Sketch#^x9y8]]\n",
            beside={"Sketch.md": "---\nexcalidraw-plugin: parsed\n---\n"},
        ),
        Good("![[Acme#^begin:#^end]] ![[Acme#^deal-1:#^end]]\n", beside=_ACME, config="dialect: dendron\n"),
        Bad("[[Acme#«^deal-2»|the deal]]\n", beside=_ACME),
        Bad("![[#«^없음»]]\n"),
        Bad(
            "[[Acme#«^finl-deal»|it]] [t](Acme.md#«^final-dael»)\n",
            beside={"Acme.md": "They won. ^final-deal\n\nPaid. ^x1\n"},
            fixed="[[Acme#^final-deal|it]] [t](Acme.md#^final-deal)\n",
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for link in note.links:
            if not link.is_block:
                continue
            path = vault.resolve(link.path, note.path).path
            if (
                path is not None
                and path in vault.facts
                and not vault.subpaths.has_block(path, (name := first_place(link, vault)[1:]))
                and not (vault.settings.dialect == "dendron" and name in ("begin", "end"))
                and not vault.subpaths.is_drawing(path)
            ):
                place = subpath_span(link, note.text)
                yield missing_block(self, link.subpath, path, vault, place, place.of(note.text) == link.subpath)
