"""Content of the bar: chip, clock, words, numbers."""

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from tui.model.clock_face import span_text
from tui.playback.player import Player
from tui.playback.tempo import Tempo
from tui.playback.view import View
from tui.screen.drawing.line_widget import TextRow
from tui.screen.drawing.signs import ENDED, NEW, PAUSED, PLAYING, UNREAD
from tui.screen.keys import Hint

MINUTE = timedelta(minutes=1)
SOON_SECONDS = 2.5  # a post due this soon does not count as behind the live edge


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
