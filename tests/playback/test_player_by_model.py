"""The player against a plain model on fractions: whatever is pressed, and wherever."""

from collections.abc import Callable
from datetime import datetime, timedelta
from fractions import Fraction

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from reader_model import ReaderModel
from sample_blogs import FakeClock, at, blog, post

from tui.model.instants import micros
from tui.playback.player import Player
from tui.playback.reading_time import FINDING_SECONDS
from tui.playback.selection import Selection
from tui.playback.tempo import PACES_WPM

AUTHORS = ("Ann", "Ben")
gaps = st.sampled_from((0, 1, 7, 60, 130, 900, 40_000, 9_000_000))
words = st.sampled_from((0, 1, 30, 120, 700))
entries = st.lists(st.tuples(gaps, words, st.sampled_from(AUTHORS)), min_size=1, max_size=6)
SLACK = Fraction(1, 5000)
"""Seconds of watching by which an anchor, a whole microsecond of the blog, may round."""


class Watching(RuleBasedStateMachine):
    """Reads at a pace: waits, jumps, pauses, other paces, filters."""

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
        self.pace, self.playing, self.roundings = 200, True, 1
        self.put_at: Fraction | None = None

    @rule(real=st.one_of(st.sampled_from((0.0, 1.5, 3.0, 9.0)), st.floats(0, 30)))
    def wait(self, real: float) -> None:
        before = self.clock.seconds
        self.clock.advance(real)
        if self.playing:
            passed = Fraction(self.clock.seconds) - Fraction(before)
            self.model.watch(passed * self.pace / 200)

    @rule(real=st.floats(0, 1), share=st.floats(0, 1))
    def seek(self, real: float, share: float) -> None:
        """Also past the last post, as `undo` does."""
        span = self.model.last + 70
        moment = self.blog.start + timedelta(microseconds=round(share * span * 10**6))
        self.player.seek(moment)
        self.model.put(self.since_start(moment))
        self.note_put()

    @rule()
    def toggle(self) -> None:
        if self.player.view().ended:
            self.player.restart()
            self.model.put(Fraction(0))
            self.note_put()
            self.playing = True
        else:
            self.unmoved(self.player.toggle)
            self.playing = not self.playing

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
        self.agree()
        before = self.player.view()
        chosen = [
            index
            for index, entry in enumerate(self.blog.posts)
            if not author or entry.authors[0].name == author
        ]
        if not chosen and not self.model.last:
            return  # nothing to read in no time
        self.player.select(Selection(authors=frozenset({author} - {""})))
        moment = self.since_start(before.held)
        if not before.shown and self.put_at is not None:
            moment = self.put_at
        self.model = ReaderModel(self.blog, chosen)
        self.model.put(min(moment, self.model.last))
        if before.reading and before.reading.post in self.model.newest.posts:
            self.model.put(moment, self.read_in(before.reading.post, before.reading.read))
        self.put_at = min(moment, self.model.moment(self.model.end)) if author else None

    def read_in(self, chosen: int, read: float) -> Fraction:
        group = self.model.newest
        before = group.needs[: group.posts.index(chosen)]
        return sum(before, Fraction(0)) + Fraction(FINDING_SECONDS + read)

    def note_put(self) -> None:
        chosen = self.player.selection.active
        self.put_at = self.since_start(self.player.view().held) if chosen else None

    def since_start(self, moment: datetime) -> Fraction:
        span = micros(moment) - micros(self.blog.start)
        return Fraction(span, 10**6)

    def unmoved(self, press: Callable[[], object]) -> None:
        before = self.player.view()
        press()
        after = self.player.view()
        # Past the last post the moment is only the share of it that has been read.
        past = before.held > self.player.all_posts.end
        assert abs(after.held - before.held) <= timedelta(microseconds=2 * past)
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
        held = self.since_start(view.held)
        tick = Fraction(1, 10**6)
        assert model.moment(model.place - slack) - tick <= held
        assert held <= model.moment(model.place + slack) + tick
        left = float(model.end - model.place + model.wait) * 200 / self.pace
        assert abs(view.left - left) <= slack * 2 + Fraction(1, 10**6)
        if model.group_at(model.place - slack) is not model.group_at(model.place + slack):
            return
        until = model.end_of(model.newest)[1]
        upcoming = model.newest is not model.groups[-1]
        assert (view.next_in is not None) == upcoming
        if view.next_in is not None:
            due = float(until - model.place + model.wait) * 200 / self.pace
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


Watching.TestCase.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
TestWatching = Watching.TestCase
