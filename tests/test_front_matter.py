"""Front matter: found and read as Obsidian does, and edited without touching anything else.

The independent reader is PyYAML's own (pure Python) loader, with the YAML 1.2 core schema written out here once more.
"""

import json
import re
import sys
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.timing import NO_END, assert_linear, seconds
from vaulttools.edits import apply
from vaulttools.note import yaml as note_yaml
from vaulttools.note.dates import DATE, date_of
from vaulttools.note.front_matter import FrontMatter, new_front_matter, parts, split
from vaulttools.note.yaml_writer import quote
from vaulttools.rules.front_matter.invalid_yaml import quoted
from vaulttools.text import Lines, Span

BENCH = Path(__file__).parents[2] / "shared/bench/robust"


class Pairs(list):
    """A map as pairs, so that duplicates and order are seen."""


def item(entry, number):
    return next((part for part in parts(entry) if part.number == number), None)


class Core(yaml.SafeLoader):
    """YAML 1.2.2, section 10.3.2."""

    yaml_implicit_resolvers: dict = {}  # noqa: RUF012


for name, pattern in {
    "null": r"null|Null|NULL|~|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN",
}.items():
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{name}", re.compile(rf"(?:{pattern})\Z"), None)


def _int(loader, node):
    text = node.value
    return int(text[2:], {"0o": 8, "0x": 16}[text[:2]]) if text[:2] in ("0o", "0x") else int(text)


def _float(loader, node):
    return float(node.value.lower().replace(".inf", "inf").replace(".nan", "nan"))


def _map(loader, node):
    return Pairs((loader.construct_object(k, deep=True), loader.construct_object(v, deep=True)) for k, v in node.value)


Core.add_constructor("tag:yaml.org,2002:int", _int)
Core.add_constructor("tag:yaml.org,2002:float", _float)
Core.add_constructor("tag:yaml.org,2002:map", _map)


def _name(key):
    if isinstance(key, str):
        return key
    if key is None:
        return ""
    return str(key).lower() if isinstance(key, bool) else repr(key)


def plain(value):
    if isinstance(value, Pairs):
        return {_name(key): plain(inner) for key, inner in value}
    return [plain(item) for item in value] if isinstance(value, list) else value


def independent(text):
    """What other code than ours loads from a note's front matter, maps as `Pairs`."""
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text.removeprefix("\ufeff"))
    assert lines[0].rstrip() == "---"
    end = next(i for i, line in enumerate(lines) if i and line.rstrip(" \t\r\n") == "---")
    return yaml.load("".join(lines[1:end]), Loader=Core)


def pairs_of(text):
    return [(_name(key), plain(value)) for key, value in independent(text) or ()]


def fm(yaml_text, body="body\n"):
    return FrontMatter(f"---\n{yaml_text}---\n{body}")


def edited(front, edit):
    """The YAML after `edit`."""
    assert edit is not None
    text = apply(front.text, [edit])
    after = FrontMatter(text)
    assert text[after.body_start :] == front.text[front.body_start :]
    return after.yaml_span.of(text)


# Where it stands


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("blanks", ["", " ", "\t "])
def test_split_finds_the_fences(newline, bom, blanks):
    yaml_text = newline.join(["a: 1", "---x", " ---", "----", ""])
    text = f"{bom}---{blanks}{newline}{yaml_text}---{blanks}{newline}body{newline}---{newline}"
    place = split(text)
    assert place.closed
    assert place.yaml_span.of(text) == yaml_text
    assert text[: place.span.start] == bom
    assert text[place.body_start :] == f"body{newline}---{newline}"


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "--", "\n---\na: 1\n---\n", " ---\na: 1\n---\n", "----\na: 1\n----\n", "--- x\na: 1\n---\n",
        "\ufeff\ufeff---\na: 1\n---\n", "text\n---\na: 1\n---\n", "# h\n\n---\na: 1\n---\n", "\xa0---\na: 1\n---\n",
    ],
)  # fmt: skip
def test_split_leaves_the_rest_alone(text):
    assert split(text) is None
    assert not FrontMatter(text)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("---", ""),
        ("---\n", ""),
        ("---\n\ntext\n", ""),
        ("---\n# h\n", ""),
        ("---\na: 1\nb: 2\n\ntext\n", "a: 1\nb: 2\n"),
        ("---\na: 1\n# h\n", "a: 1\n"),
        ("---\r\na: 1\r\n...\r\n", "a: 1\r\n"),
        ("---\r\na: 1\r\n\r\nb\r\n", "a: 1\r\n"),
        ("---\na: 1\n----\n", "a: 1\n----\n"),
        ("---\na: 1\n--- x", "a: 1\n--- x"),
    ],
)
def test_an_unclosed_one_is_body(text, lines):
    front = FrontMatter(text)
    assert not front.closed
    assert front.yaml_span.of(text) == lines
    assert (front.body_start, front.data, front.entries, front.error) == (0, {}, (), None)
    assert front.add("x", 1) is None


def test_the_closing_fence_may_end_the_note():
    assert split("---\na: 1\n---").body_start == 12
    assert split("---\n---").closed


def test_the_first_closing_fence_counts_whatever_the_line_endings():
    assert split("---\na: 1\r---\rb\n---\n").body_start == 13


# What it says


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"), ("Yes", "Yes"), ("on", "on"), ("y", "y"), ("true", True), ("FALSE", False), ("tRue", "tRue"), ("~", None),
        ("null", None), ("", None), ("''", ""), ("12:30", "12:30"), ("1:30:00", "1:30:00"), ("2023-10-06", "2023-10-06"),
        ("2023-13-45", "2023-13-45"), ("2023-10-06T25:00:00", "2023-10-06T25:00:00"), ("035720", 35720), ("005930", 5930),
        ("'005930'", "005930"), ("0o17", 15), ("0x1F", 31), ("0b1", "0b1"), ("017", 17), ("1_000", "1_000"), ("1e3", 1000.0),
        ("1.10", 1.1), ("1.2.3", "1.2.3"), ("-.5", -0.5), ("+.INF", float("inf")), ("-.inf", float("-inf")), ("=", "="),
        ("!!python/object/apply:os.system ['true']", ["true"]), ("!!str 12", "12"), ("!!int '3'", 3), ("!!float 3", 3.0),
        ("!!bool x", "x"), ("!foo bar", "bar"), ("! 12", "12"), ("!!null ''", None), ("<<", "<<"), ("9" * 5000, float("inf")),
        ("0x" + "f" * 5000, float("inf")), ("0o" + "7" * 5000, float("inf")), ("0xff", 255),
        ("[[금요일]]", [["금요일"]]), ("#x", None), ("a # b", "a"), ("“금요일”", "“금요일”"), ("|\n  a\n  b\n\n", "a\nb\n"),
        (">-\n  a\n  b", "a b"), ("2023.10.06", "2023.10.06"), ("<% tp.file.title %>", "<% tp.file.title %>"),
    ],
)  # fmt: skip
def test_values_are_read_by_the_core_schema(written, value):
    front = fm(f"k: {written}\n")
    assert front.error is None
    assert repr(front.data) == repr({"k": value})


def test_nan_is_a_number_in_any_of_its_spellings():
    assert repr(fm("a: .nan\nb: .NaN\n").data) == "{'a': nan, 'b': nan}"


def test_keys_are_those_of_javascript():
    front = fm("no: 1\n0123: 2\ntrue: 3\n~: 4\n1.50: 5\n[a, b]: 6\n'x y': 7\n")
    assert list(front.data) == ["no", "123", "true", "", "1.5", "[a, b]", "x y"]


def test_merge_keys_stay_keys():
    assert fm("a: &x {b: 1}\nc:\n  <<: *x\n").data == {"a": {"b": 1}, "c": {"<<": {"b": 1}}}


def test_spans_kinds_and_styles():
    text = (
        "---\n# top\ntitle: 'x''y'  # why\n\"q\": \"a\\n\"\nplain: one\n  two\nempty:\nlist:\n  - a\n  -\n  - {b: c, d}\n\n# c\n"
        "map:\n  k: |\n    lit\n\n\nflow: [x, 'y, z']\nfold: >+\n  keep\n\nanch: &n !t val\nali: *n\n---\n"
    )
    front = FrontMatter(text)
    assert front.error is None
    seen = {e.key: (e.key_span.of(text), e.value_span.of(text), e.node.kind, e.node.style) for e in front.entries}
    assert seen == {
        "title": ("title", "'x''y'", "scalar", "single"),
        "q": ('"q"', '"a\\n"', "scalar", "double"),
        "plain": ("plain", "one\n  two", "scalar", "plain"),
        "empty": ("empty", "", "empty", "plain"),
        "list": ("list", "- a\n  -\n  - {b: c, d}", "list", "block"),
        "map": ("map", "k: |\n    lit", "map", "block"),
        "flow": ("flow", "[x, 'y, z']", "list", "flow"),
        "fold": ("fold", ">+\n  keep\n", "scalar", "folded"),
        "anch": ("anch", "&n !t val", "scalar", "plain"),
        "ali": ("ali", "*n", "scalar", "plain"),
    }
    assert [item.span.of(text) for item in front.entry("list").node.items] == ["a", "", "{b: c, d}"]
    assert [item.span.of(text) for item in front.entry("flow").node.items] == ["x", "'y, z'"]
    assert [e.key for e in front.entry("list").node.items[2].entries] == ["b", "d"]
    assert [(e.key, e.span.of(text)) for e in front.entry("map").node.entries] == [("k", "k: |\n    lit")]
    nodes = front.entry("anch").node, front.entry("ali").node
    assert [(node.anchor, node.tag, node.alias) for node in nodes] == [("n", "!t", None), (None, None, "n")]
    assert (front.data["map"], front.data["fold"], front.data["ali"]) == ({"k": "lit\n"}, "keep\n\n", "val")
    assert front.entry("nope") is None


def test_the_whole_is_a_span_too():
    front = fm("a: 1\n\n# c\n")
    assert front.span == Span(0, 18)
    assert front.yaml_span.of(front.text) == "a: 1\n\n# c\n"
    assert front.root.span == Span(4, 8)


def test_duplicates_at_any_depth():
    front = fm("a: 1\nb:\n  - {c: 1, c: 2}\n  - d: 1\n    d: 2\n'a': 2\na: 3\n")
    assert sorted((first.key, first.value, again.value) for first, again in front.duplicates) == [
        ("a", 1, 2),
        ("a", 1, 3),
        ("c", 1, 2),
        ("d", 1, 2),
    ]
    assert (len(front.entries), front.data["a"], front.entry("a").value) == (4, 3, 3)


@pytest.mark.parametrize(
    "odd", ["\x00", "\x01", "\x1b", "\x7f", "\x85", "\x9f", "\u2028", "\u2029", "\ufeff", "\ufffe", "\ud800"]
)
def test_characters_libyaml_refuses_are_text(odd):
    text = f"---\ntitle: a{odd}b\nk{odd}: 'c {odd} d'\nlist: [x{odd}, y]\n---\nbody\n"
    front = FrontMatter(text)
    assert front.error is None
    assert front.data == {"title": f"a{odd}b", f"k{odd}": f"c {odd} d", "list": [f"x{odd}", "y"]}
    assert [e.value_span.of(text) for e in front.entries] == [f"a{odd}b", f"'c {odd} d'", f"[x{odd}, y]"]
    assert apply(text, [front.set_value(front.entry("list"), ["z"])]) == text.replace(f"[x{odd}, y]", "[z]")


def test_a_mark_before_the_yaml_is_skipped():
    text = "\ufeff---\n\ufeffa: 금\nb: 🙂 1\n---\n"
    front = FrontMatter(text)
    assert front.data == {"a": "금", "b": "🙂 1"}
    assert [e.value_span.of(text) for e in front.entries] == ["금", "🙂 1"]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2023-10-06", date(2023, 10, 6)), ("2024-02-29", date(2024, 2, 29)), ("2023-02-29", None), ("2023-13-45", None),
        ("2020-08-21T10:30:00", datetime(2020, 8, 21, 10, 30)), ("2020-08-21 10:30", datetime(2020, 8, 21, 10, 30)),
        ("2023-10-06T25:00:00", None), ("2023.10.06", None), ("20231006", None), (20231006, None), (None, None), ("", None),
        ("2023-10-6", None), ("٢٠٢٣-10-06", None),
    ],
)  # fmt: skip
def test_a_date_is_a_day_that_there_is_in_the_form_of_properties(value, day):
    assert date_of(value) == day


def test_the_shape_of_a_date_is_not_yet_a_day():
    assert DATE.fullmatch("2023-13-45") and date_of("2023-13-45") is None


# What is wrong with it


@pytest.mark.parametrize(
    ("yaml_text", "reason", "at"),
    [
        ("title: a: b\n", "colon", ":"), ("a: 1\ntitle: 토큰: 무엇\nb: 2\n", "colon", ":"), ("k:\n  - a: b: c\n", "colon", ":"),
        ("author: @kim\n", "reserved", "@"), ("a: `x`\n", "reserved", "`"), ("a: %x\n", "reserved", "%"),
        ("tags:\n\t- x\n", "tab", "\t"), ("\ta: 1\n", "tab", "\t"), ("a:\n  \tb: 1\n", "tab", "\t"),
        ("tags: [x, y\n", "unclosed-bracket", "["), ("tags: [x, y\nb: 1\n", "unclosed-bracket", "["),
        ("a: {b: c\n", "unclosed-bracket", "{"), ("a: [[x]\n", "unclosed-bracket", "["), ("a: [x,\n", "unclosed-bracket", "["),
        ('title: "a\ntags: [x]\n', "unclosed-quote", '"'), ("a: 'b\n", "unclosed-quote", "'"), ('a: "\\q"\n', "escape", "\\q"),
        ("a: b\njust text\nc: d\n", "no-colon", "just text"), ("a: b\n\nparagraph\n\n", "no-colon", "paragraph"),
        ("a: 1\n  b: 2\n", "indentation", "  b"), ("a:\n    b: 1\n  c: 2\n", "indentation", "c: 2"),
        ("  a: 1\nb: 2\n", "indentation", "b: 2"), ("a: *nope\n", "alias", "*nope"), ("a: *bold* text\n", "alias", "*"),
        ("a: *중요\n", "alias", "*"), ("a: &b [*b]\n", "alias", "*b"), ("a: - b\n", "inline-list", "-"),
        ('a: "x" y\n', "trailing", "y"), ("a: [x] y\n", "trailing", "y"),
        ("date: {{date}} {{time}}\n", "trailing", "{{time}}"), ("- a\n- b\n", "not-a-mapping", "- a\n- b"),
        ("just text\n", "not-a-mapping", "just text"), ("~\n", "not-a-mapping", "~"), ("title：a\n", "fullwidth-colon", "："),
        ("title：a\ntags：\n  - b\n", "fullwidth-colon", "："), ("title:\xa0a\n\xa0\xa0b: c\n", "odd-space", "\xa0\xa0"), ("title:\u3000a\n", "odd-space", "\u3000"), ("title:\xa0a\r\nb: c\r\n", "odd-space", "\xa0"),
        ("title：a\nb: c\n", "fullwidth-colon", "："), ("a: b\ntitle：a\nb: c\n", "fullwidth-colon", "："),
        ("just text\nb: c\n", "no-colon", "just text"), ("a:\n  just text\n\n  b: c\n", "no-colon", "just text"),
        ("a: 1：2\n  b: 2\n", "indentation", "  b"), ('a: "x:\xa0y\nb: 1\n', "unclosed-quote", '"'),
 ("a: 1\n--- x\n", "documents", "---"),
    ],
)  # fmt: skip
def test_errors_say_what_and_where(yaml_text, reason, at):
    front = fm(yaml_text)
    error = front.error
    assert error is not None
    assert (error.reason, error.span.of(front.text)) == (reason, at)
    assert str(error.message) and str(error.help)
    assert (front.data, front.entries, front.duplicates, front.root) == ({}, (), (), None)
    assert front.add("k", 1) is None


def test_an_error_is_placed_in_the_note_not_the_yaml():
    text = "\ufeff---\r\n가: 🙂\r\ntitle: 토큰증권: 무엇\r\n---\r\n"
    assert Lines(text).position(FrontMatter(text).error.span.start) == (3, 12)


@pytest.mark.parametrize(
    ("yaml_text", "fixed"),
    [
        ("title: 토큰증권: 무엇이 다른가\n", 'title: "토큰증권: 무엇이 다른가"\n'),
        ("a: 1\nauthor: @kim  \nb: 2\n", 'a: 1\nauthor: "@kim"  \nb: 2\n'),
        ("a: *중요* 한 것\n", 'a: "*중요* 한 것"\n'),
        ("a: - b\n", 'a: "- b"\n'),
        ('a: say "x": y\n', "a: 'say \"x\": y'\n"),
        ("a: b: c\nd: e: f\n", 'a: "b: c"\nd: e: f\n'),
        ("list:\n  - k: a: b\n", 'list:\n  - k: "a: b"\n'),
        ("title: a: b # c\n", None),
        ("a: [x\nb: 1\n", None),
        ("a: [x] y\n", 'a: "[x] y"\n'),
        ("a: 'it's'\n", 'a: "it\'s"\n'),
        ('a: "x" and "y"\n', 'a: \'"x" and "y"\'\n'),
        ("a: [x, z] y\n", None),
        ("a: [[x]] y\n", None),
        ("date: {{date}} {{time}}\n", None),
        ("a: 1\n  b: 2\n", None),
        ("ok: 1\n", None),
    ],
)
def test_mend_quotes_the_value(yaml_text, fixed):
    front = fm(yaml_text)
    assert quoted(front) is None if fixed is None else edited(front, quoted(front)) == fixed


def test_without_libyaml_the_same_is_read(monkeypatch):
    text = f"---\n{SAMPLE}bad: [x, &a y, *a]\n---\n"
    fast = FrontMatter(text)
    broken = FrontMatter("---\na: 1\nb: c: d\n---\n")
    assert fast.entries and broken.error
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    assert FrontMatter(text).entries == fast.entries
    assert FrontMatter(broken.text).error == broken.error
    assert FrontMatter("---\na: " + "[" * 5000 + "\n---\n").error.reason == "depth"


# Bounds


def reading(yaml_text):
    def read_all():
        front = fm(yaml_text)
        assert front.error is not None or front.data
        assert front.duplicates == ()

    return seconds(read_all)


LAUGHS = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12)
)


@pytest.mark.parametrize(
    ("yaml_text", "reason"),
    [
        (LAUGHS, "expansion"),
        ("a: " + "[" * 200_000 + "\n", "depth"),
        ("a: " + "{" * 200_000 + "\n", "depth"),
        ("a:\n" + "- " * 200_000 + "\n", "depth"),
        ("? " * 200_000 + "\n", "depth"),
        ("".join(" " * i + "k:\n" for i in range(1500)), "depth"),
        ("a0: &a0 x\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 2000)), "depth"),
        (
            "a0: &a [x]\n"
            + "".join(f"a{i}: &b{i % 2} [*{f'b{1 - i % 2}' if i > 1 else 'a'}]\n" for i in range(1, 2000)),
            "depth",
        ),
        ("".join(f"k{i}: [a\n" for i in range(2000)), "unclosed-bracket"),
    ],
)
def test_nothing_grows_without_bound(yaml_text, reason):
    assert reading(yaml_text) < NO_END
    assert fm(yaml_text).error.reason == reason


def test_a_value_inside_itself_is_refused():
    front = fm("a: &a [x, *a]\n")
    assert front.error.span.of(front.text) == "*a"
    assert str(front.error.message) == "`*a` is inside the value it refers to"


def test_a_megabyte_is_read_in_linear_time():
    def of(items):
        return "tags:\n" + "  - tag\n" * items + "text: '" + "y\n " * items + "'\nblock: |\n" + "  line\n" * items

    assert_linear(lambda items: reading(of(items)), 50_000)


@settings(max_examples=500)
@given(
    st.text(st.sampled_from("ab가 \n\r\t:-?[]{},#&*!|>'\"%@`\\0~.=<\x85\u2028\ufeff\x00\ud800😀：\xa0"), max_size=40)
)
def test_nothing_is_raised_and_spans_hold(yaml_text):
    front = FrontMatter(f"---\n{yaml_text}\n---\nbody\n")
    if front.error is not None:
        assert front.yaml_span.contains(front.error.span)
        assert str(front.error.message)
    quoted(front)
    for entry in front.entries:
        assert front.yaml_span.contains(entry.key_span) and front.yaml_span.contains(entry.value_span)
        assert entry.key_span.start <= entry.key_span.end <= entry.value_span.start <= entry.value_span.end
    json.dumps(front.data)


@settings(max_examples=800)
@given(st.text(st.sampled_from("ab가 \n:-[]{},#*|>'\"0~.\t"), max_size=30))
def test_what_others_read_is_read_the_same(yaml_text):
    text = f"---\n{yaml_text}\n---\nbody\n"
    front = FrontMatter(text)
    try:
        expected = independent(text)
    except (yaml.YAMLError, TypeError):
        return  # libyaml and PyYAML's own parser refuse slightly different texts; where both read, they must agree
    if front.error is None:
        assert expected is None or isinstance(expected, Pairs)
        assume(all(type(key) is not Pairs and type(key) is not list for key, _ in expected or ()))
        assert repr([e.value for e in front.entries]) == repr([plain(value) for _, value in expected or ()])


# Writing scalars

printable = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff")
texts = st.one_of(
    st.text(printable, max_size=12),
    st.text(st.sampled_from("ab가 :-?[]{},#&*!|>'\"0~.\\\n\t="), max_size=8),
    st.sampled_from(
        [
            "005930", "035720", "no", "Yes", "y", "on", "12:30", "1:30:00", "2023-10-06", "[[로지체인]]", "a: b", "a #b", "#tag", "@kim",
            "null", "~", "true", "1e3", "1_000", "0b1", "0x1f", "0o7", "1.5", ".5", "-", "- a", "---", "...", "=", "<<", "토스", "it's",
            'say "x"', "back\\slash", "", " ", "a ", "{{date}}", "line\nbreak", "tab\t", "9" * 40, ".inf", "+1", "a:", "key: 'v'",
        ]
    ),
)  # fmt: skip


@settings(max_examples=600)
@given(texts, st.sampled_from(["plain", "single", "double"]), st.booleans())
def test_quote_reads_back_under_both_yamls(value, style, flow):
    written = quote(value, style, flow=flow)
    assert "\n" not in written
    line = f"k: [a, {written}, b]\n" if flow else f"k: {written}\n"
    ((_, by_core),) = yaml.load(line, Loader=Core)
    by_old = yaml.safe_load(line)["k"]
    by_us = fm(line).data["k"]
    for got in (by_core, by_us, by_old):
        got = got[1] if flow else got
        assert got == value or (got is not by_us and isinstance(got, date) and DATE.fullmatch(value))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("토스 인터뷰", "토스 인터뷰"), ("005930", '"005930"'), ("no", '"no"'), ("12:30", '"12:30"'), ("2023-10-06", "2023-10-06"),
        ("2023-10-06T10:30:00", "2023-10-06T10:30:00"), ("[[토스]]", '"[[토스]]"'), ("a: b", '"a: b"'), ('say "x": y', "'say \"x\": y'"),
        ('say "x"', 'say "x"'), ("C:\\x", "C:\\x"), ("@C:\\x", "'@C:\\x'"), ("", '""'), ("a\nb", '"a\\nb"'), ("1.2.3", "1.2.3"),
        ("https://x.kr/a", "https://x.kr/a"), ("Q&A", "Q&A"), ("C#", "C#"), ("a\u2028b", '"a\\u2028b"'), ("\x07", '"\\x07"'), ("é", "é"),
    ],
)  # fmt: skip
def test_quote_writes_what_people_write(value, written):
    assert quote(value) == written


# Edits


SAMPLE = """\
# about
title: Toss   # the name
date: 2023-10-06
tags: [투자, fintech]
aliases:
  - Toss
  - 비바리퍼블리카  # full name

type: 'meeting'
empty:
note: |
  one
  two

last: "x"
"""


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (lambda f: f.set_value(f.entry("title"), "a: b"), "title: Toss   #", 'title: "a: b"   #'),
        (lambda f: f.set_value(f.entry("type"), "pitch"), "'meeting'", "'pitch'"),
        (lambda f: f.set_value(f.entry("type"), 5), "'meeting'", "5"),
        (lambda f: f.set_value(f.entry("type"), None), "type: 'meeting'", "type:"),
        (lambda f: f.set_value(f.entry("date"), "2023-10-07"), "2023-10-06", "2023-10-07"),
        (lambda f: f.set_value(f.entry("empty"), "x"), "empty:\n", "empty: x\n"),
        (lambda f: f.set_value(f.entry("empty"), ["x"]), "empty:\n", "empty:\n  - x\n"),
        (lambda f: f.set_value(f.entry("note"), "x"), "note: |\n  one\n  two\n", "note: x\n"),
        (lambda f: f.set_value(f.entry("tags"), ["a, b", "c"]), "[투자, fintech]", '["a, b", c]'),
        (lambda f: f.set_value(f.entry("tags"), "one"), "[투자, fintech]", "one"),
        (
            lambda f: f.set_value(f.entry("title"), ["a", "b"]),
            "title: Toss   # the name\n",
            "title:   # the name\n  - a\n  - b\n",
        ),
        (lambda f: f.set_value(f.entry("type"), ["a", "b"]), "type: 'meeting'\n", "type:\n  - a\n  - b\n"),
        (lambda f: f.add("new", "005930"), 'last: "x"\n', 'last: "x"\nnew: "005930"\n'),
        (lambda f: f.add("new", ["a", "[[b]]"], after="title"), "name\n", 'name\nnew:\n  - a\n  - "[[b]]"\n'),
        (lambda f: f.add("new", None, before="date"), "date:", "new:\ndate:"),
        (lambda f: f.add("new", 1, after="note"), "  two\n", "  two\nnew: 1\n"),
        (lambda f: f.add("new", 1, after="aliases"), "# full name\n", "# full name\nnew: 1\n"),
        (lambda f: f.add("title", 1), "", None),
        (lambda f: f.add("new", 1, after="nope"), "", None),
        (lambda f: f.rename(f.entry("tags"), "tag list"), "tags:", "tag list:"),
        (lambda f: f.rename(f.entry("tags"), "no"), "tags:", '"no":'),
        (lambda f: f.rename(f.entry("tags"), "title"), "", None),
        (lambda f: f.drop(f.entry("tags")), "tags: [투자, fintech]\n", ""),
        (lambda f: f.drop(f.entry("note")), "note: |\n  one\n  two\n", ""),
        (lambda f: f.drop(f.entry("empty")), "empty:\n", ""),
        (lambda f: f.drop(f.entry("aliases")), "aliases:\n  - Toss\n  - 비바리퍼블리카  # full name\n", ""),
        (lambda f: f.append(f.entry("tags"), "c"), "fintech]", "fintech, c]"),
        (lambda f: f.append(f.entry("tags"), "c, d"), "fintech]", 'fintech, "c, d"]'),
        (lambda f: f.append(f.entry("aliases"), "[[x]]"), "# full name\n", '# full name\n  - "[[x]]"\n'),
        (lambda f: f.append(f.entry("empty"), "x"), "empty:\n", "empty:\n  - x\n"),
        (lambda f: f.append(f.entry("title"), "x"), "", None),
        (lambda f: f.put(item(f.entry("tags"), 0), "a"), "[투자,", "[a,"),
        (lambda f: f.put(item(f.entry("aliases"), 1), "b c"), "비바리퍼블리카", "b c"),
        (lambda f: f.to_list(f.entry("type")), " 'meeting'", "\n  - 'meeting'"),
        (lambda f: f.to_list(f.entry("title")), " Toss   #", "\n  - Toss   #"),
        (lambda f: f.to_list(f.entry("tags")), "", None),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_edits_keep_the_style_of_the_note(edit, old, new, newline, bom):
    text = f"{bom}---\n{SAMPLE}---\nbody\n".replace("\n", newline)
    made = edit(FrontMatter(text))
    if new is None:
        assert made is None
    else:
        assert apply(text, [made]) == text.replace(old.replace("\n", newline), new.replace("\n", newline), 1)


@pytest.mark.parametrize(
    ("yaml_text", "edit", "new"),
    [
        ("tags: a\nlist: [x]\n", lambda f: f.to_list(f.entry("tags")), "tags: [a]\nlist: [x]\n"),
        ("tags: a, b\nlist: [x]\n", lambda f: f.to_list(f.entry("tags")), 'tags: ["a, b"]\nlist: [x]\n'),
        ("list:\n- x\ntags: a\n", lambda f: f.to_list(f.entry("tags")), "list:\n- x\ntags:\n- a\n"),
        ("tags: |\n  a\n", lambda f: f.to_list(f.entry("tags")), 'tags:\n  - "a\\n"\n'),
        ("list:\n-   x\n", lambda f: f.append(f.entry("list"), "z"), "list:\n-   x\n-   z\n"),
        (
            "list:\n    - x\n    - a: 1\n      b: 2\n# c\n",
            lambda f: f.append(f.entry("list"), 3),
            "list:\n    - x\n    - a: 1\n      b: 2\n    - 3\n# c\n",
        ),
        ("list:\n  - x\n  -\n", lambda f: f.append(f.entry("list"), "z"), "list:\n  - x\n  -\n  - z\n"),
        ("list:\n  - x\n  -\n", lambda f: f.put(item(f.entry("list"), 1), "z"), "list:\n  - x\n  - z\n"),
        ("l: [\n  a,\n  b\n]\n", lambda f: f.append(f.entry("l"), "c"), "l: [\n  a,\n  b,\n  c\n]\n"),
        ("l: [a, b,]\n", lambda f: f.append(f.entry("l"), "c"), "l: [a, b, c,]\n"),
        ("l: []\n", lambda f: f.append(f.entry("l"), "c"), "l: [c]\n"),
        ("l: # why\n", lambda f: f.append(f.entry("l"), "c"), "l: # why\n  - c\n"),
        ("l: [a, b]\n", lambda f: f.set_value(f.entry("l"), []), "l: []\n"),
        ("l:\n  - a\n  - b\nz: 1\n", lambda f: f.set_value(f.entry("l"), ["c"]), "l:\n  - c\nz: 1\n"),
        ("l:\n  - a # x\n  - b\n", lambda f: f.set_value(f.entry("l"), ["c"]), None),
        ("l:\n  # x\n  - a\n", lambda f: f.set_value(f.entry("l"), ["c"]), "l:\n  # x\n  - c\n"),
        ("l:\n  # x\n  - a\n", lambda f: f.set_value(f.entry("l"), "c"), None),
        ("l:\n  # x\n  - a\n", lambda f: f.drop(f.entry("l")), None),
        ("l:\n  - a\n  - b\n", lambda f: f.set_value(f.entry("l"), "c"), "l: c\n"),
        ("a: 1\na: 2\n", lambda f: f.drop(f.entries[1]), "a: 1\n"),
        ("a:\n  b: 1\n", lambda f: f.drop(f.entries[0].node.entries[0]), None),
        ("a: 1\na: 2\n", lambda f: f.drop(f.entries[0]), "a: 2\n"),
        ("a: &x 1\nb: *x\n", lambda f: f.drop(f.entry("a")), None),
        ("a: &x 1\nb: *x\n", lambda f: f.set_value(f.entry("a"), 2), None),
        ("a: &x 1\nb: *x\n", lambda f: f.set_value(f.entry("b"), 2), "a: &x 1\nb: 2\n"),
        ("a: &x [1]\nb: *x\n", lambda f: f.append(f.entry("a"), 2), None),
        ("a: &x [1]\nb: *x\n", lambda f: f.append(f.entry("b"), 2), None),
        ("a: &x [1]\n", lambda f: f.append(f.entry("a"), 2), "a: &x [1, 2]\n"),
        ("a: &x\n  - 1\n", lambda f: f.append(f.entry("a"), 2), "a: &x\n  - 1\n  - 2\n"),
        ('{"a": 1, "b": ["x"]}\n', lambda f: f.add("c", "y"), '{"a": 1, "b": ["x"], "c": "y"}\n'),
        ('{"a": 1, "b": ["x"]}\n', lambda f: f.add("c", "y", before="a"), '{"c": "y", "a": 1, "b": ["x"]}\n'),
        ('{"a": 1, "b": ["x"]}\n', lambda f: f.append(f.entry("b"), "y"), '{"a": 1, "b": ["x", "y"]}\n'),
        ('{"a": 1, "b": ["x"]}\n', lambda f: f.drop(f.entry("b")), '{"a": 1}\n'),
        ('{"a": 1, "b": ["x"]}\n', lambda f: f.drop(f.entry("a")), '{"b": ["x"]}\n'),
        ('{"a": 1, "b": ["x"]}\n', lambda f: f.rename(f.entry("b"), "c"), '{"a": 1, "c": ["x"]}\n'),
        ('{"a": "1", "b": ["x"]}\n', lambda f: f.set_value(f.entry("a"), "2"), '{"a": "2", "b": ["x"]}\n'),
        ('{"a": 1, "b": ["x"]}\n', lambda f: f.set_value(f.entry("a"), "2"), '{"a": "2", "b": ["x"]}\n'),
        ("{}\n", lambda f: f.add("a", 1), '{"a": 1}\n'),
        ("", lambda f: f.add("a", 1), "a: 1\n"),
        ("# only\n", lambda f: f.add("a", {"b": ["c"]}), "# only\na:\n  b:\n    - c\n"),
        ("  a: 1\n", lambda f: f.add("b", ["x"]), "  a: 1\n  b:\n    - x\n"),
        ("a: 1\n# tail\n", lambda f: f.add("b", 2), "a: 1\n# tail\nb: 2\n"),
        ("a: |+\n  x\n\n", lambda f: f.add("b", 2), "a: |+\n  x\n\nb: 2\n"),
        ("a: |+\n  x\n\nc: 1\n", lambda f: f.add("b", 2, after="a"), "a: |+\n  x\n\nb: 2\nc: 1\n"),
        ("a: one\n  two\nb: 1\n", lambda f: f.set_value(f.entry("a"), "x"), "a: x\nb: 1\n"),
        ("? a\n: 1\n", lambda f: f.set_value(f.entry("a"), 2), None),
        ("t:\n ? x\n?\n- b\n", lambda f: f.drop(f.entry("t")), None),
        ("t: a\n?\n- b\n", lambda f: f.drop(f.entry("- b")), None),
        ("t: a\n?\n- b\n", lambda f: f.drop(f.entry("t")), "?\n- b\n"),
        ("a:    1\n", lambda f: f.set_value(f.entry("a"), None), "a:\n"),
        ("a: 1\n", lambda f: f.set_value(f.entry("a"), True), "a: true\n"),
        ("a: 12:30\n", lambda f: f.set_value(f.entry("a"), "12:30"), 'a: "12:30"\n'),
        ("code: 035720\n", lambda f: f.set_value(f.entry("code"), "035720"), 'code: "035720"\n'),
        ("up: [[금]]\n", lambda f: f.set_value(f.entry("up"), "[[금]]"), 'up: "[[금]]"\n'),
        ("l:\n  - [[c]]\n", lambda f: f.put(item(f.entry("l"), 0), "[[c]]"), 'l:\n  - "[[c]]"\n'),
        ("a: #tag\nb: 1\n", lambda f: f.set_value(f.entry("a"), ["tag"]), "a: #tag\n  - tag\nb: 1\n"),
    ],
)
def test_edits_of_other_forms(yaml_text, edit, new):
    front = fm(yaml_text)
    made = edit(front)
    assert made is None if new is None else edited(front, made) == new


scalars = st.one_of(texts, st.integers(-(10**6), 10**8), st.booleans(), st.none(), st.floats(allow_nan=False, width=32))
values = st.one_of(
    scalars,
    st.lists(scalars, max_size=4),
    st.dictionaries(st.sampled_from(["x", "y z", "분류"]), scalars, max_size=3),
    st.lists(st.lists(texts, max_size=2), max_size=2),
)
keys = st.sampled_from(["title", "date", "tags", "aliases", "type", "분류", "dg-publish", "no", "a b", "2023"])


@st.composite
def notes(draw):
    """A note whose keys are written in different styles, with comments and blank lines in between."""
    parts = []
    for number, key in enumerate(draw(st.lists(keys, min_size=1, max_size=6, unique=True))):
        if draw(st.booleans()):
            parts.append(draw(st.sampled_from([f"# c{number}\n", "\n", f"# c{number}: [x\n\n"])))
        part = yaml.safe_dump(
            {key: draw(values)},
            default_flow_style=draw(st.sampled_from([True, False, None])),
            default_style=draw(st.sampled_from([None, None, None, '"', "'", "|", ">"])),
            allow_unicode=True,
            width=draw(st.sampled_from([20, 1000])),
            indent=draw(st.sampled_from([2, 4])),
            sort_keys=False,
        )
        if part.startswith("{"):
            part = part.rstrip("\n")[1:-1] + "\n"
        if part.count("\n") == 1 and draw(st.booleans()):
            part = part.rstrip("\n") + f"  # d{number}\n"
        parts.append(part)
    body = draw(st.sampled_from(["", "body\n", "\n---\nx: 1\n---\n"]))
    text = f"---\n{''.join(parts)}---\n{body}".replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    return draw(st.sampled_from(["", "\ufeff"])) + text


def readable(text):
    """The pairs of a note that others can read too."""
    try:
        return pairs_of(text)
    except (yaml.YAMLError, TypeError):
        assume(False)


@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow])
@given(notes())
def test_notes_are_read_as_others_read_them(text):
    expected = readable(text)
    front = FrontMatter(text)
    assert front.error is None
    assert repr([(e.key, e.value) for e in front.entries]) == repr(expected)
    assert repr(front.data) == repr(dict(expected))
    for entry, (_, value) in zip(front.entries, expected, strict=True):
        start, end = entry.value_span
        if entry.node.style not in ("literal", "folded") and entry.node.kind != "empty":
            column = Lines(text).position(start).column - 1
            assert repr(plain(yaml.load(" " * column + text[start:end] + "\n", Loader=Core))) == repr(value)


@settings(max_examples=600, suppress_health_check=[HealthCheck.too_slow])
@given(notes(), st.data())
def test_edits_change_what_they_say_and_nothing_else(text, data):
    before = readable(text)
    front = FrontMatter(text)
    index = data.draw(st.integers(0, len(before) - 1))
    key, value = before[index]
    entry = front.entries[index]
    new = data.draw(values)
    name = data.draw(st.sampled_from(["new", "새 키", "yes", "a: b", "123"]))
    items = value if isinstance(value, list) else []
    at = data.draw(st.integers(0, max(0, len(items) - 1)))
    part = item(entry, at)
    actions = {
        "set": lambda: (front.set_value(entry, new), [(key, new)]),
        "add": lambda: (front.add(name, new), None),
        "after": lambda: (front.add(name, new, after=key), [(key, value), (name, new)]),
        "before": lambda: (front.add(name, new, before=key), [(name, new), (key, value)]),
        "rename": lambda: (front.rename(entry, name), [(name, value)]),
        "drop": lambda: (front.drop(entry), []),
        "append": lambda: (front.append(entry, new), [(key, [*items, new])]),
        "put": lambda: (part and front.put(part, new), [(key, [*items[:at], new, *items[at + 1 :]])]),
        "to list": lambda: (front.to_list(entry), [(key, [value])]),
    }
    action = data.draw(st.sampled_from(list(actions)))
    edit, expected = actions[action]()
    if edit is None:
        # A note without comments and complex keys leaves no reason to refuse these.
        simple = "#" not in text and "? " not in text
        must = {"add", "after", "before", "rename", "set"} if simple else set()
        if simple and isinstance(value, str):
            must.add("to list")
        if simple and isinstance(value, list):
            must.add("append")
        assert action not in must, (action, front.yaml_span.of(text), key, new)
        return
    after = apply(text, [edit])
    wanted = [*before, (name, new)] if expected is None else before[:index] + expected + before[index + 1 :]
    assert repr(pairs_of(after)) == repr(wanted)
    changed = FrontMatter(after)
    assert after[changed.body_start :] == text[front.body_start :]
    newlines = set(re.findall(r"\r?\n", after))
    assert newlines <= set(re.findall(r"\r?\n", text))
    assert re.findall(r"# c\d+", after) == re.findall(r"# c\d+", text)


@settings(max_examples=300)
@given(st.dictionaries(st.one_of(keys, texts), values, max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_new_front_matter_reads_back(data, newline):
    text = new_front_matter(data, newline)
    assert FrontMatter(text + "body").body_start == len(text)
    assert text.count("\n") == text.count(newline)
    assume(all(len(key) < 100 for key in data))
    assert repr(dict(pairs_of(text))) == repr(data)


def test_new_front_matter_is_what_people_write():
    data = {
        "title": "토스: 인터뷰", "date": "2023-10-06", "tags": ["투자", "fintech"], "ticker": "005930", "up": "[[토스]]", "open": "no",
        "empty": None, "none": [], "count": 3, "ok": True, "map": {"a": [1]},
    }  # fmt: skip
    assert new_front_matter(data) == (
        '---\ntitle: "토스: 인터뷰"\ndate: 2023-10-06\ntags:\n  - 투자\n  - fintech\nticker: "005930"\nup: "[[토스]]"\nopen: "no"\n'
        "empty:\nnone: []\ncount: 3\nok: true\nmap:\n  a:\n    - 1\n---\n"
    )
    assert new_front_matter({}) == "---\n---\n"


def test_new_front_matter_refuses_what_yaml_cannot_hold():
    with pytest.raises(TypeError):
        new_front_matter({"a": object()})
    with pytest.raises(ValueError):
        new_front_matter({"k" * 2000: 1})


# The bad inputs shared by everyone


def _error(reason, line, column):
    return lambda f, t: f.error.reason == reason and Lines(t).position(f.error.span.start) == (line, column)


def _data(**data):
    return lambda f, t: f.error is None and f.closed and f.data == data


def _nothing(f, t):
    return not f


def _unclosed(f, t):
    return not f.closed and f.body_start == 0


BAD = {
    "unclosed": _unclosed,
    "unclosed-then-hr": _error("no-colon", 4, 1),
    "dup-keys": lambda f, t: [Lines(t).position(again.key_span.start) for _, again in f.duplicates] == [(4, 1)],
    "dup-keys-nested": lambda f, t: [Lines(t).position(again.key_span.start) for _, again in f.duplicates] == [(4, 3)],
    "tabs": _error("tab", 4, 1),
    "crlf": lambda f, t: apply(t, [f.append(f.entry("tags"), "z")]) == t.replace("- x\r\n", "- x\r\n  - z\r\n"),
    "mixed-eol": lambda f, t: apply(t, [f.append(f.entry("tags"), "z")]) == t.replace("- x\n", "- x\n  - z\n"),
    "cr-only": _data(title="a"),
    "bom": lambda f, t: f.span.start == 1 and apply(t, [f.drop(f.entry("title"))]) == t.replace("title: a\n", ""),
    "double-bom": _nothing,
    "empty": _data(),
    "only-open": _unclosed,
    "dots": _unclosed,
    "not-first-line": _nothing,
    "indented": _nothing,
    "four-dashes": _nothing,
    "trailing-space": _data(title="a"),
    "list": _error("not-a-mapping", 2, 1),
    "scalar": _error("not-a-mapping", 2, 1),
    "json": lambda f, t: apply(t, [f.append(f.entry("tags"), "z")]) == t.replace('["x"]', '["x", "z"]'),
    "templater": lambda f, t: f.data["title"] == "<% tp.file.title %>" and f.entry("date").node.kind == "map",
    "colon-title": lambda f, t: FrontMatter(apply(t, [quoted(f)])).data == {"title": "토큰증권: 무엇이 다른가"},
    "at-and-backtick": _error("reserved", 2, 9),
    "hash-tag": lambda f, t: f.data == {"tags": None} and f.entry("tags").node.kind == "empty",
    "quotes-unbalanced": _error("unclosed-quote", 2, 8),
    "brackets-unbalanced": _error("unclosed-bracket", 2, 7),
    "norway": lambda f, t: (
        f.data == {"publish": "no", "version": 1.1, "time": "12:30:45", "country": "NO", "yes": "y", "123": "x"}
    ),
    "dates": lambda f, t: [date_of(value) for value in f.data.values()] == [None] * 4,
    "wikilinks": lambda f, t: f.data["up"] == [["금요일"]] and f.data["related"] == "[[로지체인]]",
    "anchors": _data(a=[1, 2], b=[1, 2]),
    "undefined-alias": _error("alias", 2, 4),
    "tagged": _data(a=["true"]),
    "billion-laughs": lambda f, t: f.error.reason == "expansion",
    "deep": lambda f, t: f.error.reason == "depth",
    "deep-map": lambda f, t: f.error.reason == "depth",
    "huge": lambda f, t: len(f.data["tags"]) > 10_000,
    "multidoc": lambda f, t: f.data == {"a": 1} and t[f.body_start :] == "b: 2\n---\nbody\n",
    "nbsp": _error("odd-space", 3, 1),
    "fullwidth-colon": _error("fullwidth-colon", 2, 6),
    "smart-quotes": _data(title="“금요일”"),
    "zero-width-key": lambda f, t: list(f.data) == ["\u200btitle", "title"],
    "nfd-key-value": lambda f, t: len(f.data) == 2 and f.error is None,
}


@pytest.mark.skipif(not BENCH.exists(), reason="the shared inputs are not here")
def test_every_bad_input_meets_its_expectation():
    manifest = [json.loads(line) for line in (BENCH / "manifest_synthetic.jsonl").read_text("utf-8").splitlines()]
    files = {
        Path(row["file"]).stem.removeprefix("fm-"): BENCH / row["file"] for row in manifest if "/fm-" in row["file"]
    }
    assert set(files) == set(BAD)
    for name, file in files.items():
        text = file.read_bytes().decode("utf-8")
        assert seconds(partial(getattr, FrontMatter(text), "error")) < NO_END, name
        assert BAD[name](FrontMatter(text), text), name


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: 금요일\ntags:\n  - 개발\n  - 기술\n---\n본문\n",
        "---\ntitle: '035720'\naliases: [가, 나]\n---\n\n# 제목\n\n---\n\n끝\n",
        "본문뿐\n",
    ],
)
def test_reads_what_python_frontmatter_reads(text: str) -> None:
    import frontmatter

    post = frontmatter.loads(text)
    ours = FrontMatter(text)
    assert (ours.data if ours else {}) == post.metadata
    assert text[ours.body_start if ours else 0 :].strip() == post.content


# Lines that are read without libyaml

KEYS = ["a", "키 둘", "x.y", "a-b c", "no", "null", "true", "Null", "1", "date", "_é"]
VALUES = [
    *("", "x", "x y", "5", "-5", "- 5", "-x", "0x1f", "1e3", "null", "no", "a: b", "a:b", "a :b", "a#b", "a #b", "# c"),
    *('"q"', "'q'", '"q" # c', '"a\\n"', "'it''s'", "[a]", "[a, b]", "[]", "[ ]", "[a,]", "[ a , b ]", "['x', \"y\"]"),
    *("['x' , y]", "[[a]]", "{a: b}", "|", ">", "&a x", "*a", "!t x", "2023-10-06", "12:30", "http://x.y/z#w", "a "),
    *(
        "x\t",
        "\tx",
        "a: ",
        "a:",
        "가: 나",
        "…",
        "“x”",
        "-",
        "--",
        "---",
        "- - x",
        "[a, -1]",
        "[a:b]",
        "[a b]",
        "[~, .5]",
    ),
    *("@x", "`x", "%x", "?x", "? x", "\u3000x", "x\u3000# y", ":x", "<% x %>", "{{x}}", "=", "<<"),
]


@given(
    st.lists(
        st.one_of(
            st.tuples(st.sampled_from(KEYS), st.sampled_from([": ", ": ", ":  ", ":", " : "]), st.sampled_from(VALUES)),
            st.tuples(st.sampled_from(["", "  ", "    "]), st.just("- "), st.sampled_from(VALUES)),
            st.sampled_from(["", " ", "# c", "  x", "\tx", "...", " y: 1", "-"]),
        ).map("".join),
        max_size=6,
    ),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
@settings(max_examples=1500)
def test_plain_lines_are_read_as_libyaml_reads_them(lines, newline, ends):
    text = newline.join(["---", *lines, ""]) + ("" if ends else " ")
    start = len("---" + newline)
    plain = note_yaml._plain_map(text, start, len(text))
    if plain is not None:
        assert repr(plain) == repr(note_yaml._composed(text, start, len(text), False))


def test_most_front_matter_is_plain():
    for lines in (
        "title: 한결\ndate: 2025-03-07\ntags:\n  - a\n- b\n",
        "a: [x, 'y z']\r\nb:\r\nc: \"x: y\"\r\n",
        "a: 1\na: 2\n",
    ):
        assert (note_yaml._plain_map(lines, 0, len(lines)) is None) == ("- b" in lines)


@pytest.mark.parametrize(
    "yaml_text",
    ['a: "open\nb: "x y"\n', "a: 'open\nb: it\nc: 'x'\n", 'a: "open\nb:\n  - "x"\n', 'a: "open\nb: ["x", "y"]\n'],
)
def test_a_quote_that_another_line_closes_is_found_where_it_opens(yaml_text):
    error = fm(yaml_text).error
    assert (error.reason, error.span) == ("unclosed-quote", Span(7, 8))


def test_a_value_that_is_said_to_end_on_the_next_line_is_not_replaced() -> None:
    found = FrontMatter("---\ntitle: a\ntype::\n  ? T]\n---\nbody\n")
    assert found.set_value(found.entry("type:"), "new") is None, "it would put the closing line behind the value"
    assert found.set_value(found.entry("title"), "new") is not None
