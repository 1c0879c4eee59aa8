"""What a link leads to inside a note: headings and blocks, by what stands after its `#`."""

import re
from bisect import bisect_left, bisect_right
from collections import ChainMap, Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence, Set
from functools import cached_property, partial

from vaulttools.note import Note
from vaulttools.note.facts import FactsByPath
from vaulttools.patterns import pattern
from vaulttools.text import match_key
from vaulttools.values import Value
from vaulttools.vault.paths import NOT_IN_LINK

_BLOCK_ID = pattern(r"[ \t]\^[A-Za-z0-9-]+\Z")
_STRIPPED = pattern(r"""[!"#$%&()*+,.:;<=>?@^`{|}~/\[\]\\\r\n]""")


def heading_key(words: str) -> str:
    """`words` of a heading as Obsidian compares them: most ASCII punctuation is a blank, case does not count."""
    return match_key(" ".join(_STRIPPED.sub(" ", words).split()))


def heading_link(words: str) -> str:
    """`words` of a heading as Obsidian writes them after the `#` of a link."""
    return " ".join(NOT_IN_LINK.sub(" ", words).split())


def slug(words: str) -> str:
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", words.lower()).strip().replace(" ", "-")


HYPHENS = pattern("-{2,}")
"""What some sites make of ` & ` in an anchor; others write one hyphen."""
_NO_LETTERS = pattern(r"[\W_]+")
_MARKUP = pattern(
    r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])|</?(?:a|b|br|code|em|i|img|kbd|s|small|span|strong|su[bp])(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_NAMED = pattern(r"\{/\*([^{}]*)\*/\}\Z")


def slugs(headings: Iterable[str]) -> Iterator[str]:
    """The anchors that web pages give to headings: of the words a reader sees, or as a heading names its own: `{/*use*/}`.

    Brackets may also be shown as they are, in code: `send(a[, b][, c])`. VuePress and VitePress put a hyphen for all that is
    no letter, GitHub nothing: `Who's in/out` is `who-s-in-out` or `whos-inout`.
    """
    for words in headings:
        if "][" in words:
            yield slug(words)
        yield (address := slug(_MARKUP.sub(r"\1", words)))
        if not words.replace(" ", "").isalnum():
            yield _NO_LETTERS.sub("-", words.lower()).strip("-")
        if "--" in address:
            yield HYPHENS.sub("-", address)
        if named := _NAMED.search(words):
            yield named[1].lower()


class Headings:
    """The headings of a note, in order, for links to follow."""

    def __init__(self, headings: Iterable[tuple[int, str]]) -> None:
        """Takes level and key (`heading_key`) of each."""
        self._levels: MutableMapping[str, dict[int, list[int]]] = {}
        for index, (level, key) in enumerate(headings):
            self._levels.setdefault(key, {}).setdefault(level, []).append(index)

    def renamed(self, index: int, level: int, former: str, key: str) -> "Headings":
        """These headings with another key for the one at `index`, which is of `level` and has the key `former`."""
        without = {**self._levels[former], level: [each for each in self._levels[former][level] if each != index]}
        others = self._levels.get(key, {})
        new = Headings(())
        new._levels = ChainMap(
            {former: without, key: {**others, level: sorted([*others.get(level, ()), index])}}, self._levels
        )
        return new

    def steps(self, subpath: str) -> list[int]:
        """Which of the headings, counted from 0, `subpath` (`A#B#C`) leads over: of each step the first on a deeper level.

        An empty step is none (`##A`, `C#`). Empty if it leads nowhere.
        """
        found: list[int] = []
        at = above = 0
        for step in filter(None, subpath.split("#")):
            deeper = [
                (indexes[nth], level)
                for level, indexes in self._levels.get(heading_key(step), {}).items()
                if level > above and (nth := bisect_left(indexes, at)) < len(indexes)
            ]
            if not deeper:
                return []
            index, above = min(deeper)
            found.append(index)
            at = index + 1
        return found


def rewordings(former: Sequence[str], now: Sequence[str]) -> dict[str, int]:
    """Which of the headings that are there `now`, counted from 0, each of the `former` ones that is gone has become; by keys.

    Between the headings that are still there, as many must be new as are gone: then each is taken for its like by order.
    """
    there, before = Counter(now), Counter(former)
    indexes = {key: index for index, key in enumerate(now)}
    new = [index for index, key in enumerate(now) if key not in before]
    found: dict[str, int] = {}
    gone: list[str] = []
    above = -1
    for key in (*former, None):
        if key is not None and there[key] != 1:
            gone.append(key)
            continue
        below = len(now) if key is None else indexes[key]
        between = new[bisect_right(new, above) : bisect_left(new, below)]
        if len(between) == len(gone):
            found.update((old, index) for old, index in zip(gone, between, strict=True) if before[old] == 1)
        gone, above = [], below
    return found


class _NoteSubpaths(Value):
    """The headings and blocks of one note, for links that lead to them."""

    _headings: Sequence[tuple[int, str]]
    """Levels and words."""
    _block_ids: Iterable[str]
    _former: Callable[[], str]
    """Gives the text of the note as it was last committed."""

    @cached_property
    def ways(self) -> list[Headings]:
        """The headings; where some end in a block id, which links mostly leave out, also without."""
        ways = [Headings((level, heading_key(words)) for level, words in self._headings)]
        if any("^" in words for _, words in self._headings):
            ways.append(Headings((level, heading_key(_BLOCK_ID.sub("", words))) for level, words in self._headings))
        return ways

    @cached_property
    def slugs(self) -> frozenset[str]:
        """The anchors that web pages give to the headings, in small letters."""
        return frozenset(slugs(words for _, words in self._headings))

    @cached_property
    def rewordings(self) -> Mapping[str, int]:
        """What headings have become that the note had when it was last committed: see `rewordings`."""
        text = self._former()
        if not text:
            return {}
        return rewordings(
            *([heading_key(words) for _, words in each] for each in (Note("", text).facts.headings, self._headings))
        )

    @cached_property
    def block_ids(self) -> set[str]:
        """The block ids, in small letters."""
        return set(map(str.lower, self._block_ids))


_NOWHERE = _NoteSubpaths((), (), str)
"""Those of what is no note."""


_MOST_KNOWN = 5000
"""What is in so many notes is remembered, two kilobytes of each."""


class Subpaths:
    """The headings and blocks of all notes, for links that lead to them."""

    def __init__(self, facts: FactsByPath, former: Callable[[str], str]) -> None:
        """`former` gives the text of a note as it was last committed, by its path; empty if it is still so."""
        self._facts = facts
        self._former = former
        self._known: dict[str, _NoteSubpaths] = {}

    def with_(self, facts: FactsByPath, changed: Set[str]) -> "Subpaths":
        """Those of all `facts` after the notes at the paths `changed` have changed."""
        new = Subpaths(facts, self._former)
        new._known = {path: found for path, found in self._known.items() if path not in changed}
        return new

    def _in(self, path: str) -> _NoteSubpaths:
        found = self._known.get(path)
        if found is None:
            if path not in self._facts:
                return _NOWHERE
            facts = self._facts[path]
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            found = self._known[path] = _NoteSubpaths(facts.headings, facts.block_ids, partial(self._former, path))
        return found

    def has_heading(self, path: str, subpath: str) -> bool:
        """Whether `subpath` (`A#B#C`) leads to a heading of the note at `path`: each step to a deeper level."""
        return bool(self.headings_on(path, subpath))

    def headings_on(self, path: str, subpath: str) -> list[int]:
        """The headings of the note at `path`, counted from 0, that `subpath` leads over; empty if it leads nowhere."""
        return next(filter(None, (way.steps(subpath) for way in self._in(path).ways)), [])

    def slugs(self, path: str) -> frozenset[str]:
        """The anchors that web pages give to the headings of the note at `path`, in small letters."""
        return self._in(path).slugs

    def reworded(self, path: str, words: str) -> str | None:
        """What the heading `words`, which the note at `path` had when it was last committed, is called now: see `rewordings`.

        None if nobody can tell.
        """
        found = self._in(path).rewordings.get(heading_key(words))
        return None if found is None else self._facts[path].headings[found][1]

    def has_block(self, path: str, name: str) -> bool:
        """Whether the note at `path` has the block id `name` (without `^`); case does not count."""
        return name.lower() in self._in(path).block_ids

    def is_drawing(self, path: str) -> bool:
        """Whether the note at `path` is an Excalidraw drawing: links lead into parts of it that are not in its text."""
        return path.endswith(".excalidraw.md") or "excalidraw-plugin" in self._facts[path].keys
