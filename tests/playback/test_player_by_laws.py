"""The laws of the clock at a reading pace, whatever is pressed, and wherever."""

from collections.abc import Callable
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sample_blogs import FakeClock, at, blog, post

from tui.playback.player import Player
from tui.playback.reading_time import FINDING_SECONDS, reading_seconds
from tui.playback.selection import Selection
from tui.playback.tempo import PACES_WPM
from tui.playback.view import View

AUTHORS = ("Ann", "Ben")
gaps = st.sampled_from((0, 1, 7, 60, 130, 900, 40_000, 9_000_000))
words = st.sampled_from((0, 1, 30, 120, 700))
entries = st.lists(st.tuples(gaps, words, st.sampled_from(AUTHORS)), min_size=1, max_size=6)
waits = st.one_of(st.sampled_from((0.0, 1.5, 3.0, 9.0)), st.floats(0, 30))
EMPTY_PAGE, QUICKEST = 3.0, 2.0
SLACK = 0.005  # seconds of watching: each press rounds to a microsecond of the blog
TICK = timedelta(microseconds=1)


class Watching(RuleBasedStateMachine):
    """Reads at a pace: waits, jumps, turns pages, pauses, boxes, other paces, filters."""

    @initialize(drawn=entries, base=st.sampled_from((0.0, 12345.678)))
    def begin(self, drawn: list[tuple[int, int, str]], base: float) -> None:
        moment, made = at("09:26"), []
        for gap, count, author in drawn:
            moment += timedelta(seconds=gap)
            made.append(post(text="word " * count, by=author, published=moment))
        self.blog = blog(*made)
        self.clock = FakeClock(base)
        self.player = Player(self.blog, now=self.clock)
        self.playing, self.held = True, False

    # The newest posts at a view's moment, in seconds of watching at the base pace

    def newest(self, moment: datetime) -> tuple[datetime, datetime, list[int]]:
        """Their moment, that of the next posts or of the end, and their indices."""
        posts = [(self.blog.posts[x].published, x) for x in self.player.timeline.indices]
        came = max((time for time, _ in posts if time <= moment), default=self.blog.start)
        upcoming = min((time for time, _ in posts if time > moment), default=self.blog.end)
        return came, upcoming, [x for time, x in posts if time == came]

    def need(self, posts: list[int]) -> float:
        return sum(reading_seconds(self.blog.posts[x]) for x in posts) or EMPTY_PAGE

    def rest(self, view: View) -> float:
        """Until the next posts come, or the end."""
        left = view.left if view.next_in is None else view.next_in
        return left * self.player.tempo.pace / 200

    def read(self, view: View) -> float:
        """Of the newest posts so far, as the view tells it."""
        if view.reading is None:
            return self.need([]) - self.rest(view)
        return self.read_to(view.moment, view.reading.post, view.reading.read)

    def read_to(self, moment: datetime, post: int, words: float) -> float:
        """Of the newest posts, up to so many seconds of the words of one."""
        posts = self.newest(moment)[2]
        earlier = posts[: posts.index(post)]
        return sum(self.need([x]) for x in earlier) + FINDING_SECONDS + words

    def most_read(self, moment: datetime) -> float:
        """The rest of a silence takes its share of two seconds at least, whatever was read."""
        came, upcoming, posts = self.newest(moment)
        share = (upcoming - moment) / (upcoming - came) if upcoming > came else 0.0
        return self.need(posts) - min(QUICKEST, self.need(posts)) * share

    @invariant()
    def what_is_left_is_what_is_not_read(self) -> None:
        view = self.player.view()
        posts = self.newest(view.moment)[2]
        chosen = self.player.timeline.indices
        later = [x for x in chosen if self.blog.posts[x].published > view.moment]
        assert (view.reading is None) == (not posts) == (view.shown == 0)
        assert (view.next_in is None) == (not later)
        assert view.ended == (view.left == 0)
        rest = self.rest(view)
        assert abs(self.need(posts) - self.read(view) - rest) < SLACK
        assert -SLACK < rest < self.need(posts) + SLACK
        pace = 200 / self.player.tempo.pace
        after = sum(self.need([x]) for x in later)
        assert abs(view.left - (rest + after) * pace) < SLACK
        assert view.ended or self.read(view) <= self.most_read(view.moment) + SLACK
        assert (view.playing, view.held) == (
            self.playing and not self.held and not view.ended,
            self.playing and self.held and not view.ended,
        )

    def glides(self, before: View, after: View) -> None:
        """The clock goes straight to the next posts, and not back."""
        assert after.moment >= before.moment
        rest = self.rest(before)
        upcoming = self.newest(before.moment)[1]
        passed = rest if after.shown > before.shown else rest - self.rest(after)
        if rest > 20 * SLACK and (after.shown == before.shown or after.moment == upcoming):
            span = upcoming - before.moment
            expected = before.moment + span * (passed / rest)
            assert abs(after.moment - expected) <= span * (SLACK / rest) + 4 * TICK

    @rule(real=waits)
    def wait(self, real: float) -> None:
        before = self.player.view()
        self.clock.advance(real)
        after = self.player.view()
        passed = real if before.playing else 0.0
        assert abs(max(before.left - passed, 0.0) - after.left) < 1e-5
        self.glides(before, after)

    @rule(share=st.floats(0, 1))
    def seek(self, share: float) -> None:
        """Also past the last post, where all is read."""
        span = (self.blog.end - self.blog.start).total_seconds() + 70
        moment = self.blog.start + timedelta(seconds=share * span)
        self.player.seek(moment)
        self.is_put(moment, 0.0)

    def is_put(self, moment: datetime, read: float) -> None:
        view = self.player.view()
        assert view.moment == min(max(moment, self.blog.start), self.blog.end)
        if moment > self.blog.end:
            assert view.ended
        else:
            assert abs(self.read(view) - min(read, self.most_read(view.moment))) < SLACK

    @rule(minutes=st.sampled_from((-10, -1, 1, 10)))
    def step(self, minutes: int) -> None:
        """To a whole minute, and within a silence the reading goes along."""
        view = self.player.view()
        here, read = view.moment, self.read(view)
        came, upcoming, posts = self.newest(here)
        target = here.replace(second=0, microsecond=0) + timedelta(minutes=minutes)
        if target > self.blog.end > here:
            target = self.blog.end
        to = max(target, self.blog.start)
        if not (came <= to < upcoming or (to == upcoming and view.next_in is None)):
            read = 0.0
        elif to < here:
            read *= (to - came) / (here - came)
        elif to > here:
            read += (self.need(posts) - read) * ((to - here) / (upcoming - here))
        self.player.step(timedelta(minutes=minutes))
        self.is_put(target, read)

    @rule(share=st.floats(0, 1))
    def turn(self, share: float) -> None:
        before = self.player.view()
        if before.reading is None:
            return
        assert self.player.read_on(before.reading.post, share)
        after, reading = self.player.view(), before.reading
        self.glides(before, after)
        words = reading.seconds * share if share else -FINDING_SECONDS
        read = max(self.read(before), self.read_to(before.moment, reading.post, words))
        if after.ended or after.shown > before.shown:
            assert read > self.need(self.newest(before.moment)[2]) - SLACK
        else:
            assert abs(self.read(after) - read) < SLACK

    @rule(share=st.floats(0, 1))
    def away_and_back(self, share: float) -> None:
        """A jump that is undone leaves the moment and the word."""
        before = self.player.view()

        def press() -> None:
            if not self.player.seek(self.player.timeline.moment_at(share)):
                self.player.seek(before.moment, read=before.read)
            else:
                self.player.undo()

        self.unmoved(press, or_found=True)

    @rule()
    def toggle(self) -> None:
        if self.player.view().ended:
            self.player.toggle()
            self.is_put(self.blog.start, 0.0)
            self.playing = True
        else:
            self.unmoved(self.player.toggle)
            self.playing = not self.playing

    @rule()
    def box(self) -> None:
        """A box opens, or the one that is open closes."""
        self.unmoved(lambda: self.player.hold(not self.held), within=TICK)
        self.held = not self.held

    @rule(seconds=st.floats(2, 3000))
    def freeze(self, seconds: float) -> None:
        """The program is stopped for a while."""

        def press() -> None:
            self.clock.advance(seconds)
            self.player.lose(seconds)

        self.unmoved(press, within=TICK)

    @rule(pace=st.sampled_from(PACES_WPM))
    def set_pace(self, pace: int) -> None:
        tempo = self.player.tempo._replace(pace=float(pace))
        self.unmoved(lambda: self.player.set_tempo(tempo))

    @rule()
    def to_a_speed_and_back(self) -> None:
        """Without a second between them nothing has changed."""

        def press() -> None:
            self.player.set_tempo(self.player.tempo.other())
            assert self.player.view().moment == moment
            self.player.set_tempo(self.player.tempo.other())

        moment = self.player.view().moment
        self.unmoved(press)

    @rule(author=st.sampled_from((*AUTHORS, "Nobody", "")))
    def choose(self, author: str) -> None:
        before = self.player.view()
        moment, reading = before.moment, before.reading
        self.player.select(Selection(authors=frozenset({author} - {""})))
        if reading is not None and reading.post in self.newest(moment)[2]:
            words = reading.read if reading.read > 0 else -FINDING_SECONDS
            self.is_put(moment, self.read_to(moment, reading.post, words))
        elif moment < self.blog.end:
            self.is_put(moment, 0.0)
        assert self.player.view().moment == moment

    def unmoved(
        self,
        press: Callable[[], object],
        *,
        within: timedelta = timedelta(0),
        or_found: bool = False,
    ) -> None:
        """`or_found`: a post that was not found yet may be looked for again."""
        before = self.player.view()
        rest = self.rest(before)
        press()
        after = self.player.view()
        assert or_found or abs(self.rest(after) - rest) < SLACK
        assert abs(after.moment - before.moment) <= within
        assert or_found or after.ended == before.ended
        assert (before.reading is None) == (after.reading is None)
        if before.reading and after.reading:
            assert after.reading.post == before.reading.post
            if not or_found or before.reading.read > 0:
                assert abs(after.reading.read - before.reading.read) < 1e-6


examples = 3 * settings().max_examples  # each step is quick
Watching.TestCase.settings = settings(max_examples=examples, stateful_step_count=30)
TestWatching = Watching.TestCase
