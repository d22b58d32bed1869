"""A replay's options: the tempo, the moment, and the selection."""

from typing import Any

import pytest
from sample_blogs import FakeClock, at, blog, bundled_like, constant, two_sources

from tui.model.blog import LiveBlog
from tui.model.errors import OptionError
from tui.playback.reading_plan import ReadingPlan
from tui.playback.reading_time import reading_seconds
from tui.playback.selection import Selection
from tui.playback.tempo import Tempo
from tui.replay import Replay, ReplayOptions, pace_of, speed_of

TEN = bundled_like()


USUAL = Tempo()


def tempo(default: Tempo = USUAL, **options: Any) -> Tempo:
    return Replay(TEN, ReplayOptions(**options), default_tempo=default).tempo


def test_without_an_option_it_is_the_usual_tempo() -> None:
    assert tempo() == Tempo(pace=200, reading=True)
    assert tempo(constant(60)) == constant(60)


@pytest.mark.parametrize("default", [Tempo(), constant(60), Tempo(pace=400)])
def test_an_option_says_the_kind_and_the_rest_is_kept(default: Tempo) -> None:
    assert tempo(default, pace="240") == default._replace(pace=240, reading=True)
    assert tempo(default, speed="300x") == default._replace(speed=300, reading=False)
    assert tempo(default, skip_gaps=True) == default._replace(reading=False, skip_gaps=True)


@pytest.mark.parametrize(
    ("sample", "options"),
    [
        (TEN, {}),
        (TEN, {"skip_gaps": True}),
        (TEN, {"authors": ("Tom Bateman",)}),
        (blog("09:26 One", "09:26 Two"), {}),
    ],
)
@pytest.mark.parametrize(("span", "seconds"), [("5m", 300), ("20s", 20)])
def test_finish_in_takes_the_time_asked(
    sample: LiveBlog, options: dict[str, Any], span: str, seconds: int
) -> None:
    player = Replay(sample, ReplayOptions(finish_in=span, **options)).player(FakeClock())
    assert player.tempo.reading
    assert player.view().left == pytest.approx(seconds)


def test_finish_in_scales_the_whole_reading_map() -> None:
    player = Replay(TEN, ReplayOptions(finish_in="1h")).player(FakeClock())
    share = reading_seconds(TEN.posts[0]) / ReadingPlan.of(TEN).map(Tempo()).seconds
    assert player.view().next_in == pytest.approx(3600 * share)


def test_sixty_is_a_minute_a_second_as_it_was() -> None:
    clock = FakeClock()
    player = Replay(TEN, ReplayOptions(speed="60", at="10:20")).player(clock)
    assert player.view().next_in == 6
    clock.advance(6)
    assert (player.position, player.view().next_in) == (at("10:26"), 17)


def test_paces_and_speeds_as_they_are_typed() -> None:
    assert (pace_of("240"), pace_of("240wpm"), pace_of("240 WPM")) == (240, 240, 240)
    assert (speed_of("60"), speed_of("60x"), speed_of("2.5×")) == (60, 60, 2.5)


def test_a_part_of_the_name_of_one_source_or_kind_is_enough() -> None:
    def chosen(**options: Any) -> Selection:
        return Replay(two_sources(), ReplayOptions(**options)).selection

    assert chosen(only_sources=("london",)) == Selection(sources=frozenset({"London desk"}))
    assert chosen(kinds=("KEY",)) == Selection(kinds=frozenset({"key event"}))
    for words, told in (("desk", "Several sources"), ("", "No source"), ("Paris", "No source")):
        with pytest.raises(OptionError, match=rf"{told}.*Beijing desk"):
            chosen(only_sources=(words,))
