"""Sharing work among processes, where that pays."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

FEWEST = 800
"""So few notes are checked sooner than a second process is at work (measured: a fork and its answers cost about 0.1 s)."""
MOST = 8

Item = TypeVar("Item")
Result = TypeVar("Result")


def processes(wanted: int, items: int) -> int:
    """How many processes to use for `items` pieces of work where a user wants `wanted`; 0 leaves the choice to us.

    One where processes cannot be forked (Windows, macOS): each would have to read the whole vault again.
    """
    if not hasattr(os, "fork") or sys.platform == "darwin" or items < 2:
        return 1
    if wanted:
        return min(wanted, items)
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, MOST) if items >= FEWEST else 1


def parts(items: Sequence[Item], count: int) -> list[Sequence[Item]]:
    """`items` in `count` parts of one size, in order; fewer where there are few."""
    size = max(-(-len(items) // count), 1)
    return [items[start : start + size] for start in range(0, len(items), size)] or [items]


def shared(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """What `work` returns for each of `items`, in order; each in a process that sees what this one sees.

    The last one is done here. Raises RuntimeError where a process died.
    """
    if len(items) == 1:
        return [work(items[0])]
    import multiprocessing  # It takes longer to import than a note takes to check.

    context: Any = multiprocessing.get_context("fork")
    started = []
    for item in items[:-1]:
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_answer, args=(there, work, item), daemon=True)
        process.start()
        there.close()
        started.append((process, here))
    last = work(items[-1])
    results = []
    for process, here in started:
        try:
            results.append(here.recv())
        except EOFError as error:
            raise RuntimeError(f"a process died with exit code {process.exitcode}") from error
        process.join()
    return [*results, last]


def _answer(there: "Connection", work: Callable[[Any], Any], item: Any) -> None:
    there.send(work(item))
    there.close()
