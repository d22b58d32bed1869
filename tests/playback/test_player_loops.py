"""A replay that begins again, by itself or by a key; and what it selects from the start."""

import pytest
from players import TEN, standing_at, time_of
from sample_blogs import FakeClock, at, blog, constant, post, undone

from tui.model.blog import Paragraph
from tui.playback.glide import Clock
from tui.playback.player import Player
from tui.playback.reading_time import LEAST_SECONDS, reading_seconds
from tui.playback.tempo import Tempo
from tui.playback.view import LOOP_REST_SECONDS

QUICK = constant(60)._replace(pace=4000)
"""The last post is read before the rest of a loop is over."""


def test_a_loop_says_when_it_begins_again_and_does_so_then(clock: FakeClock) -> None:
    player = Player(TEN, now=clock, tempo=QUICK, loop=True)
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


LONG = blog(post("09:26"), post("09:38", body=(Paragraph("word " * 200),)))
"""At 200 words a minute its last post takes some 50 s."""


@pytest.mark.parametrize("pace", [200.0, 400.0])
def test_a_loop_at_a_constant_speed_rests_until_its_last_post_is_read(
    clock: FakeClock, pace: float
) -> None:
    player = Player(LONG, now=clock, tempo=constant(60)._replace(pace=pace), loop=True)
    rest = reading_seconds(LONG.posts[-1]) * 200 / pace
    assert rest > 20
    clock.advance(12)
    assert player.view().again_in == pytest.approx(rest)
    clock.advance(rest - 0.1)
    player.tick()
    reading = player.view().reading
    assert reading is not None
    assert 0.99 < reading.share < 1
    clock.advance(0.2)
    player.tick()
    assert time_of(player) == "09:26:00"


def test_the_rest_of_a_loop_is_over_the_sooner_the_more_has_been_read(clock: FakeClock) -> None:
    player = Player(LONG, now=clock, tempo=constant(60), loop=True)
    clock.advance(12 + 20)
    before = player.view().again_in
    player.set_tempo(player.tempo._replace(speed=120))
    assert player.view().again_in == pytest.approx(before)
    player.seek(at("09:38"))
    assert player.view().again_in == pytest.approx(reading_seconds(LONG.posts[-1]))


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
    assert undone(player) == (at("10:26"), "a place")


def test_a_loop_is_reported_as_a_press_is(clock: FakeClock) -> None:
    player = Player(TEN, now=clock, tempo=QUICK, loop=True)
    reported: list[Clock] = []
    player.on_drive = reported.append
    player.restart()
    assert reported[-1] == player.clock
    player.start_at(at("11:18"))
    clock.advance(LOOP_REST_SECONDS)
    reported.clear()
    player.tick()
    assert reported == [player.clock]


@pytest.mark.parametrize("skip_gaps", [False, True])
def test_a_blog_of_one_moment_lasts_until_it_is_read_and_can_be_played_again(
    clock: FakeClock, skip_gaps: bool
) -> None:
    tempo = Tempo(reading=False, skip_gaps=skip_gaps)
    player = Player(blog("09:26 One", "09:26 Two"), now=clock, tempo=tempo, loop=True)
    for _ in range(3):
        assert (player.view().known, player.view().next_in) == (2, None)
        assert player.view().left == pytest.approx(2 * LEAST_SECONDS)
        clock.advance(2 * LEAST_SECONDS - 0.1)
        assert not player.view().ended
        clock.advance(0.2)
        assert player.view().ended
        clock.advance(LOOP_REST_SECONDS)
        player.tick()
    assert player.timeline.fraction(player.position) == 1.0
    player.toggle()
    player.seek(player.timeline.moment_at(0.5))
    player.next_post()
    player.previous_post()
    assert not player.view().ended
