"""How Korean verbs and adjectives inflect: the bases that their endings are attached to, and the endings."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, cached_property
from itertools import chain

from vaulttools.korean.hangul import Final, compose, decompose, is_syllable, sound
from vaulttools.korean.particles import read_tail
from vaulttools.patterns import pattern
from vaulttools.sorted_words import SortedWords
from vaulttools.values import grouped

_AFTER_EU = (*"라란랄람랍래랴러려렴리마며면므", "니까", "니만큼")
"""The beginnings of endings that take 으 after a consonant: 먹으면."""
_WITH_OR_WITHOUT_EU = frozenset("니 나 냐 냐고 냐는 냐며 냐면 오 오나 오니 오며 옵니까 옵니다 소서 나마".split())
"""Endings that stand behind a consonant with 으 and without: 먹으니, 먹니."""
_AFTER_ENDING = (
    "", "요", "도", "는", "은", "만", "까지", "부터", "서", "라도", "나", "야", "죠", "든", "의", "로", "이", "가", "을", "를",
    "에", "에서", "으로", "과", "와", "에도", "처럼", "보다", "조차", "마저", "대로", "에는",
)  # fmt: skip
_OF_NOUNS = frozenset("의 로 이 가 을 를 에 에서 으로 과 와 에도 처럼 보다 조차 마저 대로 에는".split())
"""Those that follow nouns, and few endings."""
_LIKE_NOUNS = frozenset("지가까냐나기음데서건면고")
"""The last syllables of endings that particles `_OF_NOUNS` follow: 하는지를, 했느냐가, 몰라서가."""
_ADNOMINAL = pattern("[은을던]|(?:.*[다라냐자려느대래])?는")
"""Endings that make the verb modify the noun behind it, so that no particle follows."""
_AFTER_FUSED = ("수록", "지")
_MOST = 1 << 16
"""The most word endings whose kinds are remembered."""

_STRICTLY = ("", "요", "도", "는", "만", "서", "까지", "부터")
_OF_OLD = frozenset(
    """
     ㄴ다느니 ㄴ답시고 ㄴ즉 ㄹ꼬 ㄹ라 ㄹ라치면 ㄹ락 ㄹ란다 ㄹ세 ㄹ세라 ㄹ진대 ㅁ직 음직 거늘 거니 건대 게나 게끔 구려 께 나이다 너라 노니 노라 노라고
    노라는 노라니 노라면 느냐고 느니 느니라 니라 다느니 더이다 도다 던들 로구나 로다 련만 리 리다 리라 리라고 리라는 리란 마 매
    소 소서 소이까 소이다 옵니다 올시다 자꾸나 지마는 오 오나 오니 오며 옵니까 사오니 다오 ㅂ디다 ㅂ쇼 ㅂ시오 쇼 려무나 렴 리만큼
    """.split()
)
"""Endings of old or solemn texts and of dialects, which hardly anybody means today."""


# The kinds of base that an ending is attached to. `_HARD`: the plain stem (먹고). `_HARD_IN_L`: a stem in ㄹ, which is
# dropped before ㄴ and ㅅ (만들고, but 만드는). `_CLOSED`: a plain stem in another consonant (먹는다). `_SOFT`: the stem before
# 으 (도우면). `_SOFT_IN_L`: a stem in ㄹ, which is dropped there as well (만들면, but 만드시면). `_SOFT_WITHOUT_L`: a stem in ㄹ that
# has dropped it (만드니, 만든). `_VOWEL`: the stem with 아 or 어 (도와서).
# `_PAST`: the same with ㅆ (도왔다). `_FUSED`: the stem with a consonant fused to it (도운, 도울, 도움, 도웁니다).
# `_WITH_M_AFTER_L`: a stem in ㄹ with ㅁ (만듦).
_HARD, _SOFT, _VOWEL, _PAST, _WITH_M_AFTER_L = 1, 2, 4, 8, 16
_FUSED = {"ㄴ": 32, "ㄹ": 64, "ㅁ": 128, "ㅂ": 256}
_HARD_IN_L, _SOFT_WITHOUT_L, _CLOSED, _SOFT_IN_L = 512, 1024, 2048, 4096
_PLAIN = _HARD | _HARD_IN_L
_NOUN_OF_M = _FUSED["ㅁ"] | _WITH_M_AFTER_L


@cache
def _fused(syllable: str) -> tuple[str, int, int]:
    """A base's last syllable before a consonant was fused to it, the kinds that such a base may be of, and the kind it becomes."""
    if not is_syllable(syllable):
        return "", 0, 0
    lead, middle, coda = decompose(syllable)
    if coda == "ㅆ":
        return compose(lead, middle), _VOWEL, _PAST
    if coda == "ㄻ":
        return compose(lead, middle, "ㄹ"), _HARD_IN_L, _WITH_M_AFTER_L
    if coda not in _FUSED:
        return "", 0, 0
    return compose(lead, middle), _SOFT if coda == "ㅁ" else _SOFT | _SOFT_WITHOUT_L, _FUSED[coda]


@cache
def _in_stem(syllable: str) -> tuple[str, str]:
    """A stem's last syllable where its ㄹ is dropped (만드니), and the 아 or 어 that may follow it uncontracted; empty for none."""
    lead, middle, coda = decompose(syllable)
    if coda == "ㄹ":
        return compose(lead, middle), ""
    if not coda and middle in "ㅗㅜㅣㅟㅚㅐㅔ":  # 주어 beside 줘, 내어 beside 내
        return "", "아" if middle == "ㅗ" else "어"
    return "", ""


Row = tuple[str, str, str]
"""A verb: its stem, its stem before 으, and its stem with 아 or 어."""


@cache
def _opening(syllable: str) -> str:
    """`syllable` without its last consonant. In the first syllable of a verb that stays the same however it inflects (가르고, 갈라)."""
    return chr(ord(syllable) - (ord(syllable) - ord("가")) % _CODAS) if is_syllable(syllable) else syllable


_CODAS = 28
"""How many syllables in a row differ only in their last consonant, from the one that has none."""


_SHORT_ROW = pattern("^. .*", re.M)
"""A row whose stem has one syllable."""


def rows_in(words: Sequence[str]) -> Iterator[Row]:
    """The rows that `words` make, three a row."""
    return zip(words[::3], words[1::3], words[2::3], strict=True)


LONGEST = 50
"""Syllables of a run that is taken apart, far more than any word has: 가가가 without an end would be verbs behind verbs."""


class Verbs:
    """Verbs and adjectives by the bases of their endings: 돕고, 도우면, 도와서. The bases of one opening are made when first asked for."""

    def __init__(self, rows: Iterable[Row], sections: Sequence[SortedWords] = ()) -> None:
        """Takes few `rows`, and `sections` with one row a line, of which a run on one note reads few."""
        self._few = [*rows]
        self._sections = sections
        self._bases: dict[str, dict[str, int]] = {}

    @cached_property
    def _short(self) -> Mapping[str, Sequence[Row]]:
        """Those with a stem of one syllable, whose opening may change when they inflect (오고, 와), by each of their openings."""
        short = [row for row in self._few if len(row[0]) == 1]
        for section in self._sections:
            short += rows_in(" ".join(_SHORT_ROW.findall(section.text)).split())
        return grouped((_opening(form[0]), row) for row in short for form in row)

    def bases(self, opening: str) -> Mapping[str, int]:
        """The bases with this opening (`_opening`), and the kinds of each."""
        found = self._bases.get(opening)
        if found is None:
            found = self._bases[opening] = {}
            beyond = chr(ord(opening) + _CODAS)
            rows = [row for row in self._few if opening <= row[0] < beyond]
            for section in self._sections:
                rows += rows_in(section.between(opening, beyond))
            for row in (*rows, *self._short.get(opening, ())):
                for base, kind in _bases(*row):
                    found[base] = found.get(base, 0) | kind
        return found

    def is_stem(self, word: str) -> bool:
        """Whether `word` is the stem of one of them. No bases are made to tell."""
        if not word:
            return False
        made = self._bases.get(_opening(word[0]))
        if made is not None:
            return made.get(word, 0) & _PLAIN > 0
        row = f"{word} "
        return any([stem == word for stem, _, _ in self._few]) or any([each.any_begins(row) for each in self._sections])

    def ends_in_vowel(self, word: str) -> bool:
        """Whether `word` is one of them with 아 or 어, which another verb may follow: 이어."""
        return self.bases(_opening(word[0])).get(word, 0) & _VOWEL > 0

    def surfaces(self) -> Iterator[str]:
        """The bases, and the same with a consonant fused to their last syllable."""
        rows = chain(self._few, *(rows_in(section.text.split()) for section in self._sections))
        openings = {_opening(form[0]) for row in rows for form in row}
        for opening in openings:
            for base, kind in self.bases(opening).items():
                yield base
                lead, middle, coda = decompose(base[-1])
                codas = "ㄻ" * (coda == "ㄹ")
                if not coda:
                    codas = "ㄴㄹㅂ" if kind & (_SOFT | _SOFT_WITHOUT_L) else ""
                    codas += "ㅁ" * (kind & _SOFT > 0) + "ㅆ" * (kind & _VOWEL > 0)
                for fused in codas:
                    yield base[:-1] + compose(lead, middle, fused)

    def has(self, run: str, after: "Verbs", endings: "Endings") -> bool:
        """Whether `run` is one of the verbs with one of `endings`, or with one of the verbs of `after` behind it."""
        if len(run) > LONGEST:
            return False
        bases = self.bases(_opening(run[0]))
        for cut in range(len(run) if bases else 0, 0, -1):
            kind = bases.get(run[:cut], 0)
            bare, needed, becomes = _fused(run[cut - 1])
            if needed and bases.get(run[: cut - 1] + bare, 0) & needed:
                kind |= becomes
            if kind:
                rest = run[cut:]
                if (
                    kind & endings.kinds(rest)
                    or (kind & (_PLAIN | _PAST) and _is_noun_form(rest))
                    or (kind & _NOUN_OF_M and _takes(rest))
                    or (kind & _VOWEL and rest and after.has(rest, after, endings))
                ):
                    return True
        return False


def _takes(rest: str) -> bool:
    """Whether `rest` can follow a verb that ㅁ turns into a noun: 함으로써."""
    return read_tail(Final.CLOSED, rest) is not None


def _is_noun_form(rest: str) -> bool:
    """Whether `rest` turns the verb before it into a noun: 기보다는, 음을."""
    return (rest[:1] == "기" and read_tail(Final.OPEN, rest[1:]) is not None) or (rest[:1] == "음" and _takes(rest[1:]))


def _bases(stem: str, soft: str, vowel: str) -> Iterator[tuple[str, int]]:
    """The bases of a verb, each with its kind."""
    bare, ending = _in_stem(stem[-1])
    yield stem, _HARD_IN_L if bare else _HARD if sound(stem[-1]) is Final.OPEN else _HARD | _CLOSED
    yield soft, _SOFT_IN_L if bare else _SOFT
    yield vowel, _VOWEL
    if bare:
        yield stem[:-1] + bare, _SOFT_WITHOUT_L
    if ending:
        yield stem + ending, _VOWEL
    if vowel[-1] == "해":
        yield vowel[:-1] + "하여", _VOWEL


_HONOURING = frozenset("시길 시긴 시어 시어서 세요 십시오".split())
"""Endings with 시, as they stand."""
_PAST_TOO = frozenset("을 을까 을지 을수록 은 은데 음".split())
"""Endings that follow ㅆ as they follow another consonant."""


class Endings:
    """The endings of verbs, by the kinds of base they are attached to, and what may follow them."""

    def __init__(self, endings: Sequence[str], after: Sequence[str] = _AFTER_ENDING) -> None:
        self._after = frozenset(after)
        self._eu = {each for each in endings if each.startswith(_AFTER_EU)} | _WITH_OR_WITHOUT_EU.intersection(endings)
        self._plain = {each for each in endings if not each.startswith(("어", "아", "여")) and each[0] not in _FUSED}
        hard = self._plain.difference(self._eu - _WITH_OR_WITHOUT_EU)
        self._hard = hard.union("긴 길 진 질 대 듯이".split())
        self._polite = {f"습{each[1:]}" for each in endings if each.startswith(("ㅂ니", "ㅂ디", "ㅂ죠", "ㅂ지"))}
        stated = "ㄴ다", "ㄴ단", "ㄴ담", "ㄴ답", "ㄴ대"
        self._stated = {f"는{each[1:]}" for each in endings if each.startswith(stated)}
        self._vowel = {each[1:] for each in endings if each.startswith(("어", "아"))}.union(("", *"서도야라요"))
        fused = [*(each for each in endings if each[0] in _FUSED), *"ㄴㄹㅁ"]
        self._fused: dict[str, int] = {}
        for each in fused:
            self._fused[each[1:]] = self._fused.get(each[1:], 0) | _FUSED[each[0]]
        self._honouring = _HONOURING.union(compose("ㅅ", "ㅣ", each[0]) + each[1:] for each in fused)
        self._known: dict[str, int] = {}

    @classmethod
    def everyday(cls, endings: Iterable[str]) -> "Endings":
        """Those of `endings` that people use today, with only a few particles behind them."""
        return cls([each for each in endings if each not in _OF_OLD], _STRICTLY)

    @property
    def syllables(self) -> Set[str]:
        """Those of the endings, and of what may follow them."""
        hard = chain(self._plain, self._hard, self._polite, self._stated)
        others = chain(self._eu, self._vowel, self._fused, self._honouring, self._after, _PAST_TOO, _AFTER_FUSED)
        return {*"어으었겠시셨셔", *chain.from_iterable(chain(hard, others))}

    def _is_soft(self, ending: str) -> bool:
        """Whether `ending` follows the stem before 으."""
        first, rest = ending[:1], ending[1:]
        return (
            ending in self._eu
            or ending in self._honouring
            or (first == "시" and (rest in self._eu or rest in self._plain))
            or (first == "셨" and self._is_past(rest))
            or (first == "시" and rest[:1] == "겠" and self._is_past(rest[1:]))
            or (first == "셔" and rest in self._vowel)
        )

    def _is_past(self, ending: str) -> bool:
        """Whether `ending` follows ㅆ."""
        first, rest = ending[:1], ending[1:]
        return (
            ending in self._hard
            or ending in self._polite
            or ending in _PAST_TOO
            or (first == "으" and rest in self._eu)
            or (first == "어" and rest in self._vowel)
        )

    def _kinds(self, ending: str) -> int:
        """The kinds of base that `ending` is attached to with nothing behind it."""
        kinds = self._fused.get(ending, 0)
        first, rest = ending[:1], ending[1:]
        is_firm = ending in self._hard or (first == "겠" and self._is_past(rest))
        is_soft = self._is_soft(ending)
        if is_firm:
            kinds |= _HARD
        if is_soft:
            kinds |= _SOFT
        if (is_firm or is_soft) and (first == "오" or decompose(first)[0] in "ㄴㅅ"):
            kinds |= _SOFT_WITHOUT_L
        else:
            kinds |= (_HARD_IN_L if is_firm else 0) | (_SOFT_IN_L if is_soft else 0)
        if ending in self._polite or ending in self._stated:
            kinds |= _CLOSED
        if ending in self._vowel:
            kinds |= _VOWEL
        if self._is_past(ending) or (first in ("었", "겠") and self._is_past(rest)):
            kinds |= _PAST
        return kinds

    def kinds(self, rest: str) -> int:
        """The kinds of base that `rest` can be attached to as an ending, with or without what may follow an ending; 0 for none."""
        known = self._known.get(rest)
        if known is None:
            known = _FUSED["ㄴ"] | _FUSED["ㄹ"] | _FUSED["ㅁ"] if rest in _AFTER_FUSED else 0
            for cut in range(len(rest) + 1):
                ending, particle = rest[:cut], rest[cut:]
                if particle in self._after and _may_follow(ending, particle):
                    kinds = self._kinds(ending)
                    known |= kinds if ending or particle in ("", "만") else kinds & ~_TAKING_NONE
            if len(self._known) > _MOST:
                self._known.clear()
            self._known[rest] = known
        return known


_AFTER_CLOSED, _AFTER_OPEN = frozenset("은 이 을 과 으로".split()), frozenset("는 가 를 와 로".split())
_TAKING_NONE = _FUSED["ㄴ"] | _FUSED["ㄹ"] | _FUSED["ㅁ"]
"""The kinds of base that are words by themselves. Behind ㅁ particles are those of nouns, behind the others there are none but 만:
할만 하다."""


def _may_follow(ending: str, particle: str) -> bool:
    """Whether `particle` can stand behind `ending`, in the form that agrees with it: not 한다은, 먹을을, 해을."""
    if particle in ("", "만"):
        return True
    if ending and (
        _ADNOMINAL.fullmatch(ending) or particle in (_AFTER_CLOSED if sound(ending[-1]) is Final.OPEN else _AFTER_OPEN)
    ):
        return False
    return particle not in _OF_NOUNS or ending[-1:] in _LIKE_NOUNS
