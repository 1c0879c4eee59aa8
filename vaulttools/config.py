"""What a vault's owner has set: `.vaulttools.yaml` or `[tool.vaulttools]` in pyproject.toml, read with care."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import Any, NamedTuple

from vaulttools import disk
from vaulttools.engine import Rules, Use
from vaulttools.findings import Severity
from vaulttools.globs import Globs
from vaulttools.message import Message
from vaulttools.note.front_matter import date_of
from vaulttools.note.yaml import why_unreadable
from vaulttools.registry import Registry, nearest
from vaulttools.rule import Option, Rule
from vaulttools.schemas import DEFAULTS, KINDS, RECORDS, Kind, Property, Schema, SchemaError, Schemas, check_json_schema
from vaulttools.text import Lines, Span
from vaulttools.values import Value, field, replace
from vaulttools.vault import DIALECTS

FILE = disk.CONFIG
"""The name of a vault's config file, at its root."""
TABLE = disk.CONFIG_TABLE
"""The table of a pyproject.toml that holds the same."""

OFF = "off"
LEVELS: Mapping[str, Severity] = {str(severity): severity for severity in Severity}
NEVER = "never"


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


class Setting(Value):
    """One key of the config: its type in JSON Schema's words, and a line for its documentation."""

    schema: Mapping[str, Any]
    doc: str


_TEXTS = {"type": "array", "items": {"type": "string"}}
_SELECTION = {
    "select": Setting(
        _TEXTS,
        "Rules or families to run, or `all`. The default is all rules that are on by default. Rules that are off by "
        "default must be named, even if their family is selected.",
    ),
    "extend-select": Setting(_TEXTS, "Rules or families to run in addition to those selected."),
    "ignore": Setting(_TEXTS, "Rules or families not to run."),
    "rules": Setting(
        {"type": "object"}, "For each rule: `off`, a severity, or a mapping with `severity` and the rule's options."
    ),
}
SETTINGS: Mapping[str, Setting] = {
    **_SELECTION,
    "lang": Setting({"enum": ["en", "ko"]}, "Language of messages."),
    "fail-on": Setting({"enum": [*LEVELS, NEVER]}, "The lowest severity that makes the exit code 1."),
    "exclude": Setting(_TEXTS, "Globs of notes not to check. Links to them still resolve."),
    "overrides": Setting(
        {"type": "array", "items": {"type": "object"}}, "Rule settings for the notes that match `paths`."
    ),
    "entities": Setting({"type": "object"}, "For each kind of entity: the `types` and `folders` of its notes."),
    "schemas": Setting(
        {"type": "object"}, "For each kind of note: the `properties` of its front matter, and the constraints on each."
    ),
    "dialect": Setting(
        {"enum": [*DIALECTS]},
        "The dialect of wiki-links. `logseq` (also for Roam): pages need no file; `dendron`: `[[words|note]]`; `vimwiki`: `[[diary:...]]`.",
    ),
    "baseline": Setting({"type": "string"}, "A file of accepted findings, written by `check --write-baseline`."),
    "plugins": Setting(_TEXTS, "Modules with your own rules. They run only with `--allow-plugins`."),
}
"""The keys of a config."""
_OVERRIDE = {"paths": Setting(_TEXTS, "Globs of the notes it applies to."), **_SELECTION}


class Selection(Value):
    """Which rules run, and how they are set: one layer of a config."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


class Override(Value):
    """A selection for some notes only."""

    paths: Globs
    selection: Selection


MOST_WILDCARDS = 6
"""As many wildcards as one pattern may have: more than anybody needs."""


class Config(Value):
    """The settings of one run. Immutable; `rules_for` answers what they mean for a note."""

    registry: Registry
    selection: Selection = Selection()
    overrides: tuple[Override, ...] = ()
    lang: str | None = None
    fail_on: str = str(Severity.WARNING)
    exclude: Globs = field(default_factory=Globs)
    kinds: Mapping[str, Kind] = field(default_factory=lambda: KINDS)
    schemas: Schemas = field(default_factory=Schemas)
    baseline: str | None = None
    dialect: str = DIALECTS[0]
    file: str | None = None
    """The file it was read from, or None where all is default."""

    def with_selection(self, selection: Selection) -> "Config":
        """The config with the command line's choice of rules on top: `select` there forgets what the file selected."""
        mine = self.selection
        if selection.select is not None:
            mine = replace(mine, select=selection.select, extend_select=(), ignore=())
        merged = replace(
            mine, extend_select=mine.extend_select + selection.extend_select, ignore=mine.ignore + selection.ignore
        )
        overrides = (
            self.overrides
            if selection.select is None
            else tuple(replace(each, selection=Selection(rules=each.selection.rules)) for each in self.overrides)
        )
        return replace(self, selection=merged, overrides=overrides)

    @property
    def files(self) -> list[str]:
        """Other files that settings were read from, by their absolute paths, and the baseline's by its path in the vault."""
        folder = Path(self.file).absolute().parent if self.file is not None else Path()
        schemas = {each.json_schema_file for each in self.schemas.schemas if each.json_schema_file}
        return [*(str(folder / name) for name in sorted(schemas)), *([self.baseline] if self.baseline else [])]

    def with_options(self, **options: Any) -> "Config":
        """The config with `options` set, wherever a rule has them, on top of all that the file says."""
        rules = {
            name: given
            for name, rule in self.registry.rules.items()
            if (given := {each.name: options[each.name] for each in rule.options() if each.name in options})
        }
        return replace(self, overrides=(*self.overrides, Override(Globs(["**"]), Selection(rules=rules))))

    def fails(self, severity: Severity) -> bool:
        """Whether a finding of `severity` makes the exit code 1."""
        return self.fail_on != NEVER and severity >= LEVELS[self.fail_on]

    def rules_for(self, path: str) -> Rules:
        """The rules that run on the note at `path`, with its options and severities."""
        matching = tuple(index for index, each in enumerate(self.overrides) if each.paths.match(path))
        if matching not in self._rules:
            layers = [self.selection, *(self.overrides[index].selection for index in matching)]
            self._rules[matching] = self._made(layers)
        return self._rules[matching]

    @cached_property
    def _rules(self) -> dict[tuple[int, ...], Rules]:
        return {}

    def _made(self, layers: Iterable[Selection]) -> Rules:
        registry = self.registry
        chosen = {rule.name for rule in registry.rules.values() if rule.default}
        settings: dict[str, dict[str, Any]] = {}
        for layer in layers:
            if layer.select is not None:
                chosen = {rule.name for selector in layer.select for rule in registry.selected(selector)}
            chosen |= {rule.name for selector in layer.extend_select for rule in registry.selected(selector)}
            chosen -= {rule.name for selector in layer.ignore for rule in registry.named(selector)}
            for name, setting in layer.rules.items():
                rule = registry.named(name)[0]
                settings.setdefault(rule.name, {}).update(setting)
                # Giving a rule a severity asks for it, wherever it is off by default.
                if setting.get("severity") not in (None, OFF) and layer.select is None:
                    chosen.add(rule.name)
        uses = []
        for name, rule in registry.rules.items():
            options = dict(settings.get(name, {}))
            severity = options.pop("severity", None)
            if name in chosen and severity != OFF:
                uses.append(Use(rule(**options), LEVELS[severity] if severity else rule.severity))
        known = frozenset(
            [
                "all",
                *registry.rules,
                *registry.families,
                *(old for rule in registry.rules.values() for old in rule.formerly),
            ]
        )
        return Rules(tuple(uses), known)


# -- reading


class _Source(NamedTuple):
    """A config as plain data, and where in its text it stands."""

    file: str
    text: str
    data: Any
    place: Callable[[tuple[Any, ...]], tuple[Span, Span] | None]
    """Where in its text a key and its value stand; None where that is not known."""

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
        _check_mapping(source, each, at, _OVERRIDE)
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
"""As many mappings and lists as may stand in one another: far more than any setting needs."""


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
    for key in TABLE.split("."):
        data = data.get(key, {}) if isinstance(data, dict) else {}
    return _Source(str(file), text, data, partial(_toml_place, text, data))


def _toml_place(text: str, data: Any, at: tuple[Any, ...]) -> tuple[Span, Span] | None:
    """Where `at` stands in `text`. tomllib keeps no places: where a key first stands behind what holds it will do."""
    start = text.find(f"[{TABLE}")
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
    """Raises ConfigError where `data` is no mapping of `settings`, each of its type."""
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
    if isinstance(value, tuple):
        value = list(value)
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


def check_selector(registry: Registry, selector: str, error: Callable[..., Exception], one: bool = False) -> None:
    """Raises what `error(template, help=..., **values)` makes where `selector` names no rule (or, if not `one`, no family)."""
    try:
        found = registry.named(selector)
        if not one or (len(found) == 1 and selector in (found[0].name, *found[0].formerly)):
            return
    except KeyError:
        pass
    else:
        raise error(
            "`{name}` is a family of rules",
            name=selector,
            rules=", ".join(rule.name for rule in found),
            help="name one of its rules: {rules}",
        )
    like = registry.nearest(selector)
    raise error(
        "unknown rule `{name}`" if one else "unknown rule or family `{name}`",
        name=selector,
        like=like,
        help="did you mean `{like}`?" if like else "run `vaulttools rules` for a list",
    )


def _rule_setting(source: _Source, rule: type[Rule], setting: Any, at: tuple[Any, ...]) -> Mapping[str, Any]:
    """The severity and the options that `setting` gives `rule`, by the names of its fields."""
    if isinstance(setting, str):
        setting = {"severity": setting}
    settings = _rule_settings(rule)
    _check_mapping(source, setting, at, settings | {name.replace("-", "_"): each for name, each in settings.items()})
    return {key.replace("-", "_"): tuple(value) if isinstance(value, list) else value for key, value in setting.items()}


def _rule_settings(rule: type[Rule]) -> dict[str, Setting]:
    """The settings of `rule`, spelled as in a config."""
    options = {each.name.replace("_", "-"): Setting(option_schema(each), each.doc) for each in rule.options()}
    return {"severity": Setting({"enum": [OFF, *LEVELS]}, "The severity of findings."), **options}


_OF_OPTIONS: Mapping[type[Any], Mapping[str, Any]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0},
    float: {"type": "number", "minimum": 0},
    str: {"type": "string"},
}


def option_schema(each: Option) -> Mapping[str, Any]:
    """The JSON schema of a rule's option, from its default and choices."""
    if each.choices:
        return {"enum": list(each.choices)}
    default = each.default
    for kind, schema in _OF_OPTIONS.items():
        if isinstance(default, kind):
            return schema
    return _TEXTS


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


_KIND = {
    "types": Setting(_TEXTS, "Values of the property `type`."),
    "folders": Setting(_TEXTS, "Names of folders."),
}


def _kinds(source: _Source, data: Mapping[str, Any]) -> Mapping[str, Kind]:
    kinds = dict(KINDS)
    for name, each in data.items():
        _check_mapping(source, each, ("entities", name), _KIND)
        known = kinds.get(name, Kind((name,), ()))
        kinds[name] = Kind(tuple(each.get("types", known.types)), tuple(each.get("folders", known.folders)))
    return kinds


_PLAIN = {"anyOf": [{"type": kind} for kind in ("string", "number", "boolean")]}
_TYPES: Mapping[str, tuple[str | None, str]] = {
    "any": (None, "either"), "text": ("text", "no"), "number": ("number", "no"), "whole number": ("whole number", "no"),
    "checkbox": ("checkbox", "no"), "date": ("date", "no"), "datetime": ("datetime", "no"), "link": ("link", "no"),
    "mapping": ("mapping", "no"), "list": (None, "yes"), "list of texts": ("text", "yes"),
    "list of numbers": ("number", "yes"), "list of dates": ("date", "yes"), "list of links": ("link", "yes"),
    "text or list": ("text", "either"), "link or list": ("link", "either"),
}  # fmt: skip
"""The words for types in a schema: what a value is, and whether it is a list."""
_TYPE = {"enum": [*_TYPES]}
_LINK_TO = re.compile(r"(?P<type>link|list of links|link or list) to (?:an? )?(?P<kind>[^\s].*?)(?: notes?)?")
"""`link to a company note`, `list of links to people`: a type, and the kind of note that is meant."""
_PROPERTY = {
    "type": Setting(_TYPE, "The type of the value, such as `list of texts` or `link to a company note`."),
    "required": Setting({"type": "boolean"}, "Whether every note must have it, with a value."),
    "default": Setting(_PLAIN, "The value that a fix adds if it is missing."),
    "one of": Setting({"type": "array", "items": _PLAIN}, "The allowed values; for a list, the allowed items."),
    "pattern": Setting({"type": "string"}, "A regular expression that the whole text must match."),
    "min": Setting(_PLAIN, "The smallest number, the earliest date, or the minimum length of a text."),
    "max": Setting(_PLAIN, "The largest number, the latest date, or the maximum length of a text."),
    "unique": Setting({"type": "boolean"}, "Whether values must be unique, within a list and across notes."),
    "link to": Setting({"type": "string"}, "The kind of note it must link to, such as `company`."),
}
_SCHEMA = {
    "types": Setting(_TEXTS, "Notes with one of these values of the property `type`."),
    "folders": Setting(_TEXTS, "Notes in folders with these names."),
    "paths": Setting(_TEXTS, "Notes whose path matches one of these globs."),
    "tags": Setting(_TEXTS, "Notes with one of these tags."),
    "properties": Setting({"type": "object"}, "For each key: a type, or constraints on the value."),
    "other keys": Setting({"type": "boolean"}, "Whether keys other than those listed are allowed."),
    "json schema": Setting(
        {"type": ["string", "object"]}, "A JSON Schema for the front matter, or the path of its file."
    ),
}


def _schemas(source: _Source, data: Mapping[str, Any], kinds: Mapping[str, Kind], folder: Path) -> Schemas:
    """The schemas of the config, with ours for the kinds it does not speak of."""
    all_kinds = {**RECORDS, **kinds}
    made = {schema.name: schema for schema in DEFAULTS}
    for name, each in data.items():
        at = ("schemas", name)
        if each in (OFF, False):
            made.pop(name, None)
            continue
        _check_mapping(source, each, at, _SCHEMA)
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
    linking = _LINK_TO.fullmatch(words) if isinstance(words, str) else None
    named = "link to"
    if linking is not None:
        more = {key: value for key, value in data.items() if key != "type"} if isinstance(data, dict) else {}
        named = "type" if isinstance(data, dict) else ""
        data = {"link to": linking["kind"], **more, "type": linking["type"]}
    elif isinstance(data, str):
        _check_value(source, data, at, _TYPE)
        data = {"type": data}
    _check_mapping(source, data, at, _PROPERTY)
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
    type_, list_ = _TYPES[data["type"]] if "type" in data else (("link" if target else None), "either")
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
    """The text of a JSON Schema, and what to call it: it stands in a file of the vault, or in the config itself."""
    if given is None:
        return "", ""
    name = FILE if isinstance(given, dict) else given
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


def schema(registry: Registry) -> dict[str, Any]:
    """The JSON schema of a config file, for editors."""

    def described(settings: Mapping[str, Setting]) -> dict[str, Any]:
        made = {key: {**setting.schema, "description": setting.doc} for key, setting in settings.items()}
        made["rules"] = {
            "type": "object",
            "description": settings["rules"].doc,
            "additionalProperties": False,
            "properties": rules,
        }
        for key in ("select", "extend-select", "ignore"):
            made[key]["items"] = {"enum": selectors}
        return made

    names = {"all", *registry.families, *(each.replace("_", "-") for each in registry.families)}
    selectors = sorted(names.union(*((rule.name, *rule.formerly) for rule in registry.rules.values())))

    rules = {
        rule.name: {
            "description": (rule.__doc__ or "").strip().splitlines()[0],
            "anyOf": [
                {"enum": [OFF, *LEVELS]},
                {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {
                        name: {**setting.schema, "description": setting.doc}
                        for name, setting in _rule_settings(rule).items()
                    },
                },
            ],
        }
        for rule in registry.rules.values()
    }
    properties = described(SETTINGS)
    properties["overrides"] = {
        "type": "array",
        "description": SETTINGS["overrides"].doc,
        "items": {
            "type": "object",
            "additionalProperties": False,
            "required": ["paths"],
            "properties": described(_OVERRIDE),
        },
    }
    kind = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key: {**each.schema, "description": each.doc} for key, each in _KIND.items()},
    }
    properties["entities"] = {"type": "object", "description": SETTINGS["entities"].doc, "additionalProperties": kind}
    asked = {key: {**each.schema, "description": each.doc} for key, each in _PROPERTY.items()}
    type_ = {"anyOf": [_TYPE, {"type": "string", "pattern": re.sub(r"\?P<\w+>", "", f"^{_LINK_TO.pattern}$")}]}
    asked["type"] = {**type_, "description": _PROPERTY["type"].doc}
    of_kind = {key: {**each.schema, "description": each.doc} for key, each in _SCHEMA.items()}
    of_kind["properties"] = {
        "type": "object",
        "description": _SCHEMA["properties"].doc,
        "additionalProperties": {
            "anyOf": [*type_["anyOf"], {"type": "object", "additionalProperties": False, "properties": asked}]
        },
    }
    properties["schemas"] = {
        "type": "object",
        "description": SETTINGS["schemas"].doc,
        "additionalProperties": {
            "anyOf": [
                {"enum": [OFF, False]},
                {"type": "object", "additionalProperties": False, "properties": of_kind},
            ]
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "vaulttools config",
        "type": ["object", "null"],  # null where all lines are comments, as `init` writes them
        "additionalProperties": False,
        "properties": properties,
    }
