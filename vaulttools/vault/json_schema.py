"""JSON Schemas for front matter: whether one can be used, and what it finds wrong."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import unquote

from vaulttools.message import Message
from vaulttools.note.front_matter import FrontMatter
from vaulttools.note.yaml import Node
from vaulttools.values import NamedTuple


class SchemaError(ValueError):
    """A JSON Schema that cannot be used; the text, or a Message, says why."""


@cache
def validator(text: str) -> Any:
    """What finds the errors that the JSON Schema `text` tells. Raises SchemaError if it cannot be used."""
    import jsonschema_rs

    options = jsonschema_rs.FancyRegexOptions(backtrack_limit=10_000, size_limit=1_000_000)
    # Nothing is fetched: a `$ref` to elsewhere is an error of the schema.
    try:
        schema = json.loads(text)
        if _weight(text).schemas > _HEAVIEST:
            raise SchemaError(Message("its references multiply without bounds"))
        return jsonschema_rs.validator_for(schema, pattern_options=options, validate_formats=True, offline=True)
    except (ValueError, RecursionError) as error:
        raise error if isinstance(error, SchemaError) else SchemaError(str(error).splitlines()[0]) from error


_HEAVIEST = 20_000
"""How many schemas a JSON Schema may consist of, including all that it refers to."""
_MOST_WAYS = 1_000_000
"""In how many ways a JSON Schema that refers to itself may reach a value."""
_MOST_MEETINGS = 300_000
"""How often a schema, or a hundred characters of one, may meet a value: each time may be an error of two kilobytes."""
_REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")


class _Weight(NamedTuple):
    """How much work a JSON Schema can be."""

    schemas: int
    """Of how many schemas it consists with all references written out, each loop once."""
    references: int
    """How many references it contains, if any of them leads back to what contains it; otherwise 0."""


@cache
def _weight(text: str) -> _Weight:
    """How much work the JSON Schema `text` can be. Raises RecursionError."""
    return _Weighing(json.loads(text)).weight()


class _Weighing:
    """Counts the schemas in a JSON Schema."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.named: dict[str, Any] = {"": root}
        self.references = 0
        self.has_loop = False
        self.counts: dict[int, int | None] = {}
        """By identity, of how many schemas a value consists; None while it is being counted."""

    def weight(self) -> _Weight:
        self.find_names(self.root)
        schemas = self.count(self.root)
        return _Weight(schemas, self.references if self.has_loop else 0)

    def find_names(self, node: Any) -> None:
        """Collects the schemas that have a name, and counts the references."""
        if isinstance(node, dict):
            for key in ("$id", "id", "$anchor", "$dynamicAnchor"):
                if isinstance(node.get(key), str):
                    self.named[node[key].strip("#").rpartition("/")[2]] = node
            self.references += sum(key in node for key in _REFERENCES)
        for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            self.find_names(inner)

    def referred(self, reference: str) -> Any:
        """What `reference` (`name#anchor`, `name#/path/to/it`) refers to; None if there is no such place."""
        name, _, way = reference.partition("#")
        node = self.named.get(name.rpartition("/")[2], self.root)
        if way and not way.startswith("/"):
            return self.named.get(way, self.root)
        for step in way.split("/")[1:]:
            step = unquote(step).replace("~1", "/").replace("~0", "~")
            if isinstance(node, dict):
                node = node.get(step)
            else:
                node = node[int(step)] if isinstance(node, list) and step.isdigit() and int(step) < len(node) else None
        return node

    def count(self, node: Any) -> int:
        """Of how many schemas `node` consists."""
        if not isinstance(node, dict | list):
            return 0
        known = self.counts.get(id(node), 0)
        if known is None:
            self.has_loop = True
        if known != 0:
            return known or 0
        self.counts[id(node)] = None
        total = 1 if isinstance(node, dict) else 0
        for key, inner in node.items() if isinstance(node, dict) else enumerate(node):
            if key in _REFERENCES and isinstance(inner, str):
                total += self.count(self.referred(inner))
            elif key not in ("enum", "const", "default", "examples", "$defs", "definitions"):
                total += self.count(inner)
        self.counts[id(node)] = total
        return total


_JSON_WORDS = {
    "type": "this is not of the type {wanted}",
    "enum": "this is not one of {wanted}",
    "const": "this is not {wanted}",
    "pattern": "this does not match {wanted}",
    "format": "this is not in the form {wanted}",
    "minimum": "this is less than {wanted}",
    "maximum": "this is more than {wanted}",
    "exclusiveMinimum": "this is not more than {wanted}",
    "exclusiveMaximum": "this is not less than {wanted}",
    "minLength": "this has fewer characters than {wanted}",
    "maxLength": "this has more characters than {wanted}",
    "minItems": "this has fewer items than {wanted}",
    "maxItems": "this has more items than {wanted}",
    "required": "the key {wanted} is required",
    "additionalProperties": "the key {wanted} is not allowed",
    "unevaluatedProperties": "the key {wanted} is not allowed",
    "falseSchema": "this is not allowed",
    "uniqueItems": "this contains a duplicate",
}
"""What we say about the keywords of JSON Schema."""


def _json_words(error: Any) -> Message:
    """What `error` says, in the words of the library if we have none for its keyword."""
    kind = error.kind
    if kind.name not in _JSON_WORDS:
        return Message("{words}", {"words": _short(error.message)})
    wanted = kind.value if isinstance(kind.value, list) else [kind.value]
    named = [_short(str(each)) for each in wanted[:_MOST_NAMED]] + ["…"] * (len(wanted) > _MOST_NAMED)
    return Message(_JSON_WORDS[kind.name], {"wanted": tuple(named)})


_MOST_NAMED = 50
"""How many values a message names: a schema may allow thousands, and each note gets a message."""


_LONGEST_NAMED = 500
"""How many code points are told of each."""


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_NAMED else f"{words[:_LONGEST_NAMED]}…"


class JsonError(NamedTuple):
    """Something that a JSON Schema does not allow."""

    node: Node | None
    """The key or value that is wrong; None for the front matter as a whole."""
    words: Message


def json_errors(schema: str, front_matter: FrontMatter) -> Iterator[JsonError]:
    """What the JSON Schema `schema` (its text) does not allow in `front_matter`. It sees dates as texts, as Obsidian does.

    A pattern that takes too long finds nothing.
    """
    weight = _weight(schema)
    meetings = max(weight.schemas, len(schema) // 100) * _size(front_matter.data)
    if meetings > _MOST_MEETINGS or weight.references ** _depth(front_matter.data) > _MOST_WAYS:
        yield JsonError(None, Message("it is too large or too deeply nested for this schema"))
        return
    for error in validator(schema).iter_errors(_jsonable(front_matter.data)):
        node = _node_at(front_matter.root, list(error.instance_path)) if error.instance_path else None
        kind = error.kind.name
        holder = node or front_matter.root
        unexpected = error.kind.unexpected if kind in ("additionalProperties", "unevaluatedProperties") else ()
        keys = [entry for entry in holder.entries if entry.key in unexpected] if holder is not None else []
        for entry in keys:
            yield JsonError(entry.key_node, Message(_JSON_WORDS[kind], {"wanted": (entry.key,)}))
        if not keys and "backtrack" not in kind.lower():
            yield JsonError(node, _json_words(error))


def _depth(value: Any) -> int:
    """How deep mappings and lists are nested in `value`."""
    if not isinstance(value, dict | list):
        return 0
    return 1 + max(map(_depth, value.values() if isinstance(value, dict) else value), default=0)


def _size(value: Any) -> int:
    """How many values `value` consists of, itself included."""
    if not isinstance(value, dict | list):
        return 1
    return 1 + sum(map(_size, value.values() if isinstance(value, dict) else value))


def _node_at(root: Node | None, path: list[Any]) -> Node | None:
    """The value at `path`, or as much of the way to it as is written out here."""
    node = root
    for step in path:
        if node is None:
            return None
        inner: Node | None = None
        if isinstance(step, int):
            inner = node.items[step] if step < len(node.items) else None
        else:
            inner = next((each.node for each in reversed(node.entries) if each.key == step), None)
        if inner is None:
            return node
        node = inner
    return node


def _jsonable(value: Any) -> Any:
    """`value` with texts for the numbers that JSON does not have: infinities and NaN."""
    if isinstance(value, dict):
        return {key: _jsonable(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_jsonable(inner) for inner in value]
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return str(value)
    return value
