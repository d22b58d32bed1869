"""The row with the clock as pieces of text. Pure: from one state of the replay."""

import math
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from rich.cells import cell_len

from tui.model.clock_face import ClockFace, span_text
from tui.playback.tempo import Tempo
from tui.screen.drawing.line_widget import Piece, TextRow
from tui.screen.drawing.signs import ENDED, PAUSED, PLAYING
from tui.screen.drawing.wrap import truncate_quoted

BETWEEN = " · "
"""Between two texts of the row."""
READING = "reading "
"""Before a pace, where there is room."""
LEAST_CELLS_WITH_ELAPSED = 110
"""The width of a bar that tells the time played too."""
MOST_CELLS_BEFORE_TEMPO = 24
"""As much of a search, and of a filter, is told before the tempo."""
LEAST_CELLS_TOLD = 8
"""Less of a search or a filter is not told."""
_RIGHT_GAP = 2
_RIGHT_BLANK = 1


class TransportState(NamedTuple):
    """The whole content of the bar at one moment."""

    playing: bool = True
    ended: bool = False
    clock: str = ""
    zone: str = ""
    tempo: Tempo = Tempo()
    fraction: float = 0.0
    """The position in the blog's time, 0 to 1."""
    elapsed: timedelta = timedelta(0)
    total: timedelta = timedelta(0)
    next_in: int | None = None
    left: int = 0
    again_in: int | None = None
    """Seconds until a looping replay starts again."""
    shown: int = 0
    known: int = 0
    posts: int = 0
    turns: bool = True
    """Whether there is a page or a post left to turn to."""
    filtered: str = ""
    brief_filter: str = ""
    """What is told of the filter where all of it does not fit; empty: its beginning."""
    search: str = ""
    room: Sequence[str] = ()
    """What is said of a host's room, the longest text first; the first that fits is shown."""
    offer: str = ""
    """Where the reader can go on from an earlier run, and the key for it."""
    warnings: int = 0
    note: str = ""
    again: str = ""
    """The key that plays again, at the end."""
    face: ClockFace | None = None


def clock_row(state: TransportState, width: int) -> TextRow:
    """Play state and clock always; tempo too, unless what is more to the reader leaves it no room:
    a search, a filter, the shortest text of a shared room.

    Then as many of the other texts as fit, in order; the counts stand at the right end.
    """
    row = _clock_row(state, width)
    is_cut = state.filtered and (BETWEEN + state.filtered, "filter") not in row
    if is_cut and state.brief_filter:
        row = _clock_row(state._replace(filtered=state.brief_filter), width)
    return row


def _clock_row(state: TransportState, width: int) -> TextRow:
    chosen = [piece for piece in ((state.search, "search"), (state.filtered, "filter")) if piece[0]]
    kept = [text for text, _ in chosen] + [text for text in state.room[-1:] if text]
    row = _essentials(
        state, width, sum(_least_cells(text, MOST_CELLS_BEFORE_TEMPO) for text in kept)
    )
    room = width - _cells(row) - _RIGHT_BLANK
    told = _told(chosen, room)
    room -= _cells(told)
    for texts in (state.room, (state.offer,)):
        if text := _first_that_fits(texts, room - len(BETWEEN)):
            row.append((BETWEEN + text, "room"))
            room -= len(BETWEEN) + cell_len(text)
    row += told
    elapsed = elapsed_text(state) if width >= LEAST_CELLS_WITH_ELAPSED else ""
    candidates = (
        (next_text(state), "next", False),
        (posts_text(state), "posts", True),
        (left_text(state), "left", False),
        (elapsed, "elapsed", True),
        (_notes_text(state.warnings), "zone", False),
    )
    right: list[Piece] = []
    for text, name, at_right in candidates:
        piece = BETWEEN + text if right or not at_right else text
        size = cell_len(piece) + (0 if right or not at_right else _RIGHT_GAP)
        if not text or size > room:
            continue
        (right if at_right else row).append((piece, name))
        room -= size
    if right:
        row.append((" " * (room + _RIGHT_GAP), "text"))
    return (*row, *right)


def _told(chosen: list[Piece], room: int) -> list[Piece]:
    """The search and the filter, cut where they do not fit."""
    told: list[Piece] = []
    for number, (text, name) in enumerate(chosen, 1):
        others = sum(_least_cells(other, LEAST_CELLS_TOLD) for other, _ in chosen[number:])
        left = room - _cells(told) - others - len(BETWEEN)
        if left >= min(cell_len(text), LEAST_CELLS_TOLD):
            told.append((BETWEEN + truncate_quoted(text, left), name))
    return told


def _least_cells(text: str, most: int) -> int:
    """What a search or a filter takes of the row, if it is cut to `most` cells."""
    return len(BETWEEN) + min(cell_len(text), most)


def _cells(row: Sequence[Piece]) -> int:
    return sum(cell_len(text) for text, _ in row)


def _first_that_fits(texts: Sequence[str], room: int) -> str:
    return next((text for text in texts if cell_len(text) <= room), "")


def _notes_text(count: int) -> str:
    """The number of the reader's warnings, and the command that lists them."""
    return f"{count} reading note{'s' if count > 1 else ''}: liveblog-tui check" if count else ""


def _essentials(state: TransportState, width: int, kept: int) -> list[Piece]:
    """Play state, clock and tempo; without room, less a word of it, the zone, the day.

    Where `kept` cells are to be left for other texts, the tempo goes before the zone.
    """
    time = state.clock if state.clock[:1] in "+-" else state.clock.rsplit(" ", 1)[-1]
    zone, tempo = f" {state.zone}", tempo_text(state.tempo)
    short = tempo.removeprefix(READING)
    sign = ENDED if state.ended else PLAYING if state.playing else PAUSED
    if state.ended:
        tempo = short = end_text(state)
    elif not state.playing:
        tempo, short = f"paused{BETWEEN}{tempo}", f"paused{BETWEEN}{short}"
    least = "" if kept else short
    row: list[Piece] = []
    for clock, named, told in (
        (state.clock, zone, tempo),
        (state.clock, zone, short),
        (state.clock, zone, short.partition(BETWEEN)[0] if kept else short),
        (state.clock, zone, least),
        (state.clock, "", least),
        (time, "", least),
        (time, "", least.rpartition(BETWEEN)[2]),
    ):
        row = [(f" {sign} ", "state"), (clock, "clock"), (named, "zone")]
        if told:
            row += [(BETWEEN, "zone"), (told, "speed")]
        if _cells(row) + (kept + _RIGHT_BLANK if kept else 0) <= width:
            break
    return row


def end_text(state: TransportState) -> str:
    """That it is the end, and what can be done there."""
    if state.again_in is not None:
        return f"the end; again in {countdown_text(state.again_in)}"
    return f"the end{BETWEEN}{state.again} again" if state.again else "the end"


def tempo_text(tempo: Tempo) -> str:
    """How fast it is watched: "reading 200 wpm", "60×"."""
    return f"{READING}{tempo.pace:.0f} wpm" if tempo.reading else speed_text(tempo.speed)


def speed_text(speed: float) -> str:
    """ "60x", "2.5x"."""
    return f"{speed:.0f}×" if speed == int(speed) or speed >= 1000 else f"{speed:.3g}×"


def posts_text(state: TransportState) -> str:
    """With a filter the posts shown of those known, else the posts known of all."""
    if state.filtered:
        return f"showing {state.shown} of {state.known}"
    return f"post {state.known} of {state.posts}"


def next_text(state: TransportState) -> str:
    """The time until the next post, in seconds of watching."""
    if state.ended or not state.playing:
        return ""
    if state.next_in is None:
        return f"the end in {countdown_text(state.left)}"
    return f"next post in {countdown_text(state.next_in)}"


def left_text(state: TransportState) -> str:
    """How long watching still takes."""
    if state.ended or not state.playing or state.next_in is None:
        return ""
    return f"{span_text(timedelta(seconds=math.ceil(state.left / 60) * 60))} left"


def countdown_text(seconds: int) -> str:
    """Seconds up to two minutes, then as a span."""
    return f"{seconds} s" if seconds < 120 else span_text(timedelta(seconds=seconds))


def elapsed_text(state: TransportState) -> str:
    """The time played and the blog's whole time; with seconds if that is under 5 minutes."""
    if state.total < timedelta(minutes=5):
        return f"{_clock(state.elapsed)} of {_clock(state.total)}"
    elapsed = span_text(state.elapsed) if state.elapsed >= timedelta(minutes=1) else "0 min"
    return f"{elapsed} of {span_text(state.total)}"


def _clock(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
