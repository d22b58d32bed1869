"""The program's own JSON, a schema.org LiveBlogPosting: one table for its writer and its reader.

It uses schema.org's own keys where there are any. The rest stands under keys that begin with
"tui:", which other readers ignore. What is written is read without loss and without guessing.
"""

from collections.abc import Iterable
from typing import Any, get_args

from tui.model.blog import LiveBlog, Post, SummaryPoint, Version, plain_text
from tui.model.errors import UnreadableError
from tui.model.part import Missing, Part, Sign
from tui.model.safe_text import clean
from tui.model.versions import standing_of
from tui.model.zones import iana_zone
from tui.readers.own_values import (
    MOST_OF_PART,
    FieldRow,
    Object,
    address_in,
    authors_in,
    block_in,
    block_object,
    body_in,
    body_objects,
    is_true,
    iso,
    line_in,
    line_row,
    list_in,
    moment_in,
    paragraphs_in,
    people,
    pictures,
    read_rows,
    same,
    text_in,
    time_row,
    without_empty,
    written,
)
from tui.readers.warnings import Remarks

FORMAT = "schema.org LiveBlogPosting (JSON-LD, by liveblog-tui)"
OWN_VERSION = "tui:version"
"""The property that marks JSON of this program's own."""
MOST_VALUES = 10
"""Values of a list among which the live blog is looked for."""


# Posts with their versions


_POST = (
    line_row("headline", "headline"),
    time_row("published", "datePublished"),
    time_row("modified", "dateModified"),
    time_row("dated", "tui:dated"),
    FieldRow("body", "articleBody", plain_text, paragraphs_in),
    FieldRow("authors", "author", people, authors_in),
    FieldRow("body", "image", pictures, None),
    FieldRow("url", "url", same, address_in),
    FieldRow("id", "identifier", same, text_in),
    line_row("kicker", "tui:kicker"),
    FieldRow("key_event", "tui:keyEvent", same, is_true),
    FieldRow("pinned", "tui:pinned", same, is_true),
    line_row("source", "tui:source"),
    FieldRow("body", "tui:body", body_objects, body_in),
)
_VERSION = (time_row("known", "tui:known"), time_row("after", "tui:after"))


def _post_object(post: Post) -> Object:
    return {"@type": "BlogPosting", **written(post, _POST)}


def _update(post: Post) -> Object:
    """The post as it stands at last; what it was before stands under a key of ours."""
    if not post.versions:
        return _post_object(post)
    later = [
        written(x, _VERSION) | ({} if x.post is None else _post_object(x.post))
        for x in post.versions
    ]
    last = _post_object(standing_of(post).post)
    return {**last, "tui:versions": [_post_object(post), *later]}


def _post(update: Any, place: str) -> Post:
    """The post as it was published, with its versions."""
    versions = update.get("tui:versions") if isinstance(update, dict) else None
    if not isinstance(versions, list) or not versions:
        return _one_version(update, place)
    first, *later = versions
    found = sorted((_version(x, place) for x in later), key=lambda version: version.known)
    return _one_version(first, place)._replace(versions=tuple(found))


def _version(entry: Any, place: str) -> Version:
    fields = {"tui:known": None, **_object(entry, place)}
    post = _one_version(entry, place) if "datePublished" in fields else None
    return Version(post=post, **read_rows(fields, _VERSION, place))


def _one_version(update: Any, place: str) -> Post:
    return Post(**read_rows({"datePublished": None, **_object(update, place)}, _POST, place))


def _object(value: Any, place: str) -> Object:
    if not isinstance(value, dict):
        raise UnreadableError(f"In {place} an object was expected.")
    return value


# The summary and the part


_POINT = (time_row("known", "known"), time_row("until", "until"))


def _points(summary: tuple[SummaryPoint, ...]) -> list[Object]:
    return [{**block_object(x.block), **written(x, _POINT)} for x in summary]


def _summary(value: Any, _place: str) -> tuple[SummaryPoint, ...]:
    place = "the summary"
    return tuple(
        SummaryPoint(block_in(x, place), **read_rows(x, _POINT, place))
        for x in (value if isinstance(value, list) else ())
    )


def _part_object(part: Part | None) -> Object | None:
    if part is None:
        return None
    fields = part._asdict() | {"began": iso(part.began)}
    fields["missing"] = [[iso(x.after), iso(x.before)] for x in part.missing]
    return without_empty({key: list(x) if type(x) is tuple else x for key, x in fields.items()})


def _part(value: Any, _place: str) -> Part | None:
    """The part written in a file, without what does not fit; None if there is none."""
    if not isinstance(value, dict):
        return None
    sign, total = value.get("sign", ""), _count(value.get("total"))
    return Part(
        missing=tuple(map(_span, list_in(value.get("missing")))),
        pages=tuple(page for x in list_in(value.get("pages")) if 0 < (page := _count(x)) <= total),
        total=total,
        sign=sign if sign in get_args(Sign.__value__) else "",
        links=tuple(filter(None, map(address_in, list_in(value.get("links"))))),
        began=moment_in(value.get("began")),
        lacks=_count(value.get("lacks")),
        absent=tuple(clean(x) for x in list_in(value.get("absent")) if isinstance(x, str)),
    )


def _span(value: Any) -> Missing:
    ends = value if isinstance(value, list) and len(value) == 2 else (None, None)
    return Missing(*map(moment_in, ends))


def _count(value: Any) -> int:
    return value if type(value) is int and 0 <= value <= MOST_OF_PART else 0


# The live blog


def _organization(name: str) -> Object | None:
    return {"@type": "Organization", "name": name} if name else None


def _publisher(value: Any, _place: str) -> str:
    return line_in(value.get("name")) if isinstance(value, dict) else ""


_BLOG = (
    line_row("title", "headline"),
    FieldRow("description", "description", same, text_in),
    FieldRow("url", "url", same, address_in),
    FieldRow("language", "inLanguage", same, text_in),
    FieldRow("publisher", "publisher", _organization, _publisher),
    FieldRow("authors", "author", people, authors_in),
    FieldRow("start", "datePublished", iso, None),
    FieldRow("end", "dateModified", iso, None),
    time_row("coverage_start", "coverageStartTime"),
    time_row("coverage_end", "coverageEndTime"),
    FieldRow("zone", "tui:zone", same, text_in),
    FieldRow("place_zone", "tui:placeZone", same, text_in),
    time_row("captured", "tui:captured"),
    time_row("edge", "tui:edge"),
    FieldRow("part", "tui:part", _part_object, _part),
    FieldRow("summary", "tui:summary", _points, _summary),
)


def live_blog_posting(blog: LiveBlog, *, newest_first: bool = False) -> Object:
    """The live blog as values that JSON has: dicts, lists, strings."""
    posts = blog.posts[::-1] if newest_first else blog.posts
    return {
        "@context": ["https://schema.org", {"tui": "urn:liveblog-tui:"}],
        "@type": "LiveBlogPosting",
        OWN_VERSION: 1,
        **written(blog, _BLOG),
        **({"tui:newestFirst": True} if newest_first else {}),
        "liveBlogUpdate": [_update(post) for post in posts],
    }


def own_in(values: Iterable[Any]) -> Object | None:
    """The live blog in data that this program wrote, or None."""
    for value in values:
        several = value if isinstance(value, list) else [value]
        for each in several[:MOST_VALUES]:
            if isinstance(each, dict) and OWN_VERSION in each:
                return each
    return None


def read_own(blog: Object, remarks: Remarks) -> LiveBlog:
    """The live blog as it was when written.

    Raises UnreadableError if the file was damaged since.
    """
    updates = blog.get("liveBlogUpdate")
    updates = updates if isinstance(updates, list) else []
    posts = [_post(update, f"update {number}") for number, update in enumerate(updates, 1)]
    if not posts:
        raise UnreadableError("The live blog has no updates in liveBlogUpdate.")
    if blog.get("tui:newestFirst") is True:  # posts of one time keep their order
        posts.reverse()
    posts.sort(key=lambda post: post.published)
    fields = read_rows(blog, _BLOG, "the blog")
    for field, key, without in (("zone", "tui:zone", "UTC"), ("place_zone", "tui:placeZone", "")):
        name = fields.get(field, "")
        if name and iana_zone(name) is None:
            remarks.add(f"{key} names no time zone that is known here: {name!r}; it was left out.")
        fields[field] = name if name and iana_zone(name) else without
    return LiveBlog(posts=tuple(posts), **fields, format=FORMAT, warnings=remarks.folded())
