"""Texts, times, names and blocks in the program's own JSON."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

import tui.model.blog as model
from tui.model.blog import Author, Block, Link
from tui.model.errors import UnreadableError
from tui.model.instants import with_fixed_zone
from tui.model.safe_text import clean
from tui.readers.html.links import safe_link

type Object = dict[str, Any]

LONGEST_MARKER = 8  # characters of a list item's number
_EMPTY: tuple[Any, ...] = (None, "", [], False)


class Form(NamedTuple):
    """The JSON of a kind of value; without `read` it is for other programs. A read value may raise
    any error of a wrong type."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any] | None = None


type Table = tuple[tuple[str, str, Form], ...]
"""Name of a field, its key, and its form."""


def written(value: Any, table: Table) -> Object:
    return {
        key: written
        for field, key, form in table
        if (written := form.write(getattr(value, field))) not in _EMPTY
    }


def read_fields(fields: Any, table: Table, required: str = "", default: Any = None) -> Object:
    """Raises UnreadableError with the keys of a damaged value."""
    if not isinstance(fields, dict):
        raise UnreadableError("an object was expected")
    given = {required: default} | fields
    found = {}
    for field, key, form in table:
        if form.read is not None and key in given:
            try:
                found[field] = form.read(given[key])
            except UnreadableError as error:
                raise UnreadableError(f"{key}: {error}") from error
            except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
                raise UnreadableError(f"{key} is damaged") from error
    return found


def same(value: Any) -> Any:
    return value


def iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def time_in(value: Any) -> datetime:
    """Moment of a text in ISO 8601 with an offset."""
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        moment = None
    if moment is None or moment.tzinfo is None or not 2 <= moment.year <= 9998:
        raise UnreadableError("a time needs its offset, as in 2024-04-26T10:26:00+01:00")
    return with_fixed_zone(moment)


def several(write: Callable[[Any], Any], read: Callable[[Any], Any]) -> Form:
    return Form(lambda values: list(map(write, values)), lambda values: tuple(map(read, values)))


def line_in(text: str) -> str:
    return clean(text).replace("\n", " ")


TEXT = Form(same, clean)
LINE = Form(same, line_in)
ADDRESS = Form(same, lambda text: safe_link(clean(text)))
TIME = Form(iso, time_in)
FLAG = Form(same, lambda value: value is True)

_AUTHOR: Table = (("name", "name", LINE), ("role", "jobTitle", LINE))


def _authors_in(value: Any) -> tuple[Author, ...]:
    people = value if isinstance(value, list) else [value]
    return tuple(Author(**read_fields(x, _AUTHOR, "name", "")) for x in people)


AUTHORS = Form(
    lambda people: [{"@type": "Person", **written(x, _AUTHOR)} for x in people], _authors_in
)


def _link_in(value: Any) -> Link | None:
    match value:
        case [int(start), int(end), str(url)] if 0 <= start < end and (safe := safe_link(url)):
            return Link(start, end, safe)
    return None


def _marker_in(value: str) -> str:
    marker = line_in(value)
    return marker if len(marker) <= LONGEST_MARKER else "•"


_LINKS = Form(
    lambda links: list(map(list, links)), lambda links: tuple(filter(None, map(_link_in, links)))
)
_LINKED: Table = (("text", "text", TEXT), ("links", "links", _LINKS))
_BLOCKS: dict[str, Table] = {
    **dict.fromkeys(("Paragraph", "Heading", "Quote", "ReadMore"), _LINKED),
    "ListItem": (*_LINKED, ("marker", "marker", Form(same, _marker_in))),
    "Image": (*((x, x, TEXT) for x in ("alt", "credit", "caption")), ("url", "url", ADDRESS)),
    "Embed": (*((x, x, TEXT) for x in ("provider", "text")), ("url", "url", ADDRESS)),
}


def block_object(block: Block) -> Object:
    kind = type(block).__name__
    # An empty marker stays: without the key an item reads as "•".
    marker = {"marker": block.marker} if isinstance(block, model.ListItem) else {}
    return {"kind": kind, **written(block, _BLOCKS[kind]), **marker}


def block_in(entry: Any) -> Block:
    kind = str(entry.get("kind"))
    table = _BLOCKS.get(kind)
    if table is None:
        raise UnreadableError("a block has no kind that is known")
    fields = read_fields(entry, table, table[0][1], "")
    if "links" in fields:
        length = len(fields["text"])
        fields["links"] = tuple(x for x in fields["links"] if x.end <= length)
    block: Block = getattr(model, kind)(**fields)
    return block


def _body_objects(body: tuple[Block, ...]) -> list[Object]:
    """Blocks of a body; [] where `plain_text` keeps all: paragraphs on one line."""
    is_plain = all(
        type(x) is model.Paragraph and not x.links and x.text and "\n" not in x.text for x in body
    )
    return [] if is_plain else list(map(block_object, body))


BODY = Form(_body_objects, several(block_object, block_in).read)


def paragraphs_in(text: str) -> tuple[Block, ...]:
    return tuple(map(model.Paragraph, clean(text).split("\n\n"))) if text else ()


def pictures(body: tuple[Block, ...]) -> list[Object]:
    """For other programs, which know nothing of our blocks."""
    shown = (x for x in body if isinstance(x, model.Image) and x.url)
    return [
        {"@type": "ImageObject", "url": x.url}
        | ({"caption": x.gist} if x.gist else {})
        | ({"creditText": x.credit} if x.credit else {})
        for x in shown
    ]
