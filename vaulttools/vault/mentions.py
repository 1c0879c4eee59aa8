"""Finding names in prose: every place a note's name stands as a word of its own, and how sure that is.

All names are looked for at once; each place found is then judged by what stands left and right of it. A place inside
another word (`토스트`, `MAIN`) is no mention. Of names that start at one place the longest that passes is meant.
"""

import re
from collections.abc import Callable, Container, Iterable, Sequence
from enum import Enum, StrEnum
from itertools import pairwise

from vaulttools.english.spelling import is_often
from vaulttools.english.words import ORDINARY as ENGLISH_ORDINARY
from vaulttools.korean.words import ORDINARY
from vaulttools.note.dates import is_date, is_number
from vaulttools.patterns import pattern
from vaulttools.search import searcher
from vaulttools.text import Span, normalized
from vaulttools.values import NamedTuple
from vaulttools.vault.around import is_pointed_at
from vaulttools.vault.edges import (
    CLEAR,
    HAN_BEFORE,
    HYPHENATED,
    ending_at,
    is_larger,
    is_marker,
    is_tail,
    may_begin,
    right_edge,
)
from vaulttools.vault.english_sense import is_doing, is_rare_word, is_several, is_used_as_word
from vaulttools.vault.folding import SURROGATE, composed, fold, hyphenated, narrow, respaced
from vaulttools.vault.korean_sense import is_portion, is_said_of_things, reads_as_words
from vaulttools.vault.sense import is_figure, is_step, is_unit, reads_as_name, sentence_decides


class Doubt(StrEnum):
    """Why a mention should be shown to a person rather than linked."""

    AMBIGUOUS = "ambiguous"
    """Several notes have this name."""
    ORDINARY = "ordinary"
    """The name is also a plain word, and the sentence may mean that."""
    WORD = "word"
    """The name is also a plain word, and the sentence means that: `나무가 많다`."""
    LARGER = "larger"
    """Together with its neighbour this may be the name of something else: `농협 은행`."""
    ENDING = "ending"
    """What is glued to the name may be the rest of another word: `강남대로`."""
    SPACING = "spacing"
    """The words are spaced otherwise than in the name, and read as plain words too: `우리 은행`."""
    PLURAL = "plural"
    """The plural of the title of an ordinary note: `arrays`, of a note `array`."""


class Meaning(Enum):
    """What the name of a note stands for."""

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
    """Whether it was given to `Names` as one that its note vouches for."""

    @property
    def certain(self) -> bool:
        """Whether nothing speaks against linking it."""
        return self.doubt is None


class _Form:
    """One spelling of a name and what it stands for."""

    __slots__ = ("capital", "concept", "name", "targets", "title", "topic", "vouched")

    def __init__(self, name: str) -> None:
        self.name = name
        self.targets: tuple[str, ...] = ()
        self.vouched = False
        """Whether its note says that it is certain wherever it is a word of its own, also where it is short or a plain word."""
        self.topic = False
        """Whether all targets are about what the name says."""
        self.concept = False
        """Whether all targets are concepts."""
        self.title = False
        """Whether all targets are ordinary notes."""
        self.capital = False
        """Whether the name is an English word with a capital, or a title with capitals inside: in lower case it may be plain
        words."""

    def add(self, target: str, means: Meaning) -> None:
        """Makes it stand for `target`, too, whose names mean `means`. A trait holds only if it does for all targets."""
        is_first = not self.targets
        self.topic = means is not Meaning.BEARER and (self.topic or is_first)
        self.concept = means is Meaning.CONCEPT and (self.concept or is_first)
        self.capital = means is not Meaning.CONCEPT and (self.capital or is_first)
        self.targets += (target,)


class _Entry:
    """All names that differ only in case, and what is needed to judge a place where one stands."""

    __slots__ = ("_whole", "dated", "doubt", "forms", "key", "plain", "respaced")

    def __init__(self, key: str, respaced: bool = False, dated: bool = False) -> None:
        self.key = key
        self.forms: dict[str, _Form] = {}
        self.respaced = respaced
        """The key differs from the name by spaces or hyphens."""
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
            form.title = form.topic and not form.concept and not form.vouched
            form.capital &= (
                not form.vouched
                and name.isascii()
                and ((name.replace(" ", "").isalpha() and name.istitle()) or (form.title and not name[1:].islower()))
            )
        first, *others = self.forms.values()
        if others or self.respaced or self.dated or first.vouched or len(first.targets) > 1:
            return
        if not sentence_decides(self.key, first.topic):
            self.plain = first
            self.doubt = Doubt.ORDINARY if self.key in ORDINARY else None

    @property
    def form(self) -> _Form:
        """The form for a spelling whose case is none of the names': it has the targets of all forms, once they are settled."""
        if self._whole is not None:
            return self._whole
        forms = list(self.forms.values())
        whole = _Form(forms[0].name)
        whole.targets = (*dict.fromkeys(target for form in forms for target in form.targets),)
        whole.vouched = forms[0].vouched
        for trait in ("topic", "concept", "title", "capital"):
            setattr(whole, trait, all(getattr(form, trait) for form in forms))
        self._whole = whole
        return whole

    def written(self, text: str) -> _Form | None:
        """The form that `text` (one of any case) can stand for.

        Two capitals, everyday words and figures must be spelled as the name is (`IR` is not `ir`, `Go` is not `go`, `29CM` is not `29cm`),
        as must capitals where hyphens are not (`Day-One` for `Day One`, but not `day-one`); three capitals may also be all small
        (`api`, but not `hex` for `Hex`).
        """
        exact = self.forms.get(text)
        if exact is not None:
            return exact
        if self.respaced:
            return self.form if self.form.topic or not (text.isascii() and text.islower()) else None
        if len(text) <= 2 or self.key in ENGLISH_ORDINARY or is_figure(self.key):
            return None
        if len(text) == 3 and not (text.islower() and text.upper() in self.forms):
            return None
        return self.form


_LONGEST = 255
"""Names of more code points, which no file can have, are not looked for: each space of a name makes another one."""


class Names:
    """The names of a vault, ready to be found in texts. Built once; linear in the text, whatever the number of names."""

    def __init__(
        self,
        pairs: Iterable[tuple[str, str]],
        vouched: Container[str] = (),
        meaning: Callable[[str], Meaning] | None = None,
    ) -> None:
        """Takes (name, target) pairs; one name may have several targets. Bare numbers are left out, as are names
        that are very long or not Unicode; whole dates are names that are never certain.

        `vouched` are the names that are certain wherever they stand. `meaning` says what
        the names of a target stand for; without it, each is `Meaning.BEARER`. Verbs made of what a name says (추상화하는) are
        mentions, too, and a word that companies like to be called by is no doubt where it is a concept.
        """
        entries: dict[str, _Entry] = {}
        for name, target in pairs:
            spelling = " ".join(narrow(normalized("NFC", name)).split())
            if not 0 < len(spelling) <= _LONGEST or SURROGATE.search(spelling):
                continue
            dated = is_date(spelling)
            if not dated and is_number(spelling):
                continue
            key = fold(spelling)
            form = entries.setdefault(key, _Entry(key, dated=dated)).forms.setdefault(spelling, _Form(name))
            if target not in form.targets:
                form.add(target, meaning(target) if meaning else Meaning.BEARER)
                form.vouched = name in vouched
        _add_respaced(entries)
        self._entries = [
            entry
            for entry in entries.values()
            if len(entry.key) > 1 or any(form.vouched for form in entry.forms.values())
        ]
        for entry in self._entries:
            entry.settle()
        self._search = searcher([entry.key for entry in self._entries])
        self._bearers = frozenset(
            form.name
            for entry in self._entries
            for form in entry.forms.values()
            if entry.key not in ENGLISH_ORDINARY and (form.name.isupper() or not form.topic)
        )
        """The names that may stand in a list with hyphens."""

    def mentions(self, text: str, exclude: Sequence[Span] = ()) -> list[Mention]:
        """The mentions in `text`, from left to right, none overlapping another or a span of `exclude`.

        `text` is prose: what must not be touched or read as a word (code, links, addresses) has been replaced by
        U+FFFC, a code point for a code point. Spans are in code points of `text`, composed or not.
        """
        plain, offsets = composed(text)
        plain = narrow(plain)
        folded = fold(plain)
        try:
            matches = self._search.find_matches_as_indexes(folded, overlapping=True)
        except UnicodeEncodeError:  # a lone surrogate
            folded = SURROGATE.sub("\ufffc", folded)
            matches = self._search.find_matches_as_indexes(folded, overlapping=True)
        behind_hyphens = {start - 1 for _, start, _ in matches if folded[start - 1] == "-"}
        if behind_hyphens and not behind_hyphens.isdisjoint([end for _, _, end in matches]):
            plain = _HYPHENS.sub(self._parted, plain)
            folded = fold(plain)
        found: list[Mention] = []
        forms: list[_Form] = []
        done = 0
        new = tuple.__new__  # a name is met by the hundred in each note
        for start, minus_end, index in _beginning_words(matches, folded):
            if start < done:
                continue
            end = -minus_end
            if (start and is_tail(folded, start)) or (folded[start].isdigit() and is_marker(folded, start)):
                continue
            judged = _judge(self._entries[index], plain, folded, start, end)
            if judged is None:
                continue
            done = end
            form, doubt = judged
            span = Span(offsets[start], offsets[end]) if offsets else new(Span, (start, end))
            words = text[span.start : span.end]
            found.append(new(Mention, (span, words, form.name, form.targets, doubt, form.vouched)))
            forms.append(form)
        _trust_lists(found, forms, text)
        return _outside(found, exclude) if exclude else found

    def _parted(self, hyphenated: re.Match[str]) -> str:
        """What is `hyphenated`, with slashes instead if it is a list of names: `SKT-KT`, but not `SKT-Direct`."""
        whole = hyphenated[0]
        is_list = whole not in self._bearers and self._bearers.issuperset(whole.split("-"))
        return whole.replace("-", "/") if is_list else whole


def _beginning_words(matches: Iterable[tuple[int, int, int]], folded: str) -> list[tuple[int, int, int]]:
    """Start, negative end and entry of those `matches` that may begin a word of `folded`: from left to right, the longest first."""
    return sorted(
        (start, -end, index)
        for index, start, end in matches
        if not start
        or (before := folded[start - 1]) in CLEAR
        or (
            # Mostly the place is inside a word of one script: seen without a call.
            not (before.isalpha() and before.isascii() is folded[start].isascii() and before not in HAN_BEFORE)
            and may_begin(folded, start)
        )
    )


_HYPHENS = pattern(r"(?<![\w-])[A-Z0-9][A-Za-z0-9]*(?:-[A-Z0-9][A-Za-z0-9]*)+(?![A-Za-z0-9-])")
"""Words with capitals or digits, and hyphens between them."""
_BETWEEN = pattern(" ?(?:[/·ㆍ,&+>→]|vs[.]?|and) ?")
"""What parts the names of a list within a sentence: `쏘카/스윙`, `컬리→오아시스`, `Glean and Coinbase`."""


def _trust_lists(mentions: list[Mention], forms: Sequence[_Form], text: str) -> None:
    """Takes the doubt from those of `mentions` that may be plain words but stand in a list beside a certain name.

    Both are names of somebody, by their `forms`, and neither is an everyday word of Korean.
    """
    if len(mentions) < 2 or Doubt.ORDINARY not in [each.doubt for each in mentions]:
        return
    neighbours = [*pairwise(range(len(mentions)))]
    for before, after in [*neighbours, *reversed(neighbours)]:
        one, two = mentions[before], mentions[after]
        if (
            {one.doubt, two.doubt} == {None, Doubt.ORDINARY}
            and not (forms[before].topic or forms[after].topic)
            and not (one.text.islower() or two.text.islower())
            and ORDINARY.isdisjoint((one.text, two.text))
            and _BETWEEN.fullmatch(text, one.span.end, two.span.start)
        ):
            mentions[before], mentions[after] = one._replace(doubt=None), two._replace(doubt=None)


def _outside(mentions: Iterable[Mention], spans: Iterable[Span]) -> list[Mention]:
    """Those of `mentions`, which stand in order, that overlap none of `spans`."""
    barred = sorted(spans)
    passed = 0
    found = []
    for mention in mentions:
        while passed < len(barred) and barred[passed].end <= mention.span.start:
            passed += 1
        if passed == len(barred) or mention.span.end <= barred[passed].start:
            found.append(mention)
    return found


def _add_respaced(entries: dict[str, _Entry]) -> None:
    """Adds to `entries` the other ways to space their names, but for those that are names themselves.

    The names of entities may also have hyphens for blanks, and blanks for hyphens; others are often those of files: `to-do`.
    """
    for key, entry in list(entries.items()):
        variants = [] if entry.dated else [*respaced(key)]
        if (words := hyphenated(key)) and all(form.concept or not form.topic for form in entry.forms.values()):
            variants.append(words)
        for variant in variants:
            other = entries.setdefault(variant, _Entry(variant, respaced=True))
            if other.respaced:
                for spelling, form in entry.forms.items():
                    other.forms.setdefault(spelling, form)


_LONGEST_ACRONYM = 3
"""A longer title in capitals is that of a file of a repository: `CLAUDE`, `MAINTAINER`. It is meant where it is written so."""
_MAY_END = frozenset("s'’")
"""What an English ending behind a name begins with."""
_Judged = tuple[_Form, Doubt | None]
"""The form meant at a place, and what speaks against it."""


def _judge(entry: _Entry, plain: str, folded: str, start: int, end: int) -> _Judged | None:
    """The form meant at a place whose left edge is good, and what speaks against it; None where it is no mention."""
    if entry.plain is None or folded[end : end + 1] in _MAY_END:
        judged = _judge_in_sentence(entry, plain, folded, start, end)
    else:
        judged = _judge_plain(entry, entry.plain, plain, folded, end)
    if judged is None:
        return None
    form, doubt = judged
    if doubt in (None, Doubt.PLURAL) and form.capital:
        if _is_small_word(entry, form, plain, start, end):
            return form, Doubt.ORDINARY
        if not form.topic and is_used_as_word(entry.key, plain, start, end):
            return form, Doubt.ORDINARY
    if (
        doubt is Doubt.ORDINARY
        and not form.topic
        and is_said_of_things(plain, end, right_edge(entry.key, False, folded, end))
    ):
        return form, Doubt.WORD
    if doubt is None and form.title:
        is_file = form.name.isupper() and len(form.name) > _LONGEST_ACRONYM and form.name.isalpha()
        if (is_file and not plain[start:end].isupper()) or is_step(plain, start, end) or is_doing(plain, start, end):
            return form, Doubt.ORDINARY
    return judged


def _judge_plain(entry: _Entry, form: _Form, plain: str, folded: str, end: int) -> _Judged | None:
    """The same for an entry with a plain `form`, as most have, where no English ending follows."""
    edge = right_edge(entry.key, form.topic, folded, end)
    if edge is None:
        return None
    if edge.is_doubtful:
        return form, Doubt.ENDING
    if not edge.rest:
        if is_larger(plain, end):
            return form, Doubt.LARGER
        if not form.topic and is_portion(folded, end):
            return form, Doubt.ORDINARY
    return form, entry.doubt


def _judge_in_sentence(entry: _Entry, plain: str, folded: str, start: int, end: int) -> _Judged | None:
    """The same for any name: by its right edge, what is known of it, its neighbours, and at last the sentence."""
    written = plain[start:end]
    form = entry.written(written)
    if form is None:
        return None
    ending = ending_at(written, plain, end)
    if ending == "s" and len(written) <= 3 and written.islower() and form.name.isupper():
        return None  # in small letters an acronym with an s is most often another word: `stos`
    stop = end + len(ending)
    edge = right_edge(entry.key, form.topic, folded, stop)
    if edge is None or (
        not edge.rest and entry.key in ENGLISH_ORDINARY and written.islower() and HYPHENATED.match(folded, stop)
    ):
        return None
    if not form.vouched and is_unit(plain, start, end):
        return None
    if len(form.targets) > 1:
        return form, Doubt.AMBIGUOUS
    if edge.is_doubtful:
        return form, Doubt.ENDING
    if form.vouched:
        return form, None
    if not edge.rest and is_larger(plain, end):
        return form, Doubt.LARGER
    if entry.respaced and not form.topic and reads_as_words(entry.key, edge.rest):
        return form, Doubt.SPACING
    if ending and not form.topic:
        if ending == "s" and is_several(entry.key, plain, start, end):
            return form, Doubt.ORDINARY
        if ending[0] != "s" and written[0].isupper():
            return form, None  # what owns something and has a capital is called so: a word would have an article
    if entry.dated or not reads_as_name(entry.key, form.topic, plain, start, end, edge):
        return form, Doubt.ORDINARY
    return form, Doubt.PLURAL if ending == "s" and form.title else None


def _is_small_word(entry: _Entry, form: _Form, plain: str, start: int, end: int) -> bool:
    """Whether a name with a capital is written in lower case, as a plain word, and no reader is referred to it."""
    if not plain[start:end].islower():
        return False
    is_word = form.topic or all(map(is_often, entry.key.split())) or is_rare_word(entry.key, plain, start, end)
    return is_word and not is_pointed_at(plain, start, end)
