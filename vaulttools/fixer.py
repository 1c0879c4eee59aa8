"""Fixes notes: applies fixes until nothing is left to fix, takes back those that do harm, and says which these are."""

import gc
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence, Set

from vaulttools import engine
from vaulttools.edits import Edit, Fix, NewNote, Safety, apply
from vaulttools.engine import Rules
from vaulttools.files import disk
from vaulttools.findings import Diagnostic
from vaulttools.message import Message
from vaulttools.note import Facts, Note
from vaulttools.note.facts import name_of
from vaulttools.patterns import pattern
from vaulttools.proof import harm, led_astray
from vaulttools.text import UNSEEN, match_key
from vaulttools.values import NamedTuple, replace
from vaulttools.vault import Vault
from vaulttools.vault.near_names import NearNames, by_keystrokes

MOST_PASSES = 20
"""How often a note is read again and fixed at most. Fixes that go on after that are taken back."""
MOST_ROUNDS = 10
"""How often we go through the vault at most: fixing one note can give another something to fix."""
MOST_CREATING = 100
"""How often we create notes at most: new ones can show of more names that they are companies'."""
MOST_TRIALS = 30
"""How often a pass splits the fixes of one rule, at most, to find the harmful ones. Those that are left then are refused."""


class Settled:
    """The outcome of fixing. Nothing is written yet."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        """The vault as it will be."""
        self.notes: dict[str, Note] = {}
        """The notes that change, as they will be, by path; also those that are created."""
        self.created: set[str] = set()
        self.applied: list[Diagnostic] = []
        """The findings that were fixed, in the order they were."""
        self.refused: list[Diagnostic] = []
        """Diagnostics about fixes that were taken back."""

    def text(self, path: str) -> str:
        """The text of the note at `path` as it will be; empty if it does not change."""
        return self.notes[path].text if path in self.notes else ""


def settle(
    paths: Iterable[str],
    vault: Vault,
    load: Callable[[str], Note],
    rules_for: Callable[[str], Rules],
    grades: Collection[Safety] = (Safety.SAFE,),
    wanted: Callable[[Diagnostic], bool] = lambda _: True,
    begun: Callable[[int, int], None] = lambda _, __: None,
) -> Settled:
    """Applies the fixes of `grades` to the notes at `paths`, and to those they create, until none is left.

    `load` returns the note at a path as it is on disk. `wanted` may turn down single fixes. `begun` is told before each
    note how many are done, and of how many.
    """

    def fixable(each: Diagnostic) -> bool:
        fix = each.fix
        return fix is not None and fix.safety in grades and bool(fix.edits or fix.creates) and wanted(each)

    asked = {*paths}
    restless: dict[str, Diagnostic] = {}
    while True:
        settling = _Settling(asked, restless.keys(), vault, load, rules_for, fixable, begun)
        settled = settling.settled
        moving = settling.run()
        if not moving:
            break
        # Fixes to these notes keep causing each other: everything starts again without these notes.
        for path in moving:
            note = load(path) if path in vault.facts else settled.notes[path]
            rules = {each.rule for each in settled.applied if each.path == path}
            restless[path] = engine.refusal(note, rules, Message("fixes to several notes undo each other"))
    settled.refused = [*settling.refused(), *(restless[path] for path in sorted(restless))]
    settled.notes = {
        path: note for path, note in settled.notes.items() if path in settled.created or note != load(path)
    }
    return settled


class _Settling:
    """One attempt to fix all notes except those in `restless`."""

    def __init__(
        self,
        asked: Set[str],
        restless: Set[str],
        vault: Vault,
        load: Callable[[str], Note],
        rules_for: Callable[[str], Rules],
        fixable: Callable[[Diagnostic], bool],
        begun: Callable[[int, int], None],
    ) -> None:
        self.settled = Settled(vault)
        self._begun = begun
        self._asked = asked
        self._restless = restless
        self._load = load
        self._rules_for = rules_for
        self._fixable = fixable
        self._refused: dict[str, list[Diagnostic]] = {}
        self._waiting: list[Diagnostic] = []
        """What can be fixed by creating notes once all notes were looked at."""
        self._creating = 0

    def run(self) -> Set[str]:
        """Fixes the notes; returns the paths of those that still change after `MOST_ROUNDS`."""
        settled = self.settled
        work = self._asked - self._restless
        changed: set[str] = set()
        rounds = 0
        while rounds < MOST_ROUNDS and self._creating < MOST_CREATING:
            before = settled.vault.facts
            changed = set()
            for number, path in enumerate(sorted(work)):
                self._begun(number, len(work))
                if self._fixed(path):
                    changed.add(path)
            creators = self._create()
            changed |= creators
            if not changed:
                break
            rounds += not creators
            moved = {path for path, facts in settled.vault.facts.items() if before.get(path) is not facts}
            work = (self._asked | settled.created) - self._restless
            if all(_seen_by_all(settled.vault.facts[path]) == _seen_by_all(before.get(path)) for path in moved):
                graph = settled.vault.graph
                linked = (graph.targets(settled.vault.facts[path]) ^ graph.targets(before[path]) for path in moved)
                work &= moved.union(graph.affected(moved), *linked)
        return changed

    def refused(self) -> list[Diagnostic]:
        """Diagnostics about the fixes that were refused when their note was last looked at."""
        refused = (each for path in sorted(self._refused) for each in self._refused[path])
        return list({(each.path, str(each.message)): each for each in refused}.values())

    def _fixed(self, path: str) -> bool:
        """Fixes the note at `path`, and whatever its fixes touch elsewhere; to create notes waits.

        Returns whether there was anything to fix.
        """
        settled = self.settled
        note = settled.notes.get(path) or self._load(path)
        rules = self._rules_for(path)
        circling: set[str] = set()
        refused = []

        def fixable(each: Diagnostic) -> bool:
            return each.rule not in circling and self._fixable(each)

        while True:
            trial = _Trial(settled, self._load)
            try:
                fixed, waiting = _fix(path, trial, rules, fixable)
                break
            except _Circle as circle:
                # Everything is taken back, and the other rules try without these.
                circling |= circle.rules
                refused.append(engine.refusal(note, circle.rules, circle.reason))
        self._refused[path] = refused
        self._waiting += waiting
        self._keep(trial, fixed)
        return bool(fixed)

    def _create(self) -> set[str]:
        """Applies the fixes that wait to create notes; returns the paths of the notes that they were found in.

        As many as can be at once: with each change of the names in the vault, what is known of them is worked out anew.
        """
        creators: set[str] = set()
        while self._creating < MOST_CREATING:
            waiting, self._waiting = self._waiting, []
            trial = _Trial(self.settled, self._load)
            taken = trial.take(_distinct(waiting))
            self._keep(trial, taken)
            if not taken:
                break
            if self._creating:
                gc.collect()  # vaults hold each other, and the command line runs without a collector
            self._creating += 1
            creators.update(each.path for each in taken)
            done = {id(each) for each in taken}
            for path in sorted({each.path for each in waiting if id(each) not in done}):
                self._fixed(path)
        return creators

    def _keep(self, trial: "_Trial", fixed: Iterable[Diagnostic]) -> None:
        """Takes what `trial` has changed, where it has `fixed` something, and what it refused."""
        settled = self.settled
        settled.vault = trial.vault
        settled.notes.update(trial.notes)
        settled.created |= trial.created
        settled.applied += fixed
        for each, reason in trial.refused:
            note = trial.note(each.path)
            self._refused.setdefault(each.path, []).append(engine.refusal(note, [each.rule], reason))


def _seen_by_all(facts: Facts | None) -> Facts | None:
    """The facts on which findings in any note may depend; the others matter only to notes that link to this one, or that it links to."""
    return facts and replace(facts, headings=(), block_ids=(), links=(), shown=())


class _Circle(Exception):
    """Fixes to a note that undo each other, or never end; `reason` says which."""

    def __init__(self, reason: Message, diagnostics: Iterable[Diagnostic]) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.rules = {diagnostic.rule for diagnostic in diagnostics}


def _fix(
    path: str, trial: "_Trial", rules: Rules, fixable: Callable[[Diagnostic], bool]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Applies fixes to the note at `path` until none is left but those that wait.

    Returns the findings fixed, and those whose fixes wait. Raises _Circle.
    """
    longest = 4 * len(trial.note(path).text) + 100_000
    seen = {trial.state: 0}
    passes: list[list[Diagnostic]] = []
    while len(passes) < MOST_PASSES and len(trial.note(path).text) <= longest:
        found = [each for each in engine.check(trial.note(path), trial.vault, rules) if fixable(each)]
        taken = trial.take([each for each in found if not _waits(each)])
        if not taken:
            return [each for fixed in passes for each in fixed], [*filter(_waits, found)]
        passes.append(taken)
        since = seen.setdefault(trial.state, len(passes))
        if since < len(passes):
            raise _Circle(Message("the fixes undo each other"), (each for fixed in passes[since:] for each in fixed))
    raise _Circle(Message("the fixes never settle"), passes[-1])


def _waits(diagnostic: Diagnostic) -> bool:
    """Whether the fix of `diagnostic` creates notes and edits none, so that it still fits once other fixes went in."""
    fix = diagnostic.fix
    return fix is not None and bool(fix.creates) and not fix.edits


def _distinct(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Those of `diagnostics` that create notes of which no two share a name or an alias, and no name may be another misspelt.

    The first wins: whether the others are lacking can be told once it is there.
    """
    made: set[NewNote] = set()
    taken: set[str] = set()
    wanted = {note for each in diagnostics if each.fix is not None for note in each.fix.creates}
    near = NearNames(by_keystrokes(match_key(name_of(note.path)) for note in wanted), is_meant=taken.__contains__)
    distinct = []
    for diagnostic in diagnostics:
        new = {*diagnostic.fix.creates} - made if diagnostic.fix is not None else set()
        names = {
            match_key(name) for note in new for name in (name_of(note.path), *Note(note.path, note.text).facts.aliases)
        }
        if taken.isdisjoint(names) and not any(near.find(name_of(note.path)) for note in new):
            made |= new
            taken |= names
            distinct.append(diagnostic)
    return distinct


class _Step(NamedTuple):
    """Fixes that go in together: the findings they fix, the edits by note, the notes they create."""

    diagnostics: list[Diagnostic]
    edits: dict[str, list[Edit]]
    creates: list[NewNote]


class _Outcome(NamedTuple):
    """The result of a step: the vault, and the notes that it changed or created."""

    step: _Step
    vault: Vault
    notes: dict[str, Note]


_NO_TEXT = pattern("[\0\ud800-\udfff]")


class _Trial:
    """A copy of the vault on which fixes are tried: only those that do no harm stay in it."""

    def __init__(self, settled: Settled, load: Callable[[str], Note]) -> None:
        self.vault = settled.vault
        self.notes: dict[str, Note] = {}
        """The notes that the trial has changed."""
        self.created: set[str] = set()
        self.refused: list[tuple[Diagnostic, Message]] = []
        """The fixes that would do harm to the notes as they now are, and what harm."""
        self._before = settled
        self._load = load
        self._trials = 0

    def note(self, path: str) -> Note:
        """The note at `path` as it is in the trial."""
        return self.notes.get(path) or self._before.notes.get(path) or self._load(path)

    @property
    def state(self) -> frozenset[Note]:
        """The notes that differ from those before the trial: where they are the same twice, the trial goes in circles."""
        facts = self._before.vault.facts
        return frozenset(
            note
            for path, note in self.notes.items()
            if path not in facts or note != (self._before.notes.get(path) or self._load(path))
        )

    def take(self, diagnostics: list[Diagnostic]) -> list[Diagnostic]:
        """Applies those fixes of `diagnostics` that fit together and do no harm; returns the findings they fix."""
        self.refused = []
        self._trials = MOST_TRIALS
        while step := _chosen(diagnostics):
            outcome = self._harmless(step)
            if outcome is not None:
                self.vault = outcome.vault
                self.notes.update(outcome.notes)
                self.created.update(each.path for each in outcome.step.creates)
                return outcome.step.diagnostics
            # None of these can be applied, so those that had to wait for them can be tried.
            tried = {id(each) for each in step.diagnostics}
            diagnostics = [each for each in diagnostics if id(each) not in tried]
        return []

    def _harmless(self, step: _Step) -> _Outcome | None:
        """The result of `step` without the fixes that do harm, which are found by bisection. None if all do harm."""
        outcome = self._outcome(step)
        if isinstance(outcome, _Outcome):
            return outcome
        # Harmful fixes mostly come from one rule: bisect the rules first, then the fixes of one rule.
        fixes = step.diagnostics
        names = sorted({each.rule for each in fixes})
        if len(names) > 1:
            first = set(names[: len(names) // 2])
            parts = ([each for each in fixes if each.rule in first], [each for each in fixes if each.rule not in first])
        elif len(fixes) > 1 and self._trials > 0:
            self._trials -= 1
            parts = (fixes[: len(fixes) // 2], fixes[len(fixes) // 2 :])
        else:
            self.refused += [(each, outcome) for each in fixes]
            return None
        steps = filter(None, map(_chosen, parts))
        kept = [part for part in map(self._harmless, steps) if part is not None]
        if len(kept) == 2 and (both := _chosen([*kept[0].step.diagnostics, *kept[1].step.diagnostics])):
            together = self._outcome(both)
            # Where only both together do harm, the second part waits for the next pass.
            return together if isinstance(together, _Outcome) else kept[0]
        return kept[0] if kept else None

    def _outcome(self, step: _Step) -> _Outcome | Message:
        """The result of `step`, or the harm it would do."""
        notes = {}
        for path, edits in step.edits.items():
            if path not in self.vault.facts:
                return Message("`{path}` is not a note in the vault", {"path": path})
            before = self.note(path)
            if before.is_left_alone:
                return Message("`{path}` may not be changed", {"path": path})
            if any(_NO_TEXT.search(edit.text) for edit in edits):
                return Message("it would write characters that no text may hold")
            try:
                notes[path] = before.with_text(apply(before.text, edits))
            except ValueError:
                return Message("its edits do not fit the note")
        for created in step.creates:
            if not _may_be_created(created.path) or _NO_TEXT.search(created.text):
                return Message("`{path}` cannot be a note", {"path": created.path})
            if self.vault.resolve(f"/{created.path}", "").path is not None:
                return Message("the file `{path}` already exists", {"path": created.path})
            notes[created.path] = Note(created.path, created.text)
        if any(notes[path].facts.headings != self.vault.facts[path].headings for path in step.edits):
            _ = (
                self.vault.graph.backlinks
            )  # which the proof needs then: those after a change are told from those before
        vault = self.vault.with_notes(notes.values())
        for path, edits in step.edits.items():
            broken = harm(self.note(path), notes[path], edits, self.vault, vault)
            if broken is not None:
                return broken
        broken = led_astray([each.path for each in step.creates], self.vault, vault)
        return broken or _Outcome(step, vault, notes)


_NO_NAME = pattern(rf"""[\0-\x1f{UNSEEN}\\:*?"<>|#^\[\]]|[. ]\Z""")
"""What makes a part of a path one that some system cannot store, that shows as another, or that a wiki-link cannot contain."""


def _may_be_created(path: str) -> bool:
    """Whether a note may be created at `path`: Obsidian must show it, and every system must be able to store it."""
    return path.endswith(".md") and not any(
        part.startswith(".") or not part.strip() or _NO_NAME.search(part) or disk.is_reserved(part)
        for part in path.split("/")
    )


def _chosen(diagnostics: Sequence[Diagnostic]) -> _Step | None:
    """The fixes of `diagnostics` that can be applied together: the earliest wins, and one that touches another waits."""
    taken: dict[str, list[Edit]] = {}
    creates: dict[str, NewNote] = {}  # by what a path is where case does not matter
    chosen = []
    for diagnostic in diagnostics:
        fix = diagnostic.fix
        if fix is None or not _fits(fix, diagnostic.path, taken, creates):
            continue
        chosen.append(diagnostic)
        for edit in fix.edits:
            edits = taken.setdefault(edit.path or diagnostic.path, [])
            at = bisect_left(edits, edit)
            if not (at < len(edits) and edits[at] == edit):
                edits.insert(at, edit)
        creates.update((match_key(each.path), each) for each in fix.creates)
    return _Step(chosen, taken, list(creates.values())) if chosen else None


def _fits(fix: Fix, path: str, taken: dict[str, list[Edit]], creates: dict[str, NewNote]) -> bool:
    """Whether `fix` can be applied together with the edits in `taken` and the notes in `creates`. The same twice is no clash."""
    for edit in fix.edits:
        edits = taken.get(edit.path or path, [])
        at = bisect_left(edits, edit)
        if at < len(edits) and edits[at] == edit:
            continue
        if at < len(edits) and edits[at].span.start <= edit.span.end:
            return False
        if at > 0 and edits[at - 1].span.end >= edit.span.start:
            return False
    return all(creates.get(match_key(each.path), each) == each for each in fix.creates)
