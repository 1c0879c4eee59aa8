from vaulttools.rule import Bad, Edit, Findings, Good, Note, Safety, Span, Vault, VaultRule, fix
from vaulttools.rules.links import MixedLink, mixed_link

_ACME = {"Acme.md": ""}


class DoubledBrackets(VaultRule):
    """A wiki-link inside another pair of double brackets, or mixed with a markdown link.

    ## Why
    A name that was linked twice, by hand and by a tool, is shown with stray brackets around it.

    ## Fix
    Safe: the outer brackets are removed, and the link leads where it did. Unsafe where a markdown link is mixed in:
    `[words](...)` with a wiki-link as its address becomes a wiki-link that shows the words; `[[[words]](address)`, and
    `[[words]](https://...)` where no note has that name, become markdown links.
    """

    reads_canvases = True
    examples = (
        Good("[[Acme]] [[[Acme]]] `[[[[Acme]]]]` [[a], [b]]\n", beside=_ACME),
        Bad("«[[[[Acme]]]]» won.\n", beside=_ACME, fixed="[[Acme]] won.\n"),
        Bad(
            "«[x]([[Acme]])» «[y]([[볕드림 은행]])»\n",
            beside={"볕드림 은행.md": "", **_ACME},
            fixed="[[Acme|x]] [[볕드림 은행|y]]\n",
        ),
        Bad(
            "«[[[x]](Acme.md)» «[[[Acme]]](https://a.example)»\n",
            beside=_ACME,
            fixed="[x](Acme.md) [Acme](https://a.example)\n",
        ),
        Bad("«[[[[Acme|볕드림]]]]»은\n", beside=_ACME, fixed="[[Acme|볕드림]]은\n"),
        Bad("«[[[[Acme]]]» won.\n", beside=_ACME, fixed="[[Acme]] won.\n"),
        Bad("«[x]([[없음]])»\n"),
        Bad(
            "«[[pdf]](https://a.example/1.pdf)» «[[Bug #7]](http://b.example)»은 «[[a|b]](https://c.example)»\n",
            fixed="[pdf](https://a.example/1.pdf) [Bug #7](http://b.example)은 [b](https://c.example)\n",
        ),
        Good("[[[Acme]](서울) news] ([[Acme]]) [[Acme]](https://acme.example)\n", beside=_ACME),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        text = note.text
        for link in note.links if any(mark in text for mark in _MARKS) else ():
            start, end = link.span
            if (mixed := mixed_link(link, note, vault)) is not None:
                edit = _alone(mixed, note, vault)
                yield self.finding(
                    mixed.span,
                    "a wiki-link and a markdown link are mixed here",
                    help="write one of the two",
                    fix=fix("write `{new}`", edit, safety=Safety.UNSAFE, new=edit and edit.text),
                )
            elif (
                link.wiki
                and not link.embed
                and text.startswith("]", end)
                and text.startswith("[[", start - 2)
                and vault.resolve(link.path, note.path).path is not None
            ):
                place = Span(start - 2, end + (2 if text.startswith("]]", end) else 1))
                yield self.finding(
                    place,
                    "this link is inside another pair of brackets",
                    help="keep one pair of double brackets",
                    fix=fix("remove the outer brackets", Edit(place, link.span.of(text))),
                )


_MARKS = ("[[[", "]([[", "](<[[", "]](http")
"""One of these is in a note that has any such link."""


def _alone(mixed: MixedLink, note: Note, vault: Vault) -> Edit | None:
    """The one of the two links that is surely right, as it is written without the other."""
    if mixed.address:
        return Edit(mixed.span, f"[{mixed.words}]({mixed.address})")
    path, _, subpath = mixed.target.partition("#")
    target = vault.resolve(path, note.path).path if path else None
    if target is None:
        return None
    return Edit(mixed.span, vault.link(target, note.path, mixed.words, note.in_table(mixed.span.start), subpath))
