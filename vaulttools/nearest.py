"""The name that a misspelt one is nearest to."""

import unicodedata
from collections.abc import Callable, Iterable
from operator import itemgetter

from vaulttools.patterns import pattern
from vaulttools.text import match_key

_COMPANY_FORM = pattern(
    r"^(?:\(주\)|㈜|주식회사|\(유\)|유한회사)\s*|\s*(?:\(주\)|㈜|주식회사|\(유\)|유한회사)$"
    r"|[,\s]+(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|gmbh|plc)\.?$"
)
_SEPARATOR = pattern(r"(?<!\d)[\s_.,·-]+|[\s_.,·-]+(?!\d)")


def bare(name: str) -> str:
    """`name` without what two spellings of one name differ in: case, spaces, hyphens, the legal form of a company."""
    key = match_key(name)
    while (shorter := _COMPANY_FORM.sub("", key)) not in (key, ""):
        key = shorter
    return _SEPARATOR.sub("", key)


class NearNames:
    """Names, ready to be asked which of them a misspelt one is near to. Compares keystrokes: Hangul by its letters."""

    def __init__(
        self, names: Iterable[str], most: int = 2, is_meant: Callable[[str], bool] = lambda name: True
    ) -> None:
        """Takes the names, and how many slips there may be in a long one. One that is not meant is as good as not there."""
        self._most = most
        self._is_meant = is_meant
        keys = {_keystrokes(name): unicodedata.normalize("NFC", name) for name in names}
        self._by_length: dict[int, tuple[list[str], list[str]]] = {}
        for key, name in keys.items():
            of_length = self._by_length.setdefault(len(key), ([], []))
            of_length[0].append(key)
            of_length[1].append(name)
        self._found: dict[str, str | None] = {}

    def find(self, name: str) -> str | None:
        """The one name within two slips (one in a name of four to eleven keystrokes) of `name`; None for none or several."""
        key = _keystrokes(name)
        if key not in self._found:
            self._found[key] = self._nearest(key)
        return self._found[key]

    def _nearest(self, key: str) -> str | None:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        slips = min(self._most, len(key) // 6 + (len(key) > 3))
        if not slips:
            return None
        # Lists as they are, a length at a time: to put them together takes as long as to look through them.
        found = []
        for length in range(len(key) - slips, len(key) + slips + 1):
            if length in self._by_length:
                keys, names = self._by_length[length]
                near = process.extract(key, keys, scorer=OSA.distance, score_cutoff=slips, limit=None)
                found += [(distance, names[at]) for _, distance, at in near if self._is_meant(names[at])]
        found.sort(key=itemgetter(0))
        return found[0][1] if found and (len(found) == 1 or found[0][0] < found[1][0]) else None


def _keystrokes(name: str) -> str:
    """`name` without case, its Hangul taken apart into letters."""
    return unicodedata.normalize("NFD", match_key(name))
