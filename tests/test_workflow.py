"""The steps of the example workflow, run as they are written on what GitHub checks out for a pull request and for a push."""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.repository import git

HERE = Path(__file__).parents[1]
FILE = HERE / "examples" / "github" / "vaulttools.yml"
WORKFLOW = yaml.safe_load(FILE.read_text("utf-8"))
STEPS = {step["name"]: step for step in WORKFLOW["jobs"]["check"]["steps"] if "vaulttools check" in step.get("run", "")}

Step = Callable[[str], "subprocess.CompletedProcess[str]"]


@pytest.fixture
def step(tmp_path: Path) -> Step:
    """Runs the step of that name in a checkout of a pull request that renames a note; a flaw was there before."""
    vault = tmp_path / "vault"
    vault.mkdir()
    git(vault, "init", "-q", "-b", "main")
    (vault / "조각마루.md").write_text("# 조각마루\n", "utf-8")
    (vault / "회의.md").write_text("[[조각마루]]를 만남\n\n[[없는 노트]]도 봄\n", "utf-8")
    git(vault, "add", ".")
    git(vault, "commit", "-qm", "vault")
    git(vault, "switch", "-qc", "pull")
    git(vault, "mv", "조각마루.md", "볕드림.md")
    git(vault, "commit", "-qm", "rename")
    git(vault, "switch", "-q", "main")
    git(vault, "merge", "-q", "--no-ff", "-m", "merge", "pull")
    depth = next(each["with"]["fetch-depth"] for each in WORKFLOW["jobs"]["check"]["steps"] if "with" in each)
    checkout = tmp_path / "checkout"
    subprocess.run(["git", "clone", "-q", f"--depth={depth}", vault.as_uri(), checkout], check=True)

    def run(name: str) -> "subprocess.CompletedProcess[str]":
        program, *arguments = shlex.split(STEPS[name]["run"])
        assert program == "vaulttools"
        environment = {**os.environ, "PYTHONPATH": str(HERE), "CI": "true", "GITHUB_ACTIONS": "true", "LANG": "C.UTF-8"}
        command = [sys.executable, "-m", "vaulttools", *arguments]
        return subprocess.run(
            command, cwd=checkout, env=environment, check=False, capture_output=True, encoding="utf-8"
        )

    return run


def test_a_pull_request_is_told_what_it_broke(step: Step) -> None:
    done = step("Annotate the pull request")
    assert done.returncode == 1, done.stderr
    (annotation,) = [line for line in done.stdout.splitlines() if line.startswith("::error ")]
    assert "file=회의.md,line=1," in annotation
    assert "조각마루" in annotation
    assert "없는 노트" not in done.stdout


def test_a_push_is_told_of_all(step: Step) -> None:
    done = step("Check the branch")
    assert done.returncode == 1, done.stderr
    assert [line.partition(",line=")[2][:1] for line in done.stdout.splitlines() if line.startswith("::error ")] == [
        "1",
        "3",
    ]


def test_the_report_is_uploaded(step: Step, tmp_path: Path) -> None:
    done = step("Write the report")
    assert done.returncode == 0, done.stderr
    upload = next(each for each in WORKFLOW["jobs"]["check"]["steps"] if "upload-sarif" in each.get("uses", ""))
    report = json.loads((tmp_path / "checkout" / upload["with"]["sarif_file"]).read_text("utf-8"))
    assert len([each for each in report["runs"][0]["results"] if each["ruleId"] == "broken-link"]) == 2
