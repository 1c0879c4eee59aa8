"""What our users see: all that `check` says of the sample vault, and all that `fix` and then `enrich` write.

Run this file to write the golden files anew; then read what changed, as a user would.
"""

import contextlib
import io
import shutil
import tempfile
from pathlib import Path

import pytest

from vaulttools import session
from vaulttools.cli import main

HERE = Path(__file__).parent
VAULT = HERE.parent / "vault"
GOLDEN = HERE / "golden"


def run(*arguments: str) -> tuple[int, str]:
    """The exit code of a run, and what it prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        code = main([*arguments, "--color", "never", "--lang", "en", "--no-cache"])
    return code, out.getvalue()


def copy_of_vault(folder: Path) -> Path:
    """The sample vault without our own pages: those are always clean, and grow with every rule."""
    copy = folder / "vault"
    shutil.copytree(VAULT, copy, ignore=shutil.ignore_patterns("rules", "decisions", ".vaulttools_cache"))
    return copy


def findings(vault: Path) -> str:
    """All findings, one a line."""
    return "".join(
        f"{line.removeprefix(str(vault)).lstrip('/')}\n"
        for line in run("check", str(vault), "--output-format", "concise")[1].splitlines()
    )


def fixed(vault: Path) -> str:
    """The patches that `fix` and then `enrich` apply, one behind the other."""
    written = []
    for command in ("fix", "enrich"):
        written.append(run(command, str(vault), "--diff")[1])
        run(command, str(vault))
    return "".join(written)


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = copy_of_vault(tmp_path)
    monkeypatch.chdir(copy)
    monkeypatch.delenv("CI", raising=False)  # There, a diff shows what cannot be seen; the golden one is exact.
    return copy


def test_check_says(vault: Path) -> None:
    assert findings(vault) == (GOLDEN / "check.txt").read_text(encoding="utf-8")


def test_fix_and_enrich_write(vault: Path) -> None:
    assert fixed(vault) == (GOLDEN / "fixed.diff").read_text(encoding="utf-8")


def test_a_second_run_has_nothing_to_do(vault: Path) -> None:
    fixed(vault)
    assert fixed(vault) == ""


def test_our_own_pages_are_clean() -> None:
    pages = [str(VAULT / folder) for folder in ("rules", "decisions")]
    assert run("check", *pages, "--output-format", "concise", "--fail-on", "warning")[0] == 0


@pytest.mark.parametrize("name", ["README.md", "README.ko.md"])
def test_readme_shows_what_is_printed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = (VAULT.parent / name).read_text(encoding="utf-8")
    command, _, shown = readme.partition("<!-- picture -->\n```text\n$ vaulttools ")[2].partition("\n")
    monkeypatch.chdir(VAULT.parent)
    arguments = command.split()
    if "--lang" not in arguments:
        arguments += ["--lang", "en"]
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        main([*arguments, "--color", "never", "--no-cache"])
    assert out.getvalue() == shown.partition("```\n<!-- /picture -->")[0]


if __name__ == "__main__":
    session.is_installed = lambda: False  # as in the tests: the extra sees more
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(copy_of_vault(Path(folder))):
        (GOLDEN / "check.txt").write_text(findings(Path.cwd()), encoding="utf-8")
        (GOLDEN / "fixed.diff").write_text(fixed(Path.cwd()), encoding="utf-8")
