from vaulttools.note.front_matter import parts, unquoted_link
from vaulttools.rule import Bad, Findings, Good, Note, NoteRule, fix


class UnquotedLink(NoteRule):
    """A wiki-link in front matter without quotes around it.

    ## Why
    YAML reads the brackets as a list in a list. Obsidian then shows no link, knows of no backlink, and does not update it when
    the other note is renamed.

    ## Fix
    Safe: the link is quoted.
    """

    examples = (
        Good('---\nup: "[[금요일]]"\nsee: ["[[a]]", b]\n---\n[[body]]\n'),
        Good("---\nmatrix: [[1, 2], [3, 4]]\nvector: [[1, 2]]\n---\n"),
        Bad("---\nfounder: «[[서지온]]»\n---\n", fixed='---\nfounder: "[[서지온]]"\n---\n'),
        Bad("---\nlist:\n  - «[[c#d|e]]» # a comment\n---\n", fixed='---\nlist:\n  - "[[c#d|e]]" # a comment\n---\n'),
        Bad("---\nday: «[[2025-03-07]]»\n---\n", fixed='---\nday: "[[2025-03-07]]"\n---\n'),
        Bad("---\nlist: [«[[a]]», b]\n---\n", fixed='---\nlist: ["[[a]]", b]\n---\n'),
    )

    def check(self, note: Note) -> Findings:
        if "[[" not in note.text[: note.body_start]:
            return
        for entry in note.properties:
            for part in parts(entry):
                link = unquoted_link(note.text, part.node)
                if link is not None:
                    edit = note.front_matter.put(part, link)
                    yield self.finding(
                        part.node.span,
                        "without quotes this is no link: YAML reads it as a list in a list",
                        help="put it in quotes",
                        fix=fix("quote it", edit),
                    )
