from collections.abc import Iterator
from itertools import chain, islice

from vaulttools.note.facts import texts
from vaulttools.rule import Bad, Findings, Good, Message, Note, Span, Vault, VaultRule
from vaulttools.rules.links import MOST_NAMES, related_notes
from vaulttools.text import match_key


class DuplicateAlias(VaultRule):
    """An alias that is also the name or an alias of another note.

    ## Why
    A name shared by two notes identifies neither: mentions of it are not linked, and `[[alias]]` opens only the note
    whose file name it is. Usually both notes are about the same thing, such as `토스` and `Toss`.

    ## Fix
    None: remove the alias from one of the notes, or merge them.
    """

    reads_code = True

    examples = (
        Good("---\naliases: [AI]\n---\n", beside={"Machine Learning.md": "---\naliases: [ML]\n---\n"}),
        Good("---\naliases: [Note, note]\n---\n", path="note.md"),
        Bad("---\naliases: [«AI»]\n---\n", path="Artificial Intelligence.md", beside={"AI.md": ""}),
        Bad("---\naliases:\n  - 비바리퍼블리카\n  - «toss»\n---\n", path="토스.md", beside={"Toss.md": ""}),
        Bad("---\nalias: «STO»\n---\n", path="토큰증권.md", beside={"증권형 토큰.md": "---\naliases: STO\n---\n"}),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        if not note.facts.aliases or note.in_template_folder:
            return
        own = match_key(note.name)
        for alias, span in _aliases(note):
            if match_key(alias) == own:
                continue
            paths = chain(vault.called(alias), vault.by_alias(alias))
            others = (path for path in paths if path != note.path and path in vault.facts)
            names = tuple(dict.fromkeys(islice(others, MOST_NAMES)))
            if names:
                yield self.finding(
                    span,
                    "`{alias}` is also a name of {names}",
                    help="remove it from one of them, or merge them",
                    related=related_notes(names, Message("this one has the same name")),
                    alias=alias,
                    names=names,
                )


def _aliases(note: Note) -> Iterator[tuple[str, Span]]:
    """The aliases in the front matter, and where they are written."""
    for entry in note.properties:
        if entry.key in ("aliases", "alias"):
            nodes = entry.node.items or [entry.node]
            for node in nodes:
                for text in texts(node.value):
                    yield text.strip(), node.span
