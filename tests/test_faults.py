"""Faults in the middle of `fix`: each note is its old bytes or its new ones, nothing else is left, and the next run recovers."""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests import killing
from tests.repository import laid_out
from tests.test_safety import OTHERS, state
from vaulttools import cli, ledger
from vaulttools.files.disk import TEMPORARY
from vaulttools.session import fixing

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and limits as POSIX has them")

OLD = "첫\u200b 줄.\n\n둘째 줄\u200b.\n"
NEW = "첫 줄.\n\n둘째 줄.\n"


def vault(root: Path, count: int) -> Path:
    """A vault of `count` notes that each ask to be fixed, every tenth with a second name."""
    laid_out(root, OTHERS)
    laid_out(root, {f"notes/{number}.md": f"{OLD}{number}\n" for number in range(count)})
    for number in range(0, count, 10):
        (root / f"notes/twin {number}.txt").hardlink_to(root / f"notes/{number}.md")
    return root


def fix(root: Path, **options: Any) -> "subprocess.Popen[str]":
    """`vaulttools fix` at work on `root`."""
    command = [sys.executable, "-m", "vaulttools", "fix", "--select", "layout", str(root)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)


def assert_whole(root: Path, count: int) -> int:
    """Asserts that each note holds its old bytes or its new ones, and that nothing strange is there; counts the new ones."""
    texts = [(root / f"notes/{number}.md").read_text() for number in range(count)]
    for number, text in enumerate(texts):
        # A note with two names is written where it is: for a moment it ends in blank lines, which the next run takes away.
        if number % 10 == 0 and list((root / "notes").glob(f"{TEMPORARY}*")):
            text = text.rstrip("\n") + "\n"
        assert text in (f"{OLD}{number}\n", f"{NEW}{number}\n")
    names = {file.name for file in (root / "notes").iterdir()}
    strange = names - {f"{number}.md" for number in range(count)} - {f"twin {number}.txt" for number in range(count)}
    assert all(name.startswith(TEMPORARY) for name in strange)
    return sum(text.startswith(NEW) for text in texts)


def assert_recovers(root: Path, count: int) -> None:
    """Asserts that the next run fixes what is left, and sweeps."""
    done = fix(root)
    output, _ = done.communicate()
    assert done.returncode in (0, 1), output
    assert assert_whole(root, count) == count
    assert not list(root.rglob(f"{TEMPORARY}*"))


def test_killed_at_any_moment(tmp_path: Path) -> None:
    count = 60
    whole = vault(tmp_path / "whole", count)
    started = time.monotonic()
    fix(whole).communicate()
    longest = time.monotonic() - started
    assert assert_whole(whole, count) == count
    chance = random.Random(7)
    reached = set()
    for number in range(3):
        root = vault(tmp_path / str(number), count)
        process = fix(root)
        time.sleep(longest * chance.uniform(0.4, 1))
        process.kill()
        process.communicate()
        reached.add(assert_whole(root, count))
        assert_recovers(root, count)
        shutil.rmtree(root)


def test_no_space_for_one_note(tmp_path: Path) -> None:
    root = vault(tmp_path, 3)
    (root / "notes/big.md").write_text(OLD + "글 " * 10_000)
    before = (root / "notes/big.md").read_bytes()
    done = fix(root, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192)))
    output, _ = done.communicate()
    assert done.returncode == 2 and "notes/big.md" in output and "Traceback" not in output
    assert (root / "notes/big.md").read_bytes() == before
    (root / "notes/big.md").unlink()
    assert assert_whole(root, 3) == 3
    assert not list(root.rglob(f"{TEMPORARY}*"))


@pytest.mark.parametrize("held", [0, 900])
def test_no_space_to_remember_links(tmp_path: Path, held: int) -> None:
    """No link goes in that could not be taken back; half of what was to be kept is taken away again."""
    root = killing.lay_out(tmp_path / "vault", 12)
    if held:
        (root / ledger.FILE).write_bytes(b"{}" + b" " * (held - 3) + b"\n")
    before = state(root)
    command = [sys.executable, "-m", "vaulttools", "enrich", "--no-cache", str(root)]
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))  # noqa: E731
    done = subprocess.run(command, check=False, capture_output=True, text=True, preexec_fn=limit)
    assert done.returncode == 2 and ledger.FILE in done.stderr and "Traceback" not in done.stderr
    assert {path: held[0] for path, held in state(root).items()} == {path: held[0] for path, held in before.items()}


def test_a_full_disk(tmp_path: Path) -> None:
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(tmp_path)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("only root may mount a small file system")
    try:
        root = vault(tmp_path / "vault", 3)
        with open(tmp_path / "filler", "wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(b"x" * 1024)
            except OSError:
                pass
        done = fix(root)
        output, _ = done.communicate()
        assert done.returncode == 2 and "notes/1.md" in output and "Traceback" not in output
        assert_whole(root, 3)
        assert not list(root.rglob(f"{TEMPORARY}*"))
        (tmp_path / "filler").unlink()
        assert_recovers(root, 3)
    finally:
        subprocess.run(["umount", str(tmp_path)], check=False)


def test_two_at_once(tmp_path: Path) -> None:
    root = vault(tmp_path, 80)
    outputs = [process.communicate()[0] for process in [fix(root) for _ in range(3)]]
    assert not [output for output in outputs if "Traceback" in output]
    assert_whole(root, 80)
    assert_recovers(root, 80)


def test_no_link_is_lost_to_a_fix_at_the_same_time(tmp_path: Path) -> None:
    root = vault(tmp_path, 1)
    for number in range(100):
        (root / f"notes/{number}.md").write_text(f"{OLD}Acme 보고 {number}.\n")
    command = [sys.executable, "-m", "vaulttools"]
    runs = [
        subprocess.Popen([*command, name, str(root)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for name in ("fix", "enrich")
    ]
    assert {process.wait() for process in runs} <= {0, 1, 2}
    # On a busy machine the one may find the other writing, and add no link.
    kept = [each.path for each in ledger.read(state(root).get(ledger.FILE, (b"",))[0])]
    linked = [f"notes/{number}.md" for number in range(100) if "[[Acme]]" in (root / f"notes/{number}.md").read_text()]
    assert sorted(kept) == sorted(linked)


def test_what_another_run_has_done_meanwhile_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = vault(tmp_path, 2)
    (root / "notes/1.md").write_text("Acme 보고.\n")
    settle = fixing.settle

    def meanwhile(*arguments: Any, **options: Any) -> Any:
        settled = settle(*arguments, **options)
        for path, note in settled.notes.items():
            (root / path).write_text(note.text)
        return settled

    monkeypatch.setattr(fixing, "settle", meanwhile)
    assert cli.main(["enrich", "--no-cache", str(root)]) == 0
    assert (root / "notes/1.md").read_text() == "[[Acme]] 보고.\n"
    # The other run keeps the link: undone twice, it would be reported as gone.
    assert not ledger.read(state(root).get(ledger.FILE, (b"",))[0])


def test_a_note_that_goes_or_changes_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = vault(tmp_path, 4)
    settle = fixing.settle

    def meanwhile(*arguments: Any, **options: Any) -> Any:
        settled = settle(*arguments, **options)
        (root / "notes/1.md").unlink()
        (root / "notes/2.md").write_text("mine\n")
        (root / "notes/3.md").chmod(0o444)
        return settled

    monkeypatch.setattr(fixing, "settle", meanwhile)
    assert cli.main(["fix", "--select", "layout", "--no-cache", str(root)]) == 2
    printed = capsys.readouterr()
    assert all(f"notes/{number}.md" in printed.out + printed.err for number in (1, 2, 3))
    assert not (root / "notes/1.md").exists()
    assert (root / "notes/2.md").read_text() == "mine\n"
    assert (root / "notes/3.md").read_text() == f"{OLD}3\n"
    assert (root / "notes/0.md").read_text() == f"{NEW}0\n"


NAMES = ("a\nb.md", "::error::x.md", "\x1b[31mred.md", "\u202egnp.md", "CON.md", "-x.md", "--select=all.md", "$(x).md", "#x.md", "a|b.md", " lead.md", "trail .md", "é.md", "é.md", "A.md", "a.md", "가" * 80 + ".md", "%0A.md", "[[x]].md")  # fmt: skip


def test_names_that_are_no_unicode_and_links_in_a_circle_are_passed_over(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / name).write_text(OLD)
    (tmp_path / os.fsdecode(b"\xff\xfe.md")).write_text(OLD)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.md").symlink_to("self.md")
    laid_out(tmp_path, OTHERS)
    for format_ in ("text", "concise", "json", "jsonl", "sarif", "github"):
        command = [sys.executable, "-m", "vaulttools", "check", "--output-format", format_, "--no-cache", str(tmp_path)]
        done = subprocess.run(command, capture_output=True, check=False)
        assert done.returncode == 1 and b"Traceback" not in done.stderr
        for sign in ("\x1b", "\u202e", "\r"):
            assert sign.encode() not in done.stdout
        assert not [line for line in done.stdout.splitlines() if line.startswith((b"b.md", b"::error::x"))]
    before = {name: held[0] for name, held in state(tmp_path).items()}
    fixed = fix(tmp_path)
    fixed.communicate()
    after = {name: held[0] for name, held in state(tmp_path).items()}
    assert after.keys() == before.keys()
    assert all(after[name] == NEW.encode() for name in NAMES)


@pytest.mark.parametrize(
    "config",
    [
        "plugins: [os.system]\n",
        "exclude: ['../../etc/**']\n",
        "baseline: /etc/passwd\n",
        "schemas: {x: {paths: ['**'], json schema: ../../../etc/passwd}}\n",
        "schemas: {x: {paths: ['**'], properties: {a: {pattern: '(a+)+b'}}}}\n",
        "overrides: [{paths: ['" + "*a" * 200 + "'], ignore: [all]}]\n",
        "a: &a [1]\nb: " + "[*a, " * 2000 + "\n",
        "rules: " + "{a: " * 2000 + "\n",
        "schemas: {x: {paths: ['**'], json schema: {$ref: '#/$defs/0', $defs: {"
        + ", ".join(f"'{n}': {{allOf: [{{$ref: '#/$defs/{n + 1}'}}, {{$ref: '#/$defs/{n + 1}'}}]}}" for n in range(40))
        + ", '40': {type: string}}}}}\n",
        "schemas: {x: {paths: ['**'], json schema: {properties: {a: {allOf: [{$ref: '#'}, {$ref: '#'}]}}}}}\n",
    ],
)
def test_a_config_from_a_stranger(tmp_path: Path, config: str) -> None:
    (tmp_path / ".vaulttools.yaml").write_text(config)
    (tmp_path / "a.md").write_text(f"---\na: {'a' * 40}\n---\n" + "a" * 200 + "\n")
    (tmp_path / "deep.md").write_text("---\n" + "{a: " * 40 + "1" + "}" * 40 + "\n---\n")
    done = subprocess.run(
        [sys.executable, "-m", "vaulttools", "check", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode in (0, 1, 2) and "Traceback" not in done.stderr
    assert done.returncode == 2 or "root:" not in done.stdout
    assert "root:x" not in done.stdout + done.stderr


OWN = (".vaulttools-words.txt", ".vaulttools-declined.json", ".vaulttools-links.jsonl", ".obsidian/app.json", ".obsidian/types.json", ".gitignore", "pyproject.toml", ".vaulttools.yaml", "board.canvas", "base.json", "schema.json", f"{TEMPORARY}999999-a")  # fmt: skip


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_files_without_an_end_are_not_waited_for(
    tmp_path: Path, kind: str, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    laid_out(tmp_path, {".obsidian/x": b"", "a.md": b"---\ntype: company\n---\n[[b]]\n"})
    if name == "base.json":
        (tmp_path / ".vaulttools.yaml").write_text("baseline: base.json\n")
    elif name == "schema.json":
        (tmp_path / ".vaulttools.yaml").write_text("schemas: {company: {json schema: schema.json}}\n")
    if kind == "pipe":
        os.mkfifo(tmp_path / name)
    else:
        (tmp_path / name).symlink_to("/dev/zero")
    for command in (["check"], ["check", "--add-words"], ["fix", "--unsafe-fixes"], ["enrich", "--undo-links"]):
        assert cli.main([*command, str(tmp_path)]) in (0, 1, 2)
    said = "outside the vault" if (kind, name) == ("device", "schema.json") else "it is not a regular file"
    assert said in "".join(capfd.readouterr()) or name not in ("base.json", "schema.json")


def test_a_config_that_is_a_link_out_of_the_vault_is_not_shown(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    laid_out(tmp_path / "secrets", {"s.json": b'{"properties": {"a": {"enum": ["hunter2"]}}}\n'})
    vault = laid_out(tmp_path / "vault", {".obsidian/x": b"", "a.md": b"---\ntype: company\na: 1\n---\n"})
    for schema, link in (("s.json", "s.json"), ("linked/s.json", "linked"), (None, ".vaulttools.yaml")):
        (vault / ".vaulttools.yaml").unlink(missing_ok=True)
        if schema is not None:
            (vault / ".vaulttools.yaml").write_text(f"schemas: {{company: {{json schema: {schema}}}}}\n")
        (vault / link).symlink_to("../secrets" if link == "linked" else "../secrets/s.json")
        assert cli.main(["check", str(vault)]) == 2
        printed = "".join(capfd.readouterr())
        assert "leads outside the vault" in printed and "hunter2" not in printed


def test_a_file_that_is_no_note_by_its_size(tmp_path: Path) -> None:
    (tmp_path / "line.md").write_bytes(b"[[x]] word " * 1_000_000)
    (tmp_path / "note.md").write_text("see [[line]]\n")
    before = state(tmp_path)
    command = [sys.executable, "-m", "vaulttools"]
    checked = subprocess.run(
        [*command, "check", str(tmp_path)], capture_output=True, text=True, timeout=60, check=False
    )
    assert checked.returncode == 1 and "line.md:1:1: error not-text: the file has more than 5 MB" in checked.stdout
    subprocess.run([*command, "fix", "--unsafe-fixes", str(tmp_path)], capture_output=True, timeout=60, check=False)
    assert state(tmp_path) == before


def test_what_a_damaged_note_holds_means_nothing_to_others(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    laid_out(tmp_path, OTHERS)
    said = "---\naliases: [가]\n---\n# 회의\n\nAcme를 만났다. 토스는 좋다.\n\n1. Acme\n   - 좋다\n2. 토스\n   - 해자가 있다\n\n[[토스]]\n"
    laid_out(tmp_path, {"Bad.md": said.encode("cp949"), "note.md": b"[[Bad]] and Acme\n"})
    assert cli.main(["check", "--select", "all", "--no-cache", str(tmp_path)]) == 1
    printed = capfd.readouterr().out
    assert "not-text" in printed and "rule-failed" not in printed


@pytest.mark.parametrize("name", killing.RUNS)
def test_killed_at_calls_that_write(tmp_path: Path, name: str) -> None:
    """At each of `fix`, and at some where more is written in the same way."""
    what = killing.RUNS[name]
    before = killing.state(killing.lay_out(tmp_path / "whole"))
    calls = killing.run(tmp_path / "whole", what)
    after = killing.state(tmp_path / "whole")
    assert calls > 15 and after != before
    for number in range(calls) if name == "fix" else range(3, calls, calls // 4):
        root = killing.lay_out(tmp_path / str(number))
        assert killing.run(root, what, number) == number + 1
        assert killing.faults(root, before, after) == []
        killing.run(root, what)
        assert killing.unlike(root, after) == []


def test_killed_while_a_baseline_is_written(tmp_path: Path) -> None:
    root = tmp_path / "vault"
    what = killing.Run(["check", "--write-baseline", str(root / "kept.json")])

    def anew() -> None:
        shutil.rmtree(root, ignore_errors=True)
        killing.lay_out(root)
        (root / "kept.json").write_text("what was there before\n", encoding="utf-8")

    anew()
    before = killing.state(root)
    calls = killing.run(root, what)
    after = killing.state(root)
    assert calls > 4 and {path for path in after if after[path] != before[path]} == {"kept.json"}
    for number in range(calls):
        anew()
        assert killing.run(root, what, number) == number + 1
        assert killing.faults(root, before, after) == []
        killing.run(root, what)
        assert killing.state(root) == after


@pytest.mark.skipif(os.name != "posix", reason="Windows knows no such signals")
@pytest.mark.parametrize(("name", "ignored"), [("SIGTERM", False), ("SIGHUP", False), ("SIGHUP", True)])
def test_a_signal_leaves_nothing_half_written(tmp_path: Path, name: str, ignored: bool) -> None:
    note = tmp_path / "note.md"
    note.write_text("recieve\n")
    script = f"""
import os, signal, sys
from vaulttools.__main__ import main

if {ignored}:
    signal.signal(signal.{name}, signal.SIG_IGN)
real = os.fsync

def ended(descriptor):
    for _ in range(2):
        os.kill(os.getpid(), signal.{name})
    real(descriptor)

os.fsync = ended
sys.argv = ["vaulttools", "fix", "--unsafe-fixes", {str(tmp_path)!r}]
main()
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "Traceback" not in ended.stderr
    assert ended.returncode == (0 if ignored else 128 + getattr(signal, name))
    assert killing.state(tmp_path) == {"note.md": b"receive\n" if ignored else b"recieve\n"}


def test_ctrl_c_while_the_program_is_being_read_prints_no_traceback() -> None:
    script = """
import sys
from vaulttools.__main__ import main

class Slow:
    def find_spec(self, name, *_):
        if name == "vaulttools.cli":
            raise KeyboardInterrupt

sys.meta_path.insert(0, Slow())
sys.argv = ["vaulttools", "check"]
main()
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (130, "")
