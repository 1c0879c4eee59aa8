"""Rules about links, and about the names by which notes are linked to."""

INDEXES = ("index", "_index", "home", "readme", "moc", "start here", "홈", "목차", "색인", "대문", "시작")
"""What notes are called that lead to all others."""
