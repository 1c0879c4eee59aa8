from collections.abc import Iterator
from typing import ClassVar

from vaulttools.edits import Edit
from vaulttools.findings import Finding
from vaulttools.note import Note
from vaulttools.rule import Bad, Good, VaultRule, fix
from vaulttools.text import Span
from vaulttools.vault import Vault

_ACME = {"Acme.md": ""}


class DoubledBrackets(VaultRule):
    """A wiki-link inside another pair of double brackets.

    ## Why
    A name that was linked twice, by hand and by a tool, is shown with stray brackets around it.

    ## Fix
    Safe: the outer brackets go, and the link leads where it led.
    """

    needs: ClassVar = "links"
    examples: ClassVar = (
        Good("[[Acme]] [[[Acme]]] `[[[[Acme]]]]` [[a], [b]]\n", beside=_ACME),
        Bad("«[[[[Acme]]]]» won.\n", beside=_ACME, fixed="[[Acme]] won.\n"),
        Bad("«[[[[Acme|볕드림]]]]»은\n", beside=_ACME, fixed="[[Acme|볕드림]]은\n"),
    )

    def check(self, note: Note, vault: Vault) -> Iterator[Finding]:
        text = note.text
        for link in note.links if "[[[[" in text else ():
            start, end = link.span
            if (
                link.wiki
                and not link.embed
                and text.startswith("]]", end)
                and text.startswith("[[", start - 2)
                and vault.resolve(link.path, note.path).path is not None
            ):
                place = Span(start - 2, end + 2)
                yield self.finding(
                    place,
                    "this link stands in brackets of another",
                    help="keep one pair of double brackets",
                    fix=fix("drop the outer brackets", Edit(place, link.span.of(text))),
                )
