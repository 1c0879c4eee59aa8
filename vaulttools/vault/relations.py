"""Which companies have most in common, by the concepts they share; rare ones count more."""

from collections.abc import Iterator, Mapping, Set
from functools import cached_property
from math import log

from vaulttools.values import NamedTuple, grouped

_FEW = 6
"""Among so few companies, a concept that more than half share still counts."""


class Relation(NamedTuple):
    """A company, and what another one shares with it."""

    path: str
    score: float
    """The sum of the weights of what is shared."""
    shared: tuple[str, ...]
    """The concepts that both speak of, the rarest first."""


class Relations:
    """Companies and the concepts that are spoken of with them, ready to be asked which companies are alike."""

    def __init__(self, concepts: Mapping[str, Set[str]]) -> None:
        """Takes the paths of the concepts of each company, by the company's path."""
        self._concepts = concepts

    @cached_property
    def _companies(self) -> Mapping[str, list[str]]:
        """The companies that speak of each concept, both by path."""
        return grouped((concept, company) for company in sorted(self._concepts) for concept in self._concepts[company])

    def weight(self, concept: str) -> float:
        """The weight of a shared `concept`: higher the fewer companies share it; zero if more than half do."""
        having, all_ = len(self._companies[concept]), len(self._concepts)
        return log((all_ + 1) / having) if 2 * having <= max(all_, _FEW) else 0.0

    def of(self, company: str) -> Iterator[Relation]:
        """The companies that share a concept of any weight with `company`, the most alike first, ties by path."""
        shared: dict[str, list[tuple[float, str]]] = {}
        for concept in sorted(self._concepts.get(company, ())):
            weight = self.weight(concept)
            if weight:
                for other in self._companies[concept]:
                    if other != company:
                        shared.setdefault(other, []).append((-weight, concept))
        relations = [
            Relation(other, -sum(weight for weight, _ in each), tuple(concept for _, concept in sorted(each)))
            for other, each in shared.items()
        ]
        yield from sorted(relations, key=lambda relation: (-relation.score, relation.path))
