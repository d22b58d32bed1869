"""What there is to read at each moment, and the maps of one blog, shared by all who watch it."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import at, blog, blogs, bundled_like, constant

from tui.model.blog import LiveBlog
from tui.model.instants import micros
from tui.playback.reading_plan import Newest, ReadingPlace, ReadingPlan
from tui.playback.tempo import Tempo
from tui.playback.tempo_map import FINE

TEN = bundled_like()
TWINS = blog("09:26 One", "09:26 Two", "09:30 Three")


def test_the_plan_and_the_reading_map_of_a_blog_are_made_once_whatever_the_pace() -> None:
    plan = ReadingPlan.of(TEN)
    assert ReadingPlan.of(TEN) is plan
    assert plan.map(Tempo(pace=120)) is plan.map(Tempo(pace=1000))
    assert plan.select(plan.timeline.select(range(10))) is plan


def test_the_newest_posts_are_those_of_one_moment() -> None:
    plan = ReadingPlan.of(TWINS)
    first, third = micros(at("09:26")), micros(at("09:30"))
    assert plan.newest(first) == Newest(0, 2, 6.0, first, third)
    assert plan.newest(micros(at("09:29"))) == plan.newest(first)
    assert plan.newest(third) == Newest(2, 3, 3.0, third)


def test_before_the_first_chosen_post_there_are_none() -> None:
    plan = ReadingPlan.of(TEN)
    late = plan.select(plan.timeline.select([6]))
    newest = late.newest(micros(at("10:00")))
    assert newest == Newest(0, 0, 3.0, upcoming=micros(at("10:26")))
    assert late.reading_place(newest, 1.0) is None


def test_each_of_several_posts_gets_its_turn() -> None:
    plan = ReadingPlan.of(TWINS)
    newest = plan.newest(micros(at("09:26")))
    places = [plan.reading_place(newest, read) for read in (-1, 0, 2, 3, 5.5, 99)]
    assert places == [
        ReadingPlace(0, -1.5, 1.5),
        ReadingPlace(0, -1.5, 1.5),
        ReadingPlace(0, 0.5, 1.5),
        ReadingPlace(1, -1.5, 1.5),
        ReadingPlace(1, 1.0, 1.5),
        ReadingPlace(1, 1.5, 1.5),
    ]
    assert [place.share for place in places if place] == [0, 0, 1 / 3, 0, 2 / 3, 1]


def test_what_is_read_at_last_is_read_whatever_the_sums_round() -> None:
    plan = ReadingPlan.of(TEN)
    for group in range(len(TEN.posts)):
        newest = plan.newest(plan.instants[group])
        place = plan.reading_place(newest, newest.seconds)
        assert place is not None
        assert place.read == place.seconds


@pytest.mark.parametrize("skip_gaps", [False, True])
def test_posts_of_one_moment_last_at_a_speed_until_they_are_read(skip_gaps: bool) -> None:
    both = blog("09:26 One", "09:26 Two")
    tempo = Tempo(pace=400, speed=60, reading=False, skip_gaps=skip_gaps)
    first = micros(both.start)
    map = ReadingPlan.of(both).map(tempo)
    assert map.seconds / tempo.rate == pytest.approx(3.0)
    assert list(map.blog) == [first, first]
    assert map.watch[0] == 0
    assert ReadingPlan.of(both).map(constant(inf)).last_place == FINE


@given(blogs(), st.floats(0, 1), st.floats(0, 1))
def test_a_place_leads_back_to_the_seconds_it_comes_from(
    sample: LiveBlog, when: float, share: float
) -> None:
    plan = ReadingPlan.of(sample)
    newest = plan.newest(micros(plan.timeline.moment_at(when)))
    read = share * newest.seconds
    place = plan.reading_place(newest, read)
    assert place is not None
    assert plan.read_into(newest, place) == pytest.approx(read)
    if 0 < place.share < 1:
        assert plan.read_to(newest, place.post, place.share) == pytest.approx(read)
