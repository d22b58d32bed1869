"""Joins pages and saves of one live blog; different live blogs stay apart."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from tui.model.addresses import blog_address, same_blog
from tui.model.blog import LiveBlog, Post, ReadWarning
from tui.sources.join.combine import Groups, Key, Union, bare_id, content_of, own_id
from tui.sources.join.coverage import joined_part
from tui.sources.join.versions import source_of, version_notes

COMMON_POSTS = 2  # in two sources: one live blog
COMMON_POINTS = 2  # two equal summaries of so many points, without address: one live blog
_FACTS = ("title", "description", "place_zone", "url", "language")


def join(
    blogs: Sequence[LiveBlog], file_times: Sequence[datetime | None] = ()
) -> list[tuple[int, LiveBlog]]:
    """The live blogs of these pages and saves, each once, with the number of its first. Sources are
    one live blog if they share an address (without query and page), two posts, or, without address,
    the summary. `file_times`, of the sources' files, count for sources without a time of saving."""
    times = file_times or [None] * len(blogs)
    groups = Groups(len(blogs), _alike(blogs))
    _unite_by_posts(groups, blogs)
    return [(x[0], _combine([blogs[n] for n in x], [times[n] for n in x])) for x in groups.every]


def _alike(blogs: Sequence[LiveBlog]) -> Iterator[tuple[int, int]]:
    """Pairs of one address, or without address of one summary."""
    with_address: defaultdict[str, list[int]] = defaultdict(list)
    with_summary: dict[Any, int] = {}
    for number, blog in enumerate(blogs):
        if address := blog_address(blog.url):
            others = with_address[address]
            yield from ((x, number) for x in others if same_blog(blog.url, blogs[x].url))
            others.append(number)
        elif len(blog.summary) >= COMMON_POINTS:
            summary = (blog.publisher, *(point.block for point in blog.summary))
            yield with_summary.setdefault(summary, number), number


def _unite_by_posts(groups: Groups, blogs: Sequence[LiveBlog]) -> None:
    with_post: defaultdict[Key, list[int]] = defaultdict(list)
    for number, blog in enumerate(blogs):
        keys = set(map(_identity, blog.posts))
        known = ({groups.of[other][0] for other in with_post[key]} for key in keys)
        common = Counter(chain.from_iterable(known))
        groups.unite((x, number) for x, count in common.items() if count >= COMMON_POSTS)
        for key in keys:
            with_post[key].append(number)


def _identity(post: Post) -> Key:
    """A key that only versions of this post share, in any live blog."""
    name = own_id(post)
    return (name,) if name else (bare_id(post.id), *content_of(post))


def _combine(blogs: list[LiveBlog], file_times: Sequence[datetime | None]) -> LiveBlog:
    """One live blog of its pages and saves; facts that the newest lacks come from the others."""
    if len(blogs) == 1:
        return blogs[0]
    end = max(blog.end for blog in blogs)
    claimed = Counter(_each(blogs, "captured"))  # a time that several claim says little
    sources = [
        source_of(x._replace(captured=None) if time and claimed[x.captured] > 1 else x, time, end)
        for x, time in zip(blogs, file_times, strict=True)
    ]
    union = Union(sources)
    posts = union.posts
    oldest_first = sorted(sources, key=lambda source: source.span)
    newest_first = [source.blog for source in reversed(oldest_first)]
    newest = max(newest_first, key=lambda blog: blog.end)
    # A publisher's name comes before the mere host of an address.
    names = sorted(newest_first, key=lambda blog: not blog.publisher or blog.publisher in blog.url)
    facts: dict[str, Any] = {x: next(filter(None, _each(newest_first, x)), "") for x in _FACTS}
    return newest._replace(
        **facts,
        **coverage_of(blogs),
        publisher=next(filter(None, _each(names, "publisher")), ""),
        posts=posts,
        summary=next(filter(None, _each(newest_first, "summary")), ()),
        authors=tuple(dict.fromkeys(chain.from_iterable(_each(newest_first, "authors")))),
        format=" + ".join(dict.fromkeys(_each(blogs, "format"))),
        captured=max(filter(None, _each(blogs, "captured")), default=None),
        warnings=(*_warnings(blogs), *version_notes(posts, sources)),
        part=joined_part(union),
    )


def coverage_of(blogs: Sequence[LiveBlog]) -> dict[str, Any]:
    """First start and last end of the coverage, as fields of a live blog."""
    return {
        "coverage_start": min(filter(None, _each(blogs, "coverage_start")), default=None),
        "coverage_end": max(filter(None, _each(blogs, "coverage_end")), default=None),
    }


def _each(blogs: Sequence[LiveBlog], name: str) -> list[Any]:
    return [getattr(blog, name) for blog in blogs]


def _warnings(blogs: Sequence[LiveBlog]) -> Iterator[ReadWarning]:
    """Each message once, with its page or source."""
    said: set[str] = set()
    for number, blog in enumerate(blogs, 1):
        pages = blog.part.pages if blog.part else ()
        place = f"page {pages[0]}" if pages else f"source {number}"
        for each in blog.warnings:
            if each.message not in said:
                yield each._replace(place=f"{place}, {each.place}")
        said |= {each.message for each in blog.warnings}
