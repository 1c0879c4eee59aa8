"""What front matter should contain: what schemas require, and what most notes of a kind have."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from vaulttools.note import Entry, Facts, Note
from vaulttools.note.dates import day_in
from vaulttools.text import match_key
from vaulttools.values import Value, cached_method, grouped
from vaulttools.vault.census import Census, is_slip, top_heading, without_date
from vaulttools.vault.schemas import EVERYWHERE, Contract, Schemas


class Customs(Value):
    """The schemas of a vault and the customs of its notes. Answers what a note lacks, and what it may have meant."""

    _facts: Mapping[str, Facts]
    _schemas: Schemas
    _contract: Callable[[str], Contract]
    """That for the note at a path."""
    _census: Callable[[], Census]
    _born: Callable[[str], str]
    """The day when the note at a path was first committed; empty if nobody knows."""

    def lacking(self, note: Note) -> list[str]:
        """The keys that the front matter of `note` should have but lacks, or has without a value.

        By the owner's schemas, else by the custom of its kind: where nine in ten of the others do so, and there are two notes to
        tell from for having front matter at all, five for a key.
        """
        contract = self._schemas.of(note.facts)
        has = {key for key, shape, _ in note.facts.properties if shape != "empty"}
        if contract.required <= has:
            return []
        has = {match_key(key) for key in has}
        return [
            key
            for key in contract.properties
            if key in contract.required and match_key(key) not in has
            if contract.asks_for(key) or (key not in note.facts.keys and self._is_custom(contract, key, bool(has)))
        ]

    def _is_custom(self, contract: Contract, key: str, has_front_matter: bool) -> bool:
        """Whether nine in ten of the other notes of a kind have `key`, given a note that does not."""
        for schema in contract.schemas:
            share = self._census().having(schema.name, key)
            fronts = self._census().having_front_matter(schema.name)
            if has_front_matter:
                usual = share._replace(all=share.all - 1).is_usual(5)
            else:
                usual = fronts._replace(all=fronts.all - 1).is_usual(2) and share.is_usual(2)
            if usual and key in schema.properties:
                return True
        return False

    def known(self, note: Note, key: str) -> Any:
        """The value that the property `key` of `note` should have, if the note itself tells; else None."""
        contract = self._schemas.of(note.facts)
        asked = contract.properties.get(key, ())
        value = next((each.default for each in asked if each.default is not None), None)
        if value is not None:
            return [value] if any(each.list == "yes" for each in asked) else value
        if key == "type" and contract.kind:
            usual = next((self._census().usual_type(schema.name) for schema in contract.schemas), None)
            kinds = self._schemas.kinds[contract.kind].types
            return usual if usual in kinds else next(iter(kinds), None)
        if key == "title":
            return top_heading(note.facts) or without_date(note.name)
        if key in ("date", "created", "날짜", "작성일"):
            day = day_in(note.name)
            return day.isoformat() if day is not None else self._born(note.path) or None
        return None

    def near_key(self, note: Note, key: str) -> str | None:
        """The key that `key`, which hardly any note has, is a typo of: one of its schemas, or of many notes."""
        keys = self._census().keys
        if keys.get(key, 0) > 2:
            return None
        known = {*EVERYWHERE, *self._contract(note.path).properties, *self._census().common_keys}
        near = [other for other in known if is_slip(key, other) and other not in note.facts.keys]
        return near[0] if len(near) == 1 else None

    def dates(self, note: Note) -> Iterator[Entry]:
        """The properties of `note` that have a single value which is meant as a date."""
        contract = self._contract(note.path)
        for entry in note.properties:
            if contract.is_date(entry.key) and type(entry.value) in (str, int):
                yield entry

    def also_with(self, key: str, text: str, path: str) -> str | None:
        """Another note than the one at `path`, of a schema in common with it, whose property `key` is `text`."""
        mine = {schema.name for schema in self._contract(path).schemas if key in schema.properties}
        for other in self._having(key).get(text, ()):
            if other != path and not mine.isdisjoint(schema.name for schema in self._contract(other).schemas):
                return other
        return None

    @cached_method
    def _having(self, key: str) -> Mapping[str, list[str]]:
        """The notes that have the property `key`, by its text."""
        facts = self._facts.items()
        return grouped((text, path) for path, each in facts for name, _, text in each.properties if name == key)
