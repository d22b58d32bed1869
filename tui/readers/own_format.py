"""The program's own JSON, a lossless schema.org LiveBlogPosting with extra keys under "tui:"."""

from collections.abc import Iterable
from typing import Any, get_args

import tui.readers.own_values as own
from tui.model.blog import LiveBlog, Post, SummaryPoint, Version, plain_text
from tui.model.errors import UnreadableError
from tui.model.part import Coverage, MissingSpan, Sign
from tui.model.versions import standing_of
from tui.model.zones import iana_zone
from tui.readers.own_values import Object
from tui.readers.warnings import Remarks

FORMAT = "schema.org LiveBlogPosting (JSON-LD, by liveblog-tui)"
OWN_VERSION = "tui:version"  # marks JSON of this program
MOST_VALUES = 10  # values of a list that are searched for the live blog


# Posts with their versions


_POST = (
    own.line_row("headline", "headline"),
    own.time_row("published", "datePublished"),
    own.time_row("modified", "dateModified"),
    own.time_row("dated", "tui:dated"),
    own.FieldRow("body", "articleBody", plain_text, own.paragraphs_in),
    own.FieldRow("authors", "author", own.people, own.authors_in),
    own.FieldRow("body", "image", own.pictures, None),
    own.FieldRow("url", "url", own.same, own.address_in),
    own.FieldRow("id", "identifier", own.same, own.text_in),
    own.line_row("kicker", "tui:kicker"),
    own.FieldRow("key_event", "tui:keyEvent", own.same, own.is_true),
    own.FieldRow("pinned", "tui:pinned", own.same, own.is_true),
    own.line_row("source", "tui:source"),
    own.FieldRow("body", "tui:body", own.body_objects, own.body_in),
)
_VERSION = (own.time_row("known", "tui:known"), own.time_row("after", "tui:after"))


def _post_object(post: Post) -> Object:
    return {"@type": "BlogPosting", **own.written(post, _POST)}


def _update(post: Post) -> Object:
    """The last version, with earlier versions under "tui:" keys."""
    if not post.versions:
        return _post_object(post)
    later = [
        own.written(x, _VERSION) | ({} if x.post is None else _post_object(x.post))
        for x in post.versions
    ]
    last = _post_object(standing_of(post).post)
    return {**last, "tui:versions": [_post_object(post), *later]}


def _post(update: Any, place: str) -> Post:
    versions = update.get("tui:versions") if isinstance(update, dict) else None
    if not isinstance(versions, list) or not versions:
        return _one_version(update, place)
    first, *later = versions
    found = sorted((_version(x, place) for x in later), key=lambda version: version.known)
    return _one_version(first, place)._replace(versions=tuple(found))


def _version(entry: Any, place: str) -> Version:
    fields = {"tui:known": None, **_object(entry, place)}
    post = _one_version(entry, place) if "datePublished" in fields else None
    return Version(post=post, **own.read_rows(fields, _VERSION, place))


def _one_version(update: Any, place: str) -> Post:
    return Post(**own.read_rows({"datePublished": None, **_object(update, place)}, _POST, place))


def _object(value: Any, place: str) -> Object:
    if not isinstance(value, dict):
        raise UnreadableError(f"In {place} an object was expected.")
    return value


# The summary and the part


_POINT = (own.time_row("known", "known"), own.time_row("until", "until"))


def _points(summary: tuple[SummaryPoint, ...]) -> list[Object]:
    return [{**own.block_object(x.block), **own.written(x, _POINT)} for x in summary]


def _summary(value: Any, _place: str) -> tuple[SummaryPoint, ...]:
    place = "the summary"
    return tuple(
        SummaryPoint(own.block_in(x, place), **own.read_rows(x, _POINT, place))
        for x in (value if isinstance(value, list) else ())
    )


def _part_object(part: Coverage | None) -> Object | None:
    if part is None:
        return None
    fields = part._asdict() | {"began": own.iso(part.began)}
    fields["missing"] = [[own.iso(x.after), own.iso(x.before)] for x in part.missing]
    return own.without_empty({key: list(x) if type(x) is tuple else x for key, x in fields.items()})


def _part(value: Any, _place: str) -> Coverage | None:
    if not isinstance(value, dict):
        return None
    sign, total = value.get("sign", ""), _count(value.get("total"))
    return Coverage(
        missing=tuple(map(_span, own.list_in(value.get("missing")))),
        pages=tuple(
            page for x in own.list_in(value.get("pages")) if 0 < (page := _count(x)) <= total
        ),
        total=total,
        sign=sign if sign in get_args(Sign.__value__) else "",
        links=tuple(filter(None, map(own.address_in, own.list_in(value.get("links"))))),
        began=own.moment_in(value.get("began")),
    )


def _span(value: Any) -> MissingSpan:
    ends = value if isinstance(value, list) and len(value) == 2 else (None, None)
    return MissingSpan(*map(own.moment_in, ends))


def _count(value: Any) -> int:
    return value if type(value) is int and 0 <= value <= own.MOST_OF_PART else 0


# The live blog


def _organization(name: str) -> Object | None:
    return {"@type": "Organization", "name": name} if name else None


def _publisher(value: Any, _place: str) -> str:
    return own.line_in(value.get("name")) if isinstance(value, dict) else ""


_BLOG = (
    own.line_row("title", "headline"),
    own.FieldRow("description", "description", own.same, own.text_in),
    own.FieldRow("url", "url", own.same, own.address_in),
    own.FieldRow("language", "inLanguage", own.same, own.text_in),
    own.FieldRow("publisher", "publisher", _organization, _publisher),
    own.FieldRow("authors", "author", own.people, own.authors_in),
    own.FieldRow("start", "datePublished", own.iso, None),
    own.FieldRow("end", "dateModified", own.iso, None),
    own.time_row("coverage_start", "coverageStartTime"),
    own.time_row("coverage_end", "coverageEndTime"),
    own.FieldRow("zone", "tui:zone", own.same, own.text_in),
    own.FieldRow("place_zone", "tui:placeZone", own.same, own.text_in),
    own.time_row("captured", "tui:captured"),
    own.time_row("edge", "tui:edge"),
    own.FieldRow("part", "tui:part", _part_object, _part),
    own.FieldRow("summary", "tui:summary", _points, _summary),
)


def live_blog_posting(blog: LiveBlog, *, newest_first: bool = False) -> Object:
    posts = blog.posts[::-1] if newest_first else blog.posts
    return {
        "@context": ["https://schema.org", {"tui": "urn:liveblog-tui:"}],
        "@type": "LiveBlogPosting",
        OWN_VERSION: 1,
        **own.written(blog, _BLOG),
        **({"tui:newestFirst": True} if newest_first else {}),
        "liveBlogUpdate": [_update(post) for post in posts],
    }


def own_in(values: Iterable[Any]) -> Object | None:
    """The first live blog that this program wrote."""
    for value in values:
        several = value if isinstance(value, list) else [value]
        for each in several[:MOST_VALUES]:
            if isinstance(each, dict) and OWN_VERSION in each:
                return each
    return None


def read_own(blog: Object, remarks: Remarks) -> LiveBlog:
    """Raises UnreadableError if the file was damaged."""
    updates = blog.get("liveBlogUpdate")
    updates = updates if isinstance(updates, list) else []
    posts = [_post(update, f"update {number}") for number, update in enumerate(updates, 1)]
    if not posts:
        raise UnreadableError("The live blog has no updates in liveBlogUpdate.")
    if blog.get("tui:newestFirst") is True:  # posts of one time keep their order
        posts.reverse()
    posts.sort(key=lambda post: post.published)
    fields = own.read_rows(blog, _BLOG, "the blog")
    for field, key, without in (("zone", "tui:zone", "UTC"), ("place_zone", "tui:placeZone", "")):
        name = fields.get(field, "")
        if name and iana_zone(name) is None:
            remarks.add(f"{key} names no time zone that is known here: {name!r}; it was left out.")
        fields[field] = name if name and iana_zone(name) else without
    return LiveBlog(posts=tuple(posts), **fields, format=FORMAT, warnings=remarks.folded())
