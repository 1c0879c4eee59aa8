"""Rules about links, and about the names by which notes are linked to."""

from collections.abc import Iterable

from vaulttools.findings import Related
from vaulttools.message import Message
from vaulttools.text import Span

INDEXES = ("index", "_index", "home", "readme", "moc", "start here", "홈", "목차", "색인", "대문", "시작")
"""What notes are called that lead to all others."""

_MOST = 5
"""So many other notes are shown."""


def related_notes(paths: Iterable[str], message: Message) -> tuple[Related, ...]:
    """The notes at the first of `paths` as what explains a finding, each with `message`."""
    return tuple([Related(Span(0, 0), message, path) for path in [*paths][:_MOST]])
