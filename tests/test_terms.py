"""A word that is nearly one that the text says again and again."""

import pytest

from vaulttools.spelling.terms import Terms


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("포트웡에서", "포트원에서"),
        ("포트우넝", ""),
        ("포투원", "포트원"),
        ("포트원은행", ""),
        ("Raect", "React"),
        ("Reeact", "React"),
        ("Reacts", ""),
        ("Rear", ""),
        ("Other", ""),
    ],
)
def test_a_word_one_slip_from_a_term_is_put_right(word: str, right: str) -> None:
    assert (
        Terms(f"포트원은 좋다. 포트원을 쓴다. 포트원. React, React and React. Other {word}".split()).near(word) == right
    )


def test_what_stands_twice_is_no_term() -> None:
    assert not Terms("포트원은 좋다. 포트원을 쓴다.".split()).near("포트웡")


def test_two_terms_that_are_as_near_are_none() -> None:
    assert not Terms("테라폼 테라폼 테라폼 테라퐁 테라퐁 테라퐁".split()).near("테라포")
