"""The time of the next look at the clock: at its next figure, so little is drawn, nothing late."""

import math
from collections.abc import Callable
from datetime import timedelta

from tui.model.instants import micros
from tui.playback.timeline import Timeline
from tui.playback.view import View

HEAD_SECONDS = 0.5
"""Between two looks for the scrubber's head alone."""
FIGURE_SECONDS = 1.0
"""Between two looks for the minutes of a gliding clock alone: days may pass in seconds."""
JOINED_SECONDS = 0.5
"""A figure this little before a new post, page or mark changes with it: one flicker, not two."""
LATE_SECONDS = 0.1
"""A page or mark waits this long for a figure, for the same reason."""
SHORTEST_SECONDS = 0.125
"""Between two looks for figures at least: a screen need not change more often."""
LONGEST_SECONDS = 5.0
"""Between two looks at most, so that nothing that is not foreseen here is late by more."""
FREEZE_SECONDS = 2.0
"""A look that is late by more comes after the program was stopped: that time does not count."""
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
    """Real seconds until the screen has to change.

    Posts come, are edited, and in `turn_in` seconds the page or the mark moves: none of that is
    late. Figures join it: the clock changes with every `figure` (a second or a minute), the
    scrubber's head with each of its `cells`, a countdown with its next step. `seconds_to` gives the
    real seconds until a moment in microseconds since 1970.
    """
    turn = turn_in if turn_in is not None and view.read_rate > 0 else None
    if not view.playing or (view.at_edge and view.left <= 0):
        again = None if view.again_in is None else countdown_wait(view.again_in)
        return _joined(_soonest(turn), None, _soonest(again))
    first, last = axis.ends
    now = micros(view.moment)
    step = figure // timedelta(microseconds=1)
    changes = [now - now % step + step, now - (now - first) % step + step]
    least = FIGURE_SECONDS if view.tempo.reading else 0.0
    figures = [max(seconds_to(instant), least) for instant in changes if instant <= last]
    figures.append(countdown_wait(view.left if view.next_in is None else view.next_in))
    # Finer than this the head would only be drawn beside the clock's own changes.
    cell = (last - first) // max(1, cells) + 1
    figures.append(max(seconds_to(now + cell), HEAD_SECONDS))
    news = _soonest(view.next_in, view.change_in, view.left if view.next_in is None else None)
    return _joined(_soonest(turn), news, min(figures))


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


def _soonest(*waits: float | None) -> float | None:
    """The least of the waits that are still to come."""
    return min((wait for wait in waits if wait is not None and wait > 0), default=None)


def _joined(turn: float | None, news: float | None, figure: float | None) -> float:
    """The wait for the first of the three; changes close together share one tick.

    A turn may wait for a figure, but nothing waits when there is news.
    """
    figure = LONGEST_SECONDS if figure is None else max(figure, SHORTEST_SECONDS)
    if turn is not None and turn <= figure <= turn + LATE_SECONDS:
        turn = figure
    exact = _soonest(turn, news)
    if exact is not None and exact <= figure + JOINED_SECONDS:
        figure = exact
    return min(figure + _SPARE_SECONDS, LONGEST_SECONDS)
