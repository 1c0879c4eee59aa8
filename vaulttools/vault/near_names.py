"""Names as they are typed: finds the one that a misspelt name is a slip or two of the keys away from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from operator import itemgetter

from vaulttools.patterns import pattern
from vaulttools.qwerty import slips_between
from vaulttools.text import all_at_once, match_key, normalized
from vaulttools.values import cached_method, grouped

_FEW = 50
"""For so few queries, searching all names is faster than indexing them by their ends."""


class NearNames:
    """Names to compare a misspelt one with, by keystrokes: Hangul by its letters."""

    def __init__(
        self, names: Mapping[str, str], most: int = 2, is_meant: Callable[[str], bool] = lambda name: True
    ) -> None:
        """Takes the names `by_keystrokes`, and how many slips there may be in a long one.

        A wrong suggestion is no better than none.
        """
        self._most = most
        self._is_meant = is_meant
        self._by_length = grouped((len(key), (key, name)) for key, name in names.items())
        self._by_ends: dict[tuple[int, int], dict[tuple[str, ...], list[tuple[str, str]]]] = {}
        self._asked = 0

    def find(self, name: str) -> str | None:
        """The one name within two slips (one in a name of four or five keystrokes) of `name`; None for none or several.

        A name that differs at both ends is never meant, nor one with a syllable of Hangul more before it, as a surname
        is, nor one with another number: days and chapters are numbered.
        """
        return self._nearest(keystrokes(name))

    @cached_method
    def _nearest(self, key: str) -> str | None:
        slips = min(self._most, len(key) // 6 + (len(key) > 3))
        if not slips:
            return None
        self._asked += 1
        size = 1 if len(key) < 6 else 2
        first, last = key[:size], key[-size:]
        numbers, letters = numbers_in(key), {*key}
        nearest: dict[str, int] = {}
        for length in range(len(key) - slips, len(key) + slips + 1):
            for other, name in self._alike(length, size, first, last, numbers):
                if (
                    (other.startswith(first) or other.endswith(last))
                    and len(letters.symmetric_difference(other)) <= 2 * slips  # which most are told by in no time
                    and (distance := slips_between(key, other, slips)) <= slips
                    and numbers_in(other) == numbers
                    and not _goes_before(key, other)
                    and self._is_meant(name)
                ):
                    nearest[name] = distance
        found = sorted(nearest.items(), key=itemgetter(1))
        return found[0][0] if found and (len(found) == 1 or found[0][1] < found[1][1]) else None

    def _alike(
        self, length: int, size: int, first: str, last: str, numbers: Sequence[str]
    ) -> Iterable[tuple[str, str]]:
        """Keys of this length, those with `numbers` that begin with `first` or end with `last` among them, and their names."""
        of_length = self._by_length.get(length, [])
        if self._asked <= _FEW:
            return of_length
        by_ends = self._by_ends.get((length, size))
        if by_ends is None:
            by_ends = self._by_ends[length, size] = grouped(
                ((end, *numbers_in(pair[0])), pair)
                for pair in of_length
                for end in (f"{pair[0][:size]}-", f"-{pair[0][-size:]}")
            )
        return chain(*(by_ends.get((end, *numbers), ()) for end in (f"{first}-", f"-{last}")))


def _goes_before(key: str, other: str) -> bool:
    """Whether one of two names, by their keystrokes, is the other with a syllable of Hangul before it: `이가온`, `가온`."""
    shorter, longer = sorted((key, other), key=len)
    return longer.endswith(shorter) and "\u1161" <= longer[: -len(shorter)][-1:] <= "\u11ff"


_ORDINAL = pattern(r"\d{1,3}(?:\.\d{1,3})*[.)]? ")
_NUMBER = pattern(r"\d+|\b[ivx]+\b")
"""One in digits, or a small Roman one: `Part III`."""


def numbers_in(text: str) -> list[str]:
    """The numbers in `text`, but one that says where it comes among others: that of `2.1 Setup` changes."""
    ordinal = _ORDINAL.match(text)
    return _NUMBER.findall(text, ordinal.end() if ordinal else 0)


def by_keystrokes(names: Iterable[str]) -> dict[str, str]:
    """`names` by what is typed for each of them, as `NearNames` compares them; two that differ in case only are one."""
    names = [*names]
    composed = all_at_once(names, partial(normalized, "NFC"))
    return dict(zip(all_at_once(composed, keystrokes), composed, strict=True))


def keystrokes(name: str) -> str:
    """`name` without case, its Hangul taken apart into letters."""
    return normalized("NFD", match_key.__wrapped__(name))  # not remembered: it may be all names at once
