"""Finds rules: those built in, those of installed plug-ins, and those a config names."""

import importlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import ModuleType

from vaulttools import rules as _builtin
from vaulttools.files import disk
from vaulttools.message import Message
from vaulttools.rule import Rule

FAMILIES = ("front_matter", "headings", "links", "prose", "clarity", "layout")
"""The families of rules, in the order in which reports and pages list them."""

ENTRY_POINT = "vaulttools.rules"
"""The entry point group under which an installed package names modules of rules."""


class PluginError(Exception):
    """A module of rules that cannot be used; `reason` says why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


@cache
def builtin_rules() -> Mapping[str, type[Rule]]:
    """The rules that come with vaulttools, by name."""
    found: dict[str, type[Rule]] = {}
    for folder in _builtin.__path__:
        for family in FAMILIES:
            for file in sorted(os.listdir(os.path.join(folder, family))):
                name, _, ending = file.partition(".")
                if ending == "py" and name != "__init__":
                    module = importlib.import_module(f"{_builtin.__name__}.{family}.{name}")
                    found.update((rule.name, rule) for rule in rules_in(module))
    return found


def rules_in(module: ModuleType) -> Iterator[type[Rule]]:
    """The rules that are defined in `module` itself."""
    for value in vars(module).values():
        if isinstance(value, type) and value.__module__ == module.__name__ and issubclass(value, Rule):
            yield value


def plugin_rules(modules: Iterable[str]) -> Iterator[type[Rule]]:
    """The rules in `modules`. Raises PluginError for one that cannot be imported or has no rules."""
    for name in modules:
        try:
            module = importlib.import_module(name)
        except Exception as error:  # A plug-in may fail in any way; the run must say so, and end.
            values = {"name": name, "error": f"{type(error).__name__}: {error}"}
            raise PluginError(Message("cannot import the plug-in `{name}`: {error}", values)) from error
        found = list(rules_in(module))
        if not found:
            raise PluginError(Message("the plug-in `{name}` contains no rules", {"name": name}))
        yield from found


def installed_plugins() -> Iterator[str]:
    """The modules that installed packages name under the entry point `vaulttools.rules`, sorted.

    Reads the metadata files directly: `importlib.metadata` costs more to import than all of a small run.
    """
    header = f"[{ENTRY_POINT}]"
    modules: set[str] = set()
    for folder in sys.path:
        if os.path.basename(folder) not in ("site-packages", "dist-packages"):
            continue  # Only what was installed counts: a folder in a stranger's vault may hold such files, too.
        try:
            names = os.listdir(folder)
        except OSError:
            continue
        for name in names:
            if not name.endswith(".dist-info"):
                continue
            try:
                text = disk.text(os.path.join(folder, name, "entry_points.txt"))
            except OSError:
                continue
            if header in text:
                section = text.split(header, 1)[1].split("\n[", 1)[0]
                modules.update(
                    line.partition("=")[2].partition(":")[0].strip() for line in section.splitlines() if "=" in line
                )
    return iter(sorted(modules))


class Registry:
    """The rules of one run, by their names."""

    def __init__(self, plugins: Iterable[type[Rule]] = (), left_out: tuple[str, ...] = ()) -> None:
        """`left_out` are modules of rules that were not imported: a name that means nothing here may be one of theirs."""
        self.left_out = left_out
        self.rules: dict[str, type[Rule]] = dict(builtin_rules())
        for rule in plugins:
            if rule.name in self.rules:
                values = {"name": rule.name, "module": rule.__module__}
                raise PluginError(Message("the rule `{name}` in {module} has the same name as another rule", values))
            self.rules[rule.name] = rule
        self._formerly = {old: rule.name for rule in self.rules.values() for old in rule.formerly}

    @property
    def is_builtin(self) -> bool:
        """Whether all rules are those that come with vaulttools."""
        return len(self.rules) == len(builtin_rules())

    @property
    def families(self) -> tuple[str, ...]:
        """The families that have rules, the built-in ones first."""
        return tuple(dict.fromkeys([*FAMILIES, *(rule.family for rule in self.rules.values())]))

    def named(self, selector: str) -> list[type[Rule]]:
        """The rules that `selector` names: one by its name (or a former one), a family, or `all`.

        Raises KeyError for one that means nothing.
        """
        if selector == "all":
            return list(self.rules.values())
        name = self._formerly.get(selector, selector)
        if name in self.rules:
            return [self.rules[name]]
        family = selector.replace("-", "_")
        found = [rule for rule in self.rules.values() if rule.family == family]
        if not found:
            raise KeyError(selector)
        return found

    def knows(self, selector: str) -> bool:
        """Whether `selector` names any rule."""
        try:
            return bool(self.named(selector))
        except KeyError:
            return False

    def selected(self, selector: str) -> list[type[Rule]]:
        """The rules that run where `selector` is asked for: of a family, those that are off by default must be named.

        Raises KeyError for one that means nothing.
        """
        found = self.named(selector)
        if len(found) == 1 or selector == "all":
            return found
        return [rule for rule in found if rule.default] or found

    def nearest(self, selector: str) -> str | None:
        """The rule or family whose name is most like `selector`, if one is."""
        return nearest(selector, [*self.rules, *self.families, "all"])


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The one of `words` most like `word`, or None if none is close."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, words, 1, 0.65)), None)
