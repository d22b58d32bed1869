"""Several different live blogs on one clock."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from tui.model.blog import Heading, LiveBlog, ReadWarning, SummaryPoint
from tui.model.coverage_words import part_line
from tui.model.versions import with_source
from tui.sources.join import coverage_of

LONGEST_NAME = 40  # characters of a title as a source's name

type Named = Sequence[tuple[str, LiveBlog]]


def side_by_side(blogs: Sequence[LiveBlog]) -> LiveBlog:
    """At equal times the earlier source's post comes first."""
    named = list(zip(_names(blogs), blogs, strict=True))
    posts = (x if x.source else with_source(x, name) for name, blog in named for x in blog.posts)
    language, *others = {blog.language for blog in blogs}
    return LiveBlog(
        posts=tuple(sorted(posts, key=lambda post: post.published)),
        title=_each([blog._replace(title=blog.title or name) for name, blog in named], "title"),
        summary=tuple(_summary(named)),
        zone=blogs[0].zone,
        place_zone=_other_zone(blogs),
        publisher=_each(blogs, "publisher"),
        language="" if others else language,
        authors=tuple(dict.fromkeys(chain.from_iterable(blog.authors for blog in blogs))),
        **coverage_of(blogs),
        format=_each(blogs, "format"),
        warnings=tuple(_warnings(named)),
    )


def _summary(named: Named) -> Iterator[SummaryPoint]:
    for name, blog in named:
        if blog.summary:
            yield from (SummaryPoint(Heading(name)), *blog.summary)


def _warnings(named: Named) -> Iterator[ReadWarning]:
    """Also one for an incomplete source: the merged blog has no `part`."""
    for name, blog in named:
        if line := part_line(blog):
            yield ReadWarning(f"{name}, the blog", f"This is {line}.")
        yield from (x._replace(place=f"{name}, {x.place}") for x in blog.warnings)


def _each(blogs: Sequence[LiveBlog], field: str) -> str:
    return " + ".join(dict.fromkeys(filter(None, (getattr(blog, field) for blog in blogs))))


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
