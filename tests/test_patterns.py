"""Patterns wait to be compiled, and each of them can be."""

import importlib
import pkgutil
import re

import vaulttools
from vaulttools.patterns import Lazy, pattern
from vaulttools.registry import builtin_rules


def test_every_pattern_compiles() -> None:
    builtin_rules()
    modules = [each.name for each in pkgutil.walk_packages(vaulttools.__path__, "vaulttools.")]
    waiting = [
        value
        for name in modules
        if not name.endswith("__main__")
        for value in vars(importlib.import_module(name)).values()
        if isinstance(value, Lazy)
    ]
    assert len(waiting) > 150
    for each in waiting:
        assert each.search is not None


def test_a_pattern_is_as_if_compiled() -> None:
    words = pattern(r"(?P<word>[a-z]+)", re.I)
    assert words.findall("One two") == ["One", "two"]
    assert words.flags == re.compile(r"(?P<word>[a-z]+)", re.I).flags
    assert words.sub("-", "One two") == "- -"
