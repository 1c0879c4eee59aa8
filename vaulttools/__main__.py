"""`python -m vaulttools`."""

import sys
from pathlib import Path

# With `-m`, Python looks for modules in the current folder first. That may be a stranger's vault: none of its files
# may be taken for a module. (This package itself is found by now.)
if sys.path and sys.path[0] in ("", str(Path.cwd())):
    del sys.path[0]

from vaulttools.cli import main

if __name__ == "__main__":
    sys.exit(main())
