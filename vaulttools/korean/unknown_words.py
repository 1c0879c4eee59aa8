"""Unknown words that are no slips: names, words with English suffixes, clipped words, and what only follows another word."""

from collections.abc import Sequence

from vaulttools.korean.compounds import has_verb
from vaulttools.korean.hangul import Final, coda_of, sound
from vaulttools.korean.lexicon import (
    goes_on,
    is_everyday,
    is_listed,
    is_name,
    is_noun,
    is_pair,
    is_rare,
    is_verb,
    is_word,
    may_end,
    nouns_beginning,
)
from vaulttools.korean.near import is_likely
from vaulttools.korean.particles import Tail, is_light_verb, read_tail, stem
from vaulttools.patterns import pattern

_SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민나진지엄채원천방공현함변염여추도석선설마길"
)
_GIVEN = frozenset("희진준민서윤현은우수연지영주경미선혜숙철호훈석규승원용찬빈재태동상기아유정성형환욱혁록린솔율겸")
_VERBAL = frozenset("ㅆㅄㄶㅀㄵㄾㄿ")
"""Last consonants that only verbs have, and 값."""
_LONGEST_NAME = 3
"""An unknown word of up to so many syllables is as often the name of a company or a product as a slip: 미샤, 프로핏."""
_ENGLISH_ENDS = frozenset("드트즈츠딩팅킹핑싱징밍닝링빙릿짓킷벗")
_ENGLISH_DOERS = frozenset("더터커퍼서저머너러버")
"""The Korean spelling of English suffixes: -ed, -s, -ing, -et; and -er, which looks like a particle behind a noun."""
_OF_SORT = pattern("적(?:인|으로|이[다며고나])")
"""What makes an adjective or an adverb of a noun, and stands behind no name: 합리적인."""
_NAMES_TAKE = frozenset(
    "이 가 은 는 을 를 과 와 의 에 에는 에도 에서 에서는 에서도 에게 까지 부터 로 로는 으로 으로는 도 이고 이다 입니다".split()
)


def is_person(run: str) -> bool:
    """Whether `run` reads like the name of a person, alone or with particles: 박희진, which sounds like 박히진."""
    name = stem(run)
    return len(name) == 3 and name[0] in _SURNAMES and _GIVEN.issuperset(name[1:])


def is_verbal(run: str) -> bool:
    """Whether a syllable of `run` ends in a consonant that only verbs have."""
    return any(syllable != "값" and coda_of(syllable) in _VERBAL for syllable in run)


def is_garbled(word: str, meant: Sequence[str]) -> bool:
    """Whether `word` has a rare syllable, or two side by side that no word of the lexicon has, which none of the words has that may
    have been `meant`. Of two side by side nothing is said where it reads like a short name, is an everyday noun with a
    syllable before it (열분해), or has a verb (이름붙인), a bare 하 or the 아 of an address behind a noun (사람아)."""
    if any(is_rare(each) and not any(each in right for right in meant) for each in word):
        return True
    return (
        (len(stem(word)) > _LONGEST_NAME or _is_no_name(word, meant))
        and not (word[-1] in "하되아" and is_noun(word[:-1]))
        and not is_everyday(word[1:])
        and not has_verb(word)
        and any(map(is_likely, meant))
        and any(not is_pair(pair) and not any(pair in right for right in meant) for pair in _pairs(word))
    )


def _is_no_name(word: str, meant: Sequence[str]) -> bool:
    """Whether `word`, of three syllables before its particles, ends like a verb (요중한) or in a particle that does not agree
    (음워을), or lacks a syllable of what was `meant` (프로램을)."""
    return len(stem(word)) == _LONGEST_NAME and (
        is_light_verb(word[2:]) or stem(word)[-1] in "을를" or any(len(right) > len(word) for right in meant)
    )


def _pairs(word: str) -> list[str]:
    return [word[at : at + 2] for at in range(len(word) - 1)]


def is_tail(word: str) -> bool:
    """Whether `word` can only follow another one, like a particle, or 이다 without its 이: 라지만 in `20/20 라지만`."""
    return read_tail(Final.UNKNOWN, word) is not None or (not is_word(word) and goes_on("것", f"이{word}"))


def is_short(word: str) -> bool:
    """Whether `word` reads like a noun of one syllable with a particle or a form of 이다: 봉의, 덤이다."""
    tail = read_tail(sound(word[0]), word[1:]) if len(word) > 1 else None
    return (
        tail is Tail.PARTICLE
        or (tail is Tail.COPULA and word[1] in "이입인일")
        or (len(word) > 1 and coda_of(word[0]) != "" and word[1] in "하한할함해했" and is_light_verb(word[1:]))
    )


def is_clipped(word: str) -> bool:
    """Whether `word` shortens two nouns, which the lexicon has as one, to the first syllable of each: 상폐를 for 상장폐지를."""
    name = stem(word)
    return len(name) == 2 and any(
        len(noun) == 4 and noun[2] == name[1] and is_noun(noun[:2]) and is_noun(noun[2:])
        for noun in nouns_beginning(name[0])
    )


def may_be_name(word: str, meant: Sequence[str]) -> bool:
    """Whether `word`, of which `meant` are the words one slip away, reads like a short name, alone or with particles, or
    nearly like another name (베네피아, 베네치아).

    Not so where one of `meant` is a verb that is no shorter (아누아, 안아), or begins with the same everyday noun as `word`, with a particle or 하다 behind it.
    """
    if is_person(word) or has_english_end(word, meant) or any(is_name(stem(right)) for right in meant):
        return True
    if (
        is_verbal(word)
        or _OF_SORT.search(word, 2)
        or (word.endswith("니다") and word[-3:] != "입니다")
        or any(_keeps_noun(right, word) for right in meant)
    ):
        return False
    name = stem(word)
    if name[-1] == "으":
        return False  # 으로 stands behind a consonant: 절바으로
    if all(_has_other_end(right, word) for right in meant):
        return True
    if len(name) > _LONGEST_NAME:
        return False
    if all(len(right) < len(word) for right in meant):
        return True
    return word[len(name) :] in _NAMES_TAKE or not any(map(is_verb, meant))


def has_english_end(word: str, meant: Sequence[str]) -> bool:
    """Whether `word` is each of the words `meant` with an English suffix: 스페이서 from 스페이스, 매치드 from 매치."""
    name = stem(word)
    return (
        len(name) > 1
        and (name[-1] in _ENGLISH_ENDS or _is_doer(name))
        and read_tail(sound(name[-1]), word[len(name) :]) is Tail.PARTICLE
        and all(right.startswith(name[:-1]) for right in meant)
        and any(is_noun(stem(right)) for right in meant)
    )


def _is_doer(name: str) -> bool:
    """Whether `name` ends in the English suffix -er: 던더; behind a noun only where it is surely no particle: 스케일러."""
    noun, end = name[:-1], name[-1]
    return end in _ENGLISH_DOERS and ((end == "러" and sound(noun[-1]) is Final.RIEUL) or not is_noun(noun))


def _has_other_end(right: str, word: str) -> bool:
    """Whether `right` is a word only because of an ending that `word` lacks, or that names have as well: 올리브여야 for 올리브영."""
    return not is_listed(right) and (not may_end(word[-1]) or (right[-1] in "인일" and right[-1] == word[-1]))


def _keeps_noun(right: str, word: str) -> bool:
    """Whether `right` begins with the same everyday noun as `word`, and only the particles behind it differ, two syllables or
    more: one syllable more often makes a term or a name of a noun (연소흔, 푸드팡)."""
    for size in range(2, len(right) - 1):
        noun, rest = right[:size], right[size:]
        if noun != word[:size]:
            break
        if is_everyday(noun) and (
            read_tail(sound(noun[-1]), rest) is Tail.PARTICLE or is_light_verb(rest) or _OF_SORT.fullmatch(rest)
        ):
            return True
    return False
