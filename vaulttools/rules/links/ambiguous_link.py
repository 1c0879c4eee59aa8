from functools import lru_cache
from heapq import nsmallest

from vaulttools.rule import Bad, Findings, Good, Message, Note, Vault, VaultRule
from vaulttools.rules.links import MOST_NAMES, related_notes

_TWO = {"labs/Acme.md": "", "banks/Acme.md": ""}


class AmbiguousLink(VaultRule):
    """A link that several files fit, none of them better than the others.

    ## Why
    Which one opens depends on where the link stands and how long the paths are, and changes when a file is moved.

    ## Fix
    None: write the path of the one you mean.
    """

    reads_canvases = True
    examples = (
        Good("[[labs/Acme]] [[Beta]]\n", beside={"Beta.md": "", **_TWO}),
        Good("[[Acme]] lies beside this note.\n", beside=_TWO, path="labs/note.md"),
        Good("[[Acme]] at the root comes first.\n", beside={"Acme.md": "", **_TWO}),
        Bad("«[[Acme]]» won.\n", beside=_TWO),
        Bad("«![[그림.png]]»\n", beside={"a/그림.png": "", "b/그림.png": ""}),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        here = note.path.rpartition("/")[0]
        for link in note.links:
            resolution = vault.resolve(link.path, note.path)
            if not resolution.is_ambiguous or not link.path:
                continue
            opened = resolution.path or ""
            if opened.rpartition("/")[0] != here and _is_accident(resolution.candidates):
                yield self.finding(
                    link.span,
                    "`{name}` may be any of {names}",
                    help="write the path of the one you mean",
                    related=related_notes(resolution.candidates, Message("it may be this one")),
                    name=link.path,
                    names=resolution.candidates[:MOST_NAMES],
                )


@lru_cache(maxsize=64)
def _is_accident(paths: tuple[str, ...]) -> bool:
    """Whether of files with one name none lies in fewer folders than all others."""
    first, second, *_ = nsmallest(2, (path.count("/") for path in paths))
    return first == second
