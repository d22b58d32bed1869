"""The clock goes with the reader: in silences, at the last post, with a filter, at a speed."""

import pytest
from players import TEN, TOM, standing_at, time_of
from sample_blogs import FakeClock, at, blog, constant, many, post

from tui.model.blog import LiveBlog, Paragraph
from tui.playback.glide import Clock
from tui.playback.player import Player
from tui.playback.reading_plan import ReadingPlan
from tui.playback.reading_time import reading_seconds
from tui.playback.selection import Selection
from tui.playback.tempo import Tempo


def test_an_hour_of_changes_does_not_drift(clock: FakeClock) -> None:
    sample = many(3000)
    whole = ReadingPlan.of(sample).map(Tempo()).seconds
    assert whole > 3600
    player = Player(sample, now=clock)
    for second in range(0, 3600, 8):
        clock.seconds = 1001.0 + second
        player.set_tempo(Tempo(pace=200))
        player.toggle()
        player.toggle()
    assert player.view().left == pytest.approx(whole - 3593, abs=0.5)


# Into a silence, the last post, filters


@pytest.mark.parametrize("time", ["09:26", "10:26"])
def test_any_post_comes_back_so_far_as_it_was_read(clock: FakeClock, time: str) -> None:
    player = standing_at(clock, time, playing=True, tempo=Tempo())
    post, _ = player.view().read or (-1, 0.0)
    clock.advance(reading_seconds(TEN.posts[post]) / 2)
    view = player.view()
    other = Player(TEN, now=clock, tempo=Tempo(), selection=TOM)
    other.select(Selection())
    other.start_at(view.moment, view.read)
    assert other.view().read == pytest.approx(view.read)
    assert other.view().left == pytest.approx(view.left, abs=1e-5)
    other.start_at(view.moment, (9, 0.5))  # of another moment
    assert other.view().read == (post, 0.0)


def test_the_last_post_goes_on_at_the_same_word_after_a_while_at_a_speed(clock: FakeClock) -> None:
    player = standing_at(clock, "11:18", playing=True, tempo=Tempo())
    clock.advance(2)
    player.set_tempo(player.tempo.other())
    assert player.view().ended
    clock.advance(1)
    player.set_tempo(player.tempo.other())
    view = player.view()
    assert not view.ended
    assert view.left == pytest.approx(reading_seconds(TEN.posts[9]) - 3, abs=1e-5)


def test_a_room_s_clock_is_not_held_and_loses_nothing(clock: FakeClock) -> None:
    player = Player(TEN, now=clock)
    player.follow(Clock(clock(), at("10:00"), constant(60), playing=True))
    player.hold(True)
    clock.advance(9)
    player.lose(8)
    assert (time_of(player), player.view().held) == ("10:09:00", False)


def test_reading_on_takes_the_clock_along(clock: FakeClock) -> None:
    player = standing_at(clock, "10:26", tempo=Tempo())
    assert player.read_on(6, 0.5)
    view = player.view()
    assert view.reading is not None
    assert view.reading.share == pytest.approx(0.5, abs=1e-4)
    assert not view.playing
    need = reading_seconds(TEN.posts[6])
    assert view.next_in == pytest.approx((need - 1.5) / 2, abs=1e-3)
    assert player.undo() is None, "turning a page is no jump"
    player.set_tempo(player.tempo.other())
    assert not player.read_on(6, 0.9)


@pytest.mark.parametrize("characters", [60, 133, 134, 700])
def test_reading_on_to_the_last_word_of_all_is_the_end(characters: int) -> None:
    """However the seconds until then are rounded."""
    sample = blog("09:26 One", post("09:30", "", body=(Paragraph("x" * characters),)))
    player = Player(sample, now=FakeClock(), playing=False)
    player.start_at(sample.end, (1, 0.5))
    assert not player.view().ended
    assert player.read_on(1, 1.0)
    assert player.view().ended
    player.start_at(sample.end, (1, 1.0))
    assert player.view().ended


def test_at_a_speed_posts_are_read_at_the_pace_or_as_fast_as_need_be(clock: FakeClock) -> None:
    slow = standing_at(clock, "10:26", playing=True, tempo=constant(1))
    fast = standing_at(clock, "10:26", playing=True, tempo=constant(3600))
    assert slow.view().read_rate == 1
    need = reading_seconds(TEN.posts[6])
    assert fast.view().read_rate == pytest.approx(need * 3600 / (17 * 60))
    clock.advance(0.99 * 17 * 60 / 3600)
    reading = fast.view().reading
    assert reading is not None
    assert reading.share > 0.97


def test_at_a_speed_a_pause_does_not_make_the_rest_of_a_post_faster(clock: FakeClock) -> None:
    player = standing_at(clock, "10:26", playing=True, tempo=constant(600))
    clock.advance(0.5)
    rate = player.view().read_rate
    player.toggle()
    clock.advance(10)
    player.toggle()
    assert player.view().read_rate == pytest.approx(rate)
    clock.advance(1.1)
    reading = player.view().reading
    assert reading is not None
    assert reading.share == pytest.approx(
        (1.6 / 1.7 * (1.5 + reading.seconds) - 1.5) / reading.seconds
    )


def test_the_hour_that_a_change_of_clocks_repeats_is_in_order(clock: FakeClock) -> None:
    summer = at("2024-10-27 01:30")
    winter = summer.replace(fold=1)
    hour = LiveBlog((post(published=summer), post(published=winter)))
    player = Player(hour, now=clock, tempo=constant(1))
    assert (player.view().known, player.view().next_in) == (1, 3600)


def test_readers_of_a_blog_share_one_plan_and_map_at_any_pace() -> None:
    plan = ReadingPlan.of(TEN)
    assert ReadingPlan.of(TEN) is plan
    assert plan.map(Tempo(pace=120)) is plan.map(Tempo(pace=1000))
    assert plan.select(plan.timeline.select(range(10))) is plan


def test_what_is_left_of_a_silence_passes_no_quicker_than_all_of_it_in_two_seconds(
    clock: FakeClock,
) -> None:
    player = standing_at(clock, "10:11", playing=True, tempo=Tempo())
    player.seek(at("10:20"), read=(5, 1.0))
    assert player.view().next_in == pytest.approx(2.0 * 6 / 15, abs=1e-6)
