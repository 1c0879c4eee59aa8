from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from vaulttools.edits import Edit, Safety
from vaulttools.findings import Finding
from vaulttools.note import Note
from vaulttools.rule import Bad, Example, Good, VaultRule, fix
from vaulttools.spelling import Kind
from vaulttools.vault import Vault


@dataclass(frozen=True)
class WrongParticle(VaultRule):
    """A particle in the form that does not go with the sound before it: `마크업와`, `레이어을`.

    ## Why
    The reader stumbles, and the name before the particle is not recognised as a mention.

    ## Fix
    Unsafe: the other form of the particle takes its place.
    """

    examples: ClassVar[tuple[Example, ...]] = (
        Good("토큰증권은 마크업과 레이어를 쓴다. 나는 자료와 함께 간다. 길로, 서울로, 집으로.\n"),
        Good("`레이어`을 API을 CSS은 조용하다.\n"),
        Bad("새 마크업«와» 레이어«을» 쓴다.\n", fixed="새 마크업과 레이어를 쓴다.\n"),
    )

    def check(self, note: Note, vault: Vault) -> Iterator[Finding]:
        for slip in vault.slips(note, Kind.PARTICLE):
            yield self.finding(
                slip.span,
                "the particle `{word}` does not go with the sound before it",
                help="write `{right}`" if slip.right else "use its other form",
                fix=fix("write `{right}`", Edit(slip.span, slip.right), safety=Safety.UNSAFE, right=slip.right)
                if slip.right
                else None,
                word=slip.span.of(note.text),
                right=slip.right,
            )
