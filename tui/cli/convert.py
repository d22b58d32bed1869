"""`liveblog-tui convert`: a live blog, or its marks, as a file; a replay as a film."""

import re
import sys
from collections.abc import Sized
from pathlib import Path
from typing import Any

import click

from tui.cli.options import OF_REPLAYS, OF_SOURCES, GivenSources
from tui.cli.preferences import check_theme
from tui.cli.printing import tell
from tui.model.blog import LiveBlog
from tui.model.clock_face import own_face
from tui.model.errors import OptionError
from tui.operating_system import write_whole
from tui.readers.own_format import dumps
from tui.replay import Replay, ReplayOptions
from tui.replay_options import choice, flag, text
from tui.settings.marks import all_marks, marks_in
from tui.settings.state import state_trouble
from tui.sources.files import in_one_sentence
from tui.writers.html import html
from tui.writers.markdown import markdown
from tui.writers.marked import marked_line, marks_as_markdown, only_marked
from tui.writers.page_at import blog_at
from tui.writers.table import rows_of, table

FORMATS = ("json", "md", "html", "cast", "csv")
PAGES = {"md": markdown, "html": html}
OTHER_ENDINGS = {"jsonld": "json", "markdown": "md", "htm": "html"}
USUAL_SIZE = "100x30"
LEAST_SIZE, MOST_SIZE = (20, 5), (500, 200)  # columns and rows of a film

_OPTIONS = (
    text("-o --output", "FILE", "Output file; - for stdout.", default="-", show_default=False),
    flag("--force", "Overwrite an existing file."),
    choice("--to asked", FORMATS, "Format (default: by file name)."),
    text("--as-of", "MOMENT", "The page as it was then.", default=None),
    flag("--marked", "Only your marked posts, with your notes."),
    flag("--all every_blog", "With --marked: marks of all live blogs, as md or csv."),
    *OF_REPLAYS,
    text("--size", "CxR", "Columns and rows of a film (100x30)."),
    choice("--asciicast", ("2", "3"), "Version of a film's format (2)."),
)


@click.command("convert", params=[*_OPTIONS, *OF_SOURCES])
def convert_command(
    output: str,
    force: bool,
    asked: str | None,
    as_of: str | None,
    marked: bool,
    every_blog: bool,
    order: str | None,
    **film: Any,
) -> None:
    """Write a live blog as LiveBlogPosting JSON (which this program reads back whole), Markdown,
    one HTML file, a table of its posts (csv), or the replay as a film for asciinema.

    From --pace to --source, and --spoilers to --asciicast: for a film.
    """
    given = GivenSources.taken(film)
    _check_output(output, force=force)
    to = asked or _format_of(output, usual="md" if every_blog else "json")
    if every_blog:
        write_output(_all_marks(to, is_possible=marked and not given.sources), output)
        return
    if to != "cast":
        _check_no_film(film)
    elif as_of is not None:
        raise OptionError("A film shows a replay, not one moment: use --at instead of --as-of.")
    blog, is_reversed = given.load(), order == "newest"
    no_marks = "No marks in this live blog yet. m marks the post in view."
    marks = _not_none(marks_in(blog), no_marks) if marked else {}
    if to == "cast":
        written = _film(blog, marks, film, newest_first=is_reversed)
    else:
        written = _page(blog, to, marks, as_of, newest_first=is_reversed)
    write_output(written, output)


def _format_of(output: str, usual: str) -> str:
    """The format by file name, of standard output the usual. Raises OptionError if unknown."""
    ending = Path(output).suffix.casefold().removeprefix(".")
    to = usual if output == "-" else OTHER_ENDINGS.get(ending, ending)
    if to not in FORMATS:
        unknown = f'Unknown format "{Path(output).suffix}"' if ending else f"{output} has no format"
        raise OptionError(f"{unknown}: use .{', .'.join(FORMATS)}, or --to.")
    return to


def _check_output(name: str, *, force: bool) -> None:
    """Raises OptionError, before the work, for an existing file unless `force`."""
    if not name:
        raise OptionError("The name after -o is empty; give a file, or - for standard output.")
    if Path(name).is_dir():
        raise OptionError(f"{name} is a folder; give a file, such as {Path(name, 'blog.md')}.")
    if name != "-" and not force and Path(name).is_file():
        raise OptionError(f"{name} exists; use --force to overwrite it.")


def write_output(text: str, output: str) -> None:
    """A whole file or none; devices and pipes directly; a link stays. Raises SourceError."""
    if output == "-":
        click.echo(text)
        return
    path, data = Path(output).resolve(), f"{text}\n".encode()
    with in_one_sentence(output, "written"):
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            write_whole(path, data)
    if sys.stderr.isatty():
        tell(f"{output} is written.")


def _all_marks(to: str, *, is_possible: bool) -> str:
    if not is_possible or to not in ("csv", "md"):
        raise OptionError(
            "The marks of all live blogs are written as md or csv: convert --marked --all --to "
            "csv, without a SOURCE."
        )
    marks = _not_none(all_marks(), "No marks yet. m marks the post in view while you watch.")
    return table(marks) if to == "csv" else marks_as_markdown(marks)


def _not_none[Marks: Sized](marks: Marks, advice: str) -> Marks:
    if not marks:
        raise OptionError(state_trouble() or advice)
    return marks


def _check_no_film(film: dict[str, Any]) -> None:
    """Raises OptionError for options of a film with another format."""
    for parameter in _OPTIONS:
        if film.get(parameter.name or ""):
            raise OptionError(
                f"{parameter.opts[0]} is for a film: end the file's name in .cast, "
                "or say --to cast."
            )


def _film(
    blog: LiveBlog, marks: dict[int, str], film: dict[str, Any], *, newest_first: bool
) -> str:
    """Depends on nothing but the blog and the options. Raises OptionError, MomentError."""
    from tui.film.recording import asciicast, record
    from tui.screen.page import ViewOptions

    theme, window = film.pop("theme"), _window(film.pop("size") or USUAL_SIZE)
    version, spoilers = int(film.pop("asciicast") or 2), bool(film.pop("spoilers"))
    check_theme(theme)
    selection = marked_line(blog, marks) if marks else ""
    replay = Replay(only_marked(blog, marks), ReplayOptions(**film))
    view = ViewOptions(
        replay.faces, newest_first=newest_first, spoilers=spoilers, theme=theme, selection=selection
    )
    title = " · ".join(filter(None, (blog.title, selection)))
    return asciicast(record(replay, view, window), window, title=title, version=version)


def _window(typed: str) -> tuple[int, int]:
    """Columns and rows. Raises OptionError."""
    found = re.fullmatch(r"(\d{1,4})\s*[x×]\s*(\d{1,4})", typed.strip().casefold(), re.ASCII)
    columns, rows = map(int, found.groups()) if found else (0, 0)
    (least_columns, least_rows), (most_columns, most_rows) = LEAST_SIZE, MOST_SIZE
    if not (least_columns <= columns <= most_columns and least_rows <= rows <= most_rows):
        raise OptionError(
            f"--size takes columns and rows, {least_columns}x{least_rows} to "
            f"{most_columns}x{most_rows}, such as {USUAL_SIZE}; not {typed!r}."
        )
    return columns, rows


def _page(
    blog: LiveBlog, to: str, marks: dict[int, str], as_of: str | None, *, newest_first: bool
) -> str:
    moment = None if as_of is None else Replay(blog).page_moment(as_of)
    if to == "csv":
        rows = [*rows_of(blog_at(blog, moment), marks)]
        return table(reversed(rows) if newest_first else rows)
    blog = only_marked(blog, marks)
    if to != "json":
        return PAGES[to](blog, as_of=moment, newest_first=newest_first)
    known = blog_at(blog, moment)
    if not known.posts:
        first = own_face(blog).full(blog.start)
        raise OptionError(f"Nothing had been posted then; the first post is of {first}.")
    return dumps(known, newest_first=newest_first)
