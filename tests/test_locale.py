"""Every template has its Korean, with the same values; the reader's language is found; values cannot forge output."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import click
import pytest
import yaml

import vaulttools
from vaulttools.cli import cli
from vaulttools.config import SETTINGS
from vaulttools.docs import summary
from vaulttools.locale import LONGEST_VALUE, language, say, translate
from vaulttools.message import Message
from vaulttools.registry import builtin_rules

PACKAGE = Path(vaulttools.__file__).parent
KOREAN = PACKAGE / "locale" / "ko.yaml"

TEMPLATE_AT = {
    "finding": (1,),
    "fix": (0,),
    "Message": (0,),
    "say": (0,),
    "Failure": (0, 1),
    "_notice": (1,),
    "error": (0,),
    "_refuse": (2, 3),
    "said": (3, 4),
}
"""The functions that take a template, and which of their arguments it is."""
PASS_ON = {
    "vaulttools/rule.py",
    "vaulttools/locale/__init__.py",
    "vaulttools/cli.py",
    "vaulttools/docs.py",
    "vaulttools/config.py",
    "vaulttools/note/front_matter.py",
    "vaulttools/note/outline.py",
}
"""The modules that also pass on templates they were given; what they are given is found where it is written."""
NOT_VALUES = {"help", "fix", "related", "safety", "creates", "span", "template", "title", "lang", "err", "one", "key"}


class Use:
    """A call with a template: where it stands, what it may say, and the values it gives, None where that is unknown."""

    def __init__(self, where: str, templates: list[str], values: set[str] | None) -> None:
        self.where, self.templates, self.values = where, templates, values


def literal(node: ast.expr, constants: dict[str, ast.expr]) -> list[str] | None:
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
        case ast.Attribute(attr="template"):
            return []  # of a Message, which is a use of its own
    return None


def uses(source: str, where: str) -> Iterator[Use]:
    """Every call in `source` that takes a template."""
    tree = ast.parse(source)
    constants: dict[str, ast.expr] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                constants[name] = value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                constants[name] = value
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name not in TEMPLATE_AT or (name == "fix" and isinstance(node.func, ast.Attribute)):
            continue
        given = {keyword.arg: keyword.value for keyword in node.keywords}
        arguments = [
            *(node.args[at] for at in TEMPLATE_AT[name] if at < len(node.args)),
            *(given[key] for key in ("template", "title", "help") if key in given),
        ]
        values: set[str] | None = {key for key in given if key} - NOT_VALUES
        if None in given:
            values = None
        elif name == "Message":
            values = message_values(node)
        for argument in arguments:
            found = literal(argument, constants)
            assert found is not None or where in PASS_ON, (
                f"{where}:{argument.lineno}: write the template here, or as a constant of this module"
            )
            if found is None:
                continue
            yield Use(f"{where}:{argument.lineno}", found, values)


def message_values(node: ast.Call) -> set[str] | None:
    """The names in `Message("...", {"name": ...})`; None where the values are computed."""
    if len(node.args) < 2:
        return set() if not node.keywords else None
    if isinstance(node.args[1], ast.Dict) and all(isinstance(key, ast.Constant) for key in node.args[1].keys):
        return {key.value for key in node.args[1].keys if isinstance(key, ast.Constant)}
    return None


def names(template: str) -> set[str]:
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(template) if name is not None}


def all_uses() -> list[Use]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        where = path.relative_to(PACKAGE.parent).as_posix()
        if where not in ("vaulttools/testing.py", "vaulttools/locale/__init__.py"):
            found += uses(path.read_text(encoding="utf-8"), where)
    said = {"settings": [setting.doc for setting in SETTINGS.values()], "cli": list(help_texts(cli))}
    said |= {name: [summary(rule)] for name, rule in builtin_rules().items()}
    return found + [Use(where, texts, None) for where, texts in said.items()]


def help_texts(command: click.Command) -> Iterator[str]:
    """What `--help` says of a command and those below it, each paragraph and each option."""
    yield from (" ".join(paragraph.split()) for paragraph in (command.help or "").split("\n\n"))
    yield from (option.help for option in command.params if isinstance(option, click.Option) and option.help)
    for below in getattr(command, "commands", {}).values():
        yield from help_texts(below)


HEADINGS = {"Usage", "Options", "Commands", "Show this message and exit."}
"""Words of click's own help page, which go through `say` on their way out."""


@pytest.fixture(scope="module")
def korean() -> dict[str, str]:
    return yaml.safe_load(KOREAN.read_text(encoding="utf-8"))


def test_every_template_has_its_korean(korean: dict[str, str]) -> None:
    missing = [f"{use.where}: {text}" for use in all_uses() for text in use.templates if text not in korean]
    assert not missing, "in vaulttools/locale/ko.yaml is no Korean for\n" + "\n".join(missing)


def test_every_translation_is_used(korean: dict[str, str]) -> None:
    assert not korean.keys() - {text for use in all_uses() for text in use.templates} - HEADINGS


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


PARTICLE = re.compile(r"\}`?(?:은|는|이|가|을|를|과|와|으로|로|이라|라|야|아)(?![가-힣])")


def test_no_particle_depends_on_a_value(korean: dict[str, str]) -> None:
    assert not [text for text in korean.values() if PARTICLE.search(text)]


@pytest.mark.parametrize(
    ("source", "templates", "values"),
    [
        ("self.finding(s, 'a {x}', x=1, help='do {x}')", [["a {x}"], ["do {x}"]], {"x"}),
        ("self.finding(s, 'a' if y else 'b', **given)", [["a", "b"]], None),
        ("A = 'a'\nself.finding(s, A)", [["a"]], set()),
        ("class R:\n  words: ClassVar = 'a'\n  def f(self):\n    self.finding(s, self.words)", [["a"]], set()),
        ("Message('a {b}', {'b': 1})", [["a {b}"]], {"b"}),
        ("fix('a {b}', e, safety=S, b=1)", [["a {b}"]], {"b"}),
        ("locale.say('a', lang)", [["a"]], set()),
        ("session.fix(path)", [], None),
    ],
)
def test_templates_are_collected(source: str, templates: list[list[str]], values: set[str] | None) -> None:
    found = list(uses(source, "x.py"))
    assert [use.templates for use in found] == templates
    assert all(use.values == values for use in found)


def test_a_template_that_is_computed_is_refused() -> None:
    with pytest.raises(AssertionError, match=r"x\.py:1"):
        list(uses("self.finding(s, f'a {b}')", "x.py"))


def test_translate() -> None:
    message = Message("{n} errors", {"n": 3})
    assert translate(message, "en") == "3 errors"
    assert translate(message, "ko") == "오류 3건"
    assert translate(message, "fr") == "3 errors"
    assert say("help", "ko") == "도움"
    assert say("nobody translated `{this}`", "ko", this="x") == "nobody translated `x`"


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


def test_english_needs_no_yaml() -> None:
    code = "import sys; from vaulttools.locale import say; say('help', 'en'); sys.exit('yaml' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=PACKAGE.parent)
