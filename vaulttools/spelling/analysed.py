"""Joins what the Korean analyser says of lines to what the tables and the lexicon say of words."""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from vaulttools.korean.analyser import Analyse, is_readable
from vaulttools.korean.confusions import Certainty
from vaulttools.korean.kinds import Kind
from vaulttools.korean.lexicon import is_verb
from vaulttools.patterns import pattern
from vaulttools.spelling.guesses import guessed_in_one_word
from vaulttools.spelling.slips import Slip
from vaulttools.spelling.witness import LONGEST, differing, is_wrapped, witnessed
from vaulttools.text import Span

_MOST_UNKNOWN = 200
"""Of so many words of no dictionary in a note it is asked what was meant, each takes some 10 ms. Long notes have up to 125."""


def with_corrections(
    found: Sequence[Slip], unknown: Sequence[int], prose: str, known: Callable[[Slip], bool], analyse: Analyse
) -> list[Slip]:
    """`found`, and what the analyser has to say of the lines of `prose`.

    `unknown` are the places of words of no dictionary. A slip that is `known` to be none is left out, and so is a guess
    of two words in one that the analyser does not share. Where `found` tells what was meant, and `prose` speaks for it, the
    analyser's own idea of the word is left out.
    """
    lines = _readable_lines(prose, sorted(unknown)[:_MOST_UNKNOWN])
    joined = []
    settled = sorted(slip.span for slip in found if slip.right and _is_settled(slip, prose))
    for (start, line, _), corrections in zip(lines, analyse([line[1:] for line in lines]), strict=True):
        for kind, first, last, right in corrections:
            span = Span(start + first, start + last)
            word = line[first:last] if right else _around(line, first)
            slip = Slip(kind, span, line[first:last], word, right, Certainty.LIKELY)
            if kind is Kind.KEYS and (
                _has_within(span, settled) or _is_term(slip, prose) or is_wrapped(slip.wrong, prose)
            ):
                continue
            if not known(slip):
                joined.append(slip)
    words = [slip.span for slip in joined if slip.kind is not Kind.GAP]
    gaps = {slip.span for slip in joined if slip.kind is Kind.GAP}
    read = [Span(start, start + len(line)) for start, line, _ in lines]
    for slip in found:
        if slip.kind is Kind.BLANK and slip.certainty is Certainty.LIKELY and _is_within(slip.span, read):
            other = guessed_in_one_word(slip, prose)
            if other is None or known(other):
                continue
            slip = other
        if slip.span not in gaps and (slip.kind not in (Kind.BLANK, Kind.KEYS) or not _is_within(slip.span, words)):
            joined.append(slip)
    return sorted(joined, key=lambda slip: slip.span)


def _is_settled(slip: Slip, prose: str) -> bool:
    """Whether it is known what was meant: from a table, from the keys of a word with loose jamo, or from the same word elsewhere."""
    if slip.kind is Kind.KEYS:
        return witnessed([slip.right], slip.word, prose) != ""
    return slip.kind in (Kind.TABLE, Kind.JAMO)


def _readable_lines(prose: str, unknown: Sequence[int]) -> list[tuple[int, str, bool]]:
    """The lines that the analyser can read: where each starts, its text, and whether it has one of the places `unknown`."""
    lines = []
    start = 0
    for line in prose.splitlines(keepends=True):
        end = start + len(line)
        has_unknown = bisect_left(unknown, start) < bisect_left(unknown, end)
        if is_readable(line):
            lines.append((start, line.rstrip(), has_unknown))
        start = end
    return lines


def _is_term(slip: Slip, prose: str) -> bool:
    """Whether what `slip` tells of stands elsewhere in `prose`: then it is meant so. Verbs may be misspelt twice."""
    term = differing(slip.wrong, slip.right)
    return prose.count(term) > (_MOST_SLIPS if is_verb(slip.right) else 1)


_MOST_SLIPS = 2
"""A verb that stands in a note more often than this is no slip of its writer."""


def _around(line: str, blank: int) -> str:
    """The Hangul on both sides of a blank, which is in the middle."""
    before, after = _WORD_BEFORE.search(line, max(0, blank - LONGEST), blank), _WORD_AFTER.match(line, blank + 1)
    return f"{before[0] if before else ''} {after[0] if after else ''}"


_WORD_BEFORE, _WORD_AFTER = pattern(r"[가-힣]+\Z"), pattern("[가-힣]+")


def _has_within(span: Span, others: Sequence[Span]) -> bool:
    """Whether one of `others`, which are sorted, lies in `span`."""
    at = bisect_left(others, (span.start, 0))
    return at < len(others) and span.contains(others[at])


def _is_within(span: Span, others: Sequence[Span]) -> bool:
    """Whether `span` lies in one of `others`, which are sorted and do not overlap."""
    at = bisect_right(others, (span.start, sys.maxsize)) - 1
    return at >= 0 and others[at].contains(span)
