"""Patterns wait to be compiled, and each of them can be."""

import importlib
import pkgutil
import re

import pytest

import vaulttools
from tests.timing import NO_END, seconds
from vaulttools.patterns import Bounded, Lazy, pattern
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


def test_patterns_of_strangers_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Bounded, "_left", 0.2)
    patterns = [Bounded(f"(a|aa)+{number}") for number in range(100)]

    def matching() -> None:
        for number in range(100):
            assert not any(each.fullmatch("a" * 60 + f"!{number}") for each in patterns)

    assert seconds(matching) < NO_END
    assert Bounded("a+").fullmatch("aaa") is True and Bounded("a+").fullmatch("b") is False
    assert Bounded("b").search("abc") is True
    for wrong in ("(", "(" * 5000 + ")" * 5000, "[b"):
        with pytest.raises(ValueError, match=r"."):
            Bounded(wrong)
