"""Habits: how often the owner of a vault links a name where it stands, learned from the notes as they are."""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

from vaulttools.english.spelling import is_everyday
from vaulttools.files.disk import is_note
from vaulttools.korean.hangul import is_syllable
from vaulttools.note.dates import is_date
from vaulttools.patterns import pattern
from vaulttools.text import Span, match_key
from vaulttools.values import NamedTuple
from vaulttools.vault.around import RULER, is_pointed_at
from vaulttools.vault.english_sense import has_capital_of_its_own, is_term
from vaulttools.vault.mentions import Doubt, Mention, Names


class Trust(NamedTuple):
    """What is assumed of a name without any history, and how often it must be linked to be linked again."""

    expected: float
    """The share of notes in which such a name is linked, as far as nothing else is known."""
    weight: float
    """How many notes that assumption counts for."""
    least: float
    """The share of notes from which a name is linked where it still stands plain."""

    def allows(self, linked: int, known: int) -> bool:
        """Whether a name is linked that so many notes link, of those that could."""
        return (linked + self.expected * self.weight) / (known + self.weight) >= self.least


Seen = str
"""A name as names are compared, and what is said of it where it stands: doubtful mentions are compared to such.

All dates count as one name, as each of them is met too seldom to have a history; so do all plurals of titles. What has a
line to itself is compared to such, as a list of links says little of sentences, and so is what a reader is sent to."""

_AGAINST = "\x1f"
"""Separates the two."""

_SMALL = f"{_AGAINST}small"
"""Ends what is kept of a name with capitals that is written small: all of them together show what the owner thinks of such."""
_MANY = 100
"""Of fewer notes only a large share says something."""
_FREQUENT_IN = 15
_FREQUENT_SHARE = 0.05
_FREQUENT_SHARE_OF_HANGUL = 0.03
_FREQUENT_SHARE_OF_FEW = 0.7
"""A name in so many notes, and in such a share of them (the last one, if there are few), is their subject or a plain word: it
needs no link."""


class Lesson(NamedTuple):
    """What one note shows of its owner's habits."""

    linked: frozenset[Seen] = frozenset()
    """The names that are linked in it."""
    plain: frozenset[Seen] = frozenset()
    """The names that were left plain though they could have been linked."""
    words: frozenset[Seen] = frozenset()
    """The names in it, linked or not, that may be plain words: all but those that capitals or digits mark as names."""


class Standing(StrEnum):
    """Where a name stands, if not just among other words."""

    LINE = "line"
    """A line or an item of a list is nothing but the name, or begins with it in an index, whose every entry begins with a name
    and tells what that is: there a word is named rather than used."""
    LIST = "list"
    """The same, of a name that is also a plain word, in a list of names: beside names of notes nobody lists words."""
    POINTED_AT = "pointed at"
    """A reader is sent there: `see templates for more`."""
    NAMED = "named"
    """An everyday English word has a capital there that no sentence gave it (`the Configuration`), or is a term among Korean words."""


class Habits:
    """In how many notes each name is linked, and in how many it was left plain though other links are there."""

    def __init__(self, lessons: Iterable[Lesson] = ()) -> None:
        """Takes what each note shows."""
        self._linked: Counter[Seen] = Counter()
        self._plain: Counter[Seen] = Counter()
        self._words: Counter[str] = Counter()
        self._count = 0
        self._learn(lessons, 1)

    def _learn(self, lessons: Iterable[Lesson], times: int) -> None:
        for lesson in lessons:
            self._count += times
            words = {word.partition(_AGAINST)[0] for word in lesson.words} - {""}
            for counter, seen in (self._linked, lesson.linked), (self._plain, lesson.plain), (self._words, words):
                for each in seen:
                    counter[each] += times

    @property
    def counts(self) -> tuple[int, dict[Seen, int], dict[Seen, int], dict[str, int]]:
        """All that was counted; with it the same habits can be made again."""
        linked, plain, words = ({**+each} for each in (self._linked, self._plain, self._words))
        return self._count, linked, plain, words

    @classmethod
    def of(cls, counts: Any) -> "Habits":
        """The habits of these `counts`. Raises ValueError, TypeError or AttributeError for what are none."""
        habits = cls()
        count, *counters = counts
        habits._count = int(count)
        habits._linked, habits._plain, habits._words = map(Counter, counters)
        return habits

    def with_(self, come: Iterable[Lesson], gone: Iterable[Lesson] = ()) -> "Habits":
        """The habits after more notes were learned from, and some are no longer."""
        habits = Habits.of((self._count, self._linked, self._plain, self._words))
        habits._learn(come, 1)
        habits._learn(gone, -1)
        return habits

    @cached_property
    def _frequent(self) -> frozenset[str]:
        shares = [_FREQUENT_SHARE_OF_HANGUL, _FREQUENT_SHARE] if self._count >= _MANY else [_FREQUENT_SHARE_OF_FEW] * 2
        hangul, latin = (max(_FREQUENT_IN, share * self._count) for share in shares)
        return frozenset(
            word for word, notes in self._words.items() if notes >= latin or (notes >= hangul and is_syllable(word[-1]))
        )

    def share(self, mention: Mention, standing: Standing | None = None) -> tuple[int, int]:
        """In how many notes the name of `mention`, which stands so, is linked, and in how many it could have been."""
        seen = _seen(mention, standing)
        linked = self._linked.get(seen, 0)
        return linked, linked + self._plain.get(seen, 0)

    @property
    def digest(self) -> str:
        """What tells these habits from others."""
        return repr((*(sorted((+each).items()) for each in (self._linked, self._plain)), sorted(self._frequent)))

    def allow(self, mention: Mention, trust: Trust, standing: Standing | None = None) -> bool:
        """Whether the owner would link `mention`, which stands so."""
        return trust.allows(*self.share(mention, standing)) and (
            standing is not None or not _is_small(mention) or trust.allows(*self._share_of_small)
        )

    @cached_property
    def _share_of_small(self) -> tuple[int, int]:
        """How often names with capitals that are written small are linked, and how often they could have been, in all notes."""
        linked, plain = (
            sum(notes for seen, notes in counter.items() if seen.endswith(_SMALL))
            for counter in (self._linked, self._plain)
        )
        return linked, linked + plain

    def is_frequent(self, mention: Mention) -> bool:
        """Whether so many notes have the name that hardly any needs a link to it, unless capitals or digits mark it as one."""
        return _is_word(mention.name) and not _has_hump(mention.text) and match_key(mention.name) in self._frequent


_INDENT = 40
"""So far before a name, in code points, the sign of a list item is looked for."""
_ITEM = pattern(r"(?:^|[\n\ufffc])(?:>|[-*+] |\d+[.)] |[ \t])*\Z")
_LINE_END = pattern(r"[ \t]*(?:\r?\n|\Z)")
_BLANK = frozenset(("", "\n", "\r", " ", "\t"))
_NEXT_ITEM = pattern(r"[ \t]*\r?\n[ \t>]*(?:[-*+]|\d+[.)])[ \t]+")
"""What parts two items of a list."""
_ENTRY = pattern(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+|\|[ \t]*)[*_]{0,3}")
"""What an item of a list or a row of a table begins with."""
_AFTER_HEAD = frozenset(" *_|:")
_TELLS = pattern(r"[*_]{0,3}(?:[ \t]+[-–—][ \t]+|[ \t]*\|[ \t]*|:[*_]{0,3}[ \t]+)[^\W\d]")
"""What parts the name that an entry begins with from the words that tell what it is; figures do not."""


class Standings:
    """Where mentions stand in a text."""

    def __init__(self, mentions: Iterable[Mention], text: str) -> None:
        """Takes all `mentions` in `text`, in order."""
        self._text = text
        self._lines: dict[Span, Standing] = {}
        lists: list[list[Mention]] = []
        heads: dict[int, Mention] = {}
        end = -1
        for mention in mentions:
            after = text[mention.span.end : mention.span.end + 1]
            if after in _BLANK and _is_line(text, mention.span):
                if end < 0 or not _NEXT_ITEM.fullmatch(text, end, mention.span.start):
                    lists.append([])
                lists[-1].append(mention)
                end = mention.span.end
            elif after in _AFTER_HEAD and _TELLS.match(text, mention.span.end):
                heads[mention.span.start] = mention
        if len(heads) > 1:
            lists += _indexes(heads, text)
        for items in lists:
            is_list = any(each.certain for each in items)
            for each in items:
                is_word = each.doubt is Doubt.ORDINARY and not is_date(each.name)
                self._lines[each.span] = Standing.LIST if is_list and is_word else Standing.LINE

    def of(self, mention: Mention) -> Standing | None:
        """Where `mention` stands; None if just among other words."""
        standing = self._lines.get(mention.span)
        if standing is not None:
            return standing
        place = self._text, *mention.span
        if is_pointed_at(*place):
            return Standing.POINTED_AT
        is_word = mention.doubt is None and mention.name.isascii() and is_everyday(match_key(mention.name))
        is_named = is_word and (is_term(*place) or has_capital_of_its_own(*place))
        return Standing.NAMED if is_named else None


def _is_line(text: str, span: Span) -> bool:
    start, end = span
    return _LINE_END.match(text, end) is not None and _ITEM.search(text, max(0, start - _INDENT), start) is not None


def _indexes(heads: dict[int, Mention], text: str) -> Iterator[list[Mention]]:
    """Those of `heads`, mentions by where they start, that begin the entries of an index, with those of the same one.

    An entry that begins with a link belongs to it, too.
    """
    found: list[Mention] = []
    is_index, entries, start = True, 0, 0
    for line in [*text.splitlines(keepends=True), ""]:
        entry = _ENTRY.match(line) if not RULER.match(line) else None
        if entry is None:
            if is_index and entries > 1:
                yield found
            found, is_index, entries = [], True, 0
        elif start + entry.end() in heads:
            found.append(heads[start + entry.end()])
            entries += 1
        elif line.startswith("[[", entry.end()):
            entries += 1
        else:
            is_index = False
        start += len(line)


_FRONT_MATTER = pattern(r"\A\ufeff?---[ \t]*\r?\n.*?\n---[ \t]*(?=[\r\n]|\Z)", re.S)
_FENCE = pattern(r"\n[ \t>]*(```+|~~~+).*?\n[ \t>]*\1", re.S)
_NOT_PLAIN = pattern(r"`[^`\n]+`|<!--(?:(?!<!--|-->).)*+-->|https?://[^\s)\]]+|\n#{1,6} [^\n]*", re.S)
_LINK = pattern(r"\[(?:\[([^\[\]\n]+)\]\]|([^\[\]\n]+)\]\(([^()\n]+)\))")


def learn(path: str, text: str, names: Names, resolve: Callable[[str, str], str | None]) -> Lesson:
    """What the note at `path` shows by its text; `resolve` takes a link's target and the path it stands in.

    A name counts as linked where a link to its note shows it, alone or among other words (of a link to nowhere, alone),
    and else as plain where it is the first of its target's names and no link in other words came before. So adding the links
    that are allowed does not allow more. It counts as plain, too, where it is all that a link to another note shows; else such
    a link says nothing of the names in it. Where the words of the note have no link to another one a plain name says nothing.
    The text is searched for signs, not parsed as markdown: that would take too long for a whole vault, and the sums hardly
    differ.
    """
    words, links = _unlinked(_NOT_PLAIN.sub("\ufffc", _FENCE.sub("\ufffc", _FRONT_MATTER.sub("", text))))
    mentions = names.mentions(words)
    named = {(mention.name, mention.doubt) for mention in mentions}
    there = frozenset([_compared(name, doubt) for name, doubt in named if _is_word(name)])
    reaches = {target: resolve(target, path) or "" for target in {*links.values()}}
    if not any(to != path and is_note(to) for to in reaches.values()):
        return Lesson(words=there)
    standings = Standings(mentions, words)
    shown = _shown_alone(mentions, links, reaches, standings)
    among, plain = _left(path, mentions, [(span, reaches[target]) for span, target in links.items()], standings)
    shown |= among
    return Lesson(frozenset(shown), frozenset(plain - shown), there)


def _shown_alone(
    mentions: Iterable[Mention], links: dict[tuple[int, int], str], reaches: Mapping[str, str], standings: Standings
) -> set[Seen]:
    """The names that links to their notes show and nothing else; those are taken out of `links`. `reaches` has the note of a target."""
    shown: set[Seen] = set()
    for mention in mentions:
        target = links.get(mention.span)
        if target and (target == mention.name or (reaches[target] or mention.targets[0]) in mention.targets):
            del links[mention.span]
            shown.update(_all_seen(mention, standings.of(mention)))
    return shown


def _left(
    path: str, mentions: Iterable[Mention], links: Iterable[tuple[tuple[int, int], str]], standings: Standings
) -> tuple[set[Seen], set[Seen]]:
    """The names among other words that `links` show, with the notes they reach, and the names left plain in the note at `path`."""
    reached = {path: -1}
    spans = []
    for (start, end), to in links:
        reached.setdefault(to, start)
        spans.append((start, end, to))
    behind = sys.maxsize
    spans.append((behind, behind, ""))  # which every mention is before
    shown: set[Seen] = set()
    first: dict[tuple[str, Doubt | None], tuple[Seen, ...]] = {}
    elsewhere: set[Seen] = set()
    passed = 0
    for mention in mentions:
        start, target = mention.span.start, mention.targets[0]
        while spans[passed][1] <= start:
            passed += 1
        if spans[passed][0] <= start:
            start, end, to = spans[passed]
            if to in mention.targets:
                shown.update(_all_seen(mention))
            elif mention.span == (start, end) and to != path and is_note(to):
                elsewhere.update(_all_seen(mention, standings.of(mention)))
        elif (meant := (target, mention.doubt)) not in first and start < reached.get(target, behind):
            first[meant] = _all_seen(mention, standings.of(mention))
    return shown, elsewhere.union(*first.values())


def _all_seen(mention: Mention, standing: Standing | None = None) -> tuple[Seen, ...]:
    """All that is counted of `mention`, which stands so."""
    seen = _seen(mention, standing)
    return (seen, match_key(mention.name) + _SMALL) if standing is None and _is_small(mention) else (seen,)


def _is_small(mention: Mention) -> bool:
    """Whether a name with capitals is written small, and nothing else speaks against it."""
    return mention.doubt is None and mention.text.islower() and not mention.name.islower()


def _seen(mention: Mention, standing: Standing | None = None) -> Seen:
    seen = _compared(mention.name, mention.doubt)
    return f"{seen}{_AGAINST}{standing.value}" if standing else seen


@lru_cache(maxsize=1 << 16)
def _compared(name: str, doubt: Doubt | None) -> Seen:
    key = "" if doubt is Doubt.PLURAL or is_date(name) else match_key(name)
    return f"{key}{_AGAINST}{doubt.value}" if doubt else key


@lru_cache(maxsize=1 << 16)
def _is_word(name: str) -> bool:
    """Whether `name` looks like a plain word: it has no capital or digit inside that marks it as a name (`TiddlyWiki`, `SQL`,
    `S3`), nor brackets (`함수(Function)`)."""
    return "(" not in name and (
        not name.isascii() or " " in name or "-" in name or name.islower() or (name.isalpha() and name.istitle())
    )


def _has_hump(written: str) -> bool:
    """Whether a capital stands inside, behind a small letter: `PageSpec`, of a note `pagespec`."""
    return any(one.islower() and other.isupper() for one, other in pairwise(written))


def _unlinked(text: str) -> tuple[str, dict[tuple[int, int], str]]:
    """`text` with links as the words they show, and the targets of those by where they are. Embeds are left out."""
    pieces = []
    links = {}
    done = length = 0
    for link in _LINK.finditer(text):
        wiki, words, to = link.groups()
        start = link.start()
        embed = text[start - 1 : start] == "!"
        start -= embed
        pieces.append(text[done:start])
        length += start - done
        done = link.end()
        target, _, piece = wiki.partition("|") if wiki else (unquote(to), "", words)
        piece = piece or target
        if embed or "://" in target:
            piece = "\ufffc"
        else:
            links[length, length + len(piece)] = target.rstrip("\\")
        pieces.append(piece)
        length += len(piece)
    pieces.append(text[done:])
    return "".join(pieces), links
