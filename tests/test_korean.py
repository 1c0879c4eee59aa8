"""Syllables, final sounds, particles, and the word lists of both languages."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vaulttools
from vaulttools.korean import particles as tables
from vaulttools.korean import words as korean
from vaulttools.korean.hangul import Final, compose, decompose, final_sound, is_syllable, sound
from vaulttools.korean.particles import Tail, is_light_verb, other_form, read_tail, stem

syllables = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)
REAL = (Tail.PARTICLE, Tail.COPULA)


@given(syllables)
def test_decomposing_and_composing_gives_the_syllable_back(syllable: str) -> None:
    assert compose(*decompose(syllable)) == syllable


def test_known_syllables() -> None:
    assert decompose("값") == ("ㄱ", "ㅏ", "ㅄ")
    assert decompose("의") == ("ㅇ", "ㅢ", "")
    assert compose("ㅎ", "ㅣ", "ㅎ") == "힣"
    assert is_syllable("가") and not is_syllable("ㄱ") and not is_syllable("a")


@pytest.mark.parametrize("wrong", ["ㄱ", "a", "", "가나"])
def test_only_one_syllable_has_parts(wrong: str) -> None:
    with pytest.raises(ValueError):
        decompose(wrong)


@pytest.mark.parametrize(
    ("word", "final"),
    [
        ("토스", Final.OPEN),
        ("컨두잇", Final.CLOSED),
        ("서울", Final.RIEUL),
        ("서울(Seoul)", Final.RIEUL),
        ("「서울」", Final.RIEUL),
        ("**컨두잇**", Final.CLOSED),
        ("0", Final.CLOSED),  # 영
        ("1", Final.RIEUL),  # 일
        ("2", Final.OPEN),  # 이
        ("3", Final.CLOSED),  # 삼
        ("4", Final.OPEN),  # 사
        ("5", Final.OPEN),  # 오
        ("6", Final.CLOSED),  # 육
        ("7", Final.RIEUL),  # 칠
        ("8", Final.RIEUL),  # 팔
        ("9", Final.OPEN),  # 구
        ("10", Final.CLOSED),  # 십
        ("300", Final.CLOSED),  # 백
        ("2,000", Final.CLOSED),  # 천
        ("1000000000000", Final.OPEN),  # 조
        ("101", Final.RIEUL),
        ("0.5", Final.OPEN),
        ("1.10", Final.CLOSED),  # 일점일영
        ("이마트24", Final.OPEN),
        ("30%", Final.OPEN),  # 퍼센트
        ("KBS", Final.OPEN),  # 에스
        ("SQL", Final.RIEUL),  # 엘
        ("PR", Final.RIEUL),  # 알
        ("DRM", Final.CLOSED),  # 엠
        ("VAN", Final.CLOSED),  # 밴, 엔
        ("KAIST", Final.UNKNOWN),
        ("Notion", Final.UNKNOWN),
        ("", Final.UNKNOWN),
        ("!?", Final.UNKNOWN),
    ],
)
def test_final_sound(word: str, final: Final) -> None:
    assert final_sound(word) is final


def test_verbs_made_of_nouns() -> None:
    verbs = "하다 하는 합니다 한다 할 함 했다 해서 하면 하려면 되다 됩니다 된 될 됐습니다 되도록 시킨다고 시키는 하여".split()
    verbs += "해집니다 해보겠습니다 해둡니다 했는지 됐다면 되었습니다 하는건 해서는 해야합니다 받지 받은 당했다 함으로써 했음에도".split()
    assert [verb for verb in verbs if not is_light_verb(verb)] == []
    assert not any(map(is_light_verb, "하우스 하나 한국 할인 함수 합병 해외 되박 돼지 시스템 은 는".split()))


def test_the_other_form_of_a_particle() -> None:
    assert [other_form(each) for each in ("는", "은", "로부터", "에서", "이네", "")] == [
        "은",
        "는",
        "으로부터",
        "",
        "",
        "",
    ]


AFTER_A_VOWEL = """
는 가 를 와 로 나 랑 의 도 만 에 에서 에게 한테 께서 부터 까지 처럼 보다 마다 조차 마저 밖에 뿐 만큼 대로 하고 에서는 에서도 에서의 에게도 로부터
로는 로도 와의 와는 까지만 까지도 부터는 만이 만을 만으로도 뿐만 들 들은 들에게도 측 측은 측에서 에서요 까지도요 라도 라는 란 든 든지 라든가 라든지 이다 이고 이며
입니다 임 임을 인데 인지 인가 였다 였음 다 고 지만 라서 라고 예요 일까 뿐이다 까지임 야말로 는커녕 에선 에겐 까진 보단 때문에 없이 같은
"""
AFTER_A_CONSONANT = """
은 이 을 과 으로 이나 이랑 의 도 만 에 에서 으로부터 으로는 과의 이라도 이라는 이란 이든 이든지 이라든가 이다 이고 이며 입니다 임 인데 인지 이었다 이라서
이라고 이야말로 은커녕 들이 측이
"""


@pytest.mark.parametrize("tail", AFTER_A_VOWEL.split())
def test_tails_after_a_vowel(tail: str) -> None:
    assert read_tail(Final.OPEN, tail) in REAL
    assert read_tail(Final.UNKNOWN, tail) in REAL


@pytest.mark.parametrize("tail", AFTER_A_CONSONANT.split())
def test_tails_after_a_consonant(tail: str) -> None:
    assert read_tail(Final.CLOSED, tail) in REAL
    assert read_tail(Final.UNKNOWN, tail) in REAL


@pytest.mark.parametrize(
    "rest", ["은", "이", "을", "과", "으로", "이나", "이랑", "이라는", "로라는", "에이", "만는", "까지을", "트", "은행"]
)
def test_no_tails_after_a_vowel(rest: str) -> None:
    assert read_tail(Final.OPEN, rest) is None


@pytest.mark.parametrize("rest", ["는", "가", "를", "와", "로", "랑", "라는", "다", "고", "로부터", "만는", "향", "업"])
def test_no_tails_after_a_consonant(rest: str) -> None:
    assert read_tail(Final.CLOSED, rest) is None


def test_rieul_takes_the_short_ro_and_else_goes_with_the_consonants() -> None:
    assert read_tail(Final.RIEUL, "로") is read_tail(Final.RIEUL, "은") is Tail.PARTICLE
    assert read_tail(Final.RIEUL, "으로") is read_tail(Final.RIEUL, "는") is None


@pytest.mark.parametrize(
    ("word", "left"),
    [
        ("토스는", "토스"),
        ("토스에서는", "토스"),
        ("토스입니다", "토스"),
        ("스타일", "스타일"),
        ("저는", "저는"),
        ("가", "가"),
    ],
)
def test_a_stem_is_at_least_two_syllables(word: str, left: str) -> None:
    assert stem(word) == left


def test_kinds_of_tails() -> None:
    assert read_tail(Final.OPEN, "") is Tail.PARTICLE
    assert read_tail(Final.OPEN, "입니다") is Tail.COPULA
    assert read_tail(Final.OPEN, "일") is Tail.UNSURE


PAIRS = ["은/는", "이/가", "을/를", "과/와", "으로/로", "이나/나", "이랑/랑", "이라도/라도", "이란/란"]


@given(syllables, st.sampled_from(PAIRS))
def test_of_every_pair_just_the_agreeing_form_is_a_tail(syllable: str, pair: str) -> None:
    closed, opened = pair.split("/")
    takes_opened = sound(syllable) in ((Final.OPEN, Final.RIEUL) if pair == "으로/로" else (Final.OPEN,))
    right, wrong = (opened, closed) if takes_opened else (closed, opened)
    assert read_tail(sound(syllable), right) is Tail.PARTICLE
    assert read_tail(sound(syllable), wrong) is None


def _as_pattern(table: str) -> str:
    """A regular expression for any one form of `table`, in agreement with what stands before it."""
    before = f"{tables._GROUP} {tables._PLACE} {tables._LIMIT}".replace("/", " ").split()
    vowel, rieul, other = (
        final.value + "".join({form[-1] for form in before if sound(form[-1]) is final})
        for final in (Final.OPEN, Final.RIEUL, Final.CLOSED)
    )
    branches = []
    for row in table.split():
        closed, pair, opened = row.partition("/")
        smooth = closed.startswith("으로")
        if closed:
            branches.append((f"(?<![{vowel}{rieul if smooth else ''}])" if pair else "") + closed)
        if opened:
            branches.append(f"(?<![{other}{'' if smooth else rieul}])" + opened)
    return f"(?:{'|'.join(branches)})"


def _grammar_as_pattern() -> re.Pattern[str]:
    place, role, after, copula = map(_as_pattern, (tables._PLACE, tables._ROLE, tables._AFTER_PLACE, tables._COPULA))
    limit = f"{_as_pattern(tables._LIMIT)}{{1,2}}"
    closed = f"{tables._GROUP} {tables._PLACE} {tables._LIMIT}".replace("/", " ").split()
    after_closed = "".join({form[-1] for form in closed if sound(form[-1]) is not Final.OPEN})
    is_ = f"(?:{copula}|(?<![{Final.CLOSED.value}{Final.RIEUL.value}{after_closed}]){_as_pattern(tables._BARE)})"
    chain = f"(?:(?:{limit})?{place}(?:{limit}{role}?|{after})?|{limit}{role}?)요?"
    predicate = f"(?P<copula>(?:{chain}(?<!로))?{is_})|{chain}(?P<adnominal>(?<!로)[인일])?|{role}"
    return re.compile(f".(?:(?:들|측|쪽|등)?(?:{predicate})?|(?P<unsure>{_as_pattern(tables._UNSURE)}))")


_FORMS = sorted(
    set(
        f"{tables._GROUP} {tables._PLACE} {tables._LIMIT} {tables._ROLE} {tables._COPULA} {tables._BARE} {tables._UNSURE} 요"
        .replace("/", " ").split()
    )
)  # fmt: skip


def test_tails_are_those_of_the_grammar_written_as_a_pattern() -> None:
    pairs = [first + second for nth, first in enumerate(_FORMS) for second in _FORMS[nth % 76 :: 76]]
    for final, rest in product(Final, [*_FORMS, *pairs]):
        assert_as_in_the_grammar(final, rest)


@given(st.sampled_from(Final), st.lists(st.sampled_from(_FORMS), min_size=3, max_size=4).map("".join))
def test_longer_tails_are_those_of_the_grammar(final: Final, rest: str) -> None:
    assert_as_in_the_grammar(final, rest)


def assert_as_in_the_grammar(final: Final, rest: str) -> None:
    match = _GRAMMAR.fullmatch(final.value + rest)
    expected = match and (
        Tail.COPULA if match["copula"] or match["adnominal"] else Tail.UNSURE if match["unsure"] else Tail.PARTICLE
    )
    assert read_tail(final, rest) is expected


_GRAMMAR = _grammar_as_pattern()


def written_lists() -> Iterator[list[str]]:
    """The word lists of both languages, as they are written."""
    for file in ("korean/words.py", "korean/words.txt", "english/ordinary.txt", "english/acronyms.txt"):
        text = (Path(vaulttools.__file__).parent / file).read_text("utf-8")
        if file.endswith(".py"):
            yield from (table.split() for table in re.findall(r'= _words\("([^"]*)"\)', text))
        else:
            yield from (section.split() for section in re.split(r"(?m)^[#\[].*$", text) if section.strip())


def test_word_lists_are_sorted_and_hold_nothing_twice() -> None:
    lists = [*written_lists()]
    assert len(lists) == 24
    for words in lists:
        assert words == sorted(set(words))


def test_word_lists_do_not_contradict_each_other() -> None:
    assert not [noun for noun in korean.COMPOUND_NOUNS if read_tail(Final.UNKNOWN, noun)]
    assert not korean.COMPOUND_NOUNS & korean.LARGER_NAMES
    assert not korean.COMPOUND_NOUNS & korean.AFTER_LATIN
    assert not korean.ORDINARY & korean.HOMOGRAPHS
