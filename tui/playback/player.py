"""The meaning of the keys: clock, selection and jumps."""

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

from tui.model.blog import LiveBlog
from tui.model.instants import micros, moment_of
from tui.model.versions import Changes
from tui.playback.glide import Clock, Glide
from tui.playback.reading_plan import ReadingPlan
from tui.playback.selection import Selection
from tui.playback.tempo import Tempo
from tui.playback.view import FeedPlace, PostRead, SavedPlace, View, Watched, progress_at, view_of

SOON_SECONDS = 2.5  # a post due this soon does not count as behind the live edge
NEAR_EDGE = timedelta(minutes=5)  # an edge moves on with each look at the source
AGAIN_WITHIN_SECONDS = 1.0  # "previous" this soon goes one more back, as on a CD player
_JUMPS_KEPT = 200


class Player(Watched):
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
        self.loop = loop
        self.on_drive: Callable[[Clock], None] | None = None  # after each change by this reader
        self.place: Callable[[], FeedPlace] = FeedPlace  # of the page, for `undo`
        self.drives = False  # this reader drives the room's clock
        self.now = now
        self._jumps: deque[tuple[SavedPlace, Selection]] = deque(maxlen=_JUMPS_KEPT)
        """Places before jumps, and the filters after them."""
        self._show(blog, selection or Selection())
        self._put(Clock(now(), blog.start, tempo or Tempo(), playing))

    def _show(self, blog: LiveBlog, selection: Selection) -> None:
        self.blog, self.selection = blog, selection
        self.changes = Changes.of(blog)
        self._every = ReadingPlan.of(blog)
        self.all_posts = self.timeline = self._every.timeline  # one object for all who see all
        if selection.active:
            self.timeline = self.all_posts.select(selection.indices(blog))
        self.plan = self._every.select(self.timeline)

    @property
    def has_clock(self) -> bool:
        """True if this reader may move the clock without leaving a room."""
        return self.drives or not self.shared

    @property
    def clock(self) -> Clock:
        return self.glide.clock

    @property
    def position(self) -> datetime:
        return moment_of(self.glide.at(self._time()).instant)

    @property
    def tempo(self) -> Tempo:
        return self.clock.tempo

    def view(self) -> View:
        """All that a frame needs, from a single reading of the real clock."""
        return view_of(self, self._time())

    def is_at_edge(self, view: View) -> bool:
        """True at the live edge, but not in a long silence before it; or if the last post is due
        within SOON_SECONDS."""
        if view.at_edge:
            is_near = view.left <= SOON_SECONDS or not view.behind or view.behind <= NEAR_EDGE
            return (view.playing or view.held) and is_near
        waits = [wait for wait in (view.next_in, view.change_in) if wait is not None]
        is_last = view.playing and view.known + 1 >= len(self.all_posts)
        return is_last and max(waits, default=0.0) <= SOON_SECONDS

    def posts_to_edge(self, view: View) -> int:
        """Posts until the live edge; 0 at the edge or outside a live blog."""
        if view.behind is None or not self.has_clock or self.is_at_edge(view):
            return 0
        return len(self.timeline) - view.shown

    def tick(self) -> None:
        """Restart a loop at its end."""
        again_in = self.view().again_in if self.loop else None
        if again_in is not None and again_in <= 0:
            self._seek(self.timeline.start)
            self._changed()

    def hold(self, waits: bool) -> None:
        """Stop the clock while a box covers the text. A room's clock and the live edge run on."""
        since = self._held_since
        if waits and since is None and not (self.shared or self.view().at_edge):
            self._held_since = self.now()
        elif not waits and since is not None:
            self._held_since = None
            self.lose(self.now() - since)

    def lose(self, seconds: float) -> None:
        """Ignore so many real seconds: the clock waited, or the program was stopped."""
        if not (self.shared or self.is_held):
            clock = self.clock._replace(anchor=self.clock.anchor + seconds)
            self.glide = Glide(clock, self.glide.map)

    def start_at(self, moment: datetime, read: PostRead | None = None) -> None:
        """Begin there. Not a jump: `undo` does not return, and others do not see it."""
        self._seek(moment, read)

    def continue_with(self, blog: LiveBlog) -> None:
        """Go on in a longer state at the same moment and word; a room anchors its clock itself."""
        clock = self._clock_now()
        self._known_read = self.runs_by.newest(micros(clock.moment)).came, clock.read
        self._show(blog, self.selection)
        self._put(self.clock if self.shared else clock)

    def to_edge(self) -> None:
        """Jump to the live edge and play; keep the place in the newest post."""
        self.seek(self.all_posts.end, read=self.view().read)
        if not self.clock.playing:
            self.toggle()

    def select(self, selection: Selection) -> None:
        """Keep the moment, and the word being read if its post is still one of the newest."""
        reading, clock = self.view().reading, self._clock_now()
        self._show(self.blog, selection)
        if self.shared:
            return
        newest, read = self.plan.newest(micros(clock.moment)), 0.0
        if reading is not None and self.plan.has(newest, reading.post):
            read = self.plan.read_to(newest, reading.post, reading.share)
        self._put(clock._replace(read=read))

    def toggle(self) -> None:
        """Pause or play; at the end, restart."""
        ended = self.view().ended
        if ended:
            self.seek(self.timeline.start)
        self._put(self._clock_now()._replace(playing=ended or not self.clock.playing))
        self._changed()

    def play(self, playing: bool = True) -> None:
        """Play or pause, unseen by others."""
        self._put(self._clock_now()._replace(playing=playing))

    def set_tempo(self, tempo: Tempo) -> None:
        """Change the tempo at the same moment and word."""
        self._put(self._clock_now()._replace(tempo=tempo))
        self._changed()

    def follow(self, clock: Clock) -> None:
        """Take over a room's clock; its map has all posts."""
        before = self.position
        self.shared = True
        self._held_since = None
        self.glide = Glide(clock, self._every.map(clock.tempo))
        if self.position < before:
            self._known_read = None, 0.0

    def leave(self) -> None:
        """Go on with an own clock; its map has the selected posts."""
        read = progress_at(self._time(), self.glide, self.plan, self._every).seconds
        clock = self._clock_now()._replace(read=read)
        self.shared = False
        self._put(clock)

    def seek(
        self,
        moment: datetime,
        *,
        same_jump: bool = False,
        read: PostRead | None = None,
        along: bool = False,
        filter: Selection | None = None,
    ) -> bool:
        """Jump, to be undone later; False if the replay is already there. `same_jump` extends the
        last jump (a drag): both are undone together. `read` is a post of the moment and the share
        read of it; `along` derives it from the clock's way there. `filter` comes with the jump."""
        before = self._here()
        if filter is not None:
            self.select(filter)
        self._seek(moment, read, along=along)
        self._changed()
        after = self.view()
        moved = after.moment != before.moment
        is_read = self.tempo.reading and after.read != before.read
        if not (moved or is_read or self.selection != before.filter):
            return False
        if not same_jump:
            self._jumps.append((before, self.selection))
        return True

    def step(self, span: timedelta) -> bool:
        """Jump by whole minutes to a whole minute; the reading moves along."""
        return self.seek(self.timeline.minute_after(self.position, span), along=True)

    def next_post(self) -> bool:
        """False if no selected post is left."""
        index = self.timeline.next_after(self.position)
        return index is not None and self.seek(self.timeline.published(index))

    def previous_post(self) -> bool:
        """Jump to the newest post's start, or from there to the post before; False without one."""
        view = self.view()
        newest = self.timeline.newest_at(view.moment)
        if newest is None:
            return False
        began = self.timeline.published(newest)
        since = -self.glide.seconds_to(micros(began), self._time())
        if not view.playing:
            since = max(since, (view.moment - began).total_seconds())
        if view.moment == began and not self.tempo.reading:
            since = 0.0  # at the end the seconds run on
        earlier = self.timeline.previous_before(began) if since < AGAIN_WITHIN_SECONDS else newest
        return self.seek(began if earlier is None else self.timeline.published(earlier))

    def read_on(self, post: int, share: float) -> bool:
        """Move on to that share of a newest post; False if the clock runs by other posts."""
        now = self._time()
        newest = self.runs_by.newest(self.glide.at(now).instant)
        if not (self.tempo.reading and self.has_clock and self.runs_by.has(newest, post)):
            return False
        clock = self.glide.read_on(self.runs_by.read_to(newest, post, share), now)
        self.glide = Glide(clock, self.glide.map)
        self._changed()
        return True

    def remember(self) -> None:
        """Note the place before the reader moves in the page, for `undo`."""
        self._jumps.append((self._here(), self.selection))

    def undo(self) -> SavedPlace | None:
        if not self._jumps:
            return None
        jump, chosen = self._jumps.pop()
        if jump.filter != chosen:
            self.select(jump.filter)
        self._seek(jump.moment, jump.read)
        self._changed()
        return jump

    def _here(self) -> SavedPlace:
        view = self.view()
        return SavedPlace(view.moment, self.place(), self.selection, read=view.read)

    def _seek(self, moment: datetime, read: PostRead | None = None, *, along: bool = False) -> None:
        """Set the clock; the newest posts are read as in `seek`, all of them past the end."""
        self._known_read = None, 0.0
        plan, instant = self.runs_by, micros(moment)
        first, last = plan.timeline.ends
        newest, seconds = plan.newest(min(instant, last)), 0.0
        if read is not None and plan.has(newest, read[0]):
            seconds = plan.read_to(newest, *read)
        elif instant > last:
            seconds = newest.all_read
        elif along and self.tempo.reading:
            seconds = self.glide.read_along(max(instant, first), self._time())
        moment = moment_of(min(max(instant, first), last))
        self._put(self._clock_now()._replace(moment=moment, read=seconds))

    def _clock_now(self) -> Clock:
        """The clock with its anchor now, and seconds read at the base pace."""
        now, plan = self._time(), self.runs_by
        instant = self.glide.at(now).instant
        read = progress_at(now, self.glide, plan, plan).seconds
        read = self.read_of(plan.newest(instant).came, read)
        return self.clock._replace(anchor=now, moment=moment_of(instant), read=read)

    def _put(self, clock: Clock) -> None:
        self.glide = Glide(clock, self.runs_by.map(clock.tempo))

    def _time(self) -> float:
        """Real seconds that count; frozen while held."""
        return self.now() if self._held_since is None else self._held_since

    def _changed(self) -> None:
        if self.on_drive:
            self.on_drive(self.clock)
