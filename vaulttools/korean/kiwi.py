"""Finds missing blanks, stray blanks and misspelt words in a line with the analyser Kiwi.

Its own spacing is not used, because it splits every compound. We only use pairs of tokens between which a blank is always
required (see `token_pairs`) or always wrong (한글 맞춤법 제2항, 제41항 to 제49항). The model takes seconds to load, so it is loaded
for the first line that needs it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from itertools import pairwise
from typing import Any

from vaulttools.korean.analyser import Correction
from vaulttools.korean.compounds import is_compound
from vaulttools.korean.confusions import misspelling
from vaulttools.korean.guess import guess
from vaulttools.korean.hangul import is_syllable
from vaulttools.korean.keyboard import keystrokes
from vaulttools.korean.kinds import Kind
from vaulttools.korean.lexicon import is_any_verb, is_everyday, is_noun, is_word
from vaulttools.korean.near import lacking_one, meant, misread, recomposed, sounds_alike, without_one
from vaulttools.korean.particles import stem
from vaulttools.korean.phrases import begins_with_noun
from vaulttools.korean.token_pairs import BOUND, PARTICLES, TokenPair
from vaulttools.korean.unknown_words import has_english_end, is_clipped, is_short, is_tail
from vaulttools.korean.words import DEEDS
from vaulttools.patterns import pattern

_GAIN = 9.0
"""How much likelier (in powers of e) an everyday word, one slip of the keys away, must make a line before an unknown word is
taken for it. In 330,000 words of well-kept text this was wrong four times, and for none of 200 names of companies."""
_GAIN_OF_RARE = 13.0
"""The same for a word that is rarer or further away, and where the text may be right: a term of one or two syllables, two
words in one."""
_ODD = 20.0
"""How unlikely an unknown word must be before all words that differ in one sound are tried, which take long to find."""
_FARTHER = 2.5
"""How much likelier still a word that is rarer or further away must make it than one that is nearer."""
_GAIN_OF_ENGLISH = 16.0
"""The same for a word with an English suffix (스페이서 for 스페이스)."""
_GAIN_OF_SOUND, _UNLIKELY = 10.0, 14.0
"""The same for a word of the dictionary that sounds alike, and how unlikely it must be before others are tried for it."""
_GAIN_OF_WORD = 12.0
"""The same for one that sounds different: it is as likely a term of some trade (접고 for 잡고) or a compound (공개판 for 공개한)."""
_GAIN_OF_NOUN = 17.0
"""The same for a noun of the dictionary with its particles: a rare one is often a term of some trade (레포, 커널); and for a row of
nouns, in place of other pieces or of no word, where of 250,000 words of well-kept text only a name gained so much."""
_GAIN_OF_SHORT = 13.0
"""The same for a noun of one syllable with a particle: without knowing the trade, 훅은 looks like 혹은, and 수는 like 서는."""
_SHORTEST = 3
"""Only unknown words of at least so many syllables are judged; shorter ones are as often names or terms of some trade."""
_MOST_MEANT, _AROUND = 24, 24
"""How many candidates are tried at most, and with how many code points of the line on either side."""
_ADVERBIAL = frozenset("대신 하나 서로 모두 전부 절반 정도 이상 이하 평생 매일 매번 매년 당장 내내 계속".split())
"""Nouns that an independent verb may follow as well: 50건 정도 했다."""
_OF_NOW = frozenset("현재 지금 향후 이후 추후 오늘 내일 내년 올해 최근 당시 이번 다음".split())
"""Nouns of time, which an unrelated word may follow: 향후 보다 많은 고객, 다음 할 일."""
_BEFORE_NOUN = frozenset(("ETM", "MM", "JKG"))
"""Tags of what modifies the next noun, which is then no part of a verb: 빠른 판매 하려 함."""


class Kiwi:
    """The analyser. Making one costs nothing; the first line loads the model (about 2 seconds, 0.3 GB)."""

    def __init__(self) -> None:
        self._learned: Set[str] = frozenset()

    @cached_property
    def _kiwi(self) -> Any:
        import kiwipiepy

        # No threads: a process that is forked from this one has none of them.
        return kiwipiepy.Kiwi(num_workers=1, load_multi_dict=False)

    def learn(self, names: Set[str]) -> None:
        """From now on takes `names`, Hangul words, for names."""
        for name in sorted(names - self._learned):
            self._kiwi.add_user_word(name, "NNP")
        self._learned |= names

    def corrections(self, line: str, has_unknown: bool) -> list[Correction]:
        """The corrections on `line`, in order; those on unknown words only if it `has_unknown` ones."""
        tokens = self._kiwi.tokenize(line)
        runs = [*_runs(line)]
        found = [*_missing(line, tokens), *_stray(line, tokens)]
        places = [token.start for token in tokens]
        for start, end in runs:
            if end - start < 2:
                continue
            word = line[start:end]
            own = tokens[bisect_left(places, start) : bisect_left(places, end)]
            if is_word(word):
                right = self._meant_by_unlikely(line, start, end, own)
            elif has_unknown:
                right = self._meant_by_unknown(line, start, end, own)
            else:
                continue
            if right:
                found.append(Correction(Kind.KEYS, start, end, right))
        return sorted(found, key=lambda correction: (correction.start, correction.end))

    def _meant_by_unlikely(self, line: str, start: int, end: int, tokens: Sequence[Any]) -> str:
        """What was meant by the dictionary word from `start` to `end`, which the analyser split into `tokens`."""
        word = line[start:end]
        likelihood = sum(token.score for token in tokens)
        if (
            likelihood >= -_UNLIKELY
            or has_english_end(word, meant(word))
            or any(token.tag == _NUMBERING for token in tokens)
        ):
            return ""
        if right := self._meant(line, start, end, recomposed(word), _GAIN_OF_NOUN):
            return right
        is_noun_first = begins_with_noun(word)
        if is_noun_first and (likelihood >= -_ODD or len(word) > _SHORTEST or word[:2] in DEEDS or word in DEEDS):
            return ""
        gain = _GAIN_OF_SHORT if is_noun(word[0]) and is_short(word) else _GAIN_OF_SOUND
        right = self._meant(line, start, end, _with_other_end(word), gain)
        needed = _GAIN_OF_NOUN if is_noun_first else gain if sounds_alike(word, right) else _GAIN_OF_WORD
        return right and self._meant(line, start, end, [right], max(gain, needed))

    def _meant_by_unknown(self, line: str, start: int, end: int, tokens: Sequence[Any]) -> str:
        """What was meant by the unknown word from `start` to `end`, which the analyser split into `tokens`; empty if nobody can
        tell.

        For a very unlikely word, candidates are tried that are no slip of the keys away.
        """
        word = line[start:end]
        may_lack = start > 0  # at the beginning of a line it may be the rest of a word
        guessed = guess(word)
        if is_tail(word) or is_clipped(word) or (guessed and guessed.by_rule):
            return ""
        words = meant(word)
        if is_compound(word) or has_english_end(word, words):
            return self._meant(line, start, end, words, _GAIN_OF_ENGLISH)
        is_odd = sum(token.score for token in tokens) < -_ODD
        is_two = _is_two(line, start, end, tokens)
        gain = _GAIN_OF_RARE if is_two or is_short(word) or len(stem(word)) < _SHORTEST else _GAIN
        most, right = self._likeliest(line, start, end, words)
        most, right = (most, right) if most >= gain else (0.0, "")
        for farther in ((*without_one(word), *meant(word, False)), misread(word) if is_odd else ()):
            likelier, other = self._likeliest(line, start, end, farther)
            if likelier >= max(_GAIN_OF_RARE, most + _FARTHER):
                most, right = likelier, other
        return (
            right
            or self._meant(line, start, end, recomposed(word), _GAIN_OF_NOUN)
            or self._meant(line, start, end, (*lacking_one(word), *_turned(word)) if may_lack else (), _GAIN_OF_WORD)
        )

    def _meant(self, line: str, start: int, end: int, words: Sequence[str], gain: float) -> str:
        """The one of `words` that, in place of what stands from `start` to `end`, makes `line` likelier by at least `gain`;
        empty for none."""
        most, right = self._likeliest(line, start, end, words)
        return right if most >= gain else ""

    def _likeliest(self, line: str, start: int, end: int, words: Sequence[str]) -> tuple[float, str]:
        """By how much the one of `words` that fits best makes `line` likelier in place of what stands from `start` to `end`, and
        that one; 0 and nothing where none can be tried."""
        spelt = [word for word in words[:_MOST_MEANT] if misspelling(word) is None]
        if not spelt or _JOINS.match(line[start - 1 : start]) or _JOINS.match(line[end : end + 1]):
            return 0.0, ""
        before, after = line[max(0, start - _AROUND) : start], line[end : end + _AROUND]
        likelihood, right = max((self._likelihood(before + word + after), word) for word in spelt)
        return likelihood - self._likelihood(before + line[start:end] + after), right

    def _likelihood(self, text: str) -> float:
        """The logarithm of how likely `text` is at its likeliest reading."""
        score: float = self._kiwi.analyze(text, top_n=1)[0][1]
        return score


_JOINS = pattern(r"[\w\ufffc/@#&+-]")
"""What belongs to the same word as the Hangul beside it."""


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


def _turned(word: str) -> tuple[str, ...]:
    """`word`, of two syllables, the other way round, if that is an everyday word: 보험 for 험보, but not 이런 for 런이."""
    return (word[::-1],) if len(word) == 2 and is_everyday(word[::-1]) and not is_short(word) else ()


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


_SHORT_FORMS = frozenset("함됨한된할될해돼")
"""Forms of 하다 and 되다 of one syllable."""


def _missing(line: str, tokens: Sequence[Any]) -> Iterator[Correction]:
    """The words of `line` that lack blanks, with all of these put in."""
    places = [token.start for token in tokens]
    for start, end in _runs(line):
        if _IS_NAMED.search(line, max(0, start - 3), start) or line.startswith("_", end):
            continue
        first, last = bisect_left(places, start), bisect_left(places, end)
        cuts: list[int] = []
        for at in range(first, last - 1):
            if tokens[at].start < tokens[at + 1].start:
                pair = TokenPair(line, tokens, at, cuts[-1] if cuts else start, end)
                if pair.wants_blank():
                    cuts.append(pair.cut)
        if cuts:
            yield Correction(Kind.BLANK, start, end, " ".join(line[a:b] for a, b in pairwise([start, *cuts, end])))


def _begins_with_verb(run: str) -> bool:
    """Whether `run` is a verb, or one with a bound noun written onto it (할듯), and nothing like 해쉬값."""
    return is_any_verb(run) or any(
        is_any_verb(run[:cut]) and run.startswith(tuple(BOUND), cut) for cut in range(1, len(run))
    )


def _stray(line: str, tokens: Sequence[Any]) -> Iterator[Correction]:
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
        if _is_verb_of(before, one, other, then) or (
            other.tag in PARTICLES
            and one.tag in ("NNG", "NNP", "NNB", "XSN")
            and other.len > 1
            and not (then == "보다" and one.form in _OF_NOW)
        ):
            yield Correction(Kind.GAP, one.end, other.start, "")


def _is_verb_of(before: Any, noun: Any, other: Any, then: str) -> bool:
    """Whether `other`, the first token of the word `then`, makes a verb of `noun`, which `before` stands before: 투자 함."""
    makes_verb = other.tag in ("XSV", "XSA") or (
        other.tag == "VV"
        and other.form == "하"
        and then[0] != "해"
        and then != "하고"
        and getattr(before, "tag", "") not in _BEFORE_NOUN
        and getattr(before, "form", "") not in ("이번", "다음", "저번")  # 이번 라운드 하기 전에
    )
    return (
        makes_verb
        and _begins_with_verb(then)
        and noun.tag in ("NNG", "XR", "XSN")
        and noun.form != "끼리"
        and (noun.len > 1 or (noun.form == "화" and noun.tag == "XSN"))
        and not noun.oov
        and noun.form not in _ADVERBIAL
        and noun.form not in _OF_NOW
    )
