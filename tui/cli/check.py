"""`liveblog-tui check`: the report on a reading."""

import json
import sys
from typing import Any

import click

from tui.cli.options import OF_SOURCES, GivenSources, how_to_fetch
from tui.cli.printing import echo_section, print_error
from tui.model.errors import LiveBlogError
from tui.replay_options import flag
from tui.sources import called
from tui.text.report import report, report_json, report_rows

_OPTIONS = (
    flag("--json as_json", "The report as one JSON object."),
    flag("--strict", "Exit with 1 if there are warnings."),
)


@click.command("check", params=[*_OPTIONS, *OF_SOURCES])
def check_command(as_json: bool, strict: bool, **sources: Any) -> None:
    """Report how a live blog was read, each doubt, and each missing part.

    Exits with 2 if it cannot be read. For a bug report, add the output of --json.
    """
    given = GivenSources(**sources)
    names = " + ".join(map(called, given.names))
    try:
        blog = given.load()
        facts = report(blog, names)
    except LiveBlogError as error:
        if as_json:
            click.echo(json.dumps({"source": names, "error": str(error)}))
        else:
            print_error(error)
        sys.exit(2)
    if as_json:
        click.echo(report_json(facts))
    else:
        echo_section("Report", report_rows(blog, facts), width=12)
    if note := how_to_fetch(blog, given.names):
        click.echo(note, err=True)
    sys.exit(1 if strict and blog.warnings else 0)
