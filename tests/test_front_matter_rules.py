"""Rules on front matter: schemas from the config, customs of a vault, hostile files, and fixes that touch one key only.

The independent reader is ruamel.yaml, on YAML 1.2.
"""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from tests.repository import git
from tests.timing import NO_END, seconds
from vaulttools import engine
from vaulttools.cli.init import starter_config
from vaulttools.config import Config, Selection
from vaulttools.config import file as config_file
from vaulttools.config.source import ConfigError
from vaulttools.edits import Safety, apply
from vaulttools.files import disk
from vaulttools.files.git import MOST_AT_ONCE, first_days
from vaulttools.findings import Diagnostic, Severity
from vaulttools.locale import translate
from vaulttools.note import Note
from vaulttools.note.dates import day_in, read_date, weekday_in
from vaulttools.note.front_matter import FrontMatter, split
from vaulttools.registry import Registry
from vaulttools.session import Session, checking
from vaulttools.vault import Settings, Vault
from vaulttools.vault.census import is_same_title, is_slip
from vaulttools.vault.inference import inferred_schemas
from vaulttools.vault.json_schema import json_errors

BENCH = Path(__file__).parents[2] / "shared/bench/robust"


def parsed(text: str) -> Config:
    return config_file.parse(Path(disk.CONFIG), text, lambda _: Registry())


def found(texts: dict[str, str], asked: str = "", ignore: tuple[str, ...] = ("key-order",)) -> list[Diagnostic]:
    """What the family says of all notes."""
    read_config = parsed(asked) if asked else Config(Registry())
    rules = read_config.with_selection(Selection(select=("front_matter",), ignore=ignore)).rules_for("")
    notes = [Note(path, text) for path, text in texts.items()]
    vault = Vault([note.facts for note in notes], (), Settings(kinds=read_config.kinds, schemas=read_config.schemas))
    return [each for note in notes for each in engine.check(note, vault, rules)]


def said(texts: dict[str, str], asked: str = "") -> list[tuple[str, str, str]]:
    return [
        (each.rule, f"{each.path}:{each.start.line}:{each.start.column}", str(each.severity))
        for each in found(texts, asked)
    ]


# -- hostile files


@pytest.mark.parametrize(
    "number", ["9" * 5000, "0" + "9" * 5000, "-" + "9" * 5000, "0x" + "f" * 5000, "1." + "1" * 5000]
)
def test_numbers_of_thousands_of_digits_crash_no_rule(number: str) -> None:
    rules = parsed("select: [all]\n").rules_for("")
    keys = ("title", "type", "date", "tags", "aliases", "version", "x")
    note = Note("companies/a.md", "---\n" + "".join(f"{key}: {number}\n" for key in keys) + "---\n# 가\n")
    assert not [each for each in engine.check(note, Vault([note.facts]), rules) if each.rule == "rule-failed"]


EXPECTED = {
    "fm-at-and-backtick": [("invalid-yaml", 2, 9)],
    "fm-brackets-unbalanced": [("invalid-yaml", 2, 7)],
    "fm-colon-title": [("invalid-yaml", 2, 12)],
    "fm-dates": [
        ("impossible-date", 2, 7),
        ("date-form", 3, 10),
        ("date-form", 4, 10),
        ("impossible-date", 5, 6),
    ],
    "fm-dots": [("unclosed-front-matter", 1, 1)],
    "fm-dup-keys": [("duplicate-key", 4, 1)],
    "fm-dup-keys-nested": [("duplicate-key", 4, 3)],
    "fm-fullwidth-colon": [("invalid-yaml", 2, 6)],
    "fm-hash-tag": [("bad-tag", 2, 7)],
    "fm-list": [("not-a-mapping", 2, 1)],
    "fm-norway": [
        ("ambiguous-value", 2, 10),
        ("lost-digits", 3, 10),
        ("ambiguous-value", 4, 7),
        ("ambiguous-value", 5, 10),
        ("ambiguous-value", 6, 6),
    ],
    "fm-quotes-unbalanced": [("invalid-yaml", 2, 8)],
    "fm-scalar": [("not-a-mapping", 2, 1)],
    "fm-smart-quotes": [("curly-quoted-value", 2, 8)],
    "fm-tabs": [("invalid-yaml", 4, 1)],
    "fm-unclosed": [("unclosed-front-matter", 1, 1)],
    "fm-undefined-alias": [("invalid-yaml", 2, 4)],
    "fm-wikilinks": [
        ("unquoted-link", 2, 5),
        ("broken-property-link", 3, 13),
        ("broken-property-link", 5, 8),
        ("unquoted-link", 6, 5),
    ],
}
"""What the rules say of files with a planted fault: rule, line, column."""
UNREADABLE = {"fm-billion-laughs", "fm-deep", "fm-deep-map", "fm-nbsp", "fm-unclosed-then-hr"}
"""Files whose YAML is refused; where exactly is no matter of taste worth a test."""


def hostile() -> list[str]:
    return sorted(path.stem for path in (BENCH / "synthetic").glob("fm-*.md"))


@pytest.mark.skipif(not BENCH.exists(), reason="the benchmark is not there")
@pytest.mark.parametrize("name", hostile())
def test_hostile_files_are_read_in_seconds_and_told_where_they_are_wrong(name: str) -> None:
    note = Note.from_bytes(f"{name}.md", (BENCH / f"synthetic/{name}.md").read_bytes())
    diagnostics = []
    assert seconds(lambda: diagnostics.extend(found({note.path: note.text}))) < NO_END
    if name in UNREADABLE:
        assert [each.rule for each in diagnostics] == ["invalid-yaml"]
    else:
        assert [(each.rule, *each.start) for each in diagnostics] == EXPECTED.get(name, [])


SPANS = ("---\n", "\ufeff---\n", "---\r\n")


@given(st.sampled_from(SPANS), st.text(alphabet="ab:#-[]{}\"'|>*&!%@` \t\r\n{}<>，：“”\xa0\u200b가1.,?~", max_size=80))
@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
def test_no_rule_fails_on_any_front_matter(opening: str, yaml: str) -> None:
    diagnostics = found({"companies/a.md": f"{opening}{yaml}\n---\nbody\n"})
    assert not [each for each in diagnostics if each.rule == "rule-failed"]


# -- what a fix may touch


def loaded(text: str) -> dict[str, object] | None:
    """The front matter of a note as ruamel.yaml reads it, None where it cannot."""
    place = split(text)
    if place is None or not place.closed:
        return None
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 2)
    try:
        data = reader.load(place.yaml_span.of(text).replace("\r\n", "\n"))
    except (YAMLError, ValueError, TypeError):
        return None
    return {str(key): value for key, value in data.items()} if isinstance(data, dict) else None


LINES = (
    "title: 토큰증권",
    'title: "수요일" # note',
    "date: 2023.10.6",
    "date: 2023년 10월 6일 # 그날",
    "date: '2023/10/06'",
    "created: 6 Oct 2023",
    "alias: Escrow",
    "tag:\n  - a",
    "tags: 건설 # 하나",
    "tags: [\"#a\", b c, 'd']",
    "tags:\n- '#x'\n# between\n- y",
    "tags: a, b",
    "tags: #fintech #sto",
    "up: [[A b]]",
    "see:\n  - [[c|d]] # why\n  - plain",
    "ticker: 005930",
    "codes: [035720, 1]",
    "publish: no",
    "time: 12:30",
    "quote: “so”",
    "catagory: x",
    "founded: '2021'",
    "listed: yes",
    "sector: [물류]",
    "status: actve",
    "more: |\n  text: with\n  colons",
    "anchor: &a [x]",
    "same: *a",
    "nested: {no: no, x: [1, 2]}",
    "# a comment of its own",
    "\u3000odd: 1",
    "empty:",
)
ASKED = """\
schemas:
  all notes:
    paths: ["**"]
    properties:
      category: text
      founded: number
      listed: checkbox
      sector: text
      status: {one of: [lead, active], default: lead, required: true}
      type: {required: true, default: note}
"""


@given(st.lists(st.sampled_from(LINES), unique=True, max_size=8), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_a_fix_leaves_other_keys_and_bytes_alone(lines: list[str], newline: str) -> None:
    body = "# Heading" + newline + "text: no front matter" + newline
    text = newline.join(["---", *lines, "---", ""]).replace("\n", newline).replace("\r\r", "\r") + body
    before = loaded(text)
    for each in found({"companies/a.md": text}, ASKED, ignore=()):
        if each.fix is None:
            continue
        assert not each.fix.creates and all(not edit.path for edit in each.fix.edits)
        after_text = apply(text, each.fix.edits)
        assert after_text.endswith(body), "the body stays"
        assert newline == "\n" or "\n" not in after_text.replace("\r\n", ""), "line endings stay"
        after = loaded(after_text)
        own = FrontMatter(text)
        if before is None or own.error is not None:
            continue
        assert after is not None, f"{each.rule}: {after_text!r}"
        touched = {
            str(entry.key)
            for entry in own.entries
            if any(
                edit.span.start <= entry.span.end + 1 and entry.span.start <= edit.span.end for edit in each.fix.edits
            )
        }
        if each.rule == "key-order":
            assert after == before
        for key in before.keys() - touched:
            assert after.get(key, before) == before[key], f"{each.rule} changes `{key}`: {after_text!r}"
        comments = [line for line in text.splitlines() if line.startswith("#")]
        assert all(comment in after_text for comment in comments)


@given(st.lists(st.sampled_from(LINES), unique=True, max_size=8))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_safe_quotes_keep_the_data(lines: list[str]) -> None:
    text = "\n".join(["---", *lines, "---", ""])
    before = loaded(text)
    for each in found({"a.md": text}):
        if before is not None and each.rule in ("ambiguous-value", "key-order") and each.fix is not None:
            assert loaded(apply(text, each.fix.edits)) == before


def test_what_hides_a_post_is_not_quoted_unasked() -> None:
    notes = {"a.md": "---\npublished: no\ntime: 12:30\nsold in: [KR, NO]\n---\n"}
    fixes = [each.fix for each in found(notes) if each.rule == "ambiguous-value"]
    assert [fix and fix.safety for fix in fixes] == [Safety.UNSAFE, Safety.SAFE, Safety.SAFE]


# -- schemas

COMPANY = """\
schemas:
  company:
    other keys: false
    properties:
      type: text
      date: {type: date, required: true, min: 2020-01-01}
      status: {one of: [lead, active], default: lead, required: true}
      tags: {type: list of texts, unique: true}
      ticker: {type: text, pattern: "[0-9]{6}", unique: true}
      founder: {link to: person}
"""


def test_a_schema_in_words() -> None:
    good = '---\ntype: company\ndate: 2025-03-07\nstatus: lead\nticker: "035720"\nfounder: "[[Ines]]"\n---\n'
    texts = {"companies/A.md": good, "people/Ines.md": "---\ntype: person\n---\n"}
    assert said(texts, COMPANY) == []
    bad = '---\ntype: company\ndate: 2019-01-01\nstatus: closed\nticker: "035720"\nfounder: "[[A]]"\nsize: 3\ntags: x\n---\n'
    assert said({**texts, "B.md": bad}, COMPANY) == [
        ("value-not-allowed", "companies/A.md:5:9", "warning"),
        ("value-not-allowed", "B.md:3:7", "warning"),
        ("value-not-allowed", "B.md:4:9", "warning"),
        ("value-not-allowed", "B.md:5:9", "warning"),
        ("value-not-allowed", "B.md:6:10", "warning"),
        ("unknown-key", "B.md:7:1", "warning"),
        ("wrong-type", "B.md:8:7", "warning"),
    ]


@pytest.mark.parametrize("words", ["link to a person note", "link to person", "list of links to person notes"])
def test_a_type_in_words_names_the_kind_that_is_linked_to(words: str) -> None:
    for asked in (f"{{founder: {words}}}", f"{{founder: {{type: {words}, required: true}}}}"):
        text = f"schemas: {{company: {{properties: {asked}}}}}\n"
        value = '"[[{}]]"' if words.startswith("link") else '\n  - "[[{}]]"'
        notes = {"people/Ines.md": "---\ntype: person\n---\n", "companies/B.md": "---\ntype: company\n---\n"}
        right = {**notes, "companies/A.md": f"---\ntype: company\nfounder: {value.format('Ines')}\n---\n"}
        wrong = {**notes, "companies/A.md": f"---\ntype: company\nfounder: {value.format('B')}\n---\n"}
        assert not [each for each in found(right, text) if each.rule != "missing-key"]
        (each,) = [each for each in found(wrong, text) if each.rule != "missing-key"]
        assert (each.rule, each.line[each.start.column - 1 :]) == ("value-not-allowed", '"[[B]]"')
    with pytest.raises(ConfigError, match="unknown kind of note `ghost`"):
        parsed("schemas: {company: {properties: {founder: {type: link to a ghost note}}}}\n")


@pytest.mark.parametrize(
    ("chooser", "path", "text", "is_chosen"),
    [
        ("folders: [deals]", "2025/deals/x.md", "---\na: 1\n---\n", True),
        ("folders: [deals]", "deals.md", "---\na: 1\n---\n", False),
        ('paths: ["x/*.md"]', "x/y.md", "---\na: 1\n---\n", True),
        ('paths: ["x/*.md"]', "x/y/z.md", "---\na: 1\n---\n", False),
        ("types: [deal, 거래]", "a.md", "---\ntype: 거래\n---\n", True),
        ("tags: [deal]", "a.md", "---\ntags: [x, deal]\n---\n", True),
        ("tags: ['#deal']", "a.md", "---\na: 1\n---\n#deal\n", True),
        ("properties: {}", "deal/a.md", "---\na: 1\n---\n", True),
        ("properties: {}", "a.md", "---\ntype: deal\n---\n", True),
        ("properties: {}", "deal/a.md", "---\ntype: other\n---\n", False),
    ],
)
def test_which_notes_a_schema_is_for(chooser: str, path: str, text: str, is_chosen: bool) -> None:
    properties = "properties: {must: {required: true}}"
    asked = f"schemas:\n  deal:\n    {properties}\n" + ("" if "properties" in chooser else f"    {chooser}\n")
    rules = [rule for rule, *_ in said({path: text}, asked)]
    assert ("missing-key" in rules) is is_chosen


def test_several_schemas_apply() -> None:
    asked = """\
schemas:
  everything: {paths: ["**"], properties: {owner: {required: true}}}
  company: {properties: {founded: {type: number, required: true}}}
"""
    diagnostics = found({"companies/A.md": "---\ntype: company\n---\n"}, asked)
    assert sorted(str(each.message) for each in diagnostics) == [
        "the key `founded` is missing",
        "the key `owner` is missing",
    ]


def test_a_default_schema_can_be_turned_off() -> None:
    others = {f"companies/{name}.md": "---\ntype: company\n---\n" for name in "ABCDEF"}
    texts = {**others, "companies/G.md": "---\ntags: [x]\n---\n"}
    assert [rule for rule, *_ in said(texts)] == ["missing-key"]
    assert said(texts, "schemas: {company: off}\n") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("schemas: {a: {properties: {d: dat}}}", "`d` cannot be `dat`"),
        ("schemas: {a: {properties: {d: {link to: dog}}}}", "unknown kind of note `dog`"),
        ("schemas: {a: {properties: {d: {pattern: '('}}}}", "the pattern is invalid after `(`"),
        ("schemas: {a: {properties: {d: {pattern: '((a{99}){99}){99}'}}}}", "the pattern is too long, or repeats too"),
        ("schemas: {a: {properties: {d: {type: date, min: 5}}}}", "`min` of a date cannot be `5`"),
        ("schemas: {a: {json schema: nope.json}}", "cannot read `nope.json`"),
        ("schemas: {a: {json schema: ../x.json}}", "points outside the vault"),
        ("schemas: {a: {json schema: {type: dog}}}", "not a valid JSON Schema"),
        ("schemas: {a: {json schema: {$ref: 'https://example.com/x'}}}", "not a valid JSON Schema"),
        ("schemas: {a: {prop: 1}}", "unknown setting `prop`"),
    ],
)
def test_a_schema_with_a_fault_is_refused(text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message.replace("(", r"\(")):
        parsed(text)


@pytest.mark.parametrize(
    ("asked", "value", "words"),
    [
        ("{type: number, max: 5}", "5", None),
        ("{type: number, max: 5}", "6", "`x` is above the maximum"),
        ("{type: text, max: 3}", "abcd", "`x` is above the maximum"),
        ("{type: date, min: 2025-01-01}", "2024-12-31", "`x` is below the minimum"),
        ("{max: 3}", "2025-01-01", None),  # a day is neither more nor less than a number
        ("{min: 3}", "true", None),
        ("{type: whole number}", "7", None),
        ("{type: whole number}", "7.5", "`x` should be a whole number"),
        ("{type: mapping}", "{a: 1}", None),
        ("{type: mapping}", "a", "`x` should be a mapping"),
        ("{type: text}", "{a: 1}", "`x` should be a text"),
        ("{type: list of texts}", "[]", None),
    ],
)
def test_a_value_is_what_the_schema_asks_for(asked: str, value: str, words: str | None) -> None:
    told = found({"a.md": f"---\nx: {value}\n---\n"}, f"schemas: {{n: {{paths: ['**'], properties: {{x: {asked}}}}}}}")
    assert [str(each.message) for each in told] == ([] if words is None else [words])


def test_a_key_without_a_value_gets_the_default() -> None:
    text = "---\nx:\n---\n"
    (told,) = found({"a.md": text}, "schemas: {n: {paths: ['**'], properties: {x: {required: true, default: lead}}}}")
    assert told.fix is not None
    assert apply(text, told.fix.edits) == "---\nx: lead\n---\n"


def test_a_slow_pattern_ends() -> None:
    slow = "schemas: {a: {paths: ['**'], properties: {x: {pattern: '(a|a)*b'}}, json schema: {properties: {x: {pattern: '^(a|a)*(?=b)b$'}}}}}\n"
    assert seconds(lambda: found({"a.md": f"---\nx: {'a' * 200}\n---\n"}, slow)) < NO_END


def test_json_schema_file(tmp_path: Path) -> None:
    (tmp_path / "note.json").write_text(json.dumps({"properties": {"n": {"items": {"minimum": 3}}}}), encoding="utf-8")
    (tmp_path / disk.CONFIG).write_text('schemas: {n: {paths: ["**"], json schema: note.json}}\n', encoding="utf-8")
    (tmp_path / "a.md").write_text("---\nn: [5, 1e400, .nan, 2] # 가\n---\n", encoding="utf-8")
    session = Session(tmp_path, config_file.read(tmp_path / disk.CONFIG, lambda _: Registry()))
    (diagnostic,) = [each for each in checking.check(session, ["a.md"]) if each.rule == "schema-violation"]
    assert diagnostic.start == (2, 21)
    (tmp_path / "note.json").write_bytes(b'"\xff"')
    with pytest.raises(ConfigError, match=r"cannot read `note\.json`: it is not UTF-8"):
        config_file.read(tmp_path / disk.CONFIG, lambda _: Registry())


@pytest.mark.parametrize(
    ("schema", "value", "english", "korean"),
    [
        ({"type": "integer"}, "x", "this is not of the type `integer`", "타입"),
        ({"enum": ["a", "b"]}, "x", "this is not one of `a`, `b`", "값"),
        ({"const": 1}, "2", "this is not `1`", "값"),
        ({"pattern": "^a"}, "x", "this does not match `^a`", "패턴"),
        ({"format": "email"}, "x", "this is not in the form `email`", "형식"),
        ({"minimum": 3}, "2", "this is less than `3`", "최솟값"),
        ({"maximum": 3}, "4", "this is more than `3`", "최댓값"),
        ({"exclusiveMinimum": 3}, "3", "this is not more than `3`", "커야"),
        ({"exclusiveMaximum": 3}, "3", "this is not less than `3`", "작아야"),
        ({"minLength": 2}, "x", "this has fewer characters than `2`", "글자"),
        ({"maxLength": 2}, "xyz", "this has more characters than `2`", "글자"),
        ({"minItems": 2}, "[x]", "this has fewer items than `2`", "항목"),
        ({"maxItems": 1}, "[x, y]", "this has more items than `1`", "항목"),
        ({"uniqueItems": True}, "[x, x]", "this contains a duplicate", "두 번"),
        ({"required": ["b"]}, "{a: 1}", "the key `b` is required", "키"),
        ({"properties": {"b": {}}, "additionalProperties": False}, "{a: 1}", "the key `a` is not allowed", "키"),
        ({"additionalProperties": False}, "{a: 1}", "this is not allowed", "쓸 수 없"),
        ({"not": {}}, "x", None, "not"),
    ],
)
def test_a_json_schema_is_put_in_our_words(schema: object, value: str, english: str | None, korean: str) -> None:
    front_matter = FrontMatter(f"---\nk: {value}\n---\n")
    (error,) = json_errors(json.dumps({"properties": {"k": schema}}), front_matter)
    assert english is None or translate(error.words, "en") == english
    assert korean in translate(error.words, "ko")


@pytest.mark.parametrize(
    "schema",
    [
        {"items": {"anyOf": [{"type": "integer"}] * 3000}},
        {"anyOf": [{"items": {"type": "integer"}}] * 3000},
        {"items": {"enum": [f"v{number}" for number in range(30_000)]}},
    ],
)
def test_what_may_be_millions_of_errors_is_not_looked_at(schema: object) -> None:
    text = json.dumps({"properties": {"k": schema}})
    few, many = (FrontMatter(f"---\nk: [{', '.join(['x'] * count)}]\n---\n") for count in (3, 3000))
    assert not any("too large" in str(error.words) for error in json_errors(text, few))
    (error,) = json_errors(text, many)
    assert translate(error.words, "en") == "it is too large or too deeply nested for this schema"


# -- the vault's own custom, and Obsidian's types


def test_a_vault_that_does_otherwise_is_left_alone() -> None:
    texts = {f"people/{number}.md": f"text {number}\n" for number in range(20)}
    texts |= {f"companies/{number}.md": "---\nname: x\nurl:\nrank: 3\n---\n" for number in range(20)}
    texts |= {f"posts/{number}.md": f"---\ntitle: A post on {number}\nslug: p{number}\n---\n" for number in range(20)}
    texts["journal/ideas.md"] = "no day, no daily note\n"
    assert found(texts) == []


def test_obsidians_types(tmp_path: Path) -> None:
    (tmp_path / ".obsidian").mkdir()
    types = {
        "rating": "number",
        "due": "date",
        "done": "checkbox",
        "people": "multitext",
        "code": "text",
        "odd": "file",
    }
    (tmp_path / ".obsidian/types.json").write_text(json.dumps({"types": types}), encoding="utf-8")
    (tmp_path / "a.md").write_text(
        "---\nrating: high\ndue: soon\ndone: maybe\npeople: one\ncode: 12\nodd: [1]\n---\n", encoding="utf-8"
    )
    (tmp_path / "b.md").write_text('---\nrating: ""\ndue: ""\ndone: ""\npeople: ""\ncode: ""\n---\n', encoding="utf-8")
    session = Session(tmp_path, Config(Registry()))
    diagnostics = [each for each in checking.check(session, ["a.md", "b.md"]) if each.severity > Severity.HINT]
    assert [(each.rule, *each.start) for each in diagnostics] == [("wrong-type", line, column) for line, column in
                                                                  ((2, 9), (3, 6), (4, 7), (5, 9))]  # fmt: skip


def test_the_census_follows_changes() -> None:
    texts = {
        "a.md": "---\nx: 1\ntags: [Tag]\n---\n",
        "b.md": "---\nx: 2\n---\n#tag\n",
        "companies/c.md": "---\ntype: company\n---\n",
    }
    notes = [Note(path, text) for path, text in texts.items()]
    vault = Vault(note.facts for note in notes)
    assert vault.census.shapes("x") == {"number": 2}
    changed = Note("b.md", "---\nx: text\ntitle: b\n---\n")
    after = vault.with_(changed.facts)
    anew = Vault([notes[0].facts, changed.facts, notes[2].facts])
    assert after.census.shapes("x") == anew.census.shapes("x") == {"number": 1, "text": 1}
    assert after.census.spellings("tag") == anew.census.spellings("tag")
    assert after.census.titles_like("name") == anew.census.titles_like("name") == (1, 1)
    assert vault.census.shapes("x") == {"number": 2}, "the old one stays"


def test_the_day_of_the_first_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "가.md").write_text("one\ntwo\nthree\n", encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "1", "--date=2024-01-02T12:00:00")
    git(tmp_path, "mv", "가.md", "나.md")
    git(tmp_path, "commit", "-qm", "2", "--date=2024-02-02T12:00:00")
    for number in range(MOST_AT_ONCE + 1):
        (tmp_path / f"{number}.md").write_text(f"{number}", encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "3", "--date=2024-03-02T12:00:00")
    assert first_days(tmp_path) == {"나.md": "2024-01-02"}
    assert first_days(tmp_path / "nowhere") == {}


# -- dates, titles, keys


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025-03-07", "2025-03-07"),
        ("2025-03-07T12:30", "2025-03-07T12:30"),
        ("2025.3.7", "2025-03-07"),
        ("2025. 3. 7.", "2025-03-07"),
        ("2025/03/07", "2025-03-07"),
        ("2025-3-7", "2025-03-07"),
        ("2025년 3월 7일", "2025-03-07"),
        ("2025년3월7일 금요일", "2025-03-07"),
        ("20250307", "2025-03-07"),
        ("7 Mar 2025", "2025-03-07"),
        ("7th March, 2025", "2025-03-07"),
        ("March 7, 2025", "2025-03-07"),
        ("Fri, 7 Mar 2025 12:30", "2025-03-07T12:30"),
        ("2025.03.07 09:05:01", "2025-03-07T09:05:01"),
        ("25/12/2025", "2025-12-25"),
        ("2025-03-07 12:30:00 +0900", "2025-03-07 12:30:00 +0900"),
        ("06/10/2025", ""),
        ("2025-02-30", ""),
        ("2025년 13월 1일", ""),
    ],
)
def test_read_date(text: str, iso: str) -> None:
    reading = read_date(text)
    assert reading is not None and reading.iso == iso


@pytest.mark.parametrize(
    "text", ["", "soon", "2025-03", "2025", "1.2.3", "2025.1.1-rc", "2025-03-07 12:30:00 KST", "3월 7일"]
)
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) is None


DAY = date(2025, 5, 15)


def test_weekdays_and_days_in_names() -> None:
    assert weekday_in("2025-05-15 (수) 미팅", DAY) is not None
    assert weekday_in("수요일 오후", DAY) is not None
    assert [
        weekday_in(text, DAY) for text in ("Black Friday", "Monday.com", "일일 보고", "Sun", "월요일 회의 준비")
    ] == [None] * 5
    assert str(day_in("20250307 금")) == "2025-03-07"
    assert [day_in(name) for name in ("20250307123456", "2025-03-07 2025-03-08", "2025-13-01", "x")] == [None] * 4


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Wednesday, September 10th", date(2025, 9, 10)),
        ("Notes of Fri 2 Jan, long", date(2026, 1, 2)),
        ("Wed. 10th Sep 2024", date(2024, 9, 10)),
        ("Thu, Feb 30", None),
        ("Sunday in May", None),
    ],
)
def test_the_year_of_a_day_is_the_nearest(text: str, day: date | None) -> None:
    found = weekday_in(text, date(2025, 11, 30))
    assert (found and found.day) == day


@pytest.mark.parametrize(
    ("key", "other"),
    [("catagory", "category"), ("tgas", "tags"), ("dtae", "date"), ("카테고라", "카테고리"), ("단게", "단계")],
)
def test_a_key_one_slip_from_another_is_taken_for_it(key: str, other: str) -> None:
    assert is_slip(key, other)


@pytest.mark.parametrize(
    ("key", "other"),
    [
        ("author", "authors"),
        ("data", "date"),
        ("created", "create"),
        ("col1", "col2"),
        ("status2", "status3"),
        ("updated", "created"),
        ("결재", "결제"),
        ("단가", "단계"),
    ],
)
def test_plurals_and_other_words_are_keys_of_their_own(key: str, other: str) -> None:
    assert not is_slip(key, other)


def test_titles_say_the_same_but_for_dates_case_and_punctuation() -> None:
    assert is_same_title("하반기 피치데이", "2025-10-17 하반기 피치데이")
    assert is_same_title("Acme, Inc.", "acme-inc")
    assert not is_same_title("상반기 피치데이", "2025-10-17 하반기 피치데이")


# -- init


def test_the_first_config_asks_for_what_is_meant() -> None:
    texts = {
        f"deals/{at}.md": f"---\nwhen: {when}\ntags: {tags}\n---\n"
        for at, (when, tags) in enumerate((("2025-03-07", "[a]"), ("2025.3.8", "a"), ("2025-03-09", "[a, b]")))
    }
    written = inferred_schemas([Note(path, text).facts for path, text in texts.items()], Settings().schemas)
    assert "when: {type: date, required: true}" in written
    assert "tags: {type: list, required: true}" in written
    assert [each.rule for each in found(texts, written)] == ["date-form", "wrong-type"]


def test_the_first_config_tells_how_the_notes_are(tmp_path: Path) -> None:
    texts = {f"companies/{name}.md": f"---\ntype: company\nfounded: {2000 + at}\nstage: {'seed' if at % 2 else 'a'}\n---\n"
             for at, name in enumerate("ABCDEFGH")}  # fmt: skip
    texts |= {f"deals: 거래/{at}.md": "---\nwhen: 2025-03-07\n'odd: key': [x]\nmaybe:\n---\n" for at in range(3)}
    texts |= {"templates/x.md": "---\nfounded: {{year}}\n---\n", "alone.md": "---\nx: 1\n---\n"}
    notes = [Note(path, text) for path, text in texts.items()]
    written = inferred_schemas([note.facts for note in notes], Settings().schemas)
    made = {schema.name: schema for schema in parsed(written).schemas.schemas}
    founded = made["company"].properties["founded"]
    assert (founded.type, founded.list, founded.required) == ("number", "no", True)
    assert made["company"].properties["stage"].one_of == ("a", "seed")
    assert made["deals: 거래"].properties["odd: key"].list == "yes"
    assert not made["deals: 거래"].properties["maybe"].required
    assert "x" not in {key for schema in made.values() for key in schema.properties}
    assert [each for each in found(texts, written) if each.rule != "empty-key"] == []
    assert inferred_schemas([], Settings().schemas) == ""
    text = starter_config("en", written)
    assert parsed(text).schemas == parsed("").schemas, "all of it is commented out"


def test_a_message_names_so_many_values_of_a_schema_and_no_more() -> None:
    values = [f"v{number}" for number in range(10_000)]
    for rule in ({"enum": values}, {"const": "v" * 100_000}, {"not": {"enum": ["x", "y" * 100_000]}}):
        asked = "schemas: {a: {paths: ['**'], json schema: " + json.dumps({"properties": {"d": rule}}) + "}}\n"
        (each,) = [each for each in found({"a.md": "---\nd: x\n---\n"}, asked) if each.rule == "schema-violation"]
        assert len(str(each.message)) < 1000
