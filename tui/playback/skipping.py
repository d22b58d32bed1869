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
    """The way from `origin` to `landing`, from `began` real seconds on; the gap ends at `until`."""

    origin: datetime
    landing: datetime
    until: datetime
    began: float

    @property
    def span(self) -> timedelta:
        return self.landing - self.origin

    def position(self, now: float, speed: float) -> datetime:
        """The position on the way; after the landing it moves at the replay's own speed."""
        done = (now - self.began) / DURATION
        if done < 1:
            return self.origin + self.span * max(done, 0.0)
        return self.landing + timedelta(seconds=(now - self.began - DURATION) * speed)

    def over(self, now: float) -> bool:
        return now - self.began >= DURATION


def skip_from(
    timeline: Timeline, playhead: Playhead, now: float, *, kept: datetime | None
) -> Skip | None:
    """The skip that is due; None just before a post or the end, and in the gap `kept`."""
    position = playhead.position
    index = timeline.next_after(position)
    until = timeline.end if index is None else timeline.published(index)
    if until == kept or playhead.to_real(until - position) <= LONGEST_WAIT:
        return None
    return Skip(position, until - timedelta(seconds=LEAD * playhead.speed), until, now)
