"""The text of a config as plain data, of which it is known where it stands in the text. Configs are YAML or TOML."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from vaulttools.files import disk
from vaulttools.message import Message
from vaulttools.note.yaml import why_unreadable
from vaulttools.text import Lines, Span
from vaulttools.values import NamedTuple


class ConfigError(Exception):
    """A config that cannot be used: what is wrong, in which file, where in it, and what to do."""

    def __init__(
        self, message: Message, file: str, text: str = "", span: Span | None = None, help: Message | None = None
    ):
        super().__init__(str(message))
        self.message = message
        self.file = file
        self.text = text
        self.span = span
        self.help = help


class Source(NamedTuple):
    """A config as plain data, and where in its text it stands."""

    file: str
    text: str
    data: Any
    place: Callable[[tuple[Any, ...]], tuple[Span, Span] | None]
    """Where in its text a key and its value stand; None if that is not known."""

    def error(
        self, template: str, at: tuple[Any, ...], *, key: bool = False, help: str | None = None, **values: Any
    ) -> ConfigError:
        """What is wrong at the key or the value of `at`, or where that has no place, at what holds it."""
        while (place := self.place(at)) is None and at:
            at, key = at[:-1], False
        span = None if place is None else place[0 if key else 1]
        return ConfigError(
            Message(template, values), self.file, self.text, span, Message(help, values) if help else None
        )


def parsed(file: Path, text: str) -> Source:
    """The data that `text` of `file` holds; None if it holds none. Raises ConfigError if it cannot be read."""
    return _toml(file, text) if file.name == "pyproject.toml" else _Yaml(file, text).read()


_DEEPEST = 100
"""How deep mappings and lists may be nested: far deeper than any setting needs."""


class _Yaml:
    """Reads a config in YAML."""

    def __init__(self, file: Path, text: str) -> None:
        self._file = str(file)
        self._text = text
        self._places: dict[tuple[Any, ...], tuple[Span, Span]] = {}
        """Where each key and its value stand."""

    def read(self) -> Source:
        """The config and its places. Raises ConfigError."""
        import yaml

        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            self._check(yaml.parse(self._text, Loader=loader))
            root = yaml.compose(self._text, Loader=loader)
        except yaml.YAMLError as problem:
            raise self._unreadable(problem) from problem
        data = None
        if root is not None:
            self._places[()] = (self._span(root), self._span(root))
            data = self._plain(root, ())
        return Source(self._file, self._text, data, self._places.get)

    def _check(self, events: Iterable[Any]) -> None:
        """Raises ConfigError for what no config needs, and what takes long to read."""
        import yaml

        depth = 0
        for event in events:
            if isinstance(event, yaml.AliasEvent):
                raise self._error("YAML aliases are not allowed in a config", self._span(event))
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                raise self._error("the config is nested too deeply", self._span(event))

    def _unreadable(self, problem: Exception) -> ConfigError:
        error = why_unreadable(self._text)
        if error is None:  # A note may hold them.
            at = getattr(problem, "position", 0)
            return self._error("control characters are not allowed in a config", Span(at, at + 1))
        if error.reason == "depth":  # libyaml gives up by itself, looking ahead
            return self._error("the config is nested too deeply", error.span)
        return ConfigError(error.message, self._file, self._text, error.span, error.help)

    def _plain(self, node: Any, at: tuple[Any, ...]) -> Any:
        """The data of `node`, which stands at `at`; keeps the places of what it holds."""
        if node.id == "scalar":
            return node.value if node.style else _scalar(node.value)
        if node.id == "sequence":
            for index, item in enumerate(node.value):
                self._places[(*at, index)] = (self._span(item), self._span(item))
            return [self._plain(item, (*at, index)) for index, item in enumerate(node.value)]
        mapping = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in mapping:
                raise self._error("the key `{name}` appears twice", self._span(key_node), name=key)
            self._places[(*at, key)] = (self._span(key_node), self._span(value_node))
            mapping[key] = self._plain(value_node, (*at, key))
        return mapping

    def _span(self, node: Any) -> Span:
        start = node.start_mark.index
        return Span(start, start + len(self._text[start : node.end_mark.index].rstrip()))

    def _error(self, template: str, span: Span, **values: Any) -> ConfigError:
        return ConfigError(Message(template, values), self._file, self._text, span)


def _scalar(value: str) -> Any:
    """A plain YAML scalar as YAML 1.2 reads it, as far as a config has need of it: `off` stays a word."""
    if value in ("true", "false"):
        return value == "true"
    if value in ("", "~", "null"):
        return None
    if re.fullmatch(r"[-+]?\d{1,18}", value):
        return int(value)
    if re.fullmatch(r"[-+]?\d+\.\d*", value):
        return float(value)
    return value


def _toml(file: Path, text: str) -> Source:
    import tomllib

    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:  # also a number of thousands of digits
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(problem))
        at = Lines(text).offset(int(found[1]), int(found[2])) if found else len(text)
        raise ConfigError(
            Message("not valid TOML: {problem}", {"problem": problem}), str(file), text, Span(at, at)
        ) from problem
    for key in disk.CONFIG_TABLE.split("."):
        data = data.get(key, {}) if isinstance(data, dict) else {}
    return Source(str(file), text, data, partial(_toml_place, text, data))


def _toml_place(text: str, data: Any, at: tuple[Any, ...]) -> tuple[Span, Span] | None:
    """Where `at` stands in `text`. tomllib keeps no places: where a key first stands after what holds it will do."""
    start = text.find(f"[{disk.CONFIG_TABLE}")
    span = None
    value, holder = data, ""
    for part in at:
        signs = [rf"""(?<![\w-])(["']?){re.escape(str(part))}\1(?=[ \t]*[=.\]])"""]
        if isinstance(value, list):
            head = rf"{re.escape(holder)}\]\]"
            items = value[: part + 1]
            signs = [head if isinstance(each, dict) else rf"""["']{re.escape(str(each))}["']""" for each in items]
        behind = start
        for sign in signs:
            found = re.compile(sign).search(text, behind)
            if found is None:
                return None
            start, behind = found.span()
        span = Span(start, behind)
        value, holder = value[part], str(part)
    return None if span is None else (span, span)
