"""When to look at the clock again: at its next figure, so little is drawn and nothing late."""

from datetime import timedelta

from tui.model.instants import SECOND, micros
from tui.playback.player import View
from tui.playback.timeline import Timeline

SHORTEST = 0.125
"""Real seconds between two looks at least: a screen need not change more often."""
LONGEST = 1.0
"""Real seconds between two looks at most; an unforeseen change is late by no more."""
_SPARE = 0.005
"""Real seconds by which a look is late, so that none comes just before what it is for."""


def next_look(view: View, axis: Timeline, figure: timedelta, cells: int) -> float:
    """Real seconds until what is shown has changed.

    The clock changes with every `figure` (a second or a minute), the scrubber's head with each of
    its `cells`, the wait for the next post with each real second.
    """
    if view.skipping is not None:
        return SHORTEST
    if not view.playing:
        return LONGEST
    position, start, end = (micros(at) for at in (view.moment, axis.start, axis.end))
    step = figure // timedelta(microseconds=1)
    of_the_blog = [step - position % step, step - (position - start) % step, end - position]
    waits = [micros_left / SECOND / view.speed for micros_left in of_the_blog]
    if view.next_in is not None:
        waits.append(view.next_in % 1 or 1.0)
    # Finer than this the head would only be drawn beside the clock's own changes.
    waits.append(max((end - start) / SECOND / view.speed / max(1, cells), LONGEST / 2))
    return min(max(min(waits) + _SPARE, SHORTEST), LONGEST)
