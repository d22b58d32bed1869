"""One frozen moment of a replay, how it is worked out, and where a jump had started."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from tui.model.instants import micros, moment_of
from tui.model.versions import Changes
from tui.playback.glide import Glide
from tui.playback.reading_plan import ReadingPlace, ReadingPlan
from tui.playback.reading_time import BASE_PACE_WPM
from tui.playback.tempo import Tempo

LOOP_REST_SECONDS = 5.0
"""The rest at the end before a looping replay starts again, at least."""


@dataclass(frozen=True, slots=True)
class Jump:
    """The start of a jump: the moment, the share read then, and a place in the page, which only
    the screen reads."""

    moment: datetime
    place: object = None
    read: tuple[int, float] | None = None


@dataclass(frozen=True, slots=True)
class View:
    """The replay at one moment: every figure of a frame comes from here, so no two can disagree."""

    moment: datetime
    """The moment shown, in UTC, never outside the blog."""
    playing: bool
    """True while time passes, or will with the next post at the live edge: not when paused or held,
    and no more once watching is over."""
    held: bool
    """True while the clock only waits because a box is open."""
    ended: bool
    """True once watching is over; a blog that is being written goes on."""
    tempo: Tempo
    rate: float
    """Blog seconds that pass in a real second, were it playing; 0 while only reading goes on."""
    known: int
    """The number of posts published in the whole blog."""
    shown: int
    """The number of selected posts published."""
    next_in: float | None
    """Real seconds to the next selected post; None when none is left."""
    left: float
    """Real seconds until watching is over."""
    again_in: float | None
    """Real seconds until a looping replay begins again; None unless it stands at its end."""
    reading: ReadingPlace | None
    """The place of a reader who began with the newest posts; None before the first post."""
    read_rate: float
    """Seconds at the base pace that are read in a real second."""
    changes: int
    """The number of edits and deletions known: all of them once watching is over."""
    change_in: float | None
    """Real seconds to the next edit or deletion; None when none is left."""
    behind: timedelta | None = None
    """The time from the moment to the live edge; None for a blog that is over."""
    at_edge: bool = False
    """True where a blog that is being written has nothing newer than the posts shown."""

    @property
    def read(self) -> tuple[int, float] | None:
        """The post being read and the share of it that has been: with `moment` all that is needed
        to go on here."""
        return None if self.reading is None else (self.reading.post, self.reading.share)


@dataclass(frozen=True, slots=True)
class Progress:
    seconds: float
    """Seconds at the base pace for which they have been read."""
    rate: float
    """Seconds more in each real second, while the clock plays."""


@dataclass(frozen=True, slots=True)
class KnownRead:
    """The share read of the newest posts when a longer state of a live blog came.

    Until the next post the clock has to glide on to the new edge, for which its own figure
    goes back.
    """

    came: int | None = None
    seconds: float = 0.0

    def of(self, came: int | None, seconds: float) -> float:
        """Seconds for which the posts of a moment have been read, never fewer than before."""
        return max(seconds, self.seconds) if came is not None and came == self.came else seconds


NOTHING_READ = KnownRead()


def view_at(
    now: float,
    glide: Glide,
    *,
    plan: ReadingPlan,
    runs_by: ReadingPlan,
    every: ReadingPlan,
    changes: Changes,
    held: bool,
    loop: bool,
    known_read: KnownRead = NOTHING_READ,
) -> View:
    """The view at `now` real seconds.

    `plan` is that of the selected posts, `every` that of all; the clock `runs_by` one of the two.
    """

    def seconds_to(instant: int | None) -> float | None:
        return None if instant is None else max(0.0, glide.seconds_to(instant, now))

    clock, at = glide.clock, glide.at(now)
    moment = moment_of(at.instant)
    progress = progress_at(now, glide, plan, runs_by)
    newest = plan.newest(at.instant)
    is_live = every.timeline.blog.edge is not None
    ended = at.ended and not is_live
    posts = every.timeline.count_at(moment)
    known, change_in, again_in = 0, None, None
    if changes.instants:
        known = len(changes) if ended else changes.count_at(moment)
        change_in = seconds_to(changes.next_after(known))
    if loop and ended and clock.playing:
        again_in = max(0.0, restart_after(glide, runs_by) - (now - clock.anchor))
    playing = clock.playing and not ended
    return View(
        moment=moment,
        playing=playing and not held,
        held=playing and held,
        ended=ended,
        tempo=clock.tempo,
        rate=glide.rate(now),
        known=posts,
        shown=plan.timeline.count_at(moment),
        next_in=seconds_to(newest.upcoming),
        left=max(0.0, at.left / clock.tempo.rate),
        again_in=again_in,
        reading=plan.reading_place(newest, known_read.of(newest.came, progress.seconds)),
        read_rate=0.0 if held else progress.rate,
        changes=known,
        change_in=change_in,
        behind=every.timeline.end - moment if is_live else None,
        at_edge=is_live and posts == len(every.instants) and known == len(changes),
    )


def progress_at(now: float, glide: Glide, plan: ReadingPlan, runs_by: ReadingPlan) -> Progress:
    """The progress in the newest posts of a plan at `now` real seconds.

    Where the clock goes by these posts at a reading pace its place says it. Elsewhere they are read
    at the pace, or as much faster as it takes to read them before the next.
    """
    clock, rate = glide.clock, glide.clock.tempo.rate
    if clock.tempo.reading and plan is runs_by:
        return Progress(glide.read(now), rate if clock.playing else 0.0)
    newest = plan.newest(glide.at(now).instant)
    if clock.playing and math.isinf(rate):
        return Progress(newest.seconds, 0.0)
    came = newest.came
    # The clock says how far the posts were read that were its newest at the anchor.
    if came is None or came == runs_by.newest(micros(clock.moment)).came:
        read, since = clock.read, now - clock.anchor if clock.playing else 0.0
    else:
        read, since = 0.0, max(-glide.seconds_to(came, now), 0.0)
    pace = clock.tempo.pace / BASE_PACE_WPM
    if newest.upcoming is not None:
        time = since + glide.seconds_to(newest.upcoming, now)
        pace = max(pace, (newest.seconds - read) / time) if time > 0 else pace
    return Progress(read + since * pace, pace if clock.playing else 0.0)


def restart_after(glide: Glide, runs_by: ReadingPlan) -> float:
    """Real seconds from the clock's anchor until a loop begins again.

    The end stays for a while, at a constant speed at least until the last posts have been read.
    """
    clock = glide.clock
    rest = glide.at(clock.anchor).left / clock.tempo.rate + LOOP_REST_SECONDS
    last = runs_by.newest(runs_by.timeline.ends[1])
    if clock.tempo.reading or last.came is None:
        return rest
    until = glide.seconds_to(last.came, clock.anchor)
    read = 0.0 if until > 0 else clock.read
    return max(rest, max(until, 0.0) + (last.seconds - read) * BASE_PACE_WPM / clock.tempo.pace)
