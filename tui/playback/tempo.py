"""The tempo of a replay: a pace of reading or a constant speed, and their steps."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from tui.playback.reading_time import BASE_PACE_WPM

PACES_WPM = (120, 160, 200, 240, 300, 400, 600, 1000)
SPEEDS = (1, 2, 5, 10, 15, 20, 30, 45, 60, 120, 300, 600)
DEFAULT_PACE_WPM = BASE_PACE_WPM
DEFAULT_SPEED = 60.0


class Tempo(NamedTuple):
    """A pace of reading, or a constant speed; each keeps the other's value."""

    pace: float = DEFAULT_PACE_WPM
    """Words a minute."""
    speed: float = DEFAULT_SPEED
    """Blog seconds a second; infinite shows everything at once."""
    reading: bool = True
    """At a pace each post is the newest for as long as reading it takes."""
    skip_gaps: bool = False
    """A constant speed may leave out silences."""

    @property
    def rate(self) -> float:
        """Seconds on the watching axis of the tempo's map that pass in a real second."""
        return self.pace / BASE_PACE_WPM if self.reading else self.speed

    def stepped(self, up: bool) -> "Tempo":
        if self.reading:
            return self._replace(pace=_step(PACES_WPM, self.pace, up))
        return self._replace(speed=_step(SPEEDS, self.speed, up))

    def default(self) -> "Tempo":
        if self.reading:
            return self._replace(pace=DEFAULT_PACE_WPM)
        return self._replace(speed=DEFAULT_SPEED)

    def other(self) -> "Tempo":
        return self._replace(reading=not self.reading)


def _step(steps: Sequence[float], value: float, up: bool) -> float:
    if up:
        above = bisect_right(steps, value)
        return steps[above] if above < len(steps) else value
    below = bisect_left(steps, value)
    return steps[below - 1] if below > 0 else value
