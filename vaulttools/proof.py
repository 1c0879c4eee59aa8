"""The proof that edits to a note do no harm: what they did not set out to change means what it meant before."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from vaulttools.edits import Edit
from vaulttools.message import Message
from vaulttools.note import FrontMatter, Note
from vaulttools.note.blocks import Node
from vaulttools.patterns import pattern
from vaulttools.text import LINE_ENDING
from vaulttools.vault import Vault


def harm(before: Note, after: Note, edits: Sequence[Edit], vault: Vault, new_vault: Vault) -> Message | None:
    """The harm done by `edits`, which turned `before` into `after`; None if they did none.

    Outside the edits the text is the same letter for letter, because `apply` does nothing else. Here we prove that it
    still *means* the same: code is still code, links lead where they led, tags, block ids and footnotes are there, the
    front matter has the same data, and what other notes link to can still be found.
    """
    moves = _Moves(edits)
    return (
        _changed_property(before.front_matter, after.front_matter, after.text, moves)
        or _changed_landmark(before, after, moves)
        or _changed_code(before, after, moves)
        or _lost_link(before, after, vault, new_vault)
    )


class _Moves:
    """Edits to a note, and where they moved the rest of its text."""

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
        """Where the code point at `offset` is after the edits; one inside an edit is at its start."""
        index = bisect_right(self._ends, offset)
        if index < len(self._edits) and self._starts[index] < offset:
            offset = self._starts[index]
        return offset + self._shifts[index]

    def change(self, start: int, end: int) -> bool:
        """Whether an edit replaces part of the text from `start` to `end`, or inserts something inside it."""
        index = bisect_right(self._ends, start)
        return index < len(self._edits) and self._starts[index] < end

    def shift_lines_of(self, text: str, start: int, end: int) -> bool:
        """Whether there are edits to the part of `text` from `start` to `end`, all of which replace blanks by blanks."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        inside = self._edits[first:last]
        return bool(inside) and not any(each.text.strip() or each.span.of(text).strip() for each in inside)

    def put_at(self, offset: int) -> Iterator[str]:
        """What the edits that begin at `offset` write there."""
        for index in range(bisect_left(self._starts, offset), bisect_right(self._starts, offset)):
            yield self._edits[index].text

    def made(self, offset: int) -> bool:
        """Whether the new `offset` lies in, or at the edge of, what an edit wrote."""
        index = bisect_right(self._made, (offset, offset)) - 1
        near = self._made[max(index, 0) : index + 2]
        return any(start <= offset <= end for start, end in near)


def _closed(front_matter: FrontMatter, text: str) -> int:
    """The end of the line that closes `front_matter`."""
    return len(text[: front_matter.body_start].rstrip("\r\n"))


def _changed_property(before: FrontMatter, after: FrontMatter, text: str, moves: _Moves) -> Message | None:
    """A property that changed although no edit touched it, or text that became front matter or ceased to be front matter."""
    if not before:
        return Message("text would become front matter") if after and not moves.made(_closed(after, text)) else None
    if before.error is not None:
        return None
    if not after or after.error is not None:
        return Message("the front matter would no longer be read")
    ends = moves.moved(before.body_start), moves.moved(before.body_start - 1) + 1
    if after.body_start not in ends and not moves.made(_closed(after, text)):
        return Message("the front matter would end elsewhere")
    for entry in before.entries:
        start, end = entry.key_span.start, max(entry.key_span.end, entry.value_span.end)
        # What is put right after a value is more of it, unless it begins a line of its own.
        touched = moves.change(start, end) or any(text and text[0] not in "\r\n" for text in moves.put_at(end))
        was, new = before.data.get(entry.key), after.data.get(entry.key)
        # Lines put after a list are more items of it, and those put after a key without a value its first.
        items = was if isinstance(was, list) else [] if was is None else None
        grown = items is not None and isinstance(new, list) and new[: len(items)] == items
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
"""The constructs that must survive every fix, and what they are called."""


def _landmarks(note: Note) -> Iterator[tuple[str, int, int]]:
    """The landmarks of `note`: kind, start, end."""
    for node in note.blocks.of(*_BLOCKS):
        yield node.kind, node.start, node.end
    for tag in note.tags:
        yield "tag", tag.span.start, tag.span.end
    for block_id in note.block_ids:
        yield "block_id", block_id.span.start, block_id.span.end


def _changed_landmark(before: Note, after: Note, moves: _Moves) -> Message | None:
    """A landmark beside the edits that is none any more, or text beside them that became one, or part of one."""
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
    """Code that edits have moved and that is not the same now. It may move as a whole, with the list that it is in."""
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
    """Whether each line of a code block is a list item: a list that is code only because it is indented below a blank line."""
    return all(_ITEM.match(line) for line in LINE_ENDING.split(code) if line.strip())


_ITEM = pattern(r"[ \t>]*(?:[-*+•]|\d{1,9}[.)])[ \t]")


def _code(note: Note, block: Node) -> str:
    """The text of a code block of `note` as it would be at the left edge, with the tabs before its lines expanded."""
    start = note.lines.at(block.start).start
    lines = []
    margin = len(note.text[start : block.start].expandtabs(4))
    for line in LINE_ENDING.split(note.text[start : block.end].rstrip("\r\n")):
        code = line.lstrip(" \t>")
        before = line[: len(line) - len(code)].expandtabs(4)
        lines.append(before[margin:] + code)
    return "\n".join(lines)


def led_astray(created: Collection[str], vault: Vault, new_vault: Vault) -> Message | None:
    """A link that would open a new note, one of `created`, instead of the file that it opens now."""
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
    """A link that led somewhere before and leads nowhere after: of the note itself, or of another note to it."""
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
