"""Posts at equal distances, for a source without usable times."""

from datetime import datetime, timedelta

from tui.model.blog import LiveBlog
from tui.model.coverage import Coverage, MissingSpan
from tui.model.errors import OptionError
from tui.model.summary import known_points
from tui.model.versions import standing_of
from tui.readers.pieces.clocks.days import CLOCKED


def evenly(blog: LiveBlog, every: timedelta) -> LiveBlog:
    """Space the posts evenly from the blog's start. Raises OptionError if `every` is not positive
    or is too long, or the text has clocks."""
    if blog.format in CLOCKED and blog.start != blog.end:
        raise OptionError(
            "The posts open with clocks, and --every would put made-up times in their place. "
            "Leave --every out, or set the pace with --speed."
        )
    if every <= timedelta(0):
        raise OptionError("--every must be more than 0.")
    try:
        last = blog.start + every * (len(blog.posts) - 1)
    except OverflowError as error:
        raise OptionError("--every is too long.") from error
    posts = (
        standing_of(x).post._replace(published=blog.start + every * n, modified=None, versions=())
        for n, x in enumerate(blog.posts)
    )
    # No one knows when a point of the summary was written: it is shown at the end.
    summary = known_points(blog, blog.end, at_end=True)
    return blog._replace(
        posts=tuple(posts),
        summary=tuple(point._replace(known=None) for point in summary),
        coverage_start=blog.start,
        coverage_end=last,
        warnings=tuple(each for each in blog.warnings if "--every" not in each.message),
        part=blog.part and _ending(blog.part, blog.start, last),
    )


def _ending(part: Coverage, start: datetime, last: datetime) -> Coverage:
    """The part without gaps between its posts, whose times are lost."""
    older, newer = MissingSpan(None, start), MissingSpan(last, None)
    return part._replace(missing=(older,) * part.lacks_older + (newer,) * part.lacks_newer)
