"""A live blog as it was at a moment, for the writers of pages."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from tui.model.blog import Link, LiveBlog
from tui.model.clock_face import ClockFace, own_face
from tui.model.coverage_words import part_line
from tui.model.summary import KnownSummary, known_points, known_summary
from tui.model.versions import Standing, known_versions, standing_of


@dataclass(frozen=True, slots=True)
class PageAt:
    """`posts` are in the order of the page; `part` is "" for a whole live blog."""

    blog: LiveBlog  # may have no posts
    face: ClockFace
    time: Callable[[datetime], str]  # with the zone's name if that changes with the season
    as_of: str
    posts: Sequence[Standing]
    summary: KnownSummary
    summary_title: str
    part: str


def page_at(blog: LiveBlog, as_of: datetime | None, *, newest_first: bool) -> PageAt:
    """The page at a moment; None: the end."""
    face, moment = own_face(blog), as_of or blog.end
    face = face.until(max(moment, blog.end))  # a later day is written
    known = blog_at(blog, as_of)
    summary = known_summary(blog, moment, at_end=moment >= blog.end)
    names = {face.name_at(post.published) for post in blog.posts}
    return PageAt(
        known,
        face,
        face.time if len(names) == 1 else face.named,
        f"as of {face.full(moment)}",
        [*map(standing_of, reversed(known.posts) if newest_first else known.posts)],
        summary,
        summary.title(face.time(blog.end)),
        part_line(blog, face),
    )


def blog_at(blog: LiveBlog, as_of: datetime | None) -> LiveBlog:
    """Only the posts, versions and summary points known then; None: all. May have no posts."""
    if as_of is None:
        return blog
    count = bisect_right(blog.posts, as_of, key=lambda post: post.published)
    posts = tuple(known_versions(post, as_of) for post in blog.posts[:count])
    summary = known_points(blog, as_of, at_end=as_of >= blog.end)
    captured = min(blog.captured, as_of) if blog.captured else None
    return blog._replace(posts=posts, summary=summary, captured=captured)


def link_pieces(text: str, links: Sequence[Link]) -> Iterator[tuple[str, str]]:
    """Pairs of words and address, "" for words without a link; of overlapping links the first."""
    position = 0
    for link in links:
        if link.start >= position:
            yield text[position : link.start], ""
            yield text[link.start : link.end], link.url
            position = link.end
    yield text[position:], ""
