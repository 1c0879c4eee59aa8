"""The settings of a run: which rules look at a note, with which options and severities."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from vaulttools.engine import Rules, Use
from vaulttools.files.globs import Globs
from vaulttools.findings import Severity
from vaulttools.registry import Registry
from vaulttools.values import Value, cached_method, field, replace
from vaulttools.vault.schemas import KINDS, Schemas, Traits

OFF = "off"
LEVELS: Mapping[str, Severity] = {str(severity): severity for severity in Severity}
NEVER = "never"


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


class Config(Value):
    """The settings of one run. Immutable; `rules_for` answers what they mean for a note."""

    registry: Registry
    selection: Selection = Selection()
    overrides: tuple[Override, ...] = ()
    lang: str | None = None
    fail_on: str = str(Severity.WARNING)
    exclude: Globs = field(default_factory=Globs)
    kinds: Mapping[str, Traits] = field(default_factory=lambda: KINDS)
    schemas: Schemas = field(default_factory=Schemas)
    baseline: str | None = None
    dialect: str = ""
    """Empty for that of the program whose vault it is."""
    file: str | None = None
    """The file it was read from, or None if all is default."""

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
        return self._rules(tuple(index for index, each in enumerate(self.overrides) if each.paths.match(path)))

    @cached_method
    def _rules(self, overrides: tuple[int, ...]) -> Rules:
        """The rules that run where these of the overrides hold, by their numbers."""
        registry = self.registry
        layers = [self.selection, *(self.overrides[index].selection for index in overrides)]
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
