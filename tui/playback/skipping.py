"""Fast-forwarding through a gap: not at once but within half a second, so that it is seen."""

from datetime import datetime, timedelta
from typing import NamedTuple

from tui.playback.playhead import Playhead
from tui.playback.timeline import Timeline

LONGEST_WAIT = 3.0
"""Real seconds without a post that are still waited for."""
LEAD = 1.0
"""Real seconds before the next post at which the fast-forwarding ends."""
DURATION = 0.5
"""Real seconds that the fast-forwarding takes."""


class Skip(NamedTuple):
    """The way from `origin` to `landing`, begun when the real clock said `began`; `until` is what ends the gap."""

    origin: datetime
    landing: datetime
    until: datetime
    began: float

    @property
    def span(self) -> timedelta:
        return self.landing - self.origin

    def position(self, now: float, speed: float) -> datetime:
        """Where it has come to; once landed it goes on at the replay's own speed, however late one asks."""
        done = (now - self.began) / DURATION
        if done < 1:
            return self.origin + self.span * max(done, 0.0)
        return self.landing + timedelta(seconds=(now - self.began - DURATION) * speed)

    def over(self, now: float) -> bool:
        return now - self.began >= DURATION


def skip_from(
    timeline: Timeline, playhead: Playhead, now: float, *, kept: datetime | None
) -> Skip | None:
    """The skip that is due: none when a post (or the end) comes soon, nor in the gap that the reader `kept`."""
    position = playhead.position
    index = timeline.next_after(position)
    until = timeline.end if index is None else timeline.published(index)
    if until == kept or playhead.to_real(until - position) <= LONGEST_WAIT:
        return None
    return Skip(position, until - timedelta(seconds=LEAD * playhead.speed), until, now)
