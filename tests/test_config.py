"""What a vault's owner has set, and what is said of a config that cannot be used."""

import re
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.timing import NO_END, assert_linear, seconds
from vaulttools.config import Config, Selection
from vaulttools.config.file import MOST_PATTERNS, parse, read
from vaulttools.config.settings import schema
from vaulttools.config.source import ConfigError
from vaulttools.files import disk
from vaulttools.files.globs import Globs
from vaulttools.findings import Severity
from vaulttools.registry import Registry
from vaulttools.rule import NoteRule
from vaulttools.vault import KINDS


def of_yaml(text: str) -> Config:
    return parse(Path(".vaulttools.yaml"), text, lambda _: Registry())


def of_toml(text: str) -> Config:
    return parse(Path("pyproject.toml"), text, lambda _: Registry())


def error(text: str) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        of_toml(text) if "[tool" in text else of_yaml(text)
    return caught.value


def uses(config: Config, path: str = "note.md") -> dict[str, Severity]:
    return {use.rule.name: use.severity for use in config.rules_for(path).uses}


# -- errors

MARKED = [
    ("«selct»: [all]\n", "unknown setting `selct`", "did you mean `select`?"),
    ("«broken-link»: off\n", "unknown setting `broken-link`", "it is a rule: `rules: {broken-link: off}`"),
    (
        "schemas:\n  company:\n    «sections»: [a]\n",
        "unknown setting `sections`",
        "it is an option of a rule: `rules: {missing-section: {sections: ...}}`",
    ),
    ("select: «all»\n", "`select` must be a list", None),
    ("lang:\n«selct»:\n", "unknown setting `selct`", "did you mean `select`?"),
    ("select: [links, «12»]\n", "`select[1]` must be text", None),
    (
        "select:\n  - links\n  - «broken-lnk»\n",
        "unknown rule or family `broken-lnk`",
        "did you mean `broken-link`?",
    ),
    ("ignore: [«qqqqqq»]\n", "unknown rule or family `qqqqqq`", "run `vaulttools rules` for a list"),
    ("lang: «kr»\n", "`lang` cannot be `kr`", "allowed values: en, ko"),
    ("# 가나\r\n\r\nfail-on: «eror»\r\n", "`fail-on` cannot be `eror`", "did you mean `error`?"),
    ("rules:\n  «broken-lnk»: off\n", "unknown rule `broken-lnk`", "did you mean `broken-link`?"),
    ("rules:\n  «links»: off\n", "`links` is a family of rules", None),
    ("rules:\n  broken-link: «eror»\n", "`severity` cannot be `eror`", "did you mean `error`?"),
    ("rules:\n  broken-link: {severity: «loud»}\n", "`severity` cannot be `loud`", None),
    ("rules:\n  broken-link: «[error]»\n", "this must be a mapping", None),
    ("rules:\n  unlinked-mention:\n    «shortst»: 3\n", "unknown setting `shortst`", "did you mean `shortest`?"),
    ("rules:\n  unlinked-mention:\n    shortest: «three»\n", "`shortest` must be a whole number", None),
    ("rules:\n  unlinked-mention:\n    shortest: «true»\n", "`shortest` must be a whole number", None),
    ("rules:\n  unlinked-mention:\n    shortest: «-1»\n", "`shortest` must be at least 0", None),
    ("«- a»\n", "this must be a mapping", None),
    ("overrides:\n  - «ignore: [links]»\n", "an override needs `paths`", None),
    ("overrides:\n  - paths: [a]\n    «pathz»: [b]\n", "unknown setting `pathz`", "did you mean `paths`?"),
    (
        "overrides:\n  - paths: [a]\n    select: [«linkz»]\n",
        "unknown rule or family `linkz`",
        "did you mean `links`?",
    ),
    ("exclude: [a, «../b»]\n", "`../b` points outside the vault", None),
    ("exclude: [«/b»]\n", "`/b` points outside the vault", None),
    ('exclude: ["«*a*b*c*d*e*f*g*»"]\n', "has too many wildcards", None),
    ("baseline: «../x.json»\n", "`../x.json` points outside the vault", None),
    ("schemas: {company: {properties: {x: {default: «[a]»}}}}\n", "must be text, a number, true or false", None),
    ("schemas: {company: {properties: {x: {type: number, min: «1.5.»}}}}\n", "cannot be `1.5.`", None),
    ("entities:\n  company:\n    «typs»: [a]\n", "unknown setting `typs`", "did you mean `types`?"),
    ("lang: en\n«lang»: ko\n", "the key `lang` appears twice", None),
    ("lang: &a en\nfail-on: «*a»\n", "YAML aliases are not allowed in a config", None),
    ("lang: «[»\n", "the bracket `[` is never closed", "close it with `]`"),
    ("lang: «@»ko\n", "a value cannot begin with `@`", "in quotes"),
    ("lang: k«\x01»o\n", "control characters are not allowed", None),
    ("[tool.vaulttools]\n«selct» = []\n", "unknown setting `selct`", "did you mean `select`?"),
    ('[project]\nname = "lang"\n[tool.vaulttools]\n«lang» = "kr"\n', "`lang` cannot be `kr`", None),
    ('[tool.vaulttools.rules]\n«broken-lnk» = "off"\n', "unknown rule `broken-lnk`", None),
    ('[tool.vaulttools.rules]\n«broken-link» = "of"\n', "`severity` cannot be `of`", None),
    ("[tool.vaulttools.rules.unlinked-mention]\n«shortst» = 1\n", "unknown setting `shortst`", None),
    ('[tool.vaulttools]\nrules = {broken-link = {"«severity»" = "x"}}\n', "`severity` cannot be `x`", None),
    ('[tool.vaulttools]\nselect = ["links", "«linkz»"]\n', "unknown rule or family `linkz`", None),
    (
        '[[tool.vaulttools.overrides]]\npaths = ["a"]\n[[tool.vaulttools.overrides]]\npaths = ["b"]\n«pathz» = 1\n',
        "unknown setting `pathz`",
        None,
    ),
    ("[tool.vaulttools]\nlang = «»\n", "not valid TOML", None),
]


@pytest.mark.parametrize(("marked", "message", "help"), MARKED)
def test_errors_say_where_and_what_else(marked: str, message: str, help: str | None) -> None:
    start, end = marked.index("«"), marked.index("»") - 1
    text = marked.replace("«", "").replace("»", "")
    caught = error(text)
    assert message in str(caught.message)
    assert help is None or help in str(caught.help)
    assert caught.text == text
    assert caught.span is not None
    if start == end:
        assert abs(caught.span.start - start) <= 1
    else:
        assert caught.span.of(text).strip("\"'") == text[start:end]
        assert start - 1 <= caught.span.start <= start
    assert caught.file in (".vaulttools.yaml", "pyproject.toml")


@pytest.mark.parametrize("text", ["[" * 5_000, "a: " + "{a: " * 5_000, "- " * 5_000 + "a"])
def test_depth_is_bounded(text: str) -> None:
    assert "nested too deep" in str(error(text).message)


@pytest.mark.parametrize(
    "text",
    [
        "exclude: [{paths}]\n",
        "overrides: [{{paths: [{paths}]}}]\n",
        "schemas: {{company: {{paths: [{paths}]}}}}\n",
    ],
)
def test_the_patterns_that_each_note_is_compared_with_are_bounded(text: str) -> None:
    def with_patterns(count: int) -> str:
        return text.format(paths=", ".join(f"a{number}" for number in range(count)))

    of_yaml(with_patterns(MOST_PATTERNS))
    assert "more than 1000 patterns" in str(error(with_patterns(MOST_PATTERNS + 1)).message)
    both = f"exclude: [x]\n{with_patterns(MOST_PATTERNS)}" if "exclude" not in text else ""
    assert not both or "more than 1000 patterns" in str(error(both).message)


def test_many_selectors_are_read_in_linear_time() -> None:
    assert_linear(lambda count: seconds(lambda: of_yaml(f"select: [{', '.join(['prose'] * count)}]\n")), 32_000)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / ".vaulttools.yaml"
    with pytest.raises(ConfigError, match="cannot read"):
        read(file, lambda _: Registry())
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="cannot read"):
        read(file, lambda _: Registry())
    file.write_bytes(b"\xef\xbb\xbflang: ko\n")
    assert read(file, lambda _: Registry()).lang == "ko"


# -- what is read


@pytest.mark.parametrize("text", ["", "# nothing\n", "{}\n", "~\n", "---\n"])
def test_an_empty_config_is_the_default(text: str) -> None:
    config = of_yaml(text)
    default = Config(Registry())
    assert (
        uses(config)
        == uses(default)
        == {rule.name: rule.severity for rule in Registry().rules.values() if rule.default}
    )
    assert (config.lang, config.fail_on, config.kinds) == (None, "warning", KINDS)


@pytest.mark.parametrize(
    "text",
    [
        "tool = 3 # [tool.vaulttools]\n",
        "[[tool.vaulttools]]\na = 1\n",
        "[tool.vaulttools]\n" + "a." * 3000 + "b = 1\n",
        "[tool.vaulttools]\n" + "".join(f"a{n} = 1\n" for n in range(20_000)),
        f"[tool.vaulttools]\na = {'1' * 5000}\n",
        "[tool.vaulttools.vault.schemas.x]\n'json schema' = \"\\u0000\"\n",
    ],
)
def test_toml_that_nobody_means(text: str) -> None:
    def reading() -> None:
        with suppress(ConfigError):
            of_toml(text)

    assert seconds(reading) < NO_END


def test_toml_and_yaml_say_the_same() -> None:
    one = of_yaml(
        "lang: ko\nfail-on: error\nexclude: [a/**]\nselect: [links]\n"
        "rules:\n  unlinked-mention: {severity: error, shortest: 3}\n  broken-link: off\n"
        "overrides:\n- paths: [daily]\n  ignore: [links]\nentities:\n  fund: {folders: [펀드]}\n"
    )
    two = of_toml(
        '[tool.vaulttools]\nlang = "ko"\nfail-on = "error"\nexclude = ["a/**"]\nselect = ["links"]\n'
        '[tool.vaulttools.rules]\nunlinked-mention = {severity = "error", shortest = 3}\nbroken-link = "off"\n'
        '[[tool.vaulttools.overrides]]\npaths = ["daily"]\nignore = ["links"]\n'
        '[tool.vaulttools.entities.fund]\nfolders = ["펀드"]\n'
    )
    for config in (one, two):
        assert (config.lang, config.fail_on, config.kinds["fund"].folders) == ("ko", "error", ("펀드",))
        assert config.exclude.match("a/b.md") and not config.exclude.match("b.md")
        assert uses(config, "daily/n.md") == {}
        assert "broken-link" not in uses(config)
        (use,) = (use for use in config.rules_for("n.md").uses if use.rule.name == "unlinked-mention")
        assert use.severity is Severity.ERROR
        assert use.rule.shortest == 3  # type: ignore[attr-defined]


def test_a_kind_may_be_called_by_one_of_its_types() -> None:
    config = of_yaml(
        "entities:\n  회사: {folders: [딜]}\nschemas:\n  회사:\n    properties:\n      status: {required: true}\n"
        "  미팅:\n    properties:\n      company: {type: link to 회사}\n"
    )
    assert config.kinds["company"].folders == ("딜",)
    assert "회사" in config.kinds["company"].types
    assert "회사" not in config.kinds
    both = of_yaml("entities:\n  company: {types: [company]}\n  startup: {types: [startup]}\n")
    assert (both.kinds["company"].types, both.kinds["startup"].types) == (("company",), ("startup",))


@pytest.mark.parametrize(
    ("text", "path", "there", "missing"),
    [
        ("select: [broken-link]\n", "n.md", {"broken-link"}, {"unlinked-mention", "conflict-marker"}),
        ("select: [all]\nignore: [links]\n", "n.md", {"conflict-marker"}, {"broken-link"}),
        ("select: []\n", "n.md", set(), {"broken-link", "conflict-marker"}),
        (
            "select: [layout]\nextend-select: [broken-link]\n",
            "n.md",
            {"conflict-marker", "broken-link"},
            {"unlinked-mention"},
        ),
        ("extend-select: [broken-link]\nignore: [broken-link]\n", "n.md", set(), {"broken-link"}),
        ("ignore: [front-matter]\n", "n.md", {"broken-link"}, {"bad-tag"}),
        ("rules: {broken-link: off}\nselect: [broken-link]\n", "n.md", set(), {"broken-link"}),
        ("overrides:\n- paths: [a]\n  select: [layout]\n", "a/n.md", {"conflict-marker"}, {"broken-link"}),
        ("overrides:\n- paths: [a]\n  select: [layout]\n", "b/n.md", {"conflict-marker", "broken-link"}, set()),
        (
            "overrides:\n- paths: [a]\n  ignore: [broken-link]\n- paths: [a/b]\n  extend-select: [broken-link]\n",
            "a/b/n.md",
            {"broken-link"},
            set(),
        ),
        (
            "overrides:\n- paths: [a/b]\n  extend-select: [broken-link]\n- paths: [a]\n  ignore: [broken-link]\n",
            "a/b/n.md",
            set(),
            {"broken-link"},
        ),
    ],
)
def test_selectors_of_all_layers_come_together(text: str, path: str, there: set[str], missing: set[str]) -> None:
    names = set(uses(of_yaml(text), path))
    assert there <= names
    assert not missing & names


def test_a_rule_that_is_off_by_default_is_named_also_where_its_family_is_selected() -> None:
    family = set(uses(of_yaml("select: [links]\n")))
    assert family == {rule.name for rule in Registry().rules.values() if rule.family == "links" and rule.default}
    assert set(uses(of_yaml("select: [links, orphan-note]\n"))) == {*family, "orphan-note"}
    assert "orphan-note" not in uses(of_yaml("extend-select: [links]\n"))
    assert not set(uses(of_yaml("extend-select: [orphan-note]\nignore: [links]\n"))) & {*family, "orphan-note"}
    assert set(uses(of_yaml("select: [all]\n"))) == set(Registry().rules)


def test_a_severity_asks_for_a_rule_that_is_off_by_default() -> None:
    optional = next((rule for rule in Registry().rules.values() if not rule.default), None)
    assert optional is not None
    assert optional.name not in uses(of_yaml(""))
    assert uses(of_yaml(f"rules: {{{optional.name}: error}}\n"))[optional.name] is Severity.ERROR
    assert optional.name not in uses(of_yaml(f"select: [links]\nignore: [all]\nrules: {{{optional.name}: off}}\n"))


def test_overrides_set_severities_and_options_in_order() -> None:
    config = of_yaml(
        "rules: {unlinked-mention: {severity: warning, shortest: 4}}\n"
        "overrides:\n- paths: [a]\n  rules: {unlinked-mention: {shortest: 5}}\n"
        "- paths: [a/b]\n  rules: {unlinked-mention: error}\n"
    )
    seen = {}
    for path in ("n.md", "a/n.md", "a/b/n.md"):
        (use,) = (use for use in config.rules_for(path).uses if use.rule.name == "unlinked-mention")
        seen[path] = (use.severity, use.rule.shortest)  # type: ignore[attr-defined]
    assert seen == {
        "n.md": (Severity.WARNING, 4),
        "a/n.md": (Severity.WARNING, 5),
        "a/b/n.md": (Severity.ERROR, 5),
    }


def test_the_command_line_goes_on_top() -> None:
    config = of_yaml("select: [layout]\nignore: [conflict-marker]\noverrides:\n- paths: [a]\n  ignore: [links]\n")
    asked = config.with_selection(Selection(select=("links",)))
    assert "broken-link" in uses(asked, "a/n.md") and "conflict-marker" not in uses(asked)
    more = config.with_selection(Selection(extend_select=("conflict-marker",), ignore=("invisible-character",)))
    assert "invisible-character" not in uses(more)


@pytest.mark.parametrize(
    ("level", "fails"),
    [
        ("hint", [True, True, True]),
        ("warning", [False, True, True]),
        ("error", [False, False, True]),
        ("never", [False] * 3),
    ],
)
def test_severities_from_the_threshold_on_fail(level: str, fails: list[bool]) -> None:
    config = of_yaml(f"fail-on: {level}\n")
    assert [config.fails(severity) for severity in Severity] == fails


# -- globs


@pytest.mark.parametrize(
    ("pattern", "matches", "leaves"),
    [
        ("a", ["a", "a/b.md", "x/a", "x/a/b.md"], ["ab", "b/xa", "A"]),
        ("a/", ["a/b.md", "x/a/b.md"], ["ab"]),
        ("a.md", ["a.md", "x/a.md"], ["aXmd", "xa.md"]),
        ("a/b", ["a/b", "a/b/c.md"], ["x/a/b", "a/bc"]),
        ("*.md", ["a.md", "x/y.md"], ["a.mdx"]),
        ("a/*", ["a/b.md", "a/b/c.md"], ["b/a/c.md", "a"]),
        ("a/*.md", ["a/b.md"], ["a/b/c.md"]),
        ("a/**", ["a/b.md", "a/b/c.md"], ["b.md"]),
        ("**/a.md", ["a.md", "x/a.md", "x/y/a.md"], ["xa.md"]),
        ("a/**/b.md", ["a/b.md", "a/x/b.md", "a/x/y/b.md"], ["a/xb.md"]),
        ("?.md", ["a.md", "가.md"], ["ab.md", "/.md"]),
        ("회의 (1)+[x].md", ["회의 (1)+[x].md"], ["회의 1x.md"]),
    ],
)
def test_globs_match_paths_and_what_folders_hold(pattern: str, matches: list[str], leaves: list[str]) -> None:
    globs = Globs([pattern])
    assert [path for path in matches if not globs.match(path)] == []
    assert [path for path in leaves if globs.match(path)] == []
    assert not Globs().match("a.md")


@given(st.text("ab*?.", min_size=1, max_size=6), st.text("ab.", min_size=1, max_size=6))
def test_a_pattern_for_names_matches_as_the_shell_does(pattern: str, name: str) -> None:
    assert Globs([pattern]).match(name) == fnmatchcase(name, re.sub(r"\*+", "*", pattern))


def test_a_hostile_pattern_comes_to_an_end() -> None:
    def matching() -> None:
        for pattern in ("**/*a*a*a*a*b", "*a*a*a*a*a*b", "**/a/**/a/**/a/**/a/**/b", "**/**/**/**/**/b", "*?*?*?b"):
            for path in ("a" * 4_000, "a/" * 2_000 + "a"):
                assert not Globs([pattern]).match(path)

    assert seconds(matching) < NO_END


# -- files and schema


def test_find_root_and_file(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    vault = tmp_path / "vault"
    (vault / "a" / "b").mkdir(parents=True)
    (vault / "a" / "n.md").touch()
    assert disk.find_root(vault / "a" / "n.md") == tmp_path
    assert disk.find_config(tmp_path) is None
    (tmp_path / "pyproject.toml").write_text("[tool.vaulttools]\n")
    assert disk.find_config(vault) == tmp_path / "pyproject.toml"
    (vault / ".obsidian").mkdir()
    assert disk.find_root(vault / "a" / "b") == vault
    (vault / ".vaulttools.yaml").touch()
    assert disk.find_config(vault) == vault / ".vaulttools.yaml"


def test_a_rule_of_others_may_say_nothing_of_itself() -> None:
    class Silent(NoteRule):
        pass

    assert schema(Registry([Silent]))["properties"]["rules"]["properties"]["silent"]["description"] == ""


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema(Registry()))


@pytest.mark.parametrize(
    ("data", "valid"),
    [
        ({}, True),
        ({"select": ["all"], "rules": {"broken-link": "off"}}, True),
        ({"rules": {"unlinked-mention": {"severity": "hint", "shortest": 3}}}, True),
        ({"overrides": [{"paths": ["a"], "rules": {"broken-link": "error"}}]}, True),
        ({"rules": {"broken-lnk": "off"}}, False),
        ({"rules": {"unlinked-mention": {"shortest": "3"}}}, False),
        ({"overrides": [{"select": []}]}, False),
        ({"lang": "de"}, False),
    ],
)
def test_the_schema_agrees_with_the_reader(data: dict[str, Any], valid: bool) -> None:
    import json

    assert jsonschema.Draft202012Validator(schema(Registry())).is_valid(data) == valid
    if valid:
        of_yaml(json.dumps(data))
    else:
        error(json.dumps(data))


def test_a_long_list_takes_no_time() -> None:
    assert_linear(lambda count: seconds(lambda: error(f"- {'a' * 500}\n" * count)), 20_000)
