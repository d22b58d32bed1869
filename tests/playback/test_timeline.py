from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import at, blog, blogs, bundled_like, post

from tui.model.blog import LiveBlog
from tui.model.instants import micros, moment_of
from tui.playback.timeline import Timeline

TEN = bundled_like()


def test_chosen_posts_keep_the_axis_of_the_whole_blog() -> None:
    timeline = Timeline.of(TEN).select([4, 6])
    assert list(timeline.indices) == [4, 6]
    assert (timeline.start, timeline.end) == (Timeline.of(TEN).start, Timeline.of(TEN).end)
    assert timeline.count_at(at("10:00")) == 1
    assert timeline.next_after(at("10:00")) == 6
    assert timeline.previous_before(at("11:00")) == 6
    assert timeline.next_after(at("10:26")) is None


def test_a_blog_of_one_moment_divides_by_nothing() -> None:
    timeline = Timeline.of(blog("09:26 One", "09:26 Two", "09:26 Three"))
    assert timeline.start == timeline.end
    assert timeline.fraction(timeline.start) == 1.0
    assert timeline.moment_at(0.0) == timeline.moment_at(0.5) == timeline.start
    assert timeline.count_at(timeline.start) == 3


def test_the_hour_that_a_change_of_clocks_repeats_is_in_order() -> None:
    summer, winter = at("2024-10-27 01:30"), at("2024-10-27 01:30").replace(fold=1)
    timeline = Timeline.of(
        LiveBlog((post("2024-10-27 01:30"), post("2024-10-27 01:30", published=winter)))
    )
    assert timeline.end - timeline.start == timedelta(hours=1)
    assert (timeline.count_at(summer), timeline.count_at(winter)) == (1, 2)


@given(blogs(), st.data())
def test_it_agrees_with_counting(sample: LiveBlog, data: st.DataObject) -> None:
    times = [entry.published.astimezone(UTC) for entry in sample.posts]
    chosen = sorted(data.draw(st.sets(st.sampled_from(range(len(times))))))
    moment = data.draw(
        st.one_of(st.sampled_from(times), st.datetimes(times[0].replace(tzinfo=None)).map(_in_utc))
    )
    timeline = Timeline.of(sample).select(chosen)
    known = [index for index in chosen if times[index] <= moment]
    assert timeline.count_at(moment) == len(known)
    assert timeline.newest_at(moment) == (known[-1] if known else None)
    assert timeline.next_after(moment) == next(
        (index for index in chosen if times[index] > moment), None
    )
    assert timeline.previous_before(moment) == max(
        (index for index in chosen if times[index] < moment), default=None
    )


@given(blogs(), st.floats(-1, 2))
def test_a_fraction_leads_to_its_moment_and_back(sample: LiveBlog, fraction: float) -> None:
    timeline = Timeline.of(sample)
    moment = timeline.moment_at(fraction)
    assert timeline.start <= moment <= timeline.end
    if timeline.start < timeline.end:
        assert timeline.fraction(moment) == pytest.approx(min(max(fraction, 0.0), 1.0), abs=1e-6)


@given(st.integers(-(10**15), 10**15))
def test_instants_are_exact(instant: int) -> None:
    assert micros(moment_of(instant)) == instant


def _in_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)


def test_the_post_after_the_last_chosen_one_is_none() -> None:
    chosen = Timeline.of(TEN).select([2, 6])
    assert [chosen.next_in_order(post) for post in (-1, 2, 5, 6, 9)] == [2, 6, 6, None, None]
