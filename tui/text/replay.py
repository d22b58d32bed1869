"""Replay without a screen: posts as they come, the page at a moment, JSON Lines."""

import math
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from io import StringIO
from typing import TextIO, TypedDict, Unpack

from rich.console import Console, Group, RenderableType

from tui.model.blog import LiveBlog
from tui.model.clock_face import ClockFace, clock_faces
from tui.model.part_words import part_line
from tui.model.summary import known_summary
from tui.model.versions import Standing, standing_at
from tui.playback.player import Player
from tui.playback.selection import Selection
from tui.playback.tick_interval import FREEZE_SECONDS
from tui.playback.timeline import Timeline
from tui.playback.view import View
from tui.text.json_line import json_line
from tui.text.post import LEAST_WIDTH, Wrapped, draw_blocks, draw_post, heading, sentence

WIDTH = 80  # cells, in a pipe or a file
WIDEST = 100  # cells, in a wide terminal; longer lines are hard to read
_SHORTEST_SLEEP_SECONDS = 0.001  # without it, rounding would split a wait into many short sleeps


def play(
    player: Player,
    out: TextIO,
    *,
    sleep: Callable[[float], None],
    face: ClockFace | None = None,
    width: int | None = None,
    as_json: bool = False,
    spoilers: bool = False,
    goes_on: bool = False,
) -> None:
    """Write each selected post when its time comes; at infinite speed all at once. An edited or
    deleted post is written again. The summary comes last, complete by then; with `spoilers` first.
    `sleep` takes real seconds. `as_json` writes posts only, one a line. `goes_on` starts with the
    newest post, because an earlier run wrote the others. Raises BrokenPipeError."""
    part = _part_of_json(player.blog)
    face = _spoken(player.blog, face)
    console = _console(out, width)
    summary = None if as_json else _summary(player.blog, player.blog.end, face, whole=True)
    if not as_json:
        console.print(_opening(player.blog, player.selection, face), crop=False)
    if summary is not None and spoilers:
        console.print(summary, "", crop=False)
    if not player.clock.playing:
        player.play()
    for standing in _stream(player, sleep, goes_on=goes_on):
        if as_json:
            out.write(json_line(standing, part) + "\n")
            out.flush()
        else:
            console.print(draw_post(standing, face), crop=False)
    if summary is not None and not spoilers:
        console.print(summary, crop=False)


class PostPrinter:
    """Writes posts to a stream as they come, with bold and dim text on a terminal."""

    def __init__(self, blog: LiveBlog, out: TextIO, face: ClockFace | None = None) -> None:
        self._blog, self._face, self._console = blog, _spoken(blog, face), _console(out)

    def opening(self, fact: str) -> None:
        """The title with a fact: "26 posts so far"."""
        self._console.print(_heading(self._blog, self._face, fact), "", crop=False)

    def post(self, standing: Standing) -> None:
        self._console.print(draw_post(standing, self._face), crop=False)


class HowPage(TypedDict, total=False):
    """With `spoilers` the page has the whole summary."""

    selection: Selection
    newest_first: bool
    face: ClockFace | None
    spoilers: bool


def page(blog: LiveBlog, moment: datetime, *, width: int = WIDTH, **how: Unpack[HowPage]) -> str:
    """The page at a moment as plain text, without colours in any environment."""
    text = StringIO()
    _print_page(_plain_console(text, width), blog, moment, **how)
    return text.getvalue()


def write_page(out: TextIO, blog: LiveBlog, moment: datetime, **how: Unpack[HowPage]) -> None:
    """Write `page` to a stream, with bold and dim text on a terminal."""
    _print_page(_console(out), blog, moment, **how)


def json_lines(
    blog: LiveBlog,
    moment: datetime | None = None,
    *,
    selection: Selection | None = None,
    newest_first: bool = False,
) -> Iterator[str]:
    """Posts known at a moment (None: all), as JSON objects without line ends."""
    part = _part_of_json(blog)
    for index in _known_indices(blog, moment or blog.end, selection or Selection(), newest_first):
        yield json_line(standing_at(blog.posts[index], moment), part)


def _part_of_json(blog: LiveBlog) -> str:
    """In the blog's own zone, for all readers alike."""
    return part_line(blog, clock_faces(blog)[0])


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
        over = _is_over(view, player)
        known = len(player.changes) if over else view.changes
        for index in _to_write(player, written, view.shown, range(changes, known)):
            yield player.changes.standing(index, known)
        written, changes = view.shown, known
        if over and not (player.loop and math.isfinite(view.tempo.rate)):
            return
        _sleep(player, sleep)


def _to_write(player: Player, written: int, shown: int, changes: range) -> list[int]:
    """Indices of the written posts that changed, then of the new posts."""
    indices = player.timeline.indices
    edited = list(dict.fromkeys(player.changes.posts[changes.start : changes.stop]))
    if edited:
        before = set(indices[:written])
        edited = [index for index in edited if index in before]
    return [*edited, *indices[written:shown]]


def _is_over(view: View, player: Player) -> bool:
    """True if nothing more comes; at a constant speed nobody reads along."""
    return view.ended or (not view.tempo.reading and view.moment >= player.timeline.end)


def _wait(player: Player) -> float:
    """Real seconds to the next post, or to the player's next step."""
    view = player.view()
    if view.again_in is not None:
        return view.again_in
    wait = view.left if view.next_in is None else view.next_in
    return wait if view.change_in is None else min(wait, view.change_in)


def _sleep(player: Player, sleep: Callable[[float], None]) -> None:
    """Sleep until the next post. Time in which the program was stopped does not count."""
    wait = max(_wait(player), _SHORTEST_SLEEP_SECONDS)
    until = player.now() + wait
    sleep(wait)
    if (late := player.now() - until) > FREEZE_SECONDS:
        player.lose(late)


def _known_indices(
    blog: LiveBlog, moment: datetime, selection: Selection, newest_first: bool
) -> Sequence[int]:
    """Indices of the selected posts known at a moment, in display order."""
    timeline = Timeline.of(blog).select(selection.indices(blog))
    known = timeline.indices[: timeline.count_at(moment)]
    return known[::-1] if newest_first else known


def _print_page(
    console: Console,
    blog: LiveBlog,
    moment: datetime,
    *,
    selection: Selection | None = None,
    newest_first: bool = False,
    face: ClockFace | None = None,
    spoilers: bool = False,
) -> None:
    selection, face = selection or Selection(), _spoken(blog, face)
    posted = Timeline.of(blog).count_at(moment)
    known = _known_indices(blog, moment, selection, newest_first)
    facts = f"as of {face.full(moment)}", f"{posted} of {_posts(len(blog.posts))}"
    console.print(_heading(blog, face, *facts), crop=False)
    if known:
        console.print(Group(*_selection_lines(selection, len(known)), ""), crop=False)
    else:
        console.print("", Wrapped(_empty_text(blog, posted, selection, face)), crop=False)
    summary = _summary(blog, moment, face, whole=spoilers or moment >= blog.end)
    if summary is not None and newest_first:
        console.print(summary, "", crop=False)
    for index in known:
        console.print(draw_post(standing_at(blog.posts[index], moment), face), crop=False)
    if summary is not None and not newest_first:
        console.print(*([] if known else [""]), summary, crop=False)


def _empty_text(blog: LiveBlog, posted: int, selection: Selection, face: ClockFace) -> str:
    """The reason that a page has no posts; `posted` counts the posts of its moment."""
    if not posted:
        return f"Nothing had been posted yet; the first post came at {face.full(blog.start)}."
    return f"No post so far is {selection.clause()}."


def _opening(blog: LiveBlog, selection: Selection, face: ClockFace) -> RenderableType:
    start, end = (each.replace(second=0, microsecond=0) for each in (blog.start, blog.end))
    named = face.name_at(start) != face.name_at(end)
    span = face.full(start)
    if end > start:
        span = f"{face.full(start, named=named)} to {face.named(end)}"
    chosen = _selection_lines(selection, len(selection.indices(blog)))
    return Group(_heading(blog, face, span, _posts(len(blog.posts))), *chosen, "")


def _heading(blog: LiveBlog, face: ClockFace, *facts: str) -> RenderableType:
    parts = [heading(blog.title or "Live blog")]
    told = ", ".join(fact for fact in (blog.publisher, *facts) if fact)
    for text in filter(None, (told, part_line(blog, face), blog.byline)):
        parts.append(Wrapped(sentence(text), "dim"))
    return Group(*parts)


def _selection_lines(selection: Selection, count: int) -> list[RenderableType]:
    return (
        [Wrapped(sentence(f"Showing {_posts(count)}: {selection.describe()}"), "dim")]
        if selection.active
        else []
    )


def _summary(
    blog: LiveBlog, moment: datetime, face: ClockFace, *, whole: bool
) -> RenderableType | None:
    summary = known_summary(blog, moment, at_end=whole)
    if not summary.blocks:
        return None
    title = summary.title(face.named(blog.end)).replace(" · ", ", ")
    return Group(heading(title), draw_blocks(summary.blocks))


def _spoken(blog: LiveBlog, face: ClockFace | None) -> ClockFace:
    """The face, or the blog's own, with whole names of days and months."""
    return (face or clock_faces(blog)[0])._replace(spelled_out=True)


def _posts(count: int) -> str:
    return f"{count} post" if count == 1 else f"{count} posts"


class _StreamConsole(Console):
    """Leaves a closed pipe to the caller; rich would exit with its own status."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def _plain_console(text: StringIO, width: int) -> Console:
    """No escape sequences in any environment."""
    return Console(
        file=text, width=max(width, LEAST_WIDTH), color_system=None, force_terminal=False
    )


def _console(out: TextIO, width: int | None = None) -> Console:
    """As wide as asked, else as the terminal (to a limit), else COLUMNS or 80 cells."""
    console = _StreamConsole(file=out)
    if width is None:
        columns = os.environ.get("COLUMNS", "")
        usable = columns.isascii() and columns.isdigit() and len(columns) < 5
        piped = int(columns) if usable else WIDTH
        width = min(console.width, WIDEST) if console.is_terminal else piped
    return _StreamConsole(file=out, width=max(width, LEAST_WIDTH))
