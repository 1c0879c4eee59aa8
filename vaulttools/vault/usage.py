"""How the owner of a vault links, learned from the notes as they were when the vault was opened."""

from binascii import crc32
from collections.abc import Callable, Container, Iterable, Mapping, Sequence, Set
from functools import cached_property, partial
from itertools import combinations

from vaulttools.english.spelling import is_everyday as is_everyday_in_english
from vaulttools.korean.lexicon import is_everyday, is_name
from vaulttools.note.dates import is_date
from vaulttools.note.facts import FactsByPath, in_template_folder, name_of
from vaulttools.text import match_key, match_keys
from vaulttools.values import grouped
from vaulttools.vault.census import without_date
from vaulttools.vault.entities import Entities
from vaulttools.vault.folding import letters_of
from vaulttools.vault.habits import Habits, Lesson, learn
from vaulttools.vault.memory import Memory, remembered
from vaulttools.vault.mentions import Names
from vaulttools.vault.unwritten import could_be_title, shape_of_period

_ALONE = 50
"""From so many notes is learned first, before others may do so at the same time: what all need is worked out once."""
_MOST = 1500
"""Habits are learned from about so many notes."""
_SOME = 300
"""About so many notes, spread over the vault, show what its notes link to."""
_MOST_WORDS = 8
"""What has more words is no name but a sentence."""
_MOST_WORDS_CALLED = 4
"""What has more words, and is shown instead of a name, tells of the note rather than calls it."""
_POINTING = frozenset(
    "a all an any each every her his its my our some such that the their these this those your"
    " 각 그 그런 다른 다음 두 본 아래 여러 위 이 이런 이전 저 첫 해당".split()
)
"""What begins a phrase that means a note only where it stands: `this note`, `그 회사`."""
_SEVERAL = 2
"""In so many notes what links show is what their owner calls the note."""
_ENOUGH = 10
"""A vault links to notes that are no entities, too, if so many links lead there, and at least one in so many links."""
_AHEAD = 10
"""The owner means to write notes that links are ahead of if there are so many, at least a quarter of all that is linked to,
and twice as many links open notes: if hardly a link opens one, something else is wrong."""


class Usage:
    """What the owner of a vault links to, and which names. Links that are added later are no usage of the owner's."""

    def __init__(
        self,
        facts: FactsByPath,
        entities: Entities,
        resolve_link: Callable[[str, str], str | None],
        by_alias: Callable[[str], Sequence[str]],
        names: Callable[[bool, str], Names],
        text: Callable[[str], str],
        memory: Memory,
    ) -> None:
        """`names` gives those of all notes, or of entities only, that can stand in a text; `text` that of a note by its path."""
        self._facts = facts
        self._entities = entities
        self._resolve_link = resolve_link
        self._by_alias = by_alias
        self._names = names
        self._text = text
        self._memory = memory
        self._habits: dict[bool, Habits] = {}
        self.mapped: Callable[[Callable[[str], Lesson], Sequence[str]], Iterable[Lesson]] = map
        """What calls a function with each of many paths."""
        self.habits_asked: set[bool] = set()
        """The arguments that `habits` was called with so far."""

    def _about(self, most: int) -> Sequence[str]:
        """The paths of about `most` notes, spread over the vault by a digest of each: one note more changes nothing for the others."""
        parts = len(self._facts) // most + 1
        if parts == 1:
            return sorted(self._facts)
        return sorted(path for path in self._facts if crc32(path.encode("utf-8", "surrogatepass")) * parts < 1 << 32)

    @remembered("links ahead", by_links=True)
    def links_ahead(self) -> bool:
        """Whether the owner links to many names that are not notes yet."""
        written: set[str] = set()
        unwritten: set[str] = set()
        for path in self._about(_SOME):
            for target in () if in_template_folder(path) else self._facts[path].links:
                found = self._resolve_link(target, path)
                if shape_of_period(target if found is None else name_of(found)):
                    continue
                if found is None and could_be_title(target):
                    unwritten.add(match_key(target))
                elif found is not None and found != path and found in self._facts:
                    written.add(found)
        if len(unwritten) >= _AHEAD:
            unwritten = {name for name in unwritten if not self._by_alias(name)}
        return len(unwritten) >= _AHEAD and 2 * _AHEAD <= len(written) <= 3 * len(unwritten)

    @remembered("form of links", by_links=True)
    def form_of_links(self) -> str:
        """How most links to notes are written: `wiki`, `markdown`, or `address`, of a page of the web site that the vault becomes."""
        count = dict.fromkeys(("wiki", "markdown", "address"), 0)
        for path in self._about(_SOME):
            for target in self._facts[path].links:
                file = target.partition("#")[0]
                if not file:
                    continue  # both kinds lead so to a heading of their own note
                if file[-3:].lower() == ".md":
                    count["markdown"] += 1
                elif (found := self._resolve_link(target, path)) in self._facts:
                    count["wiki"] += 1
                elif found is None and file.startswith("/"):
                    count["address"] += 1
        if count["address"] < _ENOUGH:
            count["address"] = 0
        return max(count, key=count.__getitem__)

    @cached_property
    def has_entities(self) -> bool:
        """Whether the vault is made of entities: its notes link to them, or, if there are few links, most names are theirs."""
        entities = self._entities.kinds
        return bool(entities) and self._memory.known("has entities", self._links_to_entities, by_links=True)

    def _links_to_entities(self) -> bool:
        kinds = self._entities.kinds
        entities = others = 0
        for path in self._about(_SOME):
            found = {self._resolve_link(target, path) for target in self._facts[path].links} - {path}
            for target in found:
                if target in kinds:
                    entities += 1
                elif target is not None and target in self._facts and not is_date(name_of(target)):
                    others += 1
        if entities + others >= _ENOUGH:
            return others < _ENOUGH or others * _ENOUGH < entities + others
        others = sum(
            path not in kinds and not in_template_folder(path) and _is_a_name(name_of(path)) for path in self._facts
        )
        return others <= 2 * len(kinds)

    @remembered("called in links", by_links=True)
    def called(self) -> Mapping[str, Sequence[str]]:
        """What links call notes that is no name of any note, by the paths of these: `Northwind`, of `Northwind Ventures`.

        Several notes link so (one is enough for the beginning of the name of an entity), and no link that shows the same leads
        elsewhere.
        """
        spellings: dict[str, str] = {}
        meant: dict[str, dict[str, set[str]]] = {}
        for path in self._about(_MOST):
            for shown, target in () if in_template_folder(path) else self._facts[path].shown:
                key = match_key(shown)
                if key in self._keys:
                    continue
                spellings.setdefault(key, shown)
                to = self._resolve_link(target, path) or ""
                meant.setdefault(key, {}).setdefault(to, set()).add(path)
        return grouped(
            (path, spellings[key])
            for key, by_target in meant.items()
            if len(by_target) == 1
            for path, sources in by_target.items()
            if path in self._facts and self._may_be_name(key, path)
            if len(sources - {path}) >= (1 if self._is_short_form(key, path) else _SEVERAL)
        )

    def _may_be_name(self, key: str, path: str) -> bool:
        """Whether `key` looks like a name for the note at `path` that it has not; one that has its names inside is read as these."""
        letters = letters_of(key)
        return (
            key[:1].isalnum()
            and len(words := key.split(" ")) <= _MOST_WORDS_CALLED
            and words[0] not in _POINTING
            and not (len(words) == 1 and ((is_everyday(key) and not is_name(key)) or is_everyday_in_english(key)))
            and _is_a_name(key)
            and not any(letters_of(name) in letters for name in self._entities.names(path))
        )

    def _is_short_form(self, key: str, path: str) -> bool:
        """Whether no name begins with `key` but those of the entity at `path`."""
        if path not in self._entities.kinds:
            return False
        own = match_keys(self._entities.names(path))
        first = f"{key} " if key.isascii() else key
        return any(name.startswith(first) for name in own) and not any(
            name.startswith(first) for name in self._keys - {*own}
        )

    @cached_property
    def larger(self) -> Mapping[str, Sequence[Sequence[str]]]:
        """What larger names have before and behind the names of notes, by these: of `Acme Foods`, ("", " foods") by `acme`.

        Larger names are those of notes that are no entities, and those that links lead to ahead of a note. All are keys (`match_key`).
        """
        found: dict[str, list[Sequence[str]]] = {}
        for larger in (self._larger_names, self._larger_ahead):
            for name, rests in larger.items():
                found.setdefault(name, []).extend(rests)
        return found

    @remembered("larger names")
    def _larger_names(self) -> Mapping[str, Sequence[Sequence[str]]]:
        entities = self._entities
        others = [name for path in self._facts if path not in entities.kinds for name in entities.names(path)]
        return _around(sorted({*match_keys(others)}), self._keys)

    @remembered("larger names ahead", by_links=True)
    def _larger_ahead(self) -> Mapping[str, Sequence[Sequence[str]]]:
        targets = {target for path in self._about(_MOST) for target in self._facts[path].links}
        return _around(sorted({*_named(targets)} - self._keys), self._keys)

    def larger_beside(self, targets: Iterable[str], parts: Container[str]) -> Mapping[str, Sequence[Sequence[str]]]:
        """The same of what the links of a note lead to, of which `larger` may know nothing: it is learned from some thousand notes."""
        return _around(_named(targets), parts) if len(self._facts) > _MOST else {}

    @cached_property
    def _keys(self) -> Set[str]:
        return frozenset(self._all_keys)

    @remembered("name keys")
    def _all_keys(self) -> Sequence[str]:
        """The names of all notes, as they are compared."""
        return match_keys([name for path in self._facts for name in self._entities.names(path)])

    def habits(self, of_all: bool = False) -> Habits:
        """How often the owner links the names of entities (or of all notes), learned from some thousand notes at most."""
        self.habits_asked.add(of_all)
        if of_all not in self._habits:
            known, learned_from = self._memory.habits(of_all, self.called)
            paths = [path for path in self._about(_MOST) if path not in learned_from]
            lesson = partial(self._lesson, of_all=of_all)
            lessons = [*map(lesson, paths[:_ALONE]), *self.mapped(lesson, paths[_ALONE:])]
            new = dict(zip(paths, lessons, strict=True))
            self._memory.learned(of_all, self.called, new)
            self._habits[of_all] = known.with_(new.values()) if new else known
        return self._habits[of_all]

    def _lesson(self, path: str, of_all: bool) -> Lesson:
        """What a note shows of the owner's habits; nothing about entities if it has no link."""
        if not (of_all or self._links_out(path)):
            return Lesson()
        text = self._text(path)
        return learn(path, text, self._names(of_all, text), self._resolve_link)

    def _links_out(self, path: str) -> bool:
        """Whether the note at `path` links to another note."""
        found = (self._resolve_link(target, path) for target in self._facts[path].links)
        return any(other in self._facts and other != path for other in found if other is not None)


def _named(targets: Iterable[str]) -> list[str]:
    """What links to `targets` call notes in several words, as keys (`match_key`)."""
    return match_keys([name_of(target.partition("#")[0]) for target in targets if " " in target])


def _around(larger: Iterable[str], parts: Container[str]) -> Mapping[str, Sequence[Sequence[str]]]:
    """What the `larger` names have before and behind those `parts` that are among their words, by these; all are keys (`match_key`).

    Everyday words of Korean make no larger name of another: `토스 미팅`.
    """
    return grouped(
        (part, (" ".join([*words[:start], ""]), " ".join(["", *words[end:]])))
        for name in larger
        if " " in name and len(words := name.split(" ")) <= _MOST_WORDS
        for start, end in combinations(range(len(words) + 1), 2)
        if (part := " ".join(words[start:end])) in parts and not all(map(is_everyday, [*words[:start], *words[end:]]))
    )


def _is_a_name(name: str) -> bool:
    """Whether `name` may be part of a sentence: not a number, a date, or a title with a date before it."""
    return without_date(name) == name and any(map(str.isalpha, name)) and not is_date(name)
