"""The scrubber: the blog's whole time on one row, with a mark for each post. Pure."""

import itertools
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from tui.playback.timeline import Timeline

POST, DIM, KEY, NONE = "pdk-"
"""The content of a cell: a shown post, a filtered post, a shown key event, nothing."""
LEVELS = 7
"""Heights of the bars of a dense scrubber."""
_DENSE_SHARE = 8
"""A scrubber is dense if more than one in so many cells adjoin another post's."""
_LEAST_STEP = timedelta(microseconds=1)


class Track(NamedTuple):
    """The cells of a scrubber, without the playhead."""

    cells: str
    """One letter for each."""
    levels: tuple[int, ...] = ()
    """The number of posts in each cell, 0 to 7; only of a dense scrubber."""
    sources: tuple[frozenset[int], ...] = ()
    """The numbers of the sources with a post in each cell; only of several blogs on one clock."""
    newest: int | None = None
    """The cell of the newest post of a blog that is being written: nothing is known after it."""

    @property
    def dense(self) -> bool:
        """Whether posts are closer than the cells can show, so that bars count them."""
        return bool(self.levels)


def track(timeline: Timeline, every: Timeline, width: int) -> Track:
    """The cells of a scrubber of that width."""
    posts = timeline.blog.posts
    every_count = _counts(every, width)
    counts = every_count if len(timeline) == len(every) else _counts(timeline, width)
    key_events = [index for index in timeline.indices if posts[index].key_event]
    keys = _counts(every.select(key_events), width) if key_events else [0] * width
    cells = "".join(
        KEY if key else POST if here else DIM if there else NONE
        for key, here, there in zip(keys, counts, every_count, strict=True)
    )
    newest = None
    if timeline.blog.edge is not None:
        newest = cell_of(every.fraction(posts[-1].published), width)
    return Track(cells, _levels(counts), _sources(timeline, width), newest)


def cell_of(fraction: float, width: int) -> int:
    """The cell of a fraction of the time."""
    return min(width - 1, int(fraction * (width - 1) + 0.5))


def fraction_of(cell: int, width: int) -> float:
    """The fraction of the time at a cell."""
    return cell / (width - 1) if width > 1 else 1.0


def moment_of(cell: int, timeline: Timeline, width: int) -> datetime:
    """The moment of a click on a cell: that of its last shown post, else the cell's own."""
    newest = post_in(cell, timeline, width)
    if newest is not None:
        return timeline.published(newest)
    return timeline.moment_at(fraction_of(cell, width))


def post_in(cell: int, timeline: Timeline, width: int) -> int | None:
    """The last shown post of a cell; None if it has none."""
    edge = timeline.moment_at(fraction_of(cell, width) + _half(width))
    if cell < width - 1:
        edge -= _LEAST_STEP
    newest = timeline.newest_at(edge)
    if newest is not None:
        begin = timeline.moment_at(fraction_of(cell, width) - _half(width))
        if cell == 0 or timeline.published(newest) >= begin:
            return newest
    return None


def _half(width: int) -> float:
    """Half a cell as a fraction of the time."""
    return 0.5 / max(1, width - 1)


def _counts(timeline: Timeline, width: int) -> list[int]:
    """For each cell, how many posts fall into it."""
    edges = (fraction_of(cell, width) - _half(width) for cell in range(1, width))
    before = [0, *timeline.counts_before(edges), len(timeline)]
    return [later - earlier for earlier, later in itertools.pairwise(before)]


def _levels(counts: Sequence[int]) -> tuple[int, ...]:
    """The height of each cell's bar; none where the posts stand apart."""
    close = sum(
        1
        for before, here, after in zip((0, *counts[:-1]), counts, (*counts[1:], 0), strict=True)
        if here and (before or after)
    )
    if close * _DENSE_SHARE <= len(counts):
        return ()
    most = max(counts)
    return tuple(-(-count * LEVELS // most) for count in counts)


def _sources(timeline: Timeline, width: int) -> tuple[frozenset[int], ...]:
    blog = timeline.blog
    if len(blog.sources) < 2:
        return ()
    found: list[set[int]] = [set() for _ in range(width)]
    for number, name in enumerate(blog.sources):
        own = timeline.select(_of_source(timeline, name))
        for cell, count in enumerate(_counts(own, width)):
            if count:
                found[cell].add(number)
    return tuple(map(frozenset, found))


def _of_source(timeline: Timeline, name: str) -> Sequence[int]:
    posts = timeline.blog.posts
    chosen: Iterable[int] = (index for index in timeline.indices if posts[index].source == name)
    return tuple(chosen)
