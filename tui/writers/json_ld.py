"""A live blog as a schema.org LiveBlogPosting that others can read, and complete when read back.

It uses schema.org's own keys where there are any (headline, articleBody, datePublished, author,
image). The rest stands under keys that begin with "tui:", which other readers ignore.
"""

import json
from datetime import datetime
from typing import Any

from tui.model.blog import (
    Author,
    Block,
    Embed,
    Image,
    ListItem,
    LiveBlog,
    Paragraph,
    Post,
    SummaryPoint,
    Version,
    plain_text,
)
from tui.model.part import Part
from tui.model.safe_text import escaped_json
from tui.model.versions import standing_of

type Object = dict[str, Any]

VERSION = 1
CONTEXT = ["https://schema.org", {"tui": "urn:liveblog-tui:"}]


def dumps(blog: LiveBlog, *, newest_first: bool = False, indent: int | None = 1) -> str:
    """The JSON text; reading it gives an equal LiveBlog."""
    values = live_blog_posting(blog, newest_first=newest_first)
    return escaped_json(json.dumps(values, ensure_ascii=False, indent=indent))


def live_blog_posting(blog: LiveBlog, *, newest_first: bool = False) -> Object:
    """The live blog as values that JSON has: dicts, lists, strings."""
    posts = blog.posts[::-1] if newest_first else blog.posts
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": "LiveBlogPosting",
            "tui:version": VERSION,
            "headline": blog.title,
            "description": blog.description,
            "url": blog.url,
            "inLanguage": blog.language,
            "publisher": {"@type": "Organization", "name": blog.publisher}
            if blog.publisher
            else None,
            "author": [_person(author) for author in blog.authors],
            "datePublished": blog.start.isoformat(),
            "dateModified": blog.end.isoformat(),
            "coverageStartTime": blog.coverage_start.isoformat() if blog.coverage_start else None,
            "coverageEndTime": blog.coverage_end.isoformat() if blog.coverage_end else None,
            "tui:zone": blog.zone,
            "tui:placeZone": blog.place_zone,
            "tui:captured": _iso(blog.captured),
            "tui:edge": _iso(blog.edge),
            "tui:part": _part(blog.part) if blog.part else None,
            "tui:summary": [_point(point) for point in blog.summary],
            "tui:newestFirst": newest_first,
            "liveBlogUpdate": [_update(post) for post in posts],
        }
    )


def _part(part: Part) -> Object:
    fields = part._asdict()
    fields["missing"] = [[_iso(span.after), _iso(span.before)] for span in part.missing]
    fields["began"] = _iso(part.began)
    return _without_empty({key: list(x) if type(x) is tuple else x for key, x in fields.items()})


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _update(post: Post) -> Object:
    """The post in its last version; earlier versions are under a key of ours."""
    if not post.versions:
        return _fields(post)
    first = _fields(post._replace(versions=()))
    later = [_version(version) for version in post.versions]
    return {**_fields(standing_of(post).post), "tui:versions": [first, *later]}


def _version(version: Version) -> Object:
    times = {"tui:known": _iso(version.known), "tui:after": _iso(version.after)}
    return _without_empty(times) | ({} if version.post is None else _fields(version.post))


def _fields(post: Post) -> Object:
    return _without_empty(
        {
            "@type": "BlogPosting",
            "headline": post.headline,
            "datePublished": post.published.isoformat(),
            "dateModified": post.modified.isoformat() if post.modified else None,
            "tui:dated": _iso(post.dated),
            "articleBody": plain_text(post.body),
            "author": [_person(author) for author in post.authors],
            "image": [
                _image(block) for block in post.body if isinstance(block, Image) and block.url
            ],
            "url": post.url,
            "identifier": post.id,
            "tui:kicker": post.kicker,
            "tui:keyEvent": post.key_event,
            "tui:pinned": post.pinned,
            "tui:source": post.source,
            "tui:body": None
            if is_plain(post.body)
            else [block_object(block) for block in post.body],
        }
    )


def is_plain(blocks: tuple[Block, ...]) -> bool:
    """True if `plain_text` keeps all of a body: paragraphs on one line each, without links."""
    return all(
        type(block) is Paragraph and not block.links and block.text and "\n" not in block.text
        for block in blocks
    )


def block_object(block: Block) -> Object:
    """A block under the name of its kind, without its empty fields."""
    if isinstance(block, Image | Embed):
        fields = block._asdict()
    else:
        fields = {"text": block.text, "links": [list(link) for link in block.links]}
    # An empty marker stays, as an item without the key would be read as one with "•".
    marker = {"marker": block.marker} if isinstance(block, ListItem) else {}
    return {"kind": type(block).__name__, **_without_empty(fields), **marker}


def _point(point: SummaryPoint) -> Object:
    times = {"known": _iso(point.known), "until": _iso(point.until)}
    return {**block_object(point.block), **_without_empty(times)}


def _person(author: Author) -> Object:
    return _without_empty({"@type": "Person", "name": author.name, "jobTitle": author.role})


def _image(image: Image) -> Object:
    fields = {"url": image.url, "caption": image.gist, "creditText": image.credit}
    return _without_empty({"@type": "ImageObject", **fields})


def _without_empty(fields: Object) -> Object:
    return {key: value for key, value in fields.items() if value not in (None, "", [], False)}
