"""The program's own JSON, a schema.org LiveBlogPosting: one table for its writer and its reader.

It uses schema.org's own keys where there are any. The rest stands under keys that begin with
"tui:", which other readers ignore. What is written is read without loss and without guessing.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple, get_args

from tui.model.blog import (
    Author,
    Block,
    Embed,
    Heading,
    Image,
    Link,
    ListItem,
    LiveBlog,
    Paragraph,
    Post,
    Quote,
    ReadMore,
    SummaryPoint,
    Version,
    plain_text,
)
from tui.model.errors import UnreadableError
from tui.model.instants import with_fixed_zone
from tui.model.part import Missing, Part, Sign
from tui.model.safe_text import clean
from tui.model.versions import standing_of
from tui.model.zones import iana_zone
from tui.readers.html.links import safe_link
from tui.readers.warnings import Remarks

type Object = dict[str, Any]

FORMAT = "schema.org LiveBlogPosting (JSON-LD, by liveblog-tui)"
OWN_VERSION = "tui:version"
"""The property that marks JSON of this program's own."""
MOST_VALUES = 10
"""Values of a list among which the live blog is looked for."""
MOST_OF_PART = 10_000
"""Pages, spans and addresses that are read of each list of a part."""
LONGEST_MARKER = 8
"""Characters of a list item's number, at most."""
_EMPTY: tuple[Any, ...] = (None, "", [], False)
_TEXT_KINDS: dict[str, Callable[[str, tuple[Link, ...]], Block]] = {
    "Paragraph": Paragraph, "Heading": Heading, "Quote": Quote, "ReadMore": ReadMore,
}  # fmt: skip


class _Row(NamedTuple):
    """A field of a value, and the key that holds it; without `read` it is only written."""

    field: str
    key: str
    write: Callable[[Any], Any]
    read: Callable[[Any, str], Any] | None
    """Takes the place too, for an error."""


def _written(value: Any, rows: Iterable[_Row]) -> Object:
    return {x.key: y for x in rows if (y := x.write(getattr(value, x.field))) not in _EMPTY}


def _read(fields: Object, rows: Iterable[_Row], place: str) -> Object:
    return {
        x.field: x.read(fields[x.key], f"{place} {x.key}")
        for x in rows
        if x.read is not None and x.key in fields
    }


def _same(value: Any) -> Any:
    return value


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _text(value: Any, _place: str = "") -> str:
    return clean(value) if isinstance(value, str) else ""


def _line(value: Any, _place: str = "") -> str:
    """A text that is drawn on one row."""
    return _text(value).replace("\n", " ")


def _address(value: Any, _place: str = "") -> str:
    return safe_link(_text(value))


def _is_true(value: Any, _place: str) -> bool:
    return value is True


def _list(value: Any) -> list[Any]:
    return value[:MOST_OF_PART] if isinstance(value, list) else []


def _time_in(value: Any) -> datetime | None:
    """The moment of a text in ISO 8601 with an offset; None for any other value."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    if moment is None or moment.tzinfo is None or not 2 <= moment.year <= 9998:
        return None
    return with_fixed_zone(moment)


def _time(value: Any, place: str) -> datetime:
    moment = _time_in(value)
    if moment is None:
        example = "such as 2024-04-26T10:26:00+01:00"
        raise UnreadableError(f"In {place} must be a time with its offset, {example}.")
    return moment


def _line_row(field: str, key: str) -> _Row:
    return _Row(field, key, _same, _line)


def _time_row(field: str, key: str) -> _Row:
    return _Row(field, key, _iso, _time)


# Authors, links and blocks


def _people(authors: tuple[Author, ...]) -> list[Object]:
    return [
        {
            "@type": "Person",
            **_written(x, (_line_row("name", "name"), _line_row("role", "jobTitle"))),
        }
        for x in authors
    ]


def _authors(value: Any, _place: str) -> tuple[Author, ...]:
    people = value if isinstance(value, list) else [value]
    return tuple(
        Author(_line(x.get("name")), _line(x.get("jobTitle")))
        for x in people
        if isinstance(x, dict)
    )


def _block_object(block: Block) -> Object:
    """A block under the name of its kind, without its empty fields."""
    if isinstance(block, Image | Embed):
        fields = block._asdict()
    else:
        fields = {"text": block.text, "links": [list(link) for link in block.links]}
    # An empty marker stays, as an item without the key would be read as one with "•".
    marker = {"marker": block.marker} if isinstance(block, ListItem) else {}
    return {"kind": type(block).__name__, **_full(fields), **marker}


def _full(fields: Object) -> Object:
    return {key: value for key, value in fields.items() if value not in _EMPTY}


def _block(entry: Any, place: str) -> Block:
    entry = entry if isinstance(entry, dict) else {}
    kind = entry.get("kind")
    text, url = _text(entry.get("text")), _address(entry.get("url"))
    if kind == "Image":
        alt, credit, caption = (_text(entry.get(key)) for key in ("alt", "credit", "caption"))
        return Image(alt, credit, caption, url)
    if kind == "Embed":
        return Embed(_text(entry.get("provider")), text, url)
    links = tuple(_links(entry.get("links"), len(text)))
    if kind == "ListItem":
        marker = _line(entry.get("marker"))
        return ListItem(text, links, marker if len(marker) <= LONGEST_MARKER else "•")
    make = _TEXT_KINDS.get(kind) if isinstance(kind, str) else None
    if make is None:
        known = ", ".join([*_TEXT_KINDS, "ListItem", "Image", "Embed"])
        raise UnreadableError(f"In {place} a block has no kind that is known; there are: {known}.")
    return make(text, links)


def _links(value: Any, length: int) -> Iterable[Link]:
    for link in value if isinstance(value, list) else []:
        if isinstance(link, list) and len(link) == 3:
            start, end, url = link
            url = _address(url)
            if url and type(start) is type(end) is int and 0 <= start < end <= length:
                yield Link(start, end, url)


def _body_objects(body: tuple[Block, ...]) -> list[Object]:
    """The blocks of a body, none where `plain_text` keeps all of it: paragraphs on one line."""
    is_plain = all(
        type(x) is Paragraph and not x.links and x.text and "\n" not in x.text for x in body
    )
    return [] if is_plain else [_block_object(x) for x in body]


def _body(value: Any, place: str) -> tuple[Block, ...]:
    place = place.removesuffix(" tui:body")
    return tuple(_block(x, place) for x in value) if isinstance(value, list) else ()


def _paragraphs(value: Any, _place: str) -> tuple[Block, ...]:
    text = _text(value)
    return tuple(map(Paragraph, text.split("\n\n"))) if text else ()


def _pictures(body: tuple[Block, ...]) -> list[Object]:
    return [
        {"@type": "ImageObject", **_full({"url": x.url, "caption": x.gist, "creditText": x.credit})}
        for x in body
        if isinstance(x, Image) and x.url
    ]


# Posts with their versions


_POST = (
    _line_row("headline", "headline"),
    _time_row("published", "datePublished"),
    _time_row("modified", "dateModified"),
    _time_row("dated", "tui:dated"),
    _Row("body", "articleBody", plain_text, _paragraphs),
    _Row("authors", "author", _people, _authors),
    _Row("body", "image", _pictures, None),
    _Row("url", "url", _same, _address),
    _Row("id", "identifier", _same, _text),
    _line_row("kicker", "tui:kicker"),
    _Row("key_event", "tui:keyEvent", _same, _is_true),
    _Row("pinned", "tui:pinned", _same, _is_true),
    _line_row("source", "tui:source"),
    _Row("body", "tui:body", _body_objects, _body),
)
_VERSION = (_time_row("known", "tui:known"), _time_row("after", "tui:after"))


def _post_object(post: Post) -> Object:
    return {"@type": "BlogPosting", **_written(post, _POST)}


def _update(post: Post) -> Object:
    """The post as it stands at last; what it was before stands under a key of ours."""
    if not post.versions:
        return _post_object(post)
    later = [
        _written(x, _VERSION) | ({} if x.post is None else _post_object(x.post))
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
    return Version(post=post, **_read(fields, _VERSION, place))


def _one_version(update: Any, place: str) -> Post:
    return Post(**_read({"datePublished": None, **_object(update, place)}, _POST, place))


def _object(value: Any, place: str) -> Object:
    if not isinstance(value, dict):
        raise UnreadableError(f"In {place} an object was expected.")
    return value


# The summary and the part


_POINT = (_time_row("known", "known"), _time_row("until", "until"))


def _points(summary: tuple[SummaryPoint, ...]) -> list[Object]:
    return [{**_block_object(x.block), **_written(x, _POINT)} for x in summary]


def _summary(value: Any, _place: str) -> tuple[SummaryPoint, ...]:
    place = "the summary"
    return tuple(
        SummaryPoint(_block(x, place), **_read(x, _POINT, place))
        for x in (value if isinstance(value, list) else ())
    )


def _part_object(part: Part | None) -> Object | None:
    if part is None:
        return None
    fields = part._asdict() | {"began": _iso(part.began)}
    fields["missing"] = [[_iso(x.after), _iso(x.before)] for x in part.missing]
    return _full({key: list(x) if type(x) is tuple else x for key, x in fields.items()})


def _part(value: Any, _place: str) -> Part | None:
    """The part written in a file, without what does not fit; None if there is none."""
    if not isinstance(value, dict):
        return None
    sign, total = value.get("sign", ""), _count(value.get("total"))
    return Part(
        missing=tuple(map(_span, _list(value.get("missing")))),
        pages=tuple(page for x in _list(value.get("pages")) if 0 < (page := _count(x)) <= total),
        total=total,
        sign=sign if sign in get_args(Sign.__value__) else "",
        links=tuple(filter(None, map(_address, _list(value.get("links"))))),
        began=_time_in(value.get("began")),
        lacks=_count(value.get("lacks")),
        absent=tuple(clean(x) for x in _list(value.get("absent")) if isinstance(x, str)),
    )


def _span(value: Any) -> Missing:
    ends = value if isinstance(value, list) and len(value) == 2 else (None, None)
    return Missing(*map(_time_in, ends))


def _count(value: Any) -> int:
    return value if type(value) is int and 0 <= value <= MOST_OF_PART else 0


# The live blog


def _organization(name: str) -> Object | None:
    return {"@type": "Organization", "name": name} if name else None


def _publisher(value: Any, _place: str) -> str:
    return _line(value.get("name")) if isinstance(value, dict) else ""


_BLOG = (
    _line_row("title", "headline"),
    _Row("description", "description", _same, _text),
    _Row("url", "url", _same, _address),
    _Row("language", "inLanguage", _same, _text),
    _Row("publisher", "publisher", _organization, _publisher),
    _Row("authors", "author", _people, _authors),
    _Row("start", "datePublished", _iso, None),
    _Row("end", "dateModified", _iso, None),
    _time_row("coverage_start", "coverageStartTime"),
    _time_row("coverage_end", "coverageEndTime"),
    _Row("zone", "tui:zone", _same, _text),
    _Row("place_zone", "tui:placeZone", _same, _text),
    _time_row("captured", "tui:captured"),
    _time_row("edge", "tui:edge"),
    _Row("part", "tui:part", _part_object, _part),
    _Row("summary", "tui:summary", _points, _summary),
)


def live_blog_posting(blog: LiveBlog, *, newest_first: bool = False) -> Object:
    """The live blog as values that JSON has: dicts, lists, strings."""
    posts = blog.posts[::-1] if newest_first else blog.posts
    return {
        "@context": ["https://schema.org", {"tui": "urn:liveblog-tui:"}],
        "@type": "LiveBlogPosting",
        OWN_VERSION: 1,
        **_written(blog, _BLOG),
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
    fields = _read(blog, _BLOG, "the blog")
    for field, key, without in (("zone", "tui:zone", "UTC"), ("place_zone", "tui:placeZone", "")):
        name = fields.get(field, "")
        if name and iana_zone(name) is None:
            remarks.add(f"{key} names no time zone that is known here: {name!r}; it was left out.")
        fields[field] = name if name and iana_zone(name) else without
    return LiveBlog(posts=tuple(posts), **fields, format=FORMAT, warnings=remarks.folded())
