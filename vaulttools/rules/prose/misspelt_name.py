from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from vaulttools.edits import Edit, Safety
from vaulttools.findings import Finding
from vaulttools.korean.hangul import final_sound, is_syllable
from vaulttools.korean.particles import read_tail
from vaulttools.note import Note
from vaulttools.rule import Bad, Example, Good, VaultRule, fix
from vaulttools.spelling import Kind
from vaulttools.text import Span, match_key
from vaulttools.vault import Vault

_SHORTEST = {True: 3, False: 5}
"""The fewest Hangul syllables, or Latin letters, of a name that a misspelling can be told from another word."""


@dataclass(frozen=True)
class MisspeltName(VaultRule):
    """A word that is nearly the name of a company, concept or person of the vault: `오션펀팅` for `오션펀딩`.

    ## Why
    A misspelt name is no mention: it is not linked, and the note it means does not know of it.

    ## Fix
    Unsafe: the name as the vault spells it.
    """

    examples: ClassVar[tuple[Example, ...]] = (
        Good(
            "오션펀딩을 만났다. 오션펀드는 다르다. 한결같이.\n",
            beside={"companies/오션펀딩.md": "", "companies/한결.md": ""},
        ),
        Good("Ledgerleaf won. Ledger leaf, ledgers.\n", beside={"companies/Ledgerleaf.md": ""}),
        Bad("«오션펀팅»을 만났다.\n", beside={"companies/오션펀딩.md": ""}, fixed="오션펀딩을 만났다.\n"),
        Bad("We met «Ledgerlaef» again.\n", beside={"companies/Ledgerleaf.md": ""}, fixed="We met Ledgerleaf again.\n"),
    )

    def check(self, note: Note, vault: Vault) -> Iterator[Finding]:
        for slip in vault.slips(note, Kind.STRANGE):
            found = _name_in(slip.word, vault)
            if found is not None:
                length, name = found
                span = Span(slip.span.start, slip.span.start + length)
                yield self.finding(
                    span,
                    "`{word}` is nearly the name `{name}`",
                    help="write `{name}`",
                    fix=fix("write `{name}`", Edit(span, name), safety=Safety.UNSAFE, name=name),
                    word=span.of(note.text),
                    name=name,
                )


def _name_in(word: str, vault: Vault) -> tuple[int, str] | None:
    """How much of `word` is nearly a name, the rest being particles, and the name; the longest first."""
    hangul = is_syllable(word[0])
    for length in range(len(word), _SHORTEST[hangul] - 1, -1):
        part, rest = word[:length], word[length:]
        if rest and (not hangul or read_tail(final_sound(part), rest) is None):
            continue
        name = vault.nearest_entity(part)
        if (
            name is not None
            and " " not in name
            and is_syllable(name[0]) == hangul
            and match_key(name) != match_key(part)
        ):
            return length, name
    return None
