"""Time vaulttools and what people would otherwise run, on the same notes, in turn, in one run.

    python benchmarks/run.py [--notes 10000] [--language mixed] [--runs 5] [--json FILE]

The first run of each command is not counted: it fills the disk cache, writes byte code, and shows whether the command works at
all. Then each round runs every command once, so that a busy minute of the machine falls on all of them alike.
"""

import argparse
import hashlib
import json
import math
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from statistics import median

from make_vault import LANGUAGES

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
VAULTTOOLS = (sys.executable, "-m", "vaulttools")
# What any checker in Python has to do before it can say a word: walk the vault, read each note, decode it.
FLOOR = """
import os, sys
def read(folder):
    for entry in os.scandir(folder):
        if entry.name[0] == ".":
            continue
        if entry.is_dir(follow_symlinks=False):
            read(entry.path)
        elif entry.name.endswith(".md"):
            file = os.open(entry.path, os.O_RDONLY)
            os.read(file, 1 << 30).decode()
            os.close(file)
read(".")
"""


@dataclass(frozen=True)
class Scenario:
    """One command to time in the vault. `{note}` in it stands for one note, `{cache}` for a folder of its own outside the vault."""

    name: str
    command: tuple[str, ...]
    against: str = ""  # the scenario its ratios are taken to
    exits: tuple[int, ...] = (0,)  # the exit codes of a run that did its work
    fresh: bool = False  # the cache is deleted before each run
    edited: bool = False  # the note has one more line during each run
    own: bool = False  # runs in a copy of the vault, so that no other command's cache or edit is in its way
    committed: bool = False  # git has all of that copy in a commit


# What the hook has to do before it looks at the note: start, list the vault, read what is kept of it.
INDEX = """
import os, sqlite3
def stat(folder):
    for entry in os.scandir(folder):
        if entry.name[0] == ".":
            continue
        if entry.is_dir(follow_symlinks=False):
            stat(entry.path)
        else:
            entry.stat()
stat(".")
if os.path.exists(".vaulttools_cache/facts.sqlite"):
    kept = sqlite3.connect(".vaulttools_cache/facts.sqlite")
    kept.execute("SELECT * FROM notes").fetchall(), kept.execute("SELECT * FROM texts").fetchall()
"""
CACHED = ("rumdl", "check", "--cache-dir", "{cache}")
COLD, WARM, EDITED = "rumdl, whole vault", "rumdl, whole vault, nothing changed", "rumdl, whole vault, one note edited"
HOOK, START = "rumdl, one note", "python, bare"
FLOOR_OF_HOOK = "python, start and read the index"
SCENARIOS = (
    Scenario("vaulttools, whole vault", (*VAULTTOOLS, "check", "--no-cache", "."), COLD, (0, 1)),
    Scenario(COLD, ("rumdl", "check", "--no-cache", "."), COLD, (0, 1)),
    Scenario("typos, whole vault", ("typos", "."), COLD, (0, 2)),
    Scenario("codespell, whole vault", ("codespell", "."), COLD, (0, 65)),
    Scenario("markdownlint-cli2, whole vault", ("markdownlint-cli2", "**/*.md"), COLD, (0, 1)),
    Scenario("python, read the vault", (sys.executable, "-c", FLOOR), COLD),
    Scenario(
        "vaulttools, whole vault, filling its cache", (*VAULTTOOLS, "check", "."), COLD, (0, 1), fresh=True, own=True
    ),
    Scenario("rumdl, whole vault, filling its cache", (*CACHED, "."), COLD, (0, 1), fresh=True),
    Scenario("vaulttools, whole vault, nothing changed", (*VAULTTOOLS, "check", "."), WARM, (0, 1), own=True),
    Scenario(WARM, (*CACHED, "."), WARM, (0, 1)),
    Scenario(
        "vaulttools, whole vault, one note edited", (*VAULTTOOLS, "check", "."), EDITED, (0, 1), edited=True, own=True
    ),
    Scenario(EDITED, (*CACHED, "."), EDITED, (0, 1), edited=True, own=True),
    Scenario(
        "vaulttools, one note edited (the hook)",
        (*VAULTTOOLS, "check", "--affected", "{note}"),
        FLOOR_OF_HOOK,
        (0, 1),
        edited=True,
        own=True,
        committed=True,
    ),
    Scenario(
        "vaulttools, one note edited, none of its neighbours",
        (*VAULTTOOLS, "check", "{note}"),
        FLOOR_OF_HOOK,
        (0, 1),
        edited=True,
        own=True,
    ),
    Scenario(FLOOR_OF_HOOK, (sys.executable, "-c", INDEX), FLOOR_OF_HOOK, own=True),
    Scenario("vaulttools, one note, no cache", (*VAULTTOOLS, "check", "--no-cache", "{note}"), HOOK, (0, 1)),
    Scenario(HOOK, ("rumdl", "check", "--no-cache", "{note}"), HOOK, (0, 1)),
    Scenario("vaulttools --version", (*VAULTTOOLS, "--version"), START),
    Scenario("vaulttools --help", (*VAULTTOOLS, "--help"), START),
    Scenario("ruff --version", ("ruff", "--version"), START),
    Scenario(START, (sys.executable, "-c", "pass"), START),
)


def commit(vault: Path) -> None:
    """Makes `vault` a repository of git with all of it in one commit."""
    git = ("git", "-C", str(vault), "-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "commit.gpgsign=false")
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "all")):
        subprocess.run((*git, *arguments), check=True, capture_output=True)


@dataclass
class Timed:
    """The runs of one scenario: seconds of CPU (user + system, children included) and of wall, and peak memory in MiB."""

    scenario: Scenario
    command: list[str]
    vault: Path
    note: Path
    cache: str
    exit: int = 0
    lines: int = 0
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    memory: float = 0.0


class Failed(Exception):
    """A command did not do its work, so its time means nothing."""


def located(program: str) -> str | None:
    """The path of `program`: beside this interpreter, or on PATH."""
    return shutil.which(program, path=os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", ""))))


def notes(vault: Path) -> list[Path]:
    """The notes of `vault`, hidden folders left out."""
    return [path for path in vault.rglob("*.md") if not any(part[0] == "." for part in path.relative_to(vault).parts)]


def environment() -> dict[str, str]:
    """That of the commands: they find vaulttools, and may keep byte code as any installed program does."""
    return {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "PYTHONPATH": str(ROOT),
    }


@contextmanager
def edited(note: Path) -> Iterator[None]:
    """`note` with one more line, another one each time; afterwards it is as before, its time too."""
    before, stat = note.read_bytes(), note.stat()
    try:
        note.write_bytes(before + f"\nOne more line, at {time.time_ns()}.\n".encode())
        yield
    finally:
        note.write_bytes(before)
        os.utime(note, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def run(timed: Timed, out: int, err: int) -> None:
    """Run the command of `timed` once and add what it took. Raises Failed on an unexpected exit code."""
    if timed.scenario.fresh:
        shutil.rmtree(timed.cache, ignore_errors=True)
        shutil.rmtree(timed.vault / ".vaulttools_cache", ignore_errors=True)
    with edited(timed.note) if timed.scenario.edited else nullcontext():
        start = time.perf_counter()
        process = subprocess.Popen(
            timed.command,
            cwd=timed.vault,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
        )
        _, status, usage = os.wait4(process.pid, 0)
        timed.wall.append(time.perf_counter() - start)
    timed.cpu.append(usage.ru_utime + usage.ru_stime)
    timed.memory = max(timed.memory, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))
    timed.exit = process.returncode = os.waitstatus_to_exitcode(status)
    if timed.exit not in timed.scenario.exits:
        raise Failed(f"exit {timed.exit}")


def tried(timed: Timed) -> Timed:
    """`timed`, ready for its first counted run, after one that was looked at. Raises Failed when it did not do its work."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        try:
            run(timed, out.fileno(), err.fileno())
            out.seek(0)
            names = False
            for line in out:
                timed.lines += 1
                names = names or b".md" in line
            # A crash may well end with the exit code that stands for findings; but findings name a note.
            if timed.exit and not names:
                raise Failed(f"exit {timed.exit}, and no finding names a note")
        except Failed as failed:
            err.seek(0)
            last = err.read().decode(errors="replace").strip().splitlines()[-1:]
            raise Failed(": ".join([str(failed), *last])) from None
    return replace(timed, cpu=[], wall=[])


def measure(vault: Path, runs: int, wanted: str, tell: Callable[[str], object]) -> tuple[list[Timed], list[str]]:
    """The scenarios with `wanted` in their name, timed over `runs` rounds; and why some could not be.

    Raises Failed when a command that worked at first failed later: then nothing is to be trusted.
    """
    note = min(notes(vault), key=lambda path: abs(path.stat().st_size - 4700)).relative_to(vault)
    ready: list[Timed] = []
    missing: list[str] = []
    with tempfile.TemporaryDirectory() as caches:
        for number, scenario in enumerate(
            scenario for scenario in SCENARIOS if any(part in scenario.name for part in wanted.split(";"))
        ):
            program, *rest = scenario.command
            if not (path := located(program)):
                missing.append(f"{scenario.name}: {program} is not installed")
                continue
            cache = f"{caches}/{number}"
            places = {"{note}": str(note), "{cache}": cache}
            tell(f"first run: {scenario.name}")
            here = vault
            if scenario.own:
                here = Path(caches, f"vault-{number}")
                shutil.copytree(vault, here, ignore=shutil.ignore_patterns(".*cache", ".git"))
                if scenario.committed:
                    commit(here)
                if scenario.name == FLOOR_OF_HOOK:
                    subprocess.run(
                        (*VAULTTOOLS, "check", note), cwd=here, env=environment(), capture_output=True, check=False
                    )
                # What was written just now is not trusted to be settled, by any cache worth the name.
                time.sleep(2.5)
            try:
                command = [path, *(places.get(word, word) for word in rest)]
                ready.append(tried(Timed(scenario, command, here, here / note, cache)))
            except Failed as failed:
                missing.append(f"{scenario.name}: {failed}")
        for round_ in range(1, runs + 1):
            for timed in ready:
                tell(f"round {round_} of {runs}: {timed.scenario.name}")
                run(timed, subprocess.DEVNULL, subprocess.DEVNULL)
    return ready, missing


def ratio(some: list[float], others: list[float]) -> dict[str, float]:
    """How many times `some` takes of `others`: of the quickest runs, and the median, least and most over the rounds."""
    rounds = sorted(one / other for one, other in zip(some, others, strict=True))
    return {"quickest": min(some) / min(others), "median": median(rounds), "least": rounds[0], "most": rounds[-1]}


def result(timed: Timed, yardsticks: dict[str, Timed]) -> dict[str, object]:
    """What was measured, as plain data."""
    base = yardsticks.get(timed.scenario.against)
    return {
        **asdict(timed.scenario),
        "command": timed.command,
        "exit": timed.exit,
        "lines": timed.lines,
        "cpu": timed.cpu,
        "wall": timed.wall,
        "memory": timed.memory,
        "ratio": {"cpu": ratio(timed.cpu, base.cpu), "wall": ratio(timed.wall, base.wall)} if base else None,
    }


def table(ready: list[Timed]) -> str:
    """The measurements as markdown: ratios first, then seconds."""
    yardsticks = {timed.scenario.name: timed for timed in ready}
    headline, rows = [], []
    for timed in ready:
        scenario, base = timed.scenario, yardsticks.get(timed.scenario.against)
        cpu = wall = "-"
        if base:
            of_cpu, of_wall = ratio(timed.cpu, base.cpu), ratio(timed.wall, base.wall)
            cpu, wall = f"{of_cpu['median']:.2f}", f"{of_wall['median']:.2f}"
            if base is not timed and scenario.name.startswith("vaulttools"):
                headline.append(
                    f"- **{scenario.name}: {cpu} x the CPU** ({of_cpu['least']:.2f} to {of_cpu['most']:.2f}; quickest runs "
                    f"{of_cpu['quickest']:.2f}) **and {wall} x the wall** ({of_wall['least']:.2f} to {of_wall['most']:.2f}; "
                    f"quickest runs {of_wall['quickest']:.2f}) of {base.scenario.name}"
                )
        seconds = " | ".join(f"{value:.3f}" for some in (timed.cpu, timed.wall) for value in (min(some), median(some)))
        rows.append(
            f"| {scenario.name} | {cpu} | {wall} | {seconds} | {timed.memory:.0f} | {timed.exit} | {timed.lines} |"
        )
    head = "| command | CPU ratio | wall ratio | CPU s min | median | wall s min | median | peak MiB | exit | lines |"
    rule = "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    return "\n".join([*headline, *[""] * bool(headline), head, rule, *rows])


def ratios(ready: list[Timed]) -> str:
    """What may stand in the docs: ratios, which are much the same on other machines, and memory."""
    yardsticks = {timed.scenario.name: timed for timed in ready}
    lines = ["| command | beside | CPU | wall | peak MiB |", "| --- | --- | ---: | ---: | ---: |"]
    for timed in ready:
        base = yardsticks.get(timed.scenario.against)
        if base is not None and base is not timed:
            cpu, wall = ratio(timed.cpu, base.cpu)["median"], ratio(timed.wall, base.wall)["median"]
            lines.append(
                f"| {timed.scenario.name} | {base.scenario.name} | {cpu:.2f} | {wall:.2f} | {timed.memory:.0f} |"
            )
    return "\n".join(lines)


def plot(ready: list[Timed], title: str) -> str:
    """CPU beside the yardstick as an SVG picture, a bar for each command, on a scale where ten times is one step."""
    yardsticks = {timed.scenario.name: timed for timed in ready}
    bars = []
    for timed in ready:
        base = yardsticks.get(timed.scenario.against)
        if base is not None and base is not timed:
            bars.append((timed.scenario.name, f"x {base.scenario.name}", ratio(timed.cpu, base.cpu)["median"]))
    left, one, step, row = 330, 520, 150, 22
    height = row * len(bars) + 50
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 {height}" font-family="sans-serif" font-size="12">',
        f'<rect width="1000" height="{height}" fill="white"/>',
        f'<text x="10" y="20" font-size="14">{title}</text>',
        f'<line x1="{one}" y1="30" x2="{one}" y2="{height - 10}" stroke="#888" stroke-dasharray="3"/>',
    ]
    for number, (name, beside, times) in enumerate(bars):
        top = 38 + row * number
        end = min(max(one + step * math.log10(times), left + 2), 880)
        ours = "#2a6fb0" if name.startswith("vaulttools") else "#b0b0b0"
        lines += [
            f'<text x="{left - 8}" y="{top + 12}" text-anchor="end">{name}</text>',
            f'<rect x="{min(one, end):.0f}" y="{top}" width="{max(abs(end - one), 1):.0f}" height="15" fill="{ours}"/>',
            f'<text x="{max(one, end) + 6:.0f}" y="{top + 12}">{times:.2f} {beside}</text>',
        ]
    return "\n".join([*lines, "</svg>", ""])


def main() -> None:
    """Make the vault if it is not there, time everything, print the table."""
    parser = argparse.ArgumentParser(description="Time vaulttools and others on the same notes, in turn.")
    parser.add_argument("--notes", type=int, default=10_000, help="size of the vault (%(default)s)")
    parser.add_argument("--language", choices=LANGUAGES, default="mixed", help="language of the vault (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another vault (%(default)s)")
    parser.add_argument(
        "--vault", type=Path, help="a vault of your own instead; one note gets a line and loses it again"
    )
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each command (%(default)s)")
    parser.add_argument(
        "--only",
        default="",
        metavar="TEXT",
        help="only commands with this, or one of several separated by `;`, in their name",
    )
    parser.add_argument(
        "--docs", type=Path, metavar="FOLDER", help="write a page of ratios and a plot into this folder"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all measurements here as well")
    given = parser.parse_args()
    vault = given.vault
    if vault is None:
        # The name holds the maker's digest: a vault made by an older maker is never measured by mistake.
        digest = hashlib.sha256((HERE / "make_vault.py").read_bytes()).hexdigest()[:8]
        vault = HERE / "out" / f"{given.language}-{given.notes}-{given.seed}-{digest}"
        if not vault.exists():
            vault.parent.mkdir(exist_ok=True)
            # In a process of its own: a child starts with the peak memory of its parent, so this one has to stay small.
            size, seed = str(given.notes), str(given.seed)
            maker = (
                sys.executable,
                HERE / "make_vault.py",
                vault,
                "--notes",
                size,
                "--language",
                given.language,
                "--seed",
                seed,
            )
            subprocess.run(maker, check=True, stdout=sys.stderr)
    sizes = [path.stat().st_size for path in notes(vault)]
    watched = sys.stderr.isatty()
    ready, missing = measure(
        vault, given.runs, given.only, lambda text: watched and sys.stderr.write(f"\r\x1b[K{text}")
    )
    if watched:
        sys.stderr.write("\r\x1b[K")
    about = {
        "vault": vault.name,
        "notes": len(sizes),
        "bytes": sum(sizes),
        "runs": given.runs,
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
    }
    print(
        f"# {len(sizes)} notes, {sum(sizes) / 1e6:.1f} MB ({vault.name}), {given.runs} runs of each command in turn\n"
    )
    print(f"Python {about['python']} on {about['machine']}.\n")
    print(table(ready))
    if missing:
        print("\nNot measured:\n")
        print("\n".join(f"- {reason}" for reason in missing))
    if given.docs:
        given.docs.mkdir(exist_ok=True)
        name = f"{given.vault.name}-{len(sizes)}" if given.vault else f"{given.language}-{given.notes}"
        title = f"{len(sizes):,} notes, {sum(sizes) / 1e6:.0f} MB: CPU beside another command"
        (given.docs / f"{name}.svg").write_text(plot(ready, title), encoding="utf-8", newline="\n")
        page = [
            f"# {len(sizes):,} notes, {sum(sizes) / 1e6:.0f} MB",
            f"Median of {given.runs} rounds on a machine with {os.cpu_count()} cores and Python {about['python']}; "
            "each ratio is that of two commands in the same round.",
            f"![CPU of each command]({name}.svg)",
            ratios(ready),
            *(["Not measured: " + "; ".join(missing) + "."] if missing else []),
        ]
        (given.docs / f"{name}.md").write_text("\n\n".join(page) + "\n", encoding="utf-8", newline="\n")
    if given.json:
        yardsticks = {timed.scenario.name: timed for timed in ready}
        data = {**about, "missing": missing, "results": [result(timed, yardsticks) for timed in ready]}
        given.json.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
