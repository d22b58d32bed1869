"""`liveblog-tui list`: the bundled live blogs."""

import sys

import click


@click.command("list")
def list_command() -> None:
    """List the bundled live blogs."""
    from tui.sources.bundled import BUNDLED

    if sys.stdout.isatty():
        from tui.cli.printing import echo_table  # rich

        rows = [(entry.name, entry.title, entry.publisher) for entry in BUNDLED]
        echo_table("Bundled live blogs", ("name", "title", "publisher"), rows)
        return
    width = max(len(entry.name) for entry in BUNDLED)
    for entry in BUNDLED:
        click.echo(f"{entry.name:{width}}  {entry.title} ({entry.publisher})")
