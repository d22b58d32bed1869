"""The next look comes when something has changed: neither before it nor noticeably after."""

import math
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import FakeClock, bundled_like, many

from tui.model.blog import LiveBlog
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


def look(into: timedelta, speed: float, figure: timedelta, cells: int = CELLS) -> float:
    player, _ = player_at(into, speed)
    return next_look(player.view(), player.all_posts, figure, cells)


@pytest.mark.parametrize("milliseconds", [0, 250, 350, 999])
def test_it_comes_when_the_figure_changes(milliseconds: int) -> None:
    into = timedelta(minutes=7, milliseconds=milliseconds)
    rest = 1 - milliseconds / 1000
    assert look(into, 1, SECOND) == pytest.approx(min(max(rest + 0.005, SHORTEST), LONGEST))
    assert look(into, 5, SECOND) == pytest.approx(max(rest / 5 + 0.005, SHORTEST))


def test_it_comes_when_the_minutes_since_the_start_change_and_when_the_clocks_do() -> None:
    late = many(1)
    first = late.posts[0]  # this blog does not begin with a minute
    odd = LiveBlog(
        (
            first._replace(published=first.published + timedelta(seconds=20)),
            first._replace(published=first.published + timedelta(minutes=31, seconds=2)),
        ),
        zone="Europe/London",
    )
    clock = FakeClock()
    player = Player(odd, now=clock, speed=60)
    # From 20 seconds after the minute the clock changes in 40 seconds, the time elapsed in 60.
    assert next_look(player.view(), player.all_posts, MINUTE, 1) == pytest.approx(40 / 60 + 0.005)
    player.seek(odd.start + timedelta(seconds=45))
    # Now the time elapsed changes in 15 seconds, the clock in 55.
    assert next_look(player.view(), player.all_posts, MINUTE, 1) == pytest.approx(15 / 60 + 0.005)


def test_it_comes_at_the_end() -> None:
    end = bundled_like().end - bundled_like().start
    assert look(end - timedelta(seconds=20), 60, MINUTE) == pytest.approx(20 / 60 + 0.005)


def test_it_comes_when_the_wait_for_the_next_post_changes() -> None:
    # At 09:31:21 and 60x the next post comes in 0.65 seconds, the clock's minute too.
    assert look(timedelta(minutes=5, seconds=21), 60, MINUTE) == pytest.approx(0.655)
    # At 09:30:45 and 30x it comes in 2.5 seconds, so the wait is 2 in half a second.
    assert look(timedelta(minutes=4, seconds=45), 30, timedelta(hours=9)) == pytest.approx(0.505)


def test_the_scrubbers_head_is_drawn_alone_twice_a_second_at_most() -> None:
    hour = timedelta(hours=9)
    into = timedelta(minutes=30)  # with no post or figure near
    whole = (bundled_like().end - bundled_like().start).total_seconds()
    assert look(into, 10, hour, 10_000) == pytest.approx(LONGEST / 2 + 0.005)
    cells = round(whole / 10 / 0.75)  # each cell takes 0.75 seconds
    assert look(into, 10, hour, cells) == pytest.approx(whole / 10 / cells + 0.005)
    assert look(into, 10, hour, 1) == LONGEST
