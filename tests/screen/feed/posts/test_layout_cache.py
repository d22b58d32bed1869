"""The layout cache: shared, and limited in size."""

import itertools

from sample_blogs import bundled_like, many

from tui.screen.feed.posts.layout_cache import LayoutCache
from tui.screen.feed.posts.post_lines import Heads

RULED = Heads.RULED


def test_a_post_is_laid_out_once_for_each_width() -> None:
    layouts = LayoutCache(bundled_like())
    assert layouts.lines(6, 40, RULED) is layouts.lines(6, 40, RULED)
    assert layouts.lines(6, 40, RULED) is not layouts.lines(6, 41, RULED)
    assert layouts.lines(6, 40, RULED) != layouts.lines(6, 40, Heads.COMPACT)


def test_the_least_recently_used_layout_is_dropped() -> None:
    layouts = LayoutCache(many(100), limit=40)
    first = layouts.lines(0, 40, RULED)
    for index in range(1, 100):
        layouts.lines(index, 40, RULED)
        layouts.lines(0, 40, RULED)
    assert layouts.lines(0, 40, RULED) is first
    second = layouts.lines(1, 40, RULED)
    assert layouts.lines(1, 40, RULED) is second
    assert sum(len(layouts.lines(index, 40, RULED).lines) for index in range(100)) > 40


def test_a_post_longer_than_the_limit_is_still_laid_out() -> None:
    layouts = LayoutCache(bundled_like(), limit=1)
    assert layouts.lines(6, 40, RULED).lines


def test_the_sums_grow_with_the_text() -> None:
    layouts = LayoutCache(bundled_like())
    sums = layouts.sums(range(10))
    assert sums[0] == 0
    assert all(before < after for before, after in itertools.pairwise(sums))
    assert layouts.sums((6,))[1] == sums[7] - sums[6]
    assert layouts.authors.at(1)[0].label == "Yvette Tan"
