"""A note as a whole: what bytes make of it, and which of its properties are meant."""

import pytest

from tests.timing import seconds
from vaulttools.note import MOST_BYTES, Note


@pytest.mark.parametrize(
    ("data", "text", "damage"),
    [
        ("\ufeff가\r\n".encode(), "\ufeff가\r\n", None),
        (b"a\0b", "a\0b", "the file holds NUL characters"),
        (b"ab\xff\xea\xb0\x80", "ab\udcff가", "the file is not valid UTF-8"),
        (b"\xff\xfea\0", "\udcff\udcfea\0", "the file is UTF-16, not UTF-8"),
        (b"\xfe\xff\0a", "\udcfe\udcff\0a", "the file is UTF-16, not UTF-8"),
        (b"x" * MOST_BYTES, "x" * MOST_BYTES, None),
        (b"x" * (MOST_BYTES + 1), "", "the file has more than 5 MB"),
    ],
    ids=["text", "nul", "no utf-8", "utf-16 le", "utf-16 be", "big", "too big"],
)
def test_a_note_of_bytes(data: bytes, text: str, damage: str | None) -> None:
    note = Note.from_bytes("a.md", data)
    assert note.text == text
    assert (str(note.damage) if note.damage is not None else None) == damage


@pytest.mark.parametrize(
    ("path", "text", "keys"),
    [
        ("a.md", "---\na: 1\nb: [x]\n---\n{{title}}\n", ["a", "b"]),
        ("a.md", "---\na: 1\nb: '{{title}}'\nc: <% tp.date %>\n---\n", ["a"]),
        ("templates/a.md", "---\na: 1\n---\n", []),
        ("99 - Templates/day/a.md", "---\na: 1\n---\n", []),
        ("my templates/a.md", "---\na: 1\n---\n", ["a"]),
        ("a.md", "---\n---\n", []),
        ("a.md", "a: 1\n", []),
    ],
)
def test_which_properties_are_meant(path: str, text: str, keys: list[str]) -> None:
    assert [entry.key for entry in Note(path, text).properties] == keys


def test_commands_without_an_end_are_each_read_to_the_next_one() -> None:
    def looking(text: str) -> float:
        return seconds(lambda: Note("a.md", text).is_template)

    few, many = ("<%* " + "x" * 1996) * 50, "<%* " * 25_000
    assert not Note("a.md", many).is_template
    assert looking(many) < 20 * looking(few)
