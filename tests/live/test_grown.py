"""The law of growth: a later state is the same page at every moment that was known before."""

from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lives import SECOND, Life
from sample_blogs import at, blog, post

from tui.live.grown import begun, grow, is_same_blog
from tui.model.blog import LiveBlog, Paragraph, Version
from tui.model.coverage import MissingSpan
from tui.model.summary import known_points
from tui.model.versions import standing_at
from tui.readers import read
from tui.readers.own_format import dumps

START = at("10:00:00")
MINUTE = timedelta(minutes=1)


def shown(state: LiveBlog, moment: datetime) -> list[object]:
    """The page at a moment: its posts as they stood, and the summary known then."""
    posts = [each for each in state.posts if each.published <= moment]
    standing = [
        (one.post.published, one.post.headline, one.post.text, one.did, one.number)
        for one in (standing_at(each, moment) for each in posts)
    ]
    return [*standing, *(point.block for point in known_points(state, moment))]


@given(st.integers(0, 2**32), st.booleans())
@example(939, True)  # a heading becomes a point
def test_the_page_at_every_moment_known_before_stays(seed: int, with_ids: bool) -> None:
    random = Random(seed)
    life = Life(random, with_ids)
    now = START
    while not life.posts:
        life.live(now)
    state = begun(life.page(), now)
    looked: list[tuple[datetime, list[object]]] = []
    for _ in range(25):
        assert state.edge is not None
        looked += [(moment, shown(state, moment)) for moment in (state.edge, state.edge - MINUTE)]
        now += random.choice([15, 30, 30, 60, 600]) * SECOND
        life.live(now)
        before, state = state, grow(state, life.page(), now)
        assert state.edge == now
        known = state.posts[: len(before.posts)]
        assert [x.published for x in known] == [x.published for x in before.posts]
        assert list(state.posts) == sorted(state.posts, key=lambda each: each.published)
    for moment, page in looked:
        assert shown(state, moment) == page
    again = read(dumps(state).encode())
    assert (again.posts, again.summary, again.edge) == (state.posts, state.summary, state.edge)


def test_what_is_seen_late_comes_at_the_edge_and_keeps_its_time() -> None:
    first = begun(blog("10:00 One", "10:10 Two"), at("10:12"))
    later = grow(first, blog("10:00 One", "10:02 Late", "10:10 Two", "10:13 Three"), at("10:20"))
    came = later.posts[2:]
    assert [(x.headline, x.dated) for x in came] == [("Late", at("10:02")), ("Three", None)]
    assert at("10:12") < came[0].published < at("10:12") + SECOND
    assert came[1].published == at("10:13")
    early = begun(blog("10:00 One", "11:00 Announced"), at("10:12"))
    assert (early.posts[1].published, early.posts[1].dated) == (at("10:12"), at("11:00"))


def test_a_time_of_an_edit_is_taken_if_it_lies_between_the_looks() -> None:
    one = post("10:00", "One", "Words.", id="post-000001")
    first = begun(blog(one), at("10:05"))
    for modified, known in (("10:06", "10:06"), ("10:01", "10:10"), ("11:00", "10:10")):
        edited = one._replace(body=(Paragraph("Other."),), modified=at(modified))
        (version,) = grow(first, blog(edited), at("10:10")).posts[0].versions
        assert version.known == at(known)


def test_a_deletion_that_the_source_itself_tells_stays_and_has_its_time() -> None:
    one, two = post("10:00", "One", id="post-000001"), post("10:01", "Two", id="post-000002")
    gone = two._replace(versions=(Version(at("10:07"), None),))
    first = begun(blog(one, two), at("10:05"))
    later = grow(first, blog(one, gone), at("10:10"))
    assert later.posts[1].versions == gone.versions
    assert grow(later, blog(one, gone), at("10:11")).posts == later.posts


def test_a_post_that_comes_with_its_edits_stays_one() -> None:
    one = post("10:00", "One", "Words.", id="1")
    edited = one._replace(versions=(Version(at("10:03"), one._replace(headline="Other")),))
    first = begun(blog(one), at("10:02"))
    for minute in ("10:05", "10:10"):
        first = grow(first, blog(edited), at(minute))
        assert first.posts == (edited,)
    assert begun(blog(edited), at("10:05")).posts == first.posts


def test_a_page_without_a_known_post_leaves_a_gap() -> None:
    first = begun(blog("10:00 One", "10:01 Two"), at("10:02"))
    later = grow(first, blog("10:30 Eight", "10:31 Nine"), at("10:40"))
    assert later.part is not None
    assert later.part.missing == (MissingSpan(at("10:01"), at("10:30")),)
    assert [each.headline for each in later.posts] == ["One", "Two", "Eight", "Nine"]


@pytest.mark.parametrize(
    ("page", "same"),
    [
        (blog("10:00 One", "10:05 New", url="https://x.example/live/b"), True),
        (blog("11:00 Other", url="https://x.example/live/a?page=2"), True),
        (blog("11:00 Other", url="https://x.example/live/b"), False),
    ],
)
def test_another_blog_at_the_place_is_known(page: LiveBlog, same: bool) -> None:
    assert is_same_blog(blog("10:00 One", url="https://x.example/live/a"), page) is same


def test_what_only_labels_change_leaves_earlier_pages_alone() -> None:
    one = post("10:00", "One", "Words.", id="post-000001")
    first = begun(blog(one), at("10:05"))
    later = grow(first, blog(one._replace(pinned=True, key_event=True)), at("10:10"))
    assert later.posts == first.posts
