"""A replay that begins again, by itself or by a key; and what it selects from the start."""

from datetime import UTC

import pytest
from sample_blogs import FakeClock, at, bundled_like, constant

from tui.playback.player import LOOP_REST_SECONDS, Player
from tui.playback.playhead import Clock
from tui.playback.selection import Selection
from tui.playback.tempo import Tempo
from tui.playback.view import Jump

TEN = bundled_like()
TOM = Selection(authors=frozenset({"Tom Bateman"}))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def standing_at(
    clock: FakeClock, time: str, *, playing: bool = False, tempo: Tempo | None = None
) -> Player:
    player = Player(TEN, now=clock, playing=playing, tempo=tempo or constant(60))
    player.start_at(at(time))
    return player


def time_of(player: Player) -> str:
    return f"{player.position.astimezone(TEN.start.tzinfo):%H:%M:%S}"


def test_a_loop_says_when_it_begins_again_and_does_so_then(clock: FakeClock) -> None:
    player = Player(TEN, now=clock, tempo=constant(60), loop=True)
    clock.advance(111.5)
    assert player.view().again_in is None
    clock.advance(0.5)
    assert player.view().again_in == LOOP_REST_SECONDS
    clock.advance(LOOP_REST_SECONDS - 0.5)
    player.tick()
    assert (player.view().again_in, player.view().ended) == (0.5, True)
    clock.advance(0.5)
    assert player.view().again_in == 0
    player.tick()
    assert (player.view().again_in, time_of(player)) == (None, "09:26:00")
    clock.advance(112 + 2 * LOOP_REST_SECONDS)
    assert player.view().again_in == 0, "a late look"


@pytest.mark.parametrize("loop", [False, True])
def test_nothing_begins_again_that_is_paused_or_no_loop(clock: FakeClock, loop: bool) -> None:
    player = Player(TEN, now=clock, tempo=constant(60), loop=loop, playing=not loop)
    player.seek(at("11:18"))
    clock.advance(2 * LOOP_REST_SECONDS)
    player.tick()
    assert (player.view().ended, player.view().again_in) == (True, None)


def test_a_restart_plays_what_was_paused(clock: FakeClock) -> None:
    player = standing_at(clock, "10:26")
    player.restart("a place")
    assert (player.view().playing, time_of(player)) == (True, "09:26:00")
    assert player.undo() == Jump(at("10:26").astimezone(UTC), "a place")


def test_a_selection_is_kept_and_may_be_given_at_the_start(clock: FakeClock) -> None:
    player = Player(TEN, now=clock, selection=TOM)
    assert player.selection == TOM
    assert player.view().shown == 0
    player.select(Selection())
    assert player.selection == Selection()
    assert player.view().shown == 1


def test_a_loop_is_reported_as_a_press_is(clock: FakeClock) -> None:
    player = Player(TEN, now=clock, tempo=constant(60), loop=True)
    reported: list[Clock] = []
    player.on_drive = reported.append
    player.restart()
    assert reported[-1] == player.playhead.clock
    player.playhead.seek(at("11:18"))
    clock.advance(LOOP_REST_SECONDS)
    reported.clear()
    player.tick()
    assert reported == [player.playhead.clock]
