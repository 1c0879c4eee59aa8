"""Runs rules on a note: without what is suppressed, with severities, sorted."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from pathlib import PurePosixPath

from vaulttools.findings import Diagnostic, Finding, Place, Related, Severity
from vaulttools.message import Message
from vaulttools.note import Note, canvas
from vaulttools.note.base import Base, bases_in
from vaulttools.note.cues import Cues
from vaulttools.registry import nearest
from vaulttools.rule import EngineRule, NoteRule, Rule, VaultRule
from vaulttools.rules.layout.rule_failed import RuleFailed
from vaulttools.rules.layout.unsettled_fix import UnsettledFix
from vaulttools.rules.layout.unused_ignore import UnusedIgnore
from vaulttools.suppress import Ignores
from vaulttools.text import Lines, Position, Span
from vaulttools.values import Value
from vaulttools.vault import Vault
from vaulttools.vault.schemas import IGNORE


class Use(Value):
    """A rule with its options set, and the severity it has in this run."""

    rule: Rule
    severity: Severity

    @cached_property
    def names(self) -> frozenset[str]:
        """All names that an ignore may use for the rule."""
        family = self.rule.family
        return frozenset({self.rule.name, *self.rule.formerly, family, family.replace("_", "-"), "all"})


class Rules(Value):
    """The rules that run on a note."""

    uses: tuple[Use, ...]
    known: frozenset[str] = frozenset()
    """All names that an ignore may contain, including those of rules that do not run."""

    @cached_property
    def _with_cues(self) -> tuple[tuple[Use, NoteRule | VaultRule, Cues | None], ...]:
        """The rules that look at notes, each with its cues; first those that look at a single note."""
        return tuple(
            (use, use.rule, getattr(use.rule, "cues", None))
            for kind in (NoteRule, VaultRule)
            for use in self.uses
            if isinstance(use.rule, kind)
        )

    def running_on(self, note: Note) -> list[tuple[Use, NoteRule | VaultRule]]:
        """The rules that look at `note`, each in its turn: all but those of whose cues it holds none."""
        if note.damage:
            return [(use, rule) for use, rule, _ in self._with_cues if rule.reads_damaged]
        held = note.cues
        return [(use, rule) for use, rule, cues in self._with_cues if cues is None or cues.number in held]

    @cached_property
    def on_canvases(self) -> "Rules":
        """The rules that also look at canvases and bases."""
        return Rules(tuple(use for use in self.uses if use.rule.reads_canvases), self.known)

    @cached_property
    def on_others(self) -> "Rules":
        """The rules whose findings in a note a change of other notes can change."""
        return Rules(tuple(use for use in self.uses if not isinstance(use.rule, NoteRule)), self.known)

    def behind(self, found: Iterable[Diagnostic]) -> "Rules":
        """The rules that have to run for all of `found` to be found again: all, where the engine itself found some of it."""
        names = {each.rule for each in found}
        uses = tuple(use for use in self.uses if use.rule.name in names and not isinstance(use.rule, EngineRule))
        return Rules(uses, self.known) if len(uses) == len(names) else self

    @cached_property
    def unused_ignore(self) -> tuple[Use, UnusedIgnore] | None:
        """The rule about ignores that hide nothing, if it runs."""
        return next(((use, use.rule) for use in self.uses if isinstance(use.rule, UnusedIgnore)), None)

    def enriching(self, enriches: bool) -> "Rules":
        """The rules whose fixes add something (`enrich`), or those whose fixes fix something (`fix`)."""
        return Rules(tuple(use for use in self.uses if use.rule.enriches == enriches), self.known)


_Found = list[tuple[Use, Finding]]


def check(note: Note, vault: Vault, rules: Rules) -> list[Diagnostic]:
    """The findings of `rules` in `note`, in order, without fixes where no tool may change the note.

    A rule that raises becomes a diagnostic, and the others go on.
    """
    found = _said(note, vault, rules)
    if (bases := bases_in(note)) is not None:
        found += [(use, finding._replace(fix=None)) for use, finding in _said(bases, vault, rules.on_canvases)]
    if IGNORE in note.text and not note.damage:
        found = _unsuppressed(note, rules, found)
    if found and note.is_left_alone:
        found = [(use, finding._replace(fix=None)) for use, finding in found]
    return diagnostics(note, found)


def _said(note: Note, vault: Vault, rules: Rules) -> _Found:
    """What `rules` find in `note`, each in its turn."""
    found: _Found = []
    for use, rule in rules.running_on(note):
        try:
            for finding in rule.check(note) if isinstance(rule, NoteRule) else rule.check(note, vault):
                found.append((use, finding))
        except Exception as error:  # A rule may be anyone's: it must not take the others down with it.
            found.append(_failure(rule, error))
    return found


def check_canvas(path: str, text: str, vault: Vault, rules: Rules) -> list[Diagnostic]:
    """The findings of `rules` in the canvas `text` at `path`, in order, without fixes: only Obsidian writes canvases."""
    found: list[Diagnostic] = []
    strings: canvas.Strings | None = None
    lines = Lines(text)
    shown: dict[Span, str] = {}
    for card in canvas.cards(path, text):
        if card.file and _opens_below(card.file, path, vault):
            continue
        for each in check(card.note, vault, rules.on_canvases):
            if strings is None:
                strings = canvas.Strings(text)
            span = card.place(each.span, strings)
            start, end = lines.position(span.start), lines.position(span.end)
            line = lines.at(span.start)
            if line not in shown:
                shown[line] = line.of(text)
            related = tuple([place for place in each.related if place.path != path])
            found.append(
                each._replace(
                    span=span,
                    start=start,
                    end=end,
                    message=card.said(each.message),
                    line=shown[line],
                    help=card.said(each.help) if each.help else None,
                    fix=None,
                    related=related,
                )
            )
    return sorted(found, key=attrgetter("span", "rule"))


def check_base(path: str, text: str, vault: Vault, rules: Rules) -> list[Diagnostic]:
    """The findings of `rules` in the base `text` at `path`, in order, without fixes: a wiki-link may be no name there."""
    return [each._replace(fix=None) for each in check(Base(path, text), vault, rules.on_canvases)]


def _opens_below(file: str, path: str, vault: Vault) -> bool:
    """Whether `file` is in a folder around the canvas at `path`: that folder is then a vault of its own, from which the card counts."""
    return any(vault.resolve(f"/{folder}/{file}", path).path for folder in map(str, PurePosixPath(path).parents[:-1]))


def _failure(rule: Rule, error: Exception) -> tuple[Use, Finding]:
    failed = RuleFailed()
    return Use(failed, failed.severity), failed.failure(rule, error)


def refusal(note: Note, names: Iterable[str], reason: Message) -> Diagnostic:
    """A diagnostic which says that fixes of the rules `names` to `note` were taken back, and why."""
    rule = UnsettledFix()
    return diagnostics(note, [(Use(rule, rule.severity), rule.refusal(names, reason))])[0]


def _unsuppressed(note: Note, rules: Rules, found: _Found) -> _Found:
    """`found` without what the note's ignores hide, and with findings on ignores that hide nothing."""
    ignores = Ignores(note)
    kept = [(use, finding) for use, finding in found if not ignores.hide(finding, use.names)]
    if rules.unused_ignore is not None:
        use, rule = rules.unused_ignore
        kept += [(use, each) for each in _on_unused(ignores, rule, rules) if not ignores.hide(each, use.names)]
    return kept


def _on_unused(ignores: Ignores, rule: UnusedIgnore, rules: Rules) -> Iterator[Finding]:
    """What `rule` finds of each of `ignores` that hides nothing, given that `rules` ran."""
    running = {name for each in rules.uses for name in each.names}
    for ignore in ignores:
        # A rule that did not run had nothing to hide; a name that no rule has never will.
        unused = tuple(
            name
            for name in ignore.selectors
            if not ignores.used(ignore, name) and (name in running or name not in rules.known)
        )
        if unused or not ignore.selectors:
            likes = (nearest(name, rules.known) for name in unused if name not in rules.known)
            yield rule.unused(ignore.span, unused, next(filter(None, likes), ""))


def diagnostics(note: Note, found: Sequence[tuple[Use, Finding]]) -> list[Diagnostic]:
    """`found` in `note` as diagnostics, in order and without duplicates."""
    if not found:
        return []
    lines = note.lines
    made: dict[tuple[Span, str], list[Diagnostic]] = {}
    shown: dict[int, str] = {}
    for use, finding in found:
        each = _diagnostic(note, lines, use, finding, shown)
        made.setdefault((each.span, use.rule.name), []).append(each)
    ordered: list[Diagnostic] = []
    for key in sorted(made):
        same = made[key]
        if len(same) > 1:  # Only then do the words count, which take long to put together.
            said: dict[str, Diagnostic] = {}
            for one in same:
                said.setdefault(str(one.message), one)
            same = [said[words] for words in sorted(said)]
        ordered += same
    return ordered


def _diagnostic(note: Note, lines: Lines, use: Use, finding: Finding, shown: dict[int, str]) -> Diagnostic:
    span, message, help, fix, related = finding
    start, end = map(lines.position, span)
    line = shown.get(start.line)
    if line is None:  # a long line may have thousands of findings, and what is no text cannot be read
        line = shown[start.line] = "" if note.damage else lines.span(start.line).of(note.text)
    places = tuple([_place(note, lines, each) for each in related]) if related else ()
    rule = use.rule
    return Diagnostic(
        rule.name, rule.family, use.severity, note.path, span, start, end, message, line, help, fix, places
    )


def _place(note: Note, lines: Lines, related: Related) -> Place:
    span = related.span
    if related.path and related.path != note.path:
        return Place(related.path, span, Position(1, 1), Position(1, 1), related.message)
    return Place(note.path, span, lines.position(span.start), lines.position(span.end), related.message)
