"""What a morphological analyser finds in a line: missing blanks, stray blanks, and misspelt verbs.

The analyser is Kiwi (kiwipiepy, Apache-2.0), which the extra `ko` installs. Its own spacing is not used, because it splits
every compound. We only use pairs of tokens between which a blank is always required or always wrong (한글 맞춤법
제2항, 제41항 to 제49항). The model takes seconds to load, so it is loaded for the first line that needs it, and what was
said of a line is kept (`remarks.py`).
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from enum import Enum
from functools import cache, cached_property
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

from vaulttools.korean.blanks import CALLED
from vaulttools.korean.compounds import is_compound
from vaulttools.korean.guess import Sort as Slip
from vaulttools.korean.guess import guess
from vaulttools.korean.hangul import is_syllable
from vaulttools.korean.keyboard import keystrokes
from vaulttools.korean.lexicon import goes_on, is_any_verb, is_listed, is_noun, is_word, joins_verbs
from vaulttools.korean.near import meant, misread, sounds_alike
from vaulttools.korean.particles import stem
from vaulttools.korean.phrases import begins_with_noun
from vaulttools.korean.strange import has_english_end, is_short, is_tail
from vaulttools.korean.words import DEEDS
from vaulttools.patterns import pattern
from vaulttools.values import NamedTuple

VERSION = 19
"""Increased whenever the same line may get other remarks than before."""
_TYPO_WEIGHT = 10.0
"""How much a misspelling must explain before it is believed; at Kiwi's own 6 one in two was wrong (measured)."""
_GAIN = 9.0
"""How much likelier (in powers of e) an everyday word, one slip of the keys away, must make a line before an unknown word is
taken for it. In 330,000 words of well-kept text this was wrong four times, and for none of 200 names of companies."""
_GAIN_OF_RARE = 13.0
"""The same for a word that is rarer or further away, and where the text may be right: a term of one or two syllables, two
words in one."""
_ODD = 20.0
"""How unlikely an unknown word must be before all words that differ in one sound are tried, which take long to find."""
_GAIN_OF_ENGLISH = 16.0
"""The same for a word with an English suffix (스페이서 for 스페이스)."""
_GAIN_OF_SOUND, _UNLIKELY = 10.0, 14.0
"""The same for a word of the dictionary that sounds alike, and how unlikely it must be before others are tried for it."""
_GAIN_OF_WORD = 12.0
"""The same for one that sounds different: it is as likely a term of some trade (접고 for 잡고) or a compound (공개판 for 공개한)."""
_GAIN_OF_NOUN = 17.0
"""The same for a noun of the dictionary with its particles: a rare one is often a term of some trade (레포, 커널)."""
_GAIN_OF_SHORT = 13.0
"""The same for a noun of one syllable with a particle: without knowing the trade, 훅은 looks like 혹은, and 수는 like 서는."""
_SHORTEST = 3
"""Only unknown words of at least so many syllables are judged; shorter ones are as often names or terms of some trade."""
_MOST_MEANT, _AROUND = 24, 24
"""How many candidates are tried at most, and with how many code points of the line on either side."""
_BOUND = frozenset("것 거 수 듯 뿐 만큼 대로 때문 채 줄 리 나름 무렵 적 척 김 법 셈 탓 덕".split())
"""Bound nouns that follow a verb; 지, 데, 만 and 바 are as often endings."""
_DETERMINERS = frozenset("이런 그런 저런 다른 어떤 무슨 모든 여러 아무".split())
_OF_EACH = frozenset("새 첫 옛 각 전".split())
"""Determiners of one syllable, before what `_POINTED_AT` holds; before others they are as often a prefix."""
_POINTED_AT = frozenset(
    """
    부분 경우 방법 상태 사람 회사 문제 시점 정도 과정 기능 제품 서비스 업체 기업 사업 시장 숫자 내용 단계 금액 결과 자료 서류 조건
    계약 고객 사용자 화면 항목 기준 모델 데이터 비율 비용 이유 의견 이야기 질문 프로젝트 프로그램 플랫폼 기술 시스템 그림 문서
    """.split()
)
"""Nouns that are often written right behind 이, 그, 저 or 큰; others are more often part of another word (이자율)."""
_COUNTERS = frozenset(
    "달 개 명 가지 번 곳 군데 시간 사람 개월 차례 종류 건 팀 캔 바퀴 채 마리 그루 켤레 살 배 대 잔 병 권".split()
)
_AFTER_ONE = frozenset("달 개 명 가지 곳 군데 시간 사람 개월 차례 종류 건 팀 캔 바퀴".split())
"""Counters that are no part of another word behind 한: 한번, 한잔."""
_ADVERBS = frozenset(
    """
    좀 빨리 많이 너무 매우 아주 자주 항상 계속 직접 먼저 모두 서로 결국 실제로 이미 아직 다시 천천히 가장 제일 꽤 따로 훨씬 더욱
    거의 얼핏 일단 아마 벌써 점점 꼭 정말
    """.split()
)
_OF_DEGREE = frozenset("좀 꼭 매우 아주 너무 정말".split())
"""Those that also stand before a noun of which 하다 makes a quality: 꼭필요한, 매우중요."""
_ADVERBIAL = frozenset("대신 하나 서로 모두 평생 매일 매번 매년 당장 내내".split())
"""Nouns that an independent verb may follow as well."""
_ENDS_CLAUSE = frozenset("면 으면 다고 라고 라면 지만 며 으며 고".split())
"""Endings that end a clause, before which no word goes on as a noun."""
_ROOMS = frozenset("점 값 곳 틈 길 날 일 돈".split())
"""Nouns of one syllable that are often written right behind a verb before them."""
_TO_DO = frozenset("일 길 돈".split())
"""Those that are so behind a verb of one syllable, too, where it tells what is to be: 할일, 갈길."""
_MEASURED = frozenset("정도 이상 이하 미만 이내 내외".split())
"""What stands behind a number and what it counts, and says how exact that is."""
_YEARS = frozenset("올해 작년 내년 지난해 금년 이달 내달".split())
_TAKEN = frozenset("갖 들 데리 가지 챙기 끌 싣".split())
_BEFORE_DO = frozenset("려 으려 려고 으려고 라 라고 다 ᆫ다 는다 다고 ᆫ다고 는다고 자고 고자 도록".split())
"""Endings that 하다 follows as a word of its own."""
_ONE_WITH_NOT = frozenset(
    """
    문제 상관 관계 틀림 끊임 소용 빠짐 변함 어김 쓸데 어이 정신 힘 끝 쓸모 부질 거침 아낌 손색 남김 여지 영락 유례 터무니
    하염 가차 재미 두말 볼품 버릇 염치 숨김 꼼짝 다름 지각 인정 주책 채신 허물 형편 세상 밤낮 온데간데 간데 거리낌
    """.split()
)
"""Nouns that make one word with 없다 (표준국어대사전), or are as often written so."""
_FARES_ILL = frozenset("공부 농사 장사 사업 영업 경기 일 운 잘".split())
"""Subjects of 안되다, to go badly, which is one word. With any other subject it is 안 되다, not to become: 승인이 안 된다."""
_OF_TIME = frozenset("초 분 시간 일 주 주일 달 개월 년 해 반 세기 하루 이틀 사흘 나흘 보름 일주일".split())
_OF_NOW = frozenset("현재 지금 향후 이후 추후 오늘 내일 내년 올해 최근 당시 이번 다음".split())
"""Nouns of time, which an unrelated word may follow: 향후 보다 많은 고객, 다음 할 일."""
_IN_SENTENCE = pattern(" ?[가-힣]")
_SAID_OF_DEED = pattern(" (?:가능|불가|필요|어려|어렵|쉬|쉽|힘들|힘듦|좋)")
"""What may be said of an action in 기: 지분모으기 가능."""
_SHORT_QUALITIES = frozenset("많 높 낮 크 작 좋 빠르 느리 넓 좁".split())
"""Adjectives that are often glued to a noun without making one word of it: 문제많은."""
_TAKES = pattern(
    "(?: [가-힣]+)? (?:(?:시간|비용|돈|노력|인력)[이을도은] (?:[가-힣]+ ){0,2}(?:걸[리린릴렸림]|드[는니]|들[어었]|든다|쓰[는인]|소요|필요)"
    "|도움[이을] (?:되|된|됐|될|돼|주|준|줄|줬|받)|필요한|사용[되하할한된될]|쓰[인일이]|걸[리린릴렸])"
)
"""What follows the noun 데, unlike the ending: 작성하는 데 시간이 많이 들었다."""
_OF = frozenset("위하 대하 통하 관하 의하 따르".split())
_EVENTS = frozenset(
    "만기 만료 사고 장애 고장 화재 재난 재해 지진 정전 부도 파산 도산 미달 오류 불이행 폐업 퇴사 입사 미납 체납 연체 사망 우천 휴업 합병".split()
)
"""Events that nobody performs. 시 after one means its time, as after an action (만기 시 상환)."""
_WHOLE_NOUNS = frozenset(("NNG", "NNP"))
_THINGS = _WHOLE_NOUNS | {"NNB", "NP"}
_VERBS = frozenset(("VV", "VV-R", "VV-I", "VA", "VA-R", "VA-I"))
_AFTER_OBJECT = _VERBS | _WHOLE_NOUNS | {"MAG"}
_AUXILIARY = frozenset(("VX", "VX-R", "VV", "VV-R", "VV-I", "VA"))
_PARTICLES = frozenset(("JKS", "JKC", "JKG", "JKO", "JKB", "JX", "JC"))
_SIGNS = frozenset(("SF", "SP", "SSO", "SSC", "SS", "SO", "SW"))
_BEFORE_NOUN = frozenset(("ETM", "MM", "JKG"))
"""Tags of what modifies the next noun, which is then no part of a verb: 빠른 판매 하려 함."""
_MISSPELT = _VERBS | {"EC", "EF", "NNG", "MAG"}


class Sort(Enum):
    """What a remark is about."""

    MISSING = "a blank is missing"
    STRAY = "a blank is too many"
    WORD = "a word is misspelt"


class Remark(NamedTuple):
    """In a line, the code points from `start` to `end` should read `right`; a stray blank is nothing but the blank."""

    sort: Sort
    start: int
    end: int
    right: str


Analyse = Callable[[Iterable[tuple[str, bool]]], Sequence[Sequence[Remark]]]
"""Gives the remarks on each of several lines; on misspelt words only in lines that are marked as strange."""
Analyser = Callable[[Iterable[tuple[str, bool]], Set[str]], Sequence[Sequence[Remark]]]
"""The same, given words that are known to be names."""

_LONGEST_LINE, _LONGEST_WORD = 2000, 40
"""The longest line that is analysed, in code points. A longer one was not typed by hand."""
_TOO_LONG = pattern(f"[가-힣]{{{_LONGEST_WORD}}}")
_KOREAN = pattern("[가-힣]{2}")


def is_readable(line: str) -> bool:
    """Whether `line` has a Korean word, and is short enough to be analysed."""
    return len(line) <= _LONGEST_LINE and _KOREAN.search(line) is not None and _TOO_LONG.search(line) is None


@cache
def is_installed() -> bool:
    """Whether the extra `ko` is installed."""
    return find_spec("kiwipiepy") is not None and find_spec("kiwipiepy_model") is not None


@cache
def edition() -> str:
    """What remarks depend on besides the line: versions, read from the files of the extra because importing it takes half a
    second."""
    found = [str(VERSION)]
    for name in ("kiwipiepy", "kiwipiepy_model"):
        spec = find_spec(name)
        for folder in (spec and spec.submodule_search_locations) or ():
            with suppress(OSError):
                found.append((Path(folder) / "_version.py").read_text(encoding="utf-8").strip())
    return " ".join(found)


class Kiwi:
    """The analyser. Making one costs nothing; the first line loads the model (about 2 seconds, 0.3 GB)."""

    def __init__(self) -> None:
        self._learned: Set[str] = frozenset()

    @cached_property
    def _kiwi(self) -> Any:
        import kiwipiepy

        # No threads: a process that is forked from this one has none of them.
        kiwi = kiwipiepy.Kiwi(num_workers=1, load_multi_dict=False)
        kiwi.global_config.typo_cost_weight = _TYPO_WEIGHT
        return kiwi

    def learn(self, names: Set[str]) -> None:
        """From now on takes `names`, Hangul words, for names."""
        for name in sorted(names - self._learned):
            self._kiwi.add_user_word(name, "NNP")
        self._learned |= names

    def remarks(self, line: str, is_strange: bool) -> list[Remark]:
        """The remarks on `line`, in order; those on unknown words only if it `is_strange`."""
        tokens = self._kiwi.tokenize(line)
        found = [*_missing(line, tokens), *_stray(line, tokens)]
        places = [token.start for token in tokens]
        misspelt = self._kiwi.tokenize(line, typos="basic") if is_strange else ()
        for start, end in _runs(line):
            if end - start < 2:
                continue
            word = line[start:end]
            own = tokens[bisect_left(places, start) : bisect_left(places, end)]
            if is_word(word):
                right = self._meant_by_unlikely(line, start, end, own)
            elif is_strange:
                is_two = _is_two(line, start, end, own)
                right = "" if is_two else self._corrected([token for token in misspelt if start <= token.start < end])
                is_odd = sum(token.score for token in own) < -_ODD
                right = right or self._meant_by_strange(line, start, end, is_two, is_odd)
            else:
                continue
            if right:
                found.append(Remark(Sort.WORD, start, end, right))
        return sorted(found, key=lambda remark: (remark.start, remark.end))

    def _corrected(self, tokens: Sequence[Any]) -> str:
        """What the analyser corrects an unknown word to, given its `tokens` for it; empty if the result is no word."""
        slips = [token for token in tokens if token.typo_cost]
        if len(slips) != 1 or slips[0].tag not in _MISSPELT or (len(slips[0].form) < 2 and slips[0].tag == "NNG"):
            return ""
        right: str = self._kiwi.join([(token.form, token.tag) for token in tokens])
        return right if " " not in right and is_word(right) else ""

    def _meant_by_unlikely(self, line: str, start: int, end: int, tokens: Sequence[Any]) -> str:
        """What was meant by the dictionary word from `start` to `end`, which the analyser split into `tokens`."""
        word = line[start:end]
        likelihood = sum(token.score for token in tokens)
        if (
            likelihood >= -_UNLIKELY
            or joins_verbs(word)
            or any(token.tag == _NUMBERING for token in tokens)
            or (is_short(word) and _NO_PROSE.search(line, max(0, start - 2), start))
        ):
            return ""
        is_noun_first = begins_with_noun(word)
        if is_noun_first and (likelihood >= -_ODD or len(word) > _SHORTEST or word[:2] in DEEDS or word in DEEDS):
            return ""
        gain = _GAIN_OF_SHORT if is_noun(word[0]) and is_short(word) else _GAIN_OF_SOUND
        right = self._meant(line, start, end, _with_other_end(word), gain)
        needed = _GAIN_OF_NOUN if is_noun_first else gain if sounds_alike(word, right) else _GAIN_OF_WORD
        return right and self._meant(line, start, end, [right], max(gain, needed))

    def _meant_by_strange(self, line: str, start: int, end: int, is_two: bool, is_odd: bool) -> str:
        """What was meant by the unknown word from `start` to `end`; empty if nobody can tell.

        That may be two words. For a very unlikely word, candidates are tried that are no slip of the keys away.
        """
        word = line[start:end]
        guessed = guess(word)
        if is_tail(word) or (guessed and guessed.sort in (Slip.SYLLABLE, Slip.PARTICLE)):
            return ""
        words = meant(word)
        if is_compound(word) or has_english_end(word, words):
            return self._meant(line, start, end, words, _GAIN_OF_ENGLISH)
        gain = _GAIN_OF_RARE if is_two or is_short(word) or len(stem(word)) < _SHORTEST else _GAIN
        return (
            self._meant(line, start, end, words, gain)
            or self._meant(line, start, end, meant(word, False), _GAIN_OF_RARE)
            or self._meant(line, start, end, misread(word) if is_odd else (), _GAIN_OF_RARE)
        )

    def _meant(self, line: str, start: int, end: int, words: Sequence[str], gain: float) -> str:
        """The one of `words` that, in place of what stands from `start` to `end`, makes `line` likelier by at least `gain`;
        empty for none."""
        if not words or _JOINS.match(line[start - 1 : start]) or _JOINS.match(line[end : end + 1]):
            return ""
        before, after = line[max(0, start - _AROUND) : start], line[end : end + _AROUND]
        likelihood, right = max((self._likelihood(before + word + after), word) for word in words[:_MOST_MEANT])
        return right if likelihood - self._likelihood(before + line[start:end] + after) >= gain else ""

    def _likelihood(self, text: str) -> float:
        """The logarithm of how likely `text` is at its likeliest reading."""
        score: float = self._kiwi.analyze(text, top_n=1)[0][1]
        return score


_JOINS = pattern(r"[\w\ufffc/@#&+-]")
"""What belongs to the same word as the Hangul beside it."""


_NO_PROSE = pattern(r"[\ufffc\d%] \Z")
"""What stands for no prose, such as a number or code before a counter: `limit` 개만."""


_IS_NAMED = pattern(r"(?:_|㈜|\(주\))\Z")
"""What stands before a name in a program, or before a company's."""


def _runs(line: str) -> Iterator[tuple[int, int]]:
    """Where Hangul words start and end in `line`."""
    start = -1
    for at, char in enumerate(f"{line} "):
        if is_syllable(char):
            if start < 0:
                start = at
        elif start >= 0:
            yield start, at
            start = -1


def _with_other_end(word: str) -> list[str]:
    """The words that `word` may have been meant to be, without those that are only shorter forms: 빼니 and 뺀 are both right."""
    keys = keystrokes(word)
    return [right for right in meant(word) if not keys.startswith(keystrokes(right))]


def _is_two(line: str, start: int, end: int, tokens: Sequence[Any]) -> bool:
    """Whether the run from `start` to `end`, which the analyser split into `tokens`, is really two words: 조금더, 읽다보면."""
    return any(
        one.tag in _ENDS_WORD
        and other.start - start > 1
        and other.start > one.start
        and not other.oov
        and is_word(line[start : other.start])
        and is_word(line[other.start : end])
        for one, other in pairwise(tokens)
        if other.tag in _BEGINS_WORD
    )


_ENDS_WORD = frozenset(("MAG", "EC", "ETM"))
_BEGINS_WORD = frozenset(("NNG", "NNP", "NNB", "MAG", "MM", "VV", "VV-R", "VV-I", "VA", "VA-R", "VA-I", "VX", "VX-R"))


_COUNTED = pattern(
    " (?:건|번|개|명|가지|곳|사람|달|차례|쪽|줄|장|대|해|주|쌍|편|권|마리|그루|채|조각|단계|종류|시간|순간|턴|칸|세트|문장|글자|단어|페이지|화면|팀|통|마디|바퀴|묶음|컵|끼|벌)"
)
"""Counted nouns: before one, 한 is the number one."""


_NUMBERING = "SB"
"""The tag of what the analyser takes for the number of a list item, which may be the end of `모른다.` on a line that begins with
a number."""


class _Seam:
    """Two tokens with no blank between them, in the word that runs from `start` to `end`; `cut` is where they meet."""

    def __init__(self, line: str, tokens: Sequence[Any], at: int, start: int, end: int) -> None:
        self.line, self.start, self.end = line, start, end
        self.one, self.other = tokens[at], tokens[at + 1]
        self.cut: int = self.other.start
        self.before = tokens[at - 1] if at and tokens[at - 1].end > start else None
        """The token before, if it belongs to the same word."""
        self.after = tokens[at + 2] if at + 2 < len(tokens) and tokens[at + 2].start < end else None
        self.later = tokens[at + 3] if at + 3 < len(tokens) and tokens[at + 3].start < end else None
        """The token after the next one, if it belongs to the same word."""
        self.last = tokens[at - 1] if at else None
        """The token before, of this word or the last one."""
        self.subject = tokens[at - 2] if at > 1 else None
        """The token before that."""

    def wants_blank(self) -> bool:
        """Whether a blank is always required between the two."""
        if self._denies() or self._lasts():
            return True  # though 안되다 and 분만 are words
        rule = _SEAMS.get(self.one.tag)
        if self.other.tag == "MAG" and self.other.form in ("안", "못"):
            return self.is_noun or self.one.tag == "EC" or self.one.tag in _PARTICLES
        return rule is not None and bool(rule(self)) and (self._counts or not self.is_within_word)

    @property
    def _counts(self) -> bool:
        """두개, which is also the skull; and 명정도, of which 명정 is a word."""
        return (self.one.form, self.other.form, self.other.tag) == ("두", "개", "NNB") or (
            self.one.tag == "NNB" and self.other.form in _MEASURED
        )

    @property
    def is_noun(self) -> bool:
        """Whether a known noun of two syllables or more comes first."""
        return self.one.tag in _WHOLE_NOUNS and not self.one.oov and self.one.len > 1

    @property
    def is_within_word(self) -> bool:
        """Whether a noun of the lexicon, with its particles, spans the place: 저장소를 is not 저 장소를."""
        word, cut = self.line[self.start : self.end], self.cut - self.start
        return any(
            (first == 0 or last - first > 2) and is_listed(word[first:last]) and goes_on(word[first:last], word[last:])
            for first in range(cut)
            for last in range(cut + 1, len(word) + 1)
        )

    def after_adnominal(self) -> bool:
        """하는것, 펀드받은사람."""
        head = self.line[self.start : self.cut]
        if self.other.form in ("뿐", "만큼", "대로") and is_listed(head):
            return False  # a particle behind a noun that is read as a verb
        if self.line[self.cut] == "걸" and self.one.form in ("ᆯ", "을"):
            return False  # 먹을걸 그랬다
        if self.line[self.cut] == "게" and not _IN_SENTENCE.match(self.line, self.end):
            return False  # 잊지 않을게요, where 게 is read as 것이
        if self.other.form in ("수", "줄") and self.one.form not in ("ᆯ", "을"):
            return False  # 난수, 위치인수
        if self.line.startswith("수록", self.cut) and self.one.form in ("ᆯ", "을"):
            return False  # 높을수록, where 수록 is read as a noun
        if self.last is not None and self.last.tag == "VCP" and any(map(is_listed, (head, head[1:]))):
            return False  # 타법인증권, where 인 is read as the copula
        if self.line.startswith("지도", self.cut) and self.one.form in ("ᆯ", "을"):
            return False  # 만들지도 않는다, where 지도 is read as a map
        if self.other.form == "데":
            return self.other.tag == "NNB" and self.one.form == "는" and _TAKES.match(self.line, self.end) is not None
        if self.other.tag == "NNB":
            return bool(self.other.form in _BOUND and head + self.other.form != "그럴듯") or (
                self.other.form == "중" and self.one.form == "는"
            )
        return bool(
            self.other.tag in _WHOLE_NOUNS
            and (self.other.len > 1 or self.other.form in _ROOMS)
            and not self.other.oov
            and (
                self.cut - self.start > 1
                or self.other.form == "곳"
                or self.other.form in (_TO_DO if self.one.form == "ᆯ" else _POINTED_AT)
            )
            and is_word(head)
        )

    def after_ending(self) -> bool:
        """해야하나, 하려함, 되고있음, 쉽지않음."""
        form, then = self.one.form, self.other.form
        if self.other.tag in _WHOLE_NOUNS:
            return (
                form in _ENDS_CLAUSE
                and self.other.len > 1
                and not self.other.oov
                and self.cut - self.start > 2
                and is_any_verb(self.line[self.start : self.cut])
                and is_word(self.line[self.cut : self.end])
            )
        return self.other.tag in _AUXILIARY and (
            (form in ("어야", "아야", "여야") and then in ("하", "되"))
            or (
                form in _BEFORE_DO
                and then == "하"
                and self.line[self.cut] in "하해했함한할합"
                and self.line[self.start : self.end] != CALLED
            )
            or (form == "고" and then in ("있", "싶"))
            or (form in ("고", "다") and then == "보" and self.other.tag == "VX" and self.after is not None)
            or (form == "고" and then == "나" and self.other.tag == "VX")
            or (form == "고" and then in ("오", "가") and self.last is not None and self.last.form in _TAKEN)
            or (form == "지" and (then in ("않", "못하") or (then == "말" and self.line[self.cut] in "말마")))
            or (form == "게" and (then == "되" or (self.other.tag == "VV" and self.other.len > 1)))
        )

    def after_noun_form(self) -> bool:
        """싶긴함."""
        return self.other.tag == "VX" and self.other.form == "하" and self.one.form in ("기", "ᆫ", "는", "도")

    def after_particle(self) -> bool:
        """특수관계인에대한, 권한과승인; and 하긴함, where the particle follows a noun form.

        도 before a noun is as often a part of the noun before it: 유사도계산.
        """
        if self.last is not None and self.last.tag == "ETN":
            return self.after_noun_form()
        head, tag = self.line[self.start : self.cut], self.other.tag
        if self.last is not None and self.last.tag in _THINGS and not self.last.oov and self.last.start >= self.start:
            if self.one.tag == "JKO" and tag in _AFTER_OBJECT and not self.other.oov:
                return is_word(head) and is_word(self.line[self.cut : self.end])
            if self.one.tag in ("JKS", "JKC") and tag in _VERBS and self.other.form in ("되", "있", "없", "많"):
                return is_word(head)
        return (self.one.form in ("에", "을", "를") and self.other.form in _OF) or (
            len(head) > 2
            and not self.other.oov
            and (
                (tag in _WHOLE_NOUNS and self.other.len > 1 and self.one.form != "도")
                or (tag == "MAG" and self.other.len > 1)
                or (tag in _VERBS and self.end - self.cut > 1 and (self.one.form, self.other.form) != ("에", "서"))
            )
            and is_word(head)
            and is_word(self.line[self.cut : self.end])
            and not any(is_listed(head[at:]) for at in range(len(head) - 2))  # 양수도계약
        )

    def after_adverb(self) -> bool:
        """안함, 좀적절하진, 빨리받음; 안되다 and 못하다 are words, and 안 되다 only where something is forbidden."""
        form, then, tag = self.one.form, self.other.form, self.other.tag
        if form in ("안", "못"):
            # What stands before an adverb has a blank between: 유안할 holds none.
            return (
                self.one.start == self.start
                and tag in _VERBS
                and then != "되"
                and (form, then) not in (("못", "하"), ("못", "박"))
            )
        return form in _ADVERBS and (tag in _VERBS or (form in _OF_DEGREE and tag in ("NNG", "XR"))) and then != "하"

    def _denies(self) -> bool:
        """하면 안되다, 승인이 안되다, 승인 안되다: 안 denies 되다, and is no part of the word 안되다."""
        if (self.one.form, self.other.form) != ("안", "되"):
            return False
        if self.last is None or self.last.tag in _SIGNS:
            # Of nothing that could fare ill, as in the proverb 안되면 조상 탓.
            return self.after is not None and self.after.form == "면" and not self.line.startswith(" 조상", self.end)
        if self.last.tag == "NNG" and self.last.form in DEEDS and self.cut - self.start == 1:
            return self.last.form not in _FARES_ILL
        if self.last.tag in ("JKS", "JKC"):
            return (
                self.subject is not None and self.subject.tag in ("NNG", "NP") and self.subject.form not in _FARES_ILL
            )
        return (
            self.last.form in ("면", "으면", "어서", "는", "어도")
            or self.last.tag == "NP"
            or (self.last.end == self.one.start and self.last.tag in _WHOLE_NOUNS and self.last.form not in _FARES_ILL)
        )

    def after_determiner(self) -> bool:
        """이런것들, 다른회사, 이부분."""
        form, then = self.one.form, self.other.form
        if form in ("이", "그", "저"):
            return then in _POINTED_AT
        if form in ("한", "두", "세", "네"):
            return then in (_AFTER_ONE if form == "한" else _COUNTERS)
        if form in _OF_EACH:
            return self.one.start == self.start and (then in _POINTED_AT or (form == "전" and then == "국민"))
        return form in _DETERMINERS and (
            (self.other.tag == "NNB" and then != "데")
            or (self.other.tag in _WHOLE_NOUNS and (self.other.len > 1 or then == "일"))
        )

    def after_bound_noun(self) -> bool:
        """것같음, 할 수있다, 열 명정도."""
        form, then = self.one.form, self.other.form
        if then in _MEASURED:
            return self.last is not None and self.last.tag in (
                "NR",
                "MM",
            )  # that of digits is told without the analyser
        return (form in ("것", "거", "듯") and then == "같") or (
            form == "수" and then in ("있", "없") and self.last is not None and self.last.tag == "ETM"
        )

    def _lasts(self) -> bool:
        """3년동안, 7분만에."""
        return self.one.form in _OF_TIME and (
            (self.other.form == "동안" and self.other.tag == "NNG")
            or (self.other.form == "만" and self.other.tag == "NNB" and self._ends)
        )

    def after_noun(self) -> Any:
        """딜러위한, 세금없음, 신청중, 발행시, 회의동안, 이득취함."""
        form, then, tag = self.one.form, self.other.form, self.other.tag
        if not (self.is_noun or (self.one.tag == "XSN" and self.before is not None)):
            return False
        if tag in _VERBS:
            return (then in _OF and self.after is not None and self.after.tag in ("ETM", "EC")) or (
                self.is_noun
                and (
                    form not in _ONE_WITH_NOT
                    if then in ("없", "있")
                    else self._gives()
                    or (
                        (len(then) > 1 or then in _SHORT_QUALITIES)
                        and self._is_clause()
                        and "순" not in self.line[self.cut : self.end]
                    )  # the name of an order: 가격높은순
                )
            )
        if tag == "NNB":
            return (
                then == "때문"
                or (then in ("말", "초") and form in _YEARS and self._ends)
                or (
                    then in ("중", "시")
                    and form[-1] not in "일동"
                    and self._ends
                    and (then == "중" or form in DEEDS or form in _EVENTS)
                )
            )
        return tag == "NNG" and (
            then == "동안"
            or (then == "후" and form[-1] not in "전직" and self._ends)
            or (then == "전" and form in DEEDS and self.after is not None and self.after.form in ("에", "까지"))
            or (then == "안" and form in _OF_TIME and self.after is not None and self.after.form == "에")
        )

    def after_number(self) -> bool:
        """열여섯명, 이십곳, 열명정도."""
        is_measured = self.after is not None and self.after.form in _MEASURED
        return bool(self.other.tag == "NNB" and self.other.form in _COUNTERS and (self.one.len > 1 or is_measured))

    def _gives(self) -> bool:
        """승인내주진: whether a deed is what a verb that goes on with another one gives."""
        return (
            self.one.form in DEEDS
            and self.after is not None
            and self.after.tag == "EC"
            and getattr(self.later, "tag", "") == "VX"
        )

    def _is_clause(self) -> bool:
        """Whether a noun and the verb behind it are no word, nor the name of a deed, as 자리비움 is within a sentence."""
        if is_word(self.line[self.start : self.end]):
            return False
        return (
            self.after is None
            or self.after.tag != "ETN"
            or _IN_SENTENCE.match(self.line, self.after.end) is None
            or (self.after.form == "기" and _SAID_OF_DEED.match(self.line, self.after.end) is not None)
        )

    @property
    def _ends(self) -> bool:
        """Whether nothing but a particle or the copula follows the second token in the word."""
        return self.other.end == self.end or (self.after is not None and self.after.tag in (*_PARTICLES, "VCP"))


_SEAMS: Mapping[str, Callable[[_Seam], Any]] = {
    "ETM": _Seam.after_adnominal,
    "EC": _Seam.after_ending,
    "ETN": _Seam.after_noun_form,
    "MAG": _Seam.after_adverb,
    "MM": _Seam.after_determiner,
    "NR": _Seam.after_number,
    "NNB": _Seam.after_bound_noun,
    **dict.fromkeys(("NNG", "NNP", "XSN"), _Seam.after_noun),
    **dict.fromkeys(_PARTICLES, _Seam.after_particle),
}
"""By the tag of the token before the place, the checks for what always stands apart from it (한글 맞춤법 제2항, 제42항, 제47항)."""


_SHORT_FORMS = frozenset("함됨한된할될해돼")
"""Forms of 하다 and 되다 of one syllable."""


def _missing(line: str, tokens: Sequence[Any]) -> Iterator[Remark]:
    """The words of `line` that lack blanks, with all of these put in."""
    places = [token.start for token in tokens]
    for start, end in _runs(line):
        if _IS_NAMED.search(line, max(0, start - 3), start) or line.startswith("_", end):
            continue
        first, last = bisect_left(places, start), bisect_left(places, end)
        cuts: list[int] = []
        for at in range(first, last - 1):
            if tokens[at].start < tokens[at + 1].start:
                seam = _Seam(line, tokens, at, cuts[-1] if cuts else start, end)
                if seam.wants_blank():
                    cuts.append(seam.cut)
        if cuts:
            yield Remark(Sort.MISSING, start, end, " ".join(line[a:b] for a, b in pairwise([start, *cuts, end])))


def _begins_with_verb(run: str) -> bool:
    """Whether `run` is a verb, or one with a bound noun written onto it (할듯), and nothing like 해쉬값."""
    return is_any_verb(run) or any(
        is_any_verb(run[:cut]) and run.startswith(tuple(_BOUND), cut) for cut in range(1, len(run))
    )


def _stray(line: str, tokens: Sequence[Any]) -> Iterator[Remark]:
    """The places in `line` where one word is written as two."""
    ends = dict(_runs(line))
    for before, one, other in zip((None, *tokens), tokens, tokens[1:], strict=False):
        if (
            other.start - one.end != 1
            or line[one.end] != " "
            or other.start not in ends
            or not is_syllable(line[one.end - 1])
        ):
            continue
        then = line[other.start : ends[other.start]]
        if (then == "한" and _COUNTED.match(line, other.end)) or (then != "보다" and begins_with_noun(then)):
            continue
        if len(then) == 1 and then not in _SHORT_FORMS:
            continue  # the beginning of a word that a line break parts: 대상 치
        makes_verb = other.tag in ("XSV", "XSA") or (
            other.tag == "VV"
            and other.form == "하"
            and then[0] != "해"
            and then != "하고"
            and getattr(before, "tag", "") not in _BEFORE_NOUN
        )
        verb = (
            makes_verb
            and _begins_with_verb(then)
            and one.tag in ("NNG", "XR", "XSN")
            and (one.len > 1 or (one.form == "화" and one.tag == "XSN"))
            and not one.oov
        )
        particle = (
            other.tag in _PARTICLES
            and one.tag in ("NNG", "NNP", "NNB", "XSN")
            and other.len > 1
            and not (then == "보다" and one.form in _OF_NOW)
        )
        if (verb and one.form not in _ADVERBIAL and one.form not in _OF_NOW) or particle:
            yield Remark(Sort.STRAY, one.end, other.start, "")
