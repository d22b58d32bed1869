"""When to look at the clock again: at its next figure, so little is drawn and nothing late."""

import math
from collections.abc import Callable
from datetime import timedelta

from tui.model.instants import micros
from tui.playback.timeline import Timeline
from tui.playback.view import View

HEAD_SECONDS = 0.5
"""Between two looks for the scrubber's head alone."""
SHORTEST_SECONDS = 0.125
"""Between two looks at least: a screen need not change more often."""
LONGEST_SECONDS = 5.0
"""Between two looks at most, so that nothing that is not foreseen here is late by more."""
COUNTDOWN_STEP_SECONDS = 5
"""Above this a countdown goes by the nearest step, and below by seconds."""
_SPARE_SECONDS = 0.005
"""A look is late by this, so that none comes just before what it is for."""


def next_look(
    view: View,
    axis: Timeline,
    figure: timedelta,
    cells: int,
    *,
    seconds_to: Callable[[int], float],
    turn_in: float | None = None,
) -> float:
    """Real seconds until what is shown has changed.

    The clock changes with every `figure` (a second or a minute), the scrubber's head with each of
    its `cells`, a countdown with its next step, the page when it is turned in `turn_in` seconds,
    a post when it is edited. `seconds_to` gives the real seconds until a moment in microseconds
    since 1970.
    """
    if not view.playing:
        resting = [LONGEST_SECONDS]
        if turn_in is not None and view.read_rate > 0:
            resting.append(turn_in)
        if view.again_in is not None:
            resting.append(countdown_wait(view.again_in))
        return _clamped(resting)
    first, last = axis.ends
    now = micros(view.moment)
    step = figure // timedelta(microseconds=1)
    changes = [now - now % step + step, now - (now - first) % step + step]
    waits = [seconds_to(instant) for instant in changes if instant <= last]
    waits.append(countdown_wait(view.left if view.next_in is None else view.next_in))
    if turn_in is not None:
        waits.append(turn_in)
    if view.change_in is not None:
        waits.append(view.change_in)
    # Finer than this the head would only be drawn beside the clock's own changes.
    cell = (last - first) // max(1, cells) + 1
    waits.append(max(seconds_to(now + cell), HEAD_SECONDS))
    return _clamped(waits)


def countdown(seconds: float) -> int:
    """The figure of a countdown: whole seconds up to five, rounded up, then the nearest five."""
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


def _clamped(waits: list[float]) -> float:
    return min(max(min(waits) + _SPARE_SECONDS, SHORTEST_SECONDS), LONGEST_SECONDS)
