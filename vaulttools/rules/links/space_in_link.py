from vaulttools.rule import Bad, Edit, Findings, Good, Note, Span, Vault, VaultRule, fix, pattern

_NOTE = {"my note.md": "", "투자 노트.md": ""}
_LOOKS_LIKE_LINK = pattern(r"!?\[[^\[\]\n]+\]\((?=[^()<>\[\]\n\"']*?[^()<>\[\]\s\"'] )([^()<>\[\]\n\"']*+)(?<!\s)\)")


class SpaceInLink(VaultRule):
    """A markdown link with a space in its path, which makes it plain text.

    ## Why
    A space ends the path of a markdown link: `[a](my note.md)` is shown as it is written.

    ## Fix
    Safe where the file exists: the spaces are written as `%20`, as Obsidian does.
    """

    formerly = ("blank-in-link",)
    examples = (
        Good('[a](my%20note.md) [b](<my note.md>) [c](x.md "a title") [d](what I think)\n', beside=_NOTE),
        Bad("[a](«my note.md»)\n", beside=_NOTE, fixed="[a](my%20note.md)\n"),
        Bad("![a](«투자 노트.md»)를\n", beside=_NOTE, fixed="![a](투자%20노트.md)를\n"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for match in _LOOKS_LIKE_LINK.finditer(note.prose) if "](" in note.prose else ():
            path = match[1].partition("#")[0]
            if vault.resolve(path, note.path).path is not None:
                place = Span(*match.span(1))
                written = match[0].removesuffix(f"{match[1]})") + match[1].replace(" ", "%20") + ")"
                yield self.finding(
                    place,
                    "a space ends the path of a markdown link",
                    help="write the spaces as `%20`",
                    fix=fix("write `%20`", Edit(Span(*match.span()), written)),
                )
