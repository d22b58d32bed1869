"""How far the newest posts have been read, and to which moment that brings the clock."""

import math
from typing import NamedTuple

from tui.model.instants import micros
from tui.playback.playhead import Playhead
from tui.playback.reading_plan import Newest, ReadingPlan
from tui.playback.reading_time import BASE_PACE_WPM
from tui.playback.tempo import PLACE_SECOND, TempoMap

LOOP_REST_SECONDS = 5.0
"""How long the end at least stays on show before a looping replay starts again."""


class Progress(NamedTuple):
    """How far a reader is in the newest posts."""

    seconds: float
    """For how long they have been read, in seconds at the base pace."""
    rate: float
    """How many more each real second, while the clock plays."""


def progress_at(playhead: Playhead, plan: ReadingPlan, now: float, *, waits: bool) -> Progress:
    """How far the newest posts of a plan have been read at `now` real seconds.

    Where the clock `waits` for this reader the map says it. Elsewhere they are read at the reader's
    pace, or as much faster as it takes to read them before the next.
    """
    clock, at = playhead.clock, playhead.at(now)
    newest = plan.newest(at.instant)
    anchored = micros(clock.moment)
    same = not newest.end or plan.instants[newest.end - 1] <= anchored
    read = clock.read if same else 0.0
    if not clock.playing:
        return Progress(read, 0.0)
    rate = clock.tempo.rate
    if math.isinf(rate):
        return Progress(newest.seconds, 0.0)
    since = at.watched / rate if same else -playhead.seconds_to(plan.instants[newest.first], now)
    if clock.tempo.reading and waits:
        return Progress(read + since * rate, rate)
    pace = clock.tempo.pace / BASE_PACE_WPM
    upcoming = plan.next_instant(newest)
    if upcoming is not None:
        time = since + playhead.seconds_to(upcoming, now)
        pace = max(pace, (newest.seconds - read) / time) if time > 0 else pace
    return Progress(read + since * pace, pace)


def restart_after(playhead: Playhead, plan: ReadingPlan) -> float:
    """Real seconds from the clock's anchor until a loop begins again.

    The end stays for a while, at a constant speed at least until the last posts have been read.
    """
    clock = playhead.clock
    rest = playhead.at(clock.anchor).left / clock.tempo.rate + LOOP_REST_SECONDS
    last = plan.newest(plan.timeline.ends[1])
    if not last.end:
        return rest
    came = playhead.seconds_to(plan.instants[last.first], clock.anchor)
    read = 0.0 if came > 0 else clock.read
    return max(rest, max(came, 0.0) + (last.seconds - read) * BASE_PACE_WPM / clock.tempo.pace)


def read_by(playhead: Playhead, plan: ReadingPlan, instant: int) -> float:
    """Seconds at the base pace for which the map has read the newest posts at a moment."""
    map, newest = playhead.map, plan.newest(instant)
    return (map.place(instant) - _began(map, plan, newest)) / PLACE_SECOND


def moment_when_read(playhead: Playhead, plan: ReadingPlan, newest: Newest, read: float) -> int:
    """The moment at which the map has given the newest posts so many seconds at the base pace."""
    map = playhead.map
    return map.instant(_began(map, plan, newest) + round(read * PLACE_SECOND))


def _began(map: TempoMap, plan: ReadingPlan, newest: Newest) -> int:
    """The place at which those posts come; the run to the first post comes at the start."""
    return map.place(plan.instants[newest.first]) if newest.end else 0
