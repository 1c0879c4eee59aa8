"""Finds slips in running text: each different word is judged once, however often and in however many notes it stands."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from vaulttools.edits import Edit
from vaulttools.english.spelling import is_joined, is_made, is_often, meant, misspellings, words_among
from vaulttools.english.spelling import is_word as is_english
from vaulttools.korean.blanks import counted, is_surely_two
from vaulttools.korean.confusions import BEHIND_LOANWORD, Certainty, Misspelling, misformed, misspelling
from vaulttools.korean.guess import Sort, guess, has_twin, mistaken_call, mistaken_until, other_subject
from vaulttools.korean.hangul import Final, is_syllable, sound
from vaulttools.korean.jamo import stray_jamo
from vaulttools.korean.keyboard import as_hangul, as_latin
from vaulttools.korean.lexicon import goes_on, is_common, is_everyday, is_listed, is_noun, is_verb, is_word
from vaulttools.korean.particles import agreeing_form, read_tail, stem
from vaulttools.korean.phrases import Cues, Phrase, phrases
from vaulttools.korean.strange import is_garbled, is_short, is_tail, may_be_name
from vaulttools.patterns import pattern
from vaulttools.spelling import variants
from vaulttools.spelling.terms import Terms
from vaulttools.text import Span
from vaulttools.values import grouped


class Kind(StrEnum):
    """What sort of slip it is."""

    TABLE = "a misspelling of the tables"
    FORMER = "a name that is no longer in use"
    JAMO = "loose jamo in a word"
    SYLLABLE = "a syllable that no Korean word has"
    PARTICLE = "the other form of a particle"
    KEYS = "a word that is none, one slip from one"
    BLANK = "two words in one"
    STRANGE = "a word of no dictionary"
    MODE = "a word typed in the other mode of the keyboard"
    GAP = "a blank within a word"
    VARIANT = "a word that is written another way more often"


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
    def edits(self) -> tuple[Edit, ...]:
        """What puts it right; nothing where nobody knows how."""
        return (Edit(self.span, self.right),) if self.right else ()


_RUN = pattern("[가-힣ㄱ-ㅎㅏ-ㅣ]+|[A-Za-z]+(?:['’][a-z]+)?")
_OPENING = frozenset("([{<\"'“‘*_~=|>-:;,/!?.…·")
_IN_NAME = frozenset("0123456789_./\\@#$&=+~:%-")
_IN_WORD = frozenset("_-@/\\#&=~0123456789")
"""What goes on after a Hangul word that is part of a longer one: `재산세과-264`."""
_LASTS = pattern(
    "(초|분|시간|일|주|주일|개월|달|년)(동안[은의에도]?|만에[는도야]?|뒤[에는]?|안에[는도]?|이내[에의]?|후[에는]?|전[에은까]?)"
)
"""A unit of time behind its number, with a word glued to it that stands apart: 7분만에, 3년동안, 5년뒤."""
_COUNTED_CALLED = frozenset("년아 월아 일아 명아 건아 번아 개월아 시간아".split())
"""Counters with 아, which nobody calls: 이 was meant, whose key is beside it."""
_EACH = pattern(r"([연월])(\d[\d.,]*)(?:[회번만천억]|%)")
"""A unit of time glued to how much there is in each: 월1회, 연5%."""
_QUOTES = frozenset("\"'“‘”’*`")
_LONGEST = 60
"""The most letters in a row that may be a word."""
_clean: set[str] = set()
"""Tokens that have no slip."""
_slips: dict[str, tuple[Slip, ...]] = {}
_MOST = 1 << 18
"""So many tokens are remembered, in some 50 MB: a vault of 100,000 notes holds several times as many."""


def find(
    prose: str,
    words: Sequence[str],
    known: Callable[[Slip], bool],
    matters: Callable[[str], bool],
    strange: list[int] | None = None,
    holds: Callable[[Cues], bool] | None = None,
) -> list[Slip]:
    """The slips in `prose`, a text in which U+FFFC stands for all that is not prose, in order.

    `words` are what blanks part in it, in order. A slip that is `known` to be none is left out, and nothing is guessed of its word.
    Of words of no dictionary only those that `matter` are reported; the places of all those in Hangul are added to `strange`.
    `holds` is as for `phrases`.
    """
    if len(_clean) + len(_slips) > _MOST:
        for remembered in (_clean, _slips, _ways):
            remembered.clear()
    tokens = frozenset(words)
    reading = _Reading(prose, words, known, matters)
    found: list[Slip] = []
    for token in _to_judge(tokens):
        if reading.unknown > _MOST_READ:
            break
        found += reading.slips_of(token)
    if strange is not None:
        strange += reading.strange
    if sum(slip.kind is Kind.SYLLABLE for slip in found) > _MOST_IMPOSSIBLE:
        found = [slip for slip in found if slip.kind is not Kind.SYLLABLE]
    found += _in_two_ways(tokens, prose, known)
    found += [slip for slip in map(_of_phrase, phrases(prose, tokens, holds)) if not known(slip)]
    return sorted(found, key=lambda slip: slip.span)


class _Reading:
    """A text whose words are judged one after the other."""

    def __init__(
        self, prose: str, words: Sequence[str], known: Callable[[Slip], bool], matters: Callable[[str], bool]
    ) -> None:
        self._prose = prose
        self._known = known
        self._matters = matters
        self._terms = Terms(words)
        self._places = _Places(prose)
        self._most = min(_MOST_STRANGE, _MOST_LOOKED_THROUGH // (len(prose) + 1))
        self.unknown = 0
        """How many words of no dictionary there were so far."""
        self.strange: list[int] = []
        """Where those in Hangul stand, as far as they may be a slip."""

    def slips_of(self, token: str) -> list[Slip]:
        """The slips in `token`, at each place where it stands in the text."""
        found: list[Slip] = []
        said: list[Slip] = []
        for slip in _judged(token):
            if self._known(slip):
                continue
            if slip.kind is Kind.STRANGE:
                self.unknown += 1
                is_guessed = self.unknown <= self._most
                gaps = self._gaps_beside(slip, token) if is_guessed and not slip.word.isascii() else []
                found += [gap for gap in gaps if not self._known(gap)]
                said += () if gaps else self._said_of_strange(slip, is_guessed)
            elif slip.kind is Kind.KEYS:
                said += [slip] * _is_once(slip.word, self._prose)
            elif not (slip.kind is Kind.TABLE and self._is_piece(slip, token)):
                said.append(slip)
        for slip in said:
            start, end = slip.span
            is_guess = slip.kind in (Kind.STRANGE, Kind.KEYS)
            found += [
                slip._replace(span=Span(at + start, at + end))
                for at in self._places.of(token)
                if not (is_guess and _is_named(self._prose, at))
            ]
        return found

    def _gaps_beside(self, slip: Slip, token: str) -> list[Slip]:
        """The blanks that part a word of no dictionary in Hangul from the rest of it; its places are added to `strange`."""
        starts = [at + slip.span.start for at in self._places.of(token)]
        self.strange += starts
        return list(_gaps(slip.word, starts, self._prose))

    def _said_of_strange(self, slip: Slip, is_guessed: bool) -> Iterator[Slip]:
        """What is said of a word of no dictionary: what may be wrong with it, and where it matters, that no dictionary has it."""
        guessed = _guess(slip, self._prose, self._terms) if is_guessed else None
        if guessed is not None and not self._known(guessed):
            yield guessed
        if (guessed is None or guessed.kind is not Kind.PARTICLE) and self._matters(slip.word):
            yield slip

    def _is_piece(self, slip: Slip, token: str) -> bool:
        """Whether the word of `slip`, in `token`, stands in the text only where a line break parts a longer word."""
        at = self._places.of(token)[0] + slip.span.start
        return _is_wrapped_at(at, slip.word, self._prose) and _is_once(slip.word, self._prose)


def _judged(token: str) -> tuple[Slip, ...]:
    """What `_judge` says of `token`, which is remembered."""
    slips = _slips.get(token)
    if slips is None:
        slips = _judge(token)
        if slips:
            _slips[token] = slips
        else:
            _clean.add(token)
    return slips


def _to_judge(tokens: Set[str]) -> Collection[str]:
    """Those of `tokens` that may have slips, in the same order in each run where not all of them will be guessed at."""
    new = tokens - _clean
    plain = words_among(new)
    _clean.update(plain)
    new -= plain
    if len(new) <= _MOST_GARBLED:
        return new
    garbled = sorted(token for token in new if _GARBLED.search(token))
    return sorted(new - {*garbled[_MOST_GARBLED:]})


_NAMES = pattern(
    r"[^\w\r\n]*(?:경쟁사|경쟁|고객사|제휴사?|파트너사?|협력사|투자사|투자자|주주|납품처|거래처|공급사|비교|"
    r"[Cc]ompetitors?|[Cc]ustomers?|[Cc]lients?|[Pp]artners?|[Ii]nvestors?|vs\.?)[은는]?[ \t]*(?:[:：=→]|->|=>|[-–—][ \t])"
)
"""How a line begins that goes on with names of companies."""
_LONGEST_LINE = 1000


def _is_named(prose: str, at: int) -> bool:
    """Whether the word at `at` stands in a line of names, which no dictionary has: `경쟁사: 트릿지`."""
    start = max(0, at - _LONGEST_LINE)
    return _NAMES.match(prose, max(start, prose.rfind("\n", start, at) + 1), at) is not None


def _of_phrase(phrase: Phrase) -> Slip:
    start, end, right, words = phrase
    span = Span(start, end)
    if not right:
        return Slip(Kind.GAP, span, " ", words, right, Certainty.LIKELY)
    if " " in right:
        return Slip(Kind.BLANK, span, words, words, right, Certainty.SURE)
    return Slip(Kind.TABLE, span, words[-len(right) :], words, right, Certainty.LIKELY)


_ways: dict[str, variants.Ways] = {}
"""The words that can be written in two ways, by the tokens that hold them."""


_MOST_STRANGE = 1000
"""No note in Korean or English has more different words of no dictionary: the rest of them are not guessed at."""
_MOST_LOOKED_THROUGH = 10**8
"""Code points of a note, taken once for each word that is guessed at: of long notes fewer are, as each is looked for in all."""
_MOST_READ = 10_000
"""A note with more different words of no dictionary is in no language that we know: the rest of it is not read."""
_GARBLED = pattern("[가-힣][ㄱ-ㅊㅌㅍㅏ-ㅛㅢㅣ]|[ㄱ-ㅎㅏ-ㅣ][가-힣]")
_MOST_GARBLED = 100
"""Different words of a note with jamo between syllables, which are no laughter; what was meant is looked for a long time."""
_MOST_IMPOSSIBLE = 30
"""Syllables that no word has: of more in a note, its encoding was taken for another one, and each would be told."""
_MOST_DISTINCT = 20_000
"""Different words of a note that somebody has written; each asks for a look at all of it."""


_FEW_WORDS = 20
"""For so few words a note is looked through for each, sooner than all that stands in it is listed."""
_WORD = pattern(r"\S+")
_LATIN = pattern("[A-Za-z0-9]+")
_IS_PARAMETER = pattern(r" ?\(|:[ \n]")
"""What stands behind the name of what a program is given: `appkey (str)`, `appkey: the key`."""
_IN_KOREAN = pattern(r" ?[가-힣]|[.,]?(?:\s|\Z)(?! ?[A-Za-z(])")


def _in_two_ways(tokens: frozenset[str], prose: str, known: Callable[[Slip], bool]) -> Iterator[Slip]:
    """The places where `prose` has the rarer one of two ways to write a word.

    Both ways to write a compound are right, and few people care: it must stand three times as often in one word, or six
    times as often in two, and be a term rather than two words that happen to meet, or be the name of a note. Letters of
    an abbreviation are as often a value of some program.
    """
    if len(tokens) > _MOST_DISTINCT:
        return
    found = {_ways[token] for token in tokens & _ways.keys()}
    runs = frozenset(_LATIN.findall(prose)) if len(found) > _FEW_WORDS else None
    for ways in found:
        # What a word written the other way leaves alone, between blanks or other signs, is quickly looked up.
        if (ways.sign and ways.sign not in tokens) or (runs is not None and not ways.sign and ways.other not in runs):
            continue
        if ways.other not in prose:
            continue
        one, two = ([*variants.places(each, prose)] for each in ways[:2])
        if ways.word.isupper():
            two = [span for span in two if _IN_KOREAN.match(prose, span.end)]  # others are as often a program's names
        elif not ways.sign:
            two = [span for span in two if not _IS_PARAMETER.match(prose, span.end)]
        if one and two:
            slip = Slip(Kind.VARIANT, one[0], ways.word, ways.word, ways.other, Certainty.LIKELY)
            is_name = known(slip)
            keeps = is_name or len(one) >= len(two)
            rare, often, right = (two, one, ways.word) if keeps else (one, two, ways.other)
            if is_name or (
                len(often) >= len(rare) * _times(right, bool(ways.sign))
                and (not ways.sign or _is_term(ways.other, len(one) + len(two), prose))
            ):
                for span in rare:
                    word = span.of(prose)
                    each = slip._replace(span=span, wrong=word, word=word, right=right)
                    if not known(each):
                        yield each


def _times(right: str, is_compound: bool) -> int:
    """How many times as often as another way to write it `right` must stand."""
    if is_compound:
        return 6 if " " in right else 3
    return 1 if len(right) > 2 and not (right.isupper() or right.islower()) else 3


def _is_term(words: str, times: int, prose: str) -> bool:
    """Whether the two `words`, which meet so many `times` in `prose`, do so in half of the places where they stand."""
    return all(prose.count(word) <= 2 * times for word in words.split(" "))


def in_one(slips: Sequence[Slip]) -> list[Slip]:
    """`slips`, sorted, with one for two that tell of the blanks of the same words: 생성 하는것 for 생성하는 것."""
    found: list[Slip] = []
    for slip in slips:
        last = found[-1] if found else None
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
        else:
            found.append(slip)
    return found


def _gaps(word: str, starts: Iterable[int], prose: str) -> Iterator[Slip]:
    """The blanks that part a word of no dictionary from the word beside it, where the two make an everyday one: 사용하 는."""
    for start in starts:
        end = start + len(word)
        before = _WORD_BEFORE.search(prose, max(0, start - _BESIDE), start)
        after = _WORD_AFTER.match(prose, end)
        if before and before[1] not in _BOUND and _is_one(before[1], word):
            yield Slip(Kind.GAP, Span(start - 1, start), " ", f"{before[1]} {word}", "", Certainty.LIKELY)
        elif after and _is_one(word, after[1]) and not is_tail(word) and not (len(word) == 1 and is_common(after[1])):
            yield Slip(Kind.GAP, Span(end, end + 1), " ", f"{word} {after[1]}", "", Certainty.LIKELY)


def _is_one(one: str, other: str) -> bool:
    """Whether two words make an everyday one: 그 래서. 이, 그 and 저 stand before any noun, so behind them more is asked for."""
    whole = one + other
    if (
        len(one) > 1
        and len(other) > 1
        and any(is_listed(stem(each)) or (len(stem(each)) > 2 and is_word(each)) for each in (one, other))
    ):
        return False  # a noun beside another may stand apart from it: 코사인 유사도
    return (
        len(whole) > 2 and is_common(whole) and (one not in ("이", "그", "저") or is_everyday(whole) or is_verb(whole))
    )


_BOUND = frozenset("시후전중내외간등및때수것각총본")
"""Words of one syllable that are no part of the word behind them: 취소 시 원거래."""
_BESIDE = 12
"""Code points of the word beside that are looked at."""
_WORD_BEFORE = pattern(r"(?<![^\s(])([가-힣]+) \Z")
_WORD_AFTER = pattern(" ([가-힣]+)")


def _guess(slip: Slip, prose: str, terms: Terms) -> Slip | None:
    """What may have been meant by a word of no dictionary."""
    guessed = _guessed_latin(slip, prose) if slip.word.isascii() else _guessed(slip, prose)
    if (guessed is None or (guessed.kind is Kind.KEYS and not guessed.right)) and _is_once(slip.word, prose):
        right = terms.near(slip.word)
        return slip._replace(kind=Kind.KEYS, right=right) if right and not _is_other(slip.word, right) else guessed
    return guessed


def _is_other(word: str, term: str) -> bool:
    """Whether `word`, one slip from `term`, is the same in other letters (Dialogs), or a name of its own (Bayer, OpenAPI)."""
    if not word.isascii() or (word.islower() and term.islower()):
        return False
    return word.lower() == term.lower() or word[0] != term[0] or not (word.istitle() and term.istitle())


def _is_once(word: str, prose: str) -> bool:
    """Whether `word` stands once in `prose`: what is written more often is a term of the note rather than a slip."""
    return (_count(word, prose) if word.isascii() else prose.count(word)) == 1


def _witnessed(meant: Sequence[str], word: str, prose: str, times: int = 1) -> str:
    """The one of several words that `word` may have been `meant` to be that stands elsewhere in `prose`, else nothing."""
    seen = [right for right in meant if _count(right if right.isascii() else differing(right, word), prose) >= times]
    return seen[0] if len(seen) == 1 else ""


def _count(start: str, prose: str) -> int:
    """How many words of `prose` are `start`, or, in Hangul, a form of it: neither 글로벌 for 글로 nor fitz for fit."""
    letters = _RUNS[is_syllable(start[0])]
    count = 0
    at = prose.find(start)
    while at >= 0:
        end = at + len(start)
        rest = letters.match(prose, end)
        if not (at and letters.match(prose, at - 1, at)) and (rest is None or _goes_with(start, rest[0])):
            count += 1
        at = prose.find(start, end)
    return count


def _goes_with(start: str, rest: str) -> bool:
    return not start.isascii() and (
        not is_noun(start) or goes_on(start, rest) or (is_everyday(start) and is_word(start + rest))
    )


_RUNS = {True: pattern("[가-힣]+"), False: pattern("[A-Za-z]+")}


def differing(right: str, word: str) -> str:
    """`right` as far as it differs from `word`, without the particles that both end in."""
    same = next((at for at, (one, other) in enumerate(zip(right[::-1], word[::-1], strict=False)) if one != other), 0)
    return right[: max(2, len(right) - same)]


class _Places:
    """Where words stand between blanks in a text, which is looked through for the first few, and then listed."""

    def __init__(self, prose: str) -> None:
        self._prose = prose
        self._asked = 0

    def of(self, token: str) -> Sequence[int]:
        self._asked += 1
        if self._asked > _FEW_WORDS:
            return self._of_all[token]
        return [*self._looked_for(token)]

    def _looked_for(self, token: str) -> Iterator[int]:
        prose, end = self._prose, len(token)
        at = prose.find(token)
        while at >= 0:
            if (at == 0 or prose[at - 1].isspace()) and (at + end == len(prose) or prose[at + end].isspace()):
                yield at
            at = prose.find(token, at + end)

    @cached_property
    def _of_all(self) -> Mapping[str, Sequence[int]]:
        return grouped((match[0], match.start()) for match in _WORD.finditer(self._prose))


def _judge(token: str) -> tuple[Slip, ...]:
    """The slips in one word with its punctuation, their spans counted from its start."""
    if token.isascii() and token.isalpha():  # as most of the words of an English note
        if len(token) > _LONGEST:
            return ()
        if not token.islower() and (ways := variants.small(token)):
            _ways[token] = ways
        return _latin(token, 0) if len(token) > 2 else ()
    found: tuple[Slip, ...] = ()
    if "A" <= token[0] <= "Z" and (ways := variants.small(token)):
        _ways[token] = ways
    for match in _RUN.finditer(token):
        run, (start, end) = match[0], match.span()
        if len(run) > _LONGEST:
            continue
        if not run[0].isascii():
            found += _hangul(run, token, start, end)
        elif (
            len(run) > 2
            and not (start and token[start - 1] in _IN_NAME)
            and (end == len(token) or token[end] not in _IN_NAME or token[end:] in (".", ":"))
        ):
            found += _latin(run, start)
    return found


def _hangul(run: str, token: str, start: int, end: int) -> tuple[Slip, ...]:
    """The slip in `run`, Hangul from `start` to `end` of `token`."""
    before, after = token[start - 1 : start], token[end : end + 1]
    slip = Slip(Kind.STRANGE, Span(start, end), run, run, "", Certainty.LIKELY)
    found = _wrong_anywhere(slip, token, before, after)
    if found is None:
        is_part = (before and before not in _OPENING) or (after and after in _IN_WORD)
        found = () if is_part else _wrong_as_word(slip, token, before, after)
    return found


def _wrong_anywhere(slip: Slip, token: str, before: str, after: str) -> tuple[Slip, ...] | None:
    """What is wrong with Hangul also where other signs are beside it in `token`; None where the rest decides."""
    run, (start, end) = slip.word, slip.span
    if (
        before.isupper()
        and before.isascii()
        and run in _AFTER_INITIALS
        and (other := agreeing_form(token[:start], run))
    ):
        return (slip._replace(kind=Kind.PARTICLE, word=token[:end], right=other),)
    if "_" in (before, after) or (run[0] in "ㄴㄹㅂ" and before and before in "-–~'\"‘“"):
        return ()  # part of a programmer's name, an ending that is talked about (`-ㄹ게`)
    if not (is_syllable(min(run)) and is_syllable(max(run))):
        return _with_loose_jamo(slip)
    if run in "연월" and not start and (each := _EACH.match(token)):
        return (Slip(Kind.BLANK, Span(0, each.end(2)), token, token, f"{run} {each[2]}", Certainty.SURE),)
    if wrong := misspelling(run) or misformed(run):
        is_brand = before.isalpha() and not wrong.start and wrong.kind == "loanword"  # a part of one: `OK캐쉬백`
        return () if is_brand else (_listed(slip, wrong),)
    if before.isdigit() and (lasts := _LASTS.fullmatch(run)):
        return (slip._replace(kind=Kind.BLANK, right=f"{lasts[1]} {lasts[2]}", certainty=Certainty.SURE),)
    if before.isdigit() and run in _COUNTED_CALLED:
        return (slip._replace(kind=Kind.PARTICLE, span=Span(end - 1, end), wrong="아", right="이"),)
    return None


def _wrong_as_word(slip: Slip, token: str, before: str, after: str) -> tuple[Slip, ...]:
    """What is wrong with Hangul that is a word by itself in `token`, with nothing but punctuation beside it."""
    run, end = slip.word, slip.span.end
    particle = slip._replace(kind=Kind.PARTICLE, span=Span(end - 1, end), wrong=run[-1])
    if len(run) > 2 and (right := _after_closed(run)):
        return (particle._replace(right=right),)
    if parted := counted(run):
        return (slip._replace(kind=Kind.BLANK, right=parted, certainty=Certainty.SURE),)
    if not after and (mistaken_call(run) or other_subject(run)):
        return (particle._replace(right="이"),)
    if not is_word(run):
        is_behind_quote = before and before in _QUOTES and read_tail(Final.UNKNOWN, run)  # `"..."라고`
        return () if is_behind_quote else (slip,)
    if run[-1] == "를" and (right := _after_closed(run)):  # also where a verb seems to end so: 돈를
        return (particle._replace(right=right),)
    if right := run[:-1] if run.endswith("를를") else mistaken_until(run) or _with_one_twin(run):
        return (slip._replace(kind=Kind.KEYS, right=right),)
    if len(run) > 3 and (ways := variants.apart(run)):
        _ways[token] = ways
    return ()


def _with_one_twin(run: str) -> str:
    """What `run`, a word, was meant to be where it says a syllable twice; empty where it may be meant so."""
    twice = guess(run) if has_twin(run) else None
    return twice.right[0] if twice else ""


def _with_loose_jamo(slip: Slip) -> tuple[Slip, ...]:
    """What `slip`, a word that has loose jamo, is a slip of."""
    if english := _in_english(slip.word):
        return (slip._replace(kind=Kind.JAMO, right=english, certainty=Certainty.SURE),)
    stray = stray_jamo(slip.word)
    if stray is None:
        return ()
    span, word = Span(stray.start, stray.end).moved(slip.span.start), stray.of(slip.word)
    return (Slip(Kind.JAMO, span, word, word, stray.right[0] if len(stray.right) == 1 else "", Certainty.SURE),)


def _listed(slip: Slip, wrong: Misspelling) -> Slip:
    """`slip` as the tables tell it, which have `wrong` in its word."""
    run = slip.word
    if wrong.kind == "spacing":
        right = run[: wrong.start] + wrong.right + run[wrong.end :]
        return slip._replace(kind=Kind.BLANK, right=right, certainty=wrong.certainty)
    is_part = wrong.certainty is Certainty.SURE and wrong.kind == "loanword" and _is_glued(run, wrong)
    return slip._replace(
        kind=Kind.FORMER if wrong.kind == "former" else Kind.TABLE,
        span=Span(wrong.start, wrong.end).moved(slip.span.start),
        wrong=run[wrong.start : wrong.end],
        right=wrong.right,
        certainty=Certainty.LIKELY if is_part else wrong.certainty,
    )


def _after_closed(run: str) -> str:
    """The particle that goes for the last syllable of `run` behind the one before it; empty where that may be right.

    를 stands behind vowels only. So does 는 behind a noun, and before that ending a verb loses its ㄹ: 출시일는.
    """
    before, particle = run[-2:-1], run[-1]
    if particle not in "를는" or before in ("", particle) or sound(before) is Final.OPEN:
        return ""
    if particle == "는" and sound(before) is not Final.RIEUL:
        return ""
    return "을" if particle == "를" else "은"


_FEWEST_LETTERS = 4


def _in_english(run: str) -> str:
    """The common English word that the keys of `run` give in the other mode: hello for ㅗ디ㅣㅐ; empty where it is none."""
    if min(run) > "ㅣ" or not (any(char in _LOOSE_VOWELS for char in run)):
        return ""
    letters = as_latin(run)
    return letters if len(letters) >= _FEWEST_LETTERS and letters.islower() and is_often(letters) else ""


_LOOSE_VOWELS = frozenset("ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ")


_AFTER_INITIALS = frozenset("을를은는과와")
"""The particles that are checked behind initials: 를 for API을."""


def _is_glued(run: str, wrong: Misspelling) -> bool:
    """Whether a loanword is a part of a longer noun in `run`, as of the name of a company: 벤쳐스퀘어."""
    rest = run[wrong.end :]
    if wrong.start:
        return True
    if rest[:1] in BEHIND_LOANWORD and (len(rest) == 1 or read_tail(sound(rest[0]), rest[1:]) is not None):
        return False
    return bool(rest) and not goes_on(run[: wrong.end], rest)


def _guessed(slip: Slip, prose: str) -> Slip | None:
    """What may be wrong with the word of `slip`, in Hangul; a slip of the keys only if it stands once in `prose`."""
    found = guess(slip.word, False) or (guess(slip.word) if _is_once(slip.word, prose) else None)
    if found is None or is_wrapped(slip.word, prose):
        return None
    start = slip.span.start
    span = Span(start + found.start, start + found.end)
    right = found.right[0] if len(found.right) == 1 else ""
    if found.sort is Sort.KEYS:
        if is_tail(slip.word) or is_short(slip.word):
            return None  # what a link, a formula or a quotation was left out before; or a noun of one syllable, as 봉의
        # Two syllables that no dictionary has are more often a term of a trade (복조) than a slip in a word nearby (보고).
        is_short_term = found.may_be_noun and len(slip.word) < _LONGEST_CHANCE
        seen = _witnessed(found.right, slip.word, prose, 2 if is_short_term else 1)
        is_term = found.may_be_noun or may_be_name(slip.word, found.right)
        if not seen and is_term and not found.by_rule and not is_garbled(slip.word, found.right):
            return None
        right = seen or right
        meant = right or found.right[0]
        start_of_term = differing(slip.word, meant)
        if not meant.startswith(start_of_term) and prose.count(start_of_term) >= _OFTEN:
            return None  # a term, with another ending each time
    sure = found.sort is Sort.BLANK and right != "" and is_surely_two(right)
    certainty = Certainty.SURE if sure else Certainty.LIKELY
    return Slip(_KINDS[found.sort], span, slip.word[found.start : found.end], slip.word, right, certainty)


_LINE_ABOVE = pattern(r"([가-힣]+)\n[ \t]*\Z")
_LINE_BELOW = pattern(r"\n[ \t]*([가-힣]+)")


def is_wrapped(word: str, prose: str) -> bool:
    """Whether the first `word` in `prose` is a piece of a word that a line break parts, as in text out of a PDF."""
    return _is_wrapped_at(prose.find(word), word, prose)


def _is_wrapped_at(at: int, word: str, prose: str) -> bool:
    below = _LINE_BELOW.match(prose, at + len(word))
    above = _LINE_ABOVE.search(prose, max(0, at - _LONGEST), at)
    return bool((below and is_word(word + below[1])) or (above and is_word(above[1] + word)))


def guessed_in_one_word(slip: Slip, prose: str) -> Slip | None:
    """What may have been meant by the word of `slip`, where it is surely one word and `prose` has that as well."""
    found = guess(slip.word, blanks=False) if _is_once(slip.word, prose) else None
    right = _witnessed(found.right, slip.word, prose, 2) if found is not None and found.sort is Sort.KEYS else ""
    return slip._replace(kind=Kind.KEYS, right=right) if right else None


_LONGEST_CHANCE = 3
"""Syllables from which on two terms are hardly alike by chance."""
_OFTEN = 3
"""What stands this often in a text is what its writer means."""
_KINDS = {Sort.PARTICLE: Kind.PARTICLE, Sort.SYLLABLE: Kind.SYLLABLE, Sort.KEYS: Kind.KEYS, Sort.BLANK: Kind.BLANK}


def _latin(word: str, start: int) -> tuple[Slip, ...]:
    """The slip in `word`, Latin letters at `start`."""
    small = word.lower()
    if is_english(small):
        return ()
    small = small.replace("’", "'")
    span = Span(start, start + len(word))
    right = misspellings().get(small)
    if right is not None and (word.islower() or word.istitle()):
        if word.islower():
            return (Slip(Kind.TABLE, span, word, word, right, Certainty.SURE),)
        return (Slip(Kind.TABLE, span, word, word, right.capitalize(), Certainty.LIKELY),)  # it may be a name
    return () if "'" in small else (Slip(Kind.STRANGE, span, word, word, "", Certainty.LIKELY),)


_SHIFT_MEANT = pattern("[a-z]+[QWERTOP][a-z]*|[QWERT][a-z]+")
"""Letters with one capital that is another letter of the Korean keyboard."""


def _guessed_latin(slip: Slip, prose: str) -> Slip | None:
    """What may be wrong with the word of `slip`, in Latin letters; a slip of the keys only if it stands once in `prose`."""
    word = slip.word
    if word.istitle() and len(word) > _LONG_LATIN:
        right = next((each for each in _CALENDAR if sorted(each) == sorted(word)), "")
        return slip._replace(kind=Kind.KEYS, right=right) if right and right != word else None
    if len(word) < 4 or not (word.islower() or _SHIFT_MEANT.fullmatch(word)):
        return None
    korean = _in_hangul(word)
    if korean:
        return slip._replace(kind=Kind.MODE, right=korean)
    if word.endswith("id") and is_english(word[:-2]):
        return None  # userid, steamid
    if not word.islower() or not _is_once(word, prose) or is_made(word) or _is_cut_short(word, prose):
        return None
    near = meant(word)
    is_among_hangul = bool(near) and _is_among_hangul(word, prose)
    is_name = len(word) < _LONG_LATIN and is_among_hangul
    if is_among_hangul and word[0] != word[1]:
        near = tuple(each for each in near if each != word[1:])  # a product by its maker: `tcode`, `lpay`, `ulimit`
    if not near or (is_among_hangul and _is_term_of_programs(word, near)):
        return None
    witnessed = _witnessed(near, word, prose)
    if is_name and not witnessed:
        return None
    return slip._replace(kind=Kind.KEYS, right=near[0] if len(near) == 1 and len(word) > 4 else witnessed)


def _is_term_of_programs(word: str, near: Sequence[str]) -> bool:
    """Whether `word`, one slip from the words `near`, is rather a program by its service (`launchd`, `prisma`), or two words
    in one of which no common word is that near (`hotspot`)."""
    return (word[-1] in "da" and is_often(word[:-1])) or (is_joined(word) and not any(map(is_often, near)))


def _is_cut_short(word: str, prose: str) -> bool:
    """Whether `word` may be an abbreviation: a short one with which a longer word of `prose` begins (proj, dist)."""
    return len(word) < _LONG_LATIN and any(
        prose[at + len(word)].islower() for at in _starts(word, prose) if at + len(word) < len(prose)
    )


def _starts(letters: str, prose: str) -> Iterator[int]:
    """Where `letters`, Latin ones, begin a word of `prose`."""
    at = prose.find(letters)
    while at >= 0:
        if not (at and prose[at - 1].isalpha()):
            yield at
        at = prose.find(letters, at + 1)


_CALENDAR = "January February October November September December Tuesday Wednesday Thursday Saturday".split()
"""Words in capitals that are no names; a slip in one is two letters in the wrong order."""
_LONG_LATIN = 6
"""Letters of a Latin word among Hangul from which on it is more likely a word than a name or an abbreviation."""
_AROUND = 200
"""Code points beside a word that tell of what language a text is."""


def _is_among_hangul(word: str, prose: str) -> bool:
    """Whether Hangul stands near `word`, which stands once in `prose`."""
    at = prose.find(word)
    return _HANGUL.search(prose, max(0, at - _AROUND), at + _AROUND) is not None


_HANGUL = pattern("[가-힣]")


@lru_cache(maxsize=1 << 16)
def _in_hangul(word: str) -> str:
    """The Korean word that the keys of `word` give in the other mode; empty where it is none."""
    korean = as_hangul(word)
    # Four letters are as often an abbreviation. Of 190,000 names of packages of six letters and more, 44 read like a word.
    is_korean = is_word if len(word) > 5 else is_common if len(word) > 4 else is_listed
    return korean if len(korean) > 1 and is_syllable(min(korean)) and is_korean(korean) else ""
