"""`liveblog-tui` alone: the shelf, and the live blog chosen there."""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.asyncio_without_tls import import_asyncio_without_tls
from tui.cli.garbage import pause_collection, resume_collection
from tui.model.errors import LiveBlogError
from tui.settings.config import read_config

if TYPE_CHECKING:
    from tui.screen.shelf import ShelfRow

MOST_FILES = 60
"""Files of a folder that the shelf lists."""
FOLDER_BYTES = 20_000_000
"""Bytes of a file that the shelf reads for its row."""


def open_shelf() -> None:
    """Show the shelf until the reader quits it; a live blog opened from it leads back to it."""
    import_asyncio_without_tls()
    from tui.cli.usual_options import usual_theme
    from tui.screen.app import THEMES
    from tui.screen.environment import check_environment
    from tui.screen.shelf import ShelfApp
    from tui.settings.recent import forget_recent

    check_environment(os.environ)
    at: tuple[str, ...] = ()
    note = ""
    while True:
        resume_collection()
        theme = usual_theme(read_config().defaults.theme, THEMES)
        app = ShelfApp(
            _rows(),
            marks=_marks(),
            at=at,
            note=note,
            theme=theme,
            describe=_described,
            forgotten=lambda row: forget_recent(row.words),
        )
        choice = app.run()
        if choice is None:
            return
        at, note = choice.words, ""
        pause_collection()
        try:
            _replay(choice.words, from_start=choice.from_start)
        except LiveBlogError as error:
            note = str(error)


def _replay(words: tuple[str, ...], *, from_start: bool) -> None:
    from tui.cli.replay import replay_command
    from tui.settings.recent import recents

    watched = next((recent for recent in recents() if recent.words == words), None)
    goes_on = watched is not None and 0 < watched.share < 1 and not from_start
    asked = [*(["--resume"] if goes_on and "--at" not in words else []), "--back-to-list", *words]
    replay_command.main(asked, prog_name="liveblog-tui replay", standalone_mode=False)


def _rows() -> "list[ShelfRow]":
    from tui.screen.shelf import ShelfRow, grouped
    from tui.settings.recent import recents
    from tui.sources.bundled import BUNDLED

    bundled = {(entry.name,): entry for entry in BUNDLED}
    watched = [
        ShelfRow(
            "Continue" if recent.words not in bundled else "Comes with it",
            recent.words,
            recent.title,
            recent.facts,
            recent.share,
            "watched" if recent.share >= 1 else f"{_minutes(recent.left)} left",
            (f"You left at {recent.moment}.", *recent.words),
        )
        for recent in recents()
    ]
    own = [row for row in watched if row.words in bundled]
    new = [
        ShelfRow("Comes with it", words, entry.title, entry.publisher)
        for words, entry in bundled.items()
    ]
    continued = [row for row in watched if row.words not in bundled]
    return grouped([continued, [*own, *new], _files()])


def _files() -> "list[ShelfRow]":
    """The files of this folder that may hold a live blog."""
    from tui.screen.shelf import ShelfRow
    from tui.sources.folder import ENDINGS

    folder = Path.cwd()
    try:
        entries = sorted(folder.iterdir())[:1000]
    except OSError:
        return []
    paths = [path for path in entries if path.suffix.lower() in ENDINGS and path.is_file()]
    name = str(folder).replace(str(Path.home()), "~", 1)
    return [ShelfRow(name, (str(path),), path.name) for path in paths[:MOST_FILES]]


def _described(row: "ShelfRow") -> "ShelfRow":
    """The row with its title and size, or the reason why a file cannot be played."""
    from tui.model.clock_face import clock_faces
    from tui.playback.reading_time import reading_seconds
    from tui.screen.shelf import refused
    from tui.sources import load

    try:
        blog = load(row.words[0], most=FOLDER_BYTES)
    except LiveBlogError as error:
        return refused(row, str(error).removeprefix(f"{row.words[0]}: "))
    face = clock_faces(blog)[0]
    seconds = sum(map(reading_seconds, blog.posts))
    posts = f"{len(blog.posts)} posts"
    return replace(
        row,
        title=blog.title or row.title,
        facts=face.span(blog.start, blog.end),
        left=_minutes(seconds),
        about=(posts, f"{_minutes(seconds)} to read", row.words[0]),
    )


def _marks() -> "list[ShelfRow]":
    """The marked posts of all live blogs; those of live blogs watched lately can be opened."""
    from tui.screen.shelf import ShelfRow
    from tui.settings.marks import all_marks
    from tui.settings.recent import recents

    known = {recent.name: recent for recent in reversed(recents())}
    rows = []
    for mark in all_marks():
        recent = known.get(mark.blog)
        moment = mark.published.isoformat()
        rows.append(
            ShelfRow(
                recent.title if recent else mark.blog,
                (*recent.words, "--paused", "--at", moment) if recent else (),
                f"{mark.title}{f' · {mark.note}' if mark.note else ''}",
                f"{mark.published:%Y-%m-%d %H:%M}",
                about=tuple(filter(None, (mark.note,))),
            )
        )
    return rows


def _minutes(seconds: float) -> str:
    minutes = max(1, round(seconds / 60))
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"
