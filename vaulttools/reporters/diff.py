"""What a fix would change, as a patch: exact for `git apply`, or shown to people."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import count, groupby
from operator import itemgetter

from vaulttools.reporters.paint import BOLD, CYAN, GREEN, RED, paint
from vaulttools.text import inert
from vaulttools.values import NamedTuple

_REVERSE, _NOT_REVERSE = "\x1b[7m", "\x1b[27m"
CONTEXT = 3
"""Unchanged lines around a change, as in git."""


def patch(path: str, old: str | None, new: str | None) -> str:
    """The unified diff, in git's form, that makes `new` of `old`; "" where they are equal.

    `old` is None for a note that is created, `new` for one that is removed. To be written without any change of line endings, as UTF-8 with
    `surrogateescape`; `git apply` then gives the bytes of `new`.
    """
    return "".join(_lines(path, old, new))


def show(path: str, old: str | None, new: str | None, color: bool) -> str:
    """The same diff for people: printable, harmless in the log of a CI run, and coloured where `color` is true.

    The `\\r` of a line ending is shown only where `old` or `new` mixes line endings. In colour, what differs between a line
    and the one that takes its place stands out.
    """
    mixed = any(
        "\n" in text and text.count("\r\n") != text.count("\n") and "\r\n" in text for text in (old or "", new or "")
    )
    hide = not mixed and (old is None or new is None or ("\r\n" in old) == ("\r\n" in new))
    lines = []
    for line in _lines(path, old, new):
        text = line.removesuffix("\n")
        lines.append(inert(text.removesuffix("\r") if hide else text))
    if color:
        lines = _painted(lines)
    return "\n".join(lines) + "\n" if lines else ""


def _painted(lines: list[str]) -> list[str]:
    """The lines of a diff in colours."""
    start = next((at for at, line in enumerate(lines) if line.startswith("@@")), len(lines))
    shown = [paint(line, BOLD, line[0] in "dn+-") for line in lines[:start]]
    gone: list[str] = []
    for sign, run in groupby(lines[start:], itemgetter(0)):
        some = [*run]
        if sign == "+" and len(some) == len(gone):
            pairs = [_standing_out(old[1:], new[1:]) for old, new in zip(gone, some, strict=True)]
            shown[-len(gone) :] = [paint(f"-{old}", RED, True) for old, _ in pairs]
            shown += [paint(f"+{new}", GREEN, True) for _, new in pairs]
        else:
            shown += [paint(line, {"+": GREEN, "-": RED, "@": CYAN}.get(sign, ""), sign in "+-@") for line in some]
        gone = some if sign == "-" else []
    return shown


def _standing_out(old: str, new: str) -> tuple[str, str]:
    """Two lines with the part marked in which they differ; as they are where that is more than a half of either."""
    most = min(len(old), len(new))
    ahead = bisect_left(range(1, most + 1), True, key=lambda size: old[:size] != new[:size])
    left = most - ahead
    behind = bisect_left(range(1, left + 1), True, key=lambda size: old[-size:] != new[-size:])
    if 2 * (ahead + behind) < max(len(old), len(new)):
        return old, new

    def marked(line: str) -> str:
        end = len(line) - behind
        part = line[ahead:end]
        return f"{line[:ahead]}{_REVERSE}{part}{_NOT_REVERSE}{line[end:]}" if part else line

    return marked(old), marked(new)


def _lines(path: str, old: str | None, new: str | None) -> Iterator[str]:
    """The lines of the patch, each with its line feed."""
    if old == new:
        return
    a, b = _quoted("a/" + path), _quoted("b/" + path)
    yield f"diff --git {a} {b}\n"
    if old is None:
        yield "new file mode 100644\n"
    if new is None:
        yield "deleted file mode 100644\n"
    if old or new:
        yield f"--- {'/dev/null' if old is None else _headed(a)}\n"
        yield f"+++ {'/dev/null' if new is None else _headed(b)}\n"
        yield from _hunks(_split(old or ""), _split(new or ""))


def _split(text: str) -> list[str]:
    """Lines as git sees them: only a line feed ends one."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _hunks(old: list[str], new: list[str]) -> Iterator[str]:
    hunks: list[list[_Change]] = []
    for change in _changes(old, new):
        if hunks and change.start - hunks[-1][-1].end <= 2 * CONTEXT:
            hunks[-1].append(change)
        else:
            hunks.append([change])
    for hunk in hunks:
        start, shift = max(hunk[0].start - CONTEXT, 0), hunk[0].new_start - hunk[0].start
        end = min(hunk[-1].end + CONTEXT, len(old))
        new_end = hunk[-1].new_end + end - hunk[-1].end
        yield f"@@ -{_range(start, end)} +{_range(start + shift, new_end)} @@\n"
        done = start
        for change in hunk:
            yield from _marked(" ", old[done : change.start])
            yield from _marked("-", old[change.start : change.end])
            yield from _marked("+", new[change.new_start : change.new_end])
            done = change.end
        yield from _marked(" ", old[done:end])


_Pair = tuple[str, ...]


class _Change(NamedTuple):
    """Lines `start` to `end` became lines `new_start` to `new_end`, from 0 and half-open."""

    start: int
    end: int
    new_start: int
    new_end: int


def _changes(old: list[str], new: list[str]) -> Iterator[_Change]:
    """What changed, in order, with an equal line between any two.

    A change ends where two lines in a row are equal again, the nearest such place on both sides. That takes time in
    proportion to the lines, also for notes made to be slow, where difflib takes their square.
    """
    i = k = 0
    while i < len(old) or k < len(new):
        if i < len(old) and k < len(new) and old[i] == new[k]:
            i, k = i + 1, k + 1
            continue
        end, new_end = _equal_again(old, i, new, k)
        if end - i == new_end - k:
            # As many lines as before: those that stayed in their place are no change.
            at = 0
            for same, run in groupby(map(str.__eq__, old[i:end], new[k:new_end])):
                size = len(list(run))
                if not same:
                    yield _Change(i + at, i + at + size, k + at, k + at + size)
                at += size
        else:
            yield _Change(i, end, k, new_end)
        i, k = end, new_end


def _equal_again(old: list[str], i: int, new: list[str], k: int) -> tuple[int, int]:
    """The nearest places from `i` and `k` on with two equal lines, or one before both ends; else both ends."""
    seen: dict[_Pair, int] = {}
    new_seen: dict[_Pair, int] = {}
    for step in count():
        at, new_at = min(i + step, len(old)), min(k + step, len(new))
        pair, new_pair = _pair(old, at), _pair(new, new_at)
        seen.setdefault(pair, at)
        new_seen.setdefault(new_pair, new_at)
        if pair in new_seen:
            return at, new_seen[pair]
        if new_pair in seen:
            return seen[new_pair], new_at
    raise AssertionError  # the pairs at both ends are equal


def _pair(lines: list[str], at: int) -> _Pair:
    return tuple(lines[at : at + 2])


def _range(start: int, end: int) -> str:
    """Lines `start` to `end`, from 0 and half-open, as a hunk header counts them."""
    length = end - start
    return str(start + 1) if length == 1 else f"{start + bool(length)},{length}"


def _marked(mark: str, lines: list[str]) -> Iterator[str]:
    for line in lines:
        if line.endswith("\n"):
            yield mark + line
        else:
            yield f"{mark}{line}\n"
            yield "\\ No newline at end of file\n"


_ESCAPES = {"\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def _quoted(path: str) -> str:
    """`path` as git writes it: in quotes, with C escapes, where it holds a control character, a quote or odd bytes."""
    if not re.search(r'[\x00-\x1f\x7f"\\\ud800-\udfff]', path):
        return path

    def escape(match: re.Match[str]) -> str:
        octets = match[0].encode("utf-8", "surrogateescape")
        return _ESCAPES.get(match[0]) or "".join(f"\\{octet:03o}" for octet in octets)

    return '"' + re.sub(r'[\x00-\x1f\x7f"\\\ud800-\udfff]', escape, path) + '"'


def _headed(path: str) -> str:
    """`path` for a `---` or `+++` line, where a tab must end an unquoted name with a space in it."""
    return path + "\t" if " " in path and not path.startswith('"') else path
