"""What the rules say of themselves: their pages and cards."""

import inspect
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from vaulttools.engine import Rules, Use, check
from vaulttools.locale import korean_pages, say
from vaulttools.note import Note
from vaulttools.registry import Registry
from vaulttools.reporters import Card
from vaulttools.rule import Bad, EngineRule, Example, NoteRule, Rule, VaultRule
from vaulttools.values import NamedTuple
from vaulttools.vault import Vault
from vaulttools.vault.schemas import IGNORE

SHOWN_BAD, SHOWN_GOOD = 3, 2
"""How many of a rule's examples its page shows, from the first on; all of them are tests."""


class Words(NamedTuple):
    """What a rule says of itself in one language."""

    summary: str
    """What it finds, in one line."""
    text: str
    """The rest of its page, as markdown: why, how it is fixed, and more."""
    options: Mapping[str, str]
    """A line on each option, by its name."""


def words(rule: type[Rule], lang: str = "en") -> Words:
    """What `rule` says of itself in `lang`: in its docstring and options, and in Korean where it comes with vaulttools."""
    korean = korean_pages().get(rule.name) if lang == "ko" else None
    if korean is not None:
        text, _, options = korean.partition(f"\n## {say('Options', lang)}\n")
        described = dict(re.findall(r"^- `(\w+)`: (.*)", options, re.MULTILINE))
    else:
        text = inspect.cleandoc(rule.__doc__ or "")
        described = {each.name: each.doc for each in rule.options()}
    summary, _, rest = text.partition("\n")
    return Words(summary, rest.strip(), described)


def card(rule: type[Rule]) -> Card:
    """What reports say about a rule."""
    said = words(rule)
    return Card(said.summary, said.text, rule.family, rule.severity, rule.enriches)


def page(rule: type[Rule]) -> str:
    """The page of a rule, as markdown with front matter; made from its docstring, options and examples alone."""
    head = [
        "---",
        f"title: {rule.name}",
        "type: rule",
        f"family: {rule.family}",
        f"severity: {rule.severity}",
        f"default: {str(rule.default).lower()}",
        f"looks at: {_sees(rule)}",
        "---",
        "",
        words(rule).summary,
        "",
        "",
    ]
    return "\n".join(head) + explanation(rule) + "\n"


def explanation(rule: type[Rule], lang: str = "en") -> str:
    """The page of a rule below its summary, in `lang`, without a final line ending."""
    said = words(rule, lang)
    parts = [said.text, ""]
    options = rule.options()
    if options:
        parts += [f"## {say('Options', lang)}", ""]
        for each in options:
            default = say("default `{value}`", lang, value=_shown(each.default))
            among = f", {say('one of {choices}', lang, choices=each.choices)}" if each.choices else ""
            parts.append(f"- `{each.name.replace('_', '-')}` ({default}{among}): {said.options[each.name]}")
        parts.append("")
    bad = [each for each in rule.examples if isinstance(each, Bad)]
    good = [each for each in rule.examples if not isinstance(each, Bad)]
    shown = bad[:SHOWN_BAD] + good[:SHOWN_GOOD]
    if shown:
        parts += [f"## {say('Examples', lang)}", ""]
        for example in shown:
            parts += [*_example(example, lang), ""]
    return "\n".join(parts).rstrip("\n")


def _sees(rule: type[Rule]) -> str:
    if issubclass(rule, EngineRule):
        return "the run"
    return "the whole vault" if issubclass(rule, VaultRule) else "one note"


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(map(str, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _example(example: Example, lang: str) -> list[str]:
    head = say("Found" if isinstance(example, Bad) else "Fine", lang)
    if example.path != "note.md":
        head += f" {say('in `{path}`', lang, path=example.path)}"
    if example.beside:
        head += f", {say('with {paths}', lang, paths=tuple(example.beside))}"
    if example.options:
        settings = tuple(f"{name.replace('_', '-')}: {_shown(value)}" for name, value in example.options.items())
        head += f", {say('options {settings}', lang, settings=settings)}"
    parts = [f"{head}:", "", *_fenced(example.text)]
    if example.fixed is not None:
        parts += ["", f"{say('Fixed', lang)}:", "", *_fenced(example.fixed)]
    for path, text in example.also.items():
        parts += ["", f"{say('and `{path}`', lang, path=path)}:", "", *_fenced(text)]
    return parts


def _fenced(text: str) -> list[str]:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}markdown", *re.split(r"\r\n?|\n", text.rstrip("\r\n")), fence]


INDEX = "Rules.md"
"""The page that lists all rules."""


def pages(registry: Registry) -> Mapping[str, str]:
    """The page of each rule and the index of them, by file name. A page may show what its own rule finds."""
    lines = ["---", "title: Rules", "type: index", "---", "", "What vaulttools looks at, by family."]
    for family in registry.families:
        rules = {name: rule for name, rule in sorted(registry.rules.items()) if rule.family == family}
        lines += ["", f"## {family.replace('_', ' ').capitalize()}", ""]
        lines += [f"- [[{name}]]: {words(rule).summary}" for name, rule in rules.items()]
    made = {INDEX: _allowed(INDEX, "\n".join(lines) + "\n", registry.rules.values())}
    for name, rule in registry.rules.items():
        made[f"{name}.md"] = _allowed(f"{name}.md", page(rule), [rule])
    return made


def _allowed(path: str, text: str, rules: Iterable[type[Rule]]) -> str:
    """`text` of the page at `path`, its front matter ignoring those of `rules` that find something in it."""
    note = Note(path, text)
    uses = Rules(tuple(Use(rule(), rule.severity) for rule in rules if issubclass(rule, NoteRule)))
    names = sorted({each.rule for each in check(note, Vault([note.facts]), uses)})
    if not names:
        return text
    head, body = text.split("\n---\n", 1)
    return f"{head}\n{IGNORE}: [{', '.join(names)}]\n---\n{body}"


def main(arguments: Sequence[str]) -> int:
    """`python -m vaulttools.docs FOLDER [--check]`: writes the pages into FOLDER, or lists (and returns 1 for) those out of date."""
    folder = Path(arguments[0])
    wanted = pages(Registry())
    there = {file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.md")} if folder.is_dir() else {}
    lagging = sorted(name for name in {*wanted, *there} if wanted.get(name) != there.get(name))
    if "--check" in arguments:
        for name in lagging:
            sys.stdout.write(f"{folder / name} lags: python -m vaulttools.docs {folder}\n")
        return 1 if lagging else 0
    folder.mkdir(parents=True, exist_ok=True)
    for name in lagging:
        if name in wanted:
            (folder / name).write_text(wanted[name], encoding="utf-8", newline="\n")
        else:
            (folder / name).unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
