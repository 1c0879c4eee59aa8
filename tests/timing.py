"""Time in tests: by growth where it can be, for a slow machine is slow for the short text too."""

import gc
import time
from collections.abc import Callable

NO_END = 30.0
"""CPU seconds that only work without an end in sight takes: ten times what the slowest of our tests takes on a busy machine."""


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds that `work` takes, without those of the garbage collector: it looks at what all other tests have left, too."""
    gc.disable()
    try:
        started = time.process_time()
        work()
        return time.process_time() - started
    finally:
        gc.enable()


def assert_linear(work: Callable[[int], float], size: int) -> None:
    """Fail where `work`, which returns the CPU seconds that it takes for a size, grows much faster than the size.

    Work that grows as the square takes sixteen times as long for four times the size. What takes less than a quarter of a second
    tells nothing. Others may keep the machine busy, so a suspicion must come true three times.
    """
    for _ in range(3):
        taken = work(size)
        assert taken < NO_END
        if taken < 0.25 or taken < 9 * work(size // 4):
            return
    raise AssertionError(f"{taken:.2f} s for {size}, {work(size // 4):.2f} s for a quarter of it")
