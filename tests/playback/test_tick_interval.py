"""The next look at the clock is in time, and not much more often."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import FakeClock, at, blog, bundled_like, constant, post

from tui.model.blog import LiveBlog, Version
from tui.playback.player import Player
from tui.playback.tempo import PACES_WPM, SPEEDS, Tempo
from tui.playback.tick_interval import LONGEST_SECONDS, countdown, next_look

tempos = st.one_of(
    st.sampled_from(SPEEDS).map(constant), st.sampled_from(PACES_WPM).map(lambda pace: Tempo(pace))
)


@given(st.floats(0, 600), tempos)
def test_each_look_comes_just_after_a_post_or_a_figure_of_the_countdown(
    into: float, tempo: Tempo
) -> None:
    clock = FakeClock()
    player = Player(bundled_like(), now=clock, tempo=tempo)
    clock.advance(into)
    before = player.view()
    wait = next_look(before)
    assert wait <= (LONGEST_SECONDS if before.ended else 1.0) + 0.006
    clock.advance(wait - 0.006)
    just_before = player.view()
    assert (just_before.known, just_before.ended) == (before.known, before.ended)
    if before.next_in and just_before.next_in and tempo.rate < 60:
        assert countdown(before.next_in) == countdown(just_before.next_in)


def player_at(
    moment: str, tempo: Tempo, sample: LiveBlog | None = None, *, playing: bool = True
) -> Player:
    player = Player(sample or bundled_like(), now=FakeClock(), tempo=tempo, playing=playing)
    player.start_at(at(moment))
    return player


EDITED = post("10:00", "Bells, mended")
CHANGED = post("10:00", "Bells", versions=(Version(at("10:00:00.2"), EDITED),))


@pytest.mark.parametrize(
    ("player", "turn", "wait"),
    [
        (player_at("09:33", constant(1)), 1.2, 1.005),
        (player_at("09:33", constant(1)), 0.02, 0.025),
        (player_at("09:33:00.35", constant(1)), None, 0.655),
        (player_at("09:33:30", constant(600)), None, 0.205),
        (player_at("09:33", constant(2)), None, 0.505),
        (player_at("09:45", constant(60)._replace(skip_gaps=True)), None, 0.255),
        # A page that is turned, also after the end, while the last post is still being read.
        (player_at("10:26", Tempo()), 0.3, 0.305),
        (player_at("11:18", constant(60)), 2.5, 2.505),
        # An edit.
        (player_at("10:00", constant(1), blog(CHANGED, "11:00 Last")), None, 0.205),
        (player_at("09:33", constant(60), playing=False), None, LONGEST_SECONDS + 0.005),
    ],
)
def test_it_looks_when_something_changes(player: Player, turn: float | None, wait: float) -> None:
    assert next_look(player.view(), turn) == pytest.approx(wait)


def test_it_looks_at_each_step_of_the_countdown_to_a_loop() -> None:
    clock = FakeClock()
    player = Player(blog("09:26 One", "09:27 Two"), now=clock, tempo=constant(60), loop=True)
    player.seek(at("09:27"))
    player.play()
    clock.advance(3.8)
    assert next_look(player.view()) == pytest.approx(0.205)


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        *((0, 0), (0.2, 1), (1, 1), (4.7, 5), (5, 5), (5.01, 5), (6, 5), (7, 5)),
        *((7.01, 10), (10, 10), (12, 10), (12.01, 15), (17, 15), (61, 60), (63, 65)),
    ],
)
def test_a_countdown_goes_by_the_nearest_five_above_five(seconds: float, shown: int) -> None:
    assert countdown(seconds) == shown
