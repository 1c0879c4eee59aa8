"""Every rule keeps what its examples promise, alone and among all the others."""

from collections.abc import Iterator

import pytest

from vaulttools.findings import Finding
from vaulttools.note import Note
from vaulttools.registry import builtin_rules
from vaulttools.rule import Bad, Good, NoteRule, VaultRule, option
from vaulttools.testing import Sample, cases
from vaulttools.text import Span
from vaulttools.values import grouped

EXAMPLES = grouped(
    (f"{case.rule.name}-{case.number}", case) for rule in builtin_rules().values() for case in cases(rule)
)


@pytest.mark.parametrize("example", EXAMPLES)
def test_example(example: str) -> None:
    broken = []
    for case in EXAMPLES[example]:
        try:
            case.run()
        except AssertionError as error:
            broken.append(f"{case.what}: {error}")
    assert not broken, "\n\n".join(broken)


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


def test_rules_say_nothing_of_notes_without_their_cues() -> None:
    samples = [Sample.of(rule, example) for rule in builtin_rules().values() for example in rule.examples]
    spared = 0
    rules = (rule() for rule in builtin_rules().values() if issubclass(rule, NoteRule | VaultRule))
    for rule in rules:
        for sample in samples:
            note = sample.note
            if hasattr(rule, "cues") and rule.cues.number not in note.cues:
                spared += 1
                assert not [*(rule.check(note) if isinstance(rule, NoteRule) else rule.check(note, sample.vault))]
    assert spared > 1000


class Crashing(NoteRule):
    """Fails on every note."""

    family = "layout"
    examples = (Good("All is well.\n"), Bad("«Wrong»\n"))

    def check(self, note: Note) -> Iterator[Finding]:
        yield self.finding(Span(0, len(note.text) // (len(note.text) - len(note.text))), "never said")


class Astray(NoteRule):
    """Points behind the end of a note, or leaves a value out."""

    family = "layout"
    template: str = option("{word} is wrong", "What it says.")

    def check(self, note: Note) -> Iterator[Finding]:
        yield self.finding(Span(0, len(note.text) + ("{" not in self.template)), self.template)


@pytest.mark.parametrize("number", [0, 1], ids=["good", "bad"])
def test_a_rule_that_fails_keeps_no_promise_and_says_where(number: int) -> None:
    (case,) = [each for each in cases(Crashing) if each.number == number + 1 and each.what == "as-it-is"]
    with pytest.raises(AssertionError, match=r"ZeroDivisionError: .* \(test_rules\.py:\d+\)"):
        case.run()


@pytest.mark.parametrize(("options", "said"), [({}, "no value for"), ({"template": "wrong"}, "outside of the note")])
def test_what_no_reader_could_follow_is_no_finding(options: dict[str, str], said: str) -> None:
    Astray.examples = (Bad("«Wrong»\n", options=options),)
    with pytest.raises(AssertionError, match=said):
        next(each for each in cases(Astray) if each.what == "as-it-is").run()
