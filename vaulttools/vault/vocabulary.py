"""The words that a vault knows, and what looks misspelt beside them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache, partial

from vaulttools.korean.analyser import Analyser, Correction
from vaulttools.korean.confusions import Certainty
from vaulttools.korean.hangul import final_sound, is_syllable
from vaulttools.korean.lexicon import is_common, is_word
from vaulttools.korean.particles import other_form, read_tail
from vaulttools.note import Note, Regions
from vaulttools.note.outline import Confidence, Outline, Role
from vaulttools.search import Search, searcher
from vaulttools.spelling import Kind, Slip
from vaulttools.spelling.variants import Ways, apart, places
from vaulttools.text import match_key, occurrences
from vaulttools.values import Value, cached_method, grouped, last_answer
from vaulttools.vault.census import Census
from vaulttools.vault.near_names import NearNames, by_keystrokes

_SHORTEST_NEAR = {True: 3, False: 5}
"""The fewest Hangul syllables, or Latin letters, of a name whose misspellings can be told from other words."""
_SHORTEST_TERM = 4
"""The fewest syllables of a term of headings; those of three are as often the names of two people."""
_NOTES_OF_TERM = 3
_HEADINGS_OF_COMPOUND = 5


class Vocabulary(Value):
    """The words in the names of a vault, in its headings, and those that its owner declared to be right. Judges slips."""

    _words: frozenset[str]
    """Those of names, and those declared."""
    _near_entities: Callable[[], NearNames]
    """The names of entities."""
    _census: Callable[[], Census]
    _outline: Callable[[Note], Outline]
    _analyser: Analyser | None

    def _analyse(self, lines: Iterable[tuple[str, bool]]) -> Sequence[Sequence[Correction]]:
        return self._analyser(lines, _unknown_to_lexicon(self._words)) if self._analyser else ()

    def slips(self, note: Note, kind: Kind) -> Sequence[Slip]:
        """The slips of one kind in `note`, less those in words that the vault has among its names or its owner's words.

        So are those in words of its headings, and in what the note seems to call a company.
        """
        return self._slips(note).get(kind, ())

    @last_answer
    def _slips(self, note: Note) -> Mapping[Kind, Sequence[Slip]]:
        analyse = self._analyse if self._analyser else None
        known = partial(self._knows, frozenset(map(match_key, note.words)))
        found = [*note.slips(known, self._matters, analyse), *self._parted(note)]
        by_kind = grouped((slip.kind, slip) for slip in (self._outside_names(note, found) if found else ()))
        is_rarer = cache(partial(self._is_rarer, note))
        for slip in by_kind.get(Kind.TABLE, ()):
            if slip.certainty is Certainty.DISPUTED and is_rarer(slip.wrong, slip.right):
                rarer = slip._replace(kind=Kind.VARIANT, word=slip.wrong, certainty=Certainty.LIKELY)
                by_kind.setdefault(Kind.VARIANT, []).append(rarer)
        return by_kind

    def _parted(self, note: Note) -> Iterator[Slip]:
        """The compounds that headings of the vault write in one word, and `note` only in two, outside of its headings."""
        compounds, search = self._compounds
        if not compounds:
            return
        found = {compounds[index] for index, _, _ in search.find_matches_as_indexes(note.prose, True)}
        if not found:
            return
        headings = Regions(heading.span for heading in note.headings)
        for ways in found:
            if ways.word not in note.prose:
                for span in places(ways.other, note.prose):
                    if headings.at(span.start) is None:
                        yield Slip(Kind.VARIANT, span, ways.other, ways.other, ways.word, Certainty.LIKELY)

    @cached_property
    def _compounds(self) -> tuple[Sequence[Ways], Search]:
        """The compounds that headings write in one word, and what finds them in two."""
        census = self._census()
        known = [(word, apart(word)) for word in census.heading_words(_HEADINGS_OF_COMPOUND) if is_syllable(word[0])]
        found = [
            ways for word, ways in known if ways and ways.word == word and census.is_one_word(word, *ways.other.split())
        ]
        return found, searcher([ways.other for ways in found])

    def _outside_names(self, note: Note, slips: Sequence[Slip]) -> Iterator[Slip]:
        """`slips` that lie in no company's name, where the outline of `note` has it or anywhere else in the note.

        Where it is not sure that a name is one, what is sure of a misspelling is only likely, and nothing is guessed at.
        """
        names: dict[str, Confidence] = {}
        for company in self._outline(note).of(Role.COMPANY, Confidence.LOW):
            names[company.name] = max(company.confidence, names.get(company.name, Confidence.LOW))
        sure, doubtful = (
            Regions(
                span
                for name, confidence in names.items()
                if name and (confidence > Confidence.LOW) == is_sure
                for span in occurrences(name, note.text)
            )
            for is_sure in (True, False)
        )
        for slip in slips:
            if slip.kind in _IN_NAMES and sure.at(slip.span.start) is not None:
                continue
            if doubtful.at(slip.span.start) is None:
                yield slip
            elif slip.certainty is Certainty.SURE:
                yield slip._replace(certainty=Certainty.LIKELY)
            elif slip.kind not in _GUESSED:
                yield slip

    def _is_rarer(self, note: Note, word: str, standard: str) -> bool:
        """Whether the `standard` spelling of a disputed `word` is that of headings, or stands in `note` as often."""
        if self._census().is_custom(standard, word):
            return True
        standards = len([*places(standard, note.prose)]) if standard in note.prose else 0
        return standards > 0 and standards >= len([*places(word, note.prose)])

    def has(self, word: str) -> bool:
        """Whether `word` stands in the name or alias of a note, or is one that the owner declared to be right."""
        return match_key(word) in self._words

    @cached_property
    def _known_slips(self) -> dict[tuple[str, str, bool, bool, frozenset[str]], bool]:
        """What `_knows` has answered."""
        return {}

    def _knows(self, words: frozenset[str], slip: Slip) -> bool:
        """Whether the word of `slip` is a known name with its particles, or holds the slip inside such a name.

        `words` are those that the note declares to be right.
        """
        sure = slip.certainty is Certainty.SURE
        asked = slip.word, slip.wrong if sure else "", slip.kind is Kind.KEYS, slip.is_garbled, words
        known = self._known_slips.get(asked)
        if known is None:
            known = self._known_slips[asked] = self._holds_name(slip, sure, words)
        return known

    def _holds_name(self, slip: Slip, sure: bool, words: frozenset[str]) -> bool:
        word, wrong = match_key(slip.word), match_key(slip.wrong)
        named, in_heading = self._words, self._census().has_in_heading
        if wrong in words or wrong in named:
            return True
        for length in range(2, len(word) + 1):
            name = word[:length]
            if name in named or name in words or (in_heading(name) and not slip.is_garbled):
                rest = word[length:]
                if (
                    not rest
                    or (sure and wrong in name)
                    or _is_tail(name, rest)
                    or (slip.kind is Kind.KEYS and bool(other_form(rest)))
                ):
                    return True
        return False

    @cached_method
    def _matters(self, word: str) -> bool:
        """Whether a word of no dictionary is nearly an entity's name or a term, or begins with a name of the vault."""
        return (
            self.near_entity_in(word) is not None
            or any(self.has(word[:length]) for length in range(2, len(word)))
            or self.near_term_in(word) is not None
        )

    def near_entity_in(self, word: str) -> tuple[int, str] | None:
        """How much of `word` is nearly an entity's name, the rest being particles, and the name; the longest first."""
        return _near_in(word, self._near_entities(), _SHORTEST_NEAR[is_syllable(word[0])])

    def near_term_in(self, word: str) -> tuple[int, str] | None:
        """How much of Hangul `word` is nearly a term that headings of several notes have, and that; as `near_entity_in`."""
        if len(word) < _SHORTEST_TERM or not is_syllable(word[0]):
            return None
        return _near_in(word, self._near_terms, _SHORTEST_TERM)

    @cached_property
    def _near_terms(self) -> NearNames:
        words = self._census().heading_words(_NOTES_OF_TERM)
        return NearNames(
            by_keystrokes(word for word in words if len(word) >= _SHORTEST_TERM and is_syllable(word[0])),
            most=1,
            is_meant=lambda word: not is_common(word),
        )


_IN_NAMES = frozenset((Kind.TABLE, Kind.FORMER, Kind.KEYS, Kind.BLANK, Kind.GAP, Kind.PARTICLE, Kind.VARIANT))
"""The slips that a name may hold on purpose. What is nearly the name of an entity is not among them, nor is what no key gives."""
_GUESSED = frozenset((Kind.KEYS, Kind.BLANK))
"""What is guessed at in words that no dictionary has."""


@lru_cache(maxsize=4)
def _unknown_to_lexicon(words: frozenset[str]) -> frozenset[str]:
    """Those of `words` in Hangul that the lexicon has not: the analyser would take them to pieces."""
    return frozenset(word for word in words if len(word) > 1 and is_syllable(word[0]) and not is_word(word))


def _near_in(word: str, names: NearNames, shortest: int) -> tuple[int, str] | None:
    """How much of `word` is nearly one of `names`, `shortest` code points at least, and that one."""
    hangul = is_syllable(word[0])
    for length in range(len(word), shortest - 1, -1):
        part, rest = word[:length], word[length:]
        if rest and (not hangul or not _is_tail(part, rest)):
            continue
        name = names.find(part)
        if (
            name is not None
            and " " not in name
            and is_syllable(name[0]) == hangul
            and match_key(name) != match_key(part)
        ):
            return length, name
    return None


def _is_tail(name: str, rest: str) -> bool:
    """Whether `rest` is a chain of particles that agrees with `name`."""
    return read_tail(final_sound(name), rest) is not None
