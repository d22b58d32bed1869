"""Replay without a screen: posts as they come, the page at a moment, JSON Lines."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from io import StringIO
from typing import Any, TextIO

from rich.console import Console, RenderableType

from tui.model.blog import Image, LiveBlog, plain_text
from tui.model.clock_face import ClockFace
from tui.model.counted import counted
from tui.model.coverage_words import part_line
from tui.model.safe_text import escaped_json
from tui.model.summary import known_summary
from tui.model.versions import Standing, standing_at
from tui.playback.player import Player
from tui.playback.selection import Selection
from tui.playback.tick_interval import FREEZE_SECONDS
from tui.playback.timeline import Timeline
from tui.replay import Replay
from tui.text.post import LEAST_WIDTH, Wrapped, draw_blocks, draw_post, heading, sentence

WIDTH = 80  # cells, in a pipe or a file
WIDEST = 100  # cells, in a wide terminal; longer lines are hard to read
_SHORTEST_SLEEP_SECONDS = 0.001  # without it, rounding would split a wait into many short sleeps


class Printer:
    """Writes a live blog to a stream, post by post, bold and dim on a terminal."""

    def __init__(self, blog: LiveBlog, console: Console, face: ClockFace) -> None:
        self.blog, self._console = blog, console
        self.face = face._replace(spelled_out=True)

    def show(self, *rows: RenderableType) -> None:
        self._console.print(*rows, crop=False)

    def heading(self, *facts: str) -> list[RenderableType]:
        """Title and facts: "26 posts so far"."""
        blog = self.blog
        told = ", ".join(fact for fact in (blog.publisher, *facts) if fact)
        lines = filter(None, (told, part_line(blog, self.face), blog.byline))
        return [heading(blog.heading), *(Wrapped(sentence(x), "dim") for x in lines)]

    def opening(self, selection: Selection) -> None:
        face, blog = self.face, self.blog
        start, end = (each.replace(second=0, microsecond=0) for each in (blog.start, blog.end))
        span = face.full(start)
        if end > start:
            named = face.name_at(start) != face.name_at(end)
            span = f"{face.full(start, named=named)} to {face.named(end)}"
        lines = self.heading(span, counted(len(blog.posts), "post"))
        self.show(*lines, *_chosen(selection, len(selection.indices(blog))), "")

    def post(self, standing: Standing) -> None:
        self.show(draw_post(standing, self.face))

    def summary(self, moment: datetime, *, whole: bool) -> list[RenderableType]:
        """The known summary, drawn; empty without one."""
        summary = known_summary(self.blog, moment, at_end=whole)
        title = summary.title(self.face.named(self.blog.end)).replace(" · ", ", ")
        return [heading(title), draw_blocks(summary.blocks)] if summary.blocks else []


def play(
    replay: Replay, player: Player, out: TextIO, sleep: Callable[[float], None], *, goes_on: bool
) -> None:
    """Write each selected post when its time comes. An edited or deleted post is written again. The
    summary comes last, complete by then; with `spoilers` first. `sleep` takes real seconds. JSON
    has posts only, one a line. `goes_on` starts with the newest post, because an earlier run wrote
    the others. Raises BrokenPipeError."""
    options = replay.options
    if not player.clock.playing:
        player.play()
    posts = _stream(player, sleep, goes_on=goes_on)
    if options.as_json:
        part = part_line(player.blog)
        for standing in posts:
            out.write(json_line(standing, part) + "\n")
            out.flush()
        return
    printer = Printer(player.blog, stream_console(out), replay.faces[0])
    printer.opening(player.selection)
    summary = printer.summary(player.blog.end, whole=True)
    if summary and options.spoilers:
        printer.show(*summary, "")
    for standing in posts:
        printer.post(standing)
    if summary and not options.spoilers:
        printer.show(*summary)


def page(replay: Replay, moment: datetime, width: int = WIDTH) -> str:
    """The page at a moment as plain text of a width in cells, without colours anywhere."""
    text, width = StringIO(), max(width, LEAST_WIDTH)
    console = Console(file=text, width=width, color_system=None, force_terminal=False)
    _print_page(console, replay, moment)
    return text.getvalue()


def write_page(out: TextIO, replay: Replay, moment: datetime) -> None:
    """Write `page` to a stream, with bold and dim text on a terminal."""
    _print_page(stream_console(out), replay, moment)


def json_lines(replay: Replay, moment: datetime | None = None) -> Iterator[str]:
    """Posts known at a moment (None: all), as JSON objects without line ends."""
    blog, part = replay.blog, part_line(replay.blog)  # in its own zone, for all readers alike
    for index in _known_indices(replay, moment or blog.end):
        yield json_line(standing_at(blog.posts[index], moment), part)


def _stream(player: Player, sleep: Callable[[float], None], *, goes_on: bool) -> Iterator[Standing]:
    """Each selected post when it comes and when it changes; a loop starts again."""
    written = changes = 0
    if goes_on:
        written, changes = max(player.view().shown - 1, 0), player.view().changes
    while True:
        player.tick()
        view = player.view()
        if view.shown < written:  # a loop has begun again
            written = changes = 0
        # At a constant speed nobody reads along.
        over = view.ended or (not view.tempo.reading and view.moment >= player.timeline.end)
        known = len(player.changes) if over else view.changes
        edited = player.changes.posts[changes:known]
        for index in _to_write(player.timeline.indices, written, view.shown, edited):
            yield player.changes.standing(index, known)
        written, changes = view.shown, known
        if over and not player.loop:
            return
        _sleep(player, sleep)


def _to_write(
    indices: Sequence[int], written: int, shown: int, edited: Sequence[int]
) -> Iterator[int]:
    """The written posts that changed, then the new posts."""
    if edited:
        before = set(indices[:written])
        yield from (index for index in dict.fromkeys(edited) if index in before)
    yield from indices[written:shown]


def _sleep(player: Player, sleep: Callable[[float], None]) -> None:
    """Sleep until the next post, or the player's next step. Time in which the program was stopped
    does not count."""
    view = player.view()
    waits = [view.left if view.next_in is None else view.next_in, view.change_in]
    if view.again_in is not None:
        waits = [view.again_in]
    wait = max(min(wait for wait in waits if wait is not None), _SHORTEST_SLEEP_SECONDS)
    until = player.now() + wait
    sleep(wait)
    if (late := player.now() - until) > FREEZE_SECONDS:
        player.lose(late)


def _known_indices(replay: Replay, moment: datetime) -> Sequence[int]:
    """Indices of the selected posts known at a moment, in display order."""
    timeline = Timeline.of(replay.blog).select(replay.selection.indices(replay.blog))
    known = timeline.indices[: timeline.count_at(moment)]
    return known[::-1] if replay.options.newest_first else known


def _print_page(console: Console, replay: Replay, moment: datetime) -> None:
    blog, options = replay.blog, replay.options
    face = replay.faces[0].until(max(moment, blog.end))  # times of another day have theirs
    printer = Printer(blog, console, face)
    posted, known = Timeline.of(blog).count_at(moment), _known_indices(replay, moment)
    so_far = f"{posted} of {counted(len(blog.posts), 'post')}"
    lines = printer.heading(f"as of {printer.face.full(moment)}", so_far)
    if known:
        lines += [*_chosen(replay.selection, len(known)), ""]
    elif posted:
        lines += ["", Wrapped(f"No post so far fits the filter: {replay.selection.describe()}.")]
    else:
        first = printer.face.full(blog.start)
        lines += ["", Wrapped(f"Nothing had been posted yet; the first post came on {first}.")]
    printer.show(*lines)
    summary = printer.summary(moment, whole=options.spoilers or moment >= blog.end)
    if summary and options.newest_first:
        printer.show(*summary, "")
    for index in known:
        printer.post(standing_at(blog.posts[index], moment))
    if summary and not options.newest_first:
        printer.show(*([] if known else [""]), *summary)


def _chosen(selection: Selection, count: int) -> list[RenderableType]:
    told = f"Showing {counted(count, 'post')}: {selection.describe()}"
    return [Wrapped(sentence(told), "dim")] if selection.active else []


class _StreamConsole(Console):
    """Leaves a closed pipe to the caller; rich would exit with its own status."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def stream_console(out: TextIO) -> Console:
    """A console as wide as the terminal (to a limit), else COLUMNS or 80 cells."""
    console = _StreamConsole(file=out)
    columns = os.environ.get("COLUMNS", "")
    usable = columns.isascii() and columns.isdigit() and len(columns) < 5
    piped = int(columns) if usable else WIDTH
    width = min(console.width, WIDEST) if console.is_terminal else piped
    return _StreamConsole(file=out, width=max(width, LEAST_WIDTH))


def json_line(standing: Standing, part: str = "") -> str:
    """A post as JSON that is safe to print; times are ISO 8601 with their offset. `part` is empty
    for a whole live blog. `changed` is in edited or deleted posts: the last change, with its time
    or a span. `labels`, `headline`, `byline` and `text` are as in other outputs."""
    post = standing.post
    values: dict[str, Any] = {
        "published": post.published.isoformat(),
        "labels": post.labels,
        "headline": post.headline,
        "byline": post.byline,
        "text": plain_text(post.body),
        "kicker": post.kicker,
        "authors": [author._asdict() for author in post.authors],
        "url": post.url,
        "images": [{x: getattr(image, x) for x in Image.__match_args__} for image in post.images],
        "source": post.source,
        "key_event": post.key_event,
        "pinned": post.pinned,
        "modified": post.modified.isoformat() if post.modified else None,
        "id": post.id,
        **({"dated": post.dated.isoformat()} if post.dated else {}),
        "part": part,
    }
    if (change := standing.change) is not None:
        after = change.after.isoformat() if change.after else None
        known = change.known.isoformat()
        values["changed"] = {"did": standing.did, "known": known, "after": after}
    return escaped_json(json.dumps(values, ensure_ascii=False))
