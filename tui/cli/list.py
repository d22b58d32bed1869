"""`liveblog-tui list`: the bundled live blogs."""

import click

from tui.cli.printing import echo_section
from tui.sources.bundled import BUNDLED


@click.command("list")
def list_command() -> None:
    """List the bundled live blogs."""
    rows = [(entry.name, f"{entry.title} ({entry.publisher})") for entry in BUNDLED]
    echo_section("Bundled live blogs", rows, width=1 + max(len(name) for name, _ in rows))
