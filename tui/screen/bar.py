"""The bar's content at a moment."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from rich.cells import cell_len

from tui.playback.player import Player
from tui.playback.tick_interval import countdown
from tui.playback.view import View
from tui.screen.drawing.line_widget import TextRow
from tui.screen.keys import Hint
from tui.screen.page import ReplayPage, shows_seconds
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
HELD_WORDS = "the clock waits while this is open"


def bar_state(page: ReplayPage, view: View, hints: Sequence[Hint]) -> BarState:
    player, face = page.player, page.face
    every = player.all_posts
    # Few figures: a finer value would call for a repaint at every tick.
    left = countdown(view.left)
    next_in = None if view.next_in is None else countdown(view.next_in)
    filtered = player.selection.active
    elapsed = (view.moment - every.start) // SECOND * SECOND
    return BarState(
        chip=_chip(view),
        clock=face.time(view.moment, shows_seconds(view)),
        zone=face.name_at(view.moment),
        beside=_rate_text(view) if view.playing else "",
        words=tuple(_words(page, view)),
        next=next_text(next_in, left) if view.playing else _warnings_text(player),
        posts=f"{view.shown} of {view.known}" if filtered else f"{view.known}/{len(every)}",
        span=elapsed_text(elapsed, every.end - every.start, ended=view.ended),
        left="" if view.ended else left_text(left),
        note=page.notes.told(),
        hints=tuple(_useful(page, view, hints)),
    )


def _words(page: ReplayPage, view: View) -> Iterator[TextRow]:
    selection = page.player.selection
    if view.again_in is not None:
        yield ((f"again in {countdown_text(countdown(view.again_in))}", "muted"),)
    elif view.ended:
        yield key_words(page.key("play"), "again")
    if search := page.searching.status():
        yield ((search, "note"),)
    if selection.active:
        chosen = selection.describe()
        brief = cell_len(chosen) > MOST_FILTER_CELLS
        yield ((f"filter: {selection.brief() if brief else chosen}", "note"),)
    if view.held:
        yield ((HELD_WORDS, "muted"),)


def _useful(page: ReplayPage, view: View, hints: Sequence[Hint]) -> Iterator[Hint]:
    """Hints of the keys that do something now; the play key names its action."""
    searching = bool(page.searching.status())
    is_useful = {
        "follow": not page.feed.reading.following,
        "clear": searching or page.player.selection.active,
        "next-match": searching,
        "previous-match": searching,
        "turn": _turns(page, view),
    }
    word = "again" if view.ended else "pause" if view.playing else "play"
    for hint in hints:
        if is_useful.get(hint.id, True):
            yield hint._replace(word=word) if hint.id == "play" else hint


def _turns(page: ReplayPage, view: View) -> bool:
    reading = page.feed.reading
    if not view.ended or not reading.following or reading.next_page() is not None:
        return True
    spot = reading.spot
    if spot is None or page.player.timeline.next_of_moment(spot.post) is not None:
        return spot is not None
    return spot.share < 1.0 and not reading.shows_end


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


def _warnings_text(player: Player) -> str:
    count = len(player.blog.warnings)
    return f"{count} reading note{'s' if count > 1 else ''}: liveblog-tui check" if count else ""
