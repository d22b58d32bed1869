"""The bar's content at a moment."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from rich.cells import cell_len

from tui.model.clock_face import ClockFace
from tui.playback.player import Player
from tui.playback.selection import Selection
from tui.playback.tick_interval import countdown
from tui.playback.view import View
from tui.screen.drawing.line_widget import TextRow
from tui.screen.keys import Hint
from tui.screen.transport.state import (
    HELD,
    PAUSES,
    PLAYS,
    THE_END,
    BarState,
    Chip,
    countdown_text,
    elapsed_text,
    key_words,
    left_text,
    next_text,
    speed_text,
)

SECOND = timedelta(seconds=1)
MOST_FILTER_CELLS = 30  # a longer filter is abbreviated
SOON_SECONDS = 2.5  # a post due this soon does not count as behind the live edge
HELD_WORDS = "the clock waits while this is open"


def bar_state(
    player: Player,
    view: View,
    face: ClockFace,
    *,
    search: str,
    again: str,
    note: str,
    hints: Sequence[Hint],
    with_seconds: bool,
) -> BarState:
    """Content of the bar; `again` is the key to restart at the end."""
    every = player.all_posts
    # Few figures: a finer value would call for a repaint at every tick.
    left = countdown(view.left)
    next_in = None if view.next_in is None else countdown(view.next_in)
    filtered = player.selection.active
    elapsed = (view.moment - every.start) // SECOND * SECOND
    return BarState(
        chip=_chip(view),
        clock=face.time(view.moment, with_seconds),
        zone=face.name_at(view.moment),
        beside=_rate_text(view) if view.playing else "",
        words=tuple(_words(player.selection, view, search, again)),
        next=next_text(next_in, left) if view.playing else _warnings_text(player),
        posts=f"{view.shown} of {view.known}" if filtered else f"{view.known}/{len(every)}",
        span=elapsed_text(elapsed, every.end - every.start, ended=view.ended),
        left="" if view.ended else left_text(left),
        note=note,
        hints=tuple(hints),
    )


def _words(selection: Selection, view: View, search: str, again: str) -> Iterator[TextRow]:
    if view.ended:
        yield _end_words(view, again)
    if search:
        yield ((search, "note"),)
    if selection.active:
        chosen = selection.describe()
        brief = cell_len(chosen) > MOST_FILTER_CELLS
        yield ((f"filter: {selection.brief() if brief else chosen}", "note"),)
    if view.held:
        yield ((HELD_WORDS, "muted"),)


def is_at_edge(player: Player, view: View) -> bool:
    """True at the live edge, or if the last post is due within SOON_SECONDS."""
    if view.at_edge or not view.playing:
        return view.at_edge and (view.playing or view.held)
    waits = [wait for wait in (view.next_in, view.change_in) if wait is not None]
    return view.known + 1 >= len(player.blog.posts) and max(waits, default=0.0) <= SOON_SECONDS


def posts_to_edge(player: Player, view: View) -> int:
    """Posts until the live edge; 0 at the edge or outside a live blog."""
    if view.behind is None or not player.has_clock or is_at_edge(player, view):
        return 0
    return len(player.timeline) - view.shown


def in_room(state: BarState, view: View, chip: Chip, texts: Sequence[str]) -> BarState:
    """Bar in a room; `texts` are alternatives, the longest first."""
    beside = state.beside if view.playing or view.ended else "paused"
    return state._replace(chip=chip, beside=beside, room=tuple(texts))


def _chip(view: View) -> Chip:
    if view.ended:
        return THE_END
    if view.held:
        return HELD
    return PLAYS if view.playing else PAUSES


def _rate_text(view: View) -> str:
    """Clock rate: "12x"; empty while only reading goes on."""
    if not view.tempo.reading:
        return speed_text(view.tempo.speed)
    rate = round(view.rate, 1) if view.rate < 2 else round(view.rate)
    return speed_text(rate) if rate else ""


def _end_words(view: View, again: str) -> TextRow:
    if view.again_in is not None:
        return ((f"again in {countdown_text(countdown(view.again_in))}", "muted"),)
    return key_words(again, "again")


def _warnings_text(player: Player) -> str:
    count = len(player.blog.warnings)
    return f"{count} reading note{'s' if count > 1 else ''}: liveblog-tui check" if count else ""
