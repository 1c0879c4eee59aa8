"""The keys that a config may have: their types, and a line on each; also as a JSON Schema for editors."""

import re
from collections.abc import Mapping
from typing import Any

from vaulttools.config import LEVELS, NEVER, OFF
from vaulttools.registry import Registry
from vaulttools.rule import Option, Rule
from vaulttools.values import Value
from vaulttools.vault import DIALECTS


class Setting(Value):
    """One key of the config: its type in JSON Schema's words, and a line for its documentation."""

    schema: Mapping[str, Any]
    doc: str


TEXTS = {"type": "array", "items": {"type": "string"}}
SELECTION = {
    "select": Setting(
        TEXTS,
        "Rules or families to run, or `all`. The default is all rules that are on by default. Rules that are off by "
        "default must be named, even if their family is selected.",
    ),
    "extend-select": Setting(TEXTS, "Rules or families to run in addition to those selected."),
    "ignore": Setting(TEXTS, "Rules or families not to run."),
    "rules": Setting(
        {"type": "object"}, "For each rule: `off`, a severity, or a mapping with `severity` and the rule's options."
    ),
}
SETTINGS: Mapping[str, Setting] = {
    **SELECTION,
    "lang": Setting({"enum": ["en", "ko"]}, "Language of messages."),
    "fail-on": Setting({"enum": [*LEVELS, NEVER]}, "The lowest severity that makes the exit code 1."),
    "exclude": Setting(TEXTS, "Globs of notes not to check. Links to them still resolve."),
    "overrides": Setting(
        {"type": "array", "items": {"type": "object"}}, "Rule settings for the notes that match `paths`."
    ),
    "entities": Setting({"type": "object"}, "For each kind of entity: the `types` and `folders` of its notes."),
    "schemas": Setting(
        {"type": "object"}, "For each kind of note: the `properties` of its front matter, and the constraints on each."
    ),
    "dialect": Setting(
        {"enum": [*DIALECTS]},
        "The dialect of wiki-links. `logseq` (also for Roam): pages need no file; `dendron`: `[[words|note]]`; `vimwiki`: `[[diary:...]]`. The default is that of the program whose settings are in the vault (`logseq/config.edn`, `dendron.yml`), or else `obsidian`.",
    ),
    "baseline": Setting({"type": "string"}, "A file of accepted findings, written by `check --write-baseline`."),
    "plugins": Setting(TEXTS, "Modules with your own rules. They run only with `--allow-plugins`."),
}
"""The keys of a config."""
OVERRIDE = {"paths": Setting(TEXTS, "Globs of the notes it applies to."), **SELECTION}
KIND = {"types": Setting(TEXTS, "Values of the property `type`."), "folders": Setting(TEXTS, "Names of folders.")}
PLAIN = {"anyOf": [{"type": kind} for kind in ("string", "number", "boolean")]}
TYPES: Mapping[str, tuple[str | None, str]] = {
    "any": (None, "either"), "text": ("text", "no"), "number": ("number", "no"), "whole number": ("whole number", "no"),
    "checkbox": ("checkbox", "no"), "date": ("date", "no"), "datetime": ("datetime", "no"), "link": ("link", "no"),
    "mapping": ("mapping", "no"), "list": (None, "yes"), "list of texts": ("text", "yes"),
    "list of numbers": ("number", "yes"), "list of dates": ("date", "yes"), "list of links": ("link", "yes"),
    "text or list": ("text", "either"), "link or list": ("link", "either"),
}  # fmt: skip
"""The words for types in a schema: what a value is, and whether it is a list."""
TYPE = {"enum": [*TYPES]}
LINK_TO = re.compile(r"(?P<type>link|list of links|link or list) to (?:an? )?(?P<kind>[^\s].*?)(?: notes?)?")
"""`link to a company note`, `list of links to people`: a type, and the kind of note that is meant."""
PROPERTY = {
    "type": Setting(TYPE, "The type of the value, such as `list of texts` or `link to a company note`."),
    "required": Setting({"type": "boolean"}, "Whether every note must have it, with a value."),
    "default": Setting(PLAIN, "The value that a fix adds if it is missing."),
    "one of": Setting({"type": "array", "items": PLAIN}, "The allowed values; for a list, the allowed items."),
    "pattern": Setting({"type": "string"}, "A regular expression that the whole text must match."),
    "min": Setting(PLAIN, "The smallest number, the earliest date, or the minimum length of a text."),
    "max": Setting(PLAIN, "The largest number, the latest date, or the maximum length of a text."),
    "unique": Setting({"type": "boolean"}, "Whether values must be unique, within a list and across notes."),
    "link to": Setting({"type": "string"}, "The kind of note it must link to, such as `company`."),
}
SCHEMA = {
    "types": Setting(TEXTS, "Notes with one of these values of the property `type`."),
    "folders": Setting(TEXTS, "Notes in folders with these names."),
    "paths": Setting(TEXTS, "Notes whose path matches one of these globs."),
    "tags": Setting(TEXTS, "Notes with one of these tags."),
    "properties": Setting({"type": "object"}, "For each key: a type, or constraints on the value."),
    "other keys": Setting({"type": "boolean"}, "Whether keys other than those listed are allowed."),
    "json schema": Setting(
        {"type": ["string", "object"]}, "A JSON Schema for the front matter, or the path of its file."
    ),
}


def rule_settings(rule: type[Rule]) -> dict[str, Setting]:
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
    return TEXTS


def _described(settings: Mapping[str, Setting]) -> dict[str, Any]:
    """The properties that are `settings`, for a schema."""
    return {key: {**setting.schema, "description": setting.doc} for key, setting in settings.items()}


def _object(properties: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """The schema of a mapping with no keys but `properties`."""
    return {"type": "object", **more, "additionalProperties": False, "properties": properties}


def _mapping(doc: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of a mapping of any keys to `values`."""
    return {"type": "object", "description": doc, "additionalProperties": values}


def schema(registry: Registry) -> dict[str, Any]:
    """The JSON schema of a config file, for editors."""
    names = {"all", *registry.families, *(each.replace("_", "-") for each in registry.families)}
    selectors = sorted(names.union(*((rule.name, *rule.formerly) for rule in registry.rules.values())))
    rules = {
        rule.name: {
            "description": (rule.__doc__ or "").strip().partition("\n")[0],
            "anyOf": [{"enum": [OFF, *LEVELS]}, _object(_described(rule_settings(rule)))],
        }
        for rule in registry.rules.values()
    }

    def with_rules(settings: Mapping[str, Setting]) -> dict[str, Any]:
        made = _described(settings)
        made["rules"] = _object(rules, description=settings["rules"].doc)
        for key in ("select", "extend-select", "ignore"):
            made[key]["items"] = {"enum": selectors}
        return made

    properties = with_rules(SETTINGS)
    overrides = _object(with_rules(OVERRIDE), required=["paths"])
    properties["overrides"] = {"type": "array", "description": SETTINGS["overrides"].doc, "items": overrides}
    properties["entities"] = _mapping(SETTINGS["entities"].doc, _object(_described(KIND)))
    types = [TYPE, {"type": "string", "pattern": re.sub(r"\?P<\w+>", "", f"^{LINK_TO.pattern}$")}]
    asked = _described(PROPERTY)
    asked["type"] = {"anyOf": types, "description": PROPERTY["type"].doc}
    of_kind = _described(SCHEMA)
    of_kind["properties"] = _mapping(SCHEMA["properties"].doc, {"anyOf": [*types, _object(asked)]})
    of_kinds = {"anyOf": [{"enum": [OFF, False]}, _object(of_kind)]}
    properties["schemas"] = _mapping(SETTINGS["schemas"].doc, of_kinds)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "vaulttools config",
        **_object(properties),
        "type": ["object", "null"],  # null where all lines are comments, as `init` writes them
    }
