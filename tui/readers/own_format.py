"""The program's own JSON, a lossless schema.org LiveBlogPosting with extra keys under "tui:"."""

from collections.abc import Callable, Iterable
from typing import Any

import tui.readers.own_values as own
from tui.model.blog import LiveBlog, Post, SummaryPoint, Version, plain_text
from tui.model.coverage import Coverage, MissingSpan
from tui.model.errors import UnreadableError
from tui.model.versions import standing_of
from tui.model.zones import iana_zone
from tui.readers.html.links import safe_link
from tui.readers.own_values import Object
from tui.readers.warnings import Remarks

FORMAT = "schema.org LiveBlogPosting (JSON-LD, by liveblog-tui)"
OWN_VERSION = "tui:version"  # marks JSON of this program
MOST_VALUES = 10  # values of a list that are searched for the live blog
MOST_PAGES = 10_000  # of a live blog


_POST: own.Table = (
    ("headline", "headline", own.LINE),
    ("published", "datePublished", own.TIME),
    ("modified", "dateModified", own.TIME),
    ("dated", "tui:dated", own.TIME),
    ("body", "articleBody", own.Form(plain_text, own.paragraphs_in)),
    ("authors", "author", own.AUTHORS),
    ("body", "image", own.Form(own.pictures)),
    ("url", "url", own.ADDRESS),
    ("id", "identifier", own.TEXT),
    ("kicker", "tui:kicker", own.LINE),
    ("key_event", "tui:keyEvent", own.FLAG),
    ("pinned", "tui:pinned", own.FLAG),
    ("source", "tui:source", own.LINE),
    ("body", "tui:body", own.BODY),
)
_VERSION: own.Table = (("known", "tui:known", own.TIME), ("after", "tui:after", own.TIME))


def _post_object(post: Post) -> Object:
    return {"@type": "BlogPosting", **own.written(post, _POST)}


def _update(post: Post) -> Object:
    """The last version, with earlier versions under "tui:" keys."""
    if not post.versions:
        return _post_object(post)
    later = (
        own.written(x, _VERSION) | ({} if x.post is None else _post_object(x.post))
        for x in post.versions
    )
    last = _post_object(standing_of(post).post)
    return {**last, "tui:versions": [_post_object(post), *later]}


def _post_in(update: Any) -> Post:
    versions = update.get("tui:versions") if isinstance(update, dict) else None
    first, *later = versions if isinstance(versions, list) and versions else [update]
    found = sorted(map(_version_in, later), key=lambda version: version.known)
    return Post(**own.read_fields(first, _POST, "datePublished"), versions=tuple(found))


def _version_in(entry: Any) -> Version:
    change = own.read_fields(entry, _VERSION, "tui:known")
    post = Post(**own.read_fields(entry, _POST)) if "datePublished" in entry else None
    return Version(post=post, **change)


_POINT: own.Table = (("known", "known", own.TIME), ("until", "until", own.TIME))
_SUMMARY = own.several(
    lambda point: own.block_object(point.block) | own.written(point, _POINT),
    lambda x: SummaryPoint(own.block_in(x), **own.read_fields(x, _POINT)),
)


def _span_in(ends: Any) -> MissingSpan:
    after, before = (end and own.time_in(end) for end in ends)
    return MissingSpan(after, before)


def _count_in(value: Any) -> int:
    return min(max(int(value), 0), MOST_PAGES)


_PART: own.Table = (
    ("missing", "missing", own.several(lambda span: list(map(own.iso, span)), _span_in)),
    ("pages", "pages", own.several(own.same, _count_in)),
    ("total", "total", own.Form(own.same, _count_in)),
    ("sign", "sign", own.TEXT),
    ("links", "links", own.several(own.same, safe_link)),
)


def _part_in(value: Any) -> Coverage:
    return Coverage(**own.read_fields(value, _PART))


_PUBLISHER = own.Form(
    lambda name: {"@type": "Organization", "name": name} if name else "",
    lambda organization: own.line_in(organization["name"]),
)
_BLOG: own.Table = (
    ("title", "headline", own.LINE),
    ("description", "description", own.TEXT),
    ("url", "url", own.ADDRESS),
    ("language", "inLanguage", own.TEXT),
    ("publisher", "publisher", _PUBLISHER),
    ("authors", "author", own.AUTHORS),
    ("start", "datePublished", own.Form(own.iso)),
    ("end", "dateModified", own.Form(own.iso)),
    ("coverage_start", "coverageStartTime", own.TIME),
    ("coverage_end", "coverageEndTime", own.TIME),
    ("zone", "tui:zone", own.TEXT),
    ("place_zone", "tui:placeZone", own.TEXT),
    ("captured", "tui:captured", own.TIME),
    ("edge", "tui:edge", own.TIME),
    ("part", "tui:part", own.Form(lambda part: part and own.written(part, _PART), _part_in)),
    ("summary", "tui:summary", _SUMMARY),
)


def live_blog_posting(blog: LiveBlog, *, newest_first: bool = False) -> Object:
    return {
        "@context": ["https://schema.org", {"tui": "urn:liveblog-tui:"}],
        "@type": "LiveBlogPosting",
        OWN_VERSION: 1,
        **own.written(blog, _BLOG),
        **({"tui:newestFirst": True} if newest_first else {}),
        "liveBlogUpdate": list(map(_update, blog.posts[::-1] if newest_first else blog.posts)),
    }


def own_in(values: Iterable[Any]) -> Object | None:
    """The first live blog that this program wrote."""
    every = (y for x in values for y in (x[:MOST_VALUES] if isinstance(x, list) else [x]))
    return next((x for x in every if isinstance(x, dict) and OWN_VERSION in x), None)


def read_own(blog: Object, remarks: Remarks) -> LiveBlog:
    """Raises UnreadableError if the file was damaged."""
    updates = blog.get("liveBlogUpdate")
    updates = updates if isinstance(updates, list) else []
    posts = [_at(f"update {n}", _post_in, update) for n, update in enumerate(updates, 1)]
    if not posts:
        raise UnreadableError("The live blog has no updates in liveBlogUpdate.")
    if blog.get("tui:newestFirst") is True:  # posts of one time keep their order
        posts.reverse()
    posts.sort(key=lambda post: post.published)
    fields = _at("the blog", lambda blog: own.read_fields(blog, _BLOG), blog)
    for field, key, without in (("zone", "tui:zone", "UTC"), ("place_zone", "tui:placeZone", "")):
        name = fields.get(field, "")
        if name and iana_zone(name) is None:
            remarks.add(f"{key} names no time zone that is known here: {name!r}; it was left out.")
        fields[field] = name if name and iana_zone(name) else without
    return LiveBlog(posts=tuple(posts), **fields, format=FORMAT, warnings=remarks.folded())


def _at[Made](place: str, read: Callable[[Any], Made], value: Any) -> Made:
    try:
        return read(value)
    except UnreadableError as error:
        raise UnreadableError(f"In {place} {error}.") from error
