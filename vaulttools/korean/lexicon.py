"""Which runs of Hangul are Korean words: a dictionary of stems (`lexicon.txt`), and how they inflect and combine.

It accepts more than exists (any two common nouns make a compound), so that what it refuses is surely no word.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from functools import cache, cached_property, lru_cache
from itertools import chain
from pathlib import Path

from vaulttools.korean.hangul import Final, is_syllable, sound
from vaulttools.korean.particles import SYLLABLES, Tail, read_tail
from vaulttools.korean.verbs import LONGEST, Endings, Row, Verbs, rows_in
from vaulttools.patterns import pattern
from vaulttools.sorted_words import SortedWords, sections

_SUFFIXES = frozenset(
    "들적성화님권씩계상째론형제용별층률율쯤질당간꾼류분대시경가치자산기인풍감력리식급부판량직전순채행차명파심측양사업법료비금점장팀앱"
    "값키체원학집망액난선증품본건문물단석도소국관방실글줄안처책말란밖속생회년월일개배편위번수축몰뷰칸창"
)
_PREFIXES = frozenset(
    "중제대불비무재신고반친한최초저소부생탈구미헛맨범준피과총첫역각본전현타양매내외상하주온원연월선실순직급"
)
_ON_NOUNS_ROW = "먹 하 되 시키 받 당하 드리 있 없 같 나 내 지 짓 이 맺 걸 치 입 잡 들 주 보 스럽 롭 답 맞 삼 얻 잃"
_AUXILIARY_ROW = (
    "보 주 지 내 놓 두 버리 가 오 드리 하 있 나가 나오 들이 대 달 올리 넣 놀 앉 치우 달라 나 서 쓰 보이 먹 들어가 내리"
)


_FETCHING = (
    ("다주", "다주", "다줘"),
    ("다드리", "다드리", "다드려"),
    ("다두", "다두", "다둬"),
    ("다놓", "다놓으", "다놓아"),
    ("다쓰", "다쓰", "다써"),
)
"""Verbs behind 어다, of what is fetched first: 가져다드립니다, 끌어다둔."""
_CONTRACTED = (("거", "거", "거"), ("뭐", "뭐", "뭐"))
"""거 and 뭐 with the copula, which both run into as if they were verbs: 겁니다, 거고요, 뭔지."""
_MORE_TAILS_ROW = """
엔 에선 요 에서처럼 에게처럼 뿐인 뿐이다 뿐이며 뿐이고 뿐입니다 뿐이었다 로까지 으로까지 끼리의 서 씩 씩은 중 중인 중에 중이다 중이며 중입니다 중임 중이라 간 간의 간에 별로 상의 상에서 상으로
내의 내에서 내에 외 외의 외에 외에도 용으로 등 등의 등을 등이 등은 등에 등으로 하에 하의 하에서 하에서는
"""

_BARE_COPULA = frozenset(
    """
    다 예요 니 냐 냐가 냐고 냐는 냐도 냐를 냐며 냐에 냐의 든 든지 던 더니 라니 람 로다 란 랄 랄까
    세요 십니까 십니다 신가요 신데 신지 신지요 시네요 시라면 시죠 셨다 셨어요 셨습니다
    """.split()
)
"""The copula after a vowel, where its 이 is dropped."""
_CLAUSE_ENDS = frozenset("서지냐가까고기면")

_ON_NOUNS, _AUXILIARY, _MORE_TAILS = (
    frozenset(row.split()) for row in (_ON_NOUNS_ROW, _AUXILIARY_ROW, _MORE_TAILS_ROW)
)


_FEW = 50
"""So many times looking up the words that begin with a syllable takes as long as parting all words."""


class _Words:
    """The words of some sections. Those that begin with one syllable are looked up when one of them is first asked for."""

    def __init__(self, *sections: SortedWords) -> None:
        self._sections = sections
        self._sets: dict[str, Set[str]] = {}

    def beginning(self, syllable: str) -> Iterator[str]:
        """The words that begin with `syllable`; some may come twice."""
        return chain(*(section.beginning(syllable) for section in self._sections))

    def among(self, syllable: str) -> Set[str]:
        """A set in which the words are that begin with `syllable`; others may be in it as well."""
        found = self._sets.get(syllable)
        if found is None:
            is_often = len(self._sets) >= _FEW
            found = self._sets[syllable] = self.all if is_often else frozenset(self.beginning(syllable))
        return found

    def __contains__(self, word: str) -> bool:
        return bool(word) and word in (self._sets.get(word[0]) or self.among(word[0]))

    @cached_property
    def all(self) -> frozenset[str]:
        return frozenset(chain(*(section.words for section in self._sections)))


class _Lexicon:
    """The words of `lexicon.txt`, and the endings that go with each kind of base. What a run does not ask for is not made."""

    def __init__(self) -> None:
        self._sections = sections(Path(__file__).with_name("lexicon.txt"))
        common, nouns, names, roots, adverbs, single = map(
            self._sections.__getitem__, ("common", "nouns", "names", "roots", "adverbs", "single")
        )
        self.common = _Words(common)
        self.nouns = _Words(common, nouns, names, roots)
        self.names = _Words(names)
        self.terms = _Words(nouns, names)
        self.single = frozenset(single.text.split())
        self.qualities = _Words(roots)
        self.adverbs = _Words(adverbs)
        self.everyday = _Words(common, adverbs)
        self.heads = _Words(common, nouns, names, roots, adverbs, single)
        self.copula = Verbs([("이", "이", "이어"), ("이", "이", "여")])
        self.of_sounds = Verbs([("거리", "거리", "거려"), ("대", "대", "대")])
        self._endings = self._sections["endings"].text.split()

    @cached_property
    def common_verbs(self) -> Verbs:
        """The everyday verbs and adjectives."""
        return Verbs(_CONTRACTED, [self._sections["common verbs"]])

    @cached_property
    def verbs(self) -> Verbs:
        """All verbs and adjectives."""
        return Verbs(_CONTRACTED, self._all_verbs)

    @cached_property
    def on_nouns(self) -> Verbs:
        """Those that turn the noun before them into a verb: 하다."""
        return Verbs(self._rows(_ON_NOUNS))

    @cached_property
    def auxiliary(self) -> Verbs:
        """Those that follow another verb: 보다, 주다."""
        return Verbs([*self._rows(_AUXILIARY), *_FETCHING])

    @property
    def _all_verbs(self) -> list[SortedWords]:
        return [self._sections[name] for name in ("verbs", "common verbs")]

    def _rows(self, stems: Iterable[str]) -> Iterator[Row]:
        """The rows of the verbs with these stems."""
        for stem in stems:
            for section in self._all_verbs:
                yield from rows_in([*section.beginning(f"{stem} ")])

    @cached_property
    def texts(self) -> list[str]:
        """The sections with nouns and adverbs."""
        return [self._sections[name].text for name in ("common", "nouns", "names", "roots", "adverbs")]

    @cached_property
    def all_texts(self) -> list[str]:
        """These, and the sections with verbs and endings."""
        return [*self.texts, *(self._sections[name].text for name in ("common verbs", "verbs", "endings"))]

    def has_ending(self, run: str) -> bool:
        """Whether `run` is an ending as it stands in the lexicon."""
        return run in self._endings

    @cached_property
    def endings(self) -> Endings:
        """All endings."""
        return Endings(self._endings)

    @cached_property
    def strict_endings(self) -> Endings:
        """The everyday endings, with only a few particles behind them."""
        return Endings.everyday(self._endings)

    def has_verb(self, run: str, strictly: bool = False) -> bool:
        """Whether `run` is a verb or adjective with its ending; `strictly` where it must be an everyday one."""
        verbs, endings = (self.common_verbs, self.strict_endings) if strictly else (self.verbs, self.endings)
        return verbs.has(run, self.auxiliary, endings)

    @cached_property
    def everyday_heads(self) -> frozenset[str]:
        """All that an everyday word can begin with: an everyday noun or adverb, or a base of an everyday verb."""
        return frozenset(self._sorted_heads)

    @cached_property
    def _sorted_heads(self) -> Sequence[str]:
        listed = (self._sections[name].words for name in ("common", "adverbs"))  # which are sorted
        return sorted(chain(*listed, self._verb_forms))

    @cached_property
    def _verb_forms(self) -> Sequence[str]:
        """The bases of everyday verbs, sorted."""
        return sorted({*self.common_verbs.surfaces()})

    def verbs_beginning(self, syllable: str) -> Sequence[str]:
        """Those of two syllables or more that begin with `syllable`."""
        start, end = (bisect_left(self._verb_forms, first) for first in (syllable, chr(ord(syllable) + 1)))
        return [form for form in self._verb_forms[start:end] if len(form) > 1]

    @cached_property
    def inflecting(self) -> str:
        """All syllables that can follow such a head: those of particles, of endings, of the verbs that may come behind it, and 적."""
        verbs = "".join([*self.on_nouns.surfaces(), *self.auxiliary.surfaces()])
        return "".join(sorted({*self.strict_endings.syllables, *verbs, *SYLLABLES, *"기음적"}))

    def has_head(self, run: str) -> bool:
        """Whether an everyday word may begin `run`, followed by nothing but inflecting syllables. A sieve: True is no promise."""
        return bool(self.with_head((run,)))

    def with_head(self, runs: Iterable[str]) -> Set[str]:
        """Those of `runs` of which `has_head` is true."""
        heads, inflecting = self.everyday_heads, self.inflecting
        return {
            run for run in runs for cut in range(len(run.rstrip(inflecting)) or 1, len(run) + 1) if run[:cut] in heads
        }

    def begins_head(self, run: str) -> bool:
        """Whether a head begins with `run`, or is it."""
        at = bisect_left(self._sorted_heads, run)
        return at < len(self._sorted_heads) and self._sorted_heads[at].startswith(run)

    @cached_property
    def head_ends(self) -> frozenset[str]:
        """All endings of heads that are shorter than the head."""
        found: set[str] = set()
        ends: Set[str] = self.everyday_heads
        while ends := {end[1:] for end in ends} - found - {""}:
            found |= ends
        return frozenset(found)

    def goes_on(self, noun: str, rest: str) -> bool:
        """Whether `rest` can be what follows `noun` within its word."""
        return not rest or _follows(rest, sound(noun[-1]), len(noun) > 1)

    def is_copula(self, rest: str, final: Final, is_long: bool) -> bool:
        """Whether `rest` is the copula 이다 with an ending, in the form that agrees with `final`, the last sound of a noun: 상태였는지, 뜻이지."""
        closed = final is not Final.OPEN
        if rest[0] in "여였" if closed else not is_long:
            return False
        return (not closed and rest in _BARE_COPULA) or self.copula.has(rest, self.auxiliary, self.endings)

    def is_clause(self, run: str) -> bool:
        """Whether `run` is a verb whose ending lets the copula or a particle follow: 위해서입니다, 있는지뿐."""
        return any(
            run[cut - 1] in _CLAUSE_ENDS
            and (run[cut:] in ("뿐", "부터", "까지", "조차") or self.is_copula(run[cut:], sound(run[cut - 1]), cut > 1))
            and is_word(run[:cut])
            for cut in range(len(run) - 1, 1, -1)
        )

    def makes_verb(self, rest: str, strictly: bool = False) -> bool:
        """Whether `rest` turns the noun before it into a verb: 하다, 되다."""
        return self.on_nouns.has(rest, self.auxiliary, self.strict_endings if strictly else self.endings)


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon()


@lru_cache(maxsize=1 << 16)
def _follows(rest: str, final: Final, is_long: bool) -> bool:
    """Whether `rest` can follow a noun that ends in `final`, and `is_long`: of two syllables or more. Few nouns differ in this."""
    known = _lexicon()
    return (
        read_tail(final, rest) is not None
        or (is_long and (rest in _MORE_TAILS or known.makes_verb(rest)))
        or known.is_copula(rest, final, is_long)
    )


@lru_cache(maxsize=1 << 8)
def is_word(run: str) -> bool:
    """Whether `run` can be read as a Korean word: a noun with its particles, a verb with its ending."""
    known = _lexicon()
    if not run or not is_syllable(min(run)):
        return False
    heads = known.heads.among(run[0])
    for cut in range(len(run), 0, -1):  # most words are plain, and found here
        head = run[:cut]
        if head in heads and known.goes_on(head, run[cut:]):
            return True
    return (
        known.has_verb(run)
        or any(known.goes_on(run[:cut], run[cut:]) and is_noun(run[:cut]) for cut in range(len(run), 2, -1))
        or known.is_clause(run)
        # Verbs of sounds and movements are coined freely: 켁켁거리다, 낑낑대다.
        or (run[0] == run[1:2] and len(run) > 2 and known.of_sounds.has(run[2:], known.auxiliary, known.endings))
        or _is_spelt_out(run)
        or _is_number(run)
        or _is_manner(run)
    )


_LETTER = "에이치|에이|비|씨|디|이|에프|지|아이|제이|케이|엘|엠|엔|오|피|큐|알|에스|티|유|브이|더블유|엑스|와이|제트|투"
_SPELT_OUT = pattern(f"(?:{_LETTER}){{2,}}")
_SELDOM = pattern("에이|에프|제이|케이|[엘엠엔큐씨알]|에스|브이|더블유|엑스|와이")


def _is_spelt_out(run: str) -> bool:
    """Whether `run` spells out an abbreviation by the names of its letters, one of them a name that few words contain: 오이엠, 케이피아이."""
    letters = _SPELT_OUT.match(run)
    return (
        letters is not None
        and _SELDOM.search(letters[0]) is not None
        and _lexicon().goes_on(letters[0], run[letters.end() :])
    )


_NUMBER = pattern(
    "(?:일이|이삼|삼사|사오|오륙|육칠|칠팔)(?:초|분|년|주|개월|명|인|회|차|배)"
    "|(?=.*[십백천만억조])[일이삼사오육칠팔구십백천만억조]{2,}|[영공일이삼사오육륙칠팔구]{4,}"
)


def _is_number(run: str) -> bool:
    """Whether `run` is a number in Hangul, or about how many, or its digits, alone or with particles: 구십삼, 일이분, 일이삼사."""
    number = _NUMBER.match(run)
    return number is not None and read_tail(sound(number[0][-1]), run[number.end() :]) is not None


def _is_manner(run: str) -> bool:
    """Whether `run` is an adverb that 히 makes of what 하다 may make an adjective of: 순수히."""
    known, root = _lexicon(), run[:-1]
    return run[-1] == "히" and len(root) > 1 and (root in known.qualities or root in known.common)


_asked: dict[str, int] = {}


def _pays(sieve: str, often: int, times: int = 1) -> bool:
    """Whether making a sieve pays, which takes as long as doing without it `often` times. Counts how many `times` it is asked."""
    _asked[sieve] = _asked.get(sieve, 0) + times
    return _asked[sieve] > often


@lru_cache(maxsize=1 << 16)
def is_common(run: str) -> bool:
    """Whether `run` is an everyday word, with its particles or ending: what someone is likely to have meant."""
    return bool(common_among((run,)))


def _is_common(run: str) -> bool:
    """The same for a `run` that no sieve holds back."""
    if not run or not is_syllable(min(run)):
        return False
    known = _lexicon()
    everyday = known.everyday.among(run[0])
    if run in everyday or known.has_verb(run, strictly=True):
        return True
    return any(
        (run[:cut] in everyday or (run[cut - 1] == "적" and run[: cut - 1] in everyday))
        and (
            read_tail(sound(run[cut - 1]), run[cut:]) in (Tail.PARTICLE, Tail.COPULA)
            or (run[cut] not in "답다롭로" and known.makes_verb(run[cut:], strictly=True))  # nobody means 회사답다
        )
        for cut in range(len(run) - 1, 1, -1)
    )


def common_among(runs: Collection[str]) -> list[str]:
    """The everyday words (`is_common`) among `runs`, of which few are."""
    if _pays("heads", 2000, len(runs)):
        runs = _lexicon().with_head(runs)
    return [*filter(_is_common, runs)]


def is_frame(before: str, after: str) -> bool:
    """Whether `before` and `after` with some text between them may be an everyday word. A sieve: True is no promise."""
    if not _pays("frames", 50):
        return True
    known = _lexicon()
    fewest = len(after.rstrip(known.inflecting))
    if known.begins_head(before) and (
        not fewest or any([after[:size] in known.head_ends for size in range(fewest, len(after) + 1)])
    ):
        return True
    return not fewest and known.has_head(before)


def is_listed(word: str) -> bool:
    """Whether `word` stands in the lexicon as it is: a noun, an adverb, or the stem of a verb."""
    known = _lexicon()
    return word in known.heads or known.verbs.is_stem(word)


@lru_cache(maxsize=1 << 14)
def is_listed_noun(word: str) -> bool:
    """Whether `word` stands in the lexicon as it is, and is a noun, or is made of nouns as well."""
    known = _lexicon()
    return word in known.nouns or word in known.single or (is_listed(word) and is_noun(word))


def words() -> frozenset[str]:
    """The nouns and adverbs of the lexicon."""
    return _lexicon().heads.all


def nouns_beginning(syllable: str) -> Set[str]:
    """The nouns and adverbs of the lexicon that begin with `syllable`."""
    return frozenset(_lexicon().heads.beginning(syllable))


def verbs_beginning(syllable: str) -> Sequence[str]:
    """What the everyday verbs and adjectives that begin with `syllable` are before their endings, two syllables or more."""
    return _lexicon().verbs_beginning(syllable)


def goes_on(noun: str, rest: str) -> bool:
    """Whether `rest` can follow `noun` within its word: particles, the copula, or a verb such as 하다."""
    return _lexicon().goes_on(noun, rest)


def may_end(syllable: str) -> bool:
    """Whether `syllable` may be one of a particle or an ending."""
    return syllable in _lexicon().inflecting


def is_ending(run: str) -> bool:
    """Whether `run` is an ending as grammars write it, with the jamo that joins the verb before it: ㄴ다, ㄹ수록."""
    return _lexicon().has_ending(run)


def is_of_nouns(run: str) -> bool:
    """Whether `run` is a noun of the lexicon of two syllables or more, or a row of these, all but the last everyday ones."""
    known = _lexicon()
    return (run in known.nouns and len(run) > 1) or any(
        run[:cut] in known.common and is_of_nouns(run[cut:]) for cut in range(2, len(run) - 1)
    )


def makes_adjective(word: str) -> bool:
    """Whether `word` with 하다 is an adjective, which may mean something else: 자세하다, 꾸준하다."""
    return word in _lexicon().qualities


def is_quality(word: str) -> bool:
    """Whether `word` is the root of an adjective in 하다, and no noun: 꾸준 in 꾸준하다."""
    return makes_adjective(word) and word not in _lexicon().common


_RARE = 5


@cache
def is_rare(syllable: str) -> bool:
    """Whether hardly any noun or adverb of the lexicon has `syllable`, nor any ending. Stems of verbs are not looked at."""
    return not may_end(syllable) and sum(text.count(syllable) for text in _lexicon().texts) <= _RARE


@lru_cache(maxsize=1 << 12)
def is_pair(syllables: str) -> bool:
    """Whether the two `syllables` stand beside each other in a noun, a stem or an ending of the lexicon."""
    return any(syllables in text for text in _lexicon().all_texts)


def is_everyday(word: str) -> bool:
    """Whether `word` is an everyday noun or adverb, as it stands in the lexicon."""
    return word in _lexicon().everyday


def is_name(word: str) -> bool:
    """Whether `word` is the name of somebody or something: 카카오, 도쿄."""
    return word in _lexicon().names


def is_mere_word(word: str) -> bool:
    """Whether `word` is an adverb, an everyday noun or the root of an adjective: 한결, 대우, 시원, but no term or name, as 토스 is."""
    known = _lexicon()
    return word in known.adverbs or ((word in known.common or word in known.qualities) and word not in known.terms)


def is_any_verb(run: str) -> bool:
    """Whether `run` is a verb or adjective of the lexicon with its ending."""
    return _lexicon().has_verb(run)


def is_verb(run: str) -> bool:
    """Whether `run` is an everyday verb or adjective with its ending."""
    return _lexicon().has_verb(run, strictly=True)


def is_stem(run: str) -> bool:
    """Whether `run` is the stem of a verb or adjective of the lexicon."""
    return _lexicon().verbs.is_stem(run)


def is_infinitive(run: str) -> bool:
    """Whether `run` is an everyday verb or adjective in 아 or 어: 올라, 더해."""
    return _lexicon().common_verbs.ends_in_vowel(run)


def joins_verbs(run: str) -> bool:
    """Whether `run` is a verb in 아 or 어 with another verb behind it: 이어붙여, 나눠떨어지는. Dictionaries list some of them; none is a slip."""
    return any(
        is_infinitive(run[:cut]) and run[cut] not in "서야도요지진질집졌져" and is_verb(run[cut:])
        for cut in range(2, len(run) - 1)
    )


def is_predicate(run: str) -> bool:
    """Whether `run` is an everyday verb with its ending, or an everyday noun with one like 하다: 참여할."""
    return is_verb(run) or (is_common(run) and any(makes_verb_of(run[:cut], run[cut:]) for cut in range(2, len(run))))


def makes_verb_of(noun: str, rest: str) -> bool:
    """Whether `noun` is an everyday noun that `rest` turns into a verb."""
    known = _lexicon()
    return noun in known.everyday and known.makes_verb(rest, strictly=True)


def is_noun(run: str, depth: int = 2) -> bool:
    """Whether `run` is a noun, or made of nouns, prefixes and suffixes."""
    known = _lexicon()
    if run in known.nouns or run in known.single:
        return True
    size = len(run)
    if not 3 <= size <= LONGEST:
        return False
    if run[-1] in _SUFFIXES and is_noun(run[:-1], depth - 1):
        return True
    if run[0] in _PREFIXES and run[1:] in known.nouns:
        return True
    return depth > 0 and any(
        run[:cut] in known.common and (run[cut:] in known.common or (size > 5 and is_noun(run[cut:], depth - 1)))
        for cut in range(2, size - 1)
    )
