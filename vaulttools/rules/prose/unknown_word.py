from collections.abc import Iterator
from typing import ClassVar

from vaulttools.edits import Edit, Safety
from vaulttools.findings import Finding, Severity
from vaulttools.note import Note
from vaulttools.rule import Bad, Example, Good, VaultRule, fix
from vaulttools.spelling import Kind
from vaulttools.vault import Vault


class UnknownWord(VaultRule):
    """A word that is in no dictionary, and one slip of the keys away from one that is.

    ## Why
    Misspelt words are not found by search. Names, aliases, headings and the words in `.vaulttools-words.txt`, or under
    `words` in the front matter, are known.

    ## Fix
    Unsafe: offered where only one common word is a slip away.
    """

    severity: ClassVar[Severity] = Severity.HINT
    flags_words: ClassVar[bool] = True

    examples: ClassVar[tuple[Example, ...]] = (
        Good("토큰증권 발행사는 조각투자자에게 설명한다. 블록체인 기반입니다.\n"),
        Good("We use kubectl and the rest of it, naïve café.\n"),
        Good("안녕하셰요들.\n", beside={"안녕하셰요들.md": ""}),
        Bad("다시 «시작합니더» 그리고.\n", fixed="다시 시작합니다 그리고.\n"),
        Bad("The «compamy» grew.\n", fixed="The company grew.\n"),
    )

    def check(self, note: Note, vault: Vault) -> Iterator[Finding]:
        for slip in vault.slips(note, Kind.KEYS):
            yield self.finding(
                slip.span,
                "`{word}` is no known word",
                help="write `{right}`" if slip.right else "correct it, or add it to `.vaulttools-words.txt`",
                fix=fix("write `{right}`", Edit(slip.span, slip.right), safety=Safety.UNSAFE, right=slip.right)
                if slip.right
                else None,
                word=slip.word,
                right=slip.right,
            )
