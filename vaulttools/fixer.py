"""Fixes notes: applies fixes until nothing is left to fix, proves that they did no harm, and keeps what it held back."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from vaulttools import engine
from vaulttools.edits import Edit, Fix, NewNote, Safety, apply
from vaulttools.engine import Rules
from vaulttools.findings import Diagnostic
from vaulttools.message import Message
from vaulttools.note import Facts, FrontMatter, Note
from vaulttools.note.blocks import Node
from vaulttools.patterns import pattern
from vaulttools.text import LINE_ENDING
from vaulttools.values import replace
from vaulttools.vault import Vault

MOST_PASSES = 20
"""How often a note is read again and fixed at most; fixes that have not come to an end by then are taken back."""
MOST_ROUNDS = 10
"""How often the vault is gone through at most: fixing one note can give another something to fix."""
MOST_TRIALS = 30
"""How often a pass splits the fixes of one rule, at most, to find the harmful ones; those not cleared by then are refused."""


class Settled:
    """What fixing came to. Nothing is written yet."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        """The vault as it will be."""
        self.notes: dict[str, Note] = {}
        """The notes that change, as they will be, by path; also those that are created."""
        self.created: set[str] = set()
        self.applied: list[Diagnostic] = []
        """The findings that were fixed, in the order they were."""
        self.refused: list[Diagnostic] = []
        """What is to say of fixes that were taken back."""

    def text(self, path: str) -> str:
        """The text of the note at `path` as it will be; empty where it does not change."""
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
    """Applies the fixes of `grades` to the notes at `paths`, and to those they create, until all are still.

    `load` gives the note at a path as it is on disk; `wanted` may turn single fixes down. `begun` gets how many notes
    of how many were gone through before the next one.
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
        # Fixes to several notes give each other work for ever: everything starts again, and these notes are left alone.
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
    """One attempt to bring notes to rest, those in `restless` left out."""

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

    def run(self) -> Set[str]:
        """Fixes the notes; returns the paths of those that are not still after MOST_ROUNDS."""
        settled = self.settled
        work = self._asked - self._restless
        changed: set[str] = set()
        for _ in range(MOST_ROUNDS):
            before = settled.vault.facts
            changed = set()
            for number, path in enumerate(sorted(work)):
                self._begun(number, len(work))
                if self._mended(path):
                    changed.add(path)
            if not changed:
                break
            moved = {path for path, facts in settled.vault.facts.items() if before.get(path) is not facts}
            work = (self._asked | settled.created) - self._restless
            if all(_seen_by_all(settled.vault.facts[path]) == _seen_by_all(before.get(path)) for path in moved):
                work &= moved | settled.vault.graph.affected(moved)
        return changed

    def refused(self) -> list[Diagnostic]:
        """What is to say of the fixes that were refused when their note was last looked at."""
        return [each for path in sorted(self._refused) for each in self._refused[path]]

    def _mended(self, path: str) -> bool:
        """Fixes the note at `path`, and whatever its fixes touch elsewhere. Returns whether there was anything to do."""
        settled = self.settled
        note = settled.notes.get(path) or self._load(path)
        if note.is_left_alone:
            return False
        rules = self._rules_for(path)
        circling: set[str] = set()
        refused = []

        def fixable(each: Diagnostic) -> bool:
            return each.rule not in circling and self._fixable(each)

        while True:
            trial = _Trial(settled, self._load)
            try:
                fixed = _fix(path, trial, rules, fixable)
                break
            except _Circle as circle:
                # Everything is taken back, and the other rules try without these.
                circling |= circle.rules
                refused.append(engine.refusal(note, circle.rules, circle.reason))
        refused += [engine.refusal(note, [diagnostic.rule], reason) for diagnostic, reason in trial.refused]
        self._refused[path] = list({str(each.message): each for each in refused}.values())
        settled.vault = trial.vault
        settled.notes.update(trial.notes)
        settled.created |= trial.created
        settled.applied += fixed
        return bool(fixed)


def _seen_by_all(facts: Facts | None) -> Facts | None:
    """What findings in any note may hang on; all else matters only to those that link to the note."""
    return facts and replace(facts, headings=(), block_ids=(), links=())


class _Circle(Exception):
    """Fixes to a note that undo each other, or never come to an end; the text says which of the two."""

    def __init__(self, reason: Message, diagnostics: Iterable[Diagnostic]) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.rules = {diagnostic.rule for diagnostic in diagnostics}


def _fix(path: str, trial: "_Trial", rules: Rules, fixable: Callable[[Diagnostic], bool]) -> list[Diagnostic]:
    """Applies fixes to the note at `path` until it is still; returns the findings fixed. Raises _Circle."""
    longest = 4 * len(trial.note(path).text) + 100_000
    seen = {trial.state: 0}
    passes: list[list[Diagnostic]] = []
    while len(passes) < MOST_PASSES and len(trial.note(path).text) <= longest:
        found = engine.check(trial.note(path), trial.vault, rules)
        taken = trial.take([each for each in found if fixable(each)])
        if not taken:
            return [each for fixed in passes for each in fixed]
        passes.append(taken)
        since = seen.setdefault(trial.state, len(passes))
        if since < len(passes):
            raise _Circle(Message("the fixes undo each other"), (each for fixed in passes[since:] for each in fixed))
    raise _Circle(Message("the fixes never settle"), passes[-1])


class _Step(NamedTuple):
    """Fixes that go in together: the findings they fix, the edits by note, the notes they create."""

    diagnostics: list[Diagnostic]
    edits: dict[str, list[Edit]]
    creates: list[NewNote]


class _Outcome(NamedTuple):
    """What a step comes to: the vault, and the notes that are other than before."""

    step: _Step
    vault: Vault
    notes: dict[str, Note]


_NO_TEXT = pattern("[\0\ud800-\udfff]")


class _Trial:
    """The vault as it would be: fixes go in here first, and come out only if they do no harm."""

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
        """The note at `path` as it would be."""
        return self.notes.get(path) or self._before.notes.get(path) or self._load(path)

    @property
    def state(self) -> frozenset[Note]:
        """What tells whether the trial has been here before: how its notes differ from those before it."""
        facts = self._before.vault.facts
        return frozenset(
            note
            for path, note in self.notes.items()
            if path not in facts or note != (self._before.notes.get(path) or self._load(path))
        )

    def take(self, diagnostics: list[Diagnostic]) -> list[Diagnostic]:
        """Applies those of the fixes of `diagnostics` that can go in together and do no harm; returns what they fix."""
        self.refused = []
        self._trials = MOST_TRIALS
        while step := _chosen(diagnostics):
            outcome = self._harmless(step)
            if outcome is not None:
                self.vault = outcome.vault
                self.notes.update(outcome.notes)
                self.created.update(each.path for each in outcome.step.creates)
                return outcome.step.diagnostics
            # None of these can go in, so what had to wait for them need not.
            tried = {id(each) for each in step.diagnostics}
            diagnostics = [each for each in diagnostics if id(each) not in tried]
        return []

    def _harmless(self, step: _Step) -> _Outcome | None:
        """What `step` comes to, less the fixes in it that do harm: parted until those stand alone. None if all do."""
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
        """What `step` comes to, or what harm it would do."""
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
        vault = self.vault.with_notes(notes.values())
        for path, edits in step.edits.items():
            broken = harm(self.note(path), notes[path], edits, self.vault, vault)
            if broken is not None:
                return broken
        broken = _led_astray([each.path for each in step.creates], self.vault, vault)
        return broken or _Outcome(step, vault, notes)


_NO_NAME = pattern(r"[\0-\x1f\\:*?\"<>|#^\[\]]")
"""What a file name may not hold on some system, and what a wiki-link cannot name."""


def _may_be_created(path: str) -> bool:
    """Whether `path` is one inside the vault that Obsidian shows as a note."""
    return path.endswith(".md") and not any(
        part.startswith(".") or not part.strip() or _NO_NAME.search(part) for part in path.split("/")
    )


def _chosen(diagnostics: Sequence[Diagnostic]) -> _Step | None:
    """The fixes of `diagnostics` that can go in together: the earliest wins, one that touches another waits."""
    taken: dict[str, list[Edit]] = {}
    creates: dict[str, NewNote] = {}
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
        creates.update((each.path, each) for each in fix.creates)
    return _Step(chosen, taken, list(creates.values())) if chosen else None


def _fits(fix: Fix, path: str, taken: dict[str, list[Edit]], creates: dict[str, NewNote]) -> bool:
    """Whether `fix` can go in beside what is taken already. The same edit twice is no clash."""
    for edit in fix.edits:
        edits = taken.get(edit.path or path, [])
        at = bisect_left(edits, edit)
        if at < len(edits) and edits[at] == edit:
            continue
        if at < len(edits) and edits[at].span.start <= edit.span.end:
            return False
        if at > 0 and edits[at - 1].span.end >= edit.span.start:
            return False
    return all(creates.get(each.path, each) == each for each in fix.creates)


# -- the proof


def harm(before: Note, after: Note, edits: Sequence[Edit], vault: Vault, new_vault: Vault) -> Message | None:
    """What `edits`, which made `after` of `before`, changed that they did not set out to change; None for nothing.

    What stands outside the edits is the same letter for letter, as `apply` does nothing else. Here it is proven that
    it also *means* the same: code is still code, links are links and land where they did, tags, block ids and
    footnotes are there, front matter has the same data, and what other notes link to can still be found.
    """
    moves = _Moves(edits)
    return (
        _changed_property(before.front_matter, after.front_matter, after.text, moves)
        or _changed_landmark(before, after, moves)
        or _changed_code(before, after, moves)
        or _lost_link(before, after, vault, new_vault)
    )


class _Moves:
    """Edits to a note, and where things are found after them."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self._edits = sorted(edits)
        self._starts = [edit.span.start for edit in self._edits]
        self._ends = [edit.span.end for edit in self._edits]
        self._shifts = [0]
        self._made: list[tuple[int, int]] = []
        for (start, end), text, _ in self._edits:
            made = start + self._shifts[-1]
            self._made.append((made, made + len(text)))
            self._shifts.append(self._shifts[-1] + len(text) - (end - start))

    def moved(self, offset: int) -> int:
        """Where the code point at `offset` is found; one inside an edit is found at its start."""
        index = bisect_right(self._ends, offset)
        if index < len(self._edits) and self._starts[index] < offset:
            offset = self._starts[index]
        return offset + self._shifts[index]

    def change(self, start: int, end: int) -> bool:
        """Whether an edit shares a code point with the text from `start` to `end`, or inserts inside it."""
        index = bisect_right(self._ends, start)
        return index < len(self._edits) and self._starts[index] < end

    def shift_lines_of(self, text: str, start: int, end: int) -> bool:
        """Whether edits to the part of `text` from `start` to `end` put blanks for blanks, and nothing else."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        inside = self._edits[first:last]
        return bool(inside) and not any(each.text.strip() or each.span.of(text).strip() for each in inside)

    def put_at(self, offset: int) -> Iterator[str]:
        """The texts of the edits that begin at `offset`."""
        for index in range(bisect_left(self._starts, offset), bisect_right(self._starts, offset)):
            yield self._edits[index].text

    def made(self, offset: int) -> bool:
        """Whether what is now at `offset` lies in, or at the edge of, a text that an edit has put there."""
        index = bisect_right(self._made, (offset, offset)) - 1
        near = self._made[max(index, 0) : index + 2]
        return any(start <= offset <= end for start, end in near)


def _closed(front_matter: FrontMatter, text: str) -> int:
    """Where the line that closes `front_matter` ends."""
    return len(text[: front_matter.body_start].rstrip("\r\n"))


def _changed_property(
    before: FrontMatter | None, after: FrontMatter | None, text: str, moves: _Moves
) -> Message | None:
    """The property that is not what it was, though no edit touched it; or text that became front matter, or ceased to be."""
    if before is None:
        return (
            Message("text would become front matter")
            if after is not None and not moves.made(_closed(after, text))
            else None
        )
    if before.error is not None:
        return None
    if after is None or after.error is not None:
        return Message("the front matter would no longer be read")
    ends = moves.moved(before.body_start), moves.moved(before.body_start - 1) + 1
    if after.body_start not in ends and not moves.made(_closed(after, text)):
        return Message("the front matter would end elsewhere")
    for entry in before.entries:
        start, end = entry.key_span.start, max(entry.key_span.end, entry.value_span.end)
        # What is put right behind a value is more of it, unless it begins a line of its own.
        touched = moves.change(start, end) or any(text and text[0] not in "\r\n" for text in moves.put_at(end))
        was, new = before.data.get(entry.key), after.data.get(entry.key)
        # Lines put behind a list are more items of it.
        grown = isinstance(was, list) and isinstance(new, list) and new[: len(was)] == was
        if not touched and not grown and new != was:
            return Message("the property `{key}` would change", {"key": entry.key})
    return None


_BLOCKS = {
    "code_block": Message("code block"),
    "code_span": Message("code span"),
    "math": Message("math"),
    "html": Message("html"),
    "comment": Message("comment"),
    "command": Message("command"),
    "link": Message("link"),
    "image": Message("image"),
    "footnote_mark": Message("footnote mark"),
}
_LANDMARKS = {**_BLOCKS, "tag": Message("tag"), "block_id": Message("block id")}
"""The constructs that must outlive every fix, and what they are called."""


def _landmarks(note: Note) -> Iterator[tuple[str, int, int]]:
    """The landmarks of `note`: kind, start, end."""
    for node in note.blocks.of(*_BLOCKS):
        yield node.kind, node.start, node.end
    for tag in note.tags:
        yield "tag", tag.span.start, tag.span.end
    for block_id in note.block_ids:
        yield "block_id", block_id.span.start, block_id.span.end


def _changed_landmark(before: Note, after: Note, moves: _Moves) -> Message | None:
    """What stands beside the edits and would be a landmark no more, or would become one or part of one."""
    kept = set()
    edges = set()
    for kind, start, end in _landmarks(before):
        place = (kind, moves.moved(start), moves.moved(end - 1) + 1)
        # Unclosed code runs to the end of the note, and what is put there may close it.
        if moves.change(start, end) or (kind == "code_block" and not before.text[end:].strip()):
            edges |= {(kind, place[1]), (kind, moves.moved(end))}
        else:
            kept.add(place)
    found = set(_landmarks(after))
    if lost := kept - found:
        return Message("a {kind} beside the edit would no longer be one", {"kind": _LANDMARKS[min(lost)[0]]})
    # A new one begins and ends in what an edit wrote, or where one that was edited did.
    for landmark in sorted(found - kept):
        kind, start, end = landmark
        if not all((kind, edge) in edges or moves.made(edge) for edge in (start, end)):
            return Message("text beside the edit would become a {kind}", {"kind": _LANDMARKS[kind]})
    return None


def _changed_code(before: Note, after: Note, moves: _Moves) -> Message | None:
    """The code that edits have moved, where it is another one now: it goes as a whole, with the list that it is in."""
    moved = [
        node
        for node in before.blocks.of("code_block")
        if moves.shift_lines_of(before.text, node.start, node.end) and not _is_list(before.text[node.start : node.end])
    ]
    if moved:
        left = Counter(_code(after, node) for node in after.blocks.of("code_block"))
        left.subtract(_code(before, node) for node in moved)
        if min(left.values()) < 0:
            return Message("the code in a code block would change")
    return None


def _is_list(code: str) -> bool:
    """Whether each line of a code block is an item: a list that is code only as it stands far right below a blank line."""
    return all(_ITEM.match(line) for line in LINE_ENDING.split(code) if line.strip())


_ITEM = pattern(r"[ \t>]*(?:[-*+•]|\d{1,9}[.)])[ \t]")


def _code(note: Note, block: Node) -> str:
    """A code block of `note` as if it stood at the left edge, with blanks for the tabs before its lines."""
    start = note.lines.at(block.start).start
    lines = []
    margin = len(note.text[start : block.start].expandtabs(4))
    for line in LINE_ENDING.split(note.text[start : block.end].rstrip("\r\n")):
        code = line.lstrip(" \t>")
        before = line[: len(line) - len(code)].expandtabs(4)
        lines.append(before[margin:] + code)
    return "\n".join(lines)


def _led_astray(created: Collection[str], vault: Vault, new_vault: Vault) -> Message | None:
    """The link that would open a note of `created` instead of the file that it opens now."""
    for source in sorted(vault.graph.affected(created)) if created else ():
        for target in vault.facts[source].links:
            file = vault.resolve_link(target, source)
            if file is not None and new_vault.resolve_link(target, source) in created:
                return Message(
                    "the link `[[{target}]]` in `{source}` would no longer open `{file}`",
                    {"target": target, "source": source, "file": file},
                )
    return None


def _lost_link(before: Note, after: Note, vault: Vault, new_vault: Vault) -> Message | None:
    """The link that landed before and would not after: one of the note's own, or one of another note that comes here."""
    missing = vault.targets(before) - new_vault.targets(after)
    if missing:
        return Message("the link to `{path}` would be lost", {"path": min(missing)})
    if before.facts.headings == after.facts.headings and before.facts.block_ids == after.facts.block_ids:
        return None
    for source in sorted({*vault.graph.backlinks.get(before.path, ()), before.path}):
        for target in new_vault.facts[source].links if source in new_vault.facts else ():
            path, _, subpath = target.partition("#")
            if (
                subpath
                and vault.resolve(path, source).path == before.path
                and _lands(vault, before.path, subpath)
                and not _lands(new_vault, before.path, subpath)
            ):
                return Message(
                    "the link `[[{target}]]` in `{source}` would lead nowhere", {"target": target, "source": source}
                )
    return None


def _lands(vault: Vault, path: str, subpath: str) -> bool:
    places = vault.subpaths
    return places.has_block(path, subpath[1:]) if subpath.startswith("^") else places.has_heading(path, subpath)
