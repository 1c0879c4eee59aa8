from vaulttools.rule import Bad, Findings, Good, Note, NoteRule, fix, pattern

_ODD = pattern("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")


class OddSpaceInKey(NoteRule):
    """A key that contains a special space: a no-break space, a full-width space.

    ## Why
    The space is part of the key's name, so `title` with such a space is not the property `title`.

    ## Fix
    Safe: the space is removed, or becomes an ordinary one between two words.
    """

    formerly = ("odd-blank-in-key",)
    examples = (
        Good("---\nlast seen: a\xa0b\n---\n"),
        Bad("---\n«\u3000title»: a\n---\n", fixed="---\ntitle: a\n---\n"),
        Bad("---\na: 1\n«last\xa0seen»: b\n---\n", fixed="---\na: 1\nlast seen: b\n---\n"),
    )

    def check(self, note: Note) -> Findings:
        if not _ODD.search(note.text, 0, note.body_start):
            return
        for entry in note.properties:
            odd = _ODD.search(entry.key)
            if odd is not None:
                edit = note.front_matter.rename(entry, " ".join(entry.key.split()))
                yield self.finding(
                    entry.key_span,
                    "the key `{key}` contains a special space ({code})",
                    help="use ordinary spaces",
                    fix=fix("replace it with an ordinary space", edit),
                    key=" ".join(entry.key.split()),
                    code=f"U+{ord(odd[0]):04X}",
                )
