from functools import partial

from vaulttools.note.yaml import Node, leaves
from vaulttools.rule import Bad, Edit, Finding, Findings, Good, Note, Safety, Severity, Span, Vault, VaultRule, fix
from vaulttools.rules.links import MOST_GUESSES, meant, missing_block, missing_file, missing_heading
from vaulttools.vault.schemas import link_target

_TOSS = {"toss.md": "---\naliases: [Toss Bank]\n---\n## Team\n\nA deal. ^deal\n"}


class BrokenPropertyLink(VaultRule):
    """A link in the front matter to a note, heading or block that does not exist.

    ## Why
    A click on it creates an empty note somewhere, and the note that was meant gets no backlink. Where only the heading or
    the block is missing, it opens the note at its top.

    ## Fix
    Unsafe, where a single name or alias in the vault, or heading or block of the note, is close to the one written: the
    link is changed to it.
    """

    severity = Severity.HINT
    # Obsidian's own clipper links authors who have no note yet: many such links are meant.

    examples = (
        Good('---\nfounder: "[[서지온]]"\nsee: ["[[a#b|c]]"]\n---\n', beside={"people/서지온.md": "", "a.md": "# b\n"}),
        Good('---\nnote: "see [[nowhere]] for more"\nself: "[[#heading]]"\n---\n# Heading\n'),
        Good('---\nsee: ["[[toss#team]]", "[[toss#^deal]]", "[[d.pdf#page=3]]"]\n---\n', beside={"d.pdf": "", **_TOSS}),
        Bad('---\nfounder: "[[«서지운이라는 사람»]]"\n---\n'),
        Bad(
            '---\nsee:\n  - "[[«토큰증귄»|STO]]"\n---\n',
            beside={"토큰증권.md": ""},
            fixed='---\nsee:\n  - "[[토큰증권|STO]]"\n---\n',
        ),
        Bad(
            '---\nfrom: "[[«Toss Bank»]]"\nto: "[[«Toss Bnak»#Team|them]]"\n---\n',
            beside=_TOSS,
            fixed='---\nfrom: "[[toss|Toss Bank]]"\nto: "[[toss#Team|them]]"\n---\n',
        ),
        Bad('---\nsee: "[[toss#«Taem»]]"\n---\n', beside=_TOSS, fixed='---\nsee: "[[toss#Team]]"\n---\n'),
        Bad(
            '---\ncover: "[[«로고.jpg»]]"\nby: "[[«old/toss»]]"\nat: "[[«Toss Bnak»]]"\n---\n',
            beside={"img/로고.png": "", **_TOSS},
            fixed='---\ncover: "[[로고.png]]"\nby: "[[toss]]"\nat: "[[toss|Toss Bank]]"\n---\n',
        ),
        Bad('---\nteam:\n  lead: "[[«Nobody»]]"\n  all: ["[[toss]]", "[[«Noone»]]"]\n---\n', beside=_TOSS),
        Bad('---\nsee: ["[[toss#«Exit»]]", "[[toss#«^exit»]]"]\n---\n', beside=_TOSS),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        if "[[" not in note.text[: note.body_start]:
            return
        said = 0
        for node in (leaf for entry in note.properties for leaf in leaves(entry.node)):
            target = link_target(node.value)
            if not target:
                continue
            path, _, subpath = target.partition("#")
            found = vault.resolve(path, note.path).path
            if found is None:
                if not vault.unopened.is_ignored(path, note.path):
                    said += 1
                    yield self._without_note(path, node, note, vault, said <= MOST_GUESSES)
            elif found in vault.facts and subpath and not vault.subpaths.is_drawing(found):
                place = partial(_place, note, node, f"#{subpath}")
                whole = place(subpath)
                if subpath[0] == "^":
                    if not vault.subpaths.has_block(found, subpath[1:]):
                        yield missing_block(self, subpath, found, vault, whole, whole != node.span)
                elif not vault.subpaths.has_heading(found, subpath):
                    said += 1
                    guess = said <= MOST_GUESSES
                    yield missing_heading(self, subpath, found, vault, place, whole != node.span, guess)

    def _without_note(self, path: str, node: Node, note: Note, vault: Vault, guess: bool) -> Finding:
        at = note.text.find(path, *node.span)
        found = meant(path, note.path, vault, note.text.startswith("!", at - 3), guess) if at >= 0 else None
        near = vault.path_text(found.path, note.path) if found is not None else None
        place = Span(at, at + len(path)) if at >= 0 else node.span
        is_bare = note.text.startswith("]]", place.end)
        written = f"{near}|{found.alias}" if found is not None and found.alias and is_bare else near
        link = fix("link to `{near}`", Edit(place, written), safety=Safety.UNSAFE, near=near) if written else None
        return missing_file(self, path, place, near, link, note, vault)


def _place(note: Note, node: Node, subpath: str, words: str) -> Span:
    """Where `words`, the end of `subpath`, are written in the value `node`; all of it where that is written otherwise."""
    at = note.text.find(subpath, *node.span)
    end = at + len(subpath)
    return Span(end - len(words), end) if at >= 0 else node.span
