"""What canvases show and link to."""

import json

import pytest

from vaulttools.note import canvas


def test_cards_show_files_and_link_to_notes() -> None:
    nodes = [
        {"type": "file", "file": "labs/Acme.md"},
        {"type": "text", "text": "see [[Beta#Team|it]], `[[no]]`, [c](c.md)"},
        {"type": "group", "label": "[[no]]"},
    ]
    assert canvas.targets(json.dumps({"nodes": nodes}).encode()) == ["/labs/Acme.md", "Beta#Team", "c.md"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"nodes": 1}',
        b'{"nodes": [1, null, [], {"file": 3, "text": {}}, {"file": ""}]}',
        b'{"nodes": [{"file": "a.md"}]}' + b" " * canvas.MOST,
    ],
)
def test_what_is_no_canvas_shows_nothing(data: bytes) -> None:
    assert canvas.targets(data) == []
