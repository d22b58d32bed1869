"""Posts in order of publication, whatever the order of the file."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from operator import attrgetter, gt, lt

from tui.model.blog import Post
from tui.readers.warnings import Remarks

ALL_AT_ONE_TIME = (
    "All posts have the same time, so they cannot be replayed as they are; "
    "--every 30s spaces them evenly."
)
EVENLY_SPACED = "The posts are evenly spaced: their times are probably invented."
FEWEST_EVEN = 5  # posts; as many at even distances are suspicious


def in_order(posts: Sequence[Post], remarks: Remarks) -> tuple[Post, ...]:
    """Oldest first; posts of one time in file order, reversed if the file is newest first."""
    times = [post.published for post in posts]
    downs, ups = (sum(map(way, times, times[1:])) for way in (gt, lt))
    ordered = sorted(posts[::-1] if downs > ups else posts, key=attrgetter("published"))
    _look_at(ordered, remarks)
    return tuple(ordered)


def _look_at(posts: Sequence[Post], remarks: Remarks) -> None:
    if len(posts) > 1 and posts[0].published == posts[-1].published:
        remarks.add(ALL_AT_ONE_TIME)
    elif len(posts) >= FEWEST_EVEN and _is_even(posts):
        remarks.add(EVENLY_SPACED)


def _is_even(posts: Sequence[Post]) -> bool:
    gaps = {after.published - before.published for before, after in pairwise(posts)}
    return max(gaps) - min(gaps) <= timedelta(seconds=1) and min(gaps) > timedelta(seconds=5)
