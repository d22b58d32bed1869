"""Texts, times, names and blocks in the program's own JSON."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from tui.model.blog import (
    Author,
    Block,
    Embed,
    Heading,
    Image,
    Link,
    ListItem,
    Paragraph,
    Quote,
    ReadMore,
)
from tui.model.errors import UnreadableError
from tui.model.instants import with_fixed_zone
from tui.model.safe_text import clean
from tui.readers.html.links import safe_link

type Object = dict[str, Any]

MOST_OF_PART = 10_000  # pages, spans and addresses read per list of a part
LONGEST_MARKER = 8  # characters of a list item's number
_EMPTY: tuple[Any, ...] = (None, "", [], False)
_TEXT_KINDS: dict[str, Callable[[str, tuple[Link, ...]], Block]] = {
    "Paragraph": Paragraph, "Heading": Heading, "Quote": Quote, "ReadMore": ReadMore,
}  # fmt: skip


class FieldRow(NamedTuple):
    """A field of a value and its key; without `read` the field is only written."""

    field: str
    key: str
    write: Callable[[Any], Any]
    read: Callable[[Any, str], Any] | None  # (value, place for errors)


def written(value: Any, rows: Iterable[FieldRow]) -> Object:
    return {x.key: y for x in rows if (y := x.write(getattr(value, x.field))) not in _EMPTY}


def read_rows(fields: Object, rows: Iterable[FieldRow], place: str) -> Object:
    return {
        x.field: x.read(fields[x.key], f"{place} {x.key}")
        for x in rows
        if x.read is not None and x.key in fields
    }


def same(value: Any) -> Any:
    return value


def iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def text_in(value: Any, _place: str = "") -> str:
    return clean(value) if isinstance(value, str) else ""


def line_in(value: Any, _place: str = "") -> str:
    return text_in(value).replace("\n", " ")


def address_in(value: Any, _place: str = "") -> str:
    return safe_link(text_in(value))


def is_true(value: Any, _place: str) -> bool:
    return value is True


def list_in(value: Any) -> list[Any]:
    return value[:MOST_OF_PART] if isinstance(value, list) else []


def moment_in(value: Any) -> datetime | None:
    """Moment of a text in ISO 8601 with an offset."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    if moment is None or moment.tzinfo is None or not 2 <= moment.year <= 9998:
        return None
    return with_fixed_zone(moment)


def time_at(value: Any, place: str) -> datetime:
    moment = moment_in(value)
    if moment is None:
        example = "such as 2024-04-26T10:26:00+01:00"
        raise UnreadableError(f"In {place} must be a time with its offset, {example}.")
    return moment


def line_row(field: str, key: str) -> FieldRow:
    return FieldRow(field, key, same, line_in)


def time_row(field: str, key: str) -> FieldRow:
    return FieldRow(field, key, iso, time_at)


# Authors, links and blocks


def people(authors: tuple[Author, ...]) -> list[Object]:
    return [
        {
            "@type": "Person",
            **written(x, (line_row("name", "name"), line_row("role", "jobTitle"))),
        }
        for x in authors
    ]


def authors_in(value: Any, _place: str) -> tuple[Author, ...]:
    people = value if isinstance(value, list) else [value]
    return tuple(
        Author(line_in(x.get("name")), line_in(x.get("jobTitle")))
        for x in people
        if isinstance(x, dict)
    )


def block_object(block: Block) -> Object:
    if isinstance(block, Image | Embed):
        fields = block._asdict()
    else:
        fields = {"text": block.text, "links": [list(link) for link in block.links]}
    # An empty marker stays: without the key an item reads as "•".
    marker = {"marker": block.marker} if isinstance(block, ListItem) else {}
    return {"kind": type(block).__name__, **without_empty(fields), **marker}


def without_empty(fields: Object) -> Object:
    return {key: value for key, value in fields.items() if value not in _EMPTY}


def block_in(entry: Any, place: str) -> Block:
    entry = entry if isinstance(entry, dict) else {}
    kind = entry.get("kind")
    text, url = text_in(entry.get("text")), address_in(entry.get("url"))
    if kind == "Image":
        alt, credit, caption = (text_in(entry.get(key)) for key in ("alt", "credit", "caption"))
        return Image(alt, credit, caption, url)
    if kind == "Embed":
        return Embed(text_in(entry.get("provider")), text, url)
    links = tuple(_links(entry.get("links"), len(text)))
    if kind == "ListItem":
        marker = line_in(entry.get("marker"))
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
            url = address_in(url)
            if url and type(start) is type(end) is int and 0 <= start < end <= length:
                yield Link(start, end, url)


def body_objects(body: tuple[Block, ...]) -> list[Object]:
    """Blocks of a body; [] where `plain_text` keeps all: paragraphs on one line."""
    is_plain = all(
        type(x) is Paragraph and not x.links and x.text and "\n" not in x.text for x in body
    )
    return [] if is_plain else [block_object(x) for x in body]


def body_in(value: Any, place: str) -> tuple[Block, ...]:
    place = place.removesuffix(" tui:body")
    return tuple(block_in(x, place) for x in value) if isinstance(value, list) else ()


def paragraphs_in(value: Any, _place: str) -> tuple[Block, ...]:
    text = text_in(value)
    return tuple(map(Paragraph, text.split("\n\n"))) if text else ()


def pictures(body: tuple[Block, ...]) -> list[Object]:
    """Pictures with an address, in schema.org's keys for other programs."""
    fields = (
        {"url": x.url, "caption": x.gist, "creditText": x.credit}
        for x in body
        if isinstance(x, Image) and x.url
    )
    return [{"@type": "ImageObject", **without_empty(x)} for x in fields]
