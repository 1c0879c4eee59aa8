"""What an unknown word was meant to be, judged by the text around it."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from vaulttools.english.spelling import is_everyday as is_english
from vaulttools.korean.blanks import is_surely_two
from vaulttools.korean.confusions import Certainty
from vaulttools.korean.guess import guess
from vaulttools.korean.kinds import Kind
from vaulttools.korean.lexicon import is_common, is_everyday, is_listed, is_noun, is_verb, is_word
from vaulttools.korean.particles import stem
from vaulttools.korean.unknown_words import has_english_end, is_garbled, is_short, is_tail, is_verbal, may_be_name
from vaulttools.patterns import pattern
from vaulttools.spelling.latin import guessed_latin
from vaulttools.spelling.slips import Slip
from vaulttools.spelling.terms import Terms
from vaulttools.spelling.variants import apart
from vaulttools.spelling.witness import LONGEST, differing, is_once, is_road, is_wrapped, witnessed
from vaulttools.text import Span


def guessed(slip: Slip, prose: str, terms: Terms) -> Slip | None:
    """`slip`, a word of no dictionary, with its kind and what was meant, as `prose` and its `terms` tell; None if it may be right."""
    once = is_once(slip.word, prose)
    found = guessed_latin(slip, prose) if slip.word.isascii() else _guessed_hangul(slip, prose, once)
    if once and (found is None or (found.kind is Kind.KEYS and not found.right)):
        right = terms.near(slip.word)
        is_meant = right and not (_is_other(slip.word, right) or _is_of_other(slip.word, right, prose))
        return slip._replace(kind=Kind.KEYS, right=right) if is_meant else found
    return found


def _is_other(word: str, term: str) -> bool:
    """Whether `word`, one slip from `term`, is a form of it (Dialogs), a name of its own (Bayer, OpenAPI), or a compound of two
    nouns (일본결제 beside 일반결제)."""
    if not word.isascii():
        return apart(word) is not None
    if word.islower() and term.islower():
        return False
    return word.lower() == term.lower() or word[0] != term[0] or not (word.istitle() and term.istitle())


def _is_of_other(word: str, term: str, prose: str) -> bool:
    """Whether `word` belongs to the name of somebody else than `term`: it stands beside a name beside which `term` never does
    (Jonatan Heyman, in a note on Jonathan)."""
    if not (word.isascii() and word.istitle()):
        return False
    at = prose.find(word)
    before, after = _NAME_BEFORE.search(prose, max(0, at - LONGEST), at), _NAME_AFTER.match(prose, at + len(word))
    beside = [
        f"{name[1]} {term}" if name is before else f"{term} {name[1]}"
        for name in (before, after)
        if name is not None and not is_english(name[1].lower())
    ]
    return bool(beside) and not any(each in prose for each in beside)


_NAME_BEFORE = pattern(r"(?<![^\s(])([A-ZÀ-Þ][a-zß-ɏ]+) \Z")
_NAME_AFTER = pattern(r" ([A-ZÀ-Þ][a-zß-ɏ]+)(?![^\W_])")


def _guessed_hangul(slip: Slip, prose: str, once: bool) -> Slip | None:
    """What may be wrong with the word of `slip`, in Hangul; a slip of the keys only if it stands `once` in `prose`."""
    found = guess(slip.word, keys=False)
    if found is None and once:
        found = guess(slip.word, blanks=False)
    if found is None or is_wrapped(slip.word, prose):
        return None
    if found.kind is Kind.PARTICLE and is_road(slip.word, prose, prose.find(slip.word) + len(slip.word)):
        return None
    start = slip.span.start
    span = Span(start + found.start, start + found.end)
    right = found.right[0] if len(found.right) == 1 else ""
    if found.kind is Kind.SYLLABLE:
        right = right or witnessed(found.right, slip.word, prose)
    if found.kind is Kind.KEYS:
        if is_tail(slip.word) or (is_short(slip.word) and not is_verbal(slip.word)):
            return None  # what a link, a formula or a quotation was left out before; or a noun of one syllable, as 봉의
        if not found.by_rule and has_english_end(slip.word, found.right):
            return None  # 백테스터, which 백테스트 is no witness against
        # Two syllables that no dictionary has are more often a term of a trade (복조) than a slip in a word nearby (보고).
        is_short_term = found.may_be_noun and len(slip.word) < _LONGEST_CHANCE
        seen = witnessed(found.right, slip.word, prose, 2 if is_short_term else 1)
        is_term = found.may_be_noun or may_be_name(slip.word, found.right)
        if not seen and is_term and not found.by_rule and not is_garbled(slip.word, found.right):
            return None
        right = seen or right
        meant = right or found.right[0]
        start_of_term = differing(slip.word, meant)
        if not meant.startswith(start_of_term) and prose.count(start_of_term) >= _OFTEN:
            return None  # a term, with another ending each time
    sure = found.kind is Kind.BLANK and right != "" and is_surely_two(right)
    certainty = Certainty.SURE if sure else Certainty.LIKELY
    return Slip(found.kind, span, slip.word[found.start : found.end], slip.word, right, certainty)


def guessed_in_one_word(slip: Slip, prose: str) -> Slip | None:
    """`slip` with the only word a slip of the keys away that `prose` has at least twice; None for none or several, or if its
    own word is repeated."""
    found = guess(slip.word, blanks=False) if is_once(slip.word, prose) else None
    right = witnessed(found.right, slip.word, prose, 2) if found is not None and found.kind is Kind.KEYS else ""
    return slip._replace(kind=Kind.KEYS, right=right) if right else None


_LONGEST_CHANCE = 3
"""Two terms with at least so many syllables are hardly alike by chance."""
_OFTEN = 3
"""A word that a text has this often is what its writer means."""


def gaps(word: str, starts: Iterable[int], prose: str) -> Iterator[Slip]:
    """The blanks between an unknown word and its neighbour where both together are an everyday word: 사용하 는."""
    for start in starts:
        end = start + len(word)
        before = _WORD_BEFORE.search(prose, max(0, start - _BESIDE), start)
        after = _WORD_AFTER.match(prose, end)
        if before and before[1] not in _BOUND and _is_one(before[1], word):
            yield Slip(Kind.GAP, Span(start - 1, start), " ", f"{before[1]} {word}", "", Certainty.LIKELY)
        elif after and _is_one(word, after[1]) and not is_tail(word) and _lacks(word, after[1]):
            yield Slip(Kind.GAP, Span(end, end + 1), " ", f"{word} {after[1]}", "", Certainty.LIKELY)


def _lacks(word: str, after: str) -> bool:
    """Whether `word`, which is none, may be the beginning of the word after it: of a syllable before a word only if that is an
    ending as well (있 음)."""
    return len(word) > 1 or not is_common(after) or is_verb(word + after)


@lru_cache(maxsize=1 << 10)
def _is_one(one: str, other: str) -> bool:
    """Whether two words together are an everyday one: 그 래서. As 이, 그 and 저 may precede any noun, more is required after them."""
    whole = one + other
    if (
        len(one) > 1
        and len(other) > 1
        and not is_tail(other)  # nor is this a word: 점심 에만
        and any(is_listed(stem(each)) or (len(stem(each)) > 2 and is_word(each)) for each in (one, other))
    ):
        return False  # a noun beside another may stand apart from it: 코사인 유사도
    if len(one) == 1 and is_noun(one) and len(stem(other)) > _LONGEST_CHANCE:
        return False  # as it may where a dictionary has both in one word: 풀 리퀘스트
    return (
        len(whole) > 2 and is_common(whole) and (one not in ("이", "그", "저") or is_everyday(whole) or is_verb(whole))
    )


_BOUND = frozenset("시후전중내외간등및때수것각총본")
"""Words of one syllable that never belong to the next word: 취소 시 원거래."""
_BESIDE = 12
"""Code points of the word beside that are looked at."""
_WORD_BEFORE = pattern(r"(?<![^\s(])([가-힣]+) \Z")
_WORD_AFTER = pattern(" ([가-힣]+)")
