from collections.abc import Callable
from datetime import timedelta

import pytest
from players import TEN, TOM, standing_at, time_of
from sample_blogs import FakeClock, at, constant, undone

from tui.playback.glide import Clock
from tui.playback.player import Player
from tui.playback.selection import Selection
from tui.playback.tempo import Tempo


def at_sixty(clock: FakeClock) -> Player:
    return Player(TEN, now=clock, tempo=constant(60))


def waits(player: Player) -> float | None:
    return player.view().next_in


def test_a_selection_changes_what_is_shown_and_never_the_clock(clock: FakeClock) -> None:
    player = standing_at(clock, "10:11")
    player.select(TOM)
    assert (player.view().known, player.view().shown, time_of(player)) == (6, 0, "10:11:00")
    assert waits(player) == 15.0
    assert player.next_post()
    assert (player.view().known, player.view().shown, waits(player)) == (7, 1, None)
    assert not player.next_post()
    assert time_of(player) == "10:26:00"


def test_toggle_pauses_plays_and_at_the_end_plays_again(clock: FakeClock) -> None:
    player = at_sixty(clock)
    player.toggle()
    clock.advance(10)
    assert (player.view().playing, time_of(player)) == (False, "09:26:00")
    player.toggle()
    clock.advance(1000)
    assert player.view().ended
    player.toggle()
    assert (player.view().playing, time_of(player)) == (True, "09:26:00")
    assert undone(player) == (at("11:18"), None)


def test_steps_stop_at_both_ends(clock: FakeClock) -> None:
    player = standing_at(clock, "10:26")
    assert player.step(timedelta(minutes=1))
    assert time_of(player) == "10:27:00"
    assert player.step(timedelta(minutes=-10))
    assert time_of(player) == "10:17:00"
    assert player.step(timedelta(days=1))
    assert player.view().ended
    assert not player.step(timedelta(minutes=1))
    last = standing_at(clock, "11:18", tempo=Tempo())
    assert last.step(timedelta(minutes=1)), "the last post counts as read"
    assert player.step(timedelta(days=-1))
    assert (time_of(player), player.view().known) == ("09:26:00", 1)


@pytest.mark.parametrize(
    ("time", "real_seconds_later", "playing", "lands"),
    [
        ("10:26", 0.0, True, "10:11:00"),
        ("10:26", 0.9, True, "10:11:00"),
        ("10:26", 1.1, True, "10:26:00"),
        ("10:26:00", 0.0, False, "10:11:00"),
        ("10:26:01", 0.0, False, "10:26:00"),
        ("09:26", 0.5, True, "09:26:00"),
        ("11:18", 0.0, True, "11:03:00"),
    ],
)
def test_previous_is_as_on_a_cd_player(
    clock: FakeClock, time: str, real_seconds_later: float, playing: bool, lands: str
) -> None:
    player = standing_at(clock, time, playing=playing)
    clock.advance(real_seconds_later)
    player.previous_post()
    assert time_of(player) == lands


def test_undo_restores_time_and_place_of_the_last_jump_first(clock: FakeClock) -> None:
    player = standing_at(clock, "09:30")
    player.seek(at("10:30"), "near the top")
    player.next_post(("line", 7))
    player.step(timedelta(minutes=1))
    assert undone(player) == (at("10:43"), None)
    assert undone(player) == (at("10:30"), ("line", 7))
    assert undone(player) == (at("09:30"), "near the top")
    assert time_of(player) == "09:30:00"
    assert player.undo() is None


def test_undo_comes_back_to_what_was_being_read(clock: FakeClock) -> None:
    player = Player(TEN, now=clock, playing=False)
    player.start_at(at("10:26"))
    player.read_on(6, 0.5)
    before = player.view()
    player.seek(player.timeline.moment_at(0.1))
    player.undo()
    assert player.view() == before
    player.seek(player.timeline.moment_at(0.1))
    player.select(Selection(authors=frozenset({"Tessa Wong"})))
    player.undo()
    reading = player.view().reading
    assert reading is not None
    assert reading.read <= 0, "another post is read from its beginning"


def test_every_change_is_told_and_looking_is_not(clock: FakeClock) -> None:
    player = Player(TEN, now=clock)
    told: list[Clock] = []
    player.on_drive = told.append
    presses: list[Callable[[], object]] = [
        player.toggle,
        lambda: player.set_tempo(player.tempo.stepped(True)),
        lambda: player.set_tempo(player.tempo.other()),
        player.next_post,
        player.undo,
    ]
    for press in presses:
        press()
        assert told.pop() == player.clock
        assert not told
    player.tick()
    player.select(TOM)
    assert told == []
