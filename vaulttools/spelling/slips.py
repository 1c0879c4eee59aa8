"""A slip: what the spelling rules report, of one of several kinds."""

from vaulttools.korean.confusions import Certainty
from vaulttools.korean.hangul import is_usual
from vaulttools.korean.kinds import Kind
from vaulttools.text import Span
from vaulttools.values import NamedTuple


class Slip(NamedTuple):
    """A slip in a text: `wrong`, which stands at `span`, should read `right` (empty where nobody knows)."""

    kind: Kind
    span: Span
    wrong: str
    word: str
    """The whole word, from its first letter."""
    right: str
    certainty: Certainty

    @property
    def is_garbled(self) -> bool:
        """Whether this can be no name, because of loose jamo or an impossible syllable in what is otherwise a known word."""
        if self.kind is Kind.UNKNOWN:
            return not (self.word.isascii() or all(map(is_usual, self.word)))
        return self.kind in (Kind.JAMO, Kind.SYLLABLE) and self.right != ""
