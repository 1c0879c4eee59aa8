"""Mends notes: applies fixes until nothing is left to fix, proves that they did no harm, and keeps what it held back."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from vaulttools import engine
from vaulttools.edits import Edit, Fix, NewNote, Safety, apply, moved
from vaulttools.engine import Rules
from vaulttools.findings import Diagnostic
from vaulttools.note import Note
from vaulttools.text import Span
from vaulttools.vault import Vault

MOST_PASSES = 100
"""So many times a note is read again and mended; one that is not still by then goes back to what it was."""
MOST_ROUNDS = 10
"""So many times the vault is gone through, as mending one note can give another one something to mend."""


@dataclass
class Settled:
    """What fixing came to. Nothing is written yet."""

    vault: Vault
    """The vault as it will be."""
    notes: dict[str, Note] = field(default_factory=dict)
    """The notes that change, as they will be, by path; also those that are created."""
    created: set[str] = field(default_factory=set)
    applied: list[Diagnostic] = field(default_factory=list)
    """The findings that were mended, in the order they were."""
    refused: list[Diagnostic] = field(default_factory=list)
    """What is to say of fixes that were taken back."""


class _Step(NamedTuple):
    """Fixes that go in together: the findings they mend, the edits by note, the notes they create."""

    diagnostics: list[Diagnostic]
    edits: dict[str, list[Edit]]
    creates: list[NewNote]


def settle(
    paths: Iterable[str],
    vault: Vault,
    load: Callable[[str], Note],
    rules_for: Callable[[str], Rules],
    grades: Collection[Safety] = (Safety.SAFE,),
    wanted: Callable[[Diagnostic], bool] = lambda _: True,
) -> Settled:
    """Applies the fixes of `grades` to the notes at `paths` until they are still.

    `load` gives the note at a path as it is on disk; `wanted` may turn single fixes down.
    """
    settled = Settled(vault)
    work = sorted(paths)
    for _ in range(MOST_ROUNDS):
        names_before = _names(settled.vault)
        changed = {path for path in work if _settle_note(path, settled, load, rules_for, grades, wanted)}
        if not changed:
            break
        if _names(settled.vault) != names_before or settled.created:
            work = sorted({*paths} | (settled.created & set(work)))
        else:
            work = sorted((changed | settled.vault.affected(changed)) & {*paths})
    return settled


def _names(vault: Vault) -> frozenset[tuple[str, ...]]:
    """What the other notes' mentions hang on: paths, kinds and aliases."""
    return frozenset((facts.path, facts.kind, *facts.aliases) for facts in vault.facts.values())


def _settle_note(
    path: str,
    settled: Settled,
    load: Callable[[str], Note],
    rules_for: Callable[[str], Rules],
    grades: Collection[Safety],
    wanted: Callable[[Diagnostic], bool],
) -> bool:
    """Mends one note, and whatever its fixes touch elsewhere. Returns whether anything changed."""
    note = settled.notes.get(path) or load(path)
    if note.is_left_alone:
        return False
    trial = _Trial(settled.vault, dict(settled.notes), load)
    seen = {note.text: 0}
    mended: list[Diagnostic] = []
    banned: set[tuple[str, str, str]] = set()
    refused: list[Diagnostic] = []
    for number in range(1, MOST_PASSES + 1):
        note = trial.note(path)
        found = engine.check(note, trial.vault, rules_for(path))
        fixable = [
            each
            for each in found
            if each.fix is not None
            and each.fix.safety in grades
            and (each.fix.edits or each.fix.creates)
            and _identity(each) not in banned
            and wanted(each)
        ]
        step = _chosen(fixable, trial)
        if step is None:
            break
        problem = trial.take(step)
        if problem is not None:
            # One of them does harm: find out which, and let the others go on.
            for diagnostic in step.diagnostics:
                alone = _chosen([diagnostic], trial)
                reason = trial.would_break(alone) if alone is not None else problem
                if reason is not None or len(step.diagnostics) == 1:
                    banned.add(_identity(diagnostic))
                    refused.append(engine.refusal(note, [diagnostic.rule], reason or problem))
            if not banned.intersection(map(_identity, step.diagnostics)):
                banned.update(map(_identity, step.diagnostics))
                refused.append(engine.refusal(note, [each.rule for each in step.diagnostics], problem))
            continue
        mended.extend(step.diagnostics)
        text = trial.note(path).text
        if (seen.get(text, number) < number and not step.creates) or len(text) > 4 * len(note.text) + 100_000:
            circle = mended[-len(step.diagnostics) :]
            settled.refused.append(
                engine.refusal(load(path), [each.rule for each in circle], "the fixes undo each other")
            )
            return False
        seen.setdefault(text, number)
    else:
        settled.refused.append(
            engine.refusal(load(path), [each.rule for each in mended], "the fixes never come to an end")
        )
        return False
    settled.refused.extend(refused)
    if not mended:
        return False
    settled.vault = trial.vault
    settled.notes = trial.notes
    settled.created |= trial.created
    settled.applied.extend(mended)
    return True


def _identity(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """What stays the same of a finding while the text around it moves."""
    return diagnostic.rule, str(diagnostic.message), diagnostic.line


class _Trial:
    """The vault as it would be: fixes go in here first, and come out only if they do no harm."""

    def __init__(self, vault: Vault, notes: dict[str, Note], load: Callable[[str], Note]) -> None:
        self.vault = vault
        self.notes = notes
        self.created: set[str] = set()
        self._load = load

    def note(self, path: str) -> Note:
        """The note at `path` as it would be."""
        return self.notes.get(path) or self._load(path)

    def take(self, step: _Step) -> str | None:
        """Applies `step`, if it does no harm; else returns what it would break and changes nothing."""
        outcome = self._outcome(step)
        if isinstance(outcome, str):
            return outcome
        vault, notes = outcome
        self.vault = vault
        self.notes.update(notes)
        self.created.update(each.path for each in step.creates)
        return None

    def would_break(self, step: _Step) -> str | None:
        """What `step` would break, or None."""
        outcome = self._outcome(step)
        return outcome if isinstance(outcome, str) else None

    def _outcome(self, step: _Step) -> tuple[Vault, dict[str, Note]] | str:
        notes = {}
        for path, edits in step.edits.items():
            before = self.note(path)
            if before.is_left_alone:
                return f"`{path}` may not be changed"
            notes[path] = before.with_text(apply(before.text, edits))
        for created in step.creates:
            notes[created.path] = Note(created.path, created.text)
        vault = self.vault.with_(*(note.facts for note in notes.values()))
        for path, edits in step.edits.items():
            broken = harm(self.note(path), notes[path], edits, self.vault, vault)
            if broken is not None:
                return broken
        return vault, notes


def _chosen(diagnostics: Sequence[Diagnostic], trial: _Trial) -> _Step | None:
    """The fixes of `diagnostics` that can go in together: the earliest wins, one that touches another waits."""
    taken: dict[str, list[Edit]] = {}
    creates: dict[str, NewNote] = {}
    chosen = []
    for diagnostic in diagnostics:
        fix = diagnostic.fix
        if fix is None or not _fits(fix, diagnostic.path, taken, creates, trial):
            continue
        chosen.append(diagnostic)
        for edit in fix.edits:
            edits = taken.setdefault(edit.path or diagnostic.path, [])
            at = bisect_left(edits, edit)
            if not (at < len(edits) and edits[at] == edit):
                edits.insert(at, edit)
        creates.update((each.path, each) for each in fix.creates)
    return _Step(chosen, taken, list(creates.values())) if chosen else None


def _fits(fix: Fix, path: str, taken: dict[str, list[Edit]], creates: dict[str, NewNote], trial: _Trial) -> bool:
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
    return all(creates.get(each.path, each) == each and each.path not in trial.vault for each in fix.creates)


# -- the proof


def harm(before: Note, after: Note, edits: Sequence[Edit], vault: Vault, new_vault: Vault) -> str | None:
    """What `edits`, which made `after` of `before`, changed that they did not set out to change; None for nothing.

    What stands outside the edits is the same letter for letter, as `apply` does nothing else. Here it is proven that
    it also *means* the same: code is still code, links are links and land where they did, tags, block ids and
    footnotes are there, front matter has the same data, and what other notes link to can still be found.
    """
    data_before = before.front_matter.data if before.front_matter is not None else {}
    if before.front_matter is not None and before.front_matter.error is None:
        if after.front_matter is None or after.front_matter.error is not None:
            return "the front matter would no longer be read"
        touched = {
            entry.key
            for entry in before.front_matter.entries
            if any(
                _touches(edit, Span(entry.key_span.start, max(entry.key_span.end, entry.value_span.end)))
                for edit in edits
            )
        }
        for key, value in data_before.items():
            if key not in touched and after.front_matter.data.get(key) != value:
                return f"the property `{key}` would change"
    made = sorted(_made(edits))
    lost = _moved_landmarks(before, edits) - set(_landmarks(after))
    if lost:
        kind = min(lost)[0]
        return f"a {kind.replace('_', ' ')} beside the edit would no longer be one"
    known = _moved_landmarks(before, edits)
    for landmark in _landmarks(after):
        if landmark not in known and not any(start <= landmark[1] <= end for start, end in made):
            touching = any(start < landmark[2] and landmark[1] < end for start, end in made)
            if not touching:
                return f"text beside the edit would become a {landmark[0].replace('_', ' ')}"
    return _lost_link(before, after, vault, new_vault)


_LANDMARKS = ("code_block", "code_span", "math", "html", "comment", "command", "link", "image", "footnote_mark")


def _landmarks(note: Note) -> Iterator[tuple[str, int, int]]:
    """The constructs that must outlive every fix: kind, start, end."""
    for node in note.blocks.of(*_LANDMARKS):
        yield node.kind, node.start, node.end
    for tag in note.tags:
        yield "tag", tag.span.start, tag.span.end
    for block_id in note.block_ids:
        yield "block_id", block_id.span.start, block_id.span.end


def _moved_landmarks(note: Note, edits: Sequence[Edit]) -> set[tuple[str, int, int]]:
    """The landmarks of `note` that no edit touches, where they are to be found after `edits`."""
    return {
        (kind, moved(start, edits), moved(end - 1, edits) + 1)
        for kind, start, end in _landmarks(note)
        if not any((edit.span.start < end and start < edit.span.end) or start < edit.span.start < end for edit in edits)
    }


def _made(edits: Sequence[Edit]) -> Iterator[tuple[int, int]]:
    """Where the new texts of `edits` are to be found after them."""
    shift = 0
    for (start, end), text, _ in sorted(edits):
        yield start + shift, start + shift + len(text)
        shift += len(text) - (end - start)


def _touches(edit: Edit, span: Span) -> bool:
    return edit.span.start <= span.end and span.start <= edit.span.end


def _lost_link(before: Note, after: Note, vault: Vault, new_vault: Vault) -> str | None:
    """The link that landed before and would not after: one of the note's own, or one of another note that comes here."""
    missing = vault.targets(before) - new_vault.targets(after)
    if missing:
        return f"the link to `{min(missing)}` would be lost"
    if before.facts.headings == after.facts.headings and before.facts.block_ids == after.facts.block_ids:
        return None
    for source in sorted({*vault.backlinks.get(before.path, ()), before.path}):
        for target in new_vault.facts[source].links if source in new_vault.facts else ():
            path, _, subpath = target.partition("#")
            if subpath and vault.resolve(path, source).path == before.path:
                if _lands(vault, before.path, subpath) and not _lands(new_vault, before.path, subpath):
                    return f"the link `[[{target}]]` in `{source}` would no longer land"
    return None


def _lands(vault: Vault, path: str, subpath: str) -> bool:
    return vault.has_block(path, subpath[1:]) if subpath.startswith("^") else vault.has_heading(path, subpath)
