"""Positions in a text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaulttools.text import (
    Lines,
    Position,
    Span,
    line_at,
    line_start,
    match_key,
    match_keys,
    newline_of,
    printable,
    width,
)

TEXTS = st.text(
    st.sampled_from(["a", "가", "각", "\r", "\n", "\u2028", "\x85", "\t", "😀", "\ud800", " "]), max_size=30
)


def naive_lines(text: str) -> list[str]:
    """The lines of `text` with their endings, found letter by letter."""
    lines = [""]
    for index, char in enumerate(text):
        lines[-1] += char
        if char == "\n" or (char == "\r" and text[index + 1 : index + 2] != "\n"):
            lines.append("")
    return lines


@given(TEXTS)
def test_lines_agree_with_a_simple_model(text: str) -> None:
    lines = Lines(text)
    model = naive_lines(text)
    assert len(lines) == len(model)
    offset = 0
    for number, line in enumerate(model, 1):
        bare = line.rstrip("\r\n")
        assert lines.span(number) == Span(offset, offset + len(bare))
        for column in range(1, len(line) + 1):
            place = offset + column - 1
            assert lines.position(place) == Position(number, column)
            assert lines.at(place) == lines.span(number)
            assert lines.offset(number, column) == min(place, offset + len(bare))
        offset += len(line)
    assert lines.position(len(text)) == Position(len(model), len(model[-1]) + 1)


@given(TEXTS)
def test_a_line_begins_behind_the_ending_before_it_and_ends_at_the_next(text: str) -> None:
    for offset in range(len(text) + 1):
        before = re.split(r"[\r\n]", text[:offset])[-1]
        rest = re.split(r"[\r\n]", text[offset:], maxsplit=1)[0]
        assert line_at(text, offset) == (offset - len(before), offset + len(rest))
        for least in range(offset + 1):
            assert line_start(text, offset, least) == max(offset - len(before), least)


def test_a_line_that_is_not_there() -> None:
    with pytest.raises(IndexError):
        Lines("a\nb").span(3)


@pytest.mark.parametrize(
    ("text", "found"),
    [("", "\n"), ("a", "\n"), ("a\r\nb\n", "\r\n"), ("a\rb\r\n", "\r"), ("a\u2028b\x85\r\n", "\r\n")],
)
def test_newline_of(text: str, found: str) -> None:
    assert newline_of(text) == found


def test_a_span_holds_its_start_and_not_its_end() -> None:
    assert Span(1, 3).of("abcd") == "bc"
    assert Span(1, 3).contains(Span(3, 3)) and not Span(1, 3).contains(Span(2, 4))
    assert Span(1, 3).overlaps(Span(2, 4)) and not Span(1, 3).overlaps(Span(3, 4))


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("가나", 4), ("각", 2), ("é", 1), ("👩‍💻", 2), ("ＡＢ", 4), ("\u200b", 0)]
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    "char",
    ["\x1b", "\r", "\n", "\x9b", "\u202e", "\u2028", "\ud800", "\x7f", "\xad", "\u180e", "\u206f", "\ufffa"]
    + ["\U0001d173", "\U000e0001", "\U000e0041"],
)
def test_printable_leaves_nothing_that_moves_a_terminal(char: str) -> None:
    assert printable(f"a{char}b가").isprintable()
    assert printable("\t") == "\t"
    escape = printable(char)
    assert escape.encode().decode("unicode-escape") == char


def test_match_key() -> None:
    assert match_key("ACME") == match_key("acme")
    assert match_key("\u110f\u1161\u1111\u1166") == match_key("카페")
    assert match_key("E\u0301") == match_key("é")
    assert match_key("at 3.45\u202fPM") == match_key("at 3.45\xa0pm") == match_key("at 3.45 pm")
    assert match_key("가") != match_key("나")


@pytest.mark.parametrize("names", [[], [""], ["B", "\u1100\u1161", "\u0301a", "가"], ["a\nB", "C"]])
def test_keys_of_many_names_are_those_of_each(names: list[str]) -> None:
    assert match_keys(names) == [*map(match_key, names)]
