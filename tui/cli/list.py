"""`liveblog-tui list`: the bundled live blogs."""

import click

from tui.sources.bundled import BUNDLED


@click.command("list")
def list_command() -> None:
    """List the bundled live blogs."""
    width = max(len(entry.name) for entry in BUNDLED)
    for entry in BUNDLED:
        click.echo(f"{entry.name:{width}}  {entry.title} ({entry.publisher})")
