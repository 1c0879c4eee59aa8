"""What a vault's owner set up, and what is known of its files beside their texts."""

from collections.abc import Callable, Mapping, Sequence

from vaulttools.korean.analyser import Analyser
from vaulttools.values import Value, field
from vaulttools.vault.schemas import KINDS, Schemas, Traits

DIALECTS = ("obsidian", "logseq", "dendron", "vimwiki")
"""Whose wiki-links a vault may hold. Foam's are Obsidian's; Roam's are Logseq's."""


def _nobody_knows(path: str) -> str:
    return ""


class Settings(Value):
    """How the vault's owner set Obsidian up, as far as it bears on links (`.obsidian/app.json`), and its kinds."""

    link_format: str = "shortest"
    """`shortest`, `relative` or `absolute`: how a link to a note is written."""
    markdown_links: bool | None = False
    """Whether links are written `[text](path.md)` instead of `[[path]]`; None for as most of them are."""
    kinds: Mapping[str, Traits] = field(default_factory=lambda: KINDS)
    schemas: Schemas = field(default_factory=Schemas)
    """What front matter should hold, also by `.obsidian/types.json`."""
    born: Callable[[str], str] = _nobody_knows
    """The day (`2025-03-07`) on which a note first came, by its path; empty if nobody knows."""
    words: frozenset[str] = frozenset()
    """Words that the vault's owner declared to be right (`.vaulttools-words.txt`)."""
    text: Callable[[str], str] = _nobody_knows
    """The text of a note, by its path; empty if nobody knows."""
    text_to_learn: Callable[[str], str] | None = None
    """The same, for `Usage.habits` only: what is learned counts there, and not the words."""
    analyse: Analyser | None = None
    """The Korean analyser, where the extra `ko` is installed."""
    former: Callable[[str], str] = _nobody_knows
    """The text of a note as it was last committed, by its path; empty if it is still so, or nobody knows."""
    moved: Callable[[], Mapping[str, str]] = dict
    """What files that were moved since the last commit are called now, by their paths of then; empty for deleted ones."""
    dialect: str = DIALECTS[0]
    """Whose wiki-links the notes hold."""
    on_canvases: Callable[[], Mapping[str, Sequence[str]]] = dict
    """By the path of each canvas, the targets of what it shows and links to."""
    ignored: Sequence[str] = ()
    """The files that git ignores: no part of the vault, but Obsidian opens links to them."""
    day_format: str = ""
    """The format of the paths of daily notes (`.obsidian/daily-notes.json`); empty for `YYYY-MM-DD`."""
