from collections.abc import Iterator
from typing import ClassVar

from vaulttools.edits import Edit, Safety
from vaulttools.findings import Finding, Severity
from vaulttools.note import Note
from vaulttools.rule import Bad, Example, Good, VaultRule, fix
from vaulttools.spelling import Kind
from vaulttools.vault import Vault


class StraySpace(VaultRule):
    """A space inside a Korean word: `사용하 는`, `워크 플로로는`.

    ## Why
    Neither half is found by search, and the reader stops. Two words that make a word together are left alone where both
    can stand by themselves. With the extra `vaulttools[ko]` also `저장 하지` and `토큰증권 처럼` are seen.

    ## Fix
    Unsafe: the space goes.
    """

    severity: ClassVar[Severity] = Severity.HINT

    examples: ClassVar[tuple[Example, ...]] = (
        Good("사용하는 것, 토큰 증권, 다 같이 간다. 그 는 아니다.\n"),
        Bad("자주 사용하« »는 것이 좋« »습니다.\n", fixed="자주 사용하는 것이 좋습니다.\n"),
    )

    def check(self, note: Note, vault: Vault) -> Iterator[Finding]:
        for slip in vault.vocabulary.slips(note, Kind.GAP):
            yield self.finding(
                slip.span,
                "a space parts the word `{word}`",
                help="delete the space",
                fix=fix("delete the space", Edit(slip.span, ""), safety=Safety.UNSAFE),
                word=slip.word,
            )
