"""The places where the reader left blogs."""

import json
from datetime import UTC, datetime

import pytest
from sample_blogs import blog, bundled_like, many, post

from tui.settings import places
from tui.settings.places import SavedPlace, place_in, remember_place
from tui.settings.state import state_file


def test_a_place_in_a_blog_comes_back_and_each_blog_has_its_own() -> None:
    blog, other = bundled_like(), many(3)
    place = SavedPlace(datetime(2024, 4, 26, 9, 26, tzinfo=UTC), (6, 2, 40, False))
    assert place_in(blog) is None
    remember_place(blog, place)
    assert place_in(blog) == place
    assert place_in(other) is None


TWO = ("09:00", "09:20")
FILTERED = SavedPlace(
    datetime(2024, 4, 26, 9, 26, tzinfo=UTC),
    (6, 2, 40, False),
    {"authors": ("Tom Bateman", ""), "kinds": ("Analysis",)},
)


def test_the_filter_comes_back_with_the_place() -> None:
    remember_place(bundled_like(), FILTERED)
    assert place_in(bundled_like()) == FILTERED


READ = FILTERED._replace(filter={}, read=(6, 0.25))


def test_how_far_a_post_was_read_comes_back() -> None:
    remember_place(bundled_like(), READ)
    assert place_in(bundled_like()) == READ


def test_a_blog_watched_to_its_end_is_known_as_such() -> None:
    remember_place(bundled_like(), READ._replace(ended=True))
    assert place_in(bundled_like()) == READ._replace(ended=True)


def test_a_blog_with_a_post_more_in_the_middle_is_another() -> None:
    blog = bundled_like()
    remember_place(blog, READ)
    assert place_in(blog._replace(posts=(*blog.posts[:3], *blog.posts[4:]))) is None


def test_a_blog_that_is_being_written_stays_the_same_as_it_grows() -> None:
    blog = bundled_like()
    state = blog._replace(posts=blog.posts[:5], edge=blog.posts[5].published)
    remember_place(state, READ)
    assert place_in(state._replace(posts=blog.posts[:6], edge=blog.posts[6].published)) == READ
    assert place_in(blog) is None


@pytest.mark.parametrize("noted", [3, [6], [6, "half"], [6, 1.5], [6.5, 0.5], {"post": 6}])
def test_a_damaged_share_of_a_post_counts_as_none(noted: object) -> None:
    remember_place(bundled_like(), READ)
    state = json.loads(state_file().read_text())
    for place in state["places"].values():
        place["read"] = noted
    state_file().write_text(json.dumps(state))
    assert place_in(bundled_like()) == READ._replace(read=None)


@pytest.mark.parametrize("noted", [3, [], {"authors": "Tom"}, {"authors": [1]}, {"kinds": None}])
def test_a_damaged_filter_counts_as_none(noted: object) -> None:
    remember_place(bundled_like(), FILTERED)
    state = json.loads(state_file().read_text())
    for place in state["places"].values():
        place["filter"] = noted
    state_file().write_text(json.dumps(state))
    assert place_in(bundled_like()) == FILTERED._replace(filter={})


@pytest.mark.parametrize(
    "damage",
    [
        {"moment": "2024-04-26T09:26:00"},
        {"moment": "soon"},
        {"moment": 3},
        {"feed": [1, 2]},
        {"feed": [1, "x", 2, True]},
        {"feed": None},
    ],
)
def test_a_damaged_place_counts_as_none(damage: dict[str, object]) -> None:
    blog = bundled_like()
    remember_place(blog, SavedPlace(datetime(2024, 4, 26, 9, 26, tzinfo=UTC), (6, 2, 40, False)))
    state = json.loads(state_file().read_text())
    for noted in state["places"].values():
        noted.update(damage)
    state_file().write_text(json.dumps(state))
    assert place_in(blog) is None


def test_only_the_latest_places_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "MOST_PLACES", 2)
    blogs = [many(count) for count in (1, 2, 3)]
    place = SavedPlace(datetime(2024, 4, 26, 9, 26, tzinfo=UTC), (0, 0, 0, True))
    for each in blogs:
        remember_place(each, place)
    assert [place_in(each) for each in blogs] == [None, place, place]


def test_a_blog_watched_to_its_end_is_noted_so() -> None:
    remember_place(bundled_like(), FILTERED._replace(ended=True))
    found = place_in(bundled_like())
    assert found is not None
    assert found.ended


def test_a_page_with_more_posts_between_the_same_ends_is_another() -> None:
    two, three = (blog(*map(post, times)) for times in (TWO, (TWO[0], "09:10", TWO[1])))
    remember_place(two, FILTERED)
    assert place_in(two) == FILTERED
    assert place_in(three) is None
