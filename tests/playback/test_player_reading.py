"""The clock goes with the reader: in silences, at the last post, with a filter, at a speed."""

from datetime import timedelta
from itertools import pairwise
from math import isclose

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


def test_left_to_itself_the_clock_waits_for_each_post_to_be_read(clock: FakeClock) -> None:
    player = Player(TEN, now=clock)
    for number, entry in enumerate(TEN.posts, 1):
        view = player.view()
        assert (view.known, view.moment) == (number, entry.published)
        assert view.reading is not None
        assert view.reading.post == number - 1
        assert view.left == pytest.approx(sum(map(reading_seconds, TEN.posts[number - 1 :])))
        assert view.next_in == (pytest.approx(reading_seconds(entry)) if number < 10 else None)
        clock.advance(reading_seconds(entry) - 1e-4)
        assert player.view().known == number
        assert not player.view().ended
        clock.advance(1e-4 + 1e-9)
    assert (player.view().ended, player.view().playing, player.view().left) == (True, False, 0)


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


def test_the_clock_glides_from_where_it_is_put_to_the_next_post(clock: FakeClock) -> None:
    player = standing_at(clock, "10:20", playing=True, tempo=Tempo())
    need = reading_seconds(TEN.posts[5])
    assert player.view().next_in == pytest.approx(need)
    assert player.view().rate == pytest.approx(6 * 60 / need)
    clock.advance(need / 3)
    assert time_of(player) == "10:22:00"
    player.toggle()
    clock.advance(100)
    assert player.view().rate == pytest.approx(6 * 60 / need), "as if it were playing"
    player.toggle()
    player.set_tempo(Tempo(pace=400))
    assert player.view().next_in == pytest.approx(need / 3)
    assert time_of(player) == "10:22:00"
    clock.advance(need / 3 + 1e-6)
    assert time_of(player) == "10:26:00"


def test_what_is_left_of_a_silence_passes_no_quicker_than_all_of_it_in_two_seconds(
    clock: FakeClock,
) -> None:
    player = standing_at(clock, "10:11", playing=True, tempo=Tempo())
    player.seek(at("10:20"), read=(5, 1.0))
    assert player.view().next_in == pytest.approx(2.0 * 6 / 15, abs=1e-6)


def test_the_last_post_is_held_and_comes_back_so_far_as_it_was_read(clock: FakeClock) -> None:
    player = standing_at(clock, "11:18", playing=True, tempo=Tempo())
    need = reading_seconds(TEN.posts[9])
    clock.advance(need / 2)
    view = player.view()
    assert (view.moment, view.ended, view.rate) == (at("11:18"), False, 0)
    player.seek(at("10:00"))
    clock.advance(1)
    player.undo()
    assert player.view().moment == view.moment
    assert player.view().left == pytest.approx(need / 2, abs=1e-5)
    other = Player(TEN, now=clock, tempo=Tempo())
    other.start_at(view.moment, view.read)
    assert other.view().read == pytest.approx(view.read)
    clock.advance(need / 2 + 1e-5)
    assert (player.view().ended, other.view().ended) == (True, True)


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


def test_a_last_post_that_was_read_comes_back_as_read_whatever_the_sums_round(
    clock: FakeClock,
) -> None:
    for entry in TEN.posts:
        player = Player(blog("09:00 First", entry), now=clock, playing=False)
        player.start_at(entry.published, (1, 1.0))
        reading = player.view().reading
        assert reading is not None
        assert (player.view().ended, reading.share) == (True, 1.0)


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


def test_a_step_takes_the_reading_along(clock: FakeClock) -> None:
    player = standing_at(clock, "10:26", tempo=Tempo())
    need = reading_seconds(TEN.posts[6])
    for minutes in (1, 2, 3):
        assert player.step(timedelta(minutes=1))
        assert player.view().next_in == pytest.approx(need * (17 - minutes) / 17)
    player.step(timedelta(minutes=-2))
    assert player.view().next_in == pytest.approx(need * 16 / 17)
    player.step(timedelta(minutes=-2))
    assert player.view().next_in == pytest.approx(reading_seconds(TEN.posts[5]))


def test_a_box_holds_the_clock_and_the_next_press_counts_from_there(clock: FakeClock) -> None:
    player = standing_at(clock, "10:26", playing=True, tempo=Tempo())
    clock.advance(2)
    before = player.view()
    player.hold(True)
    player.hold(True)
    clock.advance(60)
    held = player.view()
    assert (held.moment, held.read, held.next_in) == (before.moment, before.read, before.next_in)
    assert (held.held, held.playing, held.read_rate) == (True, False, 0)
    player.step(timedelta(minutes=1))
    clock.advance(60)
    assert time_of(player) == "10:30:00"
    player.toggle()
    assert (player.view().held, player.clock.playing) == (False, False)
    player.toggle()
    left = player.view().left
    player.hold(False)
    player.hold(False)
    assert (player.view().playing, player.view().held) == (True, False)
    assert player.view().left == pytest.approx(left)
    clock.advance(1)
    assert player.view().left == pytest.approx(left - 1)


def test_a_room_s_clock_is_not_held_and_loses_nothing(clock: FakeClock) -> None:
    player = Player(TEN, now=clock)
    player.follow(Clock(clock(), at("10:00"), constant(60), playing=True))
    player.hold(True)
    clock.advance(9)
    player.lose(8)
    assert (time_of(player), player.view().held) == ("10:09:00", False)


def test_a_filter_keeps_the_word_that_is_being_read(clock: FakeClock) -> None:
    player = standing_at(clock, "10:26", playing=True, tempo=Tempo())
    clock.advance(2.5)
    before = player.view()
    player.select(TOM)
    assert before.reading is not None
    assert player.view().reading == before.reading
    assert player.view().moment == before.moment
    assert player.view().left == pytest.approx(reading_seconds(TEN.posts[6]) - 2.5)


def test_posts_of_one_moment_are_read_one_after_the_other(clock: FakeClock) -> None:
    player = Player(blog("09:26 One", "09:26 Two", "09:30 Three"), now=clock)
    read = []
    for _ in range(7):
        reading = player.view().reading
        assert reading is not None
        read.append((reading.post, reading.read))
        clock.advance(1)
    assert read == [(0, -1.5), (0, -0.5), (0, 0.5), (1, -1.5), (1, -0.5), (1, 0.5), (2, -1.5)]
    player.seek(at("09:26"))
    assert (player.timeline.next_of_moment(0), player.timeline.next_of_moment(1)) == (1, None)
    assert player.read_on(1, 0.0)
    reading = player.view().reading
    assert reading is not None
    assert reading.post == 1
    assert player.view().next_in == pytest.approx(3)


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


@pytest.mark.parametrize("speed", [10, 60, 600])
def test_no_silence_that_is_skipped_lasts_longer_than_three_seconds(
    clock: FakeClock, speed: float
) -> None:
    tempo = Tempo(speed=speed, reading=False, skip_gaps=True)
    player = Player(TEN, now=clock, tempo=tempo)
    before = clock()
    for entry, later in pairwise(TEN.posts):
        silence = (later.published - entry.published).total_seconds() / speed
        wait = player.view().next_in
        assert wait is not None
        assert isclose(wait, min(silence, 3.0), abs_tol=1e-5)
        clock.advance(wait + 1e-6)
    assert player.view().ended
    assert clock() - before < 28
