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
_SECOND = timedelta(seconds=1)


def in_order(posts: Sequence[Post], remarks: Remarks) -> tuple[Post, ...]:
    """Oldest first; posts of one time in file order, reversed if the file is newest first."""
    times = [post.published for post in posts]
    downs, ups = (sum(map(way, times, times[1:])) for way in (gt, lt))
    ordered = sorted(posts[::-1] if downs > ups else posts, key=attrgetter("published"))
    gaps = [after - before for before, after in pairwise(sorted(times))]
    if gaps and not any(gaps):
        remarks.add(ALL_AT_ONE_TIME)
    elif len(gaps) >= FEWEST_EVEN - 1 and max(gaps) - min(gaps) <= _SECOND < min(gaps) / 5:
        remarks.add(EVENLY_SPACED)
    return tuple(ordered)
