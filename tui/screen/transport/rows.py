"""The rows of the transport bar as pieces of text. Pure: from one state of the replay."""

import math
from datetime import timedelta
from typing import NamedTuple

from rich.cells import cell_len

from tui.playback.tempo import Tempo
from tui.screen.drawing.line_widget import Piece, TextRow
from tui.screen.transport.scrubber import DIM, GAP, NONE, POST, cell_of

KEY_PAIRS = ("←→", "[ ]")
"""Hints of two keys: the first goes backwards."""
BETWEEN = " · "
"""Between two texts of the row."""
READING = "reading "
"""Before a pace, where there is room."""
_PLAYED = {POST: "╋", DIM: "┿", GAP: "┅", NONE: "━"}
_TO_COME = {POST: "┼", DIM: "┼", GAP: "┄", NONE: "─"}


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
    search: str = ""
    room: str = ""
    warnings: int = 0
    note: str = ""


def scrubber_row(cells: str, fraction: float) -> TextRow:
    """The scrubber: heavy lines for the part played, light lines for the rest."""
    if not cells:
        return ()
    at = cell_of(fraction, len(cells))
    row: list[Piece] = []
    for x, cell in enumerate(cells):
        text, name = ("●", "head") if x == at else _cell(cell, played=x < at)
        if row and row[-1][1] == name:
            row[-1] = (row[-1][0] + text, name)
        else:
            row.append((text, name))
    return tuple(row)


def _cell(cell: str, *, played: bool) -> Piece:
    if cell == DIM:
        return (_PLAYED if played else _TO_COME)[cell], "dim-mark"
    if played:
        return _PLAYED[cell], "played"
    return _TO_COME[cell], "mark" if cell == POST else "to-come"


def clock_row(state: TransportState, width: int) -> TextRow:
    """Play state, clock and tempo always; then as many of the other texts as fit, in order."""
    row = _essentials(state, width)
    candidates = (
        (state.room, "room"),
        (next_text(state), "next"),
        (left_text(state), "next"),
        (state.search, "search"),
        (posts_text(state), "posts"),
        (state.filtered, "filter"),
        (elapsed_text(state), "elapsed"),
        (_notes_text(state.warnings), "zone"),
    )
    room = width - sum(cell_len(text) for text, _ in row) - 1
    for text, name in candidates:
        piece = BETWEEN + text
        if text and cell_len(piece) <= room:
            row.append((piece, name))
            room -= cell_len(piece)
    return tuple(row)


def _notes_text(count: int) -> str:
    """The number of the reader's warnings, and the command that lists them."""
    return f"{count} reading note{'s' if count > 1 else ''}: liveblog-tui check" if count else ""


def _essentials(state: TransportState, width: int) -> list[Piece]:
    """Play state, clock and tempo; without room, less a word of it, the zone, the day."""
    time = state.clock if state.clock[:1] in "+-" else state.clock.rsplit(" ", 1)[-1]
    zone, tempo = f" {state.zone}", tempo_text(state.tempo)
    short = tempo.removeprefix(READING)
    sign = " ■ " if state.ended else " ▶ " if state.playing else " ⏸ "
    row: list[Piece] = []
    for clock, named, told in (
        (state.clock, zone, tempo),
        (state.clock, zone, short),
        (state.clock, "", short),
        (time, "", short),
    ):
        row = [(sign, "state"), (clock, "clock"), (named, "zone"), (BETWEEN + told, "speed")]
        if sum(cell_len(text) for text, _ in row) <= width:
            break
    return row


def hint_row(hints: list[tuple[str, str]], width: int, *, playing: bool = False) -> TextRow:
    """As many key hints as fit; the hint of the play key names its action now."""
    row: list[Piece] = []
    used = 1
    for keys, named in hints:
        word = "pause" if playing and named == "play" else named
        size = cell_len(keys) + cell_len(word) + 3
        if used + size > width:
            break
        row += [(f" {keys} ", "key"), (f"{word} ", "hint")]
        used += size
    return tuple(row)


def hint_at(hints: list[tuple[str, str]], row: TextRow, x: int) -> tuple[str, bool] | None:
    """The word of the hint in cell `x` of a row, and whether its first key of two is there."""
    for (keys, named), key, word in zip(hints, row[::2], row[1::2], strict=False):
        if x < cell_len(key[0]) + cell_len(word[0]):
            return named, keys in KEY_PAIRS and x <= 1
        x -= cell_len(key[0]) + cell_len(word[0])
    return None


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
    if state.again_in is not None:
        return f"the end; again in {countdown_text(state.again_in)}"
    if state.ended:
        return "the end"
    if not state.playing:
        return "paused"
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


def span_text(span: timedelta) -> str:
    """A length of time: "45 s", "12 min", "1 h 52 min", "2 d 3 h"."""
    seconds = int(span.total_seconds())
    if seconds < 60:
        return f"{seconds} s"
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86400
    if minutes < 60:
        return f"{minutes} min"
    if days < 1:
        return f"{hours} h {minutes % 60:02d} min"
    return f"{days} d {hours % 24} h"


def _clock(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
