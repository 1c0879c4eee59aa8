"""Canvas files of Obsidian: what they show and link to (the format JSON Canvas 1.0)."""

import json
from typing import Any

from vaulttools.note import Note

ENDING = ".canvas"
MOST = 8_000_000
"""Of a canvas of more bytes nothing is read."""


def targets(data: bytes) -> list[str]:
    """The targets of the links that the canvas of these bytes stands for; none where it is too large, or no canvas.

    A card that shows a file is a link to it from the root of the vault; the text of a card is a note of its own.
    """
    if len(data) > MOST:
        return []
    try:
        read: Any = json.loads(data)
    except (ValueError, RecursionError):
        return []
    nodes = read.get("nodes") if isinstance(read, dict) else None
    found: dict[str, None] = {}
    for node in nodes if isinstance(nodes, list) else ():
        if not isinstance(node, dict):
            continue
        file, text = node.get("file"), node.get("text")
        if isinstance(file, str) and file:
            found[f"/{file}"] = None
        if isinstance(text, str) and "[" in text:
            found.update(dict.fromkeys(link.target for link in Note("", text).links))
    return list(found)
