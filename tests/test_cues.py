"""Cues lead to whole lines, and each to the lines of its own pattern."""

import re
from itertools import count

import pytest

from tests.timing import assert_linear, seconds
from vaulttools.note import Note, cues
from vaulttools.note.cues import Cued, Cues, at_line_end
from vaulttools.registry import builtin_rules
from vaulttools.text import Lines, Span

VAGUE = Cues("등등", "뭔가")
NOW = Cues("현재", "currently")
LOOSE = Cues(*at_line_end(":"))
ASKING = Cues("?", "??")


def loose(prose: str) -> list[Span]:
    return [*Cued(prose, Lines(prose)).lines(LOOSE)]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_cues_lead_to_lines(newline: str) -> None:
    text = newline.join(["a 등등, 뭔가", "현재 b:", "", "`등등` c", "Currently no ??"])
    note = Note("a.md", text)
    cued = Cued(note.prose, note.lines)
    assert [span.of(text) for span in cued.lines(VAGUE)] == ["a 등등, 뭔가"]
    assert [span.of(text) for span in cued.lines(NOW)] == ["현재 b:", "Currently no ??"]
    assert [span.of(text) for span in cued.lines(LOOSE)] == ["현재 b:"]
    assert [span.of(text) for span in cued.lines(ASKING)] == ["Currently no ??"]


def test_the_last_line_needs_no_line_ending() -> None:
    assert loose("a\n- b:") == [Span(2, 6)]
    assert loose("") == []


@pytest.mark.parametrize("end", [" \n", "\t\n", " \r\n", "  \r"])
def test_blanks_at_the_end_of_a_line_hide_no_cue_for_it(end: str) -> None:
    text = f"a:{end}b: c{end}d:{end}"
    assert [span.of(text).rstrip() for span in loose(text)] == ["a:", "d:"]


def test_long_runs_of_blanks_take_linear_time() -> None:
    def looking(size: int) -> float:
        return seconds(lambda: loose(" " * size + "x" + "\t" * size + "\r"))

    assert_linear(looking, 200_000)


def test_cues_made_after_the_first_look_are_found_too() -> None:
    note = Note("a.md", "one late word\n")
    assert not list(note.cued(NOW, re.compile("late")))
    late = Cues("late")
    assert [match[0] for match in note.cued(late, re.compile("late w"))] == ["late w"]


def test_few_texts_hold_the_cues_that_many_do() -> None:
    texts = [each.text for rule in builtin_rules().values() for each in rule.examples]
    words = [word for each in cues._made for word in each.words]
    texts += ["", "?", "ㅋ", "How", "a  \r\nHow much \r\n", *("\n".join(words[at::290]) for at in range(290))]
    found = []
    for few in (0, len(texts)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(cues, "_FEW", few)
            patch.setattr(cues, "_looks", count())
            found.append([cues._find(text, Lines(text)) for text in texts])
    assert found[0] == found[1]
    assert sum(map(bool, found[0])) > len(texts) / 2


def test_no_rule_has_a_cue_twice() -> None:
    all_cues = [rule.cues.words for rule in builtin_rules().values() if hasattr(rule, "cues")]
    assert len(all_cues) > 15
    assert all(len(set(words)) == len(words) for words in all_cues)
