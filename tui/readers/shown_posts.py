"""Posts that a page shows and its data do not have, as data often hold only the latest."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta

from tui.model.blog import LiveBlog, Post
from tui.model.errors import UnreadableError
from tui.model.safe_text import letters_of
from tui.readers.habits import in_order

FEWEST_LETTERS = 20  # of a paragraph that two posts share
LEAST_SHARE = 0.8  # share of the data's posts that the page shows, and of one distance in time

type Read = Callable[[], LiveBlog | None]


def with_shown(read_data: Read, read_shown: Read) -> LiveBlog | None:
    """The live blog of the data with further posts that the page shows; these alone if all times
    of the data are the same. Raises as `read_data` if neither holds posts."""
    shown = None
    with suppress(UnreadableError):
        shown = read_shown()
    try:
        blog = read_data() or shown
    except UnreadableError:
        if shown is None:
            raise
        return shown
    if blog is None or shown is None:
        return blog
    if len({x.published for x in blog.posts}) < min(len(shown.posts), 2):
        return shown
    further = _further(blog.posts, shown.posts)
    return blog._replace(posts=in_order((*blog.posts, *further))) if further else blog


def _further(known: Sequence[Post], shown: Sequence[Post]) -> list[Post]:
    """Posts that are shown and not known, if the others are known and show one distance in time."""
    places = {text: x for x in known for text in _texts(x)}
    pairs = {x: y for x in shown for text in _texts(x) if (y := places.get(text)) is not None}
    further = [x for x in shown if x not in pairs]
    shifts = Counter(_minutes(y, x) for x, y in pairs.items())
    shift, count = shifts.most_common(1)[0] if shifts else (timedelta(), 0)
    if count < LEAST_SHARE * len(known):
        return []
    return [x._replace(published=x.published + shift) for x in further]


def _texts(post: Post) -> set[str]:
    texts = map(letters_of, (post.headline, *(y for x in post.body for y in x.words)))
    return {x for x in texts if len(x) >= FEWEST_LETTERS}


def _minutes(known: Post, shown: Post) -> timedelta:
    return known.published.replace(second=0, microsecond=0) - shown.published.replace(second=0)
