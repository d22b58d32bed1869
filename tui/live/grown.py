"""Grows a live blog: a later state is the same page at every moment that was known before. Posts,
edits and deletions that the source dates before the last edge come right after that edge; a post
keeps its source's time in `dated`."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from operator import attrgetter

from tui.model.addresses import same_blog
from tui.model.blog import LiveBlog, Post, ReadWarning, SummaryPoint, Version
from tui.model.versions import standing_of
from tui.sources.join.combine import Key, Union, content_of
from tui.sources.join.coverage import joined_part
from tui.sources.join.versions import Source, bounded, change, next_summary, source_of

_AFTER = timedelta(milliseconds=1)
_published = attrgetter("published")


def begun(page: LiveBlog, edge: datetime) -> LiveBlog:
    posts = sorted((_arrive(post, None, edge) for post in page.posts), key=_published)
    summary = next_summary((), _undated(page.summary), edge)
    return page._replace(posts=tuple(posts), summary=summary, edge=edge, captured=edge)


def grow(before: LiveBlog, page: LiveBlog, edge: datetime) -> LiveBlog:
    known = before.edge or before.end
    edge, earliest = max(edge, known + _AFTER), known + _AFTER
    (own, places), (now, new_places) = _as_their_source_has_them(before, page)
    union = Union([Source(own, known), Source(now, edge)])
    posts, came = list(before.posts), []
    for old, words in _pairs(union):
        new = page.posts[new_places[id(words)]] if words is not None else None
        if old is not None:
            place = places[id(old)]
            posts[place] = _changed(posts[place], new, earliest, edge)
        elif new is not None:
            came.append(_arrive(new, earliest, edge))
    summary = next_summary(before.summary, _undated(page.summary), earliest)
    return page._replace(
        posts=(*posts, *sorted(came, key=_published)),
        summary=summary if page.summary else before.summary,
        title=page.title or before.title,
        zone=before.zone,
        place_zone=before.place_zone,
        publisher=before.publisher,
        url=before.url,
        authors=tuple(dict.fromkeys((*before.authors, *page.authors))),
        part=joined_part(union),
        warnings=_warnings(before, page),
        captured=edge,
        edge=edge,
    )


def _pairs(union: Union) -> Iterator[tuple[Post | None, Post | None]]:
    """Pairs of old and new post, of which one may be None: a post that came or is gone."""
    for story in union.stories:
        if 1 in story.held or 1 in story.gone:
            yield story.held.get(0), story.held.get(1)


def is_same_blog(before: LiveBlog, page: LiveBlog) -> bool:
    """Compares posts, else addresses or titles."""
    if has_common_post(before, page):
        return True
    if before.url and page.url:
        return same_blog(before.url, page.url)
    return before.title == page.title


def has_common_post(before: LiveBlog, page: LiveBlog) -> bool:
    (own, _), (now, _) = _as_their_source_has_them(before, page)
    stories = Union([source_of(own), source_of(now)]).stories
    return any(len(story.held) > 1 for story in stories if not story.is_pinned)


type Placed = tuple[LiveBlog, dict[int, int]]
"""A live blog, and the place of each post by its `id` in the one that it is made of."""


def _as_their_source_has_them(before: LiveBlog, page: LiveBlog) -> tuple[Placed, Placed]:
    """The posts with the source's own times: before with their current words, on the page with
    those if they are known, else with their current words."""
    own = _with_words(before)
    return own, _with_words(page, set(map(content_of, own[0].posts)))


def _with_words(blog: LiveBlog, known: Collection[Key] = ()) -> Placed:
    own = []
    for post in blog.posts:
        told = [standing_of(post, n).post for n in range(len(post.versions), -1, -1)]
        words = next((each for each in told if content_of(each) in known), told[0])
        own.append(words._replace(published=post.dated or post.published, dated=None, versions=()))
    places = {id(post): place for place, post in enumerate(own)}
    return blog._replace(posts=tuple(sorted(own, key=_published))), places


def _arrive(post: Post, earliest: datetime | None, edge: datetime) -> Post:
    at = min(max(post.published, earliest or post.published), edge)
    versions = tuple(_clamp(version, at, edge) for version in post.versions)
    dated = None if at == post.published else post.published
    return post._replace(published=at, dated=dated, versions=versions)


def _clamp(version: Version, earliest: datetime, edge: datetime) -> Version:
    known = min(max(version.known, earliest), edge)
    after = version.after if version.after and earliest <= version.after < known else None
    return version._replace(known=known, after=after)


def _changed(post: Post, page: Post | None, earliest: datetime, edge: datetime) -> Post:
    own, known = None if page is None else standing_of(page), earliest - _AFTER
    now = own.post if own is not None and not own.deleted else None
    version = change(standing_of(post), now, edge, known, since=earliest)
    if version is None:
        return post
    if own is not None and own.change is not None and own.change.known > known:
        version = version._replace(known=own.change.known, after=own.change.after)
    if version.post is not None:
        words = version.post._replace(published=post.published, dated=post.dated, versions=())
        version = version._replace(post=words)
    return post._replace(versions=bounded((*post.versions, _clamp(version, known, edge))))


def _undated(points: tuple[SummaryPoint, ...]) -> tuple[SummaryPoint, ...]:
    """Summary points without the source's times: each counts from its first sight."""
    return tuple(point._replace(known=None, until=None) for point in points if not point.until)


def _warnings(before: LiveBlog, page: LiveBlog) -> tuple[ReadWarning, ...]:
    """Old warnings and new ones, compared without places, because posts move."""
    said = {warning.message for warning in before.warnings}
    return (*before.warnings, *(each for each in page.warnings if each.message not in said))
