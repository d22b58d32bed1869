"""The player against a plain model on fractions: whatever is pressed, and wherever."""

from collections.abc import Callable
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sample_blogs import FakeClock, at, blog, post

from tui.model.blog import LiveBlog
from tui.model.instants import micros
from tui.playback.player import Player
from tui.playback.reading_time import FINDING_SECONDS, reading_seconds
from tui.playback.selection import Selection
from tui.playback.tempo import PACES_WPM

AUTHORS = ("Ann", "Ben")
gaps = st.sampled_from((0, 1, 7, 60, 130, 900, 40_000, 9_000_000))
words = st.sampled_from((0, 1, 30, 120, 700))
entries = st.lists(st.tuples(gaps, words, st.sampled_from(AUTHORS)), min_size=1, max_size=6)
waits = st.one_of(st.sampled_from((0.0, 1.5, 3.0, 9.0)), st.floats(0, 30))
SLACK = Fraction(1, 5000)
"""Seconds of watching by which an anchor, a whole microsecond of the blog, may round."""


TICK = timedelta(microseconds=1)
"""The same for a moment, where real seconds are shifted."""


EMPTY_PAGE, QUICKEST = Fraction(3), Fraction(2)


class Group:
    """The posts of one moment: its seconds since the blog's start, and their reading times."""

    def __init__(self, comes: Fraction, posts: list[int], needs: list[Fraction]) -> None:
        self.comes = comes
        self.posts = posts
        self.needs = needs
        self.began = Fraction(0)
        """Their place on the watching axis, in seconds of watching at the base pace."""

    @property
    def need(self) -> Fraction:
        return sum(self.needs, Fraction(0))


class ReaderModel:
    """A reader's `place` on the watching axis, and the way from where they were put last."""

    def __init__(self, sample: LiveBlog, chosen: list[int]) -> None:
        start = micros(sample.start)
        self.last = Fraction(micros(sample.end) - start, 10**6)
        self.groups: list[Group] = []
        for number in chosen:
            comes = Fraction(micros(sample.posts[number].published) - start, 10**6)
            if not self.groups or self.groups[-1].comes != comes:
                self.groups.append(Group(comes, [], []))
            self.groups[-1].posts.append(number)
            # The map counts whole microseconds.
            need = round(reading_seconds(sample.posts[number]) * 10**6)
            self.groups[-1].needs.append(Fraction(need, 10**6))
        if not self.groups or self.groups[0].comes > 0:
            self.groups.insert(0, Group(Fraction(0), [], [EMPTY_PAGE]))
        for early, late in pairwise(self.groups):
            late.began = early.began + early.need
        self.end = self.groups[-1].began + self.groups[-1].need
        self.put(Fraction(0))

    def group_at(self, place: Fraction) -> Group:
        """The newest posts at a place."""
        return next(
            group for group in reversed(self.groups) if group.began <= place or not group.began
        )

    @property
    def newest(self) -> Group:
        """The newest posts now."""
        return self.group_at(self.place)

    @property
    def read(self) -> Fraction:
        """For how many seconds the newest posts have been read."""
        return self.place - self.newest.began

    def end_of(self, group: Group) -> tuple[Fraction, Fraction]:
        """The place and the moment of the next corner after a group."""
        number = self.groups.index(group)
        if number + 1 < len(self.groups):
            return self.groups[number + 1].began, self.groups[number + 1].comes
        return self.end, self.last

    def moment(self, place: Fraction) -> Fraction:
        """The moment at a place, in seconds since the start."""
        place = min(max(place, Fraction(0)), self.end)
        began, comes = self.put_at
        group = self.group_at(began)
        until, upcoming = self.end_of(group)
        if not began <= place < until:
            group = self.group_at(place)
            began, comes = group.began, group.comes
            until, upcoming = self.end_of(group)
        return comes + (upcoming - comes) * (place - began) / (until - began)

    def put(self, moment: Fraction, read: Fraction = Fraction(0)) -> None:
        """Put the clock to a moment when its newest posts have been read for some seconds."""
        over = moment > self.last
        moment = min(max(moment, Fraction(0)), self.last)
        group = next(group for group in reversed(self.groups) if group.comes <= moment)
        until, upcoming = self.end_of(group)
        gap, rest = upcoming - group.comes, upcoming - moment
        least = min(QUICKEST, group.need) * rest / gap if gap else Fraction(0)
        self.place = self.end if over else min(group.began + read, until - least)
        self.put_at = self.place, moment

    def read_at(self, moment: Fraction) -> Fraction:
        """For how long the newest posts are read at a moment if the reading is taken along."""
        group, here = self.newest, self.moment(self.place)
        until, upcoming = self.end_of(group)
        ends = upcoming == self.last and group is self.groups[-1]
        if moment < group.comes or moment > upcoming or (moment == upcoming and not ends):
            return Fraction(0)
        if moment < here:
            return self.read * (moment - group.comes) / (here - group.comes)
        if moment > here:
            return self.read + (until - self.place) * (moment - here) / (upcoming - here)
        return self.read

    def read_on(self, read: Fraction) -> None:
        """Go on to where the newest posts are read for so many seconds, never back."""
        place = max(self.place, min(self.newest.began + read, self.end_of(self.newest)[0]))
        moment = self.moment(place)
        self.place, self.put_at = place, (place, moment)

    def watch(self, seconds: Fraction) -> None:
        """So many seconds at the base pace pass."""
        self.place = min(self.place + seconds, self.end)

    @property
    def reading(self) -> tuple[int, Fraction] | None:
        """Which post is being read, and the seconds since it came to its turn."""
        left = min(self.read, self.newest.need)
        for number, need in zip(self.newest.posts, self.newest.needs, strict=False):
            if left < need or number == self.newest.posts[-1]:
                return number, left
            left -= need
        return None


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
        self.model = ReaderModel(self.blog, list(range(len(self.blog.posts))))
        self.pace, self.playing, self.held, self.roundings = 200, True, False, 1

    @rule(real=waits)
    def wait(self, real: float) -> None:
        before, shown = self.clock.seconds, self.player.view()
        self.clock.advance(real)
        after = self.player.view()
        assert after.moment >= shown.moment
        assert after.moment == shown.moment or shown.playing
        if self.playing and not self.held:
            passed = Fraction(self.clock.seconds) - Fraction(before)
            self.model.watch(passed * self.pace / 200)

    @rule(share=st.floats(0, 1))
    def seek(self, share: float) -> None:
        """Also past the last post."""
        span = self.model.last + 70
        moment = self.blog.start + timedelta(microseconds=round(share * span * 10**6))
        self.player.seek(moment)
        self.model.put(self.since_start(moment))

    @rule(minutes=st.sampled_from((-10, -1, 1, 10)))
    def step(self, minutes: int) -> None:
        """To a whole minute, and within a silence the reading goes along."""
        here = self.player.view().moment
        target = self.since_start(here.replace(second=0, microsecond=0)) + minutes * 60
        if target > self.model.last > self.since_start(here):
            target = self.model.last
        read = self.model.read_at(max(target, Fraction(0)))
        self.player.step(timedelta(minutes=minutes))
        self.model.put(target, read)
        self.roundings += 1

    @rule(share=st.floats(0, 1))
    def turn(self, share: float) -> None:
        before = self.player.view()
        if before.reading is None or before.reading.post not in self.model.newest.posts:
            return
        post = before.reading.post
        assert self.player.read_on(post, share)
        assert self.player.view().moment >= before.moment
        words = before.reading.seconds * share if share else -FINDING_SECONDS
        self.model.read_on(self.read_in(post, words))
        self.roundings += 1

    @rule(share=st.floats(0, 1))
    def away_and_back(self, share: float) -> None:
        """A jump that is undone leaves the moment and the word."""
        before = self.player.view()
        span = timedelta(microseconds=round(share * float(self.model.last) * 10**6))
        if not self.player.seek(self.blog.start + span):
            self.player.seek(before.moment, read=before.read)
        else:
            self.player.undo()
        after = self.player.view()
        assert after.moment == before.moment
        assert (after.reading is None) == (before.reading is None)
        read = Fraction(0)
        if after.reading is not None and before.reading is not None:
            assert after.reading.post == before.reading.post
            if before.reading.read > 0:
                assert abs(after.reading.read - before.reading.read) < 1e-6
            read = self.read_in(after.reading.post, after.reading.read)
            read += 1 if before.ended else 0
        self.model.put(self.since_start(after.moment), read)
        self.roundings += 1

    @rule()
    def toggle(self) -> None:
        if self.player.view().ended:
            self.player.toggle()
            self.model.put(Fraction(0))
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
        self.pace = pace

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
        chosen = [
            index
            for index, entry in enumerate(self.blog.posts)
            if not author or entry.authors[0].name == author
        ]
        self.player.select(Selection(authors=frozenset({author} - {""})))
        assert self.player.view().moment == before.moment
        self.model = ReaderModel(self.blog, chosen)
        moment = self.since_start(before.moment)
        self.model.put(moment)
        if before.reading and before.reading.post in self.model.newest.posts:
            self.model.put(moment, self.read_in(before.reading.post, before.reading.read))
        self.roundings += 1

    def read_in(self, chosen: int, read: float) -> Fraction:
        group = self.model.newest
        before = group.needs[: group.posts.index(chosen)]
        return sum(before, Fraction(0)) + Fraction(FINDING_SECONDS + read)

    def since_start(self, moment: datetime) -> Fraction:
        span = micros(moment) - micros(self.blog.start)
        return Fraction(span, 10**6)

    def unmoved(self, press: Callable[[], object], *, within: timedelta = timedelta(0)) -> None:
        before = self.player.view()
        press()
        after = self.player.view()
        assert abs(after.moment - before.moment) <= within
        assert after.ended == before.ended
        assert (before.reading is None) == (after.reading is None)
        if before.reading and after.reading:
            assert after.reading.post == before.reading.post
            assert abs(after.reading.read - before.reading.read) < 1e-6
        self.roundings += 1

    @invariant()
    def agree(self) -> None:
        view, model = self.player.view(), self.model
        slack = SLACK * self.roundings
        moment = self.since_start(view.moment)
        tick = Fraction(self.roundings + 1, 10**6)  # each press rounds to a microsecond
        earliest = max(model.place - slack, model.put_at[0])
        assert model.moment(earliest) - tick <= moment
        assert moment <= model.moment(model.place + slack) + tick
        left = float(model.end - model.place) * 200 / self.pace
        assert abs(view.left - left) <= slack * 2 + Fraction(1, 10**6)
        assert (view.playing, view.held) == (
            self.playing and not self.held and not view.ended,
            self.playing and self.held and not view.ended,
        )
        if model.group_at(model.place - slack) is not model.group_at(model.place + slack):
            return
        until = model.end_of(model.newest)[0]
        upcoming = model.newest is not model.groups[-1]
        assert (view.next_in is not None) == upcoming
        if view.next_in is not None:
            due = float(until - model.place) * 200 / self.pace
            assert abs(view.next_in - due) <= slack * 2 + Fraction(1, 10**6)
        assert (view.reading is None) == (not model.newest.posts)
        assert bool(view.shown) == bool(model.newest.posts)
        if view.reading is not None and model.reading is not None:
            chosen, read = model.reading
            if chosen == view.reading.post:
                assert abs(view.reading.read + FINDING_SECONDS - read) <= slack * 2
            else:
                assert min(abs(model.read - edge) for edge in self.edges()) <= slack * 2

    def edges(self) -> list[Fraction]:
        needs = self.model.newest.needs
        return [sum(needs[:number], Fraction(0)) for number in range(len(needs) + 1)]


Watching.TestCase.settings = settings(stateful_step_count=20)
TestWatching = Watching.TestCase
