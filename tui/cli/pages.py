"""The commands that read a live blog without replaying it: list, check, convert."""

import sys
from datetime import datetime
from pathlib import Path

import click

from tui.cli.streams import DEFAULT_SOURCES, load, print_error, separate_option
from tui.model.blog import LiveBlog
from tui.model.errors import LiveBlogError, OptionError

FORMATS = ("json", "md", "html")
FORMAT_OF_ENDING = {
    ".json": "json",
    ".jsonld": "json",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
}


@click.command("list")
def list_command() -> None:
    """Name the live blogs that ship with the program."""
    from tui.sources.bundled import BUNDLED

    for entry in BUNDLED:
        click.echo(f"{entry.name}  {entry.title} ({entry.publisher})")


@click.command("check")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--date",
    "day",
    default="",
    metavar="DAY",
    help="The day, 2020-10-15, of a text whose posts say none.",
)
@click.option(
    "--every",
    default="",
    metavar="SPAN",
    help="Space the posts evenly: for a page with one time for all, or none.",
)
@click.option("--json", "as_json", is_flag=True, help="The report as one JSON object.")
@click.option("--strict", is_flag=True, help="Exit with 1 if there are warnings.")
@separate_option
def check_command(
    sources: tuple[str, ...], as_json: bool, strict: bool, every: str, day: str, separate: bool
) -> None:
    """Report what was read of a live blog, and what was not understood.

    Exits with 2 if it cannot be read.
    """
    import json

    from tui.sources import called
    from tui.text.report import report, report_lines

    named = sources or DEFAULT_SOURCES
    try:
        blog = load(named, every, day, separate=separate)
        found = report(blog, " + ".join(map(called, named)))
    except LiveBlogError as error:
        if as_json:
            click.echo(json.dumps({"source": " + ".join(map(called, named)), "error": str(error)}))
        else:
            print_error(error)
        sys.exit(2)
    click.echo(found.as_json() if as_json else "\n".join(report_lines(found)))
    sys.exit(1 if strict and not found.clean else 0)


@click.command("convert")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to; - is standard output.")
@click.option(
    "--to",
    "asked",
    type=click.Choice(FORMATS),
    help="The format, if the file's name does not end in one's.",
)
@click.option("--as-of", metavar="MOMENT", help="The page as it stood then.")
@click.option(
    "--date",
    "day",
    default="",
    metavar="DAY",
    help="The day, 2020-10-15, of a text whose posts say none.",
)
@click.option(
    "--every",
    default="",
    metavar="SPAN",
    help="Space the posts evenly: for a page with one time for all, or none.",
)
@click.option("--newest-first", is_flag=True, help="In Markdown and HTML: the newest post on top.")
@separate_option
def convert_command(
    sources: tuple[str, ...],
    output: str,
    asked: str | None,
    as_of: str | None,
    every: str,
    day: str,
    newest_first: bool,
    separate: bool,
) -> None:
    """Write a live blog as LiveBlogPosting JSON (which this program reads back), Markdown, or one
    HTML file."""
    if not output:
        raise OptionError("The name after -o is empty; give a file, or - for standard output.")
    to = asked or FORMAT_OF_ENDING.get(
        Path(output).suffix.casefold(), "" if output != "-" else "json"
    )
    if not to:
        raise OptionError(
            f"The name {output} has no known ending: end it in .json, .md or .html, "
            "or say --to json, md or html."
        )
    blog = load(sources or DEFAULT_SOURCES, every, day, separate=separate)
    text = _converted(
        blog, to, _moment(blog, as_of) if as_of is not None else None, newest_first=newest_first
    )
    if output == "-":
        click.echo(text)
        return
    try:
        Path(output).write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise OptionError(f"{output} cannot be written ({error.strerror}).") from error


def _converted(blog: LiveBlog, to: str, as_of: datetime | None, *, newest_first: bool) -> str:
    if to == "md":
        from tui.writers.markdown import markdown

        return markdown(blog, as_of=as_of, newest_first=newest_first)
    if to == "html":
        from tui.writers.html import html

        return html(blog, as_of=as_of, newest_first=newest_first)
    from tui.writers.json_ld import dumps

    return dumps(blog if as_of is None else _as_it_stood(blog, as_of))


def _as_it_stood(blog: LiveBlog, moment: datetime) -> LiveBlog:
    from tui.writers.standing import as_it_stood

    stood = as_it_stood(blog, moment)
    if not stood.posts:
        raise OptionError(
            "Nothing had been posted then, "
            "and a LiveBlogPosting without posts could not be read back."
        )
    return stood


def _moment(blog: LiveBlog, typed: str) -> datetime:
    from tui.replay import Replay

    return Replay(blog).page_moment(typed)
