"""Kills `fix`, `enrich` and `--interactive` at each of their calls that write, renames notes meanwhile, and looks at what is left.

python fuzz/kill.py [notes]
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests import killing


def main() -> None:
    """Does all runs, and exits with 1 where a vault was left as it must not be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("notes", type=int, nargs="?", default=4, help="how many notes there are to be fixed")
    count = parser.parse_args().notes
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "vault"

        def anew() -> Path:
            shutil.rmtree(root, ignore_errors=True)
            return killing.lay_out(root, count)

        for name, what in killing.RUNS.items():
            before = killing.state(anew())
            calls = killing.run(root, what)
            after = killing.state(root)
            for number in range(calls):
                killing.run(anew(), what, number)
                faults = killing.faults(root, before, after)
                killing.run(root, what)
                faults += [f"{path} is not what it comes to" for path in killing.unlike(root, after)]
                killing.run(anew(), what, number, lambda: os.rename(root / "notes/1.md", root / "notes/moved.md"))
                moved = (root / "notes/moved.md").read_bytes()
                if moved not in (before["notes/1.md"], after["notes/1.md"]):
                    faults.append(f"a renamed note is torn: {moved[:80]!r}")
                for fault in faults:
                    print(f"{name}, call {number}: {fault}")
                wrong += bool(faults)
            print(f"{name}: {calls} calls, {wrong} left as they must not be so far", flush=True)
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
