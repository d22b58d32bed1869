"""The commands that read a live blog without replaying it: list and convert."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from tui.cli.output_file import check_output, write_output
from tui.cli.replay_options import replay_options
from tui.cli.streams import (
    DEFAULT_SOURCES,
    load,
    source_options,
    tell,
)
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError

FORMATS = ("json", "md", "html", "cast", "csv")
FORMAT_OF_ENDING = {
    ".json": "json",
    ".jsonld": "json",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".cast": "cast",
    ".csv": "csv",
}


@click.command("list")
def list_command() -> None:
    """List the bundled live blogs."""
    from tui.sources.bundled import BUNDLED

    if sys.stdout.isatty():
        from tui.cli.panels import echo_table

        rows = [(entry.name, entry.title, entry.publisher) for entry in BUNDLED]
        echo_table("Bundled live blogs", ("name", "title", "publisher"), rows)
        return
    width = max(len(entry.name) for entry in BUNDLED)
    for entry in BUNDLED:
        click.echo(f"{entry.name:{width}}  {entry.title} ({entry.publisher})")


@click.command("convert")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("-o", "--output", default="-", metavar="FILE", help="Output file; - for stdout.")
@click.option("--force", is_flag=True, help="Overwrite an existing file.")
@click.option(
    "--to",
    "asked",
    type=click.Choice(FORMATS),
    help="Format (default: by file name).",
)
@click.option("--as-of", metavar="MOMENT", help="The page as it stood then.")
@click.option("--marked", is_flag=True, help="Only your marked posts, with your notes.")
@click.option(
    "--all",
    "every_blog",
    is_flag=True,
    help="With --marked: of all live blogs, as md or csv.",
)
@click.option("--newest-first", is_flag=True, hidden=True, help="The same as --order newest.")
@replay_options
@click.option("--size", default="", metavar="CxR", help="Columns and rows of a film (100x30).")
@click.option(
    "--asciicast",
    type=click.Choice(("2", "3")),
    help="Version of a film's format. Default 2.",
)
@source_options
@click.pass_context
def convert_command(
    context: click.Context,
    /,
    sources: tuple[str, ...],
    output: str,
    force: bool,
    asked: str | None,
    as_of: str | None,
    every: str,
    day: str,
    newest_first: bool,
    separate: bool,
    most_bytes: int | None,
    order: str | None,
    marked: bool,
    every_blog: bool,
    **of_film: Any,
) -> None:
    """Write a live blog as LiveBlogPosting JSON (which this program reads back), Markdown, one HTML
    file, or the replay as a film for asciinema.

    Pace, speed, filter, colours and size are for a film.
    """
    if not output:
        raise OptionError("The name after -o is empty; give a file, or - for standard output.")
    to = asked or FORMAT_OF_ENDING.get(
        Path(output).suffix.casefold(), "" if output != "-" else "json"
    )
    if not to:
        raise OptionError(
            f'Unknown format "{Path(output).suffix}": use .json, .md, .html, .cast, or --to.'
        )
    if every_blog or to == "csv":
        _check_all_marks(sources, to, is_asked=marked and every_blog)
        _write(_all_marks(asked or ("csv" if to == "csv" else "md")), output, force=force)
        return
    newest_first = newest_first or order == "newest"
    if to == "cast" and as_of is not None:
        raise OptionError("A film shows a replay, not one moment: use --at instead of --as-of.")
    if to != "cast":
        _check_no_film(context, of_film)
    if output != "-":
        check_output(output, force=force)
    blog = load(sources or DEFAULT_SOURCES, every, day, separate=separate, most_bytes=most_bytes)
    blog, selection = _marked(blog) if marked else (blog, "")
    if to == "cast":
        text = _film(blog, selection=selection, newest_first=newest_first, **of_film)
    else:
        moment = None if as_of is None else _moment(blog, as_of)
        text = _converted(blog, to, moment, newest_first=newest_first)
    _write(text, output, force=force)


def _write(text: str, output: str, *, force: bool) -> None:
    if output == "-":
        click.echo(text)
    else:
        write_output(output, text + "\n", force=force)
        if sys.stderr.isatty():
            tell(f"{output} is written.")


def _check_all_marks(sources: tuple[str, ...], to: str, *, is_asked: bool) -> None:
    """Raises OptionError for options that the marks of all live blogs cannot have."""
    if not is_asked:
        raise OptionError("--all and csv are for marks: convert --marked --all.")
    if sources:
        raise OptionError("--marked --all takes no SOURCE: it writes the marks of all live blogs.")
    if to in ("html", "cast"):
        raise OptionError("--marked --all writes Markdown or CSV: use .md, .csv, or --to.")


def _all_marks(to: str) -> str:
    from tui.settings.marks import all_marks
    from tui.writers.marked import marks_as_csv, marks_as_markdown

    marks = all_marks()
    if not marks:
        raise OptionError("No marks yet. m marks the post in view while you watch.")
    return marks_as_csv(marks) if to == "csv" else marks_as_markdown(marks)


def _marked(blog: LiveBlog) -> tuple[LiveBlog, str]:
    """Only the posts that were marked, and words for how many of how many these are."""
    from tui.settings.marks import marks_in
    from tui.writers.marked import marked_line, only_marked

    marks = marks_in(blog)
    if not marks:
        raise OptionError("No marks in this live blog yet. m marks the post in view.")
    return only_marked(blog, marks), marked_line(blog, marks)


def _check_no_film(context: click.Context, given: dict[str, Any]) -> None:
    """Rejects the options of a film for another format."""
    for parameter in context.command.params:
        if given.get(parameter.name or ""):
            raise OptionError(
                f"{parameter.opts[0]} is for a film: end the file's name in .cast, "
                "or say --to cast."
            )


def _film(blog: LiveBlog, **options: Any) -> str:
    from tui.cli.film import film
    from tui.cli.garbage import resume_collection

    resume_collection()
    return film(blog, **options)


def _converted(blog: LiveBlog, to: str, as_of: datetime | None, *, newest_first: bool) -> str:
    if to == "md":
        from tui.writers.markdown import markdown

        return markdown(blog, as_of=as_of, newest_first=newest_first)
    if to == "html":
        from tui.writers.html import html

        return html(blog, as_of=as_of, newest_first=newest_first)
    from tui.writers.json_ld import dumps

    stood = blog if as_of is None else _as_it_stood(blog, as_of)
    return dumps(stood, newest_first=newest_first)


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
