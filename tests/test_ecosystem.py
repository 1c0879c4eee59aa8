"""The script that compares two versions of the code on real vaults."""

import importlib.util
from pathlib import Path

FILE = Path(__file__).parents[1] / "benchmarks" / "ecosystem.py"


def test_each_vault_is_looked_at(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("ecosystem", FILE)
    assert spec is not None and spec.loader is not None
    ecosystem = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(ecosystem)
    texts = {"one": "[[Nobody]]\n", "two": "토큰\x08증권\n"}
    for name, text in texts.items():
        (tmp_path / name / ".obsidian").mkdir(parents=True)
        (tmp_path / name / "note.md").write_text(text, encoding="utf-8")
    one, two = (ecosystem.said(ecosystem.HERE, vault) for vault in ecosystem.vaults(tmp_path))
    assert {rule for rule, _ in one.findings} == {"broken-link"}
    assert {rule for rule, _ in two.findings} == {"invisible-character"}
    assert all(place.startswith("note.md: ") for said in (one, two) for _, place in said.findings)
    assert [*two.changes["fix"]] == ["- note.md: 토큰\x08증권", "+ note.md: 토큰증권"]
    assert not one.changes["fix"]
