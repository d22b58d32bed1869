"""The program's own JSON: a schema.org LiveBlogPosting, lossless by extra keys under "tui:"."""

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from tui.model.blocks import KINDS, Block, Image, Link, Paragraph, plain_text
from tui.model.blog import Author, LiveBlog, Post, SummaryPoint, Version
from tui.model.coverage import Coverage, MissingSpan
from tui.model.errors import UnreadableError
from tui.model.instants import with_fixed_zone
from tui.model.safe_text import clean, escaped_json
from tui.model.versions import standing_of
from tui.model.zones import iana_zone
from tui.readers.html.links import safe_link
from tui.readers.json_text import Object
from tui.readers.warnings import Remarks

FORMAT = "schema.org LiveBlogPosting (JSON-LD, by liveblog-tui)"
OWN_VERSION = "tui:version"  # marks JSON of this program
MOST_VALUES = 10  # values of a list that are searched for the live blog
MOST_PAGES = 10_000  # of a live blog
LONGEST_MARKER = 8  # characters of a list item's number
_EMPTY: tuple[Any, ...] = (None, "", [], False)


class Record(NamedTuple):
    """The keys of a kind of value in their order, and the names of the values under them; a value
    without words is not written, one that `make` does not take is not read. `needed` is a key that
    reads as "" if it is missing."""

    make: type[Any]
    names: dict[str, str]
    needed: str = ""
    mark: tuple[str, str] | None = None  # in each object

    def written(self, value: Any) -> Object:
        found: Object = dict([self.mark] if self.mark else [])
        for key, name in self.names.items():
            told = _WRITERS.get(key, _json)(getattr(value, name))
            # An empty marker stays: without the key an item reads as "•".
            if told not in _EMPTY or key == "marker":
                found[key] = told
        return found

    def read(self, value: Any) -> Any:
        return self.make(**self.values(value))

    def values(self, value: Any) -> Object:
        """The fields. Raises UnreadableError with the keys of a damaged value."""
        if not isinstance(value, dict):
            raise UnreadableError("an object was expected")
        given, found = {self.needed: ""} | value, {}
        for key, name in self.names.items():
            if key in given and key in _READERS and name in self.make.__match_args__:
                try:
                    found[name] = _READERS[key](given[key])
                except UnreadableError as error:
                    raise UnreadableError(f"{key}: {error}") from error
                except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
                    raise UnreadableError(f"{key} is damaged") from error
        return found


@cache
def _of_block(name: str) -> Record:
    kind: Any = KINDS[name]
    names = kind.__match_args__
    return Record(kind, dict(zip(names, names, strict=True)), names[0], ("kind", name))


_AUTHOR = Record(Author, {"name": "name", "jobTitle": "role"}, "name", ("@type", "Person"))
_POST = Record(Post, {
    "headline": "headline", "datePublished": "published", "dateModified": "modified",
    "tui:dated": "dated", "articleBody": "body", "author": "authors", "image": "body",
    "url": "url", "identifier": "id", "tui:kicker": "kicker", "tui:keyEvent": "key_event",
    "tui:pinned": "pinned", "tui:source": "source", "tui:body": "body",
}, "datePublished", ("@type", "BlogPosting"))  # fmt: skip
_PICTURE = Record(
    Image, {"url": "url", "caption": "gist", "creditText": "credit"}, mark=("@type", "ImageObject")
)
_VERSION = Record(Version, {"tui:known": "known", "tui:after": "after"}, "tui:known")
_POINT = Record(SummaryPoint, {"known": "known", "until": "until"})
_PART = Record(Coverage, {x: x for x in Coverage._fields})
_BLOG = Record(LiveBlog, {
    "headline": "title", "description": "description", "url": "url", "inLanguage": "language",
    "publisher": "publisher", "author": "authors", "datePublished": "start", "dateModified": "end",
    "coverageStartTime": "coverage_start", "coverageEndTime": "coverage_end", "tui:zone": "zone",
    "tui:placeZone": "place_zone", "tui:captured": "captured", "tui:edge": "edge",
    "tui:part": "part", "tui:summary": "summary",
})  # fmt: skip
_RECORDS = {x.make: x for x in (_AUTHOR, _POST, _PART)}


# Writing


def _json(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, SummaryPoint):
        return _json(value.block) | _POINT.written(value)
    if isinstance(value, Block):
        return _of_block(type(value).__name__).written(value)
    if record := _RECORDS.get(type(value)):
        return record.written(value)
    return list(map(_json, value)) if isinstance(value, tuple) else value


def _blocks(body: tuple[Block, ...]) -> list[Object]:
    """[] where `plain_text` keeps all: paragraphs on one line."""
    is_plain = all(
        type(x) is Paragraph and not x.links and x.text and "\n" not in x.text for x in body
    )
    return [] if is_plain else _json(body)


_WRITERS: dict[str, Callable[[Any], Any]] = {
    "articleBody": plain_text,
    # For other programs, which know nothing of our blocks.
    "image": lambda body: [_PICTURE.written(x) for x in body if isinstance(x, Image) and x.url],
    "tui:body": _blocks,
    "publisher": lambda name: {"@type": "Organization", "name": name} if name else None,
}


def dumps(blog: LiveBlog, *, newest_first: bool = False, indent: int | None = 1) -> str:
    """The JSON text, of use for other programs, too; reading it gives an equal LiveBlog."""
    values = {
        "@context": ["https://schema.org", {"tui": "urn:liveblog-tui:"}],
        "@type": "LiveBlogPosting",
        OWN_VERSION: 1,
        **_BLOG.written(blog),
        **({"tui:newestFirst": True} if newest_first else {}),
        "liveBlogUpdate": list(map(_update, blog.posts[::-1] if newest_first else blog.posts)),
    }
    return escaped_json(json.dumps(values, ensure_ascii=False, indent=indent))


def _update(post: Post) -> Object:
    """The last version, with earlier versions under a key of ours."""
    last = _POST.written(standing_of(post).post)
    if not post.versions:
        return last
    later = (_VERSION.written(x) | (_json(x.post) if x.post else {}) for x in post.versions)
    return last | {"tui:versions": [_json(post), *later]}


# Reading; a value may raise any error of a wrong type


def _each(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Reads a list, or a value alone in its place."""
    return lambda value: tuple(map(read, value if isinstance(value, list) else [value]))


def _line(text: str) -> str:
    return clean(text).replace("\n", " ")


def _count(value: Any) -> int:
    return min(max(int(value), 0), MOST_PAGES)


def _time(value: Any) -> datetime:
    """Moment of a text in ISO 8601 with an offset."""
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        moment = None
    if moment is None or moment.tzinfo is None or not 2 <= moment.year <= 9998:
        raise UnreadableError("a time needs its offset, as in 2024-04-26T10:26:00+01:00")
    return with_fixed_zone(moment)


def _link(value: Any) -> Link | str | None:
    """Of a text, or of another page, which has no place."""
    match value:
        case str():
            return safe_link(value)
        case [int(start), int(end), str(url)] if 0 <= start < end and (safe := safe_link(url)):
            return Link(start, end, safe)
    return None


def _block(value: Any) -> Block:
    kind = str(value.get("kind"))
    if kind not in KINDS:
        raise UnreadableError("a block has no kind that is known")
    record = _of_block(kind)
    values = record.values(value)
    if "links" in values:
        length = len(values["text"])
        links = (x for x in values["links"] if isinstance(x, Link) and x.end <= length)
        values["links"] = tuple(links)
    block: Block = record.make(**values)
    return block


_READERS: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("text", "alt", "credit", "caption", "provider", "sign", "description"), clean),
    **dict.fromkeys(("identifier", "inLanguage", "tui:zone", "tui:placeZone"), clean),
    **dict.fromkeys(("headline", "tui:kicker", "tui:source", "name", "jobTitle"), _line),
    **dict.fromkeys(("datePublished", "dateModified", "tui:dated", "known", "until"), _time),
    **dict.fromkeys(("tui:known", "tui:after", "tui:captured", "tui:edge"), _time),
    **dict.fromkeys(("coverageStartTime", "coverageEndTime"), _time),
    **dict.fromkeys(("tui:keyEvent", "tui:pinned"), lambda value: value is True),
    "url": lambda text: safe_link(clean(text)),
    "publisher": lambda organization: _line(organization["name"]),
    "author": _each(_AUTHOR.read),
    "articleBody": lambda text: tuple(map(Paragraph, clean(text).split("\n\n"))) if text else (),
    "tui:body": _each(_block),
    "tui:summary": _each(lambda x: SummaryPoint(_block(x), **_POINT.values(x))),
    "links": _each(_link),
    "marker": lambda text: _line(text) if len(_line(text)) <= LONGEST_MARKER else "•",
    "tui:part": _PART.read,
    "missing": _each(lambda ends: MissingSpan(*(ends[n] and _time(ends[n]) for n in (0, 1)))),
    "pages": _each(_count),
    "total": _count,
}


def _post(update: Any) -> Post:
    versions = update.get("tui:versions") if isinstance(update, dict) else None
    first, *later = versions if isinstance(versions, list) and versions else [update]
    found = sorted(map(_version, later), key=attrgetter("known"))
    return Post(**_POST.values(first), versions=tuple(found))


def _version(entry: Any) -> Version:
    change = _VERSION.values(entry)
    return Version(post=_POST.read(entry) if "datePublished" in entry else None, **change)


def read_own(values: Iterable[Any], remarks: Remarks) -> LiveBlog | None:
    """The first live blog that this program wrote. Raises UnreadableError if it was damaged."""
    every = (y for x in values for y in (x[:MOST_VALUES] if isinstance(x, list) else [x]))
    blog = next((x for x in every if isinstance(x, dict) and OWN_VERSION in x), None)
    if blog is None:
        return None
    posts, updates, place = [], _updates(blog), "the blog"
    try:
        fields = _BLOG.values(blog)
        for number, update in enumerate(updates, 1):
            place = f"update {number}"
            posts.append(_post(update))
    except UnreadableError as error:
        raise UnreadableError(f"In {place} {error}.") from error
    posts.sort(key=attrgetter("published"))  # those of one time keep their order
    _drop_unknown_zones(fields, remarks)
    return LiveBlog(posts=tuple(posts), **fields, format=FORMAT, warnings=remarks.folded())


def _updates(blog: Object) -> list[Any]:
    """Oldest first."""
    updates = blog.get("liveBlogUpdate")
    if not isinstance(updates, list) or not updates:
        raise UnreadableError("The live blog has no updates in liveBlogUpdate.")
    return updates[::-1] if blog.get("tui:newestFirst") is True else updates


def _drop_unknown_zones(fields: Object, remarks: Remarks) -> None:
    for field in ("zone", "place_zone"):
        name = fields.get(field, "")
        if iana_zone(name) is None:
            fields.pop(field, None)
            remarks.add(name and f"{name!r} is no time zone that is known here; it was left out.")
