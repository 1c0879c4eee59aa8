"""Words made from what the code says of itself: a rule's page, its card, and the text of a first config."""

import inspect
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from vaulttools.config import FILE, SETTINGS, Config, schema
from vaulttools.engine import Rules, Use, check
from vaulttools.locale import korean_pages, say
from vaulttools.note import Note
from vaulttools.registry import Registry
from vaulttools.reporters import Card
from vaulttools.rule import Bad, EngineRule, Example, NoteRule, Rule, VaultRule
from vaulttools.suppress import KEY
from vaulttools.vault import Vault


class Words(NamedTuple):
    """What a rule says of itself in one language."""

    summary: str
    """What it finds, in one line."""
    text: str
    """The rest of its page, as markdown: why, how it mends, and what else there is."""
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
    """What a report may tell of a rule."""
    said = words(rule)
    return Card(said.summary, said.text, "", rule.family, rule.severity, rule.enriches)


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
    examples = rule.examples
    if examples:
        parts += [f"## {say('Examples', lang)}", ""]
        for example in examples:
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
    if isinstance(example, Bad) and example.fixed is not None:
        parts += ["", f"{say('Fixed', lang)}:", "", *_fenced(example.fixed)]
    if isinstance(example, Bad):
        for path, text in example.also.items():
            parts += ["", f"{say('and `{path}`', lang, path=path)}:", "", *_fenced(text)]
    return parts


def _fenced(text: str) -> list[str]:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}markdown", *re.split(r"\r\n?|\n", text.rstrip("\r\n")), fence]


def starter_config(lang: str, schemas: str = "") -> str:
    """A first config: every setting, commented out, with a line on each. `schemas` is that setting as the vault has it."""
    values = {
        "lang": "ko" if lang == "ko" else "en",
        "fail-on": "warning",
        "exclude": '["templates/"]',
        "select": "[all]",
        "extend-select": "[]",
        "ignore": "[]",
        "rules": "{unlinked-mention: {shortest: 3}}",
        "overrides": '[{paths: ["daily/"], ignore: [clarity]}]',
        "entities": "{company: {types: [company], folders: [companies]}}",
        "schemas": "{company: {properties: {founded: number, founder: {link to: person}}}}",
        "dialect": "obsidian",
        "baseline": "baseline.json",
        "plugins": "[]",
    }
    lines = [f"# {say('vaulttools settings for this vault. Commented-out lines are examples.', lang)}", ""]
    for name, setting in SETTINGS.items():
        example = f"{name}: {values[name]}"
        lines.append(f"# {say(setting.doc, lang)}")
        if name == "schemas" and schemas:
            lines.append(
                f"# {say('Inferred from the current notes; the numbers say how many of them have each key.', lang)}"
            )
            example = schemas.rstrip("\n")
        lines += [*(f"# {line}" for line in example.split("\n")), ""]
    return "\n".join(lines)


def config_schema(registry: Registry, lang: str) -> dict[str, Any]:
    """The JSON schema of a config file, for editors; what it says of settings and rules is in `lang`."""
    made: dict[str, Any] = _described(schema(registry), lang)
    of_rules = [made["properties"]["rules"], made["properties"]["overrides"]["items"]["properties"]["rules"]]
    for name, rule in registry.rules.items() if lang == "ko" else ():
        said = words(rule, lang)
        for each in (holder["properties"][name] for holder in of_rules):
            each["description"] = said.summary
            for option, doc in said.options.items():
                each["anyOf"][1]["properties"][option.replace("_", "-")]["description"] = doc
    return made


def _described(node: Any, lang: str) -> Any:
    """`node` of a JSON schema with its descriptions in `lang`."""
    if isinstance(node, dict):
        made = {key: _described(value, lang) for key, value in node.items()}
        if isinstance(description := node.get("description"), str):
            made["description"] = say(description, lang)
        return made
    return [_described(each, lang) for each in node] if isinstance(node, list) else node


def effective_config(config: Config, root: Path, note: str, lang: str = "en") -> str:
    """What `config` comes to for the note at `note` (or any note without overrides), as YAML that could be a config."""
    rules = config.rules_for(note)
    file = config.file or say("none (no `{file}`)", lang, file=FILE)
    lines = [f"# {say('vault', lang)}: {root}", f"# {say('config', lang)}: {file}"]
    lines += [f"fail-on: {config.fail_on}", "rules:"]
    running = {use.rule.name: use for use in rules.uses}
    for name, rule in config.registry.rules.items():
        use = running.get(name)
        if use is None:
            lines.append(f"  {name}: off")
        elif not rule.options():
            lines.append(f"  {name}: {use.severity}")
        else:
            lines += [f"  {name}:", f"    severity: {use.severity}"]
            for each in rule.options():
                value = getattr(use.rule, each.name)
                lines.append(f"    {each.name.replace('_', '-')}: {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def new_rule_text(name: str, looks_at_vault: bool = False) -> str:
    """The text of a new rule's file: it lays out everything a rule has, and one example that fails until it is written.

    A rule that `looks_at_vault` sees a note in the light of all others.
    """
    title = "".join(part.capitalize() for part in name.split("-"))
    return (_NEW_VAULT_RULE if looks_at_vault else _NEW_NOTE_RULE).replace("NewRule", title)


_NEW_NOTE_RULE = '''from collections.abc import Iterator
from typing import ClassVar

from vaulttools.edits import Edit, Safety
from vaulttools.findings import Finding, Severity
from vaulttools.note import Note
from vaulttools.note.cues import Cues
from vaulttools.patterns import pattern
from vaulttools.rule import Bad, Good, NoteRule, fix, option
from vaulttools.text import Span

_WRONG = pattern(r"(?!)")  # It matches nothing yet.


class NewRule(NoteRule):
    """What is wrong, in one line.

    ## Why
    What a reader loses where it stays.

    ## Fix
    Safe, unsafe or none, and why.
    """

    severity: ClassVar = Severity.WARNING
    # Each match of the pattern holds one of these words: notes and lines without one are not searched. A pattern of which
    # that cannot be said goes without both lines, and `check` loops over `_WRONG.finditer(note.prose)`.
    cues: ClassVar = Cues("wrong")
    needs: ClassVar = "cues"

    allowed: tuple[str, ...] = option((), "Words that may stay.")

    examples: ClassVar = (
        Good("A near miss that is fine. `wrong` in code is none of our business.\\n"),
        Bad("What is «wrong».\\n", fixed="What is right.\\n"),
        Bad("이 문장은 «wrong».\\n", fixed="이 문장은 right.\\n"),
    )

    def check(self, note: Note) -> Iterator[Finding]:
        for match in note.cued(self.cues, _WRONG):
            if match[0] not in self.allowed:
                span = Span(*match.span())
                yield self.finding(
                    span,
                    "`{word}` is wrong",
                    help="write it another way",
                    # Safe is what leaves every word and its meaning: `fix` writes it unasked. A guess is unsafe.
                    fix=fix("write `right`", Edit(span, "right"), safety=Safety.UNSAFE),
                    word=match[0],
                )
'''
_NEW_VAULT_RULE = '''from collections.abc import Iterator
from typing import ClassVar

from vaulttools.findings import Finding, Severity
from vaulttools.note import Note
from vaulttools.rule import Bad, Good, VaultRule
from vaulttools.vault import Vault


class NewRule(VaultRule):
    """What is wrong, in one line.

    ## Why
    What a reader loses where it stays.

    ## Fix
    None: what is meant is yours to say.
    """

    severity: ClassVar = Severity.WARNING
    # A note without links is not asked about. It may be `front_matter`, `properties`, `headings` or `tags` as well.
    needs: ClassVar = "links"

    examples: ClassVar = (
        Good("[[Acme]]\\n", beside={"companies/Acme.md": "---\\ntype: company\\n---\\n"}),
        Bad("«[[Acme]]»\\n", path="inbox/note.md", beside={"Acme.md": "Traps.\\n"}),
    )

    def check(self, note: Note, vault: Vault) -> Iterator[Finding]:
        for link in note.links:
            target = vault.resolve(link.path, note.path).path
            if target is not None and vault.kind(target) == "nothing yet":
                yield self.finding(link.span, "`{name}` is wrong", help="write it another way", name=link.path)
'''


INDEX = "Rules.md"
"""The page that lists all rules."""


def pages(registry: Registry) -> Mapping[str, str]:
    """The page of each rule and the index of them, by file name. A page may show what its own rule finds."""
    lines = ["---", "title: Rules", "type: index", "---", "", "What vaulttools looks at, by family."]
    for family in registry.families:
        rules = {name: rule for name, rule in sorted(registry.rules.items()) if rule.family == family}
        if rules:
            lines += ["", f"## {family.replace('_', ' ').capitalize()}", ""]
            lines += [f"- [[{name}]]: {words(rule).summary}" for name, rule in rules.items()]
    made = {INDEX: _allowed(INDEX, "\n".join(lines) + "\n", registry.rules.values())}
    for name, rule in registry.rules.items():
        made[f"{name}.md"] = _allowed(f"{name}.md", page(rule), [rule])
    return made


def _allowed(path: str, text: str, rules: Iterable[type[Rule]]) -> str:
    """`text` of the page at `path` with those of `rules` ignored in its front matter that find something in it."""
    note = Note(path, text)
    uses = Rules(tuple(Use(rule(), rule.severity) for rule in rules if issubclass(rule, NoteRule)))
    names = sorted({each.rule for each in check(note, Vault([note.facts]), uses)})
    if not names:
        return text
    head, body = text.split("\n---\n", 1)
    return f"{head}\n{KEY}: [{', '.join(names)}]\n---\n{body}"


def main(arguments: Sequence[str]) -> int:
    """`python -m vaulttools.docs FOLDER [--check]`: writes the pages into FOLDER, or says (1) which of them lag."""
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
