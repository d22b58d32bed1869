"""The scrubber: the blog's whole time on one row, with a mark for each post. Pure."""

import itertools
from datetime import datetime, timedelta

from tui.playback.timeline import Timeline

POST, DIM, GAP, NONE = "pdg-"
"""The content of a cell: a shown post, a filtered post, a longer wait than usual, nothing."""
_LEAST_GAP_CELLS = 3
_LEAST_STEP = timedelta(microseconds=1)


def track(timeline: Timeline, every: Timeline, width: int) -> str:
    """The cells of a scrubber of that width, one letter each, without the playhead.

    A gap is a wait for a shown post of more than 1.5 times the mean wait between posts.
    """
    posts = _posts_in_cells(every, width)
    shown = posts if len(timeline) == len(every) else _posts_in_cells(timeline, width)
    cells = "".join(
        POST if here else DIM if any_post else NONE
        for here, any_post in zip(shown, posts, strict=True)
    )
    span = every.end - every.start
    if len(every) < 3 or not span:
        return cells
    mean_cells = width / (len(every) - 1)
    least = max(_LEAST_GAP_CELLS, int(1.5 * mean_cells) + 1)
    waits = ("".join(run) for _, run in itertools.groupby(cells, POST.__eq__))
    return "".join(wait.replace(NONE, GAP) if len(wait) >= least else wait for wait in waits)


def cell_of(fraction: float, width: int) -> int:
    """The cell of a fraction of the time."""
    return min(width - 1, int(fraction * (width - 1) + 0.5))


def fraction_of(cell: int, width: int) -> float:
    """The fraction of the time at a cell."""
    return cell / (width - 1) if width > 1 else 1.0


def moment_of(cell: int, timeline: Timeline, width: int) -> datetime:
    """The moment of a click on a cell: that of its last shown post, else the cell's own."""
    edge = timeline.moment_at(fraction_of(cell, width) + _half(width))
    if cell < width - 1:
        edge -= _LEAST_STEP
    newest = timeline.newest_at(edge)
    if newest is not None:
        published = timeline.published(newest)
        if cell == 0 or published >= timeline.moment_at(fraction_of(cell, width) - _half(width)):
            return published
    return timeline.moment_at(fraction_of(cell, width))


def _half(width: int) -> float:
    """Half a cell as a fraction of the time."""
    return 0.5 / max(1, width - 1)


def _posts_in_cells(timeline: Timeline, width: int) -> list[bool]:
    """For each cell, whether any post falls into it."""
    edges = (fraction_of(cell, width) - _half(width) for cell in range(1, width))
    before = [0, *timeline.counts_before(edges), len(timeline)]
    return [later > earlier for earlier, later in itertools.pairwise(before)]
