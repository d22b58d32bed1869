"""A player that follows a room's clock, and what a reader's presses tell the room."""

import pytest
from players import TEN, TOM
from sample_blogs import FakeClock, at, constant

from tui.playback.glide import Clock
from tui.playback.player import Player
from tui.playback.reading_time import reading_seconds
from tui.playback.selection import Selection
from tui.playback.tempo import Tempo


def follower(clock: FakeClock, time: str, tempo: Tempo, selection: Selection) -> Player:
    player = Player(TEN, now=clock, selection=selection, playing=False)
    player.follow(Clock(clock(), at(time), tempo, True))
    return player


def test_who_follows_has_no_clock_until_they_leave(clock: FakeClock) -> None:
    player = follower(clock, "10:26", Tempo(), Selection())
    assert (player.drives, player.has_clock) == (False, False)
    assert not player.read_on(6, 0.5)
    player.leave()
    assert player.has_clock
    assert player.read_on(6, 0.5)


def test_who_leaves_with_a_filter_goes_by_its_posts_alone(clock: FakeClock) -> None:
    player = follower(clock, "10:00", Tempo(), TOM)
    together = player.view().next_in
    player.leave()
    assert together is not None
    assert player.view().next_in == pytest.approx(3.0)  # the glide to the first of them


@pytest.mark.parametrize("tempo", [Tempo(), constant(60)])
def test_who_leaves_goes_on_at_the_same_moment_and_word(clock: FakeClock, tempo: Tempo) -> None:
    player = follower(clock, "10:26", tempo, Selection())
    clock.advance(5)
    before = player.view()
    player.leave()
    after = player.view()
    assert after.moment == before.moment
    assert before.reading is not None
    assert after.reading is not None
    assert after.reading.read == pytest.approx(before.reading.read, abs=1e-5)


@pytest.mark.parametrize("tempo", [Tempo(), Tempo(pace=400), constant(60), constant(600)])
@pytest.mark.parametrize("change", ["before", "later", "driving"])
def test_the_clock_goes_by_all_posts_whatever_a_follower_has_chosen(
    clock: FakeClock, tempo: Tempo, change: str
) -> None:
    chosen = Selection() if change == "later" else TOM
    every, some = (follower(clock, "10:26", tempo, each) for each in (Selection(), chosen))
    if change == "later":
        some.select(TOM)
        assert some.clock == every.clock
    for player in (every, some) if change == "driving" else ():
        player.drives = True
        player.set_tempo(tempo.stepped(True))
    for _ in range(20):
        clock.advance(1.7)
        assert some.position == every.position


@pytest.mark.parametrize("tempo", [Tempo(), constant(600)])
def test_a_clock_set_by_a_machine_that_is_ahead_stands_until_then(
    clock: FakeClock, tempo: Tempo
) -> None:
    player = Player(TEN, now=clock)
    player.follow(Clock(clock() + 0.5, at("10:26"), tempo, playing=True))
    assert player.position == at("10:26")
    clock.advance(1.5)
    assert player.position > at("10:26")


def test_a_follower_reads_a_post_at_the_pace_although_the_clock_goes_on(clock: FakeClock) -> None:
    player = follower(clock, "10:26", Tempo(pace=400), TOM)
    clock.advance(3.0)
    reading = player.view().reading
    assert reading is not None
    assert (reading.post, player.view().read_rate) == (6, 2.0)
    assert reading.read == pytest.approx(3.0 * 2 - 1.5)
    clock.advance(60)
    reading = player.view().reading
    assert reading is not None
    assert (reading.post, reading.share) == (6, 1.0)
    assert reading.seconds == pytest.approx(reading_seconds(TEN.posts[6]) - 1.5)


def test_a_restart_and_a_page_that_is_turned_are_told(clock: FakeClock) -> None:
    told: list[Clock] = []
    player = Player(TEN, now=clock, playing=False)
    player.on_drive = told.append
    player.seek(at("10:26"))
    player.restart()
    assert told[-1] == player.clock
    assert told[-1].playing
    told.clear()
    assert player.read_on(0, 0.5)
    assert told == [player.clock]
