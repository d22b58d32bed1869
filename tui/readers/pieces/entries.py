"""Entries: members of an array by their fields, the raw form of records."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from datetime import time as ClockTime
from functools import partial
from itertools import accumulate, pairwise, product
from typing import Any, NamedTuple

from tui.model.blog import Embed, Image
from tui.model.safe_text import quoted
from tui.readers.dialects import Dialect
from tui.readers.habits import is_plan
from tui.readers.html.blocks import line_of
from tui.readers.html.links import address, provider_of, site_of
from tui.readers.html.rich_text import ALTS, CAPTIONS, CREDITS, address_in, to_html
from tui.readers.json_text import Object, at, each_of, resolved
from tui.readers.pieces.fields import Fields, count_words, is_true, words_of
from tui.readers.pieces.people import Person, people_in
from tui.readers.times.days import days_in, only_day
from tui.readers.times.moments import Moment, Moments, moment_of, read_instant, read_time
from tui.readers.warnings import DAY_FROM, GIVEN_DAY

DEEPEST = 8  # wrappers and objects of one record
ID_LENGTH = 300  # characters kept
FAR_MORE = 2  # times the characters
MOST_MEDIA = 50  # per field
_MEDIA = ("video", "audio", "shared")
_TITLES = ("name", "headline", "title", *CAPTIONS)
_SIZE = re.compile(  # differences between the addresses of two cuts of one picture
    r"\.\w{2,4}$|[-_]?(?<!\d)\d{1,4}(?:[x:]\d{1,4})?(?!\d)|[-_](?:scaled|large|small)"
)
_TYPED = re.compile(r"[a-z]{1,20}Value|\$\w{1,20}|[SNML]|SS|BOOL")  # or of a table in the cloud
_PARTS = (("year", "month", "day"), ("hour", "minute"))
_HOUSES = ("Organization", "NewsMediaOrganization")
_BESIDE = frozenset(("id", "type", "name"))
_BLANK = frozenset(("html", "text", "model"))  # fields of parts that are read and may be empty


class Entry(NamedTuple):
    """A post as data have it: `body` and `lead` in HTML or plain text, `author` as people of data.
    `known` is the time of this version; `is_gone`: deleted then; `clock` has no day."""

    time: Moment | None
    edited: Moment | None = None
    headline: str = ""
    author: Sequence[Person] = ()
    signature: str = ""  # of the people, to tell them apart
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
    clock: ClockTime | None = None

    @property
    def said(self) -> tuple[object, ...]:
        """Identity of an entry, for duplicates."""
        return self.time, self.headline, self.body, self.id or self.url, self.known, self.media

    @property
    def words(self) -> int:
        """Number of words in headline and body."""
        return sum(map(count_words, (self.body or self.lead, self.headline)))

    @property
    def is_of_house(self) -> bool:
        """Signed by organizations, such as the publisher."""
        return all(isinstance(x, dict) and x.get("@type") in _HOUSES for x in self.author)

    def is_title(self) -> bool:
        """Its text, if any, says no more than the headline."""
        return self.words <= 2 * count_words(self.headline)

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
        first = partial(self._first, member)
        if dialect.leaves_out(member) or is_true(first("deleted")):
            return None
        times, people = self._values(member, "time"), self._author(member)
        moment = self._moments.of(times)
        clocks = (x for x in map(moment_of, times) if isinstance(x, ClockTime))
        return Entry(
            time=moment,
            edited=self._moments.of(self._values(member, "edited")),
            headline=_line(first("headline")),
            author=people,
            signature=repr(people)[:500],
            body=self._body(self._longest(member)),
            lead=to_html(first("lead")),
            id=_id(first("id")),
            url=next((x for x in each_of(first("url")) if isinstance(x, str)), ""),
            kicker=_line(first("kicker")),
            pinned=is_true(first("pinned")),
            key_event=is_true(first("key")),
            media=self._media(member),
            known=read_instant(member.get(dialect.known)) if dialect.known else None,
            is_gone=dialect.is_gone(member),
            clock=next(clocks, None) if moment is None else None,
        )

    def _values(self, member: Object, role: str) -> list[Any]:
        return [at(member, path) for path in self._fields.get(role, ())]

    def _first(self, member: Object, role: str) -> Any:
        return next(filter(None, self._values(member, role)), None)

    def _longest(self, member: Object) -> Any:
        """The usual field of the body, or one beside it that has far more than a teaser."""
        paths = [x for x in self._fields.get("body", ()) if at(member, x)]
        first = at(member, paths[0]) if paths else None
        beside = (at(member, x) for x in paths[1:] if x[:-1] == paths[0][:-1])
        longer = (x for x in beside if isinstance(x, str) and len(x) > FAR_MORE * len(str(first)))
        return next(longer, first)

    def _author(self, member: Object) -> Sequence[Person]:
        """People of the first field that names some; an id, one word, names only a known person."""
        for path in self._fields.get("author", ()):
            people = list(people_in(at(member, path) or None, self._known))
            is_word = people and isinstance(people[0], str) and " " not in people[0]
            if people and not (is_word and words_of(path[-1])[-1] in ("id", "uid")):
                return people
        return []

    def _body(self, value: Any) -> str:
        part = self._dialect.body
        if part is None:
            return to_html(value)
        read = [(x, part(x)) for x in each_of(value)]
        silent = (x for x, html in read if x and not html.strip())
        self.unread += sum(_BLANK.isdisjoint(x) or not isinstance(x, dict) for x in silent)
        return "".join(html for _, html in read)

    def _media(self, member: Object) -> tuple[Image | Embed, ...]:
        found: dict[Image | Embed, None] = {}
        for path in self._fields.get("image", ()):
            if value := at(member, path):
                kind = next((x for x in _MEDIA if x in path[-1].lower()), "image")
                found.update(dict.fromkeys(_media_of(value, self._known, kind)))
        return tuple(found)


def _line(value: Any) -> str:
    if isinstance(value, dict) and (len(value) == 1 or "basic" in value):
        value = value.get("basic") or next(iter(value.values()))  # {"basic": "It is open"}
    return str(value) if type(value) is int else to_html(value)


def _id(value: Any) -> str:
    """Id in printable ASCII, or ""."""
    name = str(value) if type(value) in (str, int) else ""
    return name[:ID_LENGTH] if name.isascii() and name.isprintable() else ""


def _media_of(value: Any, known: Mapping[str, Object], kind: str = "image") -> list[Image | Embed]:
    """Pictures and videos, one cut of each; `kind` is the kind by the field's name."""
    found: dict[object, Image | Embed] = {}
    for each in (y for x in each_of(value)[:MOST_MEDIA] for y in each_of(x)[:MOST_MEDIA]):
        fields = resolved(each, known) if isinstance(each, dict) else {"url": each}
        own = f"{fields.get('@type') or fields.get('type')} {kind}".lower()
        is_film = any(x in own for x in _MEDIA)
        key, made = _embed(fields, known, own) if is_film else _picture(fields, known)
        if key:
            found.setdefault(key, made)
    return list(found.values())


def _picture(fields: Object, known: Mapping[str, Object]) -> tuple[object, Image]:
    """A picture and its identity, "" for nothing to show."""
    url = address(address_in(fields))
    alt, credit, caption = (_said_in(fields, x, known) for x in (ALTS, CREDITS, CAPTIONS))
    place = url.partition("?")[0].partition("://")[2]
    key = caption or ((url or credit) and (alt or _SIZE.sub("", place) or credit))
    return key, Image(alt, credit, caption, url)


def _embed(fields: Object, known: Mapping[str, Object], kind: str) -> tuple[object, Embed]:
    url, title = address(address_in(fields)), _said_in(fields, _TITLES, known)
    named = "Audio" if "audio" in kind else "Video" if "video" in kind else ""
    site = provider_of(url) or named or (site_of(url) if url else "Embed")
    return url + title, Embed(site, title, url)


def _said_in(value: Object, keys: tuple[str, ...], known: Mapping[str, Object]) -> str:
    for found in (each_of(value[x])[0] for x in filter(value.get, keys)):
        said = resolved(found, known).get("name") if isinstance(found, dict) else found
        if isinstance(said, str) and (line := line_of(said)):
            return line
    return ""


# Members in plain form


def dated(record: Object, _around: Sequence[Object]) -> Object:
    """One day of the fields year, month and day, as tables for timelines have them."""
    day = _in_parts(record)
    return record | {"date": day.isoformat()} if day else record


def _in_parts(record: Object, *, is_alone: bool = False) -> Moment | None:
    """Time of the fields year, month, day, and perhaps hour and minute; `is_alone`: no words."""
    if is_alone and any(x and not str(x).isdecimal() for x in record.values()):
        return None
    fields = {key.lower(): x for key, x in record.items()}
    day, clock = (
        [f"{x:0>2}" for x in map(fields.get, names) if str(x).isdecimal()] for names in _PARTS
    )
    text = "-".join(day) + f"T{':'.join(clock)}" * (len(clock) == 2)
    return read_time(text) if len(day) == len(_PARTS[0]) else None


def unwrapped(value: Any, depth: int = 0) -> Any:
    """{"stringValue": "x"} and {"type": "text", "$t": "x"} are "x", {"id": 1, "type": "date",
    "date": {...}} the inner object, {"year": 2024, "month": 7, "day": 3} is "2024-07-03"."""
    if depth == DEEPEST or not isinstance(value, dict | list):
        return value
    if isinstance(value, list):
        return [unwrapped(x, depth + 1) for x in value]
    if time := _in_parts(value, is_alone=True):
        return time.isoformat()
    kind = next(filter(_TYPED.fullmatch, value), value.get("type"))
    if isinstance(kind, str) and kind in value and value.keys() <= {kind, *_BESIDE}:
        return unwrapped(value[kind], depth + 1)
    return {key: unwrapped(x, depth + 1) for key, x in value.items()}


def with_words(entries: Sequence[Entry]) -> list[Entry]:
    """Entries that say something; not the only one with a title alone, unless most have titles."""
    posts = list(filter(Entry.says_any, entries))
    texts = [x for x in posts if x.body or x.media]
    are_titled = 2 * sum(bool(x.headline) for x in posts) > len(posts)
    return posts if are_titled or len(posts) - len(texts) > 1 else texts


# Days beside clocks


def _timed(entries: Sequence[Entry]) -> list[Entry]:
    """Entries without the time of those that have only a day, if most have a clock."""
    are_days = [type(x.time) is date for x in entries]
    if 2 * sum(are_days) > len(entries):
        return list(entries)
    return [x._replace(time=None) if y else x for x, y in zip(entries, are_days, strict=True)]


def with_days(
    entries: list[Entry], around: Sequence[Object], given: date | None
) -> tuple[list[Entry], str]:
    """Entries of clocks on the `given` day or that of an object around; a remark; no programmes."""
    entries = _timed(entries)
    clocks = [x.clock for x in entries if x.clock is not None]
    day, words = (given, "") if given else next(_days_in(around), (None, ""))
    if day is None or not 0 < len(clocks) == len(entries):
        return entries, ""
    times = _over_nights(clocks, day)
    if words and is_plan(times):
        return [], ""
    said = f"{DAY_FROM} {quoted(words)} ({day})." if words else GIVEN_DAY
    return [x._replace(time=y) for x, y in zip(entries, times, strict=True)], said


def _over_nights(clocks: Sequence[ClockTime], day: date) -> list[datetime]:
    """Times of clocks in either order, of which the oldest is on the day."""
    downs = sum(a > b for a, b in pairwise(clocks))
    way = -1 if downs * 2 > len(clocks) - 1 else 1
    steps = (b.hour + 12 < a.hour for a, b in pairwise(clocks[::way]))
    days = [day + timedelta(x) for x in accumulate(steps, initial=0)][::way]
    return list(map(datetime.combine, days, clocks))


def _days_in(around: Sequence[Object]) -> Iterator[tuple[date, str]]:
    """Whole days with the words of a title that say them, or of a line that says nothing else."""
    for each, name in product(around, ("date", "headline", "title", "description")):
        for line in str(each.get(name) or "").split("\n"):
            days = days_in(line) if name in _TITLES else filter(None, [only_day(line)])
            yield from ((on, line) for x in days if (on := x.on(None)))
