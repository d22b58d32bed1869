"""The playhead against exact arithmetic, on its own map; waits, ends, foreign clocks."""

import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sample_blogs import FakeClock, at, constant

from tui.model.instants import SECOND, micros
from tui.playback.playhead import Clock, Playhead
from tui.playback.tempo import SPEEDS, Tempo, TempoMap, constant_map, reading_map

START = at("09:26").astimezone(UTC)
END = at("11:18").astimezone(UTC)


def map_of(start: datetime = START, end: datetime = END) -> TempoMap:
    return constant_map(micros(start), micros(end))


def playhead(clock: FakeClock, *, speed: float = 60, playing: bool = True) -> Playhead:
    return Playhead(map_of(), constant(speed), now=clock, playing=playing)


def position(head: Playhead, clock: FakeClock) -> timedelta:
    """How far it is from the start."""
    return timedelta(microseconds=head.at(clock()).instant - micros(START))


class AgainstPlainModel(RuleBasedStateMachine):
    """Compares the playhead with exact arithmetic on fractions, whatever is pressed."""

    @initialize(
        base=st.sampled_from([0.0, 12345.678, 1_714_123_560.5]),
        span=st.one_of(st.just(1), st.integers(1, 4 * 86400)),
        playing=st.booleans(),
    )
    def begin(self, base: float, span: int, playing: bool) -> None:
        self.clock = FakeClock(base)
        self.span = Fraction(span)
        self.map = map_of(START, START + timedelta(seconds=span))
        self.head = Playhead(self.map, constant(60), now=self.clock, playing=playing)
        self.at = Fraction(0)
        self.speed = Fraction(60)
        self.running = playing

    @rule(real=st.one_of(st.floats(0, 0.2), st.floats(0, 4000), st.just(3600.0)))
    def wait(self, real: float) -> None:
        before = self.clock.seconds
        self.clock.advance(real)
        if self.running:
            passed = (Fraction(self.clock.seconds) - Fraction(before)) * self.speed
            self.at = min(self.at + passed, self.span)

    @rule()
    def play(self) -> None:
        self._unchanged(self.head.play)
        self.running = True

    @rule()
    def pause(self) -> None:
        self._unchanged(self.head.pause)
        self.running = False

    @rule(speed=st.one_of(st.sampled_from(SPEEDS), st.floats(0.01, 5000)))
    def set_speed(self, speed: float) -> None:
        self._unchanged(lambda: self.head.change(self.map, constant(speed)))
        self.speed = Fraction(speed)

    @rule(seconds=st.floats(-4000, 400_000))
    def seek(self, seconds: float) -> None:
        target = START + timedelta(seconds=seconds)
        self.head.seek(target)
        offset = Fraction((target - START) // timedelta(microseconds=1), 1_000_000)
        self.at = min(max(offset, Fraction(0)), self.span)

    @rule()
    def hand_over(self) -> None:
        """Another playhead that takes the clock shows the same."""
        other = Playhead(self.map, Tempo(), now=self.clock)
        other.follow(self.head.clock, self.map)
        shown, theirs = (head.at(self.clock()) for head in (self.head, other))
        assert abs(theirs.instant - shown.instant) <= 1
        assert theirs.ended == shown.ended

    @invariant()
    def as_the_model(self) -> None:
        now = self.clock()
        shown = self.head.at(now)
        into = shown.instant - micros(START)
        assert 0 <= into <= self.span * SECOND
        assert abs(into - self.at * SECOND) <= 1
        assert shown.left == pytest.approx(float(self.span - self.at), abs=1e-5) or shown.ended
        assert self.head.at(now) == shown, "reading moved it"
        assert shown.ended == (shown.instant == self.map.last_instant)
        due = self.head.seconds_to(self.map.last_instant, now)
        if not shown.ended:
            assert due == pytest.approx(float((self.span - self.at) / self.speed), abs=1e-3)
        else:
            assert due <= 1e-6

    def _unchanged(self, press: Callable[[], None]) -> None:
        before = self.head.at(self.clock()).instant
        press()
        assert self.head.at(self.clock()).instant == before


TestAgainstPlainModel = AgainstPlainModel.TestCase


@pytest.mark.parametrize("base", [0.0, 0.1, 86_400.3, 1_714_123_560.123])
def test_an_hour_at_sixty_is_exact_to_the_millisecond_however_often_it_is_read(base: float) -> None:
    clock = FakeClock(base)
    head = Playhead(map_of(START, START + timedelta(days=10)), constant(60), now=clock)
    for second in range(1, 3601):
        clock.seconds = base + second
        head.at(clock())  # reading must not add an error
    assert abs(position(head, clock) - timedelta(hours=60)) < timedelta(milliseconds=1)


def test_an_hour_of_pauses_and_speeds_does_not_drift() -> None:
    clock = FakeClock(0.0)
    map = map_of(START, START + timedelta(days=10))
    head = Playhead(map, constant(60), now=clock)
    for tenth in range(1, 36001):
        clock.seconds = tenth / 10
        head.change(map, constant(60))
        head.pause()
        head.play()
    assert abs(position(head, clock) - timedelta(hours=60)) < timedelta(milliseconds=1)


def test_it_stands_still_when_paused_and_goes_on_from_there() -> None:
    clock = FakeClock()
    head = playhead(clock, playing=False)
    clock.advance(100)
    assert position(head, clock) == timedelta(0)
    head.play()
    clock.advance(2)
    assert position(head, clock) == timedelta(minutes=2)
    head.pause()
    clock.advance(1e9)
    assert position(head, clock) == timedelta(minutes=2)


def test_the_end_stops_it_and_a_seek_back_goes_on() -> None:
    clock = FakeClock()
    head = playhead(clock)
    clock.advance(113)
    shown = head.at(clock())
    assert (shown.instant, shown.ended) == (micros(END), True)
    assert shown.left == pytest.approx(-60.0)
    head.seek(START)
    shown = head.at(clock())
    assert (shown.ended, shown.left) == (False, 112 * 60)
    clock.advance(1)
    assert position(head, clock) == timedelta(minutes=1)


def test_positions_are_right_over_a_change_of_the_clocks() -> None:
    first, last = at("2024-10-27 00:30"), at("2024-10-27 02:30")
    clock = FakeClock()
    head = Playhead(map_of(first, last), constant(3600), now=clock)
    clock.advance(2.5)
    assert head.at(clock()).instant - micros(first) == 2.5 * 3600 * SECOND
    assert head.at(clock()).left == 1800


def test_a_foreign_clock_far_outside_is_held_within() -> None:
    clock = FakeClock()
    head = playhead(clock)
    head.follow(Clock(-1e13, START, constant(600), True), map_of())
    assert position(head, clock) == END - START
    head.follow(Clock(0.0, datetime(1999, 1, 1, tzinfo=UTC), constant(1), False), map_of())
    assert position(head, clock) == timedelta(0)


def test_an_infinite_speed_is_at_the_end_at_once() -> None:
    clock = FakeClock()
    head = playhead(clock, speed=math.inf)
    assert (position(head, clock), head.at(clock()).ended) == (END - START, True)
    clock.advance(3)
    assert head.at(clock()).ended


def test_a_wait_comes_before_time_passes_and_counts_in_what_is_left() -> None:
    clock = FakeClock()
    head = Playhead(
        map_of(), constant(60), now=clock, wait_for=lambda clock: 120.0 if clock.playing else 0.0
    )
    minute = micros(START) + 60 * SECOND
    assert (head.seconds_to(minute, clock()), head.at(clock()).left) == (3.0, 114 * 60)
    clock.advance(1.5)
    assert (position(head, clock), head.seconds_to(minute, clock())) == (timedelta(0), 1.5)
    clock.advance(1.5)
    assert (position(head, clock), head.seconds_to(minute, clock())) == (timedelta(minutes=1), 0)
    clock.advance(1)
    assert head.seconds_to(minute, clock()) == -1


def test_a_wait_at_the_end_comes_before_the_end() -> None:
    clock = FakeClock()
    head = Playhead(map_of(), constant(60), now=clock, wait_for=lambda _: 60.0)
    head.seek(END)
    assert (head.at(clock()).ended, head.at(clock()).left) == (False, 60)
    clock.advance(1)
    assert (head.at(clock()).ended, head.at(clock()).left) == (True, 0)


def test_what_had_been_passed_when_the_clock_was_put_is_never_to_come() -> None:
    clock = FakeClock()
    head = Playhead(map_of(), constant(60), now=clock, wait_for=lambda _: 600.0)
    head.seek(START + timedelta(minutes=10))
    assert head.seconds_to(micros(START), clock()) == -10


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=5), st.floats(0, 1))
def test_another_map_leaves_the_moment(gaps: list[int], share: float) -> None:
    instants = [micros(START)]
    for gap in gaps:
        instants.append(instants[-1] + gap)
    first, last = instants[0], instants[-1]
    clock = FakeClock()
    head = Playhead(constant_map(first, last), constant(1), now=clock)
    head.seek(START + timedelta(microseconds=round(share * (last - first))))
    before = head.at(clock()).instant
    reading = reading_map(instants, [5.0] * len(instants), first, last)
    head.change(reading, Tempo())
    assert head.at(clock()).instant == before
    head.change(constant_map(first, last), constant(1))
    assert head.at(clock()).instant == before
