from datetime import timedelta

import pytest
from sample_blogs import FakeClock, at, bundled_like

from tui.playback.player import LOOP_REST, Player
from tui.playback.selection import Selection

TEN = bundled_like()
TOM = Selection(authors=frozenset({"Tom Bateman"}))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def standing_at(clock: FakeClock, time: str, *, playing: bool = False, **options: bool) -> Player:
    player = Player(TEN, now=clock, playing=playing, **options)  # type: ignore[arg-type]  # flags only
    player.playhead.seek(at(time))
    return player


def skipping(player: Player) -> timedelta | None:
    return player.view().skipping


def time_of(player: Player) -> str:
    return f"{player.position.astimezone(TEN.start.tzinfo):%H:%M:%S}"


def test_a_gap_is_fast_forwarded_in_half_a_second_to_one_second_before_the_post(
    clock: FakeClock,
) -> None:
    player = standing_at(clock, "10:26", playing=True, skip_gaps=True)
    player.tick()
    assert skipping(player) == timedelta(minutes=16)
    clock.advance(0.25)
    player.tick()
    assert (time_of(player), skipping(player)) == ("10:34:00", timedelta(minutes=16))
    clock.advance(0.25)
    player.tick()
    assert (time_of(player), skipping(player)) == ("10:42:00", None)
    clock.advance(0.9)
    player.tick()
    assert (skipping(player), player.view().known) == (None, 7)
    clock.advance(0.1)
    assert (time_of(player), player.view().known) == ("10:43:00", 8)
    assert player.speed == 60


def test_a_late_tick_lands_where_time_has_come_to(clock: FakeClock) -> None:
    player = standing_at(clock, "10:26", playing=True, skip_gaps=True)
    player.tick()
    clock.advance(0.75)
    player.tick()
    assert (time_of(player), skipping(player)) == ("10:42:15", None)


def test_three_seconds_are_waited_for(clock: FakeClock) -> None:
    player = standing_at(clock, "10:40", playing=True, skip_gaps=True)
    player.tick()
    assert skipping(player) is None
    player.playhead.seek(at("10:39:59"))
    player.tick()
    assert skipping(player) == timedelta(minutes=2, seconds=1)


def test_the_gap_is_that_of_the_selected_posts_and_after_the_last_the_end_comes(
    clock: FakeClock,
) -> None:
    player = standing_at(clock, "09:26", playing=True, skip_gaps=True)
    player.select(TOM)
    player.tick()
    assert skipping(player) == timedelta(minutes=59)
    player.playhead.seek(at("10:26"))
    player.select(TOM)
    player.tick()
    assert skipping(player) == timedelta(minutes=51)


def test_a_key_interrupts_and_the_gap_is_then_played(clock: FakeClock) -> None:
    player = standing_at(clock, "10:26", playing=True, skip_gaps=True)
    assert not player.interrupt_skip()
    player.tick()
    clock.advance(0.125)
    assert player.interrupt_skip()
    assert (time_of(player), skipping(player), player.view().playing) == ("10:30:00", None, True)
    clock.advance(1)
    player.tick()
    assert (time_of(player), skipping(player)) == ("10:31:00", None)
    player.next_post()
    player.tick()
    assert skipping(player) == timedelta(minutes=19), "the next gap is skipped again"


def test_paused_nothing_is_skipped_and_pausing_stops_a_skip(clock: FakeClock) -> None:
    player = standing_at(clock, "10:26", skip_gaps=True)
    player.tick()
    assert skipping(player) is None
    player.toggle()
    player.tick()
    assert skipping(player)
    player.toggle()
    clock.advance(1)
    player.tick()
    assert (skipping(player), time_of(player)) == (None, "10:26:00")


def test_a_loop_begins_again_after_a_rest(clock: FakeClock) -> None:
    player = standing_at(clock, "11:17", playing=True, loop=True)
    clock.advance(1 + LOOP_REST - 0.1)
    player.tick()
    assert player.view().ended
    clock.advance(0.2)
    player.tick()
    assert (player.view().playing, player.view().known) == (True, 1)
    assert player.undo() is None


def test_without_a_loop_the_end_stays(clock: FakeClock) -> None:
    player = standing_at(clock, "11:17", playing=True)
    clock.advance(1000)
    player.tick()
    assert player.view().ended
