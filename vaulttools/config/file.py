"""Reads a vault's config: `.vaulttools.yaml`, or `[tool.vaulttools]` in a pyproject.toml."""

import json
import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from vaulttools import disk
from vaulttools.config import OFF, Config, Override, Selection, check_selector
from vaulttools.config.settings import (
    KIND,
    LINK_TO,
    OVERRIDE,
    PROPERTY,
    SCHEMA,
    SETTINGS,
    TYPE,
    TYPES,
    Setting,
    rule_settings,
)
from vaulttools.findings import Severity
from vaulttools.globs import Globs
from vaulttools.message import Message
from vaulttools.note.front_matter import date_of
from vaulttools.note.yaml import why_unreadable
from vaulttools.registry import Registry, nearest
from vaulttools.rule import Rule
from vaulttools.text import Lines, Span
from vaulttools.values import NamedTuple
from vaulttools.vault import DIALECTS
from vaulttools.vault.schemas import (
    DEFAULTS,
    KINDS,
    RECORDS,
    Kind,
    Property,
    Schema,
    Schemas,
)


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


MOST_WILDCARDS = 6
"""The most wildcards that one pattern may have: more than anybody needs."""


class _Source(NamedTuple):
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


NOT_UTF_8 = Message("it is not UTF-8 text")


def read(file: Path, allow_plugins: Callable[[tuple[str, ...]], Registry]) -> Config:
    """The config in `file`. `allow_plugins` is given the modules it names and returns the registry to use.

    Raises ConfigError for anything it does not understand.
    """
    try:
        text = disk.text(file)
    except (OSError, UnicodeDecodeError) as error:
        reason = disk.reason(error) if isinstance(error, OSError) else NOT_UTF_8
        raise ConfigError(Message("cannot read the config: {error}", {"error": reason}), str(file)) from error
    return parse(file, text, allow_plugins)


def parse(file: Path, text: str, allow_plugins: Callable[[tuple[str, ...]], Registry]) -> Config:
    """The config that `text` of `file` is, as `read` gives it."""
    source = _toml(file, text) if file.name == "pyproject.toml" else _yaml(file, text)
    if source.data is None:
        source = source._replace(data={})
    _check_mapping(source, source.data, (), SETTINGS)
    data = source.data
    registry = allow_plugins(tuple(data.get("plugins", ())))
    overrides = []
    for index, each in enumerate(data.get("overrides", ())):
        at = ("overrides", index)
        _check_mapping(source, each, at, OVERRIDE)
        if "paths" not in each:
            raise source.error(
                "an override needs `paths`", at, help='add the notes it applies to: `paths: ["daily/**"]`'
            )
        overrides.append(
            Override(_globs(source, each["paths"], (*at, "paths")), _selection(source, registry, each, at))
        )
    kinds = _kinds(source, data.get("entities", {}))
    return Config(
        registry=registry,
        selection=_selection(source, registry, data, ()),
        overrides=tuple(overrides),
        lang=data.get("lang"),
        fail_on=data.get("fail-on", str(Severity.WARNING)),
        exclude=_globs(source, data.get("exclude", ()), ("exclude",)),
        kinds=kinds,
        schemas=_schemas(source, data.get("schemas", {}), kinds, file.parent),
        baseline=_inside(source, data.get("baseline"), ("baseline",)),
        dialect=data.get("dialect", DIALECTS[0]),
        file=str(file),
    )


_DEEPEST = 100
"""How deep mappings and lists may be nested: far deeper than any setting needs."""


def _yaml(file: Path, text: str) -> _Source:
    import yaml

    places: dict[tuple[Any, ...], tuple[Span, Span]] = {}

    def invalid(template: str, span: Span | None = None, **values: Any) -> ConfigError:
        return ConfigError(Message(template, values), str(file), text, span)

    def span(node: Any) -> Span:
        start = node.start_mark.index
        return Span(start, max(start, len(text[: node.end_mark.index].rstrip())))

    def plain(node: Any, at: tuple[Any, ...]) -> Any:
        """The data of `node`, which stands at `at`; its places go into `places`."""
        if isinstance(node, yaml.ScalarNode):
            return node.value if node.style else _scalar(node.value)
        if isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                places[(*at, index)] = (span(item), span(item))
            return [plain(item, (*at, index)) for index, item in enumerate(node.value)]
        mapping = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in mapping:
                raise invalid("the key `{name}` appears twice", span(key_node), name=key)
            places[(*at, key)] = (span(key_node), span(value_node))
            mapping[key] = plain(value_node, (*at, key))
        return mapping

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        depth = 0
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.AliasEvent):
                raise invalid("YAML aliases are not allowed in a config", span(event))
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                raise invalid("the config is nested too deeply", span(event))
        root = yaml.compose(text, Loader=loader)
        data = None if root is None else plain(root, ())
    except yaml.YAMLError as problem:
        error = why_unreadable(text)
        if error is None:  # A note may hold them.
            at = getattr(problem, "position", 0)
            raise invalid("control characters are not allowed in a config", Span(at, at + 1)) from problem
        if error.reason == "depth":  # libyaml gives up by itself, looking ahead
            raise invalid("the config is nested too deeply", error.span) from problem
        raise ConfigError(error.message, str(file), text, error.span, error.help) from problem
    if root is not None:
        places[()] = (span(root), span(root))
    return _Source(str(file), text, data, places.get)


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


def _toml(file: Path, text: str) -> _Source:
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
    return _Source(str(file), text, data, partial(_toml_place, text, data))


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


_MUST_BE = {
    "array": "`{name}` must be a list",
    "object": "`{name}` must be a mapping",
    "string": "`{name}` must be text",
    "boolean": "`{name}` must be true or false",
    "integer": "`{name}` must be a whole number",
    "number": "`{name}` must be a number",
}


def _check_mapping(source: _Source, data: Any, at: tuple[Any, ...], settings: Mapping[str, Setting]) -> None:
    """Raises ConfigError if `data` is no mapping of `settings`, each of its type."""
    if not isinstance(data, dict):
        raise source.error(
            "this must be a mapping",
            at,
            help="write `key: value` lines; available keys: {keys}",
            keys=", ".join(settings),
        )
    for key, value in data.items():
        if key not in settings:
            like = nearest(str(key), settings)
            raise source.error(
                "unknown setting `{name}`",
                (*at, key),
                key=True,
                name=key,
                like=like,
                keys=", ".join(settings),
                help="did you mean `{like}`?" if like else "available settings: {keys}",
            )
        _check_value(source, value, (*at, key), settings[key].schema)


def _check_value(source: _Source, value: Any, at: tuple[Any, ...], schema: Mapping[str, Any]) -> None:
    name = at[-1]
    if "enum" in schema:
        # To Python, true is 1.
        if not any(value == each and isinstance(value, bool) == isinstance(each, bool) for each in schema["enum"]):
            like = nearest(str(value), map(str, schema["enum"]))
            raise source.error(
                "`{name}` cannot be `{value}`",
                at,
                name=name,
                value=value,
                like=like,
                choices=", ".join(map(str, schema["enum"])),
                help="did you mean `{like}`? Allowed values: {choices}" if like else "allowed values: {choices}",
            )
        return
    if "anyOf" in schema:
        if not isinstance(value, str | int | float):
            raise source.error("`{name}` must be text, a number, true or false", at, name=name)
        return
    wanted = schema["type"]
    if isinstance(wanted, list):
        wanted = next((each for each in wanted if isinstance(value, dict) == (each == "object")), wanted[0])
    fits = {
        "array": isinstance(value, list),
        "object": isinstance(value, dict),
        "string": isinstance(value, str),
        "boolean": isinstance(value, bool),
        "integer": isinstance(value, int) and not isinstance(value, bool),
        "number": isinstance(value, int | float) and not isinstance(value, bool),
    }[wanted]
    if not fits:
        single = wanted == "array" and isinstance(value, str | int)
        raise source.error(
            _MUST_BE[wanted], at, name=name, value=value, help="write it in brackets: `[{value}]`" if single else None
        )
    if "minimum" in schema and value < schema["minimum"]:
        raise source.error("`{name}` must be at least {least}", at, name=name, least=schema["minimum"])
    if wanted == "array" and "items" in schema:
        for index, item in enumerate(value):
            _check_value(source, item, (*at, index), schema["items"])


def _selection(source: _Source, registry: Registry, data: Mapping[str, Any], at: tuple[Any, ...]) -> Selection:
    def is_left_out(selector: str) -> bool:
        return bool(registry.left_out) and not registry.knows(selector)

    chosen: dict[str, tuple[str, ...]] = {}
    for key in ("select", "extend-select", "ignore"):
        for index, selector in enumerate(data.get(key, ())):
            if not is_left_out(selector):
                check_selector(
                    registry,
                    selector,
                    lambda template, at=(*at, key, index), **values: source.error(template, at, **values),
                )
                chosen[key] = (*chosen.get(key, ()), selector)
    rules = {}
    for name, setting in data.get("rules", {}).items():
        if is_left_out(name):
            continue
        here = (*at, "rules", name)
        check_selector(
            registry, name, lambda template, at=here, **values: source.error(template, at, key=True, **values), one=True
        )
        rules[name] = _rule_setting(source, registry.named(name)[0], setting, here)
    return Selection(
        chosen.get("select", ()) if "select" in data else None,
        chosen.get("extend-select", ()),
        chosen.get("ignore", ()),
        rules,
    )


def _rule_setting(source: _Source, rule: type[Rule], setting: Any, at: tuple[Any, ...]) -> Mapping[str, Any]:
    """The severity and the options that `setting` gives `rule`, by the names of its fields."""
    if isinstance(setting, str):
        setting = {"severity": setting}
    settings = rule_settings(rule)
    _check_mapping(source, setting, at, settings | {name.replace("-", "_"): each for name, each in settings.items()})
    return {key.replace("-", "_"): tuple(value) if isinstance(value, list) else value for key, value in setting.items()}


def _globs(source: _Source, patterns: Any, at: tuple[Any, ...]) -> Globs:
    for index, pattern in enumerate(patterns):
        if pattern.startswith("/") or ".." in pattern.split("/") or "\\" in pattern:
            raise source.error(
                "`{pattern}` points outside the vault",
                (*at, index),
                pattern=pattern,
                help="write paths relative to the vault's root, separated by `/`",
            )
        if len(re.findall(r"\*+|\?", pattern)) > MOST_WILDCARDS:
            raise source.error(
                "`{pattern}` has too many wildcards",
                (*at, index),
                pattern=pattern,
                help="split it into simpler patterns",
            )
    return Globs(patterns)


def _inside(source: _Source, path: str | None, at: tuple[Any, ...]) -> str | None:
    if path is not None and ("\0" in path or Path(path).is_absolute() or ".." in re.split(r"[/\\]", path)):
        raise source.error(
            "`{path}` points outside the vault", at, path=path, help="write a path relative to the vault's root"
        )
    return path


def _kinds(source: _Source, data: Mapping[str, Any]) -> Mapping[str, Kind]:
    kinds = dict(KINDS)
    for name, each in data.items():
        _check_mapping(source, each, ("entities", name), KIND)
        known = kinds.get(name, Kind((name,), ()))
        kinds[name] = Kind(tuple(each.get("types", known.types)), tuple(each.get("folders", known.folders)))
    return kinds


def _schemas(source: _Source, data: Mapping[str, Any], kinds: Mapping[str, Kind], folder: Path) -> Schemas:
    """The schemas of the config, with ours for the kinds it does not speak of."""
    all_kinds = {**RECORDS, **kinds}
    made = {schema.name: schema for schema in DEFAULTS}
    for name, each in data.items():
        at = ("schemas", name)
        if each in (OFF, False):
            made.pop(name, None)
            continue
        _check_mapping(source, each, at, SCHEMA)
        known = made.get(name)
        properties = dict(known.properties) if known is not None and each.get("other keys", True) else {}
        for key, asked in each.get("properties", {}).items():
            properties[key] = _property(source, asked, (*at, "properties", key), all_kinds)
        choosers = ("types", "folders", "paths", "tags")
        if name not in all_kinds and not any(key in each for key in choosers):
            all_kinds[name] = Kind((name,), (name,))
        text, file = _json_schema(source, each.get("json schema"), (*at, "json schema"), folder)
        made[name] = Schema(
            name,
            properties,
            "" if any(key in each for key in choosers) else name,
            tuple(each.get("types", ())),
            tuple(each.get("folders", ())),
            _globs(source, each["paths"], (*at, "paths")) if "paths" in each else None,
            tuple(tag.lstrip("#") for tag in each.get("tags", ())),
            each.get("other keys", True),
            text,
            file,
        )
    return Schemas(tuple(made.values()), all_kinds)


def _property(source: _Source, data: Any, at: tuple[Any, ...], kinds: Mapping[str, Kind]) -> Property:
    """One property of a schema, from a mapping or from a type alone."""
    words = data.get("type") if isinstance(data, dict) else data
    linking = LINK_TO.fullmatch(words) if isinstance(words, str) else None
    named = "link to"
    if linking is not None:
        more = {key: value for key, value in data.items() if key != "type"} if isinstance(data, dict) else {}
        named = "type" if isinstance(data, dict) else ""
        data = {"link to": linking["kind"], **more, "type": linking["type"]}
    elif isinstance(data, str):
        _check_value(source, data, at, TYPE)
        data = {"type": data}
    _check_mapping(source, data, at, PROPERTY)
    target = data.get("link to", "")
    if target and target not in kinds:
        raise source.error(
            "unknown kind of note `{name}`",
            (*at, named) if named else at,
            name=target,
            kinds=", ".join(kinds),
            help="known kinds: {kinds}; add others under `entities`",
        )
    pattern = data.get("pattern", "")
    if pattern:
        import regex

        try:
            regex.compile(pattern)
        except (regex.error, RecursionError) as error:
            read = pattern[: getattr(error, "pos", None)] or pattern
            raise source.error("the pattern is invalid after `{read}`", (*at, "pattern"), read=read) from error
    type_, list_ = TYPES[data["type"]] if "type" in data else (("link" if target else None), "either")
    for bound in ("min", "max"):
        if bound in data and not _fits_bound(data[bound], type_):
            raise source.error(
                "`{bound}` of a {type} cannot be `{value}`",
                (*at, bound),
                bound=bound,
                type=data.get("type", "value"),
                value=data[bound],
                help="use numbers as bounds of numbers, dates of dates, lengths of texts",
            )
    return Property(
        type_,  # type: ignore[arg-type]
        list_,  # type: ignore[arg-type]
        data.get("required", False),
        data.get("default"),
        tuple(data.get("one of", ())),
        pattern,
        data.get("min"),
        data.get("max"),
        data.get("unique", False),
        target,
        "schema",
    )


def _fits_bound(value: Any, type_: str | None) -> bool:
    if type_ in ("date", "datetime"):
        return date_of(value) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


def _json_schema(source: _Source, given: Any, at: tuple[Any, ...], folder: Path) -> tuple[str, str]:
    """The text of a JSON Schema, from the config itself or a file of the vault, and the name of that file; both may be empty."""
    if given is None:
        return "", ""
    from vaulttools.vault.json_schema import SchemaError, check_json_schema

    name = disk.CONFIG if isinstance(given, dict) else given
    try:
        if isinstance(given, dict):
            text = json.dumps(given, ensure_ascii=False)
        else:
            _inside(source, given, at)
            if disk.leads_out(folder / given):
                raise source.error("`{path}` is a symbolic link that leads outside the vault", at, path=given)
            text = disk.text(folder / given)
        check_json_schema(text)
    except OSError as error:
        raise source.error("cannot read `{path}`: {error}", at, path=name, error=disk.reason(error)) from error
    except UnicodeDecodeError as error:
        raise source.error("cannot read `{path}`: {error}", at, path=name, error=NOT_UTF_8) from error
    except SchemaError as error:
        raise source.error("not a valid JSON Schema: {error}", at, error=error.args[0]) from error
    return text, name
