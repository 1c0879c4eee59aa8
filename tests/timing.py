"""Time in tests: by growth where it can be, for a slow machine is slow for the short text too."""

import time
from collections.abc import Callable

NO_END = 30.0
"""CPU seconds that only work without an end in sight takes: ten times what the slowest of our tests takes on a busy machine."""
_TRIES = 5


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds that `work` takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def assert_linear(work: Callable[[int], float], size: int) -> None:
    """Fail where `work`, which returns the CPU seconds that it takes for a size, grows much faster than the size.

    Work that grows as the square takes sixteen times as long for four times the size. What takes less than a tenth of a second
    tells nothing. The garbage of other tests, and what else the machine does, take their share of some runs and not of others:
    the quickest of a few with the whole size counts, and the slowest with a quarter of it.
    """
    whole, quarter = NO_END, 0.0
    for _ in range(_TRIES):
        whole = min(whole, work(size))
        assert whole < NO_END
        if whole < 0.1:
            return
        quarter = max(quarter, work(size // 4))
        if whole < 9 * quarter:
            return
    raise AssertionError(f"{whole:.2f} s for {size}, {quarter:.2f} s for a quarter of it")
