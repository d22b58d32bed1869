"""What the keys mean: the playhead, the posts it passes, the selection, and the jumps made."""

from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from tui.model.blog import LiveBlog
from tui.model.instants import micros, moment_of
from tui.model.versions import Changes
from tui.playback.playhead import Clock, Playhead
from tui.playback.progress import moment_when_read, progress_at, read_by
from tui.playback.reading_plan import Newest, ReadingPlan
from tui.playback.selection import Selection
from tui.playback.tempo import Tempo
from tui.playback.view import Jump, View, view_at

AGAIN_WITHIN_SECONDS = 1.0
"""After a post within which "previous" goes one further back, as on a CD player."""
_JUMPS_KEPT = 200


class Player:
    """One reader's replay of a blog; `now` is the real clock in seconds. A timer calls `tick`."""

    def __init__(
        self,
        blog: LiveBlog,
        *,
        now: Callable[[], float],
        tempo: Tempo | None = None,
        playing: bool = True,
        loop: bool = False,
        selection: Selection | None = None,
    ) -> None:
        self.blog = blog
        self.loop = loop
        self.on_drive: Callable[[Clock], None] | None = None
        """Called with the clock at each change that this reader makes to it."""
        self.shared = False
        """Whether the clock is a room's, which runs by all posts whatever this reader selects."""
        self.drives = False
        """Whether this reader drives the room's clock."""
        self._now = now
        self._jumps: deque[Jump] = deque(maxlen=_JUMPS_KEPT)
        self._put_at: datetime | None = None
        self.changes = Changes.of(blog)
        self._every = ReadingPlan.of(blog)
        self.all_posts = self._every.timeline
        self._plan = self._every
        self.selection = Selection()
        self.timeline = self.all_posts
        tempo = tempo or Tempo()
        self.playhead = Playhead(
            self._every.map(tempo),
            tempo,
            now=now,
            playing=playing,
            wait_for=lambda clock: self._clock_plan.wait_for(clock),
        )
        if selection is not None and selection.active:
            self.select(selection)

    @property
    def has_clock(self) -> bool:
        """Whether this reader may move the clock without leaving a room."""
        return self.drives or not self.shared

    @property
    def position(self) -> datetime:
        """The moment shown, in UTC."""
        return self.view().moment

    @property
    def tempo(self) -> Tempo:
        """How fast the replay is watched."""
        return self.playhead.clock.tempo

    def view(self) -> View:
        """All that one frame needs, worked out from a single reading of the real clock."""
        return self._view_at(self._now())

    def tick(self) -> None:
        """Let what is due by now happen: begin again at the end of a loop."""
        again_in = self.view().again_in if self.loop else None
        if again_in is not None and again_in <= 0:
            self._seek(self.timeline.start)
            self._changed()

    def start_at(self, moment: datetime, read: tuple[int, float] | None = None) -> None:
        """Begin at a moment, with that share of a post read: not a jump, so that it cannot be
        undone and others do not see it."""
        self._seek(moment, read)

    def select(self, selection: Selection) -> None:
        """Show only what the selection admits; the moment does not change.

        Where a filter is taken off while the clock runs to its first post, the clock goes back to
        where it was put: no post is passed unread.
        """
        view = self.view()
        runs = not view.shown and self.tempo.reading
        moment = self._put_at if runs and self._put_at is not None else view.held
        self.selection = selection
        self.timeline = self.all_posts.select(selection.indices(self.blog))
        self._plan = self._every.select(self.timeline)
        self._note_put(moment)
        if self.shared:
            return
        newest, read = self._plan.newest(micros(moment)), 0.0
        if view.reading is not None and view.reading.post in self._posts_of(newest):
            read = self._plan.read_into(newest, view.reading)
        if moment != view.held:
            self.playhead.seek(moment)
        self._change(self._plan, self.tempo, read)

    def toggle(self) -> None:
        """Pause or play; at the end, play from the start again."""
        if self.view().ended:
            self.restart()
            return
        if self.playhead.clock.playing:
            self.pause()
        else:
            self.play()
        self._changed()

    def pause(self) -> None:
        """Let time stand, without it being a press that others see."""
        self.playhead.pause(self._read_at(self._now()))

    def play(self) -> None:
        """Let time pass again, without it being a press that others see."""
        self.playhead.play(self._read_at(self._now()))

    def restart(self, place: object = None) -> None:
        """Play from the start."""
        self.seek(self.timeline.start, place)
        self.playhead.play()
        self._changed()

    def set_tempo(self, tempo: Tempo) -> None:
        """Go on at another tempo from the same moment and the same word."""
        read = self._read_at(self._now())
        self._change(self._clock_plan, tempo, read)
        self._changed()

    def follow(self, clock: Clock) -> None:
        """Take a room's clock as it is; its map is that of all posts."""
        self.shared = True
        self.playhead.follow(clock, self._every.map(clock.tempo))

    def leave(self) -> None:
        """Go on by a clock of one's own: the map is that of the selected posts again."""
        self.shared = False
        read = self._read_at(self._now())
        self._change(self._plan, self.tempo, read)
        self._note_put(self.playhead.clock.moment)

    def seek(
        self,
        moment: datetime,
        place: object = None,
        *,
        same_jump: bool = False,
        read: tuple[int, float] | None = None,
    ) -> bool:
        """Jump to a moment, to be undone later; False if that is where the replay stands already.

        With `same_jump` it goes on with the last one (as a drag does): both are undone together.
        `read` is a post of that moment and the share of it that has been read.
        """
        before = self._here(place)
        self._seek(moment, read)
        self._changed()
        if self.playhead.clock.moment == before.moment:
            return False
        if not same_jump:
            self._jumps.append(before)
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
        now = self._now()
        view = self._view_at(now)
        newest = self.timeline.newest_at(view.moment)
        if newest is None:
            return False
        began = self.timeline.published(newest)
        since = (view.held - began).total_seconds()
        if view.playing:
            since = -self.playhead.seconds_to(micros(began), now)
        earlier = self.timeline.previous_before(began) if since < AGAIN_WITHIN_SECONDS else newest
        return self.seek(began if earlier is None else self.timeline.published(earlier), place)

    def next_of_moment(self, post: int) -> int | None:
        """The selected post after this one, if it was published at the same moment."""
        later = self.timeline.next_in_order(post)
        same = later is not None and self.timeline.instant(later) == self.timeline.instant(post)
        return later if same else None

    def read_on(self, post: int, share: float) -> bool:
        """Go on from that share of one of the newest posts: the clock passes the time of what lies
        between. False where the clock does not wait for this reader."""
        if not self.tempo.reading or not self.has_clock:
            return False
        at = self.playhead.at(self._now())
        newest = self._plan.newest(at.instant)
        read = self._plan.read_to(newest, post, share)
        moment = moment_when_read(self.playhead, self._plan, newest, read)
        self.playhead.seek(moment_of(max(at.instant, moment)), read)
        self._changed()
        return True

    def remember(self, place: object) -> None:
        """Note the place before the reader moves in the page, so that `undo` returns there."""
        self._jumps.append(self._here(place))

    def undo(self) -> Jump | None:
        """Take back the last jump; returns where it started, None if there is no jump."""
        if not self._jumps:
            return None
        jump = self._jumps.pop()
        self._seek(jump.moment, jump.read)
        self._changed()
        return jump

    def _here(self, place: object) -> Jump:
        view = self.view()
        return Jump(view.held, place, view.read)

    def _seek(self, moment: datetime, read: tuple[int, float] | None = None) -> None:
        """Puts the clock to a moment; the newest posts there are read from their beginning, or from
        that share of one of them on.

        Past the last post the moment says itself how much of it has been read.
        """
        instant = min(micros(moment), self.playhead.map.last_instant)
        newest, seconds = self._plan.newest(instant), 0.0
        if instant > self.all_posts.ends[1]:
            seconds = read_by(self.playhead, self._plan, instant)
        elif read is not None and read[0] in self._posts_of(newest):
            seconds = self._plan.read_to(newest, *read)
        self.playhead.seek(moment, seconds)
        self._note_put(self.playhead.clock.moment)

    def _posts_of(self, newest: Newest) -> Sequence[int]:
        return self.timeline.indices[newest.first : newest.end]

    def _change(self, plan: ReadingPlan, tempo: Tempo, read: float) -> None:
        """Goes on along another map from the same moment, with so much of the newest posts read.

        At the blog's end that share is itself the moment, which a constant speed does not count.
        """
        self.playhead.change(plan.map(tempo), tempo, read)
        last = self.all_posts.ends[1]
        if tempo.reading and micros(self.playhead.clock.moment) >= last:
            held = moment_when_read(self.playhead, plan, plan.newest(last), read)
            self.playhead.seek(moment_of(max(held, last)), read)

    def _note_put(self, moment: datetime) -> None:
        """Notes where the clock runs from to the first post of a filter."""
        self._put_at = moment if self.selection.active and not self.shared else None

    @property
    def _clock_plan(self) -> ReadingPlan:
        """The plan that the clock runs by."""
        return self._every if self.shared else self._plan

    def _view_at(self, now: float) -> View:
        return view_at(
            now,
            self.playhead,
            every=self._every,
            plan=self._plan,
            changes=self.changes,
            shared=self.shared,
            loop=self.loop,
        )

    def _read_at(self, now: float) -> float:
        """Seconds at the base pace for which the newest posts have been read."""
        return progress_at(self.playhead, self._plan, now, waits=not self.shared).seconds

    def _changed(self) -> None:
        if self.on_drive:
            self.on_drive(self.playhead.clock)
