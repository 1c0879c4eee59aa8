"""Changing a text by edits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaulttools.edits import Edit, OverlapError, apply
from vaulttools.text import Span


@st.composite
def texts_and_edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text of letters that are all different, and edits to it that keep apart, in any order."""
    text = "".join(chr(0xAC00 + index) for index in range(draw(st.integers(0, 12))))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    spans = [Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    kept = [
        span
        for index, span in enumerate(spans)
        if index == 0 or span.start > spans[index - 1].start or span.end > span.start
    ]
    edits = [Edit(span, draw(st.text("xyz😀", max_size=3))) for span in dict.fromkeys(kept)]
    return text, draw(st.permutations(edits))


@given(texts_and_edits())
def test_apply_does_what_cutting_from_the_end_does(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    naive = text
    for span, new, _ in sorted(edits, reverse=True):
        naive = naive[: span.start] + new + naive[span.end :]
    assert apply(text, edits) == naive


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(Span(0, 2), ""), Edit(Span(1, 3), "")],
        [Edit(Span(1, 1), "a"), Edit(Span(1, 1), "b")],
        [Edit(Span(0, 3), "x"), Edit(Span(1, 1), "y")],
        [Edit(Span(0, 2), "x"), Edit(Span(0, 2), "x")],
    ],
)
def test_edits_that_want_the_same_place(edits: list[Edit]) -> None:
    with pytest.raises(OverlapError):
        apply("abcd", edits)


@pytest.mark.parametrize("span", [Span(-1, 0), Span(3, 5), Span(3, 2)])
def test_a_span_outside_the_text(span: Span) -> None:
    with pytest.raises(ValueError, match="outside"):
        apply("abcd", [Edit(span, "")])


def test_an_insertion_beside_a_replacement_is_no_overlap() -> None:
    assert apply("abcd", [Edit(Span(1, 3), "X"), Edit(Span(1, 1), "<"), Edit(Span(3, 3), ">")]) == "a<X>d"
