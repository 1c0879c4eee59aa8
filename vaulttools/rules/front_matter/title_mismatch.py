from vaulttools.rule import Bad, Findings, Good, Note, Vault, VaultRule
from vaulttools.vault.census import is_same_title, top_heading

_LEAST = 5
"""How many other notes must have a title before there is a custom to go by."""
_NO_TITLES = frozenset(("readme", "index", "_index", "skill"))
"""File names that say what a file is for, and not what it is about."""


def _beside(last: str) -> dict[str, str]:
    titles = {
        f"{name}.md": f"---\ntitle: {name}\n---\n# {name}\n" for name in ("Alpha", "Beta", "Gamma", "Delta", "조각")
    }
    return {**titles, last: "---\ntitle: Omega\n---\n"}


class TitleMismatch(VaultRule):
    """A title that differs from the file name or the first heading, in a vault where these agree.

    ## Why
    It is usually left over from the note that this one was copied from, and shows the wrong name in lists and searches.
    Reported only where nineteen in twenty titles agree: elsewhere, notes have titles of their own.

    ## Fix
    None: only you know which of the two is right.
    """

    examples = (
        Good("---\ntitle: 상반기 피치데이\n---\n", path="2025-03-07 상반기 피치데이.md", beside=_beside("Omega.md")),
        Good("---\ntitle: Acme, the long story\n---\n", path="acme.md", beside=_beside("Omega.md")),
        Good("---\ntitle: Seed round\n---\n", path="2025-03-07_Seed_round.md", beside=_beside("Omega.md")),
        Good("---\ntitle: Oct 12th, 2020\n---\n", path="2020_10_12.md", beside=_beside("Omega.md")),
        Good("---\ntitle: Something else\n---\n", path="Zeta.md", beside={"Alpha.md": "---\ntitle: Alpha\n---\n"}),
        Bad("---\ntitle: «상반기 피치데이»\n---\n", path="2025-10-17 하반기 피치데이.md", beside=_beside("Omega.md")),
        Bad("---\ntitle: «Oct 13th, 2020»\n---\n", path="2020_10_12.md", beside=_beside("Omega.md")),
        Bad("---\ntitle: «Zeta»\n---\n# Omicron\n", path="Zeta.md", beside=_beside("Omega.md")),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        said = note.front_matter.data.get("title")
        if not isinstance(said, str) or not said:
            return
        for what, other in (("name", note.name), ("heading", top_heading(note.facts))):
            if not other or (what == "name" and other.lower() in _NO_TITLES) or is_same_title(said, other):
                continue
            title = next((each for each in reversed(note.properties) if each.key == "title"), None)
            if title is None:
                return
            share = vault.census.titles_like(what)
            if share._replace(all=share.all - 1).is_usual(_LEAST, 9.5):
                yield self.finding(
                    title.value_span,
                    "the file is named `{other}`" if what == "name" else "the first heading is `{other}`",
                    help="give both the same name",
                    other=other,
                )
                return
