"""Several different live blogs on one clock."""

from collections import Counter
from collections.abc import Iterable, Sequence

from tui.model.blog import Heading, LiveBlog, Post, ReadWarning, SummaryPoint
from tui.model.clock_face import zone_face
from tui.model.errors import OptionError
from tui.model.part_words import part_line
from tui.model.versions import with_source
from tui.sources.join import coverage_of

LONGEST_NAME = 40  # characters of a title as a source's name


def side_by_side(blogs: Sequence[LiveBlog]) -> LiveBlog:
    """At equal times the earlier source's post comes first. Raises OptionError without a blog."""
    if not blogs:
        raise OptionError("No live blog to show.")
    if len(blogs) == 1:
        return blogs[0]
    named = list(zip(_names(blogs), blogs, strict=True))
    return LiveBlog(
        posts=_combined_posts(named),
        title=_join_unique(blog.title or name for name, blog in named),
        summary=_combined_summary(named),
        zone=blogs[0].zone,
        place_zone=_other_zone(blogs),
        publisher=_join_unique(blog.publisher for blog in blogs),
        language=_common_language(blogs),
        authors=tuple(dict.fromkeys(author for blog in blogs for author in blog.authors)),
        **coverage_of(blogs),
        format=_join_unique(blog.format for blog in blogs),
        warnings=_combined_warnings(named),
    )


def _combined_posts(named: Iterable[tuple[str, LiveBlog]]) -> tuple[Post, ...]:
    posts = [
        post if post.source else with_source(post, name)
        for name, blog in named
        for post in blog.posts
    ]
    return tuple(sorted(posts, key=lambda post: post.published))


def _combined_summary(named: Iterable[tuple[str, LiveBlog]]) -> tuple[SummaryPoint, ...]:
    summary: list[SummaryPoint] = []
    for name, blog in named:
        summary.extend((SummaryPoint(Heading(name)), *blog.summary) if blog.summary else ())
    return tuple(summary)


def _combined_warnings(named: Iterable[tuple[str, LiveBlog]]) -> tuple[ReadWarning, ...]:
    return tuple(
        ReadWarning(f"{name}, {warning.place}", warning.message)
        for name, blog in named
        for warning in (*_part_warning(blog), *blog.warnings)
    )


def _part_warning(blog: LiveBlog) -> tuple[ReadWarning, ...]:
    """A warning for an incomplete source: the merged blog has no `part`."""
    line = part_line(blog, zone_face(blog.zone, blog.start, blog.end)) if blog.part else ""
    return (ReadWarning("the blog", f"This is {line}."),) if line else ()


def _common_language(blogs: Sequence[LiveBlog]) -> str:
    languages = {blog.language for blog in blogs}
    return blogs[0].language if len(languages) == 1 else ""


def _join_unique(texts: Iterable[str]) -> str:
    return " + ".join(dict.fromkeys(filter(None, texts)))


def _names(blogs: Sequence[LiveBlog]) -> list[str]:
    """Unique names: the publisher, or the title if others share the publisher."""
    publishers = Counter(blog.publisher for blog in blogs)
    names: list[str] = []
    for number, blog in enumerate(blogs, 1):
        alone = blog.publisher and publishers[blog.publisher] == 1
        name = (
            blog.publisher if alone else _short(blog.title) or blog.publisher
        ) or f"Source {number}"
        while name in names:
            name = f"{name} ({number})"
        names.append(name)
    return names


def _short(title: str) -> str:
    if len(title) <= LONGEST_NAME:
        return title
    cut = title[: LONGEST_NAME - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def _other_zone(blogs: Sequence[LiveBlog]) -> str:
    """The first zone that differs from the first blog's: a story's place's, or a source's."""
    zones = [blog.place_zone for blog in blogs] + [blog.zone for blog in blogs]
    return next((zone for zone in zones if zone and zone != blogs[0].zone), "")
