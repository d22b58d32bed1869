"""Entries: members of an array by their fields, the raw form of records."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tui.model.blog import Embed, Image
from tui.readers.dialects import Dialect
from tui.readers.html.media import media_of
from tui.readers.html.rich_text import to_html
from tui.readers.json_text import Object, at, each_of
from tui.readers.pieces.arrays import person_in
from tui.readers.pieces.fields import Fields, count_words, words_of
from tui.readers.times.moments import Moment, Moments, moment_of

ID_LENGTH = 300  # characters kept
_MEDIA = ("video", "audio", "shared")
_TRUE = (True, 1, "1", "true")


@dataclass(frozen=True, slots=True)
class Entry:
    """A post as data have it: `body` and `lead` in HTML or plain text, `author` in any form.

    `known` is the time of this version; `is_gone`: deleted then.
    """

    time: Moment | None
    edited: Moment | None = None
    headline: str = ""
    author: Any = None
    body: str = ""
    lead: str = ""
    id: str = ""
    url: str = ""
    kicker: str = ""
    pinned: bool = False
    key_event: bool = False
    media: tuple[Image | Embed, ...] = ()
    known: datetime | None = None
    is_gone: bool = False

    @property
    def said(self) -> tuple[object, ...]:
        """Identity of an entry, for duplicates."""
        return self.time, self.headline, self.body, self.id or self.url, self.known, self.media

    @property
    def words(self) -> int:
        """Number of words in headline and body."""
        return sum(map(count_words, (self.body or self.lead, self.headline)))

    def says_any(self) -> bool:
        return bool(self.body or self.media or self.words)


class EntryReader:
    def __init__(
        self, fields: Fields, dialect: Dialect, known: Mapping[str, Object], moments: Moments
    ) -> None:
        self._fields, self._dialect, self._known = fields, dialect, known
        self._moments = moments
        self.unread = 0  # parts of bodies that gave nothing

    def read(self, member: Object) -> Entry | None:
        """None for a draft, a deleted post, no post at all."""
        dialect = self._dialect
        found = {x: [at(member, path) for path in paths] for x, paths in self._fields.items()}
        first = {role: next(filter(None, values), None) for role, values in found.items()}
        if dialect.leaves_out(member) or first.get("deleted") in _TRUE:
            return None
        known = moment_of(member.get(dialect.known)) if dialect.known else None
        return Entry(
            time=self._moments.of(found.get("time", ())),
            edited=self._moments.of(found.get("edited", ())),
            headline=_line(first.get("headline")),
            author=self._author(member),
            body=self._body(first.get("body")),
            lead=to_html(first.get("lead")),
            id=_id(first.get("id")),
            url=_address(first.get("url")),
            kicker=_line(first.get("kicker")),
            pinned=first.get("pinned") in _TRUE,
            key_event=first.get("key") in _TRUE,
            media=self._media(member),
            known=known if isinstance(known, datetime) and known.tzinfo else None,
            is_gone=dialect.is_gone(member),
        )

    def _author(self, member: Object) -> Any:
        """People of the first field that names some; an id names only a known person."""
        for path in self._fields.get("author", ()):
            people = person_in(at(member, path) or None, self._known)
            is_id = isinstance(people, str) and words_of(path[-1])[-1] in ("id", "uid")
            if people and not is_id:
                return people
        return None

    def _body(self, value: Any) -> str:
        part = self._dialect.body
        if part is None:
            return to_html(value)
        read = [(x, part(x)) for x in each_of(value)]
        self.unread += sum(not html.strip() and not _is_blank(x) for x, html in read)
        return "".join(html for _, html in read)

    def _media(self, member: Object) -> tuple[Image | Embed, ...]:
        found: dict[Image | Embed, None] = {}
        for path in self._fields.get("image", ()):
            if value := at(member, path):
                kind = next((x for x in _MEDIA if x in path[-1].lower()), "image")
                found.update(dict.fromkeys(media_of(value, self._known, kind)))
        return tuple(found)


def _is_blank(part: Any) -> bool:
    """Parts without words; parts of other kinds are unread."""
    return not part or (isinstance(part, dict) and not {"html", "text", "model"}.isdisjoint(part))


def _line(value: Any) -> str:
    if isinstance(value, dict) and len(value) == 1:  # {"basic": "The gate is open"}
        (value,) = value.values()
    if isinstance(value, list) and all(isinstance(x, str) for x in value):
        return " ".join(value)
    return str(value) if type(value) is int else to_html(value)


def _address(value: Any) -> str:
    return next((x for x in each_of(value) if isinstance(x, str)), "")


def _id(value: Any) -> str:
    """Id in printable ASCII, or ""."""
    name = str(value) if type(value) in (str, int) else ""
    return name[:ID_LENGTH] if name.isascii() and name.isprintable() else ""
