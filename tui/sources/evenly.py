"""Posts at equal distances, for a source without usable times."""

from bisect import bisect_left, bisect_right
from datetime import datetime, timedelta

from tui.model.blog import LiveBlog
from tui.model.errors import OptionError
from tui.model.part import MissingSpan
from tui.model.summary import known_points
from tui.model.versions import standing_of


def evenly(blog: LiveBlog, every: timedelta) -> LiveBlog:
    """Space the posts evenly from the blog's start, for a page with one time for all. Raises
    OptionError if `every` is not positive, the end is after the year 9999, or the text has
    clocks."""
    from tui.readers.pieces.clocks.days import CLOCKED

    if blog.format in CLOCKED and blog.start != blog.end:
        raise OptionError(
            "The posts open with clocks, and --every would put made-up times in their place. "
            "Leave it out, or set the pace with --speed."
        )
    if every <= timedelta(0):
        raise OptionError("--every must be more than 0.")
    try:
        last = blog.start + every * (len(blog.posts) - 1)
    except OverflowError as error:
        raise OptionError("--every is too long.") from error
    posts = tuple(
        standing_of(post).post._replace(
            published=blog.start + every * number, modified=None, versions=()
        )
        for number, post in enumerate(blog.posts)
    )
    times = [post.published for post in blog.posts]

    def moved(time: datetime | None, *, newest: bool = True) -> datetime | None:
        """The new time of the newest post up to an old time, or of the first post from it on."""
        if time is None:
            return None
        place = bisect_right(times, time) - 1 if newest else bisect_left(times, time)
        return posts[min(max(place, 0), len(posts) - 1)].published

    summary = known_points(blog, blog.end, at_end=True)
    part = blog.part and blog.part._replace(
        missing=tuple(
            MissingSpan(moved(span.after), moved(span.before, newest=False))
            for span in blog.part.missing
        )
    )
    return blog._replace(
        posts=posts,
        summary=tuple(point._replace(known=moved(point.known)) for point in summary),
        coverage_start=blog.start,
        coverage_end=last,
        warnings=tuple(each for each in blog.warnings if "--every" not in each.message),
        part=part,
    )
