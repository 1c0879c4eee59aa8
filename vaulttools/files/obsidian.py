"""The settings of Obsidian for a vault, as far as they matter to notes."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from vaulttools.files.disk import text
from vaulttools.patterns import Bounded

FILES = ("app.json", "types.json", "templates.json", "daily-notes.json")
"""The files in `.obsidian` that are read."""

_MOST_PATTERNS = 100
"""So many regular expressions are looked for in the path of each file; nobody has that many by hand."""


class Obsidian:
    """The settings of a vault. A missing or unreadable file counts as empty: its owner did not write it by hand."""

    def __init__(self, root: Path) -> None:
        """Reads the settings of the vault at `root`."""
        app, types, templates, daily = (_read(root / ".obsidian" / name) for name in FILES)
        link_format, day_format, asked = app.get("newLinkFormat"), daily.get("format"), types.get("types")
        self.link_format = str(link_format) if link_format in ("shortest", "relative", "absolute") else "shortest"
        """How a link to a note is written."""
        is_set_up = (root / ".obsidian" / FILES[0]).exists()
        self.markdown_links = app.get("useMarkdownLinks") is True if is_set_up else None
        """Whether links are written `[text](path.md)` instead of `[[path]]`; None where nobody uses Obsidian."""
        self.day_format = day_format if isinstance(day_format, str) else ""
        """The format of the paths of daily notes, by Moment.js; empty for `YYYY-MM-DD`."""
        day_folder = daily.get("folder")
        if self.day_format and isinstance(day_folder, str) and day_folder.strip("/"):
            self.day_format = f"[{day_folder.strip('/')}]/{self.day_format}"
        self.property_types = _texts(asked) if isinstance(asked, dict) else {}
        """The types of properties, by their keys."""
        filters = app.get("userIgnoreFilters")
        ignored = [each for each in filters if isinstance(each, str) and each] if isinstance(filters, list) else []
        is_pattern = [len(each) > 1 and each.startswith("/") and each.endswith("/") for each in ignored]
        prefixes = [each for each, is_one in zip(ignored, is_pattern, strict=True) if not is_one]
        folder = templates.get("folder")
        if isinstance(folder, str) and folder.strip("/"):
            prefixes.append(folder.strip("/") + "/")
        self._prefixes = tuple(prefixes)
        self._patterns: list[Bounded] = []
        for each, is_one in zip(ignored, is_pattern, strict=True):
            if is_one and len(self._patterns) < _MOST_PATTERNS:
                with suppress(ValueError):  # what is no regular expression fits nothing
                    self._patterns.append(Bounded(each[1:-1]))

    def leaves_out(self, path: str) -> bool:
        """Whether Obsidian is set to ignore the file at `path`, or it is a template."""
        return path.startswith(self._prefixes) or any(pattern.search(path) for pattern in self._patterns)


def _read(file: Path) -> Mapping[str, object]:
    try:
        data = json.loads(text(file))
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def _texts(values: Mapping[str, object]) -> dict[str, str]:
    return {key: value for key, value in values.items() if isinstance(value, str)}
