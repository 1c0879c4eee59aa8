"""`explain`, `rules`, `init`, `new-rule`, `config` and `questions`: what helps to use the rest."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vaulttools import disk
from vaulttools.cli.base import (
    ALLOW_PLUGINS,
    CLEAN,
    FAILED,
    Command,
    Failure,
    cli,
    failed,
    notice,
    prefix_of,
    reader_lang,
    writing,
)
from vaulttools.cli.opening import config_of, located, opened_at, progress, registry_of
from vaulttools.cli.options import PATHS, option, rule_names
from vaulttools.locale import say, translate

if TYPE_CHECKING:
    from vaulttools.findings import Diagnostic
    from vaulttools.rule import Rule
    from vaulttools.session import Session


@cli.command(cls=Command)
@click.argument("rule", shell_complete=rule_names)
@option("--lang", type=click.Choice(["en", "ko"]), help="Language of messages.")
@option("--allow-plugins", is_flag=True, envvar=ALLOW_PLUGINS, help="Run the plug-ins named in the config.")
def explain(rule: str, lang: str | None, allow_plugins: bool) -> int:
    """Explain a rule: what it finds and why, how it is fixed, options and examples."""
    from vaulttools import docs
    from vaulttools.config import check_selector

    registry = registry_of((), False)
    if not registry.knows(rule):  # It may be a plug-in's: only then is the config read.
        registry = config_of(disk.find_root(Path.cwd()), None, allow_plugins).registry
    check_selector(registry, rule, Failure, one=True)
    (found,) = registry.named(rule)
    click.echo(f"{found.name}: {found.family}, {_level(found)}\n\n{docs.words(found, reader_lang()).summary}\n")
    click.echo(docs.explanation(found, reader_lang()))
    return CLEAN


@cli.command(cls=Command)
@option("--output-format", type=click.Choice(["text", "json"]), default="text", help="Output format.")
@option("--allow-plugins", is_flag=True, envvar=ALLOW_PLUGINS, help="Run the plug-ins named in the config.")
@option("--lang", type=click.Choice(["en", "ko"]), help="Language of messages.")
def rules(output_format: str, allow_plugins: bool, lang: str | None) -> int:
    """List all rules by family, with severity and what each finds."""
    from vaulttools import docs

    # Without leave, the rules of plug-ins that the config names are not listed: that would run their code.
    registry = config_of(disk.find_root(Path.cwd()), None, True).registry if allow_plugins else registry_of((), False)
    if output_format == "json":
        import json

        made = [
            {
                "rule": name,
                "family": rule.family,
                "severity": str(rule.severity),
                "default": rule.default,
                "enriches": rule.enriches,
                "summary": docs.words(rule).summary,
            }
            for name, rule in registry.rules.items()
        ]
        click.echo(json.dumps(made, ensure_ascii=False, indent=2))
        return CLEAN
    longest = max(map(len, registry.rules))
    for family in registry.families:
        named = sorted(name for name, rule in registry.rules.items() if rule.family == family)
        if named:
            click.echo(f"{family}")
        for name in named:
            rule = registry.rules[name]
            click.echo(f"  {name:{longest}}  {_level(rule):8} {docs.words(rule, reader_lang()).summary}")
    return CLEAN


def _level(rule: "type[Rule]") -> str:
    """How much what `rule` finds matters by default, in the reader's language."""
    return say(str(rule.severity), reader_lang()) if rule.default else say("off", reader_lang())


@cli.command(cls=Command)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@option("--companies", metavar="NAMES", help="Create notes for these companies (comma-separated, or `all`).")
@option("--lang", type=click.Choice(["en", "ko"]), help="Language of messages.")
def init(folder: Path, companies: str | None, lang: str | None) -> int:
    """Write a commented `.vaulttools.yaml` for the vault in FOLDER. Overwrites nothing.

    Its schemas are inferred from the notes: which keys they have, of which types, and how often.

    Then list the companies that have a section in some note but no note of their own, and create the notes you choose.
    """
    from vaulttools.config import FILE, Config
    from vaulttools.docs import starter_config
    from vaulttools.inference import inferred_schemas
    from vaulttools.session import Session

    file = folder / FILE
    there = os.path.lexists(file)
    if there and companies is None:
        raise Failure(
            "`{path}` already exists", "edit it by hand; `vaulttools config` shows its effect", path=str(file)
        )
    root = disk.find_root(Path(os.path.abspath(folder)))
    above = None if there or root == Path(os.path.abspath(folder)) else disk.find_config(root)
    if above is not None:
        raise Failure(
            "`{folder}` is inside a vault that has a config: `{path}`",
            "use its `overrides` for settings that differ here; a separate vault needs a folder `.obsidian`",
            folder=str(folder),
            path=str(above),
        )
    config = config_of(folder, file, allow_plugins=False, leaving_out=True) if there else Config(registry_of((), False))
    session = Session(folder, config, progress({"quiet": False}, folder))
    if not there:
        text = starter_config(
            reader_lang(), inferred_schemas(session.vault.facts.values(), session.vault.settings.schemas)
        )
        with writing(file), file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
        click.echo(say("wrote `{path}`; next: `vaulttools check`", reader_lang(), path=str(file)))
    return _create_companies(session, companies)


def _create_companies(session: "Session", wanted: str | None) -> int:
    """Lists the companies that have no note, with what speaks for each, and creates the notes of those `wanted`."""
    from vaulttools.companies import company_key, note_name
    from vaulttools.config import Selection
    from vaulttools.edits import Safety
    from vaulttools.text import inert, printable

    def key(diagnostic: "Diagnostic") -> str:
        return company_key(note_name(str(diagnostic.message.values["name"])))

    rule = "company-without-note"
    session.config = session.config.with_selection(Selection(select=(rule,)))
    met: dict[str, list[Diagnostic]] = {}
    for each in session.check(session.paths()):
        if each.rule == rule:
            met.setdefault(key(each), []).append(each)
    if wanted is None and not met:
        return FAILED if failed(session, ()) else CLEAN
    click.echo(say("companies with a section but no note of their own: {count}", reader_lang(), count=len(met)))
    for places in met.values():
        click.echo(f"  {printable(str(places[0].message.values['name']))}")
        for each in places[:3]:
            reason = translate(each.related[0].message, reader_lang())
            click.echo(f"    {printable(each.path)}:{each.start.line}  {inert(reason)}")
    if wanted is None and sys.stdin is not None and sys.stdin.isatty():
        wanted = click.prompt(
            say("create notes for which of them? (names, `all`, or nothing)", reader_lang()), "", show_default=False
        )
        if wanted.strip().lower() in ("n", "no", "none", "아니요", "아니오", "없음"):
            wanted = ""
    elif wanted is None:
        notice({"quiet": False}, "to create their notes: `vaulttools init --companies all`, or list the names")
    names = [name.strip() for name in (wanted or "").split(",") if name.strip()]
    named = {company_key(note_name(name)): name for name in names}
    chosen = met.keys() if names == ["all"] else named.keys()
    unknown = next((named[each] for each in chosen if each not in met), None)
    if unknown is not None:
        raise Failure("no company `{name}` has a section but no note", name=unknown)
    grades = (Safety.SAFE, Safety.UNSAFE)
    settled = session.settle(session.paths(), grades, True, lambda each: each.rule == rule and key(each) in chosen)
    for path in session.write(settled):
        click.echo(say("wrote `{path}`", reader_lang(), path=path))
    return FAILED if failed(session, ()) else CLEAN


@cli.command("new-rule", cls=Command)
@click.argument("name", metavar="FAMILY/NAME")
@option(
    "--folder", type=click.Path(path_type=Path, file_okay=False), help="The folder that contains the rule families."
)
@option("--vault", "looks_at_vault", is_flag=True, help="Create a rule that sees the whole vault.")
@option("--lang", type=click.Choice(["en", "ko"]), help="Language of messages.")
def new_rule(name: str, folder: Path | None, looks_at_vault: bool, lang: str | None) -> int:
    """Create the file of a new rule, with an example that fails until the rule is written."""
    from vaulttools.docs import new_rule_text
    from vaulttools.registry import FAMILIES

    family, slash, rule = name.partition("/")
    family = family.replace("-", "_")
    if not (slash and _is_module(family) and _is_module(rule.replace("-", "_")) and rule == rule.lower()):
        raise Failure(
            "`{name}` is not a valid rule name", "write family/name, like `links/unlinked-mention`", name=name
        )
    if rule in registry_of((), False).rules:
        raise Failure("the rule `{name}` already exists", "choose another name", name=rule)
    if folder is None and family not in FAMILIES:
        raise Failure("unknown family `{name}`", "available families: {families}", name=family, families=FAMILIES)
    base = folder or Path(__file__).parents[1] / "rules"
    if folder is None and "site-packages" in base.parts:
        raise Failure(
            "vaulttools is an installed package here, and upgrading would delete your rule",
            "give a folder of your own (`--folder`), or work in a clone: `pip install -e '.[dev]'`",
        )
    file = base / family / f"{rule.replace('-', '_')}.py"
    with writing(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(new_rule_text(rule, looks_at_vault))
    click.echo(say("wrote `{path}`; its example fails until the rule is written", reader_lang(), path=str(file)))
    return CLEAN


def _is_module(name: str) -> bool:
    """Whether `name` can be that of a module or a package."""
    import keyword

    return name.isascii() and name.isidentifier() and not keyword.iskeyword(name)


@cli.command(cls=Command)
@option("--schema", "show_schema", is_flag=True, help="Print the JSON Schema of the config, for editors.")
@option("--config", "config_file", type=click.Path(path_type=Path), help="Use this config file.")
@option("--allow-plugins", is_flag=True, envvar=ALLOW_PLUGINS, help="Run the plug-ins named in the config.")
@option("--lang", type=click.Choice(["en", "ko"]), help="Language of messages.")
@click.argument("path", required=False, type=click.Path(path_type=Path))
def config(
    show_schema: bool, config_file: Path | None, allow_plugins: bool, lang: str | None, path: Path | None
) -> int:
    """Show the config in effect, for the vault or for the note at PATH."""
    from vaulttools.docs import config_schema, effective_config

    if show_schema:
        import json

        click.echo(json.dumps(config_schema(registry_of((), False), reader_lang()), ensure_ascii=False, indent=2))
        return CLEAN
    if path is not None and not os.path.lexists(path):
        raise Failure("`{path}` does not exist", path=str(path))
    start = Path(os.path.abspath(path or "."))
    root = disk.find_root(start)
    found = config_of(root, config_file, allow_plugins, leaving_out=True)
    if found.registry.left_out:
        notice(
            {"quiet": False},
            "plug-in rules left out: {modules}; include them with `--allow-plugins`",
            modules=", ".join(found.registry.left_out),
        )
    note = os.path.relpath(start, root).replace(os.sep, "/") if path is not None else ""
    click.echo(effective_config(found, root, note, reader_lang()).rstrip("\n"))
    return CLEAN


@cli.command(cls=Command)
@PATHS
@option("--output-format", type=click.Choice(["text", "markdown", "json"]), default="text", help="Output format.")
@option("--config", "config_file", type=click.Path(path_type=Path), help="Use this config file.")
@option("--allow-plugins", is_flag=True, envvar=ALLOW_PLUGINS, help="Run the plug-ins named in the config.")
@option("--lang", type=click.Choice(["en", "ko"]), help="Language of messages.")
def questions(paths: tuple[Path, ...], output_format: str, **given: Any) -> int:
    """List the questions left open in notes, by company.

    PATHS are notes or folders; the default is the whole vault. The markdown list has links and can be pasted into a note.
    """
    from dataclasses import asdict

    from vaulttools.questions import as_markdown, by_subject
    from vaulttools.questions import questions as questions_of
    from vaulttools.text import inert, printable

    run: dict[str, Any] = {"stdin_filename": None, "affected": False, "quiet": False, "no_cache": False, "jobs": 0}
    run |= {"select": (), "extend_select": (), "ignore": (), **given}
    opened = opened_at(located(paths, run), paths, run)
    session = opened.session
    groups = by_subject(
        question for path in opened.chosen for question in questions_of(session.note(path), session.vault)
    )
    if output_format == "json":
        import json

        click.echo(
            json.dumps([asdict(each) for group in groups.values() for each in group], ensure_ascii=False, indent=2)
        )
    elif not groups:
        notice(run, "no open questions")
    elif output_format == "markdown":
        click.echo("\n".join(map(printable, as_markdown(groups, session.vault))))
    else:
        prefix = prefix_of(session.root, Path.cwd())
        for subject, group in groups.items():
            company = group[0].company
            click.echo(inert(f"{subject} ({prefix}{company})" if company else subject))
            for each in group:
                click.echo(f"  {printable(prefix + each.path)}:{each.line}:{each.column}  {printable(each.text)}")
    return FAILED if failed(session, ()) else CLEAN
