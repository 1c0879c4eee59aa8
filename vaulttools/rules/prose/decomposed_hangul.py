import unicodedata

from vaulttools.rule import Bad, Edit, Findings, Good, Note, NoteRule, Span, pattern
from vaulttools.text import normalized

_DECOMPOSED = pattern(
    "[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?(?:[가-힣\u1100-\u1112\u1161-\u1175\u11a8-\u11c2 ]*[\u1161-\u11c2])?"
)


class DecomposedHangul(NoteRule):
    """Hangul stored as separate letters (NFD), as some programs write it: it looks right but is not found.

    ## Why
    `한` can be one character or three. File names copied from macOS have three; a search for one misses the other.

    ## Fix
    Safe: the same text, composed (NFC).
    """

    examples = (
        Good("한국 시장, ㄱㄴㄷ\n"),
        Bad("어느 «\u1112\u1161\u11ab\u1100\u116e\u11a8» 시장.\n", fixed="어느 한국 시장.\n"),
    )

    def check(self, note: Note) -> Findings:
        if note.prose.isascii() or unicodedata.is_normalized("NFC", note.prose):
            return
        for match in _DECOMPOSED.finditer(note.prose):
            span = Span(*match.span())
            composed = normalized("NFC", match[0])
            yield self.finding(
                span,
                "`{word}` is stored as separate letters",
                help="store it composed",
                edits=[Edit(span, composed)],
                word=composed,
            )
