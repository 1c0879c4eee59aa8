"""Reads a vault's config: `.vaulttools.yaml`, or `[tool.vaulttools]` in a pyproject.toml."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

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
from vaulttools.config.source import ConfigError, Source, parsed
from vaulttools.files import disk
from vaulttools.files.globs import Globs
from vaulttools.findings import Severity
from vaulttools.message import Message
from vaulttools.note.dates import date_of
from vaulttools.patterns import is_overlong
from vaulttools.registry import Registry, nearest
from vaulttools.rule import Rule
from vaulttools.vault.schemas import DEFAULTS, KINDS, RECORDS, PathPatterns, Property, Schema, Schemas, Traits

MOST_WILDCARDS = 6
"""The most wildcards that one pattern may have: more than anybody needs."""
MOST_PATTERNS = 1_000
"""The most patterns for paths in a config, which may be a stranger's: each is compared with each note."""


def read(file: Path, allow_plugins: Callable[[tuple[str, ...]], Registry]) -> Config:
    """The config in `file`. `allow_plugins` is given the modules it names and returns the registry to use.

    Raises ConfigError for anything it does not understand.
    """
    try:
        text = disk.text(file)
    except OSError as error:
        message = Message("cannot read the config: {error}", {"error": disk.reason(error)})
        raise ConfigError(message, str(file)) from error
    return parse(file, text, allow_plugins)


def parse(file: Path, text: str, allow_plugins: Callable[[tuple[str, ...]], Registry]) -> Config:
    """The config that `text` of `file` is, as `read` gives it."""
    source = parsed(file, text)
    if source.data is None:
        source = source._replace(data={})
    _check_mapping(source, source.data, (), SETTINGS)
    data = source.data
    registry = allow_plugins(tuple(data.get("plugins", ())))
    overrides = [
        _override(source, registry, each, ("overrides", index)) for index, each in enumerate(data.get("overrides", ()))
    ]
    kinds = _kinds(source, data.get("entities", {}))
    exclude = _globs(source, data.get("exclude", ()), ("exclude",))
    schemas = _schemas(source, data.get("schemas", {}), kinds, file.parent)
    globs: list[PathPatterns] = [
        exclude,
        *(each.paths for each in overrides),
        *filter(None, (each.paths for each in schemas.schemas)),
    ]
    if sum(len(each.patterns) for each in globs) > MOST_PATTERNS:
        raise source.error(
            "there are more than {most} patterns for paths", (), most=MOST_PATTERNS, help="name folders instead"
        )
    return Config(
        registry=registry,
        selection=_selection(source, registry, data, ()),
        overrides=tuple(overrides),
        lang=data.get("lang"),
        fail_on=data.get("fail-on", str(Severity.WARNING)),
        exclude=exclude,
        kinds=kinds,
        schemas=schemas,
        baseline=_inside(source, data.get("baseline"), ("baseline",)),
        dialect=data.get("dialect", ""),
        file=str(file),
    )


def _override(source: Source, registry: Registry, data: Any, at: tuple[Any, ...]) -> Override:
    _check_mapping(source, data, at, OVERRIDE)
    if "paths" not in data:
        raise source.error("an override needs `paths`", at, help='add the notes it applies to: `paths: ["daily/**"]`')
    return Override(_globs(source, data["paths"], (*at, "paths")), _selection(source, registry, data, at))


_MUST_BE = {
    "array": "`{name}` must be a list",
    "object": "`{name}` must be a mapping",
    "string": "`{name}` must be text",
    "boolean": "`{name}` must be true or false",
    "integer": "`{name}` must be a whole number",
    "number": "`{name}` must be a number",
}


def _check_mapping(source: Source, data: Any, at: tuple[Any, ...], settings: Mapping[str, Setting]) -> None:
    """Raises ConfigError if `data` is no mapping of `settings`, each of its type."""
    if not isinstance(data, dict):
        raise source.error(
            "this must be a mapping",
            at,
            help="write `key: value` lines; available keys: {keys}",
            keys=", ".join(settings),
        )
    for key, value in [*data.items()]:
        if key not in settings:
            rule = _rule_of(str(key))
            like = nearest(str(key), settings)
            raise source.error(
                "unknown setting `{name}`",
                (*at, key),
                key=True,
                name=key,
                rule=rule,
                like=like,
                keys=", ".join(settings),
                help="it is a rule: `rules: {{{rule}: off}}`"
                if rule == key
                else "it is an option of a rule: `rules: {{{rule}: {{{name}: ...}}}}`"
                if rule
                else "did you mean `{like}`?"
                if like
                else "available settings: {keys}",
            )
        if value is None:  # all that it holds may be commented out
            del data[key]
        else:
            _check_value(source, value, (*at, key), settings[key].schema)


def _rule_of(name: str) -> str | None:
    """The rule of that name, or the one rule with an option of that name."""
    rules = Registry().rules
    having = [rule for rule, of in rules.items() if name in (option.name.replace("_", "-") for option in of.options())]
    return name if name in rules else having[0] if len(having) == 1 else None


def _check_value(source: Source, value: Any, at: tuple[Any, ...], schema: Mapping[str, Any]) -> None:
    """Raises ConfigError if `value` is not what `schema` asks for."""
    name = at[-1] if isinstance(at[-1], str) else f"{at[-2]}[{at[-1]}]"
    if "enum" in schema:
        _check_choice(source, value, at, schema["enum"])
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


def _check_choice(source: Source, value: Any, at: tuple[Any, ...], choices: Sequence[Any]) -> None:
    """Raises ConfigError if `value` is none of `choices`."""
    # To Python, true is 1.
    if any(value == each and isinstance(value, bool) == isinstance(each, bool) for each in choices):
        return
    like = nearest(str(value), map(str, choices))
    raise source.error(
        "`{name}` cannot be `{value}`",
        at,
        name=at[-1] if isinstance(at[-1], str) else at[-2],
        value=value,
        like=like,
        choices=", ".join(map(str, choices)),
        help="did you mean `{like}`? Allowed values: {choices}" if like else "allowed values: {choices}",
    )


def _selection(source: Source, registry: Registry, data: Mapping[str, Any], at: tuple[Any, ...]) -> Selection:
    def is_left_out(selector: str) -> bool:
        return bool(registry.left_out) and not registry.knows(selector)

    chosen: dict[str, list[str]] = {"select": [], "extend-select": [], "ignore": []}
    for key, selectors in chosen.items():
        for index, selector in enumerate(data.get(key, ())):
            if not is_left_out(selector):
                check_selector(
                    registry,
                    selector,
                    lambda template, at=(*at, key, index), **values: source.error(template, at, **values),
                )
                selectors.append(selector)
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
        tuple(chosen["select"]) if "select" in data else None,
        tuple(chosen["extend-select"]),
        tuple(chosen["ignore"]),
        rules,
    )


def _rule_setting(source: Source, rule: type[Rule], setting: Any, at: tuple[Any, ...]) -> Mapping[str, Any]:
    """The severity and the options that `setting` gives `rule`, by the names of its fields."""
    if isinstance(setting, str):
        setting = {"severity": setting}
    settings = rule_settings(rule)
    _check_mapping(source, setting, at, settings | {name.replace("-", "_"): each for name, each in settings.items()})
    return {key.replace("-", "_"): tuple(value) if isinstance(value, list) else value for key, value in setting.items()}


def _globs(source: Source, patterns: Any, at: tuple[Any, ...]) -> Globs:
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


def _inside(source: Source, path: str | None, at: tuple[Any, ...]) -> str | None:
    if path is not None and ("\0" in path or Path(path).is_absolute() or ".." in re.split(r"[/\\]", path)):
        raise source.error(
            "`{path}` points outside the vault", at, path=path, help="write a path relative to the vault's root"
        )
    return path


def _kinds(source: Source, data: Mapping[str, Any]) -> Mapping[str, Traits]:
    kinds = dict(KINDS)
    for name, each in data.items():
        _check_mapping(source, each, ("entities", name), KIND)
        kind = _kind_called(name, data)
        known = kinds.get(kind, Traits((name,), ()))
        kinds[kind] = Traits(tuple(each.get("types", known.types)), tuple(each.get("folders", known.folders)))
    return kinds


def _kind_called(name: str, beside: Mapping[str, Any]) -> str:
    """The kind that a config means by `name`, which may be one of its types (`회사`) if nothing `beside` has its own name."""
    known = (kind for kind, each in {**KINDS, **RECORDS}.items() if name in each.types and kind not in beside)
    return next(known, name)


def _schemas(source: Source, data: Mapping[str, Any], kinds: Mapping[str, Traits], folder: Path) -> Schemas:
    """The schemas of the config, with ours for the kinds it does not speak of."""
    all_kinds = {**RECORDS, **kinds}
    made = {schema.name: schema for schema in DEFAULTS}
    for written, each in data.items():
        at = ("schemas", written)
        name = _kind_called(written, data)
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
            all_kinds[name] = Traits((name,), (name,))
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


def _property(source: Source, data: Any, at: tuple[Any, ...], kinds: Mapping[str, Traits]) -> Property:
    """One property of a schema, from a mapping or from a type alone."""
    data, named = _written_out(source, data, at)
    _check_mapping(source, data, at, PROPERTY)
    target = data.get("link to", "")
    target = target if target in kinds else _kind_called(target, {})
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
        _check_pattern(source, pattern, (*at, "pattern"))
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


def _written_out(source: Source, data: Any, at: tuple[Any, ...]) -> tuple[Any, str]:
    """What `data` asks of a property as a mapping; with the key that names a kind of note, empty where a type alone does."""
    words = data.get("type") if isinstance(data, dict) else data
    linking = LINK_TO.fullmatch(words) if isinstance(words, str) else None
    if linking is not None:
        asked = data if isinstance(data, dict) else {}
        return {"link to": linking["kind"], **asked, "type": linking["type"]}, "type" if asked else ""
    if isinstance(data, str):
        _check_value(source, data, at, TYPE)
        data = {"type": data}
    return data, "link to"


def _check_pattern(source: Source, pattern: str, at: tuple[Any, ...]) -> None:
    import regex

    if is_overlong(pattern):
        raise source.error("the pattern is too long, or repeats too much", at)
    try:
        regex.compile(pattern)
    except (regex.error, RecursionError) as error:
        read = pattern[: getattr(error, "pos", None)] or pattern
        raise source.error("the pattern is invalid after `{read}`", at, read=read) from error


def _fits_bound(value: Any, type_: str | None) -> bool:
    if type_ in ("date", "datetime"):
        return date_of(value) is not None
    return isinstance(value, int | float) and not isinstance(value, bool)


def _json_schema(source: Source, given: Any, at: tuple[Any, ...], folder: Path) -> tuple[str, str]:
    """The text of a JSON Schema, from the config itself or a file of the vault, and the name of that file; both may be empty."""
    if given is None:
        return "", ""
    from vaulttools.vault.json_schema import SchemaError, validator

    name = disk.CONFIG if isinstance(given, dict) else given
    try:
        if isinstance(given, dict):
            text = json.dumps(given, ensure_ascii=False)
        else:
            _inside(source, given, at)
            if disk.leads_out(folder / given, folder):
                raise source.error("`{path}` is a symbolic link that leads outside the vault", at, path=given)
            text = disk.text(folder / given)
        validator(text)
    except OSError as error:
        raise source.error("cannot read `{path}`: {error}", at, path=name, error=disk.reason(error)) from error
    except SchemaError as error:
        raise source.error("not a valid JSON Schema: {error}", at, error=error.args[0]) from error
    return text, name
