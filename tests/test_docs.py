"""The pages of the rules: made from the code, and clean by our own rules."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from vaulttools import docs
from vaulttools.cli.config import effective_config
from vaulttools.cli.init import starter_config
from vaulttools.config import Config
from vaulttools.config.file import parse
from vaulttools.config.settings import SETTINGS, schema
from vaulttools.files import disk
from vaulttools.findings import Severity
from vaulttools.registry import Registry
from vaulttools.rule import Bad, Good, Rule
from vaulttools.session import Session, checking


def test_pages_are_clean_by_our_own_rules(tmp_path: Path) -> None:
    assert docs.main([str(tmp_path)]) == 0
    session = Session(tmp_path, Config(Registry()))
    found = checking.check(session, session.paths())
    # Hints may be about what the rules are about: a page on slang shows some.
    assert [(each.path, each.start.line, each.rule) for each in found if each.severity > Severity.HINT] == []
    assert len(session.paths()) == len(Registry().rules) + 1


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_page_shows_the_first_examples_only(lang: str) -> None:
    class Rare(Rule):
        """Summary."""

        examples = (*(Good(f"fine {n}") for n in range(9)), *(Bad(f"«wrong» {n}") for n in range(9)))

    shown = docs.explanation(Rare, lang)
    wanted = ["«wrong» 0", "«wrong» 1", "«wrong» 2", "fine 0", "fine 1"]
    assert [line for line in shown.splitlines() if line.startswith(("«wrong»", "fine"))] == wanted


def test_check_says_which_pages_lag(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "rules"
    assert docs.main([str(folder), "--check"]) == 1
    assert not folder.exists()
    assert docs.main([str(folder)]) == 0
    assert docs.main([str(folder), "--check"]) == 0
    capsys.readouterr()
    (folder / "gone.md").write_text("old\n")
    (folder / "broken-link.md").write_text("old\n")
    assert docs.main([str(folder), "--check"]) == 1
    assert [line.split(" lags")[0] for line in capsys.readouterr().out.splitlines()] == [
        str(folder / "broken-link.md"),
        str(folder / "gone.md"),
    ]
    assert docs.main([str(folder)]) == 0
    assert docs.main([str(folder), "--check"]) == 0
    assert not (folder / "gone.md").exists()


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_starter_config_is_valid_and_so_are_its_examples(lang: str) -> None:
    text = starter_config(lang)
    assert yaml.safe_load(text) is None, "all of it is commented out"
    settings = [line[2:] for line in text.splitlines() if line.startswith("# ") and line[2:].split(":")[0] in SETTINGS]
    assert len(settings) == len(SETTINGS)
    validator = jsonschema.Draft202012Validator(schema(Registry()))
    validator.validate(json.loads(json.dumps(yaml.safe_load("\n".join(settings)))))
    parse(Path(disk.CONFIG), "\n".join(settings), lambda _: Registry())


def test_an_effective_config_is_a_config(tmp_path: Path) -> None:
    text = "rules: {unlinked-mention: {shortest: 5}, broken-link: off}\noverrides: [{paths: ['x/'], ignore: [links]}]\n"
    file = tmp_path / disk.CONFIG
    config = parse(file, text, lambda _: Registry())
    for note in ("a.md", "x/a.md"):
        again = parse(file, effective_config(config, tmp_path, note), lambda _: Registry())
        assert {(use.rule, use.severity) for use in again.rules_for("").uses} == {
            (use.rule, use.severity) for use in config.rules_for(note).uses
        }


def test_the_index_of_decisions_names_each() -> None:
    folder = Path(__file__).parent.parent / "vault" / "decisions"
    index = (folder / "Decisions.md").read_text(encoding="utf-8")
    assert [file.stem for file in folder.glob("*.md") if f"[[{file.stem}]]" not in index] == ["Decisions"]
