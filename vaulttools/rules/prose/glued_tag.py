from vaulttools.korean.hangul import is_syllable, sound
from vaulttools.korean.particles import Tail, read_tail
from vaulttools.rule import Bad, Edit, Findings, Good, Note, Safety, Span, Vault, VaultRule, fix

_PARTICLES = ("을", "를", "은", "는", "이", "가", "와", "과", "에서", "으로", "로", "의", "에", "에는", "에서는")


class GluedTag(VaultRule):
    """A tag with a particle that has become part of it: `#투자를` is the tag `투자를`, not `투자`.

    ## Why
    Obsidian ends a tag at a space or punctuation, not at a particle: the note does not show up under the tag that was meant.

    ## Fix
    Unsafe: a space is put between tag and particle. Only where the vault uses the tag without the particle elsewhere.
    """

    examples = (
        Good("#투자 를 한다. #고양이 #평가\n", beside={"b.md": "#투자 #고양 #평\n"}),
        Good("#투자를 한다.\n"),
        Bad("«#투자를» 한다.\n", beside={"b.md": "#투자\n"}, fixed="#투자 를 한다.\n"),
        Bad("«#스타트업에서» 본 것.\n", beside={"b.md": "#스타트업\n"}, fixed="#스타트업 에서 본 것.\n"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for tag in note.tags:
            for particle in _PARTICLES:
                name = tag.name.removesuffix(particle)
                if (
                    name != tag.name
                    and len(name) > (1 if len(particle) > 1 or particle in "을를은는" else 2)
                    and is_syllable(name[-1])
                    and read_tail(sound(name[-1]), particle) is Tail.PARTICLE
                    and _uses(vault, name) >= _uses(vault, tag.name)
                ):
                    at = tag.span.end - len(particle)
                    yield self.finding(
                        tag.span,
                        "the particle `{particle}` is part of the tag",
                        help="write `#{name}` and a space",
                        fix=fix("separate them", Edit(Span(at, at), " "), safety=Safety.UNSAFE),
                        particle=particle,
                        name=name,
                    )
                    break


def _uses(vault: Vault, tag: str) -> int:
    """How many notes have `tag`."""
    return sum(vault.census.spellings(tag).values())
