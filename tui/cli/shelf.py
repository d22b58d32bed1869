"""`liveblog-tui` alone: the shelf, and live blogs opened from it."""

import sys
import time
from dataclasses import replace
from datetime import timedelta
from itertools import starmap
from pathlib import Path

from tui.cli.live import live_command
from tui.cli.preferences import FROM_LIST, kept_face, usual_theme
from tui.cli.replay import replay_command
from tui.model.blog import LiveBlog, PostRow
from tui.model.clock_face import ClockFace, clock_faces, span_text
from tui.model.counted import counted
from tui.model.errors import LiveBlogError, SourceError, UnreadableError
from tui.model.zones import LocalZone
from tui.playback.reading_time import reading_seconds
from tui.playback.timeline import Timeline
from tui.screen.shelf.about import ShelfPreview
from tui.screen.shelf.app import ShelfApp
from tui.screen.shelf.row import LIVE, RECORDED, ShelfRow, grouped, refused_row
from tui.settings.config import read_config
from tui.settings.marks import all_marks, marks_in
from tui.settings.places import forget_place, place_in
from tui.settings.recent import Recent, forget_recent, recents, recording_path
from tui.settings.state import table
from tui.sources import LoadOptions, load
from tui.sources.bundled import BUNDLED
from tui.sources.files import files_in

MOST_FILES = 60  # of a folder
FOLDER_BYTES = 20_000_000  # of a file that is read for its row
LIVE_GROUP, LIVE_SECONDS = "Live now", 3600.0  # recordings written this lately
CONTINUED = "Continue"
RECORDED_SECONDS = 360.0  # a program that records touches its file more often


def open_shelf() -> None:
    """Show the shelf until the reader quits; a live blog opened from it returns to it."""
    at: tuple[str, ...] = ()
    note = ""
    while True:
        known = {recent.name: recent for recent in reversed(recents())}
        app = ShelfApp(
            shelf_rows(Path.cwd()),
            marks=[_mark_row(mark, known.get(mark.blog)) for mark in all_marks()],
            at=at,
            note=note,
            theme=usual_theme(),
            describe=with_facts,
            preview=preview,
            forgotten=_forget,
        )
        choice = app.run()
        if choice is None:
            sys.exit(app.return_code)
        (at, from_start), note = choice, ""
        try:
            _open(at, from_start)
        except LiveBlogError as error:
            note = str(error)


def _open(words: tuple[str, ...], from_start: bool) -> None:
    command, option = replay_command, [] if from_start or "--at" in words else ["--resume"]
    if recording_path(words[0]) in _recordings()[0]:
        command, option = live_command, ["--from-start"] if from_start else []
    name = f"liveblog-tui {command.name}"
    command.main([*option, *words], name, standalone_mode=False, obj=FROM_LIST)


def shelf_rows(folder: Path) -> list[ShelfRow]:
    bundled = {(entry.name,): entry for entry in BUNDLED}
    now, earlier = _recordings()
    recorded = [ShelfRow("Recorded", (str(path),), path.stem) for path in earlier]
    watched = [_watched(recent, is_bundled=recent.words in bundled) for recent in recents()]
    own = [row for row in watched if row.words in bundled]
    elsewhere = {*bundled, *((str(path),) for path in now)}
    continued = [row for row in watched if row.words not in elsewhere]
    new = [ShelfRow("Comes with it", words, x.title, x.publisher) for words, x in bundled.items()]
    live = starmap(_live_row, now.items())
    return grouped([live, continued, recorded, [*own, *new], files_of(folder)])


def _live_row(path: Path, written: float) -> ShelfRow:
    source = table("followed").get(str(path), path)
    sign = LIVE if time.time() - written < RECORDED_SECONDS else RECORDED
    return ShelfRow(LIVE_GROUP, (str(source),), path.stem, sign=sign)


def _watched(recent: Recent, *, is_bundled: bool) -> ShelfRow:
    group = "Comes with it" if is_bundled else CONTINUED
    known = recent.words, recent.title, recent.facts, recent.share
    about = f"You left at {recent.moment}.", *recent.words
    return ShelfRow(group, *known, _left(recent.share, recent.left), about)


def _recordings() -> tuple[dict[Path, float], list[Path]]:
    """Live now, with the times of the files, and of earlier; latest first."""
    try:
        times = {path: path.stat().st_mtime for path in recording_path("").parent.glob("*.json")}
    except OSError:
        return {}, []
    latest = sorted(times, key=times.__getitem__, reverse=True)
    count = sum(time.time() - written < LIVE_SECONDS for written in times.values())
    return {path: times[path] for path in latest[:count]}, latest[count:MOST_FILES]


def files_of(folder: Path) -> list[ShelfRow]:
    name = str(folder).replace(str(Path.home()), "~", 1)
    try:
        paths = [*files_in(str(folder)), *filter(Path.is_file, sorted(folder.glob("[!.]*.md")))]
    except SourceError:
        return []
    if len(paths) > MOST_FILES:
        name += f" · {MOST_FILES} of {len(paths)} files"
    return [ShelfRow(name, (str(path),), path.name) for path in paths[:MOST_FILES]]


def with_facts(row: ShelfRow) -> ShelfRow:
    """The row with facts or an error; the recording of a live blog that is over is played."""
    path = _file_of(row)
    try:
        blog, face = _loaded(path)
    except LiveBlogError as error:
        is_other = type(error) is UnreadableError and path.endswith(".md")
        row = replace(row, title="") if is_other else row  # a README and its like are not shown
        return refused_row(row, str(error).removeprefix(f"{row.words[0]}: "))
    posts = counted(len(blog.posts), "post")
    place, seconds = place_in(blog), [*map(reading_seconds, blog.posts)]
    words, share, to_read = row.words, row.share, _minutes(sum(seconds))
    left = to_read
    if row.group == LIVE_GROUP:
        posts = f"{posts} so far"
        if blog.edge is None:
            row, words = replace(row, sign=" "), (path,)
        elif place is not None:
            left = f"{_minutes((blog.edge - place.moment).total_seconds())} behind"
    elif place is not None:  # of this file, or of a copy of it
        known = Timeline.of(blog).count_at(place.moment)
        share = 1.0 if place.ended else min(0.99, known / len(seconds))
        left = _left(share, sum(seconds[max(known - 1, 0) :]))
    title, facts = blog.title or row.title, face.span(blog.start, blog.end)
    about = posts, f"{to_read} to read", row.words[0]
    return replace(row, words=words, title=title, facts=facts, share=share, left=left, about=about)


def _file_of(row: ShelfRow) -> str:
    """Name of the file that holds a row's posts: a live blog that is followed has a recording."""
    word = row.words[0] if row.words else ""
    path = recording_path(word)
    return str(path) if row.group == LIVE_GROUP and path.exists() else word


def preview(row: ShelfRow) -> ShelfPreview | None:
    """The live blog of a row and the moment of leaving it; None for several, nothing is fetched."""
    word, others = _file_of(row), [word for word in row.words[1:2] if not word.startswith("-")]
    if others or not (Path(word).is_file() or word in {entry.name for entry in BUNDLED}):
        return None
    try:
        blog, face = _loaded(word)
    except LiveBlogError:
        return None
    place = place_in(blog)
    return ShelfPreview(blog, None if place is None else place.moment, marks_in(blog), face)


def _loaded(path: str) -> tuple[LiveBlog, ClockFace]:
    """A live blog, and the face that the reader chose while watching. Raises LiveBlogError."""
    blog = load(path, LoadOptions(limit=FOLDER_BYTES))
    faces = clock_faces(blog, read_config().defaults.zone, LocalZone())
    return blog, faces[kept_face(faces)]


def _forget(row: ShelfRow) -> ShelfRow | None:
    """Forget that it was watched, and the place. Returns the row from then on, if it stays."""
    forget_recent(row.words)
    if len(row.words) == 1 and (shown := preview(row)) is not None:
        forget_place(shown.blog)
    return None if row.group == CONTINUED else with_facts(replace(row, share=None, about=()))


def _mark_row(mark: PostRow, recent: Recent | None) -> ShelfRow:
    """A marked post, which can be opened in a recent live blog."""
    when = f"{mark.published:%Y-%m-%d %H:%M}"
    return ShelfRow(
        recent.title if recent else mark.blog,
        (*recent.words, "--paused", "--at", mark.published.isoformat()) if recent else (),
        f"{mark.title}{f' · {mark.note}' if mark.note else ''}",
        facts=when,
        left=when,
        about=(*filter(None, (mark.note, mark.author)), *mark.text.split("\n")),
    )


def _left(share: float, seconds: float) -> str:
    return "watched" if share >= 1 else f"{_minutes(seconds)} left"


def _minutes(seconds: float) -> str:
    return span_text(timedelta(minutes=max(1, round(seconds / 60))))
