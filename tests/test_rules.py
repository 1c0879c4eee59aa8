"""Every rule keeps what its examples promise, alone and among all the others."""

import pytest

from vaulttools.registry import builtin_rules
from vaulttools.rule import NoteRule, VaultRule
from vaulttools.testing import Case, Sample, cases

CASES = [case for rule in builtin_rules().values() for case in cases(rule)]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_example(case: Case) -> None:
    case.run()


@pytest.mark.parametrize("name", sorted(builtin_rules()))
def test_card(name: str) -> None:
    rule = builtin_rules()[name]
    doc = rule.__doc__ or ""
    assert "## Why" in doc and "## Fix" in doc
    assert doc.splitlines()[0].endswith(".")
    assert all(option.doc.endswith(".") for option in rule.options())
    assert rule.examples or name in ("rule-failed", "unsettled-fix", "not-text"), "a rule shows itself at work"


def test_a_rule_is_a_value() -> None:
    rule = builtin_rules()["unlinked-mention"]
    usual, other = rule(), rule(shortest=7)
    assert usual == rule() and hash(usual) == hash(rule())
    assert usual != other and repr(usual) != repr(other)
    assert repr(other) == repr(rule(shortest=7))
    assert "shortest=7" in repr(other)
    with pytest.raises(TypeError, match="no option 'longest'"):
        rule(longest=7)
    with pytest.raises(AttributeError, match="never changes"):
        other.shortest = 8  # type: ignore[attr-defined]


def test_rules_say_nothing_of_notes_without_what_they_need() -> None:
    samples = [Sample.of(rule, example) for rule in builtin_rules().values() for example in rule.examples]
    spared = 0
    rules = (rule() for rule in builtin_rules().values() if issubclass(rule, NoteRule | VaultRule))
    for rule in rules:
        for sample in samples:
            note = sample.note
            if rule.needs and not (note.has_cue(rule.cues) if rule.needs == "cues" else getattr(note, rule.needs)):
                spared += 1
                assert not [*(rule.check(note) if isinstance(rule, NoteRule) else rule.check(note, sample.vault))]
    assert spared > 1000
