"""`config`: the settings in effect."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vaulttools.cli.base import CLEAN, Failure, notice, reader_lang
from vaulttools.cli.opening import config_of, registry_of
from vaulttools.cli.options import CONFIG, LANG, PATH, PLUGINS, argument, command, option
from vaulttools.files import disk
from vaulttools.locale import say

if TYPE_CHECKING:
    from vaulttools.config import Config
    from vaulttools.registry import Registry


@command(
    option("--schema", "show_schema", is_flag=True, help="Print the JSON Schema of the config, for editors."),
    CONFIG,
    PLUGINS,
    LANG,
    argument("path", required=False, type=PATH),
)
def config(
    show_schema: bool, config_file: Path | None, allow_plugins: bool, lang: str | None, path: Path | None
) -> int:
    """Show the config in effect, for the vault or for the note at PATH."""
    if show_schema:
        click.echo(json.dumps(config_schema(registry_of((), False), reader_lang()), ensure_ascii=False, indent=2))
        return CLEAN
    if path is not None and not os.path.lexists(path):
        raise Failure("`{path}` does not exist", path=str(path))
    start = Path(os.path.abspath(path or "."))
    root = disk.find_root(start)
    found = config_of(root, config_file, allow_plugins, leaving_out=True)
    if found.registry.left_out:
        notice(
            "plug-in rules left out: {modules}; include them with `--allow-plugins`",
            modules=", ".join(found.registry.left_out),
        )
    note = disk.relative(start, root) if path is not None else ""
    click.echo(effective_config(found, root, note, reader_lang()).rstrip("\n"))
    return CLEAN


def effective_config(config: "Config", root: Path, note: str, lang: str = "en") -> str:
    """What `config` comes to for the note at `note` (or any note without overrides), as YAML that could be a config."""
    from vaulttools.reporters.json import dumps
    from vaulttools.text import inert

    rules = config.rules_for(note)
    file = config.file or say("none (no `{file}`)", lang, file=disk.CONFIG)
    lines = [inert(f"# {say('vault', lang)}: {root}"), inert(f"# {say('config', lang)}: {file}")]
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
                lines.append(f"    {each.name.replace('_', '-')}: {dumps(value)}")
    return "\n".join(lines) + "\n"


def config_schema(registry: "Registry", lang: str) -> dict[str, Any]:
    """The JSON schema of a config file, for editors; what it says of settings and rules is in `lang`."""
    from vaulttools.config.settings import schema
    from vaulttools.docs import words

    made: dict[str, Any] = _described(schema(registry), lang)
    of_rules = [made["properties"]["rules"], made["properties"]["overrides"]["items"]["properties"]["rules"]]
    for name, rule in registry.rules.items() if lang == "ko" else ():
        said = words(rule, lang)
        for each in (holder["properties"][name] for holder in of_rules):
            each["description"] = said.summary
            for key, doc in said.options.items():
                each["anyOf"][1]["properties"][key.replace("_", "-")]["description"] = doc
    return made


def _described(node: Any, lang: str) -> Any:
    """`node` of a JSON schema with its descriptions in `lang`."""
    if isinstance(node, dict):
        made = {key: _described(value, lang) for key, value in node.items()}
        if isinstance(description := node.get("description"), str):
            made["description"] = say(description, lang)
        return made
    return [_described(each, lang) for each in node] if isinstance(node, list) else node
