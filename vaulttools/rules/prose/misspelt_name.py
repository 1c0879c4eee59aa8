from vaulttools.rule import Bad, Findings, Good, Note, Span, Vault, VaultRule
from vaulttools.spelling import Kind


class MisspeltName(VaultRule):
    """A word that is close to the name of a company, concept or person in the vault: `오션펀팅` for `오션펀딩`.

    ## Why
    A misspelt name does not count as a mention: it is not linked, and the note it means has no backlink.

    ## Fix
    Unsafe: the name is spelled as in the vault.
    """

    examples = (
        Good(
            "오션펀딩을 만났다. 오션펀드는 다르다. 한결같이.\n",
            beside={"companies/오션펀딩.md": "", "companies/한결.md": ""},
        ),
        Good("Ledgerleaf won. Ledger leaf, ledgers.\n", beside={"companies/Ledgerleaf.md": ""}),
        Bad("«오션펀팅»을 만났다.\n", beside={"companies/오션펀딩.md": ""}, fixed="오션펀딩을 만났다.\n"),
        Bad("We met «Ledgerlaef» again.\n", beside={"companies/Ledgerleaf.md": ""}, fixed="We met Ledgerleaf again.\n"),
    )

    def check(self, note: Note, vault: Vault) -> Findings:
        for slip in vault.vocabulary.slips(note, Kind.UNKNOWN):
            found = vault.vocabulary.near_entity_in(slip.word)
            if found is not None:
                length, name = found
                span = Span(slip.span.start, slip.span.start + length)
                word = span.of(note.text)
                yield self.correction(span, name, "`{word}` is close to the name `{name}`", word=word, name=name)
