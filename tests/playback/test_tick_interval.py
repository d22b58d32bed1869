"""The next look comes when something has changed: neither before it nor noticeably after."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import FakeClock, at, blog, bundled_like, constant, post

from tui.model.blog import LiveBlog, Version
from tui.playback.player import Player
from tui.playback.tempo import PACES_WPM, SPEEDS, Tempo
from tui.playback.tick_interval import (
    LONGEST_SECONDS,
    SHORTEST_SECONDS,
    countdown,
    countdown_wait,
    next_look,
)

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
CELLS = 118
tempos = st.one_of(
    st.sampled_from(SPEEDS).map(constant), st.sampled_from(PACES_WPM).map(lambda pace: Tempo(pace))
)


def player_at(
    moment: str,
    tempo: Tempo,
    sample: LiveBlog | None = None,
    *,
    playing: bool = True,
    clock: FakeClock | None = None,
) -> Player:
    now = clock or FakeClock()
    player = Player(sample or bundled_like(), now=now, tempo=tempo, playing=playing)
    player.start_at(at(moment))
    return player


def look_at(player: Player, figure: timedelta, **options: Any) -> float:
    return next_look(
        player.view(), player.all_posts, figure, CELLS, seconds_to=player.seconds_to, **options
    )


def figures(player: Player, figure: timedelta) -> tuple[int, int, int, bool]:
    """The figures that a bar shows of a moment."""
    view = player.view()
    wait = view.left if view.next_in is None else view.next_in
    return ((view.moment - player.blog.start) // figure, view.known, countdown(wait), view.ended)


@given(
    st.timedeltas(min_value=timedelta(0), max_value=timedelta(minutes=112)),
    tempos,
    st.sampled_from([SECOND, MINUTE]),
)
def test_no_post_comes_before_the_next_look_and_no_figure_changes_long_before(
    into: timedelta, tempo: Tempo, figure: timedelta
) -> None:
    clock = FakeClock()
    player = Player(bundled_like(), now=clock, tempo=tempo)
    player.start_at(player.blog.start + into)
    clock.advance(0.001)  # a figure that changes just now has changed
    before, known = figures(player, figure), player.view().known
    wait = look_at(player, figure)
    assert 0.005 < wait <= LONGEST_SECONDS
    early = wait - 0.006
    if early > SHORTEST_SECONDS and not tempo.reading:
        clock.advance(early)
        assert figures(player, figure) == before
        clock.advance(-early)
    clock.advance(wait - 0.006)
    assert (player.view().known, player.view().ended) == (known, False) or before[-1]


DAYS = blog("09:26 One", post("2024-04-29 09:26"), "2024-04-30 09:26 Last")
EDITED = post("10:00", "Bells, mended")
CHANGED = post("10:00", "Bells", versions=(Version(at("10:00:02.5"), EDITED),))


@pytest.mark.parametrize(
    ("player", "figure", "turn", "wait"),
    [
        (player_at("09:33", constant(1)), SECOND, 1.2, 1.005),
        (player_at("09:33", constant(1)), SECOND, 0.5, 0.505),
        (player_at("09:33", constant(1)), SECOND, 1.7, 1.005),
        (player_at("09:33", constant(1)), SECOND, 0.02, 0.025),
        (player_at("09:33:00.35", constant(1)), SECOND, None, 0.655),
        # A page that is turned, also after the end, while the last post is still being read.
        (player_at("10:26", Tempo()), MINUTE, 0.3, 0.305),
        (player_at("11:18", constant(60)), MINUTE, 2.5, 2.505),
        # A gliding clock, however fast it is: once a second, with the scrubber's head.
        (player_at("09:26", Tempo(), DAYS), MINUTE, None, 0.505),
        # An edit.
        (player_at("10:00", constant(1), blog(CHANGED, "11:00 Last")), MINUTE, None, 2.505),
        (player_at("09:33", constant(60), playing=False), MINUTE, None, LONGEST_SECONDS),
        (player_at("09:33", constant(60), playing=False), MINUTE, 0.5, LONGEST_SECONDS),
    ],
)
def test_it_looks_when_something_changes(
    player: Player, figure: timedelta, turn: float | None, wait: float
) -> None:
    assert look_at(player, figure, turn_in=turn) == pytest.approx(wait)


@pytest.mark.parametrize(("passed", "wait"), [(0.0, 1.005), (3.5, 0.505)])
def test_it_looks_at_each_step_of_the_countdown_to_a_loop(passed: float, wait: float) -> None:
    clock = FakeClock()
    player = Player(blog("09:26 One", "09:27 Two"), now=clock, tempo=constant(60), loop=True)
    player.seek(at("09:27"))
    player.play()
    clock.advance(passed)
    assert player.view().again_in == 5 - passed
    assert look_at(player, MINUTE) == pytest.approx(wait)


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        *((0, 0), (0.2, 1), (1, 1), (4.7, 5), (5, 5), (5.01, 5), (6, 5), (7, 5)),
        *((7.01, 10), (10, 10), (12, 10), (12.01, 15), (17, 15), (61, 60), (63, 65)),
    ],
)
def test_a_countdown_goes_by_the_nearest_five_above_five(seconds: float, shown: int) -> None:
    assert countdown(seconds) == shown


@given(st.floats(0.01, 30))
def test_a_countdown_stays_until_its_wait_is_over(seconds: float) -> None:
    wait = countdown_wait(seconds)
    assert 0 < wait <= 5
    assert countdown(seconds - wait * 0.999) == countdown(seconds)
    assert countdown(max(0, seconds - wait * 1.001 - 1e-9)) < countdown(seconds)
