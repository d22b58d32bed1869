"""`liveblog-tui check`: how a live blog was read."""

import sys

import click

from tui.cli.streams import DEFAULT_SOURCES, how_to_fetch, load, print_error, source_options
from tui.model.errors import LiveBlogError


@click.command("check")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--json", "as_json", is_flag=True, help="The report as one JSON object.")
@click.option("--strict", is_flag=True, help="Exit with 1 if there are warnings.")
@source_options
def check_command(
    sources: tuple[str, ...],
    as_json: bool,
    strict: bool,
    every: str,
    day: str,
    separate: bool,
    most_bytes: int | None,
) -> None:
    """Report how a live blog was read, each doubt, and what is missing.

    Exits with 2 if it cannot be read. Add --json to a bug report.
    """
    import json

    from tui.sources import called
    from tui.text.report import report, report_lines

    named = sources or DEFAULT_SOURCES
    names = " + ".join(map(called, named))
    try:
        blog = load(named, every, day, separate=separate, most_bytes=most_bytes)
        found = report(blog, names)
    except LiveBlogError as error:
        if as_json:
            click.echo(json.dumps({"source": names, "error": str(error)}))
        else:
            print_error(error)
        sys.exit(2)
    if as_json:
        click.echo(found.as_json())
    elif sys.stdout.isatty():
        from tui.text.report import print_table

        print_table(found)
    else:
        click.echo("\n".join(report_lines(found)))
    if note := how_to_fetch(blog, named):
        click.echo(note, err=True)
    sys.exit(1 if strict and not found.clean else 0)
