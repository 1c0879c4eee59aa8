"""Every template has its Korean, with the same values; the reader's language is found; values cannot forge output."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from string import Formatter
from typing import Any

import click
import pytest
import yaml

import vaulttools
from vaulttools import locale
from vaulttools.cli.commands import cli
from vaulttools.cli.config import config_schema
from vaulttools.config.settings import schema
from vaulttools.docs import words
from vaulttools.language import language
from vaulttools.locale import LONGEST_VALUE, korean_pages, say, translate
from vaulttools.message import Message
from vaulttools.registry import Registry, builtin_rules
from vaulttools.rule import Rule

PACKAGE = Path(vaulttools.__file__).parent
KOREAN = PACKAGE / "locale" / "ko.yaml"

CLICK = ("Options", "Commands", "Show this message and exit.")
"""What click itself writes into our help."""


@dataclass(frozen=True)
class Taker:
    """A function or method that takes templates: its name, its module's name, and their places among the arguments."""

    name: str
    module: str
    method: bool
    places: Mapping[str, int]

    def takes(self, call: ast.Call, known: Set[tuple[str, str]]) -> bool:
        """Whether `call` is one of this function, in a module where `known` pairs of name and module mean something."""
        match call.func:
            case ast.Name(id=name):
                return name == self.name and not self.method and (name, self.module) in known
            case ast.Attribute(value=of, attr=name):
                return name == self.name and (self.method or (isinstance(of, ast.Name) and of.id == self.module))
        return False

    def templates(self, call: ast.Call) -> Iterator[ast.expr]:
        for name, place in self.places.items():
            yield from call.args[place : place + 1]
            yield from (keyword.value for keyword in call.keywords if keyword.arg == name)


MESSAGE = Taker("Message", "message", False, {"template": 0})
CALLBACK = Taker("error", "config", False, {"template": 0, "help": 1_000})
"""The parameter of `check_selector` that makes an error of a template."""


@dataclass(frozen=True)
class Use:
    """A call with a template: where it stands, what it may say, and the values it gives, None where that is unknown."""

    where: str
    templates: list[str]
    values: frozenset[str] | None


def sources() -> dict[str, ast.Module]:
    return {
        path.relative_to(PACKAGE.parent).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


@cache
def nodes(tree: ast.AST) -> tuple[ast.AST, ...]:
    """All nodes in `tree`, which are gone through again and again."""
    return tuple(ast.walk(tree))


def module_of(where: str) -> str:
    return Path(where).parent.name if where.endswith("__init__.py") else Path(where).stem


def known_names(where: str, tree: ast.Module) -> Set[tuple[str, str]]:
    """The functions and classes that a module defines or imports, each with the last part of its module's name."""
    names = {(called, module_of(where)) for _, called, in_class in functions(tree) if not in_class}
    for node in nodes(tree):
        match node:
            case ast.ClassDef(name=name) | ast.arg(arg=name, annotation=ast.Subscript(value=ast.Name(id="Callable"))):
                names.add((name, module_of(where)))
            case ast.ImportFrom(module=str(module), names=imported):
                names |= {(alias.name, module.rpartition(".")[2]) for alias in imported}
                names |= {(MESSAGE.name, MESSAGE.module) for alias in imported if alias.name == MESSAGE.name}
    return names


def parameters(function: ast.FunctionDef, method: bool) -> dict[str, int]:
    """The names of all parameters with their places; one that is given by name only has a place no call reaches."""
    placed = [*function.args.posonlyargs, *function.args.args][method:]
    places = {argument.arg: place for place, argument in enumerate(placed)}
    return places | {argument.arg: 1_000 for argument in function.args.kwonlyargs}


def functions(tree: ast.Module) -> Iterator[tuple[ast.FunctionDef, str, bool]]:
    """Each function with the name it is called by, and whether that is after a dot."""
    for node in nodes(tree):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef):
                in_class = isinstance(node, ast.ClassDef)
                called = node.name if in_class and child.name == "__init__" else child.name
                yield child, called, in_class


def takers(trees: Mapping[str, ast.Module]) -> list[Taker]:
    """`Message`, and every function that hands a parameter of its own on to one of these as the template."""
    found = {("Message", "message"): MESSAGE, ("error", "<parameter>"): CALLBACK}
    # Only a call to which a parameter goes can hand it on.
    handing: list[tuple[str, str, bool, Set[tuple[str, str]], dict[str, int], list[ast.Call]]] = []
    for where, tree in trees.items():
        module, known = module_of(where), known_names(where, tree)
        for function, called, in_class in functions(tree):
            places = parameters(function, in_class)
            calls = [node for node in nodes(function) if isinstance(node, ast.Call) and given(node) & places.keys()]
            if calls:
                handing.append((called, module, in_class and function.name != "__init__", known, places, calls))
    size = 0
    while len(found) > size:
        size = len(found)
        for called, module, method, known, places, calls in handing:
            handed_on = {
                argument.id: places[argument.id]
                for call in calls
                for taker in list(found.values())
                if taker.takes(call, known)
                for argument in taker.templates(call)
                if isinstance(argument, ast.Name) and argument.id in places
            }
            if handed_on:
                found[called, module] = Taker(called, module, method, handed_on)
    return list(found.values())


def given(call: ast.Call) -> set[str]:
    """The names that `call` gives as they are."""
    return {node.id for node in (*call.args, *(each.value for each in call.keywords)) if isinstance(node, ast.Name)}


def literal(node: ast.expr, constants: Mapping[str, ast.expr]) -> list[str] | None:
    """The strings that `node` may be; None where the source alone does not tell."""
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.Constant(value=None):
            return []
        case ast.IfExp(body=one, orelse=other):
            texts = [literal(one, constants), literal(other, constants)]
            return None if None in texts else [text for found in texts if found for text in found]
        case ast.Name(id=name) | ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name) if name in constants:
            return literal(constants[name], {})
        case ast.Subscript(value=ast.Name(id=name)) if isinstance(constants.get(name), ast.Dict):
            values = [literal(value, {}) for value in constants[name].values]  # type: ignore[attr-defined]
            return None if None in values else [text for found in values if found for text in found]
        case ast.Attribute(attr="template"):
            return []  # of a Message, which is a use of its own
        case ast.Call(func=ast.Name(id="say" | "said")):
            return []  # translated already
    return None


def uses(where: str, tree: ast.Module, all_takers: Iterable[Taker]) -> Iterator[Use]:
    """Every call in `tree` that takes a template, but for those that hand a parameter on."""
    constants: dict[str, ast.expr] = {}
    for node in nodes(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                constants[name] = value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                constants[name] = value
    handed_on = {
        id(argument)
        for function, _, in_class in functions(tree)
        for places in [parameters(function, in_class)]
        for argument in nodes(function)
        if isinstance(argument, ast.Name) and argument.id in places
    } | {
        id(argument)
        for function in nodes(tree)
        if isinstance(function, ast.Lambda)
        for argument in nodes(function.body)
        if isinstance(argument, ast.Name) and argument.id in {parameter.arg for parameter in function.args.args}
    }
    known = known_names(where, tree)
    for call in nodes(tree):
        if not isinstance(call, ast.Call):
            continue
        taker = next((taker for taker in all_takers if taker.takes(call, known)), None)
        if taker is None:
            continue
        given = {keyword.arg for keyword in call.keywords}
        values = None if None in given else frozenset(name for name in given if name)
        for argument in taker.templates(call):
            if id(argument) in handed_on or ast.unparse(argument) in COMPUTED:
                continue
            found = literal(argument, constants)
            assert found is not None, (
                f"{where}:{argument.lineno}: write the template here, or as a constant of this module"
            )
            worded = [text for text in found if re.search("[a-z]", re.sub(r"\{.*?\}", "", text))]
            yield Use(f"{where}:{argument.lineno}", worded, message_values(call) if taker is MESSAGE else values)


COMPUTED = {
    "setting.doc",
    "description",
    "str(rule.severity)",
    "self.help",
    "' '.join(paragraph.split())",
    "(self.help or '').split('\\n\\n')[0].replace('\\n', ' ')",
}
"""Expressions that are texts of `computed`."""


def descriptions(node: Any) -> Iterator[str]:
    """All descriptions in a JSON schema."""
    for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from descriptions(value)
    if isinstance(node, dict) and isinstance(node.get("description"), str):
        yield node["description"]


def computed() -> Iterator[Use]:
    """What is said of settings and commands in the lists and help pages."""
    of_rules = {doc for said in map(words, builtin_rules().values()) for doc in (said.summary, *said.options.values())}
    yield Use("settings", [doc for doc in descriptions(schema(Registry())) if doc not in of_rules], None)
    context = click.Context(cli)
    for name in ("", *cli.list_commands(context)):
        command = cli.get_command(context, name) or cli
        paragraphs = [" ".join(paragraph.split()) for paragraph in (command.help or "").split("\n\n")]
        yield Use(f"help of {name}", paragraphs, None)
        for option in command.params:
            if isinstance(option, click.Option) and option.help:
                yield Use(f"help of {name} {option.opts[-1]}", [option.help], None)
    yield Use("click", list(CLICK), None)


def message_values(node: ast.Call) -> frozenset[str] | None:
    """The names in `Message("...", {"name": ...})`; None where the values are computed."""
    if len(node.args) < 2:
        return frozenset() if not node.keywords else None
    if isinstance(node.args[1], ast.Dict) and all(isinstance(key, ast.Constant) for key in node.args[1].keys):
        return frozenset(str(key.value) for key in node.args[1].keys if isinstance(key, ast.Constant))
    return None


def names(template: str) -> set[str]:
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(template) if name is not None}


@cache
def all_uses() -> list[Use]:
    trees = sources()
    known = takers(trees)
    return [*computed(), *(use for where, tree in trees.items() for use in uses(where, tree, known))]


@pytest.fixture(scope="module")
def korean() -> dict[str, str]:
    return yaml.safe_load(KOREAN.read_text(encoding="utf-8"))


def test_the_file_is_read_as_yaml(korean: dict[str, str]) -> None:
    assert locale.korean() == korean


def test_every_template_has_its_korean(korean: dict[str, str]) -> None:
    missing = [f"{use.where}: {text}" for use in all_uses() for text in use.templates if text not in korean]
    assert not missing, "in vaulttools/locale/ko.yaml is no Korean for\n" + "\n".join(missing)


def test_every_translation_is_used(korean: dict[str, str]) -> None:
    assert not korean.keys() - {text for use in all_uses() for text in use.templates}


def test_no_template_is_translated_twice() -> None:
    root = yaml.compose(KOREAN.read_text(encoding="utf-8"))
    keys = [key.value for key, _ in root.value]
    assert sorted(keys) == sorted(set(keys))


def test_translations_name_the_same_values(korean: dict[str, str]) -> None:
    assert not {english for english, korean_text in korean.items() if names(english) != names(korean_text)}


def test_every_call_gives_the_values_its_template_names() -> None:
    lacking = [
        f"{use.where}: {text}: {names(text) - use.values}"
        for use in all_uses()
        if use.values is not None
        for text in use.templates
        if names(text) - use.values
    ]
    assert not lacking, "\n".join(lacking)


PAGES = PACKAGE / "locale" / "rules.ko.md"
MARKED = dict(re.findall(r"^# (\S+) (\w+)$", PAGES.read_text(encoding="utf-8"), re.MULTILINE))


def mark(rule: type[Rule]) -> str:
    """A mark of the English page of `rule`, which its Korean bears; how the lines are broken does not matter."""
    said = words(rule)
    page = " ".join([said.summary, said.text, *(f"{name}: {doc}" for name, doc in said.options.items())])
    return sha256(" ".join(page.split()).encode()).hexdigest()[:8]


def headings(text: str) -> list[str]:
    return re.findall(r"^## (.*)", text, re.MULTILINE)


def code(text: str) -> tuple[list[str], set[str]]:
    """The blocks of code in `text`, and the different pieces of code in its lines."""
    parts = text.split("```")
    return parts[1::2], set(re.findall(r"`([^`]+)`", " ".join(" ".join(parts[::2]).split())))


def test_every_rule_has_its_page_in_korean() -> None:
    rules, pages = builtin_rules(), [*korean_pages()]
    after = {name: before for before, name in pairwise(["the comment at its top, which says how", *rules])}
    missing = [f"`# {name} {mark(rules[name])}`, after {after[name]}" for name in rules if name not in pages]
    assert not missing, f"{PAGES.name} has no page that begins with {missing}"
    assert len(pages) == len(rules), (
        f"{PAGES.name} has pages of no rule: {[name for name in pages if name not in rules]}"
    )
    misplaced = [f"{name} after {after[name]}" for name, there in zip(rules, pages, strict=True) if name != there]
    assert not misplaced, f"{PAGES.name} has its pages in the order of `vaulttools rules`: {misplaced[0]}"


@pytest.mark.parametrize("name", korean_pages())
def test_a_korean_page_says_what_the_english_one_says(name: str) -> None:
    rule = builtin_rules()[name]
    english, korean = words(rule), words(rule, "ko")
    heads = {"Why": "이유", "Fix": "수정"}
    wanted = [heads[head] for head in headings(english.text)]
    assert headings(korean.text) == wanted, f"the headings of {name} in {PAGES.name} are {wanted}"
    assert korean.text.count("\n\n") == english.text.count("\n\n"), "as many paragraphs"
    assert korean.options.keys() == english.options.keys()
    for text in (korean.summary, *re.split("^## .*", korean.text, flags=re.MULTILINE)[1:], *korean.options.values()):
        assert re.search("[가-힣]", text)
    assert code("\n".join((korean.summary, korean.text, *korean.options.values()))) == code(
        "\n".join((english.summary, english.text, *english.options.values()))
    )
    assert MARKED[name] == mark(rule), (
        f"the English page of {name} is not what its Korean in {PAGES.name} was made from: "
        f"see that both say the same, then write `# {name} {mark(rule)}` there"
    )


def test_the_schema_of_the_config_is_described_in_korean() -> None:
    english, korean = ([*descriptions(config_schema(Registry(), lang))] for lang in ("en", "ko"))
    assert english == [*descriptions(schema(Registry()))]
    assert len(korean) == len(english) > 2 * len(builtin_rules())
    english_only = {text for text in korean if not re.search("[가-힣]", text)}
    assert not english_only, f"settings have their Korean in ko.yaml, rules and options in rules.ko.md: {english_only}"


def test_a_rule_without_korean_speaks_english() -> None:
    class OfAPlugIn(Rule):
        """Loud."""

    assert words(OfAPlugIn, "ko") == words(OfAPlugIn, "en") == ("Loud.", "", {})


PARTICLE = re.compile(r"[}`](?:은|는|이|가|을|를|과|와|으로|로|이라|라|야|아)(?![가-힣])")


def test_no_particle_depends_on_a_value(korean: dict[str, str]) -> None:
    assert not [text for text in korean.values() if PARTICLE.search(text)]


HELPERS = """
class Rule:
    def finding(self, span, template, *, help=None, **values):
        return Finding(span, Message(template, values), Message(help, values) if help else None)
class Failure:
    def __init__(self, template, **values):
        say(template, "en", **values)
def fix(title, *edits, **values): return Fix(Message(title, values), edits)
def say(template, lang, /, **values): return translate(Message(template, values), lang)
"""


def collected(source: str) -> list[Use]:
    imports = "from rule import say, fix, Failure\nfrom message import Message\n"
    trees = {"rule.py": ast.parse("from message import Message\n" + HELPERS), "x.py": ast.parse(imports + source)}
    known = takers(trees)
    return [use for where, tree in trees.items() for use in uses(where, tree, known)]


@pytest.mark.parametrize(
    ("source", "templates", "values"),
    [
        ("self.finding(s, 'a {x}', x=1, help='do {x}')", [["a {x}"], ["do {x}"]], {"x", "help"}),
        ("self.finding(s, 'a' if y else 'b', **given)", [["a", "b"]], None),
        ("A = 'a'\nself.finding(s, A)", [["a"]], set()),
        ("class R:\n  words = 'a'\n  def f(self):\n    self.finding(s, self.words)", [["a"]], set()),
        ("Message('a {b}', {'b': 1})", [["a {b}"]], {"b"}),
        ("fix('a {b}', e, b=1)", [["a {b}"]], {"b"}),
        ("rule.say('a', lang)", [["a"]], set()),
        ("raise Failure('a {b}', b=1)", [["a {b}"]], {"b"}),
        ("def refuse(at, words): raise Failure(words)\nrefuse(1, 'a')", [["a"]], set()),
        ("session.fix(path)", [], None),
    ],
)
def test_templates_are_collected(source: str, templates: list[list[str]], values: set[str] | None) -> None:
    found = collected(source)
    assert [use.templates for use in found] == templates
    assert all(use.values == values for use in found)


def test_a_template_that_is_computed_is_refused() -> None:
    with pytest.raises(AssertionError, match=r"x\.py:3"):
        collected("self.finding(s, f'a {b}')")


def test_translate() -> None:
    message = Message("{n} errors", {"n": 3})
    assert translate(message, "en") == "3 errors"
    assert translate(message, "ko") == "오류 3건"
    assert translate(message, "fr") == "3 errors"
    assert say("help", "ko") == "도움"
    assert say("a mapping: {a: b}", "en") == "a mapping: {a: b}"
    assert say("nobody translated `{this}`", "ko", this="x") == "nobody translated `x`"


def test_a_value_that_is_a_message_is_translated_too() -> None:
    reason = Message("the link to `{path}` would be lost", {"path": "a.md"})
    message = Message("a fix of `{rules}` was not applied: {reason}", {"rules": "x", "reason": reason})
    assert str(message) == translate(message, "en") == "a fix of `x` was not applied: the link to `a.md` would be lost"
    assert translate(message, "ko").endswith(": `a.md` 노트로 가는 링크가 없어집니다")


def test_values_stay_inside_their_line_and_their_quotes() -> None:
    shown = say("`{x}` is wrong", "en", x="a`\n::error::b\r\x1b[2J\u202e\t\x9b\udcff")
    assert shown == "`a'\\x0a::error::b\\x0d\\x1b[2J\\u202e\\t\\x9b\\udcff` is wrong"
    assert "##[" not in say("tag #{x}", "en", x="#[add-mask]x")


def test_values_of_every_kind() -> None:
    assert say("{n:,} of {share:.0%}", "en", n=12345, share=0.5) == "12,345 of 50%"
    assert say("one of {names}", "en", names=("b", "a`c")) == "one of `b`, `a'c`"
    assert say("one of {names}", "en", names=frozenset({"b", "a"})) == "one of `a`, `b`"
    assert say("at {path}", "en", path=Path("가.md")) == "at 가.md"
    assert say("{braces}", "en", braces="{n} {0.__class__}") == "{n} {0.__class__}"


def test_long_values_are_cut() -> None:
    assert say("`{x}`", "en", x="가" * 50_000_000) == "`" + "가" * LONGEST_VALUE + "…`"


@pytest.mark.parametrize(
    ("flag", "config", "environ", "expected"),
    [
        (None, None, {}, "en"),
        ("ko", "en", {"LANG": "en_US.UTF-8"}, "ko"),
        ("en", "ko", {"LANG": "ko_KR.UTF-8"}, "en"),
        (None, "ko", {"LANG": "en_US.UTF-8"}, "ko"),
        (None, None, {"LANG": "ko_KR.UTF-8"}, "ko"),
        (None, None, {"LC_ALL": "C", "LANG": "ko_KR.UTF-8"}, "en"),
        (None, None, {"LC_ALL": "", "LC_MESSAGES": "ko", "LANG": "en"}, "ko"),
        (None, None, {"LANG": "kok_IN"}, "en"),
        (None, None, {"LANG": "Korean_Korea.949"}, "ko"),
    ],
)
def test_language(flag: str | None, config: str | None, environ: dict[str, str], expected: str) -> None:
    assert language(flag, config, environ) == expected


def test_a_check_reads_no_korean_page(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("[[없는 노트]]\n", encoding="utf-8")
    code = (
        "import sys; from vaulttools.cli import main; from vaulttools.locale import korean_pages\n"
        f"found = main(['check', {str(tmp_path)!r}, '--lang', 'ko'])\n"
        "sys.exit(found != 1 or korean_pages.cache_info().currsize)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=PACKAGE.parent, capture_output=True)


def test_english_needs_no_yaml() -> None:
    code = "import sys; from vaulttools.locale import say; say('help', 'en'); sys.exit('yaml' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=PACKAGE.parent)
