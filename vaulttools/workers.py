"""Shares work among processes where that pays. What only those need is imported when they begin."""

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TextIO, TypeVar, cast

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

FORKS = hasattr(os, "fork") and sys.platform != "darwin"
"""Whether a process is a copy of this one. Else it is a new one, which is sent what to do (Windows; on macOS, libraries of
the system may break in a copy)."""
FEWEST = 800 if FORKS else 3000
"""Fewer notes are checked sooner than a second process is at work (measured: a fork and its answers cost about 0.1 s, a new
process 0.5 s, and it reads its notes again)."""
MOST = 8
_CHUNKS = 16
"""How many chunks each process gets."""

Item = TypeVar("Item")
Result = TypeVar("Result")


def processes(wanted: int, items: int) -> int:
    """How many processes to use for `items` pieces of work if the user wants `wanted`; 0 leaves the choice to us."""
    if items < 2 or getattr(sys, "frozen", False):
        return 1
    if wanted:
        return min(wanted, items)
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, MOST) if items >= FEWEST else 1


def spool() -> TextIO:
    """A temporary text file that no one else sees, and that disappears with the process."""
    from tempfile import TemporaryFile

    file = TemporaryFile("w+", encoding="utf-8", errors="surrogatepass", newline="")  # noqa: SIM115 - the caller closes it
    return cast(TextIO, file)  # on Windows it is only wrapped in one


def shared(
    work: Callable[[Iterable[Item], TextIO], Result],
    items: Sequence[Item],
    streams: Sequence[TextIO],
    begun: Callable[[int], None] = lambda _: None,
) -> list[Result]:
    """What `work` returns for its share of `items`, for each of `streams`: each in its own process, the last one here.

    A share has its items in their order, and all shares have them all. What comes back is pickled and, where processes are
    not forked, `work` and the items are, too. `begun` gets how many items all processes have about begun. Raises
    RuntimeError if a process died.
    """
    if len(streams) == 1:
        return [work(_watched(items, begun), streams[0])]
    size = max(1, -(-len(items) // min(_CHUNKS * len(streams), 256)))
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    if not FORKS:
        *others, own = ([*chain(*chunks[at :: len(streams)])] for at in range(len(streams)))
        mine = _watched(own, lambda done: begun(min(done * len(streams), len(items))))
        return _together(work, [*others, mine], streams)
    # Who is done takes the next chunk, as some take ten times as long as others. A byte is read by one process only.
    tickets, there = os.pipe()
    try:
        os.write(there, bytes(range(len(chunks))))
        os.close(there)
        shares = [_while_waited_for(_drawn(chunks, tickets), os.getpid()) for _ in streams[1:]]
        # Chunks are drawn in order: the number of the last one drawn here tells how far all are.
        return _together(work, [*shares, _drawn(chunks, tickets, begun)], streams)
    finally:
        os.close(tickets)


def mapped(count: int, function: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """What `function` returns for each of `items`, in order: of many, worked out by `count` processes where these are forked.

    What it keeps in memory for later is kept of the share of this process only. Raises RuntimeError if a process died.
    """
    if count == 1 or len(items) < FEWEST or not FORKS:
        return [*map(function, items)]
    numbers = range(len(items))
    streams = [io.StringIO() for _ in range(count)]
    shares = shared(lambda share, _: [(at, function(items[at])) for at in share], numbers, streams)
    return [result for _, result in sorted(chain(*shares), key=itemgetter(0))]


def _together(
    work: Callable[[Iterable[Item], TextIO], Result], shares: Sequence[Iterable[Item]], streams: Sequence[TextIO]
) -> list[Result]:
    """What `work` returns for each of `shares`; all but the last are given to other processes."""
    answers = [_started(work, share, stream) for share, stream in zip(shares[:-1], streams, strict=False)]
    last = work(shares[-1], streams[-1])
    return [*(answer() for answer in answers), last]


def _drawn(
    chunks: Sequence[Sequence[Item]], tickets: int, begun: Callable[[int], None] | None = None
) -> Iterator[Item]:
    """The items of the chunks that this process takes: those whose numbers it is the first to read."""
    while ticket := os.read(tickets, 1):
        chunk = chunks[ticket[0]]
        yield from chunk if begun is None else _watched(chunk, begun, ticket[0] * len(chunks[0]))


def _while_waited_for(items: Iterable[Item], parent: int) -> Iterator[Item]:
    """Yields `items`, in a process that `parent` has started, as long as that one lives: it may be killed."""
    for item in items:
        if os.getppid() != parent:
            return
        yield item


def _watched(items: Iterable[Item], begun: Callable[[int], None], before: int = 0) -> Iterator[Item]:
    """Yields `items`, and tells `begun` before each how many have begun, including those `before`."""
    for number, item in enumerate(items, before):
        begun(number)
        yield item


@contextlib.contextmanager
def _away_from_current_folder() -> Iterator[None]:
    """New processes look for modules where this one does, and not first in the current folder, which may be a stranger's vault."""
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = before


def _started(
    work: Callable[[Iterable[Item], TextIO], Result], share: Iterable[Item], stream: TextIO
) -> Callable[[], Result]:
    """Starts `work` in another process; returns a function that waits for its result, and puts its words into `stream`."""
    import multiprocessing

    context: Any = multiprocessing.get_context("fork" if FORKS else "spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(here, there, work, share), daemon=True)
    with _away_from_current_folder():
        process.start()
    there.close()

    def answer() -> Result:
        try:
            result: Result = here.recv()
            for part in iter(here.recv, ""):
                stream.write(part)
        except EOFError as error:
            process.join()
            raise RuntimeError(f"a process died with exit code {process.exitcode}") from error
        process.join()
        return result

    return answer


_PART = 1 << 20
"""So many characters are sent at once."""


def _answer(here: "Connection", there: "Connection", work: Callable[[Any, TextIO], Any], share: Any) -> None:
    """Runs in the other process: sends the result of `work`, then its words, then nothing."""
    import gc
    import signal

    gc.disable()
    here.close()  # else it would wait for ever to be read by itself, where who has started it is gone
    # What a signal does to a run (see `__main__`) is not for this process: it has nothing to keep, and nothing to say.
    for each in signal.valid_signals():
        if callable(signal.getsignal(each)):
            signal.signal(each, signal.SIG_DFL)
    with spool() as words, contextlib.suppress(BrokenPipeError):  # nobody waits for it any more
        there.send(work(share, words))
        words.seek(0)
        while part := words.read(_PART):
            there.send(part)
        there.send("")
