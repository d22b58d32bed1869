"""The clock faces that a reader turns through: the blog's zone, its place, UTC, their own, and time since the start."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cached_property, partial
from typing import NamedTuple, overload

from tui.model.blog import LiveBlog
from tui.model.told_zone import told_zone
from tui.model.zones import find_zone, place_of, zone_named

_DAYS_COMPARED = 400


class ClockFace(NamedTuple):
    """One way to tell a moment; `label` names it in full, `short` beside a time ("BST", "Beijing")."""

    key: str
    label: str
    short: str
    zone: tzinfo | None
    """None for the face that counts from the start."""
    start: datetime
    several_days: bool = False
    """Whether the blog lasts over a midnight on this face, so that a time needs its day."""
    several_years: bool = False
    """Whether a day needs its year."""
    abbreviated: bool = False
    """Whether `short` is the zone's abbreviation, which changes with summer time."""

    def clock(self, moment: datetime, seconds: bool = False) -> str:
        """The time alone: "10:26", with seconds "10:26:30"."""
        if self.zone is None:
            return self._since(moment, seconds)
        return _time(moment.astimezone(self.zone), seconds)

    def with_day(self, moment: datetime, seconds: bool = False) -> str:
        """The time with its day: "Fri 26 Apr 10:26"."""
        if self.zone is None:
            return self._since(moment, seconds)
        there = moment.astimezone(self.zone)
        year = f" {there.year}" if self.several_years else ""
        return f"{there:%a} {there.day} {there:%b}{year} {_time(there, seconds)}"

    def day(self, moment: datetime) -> str:
        """The day alone ("26 Apr") when the blog lasts over a midnight; else empty."""
        if self.zone is None or not self.several_days:
            return ""
        there = moment.astimezone(self.zone)
        return f"{there.day} {there:%b}"

    def year(self, moment: datetime) -> str:
        """The year alone when the blog lasts over a New Year; else empty."""
        return (
            str(moment.astimezone(self.zone).year)
            if self.zone is not None and self.several_years
            else ""
        )

    def told(self, moment: datetime, seconds: bool = False) -> str:
        """The time, with its day when the blog lasts over a midnight."""
        return self.with_day(moment, seconds) if self.several_days else self.clock(moment, seconds)

    def name_at(self, moment: datetime) -> str:
        """The short name as it is at that moment: BST or GMT by the season."""
        if self.abbreviated and self.zone is not None:
            return moment.astimezone(self.zone).tzname() or self.short
        return self.short

    def named(self, moment: datetime, seconds: bool = False) -> str:
        """The time as told, with its name: "10:26 BST"."""
        return f"{self.told(moment, seconds)} {self.name_at(moment)}"

    def span(self, start: datetime, end: datetime) -> str:
        """From when to when: "09:26 to 11:18 BST"; both with their names where the clock was changed between them."""
        first = self.told(start) if self.name_at(start) == self.name_at(end) else self.named(start)
        return f"{first} to {self.named(end)}"

    def _since(self, moment: datetime, seconds: bool) -> str:
        passed = (moment - self.start.astimezone(UTC)) // timedelta(seconds=1)
        minutes, second = divmod(abs(passed), 60)
        hours, minute = divmod(minutes, 60)
        days, hour = divmod(hours, 24)
        told = f"{'-' if passed < 0 else '+'}{f'{days}d ' if days else ''}{hour:02}:{minute:02}"
        return f"{told}:{second:02}" if seconds else told


class ClockFaces(Sequence[ClockFace]):
    """The faces in their turn. Those behind the first are worked out when the first of them is asked for."""

    def __init__(self, first: ClockFace, others: Callable[[], Sequence[ClockFace]]) -> None:
        self._first = first
        self._others = others

    @cached_property
    def _all(self) -> tuple[ClockFace, ...]:
        return (self._first, *self._others())

    @overload
    def __getitem__(self, number: int) -> ClockFace: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[ClockFace, ...]: ...
    def __getitem__(self, number: int | slice) -> ClockFace | tuple[ClockFace, ...]:
        return self._first if number == 0 else self._all[number]

    def __len__(self) -> int:
        return len(self._all)


def clock_faces(
    blog: LiveBlog, extra_zones: Sequence[str] = (), local: Callable[[], tzinfo] | None = None
) -> ClockFaces:
    """The faces of a blog, those that always tell the same time as an earlier one left out.

    `extra_zones` are names given by the user, `local` is the reader's own zone; OptionError for an unknown name.
    """
    first = _of_blog(blog)
    extra = [_of_place(blog, name) for name in extra_zones]

    def others() -> list[ClockFace]:
        faces = [first]
        for face in _wanted(blog, extra, local):
            if not any(_same_time(face, other, blog) for other in faces):
                faces.append(face)
        return [
            *faces[1:],
            ClockFace("start", "time since the start", "since start", None, blog.start),
        ]

    return ClockFaces(first, others)


def _wanted(
    blog: LiveBlog, extra: Iterable[ClockFace], local: Callable[[], tzinfo] | None
) -> Iterator[ClockFace]:
    """What is wanted beside the blog's own face."""
    if blog.place_zone:
        yield _of_place(blog, blog.place_zone)
    yield from extra
    yield _face(blog, "UTC", "UTC", "UTC", UTC)
    if local is not None:
        zone = local()
        short = _abbreviation(blog, zone) or "your time"
        yield _face(
            blog, "local", f"your own time ({short})", short, zone, abbreviated=short != "your time"
        )


def _of_blog(blog: LiveBlog) -> ClockFace:
    """The face of the blog's zone, named by abbreviation where it has one of letters."""
    name = blog.zone or "UTC"
    zone = told_zone(blog, partial(zone_named, name)) or zone_named(name)
    place, short = place_of(name), _abbreviation(blog, zone)
    if not short:
        return _face(blog, name, place, place, zone)
    label = short if short == place else f"{short} ({place})"
    return _face(blog, name, label, short, zone, abbreviated=True)


def _of_place(blog: LiveBlog, name: str) -> ClockFace:
    """The face of a zone named by its place, or as the user wrote an abbreviation or a city."""
    zone = zone_named(name)
    place = place_of(name)
    if place == name and len(name) > 3 and name.islower():
        place = name.title()
    elif place == name and name.islower():
        place = name.upper()
    return _face(blog, name, place, place, zone)


def _face(
    blog: LiveBlog, key: str, label: str, short: str, zone: tzinfo, *, abbreviated: bool = False
) -> ClockFace:
    first, last = blog.start.astimezone(zone), blog.end.astimezone(zone)
    several = first.date() != last.date()
    return ClockFace(
        key, label, short, zone, blog.start, several, first.year != last.year, abbreviated
    )


def _abbreviation(blog: LiveBlog, zone: tzinfo) -> str:
    """What the zone calls its time at the blog's start, empty where that is only an offset ("+04")."""
    name = blog.start.astimezone(zone).tzname() or ""
    return name if name.isalpha() or find_zone(name) is None else ""


def _same_time(face: ClockFace, other: ClockFace, blog: LiveBlog) -> bool:
    """Whether two faces tell the same time on every day of the blog."""
    start, end = blog.start.astimezone(UTC), blog.end.astimezone(UTC)
    days = min((end - start).days, _DAYS_COMPARED)
    moments = [*(start + timedelta(days=day) for day in range(days + 1)), end]
    return all(_offset(face, moment) == _offset(other, moment) for moment in moments)


def _offset(face: ClockFace, moment: datetime) -> timedelta | None:
    return moment.astimezone(face.zone).utcoffset()


def _time(there: datetime, seconds: bool) -> str:
    return f"{there.hour:02}:{there.minute:02}" + (f":{there.second:02}" if seconds else "")
