"""Content of the bar at a moment: chip, clock, words, numbers, hints."""

import math
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from rich.cells import cell_len

from tui.model.clock_face import span_text
from tui.model.counted import counted
from tui.playback.tick_interval import SPEED_WITHOUT_SECONDS, countdown
from tui.playback.view import View
from tui.screen.drawing.line_widget import TextRow
from tui.screen.drawing.signs import ENDED, NEW, PAUSED, PLAYING, UNREAD
from tui.screen.keys import Hint
from tui.screen.page import ReplayPage

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
MOST_FILTER_CELLS = 30  # a longer filter is abbreviated


class Chip(NamedTuple):
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


def bar_state(page: ReplayPage, view: View, hints: Sequence[Hint]) -> BarState:
    player, face = page.player, page.face
    every = player.all_posts
    # Few figures: a finer value would call for a repaint at every tick.
    left = countdown(view.left)
    chip = THE_END if view.ended else HELD if view.held else PLAYS if view.playing else PAUSES
    posts = f"{view.known}/{len(every)}"
    if player.selection.active:
        posts = f"{view.shown} of {view.known}"
    is_slow = not view.tempo.reading and view.tempo.speed < SPEED_WITHOUT_SECONDS
    return BarState(
        chip=chip,
        clock=face.time(view.moment, is_slow),
        zone=face.name_at(view.moment),
        beside=_rate_text(view) if view.playing else "",
        words=tuple(_words(page, view)),
        next=_next_text(view, len(player.blog.warnings) * page.OPENS_LINKS),
        posts=posts,
        span=elapsed_text(view.moment - every.start, every.end - every.start, ended=view.ended),
        left="" if view.ended else f"{span_text(math.ceil(left / 60) * MINUTE)} left",
        note=page.note,
        hints=tuple(_useful(page, view, hints)),
    )


def _next_text(view: View, warnings: int) -> str:
    """The next post or the end; of a paused replay its reading notes, which guests cannot see."""
    if not view.playing:
        return f"{counted(warnings, 'reading note')}: liveblog-tui check" if warnings else ""
    if view.next_in is not None:
        return f"next post in {countdown_text(countdown(view.next_in))}"
    return f"the end in {countdown_text(countdown(view.left))}" if view.behind is None else ""


def _words(page: ReplayPage, view: View) -> Iterator[TextRow]:
    selection = page.player.selection
    if view.again_in is not None:
        yield ((f"again in {countdown_text(countdown(view.again_in))}", "muted"),)
    elif view.ended and (key := page.key("play")):
        yield key_words(key, "again")
    if search := page.searching.status():
        yield ((search, "name"),)
    if selection.active:
        chosen = selection.describe()
        brief = cell_len(chosen) > MOST_FILTER_CELLS
        yield ((f"filter: {selection.brief() if brief else chosen}", "name"),)
    if view.held:
        yield (("the clock waits while this is open", "muted"),)


def _useful(page: ReplayPage, view: View, hints: Sequence[Hint]) -> Iterator[Hint]:
    """Hints of the keys that do something now; the play key names its action."""
    searching, reading, found = page.searching, page.feed.reading, bool(page.searching.every)
    is_useful = {
        "follow": not reading.following,
        "clear": bool(searching.status()) or page.player.selection.active,
        "next-match": found,
        "previous-match": found,
        "turn": not (view.ended and reading.following and reading.shows_card),
    }
    word = "again" if view.ended else "pause" if view.playing else "play"
    for hint in hints:
        if is_useful.get(hint.id, True):
            yield hint._replace(word=hint.word.replace("play", word)) if hint.id == "play" else hint


def key_words(key: str, word: str) -> TextRow:
    return ((key, "key"), (f" {word}", "muted"))


def speed_text(speed: float) -> str:
    return f"{speed:.0f}x" if speed == int(speed) or speed >= 1000 else f"{speed:.3g}x"


def _rate_text(view: View) -> str:
    """Clock rate: "12x"; empty while only reading goes on."""
    if not view.tempo.reading:
        return speed_text(view.tempo.speed)
    rate = round(view.rate, 1) if view.rate < 2 else round(view.rate)
    return speed_text(rate) if rate else ""


def countdown_text(seconds: int) -> str:
    return f"{seconds} s" if seconds < 120 else span_text(timedelta(seconds=seconds))


def elapsed_text(elapsed: timedelta, total: timedelta, *, ended: bool = False) -> str:
    """Elapsed and total time: "1:05 / 1:52", with seconds below 5 minutes; at the end the total."""
    texts, (small, large) = [], (60, 1) if total < 5 * MINUTE else (3600, 60)
    for span in [total] if ended else [elapsed, total]:
        passed = span // SECOND
        clock = f"{passed // small}:{passed % small // large:02d}"
        texts.append(clock if passed < 100 * 3600 else span_text(SECOND * passed))
    return " / ".join(texts)
