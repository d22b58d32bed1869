"""One frozen moment of a replay, how it is worked out, and where a jump had started."""

from datetime import datetime
from typing import NamedTuple

from tui.model.instants import moment_of
from tui.model.versions import Changes
from tui.playback.playhead import Playhead
from tui.playback.progress import progress_at, restart_after
from tui.playback.reading_plan import ReadingPlace, ReadingPlan
from tui.playback.tempo import Tempo


class Jump(NamedTuple):
    """Where a jump started: the moment with what was read then, and a place in the page, which only
    the screen reads."""

    moment: datetime
    place: object = None
    read: tuple[int, float] | None = None


class View(NamedTuple):
    """The replay at one moment: every figure of a frame comes from here, so no two can disagree."""

    moment: datetime
    """The moment shown, in UTC, never outside the blog."""
    held: datetime
    """The moment to return to: up to a minute after the end while the last post is read."""
    playing: bool
    """Whether time passes: not when paused, and no more once watching is over."""
    ended: bool
    """Whether watching is over."""
    tempo: Tempo
    known: int
    """How many posts of the whole blog had been published."""
    shown: int
    """How many of the selected posts had been published."""
    next_in: float | None
    """Real seconds to the next selected post; None when none is left."""
    left: float
    """Real seconds until watching is over."""
    again_in: float | None
    """Real seconds until a looping replay begins again; None unless it stands at its end."""
    reading: ReadingPlace | None
    """What a reader who began with the newest posts is reading now; None before the first post."""
    read_rate: float
    """Seconds at the base pace that are read in a real second."""
    changes: int
    """How many edits and deletions of posts were known: all of them once watching is over."""
    change_in: float | None
    """Real seconds to the next edit or deletion; None when none is left."""

    @property
    def read(self) -> tuple[int, float] | None:
        """The post being read and the share of it that has been: with `held` where to return to."""
        return None if self.reading is None else (self.reading.post, self.reading.share)


def view_at(
    now: float,
    playhead: Playhead,
    *,
    every: ReadingPlan,
    plan: ReadingPlan,
    changes: Changes,
    shared: bool,
    loop: bool,
) -> View:
    """The view at `now` real seconds. `every` is the plan of all posts, `plan` that of the selected
    ones; a `shared` clock runs by all of them."""

    def seconds_to(instant: int | None) -> float | None:
        return None if instant is None else max(0.0, playhead.seconds_to(instant, now))

    clock, at = playhead.clock, playhead.at(now)
    first, last = every.timeline.ends
    moment = moment_of(min(max(at.instant, first), last))
    progress = progress_at(playhead, plan, now, waits=not shared)
    known, change_in, again_in = 0, None, None
    if changes.instants:
        known = len(changes) if at.ended else changes.count_at(moment)
        change_in = seconds_to(changes.next_after(known))
    if loop and at.ended and clock.playing:
        runs_by = every if shared else plan
        again_in = max(0.0, restart_after(playhead, runs_by) - (now - clock.anchor))
    return View(
        moment=moment,
        held=moment_of(at.instant),
        playing=clock.playing and not at.ended,
        ended=at.ended,
        tempo=clock.tempo,
        known=every.timeline.count_at(moment),
        shown=plan.timeline.count_at(moment),
        next_in=seconds_to(plan.timeline.instant_after(moment)),
        left=max(0.0, at.left / clock.tempo.rate),
        again_in=again_in,
        reading=plan.reading_place(plan.newest(at.instant), progress.seconds),
        read_rate=progress.rate,
        changes=known,
        change_in=change_in,
    )
