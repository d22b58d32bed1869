"""The viewport always shows consecutive lines of the document."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tui.screen.feed.viewport import Document, Place, Viewport

heights_of_posts = st.lists(st.integers(1, 12), min_size=1, max_size=12)
windows = st.integers(1, 15)
orders = st.booleans()


def window_over(heights: Sequence[int], height: int, *, newest_first: bool = False) -> Viewport:
    viewport = Viewport(lambda post: heights[post])
    viewport.height = height
    viewport.document = Document(range(len(heights)), len(heights), newest_first=newest_first)
    viewport.to_start()
    return viewport


def all_lines(viewport: Viewport) -> list[Place]:
    """The whole document, line by line."""
    posts = [viewport.document.post(slot) for slot in range(len(viewport.document))]
    return [Place(post, line) for post in posts for line in range(viewport.height_of(post))]


@given(heights_of_posts, windows, orders, st.lists(st.integers(-30, 30), max_size=8))
def test_the_window_is_a_stretch_of_the_document(
    heights: list[int], height: int, newest_first: bool, scrolls: list[int]
) -> None:
    viewport = window_over(heights, height, newest_first=newest_first)
    lines, at = all_lines(viewport), 0
    for lines_on in scrolls:
        viewport.scroll(lines_on)
        at = min(max(at + lines_on, 0), max(0, len(lines) - height))
        assert list(viewport.places()) == lines[at : at + height]
        assert viewport.at_start == (at == 0)
        assert viewport.at_end == (at + height >= len(lines))


@given(heights_of_posts, windows, orders, st.data())
def test_show_moves_a_line_to_the_top_or_the_window_to_the_end(
    heights: list[int], height: int, newest_first: bool, data: st.DataObject
) -> None:
    viewport = window_over(heights, height, newest_first=newest_first)
    place = data.draw(st.sampled_from(all_lines(viewport)))
    viewport.show(*place)
    assert place in viewport.places()
    assert viewport.top == place or viewport.at_end


@given(heights_of_posts, windows, orders, st.data())
def test_reveal_moves_only_to_a_line_outside_the_window(
    heights: list[int], height: int, newest_first: bool, data: st.DataObject
) -> None:
    viewport = window_over(heights, height, newest_first=newest_first)
    viewport.scroll(data.draw(st.integers(0, 60)))
    for place in data.draw(st.lists(st.sampled_from(all_lines(viewport)), min_size=1, max_size=4)):
        before, top = list(viewport.places()), viewport.top
        viewport.reveal(*place)
        assert place in viewport.places()
        assert place not in before or viewport.top == top


@given(heights_of_posts, windows)
def test_following_shows_the_newest_headline_and_as_much_as_fits_before_it(
    heights: list[int], height: int
) -> None:
    viewport = window_over(heights, height)
    viewport.follow(len(heights) - 1)
    assert Place(len(heights) - 1, 0) in viewport.places()
    assert viewport.at_end or viewport.top == (len(heights) - 1, 0)


@given(st.lists(st.integers(0, 50), min_size=1, unique=True).map(sorted), st.data())
def test_a_document_has_the_slot_of_each_post(indices: list[int], data: st.DataObject) -> None:
    count = data.draw(st.integers(0, len(indices)))
    card = data.draw(st.sampled_from([None, 51]))
    newest_first = data.draw(orders)
    document = Document(indices, count, newest_first=newest_first, card=card)
    posts = [document.post(slot) for slot in range(len(document))]
    expected = indices[:count] + ([card] if card is not None else [])
    assert posts == (expected[::-1] if newest_first else expected)
    assert [document.slot(post) for post in posts] == list(range(len(posts)))
    for hidden in {*range(51)} - set(indices[:count]):
        assert document.slot(hidden) is None
        if len(document):
            nearest = document.post(document.nearest_slot(hidden))
            assert nearest == max(
                (post for post in indices[:count] if post < hidden), default=expected[0]
            )


def test_an_empty_document_moves_nowhere() -> None:
    viewport = Viewport(lambda post: 1)
    viewport.height = 5
    for move in (viewport.to_start, viewport.to_end, viewport.settle):
        move()
    viewport.follow(2)
    viewport.scroll(3)
    viewport.show(2)
    viewport.reveal(2, 1)
    assert list(viewport.places()) == []
    assert viewport.at_start
    assert viewport.at_end
