"""Shares work among processes where that pays. What only those need is imported when they begin."""

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO, TypeVar, cast

if TYPE_CHECKING:
    import subprocess
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

    A share has its items in their order, and all shares have them all. Where processes are not forked, `work`, the items
    and what comes back are pickled, and the streams are made by `spool`. `begun` gets how many items all
    processes have about begun. Raises RuntimeError if a process died.
    """
    if len(streams) == 1:
        return [work(_watched(items, begun), streams[0])]
    size = max(1, -(-len(items) // min(_CHUNKS * len(streams), 256)))
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    shares: list[Iterator[Item]]
    if not FORKS:
        shares = [chain(*chunks[at :: len(streams)]) for at in range(len(streams))]
        shares[-1] = _watched(shares[-1], lambda mine: begun(min(mine * len(streams), len(items))))
        return _together(_new(work), work, shares, streams)
    # Who is done takes the next chunk, as some take ten times as long as others. A byte is read by one process only.
    tickets, there = os.pipe()
    try:
        os.write(there, bytes(range(len(chunks))))
        os.close(there)
        shares = [_while_waited_for(_drawn(chunks, tickets), os.getpid()) for _ in streams[1:]]
        # Chunks are drawn in order: the number of the last one drawn here tells how far all are.
        return _together(_forked, work, [*shares, _drawn(chunks, tickets, begun)], streams)
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
    start: Callable[..., Callable[[], Result]],
    work: Callable[[Iterable[Item], TextIO], Result],
    shares: Sequence[Iterator[Item]],
    streams: Sequence[TextIO],
) -> list[Result]:
    """What `work` returns for each of `shares`; all but the last are given to a process that `start` starts."""
    answers = [start(work, share, stream) for share, stream in zip(shares[:-1], streams, strict=False)]
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


def _forked(
    work: Callable[[Iterable[Item], TextIO], Result], share: Iterable[Item], stream: TextIO
) -> Callable[[], Result]:
    """Starts `work` in a copy of this process; returns a function that waits for its result."""
    import multiprocessing

    context: Any = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(here, there, work, share, stream), daemon=True)
    process.start()
    there.close()

    def answer() -> Result:
        try:
            result: Result = here.recv()
        except EOFError as error:
            process.join()
            raise RuntimeError(f"a process died with exit code {process.exitcode}") from error
        process.join()
        return result

    return answer


def _answer(
    here: "Connection", there: "Connection", work: Callable[[Any, TextIO], Any], item: Any, stream: TextIO
) -> None:
    import signal

    here.close()  # else it would wait for ever to be read by itself, where who has started it is gone
    # What a signal does to a run (see `__main__`) is not for this process: it has nothing to keep, and nothing to say.
    for each in signal.valid_signals():
        if callable(signal.getsignal(each)):
            signal.signal(each, signal.SIG_DFL)
    with contextlib.suppress(BrokenPipeError):  # nobody waits for it any more
        there.send(work(item, stream))
        there.close()


def _new(work: Callable[[Iterable[Item], TextIO], Result]) -> Callable[..., Callable[[], Result]]:
    """A function that starts `work` in a new process. The result and the words come back on its standard output, one after the other."""
    import pickle
    import subprocess
    from threading import Thread

    job = pickle.dumps(work, pickle.HIGHEST_PROTOCOL)
    # Modules are looked for where this process looks: not in the current folder, which may be a stranger's vault.
    code = f"import sys; sys.path[:] = {sys.path!r}; from vaulttools.workers import main; main()"

    def start(work: object, share: Iterable[Item], stream: TextIO) -> Callable[[], Result]:
        process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        results: list[Result] = []
        thread = Thread(target=lambda: results.extend(_told(process, job, [*share], stream)), daemon=True)
        thread.start()

        def answer() -> Result:
            thread.join()
            if process.wait() or not results:
                raise RuntimeError(f"a process died with exit code {process.returncode}")
            return results[0]

        return answer

    return start


def _told(process: "subprocess.Popen[bytes]", job: bytes, item: object, stream: TextIO) -> list[Any]:
    """The result of a process after a job, in a list that is empty if there is none; its output goes to `stream`."""
    import pickle
    import shutil

    assert process.stdin is not None and process.stdout is not None
    with process.stdin as there, contextlib.suppress(BrokenPipeError):
        there.write(job)
        pickle.dump(item, there)
    with process.stdout as here:
        try:
            result = pickle.load(here)
        except (EOFError, pickle.UnpicklingError):
            return []
        shutil.copyfileobj(here, _bytes(stream))
        return [result]


def _bytes(stream: TextIO) -> BinaryIO:
    stream.flush()
    return stream.buffer


def main() -> None:
    """Runs in a new process: reads its job from standard input, and answers on standard output."""
    import gc
    import pickle
    import shutil

    gc.disable()
    # A plug-in may print: that is no part of the answer.
    there = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        work, item = pickle.load(sys.stdin.buffer), pickle.load(sys.stdin.buffer)
        with spool() as words, there:
            pickle.dump(work(item, words), there, pickle.HIGHEST_PROTOCOL)
            words.seek(0)
            shutil.copyfileobj(_bytes(words), there)
    except KeyboardInterrupt:
        os._exit(130)
    os._exit(0)
