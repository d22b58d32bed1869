"""The next look at the clock, timed to its next figure: little is drawn, nothing late."""

import math
from collections.abc import Callable, Iterator
from datetime import timedelta

from tui.model.instants import MICROSECOND, micros
from tui.playback.timeline import Timeline
from tui.playback.view import View

HEAD_SECONDS = 0.5  # between looks for the scrubber's head alone
FIGURE_SECONDS = 1.0  # between looks for a gliding clock: days may pass in seconds
SHORTEST_SECONDS = 0.125  # between looks for figures, at least
LONGEST_SECONDS = 5.0  # between looks, at most: bounds an unforeseen delay
FREEZE_SECONDS = 2.0  # a look later than this: the program was stopped, no time passed
COUNTDOWN_STEP_SECONDS = 5  # countdown steps above this; below, seconds
_SPARE_SECONDS = 0.005  # added to each look, so that it is not just too early


def next_look(
    view: View,
    axis: Timeline,
    figure: timedelta,
    cells: int,
    *,
    seconds_to: Callable[[int], float],
    turn_in: float | None = None,
) -> float:
    """Real seconds until the screen has to change: the next post, edit, page (`turn_in`), `figure`
    of the clock, one of the scrubber's `cells`, or step of a countdown. `seconds_to` takes
    microseconds since 1970."""
    waits: list[float | None] = [turn_in if view.read_rate > 0 else None]
    if not view.playing or (view.at_edge and view.left <= 0):
        waits.append(None if view.again_in is None else countdown_wait(view.again_in))
    else:
        coming = view.left if view.next_in is None else view.next_in
        figures = *_figure_waits(view, axis, figure, cells, seconds_to), countdown_wait(coming)
        waits += (coming, view.change_in, max(min(figures), SHORTEST_SECONDS))
    soonest = min((wait for wait in waits if wait is not None and wait > 0), default=math.inf)
    return min(soonest + _SPARE_SECONDS, LONGEST_SECONDS)


def _figure_waits(
    view: View, axis: Timeline, figure: timedelta, cells: int, seconds_to: Callable[[int], float]
) -> Iterator[float]:
    """Real seconds to the next figures of the clock and of the elapsed time, and to the scrubber's
    next cell."""
    first, last = axis.ends
    now, step = micros(view.moment), figure // MICROSECOND
    least = FIGURE_SECONDS if view.tempo.reading else 0.0
    for instant in (now - now % step + step, now - (now - first) % step + step):
        if instant <= last:
            yield max(seconds_to(instant), least)
    # Finer than this the head would only be drawn beside the clock's own changes.
    cell = (last - first) // max(1, cells) + 1
    yield max(seconds_to(now + cell), HEAD_SECONDS)


def countdown(seconds: float) -> int:
    """Whole seconds up to five, rounded up, then the nearest five."""
    whole = math.ceil(seconds)
    step = COUNTDOWN_STEP_SECONDS
    return whole if whole <= step else round(whole / step) * step


def countdown_wait(seconds: float) -> float:
    """Real seconds until the figure of a countdown changes."""
    step = COUNTDOWN_STEP_SECONDS
    if seconds <= step - 1:
        return seconds % 1 or 1.0
    # A figure stays from halfway to the one above, in whole seconds, to halfway to the one below.
    halfway = step // 2 + step
    return seconds - step + 1 if seconds <= halfway else (seconds - halfway) % step or float(step)
