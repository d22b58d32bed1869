"""The scroll bar: its thumb moves with the window, and a click moves the thumb to it."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_blogs import blogs, bundled_like

from tui.model.blog import LiveBlog
from tui.screen.feed.layout_cache import LayoutCache
from tui.screen.feed.scroll_bar import thumb
from tui.screen.feed.viewport import Document

depths = st.floats(0, 1)
heights = st.integers(1, 60)
orders = st.booleans()


def document_of(blog: LiveBlog, *, newest_first: bool = False, card: bool = False) -> Document:
    count = len(blog.posts)
    return Document(range(count), count, newest_first=newest_first, card=count if card else None)


def sums_of(blog: LiveBlog) -> Sequence[int]:
    return LayoutCache(blog).sums(range(len(blog.posts)))


@given(blogs(), depths, depths, heights, orders, orders)
def test_the_thumb_is_in_the_bar_and_never_empty(
    blog: LiveBlog, one: float, other: float, height: int, newest_first: bool, card: bool
) -> None:
    document = document_of(blog, newest_first=newest_first, card=card)
    first, last = sorted((one, other))
    window = (document.post(0), first), (document.post(len(document) - 1), last)
    if len(document) == 1 and first == last:
        return
    rows = thumb(document, sums_of(blog), *window, height)
    assert len(rows) >= 1
    assert rows.start >= 0
    assert rows.stop <= height


@pytest.mark.parametrize("newest_first", [False, True])
def test_the_thumb_goes_down_as_the_window_goes_down(newest_first: bool) -> None:
    blog = bundled_like()
    sums, document = sums_of(blog), document_of(blog, newest_first=newest_first)
    thumbs = [
        thumb(document, sums, (document.post(slot), 0.0), (document.post(slot), 1.0), 40)
        for slot in range(10)
    ]
    assert thumbs[0].start == 0
    assert thumbs[-1].stop == 40
    starts = [rows.start for rows in thumbs]
    assert starts == sorted(starts)
    assert len(set(starts)) == 10
