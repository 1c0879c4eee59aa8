"""Schemas inferred from a vault as it is: for each kind of note the keys, their types, and how many notes have them."""

from collections import Counter
from collections.abc import Iterable, Mapping

from vaulttools.note import Facts
from vaulttools.note.dates import read_date
from vaulttools.note.facts import in_template_folder
from vaulttools.note.yaml_writer import quote
from vaulttools.values import NamedTuple, grouped
from vaulttools.vault.schemas import EVERYWHERE, Schemas

FEWEST = 3
"""A kind needs so many notes with front matter."""
LONGEST_ENUM = 6
"""The values of a property are listed if there are at most so many."""

_PAIRS = {frozenset(("text", "list")): "text or list", frozenset(("date", "datetime")): "date"}


class _Key(NamedTuple):
    """How the notes of one kind use a key."""

    notes: int
    shapes: Mapping[str, int]
    texts: Mapping[str, int]


def inferred_schemas(facts: Iterable[Facts], schemas: Schemas) -> str:
    """The `schemas` setting that describes the notes of `facts`, as YAML with a comment on each key; empty for no kind.

    It requires nothing that the notes do not have already: a key is required where every note has it with a value, and a type is
    named where every value is of it, or is meant to be. Kinds are those of `schemas`, else the `type` property, else the folder at the root.
    """
    kinds = grouped(
        (schemas.kind(each) or each.kind or each.path.rpartition("/")[0].split("/")[0], each)
        for each in facts
        if each.properties and not in_template_folder(each.path)
    )
    lines = []
    for name, notes in sorted(kinds.items(), key=lambda item: (-len(item[1]), item[0])):
        if name and len(notes) >= FEWEST:
            lines += [f"  {quote(name)}: # {len(notes)}", *_chooser(name, notes, schemas), "    properties:"]
            lines += [_line(key, found, len(notes)) for key, found in _keys(notes)]
    return "\n".join(["schemas:", *lines, ""]) if lines else ""


def _chooser(name: str, notes: list[Facts], schemas: Schemas) -> list[str]:
    """The line that selects the notes, if the name alone does not."""
    if name in schemas.kinds:
        return []
    if all(each.kind == name for each in notes):
        return [f"    types: [{quote(name, flow=True)}]"]
    return [f"    paths: [{quote(f'{name}/**', flow=True)}]"]


def _keys(notes: list[Facts]) -> list[tuple[str, _Key]]:
    """The keys that at least two of `notes` have, most common first."""
    counts: Counter[str] = Counter()
    shapes: dict[str, Counter[str]] = {}
    texts: dict[str, Counter[str]] = {}
    days: Counter[str] = Counter()
    """How many texts of each key are days."""
    for each in notes:
        counts.update(dict.fromkeys(each.keys, 1))
        for key, shape, text in each.properties:
            shapes.setdefault(key, Counter())[_meant(key, shape)] += 1
            texts.setdefault(key, Counter())[text] += 1
            days[key] += shape == "text" and _is_day(text)
    for key, counted in shapes.items():
        if counted["date"] > counted["text"]:
            shapes[key] = counted + Counter(date=days[key]) - Counter(text=days[key])
    common = sorted((key for key, count in counts.items() if count > 1), key=lambda key: -counts[key])
    return [(key, _Key(counts[key], shapes[key], texts[key])) for key in common]


def _meant(key: str, shape: str) -> str:
    """The shape of a value as it is meant: a lone tag is a list with one item."""
    return "list" if shape == "text" and key in EVERYWHERE else shape


def _is_day(text: str) -> bool:
    """Whether `text` is one day, written as Obsidian does not write it, as `date-form` reports: `2025.3.7`."""
    reading = read_date(text)
    return reading is not None and reading.iso != ""


def _line(key: str, found: _Key, notes: int) -> str:
    filled = {shape: count for shape, count in found.shapes.items() if shape != "empty"}
    asked = [f"type: {_type(filled)}"]
    if found.notes == notes == sum(filled.values()):
        asked.append("required: true")
    if filled.keys() == {"text"} and "" not in found.texts and _is_set(found.texts):
        asked.append(f"one of: [{', '.join(quote(text, flow=True) for text in sorted(found.texts))}]")
    share = f"{found.notes}/{notes}, {found.notes / notes:.0%}"
    detail = f": {', '.join(f'{shape} {count}' for shape, count in sorted(found.shapes.items()))}"
    return f"      {quote(key)}: {{{', '.join(asked)}}} # {share}{detail if len(found.shapes) > 1 else ''}"


def _type(shapes: Mapping[str, int]) -> str:
    if len(shapes) == 1:
        return next(iter(shapes))
    return _PAIRS.get(frozenset(shapes), "any")


def _is_set(texts: Mapping[str, int]) -> bool:
    """Whether a few values recur so often that they look like a fixed set."""
    return len(texts) <= LONGEST_ENUM and all(count >= FEWEST for count in texts.values())
