"""What the keys mean: the playhead, the posts it passes, the selection, and the jumps made."""

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from tui.model.blog import LiveBlog
from tui.playback.playhead import DEFAULT_SPEED, Clock, Playhead, faster, slower
from tui.playback.selection import Selection
from tui.playback.skipping import Skip, skip_from
from tui.playback.timeline import Timeline

AGAIN_WITHIN = 1.0
"""Seconds after a post within which "previous" goes one further back, as on a CD player."""
LOOP_REST = 5.0
"""Real seconds the end stays on show before a looping replay starts again."""
_JUMPS_KEPT = 200


class Jump(NamedTuple):
    """Where a jump started: the moment, and a place in the page, which only the screen reads."""

    moment: datetime
    place: object = None


class View(NamedTuple):
    """The replay at one moment: every figure of a frame comes from here, so no two can disagree."""

    moment: datetime
    """In UTC."""
    playing: bool
    """Whether time passes: not when paused, and no more once the end is reached."""
    ended: bool
    speed: float
    """Blog seconds a second."""
    known: int
    """How many posts of the whole blog had been published."""
    shown: int
    """How many of the selected posts had been published."""
    next_in: float | None
    """Real seconds to the next selected post at this speed; None when none is left."""
    again_in: float | None
    """Real seconds until a looping replay begins again; None unless it stands at its end."""
    skipping: timedelta | None
    """The length of the gap that is being fast-forwarded."""


class Player:
    """One reader's replay of a blog; `now` is the real clock in seconds. A timer calls `tick`."""

    def __init__(
        self,
        blog: LiveBlog,
        *,
        now: Callable[[], float],
        speed: float = DEFAULT_SPEED,
        playing: bool = True,
        skip_gaps: bool = False,
        loop: bool = False,
        selection: Selection | None = None,
    ) -> None:
        self.blog = blog
        self.all_posts = Timeline.of(blog)
        self.playhead = Playhead(blog.start, blog.end, now=now, speed=speed, playing=playing)
        self.skip_gaps = skip_gaps
        self.loop = loop
        self.on_drive: Callable[[Clock], None] | None = None
        """Called with the clock at each change that this reader makes to it."""
        self._now = now
        self._jumps: deque[Jump] = deque(maxlen=_JUMPS_KEPT)
        self._skip: Skip | None = None
        self._kept: datetime | None = None
        self.select(selection or Selection())

    @property
    def position(self) -> datetime:
        """The moment shown, in UTC."""
        return self.playhead.position

    @property
    def speed(self) -> float:
        """Blog seconds a second."""
        return self.playhead.speed

    def view(self) -> View:
        """All that one frame needs, worked out from a single reading of the real clock."""
        now = self._now()
        moment = self.playhead.position_at(now)
        ended = moment >= self.all_posts.end
        running = self.playhead.clock.playing
        upcoming = self.timeline.next_after(moment)
        wait = None if upcoming is None else self.timeline.published(upcoming) - moment
        looping = self.loop and ended and running
        return View(
            moment=moment,
            playing=running and not ended,
            ended=ended,
            speed=self.speed,
            known=self.all_posts.count_at(moment),
            shown=self.timeline.count_at(moment),
            next_in=None if wait is None else self.playhead.to_real(wait),
            again_in=max(0.0, LOOP_REST - self.playhead.overtime_at(now)) if looping else None,
            skipping=self._skip.span if self._skip else None,
        )

    def tick(self) -> None:
        """Do what is due: fast-forward through a gap, or start a loop again at its end."""
        if not self.playhead.clock.playing:
            return
        if self._skip:
            self._forward(self._skip)
        elif self.playhead.at_end:
            if self.loop and self.playhead.overtime >= LOOP_REST:
                self.playhead.seek(self.timeline.start)
                self._changed()
        elif self.skip_gaps:
            self._skip = skip_from(self.timeline, self.playhead, self._now(), kept=self._kept)

    def interrupt_skip(self) -> bool:
        """Stop fast-forwarding and play the rest of this gap; False if no gap was skipped."""
        if not self._skip:
            return False
        self._kept = self._skip.until
        self._forward(self._skip)
        self._changed()
        return True

    def select(self, selection: Selection) -> None:
        """Show only what the selection admits; the clock does not change."""
        self.selection = selection
        self.timeline = self.all_posts.select(selection.indices(self.blog))
        self._skip = None
        self._kept = None

    def toggle(self) -> None:
        """Pause or play; at the end, play from the start again."""
        if self.playhead.at_end:
            self.restart()
        elif self.playhead.clock.playing:
            self.playhead.pause()
            self._changed()
        else:
            self.playhead.play()
            self._changed()

    def restart(self, place: object = None) -> None:
        """Play from the start."""
        self.seek(self.timeline.start, place)
        self.playhead.play()
        self._changed()

    def faster(self) -> None:
        self._set_speed(faster(self.speed))

    def slower(self) -> None:
        self._set_speed(slower(self.speed))

    def default_speed(self) -> None:
        self._set_speed(DEFAULT_SPEED)

    def seek(self, moment: datetime, place: object = None, *, same_jump: bool = False) -> bool:
        """Jump to a moment, to be undone later; False if that is where the replay stands already.

        With `same_jump` it goes on with the last one (as a drag does): both are undone together.
        """
        before = self.position
        self.playhead.seek(moment)
        self._kept = None
        self._changed()
        if self.playhead.clock.moment == before:
            return False
        if not same_jump:
            self._jumps.append(Jump(before, place))
        return True

    def step(self, span: timedelta, place: object = None) -> bool:
        """Jump forward by a span of the blog, or back by a negative one."""
        return self.seek(self.position + span, place)

    def tenth(self, digit: int, place: object = None) -> bool:
        """Jump to so many tenths of the blog."""
        return self.seek(self.timeline.moment_at(digit / 10), place)

    def next_post(self, place: object = None) -> bool:
        """Jump to the next selected post; False when none is left."""
        index = self.timeline.next_after(self.position)
        return index is not None and self.seek(self.timeline.published(index), place)

    def previous_post(self, place: object = None) -> bool:
        """Jump to the newest post's start, or from there to the post before; False without one."""
        position = self.position
        newest = self.timeline.newest_at(position)
        if newest is None:
            return False
        began = self.timeline.published(newest)
        since = (
            self.playhead.to_real(position - began)
            if self.playhead.playing
            else (position - began).total_seconds()
        )
        earlier = self.timeline.previous_before(began) if since < AGAIN_WITHIN else newest
        return self.seek(began if earlier is None else self.timeline.published(earlier), place)

    def remember(self, place: object) -> None:
        """Note the place before the reader moves in the page, so that `undo` returns there."""
        self._jumps.append(Jump(self.position, place))

    def undo(self) -> Jump | None:
        """Take back the last jump; returns where it started, None if there is no jump."""
        if not self._jumps:
            return None
        jump = self._jumps.pop()
        self.playhead.seek(jump.moment)
        self._kept = None
        self._changed()
        return jump

    def _set_speed(self, speed: float) -> None:
        self.playhead.set_speed(speed)
        self._changed()

    def _forward(self, skip: Skip) -> None:
        """Bring the clock to where the fast-forwarding has come by now."""
        now = self._now()
        self.playhead.seek(skip.position(now, self.speed))
        if skip.over(now):
            self._skip = None
        self._report()

    def _changed(self) -> None:
        """The reader changed the clock: what was being skipped is no longer."""
        self._skip = None
        self._report()

    def _report(self) -> None:
        if self.on_drive:
            self.on_drive(self.playhead.clock)
