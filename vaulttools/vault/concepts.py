"""The concepts that the notes of a vault speak of, each with the company that it is spoken of with."""

from collections.abc import Callable, Mapping

from vaulttools.note import Note
from vaulttools.note.facts import FactsByPath
from vaulttools.note.outline import Confidence, Outline, Role, bare_name
from vaulttools.values import NamedTuple, Value
from vaulttools.vault.entities import Entities
from vaulttools.vault.mentions import Names
from vaulttools.vault.schemas import COMPANY, CONCEPT


class _Opening(NamedTuple):
    """The words of a heading, or the name of a company or a session that has no heading yet."""

    level: int
    name: str


_BELOW_HEADINGS = 7
"""The level of an opening that is not a heading: deeper than any."""

Spoken = list[tuple[_Opening | None, str]]
"""The openings in a note, and the concepts it mentions, in order."""


class Concepts(Value):
    """The concepts in notes, read from the texts as they were when the vault was opened."""

    _facts: FactsByPath
    _entities: Entities
    _resolve_link: Callable[[str, str], str | None]
    _names: Callable[[], Names]
    """Those of entities."""
    _outline: Callable[[Note], Outline]
    _text: Callable[[str], str]
    _spoken: dict[str, Spoken]
    """What is known already of notes, by their paths."""

    def of_companies(self) -> Mapping[str, set[str]]:
        """The concepts that the companies' own notes, or sections on them elsewhere, link to or mention; by the company's path.

        A section is below the company's name, which may be a line that is certainly meant as a heading.
        """
        concepts: dict[str, set[str]] = {path: set() for path in self._entities.of(COMPANY)}
        for path in self._facts:
            if path in concepts:
                concepts[path].update(concept for _, concept in self._in(path) if concept)
            elif path not in self._entities.kinds:
                opened: list[tuple[int, str]] = []
                for opening, concept in self._in(path):
                    if opening is not None:
                        opened = [(level, company) for level, company in opened if level < opening.level]
                        named = self._entities.named(opening.name)
                        opened += [(opening.level, each) for each in named if each in concepts]
                    else:
                        for _, company in opened[-1:]:
                            concepts[company].add(concept)
        return {path: found for path, found in concepts.items() if found}

    def _in(self, path: str) -> Spoken:
        """What is spoken of in the note at `path`; nothing if no company has a section there."""
        if path not in self._spoken:
            self._spoken[path] = self._find(Note(path, self._text(path)))
        return self._spoken[path]

    def _find(self, note: Note) -> Spoken:
        places: list[tuple[int, _Opening | None, str]] = [
            (each.span.start, _Opening(each.level, bare_name(each.text)), "") for each in note.headings
        ]
        places += [
            (each.line.start, _Opening(_BELOW_HEADINGS, each.name if each.role is Role.COMPANY else ""), "")
            for each in self._outline(note).candidates
            if not each.level and each.role is not Role.SECTION and each.confidence is Confidence.HIGH
        ]
        entities = self._entities
        if note.path not in entities.kinds and not any(entities.is_company(each.name) for _, each, _ in places if each):
            return []
        for link in note.links:
            concept = self._resolve_link(link.path, note.path)
            if concept is not None and entities.kinds.get(concept) == CONCEPT:
                places.append((link.span.start, None, concept))
        for mention in self._names().mentions(note.prose, [heading.span for heading in note.headings]):
            concept, *others = mention.targets
            if mention.certain and not others and entities.kinds.get(concept) == CONCEPT:
                places.append((mention.span.start, None, concept))
        places.sort(key=lambda place: (place[0], place[2]))
        return [(opening, concept) for _, opening, concept in places]
