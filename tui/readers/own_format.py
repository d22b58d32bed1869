"""Reads the JSON that writers/json_ld.py writes, without loss and without guessing."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

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
)
from tui.model.errors import UnreadableError
from tui.model.safe_text import clean
from tui.model.zones import iana_zone
from tui.readers.html.links import safe_link
from tui.readers.own_part import read_part, time_in
from tui.readers.warnings import Remarks

type Object = dict[str, Any]

FORMAT = "schema.org LiveBlogPosting (JSON-LD, by liveblog-tui)"
OWN_VERSION = "tui:version"
"""The property that marks JSON of this program's own."""
KNOWN, UNTIL = "known", "until"
"""The properties of a summary's block that say since when it is known, and until when."""
MOST_VALUES = 10
"""Values of a list among which the live blog is looked for."""
LONGEST_MARKER = 8
"""Characters of a list item's number, at most."""
_TEXT_KINDS: dict[str, Callable[[str, tuple[Link, ...]], Block]] = {
    "Paragraph": Paragraph,
    "Heading": Heading,
    "Quote": Quote,
    "ReadMore": ReadMore,
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
    posts = [
        _post(update, number)
        for number, update in enumerate(updates if isinstance(updates, list) else [], 1)
    ]
    if not posts:
        raise UnreadableError("The live blog has no updates in liveBlogUpdate.")
    if blog.get("tui:newestFirst") is True:  # posts of one time keep their order
        posts.reverse()
    posts.sort(key=lambda post: post.published)
    publisher = blog.get("publisher")
    return LiveBlog(
        posts=tuple(posts),
        title=_line(blog, "headline"),
        description=_text(blog, "description"),
        summary=_summary(blog.get("tui:summary")),
        zone=_zone(blog, "tui:zone", remarks) or "UTC",
        place_zone=_zone(blog, "tui:placeZone", remarks),
        publisher=_line(publisher, "name") if isinstance(publisher, dict) else "",
        url=safe_link(_text(blog, "url")),
        language=_text(blog, "inLanguage"),
        authors=_authors(blog),
        coverage_start=_time_if_there(blog, "coverageStartTime", "the blog"),
        coverage_end=_time_if_there(blog, "coverageEndTime", "the blog"),
        format=FORMAT,
        warnings=remarks.folded(),
        captured=_time_if_there(blog, "tui:captured", "the blog"),
        part=read_part(blog.get("tui:part")),
        edge=_time_if_there(blog, "tui:edge", "the blog"),
    )


def _post(update: Any, number: int) -> Post:
    """The post as it was published, with its versions."""
    place = f"update {number}"
    versions = update.get("tui:versions") if isinstance(update, dict) else None
    if not isinstance(versions, list) or not versions:
        return _one_version(update, place)
    first, *later = versions
    found = sorted((_version(entry, place) for entry in later), key=lambda version: version.known)
    return _one_version(first, place)._replace(versions=tuple(found))


def _version(entry: Any, place: str) -> Version:
    if not isinstance(entry, dict):
        raise UnreadableError(f"In {place} an object was expected.")
    return Version(
        known=_time(entry, "tui:known", place),
        post=_one_version(entry, place) if "datePublished" in entry else None,
        after=_time_if_there(entry, "tui:after", place),
    )


def _one_version(update: Any, place: str) -> Post:
    if not isinstance(update, dict):
        raise UnreadableError(f"In {place} an object was expected.")
    return Post(
        published=_time(update, "datePublished", place),
        headline=_line(update, "headline"),
        kicker=_line(update, "tui:kicker"),
        authors=_authors(update),
        body=_blocks(update["tui:body"], place) if "tui:body" in update else _paragraphs(update),
        id=_text(update, "identifier"),
        url=safe_link(_text(update, "url")),
        modified=_time_if_there(update, "dateModified", place),
        key_event=update.get("tui:keyEvent") is True,
        pinned=update.get("tui:pinned") is True,
        source=_line(update, "tui:source"),
        dated=_time_if_there(update, "tui:dated", place),
    )


def _text(fields: Object, key: str) -> str:
    value = fields.get(key, "")
    return clean(value) if isinstance(value, str) else ""


def _line(fields: Object, key: str) -> str:
    """A text that is drawn on one row."""
    return _text(fields, key).replace("\n", " ")


def _time(fields: Object, key: str, place: str) -> datetime:
    moment = time_in(fields.get(key))
    if moment is None:
        raise UnreadableError(
            f"In {place} {key} must be a time with its offset, such as 2024-04-26T10:26:00+01:00."
        )
    return moment


def _time_if_there(fields: Object, key: str, place: str) -> datetime | None:
    return _time(fields, key, place) if key in fields else None


def _zone(fields: Object, key: str, remarks: Remarks) -> str:
    name = _text(fields, key)
    if name and iana_zone(name) is None:
        remarks.add(f"{key} names no time zone that is known here: {name!r}; it was left out.")
        return ""
    return name


def _authors(fields: Object) -> tuple[Author, ...]:
    people = fields.get("author")
    people = people if isinstance(people, list) else [people]
    return tuple(
        Author(_line(person, "name"), _line(person, "jobTitle"))
        for person in people
        if isinstance(person, dict)
    )


def _paragraphs(update: Object) -> tuple[Block, ...]:
    text = _text(update, "articleBody")
    return tuple(Paragraph(part) for part in text.split("\n\n")) if text else ()


def _blocks(value: Any, place: str) -> tuple[Block, ...]:
    return tuple(_block(entry, place) for entry in value) if isinstance(value, list) else ()


def _summary(value: Any) -> tuple[SummaryPoint, ...]:
    place = "the summary"
    entries = value if isinstance(value, list) else []
    return tuple(
        SummaryPoint(
            _block(entry, place),
            _time_if_there(entry, KNOWN, place),
            _time_if_there(entry, UNTIL, place),
        )
        for entry in entries
    )


def _block(entry: Any, place: str) -> Block:
    kind = entry.get("kind") if isinstance(entry, dict) else None
    if kind == "Image":
        return Image(
            _text(entry, "alt"),
            _text(entry, "credit"),
            _text(entry, "caption"),
            safe_link(_text(entry, "url")),
        )
    if kind == "Embed":
        return Embed(_text(entry, "provider"), _text(entry, "text"), safe_link(_text(entry, "url")))
    if kind == "ListItem":
        text = _text(entry, "text")
        marker = _line(entry, "marker")
        return ListItem(
            text, _links(entry, len(text)), marker if len(marker) <= LONGEST_MARKER else "•"
        )
    make = _TEXT_KINDS.get(kind) if isinstance(kind, str) else None
    if make is None:
        known = ", ".join([*_TEXT_KINDS, "ListItem", "Image", "Embed"])
        raise UnreadableError(f"In {place} a block has no kind that is known; there are: {known}.")
    text = _text(entry, "text")
    return make(text, _links(entry, len(text)))


def _links(entry: Object, length: int) -> tuple[Link, ...]:
    links = []
    value = entry.get("links")
    for link in value if isinstance(value, list) else []:
        if isinstance(link, list) and len(link) == 3:
            start, end, url = link
            url = safe_link(url) if isinstance(url, str) else ""
            if url and type(start) is type(end) is int and 0 <= start < end <= length:
                links.append(Link(start, end, url))
    return tuple(links)
