"""Finding rules."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from vaulttools.findings import Finding
from vaulttools.note import Note
from vaulttools.registry import FAMILIES, PluginError, Registry, builtin_rules, installed_plugins, nearest, plugin_rules
from vaulttools.rule import EngineRule, NoteRule, Rule, VaultRule

SOURCE = '''
from vaulttools.rule import NoteRule

class {name}(NoteRule):
    """A rule of somebody's own."""

    family = "house"
    formerly = ("old-name",)
'''


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for modules, on the path as site-packages are."""
    folder = tmp_path / "site-packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    before = set(sys.modules)
    yield folder
    for name in set(sys.modules) - before:
        del sys.modules[name]


def test_built_in_rules() -> None:
    rules = builtin_rules()
    assert "broken-link" in rules and "unlinked-mention" in rules
    assert {rule.family for rule in rules.values()} <= set(FAMILIES)
    for name, rule in rules.items():
        assert rule.name == name
        assert issubclass(rule, NoteRule | VaultRule | EngineRule)
        assert rule.__module__ == f"vaulttools.rules.{rule.family}.{name.replace('-', '_')}"


def test_a_selector_names_a_rule_a_family_or_all() -> None:
    registry = Registry()
    assert registry.named("all") == list(registry.rules.values())
    assert [rule.name for rule in registry.named("broken-link")] == ["broken-link"]
    assert registry.named("front-matter") == registry.named("front_matter")
    assert all(rule.family == "links" for rule in registry.named("links"))
    for nothing in ("", "nothing", "Links", "broken_link", "All"):
        with pytest.raises(KeyError):
            registry.named(nothing)


def test_no_name_means_two_things() -> None:
    registry = Registry()
    formerly = [old for rule in registry.rules.values() for old in rule.formerly]
    names = [*registry.rules, *formerly, *registry.families, *(name.replace("_", "-") for name in registry.families)]
    assert len(set(formerly)) == len(formerly)
    assert not set(registry.rules) & {*formerly, *registry.families, "all"}
    assert "all" not in names


@pytest.mark.parametrize(
    ("word", "like"),
    [("broken-lnk", "broken-link"), ("front-mater", "front_matter"), ("brokenlink", "broken-link"), ("zzz", None)],
)
def test_nearest(word: str, like: str | None) -> None:
    assert Registry().nearest(word) == like
    assert nearest(word, []) is None


def test_rules_of_a_plugin_have_a_family_and_former_names(plugin: Path) -> None:
    (plugin / "house_rules.py").write_text(SOURCE.format(name="TidyHouse"))
    registry = Registry(plugin_rules(["house_rules"]))
    assert registry.families[-1] == "house"
    (rule,) = registry.named("tidy-house")
    assert registry.named("old-name") == registry.named("house") == [rule]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("raise SystemError('no')", "SystemError: no"),
        ("import nothing_of_the_kind", "ModuleNotFoundError"),
        ("this is no Python", "SyntaxError"),
        ("x = 1", "contains no rules"),
        ("from vaulttools.rule import NoteRule", "contains no rules"),
    ],
)
def test_a_plugin_that_fails(plugin: Path, source: str, words: str) -> None:
    (plugin / "bad_rules.py").write_text(source)
    with pytest.raises(PluginError, match=words):
        list(plugin_rules(["bad_rules"]))


def test_two_rules_may_not_have_one_name(plugin: Path) -> None:
    (plugin / "twin_rules.py").write_text(SOURCE.format(name="BrokenLink"))
    with pytest.raises(PluginError, match="has the same name as another rule"):
        Registry(plugin_rules(["twin_rules"]))


def test_installed_plugins(plugin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in {
        "one": "[console_scripts]\nx = y:z\n\n[vaulttools.rules]\na = one_rules\nb = more.rules:thing\n[other]\nc = d\n",
        "two": "[other]\na = b\n",
    }.items():
        (plugin / f"{name}-1.dist-info").mkdir()
        (plugin / f"{name}-1.dist-info" / "entry_points.txt").write_text(text)
    (plugin / "bad-1.dist-info").mkdir()
    (plugin / "bad-1.dist-info" / "entry_points.txt").write_bytes(b"[vaulttools.rules]\n\xff")
    stranger = tmp_path / "vault"
    (stranger / "evil-1.dist-info").mkdir(parents=True)
    (stranger / "evil-1.dist-info" / "entry_points.txt").write_text("[vaulttools.rules]\nevil = evil\n")
    monkeypatch.syspath_prepend(str(stranger))
    monkeypatch.setattr(sys, "path", [str(plugin), str(stranger)])
    assert list(installed_plugins()) == ["more.rules", "one_rules"]


def test_rules_of_a_module_are_its_own() -> None:
    class Own(NoteRule):
        def check(self, note: Note) -> Iterator[Finding]:
            yield from ()

    from vaulttools.registry import rules_in

    module = ModuleType(Own.__module__)
    module.__dict__.update(Own=Own, Rule=Rule, other=3)
    assert list(rules_in(module)) == [Own]
