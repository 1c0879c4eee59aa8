"""`questions`: what notes leave open."""

from pathlib import Path

import click

from vaulttools.cli.base import CLEAN, FAILED, Run, failed, notice, prefix_of
from vaulttools.cli.opening import opened_by
from vaulttools.cli.options import CONFIG, LANG, PATHS, PLUGINS, command, option


@command(
    PATHS,
    option("--output-format", type=("text", "markdown", "json"), default="text", help="Output format."),
    CONFIG,
    PLUGINS,
    LANG,
)
def questions(run: Run, output_format: str) -> int:
    """List the questions left open in notes, by company.

    PATHS are notes or folders; the default is the whole vault. The markdown list has links and can be pasted into a note.
    """
    from vaulttools.text import inert, printable
    from vaulttools.vault.questions import as_markdown, by_subject, unanswered
    from vaulttools.vault.questions import questions as questions_of

    opened = opened_by(run)
    session = opened.session
    found = (
        question
        for path in opened.chosen
        if path in session.vault.facts
        for question in questions_of(session.note(path), session.vault)
    )
    groups = by_subject(unanswered(found, session.vault))
    if output_format == "json":
        from vaulttools.reporters.json import dumps

        click.echo(dumps([each._asdict() for group in groups.values() for each in group], indent=2))
    elif not groups:
        notice("no open questions")
    elif output_format == "markdown":
        click.echo("\n".join(map(printable, as_markdown(groups, session.vault))))
    else:
        prefix = prefix_of(session.root, Path.cwd())
        for subject, group in groups.items():
            company = group[0].company
            click.echo(inert(f"{subject} ({prefix}{company})" if company else subject))
            for each in group:
                click.echo(inert(f"  {prefix}{each.path}:{each.line}:{each.column}  {each.text}"))
    return FAILED if failed(session, ()) else CLEAN
