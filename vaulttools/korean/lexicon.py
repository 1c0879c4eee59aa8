"""Which runs of Hangul are Korean words: a dictionary of stems (`lexicon.txt`), and how they inflect and combine.

It says yes to more than there is (any two common nouns make a compound), so a no means something.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from vaulttools.korean.hangul import Final, compose, decompose, is_syllable, sound
from vaulttools.korean.particles import Tail, read_tail

_FUSED = frozenset("ㄴㄹㅁㅂ")
_AFTER_EU = ("면", "며", "므로", "려", "러", "니까", "리라", "랴", "라고", "라는", "라며", "라면")
"""How the endings begin that take 으 after a consonant: 먹으면."""
_AFTER_ENDING = (
    "", "요", "도", "는", "은", "만", "까지", "부터", "서", "라도", "나", "야", "죠", "든", "의", "로", "이", "가", "을", "를",
    "에", "에서", "으로", "과", "와", "에도", "처럼", "보다", "조차", "마저", "대로", "에는",
)  # fmt: skip
_SUFFIXES = frozenset(
    "들적성화님권씩계상째론형제용별층률율쯤질당간꾼류분대시경가치자산기인풍감력리식급부판량직전순채행차명파심측양사업법료비금점장팀앱"
    "값키체원학집망액난선증품본건문물단석도소국관방실글안처책말란밖속생회년월일개배편위번"
)
_PREFIXES = frozenset("중제대불비무재신고반친한최초저소부생탈구미헛맨범준피과총첫역각본전현타양매내외상하주온")
_ON_NOUNS_ROW = "먹 하 되 시키 받 당하 드리 있 없 같 나 내 지 짓 이 맺 걸 치 입 잡 들 주 보 스럽 롭 답 맞 삼 얻 잃"
_AUXILIARY_ROW = "보 주 지 내 놓 두 버리 가 오 드리 하 있 나가 나오 들이 대 달 올리 넣 놀 앉 치우 달라 나 서 쓰 보이 먹 들 들어가 내리"


_STRICTLY = ("", "요", "도", "는", "만", "서", "까지", "부터")
_MORE_TAILS_ROW = """
엔 에선 에서처럼 에게처럼 뿐인 뿐이다 뿐이며 뿐이고 뿐입니다 뿐이었다 로까지 으로까지 끼리의 서 씩 씩은 중 중인 중에 중이다 중이며 중입니다 중임 중이라 간 간의 간에 별로 상의 상에서 상으로
내의 내에서 내에 외의 외에 외에도 용으로 등 등의 등을 등이 등은 등에 등으로
"""

_ON_NOUNS, _AUXILIARY, _MORE_TAILS = (
    frozenset(row.split()) for row in (_ON_NOUNS_ROW, _AUXILIARY_ROW, _MORE_TAILS_ROW)
)


class _Verbs:
    """Verbs and adjectives by what their endings go on: 돕고, 도우면, 도와서."""

    def __init__(self, rows: Iterable[str], wanted: frozenset[str] | None = None) -> None:
        self.stems: set[str] = set()
        self.soft: set[str] = set()
        self.vowel: set[str] = set()
        for row in rows:
            stem, soft, vowel = row.split()
            if wanted is None or stem in wanted:
                self._add(stem, soft, vowel)
        bases = self.stems | self.soft | self.vowel
        self.firsts = {base[0] for base in bases}
        for base in bases:
            lead, middle, coda = decompose(base[0])
            if len(base) == 1 and not coda:
                self.firsts.update(compose(lead, middle, fused) for fused in "ㄴㄹㅁㅂㅆ")
            elif len(base) == 1 and coda == "ㄹ":
                self.firsts.add(compose(lead, middle, "ㄻ"))
        self.longest = max(map(len, bases))

    def _add(self, stem: str, soft: str, vowel: str) -> None:
        self.stems.add(stem)
        self.soft.add(soft)
        self.vowel.add(vowel)
        lead, middle, coda = decompose(stem[-1])
        if coda == "ㄹ":  # 만들면, but 만드니, 만듭니다
            self.soft.add(stem[:-1] + compose(lead, middle))
        elif not coda and middle in "ㅗㅜㅣㅟㅚ":  # 줘 and 주어
            self.vowel.add(stem + ("아" if middle == "ㅗ" else "어"))
        if vowel.endswith("해"):
            self.vowel.add(vowel[:-1] + "하여")

    def has(self, run: str, after: "_Verbs", endings: "_Endings") -> bool:
        """Whether `run` is one of the verbs with one of `endings`, or with one of the verbs of `after` behind it."""
        if run[0] not in self.firsts:
            return False
        for cut in range(min(len(run), self.longest), 0, -1):
            base, rest = run[:cut], run[cut:]
            if (base in self.stems and endings.is_hard(rest)) or (base in self.soft and rest in endings.soft):
                return True
            if base in self.vowel and (rest in endings.vowel or (rest and after.has(rest, after, endings))):
                return True
            lead, middle, coda = decompose(base[-1])
            bare = base[:-1] + compose(lead, middle)
            if coda == "ㅆ":
                if bare in self.vowel and (rest in endings.past or _is_noun_form(rest)):
                    return True
            elif coda in _FUSED:
                if bare in self.soft and (coda + rest in endings.fused or (coda == "ㅁ" and _takes(rest))):
                    return True
            elif coda == "ㄻ" and base[:-1] + compose(lead, middle, "ㄹ") in self.stems and _takes(rest):
                return True
        return False


def _takes(rest: str) -> bool:
    """Whether `rest` can follow a verb that ㅁ has made a noun of: 함으로써."""
    return read_tail(Final.CLOSED, rest) is not None


def _is_noun_form(rest: str) -> bool:
    """Whether `rest` makes a noun of the verb before it: 기보다는, 음을."""
    return (rest[:1] == "기" and read_tail(Final.OPEN, rest[1:]) is not None) or (rest[:1] == "음" and _takes(rest[1:]))


class _Lexicon:
    """The words of `lexicon.txt`, and the endings that go with each kind of base."""

    def __init__(self) -> None:
        sections: dict[str, list[str]] = {}
        for line in Path(__file__).with_name("lexicon.txt").read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                section = sections[line[1:-1]] = []
            elif not line.startswith("#"):
                section.append(line)
        self.common = frozenset(sections["common"])
        self.nouns = self.common.union(sections["nouns"], sections["names"], sections["roots"])
        self.single = frozenset(sections["single"])
        self.whole = frozenset(sections["adverbs"])
        verbs = sections["common verbs"] + sections["verbs"]
        self.common_verbs = _Verbs(sections["common verbs"])
        self.verbs = _Verbs(verbs)
        self.on_nouns = _Verbs(verbs, _ON_NOUNS)
        self.auxiliary = _Verbs(verbs, _AUXILIARY)
        self.endings = _Endings(sections["endings"], _AFTER_ENDING)
        self.strict_endings = _Endings(sections["endings"], _STRICTLY)

    def has_verb(self, run: str, strictly: bool = False) -> bool:
        """Whether `run` is a verb or adjective with its ending; `strictly` where it must be of every day."""
        verbs, endings = (self.common_verbs, self.strict_endings) if strictly else (self.verbs, self.endings)
        return verbs.has(run, self.auxiliary, endings)

    def goes_on(self, noun: str, rest: str) -> bool:
        """Whether `rest` can be what follows `noun` within its word."""
        return (
            not rest
            or read_tail(sound(noun[-1]), rest) is not None
            or (len(noun) > 1 and (rest in _MORE_TAILS or self.makes_verb(rest)))
        )

    def makes_verb(self, rest: str, strictly: bool = False) -> bool:
        """Whether `rest` makes a verb of the noun before it: 하다, 되다."""
        return self.on_nouns.has(rest, self.auxiliary, self.strict_endings if strictly else self.endings)


class _Endings:
    """The endings of verbs, by the base they go on, and what may follow them."""

    def __init__(self, endings: list[str], after: tuple[str, ...]) -> None:
        self._after = after
        eu = {each for each in endings if each.startswith(_AFTER_EU)}
        plain = {each for each in endings if not each.startswith(("어", "아", "여")) and each[0] not in _FUSED}
        hard = (plain - eu) | {
            "습니다",
            "습니다만",
            "습니까",
            "는다",
            "는다고",
            "는다면",
            "는다는",
            "는다며",
            "긴",
            "길",
            "진",
            "질",
            "듯이",
        }
        vowel = {each[1:] for each in endings if each.startswith(("어", "아"))} | {"", "서", "도", "야", "라", "요"}
        past = hard | {f"으{each}" for each in eu} | {f"어{each}" for each in vowel}
        past |= {"을", "을까", "을지", "을수록", "은", "은데", "으니", "으나", "음"}
        polite = {
            "",
            "고",
            "면",
            "며",
            "는",
            "지",
            "게",
            "던",
            "기",
            "길",
            "려면",
            "려고",
            "니",
            "므로",
            "겠습니다",
            "나요",
            "는데",
            "지요",
            "죠",
            "네요",
            "지만",
            "던데",
            "길래",
            "더라",
        }
        self._hard = self._more(hard | {f"겠{each}" for each in past})
        self.past = self._more(past | {f"었{each}" for each in past} | {f"겠{each}" for each in past})
        self.soft = self._more(
            eu
            | hard
            | {"시", "니", "나", *(f"시{each}" for each in polite), *(f"셨{each}" for each in past)}
            | {"세요", "십시오", "신", "실", "십니다", "셔서", "셔야"}
        )
        self.vowel = self._more(vowel)
        self.fused = frozenset(each + more for each in endings if each[0] in _FUSED for more in after)
        self.fused |= {coda + more for coda in "ㄴㄹㅁ" for more in ("수록", "지", "때", "것", *after)}

    def _more(self, endings: set[str]) -> frozenset[str]:
        return frozenset(ending + more for ending in endings for more in self._after)

    def is_hard(self, rest: str) -> bool:
        """Whether `rest` is an ending that follows the plain stem."""
        return rest in self._hard or _is_noun_form(rest)


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon()


def is_word(run: str) -> bool:
    """Whether `run` can be read as a Korean word: a noun with its particles, a verb with its ending."""
    known = _lexicon()
    if not run or not is_syllable(min(run)):
        return False
    for cut in range(len(run), 0, -1):  # most words are plain, and found here
        head = run[:cut]
        if (head in known.nouns or head in known.whole or head in known.single) and known.goes_on(head, run[cut:]):
            return True
    return known.has_verb(run) or any(
        is_noun(run[:cut]) and known.goes_on(run[:cut], run[cut:]) for cut in range(len(run), 2, -1)
    )


@lru_cache(maxsize=1 << 16)
def is_common(run: str) -> bool:
    """Whether `run` is a word of every day, with its particles or ending: what someone is likely to have meant."""
    known = _lexicon()
    if not run or not is_syllable(min(run)):
        return False
    if run in known.whole or run in known.common or known.has_verb(run, strictly=True):
        return True
    return any(
        (run[:cut] in known.common or run[:cut] in known.whole)
        and (
            read_tail(sound(run[cut - 1]), run[cut:]) in (Tail.PARTICLE, Tail.COPULA)
            or known.makes_verb(run[cut:], strictly=True)
        )
        for cut in range(len(run) - 1, 1, -1)
    )


def is_verb(run: str) -> bool:
    """Whether `run` is a verb or adjective of every day with its ending."""
    return _lexicon().has_verb(run, strictly=True)


def is_noun(run: str, depth: int = 2) -> bool:
    """Whether `run` is a noun, or made of nouns, prefixes and suffixes."""
    known = _lexicon()
    if run in known.nouns or run in known.single:
        return True
    size = len(run)
    if size < 3:
        return False
    if run[-1] in _SUFFIXES and is_noun(run[:-1], depth - 1):
        return True
    if run[0] in _PREFIXES and run[1:] in known.nouns:
        return True
    return depth > 0 and any(
        run[:cut] in known.common and (run[cut:] in known.common or (size > 5 and is_noun(run[cut:], depth - 1)))
        for cut in range(2, size - 1)
    )
