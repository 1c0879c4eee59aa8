"""What another linter's tests say must stay as it is, stays as it is.

The cases live outside this repository: before and after of obsidian-linter's rules. Of them these bear on us: those whose
text must not change at all, and those about what no rule may look into. Each is fixed and enriched with all our rules, the
unsafe fixes too.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from vaulttools import fixer
from vaulttools.config.file import parse
from vaulttools.edits import Safety
from vaulttools.fixer import Settled
from vaulttools.note import Note
from vaulttools.registry import Registry
from vaulttools.vault import Vault

FILE = Path(__file__).parents[2] / "shared" / "bench" / "obsidian-linter" / "conformance.json"
# What a dictionary does not know it may guess at, in a table too; all other rules must leave such words alone.
CONFIG = parse(Path(".vaulttools.yaml"), "select: [all]\nignore: [unknown-word]\n", lambda _: Registry())
KEPT = ("code_block", "code_span", "math", "html", "comment", "command", "link", "image", "table", "footnote_mark")

DECLARED = {"bad-tag", "deprecated-key", "key-order", "scalar-for-list", "invisible-character"}
"""Our rules that do change some of those texts, as they say: properties that Obsidian does not read, a backspace."""

pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="the shared cases are not here")


def cases() -> list[dict[str, Any]]:
    return json.loads(FILE.read_text("utf-8")) if FILE.is_file() else []


def settle(text: str, *grades: Safety) -> Settled:
    note = Note("note.md", text)
    return fixer.settle(["note.md"], Vault([note.facts]), lambda _: note, lambda _: CONFIG.rules_for("note.md"), grades)


@pytest.mark.parametrize("case", [case for case in cases() if case["noop"]], ids=lambda case: case["name"][:60])
def test_what_must_not_change(case: dict[str, Any]) -> None:
    before = Note("note.md", case["before"])
    settled = settle(before.text, Safety.SAFE)
    after = settled.notes.get("note.md", before)
    assert {each.rule for each in settled.applied} <= DECLARED
    visible = before.text[before.body_start :].replace("\b", "")
    assert after.text[after.body_start :] == visible


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"][:60])
def test_what_is_no_prose_is_kept(case: dict[str, Any]) -> None:
    before = Note("note.md", case["before"])
    settled = settle(before.text, Safety.SAFE, Safety.UNSAFE)
    after = settled.notes.get("note.md", before)
    assert not settled.refused
    # An address that lacks its `https://` may be given one on request, and nothing else of a link may change.
    was, now = (
        [node.span.of(note.text).replace("](https://", "](") for node in note.blocks.of(*KEPT)]
        for note in (before, after)
    )
    assert was == now
    assert [tag.name for tag in before.tags] == [tag.name for tag in after.tags]
    assert [each.name for each in before.block_ids] == [each.name for each in after.block_ids]
    again = fixer.settle(
        ["note.md"], settled.vault, lambda _: after, lambda _: CONFIG.rules_for("note.md"), (Safety.SAFE, Safety.UNSAFE)
    )
    assert not again.notes
