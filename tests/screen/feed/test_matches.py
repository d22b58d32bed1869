"""A search in progress: which match is next, and what is said of it."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import blog

from tui.model.blog import LiveBlog
from tui.screen.feed.matches import Searching

FIVE = [1, 3, 4, 6, 8]
counts = st.integers(0, 10)


def ten_posts() -> LiveBlog:
    """Posts 1, 3, 4, 6 and 8 have the word."""
    return blog(*(f"10:0{n} {'About tea' if n in FIVE else 'Nothing'}" for n in range(10)))


def searching(words: str = "tea", count: int = 10, indices: Sequence[int] = range(10)) -> Searching:
    found = Searching(ten_posts())
    found.start(words)
    found.update(indices, count)
    return found


@given(counts)
def test_only_what_has_been_posted_is_found(count: int) -> None:
    assert list(searching(count=count).matches) == [post for post in FIVE if post < count]


@given(st.integers(0, 9) | st.none(), st.sampled_from([1, -1]))
def test_the_first_step_leads_to_the_nearest_match_from_where_the_reader_is(
    near: int | None, step: int
) -> None:
    at = near or 0
    if step > 0:
        wanted = min((post for post in FIVE if post >= at), default=FIVE[0])
    else:
        wanted = max((post for post in FIVE if post < at), default=FIVE[-1])
    assert searching().step(step, near) == wanted


@given(st.sampled_from([1, -1]), st.integers(0, 9))
def test_stepping_visits_every_match_once_and_then_begins_again(step: int, near: int) -> None:
    search = searching()
    seen = [search.step(step, near) for _ in range(5)]
    assert sorted(post for post in seen if post is not None) == FIVE
    assert search.step(step, near) == seen[0]


def test_it_says_which_of_how_many() -> None:
    search = searching()
    assert search.status() == "“tea” in 5 posts"
    search.step(1, 2)
    assert search.status() == "“tea” 2 of 5"
    search.update(range(10), 4)
    assert search.status() == "“tea” 2 of 2"
    search.update(range(10), 2)
    assert search.status() == "“tea” in 1 post"


def test_a_match_that_comes_later_is_counted_in() -> None:
    search = searching(count=5)
    search.step(1, 4)
    assert search.status() == "“tea” 3 of 3"
    search.update(range(10), 9)
    assert search.status() == "“tea” 3 of 5"


@pytest.mark.parametrize("words", ["", "  "])
def test_no_words_find_nothing_and_say_nothing(words: str) -> None:
    search = searching(words)
    assert list(search.matches) == []
    assert search.status() == ""
    assert search.step(1, 0) is None


def test_what_is_not_there_is_said() -> None:
    assert searching("coffee").status() == "“coffee” not found"
    assert searching("coffee").step(1, 0) is None


def test_other_words_forget_the_current_match_and_the_same_words_do_not() -> None:
    search = searching()
    search.step(1, 2)
    search.start("tea")
    assert search.current == 3
    search.start("about")
    assert search.current is None


def test_a_filter_is_obeyed() -> None:
    search = searching(indices=(0, 1, 2, 8), count=4)
    assert list(search.matches) == [1, 8]
