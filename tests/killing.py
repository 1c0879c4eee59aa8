"""Runs of vaulttools that end, or are disturbed, at any of their calls that write, and what must hold of the vault then."""

import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from mmap import mmap
from pathlib import Path
from typing import Any, NamedTuple

from vaulttools import cli, ledger, session  # noqa: F401 - so that no run has to read them
from vaulttools.files.disk import TEMPORARY
from vaulttools.registry import builtin_rules
from vaulttools.session import fixing  # noqa: F401 - so that no run has to read them

MENDED = "첫\u200b 줄. 나루는 컸다.\n\n할수있다.\n\nrecieve\n"
MET = "## 오전\n\n" + "".join(
    f"### {name}\n\n- 매출 3억\n- 고객 두 곳\n\n" for name in ("나루", "참눈", "볕드림", "노바컴")
)


class Run(NamedTuple):
    """A command, and what is answered to its questions."""

    arguments: Sequence[str]
    answers: str = ""


RUNS = {
    "fix": Run(["fix", "--unsafe-fixes"]),
    "enrich": Run(["enrich"]),
    "fix, asking": Run(["fix", "--interactive"], "a\n" * 50),
    "enrich, asking": Run(["enrich", "--interactive"], "a\n" * 50),
}
"""Runs that write: over notes, over one with two names, to new notes, and to the files that vaulttools keeps beside them."""


def lay_out(root: Path, count: int = 2) -> Path:
    """A vault in which each of RUNS has something to do in `count` notes, one of them with a second name, and in a meeting."""
    for folder in ("companies", "notes", ".obsidian"):
        (root / folder).mkdir(parents=True)
    for name in ("나루", "참눈"):
        (root / f"companies/{name}.md").write_text("---\ntype: company\n---\n", encoding="utf-8")
    (root / "회의.md").write_text(MET, encoding="utf-8")
    for number in range(count):
        (root / f"notes/{number}.md").write_text(f"{MENDED}{number}\n", encoding="utf-8")
    os.link(root / "notes/0.md", root / "notes/twin.txt")
    return root


def state(root: Path) -> dict[str, bytes]:
    """What the files of a vault hold, but for its cache."""
    files = (file for file in sorted(root.rglob("*")) if file.is_file() and ".vaulttools_cache" not in file.parts)
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def run(
    root: Path, what: Run, at: int = -1, act: Callable[[], Any] = lambda: os.kill(os.getpid(), signal.SIGKILL)
) -> int:
    """Does `what` in a process of its own, which does `act` at its call of the number `at`; returns how many calls it has made.

    Before a call that writes and after it counts as one each.
    """
    builtin_rules()
    calls = mmap(-1, 8)
    child = os.fork()
    if child == 0:
        code = 1
        try:
            _be_counted(calls, at, act)
            given, there = os.pipe()
            os.write(there, what.answers.encode())
            os.close(there)
            for descriptor, stands_for in ((given, 0), (os.open(os.devnull, os.O_WRONLY), 1)):
                os.dup2(descriptor, stands_for)
            os.dup2(1, 2)
            sys.stdin = open(0, encoding="utf-8")  # noqa: SIM115 - the tests have put another one there
            cli.main([*what.arguments, "-j", "1", "--no-cache", str(root)])
            code = 0
        finally:
            os._exit(code)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return int.from_bytes(calls[:8], "little")


def _be_counted(calls: mmap, at: int, act: Callable[[], Any]) -> None:
    def count() -> None:
        number = int.from_bytes(calls[:8], "little")
        calls[:8] = (number + 1).to_bytes(8, "little")
        if number == at:
            act()

    def counted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            if name == "open" and not arguments[1] & (os.O_WRONLY | os.O_RDWR):
                return real(*arguments, **options)
            count()
            result = real(*arguments, **options)
            count()
            return result

        return call

    for name in ("open", "fsync", "chmod", "chown", "replace", "link", "unlink", "mkdir"):
        setattr(os, name, counted(name, getattr(os, name)))


def faults(root: Path, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[str]:
    """What is wrong in a vault that a run has left midway from `before` to `after`."""
    found = []
    now = state(root)
    litter = {path for path in now if path.rpartition("/")[2].startswith(TEMPORARY)}
    for path in before.keys() - now.keys():
        found.append(f"{path} is lost")
    for path, data in now.items():
        # A note with several names is written where it is; what is left to do stands beside it until then.
        is_planned = path in ("notes/0.md", "notes/twin.txt") and bool(litter)
        is_kept = path.startswith(".vaulttools-")
        if not (is_planned or is_kept or path in litter or data in (before.get(path), after.get(path))):
            found.append(f"{path} is torn: {data[:80]!r}")
    if not (root / "notes/twin.txt").samefile(root / "notes/0.md"):
        found.append("the two names of a note are parted")
    known = {each.path for each in ledger.read(now.get(ledger.FILE, b""))}
    if ledger.FILE in after:
        found += [f"{path} has links that nothing remembers" for path in _changed(before, now) - known - litter]
    return found


def _changed(before: Mapping[str, bytes], now: Mapping[str, bytes]) -> set[str]:
    """The notes that were there before, and hold something else now."""
    return {path for path in before if path.endswith(".md") and now.get(path) != before[path]}


def unlike(root: Path, after: Mapping[str, bytes]) -> list[str]:
    """In which files a vault differs from `after`; of the links that are remembered, which notes have which counts."""
    now = state(root)
    links = [{(each.path, each.link) for each in ledger.read(files.get(ledger.FILE, b""))} for files in (now, after)]
    differ = [path for path in now.keys() | after.keys() if path != ledger.FILE and now.get(path) != after.get(path)]
    return sorted(differ) + ([ledger.FILE] if links[0] != links[1] else [])
