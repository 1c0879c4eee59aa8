"""Finds slips in running text: each different word is judged once, however often and in however many notes it stands."""

from collections.abc import Callable, Container, Iterator, Sequence

from vaulttools.korean.confusions import Certainty
from vaulttools.korean.kinds import Kind
from vaulttools.korean.near import restored
from vaulttools.korean.phrases import Cues, Phrase, phrases
from vaulttools.spelling.latin import among_english
from vaulttools.spelling.slips import Slip
from vaulttools.spelling.terms import Terms
from vaulttools.spelling.tokens import forget_if_many, judged, to_judge, ways_among
from vaulttools.spelling.variants import in_two_ways
from vaulttools.spelling.witness import Places, is_named, is_once, is_road, is_wrapped, witnessed
from vaulttools.text import Span

__all__ = ["Kind", "Slip", "find", "in_one", "is_road"]

_MOST_UNKNOWN = 1000
"""No note in Korean or English has more different words that are in no dictionary. Beyond this number, none is guessed at."""
_MOST_LOOKED_THROUGH = 10**8
"""Each guess looks through the whole note, so fewer words are guessed at in long ones: code points times words."""
_MOST_READ = 10_000
"""A note with more different words that are in no dictionary is in a language we do not know: the rest is not read."""
_MOST_IMPOSSIBLE = 30
"""If a note has more syllables that occur in no word, its encoding was misread: none of them is reported."""


def find(
    prose: str,
    words: Sequence[str],
    known: Callable[[Slip], bool],
    matters: Callable[[str], bool],
    held: Container[Cues] | None = None,
) -> tuple[list[Slip], list[int]]:
    """The slips in `prose`, a text in which U+FFFC stands for all that is not prose, in order; and where its unknown Hangul
    words stand that may be slips.

    `words` are its words, split at blanks, in order. What is `known` to be no slip is left out, and its word is not guessed
    at. Unknown words are reported only if they `matter`. `held` is as for `phrases`.
    """
    forget_if_many()
    tokens = frozenset(words)
    reading = _Reading(prose, words, known, matters)
    found: list[Slip] = []
    for token in to_judge(tokens):
        if reading.unknown > _MOST_READ:
            break
        found += reading.slips_of(token)
    found = [*among_english(found, prose)]
    if sum(slip.kind is Kind.SYLLABLE for slip in found) > _MOST_IMPOSSIBLE:
        found = [slip for slip in found if slip.kind is not Kind.SYLLABLE]
    found += in_two_ways(ways_among(tokens), tokens, prose, known)
    found += [slip for slip in map(_of_phrase, phrases(prose, tokens, held)) if not known(slip)]
    return sorted(found, key=lambda slip: slip.span), reading.places_of_unknown


class _Reading:
    """A text while its words are judged, one after the other."""

    def __init__(
        self, prose: str, words: Sequence[str], known: Callable[[Slip], bool], matters: Callable[[str], bool]
    ) -> None:
        self._prose = prose
        self._known = known
        self._matters = matters
        self._terms = Terms(words)
        self._places = Places(prose)
        self.most = min(_MOST_UNKNOWN, _MOST_LOOKED_THROUGH // (len(prose) + 1))
        """How many words are guessed at."""
        self.unknown = 0
        """How many unknown words there were so far."""
        self.places_of_unknown: list[int] = []
        """Where unknown Hangul words stand that may be slips."""

    def slips_of(self, token: str) -> list[Slip]:
        """The slips in `token`, at each place where it stands in the text."""
        found: list[Slip] = []
        said: list[Slip] = []
        for slip in judged(token):
            if self._known(slip):
                continue
            if slip.kind is Kind.UNKNOWN:
                self.unknown += 1
                is_guessed = self.unknown <= self.most
                gaps = self._gaps_beside(slip, token) if is_guessed and not slip.word.isascii() else []
                found += [gap for gap in gaps if not self._known(gap)]
                said += () if gaps else self._said_of_unknown(slip, is_guessed)
            elif slip.kind is Kind.KEYS:
                said += [slip] * is_once(slip.word, self._prose)
            elif slip.kind is Kind.JAMO and not slip.right:
                said.append(slip._replace(right=witnessed(restored(slip.word), slip.word, self._prose)))
            elif not (slip.kind is Kind.TABLE and self._is_piece(slip, token)):
                said.append(slip)
        for slip in said:
            start, end = slip.span
            is_guess = slip.kind in (Kind.UNKNOWN, Kind.KEYS)
            found += [
                slip._replace(span=Span(at + start, at + end))
                for at in self._places.of(token)
                if not (is_guess and is_named(self._prose, at))
            ]
        return found

    def _gaps_beside(self, slip: Slip, token: str) -> list[Slip]:
        """The blanks that cut off an unknown Hangul word from the rest of its word; its places are added to `places_of_unknown`."""
        from vaulttools.spelling.guesses import gaps  # most notes have no such word

        starts = [at + slip.span.start for at in self._places.of(token)]
        self.places_of_unknown += starts
        return list(gaps(slip.word, starts, self._prose))

    def _said_of_unknown(self, slip: Slip, is_guessed: bool) -> Iterator[Slip]:
        """What to report of an unknown word: what may have been meant and, if the word matters, that it is unknown."""
        from vaulttools.spelling.guesses import guessed

        guess = guessed(slip, self._prose, self._terms) if is_guessed else None
        if guess is not None and not self._known(guess):
            yield guess
        if (guess is None or guess.kind is not Kind.PARTICLE) and self._matters(slip.word):
            yield slip

    def _is_piece(self, slip: Slip, token: str) -> bool:
        """Whether the word of `slip`, in `token`, is nothing but a longer word's half, cut off by a line break."""
        at = self._places.of(token)[0] + slip.span.start
        return is_wrapped(slip.word, self._prose, at) and is_once(slip.word, self._prose)


def _of_phrase(phrase: Phrase) -> Slip:
    start, end, right, words = phrase
    span = Span(start, end)
    if not right:
        return Slip(Kind.GAP, span, " ", words, right, Certainty.LIKELY)
    if " " in right and len(right) > end - start:
        return Slip(Kind.BLANK, span, words, words, right, Certainty.SURE)
    return Slip(Kind.TABLE, span, words[-len(right) :], words, right, Certainty.LIKELY)


def in_one(slips: Sequence[Slip]) -> list[Slip]:
    """`slips`, sorted, with one for two that tell of the same: of the blanks of the same words (생성 하는것 for 생성하는 것,
    해야할 지 for 해야 할지), or a
    misspelling or missing blank that is found in two ways (할 수 잇으니, 팔릴수도)."""
    found: list[Slip] = []
    for slip in slips:
        last = found[-1] if found else None
        if last and slip.kind is last.kind in (Kind.TABLE, Kind.BLANK) and slip.span.start < last.span.end:
            continue
        if (
            slip.kind is Kind.BLANK
            and slip.right
            and last
            and last.kind is Kind.GAP
            and last.span.end == slip.span.start
        ):
            before = last.word.partition(" ")[0]
            words = f"{before} {slip.wrong}"
            found[-1] = slip._replace(
                span=Span(last.span.start - len(before), slip.span.end),
                wrong=words,
                word=words,
                right=before + slip.right,
                certainty=Certainty.LIKELY,
            )
        elif (
            last
            and last.kind is Kind.BLANK
            and last.right
            and slip.kind is Kind.GAP
            and slip.span.start == last.span.end
        ):
            rest = slip.word.rpartition(" ")[2]
            words = f"{last.wrong} {rest}"
            found[-1] = last._replace(
                span=Span(last.span.start, slip.span.end + len(rest)), wrong=words, word=words, right=last.right + rest
            )
        else:
            found.append(slip)
    return found
