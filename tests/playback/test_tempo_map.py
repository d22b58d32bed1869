"""The tempo map against a plain model on fractions."""

from bisect import bisect_right
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import constant

from tui.model.instants import SECOND
from tui.playback.tempo import PACES_WPM, SPEEDS, Tempo
from tui.playback.tempo_map import (
    FINE,
    LONGEST_SILENCE,
    PLACE_SECOND,
    TempoMap,
    constant_map,
    reading_map,
    skipping_map,
)

FIRST = 1_714_119_960 * SECOND
gaps = st.one_of(
    st.just(0), st.integers(1, 5), st.integers(1, 600 * SECOND), st.integers(1, 40_000_000 * SECOND)
)
needs = st.integers(3 * SECOND, 600 * SECOND)
posts = st.lists(st.tuples(gaps, needs), min_size=1, max_size=12)


def of(drawn: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Instants in order, and how long each post takes to read."""
    instants, at = [], FIRST
    for number, (gap, _) in enumerate(drawn):
        at += gap if number else 0
        instants.append(at)
    return instants, [need for _, need in drawn]


@st.composite
def maps(draw: st.DrawFn) -> TempoMap:
    instants, times = of(draw(posts))
    chosen = draw(st.lists(st.sampled_from(range(len(instants))), unique=True).map(sorted))
    some = [instants[number] for number in chosen]
    kind = draw(st.sampled_from(("reading", "constant", "skipping")))
    first, last = instants[0], instants[-1]
    if kind == "reading":
        return reading_map(some, [times[number] for number in chosen], first, last)
    if kind == "constant":
        return constant_map(first, last)
    return skipping_map(some, first, last, draw(st.floats(0.1, 1000)))


def plain_instant(map: TempoMap, watched: Fraction) -> Fraction:
    """The moment at so many microseconds of watching, by the definition of a line."""
    watched = min(max(watched, Fraction(0)), Fraction(map.watch[-1]))
    after = min(bisect_right(map.watch, watched), len(map.watch) - 1)
    start, end = map.watch[after - 1], map.watch[after]
    share = (watched - start) / (end - start)
    return map.blog[after - 1] + share * (map.blog[after] - map.blog[after - 1])


@given(maps())
def test_watching_rises_at_every_corner_and_moments_at_all_but_the_last(map: TempoMap) -> None:
    assert map.watch[0] == 0
    assert all(one < other for one, other in pairwise(map.watch))
    assert all(one < other for one, other in pairwise(map.blog[:-1]))
    assert map.blog[-2] <= map.blog[-1]


@given(maps(), st.floats(-0.1, 1.1))
def test_a_place_is_the_moment_of_the_plain_model(map: TempoMap, share: float) -> None:
    place = round(share * map.last_place)
    exact = plain_instant(map, Fraction(place, FINE))
    assert map.instant(place) == exact // 1


@given(maps(), st.floats(0, 1))
def test_a_moment_leads_to_its_place_and_back_to_exactly_itself(
    map: TempoMap, share: float
) -> None:
    instant = map.blog[0] + round(share * (map.blog[-1] - map.blog[0]))
    place = map.place(instant)
    assert map.instant(place) == instant
    assert not place or map.instant(place - 1) < instant


@given(posts)
def test_every_post_gets_its_time(drawn: list[tuple[int, int]]) -> None:
    instants, times = of(drawn)
    map = reading_map(instants, times, instants[0], instants[-1])
    for instant in set(instants):
        need = sum(time for at, time in zip(instants, times, strict=True) if at == instant)
        later = [at for at in instants if at > instant]
        until = map.place(min(later)) if later else map.last_place
        assert until - map.place(instant) == need * FINE


def test_a_reading_map_has_a_corner_for_each_moment_with_posts_and_one_for_the_end() -> None:
    moments = [FIRST + minutes * 60 * SECOND for minutes in (0, 60, 60, 61)]
    map = reading_map(moments, [need * SECOND for need in (20, 4, 5, 90)], moments[0], moments[-1])
    assert [watch // SECOND for watch in map.watch] == [0, 20, 29, 119]
    assert [(blog - FIRST) // SECOND for blog in map.blog] == [0, 3600, 3660, 3660]


@given(posts, st.floats(0.5, 600))
def test_no_silence_lasts_longer_than_three_seconds_where_it_is_skipped(
    drawn: list[tuple[int, int]], speed: float
) -> None:
    instants, _ = of(drawn)
    map = skipping_map(instants, instants[0], instants[-1], speed)
    places = [map.place(instant) / PLACE_SECOND / speed for instant in sorted(set(instants))]
    longest = LONGEST_SILENCE / SECOND + 1e-5
    assert all(late - early <= longest for early, late in pairwise(places))


def test_a_skipped_silence_runs_by_between_its_first_part_and_the_second_before_the_post() -> None:
    late, speed = FIRST + 7200 * SECOND, 60
    map = skipping_map([FIRST, late], FIRST, late, speed)
    seconds = [0, 1.5, 1.75, 2.0, 3.0]
    reached = [map.instant(round(each * speed * PLACE_SECOND)) - FIRST for each in seconds]
    assert reached == [each * SECOND for each in (0, 90, (90 + 7140) // 2, 7140, 7200)]


def test_steps_of_pace_and_speed() -> None:
    tempo = Tempo()
    assert (tempo.pace, tempo.speed, tempo.reading, tempo.rate) == (200, 60, True, 1.0)
    assert [tempo.stepped(up).pace for up in (True, False)] == [240, 160]
    fast = tempo.other()
    assert (fast.rate, fast.stepped(False).speed, fast.stepped(True).speed) == (60, 45, 120)
    assert fast.stepped(True).default().speed == 60
    assert PACES_WPM == (120, 160, 200, 240, 300, 400, 600, 1000)
    assert SPEEDS == (1, 2, 5, 10, 15, 20, 30, 45, 60, 120, 300, 600)
    for most, least in ((Tempo(1000), Tempo(120)), (constant(600), constant(1))):
        assert (most.stepped(True), least.stepped(False)) == (most, least)
    assert [Tempo(130).stepped(up).pace for up in (True, False)] == [160, 120]
