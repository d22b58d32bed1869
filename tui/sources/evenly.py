"""Posts at equal distances, for a source without usable times."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import timedelta

from tui.model.blog import LiveBlog, Post, SummaryPoint
from tui.model.errors import OptionError
from tui.model.part import Coverage, MissingSpan
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
    posts = [
        standing_of(post).post._replace(
            published=blog.start + every * number, modified=None, versions=()
        )
        for number, post in enumerate(blog.posts)
    ]
    warnings = [warning for warning in blog.warnings if "--every" not in warning.message]
    return blog._replace(
        posts=tuple(posts),
        summary=tuple(
            _moved_point(point, blog.posts, posts)
            for point in known_points(blog, blog.end, at_end=True)
        ),
        coverage_start=blog.start,
        coverage_end=last,
        warnings=tuple(warnings),
        part=_moved_coverage(blog.part, blog.posts, posts) if blog.part is not None else None,
    )


def _moved_coverage(part: Coverage, before: Sequence[Post], after: Sequence[Post]) -> "Coverage":
    pairs = [(old.published, new.published) for old, new in zip(before, after, strict=True)]
    first, last = dict(reversed(pairs)), dict(pairs)
    return part._replace(
        missing=tuple(
            MissingSpan(
                last.get(span.after, span.after) if span.after else None,
                first.get(span.before, span.before) if span.before else None,
            )
            for span in part.missing
        )
    )


def _moved_point(point: SummaryPoint, posts: Sequence[Post], moved: Sequence[Post]) -> SummaryPoint:
    """Move a summary point to the new time of the post it came with."""
    if point.known is None:
        return point
    known = bisect_right(posts, point.known, key=lambda post: post.published)
    return point._replace(known=moved[max(0, known - 1)].published)
