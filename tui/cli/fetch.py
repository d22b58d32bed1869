"""`liveblog-tui fetch`: all pages of a live blog into a folder."""

import sys
import time
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import click

from tui.cli.printing import waiting
from tui.model.counted import counted
from tui.model.coverage_words import part_line
from tui.model.errors import LiveBlogError, OptionError, UnreadableError
from tui.sources import called, load_all


@click.command("fetch")
@click.argument("address")
@click.option(
    "-o", "--output", "folder", required=True, metavar="FOLDER", help="Where to save the pages."
)
def fetch_command(address: str, folder: str) -> None:
    """Save all pages of a live blog in a folder, which `replay FOLDER` plays.

    Obeys robots.txt; waits a second between requests. A second run asks only for changed pages.
    """
    from tui.sources.walk import KeptPages, Walk

    if not folder:
        raise OptionError("The name of the folder is empty.")

    lines = nullcontext(partial(click.echo, err=True))
    walk = Walk(address, KeptPages(Path(folder)), now=time.time, sleep=time.sleep)
    try:
        with waiting("Fetching") if sys.stderr.isatty() else lines as show:
            walk.run(lambda text: show(f"Fetching {text}"))
    except LiveBlogError:
        if walk.pages:
            click.echo(f"{counted(walk.pages, 'page')} in {called(folder)}.", err=True)
        raise
    if walk.note:
        click.echo(walk.note)
    click.echo(_summary_line(walk.pages, walk.changed, folder))


def _summary_line(pages: int, changed: int, folder: str) -> str:
    """Pages fetched, and the live blog in them. Raises UnreadableError if there is none."""
    fetched = f"{counted(pages, 'page')}, {changed} new or changed"
    try:
        blog = load_all([folder])
    except LiveBlogError as error:
        raise UnreadableError(f"{fetched}. But no live blog was read there: {error}") from error
    posts = ", ".join(filter(None, (counted(len(blog.posts), "post"), part_line(blog))))
    return f"{fetched}: {posts}.\nTo play: liveblog-tui replay {called(folder)}"
