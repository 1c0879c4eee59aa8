"""`vaulttools` and `python -m vaulttools`: the way into the command line."""

import contextlib
import gc
import os
import sys

from vaulttools import __version__
from vaulttools.help import written


def main() -> None:
    """Runs the command line and ends the process with its exit code. What needs nothing of it is answered at once."""
    # With `-m`, Python looks for modules in the current folder first. That may be a stranger's vault: none of its files
    # may be taken for a module. (This package itself is found by now.)
    with contextlib.suppress(FileNotFoundError):  # The current folder was removed, which the command line says.
        if __name__ == "__main__" and sys.path and sys.path[0] in ("", os.getcwd()):
            del sys.path[0]
    known = f"vaulttools {__version__}\n" if sys.argv[1:] == ["--version"] else written(sys.argv[1:], os.environ)
    if known is not None and sys.stdout is not None:
        with contextlib.suppress(OSError):  # The command line says what is wrong.
            sys.stdout.buffer.write(known.encode())
            sys.stdout.buffer.flush()
            return
    # A run makes millions of small values that live to its end and few circles: looking for those costs a fifth of it,
    # and a tenth of a short one while modules are imported.
    gc.disable()
    stopped_by = _heeding()
    try:
        from vaulttools import patterns
        from vaulttools.cli import main

        code = main()
        patterns.keep()
    except KeyboardInterrupt:
        code = _INTERRUPTED
    if code == _INTERRUPTED and stopped_by:
        code = 128 + stopped_by[0]
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    # To free all that is known of a vault, value by value, would take a fifth of a short run.
    os._exit(code)


_INTERRUPTED = 130
"""The exit code after Ctrl-C: 128 and the number of its signal, as shells have it."""


def _heeding() -> list[int]:
    """Lets the signals that end a run do so as Ctrl-C does: it leaves no half-written file, and keeps the answers it got.

    Returns a list in which the number of such a signal will be. More of them are ignored then.
    """
    import signal

    stopped_by: list[int] = []

    def stop(number: int, _: object) -> None:
        stopped_by.append(number)
        for each in heeded:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    heeded = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    heeded = [each for each in heeded if signal.getsignal(each) == signal.SIG_DFL]  # `nohup` has one ignored
    for each in heeded:
        signal.signal(each, stop)
    return stopped_by


if __name__ == "__main__":
    main()
