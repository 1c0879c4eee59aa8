"""`config`: the settings in effect."""

import os
from pathlib import Path

import click

from vaulttools import disk
from vaulttools.cli.base import CLEAN, Command, Failure, cli, notice, reader_lang
from vaulttools.cli.opening import config_of, registry_of
from vaulttools.cli.options import CONFIG, LANG, PLUGINS, option


@cli.command(cls=Command)
@option("--schema", "show_schema", is_flag=True, help="Print the JSON Schema of the config, for editors.")
@CONFIG
@PLUGINS
@LANG
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
