"""The next look comes when something has changed: neither before it nor noticeably after."""

import math
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import FakeClock, bundled_like

from tui.playback.player import Player
from tui.playback.playhead import SPEEDS
from tui.playback.tick_interval import LONGEST, SHORTEST, next_look

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
CELLS = 118


def player_at(
    into: timedelta, speed: float, *, playing: bool = True, skip_gaps: bool = False
) -> tuple[Player, FakeClock]:
    clock = FakeClock()
    player = Player(bundled_like(), now=clock, speed=speed, playing=playing, skip_gaps=skip_gaps)
    player.seek(player.blog.start + into)
    return player, clock


def figures(player: Player, figure: timedelta) -> tuple[int, int, int | None]:
    """What a bar shows of a moment, in its figures."""
    wait = player.view().next_in
    return (
        (player.position - player.blog.start) // figure,
        player.view().known,
        None if wait is None else math.ceil(wait),
    )


@given(
    st.timedeltas(min_value=timedelta(0), max_value=timedelta(minutes=111)),
    st.sampled_from(SPEEDS),
    st.sampled_from([SECOND, MINUTE]),
)
def test_nothing_changes_before_the_next_look_unless_it_comes_too_soon_to_be_shown(
    into: timedelta, speed: float, figure: timedelta
) -> None:
    player, clock = player_at(into, speed)
    before = figures(player, figure)
    wait = next_look(player.view(), player.all_posts, figure, CELLS)
    assert SHORTEST <= wait <= LONGEST
    clock.advance(0 if wait == SHORTEST else wait - 0.006)
    assert figures(player, figure) == before


@pytest.mark.parametrize("speed", [1, 2, 5])
def test_the_seconds_of_a_slow_replay_are_shown_as_they_begin(speed: int) -> None:
    player, clock = player_at(timedelta(minutes=7, milliseconds=350), speed)
    clock.advance(next_look(player.view(), player.all_posts, SECOND, CELLS))
    into = player.position - player.blog.start
    assert into % SECOND < timedelta(milliseconds=10 * speed)


def test_in_real_time_there_is_one_look_a_second() -> None:
    player, clock = player_at(timedelta(minutes=7, milliseconds=350), 1)
    clock.advance(next_look(player.view(), player.all_posts, SECOND, CELLS))
    looks = 0
    began = clock()
    while clock() - began < 10:
        clock.advance(next_look(player.view(), player.all_posts, SECOND, CELLS))
        looks += 1
    assert looks == 10


def test_a_fast_forward_is_looked_at_as_often_as_can_be() -> None:
    player, _ = player_at(timedelta(seconds=1), 60, skip_gaps=True)
    player.tick()
    assert player.view().skipping is not None
    assert next_look(player.view(), player.all_posts, MINUTE, CELLS) == SHORTEST


def test_a_paused_replay_is_hardly_looked_at() -> None:
    player, _ = player_at(timedelta(minutes=7), 60, playing=False)
    assert next_look(player.view(), player.all_posts, MINUTE, CELLS) == LONGEST
