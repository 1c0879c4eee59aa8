"""Every match of a rule holds a cue of its kind, and cues lead to whole lines."""

import pytest

from vaulttools.note import Note
from vaulttools.note.cues import CUES, lines
from vaulttools.text import Span


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_cues_lead_to_lines(newline: str) -> None:
    text = newline.join(["a 등등, 뭔가", "현재 b:", "", "`등등` c", "Currently no ??"])
    found = lines(Note("a.md", text).prose)
    shown = {kind: [span.of(text) for span in spans] for kind, spans in found.items()}
    assert shown == {
        "open end": ["a 등등, 뭔가"],
        "now": ["현재 b:", "Currently no ??"],
        "loose end": ["현재 b:"],
        "question": ["Currently no ??"],
    }


def test_the_last_line_needs_no_line_ending() -> None:
    assert lines("a\n- b:") == {"loose end": {Span(2, 6): None}}
    assert lines("") == {}


def test_no_cue_holds_another_of_its_kind_for_nothing() -> None:
    assert all(len(set(cues)) == len(cues) for cues in CUES.values())
