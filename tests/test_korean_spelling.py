"""The keyboard types what people type; the tables of spelling contradict neither themselves nor the dictionary."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vaulttools
from vaulttools.korean.confusions import confusions, misspelling
from vaulttools.korean.hangul import compose, decompose
from vaulttools.korean.jamo import stray_jamo
from vaulttools.korean.keyboard import NEIGHBOURS, as_hangul, as_latin, keystrokes, slips, typed
from vaulttools.korean.lexicon import is_word

SYLLABLES = st.text(st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣")), max_size=6)


@given(SYLLABLES)
def test_syllables_are_typed_back(text: str) -> None:
    assert typed(keystrokes(text)) == text
    assert as_hangul(as_latin(text)) == text


def test_keys() -> None:
    assert keystrokes("값이 왔다") == "ㄱㅏㅂㅅㅇㅣ ㅇㅗㅏㅆㄷㅏ"
    assert typed("ㅂㅏㄹㄱㅕㅎㅐㄴㅁ") == "발겨핸ㅁ"
    assert as_hangul("dkssud") == "안녕"
    assert as_latin("됐습니다") == "ehoTtmqslek"
    assert sorted(NEIGHBOURS["ㅏ"]) == sorted("ㅑㅐㅓㅣㅡ")
    assert {"ㄹㅗㅈㅣㄱ", "ㄹㅗㅈㅣ"} <= {each for key in ("ㄹㅗㅣㅈㄱ", "ㄹㅗㅈㅣㅣ") for each in slips(key)}


TABLE = Path(vaulttools.__file__).parent / "korean" / "confusions.tsv"


def test_table_is_sorted_and_each_row_stands_once() -> None:
    wrong = [row.wrong for row in confusions()]
    assert wrong == sorted(set(wrong))
    assert len(wrong) > 2000
    assert all(row.source and row.kind in ("loanword", "spelling", "spacing", "term") for row in confusions())


def test_no_correction_is_listed_as_wrong() -> None:
    listed = {
        row.right: found
        for row in confusions()
        if (found := next(filter(None, map(misspelling, row.right.split())), None))
    }
    assert not listed


@pytest.mark.parametrize(
    ("run", "right"),
    [
        ("마켓팅팀에서", "마케팅팀에서"),
        ("해결되요", "해결돼요"),
        ("전달됬습니다", "전달됐습니다"),
        ("금새", "금세"),
        ("금새도", "금세도"),
    ],
)
def test_misspelling(run: str, right: str) -> None:
    found = misspelling(run)
    assert found is not None
    assert run[: found.start] + found.right + run[found.end :] == right


@pytest.mark.parametrize("run", ["되새김", "안된다", "금새록", "올게요", "아들께", "역할", "며칠", "몇", "있음"])
def test_spelt_well(run: str) -> None:
    assert misspelling(run) is None


@pytest.mark.parametrize(
    "run",
    [
        "안녕하세요",
        "발견함",
        "했습니다",
        "만들었습니다",
        "도와주셨습니다",
        "지었고",
        "아름다운",
        "그렇습니다",
        "사용하여",
        "추가되었으며",
        "줄어듦",
        "토큰증권을",
        "조각투자자에게서는",
        "살펴보겠습니다",
        "먹는다면",
        "쉬웠던",
        "불러왔다",
        "하얗게",
        "큽니다",
        "몰랐어요",
    ],
)
def test_words(run: str) -> None:
    assert is_word(run)


@pytest.mark.parametrize(
    "run", ["안녕하셰요", "룆과", "마크업와", "토큰증귄을", "했습니더", "조각투쟈", "있습니디", "쪾"]
)
def test_no_words(run: str) -> None:
    assert not is_word(run)


@given(SYLLABLES)
def test_lexicon_answers_for_every_text(text: str) -> None:
    assert is_word(text) in (True, False)


@pytest.mark.parametrize("run", ["좋다ㅋㅋ", "ㄷㄷ", "ㄱ자", "ㅇㅇ이", "서울ㅡ부산", "됨ㅠ", "ㄹ받침", "ㅋㅋㅋ웃겼음"])
def test_jamo_on_purpose(run: str) -> None:
    assert stray_jamo(run) is None


def test_stray_jamo() -> None:
    found = stray_jamo("룆ㄱ과ㅋㅋ")
    assert found is not None
    assert (found.start, found.end, found.right) == (0, 3, ("로직과",))


@given(SYLLABLES.filter(bool))
def test_decompose(text: str) -> None:
    assert "".join(compose(*decompose(char)) for char in text) == text
