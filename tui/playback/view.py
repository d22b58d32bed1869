"""One frozen moment of a replay."""

from datetime import datetime, timedelta
from typing import NamedTuple

from tui.model.blog import LiveBlog
from tui.model.instants import micros, moment_of
from tui.model.versions import Changes
from tui.playback.glide import Glide, Position
from tui.playback.reading_plan import ReadingPlace, ReadingPlan
from tui.playback.reading_time import BASE_PACE_WPM
from tui.playback.selection import Selection
from tui.playback.tempo import Tempo
from tui.playback.timeline import Timeline

LOOP_REST_SECONDS = 5.0  # at the end of a loop


class PostRead(NamedTuple):
    """Place being read: a post, and the share of its characters already read."""

    post: int
    share: float


class TextPlace(NamedTuple):
    """Character `start` of part `part` of a post. Part 0, start -1 is the top of the post."""

    post: int
    part: int
    start: int


class FeedPlace(NamedTuple):
    """Place on top of the page, or following."""

    post: int = 0
    part: int = 0
    start: int = -1
    following: bool = True


class SavedPlace(NamedTuple):
    """Place at which the reader left a live blog, or the start of a jump."""

    moment: datetime
    feed: FeedPlace
    filter: Selection = Selection()
    ended: bool = False  # watched to the end
    read: PostRead | None = None


class View(NamedTuple):
    """All figures of a frame, so that no two can disagree."""

    moment: datetime  # UTC, never outside the blog
    playing: bool
    """False when paused, held or ended; True while waiting at the live edge."""
    held: bool  # the clock waits because a box is open
    ended: bool  # watching is over; never for a blog still being written
    tempo: Tempo
    rate: float  # blog seconds in a real second, as if playing; 0 while only reading goes on
    known: int  # posts published in the whole blog
    shown: int  # selected posts published
    next_in: float | None  # real seconds to the next selected post
    left: float  # real seconds until watching is over
    again_in: float | None  # real seconds until a loop restarts; None before its end
    reading: ReadingPlace | None  # None before the first post
    read_rate: float  # seconds at the base pace in a real second
    changes: int  # edits and deletions known; all of them once watching is over
    change_in: float | None  # real seconds to the next edit or deletion
    behind: timedelta | None  # time to the live edge; None for a blog that is over
    at_edge: bool  # a blog still being written has nothing newer

    @property
    def read(self) -> PostRead | None:
        """With `moment` enough to resume here."""
        return None if self.reading is None else PostRead(self.reading.post, self.reading.share)


class Progress(NamedTuple):
    seconds: float  # read so far, at the base pace
    rate: float  # seconds more in each real second while playing


class Watched:
    """Clock and posts of a replay, as a view needs them; the player changes them."""

    blog: LiveBlog
    all_posts: Timeline
    plan: ReadingPlan  # of the selected posts
    glide: Glide
    changes: Changes
    loop: bool
    shared = False  # a room's clock, by all posts
    _every: ReadingPlan
    _held_since: float | None = None
    _known_read: tuple[int | None, float] = (None, 0.0)  # as a longer state came

    @property
    def runs_by(self) -> ReadingPlan:
        return self._every if self.shared else self.plan

    @property
    def is_held(self) -> bool:
        return self._held_since is not None

    def read_of(self, came: int | None, seconds: float) -> float:
        """Seconds read of posts that came at a moment: not fewer than before a longer state came,
        although the way from there to its next post takes some seconds."""
        known, before = self._known_read
        return max(seconds, before) if came == known else seconds


def view_of(player: Watched, now: float) -> View:
    glide, plan, changes = player.glide, player.plan, player.changes
    clock, at = glide.clock, glide.at(now)
    moment = moment_of(at.instant)
    progress = progress_at(now, glide, plan, player.runs_by)
    newest = plan.newest(at.instant)
    is_live = player.blog.edge is not None
    ended = at.ended and not is_live
    posts = player.all_posts.count_at(moment)
    known = len(changes) if ended else changes.count_at(moment)
    playing = clock.playing and not ended
    return View(
        moment=moment,
        playing=playing and not player.is_held,
        held=playing and player.is_held,
        ended=ended,
        tempo=clock.tempo,
        rate=glide.rate(now),
        known=posts,
        shown=plan.timeline.count_at(moment),
        next_in=glide.wait(newest.upcoming, now),
        left=max(0.0, at.left / clock.tempo.rate),
        again_in=_restart_in(player, at),
        reading=plan.reading_place(newest, player.read_of(newest.came, progress.seconds)),
        read_rate=0.0 if player.is_held else progress.rate,
        changes=known,
        change_in=glide.wait(changes.next_after(known), now),
        behind=player.all_posts.end - moment if is_live else None,
        at_edge=is_live and posts == len(player.all_posts) and known == len(changes),
    )


def progress_at(now: float, glide: Glide, plan: ReadingPlan, runs_by: ReadingPlan) -> Progress:
    """Progress in the newest posts of a plan. A clock at a reading pace by these posts gives it.
    Else they are read at the pace, or as much faster as it takes to finish before the next."""
    clock, rate = glide.clock, glide.clock.tempo.rate
    if clock.tempo.reading and plan is runs_by:
        return Progress(glide.read(now), rate if clock.playing else 0.0)
    newest = plan.newest(glide.at(now).instant)
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


def _restart_in(player: Watched, at: Position) -> float | None:
    """Real seconds until a loop restarts; None before its end and for a paused clock."""
    clock = player.glide.clock
    if not (player.loop and clock.playing and at.ended):
        return None
    return max(0.0, at.left / clock.tempo.rate + LOOP_REST_SECONDS)
