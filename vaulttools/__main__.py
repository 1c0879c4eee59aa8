"""`vaulttools` and `python -m vaulttools`: the way into the command line."""

import os
import sys

from vaulttools import __version__


def main() -> int:
    """Runs the command line; returns the exit code. What needs nothing of it is answered at once."""
    # With `-m`, Python looks for modules in the current folder first. That may be a stranger's vault: none of its files
    # may be taken for a module. (This package itself is found by now.)
    if __name__ == "__main__" and sys.path and sys.path[0] in ("", os.getcwd()):
        del sys.path[0]
    if sys.argv[1:] == ["--version"] and sys.stdout is not None:
        sys.stdout.write(f"vaulttools {__version__}\n")
        return 0
    from vaulttools.cli import main

    return main()


if __name__ == "__main__":
    sys.exit(main())
