"""What a change of the rules means for real vaults: what they are told now and before, by rule.

python benchmarks/ecosystem.py FOLDER [--before REVISION] [--show 10]

FOLDER is a vault, or holds several; none is written to. `check`, `fix --diff` and `enrich --diff` run on each with the code as it
stands here, and as it was at REVISION (the last tag, else the last commit). Printed are the counts by rule and, one by one, the
findings and the changed lines that came or went: what to read before a rule changes.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parents[1]


class Said(NamedTuple):
    """What one version of the code says of one vault."""

    findings: Counter[tuple[str, str]]
    """By rule and place in words: path, line as it is written, message."""
    changes: dict[str, Counter[str]]
    """By command, the lines that a patch takes away or puts in, with their paths."""


def vaults(folder: Path) -> list[Path]:
    """The vaults in `folder`: itself where notes lie at its top, else the folders in it."""
    if any(folder.glob("*.md")) or (folder / ".obsidian").is_dir():
        return [folder]
    return sorted(each for each in folder.iterdir() if each.is_dir() and not each.name.startswith("."))


def run(code: Path, vault: Path, *arguments: str) -> str:
    """What `vaulttools` of the sources at `code` prints about `vault`. Raises SystemExit where it could not do its work."""
    environment = {
        # With CI set a diff is printed for the eye, with what cannot be seen escaped; here the exact lines are compared.
        **{name: value for name, value in os.environ.items() if name != "CI"},
        "PYTHONPATH": str(code),
        "PYTHONDONTWRITEBYTECODE": "1",
        "NO_COLOR": "1",
        "COLUMNS": "200",
    }
    command = [sys.executable, "-P", "-m", "vaulttools", *arguments, "--no-cache", "--lang", "en", "."]
    done = subprocess.run(
        command, cwd=vault, capture_output=True, encoding="utf-8", errors="replace", env=environment, check=False
    )
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(arguments)} on {vault} failed with the code at {code}:\n{done.stderr}")
    return done.stdout


def said(code: Path, vault: Path) -> Said:
    """What the sources at `code` say of `vault`."""
    report = json.loads(run(code, vault, "check", "--output-format", "json"))
    lines: dict[str, list[str]] = {}

    def place(finding: dict[str, Any]) -> str:
        path = finding["path"]
        if path not in lines:
            # Paths are told from the root, which lies above a vault that is part of a repository.
            file = next((up / path for up in (vault, *vault.parents) if (up / path).is_file()), None)
            lines[path] = file.read_text(encoding="utf-8", errors="replace").splitlines() if file is not None else []
        number = finding["start"]["line"]
        line = lines[path][number - 1].strip() if 0 < number <= len(lines[path]) else ""
        return f"{path}: {line[:100]} | {finding['message']}"

    findings = Counter((finding["rule"], place(finding)) for finding in report["diagnostics"])
    return Said(findings, {command: changes(run(code, vault, command, "--diff")) for command in ("fix", "enrich")})


def changes(patch: str) -> Counter[str]:
    """The changed lines of a patch, each with its sign and path."""
    found: Counter[str] = Counter()
    path = ""
    for line in patch.splitlines():
        if line.startswith(("+++ ", "--- ")):
            path = line[6:] if line[4:6] in ("a/", "b/") else path
        elif line[:1] in ("+", "-"):
            found[f"{line[0]} {path}: {line[1:].strip()[:120]}"] += 1
    return found


@contextmanager
def sources(revision: str) -> Iterator[Path]:
    """A work tree of this repository at `revision`, for as long as it is needed."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        git("worktree", "add", "--detach", "--quiet", str(tree), revision)
        try:
            yield tree
        finally:
            git("worktree", "remove", "--force", str(tree))


def git(*arguments: str) -> str:
    """What git prints in this repository. Raises SystemExit where it fails."""
    done = subprocess.run(["git", "-C", str(HERE), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout.strip()


def main() -> None:
    """Prints the comparison."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--before", default="", help="a revision of this repository")
    parser.add_argument("--show", type=int, default=10, help="how many examples of each are printed")
    options = parser.parse_args()
    before = options.before or git("tag", "--sort=-creatordate").partition("\n")[0] or "HEAD"
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    differ: dict[str, list[str]] = defaultdict(list)
    with sources(before) as tree:
        for vault in vaults(options.folder.resolve()):
            old, new = said(tree, vault), said(HERE, vault)
            for index, each in enumerate((old, new)):
                for (rule, _), count in each.findings.items():
                    totals[rule][index] += count
            for sign, more, less in (("-", old, new), ("+", new, old)):
                for rule, place in sorted((more.findings - less.findings).elements()):
                    differ[rule].append(f"{sign} {vault.name}/{place}")
                for command in ("fix", "enrich"):
                    lines = (more.changes[command] - less.changes[command]).elements()
                    differ[f"{command} --diff"] += [f"{sign} {vault.name} {line}" for line in lines]
    print(f"{'rule':32} {before[:12]:>12} {'now':>8}")
    for rule, (one, other) in sorted(totals.items()):
        print(f"{rule:32} {one:12} {other:8}{'' if one == other else f'  {other - one:+}'}")
    for rule, examples in sorted(differ.items()):
        print(f"\n== {rule}: {len(examples)}")
        print("\n".join(f"  {each}" for each in examples[: options.show]))
    if not differ:
        print("\nnothing differs")


if __name__ == "__main__":
    main()
