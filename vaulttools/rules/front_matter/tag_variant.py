from vaulttools.rule import (
    Bad,
    Edit,
    Finding,
    Findings,
    Good,
    Note,
    Safety,
    Severity,
    Span,
    Vault,
    VaultRule,
    fix,
    option,
)
from vaulttools.text import match_key

_OTHERS = {"A.md": "---\ntags: [pitch-day]\n---\n", "B.md": "#pitch-day\n"}


class TagVariant(VaultRule):
    """A tag that other notes spell differently: in case, hyphens or language.

    ## Why
    A search for one of two tags finds only half. (Obsidian treats tags that differ only in case as one.)

    ## Fix
    Unsafe: the tag gets the spelling that most notes have, or the first one of its synonyms.
    """

    severity = Severity.HINT

    synonyms: tuple[str, ...] = option((), "Tags with the same meaning, the preferred one first: `핀테크 = fintech`.")

    examples = (
        Good("---\ntags: [pitch-day]\n---\n", beside=_OTHERS),
        Good("---\ntags: [fintech]\n---\n#핀테크\n"),
        Bad("---\ntags: [x, «PitchDay»]\n---\n", beside=_OTHERS, fixed="---\ntags: [x, pitch-day]\n---\n"),
        Bad("Seen at «#pitch_day».\n", beside=_OTHERS, fixed="Seen at #pitch-day.\n"),
        Bad(
            "---\ntags:\n  - «fintech»\n---\n",
            options={"synonyms": ("핀테크 = fintech = FinTech",)},
            fixed="---\ntags:\n  - 핀테크\n---\n",
        ),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        tags = note.facts.tags
        if not tags or not (self.synonyms or not vault.census.varied.isdisjoint(tags)):
            return
        preferred = {match_key(each): first for first, *others in map(_parted, self.synonyms) for each in others}
        for scalar in note.scalars:
            tag = scalar.node.value
            better = _better(tag, vault, preferred) if scalar.entry.key == "tags" and isinstance(tag, str) else None
            if better is not None:
                yield self._finding(scalar.node.span, tag, better, note.front_matter.put(scalar, better))
        for tag in note.tags:
            better = _better(tag.name, vault, preferred)
            if better is not None:
                yield self._finding(tag.span, tag.name, better, Edit(tag.span, f"#{better}"))

    def _finding(self, span: Span, tag: str, better: str, edit: Edit | None) -> Finding:
        return self.finding(
            span,
            "the tag `{tag}` is also written `{better}`",
            help="use one of the two",
            fix=fix("write `{new}`", edit, safety=Safety.UNSAFE, new=better),
            tag=tag,
            better=better,
        )


def _parted(synonyms: str) -> list[str]:
    return [name.strip().lstrip("#") for name in synonyms.split("=")]


def _better(tag: str, vault: Vault, preferred: dict[str, str]) -> str | None:
    """The spelling of `tag` that is to be preferred, if it is another one."""
    synonym = preferred.get(match_key(tag))
    if synonym is not None:
        return synonym if synonym != tag else None
    if tag not in vault.census.varied:
        return None
    spellings = vault.census.spellings(tag)
    usual = max(sorted(spellings), key=spellings.__getitem__)
    return usual if spellings[usual] > spellings.get(tag, 0) else None
