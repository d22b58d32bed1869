"""Tempo of a replay, a reading pace or a constant speed, with their steps."""

from collections.abc import Sequence
from typing import NamedTuple

from tui.playback.reading_time import BASE_PACE_WPM

PACES_WPM = (120, 160, 200, 240, 300, 400, 600, 1000)
SPEEDS = (1, 2, 5, 10, 15, 20, 30, 45, 60, 120, 300, 600)
DEFAULT_PACE_WPM = BASE_PACE_WPM  # the README and `--help` say it, too
DEFAULT_SPEED = 60.0  # blog seconds a second


class Tempo(NamedTuple):
    """A reading pace or a constant speed; each keeps the other's value."""

    pace: float = DEFAULT_PACE_WPM  # words a minute
    speed: float = DEFAULT_SPEED  # blog seconds a second
    reading: bool = True  # each post stays the newest for its reading time
    skip_gaps: bool = False  # at a constant speed

    @property
    def rate(self) -> float:
        """Seconds of watching that pass in a real second."""
        return self.pace / BASE_PACE_WPM if self.reading else self.speed

    def stepped(self, up: bool) -> "Tempo":
        if self.reading:
            return self._replace(pace=_next_preset(PACES_WPM, self.pace, up))
        return self._replace(speed=_next_preset(SPEEDS, self.speed, up))

    def default(self) -> "Tempo":
        if self.reading:
            return self._replace(pace=DEFAULT_PACE_WPM)
        return self._replace(speed=DEFAULT_SPEED)

    def other(self) -> "Tempo":
        return self._replace(reading=not self.reading)

    def reset(self) -> "Tempo":
        """Undo `other`, and take the default."""
        return self.other().default()


def _next_preset(steps: Sequence[float], value: float, up: bool) -> float:
    beyond = [step for step in steps if (step > value if up else step < value)]
    return (min if up else max)(beyond, default=value)
