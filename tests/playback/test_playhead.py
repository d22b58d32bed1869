import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sample_blogs import FakeClock, at

from tui.model.errors import OptionError
from tui.playback.playhead import (
    DEFAULT_SPEED,
    SPEEDS,
    Clock,
    Playhead,
    faster,
    slower,
    speed_to_finish_in,
)

START = at("09:26").astimezone(UTC)
END = at("11:18").astimezone(UTC)


def playhead(clock: FakeClock, *, speed: float = 60, playing: bool = True) -> Playhead:
    return Playhead(START, END, now=clock, speed=speed, playing=playing)


class AgainstPlainModel(RuleBasedStateMachine):
    """Compares the playhead with exact arithmetic on fractions, whatever is pressed."""

    @initialize(
        base=st.sampled_from([0.0, 12345.678, 1_714_123_560.5]),
        span=st.one_of(st.just(0), st.integers(0, 4 * 86400)),
        playing=st.booleans(),
    )
    def begin(self, base: float, span: int, playing: bool) -> None:
        self.clock = FakeClock(base)
        self.span = Fraction(span)
        self.head = Playhead(
            START, START + timedelta(seconds=span), now=self.clock, playing=playing
        )
        self.at = Fraction(0)
        self.speed = Fraction(60)
        self.running = playing
        self.roundings = 0

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
        before = self.head.position
        self.head.set_speed(speed)
        assert self.head.position == before, "time jumped when the speed changed"
        self.speed = Fraction(speed)
        self.roundings += 1

    @rule(seconds=st.floats(-4000, 400_000))
    def seek(self, seconds: float) -> None:
        target = START + timedelta(seconds=seconds)
        self.head.seek(target)
        offset = Fraction((target - START) // timedelta(microseconds=1), 1_000_000)
        self.at = min(max(offset, Fraction(0)), self.span)
        self.roundings = 0

    @rule()
    def hand_over(self) -> None:
        """Another playhead that takes the clock shows the same."""
        other = Playhead(self.head.start, self.head.end, now=self.clock)
        other.follow(self.head.clock)
        assert (other.position, other.playing, other.speed) == (
            self.head.position,
            self.head.playing,
            self.head.speed,
        )

    @invariant()
    def as_the_model(self) -> None:
        position = self.head.position
        assert self.head.start <= position <= self.head.end
        error = abs(Fraction((position - START) // timedelta(microseconds=1)) - self.at * 1_000_000)
        assert error <= 1 + self.roundings
        assert self.head.position == position, "reading moved it"
        assert self.head.speed == self.speed
        assert self.head.at_end == (position == self.head.end)
        assert self.head.playing == (self.running and position < self.head.end)

    def _unchanged(self, press: Callable[[], None]) -> None:
        before = self.head.position
        press()
        assert self.head.position == before
        self.roundings += 1


TestAgainstPlainModel = AgainstPlainModel.TestCase


@pytest.mark.parametrize("base", [0.0, 0.1, 86_400.3, 1_714_123_560.123])
def test_an_hour_at_sixty_is_exact_to_the_millisecond_however_often_it_is_read(base: float) -> None:
    clock = FakeClock(base)
    head = Playhead(START, START + timedelta(days=10), now=clock)
    for second in range(1, 3601):
        clock.seconds = base + second
        head.position  # noqa: B018  # reading must not add an error
    assert abs(head.position - (START + timedelta(hours=60))) < timedelta(milliseconds=1)


def test_an_hour_of_pauses_and_speeds_does_not_drift() -> None:
    clock = FakeClock(0.0)
    head = Playhead(START, START + timedelta(days=10), now=clock)
    for tenth in range(1, 36001):
        clock.seconds = tenth / 10
        head.set_speed(60)
        head.pause()
        head.play()
    assert abs(head.position - (START + timedelta(hours=60))) < timedelta(milliseconds=1)


def test_it_stands_still_when_paused_and_goes_on_from_there() -> None:
    clock = FakeClock()
    head = playhead(clock, playing=False)
    clock.advance(100)
    assert head.position == START
    head.play()
    clock.advance(2)
    assert head.position == START + timedelta(minutes=2)
    head.pause()
    clock.advance(1e9)
    assert head.position == START + timedelta(minutes=2)


def test_the_end_stops_it_and_a_seek_back_goes_on() -> None:
    clock = FakeClock()
    head = playhead(clock)
    clock.advance(113)
    assert (head.position, head.at_end, head.playing) == (END, True, False)
    assert head.overtime == pytest.approx(1.0)
    head.seek(START)
    assert (head.at_end, head.playing) == (False, True)
    assert head.overtime == pytest.approx(-112.0)
    head.pause()
    head.seek(END)
    head.seek(START)
    assert (head.playing, head.overtime) == (False, 0.0)


def test_positions_are_right_over_a_change_of_the_clocks() -> None:
    early = at("2024-10-27 00:30").astimezone(UTC)
    clock = FakeClock()
    head = Playhead(at("2024-10-27 00:30"), at("2024-10-27 02:30"), now=clock, speed=3600)
    assert head.end - head.start == timedelta(hours=3)
    clock.advance(2.5)
    assert head.position == early + timedelta(hours=2, minutes=30)


def test_a_clock_is_a_pure_function_of_the_real_time() -> None:
    clock = Clock(anchor=10.0, moment=START, speed=60, playing=True)
    assert clock.at(10.0) == START
    assert clock.at(1e4) == START + timedelta(seconds=9990 * 60)
    assert clock.at(9.0) == START - timedelta(minutes=1)
    assert Clock(10.0, START, 60, False).at(1e4) == START


def test_a_foreign_clock_far_outside_is_held_within() -> None:
    head = playhead(FakeClock())
    head.follow(Clock(-1e13, START, 600, True))
    assert head.position == END
    head.follow(Clock(0.0, datetime(1999, 1, 1, tzinfo=UTC), 1, False))
    assert head.position == START


def test_an_infinite_speed_is_at_the_end_at_once() -> None:
    head = playhead(FakeClock(), speed=math.inf)
    assert head.position == END
    assert head.to_real(timedelta(days=3)) == 0.0


@pytest.mark.parametrize("speed", [0, -1, math.nan, -math.inf])
def test_a_speed_that_is_none_is_refused(speed: float) -> None:
    with pytest.raises(OptionError, match="above 0"):
        playhead(FakeClock(), speed=speed)
    head = playhead(FakeClock())
    with pytest.raises(OptionError):
        head.set_speed(speed)
    assert head.speed == 60


def test_an_end_before_the_start_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="before the start"):
        Playhead(END, START, now=FakeClock())


def test_spans_in_real_seconds() -> None:
    assert playhead(FakeClock()).to_real(timedelta(minutes=4)) == 4.0


def test_the_steps_of_speed() -> None:
    assert SPEEDS == (1, 2, 5, 10, 30, 60, 120, 300, 600)
    assert DEFAULT_SPEED == 60
    assert [faster(speed) for speed in SPEEDS] == [*SPEEDS[1:], 600]
    assert [slower(speed) for speed in SPEEDS] == [1, *SPEEDS[:-1]]
    assert (faster(22.4), slower(22.4)) == (30, 10)
    assert (faster(0.25), slower(0.25)) == (1, 0.25)
    assert (faster(1000), slower(1000)) == (1000, 600)


@given(st.floats(0.001, 1e6))
def test_a_step_up_never_slows_and_a_step_down_never_hastens(speed: float) -> None:
    assert faster(speed) >= speed >= slower(speed)


def test_the_speed_that_finishes_in_time() -> None:
    speed = speed_to_finish_in(END - START, timedelta(minutes=5))
    assert speed == pytest.approx(22.4)
    clock = FakeClock()
    head = playhead(clock, speed=speed)
    clock.advance(299.9)
    assert not head.at_end
    clock.advance(0.2)
    assert head.at_end
    assert speed_to_finish_in(timedelta(0), timedelta(minutes=5)) == 60
    with pytest.raises(OptionError, match="such as 5m"):
        speed_to_finish_in(END - START, timedelta(0))
