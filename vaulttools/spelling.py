"""Finds slips in running text: each different word is judged once, however often and in however many notes it stands."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from vaulttools.korean.confusions import Certainty, misspelling
from vaulttools.korean.jamo import stray_jamo
from vaulttools.text import Span


class Kind(Enum):
    """What sort of slip it is."""

    TABLE = "a misspelling of the tables"
    JAMO = "loose jamo in a word"


class Slip(NamedTuple):
    """A slip in a text: what stands at `span` should read `right` (empty where nobody knows)."""

    kind: Kind
    span: Span
    word: str
    """The whole word, from its first letter."""
    right: str
    certainty: Certainty


_RUN = re.compile("[가-힣ㄱ-ㅎㅏ-ㅣ]+")
_clean: set[str] = set()
_slips: dict[str, tuple[Slip, ...]] = {}
_MOST = 1 << 20


def find(prose: str) -> list[Slip]:
    """The slips in `prose`, a text in which U+FFFC stands for all that is not prose, in order."""
    found = []
    for token in frozenset(prose.split()) - _clean:
        slips = _slips.get(token)
        if slips is None:
            slips = tuple(_judge(token))
            if not slips:
                if len(_clean) > _MOST:
                    _clean.clear()
                _clean.add(token)
                continue
            _slips[token] = slips
        found += [
            slip._replace(span=Span(at + slip.span.start, at + slip.span.end))
            for at in _places(prose, token)
            for slip in slips
        ]
    return sorted(found, key=lambda slip: slip.span)


def _places(prose: str, token: str) -> Iterator[int]:
    """Where `token` stands between blanks."""
    at = prose.find(token)
    end = len(token)
    while at >= 0:
        if (at == 0 or prose[at - 1].isspace()) and (at + end == len(prose) or prose[at + end].isspace()):
            yield at
        at = prose.find(token, at + end)


def _judge(token: str) -> Iterator[Slip]:
    """The slips in one word with its punctuation, their spans counted from its start."""
    for match in _RUN.finditer(token):
        run, start = match[0], match.start()
        if max(run) < "가" or min(run) < "가":
            stray = stray_jamo(run)
            if stray is not None:
                word = stray.of(run)
                right = stray.right[0] if len(stray.right) == 1 else ""
                yield Slip(Kind.JAMO, Span(start + stray.start, start + stray.end), word, right, Certainty.SURE)
            continue
        wrong = misspelling(run)
        if wrong is not None:
            yield Slip(Kind.TABLE, Span(start + wrong.start, start + wrong.end), run, wrong.right, wrong.certainty)
