"""Tests made from a rule's examples, for our own rules and for those of plug-ins.

@pytest.mark.parametrize("case", [case for rule in MY_RULES for case in cases(rule)], ids=str)
def test_rule(case):
    case.run()
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from difflib import unified_diff
from functools import partial
from pathlib import Path
from string import Formatter

from vaulttools import engine, fixer
from vaulttools.config import Config
from vaulttools.config.file import parse
from vaulttools.edits import Safety
from vaulttools.engine import Rules, Use
from vaulttools.files import disk
from vaulttools.findings import Diagnostic
from vaulttools.fixer import Settled
from vaulttools.note import Note, canvas
from vaulttools.registry import Registry
from vaulttools.rule import Bad, EngineRule, Example, Rule
from vaulttools.rules.layout.rule_failed import RuleFailed
from vaulttools.text import Span
from vaulttools.values import Value, replace
from vaulttools.vault import DIALECTS, Settings, Vault
from vaulttools.vault.schemas import IGNORE

BOTH = (Safety.SAFE, Safety.UNSAFE)


def unmarked(text: str) -> tuple[str, list[Span]]:
    """`text` without its «marks», and the spans they enclosed, in the order of their starts."""
    plain = []
    spans = []
    opened: list[int] = []
    length = 0
    for piece in re.split("([«»])", text):
        if piece == "«":
            opened.append(length)
        elif piece == "»":
            spans.append(Span(opened.pop(), length))
        else:
            plain.append(piece)
            length += len(piece)
    return "".join(plain), sorted(spans)


class Sample(Value):
    """An example laid out as a vault: the note, the notes and files beside it, the rule with the example's options."""

    note: Note
    notes: Mapping[str, Note]
    vault: Vault
    rules: Rules

    @classmethod
    def of(cls, rule: type[Rule], example: Example) -> "Sample":
        """The sample that `example` of `rule` describes."""
        config = _config(example.config)
        files = {path: text for path, text in example.beside.items() if path != example.path}
        notes = {path: Note(path, text) for path, text in files.items() if path.endswith(".md")}
        note = notes[example.path] = Note(example.path, unmarked(example.text)[0])
        vault = Vault(
            (each.facts for each in notes.values()),
            files.keys() - notes.keys(),
            Settings(
                kinds=config.kinds,
                schemas=config.schemas,
                text=lambda path: notes[path].text,
                dialect=config.dialect or DIALECTS[0],
                on_canvases=lambda: {
                    path: canvas.targets(path, text)
                    for path, text in files.items()
                    if path.endswith(disk.CANVAS_ENDING)
                },
            ),
        )
        used = Use(rule(**example.options), rule.severity)
        return cls(note, notes, vault, replace(_all(config, used), uses=_with_engine(config, used)))

    def check(self) -> list[Diagnostic]:
        """What the rule says of the note. Raises AssertionError if a rule could not do its work."""
        found = engine.check(self.note, self.vault, self.rules)
        failed = [str(each.message) for each in found if each.rule == RuleFailed.name]
        assert not failed, "\n".join(failed)
        return found

    def settle(self, rules: Rules | None = None) -> Settled:
        """What all fixes of the rule (or of `rules`) make of the note."""
        return fixer.settle([self.note.path], self.vault, self.notes.__getitem__, lambda _: rules or self.rules, BOTH)


def _config(text: str) -> Config:
    if not text:
        return Config(Registry())
    file = Path(disk.CONFIG)
    return parse(file, text, lambda _: Registry())


def _with_engine(config: Config, used: Use) -> tuple[Use, ...]:
    """The rule itself; one of the engine's is shown at work by the rules it watches."""
    if isinstance(used.rule, EngineRule):
        return (used, *(use for use in config.rules_for("").uses if not isinstance(use.rule, EngineRule)))
    return (used,)


def _all(config: Config, used: Use) -> Rules:
    """All rules of `config`, `used` in the place of its like."""
    rules = config.rules_for("")
    return Rules((used, *(use for use in rules.uses if use.rule.name != used.rule.name)), rules.known)


class Case(Value):
    """One thing that must hold for one example of a rule."""

    rule: type[Rule]
    number: int
    what: str
    run: Callable[[], None]
    """Raises AssertionError if it does not hold."""

    def __str__(self) -> str:
        return f"{self.rule.name}-{self.number}-{self.what}"


def cases(rule: type[Rule]) -> Iterator[Case]:
    """Everything the examples of `rule` promise, as itself and in the variants they must stand up to."""
    for number, example in enumerate(rule.examples, 1):
        for what, variant in _variants(rule, example):
            yield Case(rule, number, what, partial(_holds, rule, variant))
        if issubclass(rule, EngineRule):
            continue
        if isinstance(example, Bad):
            if not rule.reads_code and not example.text.startswith(("---", "«---")):
                yield Case(rule, number, "silent-in-code", partial(_silent, rule, _in_code(example)))
            yield Case(rule, number, "silent-when-ignored", partial(_silent, rule, _ignored(rule, example)))
        yield Case(rule, number, "settles-among-all-rules", partial(_settles, rule, example))


def _variants(rule: type[Rule], example: Example) -> Iterator[tuple[str, Example]]:
    yield "as-it-is", example
    yield "crlf", _mapped(example, lambda text: text.replace("\n", "\r\n"))
    if example.alone:
        return
    if not example.text.startswith(("---", "«---", "\ufeff")) and rule.family != "front_matter":
        yield (
            "below-front-matter",
            _mapped(example, lambda text: f"---\ncreated: 2025-01-01\n---\n{text}", note_only=True),
        )
    if example.text.endswith("\n"):
        yield (
            "above-code-and-url",
            _mapped(example, lambda text: f"{text}\n```\ncode()\n```\n\nhttps://example.com/a-b\n", note_only=True),
        )
    if any(not path.isascii() for path in example.beside):
        apart = {path: unicodedata.normalize("NFD", path) for path in example.beside}
        beside = {apart[path]: text for path, text in example.beside.items()}
        also = {apart.get(path, path): text for path, text in example.also.items()}
        yield "decomposed-names", example._replace(beside=beside, also=also)


def _mapped(example: Example, change: Callable[[str], str], note_only: bool = False) -> Example:
    fixed = None if example.fixed is None else change(example.fixed)
    made = example._replace(text=change(example.text), fixed=fixed)
    if note_only:
        return made
    beside, also = ({path: change(text) for path, text in each.items()} for each in (example.beside, example.also))
    return made._replace(beside=beside, also=also)


def _in_code(example: Example) -> Example:
    return example._replace(text=f"`````\n{unmarked(example.text)[0]}\n`````\n")


def _ignored(rule: type[Rule], example: Example) -> Example:
    text = unmarked(example.text)[0]
    line = f"{IGNORE}: {rule.name}\n"
    opening = re.match(r"\ufeff?---[ \t]*\n", text)
    if opening:
        return example._replace(text=text[: opening.end()] + line + text[opening.end() :])
    return example._replace(text=f"---\n{line}---\n{text}")


def _holds(rule: type[Rule], example: Example) -> None:
    text, marks = unmarked(example.text)
    sample = Sample.of(rule, example)
    said = sample.check()
    found = [each for each in said if each.rule == rule.name]
    for each in found:
        _whole(each, text)
    spans = sorted(each.span for each in found)
    shown = [span.of(text) for span in spans]
    wanted = marks if isinstance(example, Bad) else []
    assert spans == wanted, f"found {shown} at {spans}, not {[span.of(text) for span in wanted]} at {wanted}"
    if not said and example.fixed is None:
        return  # there is nothing to fix
    settled = sample.settle()
    assert not settled.refused, f"refused: {[str(each.message) for each in settled.refused]}"
    outcome = {path: note.text for path, note in settled.notes.items()}
    fixed = text if example.fixed is None else example.fixed
    _same({example.path: text, **outcome}, {example.path: fixed, **example.also})
    again = fixer.settle([*settled.notes], settled.vault, settled.notes.__getitem__, lambda _: sample.rules, BOTH)
    assert not again.notes, f"a second run changes {sorted(again.notes)}"


def _whole(each: Diagnostic, text: str) -> None:
    """That what is found lies in `text`, and that its words have all the values they name."""
    assert 0 <= each.span.start <= each.span.end <= len(text), f"{each.span} lies outside of the note"
    for message in filter(None, (each.message, each.help, each.fix and each.fix.title)):
        named = {name.split(".")[0] for _, name, _, _ in Formatter().parse(message.template) if name}
        assert named <= message.values.keys(), (
            f"no value for {sorted(named - message.values.keys())}: {message.template}"
        )


def _same(made: Mapping[str, str], wanted: Mapping[str, str]) -> None:
    """That the fixes make the notes of an example what they should: the difference is shown with its line endings."""
    for path in sorted({*made, *wanted}):
        here, there = (repr(texts.get(path, "")).replace(r"\n", "\\n\n").splitlines() for texts in (made, wanted))
        shown = "\n".join(unified_diff(there, here, f"{path}, as it should be", f"{path}, as it is made", lineterm=""))
        assert made.get(path) == wanted.get(path), shown


def _silent(rule: type[Rule], example: Example) -> None:
    found = [each for each in Sample.of(rule, example).check() if each.rule == rule.name]
    assert not found, f"says {[str(each.message) for each in found]}"


def _settles(rule: type[Rule], example: Example) -> None:
    sample = Sample.of(rule, example)
    used = next(use for use in sample.rules.uses if isinstance(use.rule, rule))
    rules = _all(_config(example.config), used)
    settled = sample.settle(rules)
    assert not settled.refused, f"refused: {[str(each.message) for each in settled.refused]}"
    notes = {**sample.notes, **settled.notes}
    for _ in range(2):
        settled = fixer.settle([*notes], settled.vault, notes.__getitem__, lambda _: rules, BOTH)
        if not settled.notes:
            return
        notes |= settled.notes
    raise AssertionError(f"never still: {sorted(settled.notes)}")
