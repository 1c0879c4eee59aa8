"""The edges of a name in prose: what may stand before it, and what may be glued to it.

A place inside another word (`토스트`, `MAIN`) is no name. Texts are folded: see `folding`.
"""

import unicodedata
from functools import lru_cache

from vaulttools.english.spelling import is_often
from vaulttools.english.words import ORDINARY as ENGLISH_ORDINARY
from vaulttools.korean.hangul import Final, coda_of, is_syllable, sound
from vaulttools.korean.lexicon import is_everyday, is_listed, is_name, is_noun, is_stem, is_verb, makes_adjective
from vaulttools.korean.particles import Tail, is_light_verb, other_form, read_tail
from vaulttools.korean.words import (
    AFTER_LATIN,
    AFTER_SHORT,
    AFTER_TOPICS,
    AFTER_WORDS,
    BOUND_NOUNS,
    BOUND_TO_TOPICS,
    COMPOUND_NOUNS,
    DEEDS,
    GROUPS,
    LARGER_NAMES,
    LOOKALIKES,
    SUFFIXES,
    SUFFIXES_OF_TOPICS,
)
from vaulttools.patterns import pattern
from vaulttools.values import NamedTuple
from vaulttools.vault.around import NEAR

PREDICATE = "다"
"""Endings that make a name look like a verb: `꽃이 핀다는 소식`."""
_BLANK = frozenset(("", " ", "\n"))
_ENDING_S = pattern(r"(?:['’]s|s['’]?)(?![A-Za-z0-9_])")
CLEAR = frozenset(' \n\t\r\ufffc([{<"“‘「『《〈*~>|,;!?·ㆍ…→•)]}」』》〉”—–%')
"""What may stand before a name without a second look."""
_CLOSING = "*_~=\"'”’)]}」』》〉%"
"""What may stand between a word and the particle behind it."""
_LONGEST_TAIL = 32
_HANGUL_RUN = pattern(f"[가-힣]{{0,{_LONGEST_TAIL + 1}}}")
_GAP = pattern("[\\s()\ufffc]")
_LETTERS_APART = frozenset("ㅋㅎㅠㅜㄷㅇㅉㆍ")
"""Letters that belong to no word: laughter, tears, and the old vowel that stands in for a middle dot."""
HAN_BEFORE = "前現美中日英獨佛韓北故"
_HAN_AFTER = "社側發向式系"
"""Chinese letters that Korean headlines write for words, without a blank: `前볕드림 대표`, `美OpenAI`, `볕드림社`."""
_NUMBER_SIGN = "No"
"""The category of numbers that count what stands behind them, or lead to a note below: `①볕드림`, `볕드림²`."""
_IN_PATHS = frozenset("_\\.")
"""What follows a backslash between folders, and not where it only escapes a sign or ends a line."""
_PREFIX = pattern(r"(?<![\w-])(?:anti|ex|non|post|pre|pro)-\Z")
"""What a Latin name may hang on: `post-IPO`."""
_VERSUS_BEFORE = pattern(r"(?<![a-z0-9_])vs\Z")
_LATIN_WORD = pattern("(?:api|arr|c[efot]o|cvc|gmv|ipo|ir|mau|mou|nda|poc|sdk|url|vs)(?![a-z0-9_])")
"""Latin words that may be glued to a name in Hangul; any others may make another name of it: 카카오TV."""
HYPHENATED = pattern(
    "-(?:[a-z]{2,}ed|adjacent|agnostic|aware|built|centric|compatible|compliant|driven|exclusive|first|free|friendly|grade|heavy|led|level|like"
    "|native|only|ready|run|scale|specific|style|wide)(?![\\w-])"
)
"""What turns a name into an adjective that still mentions it: `NFT-based`."""


def _hangul_at(text: str, start: int) -> str:
    """The Hangul that begins at `start`, cut off where it is too long for any tail."""
    return text[start : _HANGUL_RUN.match(text, start).end()]  # type: ignore[union-attr]  # matches nothing, too


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _is_ascii_word(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _in_path(folded: str, start: int, end: int) -> bool:
    """Whether the run without blanks around a place is a path or an address, rather than words separated by slashes."""
    before, after = folded[max(0, start - NEAR) : start], folded[end : end + NEAR]
    token = (_GAP.split(before)[-1] + folded[start:end] + _GAP.split(after, maxsplit=1)[0]).rstrip(".,:;!?")
    return token.startswith(("/", "~")) or token.endswith("/") or any(sign in token for sign in "\\.:")


def may_begin(folded: str, start: int) -> bool:
    """Whether a name may begin at `start`, given that what precedes it is no plain boundary.

    Latin letters do not behind the signs of a value or an option: `name=demo`, `--demo`.
    """
    before = folded[start - 1]
    further = folded[start - 2] if start > 1 else " "
    latin = folded[start].isascii()
    if before == "_":
        outer = folded[max(0, start - NEAR) : start].rstrip("_")[-1:]
        return not outer.isalnum()
    if before.isalnum() or unicodedata.combining(before):
        return (
            (latin and is_syllable(before))
            or (before in HAN_BEFORE and not _is_han(further))
            or (not latin and _VERSUS_BEFORE.search(folded, start - 3, start) is not None)
            or unicodedata.category(before) == _NUMBER_SIGN
        )
    if before in "#@$€£¥₩\\":
        return False
    if before == "=":
        return not (latin and _is_ascii_word(further))
    if before == further == "-" and latin and start > 2 and folded[start - 3] in _BLANK:
        return False
    if before in "-'’&":
        return not _is_ascii_word(further) or (latin and _PREFIX.search(folded, start - 6, start) is not None)
    if before == ".":
        return (
            further == "." or is_syllable(further) or (not latin and (further.isdigit() or not _is_ascii_word(further)))
        )
    if before == ":":
        return further != ":"
    return before != "/" or not _in_path(folded, start, start + 1)


def is_tail(folded: str, start: int) -> bool:
    """Whether the Hangul at `start`, which no letter stands before, is a particle or the copula of what does: `[[볕드림]]이란`, `**볕드림**에도`."""
    if folded[start - 1] in _BLANK or not is_syllable(folded[start]):
        return False
    word = folded[max(0, start - NEAR) : start].rstrip(_CLOSING)[-1:]
    return (word == "\ufffc" or word.isalnum()) and read_tail(Final.UNKNOWN, _hangul_at(folded, start)) is not None


_MARKER = pattern(r"\d+[.)][ \t]")
_BEFORE_MARKER = pattern(r"(?:^|\n)[ \t>*+-]*\Z")


def is_marker(folded: str, start: int) -> bool:
    """Whether the number at `start`, which a name may begin with (`1. 교회`), is that of an item."""
    return (
        _MARKER.match(folded, start) is not None
        and _BEFORE_MARKER.search(folded, max(0, start - NEAR), start) is not None
    )


def _may_end(folded: str, end: int, latin: bool) -> bool:
    """Whether a name that has no Hangul glued to it may end at `end`."""
    after = folded[end : end + 1]
    if not after or after in " \n\t\ufffc":
        return True
    further = folded[end + 1 : end + 2]
    if after == "_":
        behind = folded[end : end + NEAR].lstrip("_")
        return not behind[:1].isalnum() or read_tail(Final.UNKNOWN, _hangul_at(behind, 0) or "\ufffc") is not None
    if after.isalnum() or unicodedata.combining(after):
        return (
            after in _LETTERS_APART
            or (after in _HAN_AFTER and not _is_han(further))
            or (
                not latin
                and (_LATIN_WORD.match(folded, end) is not None or unicodedata.category(after) == _NUMBER_SIGN)
            )
        )
    if after == "-" and _is_ascii_word(further):
        return HYPHENATED.match(folded, end) is not None
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
    if after == "\\":
        return not (further.isalnum() or further in _IN_PATHS)
    return after != "@"


def ending_at(name: str, plain: str, end: int) -> str:
    """The English ending (`s`, `'s`, `s'`) after `name`, which ends at `end`; empty if there is none, or if it makes another
    word."""
    match = _ENDING_S.match(plain, end)
    return match[0] if match and _takes_s(name, match[0]) else ""


def _takes_s(name: str, ending: str) -> bool:
    """Whether `name` with an English `ending` is still the name: not where it is another word (`Canva` + `s`, `Statu` + `s`)."""
    if ending[0] != "s":
        return True
    word = f"{name}s".lower()
    return (
        name[-1].isascii()
        and name[-1].isalnum()
        and (ending != "s" or not (word in ENGLISH_ORDINARY or (is_often(word) and not is_often(name.lower()))))
    )


_BEFORE_BOUND_NOUN = pattern(
    r" (?:줄|것|거|건|게|듯|데|만큼|셈|양|척|체|채|때|수|뿐|리|경우|가능성|반면|이상|이유|탓|덕|텐데|테니|터)"
)
"""Nouns before which 인 or 일 is a form of the copula: `두나무인 줄`."""
_QUOTED = frozenset("다자냐라")
"""Last syllables of sentences: a name that ends in one may be a sentence, if 고 or the like follows (`꽃이 핀다고`)."""


_ADNOMINAL = ("인", "일")
_COMPANY_FORMS = (" 주식회사", "㈜", "(주)")
"""What shows that the compound before it, which has no tail, is the name of a company: `삼성전자판매 주식회사`."""


def _is_double(rest: str, folded: str, at: int) -> bool:
    """Whether `rest`, at `at`, is a particle that is written in both its forms: 은(는), 와/과."""
    end = at + len(rest)
    other = other_form(rest) if folded[end : end + 1] in ("(", "/") else ""
    return other != "" and folded.startswith((f"({other})", f"/{other}"), end)


def _noun_follows(name: str, rest: str, topic: bool, folded: str, at: int) -> bool:
    """Whether the noun after `rest`, 인 or 일 at `at` after `name`, shows that it is a form of the copula. After a long name
    of a topic, any noun does for 인.
    """
    if rest == "인" and topic and len(name) > 2 and not _is_seam_elsewhere(name, rest):
        return folded[at + 1 : at + 2] == " " and folded[at + 2 : at + 3].isalnum()
    return _BEFORE_BOUND_NOUN.match(folded, at + 1) is not None


class Edge(NamedTuple):
    """What is glued to a name in Hangul."""

    rest: str
    """All of it; empty for nothing, and for a particle in both its forms: `은(는)`."""
    tail: Tail | None
    """What kind of tail it is; None for a noun that makes a longer one with the name: `토스지분`."""
    is_doubtful: bool
    """Whether it may be the rest of another word: `강남대로`."""


_NOTHING = Edge("", Tail.PARTICLE, False)


def right_edge(name: str, topic: bool, folded: str, end: int) -> Edge | None:
    """What is glued to `name`, which ends at `end` of `folded`; None if it is only part of another word. A `topic` is about
    what the name says, so that verbs can be made of it.
    """
    after = folded[end : end + 1]
    if not is_syllable(after):
        return _NOTHING if after in _BLANK or _may_end(folded, end, not is_syllable(name[-1])) else None
    rest = _hangul_at(folded, end)
    if _is_double(rest, folded, end):
        return _NOTHING
    if name[-1] == ")":
        return Edge(rest, Tail.PARTICLE, False)  # what a bracket ends is whole: `변수(Variable)화`
    edge = _glued(name, rest, topic, rest in _ADNOMINAL and _noun_follows(name, rest, topic, folded, end))
    if edge is None or (edge.tail is None and folded.startswith(_COMPANY_FORMS, end + len(rest))):
        return None
    return edge._replace(is_doubtful=True) if rest in _ROADS and _HOUSE.match(folded, end + len(rest)) else edge


_ROADS = ("로", "대로")
_HOUSE = pattern(r" ?\d{1,4}(?:-\d{1,4})?(?:(?:번|[가나다라])?길|,?(?![^\s()]))")
"""The number of a house, or a lane, behind the name of a road: `판교로 255, 3층`, `성수로24길`. An amount has its unit: `로 5만원`."""
_ENDS_COMPOUNDS = ("고", "면")
"""Particles that read like what the noun of a compound ends in, if that begins in the name: 금융사고, 표준화면."""
_VERB_SEAMS = frozenset(("거나", "지만", "아야", "어야", "해야"))
"""Endings of verbs that read like what a short noun ends in and a particle: 주거나, 적지만, 피해야."""
_LAST_OF_STEM = {"를": "르", "라": "라", "란": "라", "랄": "라", "랍": "라"}
"""What ends a stem, by the first syllable behind a noun that reads like a particle or the copula: 서두를, 모자랍니다."""
_TITLES = "님씨"
"""Titles after the names of people."""
_DISAGREEING = ("은", "는", "을", "를", "이라는", "이라고", "이란")
"""Particles that end no other word: even the wrong form of one shows where a name ends."""
_BEHIND_NOUNS = "금량료률별비안액용율자진팀형"
"""Suffixes that make another plain noun of one: 물류비, 작업자."""
_ON_SHORT = frozenset("급내발앱팀향")
"""Suffixes that hang on a short name, too, if that is known as one: `쿠팡향 매출`, but not 직방향."""
_PLACE = 3
"""The most syllables of a place that a road is named for: 강남대로, 테헤란로."""
_GLUED_DEEDS = DEEDS - {"주의"}
"""What may be done with what a name says, and be written as one word with it: `KPI달성률`. An -ism is another name."""
_ENDS_NOUNS = "도로시인한함해"
"""Syllables that also end other words, whatever follows: 정밀도를, 서울시에, 보관함이."""


@lru_cache(maxsize=1 << 14)
def _glued(name: str, rest: str, topic: bool, noun_follows: bool) -> Edge | None:
    """The edge made by `rest`, all the Hangul glued to `name`; None if both together are another word.

    `noun_follows` says whether 인 or 일 is a form of the copula by the noun behind it.
    """
    if len(rest) > _LONGEST_TAIL or _is_lookalike(name, rest[0]):
        return None
    spaced = " " in name
    if (spaced or topic) and is_light_verb(rest):
        return Edge(rest, Tail.COPULA, makes_adjective(name) or is_listed(name + rest))
    last = name[-1]
    tail = _tail(name, rest, noun_follows)
    if tail in (Tail.PARTICLE, Tail.COPULA):
        if name + rest in LOOKALIKES:
            return None
        if tail is Tail.COPULA and last in _QUOTED and rest[0] in "고니면더네죠":
            return Edge(rest, tail, True)
    elif not _makes_compound(name, rest, topic):
        return Edge(rest, tail, True) if tail is Tail.UNSURE and _is_long(name) else None
    is_other = (
        (rest in _ENDS_COMPOUNDS and len(name) > 2 and last + rest in COMPOUND_NOUNS and is_everyday(name[:-1]))
        or (not topic and _is_road(name, rest))  # what a note is about is no place
        or (is_syllable(last) and not spaced and _is_other_word(name, rest, topic))
    )
    return Edge(rest, tail, is_other)


def _is_lookalike(name: str, after: str) -> bool:
    """Whether another word ends in `after`, the syllable behind `name`: 난이도를, 서울시에, whatever follows."""
    return after in _ENDS_NOUNS and (name + after in LOOKALIKES or name[-2:] + after in LOOKALIKES)


def _tail(name: str, rest: str, noun_follows: bool) -> Tail | None:
    """The kind of tail that `rest` is for `name`; None if it is none. More is certain for a name with a space."""
    spaced = " " in name  # no other word is written with a space inside
    if rest in _DISAGREEING and (spaced or (_is_long(name) and not is_listed(name[-1] + rest))):
        return Tail.PARTICLE
    tail = read_tail(sound(name[-1]) if is_syllable(name[-1]) else Final.UNKNOWN, rest)
    is_copula = noun_follows or (spaced and rest in _ADNOMINAL)
    return Tail.COPULA if tail is Tail.UNSURE and is_copula else tail


def _is_road(name: str, rest: str) -> bool:
    """Whether `name` with `rest` may be the name of a road: 강남대로."""
    is_short = len(name) <= _PLACE and rest.startswith("대로") and not rest.startswith("대로라면")
    return is_short or (name[-1] == "대" and rest[0] == "로")


def _is_long(name: str) -> bool:
    """Whether `name` is so long that hardly any other word begins with it."""
    return len(name) > 2 or name[0].isascii()


def _makes_compound(name: str, rest: str, topic: bool) -> bool:
    """Whether `rest` is a noun, with its tail, that makes a compound of `name`, or a title behind the name of a person."""
    last, long = name[-1], _is_long(name)
    latin = not is_syllable(last)
    if (long or topic) and _hangs_on(name, rest, topic or latin):
        return True
    if rest[0] in _ON_SHORT and is_name(name) and not is_listed(last + rest[0]) and _has_tail(rest[0], rest[1:]):
        return True
    if not (long or rest.startswith(tuple(AFTER_SHORT))):
        return False
    end = name[-2:] if len(name) > 3 else last
    if _is_compound(end, rest, latin, topic, topic or _says_what_it_is(name), is_noun(name[:-1])):
        return True
    return not latin and not topic and rest[0] in _TITLES and read_tail(sound(rest[0]), rest[1:]) is not None


def _is_other_word(name: str, rest: str, topic: bool) -> bool:
    """Whether the lexicon has a longer word that `name` and a part of `rest` make, with the others as its tail: 고양이가, 설계도, 모아야.

    A common or long noun is no verb that looks like it (지침은, 지시어는), nor what a verb is called (키움은, a `topic` 알림이), nor what
    something belongs to (오름의), but 아름다운 is none of 아름; what ends as verbs do depends on the sentence.
    """
    is_called = coda_of(name[-1]) == "ㅁ" and (is_verb(name) or (topic and is_listed(name)))
    is_known = is_called or is_everyday(name) or (len(name) > 2 and is_listed(name))
    as_verb = name[-1] not in PREDICATE and (
        rest[0] in "다답" or not (rest[0] == "의" or is_known) or (len(name) == 2 and name[-1] + rest in _VERB_SEAMS)
    )
    stem = name + _LAST_OF_STEM.get(rest[0], "")
    if name[-1] == "하" and is_light_verb(name[-1] + rest) and is_noun(name[:-1]):
        return True
    if (as_verb and is_verb(name + rest)) or ((stem != name or rest[0] == PREDICATE) and is_stem(stem)):
        return True
    return any(
        is_listed(name + rest[:size]) and read_tail(sound(rest[size - 1]), rest[size:]) is not None
        for size in range(1, len(rest) + 1)
    )


@lru_cache(maxsize=1 << 16)
def _is_compound(name_end: str, rest: str, latin: bool, topic: bool, word: bool, shorter: bool = True) -> bool:
    """Whether `rest`, the Hangul glued to a name that ends in `name_end`, is a common noun with its tail.

    Not so where the seam could be elsewhere, if the name without its last syllable is a word (`shorter`): 페이업체계 is not 페이업
    and 체계 but 페이, 업체 and more, 경기고속도로 no 경기고, and 누리펀드매니저 no 누리펀드; but 벤처대출 ends in a word, so that
    벤처대출시장 is about no 출시. What organisations are called by, too, makes no other name of a `topic`, and little of it one
    of a `word` that says what it is (IBK시스템 is a company, API시스템 is none).
    """
    last = name_end[-1]
    for size in range(min(len(rest), 5), 0, -1):
        noun = rest[:size]
        if (
            noun in COMPOUND_NOUNS
            or (latin and noun in AFTER_LATIN and (word or noun not in AFTER_WORDS))
            or (word and noun in AFTER_WORDS)
            or (topic and noun in AFTER_TOPICS)
            or ((topic or (latin and word)) and noun in _GLUED_DEEDS)
        ):
            if (
                shorter
                and not (len(name_end) > 1 and is_everyday(name_end))
                and (
                    any(last + rest[:length] in COMPOUND_NOUNS for length in (1, 2))
                    or any(is_listed(last + rest[:length]) for length in range(2, len(rest) + 1))
                )
            ):
                continue
            if len(name_end) > 1 and is_listed(name_end + noun):
                continue
            more = rest[size:]
            if _has_tail(noun, more) or _is_compound(noun[-1], more, False, False, False):
                return True
            if more[0] in _BEHIND_NOUNS and _has_tail(more[0], more[1:]):
                return True
    return False


def _has_tail(noun: str, rest: str) -> bool:
    """Whether `rest` is nothing but a certain tail of `noun`."""
    return read_tail(sound(noun[-1]), rest) in (Tail.PARTICLE, Tail.COPULA)


def _hangs_on(name: str, rest: str, topic: bool) -> bool:
    """Whether `rest` is a bound noun, with its tail, behind the word `name`: 종료시에."""
    return (
        (
            rest[0] in BOUND_NOUNS
            or (topic and rest[0] in BOUND_TO_TOPICS and (rest[0] != "시" or _is_long(name) or name in DEEDS))
            or (
                _is_long(name)
                and rest[0] in (SUFFIXES_OF_TOPICS if topic else SUFFIXES)
                and not (len(rest) > 1 and is_everyday(rest))
                and not (rest[0] == "사" and is_listed(f"{name[-1]}사"))
            )
        )
        and not _is_seam_elsewhere(name, rest)
        and read_tail(sound(rest[0]), rest[1:]) is not None
    )


def _is_seam_elsewhere(name: str, rest: str) -> bool:
    """Whether a word begins with the last syllable of `name` and ends with the first of `rest`, behind another (회계기간, 외국법인), and
    `name` is no everyday word itself (카드사별)."""
    return len(name) > 2 and is_everyday(name[-1] + rest[0]) and is_everyday(name[:-1]) and not is_everyday(name)


def _says_what_it_is(name: str) -> bool:
    """Whether `name` is a word for something rather than the name of a company: 커스터디, RCPS, but not 삼성전자."""
    if name.isascii():
        return name not in GROUPS
    return len(name) > 3 and is_everyday(name) and name[-2:] not in LARGER_NAMES and not name.endswith("전자")


_LARGER_IN_ENGLISH = """
Aerospace Bank Biologics Capital Cloud Electronics Energy Entertainment Foundation Games Group Health Healthcare Holdings
Insurance Investment Investments Japan Korea Labs Logistics Media Mobility Motors Partners Pay Payments Pharma Robotics
Securities Studios Systems Technologies Telecom Therapeutics Ventures
""".split()
_LARGER_FIRSTS = frozenset(name[0] for name in (*LARGER_NAMES, *_LARGER_IN_ENGLISH))
_NEXT_LARGER = pattern(f" (?:{'|'.join(_LARGER_IN_ENGLISH)})(?![A-Za-z])")


def is_larger(plain: str, end: int) -> bool:
    """Whether the next word may make a larger name of this one: `농협 은행`, `Stripe Capital`."""
    if plain[end : end + 1] != " " or (first := plain[end + 1 : end + 2]) not in _LARGER_FIRSTS:
        return False
    if first.isascii():
        return _NEXT_LARGER.match(plain, end) is not None
    word = _hangul_at(plain, end + 1)
    return any(
        word[:size] in LARGER_NAMES and read_tail(sound(word[size - 1]), word[size:])
        for size in range(2, len(word) + 1)
    )
