"""Patterns wait to be compiled, and each of them can be."""

import importlib
import marshal
import os
import pkgutil
import re
import sys
from pathlib import Path

import pytest

import vaulttools
from tests.timing import NO_END, seconds
from vaulttools import patterns
from vaulttools.patterns import Bounded, Lazy, is_overlong, pattern
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
        made = patterns._Programs(None)
        assert made.compiled(each.pattern, each._flags) == re.compile(each.pattern, each._flags)
        assert made._is_new  # else it was `re.compile` that made it


def test_what_patterns_were_compiled_to_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    file = tmp_path / "folder" / "kept"
    source = r"(?P<year>\d{4})-(\d\d)|(?P<word>[가-힣]+)"

    def compiled() -> patterns._Programs:
        programs = patterns._Programs(str(file))
        made = programs.compiled(source, int(re.I))
        assert made == re.compile(source, re.I)
        assert (made.groups, made.groupindex, made.flags) == (3, {"year": 1, "word": 3}, re.I | re.U)
        found = made.search("우리")
        assert found is not None and found.lastgroup == "word"
        return programs

    first = compiled()
    first.keep()
    assert file.exists() and os.listdir(file.parent) == ["kept"]
    again = compiled()
    assert not again._is_new
    with pytest.raises(re.error):
        again.compiled("(", 0)
    assert again._known is not None and [*again._known] == [(source, int(re.I))]
    # Another version of Python, or a file that was cut off, or holds something else: all is compiled again.
    whole = file.read_bytes()
    with monkeypatch.context() as other:
        other.setattr(sys, "version", "another")
        assert compiled()._is_new
    strange = marshal.dumps((patterns._kind(), {(source, int(re.I)): (1, b"abc")}))
    for bad in (b"", whole[:-9], b"no", marshal.dumps((patterns._kind(), 1)), marshal.dumps(1), strange):
        file.write_bytes(bad)
        compiled()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    file.unlink()
    compiled().keep()
    assert not file.exists()


def test_a_pattern_is_as_if_compiled() -> None:
    words = pattern(r"(?P<word>[a-z]+)", re.I)
    assert words.findall("One two") == ["One", "two"]
    assert words.flags == re.compile(r"(?P<word>[a-z]+)", re.I).flags
    assert words.sub("-", "One two") == "- -"


def test_patterns_of_strangers_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Bounded, "_left", 0.2)
    given = [Bounded(f"(a|aa)+{number}") for number in range(100)]

    def matching() -> None:
        for number in range(100):
            assert not any(each.fullmatch("a" * 60 + f"!{number}") for each in given)

    assert seconds(matching) < NO_END
    assert Bounded("a+").fullmatch("aaa") is None, "none is tried any more"
    monkeypatch.setattr(Bounded, "_left", 0.2)
    assert Bounded("a+").fullmatch("aaa") is True and Bounded("a+").fullmatch("b") is False
    assert Bounded("b").search("abc") is True
    for wrong in ("(", "(" * 5000 + ")" * 5000, "[b"):
        with pytest.raises(ValueError, match=r"."):
            Bounded(wrong)


@pytest.mark.parametrize(
    ("source", "overlong"),
    [
        ("(((a{100}){100}){100}){100}", True),
        (r"(?:\w{1000}){1000}", True),
        ("(a|b){99999999999}", True),
        ("a" * 10_001, True),
        (r"\d{4}-\d{2}-\d{2}", False),
        (r"(\w{50},){50}", False),
        (r"[{9999}]{3}\({50}[\]{9999}]", False),
        ("a{2,}" * 1000, False),
        (")" * 100 + "{5}[" * 100, False),
    ],
)
def test_a_pattern_that_would_take_all_memory_is_not_compiled(source: str, overlong: bool) -> None:
    assert is_overlong(source) is overlong
    if overlong:
        with pytest.raises(ValueError, match="repeats"):
            Bounded(source)
