"""Finding names in prose: every place a note's name stands as a word of its own, and how sure that is.

All names are looked for at once; each place found is then judged by what stands left and right of it. A place inside
another word (`토스트`, `MAIN`) is no mention. Of names that start at one place the longest that passes is meant.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum, StrEnum
from functools import lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple

from vaulttools.english.spelling import is_often
from vaulttools.english.words import EVERYDAY as ENGLISH_EVERYDAY
from vaulttools.korean.hangul import Final, is_syllable, sound
from vaulttools.korean.lexicon import is_everyday, is_listed, is_noun, is_verb
from vaulttools.korean.particles import Tail, makes_verb, other_form, read_tail
from vaulttools.korean.words import (
    AFTER_LATIN,
    AFTER_TOPICS,
    AFTER_WORDS,
    BOUND_NOUNS,
    BOUND_TO_TOPICS,
    COMPOUND_NOUNS,
    EVERYDAY,
    FIELDS,
    GROUPS,
    HOMOGRAPHS,
    INSTITUTIONS,
    LARGER_NAMES,
    LOOKALIKES,
)
from vaulttools.patterns import pattern
from vaulttools.search import searcher
from vaulttools.text import Span


class Doubt(StrEnum):
    """Why a mention should be shown to a person rather than linked."""

    AMBIGUOUS = "ambiguous"
    """Several notes have this name."""
    ORDINARY = "ordinary"
    """The name is also a plain word, and the sentence may mean that."""
    LARGER = "larger"
    """Together with its neighbour this may be the name of something else: `농협 은행`."""
    ENDING = "ending"
    """What is glued to the name may be the rest of another word: `강남대로`."""
    SPACING = "spacing"
    """The words are spaced otherwise than in the name, and read as plain words too: `우리 은행`."""
    PLURAL = "plural"
    """The name has an s, and is the title of an ordinary note: `arrays`, of a note `array`."""
    POLICY = "policy"
    """The names were built with doubt about this one."""


class Policy(Enum):
    """How far a name is to be trusted, whatever the text around it."""

    USUAL = "usual"
    """The sentence and the word lists decide."""
    ALWAYS = "always"
    """Certain wherever it is a word of its own, also where it is short or a plain word."""
    DOUBTFUL = "doubtful"
    """Never certain."""
    NEVER = "never"
    """Not reported; shorter names inside it are not either."""


class Meaning(Enum):
    """What the names of a note stand for."""

    BEARER = "bearer"
    """Somebody or something that is only called so: a company 스타."""
    CONCEPT = "concept"
    """What the name says, which the vault keeps as a concept: 추상화."""
    TITLE = "title"
    """What the name says, in an ordinary note: its capital may be there only because titles have one."""


class Mention(NamedTuple):
    """A name in a text."""

    span: Span
    text: str
    """As written, without particles, plural or possessive endings."""
    name: str
    """The name that was recognised, as it was given to `Names`."""
    targets: tuple[str, ...]
    """All that this name stands for, in the order given."""
    doubt: Doubt | None = None
    vouched: bool = False
    """Whether it was given to `Names` as `Policy.ALWAYS`."""

    @property
    def certain(self) -> bool:
        """Whether nothing speaks against linking it."""
        return self.doubt is None


class _Form:
    """One spelling of a name and what it stands for."""

    __slots__ = ("capital", "concept", "name", "policy", "targets", "title", "topic")

    def __init__(self, name: str) -> None:
        self.name = name
        self.targets: list[str] = []
        self.policy = Policy.USUAL
        self.topic = False
        """Whether all targets are about what the name says."""
        self.concept = False
        """Whether all targets are concepts."""
        self.title = False
        """Whether all targets are ordinary notes."""
        self.capital = False
        """Whether the name is a word of English that has a capital, or a title with capitals inside: small it may be only words."""

    def add(self, target: str, means: Meaning) -> None:
        """Makes it stand for `target`, too, whose names mean `means`: a trait holds where it does of all targets."""
        is_first = not self.targets
        self.topic = means is not Meaning.BEARER and (self.topic or is_first)
        self.concept = means is Meaning.CONCEPT and (self.concept or is_first)
        self.capital = means is not Meaning.CONCEPT and (self.capital or is_first)
        self.targets.append(target)


class _Entry:
    """All names that are one when case is folded, and what judging a place needs to know of them."""

    __slots__ = ("_whole", "dated", "doubt", "forms", "key", "plain", "respaced")

    def __init__(self, key: str, respaced: bool = False, dated: bool = False) -> None:
        self.key = key
        self.forms: dict[str, _Form] = {}
        self.respaced = respaced
        """The key differs from the name by spaces."""
        self.dated = dated
        """The name is a date."""
        self.plain: _Form | None = None
        """The one form of a name of one script and one note, on which only its right edge decides."""
        self._whole: _Form | None = None
        self.doubt: Doubt | None = None
        """What speaks against the plain name wherever it stands: it is an everyday word."""

    def settle(self) -> None:
        """Works out `plain`, `title` and `capital`, once all forms are known."""
        for form in self.forms.values():
            name = form.name
            form.title = form.topic and not form.concept and form.policy is Policy.USUAL
            form.capital &= (
                form.policy is Policy.USUAL
                and name.isascii()
                and ((name.isalpha() and name.istitle()) or (form.title and not name[1:].islower()))
            )
        first, *others = self.forms.values()
        key = self.key
        if others or self.respaced or self.dated or first.policy is not Policy.USUAL or len(first.targets) > 1:
            return
        if key.isascii():
            plain = len(key) > 3 and key not in ENGLISH_EVERYDAY
        else:
            plain = (
                is_syllable(min(key))
                and is_syllable(max(key))
                and (first.topic or not (key in HOMOGRAPHS or key[-1] in _MAY_INFLECT))
                and key[-1] not in (_PREDICATE, _GOING_ON)
            )
        if plain:
            self.plain = first
            self.doubt = Doubt.ORDINARY if key in EVERYDAY else None

    @property
    def form(self) -> _Form:
        """The form to go by where the case written is none of ours: all targets of all forms, once they are settled."""
        if self._whole is not None:
            return self._whole
        forms = list(self.forms.values())
        whole = _Form(forms[0].name)
        whole.targets = [*dict.fromkeys(target for form in forms for target in form.targets)]
        whole.policy = forms[0].policy
        for trait in ("topic", "concept", "title", "capital"):
            setattr(whole, trait, all(getattr(form, trait) for form in forms))
        self._whole = whole
        return whole

    def written(self, text: str) -> _Form | None:
        """The form that `text` (one of any case) can stand for.

        Two capitals and everyday words must be spelled as the name is (`IR` is not `ir`, `Go` is not `go`);
        three letters may also be all small (`api`).
        """
        exact = self.forms.get(text)
        if exact is not None or self.respaced:
            return exact or self.form
        if len(text) <= 2 or self.key in ENGLISH_EVERYDAY or (len(text) == 3 and not text.islower()):
            return None
        return self.form


class Names:
    """The names of a vault, ready to be found in texts. Built once; linear in the text, whatever the number of names."""

    def __init__(
        self,
        pairs: Iterable[tuple[str, str]],
        policy: Callable[[str], Policy] | None = None,
        meaning: Callable[[str], Meaning] | None = None,
    ) -> None:
        """Takes (name, target) pairs; one name may have several targets. Bare numbers are left out, as are file names
        that are not Unicode; whole dates are names that are never certain.

        `policy` says for a name how far it is trusted; without it every name is `Policy.USUAL`. `meaning` says what
        the names of a target stand for; without it, each is `Meaning.BEARER`. Verbs made of what a name says (추상화하는) are
        mentions, too, and a word that companies like to be called by is no doubt where it is a concept.
        """
        entries: dict[str, _Entry] = {}
        for name, target in pairs:
            spelling = " ".join(_narrow(unicodedata.normalize("NFC", name)).split())
            if not spelling or _SURROGATE.search(spelling):
                continue
            dated = is_date(spelling)
            if not dated and _NUMERIC.fullmatch(spelling):
                continue
            key = _fold(spelling)
            form = entries.setdefault(key, _Entry(key, dated=dated)).forms.setdefault(spelling, _Form(name))
            if target not in form.targets:
                form.add(target, meaning(target) if meaning else Meaning.BEARER)
                form.policy = policy(name) if policy else Policy.USUAL
        _add_respaced(entries)
        self._entries = [
            entry
            for entry in entries.values()
            if len(entry.key) > 1 or any(form.policy is Policy.ALWAYS for form in entry.forms.values())
        ]
        for entry in self._entries:
            entry.settle()
        self._search = searcher([entry.key for entry in self._entries])

    def mentions(self, text: str, exclude: Sequence[Span] = ()) -> list[Mention]:
        """The mentions in `text`, from left to right, none overlapping another or a span of `exclude`.

        `text` is prose: what must not be touched or read as a word (code, links, addresses) has been replaced by
        U+FFFC, a code point for a code point. Spans are in code points of `text`, composed or not.
        """
        plain, offsets = _composed(text)
        plain = _narrow(plain)
        folded = _fold(plain)
        try:
            matches = self._search.find_matches_as_indexes(folded, overlapping=True)
        except UnicodeEncodeError:  # a lone surrogate
            folded = _SURROGATE.sub("\ufffc", folded)
            matches = self._search.find_matches_as_indexes(folded, overlapping=True)
        places = sorted(
            (start, -end, index)
            for index, start, end in matches
            if not start
            or (before := folded[start - 1]) in _CLEAR
            or (
                # Mostly the place is inside a word of one script: seen without a call.
                not (before.isalpha() and before.isascii() is folded[start].isascii()) and _parted_left(folded, start)
            )
        )
        found: list[Mention] = []
        done = 0
        barred = sorted(exclude)
        passed = 0
        steps: bool | None = None
        new = tuple.__new__  # a name is met by the hundred in each note
        for start, minus_end, index in places:
            end = -minus_end
            if start < done:
                continue
            entry = self._entries[index]
            if entry.plain is None or folded[end : end + 1] in _MAY_END:
                judged = _judge(entry, plain, folded, start, end)
            else:
                judged = _judge_plain(entry.plain, entry.key, folded, end)
                if judged is not None and judged[1] is None and entry.doubt is not None:
                    judged = entry.plain, entry.doubt
            if judged is None:
                continue
            done = end
            form, doubt = judged
            if doubt in (None, Doubt.PLURAL) and form.capital and _is_small_word(entry, form, plain, start, end):
                doubt = Doubt.ORDINARY
            if doubt is None and form.title:
                if steps is None:
                    steps = any([sign in plain for sign in _STEP_SIGNS])
                if steps and _is_step(plain, start, end):
                    doubt = Doubt.ORDINARY
            span = Span(offsets[start], offsets[end]) if offsets else new(Span, (start, end))
            while passed < len(barred) and barred[passed].end <= span.start:
                passed += 1
            if form.policy is not Policy.NEVER and not (passed < len(barred) and barred[passed].start < span.end):
                vouched = form.policy is Policy.ALWAYS
                words = text[span.start : span.end]
                found.append(new(Mention, (span, words, form.name, tuple(form.targets), doubt, vouched)))
        return found


def _is_small_word(entry: _Entry, form: _Form, plain: str, start: int, end: int) -> bool:
    """Whether a name with a capital is written in lower case, as the word it is, and no reader is sent there."""
    return plain[start:end].islower() and (form.topic or is_often(entry.key)) and not is_pointed_at(plain, start, end)


def _add_respaced(entries: dict[str, _Entry]) -> None:
    """Adds to `entries` the other ways to space their names, but for those that are names themselves."""
    for key, entry in list(entries.items()):
        for variant in () if entry.dated else _respaced(key):
            other = entries.setdefault(variant, _Entry(variant, respaced=True))
            if other.respaced:
                for spelling, form in entry.forms.items():
                    other.forms.setdefault(spelling, form)


def letters_of(text: str) -> str:
    """What is left of `text` where case, width and blanks do not count: a name can stand in a text that has its letters."""
    return "".join(_fold(_narrow(unicodedata.normalize("NFC", text))).split())


# --- Texts and names in one shape: composed, narrow, small letters, code point for code point -------------------------

_WIDE = pattern("[\u00a0\u2007\u202f\u3000\uff01-\uff5e]")
_NARROW = {chr(0xFF00 + code - 0x20): chr(code) for code in range(0x21, 0x7F)}
_NARROW |= dict.fromkeys("\u00a0\u2007\u202f\u3000", " ")
_SURROGATE = pattern("[\ud800-\udfff]")
_CLUSTER = pattern(
    ".[\u0300-\u036f\u1161-\u1175\u11a8-\u11c2\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]*", re.DOTALL
)
_NUMERIC = pattern(r"(?:[\d\s.,:/~_\-–년월일시분차주회%]|[월화수목금토일]요일|\([월화수목금토일]\)|오전|오후)+")


def is_date(name: str) -> bool:
    """Whether `name` is nothing but a date, with its year: `2025-03-07`, `2025년 3월`."""
    return name[:1].isdigit() and _NUMERIC.fullmatch(name) is not None and sum(map(str.isdigit, name)) > 4


def _narrow(text: str) -> str:
    """`text` with full-width characters and special spaces as plain ones."""
    return text if text.isascii() else _WIDE.sub(lambda match: _NARROW[match[0]], text)


def _fold(text: str) -> str:
    """`text` in small letters, every letter in its place."""
    folded = text.lower()
    if len(folded) != len(text):  # only U+0130 grows
        folded = text.replace("\u0130", "i").lower()
    return folded.replace("ς", "σ")


def _composed(text: str) -> tuple[str, list[int] | None]:
    """`text` in NFC and, where that is another text, the offset in `text` of each of its code points and of its end."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text, None
    parts, offsets = [], []
    for cluster in _CLUSTER.finditer(text):
        part = unicodedata.normalize("NFC", cluster[0])
        parts.append(part)
        offsets += [min(cluster.start() + index, cluster.end()) for index in range(len(part))]
    return "".join(parts), [*offsets, len(text)]


def _respaced(key: str) -> Iterator[str]:
    """`key` with spaces elsewhere, as people space Korean compounds and where scripts meet.

    Names of four Hangul syllables and more (`토큰증권`), in parts of two and more; `IBK기업은행` in two.
    """
    joined = key.replace(" ", "")
    if len(joined) < 4 or not is_syllable(joined[-1]):
        return
    if all(map(is_syllable, joined)):
        cuts = list(range(2, len(joined) - 1))
    else:
        cuts = [at for at in range(2, len(joined)) if is_syllable(joined[at]) and not is_syllable(joined[at - 1])]
        if len(cuts) != 1 or " " in key[: cuts[0]] or not all(map(is_syllable, joined[cuts[0] :])):
            return
    for count in range(4 if len(joined) <= 12 else 2):
        for chosen in combinations(cuts, count):
            bounds = (0, *chosen, len(joined))
            parts = [joined[start:end] for start, end in pairwise(bounds)]
            if all(len(part) > 1 for part in parts):
                yield " ".join(parts)


# --- The edges of a name ----------------------------------------------------------------------------------------------

_BLANK = frozenset(("", " ", "\n"))
_MAY_END = frozenset("s'’")
_ENDING_S = pattern(r"(?:['’]s|s['’]?)(?![A-Za-z0-9_])")
_CLEAR = frozenset(' \n\t\r\ufffc([{<"“‘「『《〈*=~>|,;!?·ㆍ…→•)]}」』》〉”—–%')
"""What may stand before a name without a second look."""
_NEAR = 200
"""As far as judgement looks from a place, in code points, so that all is linear even in a text without lines."""
_LONGEST_TAIL = 32
_HANGUL_RUN = pattern(f"[가-힣]{{0,{_LONGEST_TAIL + 1}}}")
_GAP = pattern("[\\s()\ufffc]")
_UNITS = frozenset(("KB", "MB", "GB", "TB", "PB", "KW", "MW", "GW", "KM", "CM", "MM", "KG", "MG", "ML"))
_LETTERS_APART = frozenset("ㅋㅎㅠㅜㄷㅇㅉㆍ")
"""Letters that are no part of a word: laughter and tears, and the old vowel that is written for a middle dot."""
_NUMBER_SIGN = "No"
"""The category of numbers that count what stands behind them, or lead to a note below: `①볕드림`, `볕드림²`."""
_VERSUS_BEFORE = pattern(r"(?<![a-z0-9_])vs\Z")
_LATIN_WORD = pattern("(?:vs|api|sdk|url)(?![a-z0-9_])")
"""What may stand glued behind a name in Hangul; other letters may make another name of it: 카카오TV."""
_HYPHENATED = pattern(
    "-(?:aware|backed|based|centric|certified|compatible|compliant|driven|enabled|exclusive|first|focused|free|funded|generated"
    "|heavy|hosted|inspired|integrated|led|managed|native|only|oriented|owned|powered|ready|related|specific|style|wide)(?![\\w-])"
)
"""What makes an adjective of a name and leaves it one: `NFT-based`."""


def _hangul_at(text: str, start: int) -> str:
    """The Hangul that stands at `start`; of more than any tail could be, a part that is still too long."""
    return text[start : _HANGUL_RUN.match(text, start).end()]  # type: ignore[union-attr]  # matches nothing, too


def _line_before(text: str, start: int) -> str:
    """The line up to `start`, or the last of it."""
    return text[max(0, start - _NEAR) : start].rpartition("\n")[2]


def _is_ascii_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _in_path(folded: str, start: int, end: int) -> bool:
    """Whether the run without spaces around a place is a path or an address, not words with slashes between them."""
    before, after = folded[max(0, start - _NEAR) : start], folded[end : end + _NEAR]
    token = (_GAP.split(before)[-1] + folded[start:end] + _GAP.split(after, maxsplit=1)[0]).rstrip(".,:;!?")
    return token.startswith(("/", "~")) or token.endswith("/") or any(sign in token for sign in "\\.:")


def _parted_left(folded: str, start: int) -> bool:
    """Whether a name may begin at `start`, where something other than a plain boundary stands before it."""
    before = folded[start - 1]
    further = folded[start - 2] if start > 1 else " "
    latin = folded[start].isascii()
    if before == "_":
        outer = folded[max(0, start - _NEAR) : start].rstrip("_")[-1:]
        return not outer.isalnum()
    if before.isalnum() or unicodedata.combining(before):
        return (
            (latin and is_syllable(before))
            or (not latin and _VERSUS_BEFORE.search(folded, start - 3, start) is not None)
            or unicodedata.category(before) == _NUMBER_SIGN
        )
    if before in "#@$\\":
        return False
    if before in "-'’&":
        return not _is_ascii_word(further)
    if before == ".":
        return (
            further == "." or is_syllable(further) or (not latin and (further.isdigit() or not _is_ascii_word(further)))
        )
    if before == ":":
        return further != ":"
    return before != "/" or not _in_path(folded, start, start + 1)


def _parted_right(folded: str, end: int, latin: bool) -> bool:
    """Whether a name with nothing glued to it in Hangul may end at `end`."""
    after = folded[end : end + 1]
    if not after or after in " \n\t\ufffc":
        return True
    further = folded[end + 1 : end + 2]
    if after == "_":
        behind = folded[end : end + _NEAR].lstrip("_")
        return not behind[:1].isalnum() or read_tail(Final.UNKNOWN, _hangul_at(behind, 0) or "\ufffc") is not None
    if after.isalnum() or unicodedata.combining(after):
        return after in _LETTERS_APART or (
            not latin and (_LATIN_WORD.match(folded, end) is not None or unicodedata.category(after) == _NUMBER_SIGN)
        )
    if after == "-" and _is_ascii_word(further):
        return _HYPHENATED.match(folded, end) is not None
    if after in "-.'’&":
        return not _is_ascii_word(further)
    if after == "+" and latin:
        rest = _hangul_at(folded, end + 1)
        return read_tail(Final.UNKNOWN, rest) is None
    if after == "#":
        return not latin
    if after == ":":
        return further != ":"
    if after == "/":
        return not _in_path(folded, end - 1, end)
    return after not in "@\\"


@lru_cache(maxsize=1 << 16)
def _is_compound(name_end: str, rest: str, latin: bool, topic: bool, word: bool) -> bool:
    """Whether `rest`, the Hangul glued to a name that ends in `name_end`, is a plain noun with its tail.

    Not so where the seam could be elsewhere: 페이업체계 is not 페이업 and 체계 but 페이, 업체 and more, 경기고속도로
    no 경기고, and 누리펀드매니저 no 누리펀드. What organisations are called by, too, makes no other name of a `topic`,
    and little of it one of a `word` that says what it is.
    """
    last = name_end[-1]
    for size in range(min(len(rest), 5), 0, -1):
        noun = rest[:size]
        if (
            noun in COMPOUND_NOUNS
            or (latin and noun in AFTER_LATIN)
            or (word and noun in AFTER_WORDS)
            or (topic and noun in AFTER_TOPICS)
        ):
            if any(last + rest[:length] in COMPOUND_NOUNS for length in (1, 2)) or any(
                is_listed(last + rest[:length]) for length in range(2, len(rest) + 1)
            ):
                continue
            if len(name_end) > 1 and is_listed(name_end + noun):
                continue
            more = rest[size:]
            if read_tail(sound(noun[-1]), more) in (Tail.PARTICLE, Tail.COPULA) or _is_compound(
                noun[-1], more, False, False, False
            ):
                return True
    return False


def _hangs_on(last: str, rest: str, topic: bool) -> bool:
    """Whether `rest` is a noun that hangs on the word before it, which ends in `last`, with its tail: 종료시에."""
    return (
        (rest[0] in BOUND_NOUNS or (topic and rest[0] in BOUND_TO_TOPICS))
        and last + rest[0] != "일시"
        and read_tail(sound(rest[0]), rest[1:]) is not None
    )


# --- Judgement --------------------------------------------------------------------------------------------------------


def _judge(entry: _Entry, plain: str, folded: str, start: int, end: int) -> tuple[_Form, Doubt | None] | None:
    """The form meant at a place whose left edge is good, and what speaks against it; None where it is no mention.

    First what it takes to be a mention at all, then what the name itself or its neighbours leave in doubt, then the sentence.
    """
    written, latin = plain[start:end], not is_syllable(folded[end - 1])
    ending = _ending(written, plain, end)
    if not ending and latin and _is_ascii_word(folded[end : end + 1]):
        return None
    form = entry.written(written)
    if form is None:
        return None
    stop = end + len(ending)
    rest = _hangul_at(folded, stop)
    if _is_double(rest, folded, stop):
        stop += len(rest)
        rest = ""
    tail: Tail | None = Tail.PARTICLE
    doubt: Doubt | None = None
    if rest:
        glued = _glued_at(folded[start:end], rest, form.topic, folded, stop)
        if glued is None:
            return None
        tail, doubt = glued
    elif not _parted_right(folded, stop, latin) or (entry.key in ENGLISH_EVERYDAY and _HYPHENATED.match(folded, stop)):
        return None
    if form.policy is Policy.DOUBTFUL:
        return form, Doubt.POLICY
    if form.policy is not Policy.ALWAYS and written in _UNITS and _line_before(plain, start).rstrip(" ")[-1:].isdigit():
        return None
    if len(form.targets) > 1:
        return form, Doubt.AMBIGUOUS
    if doubt is not None or form.policy is Policy.ALWAYS:
        return form, doubt
    if not rest and _is_larger(folded, end):
        return form, Doubt.LARGER
    if entry.respaced and _reads_as_words(folded[start:end]):
        return form, Doubt.SPACING
    if ending and not form.topic:
        line = _line_before(plain, start)
        if ending == "s" and is_often(entry.key) and (written.islower() or _begins(line.rstrip())):
            return form, Doubt.ORDINARY  # `Tandems` at the start of a sentence may be several of what the word says
        if ending[0] != "s" and written[0].isupper():
            return form, None  # what owns something and has a capital is called so: a word would have an article
    if entry.dated or not _reads_as_name(entry.key, form.topic, plain, start, end, rest, tail):
        return form, Doubt.ORDINARY
    return form, Doubt.PLURAL if ending == "s" and form.title else None


def _ending(name: str, plain: str, end: int) -> str:
    """The English ending behind `name`, which ends at `end`, where that leaves it the name: `s`, `'s`, `s'`; else nothing."""
    match = _ENDING_S.match(plain, end)
    return match[0] if match and _takes_s(name, match[0]) else ""


def _reads_as_words(spaced: str) -> bool:
    """Whether a name that is written with other spaces may be words that stand there for themselves: `우리 은행`."""
    first, _, others = spaced.partition(" ")
    return first in EVERYDAY and not (first in FIELDS and others in INSTITUTIONS)


_BEFORE_BOUND_NOUN = pattern(
    r" (?:줄|것|거|건|게|듯|데|만큼|셈|양|척|체|채|때|수|뿐|리|경우|가능성|반면|이상|이유|탓|덕)"
)
"""What makes 인 or 일 before it a form of the copula: `두나무인 줄`."""
_QUOTED = frozenset("다자냐라")
"""Last syllables of sentences: with 고 and the like behind it, a name that ends so may be one (`꽃이 핀다고`)."""


_ADNOMINAL = ("인", "일")
_COMPANY_FORMS = (" 주식회사", "㈜", "(주)")
"""What says of a compound before it (which has no tail) that a company is called so: `삼성전자판매 주식회사`."""


def _is_double(rest: str, folded: str, at: int) -> bool:
    """Whether `rest`, at `at`, is a particle that is written in both its forms: 은(는), 와/과."""
    other = other_form(rest)
    return other != "" and folded.startswith((f"({other})", f"/{other}"), at + len(rest))


def _noun_follows(folded: str, at: int, rest: str, long: bool, topic: bool) -> bool:
    """Whether `rest`, 인 or 일 at `at`, is a form of the copula by the noun behind it.

    Of 인 behind a `long` name of a topic any noun says so.
    """
    if rest == "인" and topic and long:
        return folded[at + 1 : at + 2] == " " and folded[at + 2 : at + 3].isalnum()
    return _BEFORE_BOUND_NOUN.match(folded, at + 1) is not None


def _judge_plain(form: _Form, name: str, folded: str, end: int) -> tuple[_Form, Doubt | None] | None:
    """What `_judge` says of a plain `name`, which most names are, where it ends at `end` and not in an English ending."""
    after = folded[end : end + 1]
    latin = name.isascii()
    if is_syllable(after):
        rest = _hangul_at(folded, end)
        if _is_double(rest, folded, end):
            return form, None
        glued = _glued_at(name, rest, form.topic, folded, end)
        return None if glued is None else (form, glued[1])
    if not (after in _BLANK or _parted_right(folded, end, latin)):
        return None
    if _is_larger(folded, end):
        return form, Doubt.LARGER
    if not form.topic and folded[end + 1 : end + 2] in _PORTION_FIRSTS and _NEXT_PORTION.match(folded, end):
        return form, Doubt.ORDINARY
    return form, None


def _glued_at(name: str, rest: str, topic: bool, folded: str, at: int) -> tuple[Tail | None, Doubt | None] | None:
    """What `rest`, the Hangul glued to `name` at `at` of `folded`, makes of it: as `_glued`, by what follows."""
    glued = _glued(name, rest, topic, rest in _ADNOMINAL and _noun_follows(folded, at, rest, len(name) > 2, topic))
    is_company = glued is not None and glued[0] is None and folded.startswith(_COMPANY_FORMS, at + len(rest))
    return None if is_company else glued


_PORTION_FIRSTS = frozenset("한두세네몇반")
_TITLES = "님씨"
"""What people are called by behind their names."""
_DISAGREEING = ("은", "는", "을", "를")
"""Particles that end no other word, so that the wrong one of two tells as well where a name ends."""
_COPULAS = ("인", "일", "면", "라면")
"""Forms of the copula that end other words, too."""
_PLACE = 3
"""As many syllables as a place has that a road is named for: 강남대로, 테헤란로."""
_ENDS_NOUNS = "도로시인한함해"
"""What ends other words, too, whatever follows: 정밀도를, 서울시에, 보관함이."""


@lru_cache(maxsize=1 << 16)
def _glued(name: str, rest: str, topic: bool, noun_follows: bool) -> tuple[Tail | None, Doubt | None] | None:
    """What `rest`, the Hangul glued to `name`, makes of it, and what speaks against it; None where it is another word.

    Of a `topic` there are verbs. `noun_follows` says whether 인 or 일 is a form of the copula by the noun behind it.
    """
    if len(rest) > _LONGEST_TAIL:
        return None
    if rest[0] in _ENDS_NOUNS and (name + rest[0] in LOOKALIKES or name[-2:] + rest[0] in LOOKALIKES):
        return None
    # No other word is written with a space inside, so what is glued to such a name needs to be less sure.
    spaced = " " in name
    if (spaced or topic) and makes_verb(rest):
        return Tail.COPULA, Doubt.ENDING if is_listed(name + rest) else None
    if spaced and rest in _DISAGREEING:
        return Tail.PARTICLE, None
    last = name[-1]
    hangul = is_syllable(last)
    tail = read_tail(sound(last) if hangul else Final.UNKNOWN, rest)
    if tail is Tail.UNSURE and (noun_follows or (spaced and rest in _COPULAS) or (topic and rest == "라면")):
        tail = Tail.COPULA
    if tail in (Tail.PARTICLE, Tail.COPULA):
        if name + rest in LOOKALIKES or (rest.startswith("하고") and _is_action(name)):
            return None
        if tail is Tail.COPULA and last in _QUOTED and rest[0] in "고니면더네죠":
            return tail, Doubt.ENDING
    elif not _makes_compound(name, rest, topic):
        return (tail, Doubt.ENDING) if tail is Tail.UNSURE and _is_long(name) else None
    is_other = _is_road(name, rest, topic) or (hangul and not spaced and _is_other_word(name, rest))
    return tail, Doubt.ENDING if is_other else None


def _is_road(name: str, rest: str, topic: bool) -> bool:
    """Whether a road may be named so: 강남대로. A `topic` is no place."""
    if name[-1] == "대" and rest[0] == "로":
        return True
    return not topic and len(name) <= _PLACE and rest.startswith("대로") and not rest.startswith("대로라면")


def _is_long(name: str) -> bool:
    """Whether `name` is so long that hardly another word begins with it."""
    return len(name) > 2 or name[0].isascii()


def _makes_compound(name: str, rest: str, topic: bool) -> bool:
    """Whether `rest` is a noun with its tail that makes a longer one of `name`: what it has, or what a person is called by."""
    last, long = name[-1], _is_long(name)
    latin = not is_syllable(last)
    if (long or topic) and _hangs_on(last, rest, topic or latin):
        return True
    if not long:
        return False
    end = name[-2:] if len(name) > 3 else last
    if _is_compound(end, rest, latin, topic, topic or _says_what_it_is(name)):
        return True
    return not latin and not topic and rest[0] in _TITLES and read_tail(sound(rest[0]), rest[1:]) is not None


def _is_other_word(name: str, rest: str) -> bool:
    """Whether the dictionary has a word that begins with `name`, with the rest as its tail: 고양이가, 설계도, 모아야.

    A common noun is no verb that looks like it (지침은), but 아름다운 is none of 아름; what ends as verbs do depends on
    the sentence.
    """
    as_verb = name[-1] not in _PREDICATE and (rest[0] in "다답" or not is_everyday(name))
    return (as_verb and is_verb(name + rest)) or any(
        is_listed(name + rest[:size]) and read_tail(sound(rest[size - 1]), rest[size:]) is not None
        for size in range(1, len(rest) + 1)
    )


def _says_what_it_is(name: str) -> bool:
    """Whether `name` is rather a word for something than what a company alone is called: 커스터디, RCPS, but not 삼성전자."""
    if name.isascii():
        return name not in GROUPS
    return len(name) > 3 and is_everyday(name) and name[-2:] not in LARGER_NAMES and not name.endswith("전자")


def _takes_s(name: str, ending: str) -> bool:
    """Whether `name` with an English `ending` is still the name: not where it is another word (`Canva` + `s`)."""
    if ending[0] != "s":
        return True
    return name[-1].isascii() and name[-1].isalnum() and (ending != "s" or f"{name}s".lower() not in ENGLISH_EVERYDAY)


def _is_action(name: str) -> bool:
    """Whether `name` with 하고 is a verb: 투자하고, 팩토링하고."""
    return name[-2:] in COMPOUND_NOUNS or name[-1] in "링팅싱닝밍킹핑"


_LARGER_FIRSTS = frozenset(name[0] for name in LARGER_NAMES)


def _is_larger(folded: str, end: int) -> bool:
    """Whether the next word makes a larger name: `농협 은행`."""
    if folded[end : end + 1] != " " or folded[end + 1 : end + 2] not in _LARGER_FIRSTS:
        return False
    word = _hangul_at(folded, end + 1)
    return any(
        word[:size] in LARGER_NAMES and read_tail(sound(word[size - 1]), word[size:])
        for size in range(2, len(word) + 1)
    )


_CLAUSE_START = pattern(r"[^\w\s\ufffc]\s*$|^\s*(?:\d+\s+)?$")
_LAST_WORD = pattern(r"(\w+) $")
_NEXT_BECOMES = pattern(r" (?:되|될|된|됐|됨|돼|아니|아닌|아님)")
_NEXT_MEASURES = pattern(
    r" (?:(?:너무|정말|아주|매우|꽤|더|가장|제일|조금) )?"
    r"(?:[많적크작높낮깊넓좁짙옅]|큰|클수록|작은|좋은|나쁜|예쁜|느린|빠른|[가-힣]+적(?:인|이[가-힣]*)(?![가-힣]))"
)
"""What is said of a thing that others have: `미소가 인상적인 분`, `스윙이 큰 종목`."""
_NEXT_HURTS = pattern(
    r" (?:(?:너무|정말|많이|좀|조금|다시) )?(?:아프|아파|아픈|아팠|저리|저려|저린|부러|붓|부었|부은|굵|가늘|길어|휘)"
)
"""What is said of parts of the body: `다리가 아프다`."""
_NEXT_HANDLES = pattern(
    r" (?:먹|마시|마신|마셨|썰|볶|삶|굽|구운|구웠|깎|자르|자른|자름|잘랐|꺾|묶|씻|닦|긋|그었|그리[고는]|그린|그렸|밟|따라(?![가-힣])|넘[어었는]|줍|주웠|던지|던진|던짐|던졌|둔 |두고|두었|뒀"
    r"|짜[고는서려]|짠 |짰|뿌리|뿌린|뿌림|뿌렸|바르|바른|바름|발랐|심[고는은음었]|키우|키운|키웠|벗|입[고는은었]|신[고는었]|켜|켰|끄|껐"
    r"|갈아(?![타탈탄탔엎])|다지[고는]|다진|다져|데치|데친|데쳐|끓이|끓인|끓여|절이|절인|절여|튀기|튀긴|튀겨|말리|말린|말려|쪄|쪘)"
)
_NEXT_STANDS = pattern(r" (?:서[는다서 ]|선 |섰|앉|눕|누워|누운|오르|오른|올라[가서 ]|올랐|탄 |타고|탔)")
"""What is done with things and on them: `당근을 썰었다`, `런웨이에 선 모델`."""
_SAID_OF_THINGS = {
    **dict.fromkeys(("이", "가"), (_NEXT_BECOMES, _NEXT_MEASURES, _NEXT_HURTS)),
    **dict.fromkeys(("을", "를"), (_NEXT_HANDLES,)),
    "에": (_NEXT_STANDS,),
}
"""By the particle of a name that is also a word: what follows where the word is meant."""
_AS_WHAT = ("으로", "로", "으로써", "로써", "으로만", "로만")
"""Particles of what something is made: `경험을 바탕으로`."""
_OBJECT = ("을", "를")
"""Those of what something is done with: `바탕을 둔`."""
_WHAT_COMPANIES_ARE = frozenset("스타트업 기업 회사 업체 벤처 투자사 운용사 고객사 경쟁사 자회사 계열사 협력사".split())
"""What stands before the name of one without a particle: `로봇 스타트업 리본의`."""
_CLAUSE_END = pattern(r"\s*(?:[.!?,;)\"'”’]|$)", re.MULTILINE)
_NEXT_COUNTS = pattern(
    r" ?\d+(?:[.,]\d+)? ?(?:[kmµ]?g|[km]?l|개|잔|병|봉지?|팩|장|마리|그루|송이|통|포기|조각|접시|그릇)(?![a-z])"
)
"""What there is some of: `당근 500g`."""
_NEXT_PORTION = pattern(r" (?:한|두|세|네|몇|반) ?(?:잔|병|봉지|마리|그루|송이|포기|조각|접시|그릇|숟갈|스푼)")
"""The same in words: `라임 한 조각`. Nobody is counted so."""
_NEXT_OWNED = pattern(
    r" (?:대표|창업자|공동창업자|임직원|경영진|주주|본사|지분|매출|주가|기업가치|채용|앱|CEO|CTO|CFO|IR|IPO|API|PM|MAU)(?![A-Za-z])"
)
"""What companies have and things do not: `파도 대표가`."""
_NEXT_DEALS = pattern(
    r" (?:검색|만나|만난|만날|만났|만남|인수|매수|매각|투자|출자|검토|방문|추천|소개|선정|평가|언급|비교|조사|분석|실사|발굴|탐방|섭외"
    r"|고소|상대|통해|통한|비롯|제외|포함|대신|담당|창업|설립|퇴사|떠[나난났]|다니|다녔|이끄|이끈)"
)
"""What is done with companies: `인스타에서 스타를 검색`."""
_NEXT_HELD = pattern(r" (?:지분|주주|임직원|경영진|기업가치|창업자|공동창업자|CEO|CTO|CFO|IR|IPO)(?![A-Za-z])")
"""What companies alone have: `리본의 지분`."""
_NEXT_TITLE = pattern(
    r" (?:님|씨|팀장|실장|본부장|부장|과장|차장|대리|사원|이사|상무|전무|부사장|사장|회장|원장|소장|교수|박사|기자|작가|감독|선수|심사역|변호사|의원|장관|매니저)"
)
"""What people are called by behind their names."""
_VERB_GOES_ON = "는고면던며니지네"
_SETTLED = ("에서", "에게", "으로", "로", "을", "를", "에", "말고")
_HANGUL_NEXT = pattern(" [가-힣]")
_CAPITAL_NEXT = pattern(" [A-Z\ufffc]")
_SEE = pattern(r"(?:^|[^\w\s]\s*|\b(?:also|please) )see (?:also:? )?\Z", re.IGNORECASE)
_AFTER_SEEN = pattern(r"(?: for\b|[.,;)]|\s*$)", re.MULTILINE)
_PREDICATE = "다"
"""What a name ends in that may be a verb: `꽃이 핀다는 소식`."""
_BEFORE_PREDICATE = "이가을를"
_GOING_ON = "고"
_NEXT_IS = pattern(" [있싶]")
"""What a name ends in that may be a verb as well, and what shows that: `사람들이 숨고 있다`."""
_MAY_INFLECT = "은는이가을를도만로의인"
"""What a name ends in that may be a noun with a particle, or with the copula: `산은 높고`, `믿을 사람인 듯`."""


_ARROWS = frozenset("→▸▶➔⇒>")
_STEP_SIGNS = (*sorted(_ARROWS), " - ", " – ")
"""One of these is in every text that has a way through menus."""
_ARROW = r"(?:→|▸|▶|➔|⇒|->|>)"
_STEP_BEFORE = pattern(rf"\w[*_\"”’)]*[ \t]*{_ARROW}[ \t]*[*_\"“‘]*\Z")
_STEP_AFTER = pattern(rf"[*_\"”’)]*[ \t]*{_ARROW}[ \t]*[*_\"“‘]*\w")
_DASHES = _STEP_SIGNS[-2:]
_IN_LINE = pattern(r"\w[^\w\n]*\Z")


def _is_step(plain: str, start: int, end: int) -> bool:
    """Whether a name is a step on a way through menus: `Settings → Files`, `choose View - Styles`. A line may begin `Name - `."""
    if not _ARROWS.isdisjoint(plain[end : end + 4]) and _STEP_AFTER.match(plain, end):
        return True
    near = max(0, start - 12)
    if not _ARROWS.isdisjoint(plain[max(0, start - 4) : start]) and _STEP_BEFORE.search(plain, near, start):
        return True
    if not plain.startswith(_DASHES, end):
        return False
    further = plain[end + 3 : end + 4]
    return (further.isupper() or is_syllable(further)) and _IN_LINE.search(plain, near, start) is not None


def is_pointed_at(plain: str, start: int, end: int) -> bool:
    """Whether a reader is sent to what is named in `plain` from `start` to `end`: `see templates for more`."""
    return _AFTER_SEEN.match(plain, end) is not None and _SEE.search(_line_before(plain, start)) is not None


def _reads_as_name(key: str, topic: bool, plain: str, start: int, end: int, rest: str, tail: Tail | None) -> bool:
    """Whether the sentence means the name, for a name that is also a word; True for every other name."""
    if key in EVERYDAY or (key[-1] in _PREDICATE and _is_predicate(key, plain, start, end, rest)):
        return False
    if key[-1] == _GOING_ON and not rest and _NEXT_IS.match(plain, end) and is_verb(key):
        return False
    if key in HOMOGRAPHS and not topic:
        return _is_no_thing(plain, start, end, rest, tail)
    if not (topic or rest) and key[-1] in _MAY_INFLECT and _is_phrase(key, plain, end):
        return False
    return key not in ENGLISH_EVERYDAY or _is_marked(plain, start, end, rest)


def _is_phrase(key: str, plain: str, end: int) -> bool:
    """Whether a name may be a noun with what ends it, as that goes before other words: `산은 높고`."""
    noun = key[:-1]
    return (
        _HANGUL_NEXT.match(plain, end) is not None
        and _NEXT_OWNED.match(plain, end) is None
        and _NEXT_TITLE.match(plain, end) is None
        and read_tail(sound(noun[-1]), key[-1]) is not None
        and (is_everyday(noun) if len(noun) > 1 else key[-1] != "인" and is_noun(noun))
    )


def _is_predicate(key: str, plain: str, start: int, end: int, rest: str) -> bool:
    """Whether a name that may be a verb is one: behind its subject or object, or, of a known verb, where a clause ends."""
    if rest and rest[0] not in _VERB_GOES_ON:
        return False
    word = _LAST_WORD.search(_line_before(plain, start))
    if word is None or len(word[1]) < 2:
        return False
    return word[1][-1] in _BEFORE_PREDICATE or (
        is_verb(key) and (bool(rest) or _CLAUSE_END.match(plain, end) is not None)
    )


def _is_no_thing(plain: str, start: int, end: int, rest: str, tail: Tail | None) -> bool:
    """Whether a Korean homograph means the name.

    It does where nothing modifies it (한류 스타, 떠오르는 스타), it modifies nothing (스타 강사), is no predicate
    (스타가 되다), and nothing is done with it, counted or measured as things are (스타가 많다).
    """
    if tail is Tail.COPULA or any(said.match(plain, end + len(rest)) for said in _SAID_OF_THINGS.get(rest, ())):
        return False
    if rest == "의" and _NEXT_HELD.match(plain, end + 1):
        return True
    if (
        not rest
        and _NEXT_OWNED.match(plain, end) is None
        and ((is_syllable(plain[end + 1 : end + 2] or " ") and plain[end] == " ") or _NEXT_COUNTS.match(plain, end))
    ):
        return False
    line = _line_before(plain, start)
    if _CLAUSE_START.search(line):
        return True
    found = _LAST_WORD.search(line)
    if found is None:
        return False
    word = found[1]
    if (rest in _AS_WHAT and word.endswith(_OBJECT)) or (rest in _OBJECT and not _NEXT_DEALS.match(plain, end + 1)):
        return False
    return (
        word in _WHAT_COMPANIES_ARE
        or word.endswith(_SETTLED)
        or (word[-1] in "와과" and not is_everyday(word[:-1]))
        or (word[-1] in "은는" and is_listed(word[:-1]) and not is_verb(word))
    )


def _is_marked(plain: str, start: int, end: int, rest: str) -> bool:
    """Whether a word of English is marked as a name: a reader is sent there, or it has a capital that no sentence gave it.

    Before Hangul no sentence of English begins; beside another capital the name may be a larger one.
    """
    written = plain[start:end]
    if is_pointed_at(plain, start, end):
        return True
    if not written[0].isupper():
        return False
    if rest or (written.isupper() and len(written) > 1):
        return True
    line = _line_before(plain, start).rstrip()
    before = line.rpartition(" ")[2]
    if before[:1].isupper() or _CAPITAL_NEXT.match(plain, end):
        return False
    return not _begins(line) or _HANGUL_NEXT.match(plain, end) is not None


def _begins(line: str) -> bool:
    """Whether a sentence begins behind `line`, or what stands on it."""
    return not line or line[-1] in ".!?:-*#>\ufffc"
