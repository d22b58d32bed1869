"""Several different live blogs on one clock."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import chain
from operator import attrgetter

from tui.model.blog import Heading, LiveBlog, Post, ReadWarning, SummaryPoint
from tui.model.coverage_words import part_line
from tui.model.versions import in_every_version

LONGEST_NAME = 40  # characters of a title as a source's name


def side_by_side(blogs: Sequence[LiveBlog]) -> LiveBlog:
    """At equal times the earlier source's post comes first. The merged blog has no `part`: an
    incomplete source is a warning. One live blog alone stays as it is."""
    if len(blogs) == 1:
        return blogs[0]
    from tui.sources.join import coverage_of  # 5 ms of a start

    posts: list[Post] = []
    summary: list[SummaryPoint] = []
    warnings: list[ReadWarning] = []
    named = list(zip(_names(blogs), blogs, strict=True))
    for name, blog in named:
        for post in blog.posts:
            named_post = partial(Post._replace, source=post.source or name)
            posts.append(in_every_version(post, named_post))
        if blog.summary:
            summary += (SummaryPoint(Heading(name)), *blog.summary)
        if line := part_line(blog):
            warnings.append(ReadWarning(f"{name}, the blog", f"This is {line}."))
        warnings += (x._replace(place=f"{name}, {x.place}") for x in blog.warnings)
    languages = set(map(attrgetter("language"), blogs))
    return LiveBlog(
        posts=tuple(sorted(posts, key=lambda post: post.published)),
        title=" + ".join(dict.fromkeys(blog.title or name for name, blog in named)),
        summary=tuple(summary),
        zone=blogs[0].zone,
        place_zone=_other_zone(blogs),
        publisher=" + ".join(_each(blogs, "publisher")),
        language=languages.pop() if len(languages) == 1 else "",
        authors=tuple(dict.fromkeys(chain.from_iterable(map(attrgetter("authors"), blogs)))),
        **coverage_of(blogs),
        format=" + ".join(_each(blogs, "format")),
        warnings=tuple(warnings),
    )


def _each(blogs: Sequence[LiveBlog], field: str) -> list[str]:
    return [*dict.fromkeys(filter(None, (getattr(blog, field) for blog in blogs)))]


def _other_zone(blogs: Sequence[LiveBlog]) -> str:
    """The first zone that differs from the first blog's: a story's place's, or a source's."""
    zones = (*_each(blogs, "place_zone"), *_each(blogs, "zone"))
    return next((zone for zone in zones if zone != blogs[0].zone), "")


def _names(blogs: Sequence[LiveBlog]) -> list[str]:
    """Unique names: the publisher, or the title if others share the publisher."""
    publishers = Counter(blog.publisher for blog in blogs)
    names: list[str] = []
    for number, blog in enumerate(blogs, 1):
        alone = blog.publisher if publishers[blog.publisher] == 1 else ""
        name = alone or _short(blog.title) or blog.publisher or f"Source {number}"
        while name in names:
            name = f"{name} ({number})"
        names.append(name)
    return names


def _short(title: str) -> str:
    if len(title) <= LONGEST_NAME:
        return title
    cut = title[: LONGEST_NAME - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"
