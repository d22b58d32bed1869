"""The matches of a search: steps between them and the text that describes them."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import blog

from tui.model.blog import LiveBlog
from tui.screen.feed.matches import Match, Matches

FIVE = [1, 3, 4, 6, 8]


def ten_posts() -> LiveBlog:
    """Posts 1, 3, 4, 6 and 8 have the word."""
    return blog(*(f"10:0{n} {'About tea' if n in FIVE else 'Nothing'}" for n in range(10)))


def searching(words: str = "tea", count: int = 10, indices: Sequence[int] = range(10)) -> Matches:
    search = Matches(ten_posts())
    search.start(words)
    search.update(indices, count)
    return search


@given(st.integers(0, 9) | st.none(), st.sampled_from([1, -1]))
def test_the_first_step_goes_to_the_match_nearest_to_the_reader(
    near: int | None, step: int
) -> None:
    at = near or 0
    if step > 0:
        wanted = min((post for post in FIVE if post >= at), default=FIVE[0])
    else:
        wanted = max((post for post in FIVE if post < at), default=FIVE[-1])
    assert searching().step(step, near) == Match(wanted, 0)


@given(st.sampled_from([1, -1]), st.integers(0, 9))
def test_stepping_visits_every_match_once_and_then_begins_again(step: int, near: int) -> None:
    search = searching()
    seen = [search.step(step, near) for _ in range(5)]
    assert sorted(match.post for match in seen if match is not None) == FIVE
    assert search.step(step, near) == seen[0]
