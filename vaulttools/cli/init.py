"""`init`: a first config, and notes of companies that have none."""

import os
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaulttools.cli.base import CLEAN, FAILED, Failure, failed, notice, reader_lang, said, writing
from vaulttools.cli.opening import config_of, progress, registry_of
from vaulttools.cli.options import FOLDER, LANG, argument, command, option
from vaulttools.files import disk
from vaulttools.locale import say, translate
from vaulttools.values import grouped

if TYPE_CHECKING:
    from vaulttools.findings import Diagnostic
    from vaulttools.session import Session


@command(
    argument("folder", type=FOLDER, default="."),
    option("--companies", metavar="NAMES", help="Create notes for these companies (comma-separated, or `all`)."),
    LANG,
)
def init(folder: Path, companies: str | None, lang: str | None) -> int:
    """Write a commented `.vaulttools.yaml` for the vault in FOLDER. Overwrites nothing.

    Its schemas are inferred from the notes: which keys they have, of which types, and how often.

    Then list the companies that have a section in some note but no note of their own, and create the notes you choose.
    """
    from vaulttools.config import Config
    from vaulttools.session import Session
    from vaulttools.vault.inference import inferred_schemas

    file = folder / disk.CONFIG
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
    session = Session(folder, config, progress())
    if not there:
        text = starter_config(
            reader_lang(), inferred_schemas(session.vault.facts.values(), session.vault.settings.schemas)
        )
        with writing(file), file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
        click.echo(said("wrote `{path}`; next: `vaulttools check`", path=str(file)))
    return _create_companies(session, companies)


def _create_companies(session: "Session", wanted: str | None) -> int:
    """Lists the companies that have no note, with what speaks for each, and creates the notes of those `wanted`."""
    from vaulttools.config import Selection
    from vaulttools.edits import Safety
    from vaulttools.session.checking import check
    from vaulttools.session.fixing import settle, write
    from vaulttools.vault.companies import company_key, note_name

    def key(diagnostic: "Diagnostic") -> str:
        return company_key(note_name(str(diagnostic.message.values["name"])))

    rule = "company-without-note"
    session.config = session.config.with_selection(Selection(select=(rule,)))
    met = grouped((key(each), each) for each in check(session, session.paths()) if each.rule == rule)
    if wanted is None and not met:
        return FAILED if failed(session, ()) else CLEAN
    _list_companies(met.values())
    answer = _answer() if wanted is None else wanted
    names = [name.strip() for name in answer.split(",") if name.strip()]
    named = {company_key(note_name(name)): name for name in names}
    chosen = met.keys() if names == ["all"] else named.keys()
    unknown = next((named[each] for each in chosen if each not in met), None)
    if unknown is not None:
        raise Failure("no company named `{name}` has a section but no note", name=unknown)
    grades = (Safety.SAFE, Safety.UNSAFE)
    settled = settle(session, session.paths(), grades, True, lambda each: each.rule == rule and key(each) in chosen)
    for path in write(session, settled):
        click.echo(said("wrote `{path}`", path=path))
    return FAILED if failed(session, ()) else CLEAN


def _list_companies(companies: "Collection[Sequence[Diagnostic]]") -> None:
    """Lists companies, by what was found on each."""
    from vaulttools.text import inert

    click.echo(said("companies with a section but no note of their own: {count}", count=len(companies)))
    for places in companies:
        click.echo(inert(f"  {places[0].message.values['name']}"))
        for each in places[:3]:
            reason = translate(each.related[0].message, reader_lang())
            click.echo(inert(f"    {each.path}:{each.start.line}  {reason}"))


def _answer() -> str:
    """The companies that a person at a terminal wants notes for; where nobody is there, says how to ask for them."""
    if sys.stdin is None or not sys.stdin.isatty():
        notice("to create their notes: `vaulttools init --companies all`, or list the names")
        return ""
    answer: str = click.prompt(
        said("create notes for which of them? (names, `all`, or nothing)"), "", show_default=False
    )
    return "" if answer.strip().lower() in ("n", "no", "none", "아니요", "아니오", "없음") else answer


def starter_config(lang: str, schemas: str = "") -> str:
    """A first config: every setting, commented out, with a line on each. `schemas` is that setting as the vault has it."""
    from vaulttools.config.settings import SETTINGS

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
