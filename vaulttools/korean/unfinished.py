"""What a Korean sentence still lacks that ends in a particle, in an adverb, or in a verb form that never ends one.

A sentence ends in a noun or in a verb with a final ending (낮춤, 낮춘다). Whatever precedes those has forms of its own, so the last
word shows whether a sentence breaks off. Forms: Standard Korean Language Dictionary.
"""

from enum import Enum

from vaulttools.korean.hangul import coda_of, is_syllable
from vaulttools.korean.lexicon import is_listed, is_noun, is_predicate, is_verb
from vaulttools.patterns import pattern


class Rest(Enum):
    """What was to follow."""

    LOST = "lost"
    """Something that cannot be left out: the verb of an object, the noun of an attribute."""
    MAIN = "main"
    """The main clause, which may also come first: 내년, 인가가 나면."""
    NEXT = "next"
    """What the next item of a list may be: one more clause (값을 낮추고), or what is said of a topic (결과는)."""


_OPEN = frozenset(
    "좀 너무 제일 가장 훨씬 매우 아주 점점 추가로 게다가 무엇보다 그런데 근데 오히려 특히 아마 아마도 만약 혹시 왜냐하면 그래서 따라서 그러니까 예를들면 예를들어"
    " 어차피 솔직히 적어도 여전히 애초에 사실상 도무지 도저히 아무래도 굳이 도리어 차라리 기껏해야 심지어 결국 결국은 이미 거의 대체로 또한".split()
)
"""Adverbs that precede what they modify."""
_HINDERED = ("때문에", "서", "니까", "는데", "지만")
"""What precedes 못 where that is the adverb, and no nail."""
_FINAL = tuple("다음함임됨봄춤큼짐옴감남네")
"""The last syllables of a sentence, behind which an adverb is an afterthought: 별로임 솔직히."""
_MORE = frozenset("더 또 다".split())
_COUNTED = pattern(
    r".*\d|(?:하나|둘|셋|넷|모두|전부)\Z|(?:한|두|세|네|몇)?(?:번|명|개|곳|군데|건|잔|권|대|배|팀|회|장|주|달|년|가지|사람|시간)\Z"
)
"""Behind these the adverbs of `_MORE` end a sentence: 질문 하나 더, 개발자 2명 더."""
_ON_NOUN = ("때문에", "의해", "의해서", "위해", "위해서", "통해", "통해서")
"""What stands between a noun and a verb, and is often written onto the noun."""
_BEHIND_NOUN = frozenset("대해 대해서 비해 비해서 대한 관한 위한 인한 보다는".split())
_MAIN = ("데", "되", "면", "면서", "므로", "다가", "자마자", "느라", "거나", "수록")
_COPULA = pattern(r"(.+?)(?:인데|이면|이므로|이라[면서]?)\Z")
_NEXT = ("고", "서", "지만")
_QUOTED = ("다고", "라고", "냐고", "자고")
"""Ends of what somebody said, where 함 may be left out: 이탈이 없다고."""
_BEFORE_NOUN = ("는", "은", "던")
_ALL = (
    *"를 을 이 가 은 는 로 도 만 이랑 보다 봐야 줘야 던 이라 적으로는 다시".split(),
    " 못",
    *("들면", "들어"),
    *_MAIN,
    *_NEXT,
)
_MUST = ("봐야", "줘야")
_CUT = tuple("겠했됐었았였있갔왔봤났졌렸")
"""Syllables before a final ending; no word ends in one."""
ENDS = tuple({*_ALL, *_OPEN, *(f" {each}" for each in _MORE), *_ON_NOUN, *_BEHIND_NOUN, *_CUT})
"""The endings of all last words that `rest_of` has an answer for."""

_ABBREVIATION = pattern(r"[A-Z0-9]{0,8}[A-Z](?:도|만|은|는|을|를)\Z")
_SHARE = pattern(
    r"[~약]?\d[\d.,]*(?:%p?|배|명|개|곳|원|억|만|조|년|개월|달|주|일|시간|분)(?:인데|이면|이?라[면서]|이라)\Z"
)
_FIRM = ("업체", "회사", "정부", "대표", "금리", "규제")
"""Nouns after which 가 is the particle, and means no price or person: 목표가, 투자가."""
_ADVERBS = frozenset("나날이 다달이 일찍이 더욱이 샅샅이 특별이 가까이".split())


def rest_of(before: str, word: str) -> Rest | None:
    """What was to follow the last `word` of a sentence, with the word `before` it or nothing; None where it may end there."""
    if not is_syllable(word[-1:]):
        return None
    if word in _OPEN:
        return None if before.endswith(_FINAL) else Rest.LOST
    if word.endswith("적으로는") or (word in ("들면", "들어") and before == "예를"):
        return Rest.LOST
    if word in _MORE:
        return None if _COUNTED.match(before) else Rest.LOST
    if word.endswith(_ON_NOUN) and (word not in _ON_NOUN or is_syllable(before[-1:])):
        is_clause = before.endswith("기") and is_predicate(f"{before[:-1]}지만")
        return Rest.NEXT if is_clause else Rest.MAIN
    if word in _BEHIND_NOUN:
        return Rest.LOST if is_syllable(before[-1:]) else None
    if _ABBREVIATION.match(word):
        return Rest.LOST
    if _SHARE.match(word):
        return Rest.MAIN
    if word == "못":
        return Rest.LOST if before.endswith(_HINDERED) else None
    if word == "다시":
        return Rest.LOST if before.endswith("면") and is_predicate(before) else None
    if word == "아니면" or (word == "나서" and before.endswith("고") and is_predicate(before)):
        return Rest.MAIN
    if word.endswith(_CUT):
        return Rest.LOST if is_predicate(f"{word}다") else None
    if not all(map(is_syllable, word)):
        return None
    if not before and word[-1] == "는" and len(word) > 2 and is_noun(word[:-1]) and not is_listed(word):
        return Rest.NEXT  # a topic
    return Rest.LOST if _is_particle(before, word) else _of_verb(before, word)


def _is_particle(before: str, word: str) -> bool:
    """Whether `word` is a noun with a particle that only a verb can follow."""
    noun, particle = word[:-1], word[-1]
    if word.endswith("이랑"):
        return len(word) > 2 or before != ""
    if word.endswith("보다"):
        return is_noun(word[:-2])
    if len(noun) < 2:
        if word in ("것은", "것을", "것이"):
            return before[-1:] in ("은", "는")
        # 다음 책은, and neither 많은 nor 길이.
        return particle in "은는이을" and before != "" and is_noun(noun) and not (is_listed(word) or is_predicate(word))
    if particle == "를":
        return not is_noun(word)
    if particle == "로":
        return noun[-1] in "수율률" and not is_listed(word)
    if particle == "가":
        if len(noun) > 2 and noun[-1] in "사체부" and is_noun(noun):
            return True
        return noun.endswith(_FIRM) or (noun[-1] == "자" and noun != "소비자" and not is_listed(word))
    if particle == "이":
        noun = noun.removesuffix("들") or noun
        return (
            coda_of(word[-2]) != ""
            and is_noun(noun)
            and not is_listed(word)
            and noun[: len(noun) // 2] != noun[len(noun) // 2 :]
            and word not in _ADVERBS
        )
    if particle in "은는":
        return before != "" and is_noun(noun) and not is_noun(word) and not is_listed(word)
    return particle == "을" and is_noun(noun) and not is_noun(word)


def _of_verb(before: str, word: str) -> Rest | None:
    """What was to follow `word`, if it is a form of a verb that is never the last one."""
    copula = _COPULA.match(word)
    if copula is not None and is_noun(copula[1]) and (len(copula[1]) > 1 or before):
        return Rest.MAIN
    if word.endswith(_MUST):
        return Rest.LOST
    is_auxiliary = before.endswith(("긴", "기는")) and is_verb(word)  # 크긴 한데: 한데 is a noun, too
    if not is_auxiliary and (is_listed(word) or not is_predicate(word) or (is_verb(word) and is_noun(word))):
        return None
    if word.endswith(_MAIN):
        return Rest.MAIN
    if word.endswith(_NEXT):
        return None if word.endswith(_QUOTED) else Rest.NEXT
    if word.endswith(_BEFORE_NOUN):
        return Rest.LOST if before or word[-1] != "은" else None
    return None
