"""A film of a replay, as `convert` writes it."""

import re
from typing import Any

from tui.cli.replay_options import check_theme
from tui.model.blog import LiveBlog
from tui.model.errors import OptionError
from tui.replay import ReplayOptions

USUAL_SIZE = "100x30"
LEAST_SIZE, MOST_SIZE = (20, 5), (500, 200)
"""Columns and rows."""


def film(
    blog: LiveBlog,
    *,
    selection: str,
    newest_first: bool,
    size: str,
    asciicast: str | None,
    **options: Any,
) -> str:
    """The replay as asciicast; it depends on nothing but the blog and the options.

    `selection` says in the titles which posts of a live blog these are, if not all.
    Raises OptionError, MomentError.
    """
    from tui.film.asciicast import asciicast as written
    from tui.film.recording import record
    from tui.replay import Replay
    from tui.screen.view_options import ViewOptions

    theme, spoilers = options.pop("theme"), bool(options.pop("spoilers"))
    check_theme(theme)
    window = size_of(size or USUAL_SIZE)
    asked = ReplayOptions(**options, spoilers=spoilers)
    if asked.speed.casefold() == "max":
        raise OptionError(
            "--speed max shows everything at once, which makes no film; give a number."
        )
    replay = Replay(blog, asked)
    view = ViewOptions(
        replay.faces, newest_first=newest_first, spoilers=asked.spoilers, selection=selection
    )
    if theme:
        view = view._replace(theme=theme)
    title = " · ".join(filter(None, (blog.title, selection)))
    return written(record(replay, view, window), window, title=title, version=int(asciicast or 2))


def size_of(typed: str) -> tuple[int, int]:
    """The columns and rows typed. Raises OptionError."""
    found = re.fullmatch(r"(\d{1,4})\s*[x×]\s*(\d{1,4})", typed.strip().casefold(), re.ASCII)
    size = (int(found[1]), int(found[2])) if found else (0, 0)
    (least_columns, least_rows), (most_columns, most_rows) = LEAST_SIZE, MOST_SIZE
    if not (least_columns <= size[0] <= most_columns and least_rows <= size[1] <= most_rows):
        raise OptionError(
            f"--size takes columns and rows, {least_columns}x{least_rows} to "
            f"{most_columns}x{most_rows}, such as {USUAL_SIZE}; not {typed!r}."
        )
    return size
