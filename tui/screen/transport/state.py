"""Content of the bar: chip, clock, words, numbers."""

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from tui.model.clock_face import span_text
from tui.playback.tempo import Tempo
from tui.screen.drawing.line_widget import TextRow
from tui.screen.drawing.signs import ENDED, NEW, PAUSED, PLAYING, UNREAD
from tui.screen.keys import Hint

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Chip:
    text: str
    role: str


PLAYS = Chip(f"{PLAYING} PLAYING", "chip-now")
PAUSES = Chip(f"{PAUSED} PAUSED", "chip-still")
HELD = Chip(f"{PAUSED} HELD", "chip-key")  # a box is open
WAITS = Chip(f"{PAUSED} WAITS", "chip-still")  # saved place, no choice yet
THE_END = Chip(f"{ENDED} THE END", "chip-key")
LIVE = Chip(f"{NEW} LIVE", "chip-live")
NO_ANSWER = Chip(f"{UNREAD} NO ANSWER", "chip-key")
YOU_PRESENT = Chip("YOU PRESENT", "chip-room")
ON_YOUR_OWN = Chip("ON YOUR OWN", "chip-still")
WAITING = Chip(f"{UNREAD} WAITING", "chip-key")  # in a room's lobby


def room_chip(name: str = "") -> Chip:
    return Chip(f"ROOM \N{MIDDLE DOT} {name}" if name else "ROOM", "chip-room")


def behind_chip(behind: timedelta) -> Chip:
    """Chip of a reader behind the live edge: "21 MIN BEHIND"."""
    return Chip(f"{span_text(max(behind, MINUTE)).upper()} BEHIND", "chip-now")


class BarState(NamedTuple):
    chip: Chip = PLAYS
    clock: str = ""
    zone: str = ""
    beside: str = ""
    room: tuple[str, ...] = ()  # alternatives, the longest first
    words: tuple[TextRow, ...] = ()  # most important first
    next: str = ""  # dropped first without room
    posts: str = ""
    span: str = ""
    left: str = ""
    note: str = ""  # replaces the words for a few seconds
    hints: tuple[Hint, ...] = ()  # useful now, in their order


def key_words(key: str, word: str) -> TextRow:
    return ((key, "key"), (f" {word}", "muted"))


def tempo_text(tempo: Tempo) -> str:
    """Pace or speed: "200 wpm", "60x"."""
    return f"{tempo.pace:.0f} wpm" if tempo.reading else speed_text(tempo.speed)


def speed_text(speed: float) -> str:
    return f"{speed:.0f}x" if speed == int(speed) or speed >= 1000 else f"{speed:.3g}x"


def countdown_text(seconds: int) -> str:
    return f"{seconds} s" if seconds < 120 else span_text(timedelta(seconds=seconds))


def next_text(next_in: int | None, left: int) -> str:
    """Time until the next post or the end, in seconds of watching."""
    if next_in is None:
        return f"the end in {countdown_text(left)}"
    return f"next post in {countdown_text(next_in)}"


def left_text(seconds: int) -> str:
    """Watching time left: "4 min left"."""
    return f"{span_text(timedelta(seconds=math.ceil(seconds / 60) * 60))} left"


def elapsed_text(elapsed: timedelta, total: timedelta, *, ended: bool = False) -> str:
    """Elapsed and total time: "1:05 / 1:52", with seconds below 5 minutes; at the end the total."""
    seconds = total < 5 * MINUTE
    whole = _clock(total, seconds)
    return whole if ended else f"{_clock(elapsed, seconds)} / {whole}"


def _clock(span: timedelta, seconds: bool) -> str:
    passed = int(span.total_seconds())
    if passed >= 100 * 3600:
        return span_text(span)
    if seconds:
        return f"{passed // 60}:{passed % 60:02d}"
    return f"{passed // 3600}:{passed // 60 % 60:02d}"
