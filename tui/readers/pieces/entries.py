"""Entries: members of an array by their fields, the raw form of records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from selectolax.lexbor import LexborNode

from tui.model.blog import Embed, Image
from tui.readers.dialects.dialect import Dialect
from tui.readers.html.media import media_of
from tui.readers.html.nodes import each_of, resolved, to_html
from tui.readers.json_text import Object
from tui.readers.pieces.fields import Fields, at, count_words, first_at
from tui.readers.pieces.microdata import SCOPE
from tui.readers.pieces.moments import Moment, Moments, moment_of

MOST_PEOPLE = 50  # per post
ID_LENGTH = 300  # characters kept
_MEDIA = ("video", "audio", "shared")
_TRUE = (True, 1, "1", "true")


@dataclass(frozen=True, slots=True)
class Entry:
    """A post as data have it: `body` and `lead` in HTML or plain text, `author` in any form.

    `scope` is the element of microdata, `known` the time of this version; `is_gone`: deleted then.
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
    scope: LexborNode | None = None
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


class EntryReader:
    def __init__(
        self,
        fields: Fields,
        dialect: Dialect | None,
        known: Mapping[str, Object],
        moments: Moments,
    ) -> None:
        self._fields, self._dialect, self._known = fields, dialect, known
        self._moments = moments
        self.unread = 0  # parts of bodies that gave nothing

    def is_left_out(self, member: Object) -> bool:
        """A draft, a deleted post, no post at all."""
        is_out = self._dialect is not None and self._dialect.leaves_out(member)
        return is_out or _is_true(self._get(member, "deleted"))

    def read(self, member: Object) -> Entry:
        key, scope, dialect = self._get(member, "id"), member.get(SCOPE), self._dialect
        return Entry(
            time=self._time(member, "time"),
            edited=self._time(member, "edited"),
            headline=_line(self._get(member, "headline")),
            author=self._people(member),
            body=self._body(self._get(member, "body")),
            lead=to_html(self._get(member, "lead")),
            id=id_of(key),
            url=next((x for x in each_of(self._get(member, "url")) if isinstance(x, str)), ""),
            kicker=_line(self._get(member, "kicker")),
            pinned=_is_true(self._get(member, "pinned")),
            key_event=_is_true(self._get(member, "key")),
            media=self._media(member),
            scope=scope if isinstance(scope, LexborNode) else None,
            known=self._known_since(member),
            is_gone=dialect is not None and dialect.is_gone(member),
        )

    def _get(self, member: Object, role: str) -> Any:
        return first_at(member, self._fields.get(role, ()))

    def _time(self, member: Object, role: str) -> Moment | None:
        return self._moments.of([at(member, path) for path in self._fields.get(role, ())])

    def _known_since(self, member: Object) -> datetime | None:
        name = self._dialect.known if self._dialect is not None else ""
        moment = moment_of(member.get(name)) if name else None
        return moment if isinstance(moment, datetime) and moment.tzinfo is not None else None

    def _body(self, value: Any) -> str:
        part = self._dialect.body if self._dialect else None
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

    def _people(self, member: Object) -> list[Any]:
        people = each_of(self._get(member, "author"))[:MOST_PEOPLE]
        return [resolved(x, self._known) if isinstance(x, dict) else x for x in people]


def _is_blank(part: Any) -> bool:
    """Parts without words; parts of other kinds are unread."""
    return not part or (isinstance(part, dict) and not {"html", "text", "model"}.isdisjoint(part))


def _line(value: Any) -> str:
    if type(value) is int and abs(value) < 10**18:
        return str(value)
    if isinstance(value, list) and all(isinstance(x, str) for x in value):
        return " ".join(value)
    return to_html(value[0] if isinstance(value, list) and value else value)


def _is_true(value: Any) -> bool:
    return isinstance(value, bool | int | str) and value in _TRUE


def id_of(value: Any) -> str:
    """Id in printable ASCII, or ""."""
    if type(value) is int and abs(value) < 10**18:
        return str(value)
    is_id = isinstance(value, str) and value.isascii() and value.isprintable()
    return value[:ID_LENGTH] if is_id else ""


def stories(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Versions of each post by id, oldest first."""
    found: dict[str, list[Entry]] = {}
    for number, entry in enumerate(entries):
        found.setdefault(entry.id or f"#{number}", []).append(entry)
    return [sorted(x, key=_order) for x in found.values()]


def _order(entry: Entry) -> tuple[bool, float]:
    """The original text before its edits, edits by time."""
    moment = entry.known
    is_edit = entry.is_gone or (moment is not None and moment != entry.time)
    return is_edit, moment.timestamp() if moment is not None else 0.0
