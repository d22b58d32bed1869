"""The next look at the clock, in time for posts and countdowns."""

import math

from tui.playback.view import View

BEAT_SECONDS, QUICK_SECONDS = 1.0, 0.25  # between looks for figures, at most and at least
SHORTEST_SECONDS = 0.125  # between looks for a note or a page turn, at least
LONGEST_SECONDS = 5.0  # between looks, at most: bounds an unforeseen delay
SPEED_WITHOUT_SECONDS = 3  # blog seconds a second; a faster clock hides seconds
FREEZE_SECONDS = 2.0  # a look later than this: the program was stopped, no time passed
COUNTDOWN_STEP_SECONDS = 5  # countdown steps above this; below, seconds
_SPARE_SECONDS = 0.005  # added to each look, so that it is not just too early


def next_look(view: View, turn_in: float | None = None) -> float:
    """Real seconds until the next look: at an edit, a page (`turn_in`), and each beat before the
    next post or the end, as a countdown and a slow clock go by seconds, a fast clock by minutes."""
    coming, waits = view.again_in, [turn_in]
    if view.playing and not (view.at_edge and view.left <= 0):
        coming = view.left if view.next_in is None else view.next_in
        waits.append(view.change_in)
    if coming is not None:
        figure = 1 if view.tempo.speed < SPEED_WITHOUT_SECONDS else 60
        step = BEAT_SECONDS if view.tempo.reading else figure / (view.rate or figure)
        beat = min(max(step, QUICK_SECONDS), BEAT_SECONDS)
        waits.append(coming % beat or beat)
    return min([*filter(None, waits), LONGEST_SECONDS]) + _SPARE_SECONDS


def countdown(seconds: float) -> int:
    """Whole seconds up to five, rounded up, then the nearest five."""
    whole = math.ceil(seconds)
    step = COUNTDOWN_STEP_SECONDS
    return whole if whole <= step else round(whole / step) * step
