"""A vault as it was at a revision of git: laid over the vault as it is, so that only what differs is read."""

from collections.abc import Mapping, Sequence, Set
from pathlib import Path

from vaulttools import disk, git
from vaulttools.note import MOST_BYTES, Note, canvas
from vaulttools.values import NamedTuple, replace
from vaulttools.vault import Vault

_READ = (disk.NOTE_ENDING, disk.CANVAS_ENDING, disk.BASE_ENDING)
"""Endings of the files that are read. Of all others only the name matters."""
_TOO_BIG = bytes(MOST_BYTES + 1)
"""Stands for what is in a file that is too big to be read."""
_AT_ONCE = 1000
"""How many files git is asked for at once."""


class Former(NamedTuple):
    """A vault as it was."""

    vault: Vault
    data: Mapping[str, bytes]
    """What the notes, canvases and bases held that hold something else now, or are gone, by their paths of then."""
    new: Set[str]
    """The files that were not there."""
    names: Mapping[str, str]
    """What the files were called that have another name now, by their paths of now."""


def base_of(root: Path, revision: str) -> str | None:
    """The merge base of `revision` and the vault at `root`; None if there is no such revision.

    Later commits on the other branch are not ours. In a clone without that history it is the revision itself; where
    nothing was committed yet, `HEAD` is a tree without files.
    """
    commit = _word(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit:
        return _word(root, "merge-base", commit, "HEAD") or commit
    is_before_the_first = revision == "HEAD" and _word(root, "rev-parse", "--git-dir")
    return _word(root, "hash-object", "-t", "tree", "--stdin") or None if is_before_the_first else None


def _word(root: Path, *command: str) -> str:
    return (git.run(root, *command) or b"").decode("ascii", "replace").strip()


def former(vault: Vault, root: Path, commit: str, given: Set[str]) -> Former:
    """`vault`, which is at `root`, as it was at `commit`. Settings, words and the owner's habits are those of now.

    The contents of the files `given` are not on disk. Raises LookupError if this clone does not have a file, or git cannot tell.
    """
    replaced, untracked = git.replaced(root, commit), git.untracked(root)
    if replaced is None or untracked is None:
        raise LookupError(commit)
    blobs = {path: blob for path, blob in replaced.items() if not _is_hidden(path)}
    for path in given - blobs.keys():
        blobs[path] = git.blob(root, commit, path)
    new = untracked.union(path for path, blob in blobs.items() if not blob)
    data = _read(root, {path: blob for path, blob in blobs.items() if blob and path.lower().endswith(_READ)})
    names = {now: then for then, now in git.moved(root, commit).items() if now}
    notes = (Note.from_bytes(path, each) for path, each in data.items() if path.lower().endswith(disk.NOTE_ENDING))
    shown = {
        path: canvas.targets(path, canvas.text_of(each))
        for path, each in data.items()
        if path.lower().endswith(disk.CANVAS_ENDING)
    }
    on_canvases = vault.settings.on_canvases

    def then_on_canvases() -> Mapping[str, Sequence[str]]:
        return {path: each for path, each in {**on_canvases(), **shown}.items() if path not in new}

    then = vault.with_notes(notes)
    lost = blobs.keys() - new - then.facts.keys()
    settings = replace(vault.settings, on_canvases=then_on_canvases)
    return Former(then.without(*new, files=lost, settings=settings), data, new, names)


def _read(root: Path, blobs: Mapping[str, str]) -> dict[str, bytes]:
    """What is in `blobs`, by their paths. Raises LookupError if this clone does not have one."""
    paths = [*blobs]
    found: dict[str, bytes] = {}
    for start in range(0, len(paths), _AT_ONCE):
        some = paths[start : start + _AT_ONCE]
        sizes = git.sizes(root, [blobs[path] for path in some])
        found |= {path: _TOO_BIG for path, size in zip(some, sizes, strict=True) if size > MOST_BYTES}
        wanted = [path for path in some if path not in found]
        for path, data in zip(wanted, git.blobs(root, [blobs[path] for path in wanted]), strict=True):
            if data is None:
                raise LookupError(path)
            found[path] = data
    return found


def _is_hidden(path: str) -> bool:
    """Whether `path` is in a folder, or a file, that no vault shows."""
    return path.startswith(".") or "/." in path
