"""`liveblog-tui check`: the report on a reading."""

import json
import sys

import click

from tui.cli.options import GivenSources, how_to_fetch, source_options
from tui.cli.printing import echo_section, print_error
from tui.model.errors import LiveBlogError
from tui.sources import called
from tui.text.report import report, report_json, report_rows


@click.command("check")
@click.option("--json", "as_json", is_flag=True, help="The report as one JSON object.")
@click.option("--strict", is_flag=True, help="Exit with 1 if there are warnings.")
@source_options
def check_command(given: GivenSources, as_json: bool, strict: bool) -> None:
    """Report how a live blog was read, each doubt, and each missing part.

    Exits with 2 if it cannot be read. For a bug report, add the output of --json.
    """
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
